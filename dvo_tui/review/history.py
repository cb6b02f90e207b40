"""A Change: what one command did to which records, who did it and when; everything that undo needs.

The history only grows. Undo and redo are Changes too, so the state of the undo stack follows from the history alone
and survives a restart.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from dvo_tui.review.records import LAYERS, Record


class Delta(msgspec.Struct, frozen=True):
    """One record before and after; `None` where it did not exist."""

    id: str
    layer: str
    before: Record | None
    after: Record | None

    def inverse(self) -> Delta:
        return Delta(self.id, self.layer, self.after, self.before)


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One revision of a document. `undoes` or `redoes` names the revision that it takes back or does again."""

    revision: int
    time: str
    reviewer: str
    command: dict[str, Any]
    deltas: tuple[Delta, ...]
    undoes: int | None = None
    redoes: int | None = None


def change_from(data: object) -> Change:
    """The Change of its plain form (what `msgspec.to_builtins` made of it).

    Raises:
        msgspec.ValidationError: with the path of the field that is wrong.
    """
    plain = msgspec.convert(data, _PlainChange)
    fields = {name: getattr(plain, name) for name in plain.__struct_fields__}
    return Change(**{**fields, "deltas": tuple(_delta_from(delta) for delta in plain.deltas)})


class _PlainDelta(msgspec.Struct, frozen=True):
    id: str
    layer: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class _PlainChange(msgspec.Struct, frozen=True):
    revision: int
    time: str
    reviewer: str
    command: dict[str, Any]
    deltas: tuple[_PlainDelta, ...]
    undoes: int | None = None
    redoes: int | None = None


def _delta_from(data: _PlainDelta) -> Delta:
    struct = LAYERS.get(data.layer)
    if struct is None:
        raise msgspec.ValidationError(f"Unknown layer {data.layer!r}")
    return Delta(data.id, data.layer, _record_from(data.before, struct), _record_from(data.after, struct))


def _record_from(data: dict[str, Any] | None, struct: type[Record]) -> Record | None:
    return None if data is None else msgspec.convert(data, struct)


class UndoStack:
    """Which Changes can be undone and redone, newest last, as the history says."""

    def __init__(self, history: Iterable[Change] = ()) -> None:
        self.undoable: list[Change] = []
        self.redoable: list[Change] = []
        for change in history:
            self.note(change)

    def note(self, change: Change) -> None:
        """Take in the next Change of the history."""
        if change.undoes is not None:
            self.redoable.append(self.undoable.pop())
        elif change.redoes is not None:
            self.undoable.append(self.redoable.pop())
        else:
            self.undoable.append(change)
            self.redoable.clear()
