"""UIMA CAS as XMI with its type system, for INCEpTION, WebAnno and GATE; offsets there count UTF-16 code units.

Features are for people there to see and change; `details` and `Structure` keep the rest of ours as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from xml.parsers import expat

import msgspec

from dvo_tui.exchange import xml
from dvo_tui.exchange.base import EVERYTHING, Encoded, Format
from dvo_tui.exchange.dataset import Dataset
from dvo_tui.exchange.marks import fields_of
from dvo_tui.exchange.offsets import Units, utf16
from dvo_tui.exchange.partial import Draft, Structure, structure_of
from dvo_tui.exchange.reading import bytes_of, json_of, line_at, refused
from dvo_tui.exchange.yaml import escaped
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

COMMON = ("identifier", "part", "status", "rule", "confidence", "item", "comment", "details")
"""Of every type: the record's id, which of its spans this is, what else all records have, and its fields as JSON."""

_NAMES: dict[type, str] = {
    Entity: "Entity",
    Turn: "Turn",
    Decision: "Decision",
    Action: "Action",
    Note: "Remark",
    AgendaItem: "AgendaItem",
}
_STRUCTURE = "Structure"
_LAYERS = {"Entity": "entity", "Turn": "turn", "Decision": "decision", "Action": "action", "Remark": "note"}
_FOREIGN = "NamedEntity"
_FOREIGN_TYPES = {"PER": "PERSON", "ORG": "ORGANISATION", "LOC": "LOCATION"}
"""Of the named entities of DKPro, which INCEpTION has built in: its type, and what its values are called here."""

_UNTOLD = frozenset({"NULL", "View", "Sofa", "DocumentAnnotation", "AgendaItem", _STRUCTURE})
_OFFSET = re.compile(r"[0-9]{1,10}")
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
    structure = escaped(msgspec.json.encode(structure_of(dataset)).decode())
    body = [
        xml.element("cas:NULL", {"xmi:id": 0}),
        xml.element("dvo:Structure", {"xmi:id": 2, "details": structure}),
        xml.element(
            "tcas:DocumentAnnotation",
            {"xmi:id": 7, "sofa": 1, "begin": 0, "end": units.there(len(dataset.text)), "language": "nl"},
        ),
        *annotations,
        xml.element(
            "cas:Sofa",
            {"xmi:id": 1, "sofaNum": 1, "sofaID": "_InitialView", "mimeType": "text/plain", "sofaString": dataset.text},
        ),
        xml.element("cas:View", {"sofa": 1, "members": f"2 7 {members}".strip()}),
    ]
    written = xml.DECLARATION + xml.element("xmi:XMI", _NAMESPACES, "\n", *(line + "\n" for line in body)) + "\n"
    return Encoded({".xmi": written.encode()}, tuple(xml.replaced(dataset.document.id, dataset.text)))


def _annotations(dataset: Dataset, units: Units) -> Iterator[str]:
    people = {person.id: person.name for person in dataset.participants}
    number = 8
    records: list[AgendaItem | Annotation] = [*dataset.agenda, *dataset.turns, *dataset.entities]
    records += [*dataset.decisions, *dataset.actions, *dataset.notes]
    for record in records:
        spans = (record.span,) if isinstance(record, AgendaItem) else record.spans
        for part, span in enumerate(spans):
            place = {"xmi:id": number, "sofa": 1, "begin": units.there(span.start), "end": units.there(span.end)}
            details = None if part else _details(record, dataset.text)
            features = {
                **_common(record),
                "details": details,
                "part": part if len(spans) > 1 else None,
                **_features(record, people),
            }
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


def _details(record: Annotation | AgendaItem, text: str) -> str | None:
    """What the structure does not hold of a record already: the fields of an annotation, as JSON."""
    if isinstance(record, AgendaItem):
        return None
    return escaped(msgspec.json.encode(fields_of(record, text)).decode())


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
    types.append(
        xml.element(
            "typeDescription",
            None,
            xml.element("name", None, f"dvo.{_STRUCTURE}"),
            xml.element("description", None, "meeting, participants and agenda of dvo-minutes/1, as JSON"),
            xml.element("supertypeName", None, "uima.cas.TOP"),
            xml.element("features", None, _feature("details")),
        )
    )
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


def _decode(path: Path) -> Iterator[Dataset]:
    """The document of an `.xmi` file; of a folder, those of all in it.

    Raises:
        DatasetError: naming the file, and the line of what breaks the format.
    """
    if path.is_dir():
        found = sorted(path.glob("*.xmi"))
        if not found:
            raise refused(path.name, "it holds no {suffix} files", suffix=".xmi")
        for one in found:
            yield from _decode(one)
        return
    yield _Cas(path).dataset()


class _Part(NamedTuple):
    """One span of a record, as the XMI has it."""

    where: str
    type: str
    span: tuple[int, int]
    features: Mapping[str, str]


class _Cas:
    """What stands in one XMI file; its elements are all on one level, so nothing is nested here."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._texts: dict[str, str] = {}
        self._structure = ""
        self._found: list[tuple[int, str, Mapping[str, str]]] = []
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._element
        try:
            self._parser.Parse(bytes_of(path), True)
        except expat.ExpatError as error:
            raise refused(line_at(path, error.lineno), "it is no XML") from None
        except (LookupError, ValueError):  # an encoding that expat does not know
            raise refused(path.name, "it is no XML") from None

    def _doctype(self, *_declared: object) -> None:
        raise refused(line_at(self._path, self._parser.CurrentLineNumber), "it declares a document type")

    def _element(self, name: str, features: dict[str, str]) -> None:
        name = name.rpartition(" ")[2]
        if name == "Sofa":
            self._texts[features.get("http://www.omg.org/XMI id", "")] = features.get("sofaString", "")
        elif name == _STRUCTURE:
            self._structure = features.get("details", "")
        elif "begin" in features and name not in _UNTOLD:
            self._found.append((self._parser.CurrentLineNumber, name, features))

    def dataset(self) -> Dataset:
        """What was found.

        Raises:
            DatasetError: if there is no one text, or a place in it is none.
        """
        if len(self._texts) != 1:
            raise refused(self._path.name, "it has {count} texts, not one", count=len(self._texts))
        (text,) = self._texts.values()
        known = json_of(self._structure.encode(), self._path.name, Structure) if self._structure else Structure()
        draft = Draft(text, f"{self._path.stem}.txt", "uima", known, self._path.name)
        units = utf16(text)
        parts = [_Part(*self._placed(line, features, units, name)) for line, name, features in self._found]
        for group in _together(part for part in parts if part.type in _LAYERS):
            _take(draft, group, known)
        for part in parts:
            if part.type == _FOREIGN:
                value = part.features.get("value") or "MISC"
                draft.add(part.where, _FOREIGN_TYPES.get(value, value), [part.span])
            elif part.type not in _LAYERS:
                draft.passed_over(part.type)
        return draft.dataset()

    def _placed(
        self, line: int, features: Mapping[str, str], units: Units, name: str
    ) -> tuple[str, str, tuple[int, int], Mapping[str, str]]:
        where = line_at(self._path, line)
        begin, end = features.get("begin", ""), features.get("end", "")
        if not _OFFSET.fullmatch(begin) or not _OFFSET.fullmatch(end):
            raise refused(where, "begin and end are no numbers")
        try:
            span = units.here(int(begin)), units.here(int(end))
        except ValueError:
            raise refused(where, "it begins or ends inside a character") from None
        return where, name, span, features


def _together(parts: Iterable[_Part]) -> Iterator[list[_Part]]:
    """Parts by record: those of one type and identifier with different numbers are one."""
    records: dict[tuple[str, str, int], list[_Part]] = {}
    for number, part in enumerate(parts):
        several = "part" in part.features and part.features.get("identifier") and part.type != "Entity"
        key = (part.type, part.features.get("identifier", ""), -1 if several else number)
        records.setdefault(key, []).append(part)
    for group in records.values():
        yield sorted(group, key=lambda part: (len(part.features.get("part", "")), part.features.get("part", "")))


def _take(draft: Draft, group: Sequence[_Part], structure: Structure) -> None:
    """A record of ours: its details, over which goes what may have been changed in its features."""
    first = group[0]
    layer = _LAYERS[first.type]
    label = first.features.get("label", "")
    fields: dict[str, Any] = json_of(first.features.get("details", "{}").encode(), first.where, dict[str, Any])
    fields |= _changed(layer, fields, first.features, {person.id: person.name for person in structure.participants})
    if layer == "turn":
        label = "turn"
    elif layer != "entity":
        label = f"{layer}-{label}"
    draft.add(first.where, label, [part.span for part in group], fields, first.features.get("identifier", ""))


_FIELDS = {
    "status": "status",
    "comment": "note",
    "text": "text",
    "normalized": "normalized",
    "expansion": "expansion",
    "vote": "vote",
    "speakerText": "speaker_text",
    "ownerText": "owner_text",
    "due": "due",
    "dueText": "due_text",
    "dueAnchor": "due_anchor",
    "strength": "strength",
    "state": "state",
}
"""Features that are fields under another name; `link` and `speaker` name people, so they are looked at apart."""


def _changed(
    layer: str, fields: Mapping[str, Any], features: Mapping[str, str], people: Mapping[str, str]
) -> dict[str, Any]:
    found: dict[str, Any] = {field: features[name] for name, field in _FIELDS.items() if features.get(name)}
    named = {"entity": "link", "turn": "speaker"}.get(layer)
    if named and features.get(named):
        link = fields.get(named)
        found[named] = link if people.get(str(link), link) == features[named] else features[named]
    return found


FORMAT = Format(
    "uima",
    N_("UIMA CAS as XMI with its type system, for INCEpTION and WebAnno"),
    "document",
    ".xmi",
    EVERYTHING,
    encode=_encode,
    decode=_decode,
    shared=_shared,
)
