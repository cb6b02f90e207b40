"""Where each character of a text stands when it is wrapped to a width; no screen, no marks.

Invariant: the rows follow each other without a gap, so every character is on exactly one row; a row's line feed belongs
to it. No row is wider than the width, the one space that a line was broken at left out (it hangs in the gap).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from rich.cells import cell_len, get_character_cell_size

_SINGLE = "\n\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u20a0-\u20b5\u2400-\u2426\ufffd"
"""Characters of one cell that minutes are made of; only what else occurs is measured."""

_OTHER = re.compile(f"[^{_SINGLE}]")


class Layout:
    """A text wrapped to `width` cells.

    Args:
        text: What is shown, already printable; line feeds end lines.
        width: Cells of the text column, at least 2.
        indents: Cells kept free before the text of a line (by the line's first offset), for a heading's label.
    """

    def __init__(self, text: str, width: int, indents: Mapping[int, int] | None = None) -> None:
        self.text = text
        self.width = max(2, width)
        limit = self.width // 2
        self._indents = {start: min(cells, limit) for start, cells in sorted((indents or {}).items()) if cells > 0}
        self._starts = list(_row_starts(text, self.width, self._indents)) or [0]

    @property
    def rows(self) -> int:
        """How many rows there are; never none."""
        return len(self._starts)

    def row_of(self, offset: int) -> int:
        """The row that holds an offset; what lies outside the text is on the first or last row."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def bounds(self, row: int) -> tuple[int, int]:
        """A row's first offset and the one after its last character, its line feed left out."""
        start = self._starts[row]
        end = self._starts[row + 1] if row + 1 < len(self._starts) else len(self.text)
        if end > start and self.text[end - 1] == "\n":
            end -= 1
        return start, end

    def indent(self, row: int) -> int:
        """The cells kept free before a row's text."""
        return self._indents.get(self._starts[row], 0)

    def column_of(self, offset: int) -> int:
        """The cell at which a character stands on its row, from the left edge of the text column."""
        row = self.row_of(offset)
        start, end = self.bounds(row)
        return self.indent(row) + cells(self.text[start : min(max(offset, start), end)])

    def offset_at(self, row: int, column: int) -> int:
        """The offset of the character at a cell, always on that row.

        Right of the text it is the line's end or, where the line goes on, the row's last character.
        """
        row = max(0, min(row, self.rows - 1))
        start, end = self.bounds(row)
        column -= self.indent(row)
        if column <= 0:
            return start
        goes_on = end < len(self.text) and self.text[end] != "\n"
        if single(self.text, start, end):
            return min(start + column, end - 1 if goes_on else end)
        first = start
        for first, _, size in clusters(self.text, start, end):
            if column < size:
                return first
            column -= size
        return first if goes_on else end


def single(text: str, start: int, end: int) -> bool:
    """Whether every character of a slice surely takes one cell."""
    return _OTHER.search(text, start, end) is None


def cells(text: str) -> int:
    """The cells that a piece of a line takes."""
    return len(text) if single(text, 0, len(text)) else cell_len(text)


def clusters(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """First offset, end and cells of each character with what combines with it."""
    at = start
    while at < end:
        size = get_character_cell_size(text[at])
        after = at + 1
        while after < end and get_character_cell_size(text[after]) == 0:
            after += 1
        if after - at > 1:
            size = cell_len(text[at:after])
        yield at, after, size
        at = after


def _row_starts(text: str, width: int, indents: Mapping[int, int]) -> Iterator[int]:
    """Where each row begins: whole stretches by one pattern, only lines that are special by hand."""
    pattern = re.compile(
        rf"(?:[^\n]{{1,{width}}}(?:[ ]|(?=\n)|\Z)|[^\n]{{1,{width}}}|(?=\n))\n?",
    )
    at = 0
    for start, end in _special_lines(text, indents):
        for match in pattern.finditer(text, at, start):
            yield match.start()
        yield from _wrap_measured(text, start, end, width, indents.get(start, 0))
        at = min(end + 1, len(text))
    for match in pattern.finditer(text, at):
        yield match.start()


def _special_lines(text: str, indents: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """The lines that have an indent or a character to be measured, in order."""
    far = len(text) + 1
    indented = iter([*sorted(indents), far])
    heading = next(indented)
    other = -1
    at = 0
    while at <= len(text):
        if other < at:
            found = _OTHER.search(text, at)
            other = found.start() if found else far
        first = min(other, heading)
        if first >= len(text):
            return
        start = text.rfind("\n", 0, first) + 1
        end = text.find("\n", first)
        end = len(text) if end < 0 else end
        yield start, end
        at = end + 1
        while heading < at:
            heading = next(indented)


def _wrap_measured(text: str, start: int, end: int, width: int, indent: int) -> Iterator[int]:
    """Row starts of one line whose characters differ in width or whose first row is shorter."""
    yield start
    at = start
    room = width - indent
    while (at := _row_end(text, at, end, room)) < end:
        yield at
        room = width


def _row_end(text: str, start: int, end: int, width: int) -> int:
    """Where the row that begins at `start` ends: at the last space that fits, else where the room ends."""
    reach = min(end, start + width)
    if single(text, start, min(end, reach + 1)):
        hard = reach
    else:
        hard, used = start, 0
        for _, last, size in clusters(text, start, end):
            if used + size > width and hard > start:
                break
            hard, used = last, used + size
    if hard >= end:
        return end
    if text[hard] == " ":
        return hard + 1
    return text.rfind(" ", start + 1, hard) + 1 or hard


def scrolled_to(top: int, height: int, first: int, last: int, above: int, below: int, leap: int = 0) -> int:
    """The top row of a screen that shows rows `first` to `last` with context, moved as little as can be.

    With `leap` it is moved up to so many rows further, so that the text then stands still for some steps that way.
    What is more than a screen away comes to a third of the screen; of what is too tall the beginning is shown.
    """
    target = top
    highest, lowest = min(last - height + 1 + below, first - above), first - above
    if first < top + above:
        target = max(lowest - leap, highest)
    elif last > top + height - 1 - below:
        target = min(highest + leap, lowest)
    return first - height // 3 if abs(target - top) > height else target
