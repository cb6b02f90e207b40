"""Titles on one line with their text: `3. Titel. Tekst`, `3. Titel – tekst`, `3. Titel De heer …`."""

from __future__ import annotations

import re
from typing import NamedTuple

from dvo_tui.minutes.regex import regex

_LONGEST_TITLE = 110
_MOST_WORDS = 14
_SHORTEST_TEXT = 4
_LOOK_AHEAD = 400

_SAYS = (
    "is|zijn|was|waren|wordt|worden|werd|werden|heeft|hebben|had|hadden|geeft|geven|gaf|vraagt|vragen|vroeg|meldt|melden"
    "|meldde|zegt|zei|zal|zullen|kan|kunnen|moet|moeten|gaat|gaan|stelt|stelde|benoemt|noemt|noemde|komt|komen|kwam"
    "|licht|lichtte|wijst|wees|leidt|leidde|vindt|vond|opent|opende|sluit|sloot|deelt|deelde|stemt|stemde|besluit"
    "|besloot|dankt|bedankt|bedankte|heet|heette|schetst|schetste|vertelt|vertelde|merkt|merkte|presenteert|neemt|nam"
    "|laat|liet|doet|bespreekt|constateert|concludeert|vat|blijkt|legt|legde|staat|staan|ziet|wil|willen|brengt|bracht"
)
SAYS = regex(rf"\b(?:{_SAYS})\b")
"""Verbs that tell a sentence from a title."""

STANDING = regex(
    r"(?i)(?:al )?wat (?:er )?(?:verder |nog |voorts )*(?:ter tafel|op tafel|ter sprake) (?:komt|kwam|is gekomen)\.?"
)
"""A title with a verb, which minutes are known by."""

_JOINT = regex(r"(?:(?P<stop>[.!?])|(?P<colon>\s?:)|(?P<dash>\s[–—-]))\s+(?=[A-ZÀ-ÖØ-Þ0-9\"'“‘€(])")
_OPENS_SENTENCE = regex(
    r"\s(?=(?:De|Het|Een|Er|Dhr|Dhrn|Mevr|Mw|Mevrouw|Meneer|Burgemeester|Wethouder|Portefeuillehouder|Voorzitter"
    r"|In|Op|Om|Na|Naar|Door|Namens|Vanuit|Vanaf|Geen|Niemand|Aan|Bij|Deze|Dit|Die|Dat|Hij|Zij|Ze|We|Wij|Alle|Allen"
    r"|Akkoord|Vastgesteld|Vervallen|Aangehouden|Hamerstuk|Niet|Ook|Voor|Volgens|Met|Tijdens|Uit|Zonder|Omdat|Als"
    r"|Vervolgens|Besluit|Besluiten|Actie|Conclusie)\b)"
    rf"|\s(?=[A-ZÀ-ÖØ-Þ][\w'’-]{{1,30}} (?:{_SAYS})\b)"
)
_WORD = regex(r"[^\W\d_]{3}")
_STOP_INSIDE = regex(r"[a-z)]\. [A-Z]")
_ABBREVIATED = regex(
    r"(?i)(?:^|[\s(])(?:\w(?:\.\w)*|dhrn?|mevr|mw|mr|drs?|ir|ing|st|nr|art|bv|bijv|ca|m\.?b\.?t|n\.?a\.?v)$"
)


class RunIn(NamedTuple):
    """Offsets in a line: where its title ends, and where the text after it begins."""

    title_end: int
    text_start: int


def run_in(line: str) -> RunIn | None:
    """Part a title from the text that follows it on the same line; `line` has no label."""
    head = line[: _LONGEST_TITLE + 20]
    for joint in _JOINT.finditer(head):
        if joint["stop"] and _ABBREVIATED.search(head[: joint.start()]):
            continue
        found = RunIn(joint.start() + (joint["stop"] in ("?", "!")), joint.end())
        if _reads_as_title(line[: joint.start()]) and _reads_as_text(line, found.text_start):
            return found
        break
    for opening in _OPENS_SENTENCE.finditer(head):
        if _reads_as_title(line[: opening.start()]) and _reads_as_text(line, opening.end()):
            return RunIn(opening.start(), opening.end())
    return None


def _reads_as_title(words: str) -> bool:
    return (
        3 <= len(words) <= _LONGEST_TITLE
        and not words[0].islower()
        and words[-1] not in ",;(-–/&"
        and words.count(" ") < _MOST_WORDS
        and (not SAYS.search(words) or STANDING.fullmatch(words) is not None)
        and _WORD.search(words) is not None
        and _STOP_INSIDE.search(words) is None
        and not re.search(r"\b(?:de|het|een|van|en|of|in|op|met|voor|door|aan|bij|tot|te|naar|over|uit)$", words)
    )


def _reads_as_text(line: str, start: int) -> bool:
    rest = line[start : start + _LOOK_AHEAD]
    return bool(SAYS.search(rest)) or (len(rest) >= _SHORTEST_TEXT and (len(rest) == _LOOK_AHEAD or rest[-1] in ".!?:"))
