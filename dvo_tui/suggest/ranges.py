"""Spans asked by offset, in logarithmic time, so that no rule compares everything with everything."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable


class Ranges:
    """Half-open ranges in order; where some overlap, the one that begins last before an offset answers for it."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(ranges)
        self._starts = [start for start, _ in ordered]
        self._ends = [end for _, end in ordered]

    def at(self, offset: int) -> int | None:
        """The place in order of the range that holds an offset."""
        place = bisect_right(self._starts, offset) - 1
        return place if place >= 0 and offset < self._ends[place] else None

    def holds(self, offset: int) -> bool:
        return self.at(offset) is not None

    def after(self, offset: int) -> int | None:
        """Where the first range behind an offset begins."""
        place = bisect_right(self._starts, offset)
        return self._starts[place] if place < len(self._starts) else None
