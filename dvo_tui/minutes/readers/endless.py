"""A document that lost its line ends in conversion: where its lines began, told from labels and numbers that go up.

Linear in the text: each pattern begins with a fixed word or a figure and looks a bounded way ahead.
"""

from __future__ import annotations

import re

from dvo_tui.minutes.regex import regex

_MEAN_LINE = 350
"""Lines longer than this on average, in characters, are no lines that somebody typed."""

_FEWEST = 3
_MOST = 2_000
"""More labels than this are no minutes, whatever else they are."""
_SAME_WORDS = 7
_LABELS = (
    "Datum|Tijd|Tijdstip|Aanvang|Locatie|Plaats|Voorzitter|Secretaris|Notulist|Notuliste|Verslag|Aanwezig|Aanwezigen"
    "|Afwezig|Afwezigen|Afgemeld|Verhinderd|Met kennisgeving afwezig|Afwezig met kennisgeving|Bericht van verhindering"
    "|Agenda|Besluit|Besluiten|Actie|Acties|Actiepunt|Conclusie|AANWEZIG|AFWEZIG|BESLUIT|ACTIE|DATUM|PLAATS|TIJD"
)
_LABEL = regex(rf"\s(?=[A-Z])(?=(?:{_LABELS})\s?:\s)")
_NAMED = regex(r"\s(?=(?P<whole>(?:Agendapunt|AGENDAPUNT|Agp\.?) (?P<number>\d{1,2})\s?[.:)–-]))")
_NUMBER = regex(
    r"\s(?=(?P<whole>(?:[(\[#](?=\d))?(?P<number>\d{1,2})(?:[])/:°]|\.(?!\d)|(?= [–-] )|(?= [A-Z][a-z]+ ))[.:]?"
    r"\s+(?:[–-] )?(?=[A-ZÀ-Þ\"'‘“])))"
)
_MONTH = regex(r"(?i)\s+(?:jan|feb|maart|mrt|apr|mei|juni|juli|aug|sep|okt|nov|dec)")
_PUNCTUATED = regex(r"[(\[#]?\d+(?:[])/:°.]| [–-] )")
_SIGN = regex(r"//+|\|\|?|•|\*{3}|¶|§")
_PARTING = regex(rf"\s(?=(?P<whole>{_SIGN.pattern})\s)")
"""Signs between parts that were lines: ` // `."""


def line_starts(text: str) -> list[int]:
    """Offsets at which lines began in a text with hardly any line ends; none in any other text."""
    lines = text.count("\n") - text.count("\n\n") + text.count("\f") + 1
    if len(text) < _MEAN_LINE * lines:
        return []
    named = any(word in text for word in ("Agendapunt", "AGENDAPUNT", "Agp"))
    items = _going_up(text, list(_NAMED.finditer(text))) if named else []
    numbers = list(_NUMBER.finditer(text)) if len(items) < _FEWEST else []
    if len(items) < _FEWEST - 1:
        items = _going_up(text, [match for match in numbers if _PUNCTUATED.match(match["whole"])])
    if len(items) < _FEWEST:
        items = _going_up(text, [match for match in numbers if not _MONTH.match(text, match.end("number"))])
    labels = [m.end() for m in _LABEL.finditer(text)]
    parted = any(sign in text for sign in "/|•*¶§")
    signs = [edge for m in _PARTING.finditer(text) for edge in (m.end(), m.end("whole") + 1)] if parted else []
    found = sorted({*items, *labels, *(signs if len(signs) >= _FEWEST * 2 else ())})
    return found if (items or len(labels) >= _FEWEST or signs) and len(found) <= _MOST else []


def is_sign(part: str) -> bool:
    """Whether a part is nothing but a sign between two others."""
    return _SIGN.fullmatch(part) is not None


def _going_up(text: str, found: list[re.Match[str]]) -> list[int]:
    """The offsets of numbers that go up from 1 by one; each match is the white space before one.

    From 1 again only where the same words follow as the first time, as they do below a printed agenda; a list inside an
    item does not.
    """
    starts: list[int] = []
    first = ""
    expected = 1
    for match in found:
        words = text[match.end("whole") : match.end("whole") + _SAME_WORDS]
        if int(match["number"]) == 1 and expected > _FEWEST and words == first:
            expected = 1
        if int(match["number"]) == expected:
            first = words if expected == 1 else first
            starts.append(match.end())
            expected += 1
    return starts if len(starts) >= _FEWEST - 1 else []
