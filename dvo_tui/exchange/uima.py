"""UIMA CAS as XMI with its type system, for INCEpTION, WebAnno and GATE; offsets there count UTF-16 code units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dvo_tui.exchange import xml
from dvo_tui.exchange.base import Encoded, Format, left_out
from dvo_tui.exchange.dataset import Dataset
from dvo_tui.exchange.offsets import Units, utf16
from dvo_tui.language import N_
from dvo_tui.minutes.model import AgendaItem
from dvo_tui.review.records import Action, Annotation, Decision, Entity, Note, Turn, type_of

TYPES: dict[str, tuple[str, ...]] = {
    "Entity": ("label", "link", "normalized", "expansion"),
    "Turn": ("speaker", "speakerText"),
    "Decision": ("label", "text", "vote"),
    "Action": ("label", "text", "owners", "ownerText", "due", "dueText", "dueAnchor", "strength", "state"),
    "Remark": ("label",),
    "AgendaItem": ("label", "title", "state"),
}
"""The features of each type of ours besides those that all have."""

COMMON = ("identifier", "part", "status", "rule", "confidence", "item", "comment")
"""Of every type: the record's id, which of its spans this is, and what else all records have."""

_NAMES: dict[type, str] = {
    Entity: "Entity",
    Turn: "Turn",
    Decision: "Decision",
    Action: "Action",
    Note: "Remark",
    AgendaItem: "AgendaItem",
}
_HELD = frozenset({"entity", "turn", "decision", "action", "note", "agenda"})
_NAMESPACES = {
    "xmlns:xmi": "http://www.omg.org/XMI",
    "xmlns:cas": "http:///uima/cas.ecore",
    "xmlns:tcas": "http:///uima/tcas.ecore",
    "xmlns:dvo": "http:///dvo.ecore",
    "xmi:version": "2.0",
}


def _encode(dataset: Dataset) -> Encoded:
    units = utf16(dataset.text)
    annotations = list(_annotations(dataset, units))
    members = " ".join(str(number) for number in range(8, 8 + len(annotations)))
    body = [
        xml.element("cas:NULL", {"xmi:id": 0}),
        xml.element(
            "tcas:DocumentAnnotation",
            {"xmi:id": 7, "sofa": 1, "begin": 0, "end": units.there(len(dataset.text)), "language": "nl"},
        ),
        *annotations,
        xml.element(
            "cas:Sofa",
            {"xmi:id": 1, "sofaNum": 1, "sofaID": "_InitialView", "mimeType": "text/plain", "sofaString": dataset.text},
        ),
        xml.element("cas:View", {"sofa": 1, "members": f"7 {members}".strip()}),
    ]
    written = xml.DECLARATION + xml.element("xmi:XMI", _NAMESPACES, "\n", *(line + "\n" for line in body)) + "\n"
    return Encoded(
        {".xmi": written.encode()}, tuple(left_out(dataset, _HELD, N_("a CAS holds what stands in the text")))
    )


def _annotations(dataset: Dataset, units: Units) -> Iterator[str]:
    people = {person.id: person.name for person in dataset.participants}
    number = 8
    records: list[AgendaItem | Annotation] = [*dataset.agenda, *dataset.turns, *dataset.entities]
    records += [*dataset.decisions, *dataset.actions, *dataset.notes]
    for record in records:
        spans = (record.span,) if isinstance(record, AgendaItem) else record.spans
        for part, span in enumerate(spans):
            place = {"xmi:id": number, "sofa": 1, "begin": units.there(span.start), "end": units.there(span.end)}
            features = {**_common(record), "part": part if len(spans) > 1 else None, **_features(record, people)}
            yield xml.element(f"dvo:{_NAMES[type(record)]}", {**place, **features})
            number += 1


def _common(record: Annotation | AgendaItem) -> Mapping[str, object]:
    origin = record.origin
    return {
        "identifier": record.id,
        "status": None if isinstance(record, AgendaItem) else record.status,
        "rule": f"{origin.by}:{origin.rule}" if origin and origin.rule else origin and origin.by,
        "confidence": origin.confidence if origin else None,
        "item": record.parent if isinstance(record, AgendaItem) else record.item,
        "comment": record.note,
    }


def _features(record: Annotation | AgendaItem, people: Mapping[str, str]) -> Mapping[str, object]:
    if isinstance(record, AgendaItem):
        return {"label": record.label, "title": record.title, "state": record.status}
    if isinstance(record, Entity):
        link = people.get(record.link or "", record.link)
        return {"label": record.type, "link": link, "normalized": record.normalized, "expansion": record.expansion}
    if isinstance(record, Turn):
        return {"speaker": people.get(record.speaker or "", record.speaker), "speakerText": record.speaker_text}
    if isinstance(record, Decision):
        return {"label": record.kind, "text": record.text, "vote": record.vote}
    if isinstance(record, Action):
        return {
            "label": record.kind,
            "text": record.text,
            "owners": "; ".join(people.get(owner, owner) for owner in record.owners) or None,
            "ownerText": record.owner_text,
            "due": record.due,
            "dueText": record.due_text,
            "dueAnchor": record.due_anchor,
            "strength": record.strength,
            "state": record.state,
        }
    return {"label": type_of(record)}


def _shared() -> Mapping[str, bytes]:
    return {"TypeSystem.xml": type_system().encode()}


def type_system() -> str:
    """The description of our types that a reader of the XMI needs."""
    types = [
        xml.element(
            "typeDescription",
            None,
            xml.element("name", None, f"dvo.{name}"),
            xml.element("description", None, f"{name} of dvo-minutes/1"),
            xml.element("supertypeName", None, "uima.tcas.Annotation"),
            xml.element("features", None, *map(_feature, (*COMMON, *features))),
        )
        for name, features in TYPES.items()
    ]
    root = {"xmlns": "http://uima.apache.org/resourceSpecifier"}
    inside = (
        xml.element("name", None, "dvo-minutes"),
        xml.element("version", None, "1"),
        xml.element("types", None, *types),
    )
    return xml.DECLARATION + xml.element("typeSystemDescription", root, *inside) + "\n"


def _feature(name: str) -> str:
    kind = {"part": "uima.cas.Integer", "confidence": "uima.cas.Float"}.get(name, "uima.cas.String")
    return xml.element(
        "featureDescription",
        None,
        xml.element("name", None, name),
        xml.element("description"),
        xml.element("rangeTypeName", None, kind),
    )


FORMAT = Format(
    "uima",
    N_("UIMA CAS as XMI with its type system, for INCEpTION and WebAnno"),
    "document",
    ".xmi",
    _HELD | {"nested", "parts", "link", "status", "normalized", "comment", "id", "text"},
    encode=_encode,
    shared=_shared,
)
