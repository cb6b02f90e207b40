"""The dataset format `dvo-minutes/1`: one document with everything that was settled about it.

Offsets are Unicode code points into `text`; where a record quotes the text, the quote equals its slice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from dvo_tui import files
from dvo_tui.errors import DatasetError, StoreError
from dvo_tui.language import _
from dvo_tui.minutes.model import AgendaItem, Document, Meeting, Participant
from dvo_tui.review.records import Action, Annotation, Decision, Entity, Note, Turn
from dvo_tui.review.session import ReviewSession
from dvo_tui.scheme.strict_yaml import MAX_BYTES, MAX_DEPTH, lines_of, load_strict

SCHEMA: Literal["dvo-minutes/1"] = "dvo-minutes/1"

Which = Literal["accepted", "all"]


class ReviewState(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who reviewed the document and how far; `reviewer` and times are null in what nobody reviewed yet.

    The counts are those of the review, whichever records the dataset holds.
    """

    reviewer: str | None
    state: Literal["in_progress", "complete"]
    started: str | None
    updated: str | None
    accepted: int
    rejected: int
    pending: int


class Dataset(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One document of a dataset, field by field as it is written."""

    schema: Literal["dvo-minutes/1"]
    document: Document
    meeting: Meeting
    participants: tuple[Participant, ...]
    agenda: tuple[AgendaItem, ...]
    turns: tuple[Turn, ...]
    entities: tuple[Entity, ...]
    decisions: tuple[Decision, ...]
    actions: tuple[Action, ...]
    notes: tuple[Note, ...]
    review: ReviewState
    text: str

    @property
    def records(self) -> tuple[Meeting | Participant | AgendaItem | Annotation, ...]:
        """Every record, in the order in which it is written."""
        return (
            self.meeting,
            *self.participants,
            *self.agenda,
            *self.turns,
            *self.entities,
            *self.decisions,
            *self.actions,
            *self.notes,
        )


def dataset_of(session: ReviewSession, status: Which = "accepted") -> Dataset:
    """The dataset of a document under review.

    Args:
        session: The review; where its reviewer has no name, nobody reviewed the document.
        status: `accepted` takes the annotations that were, and all structure; `all` takes everything.
    """
    chosen = [record for record in session.annotations() if status == "all" or record.status == "accepted"]
    progress = session.progress()
    history = session.history
    return Dataset(
        schema=SCHEMA,
        document=session.minutes.document,
        meeting=session.meeting,
        participants=session.participants(),
        agenda=session.agenda(),
        turns=tuple(record for record in chosen if isinstance(record, Turn)),
        entities=tuple(record for record in chosen if isinstance(record, Entity)),
        decisions=tuple(record for record in chosen if isinstance(record, Decision)),
        actions=tuple(record for record in chosen if isinstance(record, Action)),
        notes=tuple(record for record in chosen if isinstance(record, Note)),
        review=ReviewState(
            reviewer=session.reviewer or None,
            state="complete" if session.complete else "in_progress",
            started=history[0].time if history else None,
            updated=history[-1].time if history else None,
            accepted=progress.accepted,
            rejected=progress.rejected,
            pending=progress.pending,
        ),
        text=session.text,
    )


def accepted(dataset: Dataset) -> Dataset:
    """The dataset with the annotations that were accepted, and all structure."""
    layers = ("turns", "entities", "decisions", "actions", "notes")
    kept = {layer: tuple(r for r in getattr(dataset, layer) if r.status == "accepted") for layer in layers}
    return msgspec.structs.replace(dataset, **kept)


def plain(dataset: Dataset) -> dict[str, Any]:
    """The dataset as dicts, lists and scalars, in the order of its fields."""
    found: dict[str, Any] = msgspec.to_builtins(dataset)
    return found


def read_dataset(path: Path) -> Dataset:
    """The dataset of a `.yaml`, `.yml` or `.json` file.

    Raises:
        DatasetError: naming file, line and path of what breaks the format; also for a file that cannot be read.
    """
    data, name = content_of(path), str(path)
    return from_json(data, name) if path.suffix == ".json" else convert(load_strict(data, name), name, data)


def content_of(path: Path) -> bytes:
    """The bytes of a dataset's file.

    Raises:
        DatasetError: if it cannot be read.
    """
    try:
        found = files.read(path)
    except StoreError as error:
        raise DatasetError(error.message, **error.values) from None
    if found is None:
        raise DatasetError("{file} does not exist", file=path)
    return found[0]


def from_json(data: bytes, name: str) -> Dataset:
    """The dataset of a JSON document.

    Args:
        data: The document.
        name: What to call it in an error.

    Raises:
        DatasetError: naming file, line and path of what breaks the format.
    """
    return convert(_json(data, name), name, data)


def convert(content: Any, name: str, data: bytes = b"") -> Dataset:
    """A dataset from its plain form.

    Args:
        content: What a reader made of the file.
        name: What to call the file in an error.
        data: The file's bytes, to find the line of an error in.

    Raises:
        DatasetError: if it breaks the format.
    """
    path, why = "$.schema", _("it is no dataset of the format {format}").format(format=SCHEMA)
    if not isinstance(content, Mapping) or content.get("schema") == SCHEMA:
        try:
            return msgspec.convert(content, Dataset)
        except msgspec.ValidationError as error:
            why, _at, where = str(error).partition(" - at `")
            path = where.removesuffix("`") or "$"
    parts = _parts(path)
    lines = lines_of(data, [parts, ()])
    line = lines.get(parts, lines.get((), "?"))
    raise DatasetError("{file}, line {line}, at {path}: {why}", file=name, line=line, path=path, why=why)


def _parts(path: str) -> tuple[str | int, ...]:
    """The parts of a path as msgspec writes it: `$.entities[3].type`."""
    parts = path.removeprefix("$").replace("[", ".").replace("]", "").split(".")
    return tuple(int(part) if part.isdigit() else part for part in parts if part)


def _json(data: bytes, name: str) -> Any:
    """A JSON document with the same refusals as YAML: duplicate keys, NaN, lone surrogates, depth, size."""
    import json

    def refused(line: int | str, why: str, **values: object) -> DatasetError:
        return DatasetError("{file}, line {line}: {why}", file=name, line=line, why=_(why).format(**values))

    def located() -> None:
        load_strict(data, name)  # JSON is YAML enough to say where

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            located()
            raise refused("?", "a key stands there twice")
        return found

    def constant(word: str) -> Any:
        raise refused(_line_of_word(data, word), "{word} is no number of JSON", word=word)

    if len(data) > MAX_BYTES:
        raise refused(1, "the file is larger than {limit} MB", limit=MAX_BYTES >> 20)
    try:
        content = json.loads(data.decode("utf-8"), object_pairs_hook=unique, parse_constant=constant)
        msgspec.json.encode(content)
    except json.JSONDecodeError as error:
        raise refused(error.lineno, "no JSON: {problem}", problem=error.msg) from None
    except UnicodeDecodeError as error:
        raise refused(data.count(b"\n", 0, error.start) + 1, "no JSON: it is not UTF-8") from None
    except RecursionError:
        located()
        raise refused("?", "nested deeper than {limit}", limit=MAX_DEPTH) from None
    except ValueError:  # lone surrogates, integers without end
        located()
        raise refused("?", "it holds half a character or a number too long") from None
    return content


def _line_of_word(data: bytes, word: str) -> int:
    """The line of the first such word outside every string."""
    found = re.finditer(rb'"(?:[^"\\]|\\.)*"|' + word.encode(), data)
    at = next((match.start() for match in found if match[0][:1] != b'"'), 0)
    return data.count(b"\n", 0, at) + 1
