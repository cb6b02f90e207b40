"""Tables of talk: the speaker in the first column, beside it what is said; each row is a turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from dvo_tui.minutes.columns import Role, column_role
from dvo_tui.minutes.fields import label_key
from dvo_tui.minutes.forms import form_roles, key_role
from dvo_tui.minutes.model import Block
from dvo_tui.minutes.regex import regex
from dvo_tui.suggest.vocabulary import NO_SUBJECT, SHORT_ROLES, STOP_CAPITALS

if TYPE_CHECKING:
    from dvo_tui.suggest.analysis import Analysis

_FEWEST = 3
_LONGEST_SPEAKER = 45
_SHORTEST_SAID = 25
"""How long what is said is at least on average, in characters."""

_ROLES_OF_COLUMN: dict[int, frozenset[Role | None]] = {
    0: frozenset({None, "owner", "name"}),
    1: frozenset({None, "text"}),
}
"""What the first and the second column of a table of talk may be titled."""

_SPEAKER = regex(r"(?:[A-ZÀ-ÖØ-Þ'’]|(?:de|het) )[^\d:;!?]*")
_AGAIN = regex(r"(?i)(?:idem|id\.?|[\"”„“'’]{1,2}|vervolg|[-–—.…]{1,3})")


class Talk(NamedTuple):
    """Indexes of blocks: cells that name a speaker, and the cells beside them."""

    speakers: frozenset[int]
    said: frozenset[int]


class _Row(NamedTuple):
    speaker: int
    said: tuple[int, ...]


def talk(analysis: Analysis) -> Talk:
    """The rows of talk of a document; none where first columns do not hold speakers again and again."""
    blocks = analysis.minutes.blocks
    begin = analysis.minutes.agenda[0].span.start if analysis.minutes.agenda else 0
    if not any(block.table is not None and block.start >= begin for block in blocks):
        return Talk(frozenset(), frozenset())
    rows = [row for table in _tables(analysis, begin) for row in _rows(analysis, table)]
    cells = [_cell(analysis, row.speaker) for row in rows]
    listed = {word for person in analysis.minutes.participants for word in person.name.casefold().split()}
    known = sum(_is_known(analysis, row.speaker, listed) for row in rows)
    again = sum(times for times in Counter(cells).values() if times > 1)
    if len(rows) < _FEWEST or 2 * max(known, again) < len(rows):
        return Talk(frozenset(), frozenset())
    return Talk(frozenset(row.speaker for row in rows), frozenset(at for row in rows for at in row.said))


def _tables(analysis: Analysis, begin: int) -> list[list[tuple[int, Block]]]:
    """The cells of each table behind the header that is no form and no list of anything known."""
    blocks = analysis.minutes.blocks
    filled = form_roles(analysis.text, blocks)
    listed = {span.start for person in analysis.minutes.participants for span in person.spans}
    tables: dict[int, list[tuple[int, Block]]] = {}
    skipped: set[int] = set()
    for index, block in enumerate(blocks):
        if block.table is None or block.row is None or block.column is None:
            continue
        allowed = _ROLES_OF_COLUMN.get(block.column)
        elsewhere = index in filled or block.start < begin or block.start in listed
        if elsewhere or (allowed is not None and column_role(block.header) not in allowed):
            skipped.add(block.table)
        tables.setdefault(block.table, []).append((index, block))
    return [cells for table, cells in tables.items() if table not in skipped]


def _rows(analysis: Analysis, table: Sequence[tuple[int, Block]]) -> list[_Row]:
    """The rows of a table that are talk; none where some first cells name nobody, or little is said beside them."""
    by_row: dict[int, list[tuple[int, Block]]] = {}
    for index, block in table:
        by_row.setdefault(block.row or 0, []).append((index, block))
    found: list[_Row] = []
    others = length = 0
    for cells in by_row.values():
        said = tuple(index for index, block in cells if block.column == 1)
        if cells[0][1].column != 0 or not said:
            continue
        if _names_speaker(_cell(analysis, cells[0][0])):
            found.append(_Row(cells[0][0], said))
            length += sum(len(analysis.minutes.blocks[index].span) for index in said)
        elif not _AGAIN.fullmatch(_cell(analysis, cells[0][0])):
            others += 1
    return found if others * 5 <= len(found) and length >= _SHORTEST_SAID * len(found) else []


def _cell(analysis: Analysis, index: int) -> str:
    block = analysis.minutes.blocks[index]
    return analysis.text[block.start : min(block.end, block.start + 2 * _LONGEST_SPEAKER)].strip().rstrip(":")


def _names_speaker(cell: str) -> bool:
    """Whether a cell can be the name of whoever speaks."""
    if _is_short_role(cell):
        return True
    if len(cell) > _LONGEST_SPEAKER or cell.count(" ") > 6 or not _SPEAKER.fullmatch(cell):
        return False
    first = cell.split(" ", 1)[0]
    known = first in NO_SUBJECT - {"Van"} and cell not in (
        "Voorzitter",
        "Secretaris",
        "Notulist",
        "Politie",
        "Gemeente",
    )
    plain = first in STOP_CAPITALS and first not in ("De", "Het", "Van", "Ter", "Te", "Ten", "In", "Op", "Gemeente")
    return not known and not plain and label_key(cell) in (None, "chair", "secretary") and key_role(cell) is None


def _is_short_role(cell: str) -> bool:
    return cell.partition("(")[0].strip(" .").lower() in SHORT_ROLES


def _is_known(analysis: Analysis, index: int, listed: set[str]) -> bool:
    """Whether a speaker's cell begins with a first name, title or body, or ends in one of the names `listed`."""
    block = analysis.minutes.blocks[index]
    cell = _cell(analysis, index).casefold()
    if _is_short_role(cell) or any(
        hit.start - block.start < 4 for hit in analysis.hits_between(block.start, block.end)
    ):
        return True
    last = cell.partition("(")[0].split()
    return bool(last) and last[-1] in listed
