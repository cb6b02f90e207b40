"""All fields of one record, to change several and keep them as one Edit, so one undo.

Invariant: only fields that differ are sent; what the session refuses leaves the form open, with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence

from dvo_tui.language import _, current
from dvo_tui.minutes.model import AgendaItem
from dvo_tui.review.candidates import candidates
from dvo_tui.review.commands import Edit
from dvo_tui.review.edits import EDITABLE
from dvo_tui.review.records import Annotation, Record, id_of, layer_of, quote
from dvo_tui.review.session import ReviewSession
from dvo_tui.tui import words
from dvo_tui.tui.choices import hint, linked_name
from dvo_tui.tui.panels.base import CLOSE, HELD, LEAVE, Answer
from dvo_tui.tui.panels.fields import Field, ManyField, Option, Options, PickField, TextField
from dvo_tui.tui.pieces import Line, Piece, crop, piece
from dvo_tui.tui.words import item_name

LINKS = frozenset({"link", "speaker"})
OFFICES = frozenset({"chair", "secretary"})


class FormPanel:
    """The form of one record. `first` is the field the caret begins in."""

    def __init__(
        self, session: ReviewSession, record: Record, register: Sequence[str] = (), first: str | None = None
    ) -> None:
        self._id = id_of(record)
        self._title = words.label_name(record, session.scheme)
        names = EDITABLE.get(layer_of(record), ())
        self.fields: list[Field] = [_field(session, record, name, register) for name in names]
        self._at = names.index(first) if first in names else 0
        self._why = ""
        self._said = f"“{quote(session.text, record.spans)}”" if isinstance(record, Annotation) else ""

    @property
    def field(self) -> Field:
        return self.fields[self._at]

    def take(self, key: str, character: str | None) -> Answer:
        self._why = ""
        if key in LEAVE:
            return CLOSE
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
        self._why = why

    def lines(self, width: int, most: int) -> list[Line]:
        head: Line = [
            piece(self._title, "strong"),
            Piece("  "),
            piece(self._why or self._said, "alarm" if self._why else "muted"),
        ]
        rows = max(1, most - 1)
        first = max(0, min(self._at - rows // 2, len(self.fields) - rows))
        labels = max(len(field.label) for field in self.fields) + 2
        shown = [head]
        for index, field in list(enumerate(self.fields))[first : first + rows]:
            active = index == self._at
            label = piece(field.label.ljust(labels), "accent" if active else "muted")
            mark = Piece("▌ " if active else "  ", "accent")
            shown.append(crop([mark, label, *field.pieces(width - labels - 2, active)], width))
        return shown

    def hints(self) -> list[tuple[str, str]]:
        return [
            ("enter", _("save")),
            ("↑↓", _("field")),
            ("1-9", _("choose")),
            ("←→", _("other value")),
            ("ctrl+x", _("leave")),
        ]

    def _done(self) -> Answer:
        values = {field.name: _plain(field) for field in self.fields if field.changed}
        return Answer(Edit(id=self._id, values=values), close=True) if values else CLOSE


def _plain(field: Field) -> object:
    return list(field.value) if isinstance(field.value, tuple) else field.value


def _field(session: ReviewSession, record: Record, name: str, register: Sequence[str]) -> Field:
    label = words.field_name(name)
    value = getattr(record, name)
    if name == "owners":
        return ManyField(name, label, value, people(session, register, linked_name(session, record)), session.name_of)
    if name in LINKS or name in OFFICES:
        options = people(session, register if name in LINKS else (), linked_name(session, record), name in OFFICES)
        shown = session.name_of(value)
        return PickField(name, label, value, options, shown=shown, free=name in LINKS, filtered=True)
    if name in ("item", "parent"):
        item = session.records.get(value or "")
        shown = item_name(item) if isinstance(item, AgendaItem) else ""
        return PickField(name, label, value, _items(session, record), shown=shown, free=False, filtered=True)
    listed = _closed(session, record, name)
    if listed is None:
        return TextField(name, label, value)
    shown = next((option.label for option in listed if option.value == value), str(value or ""))
    return PickField(name, label, value, lambda _typed: listed, shown=shown, free=False, filtered=False)


def _closed(session: ReviewSession, record: Record, name: str) -> list[Option] | None:
    """The options of a field with a closed list, in the order of their digits."""
    layer = layer_of(record)
    if name == "type" or (name == "kind" and layer != "meeting"):
        return [Option(label.id, label.name(current())) for label in session.scheme.labels(layer)]
    if name == "flag":
        return [Option(True, words.value_name("flag", "true")), Option(False, words.value_name("flag", "false"))]
    if name not in words.VALUES or (name == "state" and layer != "action"):
        return None
    return [Option(value, words.value_name(name, value)) for value in words.VALUES[name]]


def people(session: ReviewSession, register: Sequence[str], name: str, listed_only: bool = False) -> Options:
    """Options of a link: candidates for what is typed, else for the name in the text, else everyone who was there."""

    def options(typed: str) -> list[Option]:
        wanted = typed.strip() or name
        if not wanted:
            return [Option(person.id, person.name) for person in session.participants()]
        found = candidates(session, wanted, register)
        allowed = [one for one in found if one.source == "participant" or not listed_only]
        picked = [Option(one.link, one.name, hint(one)) for one in allowed]
        if typed.strip():
            return picked
        taken = {option.value for option in picked}
        return picked + [Option(one.id, one.name) for one in session.participants() if one.id not in taken]

    return options


def _items(session: ReviewSession, record: Record) -> Options:
    """The agenda items whose label or title holds what is typed, those near the record's own first."""
    items = [item for item in session.agenda() if item is not record]
    spans = getattr(record, "spans", None)
    start = record.span.start if isinstance(record, AgendaItem) else spans[0].start if spans else 0
    near = sorted(items, key=lambda item: abs(item.span.start - start))

    def options(typed: str) -> list[Option]:
        wanted = typed.strip().casefold()
        return [Option(item.id, item_name(item)) for item in near if wanted in item_name(item).casefold()]

    return options
