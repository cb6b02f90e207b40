"""Where a reviewer was in each document, so that opening it again continues there; never part of the review itself."""

from __future__ import annotations

import contextlib
from hashlib import blake2b
from typing import NamedTuple

import msgspec

from dvo_tui import files
from dvo_tui.errors import StoreError
from dvo_tui.store.workspace import Workspace

TABLE = "places"


class Place(NamedTuple):
    """The current annotation, if any, and the offset of the caret in the reading text."""

    annotation_id: str | None
    offset: int


class _Row(msgspec.Struct, frozen=True):
    document: str
    annotation: str | None
    offset: int


class _Places(msgspec.Struct, frozen=True):
    places: dict[str, _Row] = {}


def of(workspace: Workspace, reviewer: str, document: str) -> Place | None:
    """Where the reviewer was; `None` when that is not known or cannot be read."""
    with contextlib.suppress(StoreError, msgspec.DecodeError, UnicodeDecodeError):
        found = files.read(workspace.places_for(reviewer))
        rows = msgspec.json.decode(found[0], type=_Places).places if found else {}
        row = rows.get(str(document_number(document)))
        return Place(row.annotation, row.offset) if row else None
    return None


def keep(workspace: Workspace, reviewer: str, document: str, place: Place) -> None:
    """Remember it; a place that cannot be saved is no reason to stop anybody."""
    from dvo_tui.store.storage import Database

    with contextlib.suppress(StoreError):
        path = workspace.places_for(reviewer)
        files.make_folder(path.parent)
        with Database(path) as database:
            row = _Row(document, place.annotation_id, place.offset)
            database.delta_table(TABLE).put(document_number(document), msgspec.to_builtins(row))


def document_number(document: str) -> int:
    """The TinyDB doc id under which a reviewer's files of many documents keep one."""
    return int.from_bytes(blake2b(document.encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> 1
