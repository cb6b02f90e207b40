"""Entries from the rows of agenda tables: those with known column titles, and those that look like one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dvo_tui.minutes.columns import column_role, is_agenda
from dvo_tui.minutes.entry import Entry
from dvo_tui.minutes.fields import label_key
from dvo_tui.minutes.forms import FormRow, forms
from dvo_tui.minutes.labels import LABELLED, Label, parse_label
from dvo_tui.minutes.model import Block
from dvo_tui.minutes.runin import SAYS

_FEWEST_ROWS = 3
_FEWEST_FORMS = 2
_MOST_ROWS = 500
_LONGEST_TITLE = 110
_PROSE = 60
"""A column whose cells are this long on average, in characters, holds text."""

_FOREIGN = frozenset({"owner", "due", "state", "name"})

Rows = dict[int, dict[int, list[int]]]
"""Block indexes by row and column."""


def table_entries(text: str, blocks: tuple[Block, ...], header: frozenset[int]) -> list[Entry]:
    """The entries that forms and tables with known column titles hold, in reading order."""
    filled = list(forms(text, blocks, header))
    heads = [head for form in filled for head in _heads(text, blocks, form)]
    if len(heads) >= _FEWEST_FORMS:
        return [entry for head in heads if (entry := _from_form(text, blocks, head))]
    entries = _from_known(text, blocks, _known_tables(text, blocks))
    return entries or [
        entry for rows in _cells(blocks, header).values() for entry in _from_wide_rows(text, blocks, rows)
    ]


def likely_entries(text: str, blocks: tuple[Block, ...], header: frozenset[int]) -> list[Entry]:
    """The entries of tables without known column titles that look like an agenda, in reading order."""
    known = _known_tables(text, blocks)
    tables = _rows(blocks, header)
    return [entry for table, rows in tables.items() if table not in known for entry in _from_looks(text, blocks, rows)]


def _heads(text: str, blocks: tuple[Block, ...], form: list[FormRow]) -> list[list[FormRow]]:
    """The rows of a form that name an item: a title, and its number before it; several items can share a table."""
    heads: list[list[FormRow]] = []
    numbered = False
    for row in form:
        if row.role not in ("label", "title"):
            numbered = False
            continue
        if numbered:
            heads[-1].append(row)
        else:
            heads.append([row])
        numbered = parse_label(_cell(text, blocks, row.values)) is not None
    return heads


def _from_form(text: str, blocks: tuple[Block, ...], head: list[FormRow]) -> Entry | None:
    """The entry that the first rows of a form make: a number and a title, or a title with its number."""
    labels = [row for row in head if len(head) > 1 and parse_label(_cell(text, blocks, row.values))]
    titles = [row for row in head if row not in labels[:1]]
    if not titles:
        return None
    title = _entry(text, blocks, titles[0].values[0], None)
    label = parse_label(_cell(text, blocks, labels[0].values)) if labels else title.label
    rank = {"section": 0, "number": 1, "sub": 2}[label.level] if label else 1
    first = min(index for row in head for index in (row.key, *row.values) if index >= 0)
    return title._replace(start=blocks[first].start, label=label, rank=rank)


def _from_known(text: str, blocks: tuple[Block, ...], tables: frozenset[int]) -> list[Entry]:
    entries: list[Entry] = []
    label: tuple[int, Label | None] | None = None
    for index, block in enumerate(blocks):
        if block.table not in tables or block.row is None:
            continue
        role = column_role(block.header)
        if role == "label":
            label = (index, parse_label(text[block.start : block.end]))
        elif role == "title":
            beside = label is not None and "\n" not in text[blocks[label[0]].end : block.start]
            entries.append(_entry(text, blocks, index, label if beside else None))
            label = None
    return entries


def _known_tables(text: str, blocks: tuple[Block, ...]) -> frozenset[int]:
    headers: dict[int, list[str]] = {}
    for block in blocks:
        if block.kind == "column" and block.table is not None:
            headers.setdefault(block.table, []).append(text[block.start : block.end])
    return frozenset(table for table, titles in headers.items() if is_agenda(tuple(titles)))


def _entry(text: str, blocks: tuple[Block, ...], index: int, beside: tuple[int, Label | None] | None) -> Entry:
    block = blocks[index]
    label = beside[1] if beside else None
    title_start = block.start
    if label is None and (match := LABELLED.match(text, block.start, block.end)):
        printed = parse_label(match["label"])
        if match["end"].strip() or (_is_bare(printed) and match["title"][0].isupper()):
            label, title_start = printed, match.start("title")
    rank = {"section": 0, "number": 1, "sub": 2}[label.level] if label else 1
    first = beside[0] if beside else index
    return Entry(blocks[first].start, title_start, block.end, label, rank, (first, index) if beside else (index,))


def _is_bare(label: Label | None) -> bool:
    """Whether a label is a letter or number alone, which needs no full stop to be told from a word such as `Q1`."""
    return label is not None and label.level != "sub" and (label.section is None or label.number is None)


def _cells(blocks: tuple[Block, ...], header: frozenset[int]) -> dict[int, Rows]:
    """The cells of each table outside the header."""
    tables: dict[int, Rows] = {}
    for index, block in enumerate(blocks):
        if block.table is not None and block.row is not None and block.column is not None and index not in header:
            tables.setdefault(block.table, {}).setdefault(block.row, {}).setdefault(block.column, []).append(index)
    return tables


def _rows(blocks: tuple[Block, ...], header: frozenset[int]) -> dict[int, Rows]:
    """The tables that may be an agenda by how they look: no column of theirs is for something else."""
    foreign = {block.table for block in blocks if block.row is not None and column_role(block.header) in _FOREIGN}
    tables = _cells(blocks, header)
    return {
        table: rows
        for table, rows in tables.items()
        if table not in foreign and _FEWEST_ROWS <= len(rows) <= _MOST_ROWS
    }


def _from_looks(text: str, blocks: tuple[Block, ...], rows: Rows) -> list[Entry]:
    """Rows of a table that looks like an agenda: labels that go up beside titles, or short titles beside long text."""
    labels = [_cell(text, blocks, row.get(0)) for row in rows.values()]
    parsed = [parse_label(label) for label in labels if label]
    if len(parsed) >= _FEWEST_ROWS and all(parsed) and _go_up([label for label in parsed if label]):
        titles, column = [_cell(text, blocks, row.get(1)) for row in rows.values()], 1
        if not _are_titles(titles) or not _holds_text(text, blocks, rows, 2):
            return []
        beside = True
    else:
        titles, column, beside = labels, 0, False
        if not _are_titles(titles) or not _holds_text(text, blocks, rows, 1):
            return []
        if any(label_key(title) for title in titles if title) or _come_back(titles):
            return []
    entries: list[Entry] = []
    for row in rows.values():
        if column not in row:
            continue
        index = row[column][0]
        label = (row[0][0], parse_label(_cell(text, blocks, row[0]))) if beside and 0 in row else None
        entries.append(_entry(text, blocks, index, label))
    return entries


def _from_wide_rows(text: str, blocks: tuple[Block, ...], rows: Rows) -> list[Entry]:
    """Rows that hold a numbered title over the whole width, between rows of who says what."""
    wide = [row[0][0] for row in rows.values() if list(row) == [0] and len(row[0]) == 1]
    entries = [entry for index in wide if (entry := _entry(text, blocks, index, None)).label]
    if len(entries) < _FEWEST_ROWS or len(rows) < 2 * len(entries) or not _go_up([e.label for e in entries if e.label]):
        return []
    return entries


def _come_back(cells: Sequence[str]) -> bool:
    """Whether the same words stand in more than one row in ten or in three rows, as names of speakers do."""
    filled = [cell.casefold() for cell in cells if cell]
    again = len(filled) - len(set(filled))
    return again >= _FEWEST_ROWS or again * 10 > len(filled)


def _go_up(labels: Sequence[Label]) -> bool:
    """Whether numbers begin at 1 or so and never skip many; letters may stand between them."""
    numbers = [label.ordinal for label in labels if label.level == "number"]
    steps = pairwise(numbers)
    good = sum(0 < after - before <= _FEWEST_ROWS or after == 1 for before, after in steps)
    return not numbers or (numbers[0] <= _FEWEST_ROWS and good >= 0.8 * (len(numbers) - 1))


def _are_titles(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    good = sum(len(cell) <= _LONGEST_TITLE and not SAYS.search(cell) and cell[0].isalnum() for cell in filled)
    return len(filled) >= _FEWEST_ROWS and good >= 0.9 * len(filled)


def _holds_text(text: str, blocks: tuple[Block, ...], rows: Rows, first: int) -> bool:
    """Whether a column from this one on holds sentences."""
    lengths: dict[int, list[int]] = {}
    says = 0
    for row in rows.values():
        for column, indexes in row.items():
            if column >= first:
                cell = _cell(text, blocks, indexes)
                lengths.setdefault(column, []).append(len(cell))
                says += bool(SAYS.search(cell))
    return 2 * says >= len(rows) and any(sum(cells) >= _PROSE * len(cells) for cells in lengths.values())


def _cell(text: str, blocks: tuple[Block, ...], indexes: Sequence[int] | None) -> str:
    """A cell as one line, or nothing."""
    if not indexes:
        return ""
    return " ".join(text[blocks[index].start : blocks[index].end] for index in indexes)
