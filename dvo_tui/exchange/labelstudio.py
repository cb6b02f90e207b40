"""Label Studio: tasks as JSON, what was accepted as an annotation, what is pending as a prediction with its score.

Offsets are code points; a file of a version before 1.4, which counted UTF-16 units, is told by the quoted words.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import msgspec

from dvo_tui.exchange.base import Encoded, Format, Loss
from dvo_tui.exchange.dataset import Dataset
from dvo_tui.exchange.doccano import PART, chains
from dvo_tui.exchange.marks import ANNOTATIONS, annotations_of, fields_of, label_of, rejected
from dvo_tui.exchange.offsets import utf16
from dvo_tui.exchange.partial import Draft, Structure, structure_of
from dvo_tui.exchange.reading import json_file, misfit, refused
from dvo_tui.exchange.yaml import escaped
from dvo_tui.language import N_, _
from dvo_tui.review.records import Annotation
from dvo_tui.scheme import scheme

_LABELS, _TEXT = "label", "text"
"""The names of the two controls in the labelling configuration."""


def _encode(dataset: Dataset) -> Encoded:
    records = annotations_of(dataset)
    accepted = [record for record in records if record.status == "accepted"]
    pending = [record for record in records if record.status == "pending"]
    task: dict[str, Any] = {
        "data": {_TEXT: dataset.text, "dvo": msgspec.to_builtins(structure_of(dataset))},
        "annotations": [{"result": _results(dataset, accepted)}] if accepted else [],
        "predictions": [],
    }
    if pending:
        scores = [record.origin.confidence for record in pending if record.origin.confidence is not None]
        score = {"score": sum(scores) / len(scores)} if scores else {}
        task["predictions"] = [{"model_version": "dvo-tui", **score, "result": _results(dataset, pending)}]
    written = escaped(msgspec.json.encode(task).decode())
    losses: tuple[Loss, ...] = tuple(rejected(dataset))
    return Encoded({".json": written.encode("utf-8")}, losses, frozenset(map(label_of, records)))


def _results(dataset: Dataset, records: Sequence[Annotation]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for record in records:
        before = ""
        for part, span in enumerate(record.spans):
            region = record.id if not part else f"{record.id}-{part}"
            fields = fields_of(record, dataset.text)
            meta: dict[str, Any] = {"dvo": fields} if not part else {}
            if record.note and not part:
                meta["text"] = [fields.pop("note")]
            found.append(_region(dataset, label_of(record), region, span.start, span.end, meta, record))
            if part:
                found.append(_relation(before, region))
            before = region
    return found


def _region(
    dataset: Dataset, label: str, identifier: str, start: int, end: int, meta: Mapping[str, Any], record: Annotation
) -> dict[str, Any]:
    confidence = record.origin.confidence
    return {
        "id": identifier,
        "from_name": _LABELS,
        "to_name": _TEXT,
        "type": "labels",
        "value": {"start": start, "end": end, "text": dataset.text[start:end], "labels": [label]},
        **({"meta": meta} if meta else {}),
        **({"score": confidence} if confidence is not None and record.status == "pending" else {}),
    }


def _relation(one: str, two: str) -> dict[str, Any]:
    return {"type": "relation", "from_id": one, "to_id": two, "direction": "right", "labels": [PART]}


def _legend(labels: Collection[str]) -> Mapping[str, bytes]:
    """The labelling configuration: every label of the default scheme, and those used besides."""
    chosen = scheme.default()
    known = [label.id for label in chosen.labels("entity")] + ["turn"]
    known += [f"{layer}-{label.id}" for layer in ("decision", "action", "note") for label in chosen.labels(layer)]
    lines = [f'  <Labels name="{_LABELS}" toName="{_TEXT}">']
    for name in dict.fromkeys([*known, *sorted(labels)]):
        lines.append(f"    <Label value={quoteattr(name)}/>")
    lines += ["  </Labels>", f'  <Relations>\n    <Relation value="{PART}"/>\n  </Relations>']
    lines += [f'  <Text name="{_TEXT}" value="${_TEXT}" granularity="word"/>']
    return {"labelling.xml": "\n".join(["<View>", *lines, "</View>", ""]).encode("utf-8")}


class _Value(msgspec.Struct):
    start: int | None = None
    end: int | None = None
    text: Any = None
    labels: list[str] = []


class _Result(msgspec.Struct):
    type: str = ""
    id: str = ""
    value: _Value | None = None
    meta: dict[str, Any] = {}
    score: float | None = None
    from_id: str = ""
    to_id: str = ""
    labels: list[str] = []

    @property
    def label(self) -> str:
        return self.value.labels[0] if self.value is not None and self.value.labels else ""


class _Answer(msgspec.Struct):
    result: list[_Result] = []
    was_cancelled: bool = False


class _Task(msgspec.Struct):
    data: dict[str, Any]
    id: int | None = None
    annotations: list[_Answer] = []
    predictions: list[_Answer | int] = []
    """The export of its own pages names them by number only."""


def _decode(path: Path) -> Iterator[Dataset]:
    """The tasks of a file: a list of them, or one.

    Raises:
        DatasetError: naming file and task of what breaks the format.
    """
    found: list[_Task] | _Task = json_file(path, list[_Task] | _Task)  # type: ignore[arg-type]  # a union is no type
    for number, task in enumerate(found if isinstance(found, list) else [found], 1):
        where = _("{file}, task {number}").format(file=path.name, number=number)
        yield _dataset(task, where, f"{path.stem}-{number}.txt")


def _dataset(task: _Task, where: str, name: str) -> Dataset:
    text = task.data.get(_TEXT)
    if not isinstance(text, str):
        strings = [value for value in task.data.values() if isinstance(value, str)]
        if len(strings) != 1:
            raise refused(where, "it has no text")
        text = strings[0]
    structure = None
    if "dvo" in task.data:
        try:
            structure = msgspec.convert(task.data["dvo"], Structure)
        except msgspec.ValidationError as error:
            raise misfit(where, error) from None
    draft = Draft(text, name, "labelstudio", structure, where)
    answers = [answer for answer in task.annotations if not answer.was_cancelled]
    if len(answers) > 1:
        draft.passed_over(_("annotations of others than the first"), len(answers) - 1)
    predictions = [one for one in task.predictions if isinstance(one, _Answer)]
    if len(predictions) < len(task.predictions):
        draft.passed_over(_("predictions of which only the number is there"), len(task.predictions) - len(predictions))
    here = _offsets(text, [one for answer in (*answers[:1], *predictions[:1]) for one in answer.result], where)
    for answer in answers[:1]:
        _add_all(draft, answer.result, "accepted", where, here)
    for prediction in predictions[:1]:
        _add_all(draft, prediction.result, "pending", where, here)
    return draft.dataset()


def _offsets(text: str, results: Sequence[_Result], where: str) -> Callable[[int], int]:
    """How an offset counts: in code points, unless the quoted words say that it is in UTF-16 units.

    Raises:
        DatasetError: if the words stand there in neither.
    """
    quoted = [
        (one.value.start or 0, one.value.end or 0, _plain(one.value.text))
        for one in results
        if one.value is not None and isinstance(one.value.text, str) and one.value.text.strip()
    ]
    if all(_plain(text[start:end]) == words for start, end, words in quoted):
        return int
    units = utf16(text)
    with contextlib.suppress(ValueError):
        if all(_plain(text[units.here(start) : units.here(end)]) == words for start, end, words in quoted):
            return units.here
    raise refused(where, "the words are not what stands there in the text")


def _plain(words: str) -> str:
    """Words as they can be compared: Label Studio writes a line end in them as a backslash and an n."""
    return " ".join(words.replace("\\n", "\n").split())


def _add_all(draft: Draft, results: Sequence[_Result], status: str, where: str, here: Callable[[int], int]) -> None:
    regions = [one for one in results if one.type == "labels" and one.value is not None]
    by_id = {one.id: id(one) for one in regions if one.id}
    pairs = []
    for one in results:
        if one.type == "relation" and one.labels == [PART] and {one.from_id, one.to_id} <= by_id.keys():
            pairs.append((by_id[one.from_id], by_id[one.to_id]))
    passed = len(results) - len(regions) - len(pairs)
    if passed:
        draft.passed_over(_("relations and results of other controls"), passed)
    for chain in chains(regions, pairs):
        _add(draft, chain, status, where, here)


def _add(draft: Draft, chain: Sequence[_Result], status: str, where: str, here: Callable[[int], int]) -> None:
    first = chain[0]
    fields = dict(first.meta.get("dvo") or {}) if isinstance(first.meta.get("dvo"), dict) else {}
    fields["status"] = status
    said = first.meta.get("text")
    if isinstance(said, list) and said and isinstance(said[0], str):
        fields["note"] = "\n".join(str(line) for line in said)
    if "origin" not in fields and first.score is not None:
        fields["origin"] = {"by": "labelstudio", "confidence": first.score}
    spans = []
    for one in chain:
        value = one.value
        if value is None or value.start is None or value.end is None:
            raise refused(where, "a label has no start and end")
        try:
            spans.append((here(value.start), here(value.end)))
        except ValueError:
            raise refused(where, "an offset stands inside a character") from None
    labels = first.value.labels if first.value is not None and len(chain) == 1 else [first.label]
    for label in dict.fromkeys(labels or [""]):
        draft.add(where, label, spans, fields, first.id)


FORMAT = Format(
    "labelstudio",
    N_("tasks of Label Studio, pending suggestions as predictions, with the labelling configuration"),
    "file",
    ".json",
    ANNOTATIONS
    | {"nested", "parts", "link", "status", "normalized", "comment", "id", "text", "document"}
    | {"meeting", "participant", "agenda"},
    encode=_encode,
    head=b"[",
    between=b",\n",
    tail=b"]\n",
    legend=_legend,
    decode=_decode,
)
