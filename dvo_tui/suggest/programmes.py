"""Programmes and projects: listed names, `pilot …`, `campagne '…'`, and themes that bodies are named after."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dvo_tui.minutes.model import Minutes, Span
from dvo_tui.suggest import lexicon
from dvo_tui.suggest.analysis import Analysis, analyse
from dvo_tui.suggest.base import Known, Suggestion
from dvo_tui.suggest.lexicon import Entry
from dvo_tui.suggest.people import UPPER
from dvo_tui.suggest.rules import entity
from dvo_tui.suggest.vocabulary import STOP_CAPITALS

_HEADS = (
    r"(?:pilot|project|projectplan|projectopdracht|programma|campagne|actieplan|actieprogramma|proeftuin|traject|thema|"
    r"uitvoeringsprogramma|uitvoeringsplan|convenant|interventie|werkwijze|methode|training|week van de|keurmerk)"
)
_CAPITAL = rf"(?:[{UPPER}][\w’'-]*\w|\d{{2,4}})"
_RUN = rf"[{UPPER}][\w’'-]*\w(?:(?: en | van | in | voor | op | met | de | het |, | & |- en | ){_CAPITAL}){{0,5}}"
_HEADED = re.compile(rf"(?<![\w-])(?P<head>(?i:{_HEADS})) (?P<name>{_RUN})")
_QUOTED = re.compile(
    rf"(?<![\w-])(?i:{_HEADS}|plan|aanpak|project|actie|initiatief|app|bijeenkomst) (?:genaamd )?[‘'“\"„](?P<name>[^\n‘’'“”\"„]{{3,60}})[’'”\"]"
)
_COMPOUND = re.compile(r"(?<![\w-])(?:\w{4,25}(?:arrangement|barometer)|(?!\w*hersen)\w{6,25}scan|\w{7,25}ings?week)s?(?!\w)")
_THEMED = re.compile(rf"(?<![\w-])(?i:stuurgroep|werkgroep|projectgroep|regiegroep) (?P<name>{_RUN})")


def suggest(minutes: Minutes, known: Known) -> Iterator[Suggestion]:
    """Every programme or project; `normalized` is its listed name."""
    analysis = analyse(minutes)
    text = analysis.text
    for hit in analysis.hits:
        if hit.entry.type == "PROGRAMME":
            entry = hit.entry
            span = Span(hit.start, hit.end)
            yield entity("programmes", "listed", "PROGRAMME", span, known, normalized=entry.canonical, expansion=entry.expansion)
    for match in _HEADED.finditer(text):
        span = _named(match)
        if span:
            yield entity("programmes", "headed", "PROGRAMME", span, known)
    for match in _QUOTED.finditer(text):
        yield entity("programmes", "quoted", "PROGRAMME", Span(*match.span("name")), known)
    for match in _COMPOUND.finditer(text):
        yield entity("programmes", "compound", "PROGRAMME", Span(*match.span()), known)
    yield from _themes(analysis, known)


def _named(match: re.Match[str]) -> Span | None:
    """The head with its name; a theme without the word `thema`, which is no part of it."""
    if match["name"].split(" ")[0] in STOP_CAPITALS:
        return None
    bare = match["head"].lower() in ("thema", "traject", "training", "werkwijze", "methode", "interventie")
    return Span(match.start("name") if bare else match.start(), match.end())


def _themes(analysis: Analysis, known: Known) -> Iterator[Suggestion]:
    """What a body is named after (`Stuurgroep Zorg en Straf`), where it stands without the body."""
    names = {match["name"] for match in _THEMED.finditer(analysis.text) if " " in match["name"]}
    entries = lexicon.indexed(Entry(name, "PROGRAMME", name) for name in names)
    for hit in lexicon.scan(analysis.text, entries):
        yield entity("programmes", "theme", "PROGRAMME", Span(hit.start, hit.end), known)
