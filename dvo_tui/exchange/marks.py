"""Annotations as labelled spans, which is what most formats know; and back.

A label is the type of an entity (`PERSON`), `turn`, or the layer and kind of anything else (`decision-agreed`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import msgspec

from dvo_tui.exchange.base import Loss
from dvo_tui.exchange.dataset import Dataset
from dvo_tui.language import N_
from dvo_tui.review.records import Action, Annotation, Decision, layer_of, quote, type_of

ANNOTATIONS = frozenset({"entity", "turn", "decision", "action", "note"})
"""The layers that are spans with a label."""

_PREFIXED = ANNOTATIONS - {"turn"}

_PLACED = frozenset({"id", "type", "kind", "text", "start", "end", "spans"})


def annotations_of(dataset: Dataset) -> tuple[Annotation, ...]:
    """What a span format writes: every annotation that was not rejected, in the order of the dataset."""
    return tuple(record for record in _all(dataset) if record.status != "rejected")


def rejected(dataset: Dataset) -> Iterator[Loss]:
    """A loss for each annotation that was rejected: another program would take it for a true one."""
    for record in _all(dataset):
        if record.status == "rejected":
            yield Loss(dataset.document.id, record.id, layer_of(record), N_("it was rejected"))


def _all(dataset: Dataset) -> Iterator[Annotation]:
    for layer in (dataset.turns, dataset.entities, dataset.decisions, dataset.actions, dataset.notes):
        yield from layer


def label_of(record: Annotation) -> str:
    """The label under which an annotation is written."""
    layer, kind = layer_of(record), type_of(record)
    if layer == "turn":
        return layer
    if layer == "entity" and layer_and_type(kind) == ("entity", kind):
        return kind
    return f"{layer}-{kind}"


def layer_and_type(label: str) -> tuple[str, str]:
    """The layer and type or kind of a label; what is of no other layer is the type of an entity."""
    if label == "turn":
        return "turn", ""
    head, _dash, rest = label.partition("-")
    return (head, rest) if head in _PREFIXED and rest else ("entity", label)


def fields_of(record: Annotation, text: str) -> dict[str, Any]:
    """What a span and its label do not say, in plain form: what is empty or the default is left out.

    The wording of a decision or action is there unless it is what stands at its first span.
    """
    plain: dict[str, Any] = msgspec.to_builtins(record)
    worded = isinstance(record, Decision | Action) and record.text != quote(text, record.spans[:1])
    without = _PLACED - {"text"} if worded else _PLACED
    return {key: value for key, value in plain.items() if key not in without and value not in (None, (), [], "")}


def said(record: Annotation, text: str, held: Collection[str]) -> tuple[str, ...]:
    """The fields of an annotation that say something and are not among those that a format holds.

    What a reader takes where nothing is said (accepted, explicit, open) is not lost.
    """
    taken = {"status": "accepted", "strength": "explicit", "state": "open"}
    return tuple(
        sorted(key for key, value in fields_of(record, text).items() if key not in held and value != taken.get(key))
    )


def fields_lost(dataset: Dataset, record: Annotation, held: Collection[str]) -> Iterator[Loss]:
    """A loss for each field of a record that says something and is not written.

    Args:
        dataset: What is written.
        record: One of its annotations.
        held: The fields that are written.
    """
    for field in said(record, dataset.text, held):
        why = N_("there is no place for {field}")
        yield Loss(dataset.document.id, record.id, layer_of(record), why, {"field": field})


def flat(records: Collection[Annotation]) -> tuple[list[Annotation], list[Annotation]]:
    """Annotations of one span of which no two overlap, the longest first chosen, in reading order; and the others."""
    kept: list[Annotation] = []
    others: list[Annotation] = []
    taken: set[int] = set()
    for record in sorted(records, key=lambda one: (-len(one.spans[0]), one.spans[0].start, one.id)):
        span = record.spans[0]
        offsets = range(span.start, span.end)
        if taken.isdisjoint(offsets):
            kept.append(record)
            taken.update(offsets)
        else:
            others.append(record)
    return sorted(kept, key=lambda one: one.spans[0]), others
