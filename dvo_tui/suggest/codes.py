"""What minutes mark as decided or to be done by a code: `B: …` and `A: …` in one column, `[A1 Bos: …]`, `[ ] …`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from dvo_tui.minutes.columns import column_role
from dvo_tui.minutes.model import Block, Span
from dvo_tui.minutes.regex import regex
from dvo_tui.suggest.analysis import Analysis
from dvo_tui.suggest.registers import registers


class Coded(NamedTuple):
    """A wording at `start:end` behind its code; `owner`, `due` and `state` are the cells of its row that say those."""

    start: int
    end: int
    kind: Literal["decision", "action"]
    done: bool = False
    owner: Span | None = None
    due: Span | None = None
    state: Span | None = None


_BOTH = regex(r"(?=.*\bbesluit)(?=.*\b(?:acties?|actiepunt|afspraak|afspraken|toezegging))", re.IGNORECASE)
_CODE = regex(r"(?P<code>[ABT])\d{0,2}[:.)] ?(?=\S)")
_BRACKETED = regex(r"\[(?P<code>[AB])\d{1,2}[:.]? (?P<wording>[^\[\]\n]{3,300})\]")
_LINE = regex(r"(?:(?<=[.;:] )|(?<=\n)|(?<!.))(?P<code>[AB])(?P<number>\d{1,2})(?:[:.)] ?| {1,4})(?=[A-Z\d€‘“\"'])")
_CODED = regex(r"[AB]\d{1,2}(?:[:.)] ?| {1,4})(?=[A-Z\d€‘“\"'])")
_FARTHEST = 40
_OF_DECISIONS = regex(r"(?i).{0,60}\bbeslui(?:t|ten|tvorming|tenlijst)\b")
_OF_ACTIONS = regex(r"(?i).{0,60}\b(?:acties?|actiepunten|actielijst|afspraken)\b")
_BOX = regex(r"\[(?P<mark>[ xX✓✔])\] (?=\S)")


@lru_cache(maxsize=1)
def coded(analysis: Analysis) -> tuple[Coded, ...]:
    """Every wording with a code, in order."""
    found = [*_columns(analysis), *_brackets(analysis), *_boxes(analysis), *_lines(analysis), *_registered(analysis)]
    return tuple(sorted(found, key=lambda it: (it.start, it.end)))


def _kind(code: str) -> Literal["decision", "action"]:
    return "decision" if code == "B" else "action"


def _columns(analysis: Analysis) -> Iterator[Coded]:
    """`B: …` and `A: …` in a column that is for both."""
    blocks = analysis.minutes.blocks
    for place, block in enumerate(blocks):
        match = _CODE.match(analysis.text, block.start, block.end) if block.header else None
        if match and block.header and _BOTH.match(block.header):
            owner, due = (_beside(blocks, place, role) for role in ("owner", "due"))
            yield Coded(match.end(), block.end, _kind(match["code"]), owner=owner, due=due)


def _beside(blocks: tuple[Block, ...], place: int, role: str) -> Span | None:
    """The next cell of the same row whose column has a role."""
    here = blocks[place]
    for block in blocks[place + 1 : place + 6]:
        if (block.table, block.row) != (here.table, here.row):
            return None
        if column_role(block.header) == role:
            return block.span
    return None


def _brackets(analysis: Analysis) -> Iterator[Coded]:
    for match in _BRACKETED.finditer(analysis.text):
        yield Coded(*match.span("wording"), _kind(match["code"]))


def _boxes(analysis: Analysis) -> Iterator[Coded]:
    """Items of a list of tasks: `[ ] factuur sturen`, `[x] zaal geregeld`."""
    for block in analysis.minutes.blocks:
        match = _BOX.match(analysis.text, block.start, block.end) if block.kind == "item" else None
        if match:
            yield Coded(match.end(), block.end, "action", done=match["mark"] != " ")


def _lines(analysis: Analysis) -> Iterator[Coded]:
    """`B1  Afzetten tot 300 m`, where the title says what the codes are for or the next block has one too."""
    text, blocks = analysis.text, analysis.minutes.blocks
    opens = (place for place, block in enumerate(blocks) if text.startswith(("A", "B"), block.start, block.end))
    coded_at = {place for place in opens if _CODED.match(text, blocks[place].start, blocks[place].end)}
    for place in sorted(coded_at):
        block = blocks[place]
        if analysis.zones[place] != "text" or block.header is not None:
            continue
        found = [*_LINE.finditer(text, block.start, block.end)]
        title = _title_above(analysis, place)
        near = place - 1 in coded_at or place + 1 in coded_at or len(found) > 1
        for match, end in zip(found, [*(it.start() for it in found[1:]), block.end], strict=True):
            titled = (_OF_DECISIONS if match["code"] == "B" else _OF_ACTIONS).match(title)
            if titled or (near and not match[0][-2:].strip().isdigit()):
                span = analysis.trimmed(match.end(), end)
                yield Coded(span.start, span.end, _kind(match["code"]))


def _title_above(analysis: Analysis, place: int) -> str:
    """How the last title before a block begins; nothing, where there is none near."""
    for at in range(place - 1, max(-1, place - _FARTHEST), -1):
        if analysis.zones[at] == "title":
            block = analysis.minutes.blocks[at]
            return analysis.text[block.start : min(block.end, block.start + 80)]
    return ""


def _registered(analysis: Analysis) -> Iterator[Coded]:
    """The rows of registers."""
    for entries in registers(analysis).values():
        for it in entries:
            yield Coded(it.start, it.end, it.kind, owner=it.owner, due=it.due, state=it.state)
