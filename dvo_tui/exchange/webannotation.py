"""W3C Web Annotations: JSON-LD beside the text, each with its quote and, as the model asks, code points."""

from __future__ import annotations

from typing import Any

import msgspec

from dvo_tui.exchange.base import Encoded, Format, left_out
from dvo_tui.exchange.dataset import Dataset
from dvo_tui.exchange.yaml import escaped
from dvo_tui.language import N_
from dvo_tui.minutes.model import Span
from dvo_tui.review.records import Annotation, Entity, Turn, layer_of, type_of

AROUND = 32
"""Code points of the text before and after a quote that are kept with it, to find it again in another version."""

_LAYERS = frozenset({"entity", "turn", "decision", "action", "note"})


def _encode(dataset: Dataset) -> Encoded:
    people = {person.id: person.name for person in dataset.participants}
    items = [
        _annotation(dataset, record, people)
        for layer in (dataset.turns, dataset.entities, dataset.decisions, dataset.actions, dataset.notes)
        for record in layer
    ]
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:dvo-minutes:{dataset.document.id}",
        "type": "AnnotationCollection",
        "label": dataset.document.file,
        "total": len(items),
        "first": {
            "id": f"urn:dvo-minutes:{dataset.document.id}#page",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }
    written = escaped(msgspec.json.format(msgspec.json.encode(page), indent=1).decode()) + "\n"
    losses = tuple(left_out(dataset, _LAYERS, N_("an annotation stands on the text; agenda, people and header do not")))
    return Encoded({".jsonld": written.encode(), ".txt": dataset.text.encode()}, losses)


def _annotation(dataset: Dataset, record: Annotation, people: dict[str, str]) -> dict[str, Any]:
    layer = layer_of(record)
    label = f"{layer}:{type_of(record)}" if type_of(record) else layer
    bodies: list[dict[str, Any]] = [
        {"type": "TextualBody", "purpose": "tagging", "value": label, "format": "text/plain"}
    ]
    link = record.link if isinstance(record, Entity) else record.speaker if isinstance(record, Turn) else None
    if link:
        bodies.append({"type": "TextualBody", "purpose": "identifying", "value": people.get(link, link)})
    if record.note:
        bodies.append({"type": "TextualBody", "purpose": "commenting", "value": record.note})
    targets = [_target(dataset, span) for span in record.spans]
    return {
        "id": f"urn:dvo-minutes:{dataset.document.id}:{record.id}",
        "type": "Annotation",
        "motivation": "tagging",
        "creator": record.origin.by,
        "body": bodies,
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _target(dataset: Dataset, span: Span) -> dict[str, Any]:
    text = dataset.text
    return {
        "source": f"{dataset.document.id}.txt",
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": text[span.start : span.end],
                "prefix": text[max(0, span.start - AROUND) : span.start],
                "suffix": text[span.end : span.end + AROUND],
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }


FORMAT = Format(
    "webannotation",
    N_("W3C Web Annotations as JSON-LD, beside the text"),
    "document",
    ".jsonld",
    _LAYERS | {"nested", "parts", "link", "comment", "id", "text"},
    encode=_encode,
)
