"""What the inspector says about where the reviewer is: two lines, and a third where there is room.

Invariant: the second line is what digits and letters pick now; what it shows is what they do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dvo_tui.language import _, current
from dvo_tui.minutes.model import AgendaItem, Meeting, Participant, is_guess
from dvo_tui.minutes.place import place_of
from dvo_tui.review.publicity import standing
from dvo_tui.review.records import Action, Annotation, Entity, Record, Turn, quote
from dvo_tui.tui import words
from dvo_tui.tui.acts import Scene, holding
from dvo_tui.tui.choices import Choice, choices
from dvo_tui.tui.keys import by_id, shown
from dvo_tui.tui.pieces import Line, Piece, crop, piece, shorten, shorten_middle, spread, width_of
from dvo_tui.tui.sides import FLAG
from dvo_tui.tui.words import item_name

SHORTEST = 7
"""Letters that a choice keeps where there is no room."""

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
    others = _several(scene, record)
    room = max(12, width - width_of(label) - min(width_of(tail), width // 2) - 4 - width_of(others))
    cut = shorten_middle if isinstance(record, Turn | Action) else shorten  # where these end matters as much
    said = piece(f"“{cut(quote(session.text, record.spans), room)}”", "text")
    source = _source(scene, record)
    first = spread([*label, said, Piece("  "), *tail], others, width)
    second = digits_line(choices(session, record, scene.register), _chooses(record), width)
    if most > 2:
        return [crop(first, width), crop(second, width), spread(_remark(record), source, width)]
    remark = _remark(record)
    rest = [*second, *remark]
    return [crop(first, width), spread(rest, source if width_of(rest) + width_of(source) < width else [], width)]


def _several(scene: Scene, record: Annotation) -> Line:
    """All that hold the caret, by their letters from the innermost out, and the key that goes from one to the next."""
    here = holding(scene.session, scene.caret)
    if len(here) < 2 or record not in here:
        return []
    line: Line = [Piece("  "), piece(words.key_name(shown("another")), "key"), Piece(" ")]
    for place, one in enumerate(here):
        line.append(Piece("⊂" if place else "", "muted"))
        colour = f"role.{words.colour_of(one, scene.session.scheme)}"
        line.append(piece(words.tag_of(one, scene.session.scheme), "caret" if one.id == record.id else colour))
    return line


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
    owners = ", ".join(scene.session.name_of(owner) for owner in action.owners) or action.owner_text or ""
    due = words.due(action)
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


def digits_line(found: Sequence[Choice], what: str, width: int) -> Line:
    """The choices in one line: labels are cut to their first word or less where they do not fit, names never are."""
    line = _choice_line(found, what, str)
    if any(choice.hint for choice in found):
        while width_of(line) > width and len(found) > 1:
            found = found[:-1]
            line = _choice_line(found, what, str)
        return line
    for short, gap in ((str, 2), (_first_word, 2), (_first_letters, 2), (_first_letters, 1)):
        if width_of(line) > width:
            line = _choice_line(found, "", short, gap)
    return line


def _first_word(label: str) -> str:
    """The first word that says something: `kennisname` of `ter kennisname`."""
    return next((word for word in label.split() if len(word) > 3), label)


def _first_letters(label: str) -> str:
    word = _first_word(label)
    return word if len(word) <= SHORTEST else word[: SHORTEST - 1] + "."


def _choice_line(found: Sequence[Choice], what: str, short: Callable[[str], str], gap: int = 2) -> Line:
    labels = [short(choice.label) for choice in found]
    line: Line = [piece(what, "muted"), Piece("  ")] if found and what else []
    for choice in found:
        line += [piece(choice.digit, "key"), Piece(" ")]
        label = short(choice.label)
        if labels.count(label) > 1:
            label = choice.label
        line.append(piece(f"[{label}]", "accent") if choice.chosen else piece(label))
        line += [piece(f" {choice.hint}", "ok")] if choice.hint else []
        line.append(Piece(" " * gap))
    return line


def _remark(record: Annotation | AgendaItem | Participant) -> Line:
    line: Line = [piece(f"{FLAG} ", "warn")] if record.flag else []
    if record.note:
        line += [piece(_("comment"), "muted"), Piece(" "), piece(record.note)]
    return line


def _source(scene: Scene, record: Annotation) -> Line:
    return [piece(place_of(scene.session.minutes, record.spans[0].start).phrase(), "muted")]


def _selecting(scene: Scene, width: int) -> list[Line]:
    assert scene.selection is not None
    text = quote(scene.session.text, (scene.selection,))
    head: Line = [piece(_("selection"), "accent"), Piece("  "), piece(f"“{shorten(text, width - 20)}”")]
    labels = [label for label in scene.session.scheme.labels("entity") if label.digit]
    found = [Choice(label.digit, label.name(current()), "type", label.id) for label in labels]
    return [crop(head, width), crop(digits_line(found, "", width), width)]


def _structure(scene: Scene, record: AgendaItem | Participant | Meeting, width: int) -> list[Line]:
    if isinstance(record, Meeting):
        return [[piece(words.meeting_title(record), "strong")], _guess(record)]
    layer = "agenda" if isinstance(record, AgendaItem) else "participant"
    if isinstance(record, AgendaItem):
        name = item_name(record)
        state = words.value_name("status", record.status)
    else:
        name = record.name
        attendance = words.value_name("attendance", record.attendance)
        parts = (attendance, words.role_name(record.role), record.organisation or "")
        state = " · ".join(part for part in parts if part)
    head: Line = [piece(words.layer_name(layer), "muted"), Piece("  "), piece(name, "strong"), Piece("  ")]
    keys: Line = [piece(words.key_name(shown("edit")), "key"), piece(" " + _("edit")), Piece("   ")]
    asked = [] if isinstance(record, AgendaItem) else _guess(record)
    field = "status" if isinstance(record, AgendaItem) else "attendance"
    found = [
        Choice(digit, words.value_name(field, value), field, value, chosen=value == getattr(record, field))
        for digit, value in enumerate(words.VALUES[field], start=1)
    ]
    digits = digits_line(found, words.field_name(field), width - width_of(keys))
    first = spread([*head, piece(state)], _publicity(scene, record), width)
    return [first, crop([*digits, *keys, *_remark(record), *asked], width)]


def _publicity(scene: Scene, record: AgendaItem | Participant) -> Line:
    """Whether somebody's name stays readable in publications and why, and the key that settles it."""
    if not isinstance(record, Participant):
        return []
    found = standing(record, scene.publicity)
    line: Line = [Piece("  "), piece(words.standing_said(found), "ok" if found.public else "muted")]
    return [*line, Piece("  "), piece(words.key_name(shown("publicity")), "key")]


def _guess(record: Participant | Meeting) -> Line:
    """That something needs a look, because only the order of labels said so."""
    return [piece(_("guessed from the order of labels: please check"), "warn")] if is_guess(record) else []


def _nothing(scene: Scene, width: int) -> list[Line]:
    item = scene.session.item_at(scene.caret)
    place = item_name(item) if item else ""
    head: Line = [piece(_("no annotation here"), "muted"), Piece("  "), piece(place)]
    line: Line = []
    settling = ("next_pending", "select", "add_decision", "add_action", "add_turn")
    for act in ("next", "previous", "search", "export") if scene.session.complete else settling:
        line += [piece(words.key_name(shown(act)), "key"), Piece(" "), piece(by_id(act).label), Piece("  ")]
    return [crop(head, width), crop(line, width)]
