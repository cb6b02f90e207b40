"""What a command works on, and the checks that every edit passes: the text, the records, and who is at it.

A correction of a pending or rejected suggestion accepts it; a comment or a flag does not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec

from dvo_tui.errors import Refused
from dvo_tui.minutes.model import AgendaItem, Meeting, Minutes, Origin, Participant, Span, record_id
from dvo_tui.review import agenda
from dvo_tui.review.index import Index
from dvo_tui.review.publicity import GROUNDS
from dvo_tui.review.records import (
    LETTERS,
    Action,
    Annotation,
    Decision,
    Entity,
    Note,
    Record,
    layer_of,
)
from dvo_tui.scheme.scheme import Scheme

Pair = tuple[Record | None, Record | None]

EDITABLE: dict[str, tuple[str, ...]] = {
    "meeting": ("body", "kind", "date", "start", "end", "location", "openness", "chair", "secretary"),
    "participant": ("name", "attendance", "role", "organisation", "public", "ground", "note", "flag"),
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
ASIDE = REMARKS | {"public", "ground"}
"""Fields that say nothing about what the minutes hold: who set them did not correct the record."""

LINKS = {"link", "speaker", "chair", "secretary"}

ID = re.compile(r"[a-z][a-z2-7]{13}")
_NOT_BY_FOUR = "(?:[02468][1235679]|[13579][01345789])"
_NO_DAY = rf"(?!0000|\d{{4}}-(?:02-3|(?:0[469]|11)-31)|(?:\d\d{_NOT_BY_FOUR}|{_NOT_BY_FOUR}00)-02-29)"
"""The year 0, and the days between the last of a month and the 31st."""

EDTF = re.compile(_NO_DAY + r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?|-Q[1-4])?", re.ASCII)
DAY = re.compile(_NO_DAY + r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII)
TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)


@dataclass(frozen=True)
class Desk:
    """What a command works on: the text, every record by id, the reviewer's name and the scheme.

    It sees the records as they are, but holds on to the agenda: a session takes a new desk when that changes.
    """

    minutes: Minutes
    records: Mapping[str, Record]
    reviewer: str
    scheme: Scheme
    known: Index | None = None
    """The index of the records, where there is one already."""

    @cached_property
    def index(self) -> Index:
        return self.known or Index(self.records.values())

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

    @cached_property
    def agenda(self) -> tuple[AgendaItem, ...]:
        """The agenda as printed."""
        return agenda.in_order(self.records)

    @cached_property
    def _starts(self) -> list[int]:
        return [item.span.start for item in self.agenda]

    def item(self, offset: int) -> str | None:
        """The id of the agenda item that holds an offset."""
        at = bisect_right(self._starts, offset) - 1
        return self.agenda[at].id if at >= 0 and offset < self.agenda[at].span.end else None

    def check_link(self, link: str) -> None:
        """Refuse a link that says nothing: an id that nobody has, or no name."""
        if ID.fullmatch(link) and not isinstance(self.records.get(link), Participant):
            raise Refused("no participant has the id {id}", id=link)
        if not link.strip():
            raise Refused("{field} cannot be empty", field="link")

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
    if isinstance(after, Participant | AgendaItem | Meeting) and set(values) - ASIDE:
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
    elif field in ("item", "parent"):
        above = desk.records.get(value)
        if not isinstance(above, AgendaItem):
            raise Refused("no agenda item has the id {id}", id=value)
        if isinstance(record, AgendaItem) and above.span.start >= record.span.start:
            raise Refused("an agenda item lies within one that comes before it; {id} does not", id=value)
    elif field in ("chair", "secretary") and not isinstance(desk.records.get(value), Participant):
        raise Refused("no participant has the id {id}", id=value)
    elif field in LINKS or field == "owners":
        for link in (value,) if isinstance(value, str) else value:
            desk.check_link(link)
    elif field in _FORMS:
        pattern, form = _FORMS[field]
        if isinstance(record, Action | Meeting) and not pattern.fullmatch(value):
            raise Refused("{field} is written as {form}", field=field, form=form)
    elif field == "ground" and value not in GROUNDS:
        raise Refused("{value} is no ground of the Woo; there are {grounds}", value=value, grounds=", ".join(GROUNDS))
    elif field in ("name", "title", "text", "speaker_text") and not value.strip():
        raise Refused("{field} cannot be empty", field=field)


_FORMS = {
    "due": (EDTF, "2021-04-12, 2021-04, 2021-Q1 or 2021"),
    "date": (DAY, "2021-04-12"),
    "start": (TIME, "09:45"),
    "end": (TIME, "09:45"),
}


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
