"""Lines of PDF pages into paragraphs, headings, list items and grids, across columns and pages.

A line runs on where the first word of the next one did not fit on it; so columns and cells of any width flow again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from dvo_tui.minutes.readers.grids import Grid, GridCell, GridRow, Node
from dvo_tui.minutes.readers.joining import glue
from dvo_tui.minutes.readers.lines import BLANK, NEWLINE, Line, open_ended, title_like
from dvo_tui.minutes.readers.pdf_furniture import Page, all_lines
from dvo_tui.minutes.readers.pdf_tables import RawTable, same_place
from dvo_tui.minutes.readers.pdf_words import TextLine
from dvo_tui.minutes.readers.plain import MARKER, nesting
from dvo_tui.minutes.text import pieces, trim, visible

_LABEL = re.compile(r"[A-Z][^\W\d_]*(?: [^\W\d_]{1,20}){0,2}\s?:(?:\s|$)")
_NUMBERED = re.compile(r"(?:[A-Z]|\d{1,2}(?:\.\d{1,2})*[a-z]?)[.)]?\s")
_INITIALS = re.compile(r"(?:^|[\s(])(?:[A-Z]\.){1,4}$")
_LARGER = 1.08
_LONGEST_HEADING = 140
_NEAR = 6.0


class PdfFlow:
    """Takes the parts of all pages in order and forgets them; `nodes` are what they hold, with pieces into `source`."""

    def __init__(self, pages: list[Page], source: str, has_word: Callable[[str], bool]) -> None:
        self._source = source
        self._has_word = has_word
        lines = [line for page in pages for line in all_lines(page.parts)]
        self._body = _body_size(lines)
        self._pitch = _pitch(pages)
        self._levels = self._heading_levels(pages)
        _set_right_edges(pages)
        self._indents: list[int] = []
        self._table: RawTable | None = None
        self.nodes: list[Node] = []
        self._read(pages)

    def _read(self, pages: list[Page]) -> None:
        paragraph: list[TextLine] = []
        gap = NEWLINE
        for page in pages:
            for part in page.parts:
                if isinstance(part, RawTable):
                    self._add(paragraph, gap)
                    paragraph, gap = [], BLANK
                    self._add_table(part)
                    continue
                for index, line in enumerate(part):
                    before = paragraph[-1] if paragraph else None
                    if before is not None and self._runs_on(before, line, paragraph, across=index == 0):
                        paragraph.append(line)
                        continue
                    self._add(paragraph, gap)
                    gap = BLANK if index == 0 or before is None or self._is_apart(before, line) else NEWLINE
                    paragraph = [line]
            page.parts = []
        self._add(paragraph, gap)

    def _runs_on(self, before: TextLine, line: TextLine, paragraph: list[TextLine], *, across: bool) -> bool:
        if MARKER.match(line.text) or abs(before.size - line.size) > 0.6 or before.bold != line.bold:
            return False
        full = before.x1 + 0.25 * before.size + line.first > before.right - 0.3 * before.size
        unfinished = open_ended(before.text) and line.text[0].islower()
        if _INITIALS.search(before.text[-12:]) and line.text[0].isupper():
            return True
        if across:
            return (full and open_ended(before.text)) or unfinished
        if self._is_apart(before, line):
            return False
        ended = before.text[-1] in ".?!:"
        if _LABEL.match(line.text) and (ended or not full):
            return False
        first = paragraph[0]
        hanging = MARKER.match(first.text) is not None or len(paragraph) == 1
        if line.x0 > before.x0 + 1.5 * line.size and not hanging and ended:
            return False
        return full or (unfinished and before.x1 > before.x0 + 0.5 * (before.right - before.x0))

    def _is_apart(self, before: TextLine, line: TextLine) -> bool:
        """Whether more white than between the lines of a paragraph stands between two lines."""
        step = line.bottom - before.bottom
        return step < 0 or step > (self._pitch + 0.25) * max(before.size, line.size)

    def _line(self, raw: TextLine) -> Line:
        found = trim(self._source, pieces(self._source, raw.start, raw.start + len(raw.text)))
        line = Line(visible(self._source, found), found)
        line.bold, line.page = raw.bold, raw.page
        return line

    def _glued(self, lines: Iterable[TextLine]) -> Line:
        found: Line | None = None
        for raw in lines:
            line = self._line(raw)
            found = line if found is None else glue(found, line, self._has_word)
        assert found is not None
        return found

    def _add(self, paragraph: list[TextLine], gap: int) -> None:
        if not paragraph:
            return
        line = self._glued(paragraph)
        line.gap = gap
        line.level = self._heading_level(paragraph, line)
        line.heading = line.level > 0
        if line.heading:
            line.gap = BLANK
            self._indents.clear()
        elif MARKER.match(line.text):
            line.level = nesting(self._indents, round(paragraph[0].x0 / 4))
        elif gap == BLANK:
            self._indents.clear()
        self.nodes.append(line)

    def _heading_levels(self, pages: list[Page]) -> dict[float, int]:
        """Levels of type sizes above the body's, the largest first."""
        sizes = {
            line.size
            for page in pages
            for part in page.parts
            if not isinstance(part, RawTable)
            for line in part
            if line.size > _LARGER * self._body and _reads_as_heading(line.text)
        }
        return {size: min(level, 5) for level, size in enumerate(sorted(sizes, reverse=True), start=1)}

    def _heading_level(self, paragraph: list[TextLine], line: Line) -> int:
        first = paragraph[0]
        if len(paragraph) > 3 or not _reads_as_heading(line.text):
            return 0
        if first.size in self._levels:
            return self._levels[first.size]
        if not line.bold or not (title_like(line.text) or _NUMBERED.match(line.text)):
            return 0
        return min(max(2, len(set(self._levels.values())) + 1), 6)

    def _add_table(self, table: RawTable) -> None:
        grid = Grid(continues=self._continues(table))
        for raw_row in table.rows:
            row = GridRow(table.page)
            for raw in raw_row:
                column, columns = _columns(raw.x0, raw.x1, table.edges)
                cell = GridCell(column, columns)
                cell.content += self._paragraphs(raw.lines)
                row.cells.append(cell)
            grid.rows.append(row)
        if grid.rows and not grid.rows[0].heading:
            filled = [cell for cell in table.rows[0] if cell.lines]
            rest = [line for row in table.rows[1:] for cell in row for line in cell.lines]
            bold = bool(rest) and len(filled) > 1 and all(line.bold for cell in filled for line in cell.lines)
            grid.rows[0].heading = bold and not all(line.bold for line in rest)
        self._table = table
        self.nodes.append(grid)

    def _continues(self, table: RawTable) -> bool:
        """Whether a table goes on from the page before: nothing between, and as wide."""
        before = self._table
        if before is None or not isinstance(self.nodes[-1], Grid):
            return False
        return before.page < table.page and same_place(before, table)

    def _paragraphs(self, lines: list[TextLine]) -> Iterator[Line]:
        """The lines of a cell, wrapped ones joined."""
        group: list[TextLine] = []
        gap = NEWLINE
        for line in lines:
            if group and self._runs_on(group[-1], line, group, across=line.page != group[-1].page):
                group.append(line)
                continue
            if group:
                yield self._cell_line(group, gap)
                gap = BLANK if self._is_apart(group[-1], line) else NEWLINE
            group = [line]
        if group:
            yield self._cell_line(group, gap)

    def _cell_line(self, group: list[TextLine], gap: int) -> Line:
        line = self._glued(group)
        line.gap = gap
        return line


def _reads_as_heading(text: str) -> bool:
    if not 2 <= len(text) <= _LONGEST_HEADING or not any(map(str.isalpha, text)) or text.count(",") > 3:
        return False
    return text[-1] not in ",;:" and (text[-1] != "." or bool(_NUMBERED.match(text) and len(text) < 80))


def _columns(x0: float, x1: float, edges: list[float]) -> tuple[int, int]:
    """The first column of a cell and how many it covers."""
    column = max(0, sum(edge <= x0 + _NEAR for edge in edges) - 1)
    return column, max(1, sum(x0 - _NEAR < edge < x1 - _NEAR for edge in edges))


def _body_size(lines: list[TextLine]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _pitch(pages: list[Page]) -> float:
    """The usual step from line to line inside paragraphs, as a multiple of the type size."""
    steps: Counter[float] = Counter()
    for page in pages:
        for part in page.parts:
            for before, line in pairwise(part.lines() if isinstance(part, RawTable) else part):
                step = (line.bottom - before.bottom) / line.size
                if 0.9 < step < 2.2 and before.size == line.size:
                    steps[round(step, 1)] += 1
    if not steps:
        return 1.3
    most = max(steps.values())
    return min(step for step, count in steps.items() if count >= 0.5 * most)


def _set_right_edges(pages: list[Page]) -> None:
    """Give each line of the running text the edge of its column; a short column takes that of its like."""
    columns = [part for page in pages for part in page.parts if not isinstance(part, RawTable)]
    edges: Counter[tuple[int, int]] = Counter()
    for part in columns:
        if len(part) > 4:
            edges[round(min(line.x0 for line in part) / 20), round(max(line.x1 for line in part))] += len(part)
    for part in columns:
        right = max(line.x1 for line in part)
        if len(part) <= 4:
            left = round(min(line.x0 for line in part) / 20)
            right = max((edge for (x0, edge) in edges if abs(x0 - left) <= 1 and edge >= right), default=right)
        for line in part:
            line.right = right
