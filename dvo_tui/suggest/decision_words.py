"""The wording of decisions: what one sentence settles, of which kind, and how it was voted."""

from __future__ import annotations

import re

from dvo_tui.minutes.regex import regex
from dvo_tui.suggest.decision_kinds import BODY, BODY_NAMED, MANNER, SIGNS, any_of, kind_of, small
from dvo_tui.suggest.matching import Guarded

BODY_DECIDES = any_of(
    rf"{BODY}{MANNER} (?:besluit(?:en)?\b|besloot\b|besloten\b|"
    rf"(?:gaat|gaan|ging|gingen|is|zijn|was|waren|geeft|geven|gaf){MANNER} (?:\w+ ){{0,2}}akkoord|"
    r"(?:stemt|stemmen|stemde|stemden|benoemt|benoemde|kiest|koos|bekrachtigt|bekrachtigde|machtigt|machtigde) |"
    r"(?:verleent|verleende|accordeert|accordeerde) |(?:ziet|zag) af van\b|"
    r"(?:onderschrijft|onderschrijven|onderschreef) (?:het|de|dit|deze) (?:voorstel|advies|conclusies?|lijn|aanpak)\b|"
    r"(?:stelt|stelde) (?:.{0,120} )?(?:vast|beschikbaar)\b|(?:keurt|keurde) (?:.{0,120} )?goed\b|"
    r"(?:wijst|wees) (?:.{0,120} )?(?:aan|af)\b|(?:neemt|nam) (?:.{0,60} )?(?:kennis|voor kennisgeving aan)|"
    r"heeft (?:\w+ ){0,2}(?:besloten|ingestemd|kennisgenomen)|"
    r"(?:kan|kon|kunnen|konden) zich\b(?! .{0,12}niet)[^.;]{0,20}\bvinden\b|"
    r"(?:is|zijn) het (?:er ?(?:over|mee) |hierover |hiermee |daarover |daarmee )?eens\b|"
    r"(?:neemt|nemen|nam|namen) (?:er |hiervan |daarvan )?(?:nota|akte) van\b|"
    r"(?:houdt|houden|hield) (?:.{1,80} )?aan(?=[.,;]|$)|spreekt uit dat\b|"
    r"(?:komt|komen|kwam|kwamen) (?:.{0,60} )?overeen,? (?:dat|om)\b|"
    r"(?:omarmt|omarmen|omarmde|omarmden) (?:het|de|dit|deze)\b|(?:verenigt|verenigde) zich met\b|"
    r"(?:schaart|schaarde|scharen) zich achter\b)",
    rf"(?i:besluit(?:en)?)(?: {BODY_NAMED})? ?:",
)
"""Where the body itself acts, at the start of a sentence."""

_NOT_YET = Guarded(
    regex(
        r"\b(?:kan|kunnen|zou|zouden|zal|zullen|moet|moeten|mocht|mochten|wil|willen|dient|dienen|mits|indien|"
        r"voorstel om te|(?:[Ii]k|[Ww]ij|[Ww]e) (?:vraag|vragen)|vraag (?:is|of)|vraagt|(?<!geen )vragen|verzoekt|"
        r"stelt voor|nog niet|pas een besluit|wordt gevraagd|ter vaststelling|ter besluitvorming)\b"
    ),
    *("kan", "kunnen", "zou", "zal", "zullen", "moet", "mocht", "wil", "dien", "mits", "stel", "vra", "verzoekt"),
    *("nog niet", "besluit"),
)
_ELSEWHERE = Guarded(
    any_of(
        r"\b(?:heeft|hebben|had|hadden)\b.{0,120}"
        r"\b(?:besloten|vastgesteld|ingestemd|goedgekeurd|benoemd|aangewezen|afgewezen)\b",
        r"\bis in (?:de|het) .{0,60}\bbesloten\b",
    ),
    *("besloten", "vastgesteld", "ingestemd", "goedgekeurd", "benoemd", "gewezen"),
)
CONCLUDED = Guarded(
    regex(
        r"\b(?:concludeert|constateert|stelt vast),? dat "
        r"(?=(?:het|de) (?:voorstel|verslag|agenda|vergadering|overleg)\b)"
    ),
    *("concludeert", "constateert", "stelt vast"),
)
_CONCLUSION = regex(r"Conclusie(?:s)?: ")
_LEGEND = Guarded(regex(r"(?i)= ?(?:actie|besluit)\b|^besloten [-–—]"), "=", "esloten ")
_OBSERVED = Guarded(
    any_of(
        r"\b(?:vastgesteld|stelt (?:\w+ ){0,3}vast|gesteld|constateert),? dat\b",
        r"\bbesluiten\b(?= (?:van|die|uit|worden)\b)",
        r"\bvastgestelde\b",
    ),
    *("gesteld", " vast", "constateert", "besluiten"),
)
_ARRESTED = regex(
    r"\b(?:verdachten?|perso(?:on|nen)|jongeren|mannen|man|vrouw(?:en)?|daders?|dieven)\b"
    r"[^.;]{0,60}\baangehouden\b|\b(?:zijn|is|werd(?:en)?) [^.;]{0,80}\d+ [^.;]{0,40}\baangehouden\b"
)
_RELATIVE = regex(r", (?:dat|die|wie|wat|waar\w*)\b[^,;]{1,120},")
_ASIDE = regex(r",? (?:omdat|aangezien|want|hoewel|zodat|nu) ")
_PLACED = regex(
    r"\b(?:is|zijn) (?:per|sinds|vanaf(?! (?:nu|heden|vandaag)\b)|op|onlangs|inmiddels|nu|al|reeds)\b|\bnieuwe?\b"
)

_FORMERLY = regex(
    r"\b(?:vorige?|eerder|destijds|indertijd|toen(?:malige)?|afgelopen|gisteren|onlangs|reeds|al|inmiddels|ooit|"
    r"in (?:19|20)\d\d|geleden|door (?:de|het) (?:politie|recht\w*|minister\w*|college|raad|gemeenteraad|kamer|hof))\b",
    re.IGNORECASE,
)
_WERE = r"\bwerd(?:en)?\b"
_PAPERS = r"\b(?:agendapunt|punt|onderwerp|beslissing|besluit|voorstel|stuk|behandeling|bespreking|motie|amendement)\b"
_PAST = (
    ("rejected", "rejected", regex(rf"{_PAPERS}.{{0,80}}{_WERE}.{{0,60}}\b(?:verworpen|afgewezen)\b")),
    (
        "deferred",
        "deferred",
        any_of(
            rf"{_PAPERS}.{{0,80}}{_WERE}.{{0,60}}\b(?:aangehouden|verdaagd|uitgesteld|doorgeschoven)\b",
            rf"{_WERE} (?:de|het) (?:\w+ )?(?:beslissing|besluit|voorstel|behandeling|bespreking|punt|onderwerp)\b"
            r".{0,40}\b(?:aangehouden|verdaagd|uitgesteld|doorgeschoven)\b",
        ),
    ),
    ("withdrawn", "withdrawn", regex(rf"\bvan (?:de )?(?:bespreking|behandeling)\b.{{0,160}}{_WERE} afgezien\b")),
    ("adopted", "adopted", regex(rf"{_WERE}.{{0,120}}?\b(?:vastgesteld|goedgekeurd|bekrachtigd)\b")),
    (
        "appointed",
        "appointed",
        any_of(
            rf"{_WERE}.{{0,100}}\b(?:(?:benoemd|gekozen|aangesteld|aangewezen) (?:tot|als)|herbenoemd|gemachtigd)\b",
            rf"\b[Tt]ot .{{1,80}}{_WERE}.{{0,80}}\b(?:benoemd|gekozen|aangewezen)\b",
        ),
    ),
    ("agreed", "assent", regex(rf"{_PAPERS}.{{0,80}}{_WERE}.{{0,80}}\b(?:aangenomen|overgenomen)\b")),
    ("decided", "decided", regex(rf"{_WERE} (?:\w+ ){{0,4}}(?:bepaald|besloten|overeengekomen),? (?:dat|om)\b")),
)
"""What was settled, in minutes in the past tense: kind, rule and pattern."""

_INVERTED_BODY = (
    r"(?:(?:de|het) (?:[a-z]{0,14}(?:overleg|groep|tafel|kring|beraad|team)|vergadering|[Cc]ommissie|driehoek|platform|"
    r"(?:algemeen |dagelijks )?bestuur|DVO|AB|DB|leden|aanwezigen)|men)\b"
)
_INVERTED = Guarded(
    any_of(
        rf"\b(?:kiest|koos|besluit|besloot|stemt|stemde) {_INVERTED_BODY} (?:\w+ )*?"
        r"(?:voor|tot|om|in met|dat|unaniem|conform|overeenkomstig)\b",
        rf"\b(?:komt|kwam) {_INVERTED_BODY} .{{0,40}}?\bovereen,? (?:dat|om)\b",
        rf"\b(?:verenigt|verenigde) {_INVERTED_BODY} zich met\b",
        rf"\b(?:neemt|nam) {_INVERTED_BODY} .{{0,80}}?\b(?:kennis|nota) van\b",
        rf"\b(?:gaat|ging|gaan|gingen) {_INVERTED_BODY} (?:\w+ ){{0,3}}akkoord\b",
        rf"\b(?:is|was|zijn|waren) {_INVERTED_BODY} het (?:\w+ ){{0,2}}eens\b",
    ),
    *("kiest ", "koos ", "besluit ", "besloot ", "stemt ", "stemde ", "kwam ", "komt ", "verenigt ", "verenigde "),
    *("neemt ", "nam ", " akkoord", " eens"),
)
"""The body behind its verb: `Met vier stemmen voor kiest de stuurgroep voor …`."""

_CLAUSES = regex(r"; |, zodat |, waarna ")
"""Where a clause begins that may settle what the words before it lead up to."""

_VOTES = (
    ("unaniem", Guarded(regex(r"\b(?:unaniem|eenparig|met algemene stemmen)\b"), "naniem", "parig", "algemene")),
    ("acclamatie", Guarded(regex(r"\bbij acclamatie\b"), "acclamatie")),
    ("hoofdelijk", Guarded(regex(r"\bhoofdelijk\w* (?:stemming|gestemd)\b"), "hoofdelijk")),
)
_COUNTED = Guarded(
    any_of(
        r"\b(?:\d+|\w+) stem(?:men)? (?:voor|vóór)\b.{0,30}?\b(?:\d+|\w+) (?:stem(?:men)? )?tegen\b",
        r"\bmet (?:\d+|\w+) (?:stemmen )?tegen (?:\d+|\w+)(?: stem(?:men)?)?\b",
    ),
    "tegen",
)


def vote_of(sentence: str) -> str | None:
    counted = _COUNTED.search(sentence)
    if counted:
        return counted[0].removeprefix("met ")
    return next((vote for vote, pattern in _VOTES if pattern.search(sentence)), None)


def spoken(sentence: str) -> tuple[str, str, str | None] | None:
    """Kind, rule and vote of a sentence that decides something, or None."""
    sentence = sentence.lstrip(SIGNS)
    concluded = CONCLUDED.search(sentence) or _CONCLUSION.match(sentence)
    if concluded:
        sentence = sentence[concluded.end() :]
    if (
        sentence.rstrip().endswith("?")
        or _LEGEND.search(sentence)
        or _OBSERVED.search(sentence)
        or _is_arrest(sentence)
    ):
        return None
    kind = kind_of(small(sentence))
    acts = BODY_DECIDES.match(sentence)
    if acts and not kind:
        kind = ("decided", "body-decides")
    if acts is None:
        if kind is None:
            return _past(sentence) or _inverted(sentence) or _last(sentence) or _reported(sentence)
        if _NOT_YET.search(_RELATIVE.sub(",", _ASIDE.split(sentence, maxsplit=1)[0])):
            return _last(sentence) or _reported(sentence)
        if kind[1] == "appointed" and _PLACED.search(sentence):
            return None
        if _ELSEWHERE.search(sentence):
            return _reported(sentence)
    assert kind is not None
    return kind[0], kind[1], vote_of(sentence)


def _is_arrest(sentence: str) -> bool:
    """Whether people were stopped, and no item: `Er zijn drie verdachten aangehouden`."""
    return "aangehouden" in sentence and bool(_ARRESTED.search(sentence))


def _reported(sentence: str) -> tuple[str, str, str | None] | None:
    if _ELSEWHERE.search(sentence) and not _NOT_YET.search(sentence) and "besloten" in sentence:
        return "reported", "reported", None
    return None


def _past(sentence: str) -> tuple[str, str, str | None] | None:
    """What a sentence in the past tense settles: `Mevrouw Bos werd aangewezen als …`."""
    if "werd" not in sentence or _FORMERLY.search(sentence):
        return None
    for kind, rule, pattern in _PAST:
        match = pattern.search(sentence)
        if match:
            return None if _NOT_YET.search(sentence, 0, match.end()) else (kind, rule, vote_of(sentence))
    return None


def _inverted(sentence: str) -> tuple[str, str, str | None] | None:
    """What a body decides that stands behind its verb."""
    match = _INVERTED.search(sentence)
    if match is None or _NOT_YET.search(sentence, 0, match.end()):
        return None
    return "decided", "body-decides", vote_of(sentence)


def _last(sentence: str) -> tuple[str, str, str | None] | None:
    """What the last clause settles behind what led up to it: `… verlangde …, zodat het verslag werd vastgesteld`."""
    if "; " not in sentence and ", zodat " not in sentence and ", waarna " not in sentence:
        return None
    clause = _CLAUSES.split(sentence)[-1]
    return spoken(clause) if len(clause) < len(sentence) else None
