"""All fields of one record, to change several and keep them as one Edit, so one undo.

Invariant: only fields that differ are sent; what the session refuses leaves the form open, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dvo_tui.language import _, current
from dvo_tui.minutes.model import AgendaItem, Meeting, Participant
from dvo_tui.review.candidates import Candidate, candidates
from dvo_tui.review.commands import Edit
from dvo_tui.review.edits import EDITABLE
from dvo_tui.review.outline import numbering
from dvo_tui.review.publicity import GROUNDS
from dvo_tui.review.records import Action, Annotation, Record, id_of, layer_of, quote
from dvo_tui.review.session import ReviewSession
from dvo_tui.tui import offers, words
from dvo_tui.tui.acts import after
from dvo_tui.tui.choices import LIKELY, hint, linked_name
from dvo_tui.tui.panels.base import CLOSE, HELD, LEAVE, Answer, leave, not_saved
from dvo_tui.tui.panels.fields import Field, ManyField, Option, Options, PickField, TextField, option_rows
from dvo_tui.tui.pieces import Line, Piece, crop, piece, spread, width_of
from dvo_tui.tui.values import Offered, normal_due, normal_of
from dvo_tui.tui.words import item_name

LINKS = frozenset({"link", "speaker"})
OFFICES = frozenset({"chair", "secretary"})
REQUIRED = frozenset({"name", "speaker_text", "text", "title"})


class FormPanel:
    """The form of one record.

    Args:
        session: The session.
        record: What it is about.
        register: Names known in the workspace.
        first: The field the caret begins in.
        line: The line of the text that the reviewer is at; it is the first to offer values for a header.
    """

    OPTIONS = 2
    """Rows for what can be picked, kept free so that nothing jumps from field to field."""

    def __init__(
        self,
        session: ReviewSession,
        record: Record,
        register: Sequence[str] = (),
        first: str | None = None,
        line: str = "",
    ) -> None:
        self._id = id_of(record)
        self._layer = layer_of(record)
        self._after = after(record)
        self._title = words.label_name(record, session.scheme)
        names = EDITABLE.get(self._layer, ())
        found = Offered(session, line)
        self.fields: list[Field] = [_field(session, record, name, register, found) for name in names]
        self._at = names.index(first) if first in names else 0
        self._why = ""
        self._wrong: int | None = None
        self._asked = False
        self._said = (
            f"“{quote(session.text, record.spans)}”" if isinstance(record, Annotation) else elsewhere(self._layer)
        )

    @property
    def field(self) -> Field:
        return self.fields[self._at]

    def take(self, key: str, character: str | None) -> Answer:
        asked, self._asked = self._asked, False
        self._why, self._wrong = "", None
        if key in LEAVE:
            return self._left(asked)
        if key == "enter":
            return self._done()
        if key in ("down", "tab", "up", "shift+tab"):
            self._at = (self._at + (1 if key in ("down", "tab") else -1)) % len(self.fields)
        else:
            self.field.take(key, character)
        return HELD

    def paste(self, text: str) -> None:
        self.field.paste(text)

    def refused(self, why: str) -> None:
        """Show why at the field that it is about, and go there; at the top where it is about none."""
        self._why = why
        said = set(re.findall(r"\w+", why))
        self._wrong = next((at for at, one in enumerate(self.fields) if one.changed and one.name in said), None)
        if self._wrong is not None:
            self._at = self._wrong

    def lines(self, width: int, most: int) -> list[Line]:
        options = min(self.OPTIONS, max(1, most - 2))
        rows = max(1, most - 1 - options)
        first = max(0, min(self._at - rows // 2, len(self.fields) - rows))
        labels = max(len(field.label) for field in self.fields) + 2
        place = [piece(f"{self._at + 1}/{len(self.fields)}", "accent")] if rows < len(self.fields) else []
        shown = [spread(self._head(width), place, width)]
        for index, field in list(enumerate(self.fields))[first : first + rows]:
            active = index == self._at
            label = piece(field.label.ljust(labels), "accent" if active else "muted")
            mark = Piece("▌ " if active else "  ", "accent")
            said = self._beside(field, index, width // 2)
            room = width - labels - 3 - width_of(said)
            shown.append(spread([mark, label, *field.pieces(max(8, room), active)], said, width))
        picks = option_rows(self.field, width - 2, options)
        picks += [[]] * (options - len(picks))
        return [*shown, *([Piece("  "), *row] for row in picks)]

    def hints(self) -> list[tuple[str, str]]:
        picks = [("1-9", _("choose"))] if self.field.digits else []
        return [
            ("enter", _("save")),
            ("tab ↑↓", _("field")),
            *picks,
            ("←→", _("other value")),
            ("ctrl+u", _("empty it")),
            leave(),
        ]

    def _head(self, width: int) -> Line:
        why = self._why if self._wrong is None else ""
        said = why or (not_saved() if self._asked else self._said)
        role = "alarm" if why else "warn" if self._asked else "muted"
        return crop([piece(self._title, "strong"), Piece("  "), piece(said, role)], width)

    def _beside(self, field: Field, index: int, width: int) -> Line:
        """What is wrong with a field, else what there is to say about what was typed."""
        if index == self._wrong:
            return crop([piece(self._why, "alarm")], width)
        return crop([piece(field.note, "muted")], width) if index == self._at and field.note else []

    def _changes(self) -> dict[str, object]:
        values = {field.name: _plain(field) for field in self.fields if field.changed}
        label = values.get("label", "")
        if self._layer == "agenda" and isinstance(label, str) and label and not {"section", "number"} & values.keys():
            values |= numbering(label)
        return values

    def _left(self, asked: bool) -> Answer:
        """Leave at once where nothing was changed; else the second time."""
        if asked or not self._changes():
            return CLOSE
        self._asked = True
        return HELD

    def _done(self) -> Answer:
        values = self._changes()
        return Answer(Edit(id=self._id, values=values), close=True, after=self._after) if values else CLOSE


def elsewhere(layer: str) -> str:
    """What the form of a layer cannot do, and which keys do it."""
    said = {
        "meeting": _("who is not on the list is added in the text first: {add_participant}"),
        "agenda": _("where it begins is said in the text: {add_item}; on its row {join_item} joins, ← → move it"),
        "participant": _("who is two or one with another: {split} and {merge} on the row"),
    }
    return said.get(layer, "").format_map(words.Keys())


def _plain(field: Field) -> object:
    return list(field.value) if isinstance(field.value, tuple) else field.value


def _field(session: ReviewSession, record: Record, name: str, register: Sequence[str], found: Offered) -> Field:
    label = words.field_name(name)
    value = getattr(record, name)
    if name == "owners":
        options = people(session, register, linked_name(session, record), first=_owners(session, record))
        return ManyField(name, label, value, options, session.name_of)
    if name in OFFICES:
        options = people(session, (), "", listed_only=True, first=found.of(name))
        return PickField(name, label, value, options, shown=session.name_of(value), free=False, filtered=True)
    if name in LINKS:
        options = people(session, register, linked_name(session, record))
        return PickField(name, label, value, options, shown=session.name_of(value), free=True, filtered=True)
    if name == "ground":
        return PickField(name, label, value, grounds, shown=ground_said(value), free=False, filtered=True)
    if name in ("item", "parent"):
        item = session.records.get(value or "")
        shown = item_name(item) if isinstance(item, AgendaItem) else ""
        return PickField(name, label, value, _items(session, record), shown=shown, free=False, filtered=True)
    listed = _closed(session, record, name)
    if listed is None:
        return _text_field(session, record, name, found)
    shown = next((option.label for option in listed if option.value == value), str(value or ""))
    return PickField(name, label, value, lambda _typed: listed, shown=shown, free=False, filtered=False)


def grounds(typed: str) -> list[Option]:
    """The grounds of the Woo whose number or wording holds what is typed."""
    wanted = typed.strip().casefold()
    return [Option(ground, ground_said(ground)) for ground in GROUNDS if wanted in ground_said(ground).casefold()]


def ground_said(ground: str | None) -> str:
    """A ground with its wording."""
    return f"{ground} {GROUNDS.get(ground, '')}".strip() if ground else ""


def _text_field(session: ReviewSession, record: Record, name: str, found: Offered) -> TextField:
    """A text, with what the minutes offer for it."""
    label, value = words.field_name(name), getattr(record, name)
    if isinstance(record, Meeting):
        if name in ("body", "location"):
            return TextField(name, label, value, found.of(name), digits=True)
        return TextField(name, label, value, found.of(name), normal=normal_of(session, name))
    if isinstance(record, Action) and name == "due":
        dues = [Option(offer.values["due"], offer.label, offer.hint) for offer in offers.dues(session, record)]
        return TextField(name, label, value, [one for one in dues if one.value], normal=normal_due(session))
    if isinstance(record, Participant) and name == "role":
        return TextField(name, label, value, roles(session), digits=True, normal=role_id)
    return TextField(name, label, value, required=name in REQUIRED)


def roles(session: ReviewSession) -> list[Option]:
    """The roles that are known, then those that others of this meeting have."""
    others = {person.role for person in session.participants() if person.role} - words.ROLES.keys()
    known = [Option(role, words.role_name(role)) for role in words.ROLES]
    return [*known, *(Option(role, role) for role in sorted(others))]


def role_id(typed: str) -> str | None:
    """The id of a role that is typed by its name; `None` for any other one."""
    wanted = typed.strip().casefold()
    return next((role for role in words.ROLES if words.role_name(role).casefold() == wanted), None)


def _owners(session: ReviewSession, record: Record) -> list[Option]:
    """Whom the text in and around an action names, an owner a choice."""
    if not isinstance(record, Action):
        return []
    found = offers.owners(session, record)
    return [Option(offer.values["owners"][0], offer.label, offer.hint) for offer in found]


def _closed(session: ReviewSession, record: Record, name: str) -> list[Option] | None:
    """The options of a field with a closed list, in the order of their digits."""
    layer = layer_of(record)
    if name == "type" or (name == "kind" and layer != "meeting"):
        return [Option(label.id, label.name(current())) for label in session.scheme.labels(layer)]
    if name == "flag":
        return [Option(True, words.value_name("flag", "true")), Option(False, words.value_name("flag", "false"))]
    if name == "public":
        settled = (("true", True), ("false", False), ("none", None))
        return [Option(value, words.value_name("public", said)) for said, value in settled]
    if name not in words.VALUES or (name == "state" and layer != "action"):
        return None
    return [Option(value, words.value_name(name, value)) for value in words.VALUES[name]]


def people(
    session: ReviewSession,
    register: Sequence[str],
    name: str,
    listed_only: bool = False,
    first: Sequence[Option] = (),
) -> Options:
    """Options of a link: who is alike what is typed, and what is typed itself before those who are hardly alike.

    Where nothing is typed: `first`, who is alike the name in the text, then everyone who was there.
    """

    def options(typed: str) -> list[Option]:
        wanted = typed.strip() or name
        found = candidates(session, wanted, register) if wanted else ()
        allowed = [one for one in found if one.source == "participant" or not listed_only]
        if typed.strip():
            return [Option(one.link, one.name, hint(one)) for one in sorted(allowed, key=_unlikely)]
        picked = [*first, *(Option(one.link, one.name, hint(one)) for one in allowed if wanted and one.score >= LIKELY)]
        everyone = [Option(one.id, one.name) for one in session.participants()]
        text = [Option(one.link, one.name, hint(one)) for one in allowed if one.source == "text"]
        return _each_once([*picked, *text, *everyone])

    return options


def _unlikely(candidate: Candidate) -> int:
    """Who is alike goes first, then the words themselves, then the others; each in the order they had."""
    if candidate.source == "text":
        return 1
    return 0 if candidate.score >= LIKELY else 2


def _each_once(options: Sequence[Option]) -> list[Option]:
    found: dict[object, Option] = {}
    for option in options:
        found.setdefault(option.value, option)
    return list(found.values())


def _items(session: ReviewSession, record: Record) -> Options:
    """The agenda items whose label or title holds what is typed, those near the record's own first."""
    items = [item for item in session.agenda() if item is not record]
    if isinstance(record, AgendaItem):  # an item lies within one that comes before it
        items = [item for item in items if item.span.start < record.span.start]
    spans = getattr(record, "spans", None)
    start = record.span.start if isinstance(record, AgendaItem) else spans[0].start if spans else 0
    near = sorted(items, key=lambda item: abs(item.span.start - start))

    def options(typed: str) -> list[Option]:
        wanted = typed.strip().casefold()
        return [Option(item.id, item_name(item)) for item in near if wanted in item_name(item).casefold()]

    return options
