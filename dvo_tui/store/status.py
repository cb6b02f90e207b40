"""How far each review of a workspace is, read from the work files without building a session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from dvo_tui import files
from dvo_tui.errors import StoreError
from dvo_tui.language import explain
from dvo_tui.review.records import Review
from dvo_tui.store.workfile import ONLY, Meta
from dvo_tui.store.workspace import Workspace


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


class _Settled(msgspec.Struct, frozen=True):
    status: str


class _Source(msgspec.Struct, frozen=True):
    file: str


class _Counted(msgspec.Struct, frozen=True):
    """The part of a work file that is counted; the rest is skipped by the decoder."""

    meta: dict[str, Meta]
    document: dict[str, _Source]
    review: dict[str, Review]
    turns: dict[str, _Settled] = {}
    entities: dict[str, _Settled] = {}
    decisions: dict[str, _Settled] = {}
    actions: dict[str, _Settled] = {}
    notes: dict[str, _Settled] = {}


def statuses(workspace: Workspace, reviewer: str | None = None) -> Iterator[Status]:
    """The status of every work file, or of those of one reviewer, by document."""
    for path in workspace.work_files(reviewer):
        yield status_of(path)


def status_of(path: Path) -> Status:
    """The status of one work file; what is wrong with it is in the status, never raised."""
    try:
        found = files.read(path)
        if found is None:
            raise StoreError("{file} is gone", file=path)
        return _counted(msgspec.json.decode(found[0], type=_Counted))
    except StoreError as error:
        problem = explain(error)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, KeyError) as error:
        problem = explain(StoreError("{file} is damaged and left as it is: {why}", file=path, why=error))
    return Status(document=path.stem, reviewer=path.parent.name, problem=problem)


def _counted(file: _Counted) -> Status:
    meta = file.meta[str(ONLY)]
    tables = (file.turns, file.entities, file.decisions, file.actions, file.notes)
    settled = [record.status for table in tables for record in table.values()]
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
    )
