"""All suggestions for a document: every suggester, overlaps resolved, what reviewers settled elsewhere taken in.

Deterministic: the same minutes and known facts give the same suggestions in the same order, whatever else is installed
in addition only adds to them. A suggester that raises is left out and reported; the others go on.
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from dvo_tui.minutes.composed import span_at, twin
from dvo_tui.minutes.model import Minutes, Span
from dvo_tui.minutes.uncollected import uncollected
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

REFUSALS = 2
"""A surface rejected this often and never accepted is not proposed again."""

_DEEPEST = 3
"""How many kept entities can reach over a new one: nesting goes no deeper."""

NESTED = frozenset({("ORGANISATION", "PERSON")})
"""Which type may hold which: a person in a body's name is still a mention; else the longest name counts."""


@uncollected
def suggest_all(minutes: Minutes, known: Known | None = None) -> tuple[Suggestion, ...]:
    """Everything the machine proposes for a document, in order of place."""
    composed = twin(minutes)
    if composed is None:
        return _all(minutes, known or Known())
    return tuple(
        msgspec.structs.replace(one, spans=tuple(span_at(span, composed.back) for span in one.spans))
        for one in _all(composed.minutes, known or Known())
    )


def _all(minutes: Minutes, known: Known) -> tuple[Suggestion, ...]:
    found: list[Suggestion] = []
    for name, suggester in (*BUILT_IN.items(), *additional()):
        try:
            found.extend(_checked(suggester(minutes, known), minutes.text))
        except Exception as error:  # another package's code may raise anything
            message = f"suggester {name} failed ({type(error).__name__}) and was left out"
            warnings.warn(message, SuggesterWarning, stacklevel=2)
    return tuple(sorted(_resolved(minutes.text, found, known), key=_order))


def _checked(suggestions: Iterable[Suggestion], text: str) -> list[Suggestion]:
    """The suggestions of one suggester, spans without white space at their ends.

    Raises:
        ValueError: if a span lies outside the text; then none of them can be trusted.
    """
    found: list[Suggestion] = []
    length = len(text)
    for suggestion in suggestions:
        spans = suggestion.spans
        if not spans and suggestion.layer != "participant":
            raise ValueError("a suggestion has no span")
        ragged = False
        for span in spans:
            start, end = span.start, span.end
            if not 0 <= start < end <= length:
                raise ValueError("a span lies outside the text")
            if text[start].isspace() or text[end - 1].isspace():
                ragged = True
        kept = _trimmed(suggestion, text) if ragged else suggestion
        if kept.spans or not spans:
            found.append(kept)
    return found


def _trimmed(suggestion: Suggestion, text: str) -> Suggestion:
    pieces = [(span, text[span.start : span.end]) for span in suggestion.spans]
    ends = [(span.end - len(piece.lstrip()), span.start + len(piece.rstrip())) for span, piece in pieces]
    return msgspec.structs.replace(suggestion, spans=tuple(Span(start, end) for start, end in ends if start < end))


def _order(suggestion: Suggestion) -> tuple[int, int, str, str, str, str]:
    """By place; participants, who have none, come first."""
    if not suggestion.spans:
        return (-1, -1, suggestion.layer, suggestion.type, suggestion.text or "", suggestion.by)
    first = suggestion.spans[0]
    return (first.start, first.end, suggestion.layer, suggestion.type, suggestion.text or "", suggestion.by)


def _resolved(text: str, found: list[Suggestion], known: Known) -> Iterator[Suggestion]:
    """One suggestion a thing; nothing that reviewers refused twice and never accepted."""
    refused = _refused(known)
    entities: list[Suggestion] = []
    seen: set[tuple[object, ...]] = set()
    for suggestion in found:
        if suggestion.layer == "entity":
            if not (refused and _is_refused(text, suggestion, refused)):
                entities.append(suggestion)
            continue
        key = (suggestion.layer, suggestion.type, suggestion.spans, suggestion.text if not suggestion.spans else None)
        if key not in seen:
            seen.add(key)
            yield suggestion
    yield from _without_overlaps(entities)


def _refused(known: Known) -> set[tuple[str, str]]:
    """Surfaces and types that were rejected again and again and never accepted, whatever their link."""
    rejected: Counter[tuple[str, str]] = Counter()
    for it in known.surfaces:
        rejected[it.surface, it.type] += it.rejected
    accepted = {(it.surface, it.type) for it in known.surfaces if it.accepted}
    return {key for key, count in rejected.items() if count >= REFUSALS and key not in accepted}


def _is_refused(text: str, suggestion: Suggestion, refused: set[tuple[str, str]]) -> bool:
    (span,) = suggestion.spans
    return (text[span.start : span.end].casefold(), suggestion.type) in refused


def _without_overlaps(entities: list[Suggestion]) -> list[Suggestion]:
    """Entities that do not overlap, but for the nestings allowed; persons first, then the longer of two."""
    kept: list[Suggestion] = []
    reach = -1
    for suggestion in sorted(entities, key=_rank):
        (span,) = suggestion.spans
        while span.start < reach and kept and kept[-1].spans[0].overlaps(span) and _beats(suggestion, kept[-1]):
            kept.pop()
            reach = max((it.spans[0].end for it in kept[-_DEEPEST:]), default=-1)
        if span.start < reach:
            clash = [it for it in kept[-_DEEPEST:] if it.spans[0].overlaps(span)]
            if not all(_may_nest(other, suggestion) for other in clash):
                continue
        kept.append(suggestion)
        reach = max(reach, span.end)
    return kept


def _rank(suggestion: Suggestion) -> tuple[int, int, int, float, str]:
    """Leftmost first, then longest, then by type, confidence and rule."""
    (span,) = suggestion.spans
    kind = PRIORITY.get(suggestion.type, len(PRIORITY))
    return (span.start, -span.end, kind, -suggestion.confidence, suggestion.rule)


def _beats(later: Suggestion, earlier: Suggestion) -> bool:
    """Whether what begins later takes the place of what it overlaps: a person does, and what is longer and crosses."""
    if _may_nest(earlier, later) or earlier.type == "PERSON":
        return False
    if later.type == "PERSON":
        return True
    return later.spans[0].end > earlier.spans[0].end and len(later.spans[0]) > len(earlier.spans[0])


def _may_nest(outer: Suggestion, inner: Suggestion) -> bool:
    holds = outer.spans[0].contains(inner.spans[0]) and outer.spans[0] != inner.spans[0]
    return holds and (outer.type, inner.type) in NESTED
