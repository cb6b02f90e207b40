"""What each act of the reviewer means for the session: pure functions from where the reviewer is to a command.

Invariant: nothing changes here; the screen applies the command through the session and goes where the deed says.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from dvo_tui.errors import Refused
from dvo_tui.minutes.model import AgendaItem, Participant, Span
from dvo_tui.review.commands import (
    Accept,
    Add,
    AnyCommand,
    Redo,
    Reject,
    Remove,
    Reset,
    Respan,
    SetField,
    Undo,
)
from dvo_tui.review.records import Annotation, Entity, Record, Turn, layer_of
from dvo_tui.review.session import ReviewSession
from dvo_tui.suggest.base import KnownPublicity
from dvo_tui.tui.choices import choices
from dvo_tui.tui.keys import N_, shown
from dvo_tui.tui.tokens import edge, edge_by_sentence, sentence_at, token_at

Then = Literal["stay", "next", "changed"]


@dataclass(frozen=True)
class Scene:
    """Where the reviewer is: the current record, the caret, and what is selected."""

    session: ReviewSession
    current: str | None
    caret: int
    selection: Span | None = None
    register: Sequence[str] = ()
    publicity: Mapping[str, KnownPublicity] = field(default_factory=dict)

    @property
    def record(self) -> Record | None:
        return self.session.records.get(self.current or "")

    @property
    def annotation(self) -> Annotation:
        """The current annotation.

        Raises:
            Refused: where there is none.
        """
        record = self.record
        if isinstance(record, AgendaItem | Participant):
            raise Refused(N_("this is not an annotation; the key of the pane goes back to the text"))
        if not isinstance(record, Annotation):
            message = N_("there is no annotation here; {next} and {previous} go to the next one")
            raise Refused(message, next=shown("next"), previous=shown("previous"))
        return record

    @property
    def place(self) -> Span:
        """What is selected, else the sentence under the caret."""
        return self.selection or sentence_at(self.session.text, self.session.minutes.blocks, self.caret)


@dataclass(frozen=True)
class Deed:
    """A command, and where to go once it is applied: stay, to the next pending, or to what it changed.

    `instead` takes the last Change back first, so that both together are one step of undo.
    """

    command: AnyCommand | None
    then: Then = "stay"
    instead: bool = False


def accept(scene: Scene) -> Deed:
    record = scene.annotation
    return Deed(None if record.status == "accepted" else Accept(id=record.id), "next")


def reject(scene: Scene) -> Deed:
    record = scene.annotation
    return Deed(None if record.status == "rejected" else Reject(id=record.id), "next")


def reset(scene: Scene) -> Deed:
    return Deed(Reset(id=scene.annotation.id))


def remove(scene: Scene) -> Deed:
    if isinstance(scene.record, AgendaItem | Participant):
        return Deed(Remove(id=scene.record.id))
    return Deed(Remove(id=scene.annotation.id), "next")


def flag(scene: Scene) -> Deed:
    record = scene.record
    if record is None or not hasattr(record, "flag"):
        raise Refused(N_("there is nothing here to flag"))
    return Deed(SetField(id=record.id, field="flag", value=not record.flag))  # type: ignore[union-attr]


def undo(scene: Scene) -> Deed:
    return Deed(Undo(), "changed")


def redo(scene: Scene) -> Deed:
    return Deed(Redo(), "changed")


ACTS: dict[str, Callable[[Scene], Deed]] = {
    "accept": accept,
    "reject": reject,
    "reset": reset,
    "remove": remove,
    "flag": flag,
    "undo": undo,
    "redo": redo,
}


def after(record: Record | None) -> Literal["next", "stay"]:
    """Where to go once a record is corrected: what was pending is settled by it, so on to the next pending one."""
    return "next" if isinstance(record, Annotation) and record.status == "pending" else "stay"


def choose(scene: Scene, digit: int) -> Deed:
    """A digit: the type of a selection, else type, kind or candidate of the current annotation."""
    if scene.selection is not None:
        label = scene.session.scheme.by_digit("entity", digit)
        if label is None:
            raise Refused(N_("no type has the digit {digit}"), digit=digit)
        return Deed(_add(scene.selection, "entity", label.id), "changed")
    record = scene.annotation
    for choice in choices(scene.session, record, scene.register):
        if choice.digit == digit:
            if choice.chosen and record.status != "accepted":
                return Deed(Accept(id=record.id), after(record))
            if choice.field == "kind" and not choice.chosen and _was_just_added(scene.session, record):
                return Deed(_add(record.spans[0], layer_of(record), choice.value), "stay", instead=True)
            return Deed(SetField(id=record.id, field=choice.field, value=choice.value), after(record))
    raise Refused(N_("nothing here has the digit {digit}"), digit=digit)


def _was_just_added(session: ReviewSession, record: Annotation) -> bool:
    """Whether adding this was the last thing that was done: its kind is then still part of adding it."""
    last = session.history[-1] if session.history else None
    if last is None or last.command.get("do") != "add" or last.undoes is not None or last.redoes is not None:
        return False
    only = len(last.deltas) == 1 and last.deltas[0].after == record
    return only and last.reviewer == session.reviewer and last.command.get("values", {}) == {}


def move_edge(scene: Scene, side: str, step: int, by: str) -> Deed:
    """Move an edge of the current annotation: of the part under the caret where it has several."""
    record = scene.record
    spans = record.spans if isinstance(record, Annotation) else scene.annotation.spans
    here = Span(scene.caret, scene.caret + 1)
    part = next((index for index, span in enumerate(spans) if span.contains(here)), 0)
    if by == "sentence":
        moved = edge_by_sentence(scene.session.text, scene.session.minutes.blocks, spans[part], step)
    else:
        moved = edge(scene.session.text, spans[part], side, step, by)
    if moved is None:
        raise Refused(N_("the edge cannot move further that way"))
    return Deed(Respan(id=scene.annotation.id, start=moved.start, end=moved.end, part=part))


DEFAULT_KINDS = {"decision": "decided", "action": "action", "note": "naschrift"}


def add(scene: Scene, layer: str) -> Deed:
    """Add the selection, or the sentence under the caret, to a layer; a turn takes the name at its beginning."""
    span = scene.place
    if layer == "participant" and scene.selection is None:
        span = _name_at(scene)
    if not span:
        raise Refused(N_("there is no text under the caret"))
    return add_at(scene, span, layer)


def add_at(scene: Scene, span: Span, layer: str, kind: str | None = None) -> Deed:
    """Add a stretch of text to a layer, of a kind or of the usual one."""
    values = _speaker(scene.session, span) if layer == "turn" else {}
    return Deed(_add(span, layer, kind or _default_kind(scene.session, layer), values), "changed")


def _add(span: Span, layer: str, kind: str = "", values: dict[str, Any] | None = None) -> Add:
    return Add(layer=layer, type=kind, start=span.start, end=span.end, values=values or {})


def _default_kind(session: ReviewSession, layer: str) -> str:
    labels = session.scheme.labels(layer)
    known = {label.id for label in labels}
    default = DEFAULT_KINDS.get(layer, "")
    return default if default in known or not labels else labels[0].id


def _name_at(scene: Scene) -> Span:
    record = scene.record
    if isinstance(record, Entity):
        return record.spans[0]
    return token_at(scene.session.text, scene.caret) or Span(scene.caret, scene.caret)


def _speaker(session: ReviewSession, span: Span) -> dict[str, Any]:
    """Speaker and wording of a turn added by hand, as far as the sentence says."""
    from dvo_tui.tui.speaking import speaker_of  # its word lists take a while to read

    link, words = speaker_of(session, span)
    return {"speaker": link, "speaker_text": words} if words else {}


def holding(session: ReviewSession, caret: int, show_rejected: bool = False) -> list[Annotation]:
    """The annotations that can be seen at the caret, the innermost first."""
    return [record for record in session.index.at(caret) if show_rejected or record.status != "rejected"]


def item_beside(items: Sequence[AgendaItem], item: str | None, caret: int, step: int) -> str | None:
    """The agenda item after or before one; of the caret where it stands in none. `None` at either end."""
    index = next((i for i, one in enumerate(items) if one.id == item), None)
    if index is None:
        index = len([one for one in items if one.span.start <= caret]) - (1 if step > 0 else 0)
    wanted = index + step
    return items[wanted].id if 0 <= wanted < len(items) else None


def beginning_of(session: ReviewSession, item: str) -> int:
    """Where an agenda item begins."""
    record = session.records.get(item)
    return record.span.start if isinstance(record, AgendaItem) else 0


def turn_of(session: ReviewSession, speaker: str, caret: int) -> str | None:
    """The next turn of a speaker from the caret on, else their first."""
    turns = [
        turn
        for turn in session.annotations("turn")
        if isinstance(turn, Turn) and speaker in (turn.speaker, turn.speaker_text) and turn.status != "rejected"
    ]
    later = [turn for turn in turns if turn.spans[0].start >= caret]
    return (later or turns)[0].id if turns else None


def match_beside(matches: Sequence[int], caret: int, step: int) -> int:
    """The index of the next or previous match from the caret, around the ends."""
    if step > 0:
        return bisect_right(matches, caret) % len(matches)
    return (bisect_left(matches, caret) - 1) % len(matches)
