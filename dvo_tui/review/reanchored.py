"""What re-anchoring a review gives: its records at their new places, and a report of what became of each.

Everything here is plain enough for JSON; what has no sure place is whole in its `Unplaced`, so that it can be kept.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec

from dvo_tui.minutes.model import Span
from dvo_tui.review.alignment import How
from dvo_tui.review.history import Delta
from dvo_tui.review.records import LAYERS, Record, id_of, layer_of

AROUND = 32
"""How many characters before and after a quote are kept with it."""

WORST_LAST: tuple[How, ...] = ("kept", "moved", "relocated", "edited")
"""The ways to a new place, the surest first."""


class Quote(msgspec.Struct, frozen=True):
    """A W3C TextQuoteSelector, and the TextPositionSelector of the text it was quoted from."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


class Unplaced(msgspec.Struct, frozen=True, kw_only=True):
    """What has no sure place in the new text; plain enough for JSON, and to be kept until the reviewer places it.

    `record` is the record in its plain form: links and agenda item are those of the new reading, spans and quoted text
    those of the old text, of which `text_sha256` is the hash and `quotes` what stood there.
    """

    id: str
    layer: str
    record: dict[str, Any]
    quotes: tuple[Quote, ...]
    text_sha256: str

    def decoded(self) -> Record:
        """The record.

        Raises:
            msgspec.ValidationError: with the path of the field that is wrong.
        """
        return msgspec.convert(self.record, LAYERS[self.layer])


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
        unplaced: What was settled and has no sure place. Annotations and agenda items are then not among `records`;
            a participant is, without the mention, and an item that was only moved is, where it was read.
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

    def deltas(self) -> tuple[Delta, ...]:
        """What makes `records` of `beginning`: the first Change of the new review."""
        before = {id_of(record): record for record in self.beginning}
        after = {id_of(record): record for record in self.records}
        deltas = []
        for identifier in {**before, **after}:
            was, now = before.get(identifier), after.get(identifier)
            record = was if now is None else now
            if was != now and record is not None:
                deltas.append(Delta(identifier, layer_of(record), was, now))
        return tuple(deltas)
