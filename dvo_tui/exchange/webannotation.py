"""W3C Web Annotations: JSON-LD beside the text, each with its quote and, as the model asks, code points."""

from __future__ import annotations

from typing import Any

import msgspec

from dvo_tui.exchange.base import Encoded, Format, left_out
from dvo_tui.exchange.brat import links_of
from dvo_tui.exchange.dataset import Dataset
from dvo_tui.exchange.marks import ANNOTATIONS, annotations_of, fields_lost, rejected
from dvo_tui.exchange.yaml import escaped
from dvo_tui.language import N_
from dvo_tui.minutes.model import Span
from dvo_tui.review.records import Action, Annotation, Decision, layer_of, type_of

AROUND = 32
"""Code points of the text before and after a quote that are kept with it, to find it again in another version."""

_FIELDS = frozenset({"link", "speaker", "owners", "text", "note"})


def _encode(dataset: Dataset) -> Encoded:
    people = {person.id: person.name for person in dataset.participants}
    records = annotations_of(dataset)
    items = [_annotation(dataset, record, people) for record in records]
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
    losses = (
        *rejected(dataset),
        *left_out(dataset, ANNOTATIONS, N_("an annotation stands on the text; agenda, people and header do not")),
        *(loss for record in records for loss in fields_lost(dataset, record, _held(record))),
    )
    return Encoded({".jsonld": written.encode(), ".txt": dataset.text.encode()}, losses)


def _held(record: Annotation) -> frozenset[str]:
    """The fields that have a place; of an origin that is only who put the record there."""
    origin = record.origin
    return _FIELDS if origin.rule or origin.confidence is not None else _FIELDS | {"origin"}


def _annotation(dataset: Dataset, record: Annotation, people: dict[str, str]) -> dict[str, Any]:
    layer = layer_of(record)
    label = f"{layer}:{type_of(record)}" if type_of(record) else layer
    bodies: list[dict[str, Any]] = [
        {"type": "TextualBody", "purpose": "tagging", "value": label, "format": "text/plain"}
    ]
    for link in links_of(record):
        bodies.append({"type": "TextualBody", "purpose": "identifying", "value": people.get(link, link)})
    if isinstance(record, Decision | Action):
        bodies.append({"type": "TextualBody", "purpose": "describing", "value": record.text})
    if record.note:
        bodies.append({"type": "TextualBody", "purpose": "commenting", "value": record.note})
    targets = [_target(dataset, span) for span in record.spans]
    return {
        "id": f"urn:dvo-minutes:{dataset.document.id}:{record.id}",
        "type": "Annotation",
        "motivation": "tagging",
        "creator": {"type": "Software" if record.origin.rule else "Person", "name": record.origin.by},
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
    ANNOTATIONS | {"nested", "parts", "link", "comment", "id", "text"},
    encode=_encode,
)
