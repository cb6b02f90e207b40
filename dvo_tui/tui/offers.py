"""Who may own an action and when it may be due, from what the text says in and around it.

Invariant: an offer names something that stands in the text or someone of this meeting; nothing is made up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dvo_tui.language import _
from dvo_tui.minutes.model import Span
from dvo_tui.review.records import Action, Annotation, Entity, Turn
from dvo_tui.review.session import ReviewSession
from dvo_tui.tui.words import day

REACH = 400
"""How many characters around the action are looked through."""

MOST = 9


@dataclass(frozen=True)
class Offer:
    """A choice: what to show, why, and the fields that it sets."""

    label: str
    hint: str
    values: dict[str, Any]


def owners(session: ReviewSession, action: Action) -> list[Offer]:
    """Persons and bodies in and near the action, nearest first, then the speaker."""
    offers: dict[str, Offer] = {}
    for entity in _near(session, action.spans[0], ("PERSON", "ORGANISATION")):
        owner = entity.link or entity.text
        inside = action.spans[0].contains(entity.spans[0])
        values: dict[str, Any] = {"owners": [owner], "owner_text": entity.text}
        offers.setdefault(owner, Offer(session.name_of(owner), _("in it") if inside else _("nearby"), values))
    for turn in session.annotations("turn"):
        if isinstance(turn, Turn) and any(span.overlaps(action.spans[0]) for span in turn.spans) and turn.speaker:
            values = {"owners": [turn.speaker], "owner_text": turn.speaker_text or None}
            offers.setdefault(turn.speaker, Offer(session.name_of(turn.speaker), _("speaks"), values))
    return list(offers.values())[:MOST]


def dues(session: ReviewSession, action: Action) -> list[Offer]:
    """Dates in and near the action that have a normal form, nearest first, then the next meeting."""
    offers: dict[str, Offer] = {}
    for entity in _near(session, action.spans[0], ("DATE",)):
        if entity.normalized:
            values = {"due": entity.normalized, "due_text": entity.text, "due_anchor": None}
            offers.setdefault(entity.normalized, Offer(entity.text, day(entity.normalized), values))
    next_meeting = {"due": None, "due_text": None, "due_anchor": "next_meeting"}
    return [*list(offers.values())[: MOST - 1], Offer(_("next meeting"), "", next_meeting)]


def _near(session: ReviewSession, span: Span, types: tuple[str, ...]) -> list[Entity]:
    """The mentions within reach that are not rejected, those inside first, then by distance."""
    found = [
        entity
        for entity in session.annotations("entity")
        if isinstance(entity, Entity) and entity.type in types and entity.status != "rejected"
        if entity.start < span.end + REACH and span.start - REACH < entity.end
    ]
    return sorted(found, key=lambda entity: (_distance(span, entity), entity.start))


def _distance(span: Span, entity: Annotation) -> int:
    first = entity.spans[0]
    return max(0, span.start - first.end, first.start - span.end)
