"""Actions that stand where actions stand: in a column, in a list of actions, or behind a label such as `Actie:`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

from dvo_tui.minutes.columns import column_role
from dvo_tui.minutes.model import Block, Span
from dvo_tui.minutes.regex import regex
from dvo_tui.suggest.agents import agents_from, named, owners
from dvo_tui.suggest.analysis import Analysis
from dvo_tui.suggest.codes import coded
from dvo_tui.suggest.dues import Due, due_in
from dvo_tui.suggest.people import UPPER, WORD
from dvo_tui.suggest.speakers import cast_of
from dvo_tui.suggest.vocabulary import listed

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


_WHO = rf"(?:[{UPPER}][\w.&'’/-]*|van|de|der|den|het|in|'t|’t|ter|te|en|dhrn?\.?|mevr\.?|mw\.?|de heer|mevrouw|,|/)"
_LABEL = regex(
    r"(?P<label>(?i:actie(?:punt)?(?:en)?|toezegging|afspraak))(?: ?\d[\d.-]*)?"
    rf"(?: (?P<who>{_WHO}(?: {_WHO}){{0,8}}))? ?(?::|>:?| [-–] )[ \n]*"
)
_ANGLED = regex(r"(?P<label>[Aa]ctie(?:punt)?) (?P<who>[^<>\n]{2,40})> ?")
_BARE_LABEL = regex(
    r"(?P<label>ACTIE|[Aa]ctie|Actiepunt) (?P<who>[A-Z]{2,4}(?:(?:/| en |, ?)[A-Z]{2,4})*|"
    rf"(?:dhr\.|mevr\.|mw\.) {WORD})(?=[.;)\]]|$|\n)"
)
_IN_BRACKETS = regex(
    r"(?P<label>[Aa]ctie(?:houder|punt)?|ACTIE):? (?P<who>[^(),:;\n]{2,60}?)(?P<due>, [^()\n]{1,40})?\)"
)
_TO_DO = regex(r"\b(?!tegen |samen |zeven |eigen |allen )[a-zà-ÿ]{3,}en\b")
_TOLD = regex(r"\b(?:is|zijn|was|waren|heeft|hebben|had|hadden|wordt|worden|werd|werden|kan|kunnen|wil|willen)\b")
_AT = regex(r"@(?P<who>(?:(?:van|de|der|den|ter) ){0,2}[\w'’-]{2,40})(?P<colon>:)?")
_PARTS = regex(r",? en |, ?| ?/ ?|\n| ?\(|\) ?")
_WHO_COLON = regex(r"(?P<who>[^:\n]{2,60}): ?")
_DONE = regex(r"(?i)\b(?:gereed|afgerond|afgehandeld|gedaan|voltooid|klaar|done)\b")
_DROPPED = regex(r"(?i)\b(?:vervallen|vervalt|geannuleerd|ingetrokken)\b")
_LIST_TITLE = regex(
    r"(?:\d+[.)]? )?(?:wie doet wat|to ?do(?:'s|-lijst)?|(?:(?:overzicht|lijst)(?: van)? )?"
    r"(?:actie(?:s|punten|lijst)?|afspraken(?:lijst)?|toezeggingen(?:lijst)?|openstaande acties))"
    r"(?: (?:uit|van|d\.d\.|DVO)\b.{0,40})?[:.]?",
    re.IGNORECASE,
)
_GROUPS = regex(
    r"[A-Z]{2,5}(?:/[A-Z]{2,5})*|(?:allen|alle gemeenten|secretaris|voorzitter|gemeenten|notulist|secretariaat)",
    re.IGNORECASE,
)
_DASHED = regex(r"(?P<who>[^\n]{2,50}?) [-–—] (?P<what>[^\n]{4,300}?)(?: [-–—] (?P<due>[^\n]{2,40}))?")
_KEY = regex(r"(?i)(?:acties?|actiepunt(?:en)?|afspraak|afspraken|toezegging(?:en)?):?")
_KEY_OF_OWNER = regex(r"(?i)(?:wie|door wie|actiehouder|eigenaar|trekker|verantwoordelijke?)(?: ?/ ?\w+| en \w+)?:?")
_SMALL_PARTS = frozenset(listed("van de der den het 't ter dhr. mevr. mw."))
_TRAILING_OWNER = regex(r"(?:\((?P<brackets>[^()\n]{2,60})\)|[–-] (?P<dash>[^–\n]{2,40}))\.?$")


def noted(analysis: Analysis) -> Iterator[Noted]:
    """Every action noted in a column, list or label, in the order of these."""
    yield from _tables(analysis)
    yield from _lists(analysis)
    yield from _labels(analysis)
    yield from _mentions(analysis)
    yield from _closing_owners(analysis)
    yield from _keyed(analysis)
    yield from _coded(analysis)


def _tables(analysis: Analysis) -> Iterator[Noted]:
    blocks = [block for block in analysis.minutes.blocks if block.kind == "cell" and block.table is not None]
    for _, rows in groupby(blocks, key=lambda block: block.table):
        table = list(rows)
        roles = {column_role(block.header) for block in table}
        if "action" not in roles and not {"owner", "due"} <= roles and not {"owner", "text"} <= roles:
            continue
        is_list = "text" not in roles and bool({"owner", "due", "state"} & roles)
        for _, cells in groupby(table, key=lambda block: block.row):
            row = list(cells)
            yield from _row(analysis, row) if is_list else _cells(analysis, row)


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
    """The action cells of an agenda's row: each paragraph is an action, whose a column of owners says in its order."""
    what = [block for block in row if column_role(block.header) == "action" and _says(analysis, block)]
    who = [block for block in row if column_role(block.header) == "owner" and _says(analysis, block)]
    if not what:
        for block in who:
            yield from _cell(analysis, block, None)
        return
    for place, block in enumerate(what):
        beside = who[place : place + 1] if len(who) == len(what) else who
        yield from _cell(analysis, block, _wording(analysis, beside))


def _says(analysis: Analysis, block: Block) -> bool:
    return any(character.isalnum() for character in analysis.text[block.start : block.end])


def _cell(analysis: Analysis, block: Block, beside: str | None) -> Iterator[Noted]:
    """The actions in one cell; `beside` is what the column of owners says, a date perhaps too."""
    text = analysis.text
    cues = analysis.cues_between("LABEL", block.start + 1, block.end)
    starts = [at for at in cues if _LABEL.match(text, at, block.end)]
    for start, end in pairwise([block.start, *starts, block.end]):
        span = analysis.trimmed(start, end)
        if not len(span):
            continue
        label = _LABEL.match(text, span.start, span.end) or _owner_before(analysis, span)
        rest = text[label.end() : span.end] if label else text[span.start : span.end]
        who, due = (label["who"] if label else beside), due_in(analysis, span)
        trailing = None if who else _TRAILING_OWNER.search(rest)
        if trailing and _only_names(analysis, trailing["brackets"] or trailing["dash"]):
            who = trailing["brackets"] or trailing["dash"]
        bare = rest.replace(due.text or "", "") if due.text else rest
        if not who and _only_names(analysis, bare):
            yield Noted(block.start, None, "column", bare.strip(" ,.:"), named(analysis, bare), due)
        else:
            yield Noted(span.start, span, "column", who, named(analysis, who) if who else (), due)


def _owner_before(analysis: Analysis, span: Span) -> re.Match[str] | None:
    """`CL: beschikking opstellen`."""
    match = _WHO_COLON.match(analysis.text, span.start, span.end)
    return match if match and match.end() < span.end and _only_names(analysis, match["who"]) else None


def _only_names(analysis: Analysis, wording: str) -> bool:
    """Whether a short wording only names people, roles or bodies."""
    parts = [part for part in _PARTS.split(wording.strip(" .:()")) if part]
    if not parts or len(wording) > 80 or len(parts) > 8:
        return False
    return all(_is_owner(analysis, part) for part in parts)


def _is_owner(analysis: Analysis, part: str) -> bool:
    """Whether a wording is a participant, a group or abbreviation, or up to three capitalised words."""
    words = part.split()
    if _GROUPS.fullmatch(part) or (len(words) <= 5 and cast_of(analysis).resolve(part)):
        return True
    capitals = [word for word in words if word[:1].isupper()]
    return bool(capitals) and len(words) <= 3 and all(word in capitals or word in _SMALL_PARTS for word in words)


def _lists(analysis: Analysis) -> Iterator[Noted]:
    """The entries under a heading such as `Actiepunten`, where they are no table."""
    blocks = analysis.minutes.blocks
    under = False
    for place, block in enumerate(blocks):
        if analysis.zones[place] == "title":
            under = bool(_LIST_TITLE.fullmatch(analysis.text, block.start, block.end))
            continue
        if not under or block.kind not in ("item", "paragraph") or block.table is not None:
            continue
        span = analysis.trimmed(block.start, block.end)
        sentence = analysis.text[span.start : span.end]
        parts = _DASHED.fullmatch(sentence)
        if parts and _only_names(analysis, parts["who"]):
            what = Span(span.start + parts.start("what"), span.start + parts.end("what"))
            who, due = parts["who"], due_in(analysis, span)
            yield Noted(span.start, what, "table", who, named(analysis, who), due)
            continue
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
    inside = _IN_BRACKETS.match(text, at) if text[at - 1 : at] == "(" else None
    if inside and len(sentence) and _only_names(analysis, inside["who"]):
        due = due_in(analysis, Span(*inside.span("due"))) if inside["due"] else Due()
        return Noted(at, None, "label", inside["who"], named(analysis, inside["who"]), due)
    bare = _BARE_LABEL.match(text, at)
    label = bare or (_ANGLED.match(text, at) if text[at - 1 : at] == "<" else None) or _LABEL.match(text, at)
    bracketed = text[at - 1 : at] == "("
    if label is None or not len(sentence) or (label["label"].islower() and not label["who"] and not bracketed):
        return None
    span = analysis.trimmed(label.end(), max(sentence.end, label.end()))
    rest, who = text[span.start : span.end], label["who"]
    if bare or (not who and _only_names(analysis, rest)):
        who = who or rest.rstrip(" .)")
        return Noted(at, None, "label", who, named(analysis, who), Due())
    if len(span) <= 3:
        return None
    whole = Span(at, span.end - rest.endswith(">"))
    return Noted(at, whole, "label", *_owned(analysis, who, span), due_in(analysis, whole))


def _closing_owners(analysis: Analysis) -> Iterator[Noted]:
    """A block of a few words to be done that closes with people in brackets: `Cijfers nazenden (Van der Zanden)`."""
    text = analysis.text
    for block, zone in zip(analysis.minutes.blocks, analysis.zones, strict=True):
        if zone != "text" or not text.endswith((")", ")."), block.start, block.end):
            continue
        span = analysis.sentence_at(block.end - 1)
        if text.startswith("[", span.start):  # a task with a box before it
            continue
        closing = _TRAILING_OWNER.search(text, max(span.start, span.end - 70), span.end)
        who = closing["brackets"] if closing else None
        if not who or not closing or not _names_somebody(analysis, who):
            continue
        wording = text[span.start : closing.start()]
        if _TO_DO.search(wording) and not _TOLD.search(wording):
            yield Noted(span.start, span, "mention", who, named(analysis, who), due_in(analysis, span))


def _keyed(analysis: Analysis) -> Iterator[Noted]:
    """`Actie | Kosten uitzoeken` in a table whose rows begin with what they hold, and `Wie / wanneer | Bos, mei`."""
    blocks, text = analysis.minutes.blocks, analysis.text
    for place in range(len(blocks) - 1):
        key, cell = blocks[place], blocks[place + 1]
        beside = key.kind == "cell" and not key.header and (key.table, key.row) == (cell.table, cell.row)
        if not beside or not _KEY.fullmatch(text, key.start, key.end) or not _says(analysis, cell):
            continue
        span = analysis.trimmed(cell.start, cell.end)
        owner = None
        if place + 3 < len(blocks) and _KEY_OF_OWNER.fullmatch(text, blocks[place + 2].start, blocks[place + 2].end):
            owner = blocks[place + 3] if blocks[place + 3].row == blocks[place + 2].row else None
        due = due_in(analysis, owner.span, past=True) if owner else due_in(analysis, span)
        wording = text[owner.start : owner.end] if owner else None
        who = ", ".join(part for part in _PARTS.split(wording or "") if part and _is_owner(analysis, part)) or None
        yield Noted(span.start, span, "table", who, named(analysis, who) if who else (), due)


def _coded(analysis: Analysis) -> Iterator[Noted]:
    """What a code marks as to be done, with whom the row, its beginning or its end names."""
    text = analysis.text
    for it in coded(analysis):
        span = analysis.trimmed(it.start, it.end)
        if it.kind != "action" or not len(span):
            continue
        due = due_in(analysis, it.due, past=True) if it.due else due_in(analysis, span)
        who = text[it.owner.start : it.owner.end] if it.owner else _said_owner(analysis, span)
        state: State = "done" if it.done else "open"
        yield Noted(span.start, span, "label", who, named(analysis, who) if who else (), due, state)


def _said_owner(analysis: Analysis, span: Span) -> str | None:
    """Whom a wording begins or ends with: `Bos: lijst sturen`, `lijst sturen (Bos, 3 mei)`, `Bos stuurt de lijst`."""
    before = _owner_before(analysis, span)
    if before:
        return before["who"]
    closing = _TRAILING_OWNER.search(analysis.text, span.start, span.end)
    inside = (closing["brackets"] or "").partition(",")[0] if closing else ""
    if inside and _only_names(analysis, inside):
        return inside
    return owners(analysis, agents_from(analysis, span.start, span.end))[1]


def _names_somebody(analysis: Analysis, wording: str) -> bool:
    """Whether a wording only names people or groups, and one of them is surely somebody here."""
    return _only_names(analysis, wording) and any(cast_of(analysis).resolve(part) for part in _PARTS.split(wording))


def _owned(analysis: Analysis, who: str | None, span: Span) -> tuple[str | None, tuple[str, ...]]:
    """How the owners are named and who they are: by the label, or by whom the action begins with."""
    if who:
        return who, named(analysis, who)
    found, wording = owners(analysis, agents_from(analysis, span.start, span.end))
    return wording, found


def _mentions(analysis: Analysis) -> Iterator[Noted]:
    """`@Bos` behind a sentence, or `@Bos: notitie rondsturen`."""
    at = analysis.text.find("@")
    while at >= 0:
        note = _mentioned(analysis, at) if analysis.zone_at(at) == "text" else None
        if note:
            yield note
        at = analysis.text.find("@", at + 1)


def _mentioned(analysis: Analysis, at: int) -> Noted | None:
    match = _AT.match(analysis.text, at)
    if match is None or analysis.text[at - 1 : at].isalnum():
        return None
    sentence, who = analysis.sentence_at(at), match["who"]
    span = Span(at, sentence.end) if match["colon"] and sentence.end > match.end() + 3 else None
    return Noted(at, span, "mention", who, named(analysis, who), due_in(analysis, span) if span else Due())
