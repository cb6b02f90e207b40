"""One document of one reviewer as a TinyDB file: the minutes, every record, and the whole history, in one write.

The file needs nothing else: the text is in it, so a review outlives its source file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

import dvo_tui
from dvo_tui import files
from dvo_tui.errors import StoreError
from dvo_tui.files import Signature
from dvo_tui.minutes.model import AgendaItem, Meeting, Minutes, Participant, id_number
from dvo_tui.review.history import Change, change_from
from dvo_tui.review.records import Action, Decision, Entity, Note, Record, Review, Turn, id_of, layer_of
from dvo_tui.store.encoding import Tables

if TYPE_CHECKING:  # TinyDB is needed to write, not to open
    from dvo_tui.store.storage import Database

SCHEMA = 1
"""The version of this layout; a file with a higher one is left alone."""

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
"""The table of each layer."""


class Meta(msgspec.Struct, frozen=True, kw_only=True):
    """What the file is; `started` and `updated` are the times of the first and last Change."""

    schema: int
    program: str
    reviewer: str
    document: str
    started: str
    updated: str
    revision: int


class Stored(msgspec.Struct, frozen=True, kw_only=True):
    """A review as a file holds it, or will: everything that a session is made from."""

    reviewer: str
    minutes: Minutes
    records: list[Record]
    history: list[Change]


class _Listed(Participant, frozen=True, kw_only=True, omit_defaults=True):
    """A participant with their place in the list, which a table of random ids does not keep."""

    order: int


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
    participants: dict[str, _Listed] = {}
    agenda: dict[str, AgendaItem] = {}
    turns: dict[str, Turn] = {}
    entities: dict[str, Entity] = {}
    decisions: dict[str, Decision] = {}
    actions: dict[str, Action] = {}
    notes: dict[str, Note] = {}
    history: dict[str, dict[str, Any]] = {}


class _Version(msgspec.Struct, frozen=True):
    meta: dict[str, dict[str, Any]]


def load(path: Path) -> tuple[Stored, Signature] | None:
    """What a work file holds, `None` where there is none.

    Raises:
        StoreError: if the file cannot be read, is damaged, or comes from a newer version. It is left as it is.
    """
    found = files.read(path)
    if found is None:
        return None
    data, signature = found
    try:
        _refuse_newer(msgspec.json.decode(data, type=_Version), path)
        return _stored(msgspec.json.decode(data, type=_File)), signature
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, KeyError, TypeError, ValueError) as error:
        why = f"no {error}" if isinstance(error, KeyError) else error
        raise StoreError("{file} is damaged and left as it is: {why}", file=path, why=why) from None


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
        return found is not None and bool(msgspec.json.decode(found[0], type=_Version).meta)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False


def _refuse_newer(version: _Version, path: Path) -> None:
    schema = version.meta[str(ONLY)].get("schema")
    if isinstance(schema, int) and schema > SCHEMA:
        raise StoreError(
            "{file} was written by a newer dvo-tui (layout {theirs}, this one knows {ours}); update dvo-tui",
            file=path,
            theirs=schema,
            ours=SCHEMA,
        )


def _stored(file: _File) -> Stored:
    only = str(ONLY)
    people = sorted(file.participants.values(), key=lambda listed: listed.order)
    items = sorted(file.agenda.values(), key=lambda item: item.order)
    records: list[Record] = [file.review[only], file.meeting[only], *map(_unlisted, people), *items]
    for table in (file.turns, file.entities, file.decisions, file.actions, file.notes):
        records.extend(table.values())
    history = sorted(map(change_from, file.history.values()), key=lambda change: change.revision)
    meta = file.meta[only]
    if [change.revision for change in history] != list(range(1, meta.revision + 1)):
        raise ValueError(f"its history is not whole ({len(history)} of {meta.revision} changes)")
    minutes = msgspec.json.decode(file.document[only].minutes, type=Minutes)
    return Stored(reviewer=meta.reviewer, minutes=minutes, records=records, history=history)


def _unlisted(listed: _Listed) -> Participant:
    return Participant(**{field: getattr(listed, field) for field in Participant.__struct_fields__})


class WorkFile:
    """The file of one document and reviewer, open for writing; made at the first commit.

    Args:
        path: Where the file is or will be.
        stored: The review as it was opened.
        signature: Of the file that it was read from; `None` where it is new.
    """

    def __init__(self, path: Path, stored: Stored, signature: Signature | None) -> None:
        self.path = path
        self._stored = stored
        self._signature = signature

    @cached_property
    def _database(self) -> Database:
        from dvo_tui.store.storage import Database

        return Database(self.path)

    def commit(self, changes: Sequence[Change]) -> None:
        """Write Changes with all that they changed, as one write; durable when it returns.

        Raises:
            StoreError: if that did not work; the file is then what it was.
            NotDurable: if the disk did not confirm it.
        """
        if not changes:
            return
        storage = self._database.file
        with storage.transaction(expected=self._signature):
            if self._signature is None:
                storage.write(first_tables(self._stored))
            for change in changes:
                self._write(change)
            self._database.delta_table("meta").put(ONLY, msgspec.to_builtins(self._meta(changes)))
        self._signature = storage.signature

    def close(self) -> None:
        """Let go of the file."""
        if "_database" in self.__dict__:
            self._database.close()

    def _write(self, change: Change) -> None:
        for delta in change.deltas:
            table = self._database.delta_table(TABLES[delta.layer])
            if delta.after is None:
                table.remove(doc_ids=[doc_id(delta.id)])
            else:
                record = msgspec.to_builtins(delta.after)
                if delta.layer == "participant":
                    old = table.get(doc_id=doc_id(delta.id))
                    record["order"] = old["order"] if old else 1 + max((r["order"] for r in table), default=-1)
                table.put(doc_id(delta.id), record)
        from dvo_tui.store.storage import new_id

        self._database.delta_table("history").put(new_id(), msgspec.to_builtins(change))

    def _meta(self, changes: Sequence[Change]) -> Meta:
        old = self._database.delta_table("meta").get(doc_id=ONLY)
        return Meta(
            schema=SCHEMA,
            program=dvo_tui.__version__,
            reviewer=self._stored.reviewer,
            document=self._stored.minutes.document.id,
            started=old["started"] if old else changes[0].time,
            updated=changes[-1].time,
            revision=changes[-1].revision,
        )


def first_tables(stored: Stored) -> Tables:
    """The tables of a review before its first Change; `meta` and `history` come with that."""
    tables: Tables = {table: {} for table in TABLES.values()}
    minutes = msgspec.json.encode(stored.minutes).decode()
    document = stored.minutes.document
    tables["document"] = {str(ONLY): msgspec.to_builtins(_Document(document.id, document.file, minutes))}
    for order, record in enumerate(_once(stored.records)):
        plain = msgspec.to_builtins(record)
        if isinstance(record, Participant):
            plain["order"] = order
        tables[TABLES[layer_of(record)]][str(doc_id(id_of(record)))] = plain
    return {name: dict(sorted(table.items())) for name, table in tables.items()}


def _once(records: Iterable[Record]) -> Iterable[Record]:
    return {id_of(record): record for record in records}.values()


def doc_id(identifier: str) -> int:
    """The TinyDB doc id of a record: the 63 bits of its id, or 1 where the layer has only one."""
    return id_number(identifier) if len(identifier) == 14 else ONLY
