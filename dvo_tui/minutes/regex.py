"""Regular expressions that are compiled when they are first asked something.

Compiling the hundreds of patterns of the readers and rules takes longer than reading a short document with them, and
no document asks all of them.
"""

from __future__ import annotations

import re
from typing import Any, cast

_TAKEN = (
    "search",
    "match",
    "fullmatch",
    "finditer",
    "findall",
    "split",
    "sub",
    "subn",
    "flags",
    "groups",
    "groupindex",
)
"""What a compiled pattern answers with."""


class _Compiled:
    """A pattern that holds what a compiled one has; without a `__getattr__`, which would slow down each question."""

    pattern: str


class _Late(_Compiled):
    """A pattern by its source; with the first thing asked of it, it becomes a compiled one."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self._wanted = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _TAKEN:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._wanted)
        for taken in _TAKEN:
            setattr(self, taken, getattr(compiled, taken))
        self.__class__ = _Compiled  # type: ignore[assignment]
        return getattr(compiled, name)


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, compiled at its first use.

    Raises:
        re.error: at the first use, if the source is no regular expression.
    """
    return cast(re.Pattern[str], _Late(source, flags))
