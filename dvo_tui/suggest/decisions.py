"""Decisions: what the body adopts, agrees to, decides, notes, defers, drops or refuses. A member's assent is none.

A decision is the sentence that says so, or one entry of the list behind `Besluit:`. What may happen (`kan besluiten`),
is asked, or was decided elsewhere is not one; the last is proposed as `reported`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from dvo_tui.minutes.model import Block, Minutes, Span
from dvo_tui.suggest.analysis import Analysis, analyse
from dvo_tui.suggest.base import Known, Suggestion
from dvo_tui.suggest.ranges import Ranges
from dvo_tui.suggest.rules import confidence


class Decision(NamedTuple):
    """What was decided, at `start:end`."""

    start: int
    end: int
    kind: str
    rule: str
    vote: str | None


_BODY = (
    r"(?:(?:[Hh]et|[Dd]e|[Dd]it) )?(?:\w+ )?(?:DVO|[A-Z]{2,5}O|AB|DB|[Oo]verleg\w*|[Vv]ergadering|[Bb]estuur|[Cc]ollege|[Cc]ommissie|[Rr]aad|[Ss]tuurgroep\w*|"
    r"[Dd]riehoek|[Vv]eiligheidsoverleg|[Dd]istrictscollege|[Ll]eden|[Aa]anwezigen|[Aa]llen|[Ii]edereen|[Gg]emeenten|burgemeesters|[Mm]en|"
    r"[Ww]erkgroep|[Pp]latform|[Pp]ortefeuillehoudersoverleg|[Bb]eraad)"
)
_MANNER = r"(?: (?:unaniem|eenparig|bij acclamatie|in meerderheid|met meerderheid van stemmen|hiermee|hierbij|hiermede|ook|allen|dan ook|vervolgens|daarom))*"
BODY_DECIDES = re.compile(
    rf"{_BODY}(?: [A-Z]\w+){{0,3}}{_MANNER} (?:besluit(?:en)?\b|(?:gaat|gaan|is|zijn|geeft|geven){_MANNER} (?:unaniem |hiermee )?(?:\w+ ){{0,2}}akkoord|"
    r"stemt |stemmen |stelt (?:[^.]{0,120} )?vast\b|keurt (?:[^.]{0,120} )?goed\b|wijst (?:[^.]{0,120} )?(?:aan|af)\b|benoemt |kiest |neemt (?:[^.]{0,60} )?kennis|"
    r"bekrachtigt |machtigt |heeft (?:\w+ ){0,2}(?:besloten|ingestemd))|(?i:besluit(?:en)?) ?:"
)
"""Where the body itself acts, at the start of a sentence."""

_NOT_YET = re.compile(
    r"\b(?:kan|kunnen|zou|zouden|zal|zullen|moet|moeten|mocht|mochten|wil|willen|dient|dienen|mits|indien|voorstel om te|vraagt|vragen|verzoekt|stelt voor|"
    r"nog niet|pas|wordt gevraagd|ter vaststelling|ter besluitvorming)\b"
)
_QUESTION = re.compile(r"\?\s*$")
_ELSEWHERE = re.compile(
    r"\b(?:heeft|hebben|had|hadden)\b[^.]{0,120}\b(?:besloten|vastgesteld|ingestemd|goedgekeurd|benoemd|aangewezen|afgewezen)\b|\bis in (?:de|het) [^.]{0,60}\bbesloten\b"
)
_OBSERVED = re.compile(
    r"\b(?:vastgesteld|stelt vast|gesteld|constateert),? dat\b|\bbesluiten\b(?= (?:van|die|uit|worden)\b)|\bvastgestelde\b"
)
_ADOPTED = re.compile(
    r"\b(?:wordt|worden|is|zijn)\b[^.]{0,200}?\b(?:vastgesteld|goedgekeurd|bekrachtigd)\b|\b(?:vastgesteld|goedgekeurd)(?:[.;]|$)|\b(?:stelt|stellen)\b[^.]{1,160}\bvast\b|"
    r"\bkeur(?:t|en)\b[^.]{1,160}\bgoed\b|\bvast te stellen\b|\b(?:als )?hamerstuk\b[^.]{0,40}"
)
_AGREED_BODY = re.compile(
    rf"{_BODY}(?: [A-Z]\w+){{0,3}}{_MANNER} (?:gaat|gaan|is|zijn|geeft|geven)\b[^.]{{0,60}}\bakkoord\b|{_BODY}(?: [A-Z]\w+){{0,3}}{_MANNER} (?:stemt|stemmen)\b[^.]{{0,60}}\bin\b(?! de)"
)
_ASSENT = re.compile(
    r"\b(?:wordt|is|zijn|worden)\b[^.]{0,80}\b(?:ingestemd|akkoord)\b|^(?:[Aa]kkoord|[Ii]ngestemd)\b|\b(?:[Aa]llen|[Ii]edereen|[Mm]en)\b[^.]{0,30}\b(?:akkoord|stemt in)\b|"
    r"\bin te stemmen\b|\bvoorstel\b[^.]{0,60}\b(?:aangenomen|overgenomen)\b"
)
_DECIDED = re.compile(
    r"^(?:[Ee]r |[Hh]ierbij |[Vv]ervolgens |[Aa]ldus |[Uu]naniem )?(?:[Bb]esloten (?:wordt|is)|(?:wordt|is|werd) (?:er )?(?:unaniem |dan ook )?besloten)\b|\b(?:er|hierop|daarom|aldus|dit|dat) (?:wordt|is)\b[^.]{0,40}\bbesloten\b|"
    r"\bis dat besloten\b|^[Bb]esloten\b"
)
_NOTED = re.compile(
    r"\bter kennis(?:name|geving)\b|\bvoor kennisgeving\b|\bkennis (?:van )?te nemen\b|\b(?:neemt|nemen)\b[^.]{0,60}\bkennis\b|\bvoor kennis\w+ aangenomen\b"
)
_DEFERRED = re.compile(
    r"\b(?:wordt|worden|is|zijn)\b[^.]{0,80}\b(?:aangehouden|doorgeschoven|uitgesteld|verdaagd)\b|^(?:[Aa]angehouden|[Dd]oorgeschoven|[Uu]itgesteld|[Vv]erdaagd)\b|"
    r"\b(?:punt|onderwerp|voorstel|stuk)\b[^.]{0,40}\b(?:aangehouden|doorgeschoven|uitgesteld)\b|\baan te houden\b"
)
_WITHDRAWN = re.compile(
    r"(?i)\b(?:punt|agendapunt|onderwerp|voorstel|stuk|dit)\b[^.]{0,60}\b(?:vervalt|vervallen|gecanc\w+|geannuleerd|ingetrokken|van de agenda (?:gehaald|afgevoerd))\b|"
    r"^(?:[Vv]ervallen|[Vv]ervalt|[Gg]ecanc\w+|[Ii]ngetrokken)\b"
)
_REJECTED = re.compile(
    r"\b(?:wordt|worden|is|zijn)\b[^.]{0,60}\b(?:verworpen|afgewezen)\b|\bstemt niet in\b|\b(?:gaat|is) niet akkoord\b|\bwijst\b[^.]{0,100}\baf\b|\baf te wijzen\b|^(?:[Aa]fgewezen|[Vv]erworpen)\b"
)
_APPOINTED = re.compile(
    r"\b(?:wordt|worden|is|zijn)\b[^.]{0,100}\b(?:(?:benoemd|gekozen|aangesteld) (?:tot|als)|(?:tot|als) [^.]{1,60}(?:benoemd|gekozen|aangewezen)|aangewezen|herbenoemd|gemachtigd)\b|\bbenoem(?:t|en)\b[^.]{1,80}\btot\b|\bwij(?:st|zen) we\b[^.]{0,80}\baan\b|\b(?:aan te wijzen|te benoemen|te machtigen)\b"
)
_PLACED = re.compile(r"\b(?:is|zijn) (?:per|sinds|vanaf|op|onlangs|inmiddels)\b|\bnieuwe?\b")
_VOTES = (
    ("unaniem", re.compile(r"\b(?:unaniem|eenparig|met algemene stemmen)\b")),
    ("acclamatie", re.compile(r"\bbij acclamatie\b")),
    ("hoofdelijk", re.compile(r"\bhoofdelijk\w* (?:stemming|gestemd)\b")),
)
_COUNTED = re.compile(
    r"\b(?P<for>\d+|\w+) stem(?:men)? (?:voor|vóór)\b[^.]{0,30}?\b(?P<against>\d+|\w+) (?:stem(?:men)? )?tegen\b|\bmet (?P<more>\d+|\w+) (?:stemmen )?tegen (?P<less>\d+|\w+)(?: stem(?:men)?)?\b"
)
_LABEL = re.compile(
    r"(?i:(?:het )?besluit(?:en)?|conclusie en besluit(?:en)?)(?: (?:DVO|\w+overleg|nr\.? ?\d+))? ?:[ \n]*"
)
_INTRODUCED = re.compile(
    rf"{_BODY}(?: [A-Z]\w+){{0,3}}{_MANNER} (?:besluit(?:en)?|heeft besloten)[^.:\n]{{0,40}}:\s*$|[Bb]esloten (?:wordt|is):\s*$"
)
_HEADING = re.compile(r"(?:\d+[.)]? )?(?i:(?:overzicht |lijst )?(?:van )?(?:de )?(?:genomen )?besluiten(?:lijst)?):?")
_NUMBERED = re.compile(r"\d{1,2}[.)] ")
_INFINITIVE = re.compile(r"(?<!\w)te \w+en\b")

_KINDS = (
    ("rejected", "rejected", _REJECTED, ("verworpen", "afgewezen", "niet", " af")),
    ("withdrawn", "withdrawn", _WITHDRAWN, ("erval", "gecanc", "geannuleerd", "ngetrokken", "van de agenda")),
    ("deferred", "deferred", _DEFERRED, ("houden", "geschoven", "gesteld", "erdaagd")),
    ("adopted", "adopted", _ADOPTED, ("gesteld", "goed", "bekrachtigd", " vast", "hamerstuk")),
    ("agreed", "body-agrees", _AGREED_BODY, ("akkoord", "stem")),
    ("noted", "noted", _NOTED, ("kennis",)),
    ("appointed", "appointed", _APPOINTED, ("benoem", "gekozen", "gesteld", "gewezen", "machtig", "wij")),
    ("agreed", "assent", _ASSENT, ("kkoord", "stem", "voorstel")),
    ("decided", "decided", _DECIDED, ("esloten",)),
)
"""Kind, rule, pattern, and what a sentence must hold for the pattern to be worth a search."""


def suggest(minutes: Minutes, known: Known) -> Iterator[Suggestion]:
    """Every decision; `vote` where the text tells how it was taken."""
    for decision in decisions(analyse(minutes)):
        yield Suggestion(
            layer="decision",
            type=decision.kind,
            spans=(Span(decision.start, decision.end),),
            by="decisions",
            rule=decision.rule,
            confidence=confidence("decisions", decision.rule, known),
            vote=decision.vote,
        )


@lru_cache(maxsize=1)
def decisions(analysis: Analysis) -> tuple[Decision, ...]:
    """Every decision in order; a label's list first, then sentences with a cue."""
    labelled = [*_columns(analysis), *_labelled(analysis)]
    taken = Ranges((decision.start, decision.end) for decision in labelled)
    spoken = [decision for decision in _sentences(analysis) if not taken.holds(decision.start)]
    return tuple(sorted([*labelled, *spoken]))


def _kind(sentence: str) -> tuple[str, str] | None:
    for kind, rule, pattern, needed in _KINDS:
        if any(word in sentence for word in needed) and pattern.search(sentence):
            return kind, rule
    return None


def _vote(sentence: str) -> str | None:
    counted = _COUNTED.search(sentence)
    if counted:
        return counted[0].removeprefix("met ")
    return next((vote for vote, pattern in _VOTES if pattern.search(sentence)), None)


def _columns(analysis: Analysis) -> Iterator[Decision]:
    for block, zone in zip(analysis.minutes.blocks, analysis.zones, strict=True):
        if zone == "decision" and block.end > block.start:
            yield _labelled_decision(analysis, analysis.trimmed(block.start, block.end), "column")


def _labelled_decision(analysis: Analysis, span: Span, rule: str) -> Decision:
    sentence = analysis.text[span.start : span.end]
    kind = _kind(sentence[:1].lower() + sentence[1:])
    return Decision(span.start, span.end, kind[0] if kind else "decided", rule, _vote(sentence))


def _labelled(analysis: Analysis) -> Iterator[Decision]:
    """What stands behind `Besluit:` in its block, or the list or paragraph that follows such a block or heading."""
    last = -1
    for cue in analysis.cues("DECIDES"):
        place = analysis.block_index(cue)
        if place == last or place < 0 or analysis.minutes.blocks[place].kind == "column":
            continue
        last, block = place, analysis.minutes.blocks[place]
        label = _LABEL.match(analysis.text, block.start, block.end)
        rest = analysis.trimmed(label.end(), block.end) if label else None
        if rest:
            yield _labelled_decision(analysis, rest, "label")
        elif label or _introduces(analysis, place):
            for entry in _entries(analysis, place):
                yield _labelled_decision(analysis, analysis.trimmed(entry.start, entry.end), "label")


def _introduces(analysis: Analysis, place: int) -> bool:
    """Whether a block is a heading such as `Besluiten`, or ends in `het overleg besluit:`."""
    block, text = analysis.minutes.blocks[place], analysis.text
    if analysis.zones[place] == "title":
        return bool(_HEADING.fullmatch(text, block.start, block.end))
    return text[block.end - 1] == ":" and bool(_INTRODUCED.search(text, max(block.start, block.end - 120), block.end))


def _entries(analysis: Analysis, place: int) -> list[Block]:
    """The blocks a label is for: the list items behind it, or the one paragraph."""
    blocks = analysis.minutes.blocks
    found: list[Block] = []
    for index in range(place + 1, min(len(blocks), place + 60)):
        block = blocks[index]
        if analysis.zones[index] != "text":
            break
        if block.kind == "item" or _NUMBERED.match(analysis.text, block.start):
            found.append(block)
        else:
            return found or [block]
    return found


def _is_introduction(text: str, span: Span) -> bool:
    """Whether a sentence only says that a list of decisions follows."""
    return text[span.end - 1] == ":" and bool(
        _LABEL.match(text, span.start) or _INTRODUCED.search(text, span.start, span.end)
    )


def _sentences(analysis: Analysis) -> Iterator[Decision]:
    """Sentences with a cue, each looked at once."""
    last = -1
    for cue in analysis.cues("DECIDES"):
        index = analysis.sentence_index(cue)
        if index == last or index < 0 or analysis.zone_at(cue) != "text":
            continue
        last = index
        span = analysis.sentence_at(cue)
        if not len(span) or _is_introduction(analysis.text, span):
            continue
        found = _spoken(analysis.text[span.start : span.end])
        if found:
            yield Decision(span.start, span.end, *found)


def _spoken(sentence: str) -> tuple[str, str, str | None] | None:
    """Kind, rule and vote of a sentence that decides something, or None."""
    if _QUESTION.search(sentence) or _OBSERVED.search(sentence):
        return None
    kind = _kind(sentence)
    acts = BODY_DECIDES.match(sentence)
    if acts and not kind:
        kind = ("decided", "body-decides")
    if acts is None:
        if kind is None or _NOT_YET.search(sentence):
            return _reported(sentence)
        if kind[1] == "appointed" and _PLACED.search(sentence):
            return None
        if _ELSEWHERE.search(sentence):
            return _reported(sentence)
    assert kind is not None
    return kind[0], kind[1], _vote(sentence)


def _reported(sentence: str) -> tuple[str, str, str | None] | None:
    if _ELSEWHERE.search(sentence) and not _NOT_YET.search(sentence) and "besloten" in sentence:
        return "reported", "reported", None
    return None
