"""Actions that stand where actions stand: in a column, in a list of actions, or behind a label such as `Actie:`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from dvo_tui.minutes.columns import column_role
from dvo_tui.minutes.model import Block, Span
from dvo_tui.minutes.regex import regex
from dvo_tui.suggest.agents import agents_from, named, owners
from dvo_tui.suggest.analysis import Analysis
from dvo_tui.suggest.closings import closings, is_time
from dvo_tui.suggest.codes import coded
from dvo_tui.suggest.dues import Due, due_in
from dvo_tui.suggest.owning import PARTS, Noted, State, is_owner, only_names
from dvo_tui.suggest.people import UPPER, WORD
from dvo_tui.suggest.registers import registers
from dvo_tui.suggest.ruled import Ruled, coded_rows, dashed, ruled
from dvo_tui.suggest.signs import signed

_WHO = (
    rf"(?:[{UPPER}][\w.&'’/-]*|van|de|der|den|het|in|'t|’t|ter|te|en|dhrn?\.?|mevr\.?|mw\.?|de heer|mevrouw|,|/|"
    r"secretaris|voorzitter|secretariaat|allen|alle|gemeenten|politie|griffier|werkgroep|notulist|ambtelijk)"
)
_LABEL = regex(
    r"(?P<label>(?i:actie(?:punt)?(?:en)?|toezegging|afspraak))(?: ?\d[\d.-]*)?"
    rf"(?: (?:voor |door )?(?P<who>{_WHO}(?: {_WHO}){{0,8}}))? ?(?::|>:?| [-–] )[ \n]*"
)
_LABEL_NUMBERED = regex(r"(?:Actie(?:punt)?|Afspraak|Toezegging) \d[\d.-]*: (?=.{12})")
_ANGLED = regex(r"(?P<label>[Aa]ctie(?:punt)?) (?P<who>[^<>\n]{2,40})> ?")
_BARE_LABEL = regex(
    r"(?P<label>ACTIE|[Aa]ctie|Actiepunt) (?P<who>[A-Z]{2,4}(?:(?:/| en |, ?)[A-Z]{2,4})*|"
    rf"(?:dhr\.|mevr\.|mw\.) {WORD})(?=[.;)\]]|$|\n)"
)
_IN_BRACKETS = regex(
    r"(?P<label>[Aa]ctie(?:houder|punt)?|ACTIE)(?P<colon>:)? (?P<who>[^()\[\],:;\n]{2,60}?)"
    r"(?P<due>[,;] [^()\[\]\n]{1,40})?[)\]]"
)
_BY = regex(r"\b(?:wordt|worden)\b[^.;]{0,40}\bdoor ")
_AT = regex(r"@(?P<who>(?:(?:van|de|der|den|ter) ){0,2}[\w'’-]{2,40})(?P<colon>:)?")
_WHO_COLON = regex(r"(?P<who>[^:\n]{2,60}): ?")
_DONE = regex(r"(?i)\b(?:gereed|afgedaan|afgerond|afgehandeld|gedaan|voltooid|klaar|done)\b")
_DROPPED = regex(r"(?i)\b(?:vervallen|vervalt|geannuleerd|ingetrokken)\b")
_LIST_TITLE = regex(
    r"(?:\d+[.)]? )?(?:wie doet wat|to ?do(?:'s|-lijst)?|(?:(?:overzicht|lijst)(?: van)? )?"
    r"(?:actie(?:s|punten|lijst)?|afspraken(?:lijst)?|toezeggingen(?:lijst)?|openstaande acties))"
    r"(?: (?:uit|van|d\.d\.|DVO)\b.{0,40})?[:.]?",
    re.IGNORECASE,
)
_LETTERED = regex(r"a[.)] (?=\S).{3,400}? b[.)] (?=\S)")
_NEXT_LETTER = regex(r" (?=[b-h][.)] [A-Z])")
_SAME = regex(r"(?i)(?:idem|id\.|〃|[\"”]+|''|zie boven)\.?")
_TAIL = regex(
    r"(?i)(?:aldus|volgende? (?:keer|vergadering|overleg|bijeenkomst|dvo)|(?:met (?:vriendelijke )?|hartelijke )groet|"
    r"(?:dit )?verslag (?:is )?(?:opgesteld|gemaakt)|"
    r"de (?:voorzitter|vergadering) sluit|vastgesteld (?:op|in|d\.d\.))\b"
)
_DASHED = regex(r"(?P<who>[^\n]{2,50}?) [-–—] (?P<what>[^\n]{4,300}?)(?: [-–—] (?P<due>[^\n]{2,40}))?")
_KEY = regex(r"(?i)(?:acties?|actiepunt(?:en)?|afspraak|afspraken|toezegging(?:en)?):?")
_KEY_OF_OWNER = regex(r"(?i)(?:wie|door wie|actiehouder|eigenaar|trekker|verantwoordelijke?)(?: ?/ ?\w+| en \w+)?:?")
_DASHED_OWNER = regex(r" [–—] (?P<who>[^–—,\n]{2,60})(?:, [^–—\n]{2,40})?\.?$")
_TRAILING_OWNER = regex(r"(?:\((?P<brackets>[^()\n]{2,60})\)|[–-] (?P<dash>[^–\n]{2,40}))\.?$")


def noted(analysis: Analysis) -> Iterator[Noted]:
    """Every action noted in a column, list or label, in the order of these."""
    yield from _tables(analysis)
    yield from _lists(analysis)
    yield from _labels(analysis)
    yield from _mentions(analysis)
    yield from closings(analysis)
    yield from _keyed(analysis)
    yield from _coded(analysis)
    yield from _signed(analysis)
    yield from _ruled(analysis)


def _tables(analysis: Analysis) -> Iterator[Noted]:
    known = registers(analysis)
    blocks = [
        it for it in analysis.minutes.blocks if it.kind == "cell" and it.table is not None and it.table not in known
    ]
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
    yield Noted(span.start, span, "table", who, named(analysis, who) if who else (), due, _settled(state))


def _settled(state: str | None) -> State:
    """How a cell of the column of states says that an action stands."""
    return "done" if _DONE.search(state or "") else "dropped" if _DROPPED.search(state or "") else "open"


def _wording(analysis: Analysis, blocks: list[Block]) -> str | None:
    text = " ".join(analysis.text[block.start : block.end].strip() for block in blocks)
    return text if text.strip(" -–") else None


def _cells(analysis: Analysis, row: list[Block]) -> Iterator[Noted]:
    """The action cells of an agenda's row: each paragraph is an action, whose a column of owners says in its order."""
    what = [block for block in row if column_role(block.header) == "action" and _says(analysis, block)]
    who = [block for block in row if column_role(block.header) == "owner" and _says(analysis, block)]
    when = [block for block in row if column_role(block.header) == "due"]
    if not what:
        for block in who:
            yield from _cell(analysis, block, None, Due())
        return
    due = Due()
    for place, block in enumerate(what):
        beside = who[place : place + 1] if len(who) == len(what) else who
        if len(when) != len(what):
            due = _when(analysis, when)
        elif not _SAME.fullmatch(analysis.text, when[place].start, when[place].end):
            due = _when(analysis, when[place : place + 1])
        yield from _cell(analysis, block, _wording(analysis, beside), due)


def _when(analysis: Analysis, blocks: list[Block]) -> Due:
    """What the cells of the column of times say; nothing where there are several that nobody can part."""
    wording = _wording(analysis, blocks)
    if wording is None or len(blocks) > 1 or not any(map(str.isalnum, wording)):
        return Due()
    due = due_in(analysis, blocks[0].span, past=True)
    return due if due.text else Due(None, wording)


def _says(analysis: Analysis, block: Block) -> bool:
    return any(character.isalnum() for character in analysis.text[block.start : block.end])


def _cell(analysis: Analysis, block: Block, beside: str | None, when: Due) -> Iterator[Noted]:
    """The actions in one cell; `beside` is what the column of owners says, a date perhaps too, `when` that of times."""
    text = analysis.text
    cues = analysis.cues_between("LABEL", block.start + 1, block.end)
    starts = [at for at in cues if _LABEL.match(text, at, block.end)]
    if not starts and _LETTERED.match(text, block.start, block.end):
        starts = [match.end() for match in _NEXT_LETTER.finditer(text, block.start, block.end)]
    for start, end in pairwise([block.start, *starts, block.end]):
        span = analysis.trimmed(start, end)
        if not len(span):
            continue
        label = _LABEL.match(text, span.start, span.end) or _owner_before(analysis, span)
        rest = text[label.end() : span.end] if label else text[span.start : span.end]
        who, due = (label["who"] if label else beside), due_in(analysis, span)
        due = when if when.text and (when.due or when.anchor or not due.due) else due
        trailing = None if who else _TRAILING_OWNER.search(rest)
        if trailing and only_names(analysis, trailing["brackets"] or trailing["dash"]):
            who = trailing["brackets"] or trailing["dash"]
        bare = rest.replace(due.text or "", "") if due.text else rest
        if not who and only_names(analysis, bare):
            yield Noted(block.start, None, "column", bare.strip(" ,.:"), named(analysis, bare), due)
        else:
            yield Noted(span.start, span, "column", who, named(analysis, who) if who else (), due)


def _owner_before(analysis: Analysis, span: Span) -> re.Match[str] | None:
    """`CL: beschikking opstellen`."""
    match = _WHO_COLON.match(analysis.text, span.start, span.end)
    return match if match and match.end() < span.end and only_names(analysis, match["who"]) else None


def _lists(analysis: Analysis) -> Iterator[Noted]:
    """The entries under a heading such as `Actiepunten`, where they are no table."""
    blocks = analysis.minutes.blocks
    under, kinds = False, set[str]()
    rows = {analysis.block_index(it.what.start) for it in _owned_rows(analysis)}
    for place, block in enumerate(blocks):
        if analysis.zones[place] == "title":
            kinds = set()
            under = bool(_LIST_TITLE.fullmatch(analysis.text, block.start, block.end))
            continue
        if not under or place in rows or block.kind not in ("item", "paragraph") or block.table is not None:
            kinds.add(block.kind)
            continue
        if block.kind == "paragraph" and (kinds & {"item", "cell"} or _TAIL.match(analysis.text, block.start)):
            under = False
            continue
        kinds.add(block.kind)
        span = analysis.trimmed(block.start, block.end)
        sentence = analysis.text[span.start : span.end]
        parts = _DASHED.fullmatch(sentence)
        if parts and only_names(analysis, parts["who"]):
            what = Span(span.start + parts.start("what"), span.start + parts.end("what"))
            who, due = parts["who"], due_in(analysis, span)
            yield Noted(span.start, what, "table", who, named(analysis, who), due)
            continue
        owner = _TRAILING_OWNER.search(sentence)
        who = (owner["brackets"] or owner["dash"]) if owner else None
        if who and not only_names(analysis, who):
            who = None
        if len(span) > 5 and not _LABEL.match(sentence):
            yield Noted(span.start, span, "table", who, named(analysis, who) if who else (), due_in(analysis, span))


def _labels(analysis: Analysis) -> Iterator[Noted]:
    """`Actie Bos: stuurt de notitie rond`, `… ACTIE: Bos.`, `actie MB`; in running text."""
    for at in analysis.cues("LABEL"):
        zone = analysis.zone_at(at)
        note = _labelled(analysis, at) if zone == "text" or (zone == "title" and _opens(analysis, at)) else None
        if note:
            yield note


def _opens(analysis: Analysis, at: int) -> bool:
    """Whether a label with a number begins a title and says more: a line taken for a title only by its looks."""
    block = analysis.block_at(at)
    return block is not None and block.start == at and bool(_LABEL_NUMBERED.match(analysis.text, at, block.end))


def _labelled(analysis: Analysis, at: int) -> Noted | None:
    text, sentence = analysis.text, analysis.sentence_at(at)
    inside = _IN_BRACKETS.match(text, at) if text[at - 1 : at] in ("(", "[") else None
    if inside and len(sentence) and (only_names(analysis, inside["who"]) or (inside["colon"] and inside["due"])):
        due = due_in(analysis, Span(*inside.span("due"))) if inside["due"] else Due()
        return Noted(at, None, "label", inside["who"], named(analysis, inside["who"]), due)
    bare = _BARE_LABEL.match(text, at)
    label = bare or (_ANGLED.match(text, at) if text[at - 1 : at] == "<" else None) or _LABEL.match(text, at)
    bracketed = text[at - 1 : at] in ("(", "[")
    if label is None or not len(sentence) or (label["label"].islower() and not label["who"] and not bracketed):
        return None
    span = analysis.trimmed(label.end(), max(sentence.end, label.end()))
    rest, who = text[span.start : span.end], label["who"]
    if bare or (not who and only_names(analysis, rest)):
        who = who or rest.rstrip(" .)")
        return Noted(at, None, "label", who, named(analysis, who), Due())
    if len(span) <= 3:
        return None
    whole = Span(at, span.end - rest.endswith(">"))
    return Noted(at, whole, "label", *_owned(analysis, who, span), due_in(analysis, whole))


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
        who = ", ".join(part for part in PARTS.split(wording or "") if part and is_owner(analysis, part)) or None
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
        if it.due and not due.text:
            due = Due(None, text[it.due.start : it.due.end].strip() or None)
        state = "done" if it.done else _settled(text[it.state.start : it.state.end] if it.state else None)
        if who and not any(character.isalpha() for character in who):
            who = None
        yield Noted(span.start, span, "label", who, named(analysis, who) if who else (), due, state)


def _signed(analysis: Analysis) -> Iterator[Noted]:
    """What a sign marks and somebody does: `=> Bos en Vis pakken dit op`, `=> planning wordt door Bos uitgezet`."""
    for it in signed(analysis):
        if it.kind == "action":
            span = analysis.trimmed(it.start, it.end)
            by = _BY.search(analysis.text, span.start, min(span.end, span.start + 200))
            found = agents_from(analysis, span.start, span.end)
            if not found and by:
                found = agents_from(analysis, by.end(), span.end)
            who, wording = owners(analysis, found)
            yield Noted(span.start, span, "label", wording, who, due_in(analysis, span))


def _ruled(analysis: Analysis) -> Iterator[Noted]:
    """The rows of lists whose columns are set apart by white space."""
    text = analysis.text
    for it in (*ruled(analysis), *coded_rows(analysis), *_owned_rows(analysis)):
        who = text[it.owner.start : it.owner.end] if it.owner else None
        if who and not any(character.isalpha() for character in who):
            who = None
        due = due_in(analysis, it.due, past=True) if it.due else due_in(analysis, it.what)
        if it.due and not due.text:
            due = Due(None, text[it.due.start : it.due.end])
        state = _settled(text[it.state.start : it.state.end] if it.state else None)
        yield Noted(it.what.start, it.what, "table", who, named(analysis, who) if who else (), due, state)


def _owned_rows(analysis: Analysis) -> Iterator[Ruled]:
    """Rows `what – who – when` whose middle names people and whose end is a time."""
    for it in dashed(analysis):
        if it.owner is None or it.due is None:
            continue
        timed = is_time(analysis.text[it.due.start : it.due.end]) or due_in(analysis, it.due, past=True).text
        if timed and only_names(analysis, analysis.text[it.owner.start : it.owner.end]):
            yield it


def _said_owner(analysis: Analysis, span: Span) -> str | None:
    """Whom a wording begins or ends with: `Bos: lijst sturen`, `lijst sturen (Bos, 3 mei)`, `Bos stuurt de lijst`."""
    before = _owner_before(analysis, span)
    if before:
        return before["who"]
    closing = _TRAILING_OWNER.search(analysis.text, span.start, span.end)
    inside = (closing["brackets"] or "").partition(",")[0] if closing else ""
    if inside and only_names(analysis, inside):
        return inside
    return owners(analysis, agents_from(analysis, span.start, span.end))[1]


def _owned(analysis: Analysis, who: str | None, span: Span) -> tuple[str | None, tuple[str, ...]]:
    """How the owners are named and who they are: by the label, or by whom the action begins with."""
    if who:
        return who, named(analysis, who)
    closing = _DASHED_OWNER.search(analysis.text, max(span.start, span.end - 90), span.end)
    if closing and only_names(analysis, closing["who"]):
        return closing["who"], named(analysis, closing["who"])
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
    rest = Span(match.end(), min(sentence.end, match.end() + 40)) if analysis.text[match.end() :][:1] == "," else None
    span = Span(at, sentence.end) if match["colon"] and sentence.end > match.end() + 3 else None
    told = span or rest
    due = due_in(analysis, told) if told else Due()
    return Noted(at, span, "mention", who, named(analysis, who), due)
