"""Actions that stand where actions stand: in a column, in a list of actions, or behind a label such as `Actie:`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Literal, NamedTuple

from dvo_tui.minutes.columns import column_role
from dvo_tui.minutes.model import Block, Span
from dvo_tui.suggest.agents import named
from dvo_tui.suggest.analysis import Analysis
from dvo_tui.suggest.dues import Due, due_in
from dvo_tui.suggest.people import UPPER, WORD

State = Literal["open", "done", "dropped"]


class Noted(NamedTuple):
    """An action noted as such. Without a `span` of its own (`ACTIE: Bos`) it is about the sentence before `at`."""

    at: int
    span: Span | None
    rule: str
    owner_text: str | None
    owners: tuple[str, ...]
    due: Due
    state: State = "open"


_WHO = rf"(?:[{UPPER}][\w.&'’-]*|van|de|der|den|het|in|'t|’t|ter|te|en|dhrn?\.?|mevr\.?|mw\.?|de heer|mevrouw|,|/)"
_LABEL = re.compile(
    rf"(?P<label>(?i:actie(?:punt)?(?:en)?|toezegging|afspraak))(?P<number> ?\d[\d.-]*)?(?: (?P<who>{_WHO}(?: {_WHO}){{0,8}}))? ?(?P<colon>:|>:?| [-–] )[ \n]*"
)
_BARE_LABEL = re.compile(
    rf"(?P<label>ACTIE|[Aa]ctie|Actiepunt) (?P<who>[A-Z]{{2,4}}(?:(?:/| en |, ?)[A-Z]{{2,4}})*|(?:dhr\.|mevr\.|mw\.) {WORD})(?=[.;)\]]|$|\n)"
)
_AT = re.compile(r"(?<![\w@.])@(?P<who>(?:(?:van|de|der|den|ter) ){0,2}[\w'’-]{2,40})")
_DONE = re.compile(r"(?i)\b(?:gereed|afgerond|afgehandeld|gedaan|voltooid|klaar|done)\b")
_DROPPED = re.compile(r"(?i)\b(?:vervallen|vervalt|geannuleerd|ingetrokken)\b")
_LIST_TITLE = re.compile(
    r"(?i)^(?:\d+[.)]? )?(?:(?:overzicht|lijst)(?: van)? )?(?:actie(?:s|punten|lijst)?|afspraken(?:lijst)?|toezeggingen(?:lijst)?|openstaande acties)\b"
)
_TRAILING_OWNER = re.compile(r"(?:\((?P<brackets>[^()\n]{2,60})\)|[–-] (?P<dash>[^–\n]{2,40}))\.?$")


def noted(analysis: Analysis) -> Iterator[Noted]:
    """Every action noted in a column, list or label, in the order of these."""
    yield from _tables(analysis)
    yield from _lists(analysis)
    yield from _labels(analysis)
    yield from _mentions(analysis)


def _tables(analysis: Analysis) -> Iterator[Noted]:
    blocks = [block for block in analysis.minutes.blocks if block.kind == "cell" and block.table is not None]
    for _, rows in groupby(blocks, key=lambda block: block.table):
        table = list(rows)
        roles = {column_role(block.header) for block in table}
        if "action" not in roles and not {"owner", "due"} & roles:
            continue
        listed = "text" not in roles and bool({"owner", "due", "state"} & roles)
        for _, cells in groupby(table, key=lambda block: block.row):
            row = list(cells)
            yield from _row(analysis, row) if listed else _cells(analysis, row)


def _row(analysis: Analysis, row: list[Block]) -> Iterator[Noted]:
    """One row of a list of actions: what, who, when and how it stands."""
    by_role: dict[str, list[Block]] = {}
    for block in row:
        by_role.setdefault(column_role(block.header) or "other", []).append(block)
    what = (
        by_role.get("action")
        or by_role.get("title")
        or max(([block] for block in by_role.get("other", [])), key=lambda it: len(it[0].span), default=[])
    )
    if not what:
        return
    span = analysis.trimmed(what[0].start, what[-1].end)
    if not len(span):
        return
    who, when, state = (_wording(analysis, by_role.get(role, [])) for role in ("owner", "due", "state"))
    due = (
        due_in(analysis, Span(by_role["due"][0].start, by_role["due"][-1].end), past=True)
        if when
        else due_in(analysis, span)
    )
    if when and not due.text:
        due = Due(None, when)
    settled: State = "done" if _DONE.search(state or "") else "dropped" if _DROPPED.search(state or "") else "open"
    yield Noted(span.start, span, "table", who, named(analysis, who) if who else (), due, settled)


def _wording(analysis: Analysis, blocks: list[Block]) -> str | None:
    text = " ".join(analysis.text[block.start : block.end].strip() for block in blocks)
    return text if text.strip(" -–") else None


def _cells(analysis: Analysis, row: list[Block]) -> Iterator[Noted]:
    """The action cells of an agenda's row: each paragraph is an action, unless it only says who."""
    for block in row:
        if column_role(block.header) in ("action", "owner") and block.end > block.start:
            yield from _cell(analysis, block)


def _cell(analysis: Analysis, block: Block) -> Iterator[Noted]:
    text = analysis.text
    starts = [match.start() for match in _LABEL.finditer(text, block.start, block.end)]
    edges = sorted({block.start, *starts, block.end})
    for start, end in zip(edges, edges[1:], strict=False):
        span = analysis.trimmed(start, end)
        if not len(span):
            continue
        label = _LABEL.match(text, span.start, span.end)
        rest = text[label.end() : span.end] if label else text[span.start : span.end]
        if _only_names(analysis, rest) and not (label and label["who"]):
            yield Noted(block.start, None, "column", rest, named(analysis, rest), Due())
            continue
        who = label["who"] if label else None
        yield Noted(span.start, span, "column", who, named(analysis, who) if who else (), due_in(analysis, span))


def _only_names(analysis: Analysis, wording: str) -> bool:
    """Whether a short wording only names people, roles or bodies."""
    parts = [part for part in re.split(r",? en |, ?| ?/ ?|\n", wording.strip(" .:")) if part]
    if not parts or len(wording) > 80 or len(parts) > 8:
        return False
    return all(_is_owner(analysis, part) for part in parts)


def _is_owner(analysis: Analysis, part: str) -> bool:
    if (
        len(part.split()) > 5
        or not any(character.isupper() for character in part)
        and part.lower() not in ("secretaris", "voorzitter", "allen", "gemeenten", "notulist")
    ):
        return False
    owner = named(analysis, part)
    known = {person.id for person in analysis.minutes.participants}
    if (
        owner
        and owner[0] in known
        or re.fullmatch(
            r"[A-Z]{2,5}(?:/[A-Z]{2,5})*|(?:[Aa]llen|[Aa]lle gemeenten|[Ss]ecretaris|[Vv]oorzitter|[Gg]emeenten)", part
        )
    ):
        return True
    return (
        all(
            word[:1].isupper() or word in ("van", "de", "der", "den", "het", "'t", "ter", "dhr.", "mevr.", "mw.")
            for word in part.split()
        )
        and len(part.split()) <= 3
    )


def _lists(analysis: Analysis) -> Iterator[Noted]:
    """The entries under a heading such as `Actiepunten`, where they are no table."""
    blocks = analysis.minutes.blocks
    under = False
    for place, block in enumerate(blocks):
        if analysis.zones[place] == "title":
            under = bool(_LIST_TITLE.match(analysis.text[block.start : min(block.end, block.start + 60)]))
            continue
        if not under or block.kind not in ("item", "paragraph") or block.table is not None:
            continue
        span = analysis.trimmed(block.start, block.end)
        sentence = analysis.text[span.start : span.end]
        owner = _TRAILING_OWNER.search(sentence)
        who = (owner["brackets"] or owner["dash"]) if owner else None
        if who and not _only_names(analysis, who):
            who = None
        if len(span) > 5 and not _LABEL.match(sentence):
            yield Noted(span.start, span, "table", who, named(analysis, who) if who else (), due_in(analysis, span))


def _labels(analysis: Analysis) -> Iterator[Noted]:
    """`Actie Bos: stuurt de notitie rond`, `… ACTIE: Bos.`, `actie MB`; in running text."""
    for at in analysis.cues("LABEL"):
        note = _labelled(analysis, at) if analysis.zone_at(at) == "text" else None
        if note:
            yield note


def _labelled(analysis: Analysis, at: int) -> Noted | None:
    text, sentence = analysis.text, analysis.sentence_at(at)
    bare = _BARE_LABEL.match(text, at)
    label = bare or _LABEL.match(text, at)
    if label is None or not len(sentence) or (bare is None and label["label"].islower() and not label["who"]):
        return None
    span = analysis.trimmed(label.end(), max(sentence.end, label.end()))
    rest, who = text[span.start : span.end], label["who"]
    if bare or (not who and _only_names(analysis, rest)):
        who = who or rest.rstrip(" .")
        return Noted(at, None, "label", who, named(analysis, who), Due())
    if len(span) <= 3:
        return None
    whole = Span(at, span.end)
    return Noted(at, whole, "label", who, named(analysis, who) if who else (), due_in(analysis, whole))


def _mentions(analysis: Analysis) -> Iterator[Noted]:
    for match in _AT.finditer(analysis.text):
        if analysis.zone_at(match.start()) == "text":
            yield Noted(match.start(), None, "mention", match["who"], named(analysis, match["who"]), Due())
