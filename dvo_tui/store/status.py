"""How far each review of a workspace is: from an index beside the work files, which are read only where it is behind.

Invariant: a row of the index counts only while its file has the signature it was made from; a lost or broken index is
made again, and nothing else depends on it.
"""

from __future__ import annotations

import contextlib
import os
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from dvo_tui import files
from dvo_tui.errors import StoreError
from dvo_tui.files import Signature
from dvo_tui.language import explain
from dvo_tui.minutes.model import Meeting
from dvo_tui.review.placing import waiting
from dvo_tui.review.records import Annotation, Review
from dvo_tui.store.workfile import BROKEN, ONLY, SCHEMA, Meta, Stored, Version, follows, parse, reason
from dvo_tui.store.workspace import Workspace

_HASH = re.compile("-[0-9a-f]{8}$")

SETTLED = 2_000_000_000
"""Nanoseconds for which a file counts as still being written: within one tick of a clock it can change unseen."""


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """One document of one reviewer; where `problem` says why the file cannot be read, the rest is empty.

    `follows` is the document whose review was carried over to this one, at the time `followed`; `superseded` the one
    that this one was carried over to; `unplaced` counts what has no place since, and was not dismissed.
    """

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
    unplaced: int = 0
    follows: str = ""
    followed: str = ""
    superseded: str = ""


class _Left(msgspec.Struct, frozen=True):
    dismissed: bool = False


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
    unplaced: dict[str, _Left] = {}


class _Row(msgspec.Struct, frozen=True, array_like=True):
    signature: Signature
    status: Status


class _Index(msgspec.Struct, frozen=True):
    schema: int
    rows: dict[str, _Row]


def statuses(workspace: Workspace, reviewer: str | None = None) -> Iterator[Status]:
    """The status of every work file, or of those of one reviewer, by document; the first at once."""
    indexes: dict[Path, Index] = {}
    paths = workspace.work_files(reviewer)
    families = grouped(paths)
    known: dict[Path, Status] = {}
    try:
        for path in paths:
            family = families[family_of(path)]
            for one in family if path not in known else ():
                if one.parent not in indexes:
                    indexes[one.parent] = Index(one.parent)
                known[one] = indexes[one.parent].status_of(one)
            status = known[path]
            if len(family) > 1:
                after = successor(status, [known[one] for one in family])
                status = msgspec.structs.replace(status, superseded=after)
            yield status
    finally:
        for index in indexes.values():
            index.save()


def family_of(path: Path) -> tuple[Path, str]:
    """What the work files of a file and of what it became share: the folder, and the name without the text's hash."""
    return path.parent, _HASH.sub("", path.stem)


def relatives(path: Path) -> list[Path]:
    """The work files of a file and of what it became, sorted; quick in a folder of thousands."""
    begin = family_of(path)[1]
    with contextlib.suppress(OSError):
        names = (name for name in os.listdir(path.parent) if name.startswith(begin) and name.endswith(".json"))
        found = sorted(path.with_name(name) for name in names)
        return [one for one in found if family_of(one) == family_of(path)]
    return []


def grouped(paths: Iterable[Path]) -> dict[tuple[Path, str], list[Path]]:
    """Work files by family."""
    families: dict[tuple[Path, str], list[Path]] = {}
    for path in paths:
        families.setdefault(family_of(path), []).append(path)
    return families


def successor(status: Status, family: Iterable[Status]) -> str:
    """The document that a review was carried over to; empty where it is the current one.

    Where a file became again what it was, two reviews follow each other: the one carried over last is current.
    """
    after = [one for one in family if one.follows == status.document and one.document != status.document]
    last = max(after, key=lambda one: one.followed, default=None)
    return last.document if last is not None and last.followed > status.followed else ""


def superseded(paths: Sequence[Path]) -> dict[Path, str]:
    """Which of these work files were carried over to another text of the same file, and to which document.

    Reads only files of which there are several of one name.
    """
    found: dict[Path, str] = {}
    for (folder, _name), family in grouped(paths).items():
        if len(family) > 1:
            index = Index(folder)
            known = {path: index.status_of(path) for path in family}
            found |= {path: after for path, status in known.items() if (after := successor(status, known.values()))}
            index.save()
    return found


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
        unplaced=sum(not left.dismissed for left in file.unplaced.values()),
        follows=meta.follows,
        followed=meta.followed,
    )


def _of_stored(stored: Stored) -> Status:
    """The same of a file of an earlier version, which is first made into one of this."""
    document, followed = follows(stored.history)
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
        unplaced=waiting(stored.records),
        follows=document,
        followed=followed,
    )
