"""A dataset of any format made ready to be brought into a review: its text as a reading text is, its labels renamed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

import msgspec

from dvo_tui.errors import DatasetError
from dvo_tui.exchange.base import Format
from dvo_tui.exchange.dataset import Dataset
from dvo_tui.exchange.exporting import REPORT
from dvo_tui.exchange.tokenised import blocks_of
from dvo_tui.language import _
from dvo_tui.minutes.model import Minutes, SourceMap, Span
from dvo_tui.minutes.reading import slug
from dvo_tui.minutes.text import sanitise
from dvo_tui.review.checks import check
from dvo_tui.review.importing import Incoming
from dvo_tui.review.records import Annotation, Entity
from dvo_tui.scheme.scheme import Scheme


def files_in(path: Path, form: Format) -> list[Path]:
    """The files of a format that a path stands for: those of a folder, or the path itself.

    Those of a format that is a folder of its own may lie deeper in it.

    Raises:
        DatasetError: if a folder holds none.
    """
    if not path.is_dir():
        return [path]
    every = (path.rglob if form.unit == "folder" else path.glob)(f"*{form.suffix}")
    found = [one for one in sorted(every) if not one.name.endswith(REPORT)]
    if not found:
        raise DatasetError("{folder} holds no {suffix} files", folder=path, suffix=form.suffix)
    return found


def renaming(asked: tuple[str, ...]) -> dict[str, str]:
    """What `FROM=TO` says, by `FROM`; `TO` may be empty.

    Raises:
        DatasetError: if one says it otherwise.
    """
    found = {}
    for one in asked:
        before, equals, after = one.partition("=")
        if not before or not equals:
            raise DatasetError("{asked}: a label is renamed as FROM=TO", asked=one)
        found[before] = after
    return found


def read(path: Path, form: Format, scheme: Scheme, labels: Mapping[str, str]) -> Iterator[Incoming]:
    """The documents of a file, ready to be brought in.

    Args:
        path: The file.
        form: Its format, one that can be read.
        scheme: What may be annotated in the workspace.
        labels: Other names for types of entities; an empty one leaves those out.

    Raises:
        DatasetError: naming the file, and what in it is not sound or not of the scheme.
    """
    assert form.decode is not None, "only what can be read is asked for"
    for dataset in form.decode(path):
        ready = cleaned(renamed(dataset, labels))
        if not ready.text.strip():
            raise DatasetError("{file} is empty; there are no minutes in it", file=path.name)
        found = [one for one in check(ready.document, ready.text, ready.records, scheme) if one.severity == "error"]
        if found:
            first = f"{found[0].id}: {found[0]}" if found[0].id else str(found[0])
            more = _(" (and {count} more)").format(count=len(found) - 1) if len(found) > 1 else ""
            raise DatasetError("{file}: {why}", file=path.name, why=first + more)
        yield Incoming(_minutes(ready), _annotations(ready), form.name)


def renamed(dataset: Dataset, labels: Mapping[str, str]) -> Dataset:
    """With other names for types of entities."""
    if not labels:
        return dataset
    kept = tuple(
        msgspec.structs.replace(entity, type=labels.get(entity.type, entity.type))
        for entity in dataset.entities
        if labels.get(entity.type, entity.type)
    )
    return msgspec.structs.replace(dataset, entities=kept)


def cleaned(dataset: Dataset) -> Dataset:
    """With the text as readers give it: line ends are line feeds, and what could steer a terminal is visible."""
    text = dataset.text
    gone = [match.start() for match in re.finditer("\r\n", text)]
    clean = sanitise(text.replace("\r\n", "\n").replace("\r", "\n"))
    if clean == text:
        return dataset

    def at(span: Span) -> Span:
        start, end = (offset - bisect_left(gone, offset) for offset in (span.start, span.end))
        return Span(start, max(end, start + 1))

    sha = sha256(clean.encode("utf-8")).hexdigest()
    document = dataset.document
    file = sanitise(document.file)
    document = msgspec.structs.replace(document, id=f"{slug(file)}-{sha[:8]}", file=file, text_sha256=sha)
    changes = {
        layer: tuple(
            msgspec.structs.replace(record, spans=tuple(at(span) for span in record.spans))
            for record in getattr(dataset, layer)
        )
        for layer in ("participants", "turns", "decisions", "actions", "notes")
    }
    changes["agenda"] = tuple(msgspec.structs.replace(item, span=at(item.span)) for item in dataset.agenda)
    changes["entities"] = tuple(_moved(entity, at(entity.spans[0]), clean) for entity in dataset.entities)
    return msgspec.structs.replace(dataset, document=document, text=clean, **changes)


def _moved(entity: Entity, span: Span, text: str) -> Entity:
    return msgspec.structs.replace(entity, start=span.start, end=span.end, text=text[span.start : span.end])


def _annotations(dataset: Dataset) -> tuple[Annotation, ...]:
    return (*dataset.turns, *dataset.entities, *dataset.decisions, *dataset.actions, *dataset.notes)


def _minutes(dataset: Dataset) -> Minutes:
    """The document as if it had been read from its text."""
    text = dataset.text
    starts = (0, *(match.end() for match in re.finditer("\n", text)))
    return Minutes(
        document=dataset.document,
        text=text,
        blocks=blocks_of(text),
        source=SourceMap((0,), (0,), (len(text),), starts),
        meeting=dataset.meeting,
        participants=dataset.participants,
        agenda=dataset.agenda,
    )
