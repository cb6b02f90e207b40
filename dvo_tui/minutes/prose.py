"""Header facts told in sentences: `De vergadering van het … op …, gehouden in …, begon om 14.00 uur`; and signatures.

They count only where no title line, label or table says the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from dvo_tui.minutes.dates import DATE, TIME
from dvo_tui.minutes.fields import Field, Key
from dvo_tui.minutes.header import OPENNESS
from dvo_tui.minutes.model import Block, Span
from dvo_tui.minutes.regex import regex

_FIRST_BLOCKS = 14
_LAST_BLOCKS = 12
_LONGEST = 700
_SHORTEST_OPEN = 60
_MEETS = regex(
    r"(?i)\b(?:vergadering|overleg|bijeenkomst|zitting|vergaderde|bijeen(?:gekomen)?|gehouden|kwam(?:en)?|plaatsgevonden"
    r"|vond plaats|beraad|begon|aanvang)\b"
)
_BODY = regex(
    r"\b[Vv]ergadering van (?:het |de )?(?P<body>[A-ZÀ-Þ][^,.;:()]{2,80}?)"
    r"(?= (?:op|van|d\.d\.|te|in|vond|begon|is)\b|[,.;:(])"
)
_ROOM = r"(?:zaal|huis|kamer|kantoor|bureau|kazerne|centrum|hotel|hal|kasteel|school|[A-ZÀ-Þ])"
_PLACE = regex(
    r"\b(?:gehouden|bijeen|plaats(?:gevonden)?|vergaderden?|vond)\b[^.;:]{0,60}?\s"
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
    r"\b(?:[Oo]nder (?:het )?voorzitterschap van|voorgezeten door|[Vv]oorzitter (?:is|was)|[Dd]e voorzitter,"
    rf"|als voorzitter trad op) {_NAME}"
)
_SECRETARY = regex(
    rf"\b(?:[Dd]e (?:ambtelijk )?secretaris(?: (?:is|was)|,)|[Aa]ls secretaris trad op|genotuleerd door) {_NAME}"
)
_SIGNED = regex(
    r"(?i)^(?:de |uw |ambtelijk )?(?P<role>voorzitter|secretaris)\b(?!.*\b(?:opent|sluit|heet|dankt)\b).{0,60}$"
)
_PERSON = regex(_NAME.replace("?P<name>", "?:"))
_OPENS = regex(r"(?i)\b(?:open(?:t|de|ing)|geopend|begin(?:t)?|begon|aanvang)\b")
_CLOSES = regex(r"(?i)\b(?:sluit(?:ing)?|sloot|gesloten|einde|afgesloten|eindig(?:t|de))\b")
_CLOCK_REACH = 90


def prose_fields(text: str, blocks: tuple[Block, ...]) -> list[Field]:
    """Fields out of the sentences at the top, the opening and closing sentences, and the signatures at the end."""
    found: list[Field] = []
    for block in blocks[:_FIRST_BLOCKS]:
        if block.table is None and block.end - block.start <= _LONGEST:
            found += _sentence_fields(text, block)
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
    if dated and meets:
        yield _field("date", dated.start(), dated.end())
        if says_open:
            yield _field("openness", start, end)
        clock = list(TIME.finditer(text, dated.end(), end))[:2]
        if clock:
            yield _field("time", clock[0].start(), min(end, clock[-1].end() + 4))
    if meets and (place := _PLACE.search(text, start, end) or _AFTER_TIMES.search(text, start, end)):
        yield _field("location", *place.span("place"))
    if dated and (body := _BODY.search(text, start, end)):
        yield _field("body", *body.span("body"))
    if chair := _CHAIR.search(text, start, end):
        yield _field("chair", *chair.span("name"))


def _clock(text: str, blocks: tuple[Block, ...]) -> Iterator[Field]:
    """When the chair opened and closed, where sentences at the top and the end say so."""
    for key, pattern, near in (
        ("start", _OPENS, blocks[: 2 * _FIRST_BLOCKS]),
        ("end", _CLOSES, blocks[: -_LAST_BLOCKS - 1 : -1]),
    ):
        for block in near:
            stop = min(block.end, block.start + 8 * _LONGEST)
            clock = next((c for c in TIME.finditer(text, block.start, stop) if _near(text, block, c, pattern)), None)
            if clock is not None:
                yield _field("start" if key == "start" else "end", clock.start(), min(block.end, clock.end() + 4))
                break


def _near(text: str, block: Block, clock: re.Match[str], pattern: re.Pattern[str]) -> bool:
    """Whether a verb of opening or closing stands in the sentence around a time of day."""
    before = text[max(block.start, clock.start() - _CLOCK_REACH) : clock.start()].rpartition(". ")[2]
    after = text[clock.end() : min(block.end, clock.end() + _CLOCK_REACH // 2)].partition(". ")[0]
    return text[clock.end() : clock.end() + 4].strip(" .")[:1] == "u" and bool(pattern.search(f"{before} {after}"))


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
