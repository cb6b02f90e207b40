"""Lines and grids in reading order into blocks: what HTML, PDF and DOCX share.

Page pieces of a table become one logical table here, and sentences that a page or a cell border cut become whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dvo_tui.minutes.readers.grids import Grid, Node, logical_rows
from dvo_tui.minutes.readers.joining import split_marker
from dvo_tui.minutes.readers.lines import BLANK, Flow, Line, Measure
from dvo_tui.minutes.readers.plain import MARKER
from dvo_tui.minutes.readers.tables import Table, write_table
from dvo_tui.minutes.text import Writer

_ENOUGH_HEADINGS = 3


def assemble(source: str, nodes: Sequence[Node], measure: Measure) -> Writer:
    """Write nodes, whose pieces are of `source`, as reading text and blocks."""
    headings = sum(isinstance(node, Line) and node.heading for node in nodes)
    assembly = _Assembly(Writer(source), measure, guess_headings=headings < _ENOUGH_HEADINGS)
    for node in nodes:
        if isinstance(node, Grid):
            assembly.add_grid(node)
        else:
            assembly.add_line(node)
    return assembly.finish()


def measure_of(nodes: Iterable[Node]) -> Measure:
    """How the visible lines are set; a source with a line for each paragraph is not wrapped."""
    parts: list[str] = []
    for node in nodes:
        if isinstance(node, Line):
            parts += ["\n\n" if node.gap == BLANK or node.marker else "\n", node.text]
        else:
            parts.append("\n")
    return Measure("".join(parts))


class _Assembly:
    """Takes nodes one by one; rows gather in the open table until something else comes."""

    def __init__(self, writer: Writer, measure: Measure, *, guess_headings: bool) -> None:
        self._writer = writer
        self._flow = Flow(writer, measure, guess_headings=guess_headings)
        self._table: Table | None = None
        self._page = 0
        self._tables = 0
        self._after_table = False

    def add_line(self, line: Line) -> None:
        self._close_table()
        if self._after_table:
            line.gap = BLANK
            self._after_table = False
        if not line.heading and line.marker is None and (marker := MARKER.match(line.text)):
            split_marker(line, marker)
        if line.marker is not None:
            line.level = max(1, line.level)
        if line.text:
            self._flow.add(line)

    def add_grid(self, grid: Grid) -> None:
        """Add the rows of one piece to the open table, or begin another."""
        if not grid.rows:
            return
        has_header = grid.has_header()
        first = next(logical_rows(grid, None))[1]
        table = self._table
        if table is not None and table.is_header(first):
            has_header = False
        elif table is None or has_header or not (table.goes_on_with(first) or (grid.continues and not table.titles)):
            self._close_table()
            table = Table(first if has_header else None)
            self._page = grid.rows[0].page
        else:
            has_header = False
        self._table = table
        first_on_page = True
        titles = table.titles or None
        for page, cells in logical_rows(Grid(grid.rows[1:] if has_header else grid.rows), titles):
            first_on_page = first_on_page or page != self._page
            self._page = page
            if table.is_header(cells):
                first_on_page = True
                continue
            table.add(cells, page, first_on_page=first_on_page)
            first_on_page = False

    def finish(self) -> Writer:
        self._close_table()
        self._flow.finish()
        return self._writer

    def _close_table(self) -> None:
        if self._table is not None:
            self._flow.finish()
            write_table(self._writer, self._table, self._tables)
            self._tables += 1
            self._table = None
            self._after_table = True
