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


class Coded(NamedTuple):
    """A wording at `start:end` behind its code; `owner` and `due` are the cells of its row that say whose and when."""

    start: int
    end: int
    kind: Literal["decision", "action"]
    done: bool = False
    owner: Span | None = None
    due: Span | None = None


_BOTH = regex(r"(?=.*\bbesluit)(?=.*\b(?:acties?|actiepunt|afspraak|afspraken|toezegging))", re.IGNORECASE)
_CODE = regex(r"(?P<code>[ABT])\d{0,2}[:.)] ?(?=\S)")
_BRACKETED = regex(r"\[(?P<code>[AB])\d{1,2}[:.]? (?P<wording>[^\[\]\n]{3,300})\]")
_BOX = regex(r"\[(?P<mark>[ xX✓✔])\] (?=\S)")


@lru_cache(maxsize=1)
def coded(analysis: Analysis) -> tuple[Coded, ...]:
    """Every wording with a code, in order."""
    return tuple(sorted([*_columns(analysis), *_brackets(analysis), *_boxes(analysis)]))


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
