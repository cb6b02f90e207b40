"""Who may own an action and when it may be due, from what the text says in and around it.

Invariant: an offer names something that stands in the text or someone of this meeting; nothing is made up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dvo_tui.language import _
from dvo_tui.minutes.model import Span
from dvo_tui.review.records import Action, Annotation, Entity, Turn, quote
from dvo_tui.review.session import ReviewSession
from dvo_tui.tui.words import day, value_name

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
    """Persons and bodies in the action and who it begins with, then those near it, nearest first, then the speaker."""
    from dvo_tui.tui.speaking import speaker_of  # its word lists take a while to read

    offers: dict[str, Offer] = {}

    def offer(owner: str, words: str | None, hint: str) -> None:
        values = {"owners": [owner], "owner_text": words}
        offers.setdefault(owner, Offer(session.name_of(owner), hint, values))

    near = _near(session, action.spans[0], ("PERSON", "ORGANISATION"))
    inside = [entity for entity in near if any(span.contains(entity.spans[0]) for span in action.spans)]
    for entity in inside:
        offer(entity.link or entity.text, entity.text, _("in it"))
    link, subject = speaker_of(session, action.spans[0])
    if subject and not inside:
        offer(link or subject, subject, _("in it"))
    for entity in near:
        offer(entity.link or entity.text, entity.text, _("nearby"))
    for turn in session.index.between(action.spans[0].start, action.spans[0].end):
        if isinstance(turn, Turn) and turn.status != "rejected" and turn.speaker:
            offer(turn.speaker, turn.speaker_text or None, _("speaks"))
    return list(offers.values())[:MOST]


def dues(session: ReviewSession, action: Action) -> list[Offer]:
    """When the action is due by what it says itself, then dates in and near it, nearest first, then the next meeting.

    Each date has its normal form.
    """
    from dvo_tui.tui.values import due_in  # the rules for dates take a while to read

    offers: dict[object, Offer] = {}
    said = due_in(session, quote(session.text, action.spans))
    if said.due or said.anchor:
        values = {"due": said.due, "due_text": said.text, "due_anchor": said.anchor}
        hint = day(said.due) if said.due else value_name("due_anchor", said.anchor or "")
        offers[said.due or said.anchor] = Offer(said.text or hint, hint, values)
    for entity in _near(session, action.spans[0], ("DATE",)):
        if entity.normalized:
            values = {"due": entity.normalized, "due_text": entity.text, "due_anchor": None}
            offers.setdefault(entity.normalized, Offer(entity.text, day(entity.normalized), values))
    found = list(offers.values())[: MOST - 1]
    next_meeting = {"due": None, "due_text": None, "due_anchor": "next_meeting"}
    return found if "next_meeting" in offers else [*found, Offer(_("next meeting"), "", next_meeting)]


def _near(session: ReviewSession, span: Span, types: tuple[str, ...]) -> list[Entity]:
    """The mentions within reach that are not rejected, those inside first, then by distance."""
    found = [
        entity
        for entity in session.index.between(max(0, span.start - REACH), span.end + REACH)
        if isinstance(entity, Entity) and entity.type in types and entity.status != "rejected"
    ]
    return sorted(found, key=lambda entity: (_distance(span, entity), entity.start))


def _distance(span: Span, entity: Annotation) -> int:
    first = entity.spans[0]
    return max(0, span.start - first.end, first.start - span.end)
