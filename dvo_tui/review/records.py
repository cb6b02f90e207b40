"""What a reviewer settles: the annotation records of the dataset, frozen, one struct a layer.

Every span lies in the text, and where a record quotes the text (`Entity.text`) the quote equals its slice.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from dvo_tui.minutes.model import AgendaItem, Meeting, Minutes, Origin, Participant, Span, participant_id, record_id
from dvo_tui.suggest.base import Suggestion

Status = Literal["pending", "accepted", "rejected"]
Strength = Literal["explicit", "implicit", "weak"]
ActionState = Literal["open", "done", "dropped"]

MEETING = "meeting"
"""The id under which the session keeps the meeting header, which has none of its own."""

REVIEW = "review"
"""The id under which the session keeps the state of the review."""


class Entity(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A mention of a person, body, place, date, …; `text` is exactly what stands at `start:end`.

    `normalized` is the canonical form of a date, law or amount, `expansion` what an abbreviation stands for.
    """

    id: str
    type: str
    text: str
    start: int
    end: int
    item: str | None
    link: str | None
    status: Status
    origin: Origin
    normalized: str | None = None
    expansion: str | None = None
    note: str | None = None
    flag: bool = False

    @property
    def spans(self) -> tuple[Span, ...]:
        return (Span(self.start, self.end),)


class Turn(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What one speaker says in one go, the name included; several spans where the turn is cut."""

    id: str
    item: str | None
    speaker: str | None
    speaker_text: str
    spans: tuple[Span, ...]
    status: Status
    origin: Origin
    note: str | None = None
    flag: bool = False


class Decision(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What the body decided; `kind` is a decision kind of the scheme."""

    id: str
    kind: str
    item: str | None
    text: str
    spans: tuple[Span, ...]
    vote: str | None
    status: Status
    origin: Origin
    note: str | None
    flag: bool = False


class Action(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One thing to be done, with one or more evidence spans; `owners` are participant ids or plain names.

    `due` is EDTF-like (`2021-04-12`, `2021-04`, `2021-Q1`, `2021`); what hangs on a meeting has `due_anchor` instead.
    """

    id: str
    kind: str
    item: str | None
    text: str
    owners: tuple[str, ...]
    owner_text: str | None
    due: str | None
    due_text: str | None
    strength: Strength
    state: ActionState
    spans: tuple[Span, ...]
    status: Status
    origin: Origin
    due_anchor: str | None = None
    note: str | None = None
    flag: bool = False


class Note(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A naschrift or an editorial remark: in the text, but not said in the meeting."""

    id: str
    kind: str
    item: str | None
    spans: tuple[Span, ...]
    status: Status
    origin: Origin
    note: str | None = None
    flag: bool = False


class Review(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How far the review of the document is: the one thing about it that is not in the text."""

    state: Literal["in_progress", "complete"] = "in_progress"


class Quote(msgspec.Struct, frozen=True):
    """A W3C TextQuoteSelector, and the TextPositionSelector of the text it was quoted from."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


class Unplaced(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What has no sure place in a text that changed since its review; kept whole until the reviewer settles it.

    `record` is the record in its plain form, as JSON holds it: links and agenda item are those of the new reading,
    spans and quoted text those of the old text, of which `text_sha256` is the hash and `quotes` what stood there.
    `places` are the spans that have a place in the new text, `None` where a quote has none; empty while none has.
    `own_item` says that the reviewer put the record in its agenda item by hand.
    """

    id: str
    layer: str
    record: dict[str, Any]
    quotes: tuple[Quote, ...]
    text_sha256: str
    places: tuple[Span | None, ...] = ()
    own_item: bool = False
    dismissed: bool = False

    @property
    def of(self) -> str:
        """The id of the record."""
        return str(self.record["id"])

    @property
    def missing(self) -> tuple[int, ...]:
        """Which of the quotes have no place."""
        return tuple(part for part in range(len(self.quotes)) if not self.places or self.places[part] is None)

    def decoded(self) -> Annotation | Participant | AgendaItem:
        """The record.

        Raises:
            msgspec.ValidationError: with the path of the field that is wrong.
        """
        struct = LAYERS.get(self.layer)
        quoted = len(self.quotes)
        if self.layer not in LETTERS or struct is None or not quoted or len(self.places) not in (0, quoted):
            raise msgspec.ValidationError("it says not what has no place, or not where that stood")
        found: Any = msgspec.convert(self.record, struct)
        assert isinstance(found, Annotation | Participant | AgendaItem)
        return found


def plain_form(record: Record) -> dict[str, Any]:
    """A record as JSON holds it, so that it equals itself when it is read again."""
    found: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(record))
    return found


Annotation = Entity | Turn | Decision | Action | Note
"""What is pending, accepted or rejected."""

Structure = Meeting | Participant | AgendaItem
"""What is corrected in place, without a status of its own."""

Record = Annotation | Structure | Review | Unplaced

LAYERS: dict[str, type[Record]] = {
    "meeting": Meeting,
    "participant": Participant,
    "agenda": AgendaItem,
    "turn": Turn,
    "entity": Entity,
    "decision": Decision,
    "action": Action,
    "note": Note,
    "review": Review,
    "unplaced": Unplaced,
}
"""Every layer by name."""

LETTERS: dict[str, str] = {
    "participant": "p",
    "agenda": "a",
    "turn": "t",
    "entity": "e",
    "decision": "d",
    "action": "x",
    "note": "n",
}
"""The letter that ids of a layer begin with."""

_LAYER_OF = {struct: layer for layer, struct in LAYERS.items()}


def layer_of(record: Record) -> str:
    """The name of a record's layer."""
    return _LAYER_OF[type(record)]


def id_of(record: Record) -> str:
    if isinstance(record, Meeting):
        return MEETING
    return REVIEW if isinstance(record, Review) else record.id


def type_of(record: Annotation) -> str:
    """An entity's type, a decision's, action's or note's kind; empty for a turn."""
    if isinstance(record, Entity):
        return record.type
    return "" if isinstance(record, Turn) else record.kind


def quote(text: str, spans: tuple[Span, ...]) -> str:
    """What the spans hold, parts joined by a space, white space runs as one."""
    return " ".join(" ".join(text[span.start : span.end] for span in spans).split())


def from_suggestion(suggestion: Suggestion, minutes: Minutes, item: str | None) -> Annotation | Participant:
    """The pending record of a suggestion; its id is a hash of text, layer, type and spans."""
    spans = tuple(sorted(suggestion.spans)) if suggestion.layer == "turn" else suggestion.spans
    origin = Origin(by=suggestion.by, rule=suggestion.rule, confidence=round(suggestion.confidence, 2))
    if suggestion.layer == "participant":
        return Participant(
            id=participant_id(minutes.document.text_sha256, suggestion.text or ""),
            name=suggestion.text or "",
            attendance="not_listed",
            role=suggestion.role,
            organisation=suggestion.organisation,
            spans=(),
            origin=origin,
        )
    common: dict[str, Any] = {
        "id": suggestion_id(suggestion, minutes, spans),
        "item": item,
        "status": "pending",
        "origin": origin,
    }
    text = suggestion.text or quote(minutes.text, spans[:1])
    if suggestion.layer == "entity":
        (span,) = spans
        return Entity(
            type=suggestion.type,
            text=minutes.text[span.start : span.end],
            start=span.start,
            end=span.end,
            link=suggestion.link,
            normalized=suggestion.normalized,
            expansion=suggestion.expansion,
            **common,
        )
    if suggestion.layer == "turn":
        return Turn(speaker=suggestion.link, speaker_text=suggestion.speaker_text or "", spans=spans, **common)
    if suggestion.layer == "decision":
        return Decision(kind=suggestion.type, text=text, spans=spans, vote=suggestion.vote, note=None, **common)
    if suggestion.layer == "action":
        return Action(
            kind=suggestion.type,
            text=text,
            owners=suggestion.owners,
            owner_text=suggestion.owner_text,
            due=suggestion.due,
            due_text=suggestion.due_text,
            due_anchor=suggestion.due_anchor,
            strength=suggestion.strength,
            state=suggestion.state,
            spans=spans,
            **common,
        )
    return Note(kind=suggestion.type, spans=spans, **common)


def suggestion_id(suggestion: Suggestion, minutes: Minutes, spans: tuple[Span, ...]) -> str:
    places = [f"{span.start}-{span.end}" for span in spans]
    return record_id(
        LETTERS[suggestion.layer], minutes.document.text_sha256, suggestion.layer, suggestion.type, *places
    )
