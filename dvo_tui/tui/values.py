"""What words of the text say as the value of a field, normalised, and which values the text offers for it.

Invariant: every value offered passes the session's own check of its field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property

import msgspec

from dvo_tui.minutes.dates import first_date, times
from dvo_tui.minutes.fields import Field, header_fields, label_key
from dvo_tui.minutes.header import KIND, OPENNESS, Facts, Title, facts_of, title_of
from dvo_tui.minutes.model import Block, Span
from dvo_tui.review.candidates import candidates
from dvo_tui.review.desk import DAY, EDTF
from dvo_tui.review.records import Entity
from dvo_tui.review.session import ReviewSession
from dvo_tui.suggest.dues import Due
from dvo_tui.tui.choices import LIKELY
from dvo_tui.tui.panels.fields import Option
from dvo_tui.tui.words import day, value_name

OFFICES = ("chair", "secretary")
LONGEST = 200
"""Characters; a longer stretch is no body and no place."""

LONGEST_LINE = 100
"""Characters; a longer line is prose, and offers no body or place as a whole."""

TOP = 2_000
"""Characters at the beginning of the text whose mentions are offered."""

MOST = 9
_LABEL = re.compile(r"\s*([^\W\d][^:\n]{1,40}?)(?::\s*|\s{2,})(?=\S)")


def meeting_value(session: ReviewSession, field: str, text: str) -> Option | None:
    """What `text` says for a field of the meeting's header; `None` where it says nothing.

    A label before a colon is no part of the value.
    """
    _key, words = _labelled(text)
    if field in ("body", "location"):
        return Option(words, words) if 0 < len(words) <= LONGEST else None
    if field in ("kind", "openness"):
        found = (KIND if field == "kind" else OPENNESS).search(words)
        value = found.lastgroup if found else None
        return Option(value, value_name(field, value)) if value else None
    if field == "date":
        value = day_in(session, words)
        return Option(value, day(value), value) if value else None
    if field in ("start", "end"):
        clock = times(words) or times(f"{words} uur")
        return Option(clock[-1 if field == "end" else 0], clock[-1 if field == "end" else 0]) if clock else None
    return _person(session, words) if field in OFFICES else None


class Offered:
    """The values for header fields that the text offers: of one line of it, of its title and labels, then its top.

    Args:
        session: The review.
        line: The line that the reviewer is at.
    """

    def __init__(self, session: ReviewSession, line: str = "") -> None:
        self._session = session
        self._line = line

    def of(self, field: str) -> list[Option]:
        """What is offered for a field of the meeting, the likeliest first, each value once."""
        found: dict[object, Option] = {}
        for one in self._all(field):
            if one is not None:
                found.setdefault(one.value, one)
        return list(found.values())[:MOST]

    @cached_property
    def _labels(self) -> list[Field]:
        minutes = self._session.minutes
        return header_fields(minutes.text, minutes.blocks)

    @cached_property
    def _sources(self) -> tuple[Facts, Title]:
        minutes = self._session.minutes
        facts = facts_of(minutes.text, self._labels)
        return facts, title_of(minutes.text, minutes.blocks, minutes.document.file)

    def _all(self, field: str) -> Iterator[Option | None]:
        session, line = self._session, self._line
        label, _rest = _labelled(line)
        if line and (field not in ("body", "location") or (len(line) <= LONGEST_LINE and label in (None, field))):
            yield meeting_value(session, field, line)
        for source in self._sources:
            yield from (meeting_value(session, field, said) for said in _said(source, field))
        if field in OFFICES:
            named = _named(session.text, self._labels, field)
            yield from (meeting_value(session, field, said) for said in named)
            yield from (Option(one.id, one.name) for one in session.participants() if one.role == field)
        types = {"body": "ORGANISATION", "location": "LOCATION", "date": "DATE"}
        for record in session.index.between(0, TOP) if field in types else ():
            if isinstance(record, Entity) and record.type == types[field] and record.status != "rejected":
                yield meeting_value(session, field, record.normalized or record.text)


def day_in(session: ReviewSession, text: str) -> str | None:
    """The first day that `text` names, as an ISO date; one without a year is near the meeting's."""
    found = first_date(text) or due_in(session, text).due
    return found if found and DAY.fullmatch(found) else None


def due_in(session: ReviewSession, text: str) -> Due:
    """When `text` says that something is due: a date, the next meeting, or words for it.

    A date without a year is near the meeting's, else near the first one in the text.
    """
    from dvo_tui.suggest import dues
    from dvo_tui.suggest.analysis import Analysis
    from dvo_tui.suggest.base import Known

    if not text.strip():
        return Due()
    meeting = session.meeting
    if meeting.date is None:
        meeting = msgspec.structs.replace(meeting, date=first_date(session.text[:TOP]))
    alone = msgspec.structs.replace(
        session.minutes,
        text=text,
        blocks=(Block("paragraph", 0, len(text)),),
        meeting=meeting,
        participants=(),
        agenda=(),
    )
    return dues.due_in(Analysis(alone, Known()), Span(0, len(text)), past=True)


def normal_due(session: ReviewSession) -> Callable[[str], str | None]:
    """What makes a date as it is typed one of the dataset's form; `None` where it names none."""

    def normal(text: str) -> str | None:
        found = due_in(session, text).due
        return found if found and EDTF.fullmatch(found) else None

    return normal


def normal_of(session: ReviewSession, field: str) -> Callable[[str], str | None]:
    """What makes a value as it is typed one of the form that a header field has."""

    def normal(text: str) -> str | None:
        found = meeting_value(session, field, text)
        return str(found.value) if found else None

    return normal


def _said(source: object, field: str) -> Iterator[str]:
    """What a title or the header's labels say for a field."""
    if field in ("start", "end"):
        yield " ".join(getattr(source, "times", ()))
    elif field not in OFFICES:
        yield getattr(source, field, None) or ""


def _named(text: str, labelled: list[Field], field: str) -> Iterator[str]:
    for one in labelled:
        if one.key == field:
            yield from (text[span.start : span.end] for span in one.values)


def _person(session: ReviewSession, words: str) -> Option | None:
    """The participant whose name is most like the words, if one is like them at all."""
    found = candidates(session, words, (), MOST, "person") if words else ()
    best = next((one for one in found if one.source == "participant" and one.score >= LIKELY), None)
    return Option(best.link, best.name, str(best.score)) if best else None


def _labelled(text: str) -> tuple[str | None, str]:
    """The field that the label of a line names, if it has one, and the rest of the line."""
    label = _LABEL.match(text)
    key = label_key(label[1]) if label is not None else None
    rest = text[label.end() :] if label is not None and key is not None else text
    return key, " ".join(rest.split()).strip(" ,;:")
