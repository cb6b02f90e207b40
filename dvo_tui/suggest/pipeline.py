"""All suggestions for a document: every suggester, overlaps resolved, what reviewers settled elsewhere taken in.

Deterministic: the same minutes and known facts give the same suggestions in the same order, whatever else is installed
in addition only adds to them. A suggester that raises is left out and reported; the others go on.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator

from dvo_tui.minutes.model import Minutes, Span
from dvo_tui.suggest import (
    actions,
    dates,
    decisions,
    events,
    laws,
    money,
    notes,
    organisations,
    persons,
    places,
    programmes,
    remembered,
    turns,
)
from dvo_tui.suggest.base import Known, Suggester, Suggestion
from dvo_tui.suggest.plugins import SuggesterWarning, additional

BUILT_IN: dict[str, Suggester] = {
    module.__name__.rpartition(".")[2]: module.suggest
    for module in (
        persons, turns, organisations, places, dates, laws, programmes, money, events, decisions, actions, notes,
        remembered,
    )
}  # fmt: skip
"""The suggesters of this package by name; calling them directly spares the entry-point scan its imports."""

PRIORITY = {
    kind: place
    for place, kind in enumerate(("PERSON", "MONEY", "LAW", "ORGANISATION", "EVENT", "PROGRAMME", "LOCATION", "DATE"))
}
"""Of two entities of different types on the same characters the earlier type stays."""

NESTED = frozenset(
    {("PROGRAMME", "LOCATION"), ("PROGRAMME", "ORGANISATION"), ("ORGANISATION", "PERSON"), ("LAW", "LOCATION")}
)
"""Which type may hold which: a place in a project's name is still a mention of the place."""


def suggest_all(minutes: Minutes, known: Known | None = None) -> tuple[Suggestion, ...]:
    """Everything the machine proposes for a document, in order of place."""
    known = known or Known()
    found: list[Suggestion] = []
    for name, suggester in (*BUILT_IN.items(), *additional()):
        try:
            found.extend(_checked(suggester(minutes, known), len(minutes.text)))
        except Exception as error:  # another package's code may raise anything
            message = f"suggester {name} failed ({type(error).__name__}) and was left out"
            warnings.warn(message, SuggesterWarning, stacklevel=2)
    return tuple(sorted(_resolved(minutes.text, found, known), key=_order))


def _checked(suggestions: Iterable[Suggestion], length: int) -> list[Suggestion]:
    """The suggestions of one suggester; a span outside the text makes all of them worthless."""
    found = list(suggestions)
    for suggestion in found:
        if not all(0 <= span.start < span.end <= length for span in suggestion.spans):
            raise ValueError("a span lies outside the text")
        if not suggestion.spans and suggestion.layer != "participant":
            raise ValueError("a suggestion has no span")
    return found


def _order(suggestion: Suggestion) -> tuple[bool, tuple[Span, ...], str, str, str]:
    return (
        suggestion.layer != "participant",
        suggestion.spans,
        suggestion.layer,
        suggestion.type,
        suggestion.text or "",
    )


def _resolved(text: str, found: list[Suggestion], known: Known) -> Iterator[Suggestion]:
    refused = {
        (surface.surface, surface.type) for surface in known.surfaces if surface.rejected >= 2 and not surface.accepted
    }
    entities: list[Suggestion] = []
    seen: set[tuple[object, ...]] = set()
    for suggestion in found:
        if suggestion.layer == "entity":
            (span,) = suggestion.spans
            if (text[span.start : span.end].casefold(), suggestion.type) not in refused:
                entities.append(suggestion)
            continue
        key = (suggestion.layer, suggestion.type, suggestion.spans, suggestion.text if not suggestion.spans else None)
        if key not in seen:
            seen.add(key)
            yield suggestion
    yield from _without_overlaps(entities)


def _rank(suggestion: Suggestion) -> tuple[int, int, int, float]:
    """Leftmost first, then longest, then by type and confidence."""
    (span,) = suggestion.spans
    return (span.start, -span.end, PRIORITY.get(suggestion.type, len(PRIORITY)), -suggestion.confidence)


def _without_overlaps(entities: list[Suggestion]) -> Iterator[Suggestion]:
    """Entities that do not overlap, but for the nestings allowed; persons first, then the longer of two."""
    kept: list[Suggestion] = []
    for suggestion in sorted(entities, key=_rank):
        (span,) = suggestion.spans
        while kept and kept[-1].spans[0].overlaps(span) and _beats(suggestion, kept[-1]):
            kept.pop()
        clash = [other for other in kept[-3:] if other.spans[0].overlaps(span)]
        if all(_may_nest(other, suggestion) for other in clash):
            kept.append(suggestion)
    yield from kept


def _beats(later: Suggestion, earlier: Suggestion) -> bool:
    """Whether what begins later takes the place of what it overlaps: a person does, and what is longer and crosses."""
    if _may_nest(earlier, later):
        return False
    if later.type == "PERSON" and earlier.type != "PERSON":
        return True
    crosses = later.spans[0].end > earlier.spans[0].end
    return crosses and len(later.spans[0]) > len(earlier.spans[0]) and earlier.type != "PERSON"


def _may_nest(outer: Suggestion, inner: Suggestion) -> bool:
    holds = outer.spans[0].contains(inner.spans[0]) and outer.spans[0] != inner.spans[0]
    return holds and (outer.type, inner.type) in NESTED
