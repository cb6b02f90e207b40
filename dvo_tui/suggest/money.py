"""Amounts of money, with what they are for each of (`per inwoner`); `normalized` as `0.03 EUR/inwoner`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dvo_tui.minutes.model import Minutes, Span
from dvo_tui.suggest.analysis import analyse
from dvo_tui.suggest.base import Known, Suggestion
from dvo_tui.suggest.rules import entity

_S = r"[ \xa0\n]?"
_NUMBER = r"(?P<number>\d{1,3}(?:\.\d{3}){1,4}(?:,\d{1,2})?|\d{1,12}(?:[.,]\d{1,2})?)(?:,[-–=]{1,2})?"
_SCALE = rf"(?:{_S}(?P<scale>miljoen|mln\.?|miljard|mld\.?|ton|duizend|k|K|M)(?!\w))?"
_PER = r"(?P<per>[ \xa0\n](?:per|p\.)[ \xa0\n](?P<unit>\w{2,30}(?:[ \xa0\n]per[ \xa0\n]\w{2,30})?))?"
_SIGN = re.compile(rf"(?:€|EUR|[Ee]uro){_S}{_NUMBER}{_SCALE}(?![\d€]){_PER}")
_UNIT = re.compile(
    rf"(?<![\w.,€-]){_NUMBER}{_SCALE}{_S}(?P<word>euro'?s?|EUR|eurocent|(?:euro)?cent|ct\.?)(?!\w){_PER}"
)
_BEFORE = re.compile(
    r"(?<![\w.,€-])\d[\d.,]{0,20}(?:,[-–=]{1,2})?"
    r"(?:[ \xa0\n](?:miljoen|mln\.?|miljard|mld\.?|ton|duizend|k))?[ \xa0\n]?$"
)
_WORDS = re.compile(
    r"\b(?:\w{0,20}(?:honderd|duizend|tig|tien)|een|twee|drie|vier|vijf|zes|zeven|acht|negen|elf|twaalf)"
    r"(?: (?:miljoen|miljard))?[ \xa0\n]$"
)
_SCALES = {"miljoen": 10**6, "mln": 10**6, "M": 10**6, "miljard": 10**9, "mld": 10**9, "ton": 10**5, "duizend": 10**3}
_SCALES |= {"k": 10**3, "K": 10**3}


def suggest(minutes: Minutes, known: Known) -> Iterator[Suggestion]:
    """Every amount with a currency in it."""
    analysis = analyse(minutes, known)
    text = analysis.text
    found = [("sign", _SIGN.match(text, at)) for at in _signs(text)]
    for at in analysis.cues("MONEY"):
        before = _BEFORE.search(text, max(0, at - 32), at)
        written = None if before else _WORDS.search(text, max(0, at - 40), at)
        if written and text.startswith("euro", at):
            yield entity("money", "words", "MONEY", Span(written.start(), at + 4), known)
        found.append(("unit", _UNIT.match(text, before.start())) if before else ("sign", _SIGN.match(text, at)))
    for rule, match in found:
        if match:
            cents = rule == "unit" and match["word"].rstrip(".").endswith(("cent", "ct"))
            span = Span(match.start(), match.end())
            yield entity("money", rule, "MONEY", span, known, normalized=_normalized(match, cents=cents))


def _signs(text: str) -> Iterator[int]:
    at = text.find("€")
    while at >= 0:
        yield at
        at = text.find("€", at + 1)


def _normalized(match: re.Match[str], *, cents: bool) -> str:
    number = match["number"]
    if "," in number or re.fullmatch(r"\d{1,3}(?:\.\d{3})+", number):
        number = number.replace(".", "").replace(",", ".")
    value = float(number) * _SCALES.get((match["scale"] or "").rstrip("."), 1) / (100 if cents else 1)
    amount = f"{value:.2f}".rstrip("0").rstrip(".")
    return f"{amount} EUR" + (f"/{match['unit']}" if match["unit"] else "")
