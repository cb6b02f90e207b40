"""Lists of actions whose columns are set apart by white space: a line `ACTIES   WIE   GEREED`, and rows below it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from dvo_tui.minutes.columns import column_role
from dvo_tui.minutes.model import Span
from dvo_tui.minutes.regex import regex
from dvo_tui.suggest.analysis import Analysis


class Ruled(NamedTuple):
    """A row: what is to be done, and where its columns say whose, until when and how it stands."""

    what: Span
    owner: Span | None
    due: Span | None
    state: Span | None


_GAP = regex(r"(?: {2,}|\t+)")
_ROW = regex(r"(?:(?P<number>[A-Z]?\d{1,3}[.)]?)(?: {1,6}|\t+))?(?P<what>\S[^\t\n]*?)(?: {2,}|\t+)(?=\S)")
_OVERFLOWN = regex(r"(?P<who>\S.*?) (?P<when>\d\S*|[a-z].*)")
_WORD = regex(r"[^\W\d_]{3}")
_DASH = regex(r" [-–—|] ")
_DASHED = (" - ", " – ", " — ", " | ")
_NUMBER = regex(r"\d{1,3}[.)] ")
_CODED = regex(
    r"(?:[A-Z]{1,3}[-.]?)?\d{2,4}[-./]\d{1,4}(?: {2,}|\t+)(?P<who>[A-Z][^\t\n]{1,40}?)(?: {2,}|\t+)(?P<what>\S[^\n]+)"
)
_TERM = regex(
    r"(?:.{0,40}(?: {2,}|\t+))?(?:[Tt]ermijn|[Gg]ereed|[Dd]eadline|[Uu]iterlijk|[Pp]lanning) ?: ?(?P<when>.+)"
)
_LONGEST_CELL = 60
_LONGEST_ROW = 300
_LONGEST_TITLES = 160
_MOST_ROWS = 60
_DASHES = 2


@lru_cache(maxsize=1)
def _gapped(analysis: Analysis) -> list[int]:
    """The blocks with a gap of white space in them, in order."""
    return sorted(set(analysis.block_indexes([*_every(analysis.text, "  "), *_every(analysis.text, "\t")])) - {-1})


def _every(text: str, piece: str) -> Iterator[int]:
    """Where a piece of text stands."""
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + len(piece))


def ruled(analysis: Analysis) -> Iterator[Ruled]:
    """The rows of every such list, in order."""
    for place in _gapped(analysis):
        block = analysis.minutes.blocks[place]
        if block.kind in ("paragraph", "heading") and block.end - block.start <= _LONGEST_TITLES:
            roles = _roles(analysis.text[block.start : block.end])
            if roles:
                yield from _rows(analysis, place + 1, roles)


@lru_cache(maxsize=1)
def dashed(analysis: Analysis) -> tuple[Ruled, ...]:
    """Rows `what – who – when`, two or more beside each other, whatever the reader took them for."""
    dashes = [at for dash in _DASHED for at in _every(analysis.text, dash)]
    counted = Counter(analysis.block_indexes(dashes))
    found = {place: row for place, count in counted.items() if count >= _DASHES and (row := _dashed(analysis, place))}
    return tuple(row for place, row in sorted(found.items()) if place - 1 in found or place + 1 in found)


def _dashed(analysis: Analysis, place: int) -> Ruled | None:
    """What stands between the dashes of one block, the last two of which part owner and time."""
    block, text = analysis.minutes.blocks[place], analysis.text
    if place < 0 or block.table is not None or block.end - block.start > _LONGEST_ROW:
        return None
    *_, first, last = _DASH.finditer(text, block.start, block.end)
    number = _NUMBER.match(text, block.start, first.start())
    what = Span(number.end() if number else block.start, first.start())
    end = block.end - text.endswith(".", block.start, block.end)
    who, when = Span(first.end(), last.start()), Span(last.end(), end)
    fits = len(what) > 3 and 1 < len(who) <= _LONGEST_CELL and 1 < len(when) <= _LONGEST_CELL
    return Ruled(what, who, when, None) if fits else None


def coded_rows(analysis: Analysis) -> Iterator[Ruled]:
    """Rows `T-2023-14   Bos   what`, going on over the lines below up to `Termijn: …` or the next code.

    How they stand (`Lopend`, `Afgedaan`) is what the title above them says.
    """
    blocks, text = analysis.minutes.blocks, analysis.text
    for place in _gapped(analysis):
        block = blocks[place]
        row = _CODED.fullmatch(text, block.start, block.end) if block.kind == "paragraph" else None
        if row is None:
            continue
        titles = (at.span for at in reversed(blocks[max(0, place - _MOST_ROWS) : place]) if at.kind == "heading")
        end, when = row.end("what"), None
        for below in blocks[place + 1 : place + 5]:
            term = _TERM.fullmatch(text, below.start, below.end)
            if term:
                when = Span(*term.span("when"))
            if term or below.kind != "paragraph" or _CODED.match(text, below.start, below.end):
                break
            if text[end - 1] in ".;" or below.start - end > _LONGEST_CELL:
                break
            end = below.end
        yield Ruled(Span(row.start("what"), end), Span(*row.span("who")), when, next(titles, None))


def _roles(line: str) -> list[str]:
    """The roles of the columns that a line of titles names; empty where it names no list of actions."""
    titles = _GAP.split(line.strip())
    roles: list[str] = [column_role(title) or "" for title in titles]
    if roles and roles[0] == "label":
        roles = roles[1:]
    return roles if len(roles) > 1 and roles[0] in ("action", "title") and "owner" in roles[1:] and all(roles) else []


def _rows(analysis: Analysis, place: int, roles: list[str]) -> Iterator[Ruled]:
    """The rows from a block on, up to the first that has not these columns."""
    for block in analysis.minutes.blocks[place : place + _MOST_ROWS]:
        row = _ROW.match(analysis.text, block.start, min(block.end, block.start + 400))
        if row is None or not _WORD.search(row["what"]) or column_role(row["what"]):
            return
        cells = _cells(analysis.text, row.end(), min(block.end, row.end() + 200), len(roles) - 1)
        if not cells:
            return
        by_role = dict(zip(roles[1:], cells, strict=False))
        yield Ruled(Span(*row.span("what")), by_role.get("owner"), by_role.get("due"), by_role.get("state"))


def _cells(text: str, start: int, end: int, count: int) -> list[Span]:
    """The cells of a row behind its first; two that a single space parts are two, where one would be missing."""
    found: list[Span] = []
    at = start
    while at < end and len(found) < count:
        gap = _GAP.search(text, at, end)
        stop = gap.start() if gap else end
        if len(found) == count - 1:
            stop = min(stop, at + _LONGEST_CELL)
        found.append(Span(at, stop))
        at = gap.end() if gap else end
    if len(found) == count - 1 and found:
        found = [*found[:-1], *_parted(text, found[-1])]
    return found


def _parted(text: str, cell: Span) -> list[Span]:
    match: re.Match[str] | None = _OVERFLOWN.fullmatch(text, cell.start, cell.end)
    return [Span(*match.span("who")), Span(*match.span("when"))] if match else [cell]
