"""Who a name may be: people and bodies of this meeting first, then those known in the workspace, each with its reason.

Invariant: a candidate stands in the document or in the register, but for the last one, which is the text itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dvo_tui import names
from dvo_tui.language import _
from dvo_tui.minutes.model import Participant
from dvo_tui.review.records import Annotation, Entity, Record, Turn
from dvo_tui.review.session import ReviewSession
from dvo_tui.suggest.base import Known

LIKELY = 60
"""Below this score, a name of the register is not offered: whoever is not in this meeting must look like it."""

Source = Literal["participant", "organisation", "mention", "register", "text"]
Kind = Literal["any", "person", "organisation"]


@dataclass(frozen=True)
class Candidate:
    """One choice.

    Attributes:
        link: What a record would hold: a participant id or a plain name.
        name: What to show.
        score: How alike the names are, 0 to 100.
        source: Where the name is from.
        reason: Why it is offered, in the language that holds.
    """

    link: str
    name: str
    score: int
    source: Source
    reason: str = ""


@dataclass(frozen=True)
class KnownName:
    """A name of the register: how often it was accepted, and in how many documents."""

    name: str
    kind: Literal["person", "organisation"]
    accepted: int = 0
    documents: int = 0


@dataclass(frozen=True)
class _Choice:
    link: str
    name: str
    source: Source
    where: str
    weight: int = 0


def known_names(known: Known) -> tuple[KnownName, ...]:
    """The people and organisations that a workspace knows, the most accepted first."""
    accepted: Counter[tuple[str, str]] = Counter()
    documents: Counter[tuple[str, str]] = Counter()
    for surface in known.surfaces:
        for name in {surface.surface, (surface.link or surface.surface).casefold()}:
            key = surface.type, name
            accepted[key] += surface.accepted
            documents[key] = max(documents[key], surface.documents)
    found = []
    for kind, type_, listed in (
        ("person", "PERSON", known.people),
        ("organisation", "ORGANISATION", known.organisations),
    ):
        for name in listed:
            key = type_, name.casefold()
            found.append(KnownName(name, kind, accepted[key], documents[key]))  # type: ignore[arg-type]
    return tuple(sorted(found, key=lambda one: (-one.accepted, one.name)))


def kind_of(record: Record) -> Kind:
    """What kind of name a record may be linked to."""
    if isinstance(record, Entity) and record.type in ("PERSON", "ORGANISATION"):
        return "person" if record.type == "PERSON" else "organisation"
    return "any"


def candidates(
    session: ReviewSession,
    name: str,
    register: Sequence[str | KnownName] = (),
    limit: int = 9,
    kind: Kind = "any",
) -> tuple[Candidate, ...]:
    """Ranked choices for `name`: who is surely alike, then this meeting's people, then alike ones of the register.

    The best comes first within each; the bare text is the last choice. Without a name the first people of this
    meeting are offered.

    Args:
        session: The review.
        name: The name as it stands, or as far as it is typed.
        register: Names known in the workspace.
        limit: At most so many.
        kind: People, organisations or both; of the register's plain names nobody knows which they are.
    """
    pool = list(_pool(session, register, kind))
    if not name.strip():
        meeting = [choice for choice in pool if choice.source in ("participant", "organisation")]
        return tuple(Candidate(one.link, one.name, 0, one.source, one.where) for one in meeting[:limit])
    pool = [choice for choice in pool if choice.source != "mention" or choice.name != name]
    ranked = names.rank(name, [choice.name for choice in pool], len(pool))
    found = [(pool[index], round(score)) for index, score in ranked]
    found = [(choice, score) for choice, score in found if _is_offered(choice, score, kind)]
    found.sort(key=lambda it: (it[1] < names.PROPOSES, it[0].source != "participant", -it[1], -it[0].weight))
    best: dict[str, Candidate] = {}
    for choice, score in [*_with_meanings(session, name, kind), *found]:
        reason = _reason(choice, score)
        best.setdefault(choice.link, Candidate(choice.link, choice.name, score, choice.source, reason))
    chosen = list(best.values())[:limit]
    if all(candidate.name != name for candidate in chosen):
        chosen = [*chosen[: limit - 1], Candidate(name, name, 0, "text", _("as it stands"))]
    return tuple(chosen)


def alike(session: ReviewSession, identifier: str) -> tuple[str, ...]:
    """The other mentions and turns, not rejected, with the same name and the same link: what may follow a link.

    Raises:
        Refused: if no annotation has the id.
    """
    record = session.annotation(identifier)
    wanted = _named(record)
    if wanted is None:
        return ()
    others = (other for other in session.annotations() if other.id != record.id and other.status != "rejected")
    return tuple(other.id for other in others if _named(other) == wanted)


def form_of(record: Annotation) -> tuple[str, str] | None:
    """What is equal for two that name the same: persons by the core of the name, others as written, case aside."""
    if isinstance(record, Turn) or (isinstance(record, Entity) and record.type == "PERSON"):
        core = names.core(record.speaker_text if isinstance(record, Turn) else record.text)
        return ("PERSON", core) if core else None
    return (record.type, record.text.casefold()) if isinstance(record, Entity) else None


def _named(record: Annotation) -> tuple[tuple[str, str], str | None] | None:
    form = form_of(record)
    if form is None:
        return None
    return form, record.speaker if isinstance(record, Turn) else getattr(record, "link", None)


def _pool(session: ReviewSession, register: Sequence[str | KnownName], kind: Kind) -> Iterator[_Choice]:
    """Everyone and everything that could be meant, each name once."""
    people = session.participants()
    taken = {person.name for person in people}
    for person in people:
        yield _Choice(person.id, person.name, "participant", _where(person))
    if kind != "person":
        bodies = organisations(session)
        for name, count in bodies.items():
            if name not in taken:
                where = _("an organisation of this document, {count}×").format(count=count)
                yield _Choice(name, name, "organisation", where, count)
        taken |= bodies.keys()
    if kind != "organisation":
        for name, count in _people_named(session).items():
            if name not in taken:
                where = _("named in this document, {count}×").format(count=count)
                yield _Choice(name, name, "mention", where, count)
                taken.add(name)
    for entry in register:
        known = entry if isinstance(entry, KnownName) else None
        name = known.name if known else str(entry)
        if name in taken or (known and kind not in ("any", known.kind)):
            continue
        taken.add(name)
        where = _("known in the workspace")
        if known and known.accepted:
            said = _("accepted {count}× in {documents} documents")
            where = said.format(count=known.accepted, documents=known.documents)
        yield _Choice(name, name, "register", where, known.accepted if known else 0)


def organisations(session: ReviewSession) -> Counter[str]:
    """The bodies of this document and how often they stand there: those of people, and those that mentions mean."""
    found = Counter({person.organisation: 1 for person in session.participants() if person.organisation})
    for named, count in session.index.named():
        if named.type == "ORGANISATION":
            found[session.name_of(named.link or None) or named.expansion or named.text] += count
    return found


def _people_named(session: ReviewSession) -> Counter[str]:
    """The persons that the text names and nobody linked to a participant, and how often."""
    found: Counter[str] = Counter()
    for named, count in session.index.named():
        name = named.link or named.text
        if named.type == "PERSON" and name not in session.records:
            found[name] += count
    return found


def _with_meanings(session: ReviewSession, name: str, kind: Kind) -> list[tuple[_Choice, int]]:
    """What an abbreviation stands for, where a mention of it says so."""
    if kind == "person":
        return []
    meant = {named.expansion: None for named, _count in session.index.named() if named.text == name and named.expansion}
    return [(_Choice(one, one, "organisation", _("what the abbreviation stands for")), 100) for one in meant]


def _is_offered(choice: _Choice, score: int, kind: Kind) -> bool:
    if choice.source == "participant":
        return kind != "organisation" or score >= names.WEAK
    return score >= LIKELY


def _where(person: Participant) -> str:
    if person.attendance == "not_listed":
        return _("speaks here, not in the attendance list")
    return _("in the attendance list")


def _reason(choice: _Choice, score: int) -> str:
    likeness = ""
    if score == 100:
        likeness = _("the same name")
    elif score >= names.PROPOSES:
        likeness = _("nearly the same name")
    elif score >= names.WEAK:
        likeness = _("alike, or begins so")
    return f"{likeness}, {choice.where}" if likeness else choice.where
