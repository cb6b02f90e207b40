"""Two histories of one review as one, record by record: what only one side changed is taken as it is.

Nothing of either history is lost: where both changed one record differently, the later one holds, the earlier one is
in the history before it, and a `Conflict` says so. Both sides get the same result, whoever merges.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import merge as in_order
from typing import Literal

import msgspec

from dvo_tui.errors import StoreError
from dvo_tui.language import _
from dvo_tui.review.history import Change, Delta, UndoStack, is_reading
from dvo_tui.review.records import Record, id_of, layer_of
from dvo_tui.store.mending import mended
from dvo_tui.store.workfile import Stored, key_of


class Conflict(msgspec.Struct, frozen=True):
    """A record that both sides changed, and not alike; `None` where a side removed it."""

    id: str
    layer: str
    ours: Record | None
    theirs: Record | None
    kept: Literal["ours", "theirs"]

    def __str__(self) -> str:
        kept = _("ours is kept") if self.kept == "ours" else _("theirs is kept")
        if self.ours is None or self.theirs is None:
            who = _("ours removes it") if self.ours is None else _("theirs removes it")
            return f"{self.layer} {self.id}: {who}; {kept}"
        fields = (
            _("{field}: ours {ours}, theirs {theirs}").format(
                field=field, ours=_shown(getattr(self.ours, field)), theirs=_shown(getattr(self.theirs, field))
            )
            for field in self.ours.__struct_fields__
            if getattr(self.ours, field) != getattr(self.theirs, field)
        )
        return f"{self.layer} {self.id}: {'; '.join(fields)}; {kept}"


class Merged(msgspec.Struct, frozen=True):
    """Two sides as one.

    Attributes:
        stored: What both become.
        conflicts: What a person should look at.
        ours: How many Changes only our side had.
        theirs: How many only the other side had.
    """

    stored: Stored
    conflicts: tuple[Conflict, ...]
    ours: int
    theirs: int


class Rebase:
    """A review on which Changes that were made elsewhere are put, each on what is there by then.

    Args:
        stored: The review; it is not changed itself.
    """

    def __init__(self, stored: Stored) -> None:
        self._stored = stored
        self.records = {id_of(record): record for record in stored.records}
        self.history = list(stored.history)
        self.keys = list(stored.keys)
        self._revisions = dict(zip(stored.keys, (change.revision for change in stored.history), strict=True))
        self._stack = UndoStack(stored.history)

    def take(self, change: Change, key: str, target: str | None) -> None:
        """Put a Change on top; one that changes nothing any more is left out.

        Args:
            change: As its own side made it.
            key: Its doc id.
            target: The doc id of the Change that it undoes or redoes.
        """
        if key in self._revisions:
            return
        deltas = tuple(self._apply(change.deltas))
        if not deltas:
            return
        new = Change(
            revision=len(self.history) + 1,
            time=max(change.time, self.history[-1].time) if self.history else change.time,
            reviewer=change.reviewer,
            command=change.command,
            deltas=deltas,
        )
        new = self._linked(new, change, self._revisions.get(target or ""))
        self.history.append(new)
        self.keys.append(key)
        self._revisions[key] = new.revision
        self._stack.note(new)

    def mend(self) -> None:
        """Put a Change on top that takes up what the others left dangling, where they did."""
        deltas = mended(self.records, self.history) if self.history else ()
        if deltas:
            last = self.history[-1]
            change = Change(revision=0, time=last.time, reviewer=last.reviewer, command={"do": "merge"}, deltas=deltas)
            self.take(change, key_of(change), None)

    def stored(self) -> Stored:
        """The review with all that was put on it."""
        return msgspec.structs.replace(
            self._stored, records=list(self.records.values()), history=list(self.history), keys=list(self.keys)
        )

    def _apply(self, deltas: Iterable[Delta]) -> Iterator[Delta]:
        for delta in deltas:
            before = self.records.get(delta.id)
            if before == delta.after:
                continue
            if delta.after is None:
                del self.records[delta.id]
            else:
                self.records[delta.id] = delta.after
            yield Delta(delta.id, delta.layer, before, delta.after)

    def _linked(self, new: Change, old: Change, target: int | None) -> Change:
        """With `undoes` or `redoes` where it still does exactly that; else it is a Change like others."""
        if old.undoes is not None and self._stack.undoable:
            top = self._stack.undoable[-1]
            if top.revision == target and new.deltas == tuple(d.inverse() for d in reversed(top.deltas)):
                return msgspec.structs.replace(new, undoes=target)
        if old.redoes is not None and self._stack.redoable:
            top = self._stack.redoable[-1]
            if top.revision == target and new.deltas == top.deltas:
                return msgspec.structs.replace(new, redoes=target)
        return new


def merge(ours: Stored, theirs: Stored) -> Merged:
    """Both sides of a review as one, in the order in which things were done.

    Raises:
        StoreError: if they are not reviews of one text by one reviewer.
    """
    if ours.minutes.text != theirs.minutes.text:
        raise StoreError("the two are reviews of different texts; keep both, under two names")
    if ours.reviewer != theirs.reviewer:
        raise StoreError("the two are of different reviewers: {one} and {two}", one=ours.reviewer, two=theirs.reviewer)
    shared = _shared(ours, theirs)
    rebase = Rebase(
        msgspec.structs.replace(
            ours,
            records=list({**state_before(theirs, shared), **state_before(ours, shared)}.values()),
            history=ours.history[:shared],
            keys=ours.keys[:shared],
        )
    )
    if shared:
        _take_hand_edits(rebase, state_before(theirs, shared), ours.history[shared - 1])
    tails = (_tail(ours, shared), _tail(theirs, shared))
    for change, key, target in in_order(*tails, key=lambda entry: (entry[0].time, entry[0].revision, entry[1])):
        rebase.take(change, key, target)
    only_ours, only_theirs = _only_in(ours, theirs), _only_in(theirs, ours)
    conflicts = tuple(_conflicts(ours, theirs, _touched(only_ours), _touched(only_theirs), rebase.records))
    rebase.mend()
    return Merged(rebase.stored(), conflicts, len(only_ours), len(only_theirs))


def _take_hand_edits(rebase: Rebase, theirs: dict[str, Record], last: Change) -> None:
    """Take over what differs although no Change says so: somebody edited the file itself."""
    deltas = tuple(
        Delta(identifier, layer_of(record), rebase.records.get(identifier), record)
        for identifier, record in theirs.items()
        if rebase.records.get(identifier) != record
    )
    if deltas:
        change = Change(revision=0, time=last.time, reviewer=last.reviewer, command={"do": "merge"}, deltas=deltas)
        rebase.take(change, key_of(change), None)


def _shared(ours: Stored, theirs: Stored) -> int:
    """How many Changes both histories begin with."""
    count = 0
    for one, two, key, other in zip(ours.history, theirs.history, ours.keys, theirs.keys, strict=False):
        if key != other or one != two:
            break
        count += 1
    return count


def state_before(stored: Stored, shared: int) -> dict[str, Record]:
    """The records as they were after the shared Changes."""
    records = {id_of(record): record for record in stored.records}
    for change in reversed(stored.history[shared:]):
        for delta in reversed(change.deltas):
            if delta.before is None:
                records.pop(delta.id, None)
            else:
                records[delta.id] = delta.before
    return records


def _tail(stored: Stored, shared: int) -> Iterator[tuple[Change, str, str | None]]:
    for change, key in list(zip(stored.history, stored.keys, strict=True))[shared:]:
        number = change.undoes or change.redoes
        yield change, key, stored.keys[number - 1] if number and number <= len(stored.keys) else None


def _only_in(one: Stored, other: Stored) -> list[Change]:
    """The Changes that the other has not; carrying a review over in the same way at another time is no difference."""
    known = set(other.keys)
    readings = [change.deltas for change in other.history if is_reading(change)]
    return [
        change
        for change, key in zip(one.history, one.keys, strict=True)
        if key not in known and not (is_reading(change) and change.deltas in readings)
    ]


def _touched(changes: Iterable[Change]) -> frozenset[str]:
    return frozenset(delta.id for change in changes for delta in change.deltas)


def _conflicts(
    ours: Stored, theirs: Stored, by_ours: frozenset[str], by_theirs: frozenset[str], merged: dict[str, Record]
) -> Iterator[Conflict]:
    """What both changed, and whatever else one side has and the result has not, for no reason in the histories."""
    mine = {id_of(record): record for record in ours.records}
    others = {id_of(record): record for record in theirs.records}
    for identifier in {**mine, **others, **dict.fromkeys(by_ours & by_theirs)}:
        one, two, now = mine.get(identifier), others.get(identifier), merged.get(identifier)
        both = identifier in by_ours and identifier in by_theirs and one != two
        lost = identifier not in by_ours and two is not None and now != two
        changed = identifier not in by_theirs and one is not None and now != one
        record = one or two
        if record is not None and (both or lost or changed):
            yield Conflict(identifier, layer_of(record), one, two, "ours" if now == one else "theirs")


def _shown(value: object) -> str:
    """A field of a record, short enough for a line."""
    plain = msgspec.to_builtins(value)
    text = plain if isinstance(plain, str) else msgspec.json.encode(plain).decode()
    return text if len(text) <= 60 else f"{text[:57]}…"
