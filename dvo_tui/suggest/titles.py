"""Runs of everyday words in capitals where none are due, as projects and campaigns are called: `Schone Kade`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from dvo_tui.minutes.regex import regex
from dvo_tui.suggest import cues, lexicon
from dvo_tui.suggest.analysis import Analysis
from dvo_tui.suggest.people import UPPER
from dvo_tui.suggest.places import places
from dvo_tui.suggest.vocabulary import STOP_CAPITALS, listed

_TITLED = regex(
    rf"[{UPPER}][\w’-]{{0,40}}(?:(?: (?:en|van|in|voor|op|met|aan|maar|of|over|na|tegen|uit|zonder|tot|naar|door|bij|"
    rf"with|of|the|je|jouw|is|onder|hoort)){{0,2}}(?: (?:de|het|je|jouw|the|your))? [{UPPER}][\w’-]{{1,40}}){{1,5}}"
)
_LEADS_ON = regex(
    r"(?<!\w)(?:De|Het|Regiona(?:al|le)|Landelijke?|Nationa(?:al|le)|Integra(?:al|le)|Lokaal|Lokale|Provincia(?:al|le)|"
    r"Gemeentelijke?|Bestuurlijke?|Ambtelijke?|(?:[Ss]tichting|\w{0,20}vereniging|[Cc]oöperatie|[Bb]ureau|[Rr]ederij|"
    r"[Mm]oskee|[Aa]ctiecomité|[Aa]ctiegroep|[Ss]chutterij|[Ss]couting|[Dd]orpsraad|[Ww]ijkraad)) $"
)
_AND_FOR = regex(r" en (?:voor|van|met|bij|aan|in|op|door) ")
_COMPOUND = regex(r"-[a-zà-ÿ][\w’-]*$")
_OF_PLACE = regex(r"(?:gemeenten?|[Ii]n|te|uit|stad|dorp|wijk) $")
_SEVERAL = regex(rf" [{UPPER}]")

_FAR = 24
"""No more characters than the words that join a run stand between its capitals."""

_LONGEST = 60
"""Listed names that reach over the beginning of another begin so many characters before it at most."""

FIELDS = frozenset(
    listed(
        """
        Jeugd Zorg Veiligheid Veilig Ondermijning Wonen Onderwijs Handhaving Vergunningen Toezicht Openbare Orde
        Straf Sociaal Sociale Domein Ruimte Economie Cultuur Sport Communicatie Mensenhandel Drugs Milieu Verkeer
        Vervoer Bestuur Openbaar Informatie Zaken Preventie Crisis Cyber Digitale Digitaal Welzijn Participatie
        Samenleving Werk Natuur Water Landelijk Water Gezond Openbare Leefomgeving Leefbaarheid Gebied Inwoners
        Ondernemers Criminaliteit Geweld Buitengebied Brand Lokaal Regie Cybercrime Cyberveiligheid Digitalisering
        Mensensmokkel Woonoverlast Jeugdgroepen Jeugdoverlast Jeugdcriminaliteit Personen Vuurwerk Huisvesting Asiel
        Opvang Radicalisering Polarisatie Evenementen Horeca Crisisbeheersing Brandveiligheid Verkeersveiligheid
        Sociale Fysieke Arbeidsmigranten Vakantieparken Explosieven Weerbaarheid Rampenbestrijding
        """
    )
)
"""Fields of work: a portfolio or a theme, and by themselves no programme."""

NO_TITLE = frozenset(
    listed(
        """
        Wonen Actie Acties Agenda Advies Besluit Burgemeester Afspraak Datum Overleg Informatie Melding Meldingen
        Planning Voor Met Na Op In Van Bestuur Team Raad Jaar Haven Bank
        Markt Club Partners Dienst Kamer Netwerk School Kern Stad Dorp Land Zee Park Plein Hof Dijk Weg Straat Noord
        Oost Zuid West Sint Samenwerking Plan Beleid Groep Station Energie Zone Bedrijf Boerderij Post Opening
        Sluiting Mededelingen Rondvraag Controle Ministerie Brandweer Politie Gebied Winkel Meldpunt Steunpunt
        """
    )
)
"""Words of headings, bodies and sites, which no programme is called after."""

_VIRTUES = frozenset(
    listed(
        """
        veilig veilige sterk sterke samen schoon schone gezond gezonde weerbaar weerbare vitaal vitale leefbaar leefbare
        zorgzaam zorgzame waakzaam waakzame vuurwerkvrij vuurwerkvrije rookvrij rookvrije drugsvrij drugsvrije kansrijk
        kansrijke gastvrij gastvrije bereikbaar slim slimme
        """
    )
)
"""What projects want a place or group to be: `Weerbaar Oosterland`."""

_BUILDINGS = frozenset(
    listed(
        """
        Kerk Toren Molen Haven Poort Huis Brug Kade Markt Sluis Hal Zaal Schuur Boerderij Herberg Veld Bos Plas Meer
        Heide Polder Weide Wei Water Bossen Plein Park Kamp Hoek Duin Duinen Straat Weg Dijk Laan
        """
    )
)
"""What with an article before it is a building or site: `de Grote Kerk`."""

_NO_TITLE_ENDS = listed(
    "overleg raad team dienst plan beleid visie nota groep bureau centrum huis college kring tafel straat plein laan"
)


def is_coined(analysis: Analysis, word: str) -> bool:
    """Whether a word is nowhere an everyday word of this text, and no listed name."""
    return len(word) > 5 and word.lower() not in analysis.vocabulary and not is_listed(word)


def is_listed(name: str) -> bool:
    """Whether a word by itself is a listed name; many only begin one (`Havenbedrijf`: `Havenbedrijf Rotterdam`)."""
    return any(entry.form == name for entry in lexicon.index().get(name, ()))


def is_free(analysis: Analysis, start: int, end: int) -> bool:
    """Whether no person, body, place or law is named in a range."""
    name = analysis.text[start:end]
    if (name.split(" ")[0] in STOP_CAPITALS and not _SEVERAL.search(name)) or analysis.is_named(start):
        return False
    over = analysis.hits_between(start - _LONGEST, start)[-1:]
    if over and over[0].end > start:
        return False
    return all(
        hit.entry.type in ("FIRST_NAME", "PROGRAMME")
        or hit.entry.doubtful
        or (hit.entry.type == "LOCATION" and hit.start > start and hit.end == end)
        for hit in analysis.hits_between(start, end)
    )


def capitalised(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """Runs of everyday words in capitals where none are due: `Schone Kade`, `Gastvrij maar Waakzaam`."""
    text, words, free = analysis.text, lexicon.name_words(), 0
    kept = {word for word in analysis.words.capital_words if word.lower() in words and not word.isupper()}
    capitals = analysis.words.capitals
    near = (
        start for (start, word), (then, _) in pairwise(capitals) if word in kept and then - start - len(word) < _FAR
    )
    for start in near:
        match = _TITLED.match(text, start) if start >= free and text[start - 1 : start] not in ("-", "@") else None
        if match is None or _goes_on(analysis, start):
            continue
        cut = _AND_FOR.search(text, start, match.end()) or _COMPOUND.search(text, start, match.end())
        whole = _before_place(analysis, start, cut.start() if cut else match.end())
        for end in (whole, _before_joint(text, start, whole)):
            if end > start and _is_title_run(analysis, start, end):
                free = end
                yield _with_owner(analysis, start), end
                break


@lru_cache(maxsize=1)
def _towns(analysis: Analysis) -> frozenset[str]:
    """Places of one word that the text names as such."""
    return frozenset(analysis.text[place.start : place.end] for place in places(analysis))


def _goes_on(analysis: Analysis, start: int) -> bool:
    """Whether a run belongs to what stands before it: `[De] Brede Sloot`, `[Regionaal] Meldpunt Overlast`."""
    before = _LEADS_ON.search(analysis.text, max(0, start - 32), start)
    if before is None:
        return False
    return len(before[0]) > len("Het ") or analysis.sentence_at(before.start()).start != before.start()


def _is_title_run(analysis: Analysis, start: int, end: int) -> bool:
    large = [part for part in re.split(r"[ -]", analysis.text[start:end]) if part[:1].isupper()]
    return (
        len(large) > 1
        and _is_titled(analysis, start, large)
        and is_free(analysis, start, end)
        and not _is_block(analysis, start, end)
    )


def _before_joint(text: str, start: int, end: int) -> int:
    """Where a run ends without what the last `en` adds to it: `Zicht op Zee [en Dijkwacht]`."""
    cut = text.rfind(" en ", start, end)
    return cut if cut > 0 else start


def _with_owner(analysis: Analysis, start: int) -> int:
    """Where a title begins, the place or region before it taken in: `[Zeeland] Zorgt Samen`."""
    text = analysis.text
    if not text.endswith(" ", 0, start):
        return start
    before = lexicon.word_start(text, start - 1)
    word, hit = text[before : start - 1], analysis.hit_starts.get(before)
    said = word.lower() in lexicon.name_words() or word.lower() in lexicon.everyday() or word in cues.TAGS_OF
    place = hit.entry.type == "LOCATION" if hit else word[:1].isupper() and not said and is_coined(analysis, word)
    if not place or analysis.is_named(before) or analysis.sentence_at(before).start == before:
        return start
    return start if text[before - 1 : before] == "-" or _OF_PLACE.search(text, max(0, before - 12), before) else before


def _before_place(analysis: Analysis, start: int, end: int) -> int:
    """Where a run of several words ends, without the place it is said to be in: `Veilig Varen [in Zeeland]`."""
    text = analysis.text
    last = lexicon.word_start(text, end)
    placed = analysis.hit_starts.get(last)
    if not text.endswith(" in ", 0, last) or placed is None or placed.entry.type != "LOCATION":
        return end
    cut = last - len(" in ")
    return cut if _SEVERAL.search(text, start, cut) else end


def _is_titled(analysis: Analysis, start: int, large: list[str]) -> bool:
    """Whether the capitals of a run are everyday words, and not all of them names of fields of work or papers."""
    first, rest = large[0], large[1:]
    virtue = first.lower() in _VIRTUES and len(rest) == 1
    strange = [word for word in rest if not _is_common(analysis, word)]
    if len(strange) > 1 or (strange and not virtue and (strange[0] is not rest[-1] or len(rest) == 1)):
        return False
    common = lexicon.name_words()
    unfit = (word in NO_TITLE or (word.endswith(_NO_TITLE_ENDS) and word.lower() not in common) for word in large)
    if any(unfit) or (not virtue and all(word in FIELDS for word in large)):
        return False
    opens = analysis.sentence_at(start).start == start
    if first in STOP_CAPITALS and opens:
        return False
    if _BUILDINGS.intersection(large) and analysis.text.endswith((" de ", " het ", " De ", " Het "), 0, start):
        return False
    if virtue and not opens:
        return _may_be_owner(analysis, start + len(first) + 1)
    return not strange or (len(rest) > 1 and (strange[0] in lexicon.index() or strange[0] in _towns(analysis)))


def _is_common(analysis: Analysis, word: str) -> bool:
    small = word.lower()
    return small in lexicon.name_words() or small in analysis.vocabulary


def _may_be_owner(analysis: Analysis, at: int) -> bool:
    """Whether what follows a virtue in capitals is a place, or a word that nothing explains: `Vitaal [Ooster]`."""
    hit = analysis.hit_starts.get(at)
    return not analysis.is_named(at) and (hit is None or hit.entry.type == "LOCATION")


def _is_block(analysis: Analysis, start: int, end: int) -> bool:
    """Whether a run is all there is in its line or cell: a heading or column head may have capitals throughout."""
    text = analysis.text
    return text[start - 1 : start] in ("", "\n") and text[end : end + 1] in ("", "\n", ":")
