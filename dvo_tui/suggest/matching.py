"""Patterns that are searched for only where a text holds something they cannot do without.

Most sentences hold nothing of the kind, and `in` tells so in a fraction of the time of a search. The invariant: a
pattern finds nothing in a text without any of its needs.
"""

from __future__ import annotations

import re
import sys


class Guarded:
    """A compiled pattern and the pieces of text of which every match, wherever it stands, brings at least one."""

    __slots__ = ("_needs", "pattern")

    def __init__(self, pattern: re.Pattern[str], *needs: str) -> None:
        self.pattern = pattern
        self._needs = needs

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match in a range of a text, or None."""
        for need in self._needs:
            if need in text:
                return self.pattern.search(text, start, end)
        return None
