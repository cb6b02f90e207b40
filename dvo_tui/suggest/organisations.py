"""Organisations: listed bodies, abbreviations with what they stand for, and names built on a word such as Stuurgroep.

A municipality is a place by the scheme (`gemeente [Hengelo]`); the province, the police and the state are bodies.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from dvo_tui.minutes.model import Minutes, Span
from dvo_tui.suggest.analysis import Analysis, analyse
from dvo_tui.suggest.base import Known, Suggestion
from dvo_tui.suggest.people import UPPER
from dvo_tui.suggest.rules import entity
from dvo_tui.suggest.vocabulary import NO_ABBREVIATIONS, STOP_CAPITALS


class Body(NamedTuple):
    """An organisation named at `start:end`."""

    start: int
    end: int
    rule: str
    canonical: str | None = None
    expansion: str | None = None


_HEADS = (
    "stuurgroep|werkgroep|projectgroep|regiegroep|klankbordgroep|kerngroep|kernteam|platform|commissie|adviescommissie|"
    "stichting|vereniging|taskforce|bureau|programmabureau|projectbureau|basisteam|districtsrecherche|"
    "veiligheidsregio|omgevingsdienst|meldkamer|waterschap|hoogheemraadschap|rechtbank|gerechtshof|parket|inspectie|"
    "woningcorporatie|netwerk|alliantie|coalitie|federatie|zorggroep|ggd|ggz|rekenkamer|brandweer|team|unit|regiobureau|"
    "zorg- en veiligheidshuis|veiligheidshuis|provincie|universiteit|hogeschool|roc|raad voor|raad van|ministerie van|"
    "vakbond|ondernemersvereniging|wijkraad|dorpsraad|districtscollege|districtelijk veiligheidsoverleg|driehoek"
)
_CAPITAL = rf"[{UPPER}][\w&]*(?:['’/-]\w+){{0,3}}"
_JOINT = r"(?:,? (?:en|van|van de|van het|van den|voor|der|aan|tegen|op|in|&) |[- ]|- en )"
_RUN = rf"{_CAPITAL}(?:{_JOINT}{_CAPITAL}){{0,6}}"
_HEADED = re.compile(rf"(?<![\w-])(?P<head>(?i:{_HEADS})) (?P<name>['‘“\"]?{_RUN})")
_CENTRES = re.compile(
    r"(?:team|staf|centrum|raad|dienst|bureau|platform|overleg|beraad|instituut|huis|unit|kamer|inspectie|ministerie|"
    r"commissie|fonds|stichting|koepel|unie|bond|federatie|netwerk|agentschap|autoriteit|organisatie|politie|regio|"
    r"eenheid|bank|college|ziekenhuis|academie|corporatie|vereniging|genootschap|college|bedrijf|groep|ploeg|kring)$"
)
_MANY = re.compile(rf"(?<![\w-]){_CAPITAL}(?:(?:,? en |,? | voor | van | van de |- en | tegen ){_CAPITAL}){{1,6}}")
_COMPOUND = re.compile(
    rf"(?<![\w-])[{UPPER}][a-zë]{{2,25}}(?:regio|huis|beraad|raad|overleg|ploeg|groep|dienst|bureau|team|politie|"
    r"inspectie|corporatie|autoriteit|alliantie|college|schap|loket)(?!\w)"
)
_NO_BODY = frozenset("Gemeentehuis Stadhuis Gemeenteraad Ziekenhuis Provinciehuis Politiebureau Stadhuis Doelgroep".split())
_ABBREVIATION = re.compile(rf"(?<![\w'’.&/-])(?=[^\s]{{0,3}}[{UPPER}][^\s]{{0,4}})[{UPPER}][A-Za-z&]{{0,2}}[{UPPER}][A-Z&]{{0,4}}(?![\w&])")
_BRACKETED = re.compile(rf"(?P<name>{_CAPITAL}(?:(?: en | van | van de | voor |- en | ){_CAPITAL}|- en \w+){{1,6}}) \((?P<short>[A-Z][A-Za-z&-]{{1,7}})\)")
_ARTICLE = re.compile(r"(?:\b(?:de|het|De|Het|door|bij|van|vanuit|namens|met|aan|en|door|Vanuit|Namens)|[(,:]) ?$")


def suggest(minutes: Minutes, known: Known) -> Iterator[Suggestion]:
    """Every organisation, its canonical name in `normalized`."""
    for body in bodies(analyse(minutes)):
        span = Span(body.start, body.end)
        yield entity(
            "organisations", body.rule, "ORGANISATION", span, known, normalized=body.canonical, expansion=body.expansion
        )


@lru_cache(maxsize=1)
def bodies(analysis: Analysis) -> tuple[Body, ...]:
    """Every organisation in order; of two that overlap the longer, outside of people's names."""
    text = analysis.text
    listed = [
        Body(hit.start, hit.end, "listed", hit.entry.canonical, hit.entry.expansion)
        for hit in analysis.hits
        if hit.entry.type == "ORGANISATION"
    ]
    expansions = dict(_introduced(text))
    found = [*listed, *_headed(text), *_runs(analysis), *_compounds(analysis), *_abbreviations(analysis, expansions)]
    return _longest(found, [(m.start, m.end) for m in analysis.found.mentions])


def _longest(found: Iterable[Body], people: list[tuple[int, int]]) -> tuple[Body, ...]:
    kept: list[Body] = []
    starts = [start for start, _ in people]
    for body in sorted(found, key=lambda it: (it.start, -it.end, it.rule != "listed")):
        at = bisect_right(starts, body.end - 1) - 1
        if at >= 0 and people[at][1] > body.start and people[at][0] <= body.start:
            continue
        if not kept or body.start >= kept[-1].end:
            kept.append(body)
    return tuple(kept)


def _introduced(text: str) -> Iterator[tuple[str, str]]:
    """Abbreviations that the text itself explains: `Regionaal Operationeel Team (ROT)`."""
    for match in _BRACKETED.finditer(text):
        words = re.findall(r"\w+", match["name"])
        letters = [character for character in match["short"] if character.isupper()]
        begins = [word[0].upper() for word in words]
        position = len(begins)
        for letter in reversed(letters):
            position = next((at for at in range(position - 1, -1, -1) if begins[at] == letter), -1)
            if position < 0:
                break
        else:
            start = match["name"].find(words[position])
            yield match["short"], match["name"][start:]


def _headed(text: str) -> Iterator[Body]:
    for match in _HEADED.finditer(text):
        end = match.end()
        words = match["name"].split(" ")
        if words[0] in STOP_CAPITALS:
            continue
        yield Body(match.start(), end, "headed")


def _runs(analysis: Analysis) -> Iterator[Body]:
    """Runs of capitals around a word for a kind of body: `Regionaal Operationeel Team`."""
    text = analysis.text
    for match in _MANY.finditer(text):
        words = match[0].split(" ")
        start = match.start()
        while len(words) > 1 and words[0] in STOP_CAPITALS:
            start += len(words.pop(0)) + 1
        inner = analysis.hits_between(start, match.end())
        if any(" " in hit.entry.form for hit in inner):
            continue
        if len(words) > 1 and any(_CENTRES.search(word.lower()) for word in words if word not in _NO_BODY):
            yield Body(start, match.end(), "run")


def _compounds(analysis: Analysis) -> Iterator[Body]:
    for match in _COMPOUND.finditer(analysis.text):
        if match[0] not in _NO_BODY and not _begins_sentence(analysis, match.start()):
            yield Body(match.start(), match.end(), "compound")


def _begins_sentence(analysis: Analysis, at: int) -> bool:
    return analysis.sentence_at(at).start == at


def _abbreviations(analysis: Analysis, expansions: dict[str, str]) -> Iterator[Body]:
    """Capitals that stand where a body stands, more surely where the text says what they mean."""
    text = analysis.text
    for match in _ABBREVIATION.finditer(text):
        short = match[0]
        if short in expansions:
            yield Body(match.start(), match.end(), "explained", expansions[short], expansions[short])
        elif short not in NO_ABBREVIATIONS and _ARTICLE.search(text, max(0, match.start() - 9), match.start()):
            yield Body(match.start(), match.end(), "abbreviation")
