"""What lost its place when the text changed: placed by hand, dismissed, or waiting; pure functions, as in `edits`.

Invariant: a record is in the text or whole in one `Unplaced`, which nothing but a reviewer's command ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from dvo_tui.errors import Refused
from dvo_tui.minutes.model import AgendaItem, Participant, Span
from dvo_tui.review import agenda
from dvo_tui.review.commands import Dismiss, Place
from dvo_tui.review.records import (
    Action,
    Annotation,
    Decision,
    Entity,
    Record,
    Turn,
    Unplaced,
    layer_of,
    quote,
    type_of,
)

if TYPE_CHECKING:
    from dvo_tui.review.desk import Desk

Pair = tuple[Record | None, Record | None]


def unplaced_in(records: Iterable[Record]) -> tuple[Unplaced, ...]:
    """What has no place: first what waits, then what was dismissed, both as it stood in the old text."""
    found = (record for record in records if isinstance(record, Unplaced))
    return tuple(sorted(found, key=lambda left: (left.dismissed, left.quotes[0].start, left.quotes[0].end, left.id)))


def waiting(records: Iterable[Record]) -> int:
    """How much has no place and was not dismissed."""
    return sum(isinstance(record, Unplaced) and not record.dismissed for record in records)


def place(command: Place, desk: Desk) -> list[Pair]:
    """Give a quote its place; once all have theirs, or the rest is left out, the record is back in the text."""
    left = _unplaced(command.id, desk)
    places = list(left.places or (None,) * len(left.quotes))
    if command.start is not None and command.end is not None:
        part = command.part if command.part is not None else (left.missing or (0,))[0]
        if not 0 <= part < len(places):
            raise Refused("{id} has {count} spans", id=command.id, count=len(places))
        places[part] = desk.span(command.start, command.end)
        if None in places:
            return [(left, msgspec.structs.replace(left, places=tuple(places), dismissed=False))]
    elif command.start is not None or command.end is not None or command.part is not None:
        raise Refused("a place has a start and an end")
    spans = [span for span in places if span is not None]
    if not spans:
        raise Refused("{id} has no place yet: say where it begins and ends, or dismiss it", id=command.id)
    record = left.decoded()
    if isinstance(record, Participant):
        return [(left, None), _mentioned(record, spans, desk)]
    if isinstance(record, AgendaItem):
        return [(left, None), *_begun(record, spans[0], desk)]
    return [(left, None), *_put(left, record, places, desk)]


def dismiss(command: Dismiss, desk: Desk) -> list[Pair]:
    """Let it rest: it is not counted any more, and kept."""
    left = _unplaced(command.id, desk)
    return [(left, msgspec.structs.replace(left, dismissed=True))]


def put_at(record: Annotation, spans: Sequence[Span], was: str, text: str) -> Annotation:
    """An annotation at another place; words that it had from the text become what stands there.

    Args:
        record: The annotation.
        spans: Where it stands now.
        was: What stood at its first span, white space runs as one.
        text: The text that the spans are of.
    """
    if isinstance(record, Entity):
        (span,) = spans
        return msgspec.structs.replace(record, start=span.start, end=span.end, text=text[span.start : span.end])
    changes: dict[str, Any] = {"spans": tuple(spans)}
    if isinstance(record, Decision | Action) and record.text == was:
        changes["text"] = quote(text, tuple(spans[:1]))
    return msgspec.structs.replace(record, **changes)


def _unplaced(identifier: str, desk: Desk) -> Unplaced:
    record = desk.record(identifier)
    if not isinstance(record, Unplaced):
        raise Refused("{id} has its place; only what lost it is placed or dismissed", id=identifier)
    return record


def _mentioned(person: Participant, spans: Sequence[Span], desk: Desk) -> Pair:
    """The participant with these mentions, also where somebody removed them meanwhile."""
    there = desk.records.get(person.id)
    before = there if isinstance(there, Participant) else None
    mentions = tuple(sorted({*(before.spans if before else ()), *spans}))
    return before, msgspec.structs.replace(before or person, spans=mentions)


def _begun(item: AgendaItem, span: Span, desk: Desk) -> list[Pair]:
    """The agenda item beginning here: moved where it is in the agenda, else added to it."""
    there = desk.records.get(item.id)
    if isinstance(there, AgendaItem):
        return agenda.moved(there, Span(span.start, max(there.span.end, span.end)), desk.records)
    parent = item.parent if isinstance(desk.records.get(item.parent or ""), AgendaItem) else None
    new = msgspec.structs.replace(item, span=span, parent=parent)
    return agenda.added(new, desk.records, len(desk.minutes.text))


def _put(left: Unplaced, record: Annotation, places: Sequence[Span | None], desk: Desk) -> list[Pair]:
    """The annotation at its new place; a suggestion of the same there gives way to it."""
    if record.id in desk.records:
        raise Refused("{id} stands in the text already; dismiss this one", id=record.id)
    spans = [span for span in places if span is not None]
    if isinstance(record, Turn):
        spans.sort()
    was = " ".join(left.quotes[0].exact.split()) if places[0] is not None else ""
    placed = put_at(record, spans, was, desk.minutes.text)
    item = record.item if left.own_item and isinstance(desk.records.get(record.item or ""), AgendaItem) else None
    placed = msgspec.structs.replace(placed, item=item or desk.item(placed.spans[0].start))
    placed = _sound(placed, desk.records)
    twins = [other for other in desk.records.values() if isinstance(other, Annotation) and _key(other) == _key(placed)]
    for twin in twins:
        if twin.status == "accepted":
            raise Refused("the same stands there already, as {id}; dismiss this one", id=twin.id)
    return [*((twin, None) for twin in twins), (None, placed)]


def _key(record: Annotation) -> tuple[str, str, tuple[Span, ...]]:
    return layer_of(record), type_of(record), record.spans


def _sound(record: Annotation, records: Mapping[str, Record]) -> Annotation:
    """Without links to people who are gone; flagged where it had one."""
    changes: dict[str, Any] = {}
    if isinstance(record, Entity) and _dangles(record.link, records):
        changes["link"] = None
    elif isinstance(record, Turn) and _dangles(record.speaker, records):
        changes["speaker"] = None
    elif isinstance(record, Action):
        owners = tuple(owner for owner in record.owners if not _dangles(owner, records))
        changes |= {"owners": owners} if owners != record.owners else {}
    return msgspec.structs.replace(record, flag=True, **changes) if changes else record


def _dangles(link: str | None, records: Mapping[str, Record]) -> bool:
    return link is not None and _ID.fullmatch(link) is not None and link not in records


_ID = re.compile(r"[a-z][a-z2-7]{13}")
