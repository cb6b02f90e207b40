"""Tables on a PDF page: ruled ones by their lines, and those without lines by a header or labels in columns."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from dvo_tui.minutes.columns import column_role
from dvo_tui.minutes.fields import label_key
from dvo_tui.minutes.readers.lines import open_ended
from dvo_tui.minutes.readers.pdf_words import TextLine, Word, rows_of

if TYPE_CHECKING:
    from pdfplumber.page import Page

_SNAP = 3.0
_NEAR = 6.0
_MOST_EDGES = 20_000


class RawCell:
    """A cell in points: from `x0` to `x1`, with its lines."""

    __slots__ = ("lines", "x0", "x1")

    def __init__(self, x0: float, x1: float, lines: list[TextLine]) -> None:
        self.x0 = x0
        self.x1 = x1
        self.lines = lines


class RawTable:
    """The piece of a table that stands on one page; `edges` are where its columns begin."""

    __slots__ = ("bottom", "edges", "page", "rows", "top", "x0", "x1")

    def __init__(self, rows: list[list[RawCell]], box: tuple[float, float, float, float], page: int) -> None:
        self.rows = rows
        self.x0, self.top, self.x1, self.bottom = box
        self.page = page
        self.edges = clustered([cell.x0 for row in rows for cell in row])

    def lines(self) -> list[TextLine]:
        return [line for row in self.rows for cell in row for line in cell.lines]


def clustered(values: list[float]) -> list[float]:
    """Values without those that lie within a few points of the one before."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def same_place(one: RawTable, other: RawTable) -> bool:
    """Whether two tables begin and end at the same height of the line."""
    return abs(one.x0 - other.x0) < _NEAR and abs(one.x1 - other.x1) < _NEAR


def unify(tables: list[RawTable]) -> None:
    """Make the page pieces of a table alike: the same columns, though one merges some, and a header by itself."""
    edges = clustered([edge for table in tables for edge in table.edges])
    for table in tables:
        table.edges = edges
    for before, table in pairwise(tables):
        _part_header(table, tables[0].rows[0])
        _mend_row(before, table, tables[0].rows[0])


def _mend_row(before: RawTable, table: RawTable, header: list[RawCell]) -> None:
    """Put the rest of a row that the page cut in mid-sentence back to where it began."""
    titles = [[line.text for line in cell.lines] for cell in header]
    first = int([[line.text for line in cell.lines] for cell in table.rows[0]] == titles)
    if len(table.rows) <= first or len(before.rows) < 2:
        return
    row, rest = before.rows[-1], table.rows[first]
    if len(row) != len(rest) or rest[0].lines:
        return
    pairs = list(zip(row, rest, strict=True))
    if any(cell.lines and more.lines and _is_cut(cell.lines[-1], more.lines[0]) for cell, more in pairs):
        for cell, more in pairs:
            cell.lines += more.lines
        del table.rows[first]


def _is_cut(before: TextLine, line: TextLine) -> bool:
    """Whether a full line without an end goes on in the next."""
    full = before.x1 + 0.25 * before.size + line.first > before.right - 0.3 * before.size
    return full and open_ended(before.text)


def _part_header(table: RawTable, header: list[RawCell]) -> None:
    """Part a repeated header from the rest of a cut row that stands below it with no rule between."""
    row = table.rows[0]
    counts = [len(title.lines) for title in header]
    if len(row) != len(header) or [len(cell.lines) for cell in row] == counts:
        return
    for cell, title, count in zip(row, header, counts, strict=True):
        if [line.text for line in cell.lines[:count]] != [line.text for line in title.lines]:
            return
    rest = [RawCell(cell.x0, cell.x1, cell.lines[count:]) for cell, count in zip(row, counts, strict=True)]
    for cell, count in zip(row, counts, strict=True):
        cell.lines = cell.lines[:count]
    table.rows.insert(1, rest)


def ruled_tables(page: Page, words: list[Word]) -> tuple[list[RawTable], list[Word]]:
    """The ruled tables of two columns or more, and the words outside them."""
    edges = page.edges
    if len(edges) < 4 or len(edges) > _MOST_EDGES or not words:
        return [], words
    found: list[RawTable] = []
    settings = {
        "explicit_vertical_lines": _outer_edges(edges),
        "explicit_horizontal_lines": _open_ends(edges),
        "snap_tolerance": _SNAP,
        "join_tolerance": _SNAP,
    }
    for table in page.find_tables(settings):
        boxes = [[box for box in row.cells if box is not None] for row in table.rows]
        if len(clustered([box[0] for row in boxes for box in row])) < 2:
            continue
        x0, top, x1, bottom = table.bbox
        inside = [w for w in words if _within(w, (x0 - 1, top - 1, x1 + 1, bottom + 1))]
        rows, placed = _filled(boxes, inside, page.page_number)
        if len(placed) * 2 < len(inside) or len(clustered([c.x0 for row in rows for c in row if c.lines])) < 2:
            continue
        found.append(RawTable(rows, table.bbox, page.page_number))
        taken = set(placed)
        words = [word for word in words if word not in taken]
    return found, words


def _outer_edges(edges: list[dict[str, Any]]) -> list[float]:
    """Where the rules of a table without outer lines end, if several end alike."""
    ends: Counter[tuple[int, int]] = Counter()
    for edge in edges:
        if edge["orientation"] == "h" and edge["x1"] - edge["x0"] > 100:
            ends[round(edge["x0"]), round(edge["x1"])] += 1
    verticals = [edge["x0"] for edge in edges if edge["orientation"] == "v"]
    wanted = {float(x) for pair, count in ends.items() if count >= 3 for x in pair}
    return [x for x in sorted(wanted) if verticals and all(abs(x - other) > _NEAR for other in verticals)]


def _open_ends(edges: list[dict[str, Any]]) -> list[float]:
    """The heights at which several upright rules end without a rule across: a row that a page break cut."""
    ends: Counter[int] = Counter()
    for edge in edges:
        if edge["orientation"] == "v" and edge["bottom"] - edge["top"] > 2 * _NEAR:
            ends.update({round(edge["top"]), round(edge["bottom"])})
    across = sorted(edge["top"] for edge in edges if edge["orientation"] == "h")
    wanted = clustered([float(y) for y, count in ends.items() if count >= 3])
    return [y for y in wanted if bisect_right(across, y + _SNAP) == bisect_right(across, y - _SNAP)]


Box = tuple[float, float, float, float]


def _within(word: Word, box: Box) -> bool:
    middle, height = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box[0] <= middle <= box[2] and box[1] <= height <= box[3]


def _filled(boxes: list[list[Box]], words: list[Word], page: int) -> tuple[list[list[RawCell]], list[Word]]:
    """Rows of cells with their words, and the words that found a place."""
    rows: list[list[RawCell]] = []
    placed: list[Word] = []
    left = sorted(words, key=lambda word: word.top)
    tops = [word.top for word in left]
    for row in boxes:
        cells = []
        for box in row:
            near = left[bisect_right(tops, box[1] - 40) : bisect_right(tops, box[3] + 1)]
            inside = [word for word in near if _within(word, box)]
            placed += inside
            lines = [TextLine(found, page) for found in rows_of(inside)]
            for line in lines:
                line.right = box[2] - max(1.0, min((other.x0 for other in lines), default=0) - box[0])
            cells.append(RawCell(box[0], box[2], lines))
        rows.append(cells)
    return rows, placed


def headed_table(rows: list[list[list[Word]]], start: int, page: int) -> tuple[RawTable, int] | None:
    """A table without lines whose header stands in `rows[start]`, and the index of the row after it.

    `rows` are rows of segments. The table ends where a row runs across its columns.
    """
    header = rows[start]
    texts = [" ".join(word.text for word in segment) for segment in header]
    if len(header) < 2 or sum(column_role(text) is not None for text in texts) < 2:
        return None
    bounds = [segment[0].x0 - _SNAP for segment in header]
    grown: list[list[list[list[Word]]]] = []
    end = start
    while end < len(rows):
        cells = _by_column(rows[end], bounds)
        if cells is None:
            break
        gap = rows[end][0][0].top - rows[end - 1][0][0].bottom if end > start else 0.0
        if gap > 40:
            break
        begins = bool(cells[0]) or gap > 0.9 * rows[end][0][0].size or len(grown) < 2
        if begins or not grown:
            grown.append([[] for _ in bounds])
        for column, words in enumerate(cells):
            if words:
                grown[-1][column].append(words)
        end += 1
    if len(grown) < 2:
        return None
    return _raw(grown, bounds, rows[start:end], page), end


def _by_column(row: list[list[Word]], bounds: list[float]) -> list[list[Word]] | None:
    cells: list[list[Word]] = [[] for _ in bounds]
    for segment in row:
        column = bisect_right(bounds, segment[0].x0) - 1
        last = bisect_right(bounds, segment[-1].x1 - _SNAP) - 1
        if column < 0 or last > column:
            return None
        cells[column] += segment
    return cells


def _raw(grown: list[list[list[list[Word]]]], bounds: list[float], rows: list[list[list[Word]]], page: int) -> RawTable:
    words = [word for row in rows for segment in row for word in segment]
    right = max(word.x1 for word in words)
    ends = [*(bound - 2 * _SNAP for bound in bounds[1:]), right]
    cells = [
        [
            RawCell(bound, end, [TextLine(line, page) for line in lines])
            for bound, end, lines in zip(bounds, ends, row, strict=True)
        ]
        for row in grown
    ]
    for row in cells:
        for cell in row:
            for line in cell.lines:
                line.right = max(line.x1, min(cell.x1, _widest(cells, row.index(cell))))
    box = (bounds[0], min(w.top for w in words), right, max(w.bottom for w in words))
    return RawTable(cells, box, page)


def _widest(cells: list[list[RawCell]], column: int) -> float:
    return max((line.x1 for row in cells for line in row[column].lines), default=0.0)


def label_table(left: list[list[Word]], right: list[list[Word]], page: int) -> RawTable | None:
    """Two columns of segments as labels with their values, or None where the left ones are no labels."""
    labels = [" ".join(word.text for word in segment) for segment in left]
    known = sum(label_key(text) is not None or text.endswith(":") for text in labels)
    if known < 2 or known * 2 < len(labels):
        return None
    bounds = [min(s[0].x0 for s in left) - _SNAP, min(s[0].x0 for s in right) - _SNAP]
    starts = [(segment[0].top - _SNAP, segment) for segment in sorted(left, key=lambda s: s[0].top)]
    grown: list[list[list[list[Word]]]] = [[[segment], []] for _, segment in starts]
    tops = [top for top, _ in starts]
    for segment in sorted(right, key=lambda s: s[0].top):
        grown[max(0, bisect_right(tops, segment[0].top) - 1)][1].append(segment)
    return _raw(grown, bounds, [left, right], page)
