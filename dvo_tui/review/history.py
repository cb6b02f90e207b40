"""A Change: what one command did to which records, who did it and when; everything that undo needs.

The history only grows. Undo and redo are Changes too, so the state of the undo stack follows from the history alone
and survives a restart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from dvo_tui.minutes.model import AgendaItem
from dvo_tui.review.records import LAYERS, Entity, Record, Unplaced, id_of


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


def is_reading(change: Change) -> bool:
    """Whether a Change carried a review over to a text that was read anew: no command of a reviewer, never undone."""
    return change.command.get("do") == "reanchor" and change.undoes is None and change.redoes is None


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


def misfit(
    change: Change, records: Mapping[str, Record], history: Sequence[Change], stack: UndoStack, text: str
) -> str | None:
    """Why a Change of a log was not made on just this state; `None` where it was.

    Args:
        change: The Change.
        records: Every record now, by id.
        history: Every Change so far.
        stack: What can be undone and redone now.
        text: The reading text.
    """
    if change.revision != len(history) + 1:
        return f"the next one here is {len(history) + 1}"
    if history and change.time < history[-1].time:
        return "it is earlier than the one before"
    for number, open_ in ((change.undoes, stack.undoable), (change.redoes, stack.redoable)):
        if number is not None and (not open_ or open_[-1].revision != number):
            return f"{number} is not next to be undone or redone"
    state = {delta.id: records.get(delta.id) for delta in change.deltas}
    for delta in change.deltas:
        if state[delta.id] != delta.before or delta.before == delta.after:
            return f"{delta.id} was something else"
        if delta.after is not None and (id_of(delta.after) != delta.id or not _quotes(delta.after, text)):
            return f"{delta.id} does not stand in the text so"
        state[delta.id] = delta.after
    return None if change.deltas else "it changes nothing"


def _quotes(record: Record, text: str) -> bool:
    """Whether the spans of a record lie in the text and a mention is what stands there."""
    spans = (record.span,) if isinstance(record, AgendaItem) else getattr(record, "spans", ())
    if isinstance(record, Unplaced):
        spans = tuple(span for span in record.places if span is not None)
    if isinstance(record, Entity) and text[max(0, record.start) : max(0, record.end)] != record.text:
        return False
    return all(0 <= span.start < span.end <= len(text) for span in spans)
