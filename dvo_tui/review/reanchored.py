"""What re-anchoring a review gives: its records at their new places, and a report of what became of each.

Everything here is plain enough for JSON; what has no sure place is whole in its `Unplaced`, so that it can be kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Literal

import msgspec

from dvo_tui.minutes.model import Span
from dvo_tui.review.alignment import How
from dvo_tui.review.history import Change, Delta, is_reading
from dvo_tui.review.records import Record, Unplaced, id_of, layer_of

AROUND = 32
"""How many characters before and after a quote are kept with it."""

WORST_LAST: tuple[How, ...] = ("kept", "moved", "relocated", "edited")
"""The ways to a new place, the surest first."""


class Placement(msgspec.Struct, frozen=True):
    """Where a record stood and stands; `how` is the least sure of its spans."""

    id: str
    layer: str
    how: How
    old: tuple[Span, ...]
    new: tuple[Span, ...]


class Reanchored(msgspec.Struct, frozen=True, kw_only=True):
    """A review carried over.

    Attributes:
        beginning: The new reading as nobody has touched it yet: what its review begins with.
        records: Every record as it is to be now.
        placements: Every annotation that has its place, also those pending ones that were proposed again, and every
            agenda item or mention of a participant that is the reviewer's.
        unplaced: What was settled and has no sure place, now or since an earlier reading. Annotations and agenda items
            are then not among `records`; a participant is, without the mention, and an item that was only moved is,
            where it was read.
        added: The ids of suggestions that are new.
        dropped: The ids of what nobody settled and is not proposed or read again.
        reopened: Whether the review was complete and is not any more, as there is something to settle or place.
    """

    beginning: list[Record]
    records: list[Record]
    placements: tuple[Placement, ...]
    unplaced: tuple[Unplaced, ...]
    added: tuple[str, ...]
    dropped: tuple[str, ...]
    reopened: bool

    def counts(self) -> dict[str, int]:
        """The report in numbers: `kept`, `moved`, `relocated`, `edited`, `unplaced`, `added` and `dropped`."""
        found = Counter(placement.how for placement in self.placements)
        rest = {"unplaced": len(self.unplaced), "added": len(self.added), "dropped": len(self.dropped)}
        return {**{how: found[how] for how in WORST_LAST}, **rest}

    def command(self, old: str, text_sha256: str) -> dict[str, Any]:
        """What the Change says that carries the review over: from which review and text, and what became of each.

        Args:
            old: The id of the document whose review it was.
            text_sha256: The hash of its text.
        """
        ways: dict[str, Any] = {how: [one.id for one in self.placements if one.how == how] for how in WORST_LAST}
        counts = {"added": len(self.added), "dropped": len(self.dropped)}
        left = [one.id for one in self.unplaced]
        return {"do": "reanchor", "from": text_sha256, "document": old, **ways, "unplaced": left, **counts}

    def deltas(self, base: Iterable[Record] | None = None) -> tuple[Delta, ...]:
        """What makes `records` and `unplaced` of `beginning`, or of `base`: the Change that carries it over."""
        before = {id_of(record): record for record in (self.beginning if base is None else base)}
        after = {id_of(record): record for record in (*self.records, *self.unplaced)}
        deltas = []
        for identifier in {**before, **after}:
            was, now = before.get(identifier), after.get(identifier)
            record = was if now is None else now
            if was != now and record is not None:
                deltas.append(Delta(identifier, layer_of(record), was, now))
        return tuple(deltas)


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a review when the text was read anew, as the Change that did it says; ids of records by how."""

    revision: int
    time: str
    document: str
    text_sha256: str
    kept: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    relocated: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    added: int = 0
    dropped: int = 0


def readings(history: Sequence[Change]) -> tuple[Reading, ...]:
    """Every time the review was carried over to a text that was read anew, the last one last."""
    return tuple(_reading(change) for change in history if is_reading(change))


def _reading(change: Change) -> Reading:
    said = change.command
    listed = [name for name in _LISTS if isinstance(said.get(name), list | tuple)]
    ids: dict[str, Any] = {name: tuple(map(str, said[name])) for name in listed}
    counts: dict[str, Any] = {name: said[name] for name in ("added", "dropped") if isinstance(said.get(name), int)}
    return Reading(
        revision=change.revision,
        time=change.time,
        document=str(said.get("document", "")),
        text_sha256=str(said.get("from", "")),
        **ids,
        **counts,
    )


_LISTS: tuple[How | Literal["unplaced"], ...] = (*WORST_LAST, "unplaced")
