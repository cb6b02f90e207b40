"""What the reviewer walks through: which annotations, in which order, and where in it they are; kept in step.

Invariant: members, order and counts are those that filtering and sorting all annotations would give; a step, a place
and a Change cost a search by halves.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass
from typing import Literal, get_args

from dvo_tui.errors import Refused
from dvo_tui.language import _
from dvo_tui.minutes.model import AgendaItem, Span
from dvo_tui.review.history import Change
from dvo_tui.review.index import Key, key_of
from dvo_tui.review.records import Annotation, Turn, layer_of, type_of
from dvo_tui.review.session import ReviewSession

Kind = Literal["all", "layer", "type", "rule", "item", "speaker", "flagged", "commented"]
Order = Literal["document", "doubtful"]

_Place = tuple[float, Key]
"""How a member sorts: by confidence where the doubtful come first, else by nothing, then in reading order."""

MANY = 500
"""A Change of more records is read anew: moving one by one costs more."""

UNSURE = 2.0
"""What sorts what has no confidence (somebody added it) behind all that has one."""


@dataclass(frozen=True)
class Filter:
    """Which annotations a queue holds.

    `value` is a layer (`entity`), a layer and type (`entity:PERSON`), a suggester and rule (`persons:honorific`), the
    id of an agenda item (empty for none), or a speaker (participant id or wording); nothing for the others.

    Raises:
        Refused: if there is no such kind.
    """

    kind: Kind = "all"
    value: str = ""

    def __post_init__(self) -> None:
        kinds = get_args(Kind)
        if self.kind not in kinds:
            raise Refused("there is no queue {kind}; there are {kinds}", kind=self.kind, kinds=", ".join(kinds))

    def holds(self, record: Annotation) -> bool:
        """Whether an annotation is of this kind; of a speaker's, whether it is a turn of theirs."""
        if self.kind == "layer":
            return layer_of(record) == self.value
        if self.kind == "type":
            return f"{layer_of(record)}:{type_of(record)}" == self.value
        if self.kind == "rule":
            return f"{record.origin.by}:{record.origin.rule or ''}" == self.value
        if self.kind == "item":
            return (record.item or "") == self.value
        if self.kind == "speaker":
            return isinstance(record, Turn) and record.status != "rejected" and speaker_of(record) == self.value
        return {"flagged": record.flag, "commented": record.note is not None}.get(self.kind, True)


def speaker_of(turn: Turn) -> str:
    """The key under which a turn's speaker is listed."""
    return turn.speaker or turn.speaker_text


def filters_of(session: ReviewSession, identifier: str | None) -> tuple[Filter, ...]:
    """The queues that hold an annotation, the widest first; without one those that need no value."""
    found = [Filter("all")]
    record = session.records.get(identifier or "")
    if isinstance(record, Annotation):
        layer = layer_of(record)
        found.append(Filter("layer", layer))
        if type_of(record):
            found.append(Filter("type", f"{layer}:{type_of(record)}"))
        if record.origin.rule:
            found.append(Filter("rule", f"{record.origin.by}:{record.origin.rule}"))
        found.append(Filter("item", record.item or ""))
        turn = record if isinstance(record, Turn) else _turn_at(session, record.spans[0].start)
        if turn is not None and speaker_of(turn):
            found.append(Filter("speaker", speaker_of(turn)))
    return (*found, Filter("flagged"), Filter("commented"))


def tally(session: ReviewSession) -> dict[Filter, tuple[int, int]]:
    """How many annotations each queue holds, and how many of those are pending; of speakers only who there are."""
    counts: dict[Filter, tuple[int, int]] = {Filter(): (0, 0), Filter("flagged"): (0, 0), Filter("commented"): (0, 0)}
    for record in session.annotations():
        if isinstance(record, Turn) and record.status != "rejected" and speaker_of(record):
            counts.setdefault(Filter("speaker", speaker_of(record)), (0, 0))
        if record.status == "rejected" and record.origin.rule is None:
            continue
        layer, kind, by, rule = layer_of(record), type_of(record), record.origin.by, record.origin.rule
        found = [Filter(), Filter("layer", layer), Filter("item", record.item or "")]
        found += [Filter("type", f"{layer}:{kind}")] if kind else []
        found += [Filter("rule", f"{by}:{rule}")] if rule else []
        found += [Filter("flagged")] if record.flag else []
        found += [Filter("commented")] if record.note is not None else []
        for one in found:
            count, pending = counts.get(one, (0, 0))
            counts[one] = count + 1, pending + (record.status == "pending")
    return counts


def name_of(session: ReviewSession, chosen: Filter, language: str) -> str:
    """What a queue is called: in words of the interface and of the scheme."""
    if chosen.kind == "type":
        layer, _colon, kind = chosen.value.partition(":")
        label = session.scheme.label(layer, kind)
        return label.name(language) if label else kind
    if chosen.kind == "item":
        item = session.records.get(chosen.value)
        return f"{item.label or ''} {item.title}".strip() if isinstance(item, AgendaItem) else _("outside every item")
    if chosen.kind == "speaker":
        return session.name_of(chosen.value)
    words = {"all": _("everything"), "flagged": _("what is flagged"), "commented": _("what has a comment")}
    return words.get(chosen.kind, chosen.value)


def _turn_at(session: ReviewSession, offset: int) -> Turn | None:
    return next((one for one in session.index.at(offset) if isinstance(one, Turn) and one.status != "rejected"), None)


class Queue:
    """Some of a session's annotations in some order.

    Args:
        session: The session; after each Change of it `note` is to be called.
        chosen: Which annotations.
        order: As in the text, or the least sure first.
    """

    def __init__(self, session: ReviewSession, chosen: Filter | None = None, order: Order = "document") -> None:
        self.filter = chosen or Filter()
        self.order: Order = order
        self._session = session
        self._walks_all = self.filter.kind in ("flagged", "commented")
        self._read()

    def _read(self) -> None:
        self._said = self._speech()
        index, order = self._session.index, self.order
        held = [
            ((0.0 if order == "document" else _doubt(record), key), record)
            for key, record in zip(index.order.keys, index.order.all(), strict=True)
            if self._holds(record)
        ]
        self._members = [place for place, _record in held]
        self._pending = [place for place, record in held if record.status == "pending"]
        self._places = {place[1][3]: place for place in self._members}
        if order == "doubtful":
            self._members.sort()
            self._pending.sort()

    def note(self, change: Change) -> None:
        """Take in what a Change did."""
        speech = any(delta.layer == "turn" for delta in change.deltas) and self._speech() != self._said
        if speech or len(change.deltas) > MANY:
            self._read()
            return
        for delta in change.deltas:
            before, after = (one if isinstance(one, Annotation) else None for one in (delta.before, delta.after))
            old = None if before is None else self._places.get(before.id)
            new = self._place(after) if after is not None and self._holds(after) else None
            if old is not None and before is not None and before.status == "pending":
                _take(self._pending, old)
            if old is not None and old != new:
                _take(self._members, old)
                del self._places[delta.id]
            if new is not None and old != new:
                insort(self._members, new)
                self._places[delta.id] = new
            if new is not None and after is not None and after.status == "pending":
                insort(self._pending, new)

    # What is in it

    @property
    def ids(self) -> tuple[str, ...]:
        """The members, in order."""
        return tuple(place[1][3] for place in self._members)

    @property
    def count(self) -> int:
        """How many members there are, settled ones too."""
        return len(self._members)

    @property
    def pending(self) -> int:
        """How many of the members are to be settled yet."""
        return len(self._pending)

    def place(self, identifier: str | None) -> int | None:
        """The place of a member, from 1; `None` of what is none."""
        place = self._places.get(identifier or "")
        return None if place is None else bisect_left(self._members, place) + 1

    # Steps

    def next_pending(self, current: str | None, caret: int, step: int) -> str | None:
        """The next (`step` 1) or previous (-1) pending member, around the end; `None` when all is settled.

        Where what is flagged or commented is walked, every member is to be looked at, pending or not.

        Args:
            current: The annotation that the reviewer is at.
            caret: Where the reviewer is, where that is at none.
            step: 1 or -1.
        """
        walked = self._members if self._walks_all else self._pending
        if not walked:
            return None
        here = self._here(current, caret)
        at = bisect_right(walked, here) if step > 0 else bisect_left(walked, here) - 1
        return walked[at % len(walked)][1][3]

    def neighbour(self, current: str | None, caret: int, step: int, show_rejected: bool = False) -> str | None:
        """The next or previous member of any state that is shown; `None` at either end."""
        here = self._here(current, caret)
        at = bisect_right(self._members, here) if step > 0 else bisect_left(self._members, here) - 1
        while 0 <= at < len(self._members):
            identifier = self._members[at][1][3]
            record = self._session.records[identifier]
            if show_rejected or (isinstance(record, Annotation) and record.status != "rejected"):
                return identifier
            at += step
        return None

    def _here(self, current: str | None, caret: int) -> _Place:
        """Where the reviewer is in the order; before all that begins at the caret where that is at no annotation."""
        known = self._places.get(current or "")
        if known is not None:
            return known
        record = self._session.records.get(current or "")
        if isinstance(record, Annotation):
            return self._place(record)
        return (-1.0 if self.order == "doubtful" else 0.0), (caret, -(1 << 62), "", "")

    # Keeping in step

    def _place(self, record: Annotation) -> _Place:
        return 0.0 if self.order == "document" else _doubt(record), key_of(record)

    def _holds(self, record: Annotation) -> bool:
        """Whether a record is a member; never what was not proposed and is not there: the marks of `Nothing`."""
        if record.status == "rejected" and record.origin.rule is None:
            return False
        if self.filter.kind == "all":
            return True
        if self.filter.kind == "speaker" and not isinstance(record, Turn):
            start = record.spans[0].start
            at = bisect_right(self._said, Span(start, len(self._session.text) + 1)) - 1
            return at >= 0 and start < self._said[at].end
        return self.filter.holds(record)

    def _speech(self) -> list[Span]:
        """What the speaker says, in order, where the queue is one speaker's."""
        turns = self._session.annotations("turn") if self.filter.kind == "speaker" else ()
        said: list[Span] = []
        for span in sorted(span for turn in turns if self.filter.holds(turn) for span in turn.spans):
            if said and span.start <= said[-1].end:
                said[-1] = Span(said[-1].start, max(said[-1].end, span.end))
            else:
                said.append(span)
        return said


def _take(places: list[_Place], place: _Place) -> None:
    at = bisect_left(places, place)
    if at < len(places) and places[at] == place:
        del places[at]


def _doubt(record: Annotation) -> float:
    sure = record.origin.confidence
    return UNSURE if sure is None else sure
