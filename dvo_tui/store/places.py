"""Where a reviewer was in each document, and which file it was opened from; never part of the review itself."""

from __future__ import annotations

import contextlib
import os
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import msgspec

from dvo_tui import files
from dvo_tui.errors import StoreError
from dvo_tui.store.workspace import Workspace

TABLE = "places"
SOURCES = "sources"


class Place(NamedTuple):
    """The current annotation, if any, and the offset of the caret in the reading text."""

    annotation_id: str | None
    offset: int


class _Row(msgspec.Struct, frozen=True):
    document: str
    annotation: str | None
    offset: int


class _Source(msgspec.Struct, frozen=True):
    """The file of a document, as seen from the workspace, so that it holds in another clone too."""

    document: str
    file: str


class _Places(msgspec.Struct, frozen=True):
    places: dict[str, _Row] = {}
    sources: dict[str, _Source] = {}


def of(workspace: Workspace, reviewer: str, document: str) -> Place | None:
    """Where the reviewer was; `None` when that is not known or cannot be read."""
    with contextlib.suppress(StoreError, msgspec.DecodeError, UnicodeDecodeError):
        found = files.read(workspace.places_for(reviewer))
        rows = msgspec.json.decode(found[0], type=_Places).places if found else {}
        row = rows.get(str(document_number(document)))
        return Place(row.annotation, row.offset) if row else None
    return None


def keep_source(workspace: Workspace, reviewer: str, document: str, source: Path) -> None:
    """Remember which file a document is, where that is news; what cannot be saved is no reason to stop anybody."""
    seen = _seen_from(workspace, source)
    if source_of(workspace, reviewer, document) != workspace.root / seen:
        _put(workspace, reviewer, SOURCES, _Source(document, seen))


def keep(workspace: Workspace, reviewer: str, document: str, place: Place) -> None:
    """Remember it; a place that cannot be saved is no reason to stop anybody."""
    _put(workspace, reviewer, TABLE, _Row(document, place.annotation_id, place.offset))


def _put(workspace: Workspace, reviewer: str, table: str, row: _Row | _Source) -> None:
    from dvo_tui.store.storage import Database

    with contextlib.suppress(StoreError):
        path = workspace.places_for(reviewer)
        files.make_folder(path.parent)
        with Database(path) as database:
            database.delta_table(table).put(document_number(row.document), msgspec.to_builtins(row))


def source_of(workspace: Workspace, reviewer: str, document: str) -> Path | None:
    """The file that the reviewer opened a document from last; `None` when that is not known or cannot be read."""
    with contextlib.suppress(StoreError, msgspec.DecodeError, UnicodeDecodeError):
        found = files.read(workspace.places_for(reviewer))
        rows = msgspec.json.decode(found[0], type=_Places).sources if found else {}
        row = rows.get(str(document_number(document)))
        return workspace.root / row.file if row else None
    return None


def _seen_from(workspace: Workspace, source: Path) -> str:
    """A file as a path from the workspace; the whole path where there is none, as from another drive."""
    try:
        return Path(os.path.relpath(source.resolve(), workspace.root.resolve())).as_posix()
    except (OSError, ValueError):
        return source.absolute().as_posix()


def document_number(document: str) -> int:
    """The TinyDB doc id under which a reviewer's files of many documents keep one."""
    return int.from_bytes(blake2b(document.encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> 1
