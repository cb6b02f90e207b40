"""Programmes and projects: listed names, `pilot …`, `campagne '…'`, and themes that bodies are named after."""

from __future__ import annotations

from collections.abc import Iterator

from dvo_tui.minutes.model import Minutes, Span
from dvo_tui.minutes.regex import regex
from dvo_tui.suggest import lexicon
from dvo_tui.suggest.analysis import Analysis, analyse
from dvo_tui.suggest.base import Known, Suggestion
from dvo_tui.suggest.lexicon import Entry
from dvo_tui.suggest.projects import RUN, Introduced, introduced, is_distinct, numbered, stands_alone
from dvo_tui.suggest.rules import entity

_THEMED = regex(rf"\w+ (?P<name>{RUN})")
_SHORTEST = 10
"""Compounds of fewer letters (`bodyscan`) are everyday words."""


def suggest(minutes: Minutes, known: Known) -> Iterator[Suggestion]:
    """Every programme or project; `normalized` is its listed name."""
    analysis = analyse(minutes, known)
    for hit in analysis.hits:
        if hit.entry.type == "PROGRAMME":
            entry = hit.entry
            span = Span(hit.start, hit.end)
            yield entity(
                "programmes", "listed", "PROGRAMME", span, known, normalized=entry.canonical, expansion=entry.expansion
            )
    found = introduced(analysis)
    for it in found.named:
        yield entity("programmes", it.rule, "PROGRAMME", Span(it.start, it.end), known)
    yield from _again(analysis, found, known)
    for start, end in analysis.words.ending("PROGRAMME"):
        if end - start >= _SHORTEST:
            yield entity("programmes", "compound", "PROGRAMME", Span(start, end), known)
    yield from _themes(analysis, known)


def _again(analysis: Analysis, found: Introduced, known: Known) -> Iterator[Suggestion]:
    """Names and short names that were introduced as a programme's, where they stand without that word.

    An everyday word (`Vloed`) is one only with a capital that no sentence asks for, or as a bare subject.
    """
    text = analysis.text
    names = sorted(name for name in found.names if is_distinct(analysis, name))
    listed = [Entry(name, "PROGRAMME", name) for name in names]
    listed += [Entry(short, "PROGRAMME", found.short[short]) for short in sorted(found.short)]
    entries = lexicon.indexed(listed, capital=True)
    for start, end in numbered(text, found):
        yield entity("programmes", "again", "PROGRAMME", Span(start, end), known)
    for hit in lexicon.scan(text, analysis.words.capitals_where(entries.__contains__), entries):
        if hit.entry.form in found.short:
            yield entity(
                "programmes", "short", "PROGRAMME", Span(hit.start, hit.end), known, normalized=hit.entry.canonical
            )
        elif " " in hit.entry.form or stands_alone(analysis, hit):
            yield entity("programmes", "again", "PROGRAMME", Span(hit.start, hit.end), known)


def _themes(analysis: Analysis, known: Known) -> Iterator[Suggestion]:
    """What a body is named after (`Stuurgroep Zorg en Straf`), where it stands without the body."""
    headed = [_THEMED.match(analysis.text, at) for at in analysis.cues("THEMED")]
    names = sorted({match["name"] for match in headed if match and " " in match["name"] and "," not in match["name"]})
    entries = lexicon.indexed((Entry(name, "PROGRAMME", name) for name in names), capital=True)
    for hit in lexicon.scan(analysis.text, analysis.words.capitals_where(entries.__contains__), entries):
        yield entity("programmes", "theme", "PROGRAMME", Span(hit.start, hit.end), known)
