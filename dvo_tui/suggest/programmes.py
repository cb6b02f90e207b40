"""Programmes and projects: listed names, `pilot …`, `campagne '…'`, and themes that bodies are named after."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dvo_tui.minutes.model import Minutes, Span
from dvo_tui.suggest import lexicon
from dvo_tui.suggest.analysis import Analysis, analyse
from dvo_tui.suggest.base import Known, Suggestion
from dvo_tui.suggest.lexicon import Entry
from dvo_tui.suggest.people import UPPER
from dvo_tui.suggest.rules import entity
from dvo_tui.suggest.vocabulary import STOP_CAPITALS, listed

_CAPITAL = rf"(?:[{UPPER}][\w’'-]{{0,40}}\w|\d{{2,4}})"
_JOINT = (
    r"(?: (?:en|van|in|voor|op|met|aan) (?:de |het )?| (?:na|tegen|uit|zonder) (?:de |het )?(?=[A-Z])|"
    r" de | het |, | & |- en | )"
)
_RUN = rf"[{UPPER}][\w’'-]{{0,40}}\w(?:{_JOINT}{_CAPITAL}){{0,5}}"
_HEADED = re.compile(rf"(?P<head>\w+) (?P<name>{_RUN})")
_QUOTED = re.compile(r"\w+ (?:genaamd )?[‘'“\"„](?P<name>[^\n‘’'“”\"„]{3,60})[’'”\"]")
_SUFFIXES = listed("arrangement arrangementen barometer scan ingsweek")
_SHORTEST = 10
"""Compounds of fewer letters (`bodyscan`) are everyday words."""

_BARE = frozenset(listed("thema traject training werkwijze methode interventie regeling plan"))
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
    yield from _again(analysis, names, known)
    for start, end in lexicon.ending_in(text, _SUFFIXES):
        if end - start >= _SHORTEST:
            yield entity("programmes", "compound", "PROGRAMME", Span(start, end), known)
    yield from _themes(analysis, known)


def _again(analysis: Analysis, names: Iterable[str], known: Known) -> Iterator[Suggestion]:
    """Names of several words that were introduced as a programme, where they stand without that word."""
    several = sorted(name for name in names if name.count(" ") and name[0].isupper())
    entries = lexicon.indexed((Entry(name, "PROGRAMME", name) for name in several), capital=True)
    for hit in lexicon.scan(analysis.text, analysis.words.capitals_where(entries.__contains__), entries):
        yield entity("programmes", "again", "PROGRAMME", Span(hit.start, hit.end), known)


def _named(analysis: Analysis, match: re.Match[str]) -> Span | None:
    """The head with its name; a theme without the word `thema`, which is no part of it.

    A body or place alone names no programme: `convenant Belastingdienst`.
    """
    hit = analysis.hit_starts.get(match.start("name"))
    other = hit is not None and hit.end == match.end() and hit.entry.type in ("ORGANISATION", "LOCATION")
    if match["name"] in STOP_CAPITALS or other:
        return None
    return Span(match.start("name") if match["head"].lower() in _BARE else match.start(), match.end())


def _themes(analysis: Analysis, known: Known) -> Iterator[Suggestion]:
    """What a body is named after (`Stuurgroep Zorg en Straf`), where it stands without the body."""
    headed = [_HEADED.match(analysis.text, at) for at in analysis.cues("THEMED")]
    names = sorted({match["name"] for match in headed if match and " " in match["name"]})
    entries = lexicon.indexed((Entry(name, "PROGRAMME", name) for name in names), capital=True)
    for hit in lexicon.scan(analysis.text, analysis.words.capitals_where(entries.__contains__), entries):
        yield entity("programmes", "theme", "PROGRAMME", Span(hit.start, hit.end), known)
