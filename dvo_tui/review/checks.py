"""Is a dataset sound, and what would a careful reader still look at: findings, never repairs.

Errors say that the data contradict themselves; advice says what may well be right but deserves a look.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import pairwise
from typing import Literal

import msgspec

from dvo_tui.language import N_, _
from dvo_tui.minutes.model import AgendaItem, Document, Meeting, Participant, Span, is_guess
from dvo_tui.printable import printable
from dvo_tui.review.desk import DAY, EDTF, ID, TIME
from dvo_tui.review.history import Change
from dvo_tui.review.placing import unplaced_in
from dvo_tui.review.publicity import GROUNDS
from dvo_tui.review.records import (
    LETTERS,
    Action,
    Annotation,
    Decision,
    Entity,
    Record,
    Review,
    Turn,
    Unplaced,
    id_of,
    layer_of,
    type_of,
)
from dvo_tui.scheme.scheme import Scheme

Severity = Literal["error", "advice"]

FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
"""What the id of a document is: files are named after it."""

_LONGEST = 80
"""Characters of an id, label or name in a finding; a name is shorter, and what swallowed a piece of the text is not."""


class Finding(msgspec.Struct, frozen=True):
    """One thing found: about which record (its id, empty for the document), how bad, and an English template.

    `at` is the offset to go to, where there is one.
    """

    id: str
    severity: Severity
    message: str
    values: dict[str, object] = {}
    at: int | None = None

    def __str__(self) -> str:
        """One line, however odd the ids and labels are that it names."""
        shown = {key: _shown(value) if isinstance(value, str) else value for key, value in self.values.items()}
        return _(self.message).format(**shown)


def check(document: Document, text: str, records: Iterable[Record], scheme: Scheme) -> tuple[Finding, ...]:
    """Everything that contradicts itself; none of a sound dataset.

    Args:
        document: What the dataset says about its document.
        text: The reading text that all offsets count in.
        records: Every record of the dataset.
        scheme: What may be annotated.
    """
    records = list(records)
    by_id = {id_of(record): record for record in records}
    found = list(_of_document(document, text))
    found += _of_ids(records)
    found += _of_agenda([record for record in records if isinstance(record, AgendaItem)])
    for record in records:
        found += _of_spans(record, text)
        found += _of_links(record, by_id)
        found += _of_values(record, scheme)
    return tuple(found)


def check_history(records: Iterable[Record], history: Sequence[Change]) -> tuple[Finding, ...]:
    """Whether every Change can be taken back, the last one first; the first that cannot is the finding."""
    state = {id_of(record): record for record in records}
    for change in reversed(history):
        for delta in reversed(change.deltas):
            if state.pop(delta.id, None) != delta.after:
                return (Finding(delta.id, "error", "it is not what change {n} made of it", {"n": change.revision}),)
            if delta.before is not None:
                state[delta.id] = delta.before
    return ()


def check_doubles(records: Iterable[Record]) -> Iterator[Finding]:
    """What is there twice, and turns over one another: each can stand, but one of the two is hardly meant.

    What was rejected does not count. A sentence may hold several decisions or actions of other words or owners.
    """
    found: dict[tuple[object, ...], str] = {}
    spoken: list[tuple[Span, Turn]] = []
    for record in records:
        if not isinstance(record, Annotation) or record.status == "rejected":
            continue
        said = getattr(record, "text", ""), getattr(record, "owners", ())
        first = found.setdefault((layer_of(record), type_of(record), record.spans, *said), record.id)
        if first != record.id:
            yield _advice(record, "it is the same as {other}", other=first)
        elif isinstance(record, Turn):
            spoken += ((span, record) for span in record.spans)
    spoken.sort(key=lambda pair: pair[0])
    for (one, before), (two, after) in pairwise(spoken):
        if one.overlaps(two):
            yield _advice(after, "its span overlaps that of {other}", other=before.id)


def check_places(records: Iterable[Record]) -> Iterator[Finding]:
    """What lost its place when the text changed and waits for the reviewer, by id, layer and old place."""
    for left in unplaced_in(records):
        if not left.dismissed:
            yield _advice(
                left,
                "the {layer} {of} of {start}-{end} has no place since the text changed; place or dismiss it",
                layer=left.layer,
                of=left.of,
                start=left.quotes[0].start,
                end=left.quotes[-1].end,
            )


def advise(records: Iterable[Record]) -> tuple[Finding, ...]:
    """What a reviewer may want to look at before calling the document done, in the order of the text by what it is."""
    records = [record for record in records if not isinstance(record, Annotation) or record.status != "rejected"]
    items = sorted((record for record in records if isinstance(record, AgendaItem)), key=lambda item: item.span.start)
    labels = Counter(item.label for item in items if item.label)
    found = [finding for record in records for finding in _advice_on(record, labels, bool(items))]
    found += _advice_on_speakers(records)
    found += _advice_on_numbers(items)
    return tuple(sorted(found, key=lambda finding: (_ADVICE.get(finding.message, 0), finding.at or 0)))


_ADVICE = {
    message: place
    for place, message in enumerate(
        (
            N_("the {layer} {of} of {start}-{end} has no place since the text changed; place or dismiss it"),
            N_("still pending"),
            N_("an action without an owner"),
            N_("a turn without a speaker"),
            N_("{name} speaks and is not listed"),
            N_("date, place and chair were guessed from the order of labels; look, and correct what is wrong"),
            N_("attendance or role of {name} was guessed from the order of labels; correct it or take the flag away"),
            N_("number {number} follows number {before}"),
            N_("the numbers begin with {number}"),
            N_("another agenda item has the label {label} too"),
            N_("a decision outside every agenda item"),
        )
    )
}
"""All there is to advise, in the order in which a reviewer wants to know it."""

TO_DO = frozenset(list(_ADVICE)[:2])
"""The messages of what is still to be settled or placed; the others only deserve a look."""


def _advice_on(record: Record, labels: Mapping[str, int], has_agenda: bool) -> Iterator[Finding]:
    if isinstance(record, Annotation) and record.status == "pending":
        yield _advice(record, "still pending")
    if isinstance(record, Unplaced) and not record.dismissed:
        yield from check_places([record])
    if isinstance(record, Action) and not record.owners:
        yield _advice(record, "an action without an owner")
    if isinstance(record, Decision) and record.item is None and has_agenda:
        yield _advice(record, "a decision outside every agenda item")
    if isinstance(record, AgendaItem) and labels.get(record.label or "", 0) > 1:
        yield _advice(record, "another agenda item has the label {label} too", label=record.label)
    if isinstance(record, Turn) and record.speaker is None:
        yield _advice(record, "a turn without a speaker")
    if isinstance(record, Meeting) and is_guess(record):
        yield _advice(
            record, "date, place and chair were guessed from the order of labels; look, and correct what is wrong"
        )
    if isinstance(record, Participant) and is_guess(record):
        yield _advice(
            record,
            "attendance or role of {name} was guessed from the order of labels; correct it or take the flag away",
            name=record.name,
        )


def _advice_on_speakers(records: Iterable[Record]) -> Iterator[Finding]:
    """Each speaker whom the attendance list does not have, at the first turn; none where there is no list."""
    records = list(records)
    people = {record.id: record for record in records if isinstance(record, Participant)}
    if all(person.attendance == "not_listed" for person in people.values()):
        return
    turns = sorted((record for record in records if isinstance(record, Turn)), key=lambda turn: turn.spans[0].start)
    first = {turn.speaker: turn for turn in reversed(turns) if turn.speaker is not None}
    for speaker, turn in first.items():
        person = people.get(speaker)
        if person is None or person.attendance == "not_listed":
            yield _advice(turn, "{name} speaks and is not listed", name=person.name if person else speaker)


def _advice_on_numbers(items: Iterable[AgendaItem]) -> Iterator[Finding]:
    """Where a number was left out: it follows neither the one before it on its level nor the last one printed.

    `4a` within `4` continues the number that it lies in.
    """
    last: dict[tuple[str | None, ...], int] = {}
    whole: dict[str | None, int] = {}
    printed = 0
    for item in items:
        prefix, _dot, digits = (item.number or "").rpartition(".")
        match = _NUMBER.match(digits)
        if match is None:
            continue
        level = item.parent, item.section, prefix
        number, before = int(match[0]), last.get(level, 0)
        whole[item.id] = number
        is_letter_of_parent = match[0] != digits and whole.get(item.parent) == number
        if number > before + 1 and number != printed + 1 and not is_letter_of_parent:
            if level in last:
                yield _advice(item, "number {number} follows number {before}", number=number, before=before)
            else:
                yield _advice(item, "the numbers begin with {number}", number=number)
        last[level] = printed = number


_NUMBER = re.compile(r"\d{1,3}(?!\d)")


def _of_document(document: Document, text: str) -> Iterator[Finding]:
    if not FILE_NAME.fullmatch(document.id):
        yield Finding("", "error", "the document has no id that a file can be named after", {"field": "id"})
    if sha256(text.encode("utf-8")).hexdigest() != document.text_sha256:
        values: dict[str, object] = {"field": "text_sha256"}
        yield Finding("", "error", "the text is not the one that was annotated: text_sha256 differs", values)


def _of_ids(records: list[Record]) -> Iterator[Finding]:
    counts = Counter(id_of(record) for record in records)
    for identifier, count in counts.items():
        if count > 1:
            yield Finding(identifier, "error", "{count} records have this id", {"count": count})
    for record in records:
        letter = LETTERS.get(layer_of(record))
        if letter is not None and not (ID.fullmatch(id_of(record)) and id_of(record)[0] == letter):
            yield _error(
                record,
                "not an id of the layer {layer}: {letter} and 13 of a-z2-7",
                layer=layer_of(record),
                letter=letter,
            )


def _of_agenda(items: list[AgendaItem]) -> Iterator[Finding]:
    items = sorted(items, key=lambda item: (item.span.start, item.span.end))
    for before, after in pairwise(items):
        if before.span.overlaps(after.span):
            yield _error(after, "its span overlaps that of {other}", other=before.id)
        if before.order >= after.order:
            yield _error(after, "its order does not follow that of {other}", other=before.id)


def _of_spans(record: Record, text: str) -> Iterator[Finding]:
    for span in _spans(record):
        if not 0 <= span.start < span.end <= len(text):
            yield _error(
                record, "the span {start}-{end} does not lie in the text of {length} characters",
                start=span.start, end=span.end, length=len(text),
            )  # fmt: skip
    if isinstance(record, Annotation) and not record.spans:
        yield _error(record, "it has no span")
    if isinstance(record, Entity) and text[max(0, record.start) : max(0, record.end)] != record.text:
        yield _error(record, "its text is not what stands at {start}-{end}", start=record.start, end=record.end)


def _spans(record: Record) -> tuple[Span, ...]:
    if isinstance(record, AgendaItem):
        return (record.span,)
    if isinstance(record, Unplaced):
        return tuple(span for span in record.places if span is not None)
    return () if isinstance(record, Meeting | Review) else record.spans


def _of_links(record: Record, by_id: Mapping[str, Record]) -> Iterator[Finding]:
    item = record.item if isinstance(record, Annotation) else record.parent if isinstance(record, AgendaItem) else None
    if item is not None and not isinstance(by_id.get(item), AgendaItem):
        yield _error(record, "no agenda item has the id {id}", id=item)
    if isinstance(record, AgendaItem) and _in_circle(record, by_id):
        yield _error(record, "the agenda item lies within itself")
    if isinstance(record, Meeting):
        for person in (record.chair, record.secretary):
            if person is not None and not isinstance(by_id.get(person), Participant):
                yield _error(record, "no participant has the id {id}", id=person)
    links: tuple[str | None, ...] = ()
    if isinstance(record, Entity):
        links = (record.link,)
    elif isinstance(record, Turn):
        links = (record.speaker,)
    elif isinstance(record, Action):
        links = record.owners
    for link in links:
        if link is not None and ID.fullmatch(link) and link[0] == "p" and not isinstance(by_id.get(link), Participant):
            yield _error(record, "no participant has the id {id}", id=link)


def _in_circle(item: AgendaItem, by_id: Mapping[str, Record]) -> bool:
    seen = {item.id}
    parent = by_id.get(item.parent or "")
    while isinstance(parent, AgendaItem):
        if parent.id in seen:
            return True
        seen.add(parent.id)
        parent = by_id.get(parent.parent or "")
    return False


def _of_values(record: Record, scheme: Scheme) -> Iterator[Finding]:
    if isinstance(record, Annotation) and not isinstance(record, Turn):
        layer, kind = layer_of(record), type_of(record)
        if scheme.label(layer, kind) is None:
            yield _error(record, "the scheme has no {layer} {kind}", layer=layer, kind=kind)
    forms = []
    if isinstance(record, Action):
        forms = [("due", record.due, EDTF)]
    elif isinstance(record, Meeting):
        forms = [("date", record.date, DAY), ("start", record.start, TIME), ("end", record.end, TIME)]
    for field, value, pattern in forms:
        if value is not None and not pattern.fullmatch(value):
            yield _error(record, "{field} is not written as it should be", field=field)
    if isinstance(record, Participant) and record.ground is not None and record.ground not in GROUNDS:
        yield _error(record, "{field} is not written as it should be", field="ground")
    origin = None if isinstance(record, Review | Unplaced) else record.origin
    if origin is not None and origin.confidence is not None and not 0 <= origin.confidence <= 1:
        yield _error(record, "its confidence does not lie between 0 and 1")


def _shown(value: str) -> str:
    line = printable(value)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _error(record: Record, message: str, **values: object) -> Finding:
    return Finding(id_of(record), "error", message, values, _offset(record))


def _advice(record: Record, message: str, **values: object) -> Finding:
    return Finding(id_of(record), "advice", message, values, _offset(record))


def _offset(record: Record) -> int | None:
    """Where a record stands first, where it stands anywhere."""
    return min((span.start for span in _spans(record)), default=None)
