"""JSONL of Prodigy and of scripts for spaCy: a document a line with its spans.

Prodigy keeps keys that it does not know, on the line and on each span; under `dvo` stands what it has no place for.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from dvo_tui.exchange.base import Encoded, Format
from dvo_tui.exchange.dataset import Dataset
from dvo_tui.exchange.marks import ANNOTATIONS, annotations_of, fields_of, label_of, rejected
from dvo_tui.exchange.partial import Draft, Structure, structure_of
from dvo_tui.exchange.reading import json_lines, misfit
from dvo_tui.exchange.yaml import escaped
from dvo_tui.language import N_, _
from dvo_tui.review.records import Annotation


def _encode(dataset: Dataset) -> Encoded:
    spans = [span for record in annotations_of(dataset) for span in spans_of(record, dataset.text)]
    line = {
        "text": dataset.text,
        "spans": sorted(spans, key=lambda span: (span["start"], -span["end"])),
        "answer": "accept",
        "meta": {"source": dataset.document.file},
        "dvo": msgspec.to_builtins(structure_of(dataset)),
    }
    written = escaped(msgspec.json.encode(line).decode()) + "\n"
    return Encoded({".jsonl": written.encode("utf-8")}, tuple(rejected(dataset)))


def spans_of(record: Annotation, text: str) -> Iterator[dict[str, Any]]:
    """Each span of an annotation, with the rest of its fields on the first one."""
    for part, span in enumerate(record.spans):
        own = {"id": record.id, "part": part} | ({} if part else fields_of(record, text))
        yield {"start": span.start, "end": span.end, "label": label_of(record), "dvo": own}


class _Own(msgspec.Struct):
    id: str
    part: int = 0


class _Span(msgspec.Struct):
    start: int
    end: int
    label: str
    dvo: dict[str, Any] | None = None


class _Line(msgspec.Struct):
    text: str
    spans: list[_Span] = []
    relations: list[Any] = []
    answer: str = "accept"
    dvo: Any = None
    meta: Any = None


def _decode(path: Path) -> Iterator[Dataset]:
    """The documents of a file, one a line; those that were rejected or ignored are passed over with a warning.

    Raises:
        DatasetError: naming file and line of what breaks the format.
    """
    for number, (where, line) in enumerate(json_lines(path, _Line), 1):
        draft = Draft(line.text, _name(path, line, number), "prodigy", structure_from(line.dvo, where), where)
        if line.answer != "accept":
            draft.passed_over(_("the spans of a document that was not accepted"), len(line.spans))
            line.spans = []
        if line.relations:
            draft.passed_over(_("relations"), len(line.relations))
        add_spans(draft, [(span.start, span.end, span.label, span.dvo) for span in line.spans], where)
        yield draft.dataset()


def _name(path: Path, line: _Line, number: int) -> str:
    said = line.meta.get("source") if isinstance(line.meta, dict) else None
    return said if isinstance(said, str) and said.strip() else f"{path.stem}-{number}.txt"


def structure_from(said: object, where: str) -> Structure | None:
    """What stands under `dvo`.

    Raises:
        DatasetError: if it is not what our export writes there.
    """
    if said is None:
        return None
    try:
        return msgspec.convert(said, Structure)
    except msgspec.ValidationError as error:
        raise misfit(where, error) from None


def add_spans(draft: Draft, spans: list[tuple[int, int, str, dict[str, Any] | None]], where: str) -> None:
    """Spans as annotations; those of one label with the same id of ours are parts of one.

    Raises:
        DatasetError: if one does not lie in the text, or a field does not fit.
    """
    groups: dict[tuple[str, object], list[tuple[int, int, int, dict[str, Any]]]] = {}
    for at, (start, end, label, said) in enumerate(spans):
        own = _own(said)
        key = (label, at if own is None else own.id)
        groups.setdefault(key, []).append((own.part if own else 0, start, end, dict(said or {})))
    for (label, _key), parts in groups.items():
        parts.sort(key=lambda part: part[0])
        fields = parts[0][3]
        identifier = str(fields.pop("id", ""))
        fields.pop("part", None)
        draft.add(where, label, [(start, end) for _part, start, end, _said in parts], fields, identifier)


def _own(said: dict[str, Any] | None) -> _Own | None:
    try:
        return msgspec.convert(said, _Own) if said else None
    except msgspec.ValidationError:
        return None


FORMAT = Format(
    "prodigy",
    N_("JSONL of Prodigy and spaCy: a document a line with its spans"),
    "file",
    ".jsonl",
    ANNOTATIONS
    | {"nested", "parts", "link", "status", "normalized", "comment", "id", "text", "document"}
    | {"meeting", "participant", "agenda"},
    encode=_encode,
    decode=_decode,
)
