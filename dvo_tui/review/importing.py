"""Annotations of another file brought into a review as one Change: at their place, or listed as without one.

Nothing that the reviewer settled changes; nothing is there twice; what has no sure place is whole in an `Unplaced`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from dvo_tui.errors import Refused
from dvo_tui.minutes.model import AgendaItem, Minutes, Participant, Span, participant_id, record_id
from dvo_tui.review.alignment import Alignment, Placed
from dvo_tui.review.desk import EDITABLE
from dvo_tui.review.history import Change, Delta
from dvo_tui.review.leftovers import left_over
from dvo_tui.review.placing import put_at
from dvo_tui.review.reanchored import WORST_LAST
from dvo_tui.review.records import (
    LETTERS,
    Action,
    Annotation,
    Entity,
    Record,
    Turn,
    id_of,
    layer_of,
    quote,
    type_of,
)
from dvo_tui.review.session import ReviewSession, now

As = Literal["pending", "accepted"]

_Key = tuple[str, str, tuple[Span, ...]]


@dataclass(frozen=True)
class Incoming:
    """A document of another file, and what is annotated in it.

    Attributes:
        minutes: Its text, and the header, people and agenda that the file has; offsets count in this text.
        annotations: Every annotation, with links and agenda items that are ids in `minutes` or plain names.
        form: The name of the format.
    """

    minutes: Minutes
    annotations: tuple[Annotation, ...]
    form: str


Report = Counter[str]
"""What became of each annotation, counted: `kept` its offsets, `moved`, `edited` (other words inside) or `unplaced`;
`settled` a suggestion that stood there, or was `there` already and changed nothing. `people` counts those who were
added because something is linked to them.
"""


def bring_in(session: ReviewSession, incoming: Incoming, status: As) -> tuple[Change | None, Report]:
    """The Change that brings annotations into a review, for `repeat`, and what became of each.

    Args:
        session: The review; it is not changed here.
        incoming: What to bring in.
        status: What it comes in as; what was rejected stays rejected.

    Returns:
        The Change, `None` where there is nothing new.

    Raises:
        Refused: if the document is called complete.
    """
    if session.complete:
        raise Refused("the document is called complete; reopen it first")
    work = _Bringing(session, incoming, status)
    for record in incoming.annotations:
        work.take(record)
    work.take_publicity()
    deltas = tuple(
        Delta(id_, layer_of(after if before is None else before), before, after)
        for id_, (before, after) in work.pairs.items()
        if before != after
    )
    if not deltas:
        return None, work.report
    document = incoming.minutes.document
    command = {"do": "import", "format": incoming.form, "document": document.id, "from": document.text_sha256}
    change = Change(
        revision=session.revision + 1,
        time=max([now(), *(one.time for one in session.history[-1:])]),
        reviewer=session.reviewer,
        command={**command, "status": status, **work.report},
        deltas=deltas,
    )
    return change, work.report


class _Bringing:
    def __init__(self, session: ReviewSession, incoming: Incoming, status: As) -> None:
        self._desk = session.desk
        self._old, self._new = incoming.minutes, session.minutes
        self._status = status
        self._alignment = Alignment(self._old.text, self._new.text)
        self._by_key: dict[_Key, Annotation] = {}
        for record in session.annotations():
            self._by_key.setdefault(_key(record), record)
        self._people = {person.id: person for person in self._old.participants}
        self._links: dict[str, str] = {}
        self._names: dict[str, list[Participant]] = {}
        for person in session.participants():
            self._names.setdefault(_plain(person.name), []).append(person)
        self.pairs: dict[str, tuple[Record | None, Record]] = {}
        self.report: Report = Counter()

    def take(self, record: Annotation) -> None:
        """Bring in one annotation."""
        status = record.status if record.status == "rejected" else self._status
        placed = self._placed(record)
        record = self._linked(msgspec.structs.replace(record, status=status))
        if None in placed:
            self._leave(record, placed)
            return
        spans = [place.span for place in placed if place is not None]
        if isinstance(record, Turn):
            spans.sort()
        here = put_at(record, list(dict.fromkeys(spans)), quote(self._old.text, record.spans[:1]), self._new.text)
        here = msgspec.structs.replace(here, item=self._item(record, here.spans[0].start))
        twin = self._by_key.get(_key(here))
        there = self._desk.records.get(record.id)
        settled = isinstance(there, Annotation) and there.status != "pending"
        if twin is not None:
            self._settle(twin, here, record)
        elif settled and status == "pending":
            self.report["there"] += 1  # the reviewer has changed it since
        else:
            self._note(placed)
            self._put(None, msgspec.structs.replace(here, id=self._id(here)))

    def _placed(self, record: Annotation) -> list[Placed | None]:
        return [self._alignment.place(span, tolerant=not isinstance(record, Entity)) for span in record.spans]

    def _note(self, placed: Sequence[Placed | None]) -> None:
        how = max((place.how for place in placed if place is not None), key=WORST_LAST.index)
        self.report["moved" if how == "relocated" else how] += 1

    def _put(self, before: Record | None, after: Record) -> None:
        first = self.pairs.get(id_of(after), (before, after))[0]
        self.pairs[id_of(after)] = first, after
        if isinstance(after, Annotation):
            self._by_key[_key(after)] = after

    def _leave(self, record: Annotation, placed: Sequence[Placed | None]) -> None:
        """Keep what has no sure place; where it is listed already, it stays as it is."""
        item = record.item if isinstance(self._desk.records.get(record.item or ""), AgendaItem) else None
        record = msgspec.structs.replace(record, item=item)
        left = left_over(record, record.spans, self._old, [place and place.span for place in placed])
        if left.id in self._desk.records or left.id in self.pairs:
            self.report["there"] += 1
            return
        self.report["unplaced"] += 1
        self._put(None, left)

    def _settle(self, twin: Annotation, here: Annotation, record: Annotation) -> None:
        """Of two that are the same, the one that was there stays: settled as the new one says, while it is pending."""
        if twin.status != "pending" or here.status == "pending":
            self.report["there"] += 1
            return
        changes: dict[str, Any] = {"status": here.status}
        own = quote(self._old.text, record.spans[:1])
        for name in EDITABLE[layer_of(here)]:
            value = getattr(here, name)
            by_place = name == "item" or (name == "text" and getattr(record, "text", own) == own)
            if value not in (None, (), "", False) and not by_place and here.status == "accepted":
                changes[name] = value
        self.report["settled"] += 1
        self._put(twin, msgspec.structs.replace(twin, **changes))

    def _item(self, record: Annotation, start: int) -> str | None:
        known = isinstance(self._desk.records.get(record.item or ""), AgendaItem)
        return record.item if known else self._desk.item(start)

    def _id(self, record: Annotation) -> str:
        """Its own id where that is free, else one made of what it is and where."""
        found, count = record.id, 0
        while found in self._desk.records or found in self.pairs:
            places = [f"{span.start}-{span.end}" for span in record.spans]
            parts = (layer_of(record), type_of(record), *places, "imported", count)
            found = record_id(LETTERS[layer_of(record)], self._new.document.text_sha256, *parts)
            count += 1
        return found

    # People

    def take_publicity(self) -> None:
        """Who is public by function, where the file says so and the review does not yet."""
        for person in self._old.participants:
            known = self._known(person)
            there = self.pairs[known][1] if known in self.pairs else self._desk.records.get(known or "")
            if not isinstance(there, Participant) or (person.public is None and person.ground is None):
                continue
            public = person.public if there.public is None else there.public
            after = msgspec.structs.replace(there, public=public, ground=there.ground or person.ground)
            if after != there:
                self._put(there, after)
                self.report["settled"] += 1

    def _known(self, person: Participant) -> str | None:
        """Who somebody of the file is in the review: by id, else by name where just one is called so."""
        if isinstance(self._desk.records.get(person.id), Participant):
            return person.id
        alike = self._names.get(_plain(person.name), [])
        return alike[0].id if len(alike) == 1 else self._links.get(person.id)

    def _linked(self, record: Annotation) -> Annotation:
        """With the participants of the review for those of the file."""
        if isinstance(record, Entity) and record.link is not None:
            return msgspec.structs.replace(record, link=self._person(record.link))
        if isinstance(record, Turn) and record.speaker is not None:
            return msgspec.structs.replace(record, speaker=self._person(record.speaker))
        if isinstance(record, Action):
            return msgspec.structs.replace(record, owners=tuple(self._person(owner) for owner in record.owners))
        return record

    def _person(self, link: str) -> str:
        """Whom a link means in the review: by id, by name, or somebody who is added to it; a plain name stays one."""
        person = self._people.get(link)
        if person is None:
            return link
        if link not in self._links:
            self._links[link] = self._known(person) or self._added(person)
        return self._links[link]

    def _added(self, person: Participant) -> str:
        found = [self._alignment.place(span) for span in person.spans]
        spans = tuple(place.span for place in found if place is not None)
        identifier, count = person.id, 0
        while identifier in self._desk.records or identifier in self.pairs:
            name = f"{person.name}\x1f{count}" if count else person.name
            identifier = participant_id(self._new.document.text_sha256, name)
            count += 1
        self._put(None, msgspec.structs.replace(person, id=identifier, spans=spans))
        self.report["people"] += 1
        return identifier


def _key(record: Annotation) -> _Key:
    return layer_of(record), type_of(record), record.spans


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
