"""Places: municipalities, provinces, regions and countries by list, others by what stands before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from dvo_tui.minutes.model import Minutes, Span
from dvo_tui.minutes.regex import regex
from dvo_tui.suggest import lexicon
from dvo_tui.suggest.analysis import Analysis, analyse
from dvo_tui.suggest.base import Known, Suggestion
from dvo_tui.suggest.lexicon import Entry, Hit
from dvo_tui.suggest.people import UPPER
from dvo_tui.suggest.rules import entity
from dvo_tui.suggest.vocabulary import STOP_CAPITALS, listed


class Place(msgspec.Struct, frozen=True, gc=False):
    """A place named at `start:end`."""

    start: int
    end: int
    rule: str
    canonical: str | None = None


_NAME = rf"(?:['’]s-)?[{UPPER}][a-zà-ÿ]\w+(?:[-'’]\w+){{0,3}}"
_HINT = regex(
    r"(?:gemeenten?(?: van)?|gemeente(?:huis|raad)(?: van)?|stadhuis(?: van)?|"
    r"(?:burgemeesters?|wethouder|college|raad|stad|dorp|wijk|kern|regio|district|buurt)(?: van| in)?|eenheid|"
    r"(?:inwoners|bewoners|binnenstad|centrum|wijkagent|wijkagenten|dorpsraad|wijkraad) van|station|buurtschap|"
    r"woonwijk|(?:vakantie|bungalow|recreatie|bedrijven)?park|landgoed|\w*terrein|camping|afrit|oprit|verzorgingshuis|"
    r"asielzoekerscentrum|azc|winkelcentrum|jachthaven|recreatieplas|sluis|polder|kasteel|eiland|villawijk|stadsdeel|"
    r"dorpskern|kernen|dorpen|wijken|buurten) ",
    re.IGNORECASE,
)
_ANOTHER = regex(rf"(?:, | en | of | ?/ ?|, (?:en|alsmede) )(?={_NAME}(?!\w))")
_FIRST_PART = r"(?:(?:['’]t|De|Den|Het|Oude?|Nieuwe?|Kleine?|Grote?|Sint|St\.) )?"
_ONE = regex(rf"{_FIRST_PART}{_NAME}(?!\w)")
_STANDING = (
    " in ", ". In ", "\nIn ", " te ", " uit ", ". Uit ", " naar ", " nabij ", " rond ", " boven ", " richting ",
    " vlakbij ", " bij ",
)  # fmt: skip
_ENDING = 3
_STANDING_ENDS = frozenset(words[-_ENDING:] for words in _STANDING)
_ALONE = regex(rf"{_FIRST_PART}{_NAME}(?!\w| [{UPPER}])")
_DIRECTION = regex(
    r"(?:(?:Noord|Oost|Zuid|West|Midden)(?:- ?en |- ?, ?| en |, )){0,3}"
    r"(?:Noord|Oost|Zuid|West|Midden|Noordoost|Noordwest|Zuidoost|Zuidwest)[- ]$"
)
_PLACING = regex(
    r"(?:\b(?:[Ii]n|te|[Uu]it|naar|[Vv]an|[Rr]ond|bij|nabij|richting|gemeente|gemeenten|en|of|namens) |[(,] ?|  )$"
)
_STREETS = listed(
    """
    straat weg laan plein kade dijk gracht singel brug kwartier park hof polder haven kanaal plas plassen meer berg
    heide duinen eiland vaart wetering sluis strand buurt wijk boulevard steeg tunnel zijl waard dreef brink
    dwarsstraat veld bosch
    """
)
_NO_STREET = frozenset(
    listed("Onderweg Halfweg Vandaag Ombuigingsweg Tafelberg Ijsberg IJsberg Rechtsweg Huisartsenkwartier")
)
_SITES = frozenset(
    listed(
        """
        Plas Plassen Meer Bos Bosch Duinen Heide Polder Haven Berg Heuvelrug Dijk Brug Sluis Zeedijk Kade Singel
        Straatweg Vaart Veld Park Plein Boulevard Strand Eiland Waard Dreef Brink Es Enk Maat Maten Kamp Laan Ring
        Gracht Kwartier Buurt Wijk Wal Poort Kanaal Water Gat Diep Hoek Hof Weide Weg Markt
        """
    )
)
_SITE = regex(rf" \w+(?!\w|-| [{UPPER}])")
_SIDED = regex(
    r"-(?:Noord|Oost|Zuid|West|Midden|Centrum|Noordoost|Noordwest|Zuidoost|Zuidwest|Binnen|Buiten|Dorp)(?![\w-])"
)
_STRONG = regex(
    r"\b(?:[Ii]n|te|[Uu]it|naar|nabij|rond|richting|gemeenten?|dorp|wijk|kern|"
    r"(?:inwoners|bewoners|raad|burgemeester) van) $"
)
_ROW = regex(r"(?:, | en | of )")
_NO_NAME = regex(r"-[a-z]")
_NO_PLACE = frozenset(
    listed(
        """
        Excel Word Teams Zoom Outlook Facebook Instagram WhatsApp Twitter Telegram Sharepoint Corona Covid
        Nederlands Engels Duits Frans
        Januari Februari Maart April Mei Juni Juli Augustus September Oktober November December
        """
    )
)


def suggest(minutes: Minutes, known: Known) -> Iterator[Suggestion]:
    """Every place, its canonical name in `normalized`."""
    for place in places(analyse(minutes, known)):
        if place.rule == "known":  # `remembered` proposes these
            continue
        yield entity("places", place.rule, "LOCATION", Span(place.start, place.end), known, normalized=place.canonical)


@lru_cache(maxsize=1)
def places(analysis: Analysis) -> tuple[Place, ...]:
    """Listed places, places that the text introduces as such, and every other mention of these."""
    found = [*_listed(analysis)]
    hinted = {place.start: place for place in (*_standing(analysis), *_hinted(analysis))}
    learned = {analysis.text[place.start : place.end] for place in hinted.values()} | set(_seats(analysis))
    learned = {name for name in learned if name.rpartition(" ")[2] not in _surnames(analysis)} | set(_certain(analysis))
    found += hinted.values()
    entries = lexicon.indexed((Entry(name, "LOCATION", name) for name in sorted(learned)), capital=True)
    for hit in lexicon.scan(analysis.text, analysis.words.capitals_where(entries.__contains__), entries):
        if hit.start not in hinted:
            found.append(Place(hit.start, hit.end, "learned", hit.entry.canonical))
    found += _streets(analysis)
    return _longest(found)


def _longest(found: list[Place]) -> tuple[Place, ...]:
    kept: list[Place] = []
    for place in sorted(found, key=lambda it: (it.start, -it.end, it.rule != "listed")):
        if not kept or place.start >= kept[-1].end:
            kept.append(place)
    return tuple(kept)


def _listed(analysis: Analysis) -> Iterator[Place]:
    text, surnames = analysis.text, _surnames(analysis)
    for hit in analysis.hits:
        if hit.entry.type != "LOCATION" or text[hit.start - 1 : hit.start] == "-":
            continue
        if (hit.entry.doubtful or hit.entry.form in surnames) and not _is_placed(analysis, hit, surnames):
            continue
        if analysis.remembered_at.get(hit.start) is hit:
            yield Place(hit.start, hit.end, "known", hit.entry.canonical)
            continue
        direction = _DIRECTION.search(text, max(0, hit.start - 40), hit.start)
        sided = _SIDED.match(text, hit.end)
        end = sided.end() if sided else hit.end
        yield Place(direction.start() if direction else hit.start, end, "listed", hit.entry.canonical)


def _is_placed(analysis: Analysis, hit: Hit, surnames: frozenset[str]) -> bool:
    """Whether a name that is also a word or a surname stands where a place stands."""
    text = analysis.text
    if _STRONG.search(text, max(0, hit.start - 20), hit.start):
        return True
    if hit.entry.form in surnames:
        return False
    if _PLACING.search(text, max(0, hit.start - 10), hit.start):
        return True
    following = _ROW.match(text, hit.end)
    other = analysis.hit_starts.get(following.end()) if following else None
    return other is not None and other.entry.type == "LOCATION" and not other.entry.doubtful


def _surnames(analysis: Analysis) -> frozenset[str]:
    """The surnames of those listed as present, so far as they are one word without a tussenvoegsel."""
    names = (person.name.split(" ") for person in analysis.minutes.participants)
    return frozenset(words[-1] for words in names if len(words) > 1 and words[-2][:1].isupper())


def _certain(analysis: Analysis) -> Iterator[str]:
    """Doubtful names that stand behind `in`, `te` or `gemeente` somewhere: they are places in this text."""
    surnames = _surnames(analysis)
    for hit in analysis.hits:
        form = hit.entry.form
        if hit.entry.type != "LOCATION" or not hit.entry.doubtful or len(form) < 5 or form in surnames:
            continue
        behind = _STRONG.search(analysis.text, max(0, hit.start - 20), hit.start)
        if behind and form.lower() not in analysis.vocabulary:
            yield form


def _hinted(analysis: Analysis) -> Iterator[Place]:
    text = analysis.text
    for cue in analysis.cues("PLACE"):
        hint = _HINT.match(text, cue)
        if hint is None:
            continue
        at: int | None = hint.end()
        one = not hint[0].lower().startswith(("gemeenten", "burgemeesters", "inwoners"))
        while at is not None:
            name = _ONE.match(text, at)
            if name is None or not _is_name(analysis, name):
                break
            yield Place(name.start(), name.end(), "hinted", name[0])
            another = None if one else _ANOTHER.match(text, name.end())
            at = another.end() if another else None


def _is_name(analysis: Analysis, match: re.Match[str]) -> bool:
    word = match[0].split(" ")[0]
    if match[0] in _NO_PLACE or (word in STOP_CAPITALS and " " not in match[0]):
        return False
    hit = analysis.hit_starts.get(match.start())
    return hit is None or hit.entry.type == "LOCATION" or (hit.entry.type == "FIRST_NAME" and hit.end < match.end())


def _seats(analysis: Analysis) -> Iterator[str]:
    """Municipalities that the attendance list names: `burgemeester Zilverduin`."""
    for person in analysis.minutes.participants:
        place = (person.organisation or "").removeprefix("gemeente ")
        office = (person.role or "").lower()
        listed = lexicon.index().get(place.partition(" ")[0], ())
        is_body = any(entry.form == place and entry.type == "ORGANISATION" for entry in listed)
        if (
            re.fullmatch(_NAME, place)
            and not is_body
            and ("burgemeester" in office or "wethouder" in office or " " not in place)
        ):
            yield place


def _standing(analysis: Analysis) -> Iterator[Place]:
    """A capitalised word behind `in`, `te`, `uit` or `naar` that nothing else claims, and those coordinated with it."""
    text = analysis.text
    starts = [start for start, _ in analysis.words.capitals if text[start - _ENDING : start] in _STANDING_ENDS]
    behind = [start for start in starts if text.endswith(_STANDING, 0, start)]
    for start in behind:
        name = _ALONE.match(text, start)
        if name and _may_be_place(analysis, name.start(), name.end()):
            yield Place(name.start(), name.end(), "standing", name[0])
            yield from _coordinated(analysis, name.end())
    for hit in analysis.hits:
        if hit.entry.type == "LOCATION" and not hit.entry.doubtful:
            yield from _coordinated(analysis, hit.end)


def _coordinated(analysis: Analysis, end: int) -> Iterator[Place]:
    """Places in a row with one that ends at `end`: `Zierikzee en [Bruinisse]`."""
    another = _ANOTHER.match(analysis.text, end)
    name = _ONE.match(analysis.text, another.end()) if another else None
    if name and another and another[0] == ", " and not _ANOTHER.match(analysis.text, name.end()):
        return
    if name and _may_be_place(analysis, name.start(), name.end()):
        yield Place(name.start(), name.end(), "standing", name[0])
        yield from _coordinated(analysis, name.end())


def _may_be_place(analysis: Analysis, start: int, end: int) -> bool:
    name = analysis.text[start:end]
    first = name.split(" ")[0]
    if name in _NO_PLACE or (first in STOP_CAPITALS and first == name) or _NO_NAME.search(name):
        return False
    if start in analysis.hit_starts or (
        name.endswith(("se", "sche")) and analysis.text[end : end + 2].strip().islower()
    ):
        return False
    small = name.lower()
    return not analysis.is_named(start) and small not in analysis.vocabulary and small not in lexicon.name_words()


def _streets(analysis: Analysis) -> Iterator[Place]:
    """`Wilgenlaan`, `Gaasperplas`, `Lange Maat`, `Schans-Oost`: capitals inside a sentence, ending as sites do."""
    text = analysis.text
    ending = analysis.words.capitals_where(
        lambda word: (
            len(word) > 6
            and word.endswith(_STREETS)
            and word not in _NO_STREET
            and word.lower() not in analysis.vocabulary
        )
    )
    for start, word in ending:
        if analysis.is_named(start) or word.lower() in analysis.vocabulary:
            continue
        if analysis.sentence_at(start).start != start and _is_site(analysis, start):
            yield Place(start, start + len(word), "street")
    for start, named, end in sorted(_sites(analysis)):
        free = start not in analysis.hit_starts and not analysis.is_named(start)
        if free and not text[start:named].isupper() and analysis.sentence_at(start).start != start:
            yield Place(start, end, "street")


def _sites(analysis: Analysis) -> Iterator[tuple[int, int, int]]:
    """Capitalised words with a word for a site or a side behind them: where they begin and end, and where that ends."""
    text = analysis.text
    for at, _ in analysis.words.capitals_where(_SITES.__contains__):
        start, site = lexicon.word_start(text, at - 1), _SITE.match(text, at - 1)
        if site and text[start : at - 1][:1].isupper():
            yield start, at - 1, site.end()
    for side in _SIDED.finditer(text):
        start = lexicon.word_start(text, side.start())
        word = text[start : side.start()]
        if word[:1].isupper() and word not in STOP_CAPITALS:
            yield start, side.start(), side.end()


def _is_site(analysis: Analysis, start: int) -> bool:
    """Whether a word that ends like a street is no name of a body or programme that is listed."""
    hit = analysis.hit_starts.get(start)
    return hit is None or hit.entry.type == "LOCATION"
