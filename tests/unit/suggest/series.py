"""An oracle that reviews the invented series by its gold, through the real store and session; and what it measures."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from dvo_tui.minutes.model import Minutes, Span
from dvo_tui.minutes.reading import read_file
from dvo_tui.review.commands import Accept, Add, AnyCommand, Reject, Respan, SetField
from dvo_tui.review.records import Annotation, Entity, Turn
from dvo_tui.review.session import ReviewSession
from dvo_tui.store.opening import OpenReview, open_minutes
from dvo_tui.store.workspace import Workspace

FOLDER = Path(__file__).parents[2] / "minutes" / "series"
DOCUMENTS = tuple(sorted(FOLDER.glob("*.txt")))
TYPES = frozenset({"PERSON", "ORGANISATION", "LOCATION"})
REVIEWER = "oracle"


class Mention(msgspec.Struct, frozen=True):
    """One entity of a gold file; `canonical` is who or what it means, where that is not the surface itself."""

    surface: str
    type: str
    canonical: str | None
    mentions: list[tuple[int, int]]


class Speaking(msgspec.Struct, frozen=True):
    """One turn of a gold file; `span` is its speaker as written."""

    surface: str
    canonical_name: str | None
    span: tuple[int, int]


class Gold(msgspec.Struct, frozen=True):
    """What a reader finds in a document; offsets are those of the reading text."""

    speaker_turns: list[Speaking]
    entities: list[Mention]

    def named(self) -> Iterator[tuple[int, int, Mention]]:
        return ((start, end, entity) for entity in self.entities for start, end in entity.mentions)


class Score(NamedTuple):
    """Hits, false hits and misses."""

    right: int
    false: int
    missed: int

    @property
    def f1(self) -> float:
        return 2 * self.right / (2 * self.right + self.false + self.missed)


def read(path: Path) -> tuple[Minutes, Gold]:
    """A document of the series, as read, and its gold."""
    gold = msgspec.convert(json.loads(path.with_suffix(".json").read_text(encoding="utf-8")), Gold)
    return read_file(path), gold


def opened(workspace: Workspace, path: Path) -> tuple[OpenReview, Gold]:
    minutes, gold = read(path)
    return open_minutes(workspace, minutes, REVIEWER, path), gold


def organisations(session: ReviewSession, gold: Gold) -> Score:
    """How the proposed organisations compare with gold, by exact span."""
    proposed = {(it.start, it.end) for it in _entities(session) if it.type == "ORGANISATION"}
    wanted = {(start, end) for start, end, entity in gold.named() if entity.type == "ORGANISATION"}
    return _compared(proposed, wanted)


def links(session: ReviewSession, gold: Gold) -> Score:
    """How the proposed links of people, bodies and speakers compare with gold, by place and full name."""
    proposed: set[tuple[str, int, str]] = set()
    for record in session.annotations():
        if isinstance(record, Entity) and record.type in ("PERSON", "ORGANISATION"):
            name = session.name_of(record.link)
            if name and (record.type == "PERSON" or name.casefold() != record.text.casefold()):
                proposed.add(("entity", record.start, name))
        elif isinstance(record, Turn) and record.speaker and session.name_of(record.speaker) != record.speaker_text:
            proposed.add(("turn", record.spans[0].start, session.name_of(record.speaker)))
    wanted = {("entity", start, entity.canonical) for start, _, entity in gold.named() if entity.canonical}
    wanted |= {("turn", turn.span[0], turn.canonical_name) for turn in gold.speaker_turns if turn.canonical_name}
    return _compared(proposed, wanted)


def _compared(proposed: Iterable[object], wanted: Iterable[object]) -> Score:
    found, right = set(proposed), set(wanted)
    return Score(len(found & right), len(found - right), len(right - found))


def _entities(session: ReviewSession) -> Iterator[Entity]:
    return (record for record in session.annotations("entity") if isinstance(record, Entity))


def review(document: OpenReview, gold: Gold) -> None:
    """Settle all that gold speaks of: accept what is right, correct and reject the rest, add what is missing."""
    session = document.session
    changes = [session.apply(command) for command in _entity_commands(session, gold)]
    changes += [session.apply(command) for command in _turn_commands(session, gold)]
    document.save([change for change in changes if change is not None])
    document.close()


def _link(session: ReviewSession, name: str | None) -> str | None:
    """The participant of a name, or the plain name of somebody who is none."""
    return next((person.id for person in session.participants() if person.name == name), name)


def _entity_commands(session: ReviewSession, gold: Gold) -> Iterator[AnyCommand]:
    proposed = [it for it in _entities(session) if it.type in TYPES]
    for start, end, entity in gold.named():
        span = Span(start, end)
        found = next((it for it in proposed if it.spans == (span,)), None)
        found = found or next((it for it in proposed if it.spans[0].overlaps(span) and it.type == entity.type), None)
        link = _link(session, entity.canonical)
        if found is None:
            yield Add(layer="entity", type=entity.type, start=start, end=end, values={"link": link})
            continue
        proposed.remove(found)
        yield Respan(found.id, start, end) if found.spans != (span,) else Accept(found.id)
        if found.type != entity.type:
            yield SetField(found.id, "type", entity.type)
        if found.link != link:
            yield SetField(found.id, "link", link)
    for wrong in proposed:
        yield Reject(wrong.id)


def _turn_commands(session: ReviewSession, gold: Gold) -> Iterator[AnyCommand]:
    wanted = {turn.span[0]: turn for turn in gold.speaker_turns}
    for record in session.annotations("turn"):
        turn = wanted.pop(record.spans[0].start, None)
        if turn is None:
            yield Reject(record.id)
            continue
        yield Accept(record.id)
        yield from _corrected(session, record, turn)
    for turn in wanted.values():
        link = _link(session, turn.canonical_name)
        values = {"speaker": link, "speaker_text": turn.surface}
        yield Add(layer="turn", start=turn.span[0], end=turn.span[1], values=values)


def _corrected(session: ReviewSession, record: Annotation, turn: Speaking) -> Iterator[AnyCommand]:
    link = _link(session, turn.canonical_name)
    if isinstance(record, Turn) and turn.canonical_name and record.speaker != link:
        yield SetField(record.id, "speaker", link)
