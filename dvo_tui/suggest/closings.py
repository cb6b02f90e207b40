"""Actions that close with whose they are: `Cijfers nazenden (Bos)`, `memo over het pand (Bos/Vis, voor 22/2)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dvo_tui.minutes.model import Span
from dvo_tui.minutes.regex import regex
from dvo_tui.suggest.action_sentences import PASSIVE
from dvo_tui.suggest.agents import named
from dvo_tui.suggest.analysis import Analysis
from dvo_tui.suggest.dues import Due, due_in
from dvo_tui.suggest.owning import Noted, State, names_somebody, only_names

_CLOSING = regex(r"\((?P<who>[^(),;:\n]{2,60}?)(?:[,;] ?(?P<due>[^()\n]{1,40}))?\)[.;]?(?=\s|$)")
_AFTER = regex(r"\s*(?:$|[^\w\s(),.;:/&+-]|[A-Z])")
_NAMED = regex(
    r"\s?(?:[^\W\d_a-zà-ÿ]|['’\d?]|(?:de|van|het|alle|gem|coörd|ambt|advi|team|burg|weth|proj|prog|offi|grif|"
    r"proc|wijk|bele|secr|voor|noti|mevr|mw|dhr|wie|allen|n\.?t)\w*)"
)
_SENTENCE_END = regex(r"[.?!] (?=[a-z])|[-=]> (?=\w+\?)")
_ARROWS = ("->", "=>", "→", "➔", "⇒")
_ARROW = regex(r"(?:[-=]>|[→➔⇒]) ?(?P<who>[^→➔⇒>\n]{2,40})$")
_NOBODY = regex(r"(?i)(?:wie|\?+|wie doet dit|n\.?t\.?b\.?) ?\??")
_TO_DO = regex(r"\b(?!tegen |samen |zeven |eigen |allen )[a-zà-ÿ]{3,}en\b")
_TOLD = regex(
    r"\b(?:is|zijn|was|waren|heeft|hebben|had|hadden|wordt|worden|werd|werden|kan|kunnen|wil|willen|moet|moeten|mag|"
    r"zal|zullen|gaat|gaan|vindt|vinden|vraagt|vragen|meldt|ziet|komt|staat|ligt|geeft|durft|weet|loopt|blijft|zegt)\b"
)
_WHEN = regex(
    r"(?i)(?:nu |was |uiterlijk |voor |vóór |v[oó]+r |eind |begin |medio |half |na |in |per |tot |rond |volgende? |"
    r"deze |komende |vanaf )*(?:wk|week|asap|z\.?s\.?m\.?|loopt|doorlopend|continu|direct|gereed|klaar|af|gedaan|open|"
    r"n\.?t\.?b\.?|tzt|t\.z\.t\.|Q[1-4]|K[1-4]|mnd|maand|keer|overleg|vergadering|de \w+|\d{1,2}[-/]\d{1,2}\b|"
    r"\d{1,2} [a-z]{3,9}|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    r"jan|feb|febr|mrt|apr|jun|jul|aug|sept?|okt|nov|dec)\b"
)
_DONE = regex(r"(?i)\b(?:gereed|klaar|af|gedaan|afgerond)\b")
_DONE_SIGNS = ("✅", "✔", "✓", "☑")
_LONGEST = 160


class _Closed(NamedTuple):
    """A wording up to its closing, of the block at a place; `sure` where it is to be done by itself."""

    place: int
    span: Span
    who: str | None
    due: Due
    state: State
    sure: bool


def is_time(wording: str) -> bool:
    """Whether words say when something is due or how it stands: `voor 22/2`, `doorlopend`."""
    return _WHEN.match(wording) is not None


def closings(analysis: Analysis) -> Iterator[Noted]:
    """Every wording that closes with people and says what is to be done, or stands among such ones in a list."""
    found = list(_all(analysis))
    blocks = analysis.minutes.blocks
    sure = {it.place for it in found if it.sure}
    for it in found:
        level = blocks[it.place].level
        near = any(place in sure and blocks[place].level == level for place in (it.place - 1, it.place + 1))
        if it.sure or (blocks[it.place].kind == "item" and near):
            sure.add(it.place)
            owners = named(analysis, it.who) if it.who else ()
            yield Noted(it.span.start, it.span, "mention", it.who, owners, it.due, it.state)


def _all(analysis: Analysis) -> Iterator[_Closed]:
    text, last, begin = analysis.text, -1, 0
    closed = [*_CLOSING.finditer(text)]
    if any(sign in text for sign in _ARROWS):
        items = [block for block in analysis.minutes.blocks if block.kind == "item"]
        arrows = (_ARROW.search(text, max(it.start, it.end - 60), it.end) for it in items)
        closed = sorted([*closed, *filter(None, arrows)], key=lambda match: match.start())
    for match in closed:
        place = analysis.block_index(match.start())
        block = analysis.minutes.blocks[place]
        if place < 0 or match.end() > block.end or analysis.zones[place] != "text":
            continue
        if not _AFTER.match(text, match.end(), block.end) or not _NAMED.match(match["who"]):
            continue
        it = _closed(analysis, place, begin if place == last else block.start, match)
        last, begin = place, match.end()
        if it:
            yield it


def _closed(analysis: Analysis, place: int, begin: int, match: re.Match[str]) -> _Closed | None:
    """What a match closes, from `begin` or its sentence's beginning on; none where something is told."""
    text, groups = analysis.text, match.groupdict()
    span = _worded(analysis, begin, match)
    wording = text[span.start : match.start()]
    if span.start >= match.start() or text.startswith("[", span.start):
        return None
    tasked = _TOLD.search(wording) is not None
    if tasked and not PASSIVE.search(wording):
        return None
    told, when = _owners_and_time(analysis, match["who"].strip(), groups.get("due"))
    to_do = tasked or bool(_TO_DO.search(wording))
    if told is None or not (told or to_do):
        return None
    due = due_in(analysis, Span(*match.span("due"))) if when else due_in(analysis, span)
    if when and not due.text:
        due = Due(None, when)
    header = (analysis.minutes.blocks[place].header or "").lower()
    sure = bool(when) or to_do or "actie" in header or bool(due.due)
    after = text[match.end() : match.end() + 4].strip()
    state: State = "done" if after.startswith(_DONE_SIGNS) or (when and _DONE.search(when)) else "open"
    return _Closed(place, span, told or None, due, state, sure)


def _worded(analysis: Analysis, begin: int, match: re.Match[str]) -> Span:
    """Where the wording before a closing begins and the closing ends; empty where it is too short or too long."""
    text, at = analysis.text, match.start()
    start = max(begin, analysis.sentence_at(at).start, at - _LONGEST - 1)
    for end in _SENTENCE_END.finditer(text, start, at):
        start = end.end()
    colon = text.rfind(": ", start, at)
    if colon > 0 and _TOLD.search(text, start, colon):
        start = colon + 2
    span = analysis.trimmed(start, match.end())
    return span if 4 <= at - span.start <= _LONGEST else Span(at, at)


def _owners_and_time(analysis: Analysis, who: str, when: str | None) -> tuple[str | None, str | None]:
    """Whom a closing names (nobody: empty; no closing of an action: None), and its words of time."""
    if _NOBODY.fullmatch(who):
        return "", when
    if when and not is_time(when):
        if not only_names(analysis, when):
            return None, None
        who, when = f"{who}, {when}", None
    known = names_somebody(analysis, who) or (when and only_names(analysis, who))
    return (who if known else None), when
