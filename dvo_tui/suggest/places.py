"""Places: municipalities, provinces, regions and countries by list, others by what stands before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache

import msgspec

from dvo_tui.minutes.model import Minutes, Span
from dvo_tui.minutes.regex import regex
from dvo_tui.suggest import cues, lexicon
from dvo_tui.suggest.analysis import Analysis, analyse
from dvo_tui.suggest.base import Known, Suggestion
from dvo_tui.suggest.lexicon import Entry, Hit
from dvo_tui.suggest.people import UPPER
from dvo_tui.suggest.rules import entity
from dvo_tui.suggest.vocabulary import DOCUMENTS, STOP_CAPITALS, listed


class Place(msgspec.Struct, frozen=True, gc=False):
    """A place named at `start:end`."""

    start: int
    end: int
    rule: str
    canonical: str | None = None


_MUNICIPAL = ("gemeente ", "gem. ", "Gemeente ")
_OF_MUNICIPALITY = regex(r"(?:[Gg]emeente|gem\.) ")
_NAME = rf"(?:['’]s-)?[{UPPER}][a-zà-ÿ]\w+(?:[-'’]\w+){{0,3}}"
_HINT = regex(
    r"(?:(?:buur|centrum|gast|grens|fusie|regio)?gemeenten?(?: van)?|gemeentehuis(?: van)?|stadhuis(?: van)?|"
    r"(?:burgemeesters?|wethouder|college|(?:gemeente)?raad|stad|dorp|wijk|kern|regio|district|buurt)(?: van| in)?|"
    r"(?:inwoners|bewoners|omwonenden) van(?: de| het)?|"
    r"(?:wethouders|colleges|(?:gemeente)?raden|binnenstad|centrum|buitengebied|grondgebied|kom|rand|haven|noorden|"
    r"oosten|zuiden|westen|ter hoogte|wijkagent|wijkagenten|dorpsraad|wijkraad) van|"
    r"eenheid|(?:brandweer)?(?:post|kazerne)|station|buurtschap|gehucht|rotonde|woonwijk|landgoed|\w*terrein|"
    r"(?:vakantie|bungalow|recreatie|bedrijven)?park|camping|afrit|oprit|afslag|(?:natuur|recreatie|haven)gebied|"
    r"verzorgingshuis|asielzoekerscentrum|azc|winkelcentrum|jachthaven|recreatieplas|sluis|polder|kasteel|eiland|"
    r"villawijk|stadsdeel|dorpskern|kernen|dorpen|wijken|buurten|raadhuis|gem\.) ",
    re.IGNORECASE,
)
_MORE = (
    "gemeenten",
    "wijken",
    "kernen",
    "dorpen",
    "buurten",
    "colleges van",
    "raden van",
    "gemeenteraden",
    "buurgemeenten",
)
_OFFICE = ("burgemeester", "wethouder")
_OF_PERSON = regex(rf" (?:de|den|der|van|ten|ter|te|op|’t|'t|el|al)(?: (?:de|den|der|’t|'t))? [{UPPER}]", re.IGNORECASE)
_FIRST_PART = r"(?:(?:['’]t|De|Den|Het|Oude?|Nieuwe?|Kleine?|Grote?|Sint|St\.) )?"
_ANOTHER = regex(rf"(?:, | en | of | ?/ ?|, (?:en|alsmede) )(?={_FIRST_PART}{_NAME}(?!\w))")
_ONE = regex(rf"{_FIRST_PART}{_NAME}(?!\w)")
_STANDING = (
    " in ", ". In ", "\nIn ", " te ", " uit ", ". Uit ", " naar ", " nabij ", " rond ", " boven ", " richting ",
    " vlakbij ", " bij ", " op ", " tussen ",
)  # fmt: skip
_ALSO_BODIES = (" bij ", " op ", " tussen ")
_TOPONYMS = listed(
    """
    huizen dam drecht dijk veen burg berg kerk kerke kapelle dorp stad woude wolde wold oord rode loo horst donk broek
    beek ham heim hem um ens ingen inge wijk hoek hout bos poel meer zijl sluis brug buiten land voort zand veld mond
    haven werd terp wierde kamp schans trecht weert waard heide oort laar beke muiden loon monde werf lo
    Noord Oost Zuid West
    """
)
"""How the names of many towns end: behind `bij` any other name is as likely that of a body (`bij Zorgnet`)."""

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
_STATIONS = frozenset(listed("Airport Centraal Station Strand Beach Marina Zoo Arena"))
_CAPITAL_BEHIND = regex(
    rf" (?P<word>(?!(?:Noord|Oost|Zuid|West|Midden|Centrum)\b)[{UPPER}][a-zà-ÿ]{{3,30}})(?![\w’'-])"
)
_BUILT = frozenset(
    listed("Fort Vesting Kasteel Landgoed Slot Klooster Kapel Abdij Haven Vliegveld Luchthaven Hoofdstraat")
)
"""What a place may be called after without being another name: `Fort Blauwkapel`."""

_CAPITAL_BEFORE = regex(rf"(?<=[a-zà-ÿ] )(?P<word>[{UPPER}][a-zà-ÿ]{{2,30}}) ")
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
_LAND = listed(
    """
    beek diep pad wei weide wiel plaat egge esch kolk kreek stroom poel bos bossen wold broek heggen landen gronden
    velden akkers venen weiden waarden hoeven gaard gaarde gaarden hofje kreken kolken vennen
    """
)
"""What ends a water, path or field where an article stands before it: `de Zandwei`, `het Molendiep`."""

_SITE_ENDS = (*_STREETS, *_LAND)
_ARTICLED = regex(r"\b(?:de|het|’t|'t)[ \n]$")
_LAND_WORDS = frozenset(
    listed("Bossen Bosch Beek Wiel Esch Kolk Kreek Pad Wei Ven Vennen Akkers Landen Weiden Velden Tuinen")
)
_OLD = regex(r"(?:\w{3,}(?:se|sche|er)|Oude|Nieuwe|Grote|Kleine|Lange|Korte|Hoge|Lage|Zwarte|Witte|Rode|Groene|Kromme)")
_WATERS = frozenset(
    listed(
        """
        Linge Merwede Lek Vecht Eem IJ Berkel Vliet Schie Rotte Zijpe Keeten Roer Geul Gouwe Waal Spui Amer
        Hunze Reest Grift Jeker Niers Slinge Donge Gulp Lauwers Tjonger Kuinder Boorne Swette Krammer Langstraat Peel
        Kempen Baronie Graafschap
        """
    )
)
"""Waters and regions whose names are surnames or words too: an article stands before them, as before no surname."""

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
_LONG_COMPOUND = regex(r"-[a-z]{5}")
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
    surnames = _surnames(analysis)
    learned = {name for name in learned if name.rpartition(" ")[2] not in surnames} | set(_certain(analysis))
    found += hinted.values()
    entries = lexicon.indexed((Entry(name, "LOCATION", name) for name in sorted(learned)), capital=True)
    for hit in lexicon.scan(analysis.text, analysis.words.capitals_where(entries.__contains__), entries):
        if hit.start not in hinted:
            found.append(Place(hit.start, hit.end, "learned", hit.entry.canonical))
    found += _streets(analysis)
    found += _in_capitals(analysis, learned)
    alone = (place for place in found if not _ends_name(analysis, place) and not _begins_name(analysis, place))
    return _longest(list(alone))


def _in_capitals(analysis: Analysis, learned: AbstractSet[str]) -> Iterator[Place]:
    """Listed towns, and those that the text names, in capitals throughout: `ZWOLLE`."""
    named = {name.upper(): name for name in sorted(learned)}
    for start, word in analysis.words.capitals_where(lambda word: len(word) > 4 and word.isupper()):
        if start in analysis.hit_starts or analysis.is_named(start):
            continue
        if word in named:
            yield Place(start, start + len(word), "learned", named[word])
            continue
        entries = lexicon.index().get(word.capitalize(), ())
        town = next(
            (it for it in entries if it.type == "LOCATION" and it.form.upper() == word and not it.doubtful), None
        )
        if town:
            yield Place(start, start + len(word), "listed", town.canonical)


def _begins_name(analysis: Analysis, place: Place) -> bool:
    """Whether a place is the beginning of a longer name: `Salland Zorggroep`, `Zeeland Weerbaar`."""
    text = analysis.text
    behind = _CAPITAL_BEHIND.match(text, place.end)
    if behind is None or place.rule in ("hinted", "known"):
        return False
    word, at = behind["word"], behind.start("word")
    if (
        at in analysis.hit_starts
        or word in STOP_CAPITALS
        or word in _SITES
        or word in _STATIONS
        or analysis.is_named(at)
    ):
        return False
    return text[place.start - 2 : place.start - 1].islower() and analysis.zone_at(at) != "title"


def _ends_name(analysis: Analysis, place: Place) -> bool:
    """Whether a place is the end of a longer name: `Vitaal Westerlo`, `Leerplicht Westerlo`."""
    text = analysis.text
    if place.rule in ("hinted", "known") or not text.endswith(" ", 0, place.start):
        return False
    begins = text.rfind(" ", max(0, place.start - 32), place.start - 1) + 1
    before = _CAPITAL_BEFORE.match(text, begins) if text[begins].isupper() else None
    if before is None:
        return False
    word, at = before["word"], before.start("word")
    hit = analysis.hit_starts.get(at)
    other = hit is not None and hit.entry.type not in ("FIRST_NAME", "PROGRAMME", "ORGANISATION")
    if other or word in STOP_CAPITALS or word in DOCUMENTS or word in _BUILT or "PLACE" in cues.TAGS_OF.get(word, ()):
        return False
    role = analysis.hits_between(max(0, at - 32), at)[-1:]
    field = bool(role) and role[0].end == at - 1 and role[0].entry.type in ("TITLE", "TITLES")
    return not field and not analysis.is_named(at) and analysis.zone_at(at) != "title"


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
    if hit.entry.form in _WATERS and _ARTICLED.search(text, max(0, hit.start - 5), hit.start):
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
        word = hint[0].lower()
        one = not word.startswith((*_MORE, "burgemeesters", "inwoners"))
        while at is not None:
            name = _ONE.match(text, at)
            if name is None or not _is_name(analysis, name) or _LONG_COMPOUND.search(name[0]):
                break
            if word.startswith(_OFFICE) and _OF_PERSON.match(text, name.end()):
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
    marked = any((person.organisation or "").startswith(_MUNICIPAL) for person in analysis.minutes.participants)
    for person in analysis.minutes.participants:
        organisation = person.organisation or ""
        place = _OF_MUNICIPALITY.sub("", organisation, count=1)
        office = (person.role or "").lower()
        listed = lexicon.index().get(place.partition(" ")[0], ())
        is_body = any(entry.form == place and entry.type in ("ORGANISATION", "FIRST_NAME") for entry in listed)
        if marked and place == organisation and not ("burgemeester" in office or "wethouder" in office):
            continue
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
        estate = text.endswith(" op ", 0, start) and name and name[0].startswith(("De ", "Het "))
        unsure = text.endswith(_ALSO_BODIES, 0, start) and name and not (estate or name[0].endswith(_TOPONYMS))
        if name and not unsure and _may_be_place(analysis, name.start(), name.end()):
            yield Place(name.start(), name.end(), "standing", name[0])
            yield from _coordinated(analysis, name.end())
    for hit in analysis.hits:
        if hit.entry.type == "LOCATION" and not hit.entry.doubtful:
            sided = _SIDED.match(text, hit.end)
            yield from _coordinated(analysis, sided.end() if sided else hit.end)


def _coordinated(analysis: Analysis, end: int) -> Iterator[Place]:
    """Places in a row with one that ends at `end`: `Zierikzee en [Bruinisse]`."""
    another = _ANOTHER.match(analysis.text, end)
    name = _ALONE.match(analysis.text, another.end()) if another else None
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
            len(word) > 5
            and word.endswith(_SITE_ENDS)
            and word not in _NO_STREET
            and word.lower() not in analysis.vocabulary
        )
    )
    for start, word in ending:
        if analysis.is_named(start) or word.lower() in analysis.vocabulary:
            continue
        if (len(word) < 7 or not word.endswith(_STREETS)) and not _ARTICLED.search(text, max(0, start - 5), start):
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
    for at, word in analysis.words.capitals_where((_SITES | _LAND_WORDS).__contains__):
        start, site = lexicon.word_start(text, at - 1), _SITE.match(text, at - 1)
        if word in _LAND_WORDS and not _OLD.fullmatch(text, start, at - 1):
            continue
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
