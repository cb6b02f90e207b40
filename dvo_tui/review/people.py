"""Who is who: linking, introducing, uniting and parting the people and bodies that mentions, turns and owners point to.

Invariant: whatever pointed to someone who goes points to who stays, or to the plain name; nobody is pointed to who is
not there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from dvo_tui.errors import Refused
from dvo_tui.minutes.model import Meeting, Origin, Participant, participant_id, record_id
from dvo_tui.review.commands import Introduce, Link, Merge, Newcomer, Split
from dvo_tui.review.desk import ID, Desk, Pair
from dvo_tui.review.records import Action, Annotation, Entity, Record, Turn

if TYPE_CHECKING:
    from dvo_tui.review.session import ReviewSession

ATTENDANCE = ("present", "partly", "absent", "not_listed")
"""The surest way of having been there first."""


def link(command: Link, desk: Desk) -> list[Pair]:
    """The record and those that follow it, linked; before them who is new.

    Raises:
        Refused: if there is nothing to link to, or a record has no link.
    """
    record = desk.annotation(command.id)
    pairs: list[Pair] = []
    target = command.to
    if command.create is not None:
        if target is not None:
            raise Refused("a link goes to somebody who is there or to somebody new, not to both")
        newcomer = _newcomer(command.create, desk)
        pairs, target = [(None, newcomer)], newcomer.id
    elif target is not None:
        desk.check_link(target)
    linked = [(record, msgspec.structs.replace(_linked(record, target, desk), status="accepted"))]
    for identifier in dict.fromkeys(command.also):
        other = desk.annotation(identifier)
        if other.id != record.id:
            linked.append((other, _linked(other, target, desk)))
    return [*linked, *pairs]


def introduce(command: Introduce, desk: Desk) -> list[Pair]:
    """A new participant.

    Raises:
        Refused: if there is no name, or somebody has it already.
    """
    newcomer = Newcomer(command.name, command.organisation, command.role, command.attendance)
    return [(None, _newcomer(newcomer, desk))]


def merge(command: Merge, desk: Desk) -> list[Pair]:
    """Who stays, who goes, and all that points to those.

    Raises:
        Refused: if there are not two, or one of them is nobody.
    """
    ids = list(dict.fromkeys(command.ids))
    if len(ids) < 2:
        raise Refused("it takes two to be one: give the id that stays, then the others")
    for identifier in ids:
        desk.check_link(identifier)
    keep, others = ids[0], frozenset(ids[1:])
    people = [person for name in ids if isinstance(person := desk.records.get(name), Participant)]
    pairs: list[Pair] = []
    if isinstance(stays := desk.records.get(keep), Participant):
        pairs.append((stays, _united(stays, people[1:], desk)))
    pairs += [(person, None) for person in people if person.id in others]
    following = [(record, _repointed(record, others, keep)) for record in desk.records.values()]
    following = [(before, after) for before, after in following if before != after]
    if not following and not pairs:
        raise Refused("nothing is linked to that name")
    return [*pairs, *following]


def split(command: Split, desk: Desk) -> list[Pair]:
    """Who was two, the new one, and what goes to the new one.

    Raises:
        Refused: if nothing goes, or something does not point to who is split.
    """
    person = desk.record(command.id)
    if not isinstance(person, Participant):
        raise Refused("no participant has the id {id}", id=command.id)
    starts = frozenset(command.spans)
    moved = tuple(span for span in person.spans if span.start in starts)
    if len(moved) != len(starts) or not (moved or command.mentions):
        raise Refused("say which of the mentions of {id} are somebody else's", id=person.id)
    newcomer = _participant(Newcomer(command.name, attendance=person.attendance if moved else "not_listed"), desk)
    newcomer = msgspec.structs.replace(newcomer, spans=moved)
    stays = msgspec.structs.replace(person, spans=tuple(span for span in person.spans if span not in moved))
    pairs: list[Pair] = [(person, stays), (None, newcomer)]
    for identifier in dict.fromkeys(command.mentions):
        record = desk.annotation(identifier)
        if not points(record, person.id):
            raise Refused("{id} does not point to {person}", id=identifier, person=person.id)
        pairs.append((record, _repointed(record, frozenset({person.id}), newcomer.id)))
    return pairs


def unlinked(person: Participant, desk: Desk) -> Iterator[Pair]:
    """Everything that points to a participant, pointing to the plain name instead."""
    for record in desk.records.values():
        yield record, _repointed(record, frozenset({person.id}), person.name)


def pointing(session: ReviewSession, link: str) -> tuple[str, ...]:
    """The ids of what points to a participant id or plain name, in reading order; unlinked text of that name too."""
    return tuple(record.id for record in session.annotations() if points(record, link))


def points(record: Record, link: str) -> bool:
    """Whether a mention, turn or action points to `link`, or is not linked and has that wording."""
    if isinstance(record, Entity):
        return (record.link or record.text) == link
    if isinstance(record, Turn):
        return (record.speaker or record.speaker_text) == link
    return isinstance(record, Action) and link in record.owners


def _repointed(record: Record, others: frozenset[str], keep: str) -> Record:
    """The record with every link to one of `others` as a link to `keep`."""
    changes: dict[str, Any] = {}
    if isinstance(record, Meeting):
        stays = keep if ID.fullmatch(keep) else None
        changes = {field: stays for field in ("chair", "secretary") if getattr(record, field) in others}
    elif isinstance(record, Action):
        owners = tuple(dict.fromkeys(keep if owner in others else owner for owner in record.owners))
        changes = {"owners": owners} if owners != record.owners and others & set(record.owners) else {}
    elif isinstance(record, Entity | Turn) and any(points(record, other) for other in others):
        changes = {"link" if isinstance(record, Entity) else "speaker": keep}
    return msgspec.structs.replace(record, **changes) if changes else record


def _linked(record: Annotation, target: str | None, desk: Desk) -> Annotation:
    if isinstance(record, Entity):
        return msgspec.structs.replace(record, link=target)
    if isinstance(record, Turn):
        return msgspec.structs.replace(record, speaker=target)
    if isinstance(record, Action):
        return msgspec.structs.replace(record, owners=_owners(record, target, desk))
    raise Refused("{id} has nobody to link to", id=record.id)


def _owners(action: Action, target: str | None, desk: Desk) -> tuple[str, ...]:
    """The owners with one more; it takes the place of a plain name that is alike."""
    from dvo_tui import names

    if target is None:
        return ()
    known = desk.records.get(target)
    name = known.name if isinstance(known, Participant) else target
    owners = tuple(
        target if owner not in desk.records and names.score(owner, name) >= names.WEAK else owner
        for owner in action.owners
    )
    return tuple(dict.fromkeys((*owners, target)))


def _newcomer(newcomer: Newcomer, desk: Desk) -> Participant:
    for record in desk.records.values():
        if isinstance(record, Participant) and record.name == newcomer.name:
            raise Refused("{id} has that name already; link to it", id=record.id)
    return _participant(newcomer, desk)


def _participant(newcomer: Newcomer, desk: Desk) -> Participant:
    if not newcomer.name.strip():
        raise Refused("{field} cannot be empty", field="name")
    sha = desk.minutes.document.text_sha256
    identifier, count = participant_id(sha, newcomer.name), 0
    while identifier in desk.records:
        count += 1
        identifier = record_id("p", sha, "participant", newcomer.name, count)
    return Participant(
        id=identifier,
        name=newcomer.name,
        attendance=newcomer.attendance,
        role=newcomer.role or None,
        organisation=newcomer.organisation or None,
        spans=(),
        origin=Origin(by=desk.reviewer),
    )


def _united(stays: Participant, others: Sequence[Participant], desk: Desk) -> Participant:
    """Who stays, with the spans of all, and what only the others know."""
    everyone = (stays, *others)
    notes = list(dict.fromkeys(person.note for person in everyone if person.note))
    return msgspec.structs.replace(
        stays,
        attendance=min((person.attendance for person in everyone), key=ATTENDANCE.index),
        role=next((person.role for person in everyone if person.role), None),
        organisation=next((person.organisation for person in everyone if person.organisation), None),
        spans=tuple(sorted({span for person in everyone for span in person.spans})),
        public=next((person.public for person in everyone if person.public is not None), None),
        ground=next((person.ground for person in everyone if person.ground), None),
        note="; ".join(notes) or None,
        flag=any(person.flag for person in everyone),
        origin=Origin(by=desk.reviewer) if others else stays.origin,
    )
