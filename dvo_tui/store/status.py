"""How far each review of a workspace is: from an index beside the work files, which are read only where it is behind.

Invariant: a row of the index counts only while its file has the signature it was made from; a lost or broken index is
made again, and nothing else depends on it.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from dvo_tui import files
from dvo_tui.errors import StoreError
from dvo_tui.files import Signature
from dvo_tui.language import explain
from dvo_tui.minutes.model import Meeting
from dvo_tui.review.records import Annotation, Review
from dvo_tui.store.workfile import BROKEN, ONLY, SCHEMA, Meta, Stored, Version, parse, reason
from dvo_tui.store.workspace import Workspace

SETTLED = 2_000_000_000
"""Nanoseconds for which a file counts as still being written: within one tick of a clock it can change unseen."""


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """One document of one reviewer; where `problem` says why the file cannot be read, the rest is empty."""

    document: str
    reviewer: str
    file: str = ""
    state: str = ""
    accepted: int = 0
    rejected: int = 0
    pending: int = 0
    revision: int = 0
    updated: str = ""
    problem: str | None = None
    body: str | None = None
    date: str | None = None
    kind: str | None = None
    flags: int = 0


class _Settled(msgspec.Struct, frozen=True):
    status: str
    flag: bool = False


class _Source(msgspec.Struct, frozen=True):
    file: str


class _Counted(msgspec.Struct, frozen=True):
    """The part of a work file that is counted; the rest is skipped by the decoder."""

    meta: dict[str, Meta]
    document: dict[str, _Source]
    meeting: dict[str, Meeting]
    review: dict[str, Review]
    turns: dict[str, _Settled] = {}
    entities: dict[str, _Settled] = {}
    decisions: dict[str, _Settled] = {}
    actions: dict[str, _Settled] = {}
    notes: dict[str, _Settled] = {}


class _Row(msgspec.Struct, frozen=True, array_like=True):
    signature: Signature
    status: Status


class _Index(msgspec.Struct, frozen=True):
    schema: int
    rows: dict[str, _Row]


def statuses(workspace: Workspace, reviewer: str | None = None) -> Iterator[Status]:
    """The status of every work file, or of those of one reviewer, by document; the first at once."""
    indexes: dict[Path, Index] = {}
    try:
        for path in workspace.work_files(reviewer):
            if path.parent not in indexes:
                indexes[path.parent] = Index(path.parent)
            yield indexes[path.parent].status_of(path)
    finally:
        for index in indexes.values():
            index.save()


class Index:
    """What is known about the work files of one reviewer without reading them.

    Args:
        folder: That of the reviewer.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / ".index.json"
        self._rows = self._loaded()
        self._seen: dict[str, _Row] = {}
        self._is_new = False

    def status_of(self, path: Path) -> Status:
        """The status of a work file of this reviewer; what is wrong with it is in the status, never raised."""
        try:
            signature = files.signature(path)
        except StoreError:
            signature = None
        row = self._rows.get(path.name)
        if row is None or row.signature != signature:
            status = status_of(path)
            if signature is None or status.problem is not None or time.time_ns() - signature.changed < SETTLED:
                return status
            row = _Row(signature, status)
            self._is_new = True
        self._seen[path.name] = row
        return row.status

    def save(self) -> None:
        """Keep what was found out; an index that cannot be written is made again another time."""
        if self._is_new:
            rows = {name: row for name, row in self._rows.items() if os.path.lexists(self._path.with_name(name))}
            with contextlib.suppress(StoreError):
                files.save(self._path, msgspec.json.encode(_Index(SCHEMA, rows | self._seen)))
            self._is_new = False

    def _loaded(self) -> dict[str, _Row]:
        with contextlib.suppress(StoreError, *BROKEN):
            found = files.read(self._path)
            index = msgspec.json.decode(found[0], type=_Index) if found else None
            if index is not None and index.schema == SCHEMA:
                return index.rows
        return {}


def status_of(path: Path) -> Status:
    """The status of one work file, which is read; what is wrong with it is in the status, never raised."""
    try:
        found = files.read(path)
        if found is None:
            raise StoreError("{file} is gone", file=path)
        if msgspec.json.decode(found[0], type=Version).schema != SCHEMA:
            return _of_stored(parse(found[0], path))
        return _counted(msgspec.json.decode(found[0], type=_Counted))
    except StoreError as error:
        problem = explain(error)
    except BROKEN as error:
        problem = explain(StoreError("{file} is damaged and left as it is: {why}", file=path, why=reason(error)))
    return Status(document=path.stem, reviewer=path.parent.name, problem=problem)


def _counted(file: _Counted) -> Status:
    meta, meeting = file.meta[str(ONLY)], file.meeting[str(ONLY)]
    tables = (file.turns, file.entities, file.decisions, file.actions, file.notes)
    records = [record for table in tables for record in table.values()]
    settled = [record.status for record in records]
    return Status(
        document=meta.document,
        reviewer=meta.reviewer,
        file=file.document[str(ONLY)].file,
        state=file.review[str(ONLY)].state,
        accepted=settled.count("accepted"),
        rejected=settled.count("rejected"),
        pending=settled.count("pending"),
        revision=meta.revision,
        updated=meta.updated,
        body=meeting.body,
        date=meeting.date,
        kind=meeting.kind,
        flags=sum(record.flag for record in records),
    )


def _of_stored(stored: Stored) -> Status:
    """The same of a file of an earlier version, which is first made into one of this."""
    annotations = [record for record in stored.records if isinstance(record, Annotation)]
    settled = [record.status for record in annotations]
    state = next(record.state for record in stored.records if isinstance(record, Review))
    meeting = next(record for record in stored.records if isinstance(record, Meeting))
    return Status(
        document=stored.minutes.document.id,
        reviewer=stored.reviewer,
        file=stored.minutes.document.file,
        state=state,
        accepted=settled.count("accepted"),
        rejected=settled.count("rejected"),
        pending=settled.count("pending"),
        revision=len(stored.history),
        updated=stored.history[-1].time if stored.history else "",
        body=meeting.body,
        date=meeting.date,
        kind=meeting.kind,
        flags=sum(record.flag for record in annotations),
    )
