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
from dvo_tui.minutes.regex import regex
from dvo_tui.suggest.analysis import WINDOW, Analysis, analyse
from dvo_tui.suggest.base import Known, Suggestion
from dvo_tui.suggest.codes import coded
from dvo_tui.suggest.matching import Guarded
from dvo_tui.suggest.ranges import Ranges
from dvo_tui.suggest.rules import confidence


class Decision(NamedTuple):
    """What was decided, at `start:end`."""

    start: int
    end: int
    kind: str
    rule: str
    vote: str | None


def _any(*patterns: str) -> re.Pattern[str]:
    return regex("|".join(patterns))


_BODY = (
    r"(?:(?:[Hh]et|[Dd]e|[Dd]it) )?(?:\w+ )?(?:DVO|[A-Z]{2,5}O|AB|DB|D[A-Z]{1,3}|[Oo]verleg\w*|[Vv]ergadering|"
    r"[Bb]estuur|[Cc]ollege|[Cc]ommissie|[Rr]aad|[Ss]tuurgroep\w*|"
    r"[A-Za-z]{0,14}(?:werk|regie|project|klankbord|begeleidings|kern|advies)groep|"
    r"[A-Za-z]{0,14}(?:tafel|kring)|[Dd]riehoek|[Vv]eiligheidsoverleg|[Dd]istrictscollege|[Ll]eden|"
    r"[Aa]anwezigen|[Aa]llen|[Ii]edereen|[Gg]emeenten|burgemeesters|[Mm]en|[Pp]latform|"
    r"[Pp]ortefeuillehoudersoverleg|\w*[Bb]eraad)(?: [A-Z]\w+){0,3}"
)
_BODY_ENDS = (
    r"(?:[A-Z]{2}O|AB|D[A-Z]{1,3}|[Oo]verleg\w*|[Vv]ergadering|[Bb]estuur|[Cc]ollege|[Cc]ommissie|[Rr]aad|"
    r"[Ss]tuurgroep\w*|(?:werk|regie|project|klankbord|begeleidings|kern|advies)groep|tafel|kring|[Dd]riehoek|"
    r"[Ll]eden|[Aa]anwezigen|[Aa]llen|[Ii]edereen|[Gg]emeenten|burgemeesters|[Mm]en|[Pp]latform|[Bb]eraad)"
    r"(?: [A-Z]\w+){0,3}"
)
"""How the wordings of `_BODY` end: a search finds the same sentences by it, and does not try every word before it."""

_MANNER = (
    r"(?: (?:unaniem|eenparig|bij acclamatie|in meerderheid|met meerderheid van stemmen|hiermee|hierbij|hiermede|ook|"
    r"allen|dan ook|vervolgens|daarom))*"
)
_IS = r"\b(?:wordt|worden|is|zijn)\b"
BODY_DECIDES = _any(
    rf"{_BODY}{_MANNER} (?:besluit(?:en)?\b|besloot\b|besloten\b|"
    rf"(?:gaat|gaan|ging|gingen|is|zijn|was|waren|geeft|geven|gaf){_MANNER} (?:\w+ ){{0,2}}akkoord|"
    r"(?:stemt|stemmen|stemde|stemden|benoemt|benoemde|kiest|koos|bekrachtigt|bekrachtigde|machtigt|machtigde) |"
    r"(?:stelt|stelde) (?:.{0,120} )?vast\b|(?:keurt|keurde) (?:.{0,120} )?goed\b|"
    r"(?:wijst|wees) (?:.{0,120} )?(?:aan|af)\b|(?:neemt|nam) (?:.{0,60} )?(?:kennis|voor kennisgeving aan)|"
    r"heeft (?:\w+ ){0,2}(?:besloten|ingestemd|kennisgenomen)|"
    r"(?:kan|kon|kunnen|konden) zich\b(?! .{0,12}niet)[^.;]{0,20}\bvinden\b|"
    r"(?:is|zijn) het (?:er ?(?:over|mee) |hierover |hiermee |daarover |daarmee )?eens\b)",
    r"(?i:besluit(?:en)?) ?:",
)
"""Where the body itself acts, at the start of a sentence."""

_NOT_YET = Guarded(
    regex(
        r"\b(?:kan|kunnen|zou|zouden|zal|zullen|moet|moeten|mocht|mochten|wil|willen|dient|dienen|mits|indien|"
        r"voorstel om te|(?:[Ii]k|[Ww]ij|[Ww]e) (?:vraag|vragen)|vraag (?:is|of)|vraagt|vragen|verzoekt|stelt voor|"
        r"nog niet|pas een besluit|wordt gevraagd|ter vaststelling|ter besluitvorming)\b"
    ),
    *("kan", "kunnen", "zou", "zal", "zullen", "moet", "mocht", "wil", "dien", "mits", "stel", "vra", "verzoekt"),
    *("nog niet", "besluit"),
)
_QUESTION = regex(r"\?\s*$")
_ELSEWHERE = Guarded(
    _any(
        r"\b(?:heeft|hebben|had|hadden)\b.{0,120}"
        r"\b(?:besloten|vastgesteld|ingestemd|goedgekeurd|benoemd|aangewezen|afgewezen)\b",
        r"\bis in (?:de|het) .{0,60}\bbesloten\b",
    ),
    *("besloten", "vastgesteld", "ingestemd", "goedgekeurd", "benoemd", "gewezen"),
)
_CONCLUDED = Guarded(
    regex(
        r"\b(?:concludeert|constateert|stelt vast),? dat "
        r"(?=(?:het|de) (?:voorstel|verslag|agenda|vergadering|overleg)\b)"
    ),
    *("concludeert", "constateert", "stelt vast"),
)
_CONCLUSION = regex(r"Conclusie(?:s)?: ")
_OBSERVED = Guarded(
    _any(
        r"\b(?:vastgesteld|stelt (?:\w+ ){0,3}vast|gesteld|constateert),? dat\b",
        r"\bbesluiten\b(?= (?:van|die|uit|worden)\b)",
        r"\bvastgestelde\b",
    ),
    *("gesteld", " vast", "constateert", "besluiten"),
)
_ARRESTED = regex(
    r"\b(?:verdachten?|person(?:en)?|jongeren|mannen|man|vrouw(?:en)?|daders?|dieven)\b"
    r"[^.;]{0,60}\baangehouden\b|\b(?:zijn|is|werd(?:en)?) [^.;]{0,80}\d+ [^.;]{0,40}\baangehouden\b"
)
_ASIDE = regex(r",? (?:omdat|aangezien|want|hoewel|zodat|nu) ")
_PLACED = regex(r"\b(?:is|zijn) (?:per|sinds|vanaf|op|onlangs|inmiddels)\b|\bnieuwe?\b")

_REJECTED = _any(
    rf"{_IS}.{{0,60}}\b(?:verworpen|afgewezen)\b",
    r"\bstemt niet in\b",
    r"\bniet (?:overgenomen|aangenomen)\b",
    r": (?:afgewezen|verworpen)[.;]?$",
    r"\b(?:gaat|is) niet akkoord\b",
    r"\bwijst\b.{0,100}\baf\b",
    r"\baf te wijzen\b",
    r"\b(?:haalt|haalde|krijgt|kreeg|heeft) geen (?:meerderheid|steun)\b",
    r"^(?:afgewezen|verworpen)\b",
)
_WITHDRAWN = _any(
    r"\b(?:motie|voorstel|amendement)\b.{0,80}\btrekt\b.{0,20}\bin\b",
    r"(?i:\b(?:punt|agendapunt|onderwerp|voorstel|stuk|dit|verzoek|aanvraag|motie|amendement|presentatie))\b.{0,60}"
    r"\b(?:vervalt|vervallen|gecanc\w+|geannuleerd|ingetrokken|van de agenda (?:gehaald|afgevoerd))\b",
    r"^(?:op verzoek van .{1,60} )?(?:vervallen|vervalt|gecanc\w+|ingetrokken|van de agenda (?:gehaald|afgevoerd))"
    r"\b",
)
_DEFERRED = _any(
    rf"{_IS}.{{0,80}}\b(?:aangehouden|doorgeschoven|uitgesteld|verdaagd)\b",
    r"^(?:op verzoek van .{1,60} )?(?:aangehouden|doorgeschoven|uitgesteld|verdaagd)\b",
    r"\b(?:punt|onderwerp|voorstel|stuk|besluit|bespreking|behandeling)\b.{0,40}"
    r"\b(?:aangehouden|doorgeschoven|uitgesteld|verschoven)\b",
    r"\b(?:dit|dat|punt|onderwerp|voorstel)\b.{0,20}\bschuift\b.{0,30}\bdoor\b",
    r"; (?:aangehouden|doorgeschoven|uitgesteld)\b",
    r"\baan te houden\b",
)
_ADOPTED = _any(
    rf"{_IS}.{{0,200}}?\b(?:vastgesteld|goedgekeurd|bekrachtigd)\b",
    r"\b(?:vastgesteld|goedgekeurd)(?:[.;]|$)",
    r"^(?:de |het )?(?:concept)?(?:verslag|agenda|notulen|besluitenlijst|actielijst|(?:\w+ )?lijst|"
    r"begroting|jaar\w+|\w+plan|\w*nota|\w*notitie|convenant|\w*agenda)\b(?: van [^.;,]{1,40})? (?:\w+ ){0,2}"
    r"(?:vastgesteld|goedgekeurd)\b",
    r"\b(?:stelt|stellen)\b.{1,160}\bvast\b",
    r"\bkeur(?:t|en)\b.{1,160}\bgoed\b",
    r"\bvast te stellen\b",
    r"\bhamerstuk\b",
)
_AGREED = _any(
    rf"{_BODY_ENDS}{_MANNER} (?:(?:gaat|gaan|ging|gingen|is|zijn|was|waren|geeft|geven|gaf)\b.{{0,60}}\bakkoord|"
    r"(?:stemt|stemmen|stemde|stemden)\b.{0,60}\bin(?! de)|"
    r"(?:kan|kon|kunnen|konden) zich\b(?! .{0,12}niet)[^.;]{0,20}\bvinden|"
    r"(?:is|zijn) het (?:er ?(?:over|mee) |hierover |hiermee |daarover |daarmee )?eens)\b",
    r"\bdat (?:het|de) (?:DVO|[A-Z]{2,5}O|AB|DB|overleg|vergadering|[Vv]eiligheidsberaad|stuurgroep|driehoek) (?!niet)"
    r".{0,20}\b(?:akkoord (?:gaat|gaan|is|zijn)|instemt|instemmen)\b",
)
_NOTED = _any(
    r"\bter kennis(?:name|geving)\b",
    r"\bvoor kennis\w+\b",
    r"\bkennis (?:van )?te nemen\b",
    r"\b(?:neemt|nemen|nam|namen)\b.{0,60}\bkennis\b",
    r"\bkennisgenomen\b",
)
_APPOINTED = _any(
    rf"{_IS}.{{0,100}}\b(?:(?:benoemd|gekozen|aangesteld) (?:tot|als)|aangewezen|herbenoemd|gemachtigd)\b",
    rf"{_IS}.{{0,100}}\b(?:tot|als) .{{1,60}}\b(?:benoemd|gekozen)\b",
    r"\bbenoem(?:t|en)\b.{1,80}\btot\b",
    r"\bwij(?:st|zen) we\b.{0,80}\baan\b",
    r"\b(?:aan te wijzen|te benoemen|te machtigen)\b",
)
_ASSENT = _any(
    rf"(?:{_IS}|\bwerd(?:en)?\b).{{0,80}}\b(?:ingestemd|akkoord)\b",
    r"^(?:de |het )?(?:verslag|agenda|notulen|besluitenlijst|actielijst) akkoord\b",
    r"^(?:akkoord|ingestemd)\b",
    r"(?i:\b(?:allen|iedereen|men))\b.{0,30}\b(?:akkoord|stemt in)\b",
    r"\bin te stemmen\b",
    r"\bvoorstel\b.{0,200}\b(?:aangenomen|overgenomen)\b",
    rf"\b(?:motie|amendement|nota|notitie|advies|stuk|plan)\b.{{0,40}}{_IS}.{{0,80}}\b(?:aangenomen|overgenomen)\b",
)
_DECIDED = _any(
    r"^(?:(?:er|hierbij|vervolgens|aldus|unaniem) )?besloten (?:wordt|is)\b",
    r"^(?:conform|overeenkomstig) (?:het )?(?:voorstel|advies)\b.{0,30}\bbesloten\b",
    r"^(?:(?:er|hierbij|vervolgens|aldus|unaniem|tevens|ook|daarnaast) )?(?:wordt|is|werd) (?:er )?"
    r"(?:unaniem |dan ook )?besloten\b",
    r"\b(?:er|hierop|daarom|aldus|dit|dat) (?:wordt|is)\b.{0,40}\bbesloten\b",
    r"\bis dat besloten\b",
    r"^besloten\b(?! (?:vergadering|deel|overleg|bijeenkomst|zitting)\b)",
    r"^afgesproken (?:is|wordt)\b(?! (?:dat|om)\b).*\bte \w+en\b",
    r"\bis besloten\b",
    r"^de (?:burgemeester|voorzitter|driehoek) besluit (?:om|tot|dat|de|het|hierop)\b",
)
_VOTES = (
    ("unaniem", Guarded(regex(r"\b(?:unaniem|eenparig|met algemene stemmen)\b"), "naniem", "parig", "algemene")),
    ("acclamatie", Guarded(regex(r"\bbij acclamatie\b"), "acclamatie")),
    ("hoofdelijk", Guarded(regex(r"\bhoofdelijk\w* (?:stemming|gestemd)\b"), "hoofdelijk")),
)
_COUNTED = Guarded(
    _any(
        r"\b(?:\d+|\w+) stem(?:men)? (?:voor|vóór)\b.{0,30}?\b(?:\d+|\w+) (?:stem(?:men)? )?tegen\b",
        r"\bmet (?:\d+|\w+) (?:stemmen )?tegen (?:\d+|\w+)(?: stem(?:men)?)?\b",
    ),
    "tegen",
)
_LABEL = regex(r"(?i:(?:het )?besluit(?:en)?|conclusie en besluit(?:en)?)(?: (?:DVO|\w+overleg|nr\.? ?\d+))? ?:[ \n]*")
_INTRODUCED = regex(
    rf"{_BODY}{_MANNER} (?:besluit(?:en)?|besloot|heeft besloten|kiest|koos|stemt in|gaat akkoord)[^.:\n]{{0,60}}:\s*$|"
    r"(?:[Bb]esloten (?:wordt|is)|wordt besloten|is besloten):\s*$"
)
_HEADING = regex(
    r"(?:\d+[.)]? )?(?:overzicht |lijst )?(?:van )?(?:de )?(?:genomen )?besluiten(?:lijst)?:?", re.IGNORECASE
)
_TITLE = regex(r"(?:[Bb]esluit(?:en)?|BESLUIT(?:EN)?)")
_NOTHING = regex(r"(?i)(?:geen(?: besluit(?:en)?)?|n\.?v\.?t\.?|niet van toepassing|nee|[-–—/]+)[.;]?")
_NUMBERED = regex(r"\d{1,2}[.)] ")
_MOST_ENTRIES = 60
_ONE_WORD = 14

_KINDS = (
    ("rejected", "rejected", Guarded(_REJECTED, "verworpen", "afgewezen", "niet", " af", " geen ")),
    (
        "withdrawn",
        "withdrawn",
        Guarded(_WITHDRAWN, "trekt", "erval", "gecanc", "geannuleerd", "ngetrokken", "van de agenda"),
    ),
    ("deferred", "deferred", Guarded(_DEFERRED, "schuift", "schoven", "houden", "geschoven", "gesteld", "erdaagd")),
    ("adopted", "adopted", Guarded(_ADOPTED, "gesteld", "goed", "bekrachtigd", " vast", "hamerstuk")),
    ("agreed", "body-agrees", Guarded(_AGREED, "akkoord", "stem", " zich ", " eens")),
    ("noted", "noted", Guarded(_NOTED, "kennis")),
    ("appointed", "appointed", Guarded(_APPOINTED, "benoem", "gekozen", "gesteld", "gewezen", "machtig", "wij")),
    ("agreed", "assent", Guarded(_ASSENT, "kkoord", "stem", "voorstel", "genomen")),
    ("decided", "decided", Guarded(_DECIDED, "esloten", "besluit", "fgesproken")),
)
"""Kind, rule and pattern."""


def suggest(minutes: Minutes, known: Known) -> Iterator[Suggestion]:
    """Every decision; `vote` where the text tells how it was taken."""
    for decision in decisions(analyse(minutes, known)):
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
    noted = [*_columns(analysis), *_labelled(analysis)]
    labelled = [it for it in noted if not _is_none(analysis, Span(it.start, it.end))]
    taken = Ranges((decision.start, decision.end) for decision in labelled)
    spoken = [decision for decision in _sentences(analysis) if not taken.holds(decision.end - 1)]
    return tuple(sorted([*labelled, *spoken]))


@lru_cache(maxsize=1)
def decided_at(analysis: Analysis) -> frozenset[int]:
    """Where sentences begin that decide something, labels taken in: nobody says them, so a turn ends before them."""
    found = {decision.start for decision in decisions(analysis)}
    found |= {analysis.sentence_at(decision.start).start for decision in decisions(analysis)}
    return frozenset(found | {analysis.minutes.blocks[place].start for place in _introductions(analysis)})


def _kind(sentence: str) -> tuple[str, str] | None:
    for kind, rule, pattern in _KINDS:
        if pattern.search(sentence):
            return kind, rule
    return None


def _small(sentence: str) -> str:
    """A sentence with a small first letter, as the patterns have it, without a bullet or sign before it."""
    bare = sentence.lstrip("✔✓✘✗→•–-* ")
    return bare[:1].lower() + bare[1:]


def _vote(sentence: str) -> str | None:
    counted = _COUNTED.search(sentence)
    if counted:
        return counted[0].removeprefix("met ")
    return next((vote for vote, pattern in _VOTES if pattern.search(sentence)), None)


def _columns(analysis: Analysis) -> Iterator[Decision]:
    for block, zone in zip(analysis.minutes.blocks, analysis.zones, strict=True):
        if zone == "decision" and block.end > block.start:
            yield _labelled_decision(analysis, analysis.trimmed(block.start, block.end), "column")


def _is_none(analysis: Analysis, span: Span) -> bool:
    """Whether a cell or entry says that nothing was decided."""
    return len(span) < _ONE_WORD + 4 and bool(_NOTHING.fullmatch(analysis.text, span.start, span.end))


def _labelled_decision(analysis: Analysis, span: Span, rule: str) -> Decision:
    sentence = analysis.text[span.start : min(span.end, span.start + WINDOW)]
    kind = _kind(_small(sentence))
    return Decision(span.start, span.end, kind[0] if kind else "decided", rule, _vote(sentence))


def _labelled(analysis: Analysis) -> Iterator[Decision]:
    """What stands behind `Besluit:` in its block, or the list or paragraph that follows such a block or heading."""
    for place in _cued_blocks(analysis):
        block = analysis.minutes.blocks[place]
        label = _LABEL.match(analysis.text, block.start, block.end)
        if label and label.end() < block.end:
            end = min(block.end, max(analysis.sentence_at(block.start).end, analysis.sentence_at(label.end()).end))
            yield _labelled_decision(analysis, analysis.trimmed(label.end(), end), "label")
    for it in coded(analysis):
        if it.kind == "decision":
            yield _labelled_decision(analysis, analysis.trimmed(it.start, it.end), "label")
    for place in _introductions(analysis):
        for entry in _entries(analysis, place):
            yield _labelled_decision(analysis, analysis.trimmed(entry.start, entry.end), "label")


def _cued_blocks(analysis: Analysis) -> list[int]:
    places = dict.fromkeys(analysis.block_index(cue) for cue in analysis.cues("DECIDES"))
    return [place for place in places if place >= 0 and analysis.minutes.blocks[place].kind != "column"]


@lru_cache(maxsize=1)
def _introductions(analysis: Analysis) -> tuple[int, ...]:
    """The blocks that only say that decisions follow: `Besluit:`, `Het overleg besluit:`, the heading `Besluiten`."""
    return tuple(place for place in _cued_blocks(analysis) if _introduces(analysis, place))


def _introduces(analysis: Analysis, place: int) -> bool:
    block, text = analysis.minutes.blocks[place], analysis.text
    if _TITLE.fullmatch(text, block.start, block.end):
        return True
    if analysis.zones[place] == "title":
        return bool(_HEADING.fullmatch(text, block.start, block.end))
    if text[block.end - 1] != ":":
        return False
    label = _LABEL.fullmatch(text, block.start, block.end)
    return bool(label or _INTRODUCED.search(text, max(block.start, block.end - 120), block.end))


def _entries(analysis: Analysis, place: int) -> list[Block]:
    """The blocks a label is for: the list items behind it, or the one paragraph."""
    blocks = analysis.minutes.blocks
    found: list[Block] = []
    for index in range(place + 1, min(len(blocks), place + _MOST_ENTRIES)):
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
    last, members = -1, _members(analysis)
    for cue in analysis.cues("DECIDES"):
        index = analysis.sentence_index(cue)
        if index == last or index < 0 or analysis.zone_at(cue) != "text":
            continue
        last = index
        span = analysis.sentence_at(cue)
        if not len(span) or _is_introduction(analysis.text, span):
            continue
        sentence = analysis.text[span.start : span.end]
        found = _spoken(sentence)
        own = found is not None and found[0] == "agreed" and span.start in members and not _CONCLUDED.search(sentence)
        if found and not own:
            end = _behind_heading(analysis, index, span)
            last = index + (end > span.end)
            yield Decision(span.start, end, *found)


def _behind_heading(analysis: Analysis, index: int, span: Span) -> int:
    """Where a decision ends: one that is only a word (`Hamerstuk.`) takes in the sentence it stands before."""
    following = analysis.sentences[index + 1] if index + 1 < len(analysis.sentences) else None
    block = analysis.block_at(span.start)
    if following is None or block is None or following.end > block.end or len(span) > _ONE_WORD:
        return span.end
    return following.end


def _members(analysis: Analysis) -> frozenset[int]:
    """Where one member or role is named: a sentence that begins so tells what that one agrees to."""
    people = {mention.outer for mention in analysis.found.mentions}
    return frozenset(people | {role.start for role in analysis.found.roles})


def _spoken(sentence: str) -> tuple[str, str, str | None] | None:
    """Kind, rule and vote of a sentence that decides something, or None."""
    concluded = _CONCLUDED.search(sentence) or _CONCLUSION.match(sentence)
    if concluded:
        sentence = sentence[concluded.end() :]
    if _QUESTION.search(sentence) or _OBSERVED.search(sentence) or _is_arrest(sentence):
        return None
    kind = _kind(_small(sentence))
    acts = BODY_DECIDES.match(sentence)
    if acts and not kind:
        kind = ("decided", "body-decides")
    if acts is None:
        if kind is None or _NOT_YET.search(_ASIDE.split(sentence, maxsplit=1)[0]):
            return _reported(sentence)
        if kind[1] == "appointed" and _PLACED.search(sentence):
            return None
        if _ELSEWHERE.search(sentence):
            return _reported(sentence)
    assert kind is not None
    return kind[0], kind[1], _vote(sentence)


def _is_arrest(sentence: str) -> bool:
    """Whether people were stopped, and no item: `Er zijn drie verdachten aangehouden`."""
    return "aangehouden" in sentence and bool(_ARRESTED.search(sentence))


def _reported(sentence: str) -> tuple[str, str, str | None] | None:
    if _ELSEWHERE.search(sentence) and not _NOT_YET.search(sentence) and "besloten" in sentence:
        return "reported", "reported", None
    return None
