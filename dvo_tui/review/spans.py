"""Where a record stands: its edges, and one span more or less. Id, link and origin stay; wording and item follow."""

from __future__ import annotations

from typing import Any

import msgspec

from dvo_tui.errors import Refused
from dvo_tui.minutes.model import AgendaItem, Participant, Span
from dvo_tui.review import agenda
from dvo_tui.review.commands import Evidence, Respan, Withdraw
from dvo_tui.review.desk import Desk, Pair
from dvo_tui.review.records import Action, Annotation, Decision, Entity, Record, Turn, quote


def respan(command: Respan, desk: Desk) -> list[Pair]:
    """The record with its edges moved; an agenda item's neighbours give way.

    Raises:
        Refused: if it has no such span, or the new one does not lie in the text.
    """
    record = desk.record(command.id)
    span = desk.span(command.start, command.end)
    if isinstance(record, AgendaItem):
        return agenda.moved(record, span, desk.records)
    spans = _spans(record)
    _check_part(record, command.part)
    return [(record, _standing(record, (*spans[: command.part], span, *spans[command.part + 1 :]), desk))]


def evidence(command: Evidence, desk: Desk) -> list[Pair]:
    """The record with one more span, behind the others; those of a turn are in the order of the text.

    Raises:
        Refused: if it can have one span only, or the new one overlaps one that it has.
    """
    record = desk.record(command.id)
    span = desk.span(command.start, command.end)
    if isinstance(record, Entity):
        raise Refused("{id} is a mention, which has one span", id=record.id)
    spans = _spans(record)
    if span in spans:
        return []
    if any(span.overlaps(other) for other in spans):
        raise Refused("{id} has a span that overlaps {start}-{end}", id=command.id, start=span.start, end=span.end)
    return [(record, _standing(record, (*spans, span), desk))]


def withdraw(command: Withdraw, desk: Desk) -> list[Pair]:
    """The record with one span less.

    Raises:
        Refused: if it has no such span, or an annotation would be left without any.
    """
    record = desk.record(command.id)
    spans = _spans(record)
    _check_part(record, command.part)
    if isinstance(record, Annotation) and len(spans) == 1:
        raise Refused("{id} keeps at least one span; remove it instead", id=command.id)
    return [(record, _standing(record, (*spans[: command.part], *spans[command.part + 1 :]), desk))]


def _spans(record: Record) -> tuple[Span, ...]:
    if isinstance(record, Annotation | Participant):
        return record.spans
    raise Refused("{id} has no span to move", id=getattr(record, "id", ""))


def _check_part(record: Record, part: int) -> None:
    count = len(_spans(record))
    if not 0 <= part < count:
        raise Refused("{id} has {count} spans", id=getattr(record, "id", ""), count=count)


def _standing(record: Record, spans: tuple[Span, ...], desk: Desk) -> Record:
    """The record at other spans: accepted, its wording and agenda item new where they came from the place."""
    if isinstance(record, Participant):
        return msgspec.structs.replace(record, spans=tuple(sorted(spans)))
    assert isinstance(record, Annotation)
    changes: dict[str, Any] = {"status": "accepted", "spans": spans}
    if isinstance(record, Turn):
        changes["spans"] = spans = tuple(sorted(spans))
    elif isinstance(record, Entity):
        (span,) = spans
        text = desk.minutes.text[span.start : span.end]
        changes = {"status": "accepted", "start": span.start, "end": span.end, "text": text}
    elif isinstance(record, Decision | Action) and record.text == quote(desk.minutes.text, record.spans[:1]):
        changes["text"] = quote(desk.minutes.text, spans[:1])
    if record.item == desk.item(record.spans[0].start):
        changes["item"] = desk.item(spans[0].start)
    return msgspec.structs.replace(record, **changes)
