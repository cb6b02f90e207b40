"""What still looks like a name, number or address in a copy that is about to be published: for a person to look at.

It lists what nobody marked, in the text and in every other string of the copy, and each comment as a whole: a nickname
looks like no name. A wrong hit costs a glance; so what is doubtful is listed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dvo_tui.exchange import suspects
from dvo_tui.exchange.dataset import Dataset
from dvo_tui.exchange.identifiers import identifiers
from dvo_tui.exchange.suspects import Found
from dvo_tui.exchange.variants import Person, Variants
from dvo_tui.minutes.model import AgendaItem, Meeting, Minutes, Participant, SourceMap, Span
from dvo_tui.review.desk import ID
from dvo_tui.review.hints import Hints
from dvo_tui.review.records import MEETING, Action, Annotation, Entity, Turn, id_of, quote
from dvo_tui.review.session import ReviewSession
from dvo_tui.scheme.scheme import Scheme
from dvo_tui.suggest import lexicon

_PSEUDONYM = re.compile(r"persoon-\d+(?:/persoon-\d+)*")
_WORD = re.compile(r"[^\W\d_]{3,}")
_AMOUNT = re.compile(r"[\d.]+ EUR(?:/\w+)?")
_FREE = re.compile(b"\0+")
_AROUND = " \t\r\n\xa0,;:()-–"
_SAYS = re.compile(r"[^\W\d_a-zà-ÿ]\w|\d{6}")

COMMENT = "comment"
"""The kind of a comment, which is listed whatever it says."""


class Suspect(NamedTuple):
    """Something to look at.

    Attributes:
        span: Where it stands in the text of the copy, or where that stands which it is said of; empty where nowhere.
        line: The line of that, from 1.
        kind: `name`, `number`, `comment`, or the kind of an identifier.
        words: What it says.
        id: The id, in the copy, of the record that says so; empty for the text itself.
        field: The field of the record; empty for the text itself.
    """

    span: Span
    line: int
    kind: str
    words: str
    id: str = ""
    field: str = ""


class _Said(NamedTuple):
    """A string of the copy beside its text: of which record and field, and where that record stands."""

    id: str
    field: str
    words: str
    span: Span


def second_look(dataset: Dataset) -> list[Suspect]:
    """Everything in a copy that still looks like a name, number or address, and every comment, in reading order."""
    text = dataset.text
    strings = list(_strings(dataset))
    said = [one for one in strings if one.field != "note"]
    whole = "\n".join([text, *(one.words for one in said)])
    begins = [len(text) + 1]
    for one in said:
        begins.append(begins[-1] + len(one.words) + 1)
    known = "\n".join(entity.text for entity in dataset.entities if entity.type != "PERSON")
    lines = [at for at, character in enumerate(text) if character == "\n"]
    found = [
        Suspect(one.span, bisect_right(lines, one.span.start - 1) + 1, COMMENT, one.words, one.id, one.field)
        for one in strings
        if one.field == "note"
    ]
    for span, kind in _kept(dataset, whole):
        words = " ".join(whole[span.start : span.end].split())
        if span.start < len(text):
            found.append(Suspect(span, bisect_right(lines, span.start - 1) + 1, kind, words))
        elif words not in known:
            of = said[bisect_right(begins, span.start) - 1]
            line = bisect_right(lines, of.span.start - 1) + 1
            found.append(Suspect(of.span, line, kind, words, of.id, of.field))
    return sorted(dict.fromkeys(found))


def _kept(dataset: Dataset, whole: str) -> Iterator[tuple[Span, str]]:
    """What looks like something in the text and the strings behind it, the surest kind of what overlaps."""
    taken = bytearray(len(whole))
    for mention in Variants(_readable(dataset)).find(whole):
        taken[mention.span.start : mention.span.end] = b"\1" * len(mention.span)
    for one in identifiers(whole):
        taken[one.span.start : one.span.end] = b"\1" * len(one.span)
        yield one.span, one.kind
    for entity in dataset.entities:
        if entity.status == "accepted":  # somebody settled what it is
            taken[entity.start : entity.end] = b"\1" * (entity.end - entity.start)
    looks = list(_looks(dataset, whole))
    for span, kind in _together(looks):
        for free in _free(whole, span, taken):
            taken[free.start : free.end] = b"\1" * len(free)
            yield free, kind


def _together(looks: Iterable[Found]) -> Iterator[Found]:
    """What overlaps as one, so that nobody is listed by half a name."""
    kept: list[Found] = []
    for span, kind in sorted(looks):
        if kept and span.start < kept[-1].span.end:
            last = kept.pop()
            span, kind = Span(last.span.start, max(last.span.end, span.end)), last.kind
        kept.append(Found(span, kind))
    yield from kept


def _free(text: str, span: Span, taken: bytearray) -> Iterator[Span]:
    """The parts of a span that nothing else has taken, where they say something."""
    for match in _FREE.finditer(taken, span.start, span.end):
        words = text[match.start() : match.end()]
        said = words.strip(_AROUND)
        start = match.start() + words.find(said)
        whole = match.end() - match.start() == len(span)
        if said and not _PSEUDONYM.fullmatch(said) and (whole or _SAYS.search(said)):
            yield Span(start, start + len(said))


def _readable(dataset: Dataset) -> Iterator[Person]:
    """Those whose names were left as they are, because they act in public."""
    for person in dataset.participants:
        if not _PSEUDONYM.fullmatch(person.name):
            yield Person(person.id, frozenset({person.name}))


def _looks(dataset: Dataset, whole: str) -> Iterator[Found]:
    years = [int(year) for year in re.findall(r"\b20\d\d\b", dataset.meeting.date or dataset.text)]
    labels = {item.label for item in dataset.agenda}
    for found in suspects.numbers(whole, max(years, default=None)):
        if whole[found.span.start : found.span.end] not in labels:
            yield found
    yield from suspects.names_in(whole)
    nothing = SourceMap((), (), (), ())
    minutes = Minutes(dataset.document, whole, (), nothing, dataset.meeting, dataset.participants, dataset.agenda)
    session = ReviewSession(minutes, dataset.records, "", Scheme("", (), (), (), (), {}))
    for hint in Hints(session).unclaimed(0, len(whole)):
        if suspects.is_name(whole, hint):
            yield Found(hint.span, "name")


def _strings(dataset: Dataset) -> Iterator[_Said]:
    """Every string of the copy that is not just what its text says at that place."""
    text = dataset.text
    plain = " ".join(text.split())
    for word in _WORD.findall(dataset.document.file.rpartition(".")[0]):
        if word.capitalize() in lexicon.first_names():
            yield _Said("", "file", word.capitalize(), Span(0, 0))
    for record in dataset.records:
        if isinstance(record, Meeting):
            spans: tuple[Span, ...] = ()
        else:
            spans = (record.span,) if isinstance(record, AgendaItem) else record.spans
        span = spans[0] if spans else Span(0, 0)
        here = quote(text, spans)
        identifier = MEETING if isinstance(record, Meeting) else id_of(record)
        for field, value in _fields(record):
            words = " ".join(value.split())
            if field == "note" or (words not in here and words not in plain):
                yield _Said(identifier, field, words, span)


def _fields(record: Meeting | Participant | AgendaItem | Annotation) -> Iterator[tuple[str, str]]:
    """The strings of a record that may say something, by field."""
    for field in _FIELDS:
        value = getattr(record, field, None)
        if value and isinstance(value, str) and not _PSEUDONYM.fullmatch(value) and not _is_known(field, value):
            yield field, value
    links: tuple[tuple[str, str | None], ...] = ()
    if isinstance(record, Entity):
        links = (("link", record.link),)
    elif isinstance(record, Turn):
        links = (("speaker", record.speaker),)
    elif isinstance(record, Action):
        links = tuple(("owners", owner) for owner in record.owners)
    for field, link in links:
        if link and not ID.fullmatch(link) and not _PSEUDONYM.fullmatch(link):
            yield field, link


def _is_known(field: str, value: str) -> bool:
    """Whether it is a date or amount in its normal form, or what the gazetteers make of a name."""
    if field not in ("normalized", "expansion"):
        return False
    return _WORD.search(value) is None or _AMOUNT.fullmatch(value) is not None or value in suspects.listed()


_FIELDS = (
    *("note", "title", "body", "location", "role", "organisation", "speaker_text", "text", "vote", "owner_text"),
    *("due_text", "normalized", "expansion"),
)
"""What may hold words of somebody's own; an entity's `text` and a name are those of the copy's text or a pseudonym."""
