"""What a reviewer adds: one record at one span, accepted at once; what was proposed there is accepted instead."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter
from typing import Any

import msgspec

from dvo_tui.errors import Refused
from dvo_tui.minutes.model import AgendaItem, Origin, Participant, Span
from dvo_tui.minutes.regex import regex
from dvo_tui.review import agenda
from dvo_tui.review.commands import Add, Nothing
from dvo_tui.review.desk import Desk, Pair, check_field, edited, new_id
from dvo_tui.review.records import (
    LETTERS,
    Action,
    Annotation,
    Decision,
    Entity,
    Note,
    Strength,
    Turn,
    layer_of,
    quote,
    type_of,
)


def add(command: Add, desk: Desk) -> list[Pair]:
    """The new record, or what stands there already as accepted.

    Raises:
        Refused: if the place, the layer, the type or a value does not fit.
    """
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
            for record in desk.index.between(span.start, span.end)
            if (layer_of(record), type_of(record), record.spans[0]) == wanted
        ),
        None,
    )


def _new_record(command: Add, span: Span, desk: Desk) -> Annotation | Participant:
    if command.layer == "entity":
        return mention(command.type, span, desk)
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
            strength=_strength(span, desk),
            state="open",
            **common,
        )
    return Note(kind=command.type, **common)


def _strength(span: Span, desk: Desk) -> Strength:
    """How plainly the text says that it is an action: a table's cell of its own or a label makes it explicit."""
    text, blocks = desk.minutes.text, desk.minutes.blocks
    at = bisect_right(blocks, span.start, key=attrgetter("start")) - 1
    if at >= 0 and blocks[at].table is not None and len(span) >= len(blocks[at].span) - SLACK:
        return "explicit"
    line = text.rfind("\n", 0, span.start) + 1
    sentence = text.rfind(". ", line, span.start) + 2
    return "explicit" if _LABEL.search(text, max(line, sentence), span.end) else "implicit"


SLACK = 3
"""Characters of a cell, such as its full stop, that an action of its own may leave out."""

_LABEL = regex(r"(?i)(?<!\w)(?:actie(?:punt|punten|s)?|toezegging|afspraak)(?: [^:>\n]{1,60})? ?[:>]")

KINDS = {"decision": "decided", "action": "action"}
"""The kind that a sentence has in which there is nothing, where the scheme knows it."""


def nothing(command: Nothing, desk: Desk) -> list[Pair]:
    """The sentence as a decision or action that is rejected.

    Raises:
        Refused: if something that is not rejected stands there.
    """
    span = desk.span(command.start, command.end)
    here = [record for record in desk.index.between(span.start, span.end) if isinstance(record, Decision | Action)]
    for record in here:
        if record.status != "rejected":
            raise Refused("{id} stands there; reject it instead", id=record.id)
    if any(layer_of(record) == command.layer and span in record.spans for record in here):
        return []
    kinds = [label.id for label in desk.scheme.labels(command.layer)]
    kind = KINDS[command.layer] if KINDS[command.layer] in kinds else next(iter(kinds), "")
    place = Add(layer=command.layer, type=kind, start=span.start, end=span.end)
    added = _new_record(place, span, desk)
    check_field(added, "kind", desk)
    return [(None, msgspec.structs.replace(added, status="rejected"))]


def mention(kind: str, span: Span, desk: Desk) -> Entity:
    """A new mention, accepted and not linked."""
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
