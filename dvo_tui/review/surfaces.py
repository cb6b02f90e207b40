"""The same surface everywhere in a document, with a preview first: whole words, each as it stands, one Change for all.

Invariant: a preview names just those occurrences that the command would touch, or find as they are to be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import msgspec

from dvo_tui.errors import Refused
from dvo_tui.minutes.model import Participant, Span
from dvo_tui.minutes.place import place_of
from dvo_tui.review.additions import mention
from dvo_tui.review.commands import Adopt, Same
from dvo_tui.review.desk import Desk, Pair
from dvo_tui.review.records import Entity

if TYPE_CHECKING:
    from dvo_tui.review.session import ReviewSession

AROUND = 80
"""How many characters of its line are shown before and behind an occurrence."""

Effect = Literal["new", "accept", "correct", "none"]


@dataclass(frozen=True)
class Occurrence:
    """One place of a surface.

    Attributes:
        span: Where it stands.
        line: What to show around it: of its line at most `AROUND` characters to either side.
        number: The line in the source, from 1.
        id: The mention that is there already.
        type: The type of that mention; empty where there is none.
        status: The status of that mention; empty where there is none.
        effect: What the command does there: add a mention, accept the one that is there, correct it, or nothing.
    """

    span: Span
    line: Span
    number: int
    id: str | None
    type: str
    status: str
    effect: Effect


@dataclass(frozen=True)
class Place:
    """An occurrence as it can be shown without its session.

    Attributes:
        start: Its reading offset.
        where: Line, page or paragraph in the file, short.
        before: Its line as far as it stands before it, at most 80 characters.
        words: The words themselves.
        after: The line behind them, at most 80 characters.
        effect: What would be done there.
        status: The status of the mention that is there already; empty where there is none.
    """

    start: int
    where: str
    before: str
    words: str
    after: str
    effect: Effect
    status: str


def same(command: Same, desk: Desk) -> list[Pair]:
    """The mention accepted, and every other occurrence like it.

    Raises:
        Refused: if the record is no mention.
    """
    model = _model(command.id, desk)
    pairs: list[Pair] = [(model, msgspec.structs.replace(model, status="accepted"))]
    left_out = frozenset(command.without)
    spans = [span for span in occurrences(model, desk) if span.start not in left_out]
    return pairs + _marked(spans, model.type, model.link, desk)


def adopt(command: Adopt, desk: Desk) -> list[Pair]:
    """Every occurrence of a surface as a mention.

    Raises:
        Refused: if the scheme has no such type, or there is no text to look for.
    """
    left_out = frozenset(command.without)
    spans = [span for span in _adopted(command, desk) if span.start not in left_out]
    return _marked(spans, command.type, _link_here(command.link, desk), desk)


def occurrences(model: Entity, desk: Desk) -> list[Span]:
    """Where else the surface of `model` stands as whole words, and no accepted mention lies across it."""
    return [span for span in _free(model.text, model.id, desk) if span != model.spans[0]]


def same_preview(session: ReviewSession, identifier: str) -> tuple[Occurrence, ...]:
    """Every occurrence that `Same` is about, in the order of the text, the mention itself among them.

    Raises:
        Refused: if the record is no mention.
    """
    desk = session.desk
    model = _model(identifier, desk)
    spans = sorted([model.spans[0], *occurrences(model, desk)])
    return tuple(_shown(spans, model.type, model.link, desk))


def adopt_preview(session: ReviewSession, command: Adopt) -> tuple[Occurrence, ...]:
    """Every occurrence that `Adopt` is about, in the order of the text, whatever it leaves out.

    Raises:
        Refused: if the scheme has no such type, or there is no text to look for.
    """
    desk = session.desk
    return tuple(_shown(_adopted(command, desk), command.type, _link_here(command.link, desk), desk))


def adoption_of(session: ReviewSession, identifier: str) -> Adopt:
    """What carries a mention over to another document: its type and surface, and the name it is linked to.

    Raises:
        Refused: if the record is no mention.
    """
    model = _model(identifier, session.desk)
    return Adopt(type=model.type, text=model.text, link=session.name_of(model.link) or None)


def shown(session: ReviewSession, occurrence: Occurrence) -> Place:
    """An occurrence with the words around it."""
    text, span, line = session.text, occurrence.span, occurrence.line
    return Place(
        start=span.start,
        where=place_of(session.minutes, span.start).short(),
        before=text[line.start : span.start],
        words=text[span.start : span.end],
        after=text[span.end : line.end],
        effect=occurrence.effect,
        status=occurrence.status,
    )


def _model(identifier: str, desk: Desk) -> Entity:
    model = desk.record(identifier)
    if not isinstance(model, Entity):
        raise Refused("only a mention has the same surface elsewhere")
    return model


def _adopted(command: Adopt, desk: Desk) -> list[Span]:
    if not command.text.strip():
        raise Refused("{field} cannot be empty", field="text")
    if desk.scheme.label("entity", command.type) is None:
        raise Refused("the scheme has no {layer} {field} {value}", layer="entity", field="type", value=command.type)
    return _free(command.text, "", desk)


def _free(surface: str, but: str, desk: Desk) -> list[Span]:
    """Where a surface stands as whole words, and no accepted mention (`but` this one) lies across it."""
    pattern = re.compile(rf"(?<!\w){re.escape(surface)}(?!\w)")
    found = (Span(*match.span()) for match in pattern.finditer(desk.minutes.text))
    return [span for span in found if not _crossed(span, but, desk)]


def _crossed(span: Span, but: str, desk: Desk) -> bool:
    return any(
        isinstance(record, Entity) and record.status == "accepted" and record.id != but and record.spans[0] != span
        for record in desk.index.between(span.start, span.end)
    )


def _here(span: Span, desk: Desk) -> Entity | None:
    """The mention at exactly this span; of several the one that is least settled against, in reading order."""
    found = (record for record in desk.index.between(span.start, span.end) if isinstance(record, Entity))
    there = [record for record in found if record.spans[0] == span]
    return min(there, key=lambda record: _WILLING[record.status]) if there else None


_WILLING = {"accepted": 0, "pending": 1, "rejected": 2}


def _marked(spans: list[Span], kind: str, link: str | None, desk: Desk) -> list[Pair]:
    pairs: list[Pair] = []
    for span in spans:
        before = _here(span, desk)
        if before is None:
            pairs.append((None, msgspec.structs.replace(mention(kind, span, desk), link=link)))
        else:
            pairs.append((before, msgspec.structs.replace(before, type=kind, link=link, status="accepted")))
    return pairs


def _shown(spans: list[Span], kind: str, link: str | None, desk: Desk) -> Iterator[Occurrence]:
    text = desk.minutes.text
    for span in spans:
        record = _here(span, desk)
        first, last = max(0, span.start - AROUND), min(len(text), span.end + AROUND)
        end = text.find("\n", span.end, last)
        line = Span(max(first, text.rfind("\n", first, span.start) + 1), last if end < 0 else end)
        number, _column = desk.minutes.source.line_column(span.start)
        if record is None:
            yield Occurrence(span, line, number, None, "", "", "new")
            continue
        right = record.type == kind and record.link == link
        settled: Effect = "none" if record.status == "accepted" else "accept"
        yield Occurrence(span, line, number, record.id, record.type, record.status, settled if right else "correct")


def _link_here(link: str | None, desk: Desk) -> str | None:
    """A name as a link in this document: the one participant of just that name, else the name itself."""
    people = [record.id for record in desk.records.values() if isinstance(record, Participant) and record.name == link]
    if link is None or len(people) == 1:
        return people[0] if people else None
    desk.check_link(link)
    return link
