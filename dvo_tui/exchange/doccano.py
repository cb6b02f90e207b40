"""JSONL of doccano: a text a line with entities and relations; read too in the older form of label triples.

Offsets are code points. Say UTF-8 when importing there: what doccano guesses of the encoding shifts every offset.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from dvo_tui.exchange.base import Encoded, Format, Loss, left_out
from dvo_tui.exchange.dataset import Dataset
from dvo_tui.exchange.marks import ANNOTATIONS, annotations_of, fields_lost, label_of, layer_and_type, rejected
from dvo_tui.exchange.partial import Draft, Structure
from dvo_tui.exchange.reading import json_lines, refused
from dvo_tui.exchange.yaml import escaped
from dvo_tui.language import N_, _
from dvo_tui.minutes.model import Document

PART = "part"
"""The relation from each span of an annotation to its next one."""

_WHY = N_("doccano holds spans and relations; agenda, people and header are not in it")


def _encode(dataset: Dataset) -> Encoded:
    losses: list[Loss] = [*rejected(dataset), *left_out(dataset, ANNOTATIONS, _WHY)]
    entities: list[dict[str, Any]] = []
    relations: list[dict[str, Any]] = []
    for record in annotations_of(dataset):
        losses += fields_lost(dataset, record, ())
        for part, span in enumerate(record.spans):
            number = len(entities) + 1
            place = {"start_offset": span.start, "end_offset": span.end}
            entities.append({"id": number, "label": label_of(record), **place})
            if part:
                relations.append({"id": len(relations) + 1, "from_id": number - 1, "to_id": number, "type": PART})
    line = {
        "text": dataset.text,
        "entities": entities,
        "relations": relations,
        "document": msgspec.to_builtins(dataset.document),
    }
    written = escaped(msgspec.json.encode(line).decode()) + "\n"
    labels = frozenset(map(label_of, annotations_of(dataset)))
    return Encoded({".jsonl": written.encode("utf-8")}, tuple(losses), labels)


class _Entity(msgspec.Struct):
    label: str
    start_offset: int
    end_offset: int
    id: int | str | None = None


class _Relation(msgspec.Struct):
    from_id: int | str
    to_id: int | str
    type: str = ""


class _Line(msgspec.Struct):
    """A line as any version of doccano, or a script for it, writes it."""

    text: str | None = None
    data: str | None = None
    entities: list[_Entity] = []
    relations: list[_Relation] = []
    label: list[tuple[int, int, str]] | None = None
    labels: list[tuple[int, int, str]] | None = None
    document: Any = None
    meta: Any = None
    Comments: list[Any] = []


def _decode(path: Path) -> Iterator[Dataset]:
    """The documents of a file, one a line.

    Raises:
        DatasetError: naming file and line of what breaks the format.
    """
    for number, (where, line) in enumerate(json_lines(path, _Line), 1):
        text = line.text if line.text is not None else line.data
        if text is None:
            raise refused(where, "it has no text")
        known = _document(line)
        draft = Draft(text, f"{path.stem}-{number}.txt", "doccano", Structure(document=known), where)
        for start, end, label in (*(line.label or ()), *(line.labels or ())):
            draft.add(where, label, [(start, end)])
        for chain in chained(line.entities, line.relations):
            _add(draft, chain, where)
        passed = sum(relation.type != PART for relation in line.relations)
        if passed:
            draft.passed_over(_("relations"), passed)
        if line.Comments:
            draft.passed_over(_("comments"), len(line.Comments))
        yield draft.dataset()


def _document(line: _Line) -> Document | None:
    """The document as our own export named it, at the top or among doccano's metadata."""
    for said in (line.document, line.meta.get("document") if isinstance(line.meta, dict) else None):
        try:
            return msgspec.convert(said, Document)
        except msgspec.ValidationError:
            continue
    return None


def chained(entities: Sequence[_Entity], relations: Sequence[_Relation]) -> list[list[_Entity]]:
    """Spans that belong together, in the order in which relations lead from one to the next."""
    by_id: dict[object, _Entity] = {entity.id: entity for entity in entities if entity.id is not None}
    parts = [one for one in relations if one.type == PART and one.from_id in by_id and one.to_id in by_id]
    return chains(list(entities), [(id(by_id[one.from_id]), id(by_id[one.to_id])) for one in parts])


def chains(things: Sequence[Any], pairs: Sequence[tuple[int, int]]) -> list[list[Any]]:
    """Things of one label behind each other as pairs of their `id()` lead; a thing is in one chain only.

    Args:
        things: Each with a `label`, in the order in which chains shall begin.
        pairs: From one to the next.
    """
    by_number = {id(thing): thing for thing in things}
    following: dict[int, int] = {}
    reached: set[int] = set()
    for one, two in pairs:
        alike = by_number[one].label == by_number[two].label and layer_and_type(by_number[one].label)[0] != "entity"
        if alike and one not in following and two not in reached and not _leads(following, two, one):
            following[one] = two
            reached.add(two)
    return [[by_number[at] for at in _chain(following, id(thing))] for thing in things if id(thing) not in reached]


def _chain(following: Mapping[int, int], at: int) -> Iterator[int]:
    yield at
    while at in following:
        at = following[at]
        yield at


def _leads(following: Mapping[int, int], start: int, end: int) -> bool:
    """Whether a chain from `start` comes to `end`: a pair that closes a circle is none."""
    return end in _chain(following, start)


def _add(draft: Draft, chain: Sequence[_Entity], where: str) -> None:
    draft.add(where, chain[0].label, [(one.start_offset, one.end_offset) for one in chain])


FORMAT = Format(
    "doccano",
    N_("JSONL of doccano: a document a line with entities and relations"),
    "file",
    ".jsonl",
    ANNOTATIONS | {"nested", "parts", "text", "document"},
    encode=_encode,
    decode=_decode,
)
