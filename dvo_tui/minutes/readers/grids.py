"""Tables as a page description gives them, cells over several columns included, before they are logical tables.

A grid inside a cell is settled when the grid around it closes, so nothing here recurses, however deep a source nests.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dvo_tui.minutes.columns import column_role
from dvo_tui.minutes.fields import label_key
from dvo_tui.minutes.labels import LABELLED, parse_label
from dvo_tui.minutes.readers.joining import beside, split_pieces
from dvo_tui.minutes.readers.lines import NEWLINE, Line

MOST_COLUMNS = 100
"""What stands in a row after so many cells is one cell; no table of minutes comes near."""

_SIDE_BY_SIDE = "  "
_LAYOUT_LINES = 6
_LONGEST_TITLE = 140


class GridCell:
    """A cell: what stands in it, its first column, and how many columns it covers."""

    __slots__ = ("column", "columns", "content", "heading")

    def __init__(self, column: int, columns: int = 1, *, heading: bool = False) -> None:
        self.content: list[Line | Grid] = []
        self.column = column
        self.columns = columns
        self.heading = heading

    def lines(self) -> list[Line]:
        """The lines in it, list markers as part of their text."""
        return [_with_marker(part) for part in self.content if isinstance(part, Line)]

    def shown(self) -> str:
        return " ".join(part.text for part in self.content if isinstance(part, Line))


class GridRow:
    """A row of cells, and the page it begins on (0 for none). `heading` says the source calls it a header."""

    __slots__ = ("cells", "heading", "page")

    def __init__(self, page: int = 0, *, heading: bool = False) -> None:
        self.cells: list[GridCell] = []
        self.page = page
        self.heading = heading


class Grid:
    """A table as it stands on the page. `continues` says that it goes on where the grid before it ended."""

    __slots__ = ("continues", "rows")

    def __init__(self, rows: Iterable[GridRow] = (), *, continues: bool = False) -> None:
        self.rows = list(rows)
        self.continues = continues

    def width(self) -> int:
        return min(MOST_COLUMNS, max((c.column + c.columns for row in self.rows for c in row.cells), default=0))

    def has_header(self) -> bool:
        """Whether the first row holds column titles: the source says so, or minutes have such titles."""
        if not self.rows:
            return False
        filled = [cell for cell in self.rows[0].cells if cell.content]
        if known_columns(self.rows[0]) > 1:
            return True
        marked = self.rows[0].heading or (bool(filled) and all(cell.heading for cell in filled))
        return marked and len(filled) > 1 and len(self.rows) > 1 and not label_key(filled[0].shown())


Node = Line | Grid
"""What a reader finds, in reading order."""


def known_columns(row: GridRow) -> int:
    """How many cells of a row are column titles as minutes have them."""
    return sum(column_role(cell.shown()) is not None for cell in row.cells)


def settled(grid: Grid) -> list[Node]:
    """A closed grid as what it is to a reader: a table, or content that only was laid out with one.

    Grids inside its cells must be settled already.
    """
    rows = [row for row in grid.rows if any(cell.content for cell in row.cells)]
    if not rows:
        return []
    titles: list[Node] = []
    while len(rows) > 2 and _is_banner(rows[0], grid.width()) and Grid(rows[1:]).has_header():
        titles += rows.pop(0).cells[0].content
    found = Grid(rows, continues=grid.continues)
    if _is_layout(found):
        return [*titles, *(part for row in rows for cell in row.cells for part in cell.content)]
    for cell in (cell for row in rows for cell in row.cells):
        if any(isinstance(part, Grid) for part in cell.content):
            cell.content = [line for part in cell.content for line in _flat(part)]
    return [*titles, found]


def _is_banner(row: GridRow, width: int) -> bool:
    """Whether a row is one cell over the whole table."""
    return len(row.cells) == 1 and row.cells[0].columns >= width > 1


def _is_layout(grid: Grid) -> bool:
    if len({cell.column for row in grid.rows for cell in row.cells if cell.content}) < 2:
        return not grid.has_header() and (grid.width() < 2 or len(grid.rows) == 1) and not grid.continues
    cells = [cell for row in grid.rows for cell in row.cells]
    if any(isinstance(part, Grid) for cell in cells for part in cell.content):
        return not grid.has_header()
    first = next(cell for cell in cells if cell.content)
    lines = max(len(cell.content) for cell in cells)
    return len(grid.rows) == 1 and lines > _LAYOUT_LINES and not label_key(first.shown())


def _flat(part: Node) -> Iterator[Line]:
    """A grid inside a cell as lines, a row each."""
    if isinstance(part, Line):
        yield part
        return
    for row in part.rows:
        line: Line | None = None
        for found in (line for cell in row.cells for line in cell.lines()):
            line = found if line is None else beside(line, found, _SIDE_BY_SIDE)
        if line is not None:
            line.gap = NEWLINE
            yield line


def logical_rows(grid: Grid, titles: list[str] | None) -> Iterator[tuple[int, list[list[Line]]]]:
    """Each row's page and cells, one for each column; `titles` are the column titles of the table it belongs to."""
    width = max(grid.width(), len(titles or ()))
    roles = [column_role(title) for title in titles] if titles else []
    for row in grid.rows:
        cells: list[list[Line]] = [[] for _ in range(width)]
        for cell in row.cells:
            if cell.content and not _with_label(cell, roles, cells):
                cells[_home(cell, roles, width)] += cell.lines()
        if titles is None and (pairs := _key_value_pairs(cells)):
            yield from ((row.page, pair) for pair in pairs)
        else:
            yield row.page, cells


def _home(cell: GridCell, roles: Sequence[str | None], width: int) -> int:
    """The column that the text of a cell over several columns belongs to: a title's in an agenda, else its first."""
    last = min(cell.column + cell.columns, width)
    covered = range(min(cell.column, width - 1), last)
    if len(covered) > 1 and "title" in roles:
        wanted = "title" if len(cell.shown()) <= _LONGEST_TITLE else "text"
        return next((column for column in covered if column < len(roles) and roles[column] == wanted), covered[0])
    return covered[0] if covered else width - 1


def _with_label(cell: GridCell, roles: Sequence[str | None], cells: list[list[Line]]) -> bool:
    """Put `B Mededelingen`, printed over the columns of number and title, into both; says whether it did."""
    covered = roles[cell.column : cell.column + cell.columns]
    lines = cell.lines() if "label" in covered and "title" in covered else []
    match = LABELLED.match(lines[0].text) if len(lines) == 1 and len(lines[0].text) <= _LONGEST_TITLE else None
    if match is None or match["title"][-1] == "." or parse_label(match["label"]) is None:
        return False
    line = lines[0]
    label, _ = split_pieces(line.pieces, match.end("label"))
    _, title = split_pieces(line.pieces, match.start("title"))
    for role, text, found in (("label", line.text[: match.end("label")], label), ("title", match["title"], title)):
        part = Line(text, found, line.gap)
        part.bold, part.page = line.bold, line.page
        cells[cell.column + covered.index(role)].append(part)
    return True


def _key_value_pairs(cells: list[list[Line]]) -> list[list[list[Line]]]:
    """`Datum | 3 mei | Tijd | 10 uur` as two rows; nothing where a row is anything else."""
    filled = [cell for cell in cells if cell]
    if len(filled) < 4 or len(filled) % 2:
        return []
    if not all(label_key(" ".join(line.text for line in key)) for key in filled[::2]):
        return []
    return [filled[index : index + 2] for index in range(0, len(filled), 2)]


def _with_marker(line: Line) -> Line:
    """A list item with its rebuilt marker in the text."""
    if line.marker is None:
        return line
    mark = "".join(text for _, _, text in line.marker)
    at = line.marker[-1][1]
    found = Line(f"{mark} {line.text}", [*line.marker, (at, at, " "), *line.pieces], line.gap)
    found.bold, found.page, found.hard = line.bold, line.page, line.hard
    return found
