"""What each command does to the records: pure functions from a command to the records before and after.

Invariant: a handler changes nothing itself; what it answers is all that becomes of its command.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from dvo_tui.errors import Refused
from dvo_tui.minutes.model import AgendaItem, Participant
from dvo_tui.review import additions, agenda, outline, people, placing, spans, surfaces
from dvo_tui.review.commands import (
    Accept,
    Add,
    Adopt,
    AnyCommand,
    Complete,
    Dismiss,
    Divide,
    Edit,
    Evidence,
    Indent,
    Introduce,
    Join,
    Link,
    Merge,
    Nothing,
    Outdent,
    Place,
    Reject,
    Remove,
    Renumber,
    Reopen,
    Reset,
    Respan,
    Same,
    SetField,
    Settle,
    Split,
    Withdraw,
)
from dvo_tui.review.desk import DAY, EDITABLE, EDTF, ID, REMARKS, TIME, Desk, Pair, edited
from dvo_tui.review.records import REVIEW, Annotation, Review, Status, Unplaced
from dvo_tui.review.surfaces import occurrences

__all__ = ["DAY", "EDITABLE", "EDTF", "ID", "REMARKS", "TIME", "Desk", "Pair", "occurrences", "pairs_of"]


def pairs_of(command: AnyCommand, desk: Desk) -> list[Pair]:
    """Every record that `command` changes, before and after.

    Raises:
        Refused: when the command cannot be carried out; then nothing changes.
    """
    handler = _HANDLERS.get(type(command))
    if handler is None:
        raise Refused("{do} is not an edit", do=type(command).__name__.lower())
    pairs = handler(command, desk)
    return [(before, after) for before, after in pairs if before != after]


def _settle(status: Status) -> Callable[[Any, Desk], list[Pair]]:
    def handler(command: Accept | Reject | Reset, desk: Desk) -> list[Pair]:
        record = desk.annotation(command.id)
        return [(record, msgspec.structs.replace(record, status=status))]

    return handler


def _settle_many(command: Settle, desk: Desk) -> list[Pair]:
    records = [desk.annotation(identifier) for identifier in dict.fromkeys(command.ids)]
    return [(record, msgspec.structs.replace(record, status=command.status)) for record in records]


def _reset(command: Reset, desk: Desk) -> list[Pair]:
    record = desk.record(command.id)
    if isinstance(record, Unplaced):
        return [(record, msgspec.structs.replace(record, dismissed=False))]
    return _settle("pending")(command, desk)


def _remove(command: Remove, desk: Desk) -> list[Pair]:
    record = desk.record(command.id)
    if isinstance(record, Participant):
        return [(record, None), *people.unlinked(record, desk)]
    if isinstance(record, AgendaItem):
        return agenda.removed(record, desk.records)
    if not isinstance(record, Annotation):
        raise Refused("{id} cannot be removed", id=command.id)
    return [(record, None)]


def _set(command: SetField, desk: Desk) -> list[Pair]:
    return _edit(Edit(id=command.id, values={command.field: command.value}), desk)


def _edit(command: Edit, desk: Desk) -> list[Pair]:
    record = desk.record(command.id)
    return [(record, edited(record, command.values, desk))]


def _mark(state: str) -> Callable[[Any, Desk], list[Pair]]:
    def handler(command: Complete | Reopen, desk: Desk) -> list[Pair]:
        return [(desk.record(REVIEW), msgspec.convert({"state": state}, Review))]

    return handler


_HANDLERS: dict[type, Callable[[Any, Desk], list[Pair]]] = {
    Accept: _settle("accepted"),
    Reject: _settle("rejected"),
    Reset: _reset,
    Settle: _settle_many,
    Remove: _remove,
    Add: additions.add,
    Nothing: additions.nothing,
    SetField: _set,
    Edit: _edit,
    Respan: spans.respan,
    Evidence: spans.evidence,
    Withdraw: spans.withdraw,
    Same: surfaces.same,
    Adopt: surfaces.adopt,
    Link: people.link,
    Introduce: people.introduce,
    Merge: people.merge,
    Split: people.split,
    Divide: outline.divide,
    Join: outline.join,
    Indent: outline.indent,
    Outdent: outline.outdent,
    Renumber: outline.renumber,
    Place: placing.place,
    Dismiss: placing.dismiss,
    Complete: _mark("complete"),
    Reopen: _mark("in_progress"),
}
