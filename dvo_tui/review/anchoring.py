"""A review of an old text carried over to the minutes read anew: what was settled is placed surely, or listed.

Nothing settled is lost, and nothing settled comes to stand on other words without saying so.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from dvo_tui.errors import Refused
from dvo_tui.minutes.model import AgendaItem, Meeting, Minutes, Participant, Span
from dvo_tui.review import agenda
from dvo_tui.review.alignment import Alignment, Placed
from dvo_tui.review.desk import ASIDE, EDITABLE
from dvo_tui.review.history import Change
from dvo_tui.review.leftovers import found_again, left_over
from dvo_tui.review.opening import first_records
from dvo_tui.review.placing import put_at, waiting
from dvo_tui.review.reanchored import WORST_LAST, Placement, Reanchored
from dvo_tui.review.records import (
    MEETING,
    REVIEW,
    Action,
    Annotation,
    Entity,
    Record,
    Review,
    Turn,
    Unplaced,
    id_of,
    layer_of,
    quote,
    type_of,
)
from dvo_tui.suggest.base import Suggestion

_Key = tuple[str, str, tuple[Span, ...]]
"""Layer, type and spans: what makes two suggestions the same."""

_Structured = TypeVar("_Structured", Participant, AgendaItem, Meeting)


def reanchor(
    old: Minutes,
    records: Iterable[Record],
    history: Sequence[Change],
    new: Minutes,
    suggestions: Iterable[Suggestion],
    alignment: Alignment | None = None,
) -> Reanchored:
    """Carry a review over to minutes that were read anew, from a changed file or by a changed reader.

    A store calls this when the source of a review gives another text or structure than the one under review. It then
    begins a work file for `new` with `beginning` and one Change whose deltas are `deltas()`, with the command that
    `command()` gives, so that the log can be done again and what the reviewer removed stays removed at the next reading
    too; `unplaced` are records of their own, the old work file stays as it is, and `counts()` is shown.

    Args:
        old: The text under review, and what was read in it.
        records: Every record of the review as it is now.
        history: Every Change of the review; says what was removed, and what was pending before somebody settled it.
        new: The minutes as read now.
        suggestions: What is proposed for `new`.
        alignment: Of the two texts, where it is made already.
    """
    return _Reanchoring(old, records, history, new, suggestions, alignment or Alignment(old.text, new.text)).result()


class _Agenda:
    """Agenda items by place; they never overlap."""

    def __init__(self, items: Iterable[AgendaItem]) -> None:
        self._items = sorted(items, key=lambda item: item.span.start)
        self._starts = [item.span.start for item in self._items]

    def at(self, offset: int) -> str | None:
        index = bisect_right(self._starts, offset) - 1
        return self._items[index].id if index >= 0 and offset < self._items[index].span.end else None


class _Reanchoring:
    def __init__(
        self,
        old: Minutes,
        records: Iterable[Record],
        history: Sequence[Change],
        new: Minutes,
        suggestions: Iterable[Suggestion],
        alignment: Alignment,
    ) -> None:
        self.old, self.new = old, new
        everything = list(records)
        self.now = {id_of(record): record for record in everything if not isinstance(record, Unplaced)}
        self.left_before = [record for record in everything if isinstance(record, Unplaced)]
        self.first = _originals(old, self.now, history)
        self.beginning = first_records(new, suggestions)
        self.fresh = {id_of(record): record for record in self.beginning}
        self.alignment = alignment
        self.placements: list[Placement] = []
        self.unplaced: list[Unplaced] = []
        self.added: list[str] = []
        self.dropped: list[str] = []
        self.links: dict[str, str] = {}
        """The participant id of the new reading, or a plain name, for each id that is no longer used."""
        self.items: dict[str, str] = {}
        """The agenda id of the new reading for each old one that has one."""

    def result(self) -> Reanchored:
        people = self._people()
        items = self._agenda()
        annotations = self._annotations(_Agenda(items))
        meeting = self._meeting()
        review = self.now.get(REVIEW, Review())
        assert isinstance(review, Review)
        to_do = waiting(self.unplaced) > 0 or any(record.status == "pending" for record in annotations)
        reopened = review.state == "complete" and to_do
        return Reanchored(
            beginning=self.beginning,
            records=[Review() if reopened else review, meeting, *people, *items, *annotations],
            placements=tuple(self.placements),
            unplaced=tuple(self.unplaced),
            added=tuple(self.added),
            dropped=tuple(self.dropped),
            reopened=reopened,
        )

    # Spans

    def _placed(self, spans: Sequence[Span], tolerant: bool) -> list[Placed] | None:
        """The place of every span; `None` where one has none."""
        found: list[Placed] = []
        for span in spans:
            place = self.alignment.place(span, tolerant)
            if place is None:
                return None
            found.append(place)
        return found

    def _note(self, record: Record, old: Sequence[Span], placed: Sequence[Placed]) -> None:
        how = max((place.how for place in placed), key=WORST_LAST.index)
        new = tuple(place.span for place in placed)
        self.placements.append(Placement(id_of(record), layer_of(record), how, tuple(old), new))

    # The meeting and its people

    def _meeting(self) -> Meeting:
        """The header as read now, with what the reviewer set."""
        now = self.now.get(MEETING, self.old.meeting)
        assert isinstance(now, Meeting)
        changes = {
            field: None if self.links.get(person, person) not in self.fresh else self.links.get(person, person)
            for field in ("chair", "secretary")
            if (person := getattr(self.new.meeting, field)) in self.links
        }
        fresh = msgspec.structs.replace(self.new.meeting, **changes)
        return _carried(self.old.meeting, now, fresh, self.links)

    def _people(self) -> list[Participant]:
        """The people as read now, with what the reviewer set, and those whom the reviewer or a link still needs."""
        people = {id_: record for id_, record in self.fresh.items() if isinstance(record, Participant)}
        by_name = {_plain(person.name): person for person in people.values()}
        old = [record for record in self.now.values() if isinstance(record, Participant)]
        pairs: dict[str, Participant] = {}
        for names in (self.first, self.now):
            for person in old:
                named = names.get(person.id)
                if person.id not in pairs and isinstance(named, Participant) and _plain(named.name) in by_name:
                    pairs[person.id] = by_name.pop(_plain(named.name))
        for person in old:
            first, match = self.first.get(person.id), pairs.get(person.id)
            if match is not None:
                people[match.id] = _carried(first, person, match, {})
                self.links[person.id] = match.id
        for identifier, removed in self.first.items():
            if isinstance(removed, Participant) and identifier not in self.now:
                gone = by_name.pop(_plain(removed.name), None)
                if gone is not None:
                    self.links[gone.id] = people.pop(gone.id).name
        needed = self._linked_by_settled()
        for person in old:
            if person.id not in pairs:
                if person.id in needed or self._is_settled(person):
                    people[person.id] = self._kept_person(person)
                else:
                    self.dropped.append(person.id)
        return list(people.values())

    def _kept_person(self, person: Participant) -> Participant:
        """Someone whom the new reading does not have, with the mentions that are still there."""
        found = [(span, self.alignment.place(span)) for span in person.spans]
        placed = [place for _, place in found if place is not None]
        if placed:
            self._note(person, [span for span, place in found if place is not None], placed)
        lost = [span for span, place in found if place is None]
        if lost:
            self.unplaced.append(left_over(person, lost, self.old))
        return msgspec.structs.replace(person, spans=tuple(place.span for place in placed))

    def _linked_by_settled(self) -> set[str]:
        """Every id or name that something settled points to."""
        links: set[str | None] = set()
        for record in self.now.values():
            if isinstance(record, Entity) and self._is_settled(record):
                links.add(record.link)
            elif isinstance(record, Turn) and self._is_settled(record):
                links.add(record.speaker)
            elif isinstance(record, Action) and self._is_settled(record):
                links.update(record.owners)
            elif isinstance(record, Meeting) and record != self.old.meeting:
                links |= {record.chair, record.secretary}
        return {link for link in links if link is not None}

    def _is_settled(self, record: Annotation | Participant | AgendaItem) -> bool:
        """Whether a reviewer did anything to it that still shows; what only followed from its place does not count."""
        first = self.first.get(record.id)
        if isinstance(record, Annotation):
            if record.status != "pending" or record.note or record.flag or not isinstance(first, Annotation):
                return True
            return msgspec.structs.replace(first, item=record.item) != record
        return first is None or any(
            getattr(first, field) != getattr(record, field) for field in EDITABLE[layer_of(record)] if field != "parent"
        )

    # The agenda

    def _agenda(self) -> tuple[AgendaItem, ...]:
        """The agenda as read now, with what the reviewer set, added, moved and removed."""
        items: dict[str, Record] = {id_: item for id_, item in self.fresh.items() if isinstance(item, AgendaItem)}
        pairs = self._same_items()
        for identifier, match in pairs.items():
            self.items[identifier] = match.id
        for first in self.old.agenda:
            if first.id not in self.now and first.id in pairs:
                _change(items, agenda.removed(_item(items, pairs[first.id].id), items))
                del self.items[first.id]
        old = agenda.in_order(self.now)
        for item in old:
            first_item, fresh = self.first.get(item.id), pairs.get(item.id)
            if fresh is not None:
                items[fresh.id] = _carried(first_item, item, _item(items, fresh.id), self.items)
                if isinstance(first_item, AgendaItem) and first_item.span.start != item.span.start:
                    self._put(item, items, fresh.id)
            elif self._is_settled(item):
                self._put(item, items, None)
            else:
                self.dropped.append(item.id)
        for identifier, record in items.items():
            if isinstance(record, AgendaItem) and record.parent is not None and record.parent not in items:
                items[identifier] = msgspec.structs.replace(record, parent=self.items.get(record.parent))
        return agenda.in_order(items)

    def _same_items(self) -> dict[str, AgendaItem]:
        """Each item that was read before with the same one as read now: by its place, else by label and title."""
        starts = {item.span.start: item for item in self.new.agenda}
        labels = _by_label(self.new.agenda)
        was = _by_label(self.old.agenda)
        pairs: dict[str, AgendaItem] = {}
        taken: set[str] = set()
        for place_first in (True, False):
            for item in self.old.agenda:
                place = self.alignment.place(_heading(item, self.old.text)) if place_first else None
                match = starts.get(place.span.start) if place else None
                if not place_first and was.get(_label(item)) is not None:
                    match = labels.get(_label(item))
                if match is not None and item.id not in pairs and match.id not in taken:
                    pairs[item.id] = match
                    taken.add(match.id)
        return pairs

    def _put(self, item: AgendaItem, items: dict[str, Record], match: str | None) -> None:
        """Begin an item where its heading stands now; one that was read there already is taken for it."""
        heading = _heading(item, self.old.text)
        place = self.alignment.place(heading)
        if place is None:
            self._leave(item, heading, match)
            return
        start = place.span.start
        there = next((i.id for i in items.values() if isinstance(i, AgendaItem) and i.span.start == start), None)
        try:
            if match is not None:
                same = _item(items, match)
                _change(items, agenda.moved(same, Span(start, max(same.span.end, place.span.end)), items))
            elif there is not None:
                items[there] = _carried(None, item, _item(items, there), self.items)
                self.items[item.id] = there
            else:
                moved = msgspec.structs.replace(item, span=place.span)
                _change(items, agenda.added(moved, items, len(self.new.text)))
                self.items[item.id] = item.id
        except Refused:
            self._leave(item, heading, match)
        else:
            self._note(item, [heading], [place])

    def _leave(self, item: AgendaItem, heading: Span, match: str | None) -> None:
        left = item if match is None else msgspec.structs.replace(item, id=match)
        self.unplaced.append(left_over(left, [heading], self.old))

    # Annotations

    def _annotations(self, places: _Agenda) -> list[Annotation]:
        """What was settled and has a place, and what is proposed besides, with its id where it was before."""
        proposed: dict[_Key, Annotation] = {}
        for record in self.fresh.values():
            if isinstance(record, Annotation):
                item = places.at(record.spans[0].start)
                proposed.setdefault(_key(record), msgspec.structs.replace(self._relinked(record), item=item))
        old_places = _Agenda(agenda.in_order(self.now))
        result: dict[str, Annotation] = {}
        for left in self.left_before:
            found = self._again(left, places)
            if found is not None:
                result[found.id] = found
                proposed.pop(_key(found), None)
        for record in self.now.values():
            if isinstance(record, Annotation) and self._is_settled(record):
                anchored = self._settled(record, places, old_places)
                if anchored is not None:
                    result[record.id] = anchored
                    proposed.pop(_key(anchored), None)
        for key in self._decided():
            proposed.pop(key, None)
        for record in self.now.values():
            if isinstance(record, Annotation) and not self._is_settled(record):
                placed = self._placed(record.spans, tolerant=not isinstance(record, Entity))
                same = proposed.pop(_key(_respanned(record, placed, self)), None) if placed else None
                if same is None or placed is None:
                    self.dropped.append(record.id)
                else:
                    result[record.id] = msgspec.structs.replace(same, id=record.id)
                    self._note(record, record.spans, placed)
        settled_ids = {placed_away.of for placed_away in self.unplaced}
        for record in proposed.values():
            if record.id not in result and record.id not in settled_ids:
                result[record.id] = record
                self.added.append(record.id)
        return list(result.values())

    def _settled(self, record: Annotation, places: _Agenda, old_places: _Agenda) -> Annotation | None:
        """A settled annotation at its new place; `None` where it has none and is listed instead."""
        placed = self._placed(record.spans, tolerant=not isinstance(record, Entity))
        by_hand = record.item != old_places.at(record.spans[0].start)
        if placed is None:
            item = None if record.item is None else self.items.get(record.item)
            found = [self.alignment.place(span, not isinstance(record, Entity)) for span in record.spans]
            left = msgspec.structs.replace(self._relinked(record), item=item)
            spans = [place and place.span for place in found]
            self.unplaced.append(left_over(left, record.spans, self.old, spans, by_hand and item is not None))
            return None
        anchored = self._relinked(_respanned(record, placed, self))
        here = places.at(anchored.spans[0].start)
        changes: dict[str, Any] = {"item": here}
        if by_hand:
            changes["item"] = None if record.item is None else self.items.get(record.item, here)
            if record.item is not None and record.item not in self.items:
                changes["flag"] = True
        self._note(record, record.spans, placed)
        return msgspec.structs.replace(anchored, **changes)

    def _again(self, left: Unplaced, agenda_places: _Agenda) -> Annotation | None:
        """What an earlier reading left: placed where its words stand again, once, with those around them; else kept."""
        record = left.decoded()
        if isinstance(record, Participant):
            record = msgspec.structs.replace(record, id=self.links.get(record.id, record.id))
        elif isinstance(record, AgendaItem):
            record = msgspec.structs.replace(record, id=self.items.get(record.id, record.id))
        else:
            item = None if record.item is None else self.items.get(record.item, record.item)
            record = msgspec.structs.replace(self._relinked(record), item=item if item in self.items.values() else None)
        found = found_again(left, record, self.alignment, self.new.text)
        if isinstance(found, Unplaced):
            self.unplaced.append(found)
            return None
        old = tuple(Span(quoted.start, quoted.end) for quoted in left.quotes)
        self.placements.append(Placement(found.id, left.layer, "relocated", old, found.spans))
        own = found.item if left.own_item else None
        return msgspec.structs.replace(found, item=own or agenda_places.at(found.spans[0].start))

    def _decided(self) -> Iterable[_Key]:
        """What was proposed for the old text and then removed or changed, as it would be proposed for the new one."""
        still = {_key(record) for record in self.now.values() if isinstance(record, Annotation)}
        for first in self.first.values():
            if isinstance(first, Annotation) and _key(first) not in still:
                placed = self._placed(first.spans, tolerant=not isinstance(first, Entity))
                if placed is not None:
                    yield _key(_respanned(first, placed, self))

    def _relinked(self, record: Annotation) -> Annotation:
        """With the ids of the new reading for those of the old one."""
        changes: dict[str, Any] = {}
        if isinstance(record, Entity) and record.link in self.links:
            changes["link"] = self.links[record.link]
        elif isinstance(record, Turn) and record.speaker in self.links:
            changes["speaker"] = self.links[record.speaker]
        elif isinstance(record, Action):
            changes["owners"] = tuple(self.links.get(owner, owner) for owner in record.owners)
        return msgspec.structs.replace(record, **changes) if changes else record


def _originals(old: Minutes, now: Mapping[str, Record], history: Sequence[Change]) -> dict[str, Record | None]:
    """Every record as it was before anybody touched it; `None` for what a reviewer added."""
    first: dict[str, Record | None] = {}
    for change in history:
        carried = change.command.get("do") == "reanchor"
        for delta in change.deltas:
            pending = isinstance(delta.after, Annotation) and delta.after.status == "pending"
            first.setdefault(delta.id, delta.after if carried and pending and delta.before is None else delta.before)
    for identifier, record in now.items():
        origin = record.origin if isinstance(record, Participant | AgendaItem) else None
        first.setdefault(identifier, None if origin is not None and origin.rule is None else record)
    for item in old.agenda:
        first[item.id] = item
    for person in old.participants:
        first[person.id] = person
    return first


def _respanned(record: Annotation, placed: Sequence[Placed], work: _Reanchoring) -> Annotation:
    """An annotation at its new place; words that it had from the text become what stands there."""
    was = quote(work.old.text, record.spans[:1])
    return put_at(record, [place.span for place in placed], was, work.new.text)


def _carried(first: Record | None, now: _Structured, fresh: _Structured, ids: Mapping[str, str]) -> _Structured:
    """What was read now, with the fields that the reviewer set; all that say something where the reviewer added it."""
    changes: dict[str, Any] = {}
    for field in EDITABLE[layer_of(now)]:
        value = getattr(now, field)
        if value != getattr(first, field, None):
            mapped = ids.get(value, value) if field in ("parent", "chair", "secretary") else value
            changes[field] = mapped
    if set(changes) - ASIDE:
        changes["origin"] = now.origin
    return msgspec.structs.replace(fresh, **changes)


def _heading(item: AgendaItem, text: str) -> Span:
    """The first line of an item."""
    end = text.find("\n", item.span.start, item.span.end)
    return Span(item.span.start, item.span.end if end <= item.span.start else end)


def _label(item: AgendaItem) -> tuple[str | None, str | None, str]:
    return item.section, item.label, _plain(item.title)


def _by_label(items: Iterable[AgendaItem]) -> dict[tuple[str | None, str | None, str], AgendaItem | None]:
    """Items by label and title; `None` where several share them."""
    found: dict[tuple[str | None, str | None, str], AgendaItem | None] = {}
    for item in items:
        found[_label(item)] = None if _label(item) in found else item
    return found


def _plain(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).casefold().split())


def _key(record: Annotation) -> _Key:
    return layer_of(record), type_of(record), record.spans


def _item(items: Mapping[str, Record], identifier: str) -> AgendaItem:
    item = items[identifier]
    assert isinstance(item, AgendaItem)
    return item


def _change(items: dict[str, Record], pairs: Iterable[tuple[Record | None, Record | None]]) -> None:
    for before, after in list(pairs):
        if after is not None:
            items[id_of(after)] = after
        elif before is not None:
            del items[id_of(before)]
