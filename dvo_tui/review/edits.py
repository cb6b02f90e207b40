"""What each command does to the records: pure functions from a command to the records before and after.

A correction of a pending or rejected suggestion accepts it; a comment or a flag does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from dvo_tui.errors import Refused
from dvo_tui.minutes.model import AgendaItem, Meeting, Minutes, Origin, Participant, Span, item_at, record_id
from dvo_tui.review import agenda
from dvo_tui.review.commands import (
    Accept,
    Add,
    AnyCommand,
    Complete,
    Edit,
    Reject,
    Remove,
    Reopen,
    Reset,
    Respan,
    Same,
    SetField,
)
from dvo_tui.review.records import (
    LETTERS,
    REVIEW,
    Action,
    Annotation,
    Decision,
    Entity,
    Note,
    Record,
    Review,
    Status,
    Turn,
    layer_of,
    quote,
    type_of,
)
from dvo_tui.scheme.scheme import Scheme

Pair = tuple[Record | None, Record | None]

EDITABLE: dict[str, tuple[str, ...]] = {
    "meeting": ("body", "kind", "date", "start", "end", "location", "openness", "chair", "secretary"),
    "participant": ("name", "attendance", "role", "organisation", "note", "flag"),
    "agenda": ("label", "section", "number", "title", "parent", "status", "note", "flag"),
    "turn": ("speaker", "speaker_text", "item", "note", "flag"),
    "entity": ("type", "link", "normalized", "expansion", "item", "note", "flag"),
    "decision": ("kind", "text", "vote", "item", "note", "flag"),
    "action": (
        "kind",
        "text",
        "owners",
        "owner_text",
        "due",
        "due_text",
        "due_anchor",
        "strength",
        "state",
        "item",
        "note",
        "flag",
    ),
    "note": ("kind", "item", "note", "flag"),
}
"""The fields a reviewer may set, by layer, in the order a form shows them; spans move by `span`."""

REMARKS = {"note", "flag"}
LINKS = {"link", "speaker", "chair", "secretary"}

ID = re.compile(r"[a-z][a-z2-7]{13}")
EDTF = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?|-Q[1-4])?")
DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True)
class Desk:
    """What a command works on: the text, every record by id, the reviewer's name and the scheme."""

    minutes: Minutes
    records: Mapping[str, Record]
    reviewer: str
    scheme: Scheme

    def record(self, identifier: str) -> Record:
        found = self.records.get(identifier)
        if found is None:
            raise Refused("nothing has the id {id}", id=identifier)
        return found

    def annotation(self, identifier: str) -> Annotation:
        found = self.record(identifier)
        if not isinstance(found, Annotation):
            raise Refused("{id} is not an annotation: it has no status to set", id=identifier)
        return found

    def agenda(self) -> tuple[AgendaItem, ...]:
        return agenda.in_order(self.records)

    def item(self, offset: int) -> str | None:
        found = item_at(self.agenda(), offset)
        return found.id if found else None

    def span(self, start: int, end: int) -> Span:
        """A checked span: inside the text, not empty."""
        if not 0 <= start < end <= len(self.minutes.text):
            raise Refused(
                "the span {start}-{end} does not lie in the text of {length} characters",
                start=start,
                end=end,
                length=len(self.minutes.text),
            )
        return Span(start, end)


def pairs_of(command: AnyCommand, desk: Desk) -> list[Pair]:
    """Every record that `command` changes, before and after.

    Raises:
        Refused: when the command cannot be carried out; then nothing changes.
    """
    handler = _HANDLERS.get(type(command))
    if handler is None:
        raise Refused("{do} is not an edit", do=type(command).__name__.lower())
    pairs = handler(command, desk)
    return [(before, after) for before, after in pairs if before != after]


def _settle(status: Status) -> Callable[[Any, Desk], list[Pair]]:
    def handler(command: Accept | Reject | Reset, desk: Desk) -> list[Pair]:
        record = desk.annotation(command.id)
        return [(record, msgspec.structs.replace(record, status=status))]

    return handler


def _remove(command: Remove, desk: Desk) -> list[Pair]:
    record = desk.record(command.id)
    if isinstance(record, Participant):
        return [(record, None), *_unlinked(record, desk)]
    if isinstance(record, AgendaItem):
        return agenda.removed(record, desk.records)
    if not isinstance(record, Annotation):
        raise Refused("{id} cannot be removed", id=command.id)
    return [(record, None)]


def _unlinked(person: Participant, desk: Desk) -> Iterable[Pair]:
    """Everything that points to a participant, pointing to the plain name instead."""
    for record in desk.records.values():
        changes: dict[str, Any] = {
            field: None if isinstance(record, Meeting) else person.name
            for field in LINKS
            if getattr(record, field, None) == person.id
        }
        if isinstance(record, Action) and person.id in record.owners:
            changes["owners"] = tuple(person.name if owner == person.id else owner for owner in record.owners)
        if changes:
            yield record, msgspec.structs.replace(record, **changes)


def _set(command: SetField, desk: Desk) -> list[Pair]:
    return _edit(Edit(id=command.id, values={command.field: command.value}), desk)


def _edit(command: Edit, desk: Desk) -> list[Pair]:
    record = desk.record(command.id)
    return [(record, edited(record, command.values, desk))]


def edited(record: Record, values: Mapping[str, Any], desk: Desk) -> Record:
    """The record with `values` set, checked field by field, and accepted where that is a correction."""
    layer = layer_of(record)
    allowed = EDITABLE.get(layer, ())
    for field in values:
        if field not in allowed:
            raise Refused("a {layer} has no field {field} that can be set", layer=layer, field=field)
    plain = {**msgspec.to_builtins(record), **values}
    try:
        after = msgspec.convert(plain, type(record))
    except msgspec.ValidationError as error:
        raise Refused("that value does not fit: {why}", why=str(error)) from None
    for field in values:
        check_field(after, field, desk)
    if isinstance(after, Annotation) and set(values) - REMARKS:
        return msgspec.structs.replace(after, status="accepted")
    if isinstance(after, Participant | AgendaItem | Meeting) and set(values) - REMARKS:
        return msgspec.structs.replace(after, origin=Origin(by=desk.reviewer))
    return after


def check_field(record: Record, field: str, desk: Desk) -> None:
    """Refuse a value that is of the right type but says nothing: an unknown kind, a dangling id, no date.

    Raises:
        Refused: naming the field.
    """
    value = getattr(record, field)
    if value is None:
        return
    layer = layer_of(record)
    if field in ("type", "kind") and isinstance(record, Entity | Decision | Action | Note):
        if desk.scheme.label(layer, value) is None:
            raise Refused("the scheme has no {layer} {field} {value}", layer=layer, field=field, value=value)
    elif field in ("item", "parent") and not isinstance(desk.records.get(value), AgendaItem):
        raise Refused("no agenda item has the id {id}", id=value)
    elif field in ("chair", "secretary") and not isinstance(desk.records.get(value), Participant):
        raise Refused("no participant has the id {id}", id=value)
    elif field in LINKS or field == "owners":
        for link in (value,) if isinstance(value, str) else value:
            if ID.fullmatch(link) and link not in desk.records:
                raise Refused("nothing has the id {id}", id=link)
    elif field in _FORMS:
        pattern, form = _FORMS[field]
        if isinstance(record, Action | Meeting) and not pattern.fullmatch(value):
            raise Refused("{field} is written as {form}", field=field, form=form)
    elif field in ("name", "title", "text", "speaker_text") and not value.strip():
        raise Refused("{field} cannot be empty", field=field)


_FORMS = {
    "due": (EDTF, "2021-04-12, 2021-04, 2021-Q1 or 2021"),
    "date": (DAY, "2021-04-12"),
    "start": (TIME, "09:45"),
    "end": (TIME, "09:45"),
}


def _respan(command: Respan, desk: Desk) -> list[Pair]:
    record = desk.record(command.id)
    span = desk.span(command.start, command.end)
    if isinstance(record, AgendaItem):
        return agenda.moved(record, span, desk.records)
    if not isinstance(record, Annotation):
        raise Refused("{id} has no span to move", id=command.id)
    if not 0 <= command.part < len(record.spans):
        raise Refused("{id} has {count} spans", id=command.id, count=len(record.spans))
    spans = (*record.spans[: command.part], span, *record.spans[command.part + 1 :])
    changes: dict[str, Any] = {"status": "accepted"}
    if isinstance(record, Entity):
        changes |= {"start": span.start, "end": span.end, "text": desk.minutes.text[span.start : span.end]}
    else:
        changes["spans"] = spans
    if isinstance(record, Decision | Action) and record.text == quote(desk.minutes.text, record.spans[:1]):
        changes["text"] = quote(desk.minutes.text, spans[:1])
    if record.item == desk.item(record.spans[0].start):
        changes["item"] = desk.item(spans[0].start)
    return [(record, msgspec.structs.replace(record, **changes))]


def _add(command: Add, desk: Desk) -> list[Pair]:
    if command.layer not in LETTERS:
        raise Refused("there is no layer {layer} to add to", layer=command.layer)
    span = desk.span(command.start, command.end)
    if command.layer == "agenda":
        return _add_item(span, command, desk)
    twin = _twin(command, span, desk)
    if twin is not None:
        return [(twin, edited(msgspec.structs.replace(twin, status="accepted"), command.values, desk))]
    added = _new_record(command, span, desk)
    if isinstance(added, Entity):
        check_field(added, "type", desk)
    elif isinstance(added, Decision | Action | Note):
        check_field(added, "kind", desk)
    return [(None, edited(added, command.values, desk) if command.values else added)]


def _twin(command: Add, span: Span, desk: Desk) -> Annotation | None:
    """What already stands at exactly this span with this layer and type: adding it again is accepting it."""
    wanted = (command.layer, command.type, span)
    return next(
        (
            record
            for record in desk.records.values()
            if isinstance(record, Annotation) and (layer_of(record), type_of(record), record.spans[0]) == wanted
        ),
        None,
    )


def _new_record(command: Add, span: Span, desk: Desk) -> Annotation | Participant:
    if command.layer == "entity":
        return _mention(command.type, span, desk)
    wording = quote(desk.minutes.text, (span,))
    origin = Origin(by=desk.reviewer)
    identifier = new_id(command.layer, command.type, span, desk)
    if command.layer == "participant":
        return Participant(
            id=identifier,
            name=wording,
            attendance="not_listed",
            role=None,
            organisation=None,
            spans=(span,),
            origin=origin,
        )
    common: dict[str, Any] = {
        "id": identifier,
        "item": desk.item(span.start),
        "status": "accepted",
        "origin": origin,
        "spans": (span,),
    }
    if command.layer == "turn":
        return Turn(speaker=None, speaker_text="", **common)
    if command.layer == "decision":
        return Decision(kind=command.type, text=wording, vote=None, note=None, **common)
    if command.layer == "action":
        return Action(
            kind=command.type,
            text=wording,
            owners=(),
            owner_text=None,
            due=None,
            due_text=None,
            strength="explicit",
            state="open",
            **common,
        )
    return Note(kind=command.type, **common)


def _mention(kind: str, span: Span, desk: Desk) -> Entity:
    return Entity(
        id=new_id("entity", kind, span, desk),
        type=kind,
        text=desk.minutes.text[span.start : span.end],
        start=span.start,
        end=span.end,
        item=desk.item(span.start),
        link=None,
        status="accepted",
        origin=Origin(by=desk.reviewer),
    )


def _add_item(span: Span, command: Add, desk: Desk) -> list[Pair]:
    item = AgendaItem(
        id=new_id("agenda", "", span, desk),
        label=None,
        section=None,
        number=None,
        title=quote(desk.minutes.text, (span,)),
        parent=None,
        order=0,
        status="handled",
        span=span,
        origin=Origin(by=desk.reviewer),
    )
    changed = edited(item, command.values, desk) if command.values else item
    assert isinstance(changed, AgendaItem)
    return agenda.added(changed, desk.records, len(desk.minutes.text))


def new_id(layer: str, kind: str, span: Span, desk: Desk) -> str:
    """The id of what a reviewer adds: a hash of who added what where, counted up while it is taken.

    Not random, so that replaying the same commands gives the same dataset; two reviewers still never share one.
    """
    count = 0
    while True:
        identifier = record_id(
            LETTERS[layer], desk.minutes.document.text_sha256, "added", desk.reviewer, kind, span.start, span.end, count
        )
        if identifier not in desk.records:
            return identifier
        count += 1


def _same(command: Same, desk: Desk) -> list[Pair]:
    model = desk.record(command.id)
    if not isinstance(model, Entity):
        raise Refused("only a mention has the same surface elsewhere")
    pairs: list[Pair] = [(model, msgspec.structs.replace(model, status="accepted"))]
    there = {entity.spans[0]: entity for entity in desk.records.values() if isinstance(entity, Entity)}
    for span in occurrences(model, desk):
        before = there.get(span)
        if before is None:
            pairs.append((None, msgspec.structs.replace(_mention(model.type, span, desk), link=model.link)))
        else:
            after = msgspec.structs.replace(before, type=model.type, link=model.link, status="accepted")
            pairs.append((before, after))
    return pairs


def occurrences(model: Entity, desk: Desk) -> list[Span]:
    """Where else the surface of `model` stands as whole words, and no accepted mention lies across it."""
    settled = [
        entity.spans[0]
        for entity in desk.records.values()
        if isinstance(entity, Entity) and entity.status == "accepted" and entity.id != model.id
    ]
    pattern = re.compile(rf"(?<!\w){re.escape(model.text)}(?!\w)")
    found = (Span(*match.span()) for match in pattern.finditer(desk.minutes.text))
    return [
        span
        for span in found
        if span != model.spans[0] and not any(span.overlaps(other) and span != other for other in settled)
    ]


def _mark(state: str) -> Callable[[Any, Desk], list[Pair]]:
    def handler(command: Complete | Reopen, desk: Desk) -> list[Pair]:
        return [(desk.record(REVIEW), msgspec.convert({"state": state}, Review))]

    return handler


_HANDLERS: dict[type, Callable[[Any, Desk], list[Pair]]] = {
    Accept: _settle("accepted"),
    Reject: _settle("rejected"),
    Reset: _settle("pending"),
    Remove: _remove,
    Add: _add,
    SetField: _set,
    Edit: _edit,
    Respan: _respan,
    Same: _same,
    Complete: _mark("complete"),
    Reopen: _mark("in_progress"),
}
