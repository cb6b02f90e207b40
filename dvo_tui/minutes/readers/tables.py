"""Tables into reading order: page pieces as one table, rows that a page cut as one row, cells as blocks.

A row reads as its heading line (number and title side by side), then its other cells one after the other; a row of
short cells reads as one line.
"""

from __future__ import annotations

from dvo_tui.minutes.columns import column_role, is_agenda
from dvo_tui.minutes.model import Block
from dvo_tui.minutes.readers.lines import BLANK, NEWLINE, Line, begin, cut
from dvo_tui.minutes.text import Writer

Cell = list[Line]

SIDE_BY_SIDE = "  "
_SHORT_ROW = 160
_SHORT_KEY = 40


class Row:
    """One logical row: its cells, and the page it begins on."""

    def __init__(self, cells: list[Cell], page: int) -> None:
        self.cells = cells
        self.page = page


class Table:
    """A logical table, gathered from page pieces."""

    def __init__(self, header: list[Cell] | None) -> None:
        self.header = header
        self.titles = [_shown(cell) for cell in header] if header else []
        self.rows: list[Row] = []
        roles = [column_role(title) for title in self.titles]
        keys = [index for index, role in enumerate(roles) if role in ("label", "title")]
        self.key_columns = keys if is_agenda(tuple(self.titles)) else []

    def is_header(self, cells: list[Cell]) -> bool:
        """Whether these cells repeat the header, as they do on a new page."""
        return bool(self.titles) and [_shown(cell) for cell in cells] == self.titles

    def goes_on_with(self, cells: list[Cell]) -> bool:
        """Whether cells can be the first row of this table's next page, where the header was not printed again."""
        return len(self.titles) > 1 and len(cells) == len(self.titles)

    def add(self, cells: list[Cell], page: int, *, first_on_page: bool) -> None:
        """Append a row, or continue the last one: its key cells are empty, or it is the rest of a row cut by a page."""
        if not any(cells):
            return
        if self.rows and self._continues(cells, first_on_page=first_on_page):
            _merge(self.rows[-1].cells, cells)
        else:
            self.rows.append(Row(cells, page))

    def _continues(self, cells: list[Cell], *, first_on_page: bool) -> bool:
        if self.key_columns:
            return not any(cells[column] for column in self.key_columns if column < len(cells))
        return first_on_page and len(cells) > 1 and not cells[0]

    def title(self, column: int) -> str | None:
        return (self.titles[column] or None) if column < len(self.titles) else None


def write_table(writer: Writer, table: Table, number: int) -> None:
    """Write a table as blocks; its column titles, where it has any, are a line of `column` blocks above it."""
    if table.header and any(table.header):
        begin(writer, BLANK)
        page = table.rows[0].page if table.rows else 0
        _side_by_side(
            writer,
            [(i, line) for i, cell in enumerate(table.header) for line in cell],
            _Place(table, number, None, page),
        )
    for index, row in enumerate(table.rows):
        place = _Place(table, number, index, row.page)
        begin(writer, NEWLINE if index and _is_short(row) and _is_short(table.rows[index - 1]) else BLANK)
        if table.key_columns:
            _write_item(writer, row, place)
        elif _is_short(row):
            _write_short(writer, row, place)
        else:
            _write_stacked(writer, list(enumerate(row.cells)), place)


class _Place:
    """Where in which table blocks are being written."""

    def __init__(self, table: Table, number: int, row: int | None, page: int) -> None:
        self.table = table
        self.number = number
        self.row = row
        self.page = page

    def block(self, writer: Writer, column: int, line: Line) -> None:
        start = writer.length
        writer.write(line.pieces)
        writer.blocks.append(
            Block(
                kind="column" if self.row is None else "cell",
                start=start,
                end=writer.length,
                table=self.number,
                row=self.row,
                column=column,
                header=self.table.title(column),
                emphasis=line.bold,
                page=self.page or None,
            )
        )


def _write_item(writer: Writer, row: Row, place: _Place) -> None:
    """An agenda row: number and title on a line, the other cells below."""
    keys = place.table.key_columns
    labels = _key_lines(row, place.table, "label")
    titles = _key_lines(row, place.table, "title")
    first = True
    for label, title in _pair(labels, titles):
        if not first:
            begin(writer, NEWLINE)
        _side_by_side(writer, [part for part in (label, title) if part is not None], place)
        first = False
    rest = [(column, cell) for column, cell in enumerate(row.cells) if cell and column not in keys]
    if rest and not first:
        begin(writer, BLANK)
    _write_stacked(writer, rest, place)


def _key_lines(row: Row, table: Table, role: str) -> list[tuple[int, Line]]:
    columns = [column for column in table.key_columns if column_role(table.titles[column]) == role]
    return [(column, line) for column in columns if column < len(row.cells) for line in row.cells[column]]


Keyed = tuple[int, Line]


def _pair(labels: list[Keyed], titles: list[Keyed]) -> list[tuple[Keyed | None, Keyed | None]]:
    """Numbers with titles. A row can hold several of both; a title broken over lines is one title again."""
    if len(titles) > max(1, len(labels)):
        titles = _same_weight(titles)
    if len(titles) > max(1, len(labels)) and not any(line.bold for _, line in titles):
        kept = max(1, len(labels)) - 1
        titles = [*titles[:kept], _joined(titles[kept:])]
    pairs: list[tuple[Keyed | None, Keyed | None]] = list(zip(labels, titles, strict=False))
    done = len(pairs)
    pairs += [(label, None) for label in labels[done:]]
    pairs += [(None, title) for title in titles[done:]]
    return pairs


def _same_weight(titles: list[Keyed]) -> list[Keyed]:
    """Neighbouring lines of one weight (bold or not) are one title that was broken."""
    groups: list[list[Keyed]] = []
    for title in titles:
        if groups and groups[-1][-1][1].bold == title[1].bold and title[1].gap == NEWLINE:
            groups[-1].append(title)
        else:
            groups.append([title])
    return [_joined(group) for group in groups]


def _joined(group: list[Keyed]) -> Keyed:
    column, first = group[0]
    line = first
    for _, following in group[1:]:
        line = _glue(line, following)
    return column, line


def _glue(before: Line, after: Line) -> Line:
    """Two lines as one, a space between."""
    at = before.pieces[-1][1]
    line = Line(f"{before.text} {after.text}", [*before.pieces, (at, at, " "), *after.pieces], before.gap)
    line.bold = before.bold and after.bold
    return line


def _merge(cells: list[Cell], more: list[Cell]) -> None:
    """Append a continued row cell by cell; a sentence that the border cut is whole again."""
    cells += [[] for _ in range(len(more) - len(cells))]
    for cell, rest in zip(cells, more, strict=False):
        if cell and rest and cut(cell[-1].text, rest[0].text):
            cell[-1] = _glue(cell[-1], rest[0])
            cell += rest[1:]
        elif rest:
            rest[0].gap = BLANK
            cell += rest


def _is_short(row: Row) -> bool:
    """Whether a row reads best as one line: few short cells, or a short key with its value."""
    filled = [cell for cell in row.cells if cell]
    if len(row.cells) == 2 and len(_shown(row.cells[0])) <= _SHORT_KEY:
        return True
    return all(len(cell) == 1 for cell in filled) and sum(len(cell[0].text) for cell in filled) <= _SHORT_ROW


def _write_short(writer: Writer, row: Row, place: _Place) -> None:
    firsts = [(column, cell[0]) for column, cell in enumerate(row.cells) if cell]
    _side_by_side(writer, firsts, place)
    for column, cell in enumerate(row.cells):
        for line in cell[1:]:
            begin(writer, NEWLINE)
            place.block(writer, column, line)


def _write_stacked(writer: Writer, cells: list[tuple[int, Cell]], place: _Place) -> None:
    first = True
    for column, cell in cells:
        for index, line in enumerate(cell):
            if not first:
                begin(writer, line.gap if index else BLANK)
            place.block(writer, column, line)
            first = False


def _side_by_side(writer: Writer, parts: list[tuple[int, Line]], place: _Place) -> None:
    for index, (column, line) in enumerate(parts):
        if index:
            writer.insert(SIDE_BY_SIDE)
        place.block(writer, column, line)


def _shown(cell: Cell) -> str:
    return " ".join(line.text for line in cell)
