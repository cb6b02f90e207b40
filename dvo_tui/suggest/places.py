"""Places: municipalities, provinces, regions and countries by list, others by what stands before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from dvo_tui.minutes.model import Minutes, Span
from dvo_tui.suggest import lexicon
from dvo_tui.suggest.analysis import Analysis, analyse
from dvo_tui.suggest.base import Known, Suggestion
from dvo_tui.suggest.lexicon import Entry
from dvo_tui.suggest.people import UPPER
from dvo_tui.suggest.rules import entity
from dvo_tui.suggest.vocabulary import STOP_CAPITALS


class Place(NamedTuple):
    """A place named at `start:end`."""

    start: int
    end: int
    rule: str
    canonical: str | None = None


_NAME = (
    rf"(?:['’]s-)?[{UPPER}][a-zà-ÿ]\w+(?:[-'’]\w+){{0,3}}(?: (?:aan|op|bij|van|in|en) (?:de[nr]? |het )?[{UPPER}]\w+(?= (?:aan|op|in) ))?"
)
_HINT = re.compile(
    rf"\b(?:[Gg]emeenten? (?:van )?|[Gg]emeente(?:huis|raad) (?:van )?|[Ss]tadhuis (?:van )?|(?:burgemeester|wethouder|burgemeesters|college|raad|"
    rf"stad|dorp|wijk|kern|regio|district|buurt) (?:van |in )?|eenheid |[Ii]nwoners van |[Bb]innenstad van |[Cc]entrum van |[Ss]tation |[Bb]uurtschap )"
    rf"(?=(?P<first>(?:De |Den |Het |Oude? |Nieuwe? )?{_NAME}))"
)
_ANOTHER = re.compile(rf"(?:, | en | of | ?/ ?|, (?:en|alsmede) )(?={_NAME}(?!\w))")
_ONE = re.compile(rf"(?:De |Den |Het |Oude? |Nieuwe? )?{_NAME}")
_STANDING = re.compile(rf"\b(?:in|te|uit|naar|nabij|rondom) (?P<name>(?:Oude? |Nieuwe? |Den )?{_NAME})(?! [{UPPER}])")
_DIRECTION = re.compile(r"(?:(?:Noord|Oost|Zuid|West|Midden)(?:- ?en |- ?, ?| en |, )){0,3}(?:Noord|Oost|Zuid|West|Midden|Noordoost|Noordwest|Zuidoost|Zuidwest)[- ]$")
_STREET = re.compile(
    rf"(?<![\w-])[{UPPER}][\w'’-]{{2,30}}(?:straat|straatweg|weg|laan|plein|kade|dijk|gracht|singel|brug|kwartier|park|hof|polder|haven)(?!\w)"
)
_NO_PLACE = frozenset(
    """Excel Word Teams Zoom Outlook Facebook Instagram WhatsApp Twitter Telegram Nederlands Engels Duits Frans Sharepoint
    Januari Februari Maart April Mei Juni Juli Augustus September Oktober November December Zoom Corona Covid""".split()
)


def suggest(minutes: Minutes, known: Known) -> Iterator[Suggestion]:
    """Every place, its canonical name in `normalized`."""
    for place in places(analyse(minutes)):
        yield entity("places", place.rule, "LOCATION", Span(place.start, place.end), known, normalized=place.canonical)


@lru_cache(maxsize=1)
def places(analysis: Analysis) -> tuple[Place, ...]:
    """Listed places, places that the text introduces as such, and every other mention of these."""
    found = [*_listed(analysis)]
    hinted = {place.start: place for place in _hinted(analysis)}
    learned = {analysis.text[place.start : place.end] for place in hinted.values()} | set(_seats(analysis))
    found += hinted.values()
    entries = lexicon.indexed(Entry(name, "LOCATION", name) for name in learned)
    for hit in lexicon.scan(analysis.text, entries):
        if hit.start not in hinted:
            found.append(Place(hit.start, hit.end, "learned", hit.entry.canonical))
    taken = {place.start for place in found}
    found += [place for place in _standing(analysis) if place.start not in taken]
    found += [Place(match.start(), match.end(), "street") for match in _STREET.finditer(analysis.text) if _inside(analysis, match)]
    return _longest(found)


def _longest(found: list[Place]) -> tuple[Place, ...]:
    kept: list[Place] = []
    for place in sorted(found, key=lambda it: (it.start, -it.end, it.rule != "listed")):
        if not kept or place.start >= kept[-1].end:
            kept.append(place)
    return tuple(kept)


def _listed(analysis: Analysis) -> Iterator[Place]:
    text = analysis.text
    for hit in analysis.hits:
        if hit.entry.type != "LOCATION" or text[hit.start - 1 : hit.start] == "-" and hit.start:
            continue
        if hit.entry.doubtful and not re.search(r"(?:\b(?:in|te|uit|naar|van|gemeente|gemeenten|en|of) |[(,] ?)$", text[max(0, hit.start - 10) : hit.start]):
            continue
        direction = _DIRECTION.search(text, max(0, hit.start - 40), hit.start)
        yield Place(direction.start() if direction else hit.start, hit.end, "listed", hit.entry.canonical)


def _hinted(analysis: Analysis) -> Iterator[Place]:
    text = analysis.text
    for match in _HINT.finditer(text):
        at, many = match.end(), 0
        while at is not None and many < 30:
            name = _ONE.match(text, at)
            if name is None or not _is_name(analysis, name):
                break
            yield Place(name.start(), name.end(), "hinted", name[0])
            another = _ANOTHER.match(text, name.end())
            if another is None or text[match.start() : match.end()].lower().startswith("burgemeester "):
                break
            at, many = another.end(), many + 1


def _is_name(analysis: Analysis, match: re.Match[str]) -> bool:
    word = match[0].split(" ")[0]
    if match[0] in _NO_PLACE or (word in STOP_CAPITALS and " " not in match[0]):
        return False
    hit = analysis.hit_starts.get(match.start())
    return hit is None or hit.entry.type == "LOCATION" or (hit.entry.type == "FIRST_NAME" and hit.end < match.end())


def _seats(analysis: Analysis) -> Iterator[str]:
    """Municipalities that the attendance list names: `burgemeester Zilverduin`."""
    for person in analysis.minutes.participants:
        office = (person.role or "").lower()
        place = person.organisation or ""
        if place.lower().startswith("gemeente "):
            yield place[9:]
        elif ("burgemeester" in office or "wethouder" in office) and re.fullmatch(_NAME, place):
            yield place


def _standing(analysis: Analysis) -> Iterator[Place]:
    """A capitalised word behind `in`, `te`, `uit` or `naar` that nothing else claims."""
    for match in _STANDING.finditer(analysis.text):
        at = match.start("name")
        if match["name"] in _NO_PLACE or match["name"].split(" ")[0] in STOP_CAPITALS or at in analysis.hit_starts:
            continue
        if not analysis.is_named(at):
            yield Place(at, match.end("name"), "standing", match["name"])


def _inside(analysis: Analysis, match: re.Match[str]) -> bool:
    return analysis.sentence_at(match.start()).start != match.start() and not analysis.is_named(match.start())
