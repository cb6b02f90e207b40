"""Amounts of money, with what they are for each of (`per inwoner`); `normalized` as `0.03 EUR/inwoner`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dvo_tui.minutes.model import Minutes, Span
from dvo_tui.minutes.regex import regex
from dvo_tui.suggest.analysis import Analysis, analyse
from dvo_tui.suggest.base import Known, Suggestion
from dvo_tui.suggest.lexicon import occurrences
from dvo_tui.suggest.rules import entity

_S = r"[ \xa0\n]?"
_NUMBER = r"(?P<number>\d{1,3}(?:\.\d{3}){1,4}(?:,\d{1,2})?|\d{1,12}(?:[.,]\d{1,2})?)(?:,[-–=]{1,2})?"
_SCALE = rf"(?:{_S}(?P<scale>miljoen|mln\.?|miljard|mld\.?|ton|mille|duizend|k|K|M)(?!\w))?"
_PER = r"(?P<per>[ \xa0\n](?:(?:per|p\.)[ \xa0\n](?P<unit>\w{2,30}(?:[ \xa0\n]per[ \xa0\n]\w{2,30})?)|p\.?p\.?(?!\w)))?"
_WORD = regex(r"\w+")
_DASHED = regex(
    rf"(?<![\w.,€-])(?<!€[ \xa0\n])(?<!EUR )(?P<number>\d{{1,3}}(?:\.\d{{3}}){{0,4}}),(?:--?|=)(?!\w)(?P<scale>){_PER}"
)
_DOTTED = regex(r"\.[ \xa0\n][a-z]")
_SIGN = regex(rf"(?:€|EUR|[Ee]uro){_S}(?:\d[\d.,]{{0,12}}{_S}[-–]{_S})?{_NUMBER}{_SCALE}(?![\d€]){_PER}")
_UNIT = regex(rf"(?<![\w.,€-]){_NUMBER}{_SCALE}{_S}(?P<word>euro'?s?|EUR|eurocent|(?:euro)?cent|ct\.?)(?!\w){_PER}")
_BEFORE = regex(
    r"(?<![\w.,€-])\d[\d.,]{0,20}(?:,[-–=]{1,2})?"
    r"(?:[ \xa0\n](?:miljoen|mln\.?|miljard|mld\.?|ton|duizend|k))?[ \xa0\n]?$"
)
_COUNT = (
    r"(?:\w{0,20}(?:honderd|duizend|tig|tien)|een|één|eén|twee|drie|vier|vijf|zes|zeven|acht|negen|elf|twaalf|anderhalf|"
    r"anderhalve|halve|\w{3,8}(?:en|ën)(?:half|halve)|(?:een |één |eén )?(?:half|kwart|halve))"
)
_WORDS = regex(
    rf"\b(?P<vague>paar[ \n]|enkele[ \n])?(?P<count>{_COUNT}(?:{_S}(?:miljoen|miljard|ton))?)[ \xa0\n]$", re.IGNORECASE
)
_BEHIND_EURO = regex(rf"euro(?!\w){_PER}")
_FIGURE = regex(r"(?<![\w.,€-])(?P<number>\d{1,3}(?:,\d{1,2})?)[ \xa0\n]?$")
_SHORT = regex(r"(?<![\w.,€-])(?P<number>\d{1,4}(?:,\d{1,2})?)(?P<scale>[kK])(?!\w)")
_RATE = regex(
    r"(?P<number>\d{3}|\d{1,3}\.\d{3}|\d{1,3},\d{2})"
    r" (?:p\.(?:mnd|m|kw|jr|j|wk|w|u|d)\.|p/(?:mnd|m|kw|jr|j|wk|w|u|d)(?!\w))"
)
"""Small letters that say per what an amount is: `450 p.m.`, `2.250 p/kw`."""

_ABOUT = regex(r" of (?:\d|\w*(?:tig|tien)\b|een|twee|drie|vier|vijf|zes|zeven|acht|negen|elf|twaalf|wat\b)")
_FREE = regex(
    r"(?:[ \xa0\n](?:voor|aan|nodig|beschikbaar|extra|subsidie|per|om|van|en|of|uit|in|te|tekort|begroot|"
    r"gereserveerd|over|hoger|lager|meer|minder|structureel|incidenteel|is|was|zijn|wordt|werd|kost|kosten|komt|gaat|gaan|tot|naar|bij|met|"
    r"maar|die|dat|zou|heeft|had|budget|schade|bijdrage|als|door|binnen|buiten|omdat|toe|toegekend|\w+en[.,;])\b"
    r"|[.,;:!?)\n]|$)"
)
_ABOUT_MONEY = regex(
    r"(?i)€|euro|kost|subsid|bedrag|budget|begrot|bijdrage|bekostig|tekort|dekking|gereserveerd|reserver|bested|betal|financ|"
    r"reserve|schade|verlies|invest|omzet|boete|waard|geld|uitgave|tarief|raamt|geraamd|raming|kredie|vergoed|opbrengst|"
    r"winst|schuld|huur|loon\b|salaris|premie|vergt|vergen|aanbested|afpak|beslag|bezuinig|beschikbaar|nodig|draagt|bijgedragen|kwijt|prijs|rekening"
)
_ABOUT_WEIGHT = regex(
    r"(?i)weeg|woog|gewogen|zwaar|gewicht|lading|bodem|vrachtwagen|afval|grond|zand|mest|ijzer|staal|hout|vuurwerk|drugs|"
    r"coca|hasj|hennep|graan|papier|puin|slib|asbest|chemi|kunstmest|vracht|kilo"
)
_SCALES = {"miljoen": 10**6, "mln": 10**6, "M": 10**6, "miljard": 10**9, "mld": 10**9, "ton": 10**5, "duizend": 10**3}
_SCALES |= {"k": 10**3, "K": 10**3, "mille": 10**3}


def suggest(minutes: Minutes, known: Known) -> Iterator[Suggestion]:
    """Every amount with a currency in it, and amounts in tonnes, thousands and millions where money is spoken of."""
    analysis = analyse(minutes, known)
    text = analysis.text
    found = [("sign", _SIGN.match(text, at)) for at in occurrences(text, "€")]
    for at in analysis.cues("MONEY"):
        before = _BEFORE.search(text, max(0, at - 32), at)
        written = None if before else _written(text, at)
        euro = _BEHIND_EURO.match(text, at)
        if written and euro and not written["vague"]:
            yield entity("money", "words", "MONEY", Span(written.start("count"), euro.end()), known)
        found.append(("unit", _UNIT.match(text, before.start())) if before else ("sign", _SIGN.match(text, at)))
    for rule, match in found:
        if match:
            cents = rule == "unit" and match["word"].rstrip(".").endswith(("cent", "ct"))
            span = Span(match.start(), match.end())
            yield entity("money", rule, "MONEY", span, known, normalized=_normalized(match, cents=cents))
    for match in _beginning(_DASHED, analysis, (",", ".")):
        yield entity("money", "sign", "MONEY", Span(*match.span()), known, normalized=_normalized(match, cents=False))
    for span in _rates(analysis):
        yield entity("money", "scale", "MONEY", span, known)
    for span, value in _unmarked(analysis):
        yield entity("money", "scale", "MONEY", span, known, normalized=value)


def _unmarked(analysis: Analysis) -> Iterator[tuple[Span, str | None]]:
    """Amounts without a currency: `vier ton`, `25 mille`, `1,25 mln`, `60k`, where no weight or number is meant."""
    text = analysis.text
    money, weight = _Nearby(_ABOUT_MONEY, text), _Nearby(_ABOUT_WEIGHT, text)
    for at in analysis.cues("SCALE"):
        word = _WORD.match(text, at)
        assert word is not None
        figure = _FIGURE.search(text, max(0, at - 12), at)
        written = None if figure else _written(text, at)
        vague = written and (written["vague"] or _ABOUT.match(text, word.end()))
        if not (figure or written) or vague or text.startswith(" euro", word.end()):
            continue
        dotted = word[0] in ("mln", "mld") and _DOTTED.match(text, word.end())
        end = word.end() + bool(dotted)
        large = figure is not None and len(figure["number"].partition(",")[0]) > 2
        if not (large and word[0] == "ton") and _is_amount(text, at, word.end(), word[0], money, weight):
            start = figure.start() if figure else written.start("count") if written else at
            yield Span(start, end), _scaled(figure["number"], word[0]) if figure else None
    money = _Nearby(_ABOUT_MONEY, text)
    for short in _beginning(_SHORT, analysis, ("k", "K", ",")):
        if len(short["number"]) > 1 or money.between(max(0, short.start() - 80), short.end() + 80):
            yield Span(*short.span()), _scaled(short["number"], short["scale"])


def _rates(analysis: Analysis) -> Iterator[Span]:
    """Amounts that only say per what they are, where money is spoken of."""
    money = _Nearby(_ABOUT_MONEY, analysis.text)
    for match in _beginning(_RATE, analysis, (" p", ".", ",")):
        if (
            money.between(max(0, match.start() - 40), match.end() + 40)
            and analysis.text[match.start() - 1 :][:1] in " ("
        ):
            yield Span(*match.span())


def _beginning(pattern: re.Pattern[str], analysis: Analysis, marks: tuple[str, ...]) -> Iterator[re.Match[str]]:
    """Every match that begins with figures which one of some marks stands behind."""
    text = analysis.text
    for start, end in analysis.figures:
        match = pattern.match(text, start) if text.startswith(marks, end) else None
        if match:
            yield match


def _written(text: str, at: int) -> re.Match[str] | None:
    """A number in words that ends before an offset; only its last three words are looked at."""
    start = limit = max(0, at - 40)
    cut = at - 1
    for _ in range(3):
        cut = text.rfind(" ", limit, cut)
        if cut < 0:
            break
        start = cut + 1
    return _WORDS.search(text, start, at)


class _Nearby:
    """Tells whether a pattern occurs in ranges that are asked about in order; no part of the text is read twice."""

    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        self._pattern = pattern
        self._text = text
        self._read = 0
        self._last = -1

    def between(self, start: int, end: int) -> bool:
        self._read = max(self._read, start)
        while self._read < end:
            match = self._pattern.search(self._text, self._read, end)
            self._read = match.end() if match else end
            self._last = match.start() if match else self._last
        return self._last >= start


def _is_amount(text: str, at: int, end: int, scale: str, money: _Nearby, weight: _Nearby) -> bool:
    if scale == "mille":
        return True
    about = money.between(max(0, at - 80), end + 80)
    if scale == "ton" and weight.between(max(0, at - 40), end + 40):
        return about and bool(_FREE.match(text, end))
    return scale == "ton" or (about and bool(_FREE.match(text, end)))


def _scaled(number: str, scale: str) -> str:
    return f"{float(number.replace(',', '.')) * _SCALES[scale]:.2f}".rstrip("0").rstrip(".") + " EUR"


def _normalized(match: re.Match[str], *, cents: bool) -> str:
    number = match["number"]
    if "," in number or re.fullmatch(r"\d{1,3}(?:\.\d{3})+", number):
        number = number.replace(".", "").replace(",", ".")
    value = float(number) * _SCALES.get((match["scale"] or "").rstrip("."), 1) / (100 if cents else 1)
    amount = f"{value:.2f}".rstrip("0").rstrip(".")
    return f"{amount} EUR" + (f"/{match['unit']}" if match["unit"] else "")
