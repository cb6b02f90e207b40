"""What a digit picks on the current annotation, and which name a link is about: the same for keys, inspector and forms.

Invariant: digit n does what the inspector shows behind n.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from dvo_tui.language import _, current
from dvo_tui.minutes.model import Meeting
from dvo_tui.review.records import MEETING, Action, Annotation, Entity, Record, Turn, layer_of, quote, type_of
from dvo_tui.review.session import ReviewSession

if TYPE_CHECKING:
    from dvo_tui.review.candidates import Candidate, KnownName

LIKELY = 60
"""The score from which on a name is more likely than one that merely stands nearby."""

AROUND = 250
"""How many characters before and after the beginning of a record are looked through for names."""

AT_MOST_NEAR = 4
LONGEST_FIRST = 24
"""Characters that a first name or initials may take."""

_FIRST_NAME = re.compile(r"(?<![\w.])(?:[A-ZÀ-Þ]\.)+$|(?<![\w.])[A-ZÀ-Þ][\wà-þ'’-]+$")
MOST = 9
SHORTEST_OFFICE = 5
OFFICES = {"voorzitter": "chair", "vz.": "chair", "secretaris": "secretary", "notulist": "minutes"}
"""How minutes call the roles that have an id of their own."""


@dataclass(frozen=True)
class Choice:
    """What one digit picks: `value` for `field`, shown as `label` with a `hint` (a score, a source)."""

    digit: int
    label: str
    field: str
    value: str
    hint: str = ""
    chosen: bool = False


def choices(session: ReviewSession, record: Record | None, register: Sequence[str] = ()) -> tuple[Choice, ...]:
    """The choices on an annotation: types of a mention, kinds of a decision, action or note, speakers of a turn."""
    if isinstance(record, Turn):
        return speakers(session, record, register)
    if not isinstance(record, Annotation):
        return ()
    layer = layer_of(record)
    field = "type" if isinstance(record, Entity) else "kind"
    return tuple(
        Choice(label.digit, label.name(current()), field, label.id, chosen=label.id == type_of(record))
        for label in session.scheme.labels(layer)
        if label.digit
    )


def speakers(session: ReviewSession, turn: Turn, register: Sequence[str]) -> tuple[Choice, ...]:
    """The ranked candidates for a turn's speaker."""
    found = links(session, turn, register)
    return tuple(
        Choice(digit, candidate.name, "speaker", candidate.link, hint(candidate), candidate.link == turn.speaker)
        for digit, candidate in enumerate(found[:9], start=1)
    )


def links(
    session: ReviewSession, record: Record, register: Sequence[str | KnownName] = (), typed: str = ""
) -> tuple[Candidate, ...]:
    """Whom a record may be linked to: who has a name like it, else who is named in and around it, then who was there.

    Args:
        session: The review.
        record: A mention, turn or action.
        register: Names known in the workspace.
        typed: The name as far as it is typed; the record's own where nothing is.
    """
    from dvo_tui import names
    from dvo_tui.review.candidates import Candidate, candidates, kind_of  # matching names takes 10 ms to import

    kind = kind_of(record)
    if typed.strip():
        return candidates(session, typed.strip(), register, MOST, kind)
    found = candidates(session, linked_name(session, record), register, MOST, kind)
    if any(one.score >= names.PROPOSES for one in found):  # beside those, people of another name are only in the way
        found = tuple(one for one in found if one.score >= names.WEAK or one.source == "text")
    fuller = [Candidate(full, full, 100, "mention", _("so in the text")) for full in fuller_names(session, record)]
    likely = [*(one for one in found if one.score >= LIKELY), *fuller]
    types = {"person": ("PERSON",), "organisation": ("ORGANISATION",)}.get(kind, ("PERSON", "ORGANISATION"))
    own = [one for one in found if one.source == "text"]
    others = [one for one in found if one not in likely and one not in own]
    near = [
        Candidate(link, session.name_of(link), 0, "mention", _("named nearby"))
        for link in named_around(session, record, types)
    ]
    near += _bodies(session, record)
    ranked = [*likely, *others, *near] if likely else [*_in_office(session, record), *near, *others]
    best: dict[str, Candidate] = {}
    for one in ranked:
        best.setdefault(one.link, one)
    chosen = [one for one in best.values() if all(one.link != text.link for text in own)]
    return tuple(chosen[: MOST - len(own)] + own)


def _bodies(session: ReviewSession, record: Record) -> list[Candidate]:
    """Who else may own an action: the body that meets, and the organisations that the text names most."""
    from dvo_tui.review.candidates import Candidate, organisations

    if not isinstance(record, Action):
        return []
    meeting = session.records.get(MEETING)
    body = meeting.body if isinstance(meeting, Meeting) else None
    met = [Candidate(body, body, 0, "organisation", _("the body that meets"))] if body else []
    where = _("an organisation of this document, {count}×")
    named = organisations(session).most_common(AT_MOST_NEAR)
    return [*met, *(Candidate(name, name, 0, "organisation", where.format(count=count)) for name, count in named)]


def _in_office(session: ReviewSession, record: Record) -> list[Candidate]:
    """Who holds the office by which a record names somebody: `De officier`, `de voorzitter`."""
    from dvo_tui.review.candidates import Candidate

    words = set(linked_name(session, record).casefold().split())
    words |= {OFFICES[word] for word in words & OFFICES.keys()}
    long = {word for word in words if len(word) >= SHORTEST_OFFICE}
    holders = [person for person in session.participants() if long & set((person.role or "").casefold().split())]
    return [Candidate(person.id, person.name, 0, "participant", _("holds that office")) for person in holders]


def fuller_names(session: ReviewSession, record: Record) -> list[str]:
    """The bare surname of a record as it stands elsewhere in the text with a first name or initials before it."""
    from dvo_tui import names

    parsed = names.parse(linked_name(session, record))
    if not parsed.surname or parsed.first or parsed.initials or not parsed.surname[0].isupper():
        return []
    known = {person.name for person in session.participants()}
    found = _fuller(session.text, f"{parsed.tussenvoegsel} {parsed.surname}".strip())
    return [full for full in found if full not in known][:AT_MOST_NEAR]


@lru_cache(maxsize=64)
def _fuller(text: str, surname: str) -> tuple[str, ...]:
    """The forms of a name with a first name or initials before the surname; a text never changes, so they are kept."""
    from dvo_tui import names
    from dvo_tui.suggest.vocabulary import NO_SUBJECT, STOP_CAPITALS

    nobody = STOP_CAPITALS | NO_SUBJECT
    titles = names.HONORIFICS | names.TITLES | names.ROLES
    found: dict[str, None] = {}
    at = text.find(f" {surname}")
    while at >= 0:
        before = _FIRST_NAME.search(text, max(0, at - LONGEST_FIRST), at)
        end = at + 1 + len(surname)
        first = before[0] if before and not text[end : end + 1].isalnum() else ""
        if first and first not in nobody and first.casefold().rstrip(".") not in titles:
            found[f"{first} {surname}"] = None
        at = text.find(f" {surname}", end)
    return tuple(found)


def named_around(session: ReviewSession, record: Record, types: Sequence[str]) -> list[str]:
    """The links, or else the words, of the mentions in and around where a record stands, the nearest first."""
    if not isinstance(record, Annotation):
        return []
    at = record.spans[0].start
    near = [
        other
        for other in session.index.between(max(0, at - AROUND), at + AROUND)
        if isinstance(other, Entity) and other.type in types and other.status != "rejected" and other.id != record.id
    ]
    near.sort(key=lambda other: abs(other.start - at))
    return list(dict.fromkeys(other.link or other.text for other in near))[:AT_MOST_NEAR]


def hint(candidate: Candidate) -> str:
    """A candidate's score and, where it is not of this meeting, its source."""
    if candidate.source == "text":
        return _("as it stands")
    if candidate.source == "mention" and not candidate.score:
        return _("nearby")
    if candidate.source == "participant" and not candidate.score:
        return _("by office")
    if candidate.source == "organisation" and not candidate.score:
        return ""
    if candidate.source == "register":
        return _("{score} register").format(score=candidate.score)
    return str(candidate.score)


def linked_name(session: ReviewSession, record: Record) -> str:
    """The name in the text that a link of this record is about."""
    if isinstance(record, Entity):
        return record.text
    if isinstance(record, Turn):
        return record.speaker_text or _first_person(session, record)
    if isinstance(record, Action):
        return record.owner_text or ""
    return ""


def _first_person(session: ReviewSession, turn: Turn) -> str:
    for record in session.annotations("entity"):
        if isinstance(record, Entity) and record.type == "PERSON" and turn.spans[0].contains(record.spans[0]):
            return record.text
    return " ".join(quote(session.text, turn.spans[:1]).split()[:3])
