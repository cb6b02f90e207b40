"""The one door through which a document under review changes: commands in, Changes out, undo without a bound.

Invariants: every span lies in the text; a mention's text equals its slice; undoing every Change gives the first state.
No screen and no files here: whoever applies a command makes the Change durable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType

import msgspec

from dvo_tui.errors import Refused
from dvo_tui.minutes.model import AgendaItem, Meeting, Minutes, Participant, Span
from dvo_tui.review.commands import AnyCommand, Complete, Redo, Reopen, Undo
from dvo_tui.review.desk import Desk
from dvo_tui.review.edits import pairs_of
from dvo_tui.review.history import Change, Delta, UndoStack, is_reading, misfit
from dvo_tui.review.index import Index
from dvo_tui.review.records import (
    MEETING,
    REVIEW,
    Annotation,
    Entity,
    Record,
    Review,
    Turn,
    id_of,
    layer_of,
)
from dvo_tui.review.surfaces import occurrences
from dvo_tui.scheme.scheme import Scheme


@dataclass(frozen=True)
class Progress:
    """How many annotations are settled; `pending` is what is still to do."""

    accepted: int = 0
    rejected: int = 0
    pending: int = 0

    @property
    def total(self) -> int:
        return self.accepted + self.rejected + self.pending

    @property
    def settled(self) -> int:
        return self.accepted + self.rejected


def now() -> str:
    """The time in UTC, ISO 8601 to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class ReviewSession:
    """A document under review by one reviewer.

    Args:
        minutes: The document as read; its text never changes.
        records: Every record at the current revision.
        reviewer: Whose changes these are.
        scheme: What may be annotated.
        history: Every Change so far, oldest first.
        clock: Gives the time of a Change, ISO 8601 in UTC.
    """

    def __init__(
        self,
        minutes: Minutes,
        records: Iterable[Record],
        reviewer: str,
        scheme: Scheme,
        history: Sequence[Change] = (),
        clock: Callable[[], str] = now,
    ) -> None:
        self.minutes = minutes
        self.reviewer = reviewer
        self.scheme = scheme
        self.history: list[Change] = list(history)
        self._records: dict[str, Record] = {id_of(record): record for record in records}
        self._records.setdefault(MEETING, minutes.meeting)
        self._records.setdefault(REVIEW, Review())
        self._stack = UndoStack(self.history)
        self._clock = clock
        self._index: Index | None = None
        self._desk: Desk | None = None
        self._people: tuple[Participant, ...] | None = None

    # What changes

    def apply(self, command: AnyCommand) -> Change | None:
        """Carry out a command.

        Returns:
            The Change to make durable, or `None` where the command left everything as it was.

        Raises:
            Refused: when it cannot be carried out; then nothing has changed.
        """
        if isinstance(command, Undo):
            return self._back(self._stack.undoable, "undoes", "nothing to undo")
        if isinstance(command, Redo):
            return self._back(self._stack.redoable, "redoes", "nothing to redo")
        if self.complete and not isinstance(command, Complete | Reopen):
            raise Refused("the document is called complete; reopen it first")
        pairs = pairs_of(command, self.desk)
        return self._commit(msgspec.to_builtins(command), tuple(_delta(*pair) for pair in pairs))

    def _back(self, changes: list[Change], how: str, empty: str) -> Change:
        if not changes:
            raise Refused(empty)
        target = changes[-1]
        if how == "undoes" and is_reading(target):
            raise Refused("here the text was read anew; what was done before that is in the review of the old text")
        deltas = target.deltas
        if how == "undoes":
            deltas = tuple(delta.inverse() for delta in reversed(deltas))
        change = self._commit({"do": "undo" if how == "undoes" else "redo"}, deltas, **{how: target.revision})
        assert change is not None
        return change

    def _commit(self, command: dict[str, object], deltas: tuple[Delta, ...], **which: int) -> Change | None:
        if not deltas:
            return None
        time = self._clock()
        if self.history:
            time = max(time, self.history[-1].time)
        change = Change(
            revision=self.revision + 1, time=time, reviewer=self.reviewer, command=command, deltas=deltas, **which
        )
        self._take(change)
        return change

    def _take(self, change: Change) -> None:
        for delta in change.deltas:
            if delta.after is None:
                self._records.pop(delta.id, None)  # a file that somebody edited may not have it any more
            else:
                self._records[delta.id] = delta.after
            self._keep_in_step(delta)
        self.history.append(change)
        self._stack.note(change)

    def _keep_in_step(self, delta: Delta) -> None:
        if self._index is not None:
            self._index.note(delta.before, delta.after)
        if delta.layer == "agenda":
            self._desk = None
        elif delta.layer == "participant":
            self._people = None

    def repeat(self, change: Change) -> None:
        """Make a Change again, just as a log has it.

        Raises:
            Refused: if it was not made on just this state of this text; then nothing has changed.
        """
        why = misfit(change, self._records, self.history, self._stack, self.text)
        if why is not None:
            raise Refused("change {n} of the log does not follow from this review: {why}", n=change.revision, why=why)
        self._take(change)

    # What is there

    @property
    def desk(self) -> Desk:
        """What commands work on: for previews that ask just what a command would."""
        if self._desk is None:
            self._desk = Desk(self.minutes, self._records, self.reviewer, self.scheme, self.index)
        return self._desk

    @property
    def index(self) -> Index:
        """The annotations in order and by place, kept in step."""
        if self._index is None:
            self._index = Index(self._records.values())
        return self._index

    @property
    def revision(self) -> int:
        """The number of the last Change; 0 before the first."""
        return self.history[-1].revision if self.history else 0

    @property
    def text(self) -> str:
        return self.minutes.text

    @property
    def records(self) -> Mapping[str, Record]:
        """Every record by id, as it is now; a view that cannot be written."""
        return MappingProxyType(self._records)

    @property
    def complete(self) -> bool:
        review = self._records[REVIEW]
        return isinstance(review, Review) and review.state == "complete"

    @property
    def meeting(self) -> Meeting:
        meeting = self._records[MEETING]
        assert isinstance(meeting, Meeting)
        return meeting

    @property
    def can_undo(self) -> bool:
        return bool(self._stack.undoable) and not is_reading(self._stack.undoable[-1])

    @property
    def can_redo(self) -> bool:
        return bool(self._stack.redoable)

    def record(self, identifier: str) -> Record:
        """The record of an id.

        Raises:
            Refused: if nothing has the id.
        """
        return self.desk.record(identifier)

    def annotation(self, identifier: str) -> Annotation:
        """The annotation of an id.

        Raises:
            Refused: if no annotation has the id.
        """
        return self.desk.annotation(identifier)

    def annotations(self, layer: str | None = None) -> tuple[Annotation, ...]:
        """All annotations, or those of one layer, in reading order: by start, the longer one first."""
        return (self.index.order if layer is None else self.index.of_layer(layer)).all()

    def between(self, start: int, end: int) -> list[Annotation]:
        """The annotations of which a span overlaps `start:end`, in reading order."""
        return self.index.between(start, end)

    def agenda(self) -> tuple[AgendaItem, ...]:
        """The agenda as printed; `parent` and `order` make the tree."""
        return self.desk.agenda

    def participants(self) -> tuple[Participant, ...]:
        """Those of the attendance list in its order, then those who speak without being listed, by name."""
        if self._people is None:
            people = (record for record in self._records.values() if isinstance(record, Participant))
            self._people = tuple(sorted(people, key=_attendance_order))
        return self._people

    def item_at(self, offset: int) -> AgendaItem | None:
        found = self._records.get(self.desk.item(offset) or "")
        return found if isinstance(found, AgendaItem) else None

    # What the panes ask

    def in_item(self, item: str | None, layer: str | None = None) -> tuple[Annotation, ...]:
        """The annotations of one agenda item, in reading order."""
        return tuple(record for record in self.annotations(layer) if record.item == item)

    def pending(self, layer: str | None = None) -> tuple[Annotation, ...]:
        """What is still to settle, in reading order."""
        return tuple(record for record in self.annotations(layer) if record.status == "pending")

    def at(self, offset: int) -> tuple[Annotation, ...]:
        """The annotations whose spans hold `offset`, the innermost (shortest) first."""
        return tuple(self.index.at(offset))

    def progress(self) -> Progress:
        """Counts over the whole document."""
        return _progress(self.annotations())

    def progress_by_item(self) -> dict[str | None, Progress]:
        """Counts by agenda item id; `None` for what stands outside every item."""
        groups: dict[str | None, list[Annotation]] = {}
        for record in self.annotations():
            groups.setdefault(record.item, []).append(record)
        return {item: _progress(records) for item, records in groups.items()}

    def turns_by_speaker(self) -> dict[str, int]:
        """How many turns that are not rejected each speaker has, by participant id or plain name."""
        counts: dict[str, int] = {}
        for turn in self.annotations("turn"):
            if isinstance(turn, Turn) and turn.status != "rejected":
                speaker = turn.speaker or turn.speaker_text
                counts[speaker] = counts.get(speaker, 0) + 1
        return counts

    def same(self, identifier: str) -> tuple[Span, ...]:
        """Where else the surface of a mention stands: what `Same` would touch."""
        record = self.record(identifier)
        return tuple(occurrences(record, self.desk)) if isinstance(record, Entity) else ()

    def name_of(self, link: str | None) -> str:
        """What to show for a link, speaker or owner: the participant's name, or the plain text itself."""
        record = self._records.get(link or "")
        return record.name if isinstance(record, Participant) else link or ""


def _delta(before: Record | None, after: Record | None) -> Delta:
    record = before if after is None else after
    assert record is not None
    return Delta(id_of(record), layer_of(record), before, after)


def _attendance_order(person: Participant) -> tuple[bool, float, str, str]:
    place = person.spans[0].start if person.spans else float("inf")
    return person.attendance == "not_listed", place, person.name, person.id


def _progress(records: Iterable[Annotation]) -> Progress:
    counts = {"accepted": 0, "rejected": 0, "pending": 0}
    for record in records:
        counts[record.status] += 1
    return Progress(**counts)
