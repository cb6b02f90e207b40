"""What the inspector says about where the reviewer is: two lines, and a third where there is room.

Invariant: the second line is what digits and letters pick now; what it shows is what they do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dvo_tui.language import _, current
from dvo_tui.minutes.model import AgendaItem, Meeting, Participant
from dvo_tui.review.records import Action, Annotation, Entity, Record, Turn, quote
from dvo_tui.tui import words
from dvo_tui.tui.acts import Scene
from dvo_tui.tui.choices import Choice, choices
from dvo_tui.tui.pieces import Line, Piece, crop, piece, shorten, spread, width_of
from dvo_tui.tui.sides import FLAG
from dvo_tui.tui.words import item_name

Why = Callable[[Annotation], str]
"""Why something was proposed, in the language that holds; empty where nobody knows."""


def about(scene: Scene, subject: Record | None, why: Why, width: int, most: int) -> list[Line]:
    """The lines of the inspector."""
    if scene.selection is not None:
        return _selecting(scene, width)
    if isinstance(subject, Annotation):
        return _annotation(scene, subject, why, width, most)
    if isinstance(subject, AgendaItem | Participant | Meeting):
        return _structure(scene, subject, width)
    return _nothing(scene, width)


def _annotation(scene: Scene, record: Annotation, why: Why, width: int, most: int) -> list[Line]:
    session = scene.session
    colour = f"role.{words.colour_of(record, session.scheme)}"
    tag, name = words.tag_of(record, session.scheme), words.label_name(record, session.scheme)
    label: Line = [piece(f"{tag} {name}", colour), Piece("  ")]
    tail: Line = [*_link(scene, record), *_state(record), *_why(record, why)]
    room = max(12, width - width_of(label) - min(width_of(tail), width // 2) - 4)
    said = piece(f"“{shorten(quote(session.text, record.spans), room)}”", "text")
    source = _source(scene, record)
    first = [*label, said, Piece("  "), *tail]
    second = _choices(choices(session, record, scene.register), _chooses(record))
    if most > 2:
        return [crop(first, width), crop(second, width), spread(_remark(record), source, width)]
    remark = _remark(record)
    return [spread(first, [], width), spread([*second, *remark], source, width)]


def _link(scene: Scene, record: Annotation) -> Line:
    link = record.link if isinstance(record, Entity) else record.speaker if isinstance(record, Turn) else None
    if link is not None:
        return [piece(f"→ {scene.session.name_of(link)}  ", "strong")]
    if isinstance(record, Turn):
        return [piece(_("not linked"), "warn"), Piece("  ")]
    if isinstance(record, Entity) and record.normalized:
        return [piece(f"= {record.normalized}  ", "muted")]
    if isinstance(record, Action):
        return _owner_and_due(scene, record)
    return []


def _owner_and_due(scene: Scene, action: Action) -> Line:
    owners = ", ".join(scene.session.name_of(owner) for owner in action.owners)
    due = words.day(action.due) or (words.value_name("due_anchor", action.due_anchor) if action.due_anchor else "")
    line: Line = [piece(owners, "strong") if owners else piece(_("no owner"), "warn"), Piece(" · ", "muted")]
    return [*line, piece(due, "strong") if due else piece(_("no date"), "warn"), Piece("  ")]


def _state(record: Annotation) -> Line:
    role = {"pending": "warn", "accepted": "ok"}.get(record.status, "struck")
    line: Line = [piece(_(words.STATUSES[record.status]), role)]
    confidence = record.origin.confidence
    if confidence is not None:
        line.append(piece(f" {words.decimal(confidence)}", "warn" if record.status == "pending" else "muted"))
    return line


def _why(record: Annotation, why: Why) -> Line:
    if record.origin.rule is None:
        return [piece("  " + _("added by {name}").format(name=record.origin.by), "muted")]
    reason = why(record)
    return [piece(f"  {reason}", "text")] if reason else []


def _chooses(record: Annotation) -> str:
    if isinstance(record, Turn):
        return _("speaker")
    return _("type") if isinstance(record, Entity) else _("kind")


def _choices(found: Sequence[Choice], what: str) -> Line:
    line: Line = [piece(what, "muted"), Piece("  ")] if found else []
    for choice in found:
        line += [piece(choice.digit, "key"), Piece(" ")]
        line.append(piece(f"[{choice.label}]", "accent") if choice.chosen else piece(choice.label))
        line += [piece(f" {choice.hint}", "ok")] if choice.hint else []
        line.append(Piece("  "))
    return line


def _remark(record: Annotation | AgendaItem | Participant) -> Line:
    line: Line = [piece(f"{FLAG} ", "warn")] if record.flag else []
    if record.note:
        line += [piece(_("comment"), "muted"), Piece(" "), piece(record.note)]
    return line


def _source(scene: Scene, record: Annotation) -> Line:
    number, _column = scene.session.minutes.source.line_column(record.spans[0].start)
    return [piece(_("line {number}").format(number=number), "muted")]


def _selecting(scene: Scene, width: int) -> list[Line]:
    assert scene.selection is not None
    text = quote(scene.session.text, (scene.selection,))
    head: Line = [piece(_("selection"), "accent"), Piece("  "), piece(f"“{shorten(text, width - 20)}”")]
    line: Line = []
    for label in scene.session.scheme.labels("entity"):
        if label.digit:
            line += [piece(label.digit, "key"), Piece(" "), piece(label.name(current())), Piece("  ")]
    for key, layer in (("d", "decision"), ("t", "action"), ("s", "turn"), ("e", "note")):
        line += [piece(key, "key"), Piece(" "), piece(words.layer_name(layer)), Piece("  ")]
    return [crop(head, width), crop(line, width)]


def _structure(scene: Scene, record: AgendaItem | Participant | Meeting, width: int) -> list[Line]:
    if isinstance(record, Meeting):
        return [[piece(words.meeting_title(record), "strong")], []]
    layer = "agenda" if isinstance(record, AgendaItem) else "participant"
    if isinstance(record, AgendaItem):
        name = item_name(record)
        state = words.value_name("status", record.status)
    else:
        name = record.name
        parts = (words.value_name("attendance", record.attendance), record.role or "", record.organisation or "")
        state = " · ".join(part for part in parts if part)
    head: Line = [piece(words.layer_name(layer), "muted"), Piece("  "), piece(name, "strong"), Piece("  ")]
    keys: Line = [piece("enter", "key"), piece(f" {_('edit')}"), Piece("   ")]
    return [crop([*head, piece(state)], width), crop([*keys, *_remark(record)], width)]


def _nothing(scene: Scene, width: int) -> list[Line]:
    item = scene.session.item_at(scene.caret)
    place = item_name(item) if item else ""
    head: Line = [piece(_("no annotation here"), "muted"), Piece("  "), piece(place)]
    line: Line = []
    for key, what in (
        ("n", _("next pending")),
        ("v", _("select")),
        ("d", _("decision")),
        ("t", _("action")),
        ("s", _("turn")),
    ):
        line += [piece(key, "key"), Piece(" "), piece(what), Piece("  ")]
    return [crop(head, width), crop(line, width)]
