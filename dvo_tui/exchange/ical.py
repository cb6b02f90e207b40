"""Actions as to-dos of iCalendar (RFC 5545); an action without a due date has no place there."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from dvo_tui.exchange.base import Encoded, Format, Loss, left_out
from dvo_tui.exchange.dataset import Dataset
from dvo_tui.exchange.marks import fields_lost, rejected
from dvo_tui.language import N_
from dvo_tui.review.desk import EDTF
from dvo_tui.review.records import Action

_STATES = {"open": "NEEDS-ACTION", "done": "COMPLETED", "dropped": "CANCELLED"}
_FIELDS = frozenset({"text", "owners", "due", "due_text", "state", "item"})
_WIDEST = 75
"""Octets in a line; what is longer goes on in the next, after a space."""


def _encode(dataset: Dataset) -> Encoded:
    lines: list[str] = []
    losses: list[Loss] = list(left_out(dataset, {"action"}, N_("a to-do list holds actions only")))
    losses += (loss for loss in rejected(dataset) if loss.layer == "action")
    for action in dataset.actions:
        if action.status == "rejected":
            continue
        due = last_day(action.due)
        if due is None:
            losses.append(Loss(dataset.document.id, action.id, "action", N_("it has no due date")))
            continue
        lines += _todo(dataset, action, due)
        losses += fields_lost(dataset, action, _FIELDS if action.owners else _FIELDS | {"owner_text"})
    return Encoded({".ics": "".join(_folded(line) for line in lines).encode()}, tuple(losses))


def last_day(due: str | None) -> str | None:
    """The last day, `YYYYMMDD`, of a day, month, quarter or year; `None` for anything else."""
    if due is None or not EDTF.fullmatch(due):
        return None
    year, _dash, rest = due.partition("-")
    month, _dash, day = rest.partition("-")
    last = int(month[1]) * 3 if month.startswith("Q") else int(month or 12)
    return f"{year}{last:02}{day or calendar.monthrange(int(year), last)[1]:02}"


def _todo(dataset: Dataset, action: Action, due: str) -> Iterator[str]:
    people = {person.id: person.name for person in dataset.participants}
    items = {item.id: item for item in dataset.agenda}
    owners = ", ".join(people.get(owner, owner) for owner in action.owners) or action.owner_text or ""
    told = [owners, action.due_text or "", dataset.meeting.body or "", dataset.meeting.date or ""]
    if action.item in items:
        told.append(f"{items[action.item].label or ''} {items[action.item].title}".strip())
    stamp = re.sub(r"\.\d+|[-:]", "", dataset.review.updated or f"{dataset.meeting.date or '1970-01-01'}T00:00:00Z")
    yield "BEGIN:VTODO"
    yield f"UID:{action.id}@{dataset.document.id}"
    yield f"DTSTAMP:{stamp}"
    yield f"SUMMARY:{_escaped(action.text)}"
    yield f"DUE;VALUE=DATE:{due}"
    yield f"DESCRIPTION:{_escaped(chr(10).join(filter(None, told)))}"
    yield f"CATEGORIES:{_escaped(action.kind)}"
    yield f"STATUS:{_STATES[action.state]}"
    yield "END:VTODO"


def _escaped(text: str) -> str:
    plain = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", " ", text)
    return re.sub(r"([\\;,])", r"\\\1", plain).replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line as the standard wants it: at most 75 octets each, never cut inside a character."""
    pieces: list[str] = []
    piece, used = "", 0
    for character in line:
        size = len(character.encode())
        if used + size > _WIDEST - bool(pieces):
            pieces.append(piece)
            piece, used = "", 0
        piece += character
        used += size
    return "\r\n ".join([*pieces, piece]) + "\r\n"


FORMAT = Format(
    "ical",
    N_("actions with a due date as to-dos of iCalendar"),
    "file",
    ".ics",
    frozenset({"action"}),
    encode=_encode,
    head=b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//dvo-tui//minutes//NL\r\n",
    tail=b"END:VCALENDAR\r\n",
)
