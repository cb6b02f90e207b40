"""Header facts told in sentences: `De vergadering van het … op …, gehouden in …, begon om 14.00 uur`; and signatures.

They count only where no title line, label or table says the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from dvo_tui.minutes.dates import DATE, Clock, clocks
from dvo_tui.minutes.fields import Field, Key
from dvo_tui.minutes.header import OPENNESS
from dvo_tui.minutes.model import Block, Span
from dvo_tui.minutes.regex import regex

_FIRST_BLOCKS = 14
_VERY_FIRST = 6
_LAST_BLOCKS = 12
_TABLED = 200
"""So many blocks may stand before the opening, the cells of an attendance list among them."""
_LONGEST = 700
_SHORTEST_OPEN = 60
_AWAY = ("verhinderd", "afwezig", "afgemeld")
_WEEKDAY = 11
"""How far from its beginning a line that tells when the meeting was has its day: `donderdag 4 mei …`."""
_MEETS = regex(
    r"(?i)\b(?:vergadering|overleg|bijeenkomst|zitting|vergaderde|bijeen(?:gekomen)?|gehouden|kwam(?:en)?|plaatsgevonden"
    r"|vond plaats|beraad|begon|aanvang)\b"
)
_BODY = regex(
    r"\b[Vv]ergadering van (?:het |de )?(?:(?P<body>[A-ZÀ-Þ][^,.;:()]{2,80}?)"
    r"(?= (?:op|van|d\.d\.|te|in|vond|begon|is)\b(?![^,.;:()]{2,80}, gehouden)|[.;:(]|,(?! gehouden))"
    r"|(?P<held>[A-ZÀ-Þ][^,.;:()]{2,100})(?=, gehouden))"
)
_ROOMS = r"(?:zaal|huis|kamer|kantoor|bureau|kazerne|centrum|hotel|kasteel|school)"
_BEHIND_TIMES = regex(
    rf"\d(?: ?u(?:ur)?)?,\s(?:in )?(?:(?:de|het) )?(?P<place>(?=[^.;\n]{{0,50}}{_ROOMS}\b)[^.;\n]{{4,80}})"
)
_ROOM = r"(?:zaal|huis|kamer|kantoor|bureau|kazerne|centrum|hotel|hal|kasteel|school|[A-ZÀ-Þ])"
_PLACE = regex(
    r"\b(?:gehouden|bijeen|plaats(?:gevonden)?|vergaderden?|vond)\b(?:[^.;:]|(?<=\d)[.:](?=\d)){0,90}?\s"
    rf"(?:(?:in|te|op|bij) (?=[a-zA-Z' ]{{0,40}}?{_ROOM})|(?=(?:digitaal|online|via)\b))"
    r"(?:(?:de|het) )?(?P<place>[^.;:]{3,90}?)"
    r"(?=[.;:]|,? (?:om|begon|onder|waarbij|is|zijn|werd)\b"
    r"|,? (?:van|op) (?=\d|(?:maan|dins|woens|donder|vrij|zater|zon)dag)"
    r"|, (?!gemeente|stad|te |raad|kamer))"
)
_AFTER_TIMES = regex(r"(?:uur|u\b\.?)\.?\s{1,3}(?P<place>(?:Digitaal|Online|Via|In|Locatie|Plaats)[^.;]{0,80})")
_NAME = (
    r"(?P<name>(?:(?:drs|mr|dr|ir|ing|mevr|dhr|mw)\.? |[dD]e heer |[mM]evrouw |[bB]urgemeester |[wW]ethouder ){0,3}"
    r"(?:[A-Z]\.){0,5} ?(?:[a-z'’]{1,4} ){0,3}[A-ZÀ-Þ][\w'’-]*(?: (?:[a-z'’]{1,4} ){0,3}[A-ZÀ-Þ][\w'’-]*){0,3})"
)
_CHAIR = regex(
    r"\b(?:[Oo]nder (?:het voorzitterschap|voorzitterschap|leiding) van|voorgezeten door|geleid door"
    rf"|[Vv]oorzitter (?:is|was)|[Dd]e voorzitter,|als voorzitter trad op) {_NAME}"
)
_SECRETARY = regex(
    rf"\b(?:[Dd]e (?:ambtelijk )?secretaris(?: (?:is|was)|,)|[Aa]ls secretaris trad op|genotuleerd door"
    r"|(?:[Vv]erslag|[Nn]otulen|[Ll]ijst) (?:is |zijn |werd )?(?:(?:op)?gemaakt|opgesteld|verzorgd|gehouden) door)"
    rf" {_NAME}"
)
_SIGNED = regex(
    r"(?i)^(?:de |uw |ambtelijk )?(?P<role>voorzitter|secretaris)\b(?!.*\b(?:opent|sluit|heet|dankt)\b).{0,60}$"
)
_ABSENT = regex(
    rf"(?:^|(?<=[.;] )){_NAME}(?:,? (?:van|uit) [^.,;]{{2,40}},?)? (?:was|is) "
    r"(?:met bericht |helaas |wegens \w{3,20} )?(?:verhinderd|afwezig|afgemeld)\b"
)
_PERSON = regex(_NAME.replace("?P<name>", "?:"))
_OPENS = regex(r"(?i)\b(?:open(?:t|de|ing)|geopend|begin(?:t)?|begon|aanvang)\b")
_CLOSES = regex(r"(?i)\b(?:sluit(?:ing)?|sloot|gesloten|einde|afgesloten|eindig(?:t|de))\b")
_OPENING = ("open", "begin", "begon", "aanvang")
_CLOSING = ("sluit", "sloot", "gesloten", "eind")
"""Of which every sentence that tells when the chair opened or closed has one."""

_CLOCK_REACH = 90
_SHORTEST_AT = 4
_BEFORE_WORDS = 24
"""How far before a time in words stands what tells it from a length of time, and the part of the day."""


def prose_fields(text: str, blocks: tuple[Block, ...]) -> list[Field]:
    """Fields out of the sentences at the top, the opening and closing sentences, and the signatures at the end."""
    found: list[Field] = []
    for block in blocks[:_FIRST_BLOCKS]:
        if block.table is None and block.end - block.start <= _LONGEST:
            found += _sentence_fields(text, block)
    for block in blocks[:_VERY_FIRST]:
        told = text[block.start : min(block.end, block.start + 2 * _LONGEST)]
        if block.table is None and any(word in told for word in _AWAY):
            names = (away.span("name") for away in _ABSENT.finditer(told))
            found += (_field("absent", block.start + begin, block.start + end) for begin, end in names)
    found += _clock(text, blocks)
    found += _signatures(text, blocks)
    return found


def _field(key: Key, start: int, end: int) -> Field:
    return Field(key, (Span(start, end),), range(0))


def _sentence_fields(text: str, block: Block) -> Iterator[Field]:
    start, end = block.start, block.end
    says_open = OPENNESS.search(text, start, end) is not None
    if says_open and end - start <= _SHORTEST_OPEN and block.kind != "item":
        yield _field("openness", start, end)
    dated = DATE.search(text, start, end)
    meets = _MEETS.search(text, start, end)
    begins = dated is not None and dated.start() - start <= _WEEKDAY and bool(clocks(text[dated.end() : end]))
    if dated and (meets or begins):
        yield _field("date", dated.start(), dated.end())
        if says_open:
            yield _field("openness", start, end)
        clock = clocks(text[dated.end() : end])[:2]
        if clock:
            begin = max(0, clock[0].start - _BEFORE_WORDS)
            yield _field("time", dated.end() + begin, min(end, dated.end() + clock[-1].end + 4))
    place = (_PLACE.search(text, start, end) or _AFTER_TIMES.search(text, start, end)) if meets else None
    if dated and (meets or begins):
        place = place or _BEHIND_TIMES.search(text, dated.end(), end)
    if place is not None:
        yield _field("location", *place.span("place"))
    if dated and (body := _BODY.search(text, start, end)):
        yield _field("body", *body.span(body.lastgroup or "body"))
    if chair := _CHAIR.search(text, start, end):
        yield _field("chair", *chair.span("name"))
    if written := _SECRETARY.search(text, start, end):
        yield _field("secretary", *written.span("name"))


def _clock(text: str, blocks: tuple[Block, ...]) -> Iterator[Field]:
    """When the chair opened and closed, where sentences at the top and the end say so."""
    for key, pattern, hints, near in (
        ("start", _OPENS, _OPENING, [block for block in blocks[:_TABLED] if block.table is None][: 2 * _FIRST_BLOCKS]),
        ("end", _CLOSES, _CLOSING, blocks[: -_LAST_BLOCKS - 1 : -1]),
    ):
        for block in near:
            told = text[block.start : min(block.end, block.start + 8 * _LONGEST)]
            lowered = told.lower()
            if not any(words in lowered for words in hints):
                continue
            clock = next((it for it in clocks(told) if _near(told, it, pattern)), None)
            if clock is not None:
                begin, end = max(0, clock.start - _SHORTEST_AT), min(len(told), clock.end + 4)
                yield _field("start" if key == "start" else "end", block.start + begin, block.start + end)
                break


def _near(told: str, clock: Clock, pattern: re.Pattern[str]) -> bool:
    """Whether a verb of opening or closing stands in the sentence around a time of day."""
    before = told[max(0, clock.start - _CLOCK_REACH) : clock.start].rpartition(". ")[2]
    after = told[clock.end : clock.end + _CLOCK_REACH // 2].partition(". ")[0]
    sure = told[clock.start].isalpha() or told[clock.end : clock.end + 4].strip(" .")[:1] == "u"
    return sure and bool(pattern.search(f"{before} {after}"))


def _signatures(text: str, blocks: tuple[Block, ...]) -> Iterator[Field]:
    """`A. Postma` above `voorzitter`, or `de secretaris, B. Visser`, in the last lines."""
    last = blocks[-_LAST_BLOCKS:]
    for before, block in pairwise(last):
        if block.end - block.start > 2 * _SHORTEST_OPEN or block.table is not None:
            continue
        line = text[block.start : block.end]
        signed = _SIGNED.match(line)
        if signed and _PERSON.fullmatch(text[before.start : min(before.end, before.start + _SHORTEST_OPEN)]):
            yield _field("chair" if signed["role"].lower() == "voorzitter" else "secretary", before.start, before.end)
        elif named := _SECRETARY.search(line):
            yield _field("secretary", block.start + named.start("name"), block.start + named.end("name"))
