"""Programmes and projects: listed names, `pilot …`, `campagne '…'`, and themes that bodies are named after."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dvo_tui.minutes.model import Minutes, Span
from dvo_tui.minutes.regex import regex
from dvo_tui.suggest import lexicon
from dvo_tui.suggest.analysis import Analysis, analyse
from dvo_tui.suggest.base import Known, Suggestion
from dvo_tui.suggest.lexicon import Entry
from dvo_tui.suggest.people import UPPER
from dvo_tui.suggest.rules import entity
from dvo_tui.suggest.vocabulary import STOP_CAPITALS, listed

_CAPITAL = rf"(?:[{UPPER}][\w’'-]{{0,40}}\w|\d{{2,4}})"
_JOINT = (
    r"(?: (?:en|van|in|voor|op|met|aan|maar|of|over|bij|onder|is|hoort) (?:de |het )?"
    r"| (?:na|tegen|uit|zonder|tot|naar|door|with|of|the|je|jouw|onze) (?:de |het |je |jouw |the |your )?(?=[A-Z])|"
    r" de | het |, | & |- en | )"
)
_RUN = rf"[{UPPER}][\w’'-]{{0,40}}\w(?:{_JOINT}{_CAPITAL}){{0,5}}"
_HEADED = regex(rf"(?P<head>\w+) (?P<name>{_RUN})")
_QUOTED = regex(r"\w+ (?:genaamd )?[‘'“\"„](?P<name>[^\n‘’'“”\"„]{3,60})[’'”\"]")
_CALLED = regex(
    rf"(?:naam|vlag|naam van|vlag van|titel|genaamd|geheten|heet|heette|gedoopt|getiteld|noemer) "
    rf"[‘'“\"]?(?P<name>{_RUN})"
)
_TITLED = regex(
    rf"[{UPPER}][\w’-]{{0,40}}(?:(?: (?:en|van|in|voor|op|met|aan|maar|of|over|na|tegen|uit|zonder|tot|naar|door|bij|"
    rf"with|of|the|je|jouw|is|onder|hoort)){{0,2}}(?: (?:de|het|je|jouw|the|your))? [{UPPER}][\w’-]{{1,40}}){{1,5}}"
)
_CAMPAIGN = regex(
    r"(?: [a-z]{2,12}){1,3}?(?= (?:is|wordt|loopt|start|startte|was|werd|heeft|had|kost|gaat|ging|komt|krijgt|"
    r"levert)\b)"
)
_SEVERAL = regex(rf" [{UPPER}]")
_SHORTEST = 10
"""Compounds of fewer letters (`bodyscan`) are everyday words."""

_FIELDS = frozenset(
    listed(
        """
        Jeugd Zorg Veiligheid Veilig Ondermijning Wonen Onderwijs Handhaving Vergunningen Toezicht Openbare Orde
        Straf Sociaal Sociale Domein Ruimte Economie Cultuur Sport Communicatie Mensenhandel Drugs Milieu Verkeer
        Vervoer Bestuur Openbaar Informatie Zaken Preventie Crisis Cyber Digitale Digitaal Welzijn Participatie
        Samenleving Werk Natuur Water Landelijk Water Gezond Openbare Leefomgeving Leefbaarheid Gebied Inwoners
        Ondernemers Criminaliteit Geweld Buitengebied Brand Lokaal Regie
        """
    )
)
_WEAK = frozenset(
    listed(
        """
        aanpak dashboard factsheet lijn model app spel scenario initiatief oefening trajecten projecten
        projectleider voorstelling
        """
    )
)
"""Heads that say little: a single word behind one is no name."""

_CAMEL = regex(r"[A-Z][a-z]+[A-Z]")
_NO_TITLE = frozenset(
    listed(
        """
        Wonen Actie Acties Agenda Advies Besluit Burgemeester Afspraak Datum Overleg Informatie Melding Meldingen
        Planning Voor Met Na Op In Van Bestuur Team Raad Jaar Haven Bank
        Markt Club Partners Dienst Kamer Netwerk School Kern Stad Dorp Land Zee Park Plein Hof Dijk Weg Straat Noord
        Oost Zuid West Sint Samenwerking Plan Beleid Groep Station Energie Zone Bedrijf Boerderij Post Opening
        Sluiting Mededelingen Rondvraag Controle Ministerie Brandweer Politie Gebied Winkel
        """
    )
)
_NO_TITLE_ENDS = listed(
    "overleg raad team dienst plan beleid visie nota groep bureau centrum huis college kring tafel straat plein laan"
)
_BARE = frozenset(
    listed(
        """
        thema traject trajecten training werkwijze methode interventie regeling plan oefening model lijn meldlijn
        app factsheet dashboard knooppunt informatieknooppunt oefenprogramma scenario subsidieregeling lespakket
        lessenserie spel voorlichting voorstelling initiatief aanpak projectleider projectleiding programmamanager
        programmaleider projectcoördinator projecten pilots campagnes campagne
        """
    )
)
"""Heads that are no part of the name."""


def suggest(minutes: Minutes, known: Known) -> Iterator[Suggestion]:
    """Every programme or project; `normalized` is its listed name."""
    analysis = analyse(minutes, known)
    text = analysis.text
    for hit in analysis.hits:
        if hit.entry.type == "PROGRAMME":
            entry = hit.entry
            span = Span(hit.start, hit.end)
            yield entity(
                "programmes", "listed", "PROGRAMME", span, known, normalized=entry.canonical, expansion=entry.expansion
            )
    names: set[str] = set()
    for at in analysis.cues("PROJECT"):
        headed = None if text[at - 1 : at] == "-" else _HEADED.match(text, at)
        named = _named(analysis, headed) if headed else None
        if named and headed:
            names.add(headed["name"])
            yield entity("programmes", "headed", "PROGRAMME", named, known)
    for at in analysis.cues("PROJECT", "QUOTED"):
        quoted = _QUOTED.match(text, at)
        if quoted:
            names.add(quoted["name"])
            yield entity("programmes", "quoted", "PROGRAMME", Span(*quoted.span("name")), known)
    for at in analysis.cues("CALLED"):
        called = _CALLED.match(text, at)
        if called and _is_free(analysis, called.start("name"), called.end("name")):
            names.add(called["name"])
            yield entity("programmes", "called", "PROGRAMME", Span(*called.span("name")), known)
    for start, end in _capitalised(analysis):
        names.add(text[start:end])
        yield entity("programmes", "title", "PROGRAMME", Span(start, end), known)
    yield from _again(analysis, names, known)
    for start, end in analysis.words.ending("PROGRAMME"):
        if end - start >= _SHORTEST:
            yield entity("programmes", "compound", "PROGRAMME", Span(start, end), known)
    yield from _themes(analysis, known)


def _again(analysis: Analysis, names: Iterable[str], known: Known) -> Iterator[Suggestion]:
    """Names that were introduced as a programme's, where they stand without that word; no everyday word is one."""
    again = sorted(name for name in names if name[0].isupper() and (" " in name or _is_coined(analysis, name)))
    entries = lexicon.indexed((Entry(name, "PROGRAMME", name) for name in again), capital=True)
    for hit in lexicon.scan(analysis.text, analysis.words.capitals_where(entries.__contains__), entries):
        yield entity("programmes", "again", "PROGRAMME", Span(hit.start, hit.end), known)


def _is_coined(analysis: Analysis, word: str) -> bool:
    return len(word) > 5 and word.lower() not in analysis.vocabulary and word not in lexicon.index()


def _is_free(analysis: Analysis, start: int, end: int) -> bool:
    """Whether no person, body, place or law is named in a range."""
    name = analysis.text[start:end]
    if (name.split(" ")[0] in STOP_CAPITALS and not _SEVERAL.search(name)) or analysis.is_named(start):
        return False
    return all(
        hit.entry.type in ("FIRST_NAME", "PROGRAMME")
        or hit.entry.doubtful
        or (hit.entry.type == "LOCATION" and hit.start > start and hit.end == end)
        for hit in analysis.hits_between(start, end)
    )


def _capitalised(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """Runs of everyday words in capitals where none are due: `Schone Kade`, `Gastvrij maar Waakzaam`."""
    text, words, free = analysis.text, lexicon.name_words(), 0
    for start, _ in analysis.words.capitals_where(lambda word: word.lower() in words and not word.isupper()):
        match = _TITLED.match(text, start) if start >= free and text[start - 1 : start] not in ("-", "@") else None
        if match is None:
            continue
        end = match.end()
        large = [part for part in re.split(r"[ -]", match[0]) if part[:1].isupper()]
        if (
            _is_titled(analysis, start, large)
            and _is_free(analysis, start, end)
            and not _is_block(analysis, start, end)
        ):
            free = end
            yield start, end


def _is_titled(analysis: Analysis, start: int, large: list[str]) -> bool:
    """Whether the capitals of a run are everyday words, and not all of them names of fields of work or papers."""
    common, small = lexicon.name_words(), analysis.vocabulary
    unfit = (word in _NO_TITLE or (word.endswith(_NO_TITLE_ENDS) and word.lower() not in common) for word in large)
    if any(unfit) or all(word in _FIELDS for word in large):
        return False
    first, rest = large[0], large[1:]
    if first in STOP_CAPITALS and analysis.sentence_at(start).start == start:
        return False
    placed = rest[-1] in lexicon.index() and len(rest) > 1
    return first.lower() in common and all(
        word.lower() in common or word.lower() in small for word in rest[: len(rest) - placed]
    )


def _is_block(analysis: Analysis, start: int, end: int) -> bool:
    """Whether a run is all there is in its line or cell: a heading or column head may have capitals throughout."""
    text = analysis.text
    return text[start - 1 : start] in ("", "\n") and text[end : end + 1] in ("", "\n", ":")


def _named(analysis: Analysis, match: re.Match[str]) -> Span | None:
    """The head with its name; a theme without the word `thema`, which is no part of it.

    A body or place alone names no programme: `convenant Belastingdienst`.
    """
    hit = analysis.hit_starts.get(match.start("name"))
    other = hit is not None and hit.end == match.end() and hit.entry.type in ("ORGANISATION", "LOCATION")
    if match["name"] in STOP_CAPITALS or other or match["name"].startswith("X-"):
        return None
    end = match.end()
    campaign = _CAMPAIGN.match(analysis.text, end) if match["head"].lower() in ("campagne", "actie") else None
    bare = match["head"].lower() in _BARE
    if match["head"].lower() in _WEAK and " " not in match["name"] and not _CAMEL.match(match["name"]):
        return None
    if analysis.is_named(match.start("name")) or (bare and not _is_free(analysis, match.start("name"), end)):
        return None
    return Span(match.start("name") if bare else match.start(), campaign.end() if campaign else end)


def _themes(analysis: Analysis, known: Known) -> Iterator[Suggestion]:
    """What a body is named after (`Stuurgroep Zorg en Straf`), where it stands without the body."""
    headed = [_HEADED.match(analysis.text, at) for at in analysis.cues("THEMED")]
    names = sorted({match["name"] for match in headed if match and " " in match["name"] and "," not in match["name"]})
    entries = lexicon.indexed((Entry(name, "PROGRAMME", name) for name in names), capital=True)
    for hit in lexicon.scan(analysis.text, analysis.words.capitals_where(entries.__contains__), entries):
        yield entity("programmes", "theme", "PROGRAMME", Span(hit.start, hit.end), known)
