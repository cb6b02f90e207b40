"""What a digit picks on the current annotation, and which name a link is about: the same for keys, inspector and forms.

Invariant: digit n does what the inspector shows behind n.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dvo_tui.language import _, current
from dvo_tui.review.records import Action, Annotation, Entity, Record, Turn, layer_of, quote, type_of
from dvo_tui.review.session import ReviewSession

if TYPE_CHECKING:
    from dvo_tui.review.candidates import Candidate


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
    from dvo_tui.review.candidates import candidates  # matching names takes 10 ms to import

    found = candidates(session, linked_name(session, turn), register)
    return tuple(
        Choice(digit, candidate.name, "speaker", candidate.link, hint(candidate), candidate.link == turn.speaker)
        for digit, candidate in enumerate(found[:9], start=1)
    )


def hint(candidate: Candidate) -> str:
    """A candidate's score and, where it is not of this meeting, its source."""
    if candidate.source == "text":
        return _("as it stands")
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
