"""Surfaces that reviewers accepted in other documents, and short names of known bodies, wherever they stand again."""

from __future__ import annotations

from collections.abc import Iterator

from dvo_tui.minutes.model import Minutes, Span
from dvo_tui.suggest.analysis import Analysis, analyse
from dvo_tui.suggest.base import Known, Suggestion
from dvo_tui.suggest.lexicon import Hit
from dvo_tui.suggest.rules import entity
from dvo_tui.suggest.speakers import cast_of

SUGGESTERS = {
    "PERSON": "persons",
    "ORGANISATION": "organisations",
    "LOCATION": "places",
    "DATE": "dates",
    "LAW": "laws",
    "PROGRAMME": "programmes",
    "MONEY": "money",
    "EVENT": "events",
}
"""Under whose name a remembered surface of each type is proposed."""


def suggest(minutes: Minutes, known: Known) -> Iterator[Suggestion]:
    """Every mention of a surface accepted more often than rejected, linked to whom or what it meant."""
    analysis = analyse(minutes, known)
    people = {(mention.start, mention.end) for mention in analysis.found.mentions} if analysis.remembered else set()
    for hit in analysis.remembered:
        kind = hit.entry.type
        if kind in SUGGESTERS and (kind != "PERSON" or (hit.start, hit.end) in people):
            yield _proposed(analysis, hit, known)


def _proposed(analysis: Analysis, hit: Hit, known: Known) -> Suggestion:
    kind, written, span = hit.entry.type, analysis.text[hit.start : hit.end], Span(hit.start, hit.end)
    surface = analysis.familiar.surfaces.get(hit.entry.form)
    link = cast_of(analysis).named(written) if kind == "PERSON" else analysis.familiar.body(written)
    if surface is None:
        return entity(SUGGESTERS[kind], "short", kind, span, known, link=link)
    if kind not in ("PERSON", "ORGANISATION"):
        link = surface.link
    return Suggestion(
        layer="entity",
        type=kind,
        spans=(span,),
        by=SUGGESTERS[kind],
        rule="known",
        confidence=(surface.accepted + 1) / (surface.accepted + surface.rejected + 2),
        link=link,
    )
