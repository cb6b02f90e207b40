"""One document of one reviewer as a TinyDB file: the minutes, every record, and the whole history, in one write.

The file needs nothing else: the text is in it, so a review outlives its source file.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

import dvo_tui
from dvo_tui import files
from dvo_tui.errors import StoreError
from dvo_tui.files import Signature
from dvo_tui.minutes.model import AgendaItem, Meeting, Minutes, Participant, id_number
from dvo_tui.review.history import Change, Delta, UndoStack
from dvo_tui.review.reanchored import readings
from dvo_tui.review.records import (
    LAYERS,
    Action,
    Annotation,
    Decision,
    Entity,
    Note,
    Record,
    Review,
    Turn,
    Unplaced,
    id_of,
    layer_of,
)
from dvo_tui.store.encoding import Tables

SCHEMA = 1
"""The version of this layout; a file with a higher one is left alone."""

Migration = Callable[[Tables], Tables]

MIGRATIONS: dict[int, Migration] = {}
"""What makes the tables of one version into those of the next, by the version they come from."""

ONLY = 1
"""The doc id in tables of one record."""

TABLES = {
    "meeting": "meeting",
    "review": "review",
    "participant": "participants",
    "agenda": "agenda",
    "turn": "turns",
    "entity": "entities",
    "decision": "decisions",
    "action": "actions",
    "note": "notes",
}
"""The table of each layer that every file has."""

MORE_TABLES = {"unplaced": "unplaced"}
"""The tables of the other layers, which are there while they hold something."""


class Meta(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the file is; `started` and `updated` are the times of the first and last Change.

    `follows` is the document whose review was carried over to this text, at the time `followed`; it takes its place.
    """

    schema: int
    program: str
    reviewer: str
    document: str
    started: str
    updated: str
    revision: int
    follows: str = ""
    followed: str = ""


class Damaged(StoreError):
    """A file that is no work file of ours any more: cut short, overwritten, or edited into nonsense."""


class Stored(msgspec.Struct, frozen=True, kw_only=True):
    """A review as a file holds it, or will: everything that a session is made from.

    `keys` are the doc ids of the history in its order: the same Change keeps its key wherever it is merged to.
    """

    reviewer: str
    minutes: Minutes
    records: list[Record]
    history: list[Change]
    keys: list[str] = []
    schema: int = SCHEMA


class _Document(msgspec.Struct, frozen=True):
    """The minutes as one JSON string: written once, one line, so that what changes stays a field a line."""

    id: str
    file: str
    minutes: str


class _File(msgspec.Struct, frozen=True):
    meta: dict[str, Meta]
    document: dict[str, _Document]
    meeting: dict[str, Meeting]
    review: dict[str, Review]
    participants: dict[str, Participant] = {}
    agenda: dict[str, AgendaItem] = {}
    turns: dict[str, Turn] = {}
    entities: dict[str, Entity] = {}
    decisions: dict[str, Decision] = {}
    actions: dict[str, Action] = {}
    notes: dict[str, Note] = {}
    unplaced: dict[str, Unplaced] = {}
    history: dict[str, _RawChange] = {}


class _RawDelta(msgspec.Struct, frozen=True, gc=False):
    id: str
    layer: str
    before: msgspec.Raw
    after: msgspec.Raw


class _RawChange(msgspec.Struct, frozen=True):
    """A Change of which the records are not decoded: their layer says as what."""

    revision: int
    time: str
    reviewer: str
    command: dict[str, Any]
    deltas: tuple[_RawDelta, ...]
    undoes: int | None = None
    redoes: int | None = None


class Version(msgspec.Struct, frozen=True):
    """As much of a work file of any version as tells which it is."""

    meta: dict[str, dict[str, Any]]

    @property
    def schema(self) -> int:
        """The version of the layout.

        Raises:
            ValueError: if there is none.
        """
        schema = self.meta.get(str(ONLY), {}).get("schema")
        if not isinstance(schema, int) or schema < 1:
            raise ValueError("it names no version of its layout")
        return schema


BROKEN = (msgspec.DecodeError, ValueError, RecursionError, LookupError, TypeError, AttributeError)
"""What decoding bytes from anywhere can raise."""


def load(path: Path) -> tuple[Stored, Signature] | None:
    """What a work file holds, `None` where there is none.

    Raises:
        Damaged: if it is none any more.
        StoreError: if the file cannot be read, or comes from a newer version. It is left as it is.
    """
    found = files.read(path)
    return None if found is None else (parse(found[0], path), found[1])


def parse(data: bytes, path: Path) -> Stored:
    """The review that the content of a work file holds; `path` is for messages.

    Raises:
        Damaged: if it is none.
        StoreError: if it comes from a newer version.
    """
    try:
        with _undisturbed():
            schema = msgspec.json.decode(data, type=Version).schema
            if schema > SCHEMA:
                raise _newer(schema, path)
            if schema < SCHEMA:
                data = msgspec.json.encode(migrated(msgspec.json.decode(data, type=Tables)))
            return _stored(_DECODER.decode(data), schema)
    except BROKEN as error:
        raise Damaged("{file} is damaged and left as it is: {why}", file=path, why=reason(error)) from None


def reason(error: Exception) -> str:
    """What is wrong with the content of a file, in one short line whatever it quotes."""
    why = " ".join((f"no {error}" if isinstance(error, KeyError) else str(error)).split())
    return why if len(why) <= 200 else f"{why[:199]}…"


def migrated(tables: Tables) -> Tables:
    """Tables of an earlier version as those of this one; what is this version already stays as it is."""
    schema = Version(tables["meta"]).schema
    for version in range(schema, SCHEMA):
        tables = MIGRATIONS[version](tables)
        tables = {**tables, "meta": {str(ONLY): {**tables["meta"][str(ONLY)], "schema": version + 1}}}
    return tables


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Decode without the collector, which finds nothing in a hundred thousand new records and takes half the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def existing(path: Path) -> Stored:
    """What a work file holds.

    Raises:
        StoreError: as `load`, and where there is none.
    """
    found = load(path)
    if found is None:
        raise StoreError("{file} does not exist", file=path)
    return found[0]


def is_work_file(path: Path) -> bool:
    """Whether a file is a work file by what it holds, or was meant as one by where it lies."""
    if path.suffix != ".json":
        return False
    if path.absolute().parent.parent.name == "work":
        return True
    found = files.read(path)
    try:
        return found is not None and bool(msgspec.json.decode(found[0], type=Version).meta)
    except BROKEN:
        return False


def _newer(schema: int, path: Path) -> StoreError:
    return StoreError(
        "{file} was written by a newer dvo-tui (layout {theirs}, this one knows {ours}); update dvo-tui",
        file=path,
        theirs=schema,
        ours=SCHEMA,
    )


def _stored(file: _File, schema: int) -> Stored:
    only = str(ONLY)
    items = sorted(file.agenda.values(), key=lambda item: item.order)
    records: list[Record] = [file.review[only], file.meeting[only], *file.participants.values(), *items]
    for table in (file.turns, file.entities, file.decisions, file.actions, file.notes, file.unplaced):
        records.extend(table.values())
    history = sorted(file.history.items(), key=lambda entry: entry[1].revision)
    meta = file.meta[only]
    whole = len(history) == meta.revision and all(raw.revision == n for n, (_, raw) in enumerate(history, 1))
    if not whole or not all(raw.deltas for _, raw in history):
        raise ValueError(f"its history is not whole ({len(history)} of {meta.revision} changes)")
    changes = [_change(raw) for _, raw in history]
    UndoStack(changes)  # takes back only what was done
    minutes = msgspec.json.decode(file.document[only].minutes, type=Minutes)
    _refuse_misplaced(records, len(minutes.text))
    return Stored(
        reviewer=meta.reviewer,
        minutes=minutes,
        records=records,
        history=changes,
        keys=[key for key, _ in history],
        schema=schema,
    )


def _refuse_misplaced(records: Iterable[Record], length: int) -> None:
    """Everything else rests on it that annotations stand somewhere in the text."""
    for record in records:
        if isinstance(record, Unplaced):
            record.decoded()
            if not all(0 <= place.start < place.end <= length for place in record.places if place is not None):
                raise ValueError(f"{record.id} does not stand in the text")
        elif isinstance(record, Annotation):
            spans = record.spans
            if not spans or not all(0 <= span.start < span.end <= length for span in spans):
                raise ValueError(f"{record.id} does not stand in the text")


def _change(raw: _RawChange) -> Change:
    return Change(
        revision=raw.revision,
        time=raw.time,
        reviewer=raw.reviewer,
        command=raw.command,
        deltas=tuple(_delta(delta) for delta in raw.deltas),
        undoes=raw.undoes,
        redoes=raw.redoes,
    )


def _delta(raw: _RawDelta) -> Delta:
    decoder = _record_decoder(raw.layer)
    return Delta(raw.id, raw.layer, decoder.decode(raw.before), decoder.decode(raw.after))


@cache
def _record_decoder(layer: str) -> msgspec.json.Decoder[Record | None]:
    struct = LAYERS.get(layer)
    if struct is None:
        raise ValueError("a change names a layer that does not exist")
    return msgspec.json.Decoder(struct | None)


def parse_change(line: bytes) -> Change:
    """A Change from its JSON.

    Raises:
        msgspec.DecodeError, ValueError: if it is none.
    """
    return _change(msgspec.json.decode(line, type=_RawChange))


def key_of(change: Change) -> str:
    """The doc id of a new Change: a hash of all of it, so that a log done again gives the same file."""
    return str(int.from_bytes(blake2b(msgspec.json.encode(change, order="sorted"), digest_size=8).digest()) >> 1)


def advanced(stored: Stored, changes: Sequence[Change]) -> Stored:
    """A review after further Changes, which were made on it in this order."""
    records = {id_of(record): record for record in stored.records}
    for change in changes:
        for delta in change.deltas:
            if delta.after is None:
                records.pop(delta.id, None)
            else:
                records[delta.id] = delta.after
    return msgspec.structs.replace(
        stored,
        records=list(records.values()),
        history=[*stored.history, *changes],
        keys=[*stored.keys, *map(key_of, changes)],
    )


def meta_of(stored: Stored, last: Change | None, started: str, follows: str, followed: str) -> Meta:
    """What the file says about itself after `last`, or before the first Change; the rest is as in `Meta`."""
    return Meta(
        schema=SCHEMA,
        program=dvo_tui.__version__,
        reviewer=stored.reviewer,
        document=stored.minutes.document.id,
        started=started,
        updated=last.time if last else "",
        revision=last.revision if last else 0,
        follows=follows,
        followed=followed,
    )


def all_tables(stored: Stored) -> Tables:
    """The whole file of a review."""
    history = dict(zip(stored.keys, map(msgspec.to_builtins, stored.history), strict=True))
    first, last = (stored.history[0], stored.history[-1]) if stored.history else (None, None)
    meta = meta_of(stored, last, first.time if first else "", *follows(stored.history))
    return {**first_tables(stored), "history": history, "meta": {str(ONLY): msgspec.to_builtins(meta)}}


def first_tables(stored: Stored) -> Tables:
    """The tables of a review before its first Change; `meta` and `history` come with that."""
    tables: Tables = {table: {} for table in TABLES.values()}
    minutes = msgspec.json.encode(stored.minutes).decode()
    document = stored.minutes.document
    tables["document"] = {str(ONLY): msgspec.to_builtins(_Document(document.id, document.file, minutes))}
    for record in _once(stored.records):
        table = tables.setdefault(table_of(layer_of(record)), {})
        table[str(doc_id(id_of(record)))] = msgspec.to_builtins(record)
    return tables


def table_of(layer: str) -> str:
    """The table of a layer."""
    return TABLES.get(layer) or MORE_TABLES[layer]


def follows(history: Sequence[Change]) -> tuple[str, str]:
    """The document whose review was carried over last among these Changes, and when; empty where none was."""
    found = readings(history)
    return (found[-1].document, found[-1].time) if found else ("", "")


def _once(records: Iterable[Record]) -> Iterable[Record]:
    return {id_of(record): record for record in records}.values()


def doc_id(identifier: str) -> int:
    """The TinyDB doc id of a record: the 63 bits of its id, or 1 where the layer has only one."""
    return id_number(identifier) if len(identifier) == 14 else ONLY


_DECODER = msgspec.json.Decoder(_File)
