"""Registers: tables of decisions and actions in one, told apart by number (`25-B03`) or by a column of sorts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Literal, NamedTuple

from dvo_tui.minutes.columns import column_role
from dvo_tui.minutes.model import Block, Span
from dvo_tui.minutes.regex import regex
from dvo_tui.suggest.analysis import Analysis

Kind = Literal["decision", "action"]


class Entry(NamedTuple):
    """A row of a register: what stands at `start:end`, and its cells of owner, time and state."""

    start: int
    end: int
    kind: Kind
    owner: Span | None
    due: Span | None
    state: Span | None


_NUMBER = regex(r"(?:\d{2,4}[-./ ]?)?(?P<code>A|B|AP|T|ACT|BES|Actie|Besluit)[-. ]?\d{1,4}(?:[-./]\d{1,4})?[a-z]?\.?")
_SORT = regex(
    r"(?i)(?:(?P<decision>b|besluit|beslispunt|besluitpunt)|"
    r"(?P<action>a|ap|t|actie|actiepunt|afspraak|toezegging))\.?"
)
_SORTED = regex(r"(?i)(?:soort|type|aard|categorie|a ?/ ?b(?: ?/ ?[a-z])*|[a-z](?: ?/ ?[a-z])* ?/ ?b|b ?/ ?a)")
_DECIDED = frozenset({"B", "BES", "Besluit"})
_ENTERED = frozenset({"datum", "datum invoer", "sinds", "van", "datum ontstaan", "vergadering", "d.d."})
_REMARKS = frozenset({"opmerking", "opmerkingen", "toelichting", "bijzonderheden", "stand van zaken", "notitie"})
_NEVER_SAID = frozenset({"label", "owner", "due", "state"})
_FEWEST = 2


@lru_cache(maxsize=1)
def registers(analysis: Analysis) -> dict[int, tuple[Entry, ...]]:
    """The entries of each register by the number of its table."""
    found: dict[int, tuple[Entry, ...]] = {}
    cells = [block for block in analysis.minutes.blocks if block.kind == "cell" and block.header]
    for table, rows in groupby(cells, key=lambda block: block.table):
        listed = list(rows)
        if table is None or not _may_be_one({block.header for block in listed}):
            continue
        entries = tuple(_entries(analysis, listed))
        if len(entries) >= _FEWEST:
            found[table] = entries
    return found


def _may_be_one(headers: set[str | None]) -> bool:
    """Whether columns leave it to each row what it is: where decisions have their own, codes number the agenda."""
    roles = {column_role(header) for header in headers}
    return bool(roles & {"owner", "state"}) and (not roles & {"action", "decision"} or not roles & {"title", "text"})


def _entries(analysis: Analysis, cells: list[Block]) -> Iterator[Entry]:
    for _, row in groupby(cells, key=lambda block: block.row):
        entry = _entry(analysis, list(row))
        if entry:
            yield entry


def _entry(analysis: Analysis, row: list[Block]) -> Entry | None:
    """What a row with a code holds; none where it says nothing but its code."""
    marked = next((kind for kind in (_kind(analysis, block) for block in row[:4]) if kind), None)
    if marked is None:
        return None
    place, kind = marked
    said = [block for block in row if block.start != place and _says(analysis, block)]
    if not said:
        return None
    best = min(said, key=lambda block: (_rank(block), block.column or 0))
    first = [block for block in said if block.column == best.column]
    span = analysis.trimmed(first[0].start, first[-1].end)
    due = [block for block in row if column_role(block.header) == "due" and not _is_entered(block)]
    return Entry(span.start, span.end, kind, _cell(row, "owner"), due[0].span if due else None, _cell(row, "state"))


def _kind(analysis: Analysis, block: Block) -> tuple[int, Kind] | None:
    """Where a row says whether it is a decision or an action, and which."""
    if block.column == 0:
        number = _NUMBER.fullmatch(analysis.text, block.start, block.end)
        if number:
            return block.start, "decision" if number["code"] in _DECIDED else "action"
    if block.header and _SORTED.fullmatch(" ".join(block.header.split())):
        sort = _SORT.fullmatch(analysis.text, block.start, block.end)
        if sort:
            return block.start, "decision" if sort["decision"] else "action"
    return None


def _says(analysis: Analysis, block: Block) -> bool:
    """Whether a cell may hold what was decided or is to be done."""
    if column_role(block.header) in _NEVER_SAID or _is_entered(block) or block.end - block.start < 4:
        return False
    return any(character.isalpha() for character in analysis.text[block.start : block.end])


def _rank(block: Block) -> int:
    """How well a column suits what was decided or is to be done: remarks least, subjects little."""
    name = _name(block)
    if name in _REMARKS:
        return 3
    return 2 if column_role(name) == "title" else 1


def _name(block: Block) -> str:
    return " ".join((block.header or "").lower().split()).rstrip(".:")


def _is_entered(block: Block) -> bool:
    """Whether a column tells when something was written down."""
    return _name(block) in _ENTERED


def _cell(row: list[Block], role: str) -> Span | None:
    return next((block.span for block in row if column_role(block.header) == role), None)
