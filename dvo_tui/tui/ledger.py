"""What the screen asks of the session at every key, kept in step Change by Change at a cost that does not grow with it.

Invariant: order, counts and places equal those of a scan over all records; a test compares them.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from dvo_tui.minutes.model import AgendaItem, Participant
from dvo_tui.review.history import Change
from dvo_tui.review.queues import Filter, Order, Queue, speaker_of
from dvo_tui.review.records import Annotation, Record, Turn, layer_of
from dvo_tui.review.session import Progress, ReviewSession

if TYPE_CHECKING:
    from dvo_tui.review.cues import Cues


class Ledger:
    """The queue in use, counts and places of a session's annotations."""

    def __init__(self, session: ReviewSession) -> None:
        self._session = session
        self.queue = Queue(session)
        self._counts: Counter[tuple[str, str | None, str]] = Counter()
        self._turns: Counter[str] = Counter()
        self._turns_in: dict[str | None, Counter[str]] = {}
        found = session.annotations()
        cells = Counter([(record.item, layer_of(record), record.status) for record in found])
        for (item, layer, status), count in cells.items():
            for kind, key in (("all", None), ("item", item), ("layer", layer)):
                self._counts[kind, key, status] += count
        for record in found:
            if isinstance(record, Turn):
                self._count_turn(record, 1)

    def note(self, change: Change) -> None:
        """Take in what a Change did."""
        for delta in change.deltas:
            self._count(delta.before, -1)
            self._count(delta.after, 1)
        self.queue.note(change)
        if self.has_cues:
            self.cues.note(change)

    # Order

    def use(self, chosen: Filter | None = None, order: Order = "document") -> None:
        """Walk through another queue: without arguments through everything as it stands in the text."""
        self.queue = Queue(self._session, chosen, order)

    @property
    def narrowed(self) -> bool:
        """Whether something else than everything in the order of the text is walked through."""
        return self.queue.filter != Filter() or self.queue.order != "document"

    @cached_property
    def cues(self) -> Cues:
        """The sentences that sound like a decision or action; reading the text for them waits until it is asked."""
        from dvo_tui.review.cues import Cues  # its patterns take 60 ms to compile

        return Cues(self._session)

    @property
    def has_cues(self) -> bool:
        """Whether the text was read for missed cues already."""
        return "cues" in self.__dict__

    @property
    def total(self) -> int:
        """How many annotations the queue holds."""
        return self.queue.count

    def place_of(self, identifier: str | None) -> int | None:
        """The place of an annotation in the queue, from 1."""
        return self.queue.place(identifier)

    def of_layer(self, layer: str) -> list[str]:
        """The ids of a layer in reading order."""
        return [record.id for record in self._session.annotations(layer)]

    def next_pending(self, current: str | None, caret: int, step: int) -> str | None:
        """The next (`step` 1) or previous (-1) of the queue to settle, around the end; `None` when all is settled."""
        return self.queue.next_pending(current, caret, step)

    def neighbour(self, current: str | None, caret: int, step: int, show_rejected: bool = False) -> str | None:
        """The next or previous of the queue in any state that is shown; `None` at either end."""
        return self.queue.neighbour(current, caret, step, show_rejected)

    # Places

    def at(self, offset: int) -> list[Annotation]:
        """The annotations whose spans hold an offset, the innermost (shortest) first."""
        return self._session.index.at(offset)

    def agenda(self) -> tuple[AgendaItem, ...]:
        """The agenda as printed."""
        return self._session.agenda()

    def item_at(self, offset: int) -> AgendaItem | None:
        return self._session.item_at(offset)

    # People

    def participants(self) -> tuple[Participant, ...]:
        return self._session.participants()

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

    def _count(self, record: Record | None, by: int) -> None:
        if not isinstance(record, Annotation):
            return
        for kind, key in (("all", None), ("item", record.item), ("layer", layer_of(record))):
            self._counts[kind, key, record.status] += by
        if isinstance(record, Turn):
            self._count_turn(record, by)

    def _count_turn(self, turn: Turn, by: int) -> None:
        if turn.status != "rejected":
            speaker = speaker_of(turn)
            self._turns[speaker] += by
            self._turns_in.setdefault(turn.item, Counter())[speaker] += by
