"""What the screen asks of the session at every key, kept in step Change by Change at a cost that does not grow with it.

Invariant: order, counts and places equal those of a scan over all records; a test compares them.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter

from dvo_tui.minutes.model import AgendaItem, Participant
from dvo_tui.review.history import Change
from dvo_tui.review.records import Annotation, Record, Turn, layer_of
from dvo_tui.review.session import Progress, ReviewSession

Key = tuple[int, int, str, str]
"""Start, minus end, layer and id: sorts in reading order, the longer one first."""

BUCKET = 512
"""Characters that share a list of spans."""


class Ledger:
    """Order, counts and places of a session's annotations."""

    def __init__(self, session: ReviewSession) -> None:
        self._session = session
        self._order: list[Key] = []
        self._pending: list[Key] = []
        self._layers: dict[str, list[Key]] = {}
        self._keys: dict[str, Key] = {}
        self._counts: Counter[tuple[str, str | None, str]] = Counter()
        self._places: dict[int, list[tuple[int, int, str]]] = {}
        self._turns: Counter[str] = Counter()
        self._turns_in: dict[str | None, Counter[str]] = {}
        self._agenda: tuple[AgendaItem, ...] | None = None
        self._people: tuple[Participant, ...] | None = None
        for record in session.annotations():
            self._put(record, last=True)

    def note(self, change: Change) -> None:
        """Take in what a Change did."""
        for delta in change.deltas:
            if delta.layer == "agenda":
                self._agenda = None
            elif delta.layer == "participant":
                self._people = None
            self._take(delta.before)
            self._put(delta.after)

    # Order

    @property
    def total(self) -> int:
        return len(self._order)

    def place_of(self, identifier: str | None) -> int | None:
        """The place of an annotation in reading order, from 1."""
        key = self._keys.get(identifier or "")
        return None if key is None else bisect_left(self._order, key) + 1

    def of_layer(self, layer: str) -> list[str]:
        """The ids of a layer in reading order."""
        return [key[3] for key in self._layers.get(layer, ())]

    def next_pending(self, current: str | None, caret: int, step: int) -> str | None:
        """The next (`step` 1) or previous (-1) pending annotation, around the end; `None` when all is settled."""
        if not self._pending:
            return None
        here = self._keys.get(current or "") or (caret, -(1 << 62), "", "")
        at = bisect_left(self._pending, here)
        if step > 0:
            at += at < len(self._pending) and self._pending[at] == here
        else:
            at -= 1
        return self._pending[at % len(self._pending)][3]

    def neighbour(self, current: str | None, caret: int, step: int, show_rejected: bool = False) -> str | None:
        """The next or previous annotation of any state that is shown; `None` at either end."""
        here = self._keys.get(current or "")
        at = bisect_left(self._order, here or (caret, -(1 << 62), "", ""))
        at = at + step if here is not None or step < 0 else at
        while 0 <= at < len(self._order):
            record = self._session.records[self._order[at][3]]
            if show_rejected or (isinstance(record, Annotation) and record.status != "rejected"):
                return self._order[at][3]
            at += step
        return None

    # Places

    def at(self, offset: int) -> list[Annotation]:
        """The annotations whose spans hold an offset, the innermost (shortest) first."""
        here = [
            (end - start, start, identifier)
            for start, end, identifier in self._places.get(offset // BUCKET, ())
            if start <= offset < end
        ]
        found = (self._session.records[identifier] for _length, _start, identifier in sorted(here))
        return [record for record in found if isinstance(record, Annotation)]

    def agenda(self) -> tuple[AgendaItem, ...]:
        """The agenda as printed."""
        if self._agenda is None:
            self._agenda = self._session.agenda()
        return self._agenda

    def item_at(self, offset: int) -> AgendaItem | None:
        return next((item for item in self.agenda() if item.span.start <= offset < item.span.end), None)

    # People

    def participants(self) -> tuple[Participant, ...]:
        if self._people is None:
            self._people = self._session.participants()
        return self._people

    def turns(self) -> dict[str, int]:
        """How many turns that are not rejected each speaker has, by participant id or plain name."""
        return {speaker: count for speaker, count in self._turns.items() if count}

    def speakers_in(self, item: str | None) -> frozenset[str]:
        """Who speaks in an agenda item."""
        return frozenset(speaker for speaker, count in self._turns_in.get(item, {}).items() if count)

    # Counts

    def progress(self) -> Progress:
        return self._progress("all", None)

    def progress_of_item(self, item: str | None) -> Progress:
        return self._progress("item", item)

    def progress_of_layer(self, layer: str) -> Progress:
        return self._progress("layer", layer)

    def _progress(self, kind: str, key: str | None) -> Progress:
        return Progress(*(self._counts[kind, key, status] for status in ("accepted", "rejected", "pending")))

    # Keeping in step

    def _put(self, record: Record | None, last: bool = False) -> None:
        """Take a record in; `last` says that it comes after all others."""
        if not isinstance(record, Annotation):
            return
        key = _key(record)
        self._keys[record.id] = key
        lists = [self._order, self._layers.setdefault(key[2], [])]
        lists += [self._pending] if record.status == "pending" else []
        for keys in lists:
            if last:
                keys.append(key)
            else:
                insort(keys, key)
        self._count(record, 1)
        for span in record.spans:
            for bucket in range(span.start // BUCKET, (span.end - 1) // BUCKET + 1):
                self._places.setdefault(bucket, []).append((span.start, span.end, record.id))

    def _take(self, record: Record | None) -> None:
        if not isinstance(record, Annotation):
            return
        key = self._keys.pop(record.id)
        lists = [self._order, self._layers[key[2]]]
        lists += [self._pending] if record.status == "pending" else []
        for keys in lists:
            del keys[bisect_left(keys, key)]
        self._count(record, -1)
        for span in record.spans:
            for bucket in range(span.start // BUCKET, (span.end - 1) // BUCKET + 1):
                self._places[bucket].remove((span.start, span.end, record.id))

    def _count(self, record: Annotation, by: int) -> None:
        for kind, key in (("all", None), ("item", record.item), ("layer", layer_of(record))):
            self._counts[kind, key, record.status] += by
        if isinstance(record, Turn) and record.status != "rejected":
            speaker = speaker_of(record)
            self._turns[speaker] += by
            self._turns_in.setdefault(record.item, Counter())[speaker] += by


def speaker_of(turn: Turn) -> str:
    """The key under which a turn's speaker is listed."""
    return turn.speaker or turn.speaker_text


def _key(record: Annotation) -> Key:
    first = record.spans[0]
    return first.start, -first.end, layer_of(record), record.id
