"""A copy that may be published: first what still looks like a name, then, once that is confirmed, where it goes.

Invariant: nothing is written before the list was confirmed and a place named; the key goes only where one is named.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dvo_tui.language import _, current
from dvo_tui.minutes.place import place_of
from dvo_tui.review.session import ReviewSession
from dvo_tui.tui import words
from dvo_tui.tui.keys import is_key_of, shown
from dvo_tui.tui.panels.base import CLOSE, HELD, LEAVE, Answer
from dvo_tui.tui.panels.fields import Option, PickField, TextField, numbered
from dvo_tui.tui.panels.picking import Picker
from dvo_tui.tui.panels.same import Look
from dvo_tui.tui.pieces import Line, Piece, crop, piece, spread, width_of

if TYPE_CHECKING:
    from dvo_tui.tui.exporting import Doubt, Draft

AROUND = 24
"""Characters of the text shown before a doubtful word, and up to three times as many behind it."""


@dataclass(frozen=True)
class Ways:
    """What can be done about a doubt, and with the copy.

    Attributes:
        look: Shows a place of the text.
        go: Goes to one, once the panel is closed.
        mark: Says what the words are, by the digit of a type; a person goes.
        hide: Leaves the words out wherever they stand.
        undo: Takes the last of these back.
        confirm: Goes on to where the copy is written.
    """

    look: Look
    go: Callable[[Doubt], None]
    mark: Callable[[Doubt, int], None]
    hide: Callable[[Doubt], None]
    undo: Callable[[], None]
    confirm: Callable[[Draft], None]


class PublishPanel:
    """The second look: what still looks like a name, number or address in the copy, and each comment.

    Args:
        session: The review.
        ways: What the keys do.
        at: The row to begin with.
    """

    def __init__(self, session: ReviewSession, ways: Ways, at: int = 0) -> None:
        self._session = session
        self._ways = ways
        self._draft: Draft | None = None
        self._at = at
        self._picker = Picker()
        self._why = ""

    @property
    def at(self) -> int:
        """The row that is current."""
        return self._picker.at if self._draft is not None else self._at

    def looking(self) -> None:
        """The copy is being made, once more: what was said of the last one no longer holds."""
        self._at, self._draft = self.at, None

    def made(self, draft: Draft) -> None:
        """The copy is made."""
        self._draft = draft
        self._picker = Picker(len(draft.doubts))
        self._picker.at = max(0, min(self._at, len(draft.doubts) - 1))
        self._show()

    # Keys

    def take(self, key: str, character: str | None) -> Answer:
        self._why = ""
        if key in LEAVE or key == "backspace":
            return CLOSE
        draft = self._draft
        if draft is None:
            return HELD
        if is_key_of("publish", key, character) or (key == "enter" and not draft.doubts):
            return Answer(then=lambda: self._ways.confirm(draft))
        if is_key_of("undo", key, character):
            return Answer(then=self._ways.undo)
        if not draft.doubts:
            return HELD
        doubt = draft.doubts[self._picker.at]
        if key == "enter":
            return Answer(close=True, then=lambda: self._ways.go(doubt))
        if character is not None and character in "123456789":
            if doubt.field:
                self._why = _("it stands in no text that could be marked; x leaves it out, enter goes there")
                return HELD
            digit = int(character)
            return Answer(then=lambda: self._ways.mark(doubt, digit))
        if character == "x":
            return Answer(then=lambda: self._ways.hide(doubt))
        if self._picker.move(key):
            self._show()
        return HELD

    def paste(self, text: str) -> None:
        del text

    def refused(self, why: str) -> None:
        self._why = why

    def _show(self) -> None:
        if self._draft is not None and self._draft.doubts:
            doubt = self._draft.doubts[self._picker.at]
            self._ways.look(doubt.span.start, doubt.id if doubt.id in self._session.records else None)

    # What is shown

    def lines(self, width: int, most: int) -> list[Line]:
        draft = self._draft
        title: Line = [piece(_("copy to publish"), "strong"), Piece("  ")]
        if draft is None:
            return [crop([*title, piece(_("looking for what still looks like a name…"), "accent")], width)]
        total = len(draft.doubts)
        place = [piece(f"{self._picker.at + 1}/{total}" if total else words_of_none(), "warn" if total else "ok")]
        said = piece(self._why, "alarm") if self._why else piece(self._summary(draft), "muted")
        head = [spread([*title, said], place, width)]
        if draft.readable and most > 3:
            head.append(crop(self._readable(draft), width))
        rows = self._picker.window(most - len(head)) if total else ()
        return [*head, *(self._line(draft.doubts[row], row, width) for row in rows)]

    def hints(self) -> list[tuple[str, str]]:
        if self._draft is None:
            return [("ctrl+x", _("leave"))]
        write, leave = (words.key_name(shown("publish")), _("write")), ("backspace", _("leave"))
        if not self._draft.doubts:
            return [write, leave]
        types = self._session.scheme.labels("entity")
        person = [(str(one.digit), one.name(current())) for one in types if one.id == "PERSON" and one.digit]
        more = [("x", _("leave out")), ("1-9", _("something else")), ("enter", _("go there")), ("jk", _("look at"))]
        return [write, *person, *more, (words.key_name(shown("undo")), _("undo")), leave]

    def _summary(self, draft: Draft) -> str:
        said = _("people left out: {people} (places: {places}) · numbers and other things: {others}")
        return said.format(people=draft.people, places=draft.places, others=draft.others)

    def _readable(self, draft: Draft) -> Line:
        """Whose names stay, each with the reason."""
        line: Line = [piece(_("stay readable"), "muted")]
        for name, found in draft.readable:
            why = found.role if found.why == "role" else "●" if found.why == "here" else "○"
            line += [Piece("  "), piece(name, "ok"), piece(f" {why}", "muted")]
        return line

    def _line(self, doubt: Doubt, row: int, width: int) -> Line:
        session, picker = self._session, self._picker
        where = place_of(session.minutes, doubt.span.start).short() if doubt.span else "–"
        line: Line = [Piece("▌ " if row == picker.at else "  ", "accent"), piece(f"{where:>5}  ", "muted")]
        line += [piece(doubt.what, "warn"), Piece("  ")]
        if doubt.field:
            return crop([*line, piece(f"“{doubt.words}”", "strong")], width)
        text, span = session.text, doubt.span
        before = text[max(0, span.start - AROUND) : span.start].rpartition("\n")[2].partition(" ")[2]
        after = text[span.end : span.end + 3 * AROUND].partition("\n")[0]
        said = " ".join(text[span.start : span.end].split())
        return crop([*line, piece(said, "strong"), piece(f"  …{before}{said}{after}", "muted")], width)


def words_of_none() -> str:
    """What is said where nothing is doubtful."""
    return _("nothing looks like a name any more")


class WherePanel:
    """Where the copy goes and in which format; a key only where one is named.

    Args:
        forms: The names of all formats.
        form: The format to begin with.
        offered: Where a copy in a format is offered to be written.
        write: Writes the copy: format, path, and the path of the key.
        back: Back to the list.
        doubts: How many things were looked at.
    """

    def __init__(
        self,
        forms: tuple[str, ...],
        form: str,
        offered: Callable[[str], str],
        write: Callable[[WherePanel, str, Path, Path | None], None],
        back: Callable[[], None],
        doubts: int,
    ) -> None:
        self._offered, self._write, self._back = offered, write, back
        self._doubts = doubts
        self._busy = False
        self._why = ""
        self._at = 1
        self._form = PickField(
            "form",
            _("format"),
            form,
            lambda typed: [Option(name, name) for name in forms if typed.strip().casefold() in name],
            shown=form,
            free=False,
            filtered=True,
        )
        self._path = TextField("path", _("written to"), offered(form), required=True)
        self._key = TextField("key", _("key in"), None)

    @property
    def _fields(self) -> tuple[PickField | TextField, ...]:
        return self._form, self._path, self._key

    def take(self, key: str, character: str | None) -> Answer:
        if self._busy:
            return HELD
        self._why = ""
        if key in LEAVE:
            return Answer(then=self._back)
        if key == "enter":
            return self._sent()
        if key in ("down", "tab", "up", "shift+tab"):
            self._at = (self._at + (1 if key in ("down", "tab") else -1)) % len(self._fields)
            return HELD
        form = self._form.value
        self._fields[self._at].take(key, character)
        if self._form.value != form and not self._path.changed:
            self._path = TextField("path", self._path.label, self._offered(str(self._form.value)), required=True)
        return HELD

    def paste(self, text: str) -> None:
        if not self._busy:
            self._fields[self._at].paste(text)

    def refused(self, why: str) -> None:
        """Say why it could not be written; the panel stays, with what was typed."""
        self._why, self._busy = why, False

    def lines(self, width: int, most: int) -> list[Line]:
        count = _("{count} things looked at").format(count=self._doubts) if self._doubts else words_of_none()
        said = (
            piece(_("writing…"), "accent")
            if self._busy
            else piece(self._why or count, "alarm" if self._why else "muted")
        )
        lines = [crop([piece(_("copy to publish"), "strong"), Piece("  "), said], width)]
        labels = max(len(field.label) for field in self._fields) + 2
        for index, field in enumerate(self._fields):
            active = index == self._at and not self._busy
            line: Line = [Piece("▌ " if active else "  ", "accent")]
            line.append(piece(field.label.ljust(labels), "accent" if active else "muted"))
            line += field.pieces(max(8, width - width_of(line) - 1), active)
            lines.append(crop([*line, *self._note(field)], width))
        if self._at == 0 and most > len(lines):
            picks = numbered(self._form.options, width - 2, most - len(lines), chosen=self._form.is_chosen)
            lines += [[Piece("  "), *row] for row in picks]
        return lines

    def hints(self) -> list[tuple[str, str]]:
        if self._busy:
            return []
        return [
            ("enter", _("write")),
            ("tab ↑↓", _("field")),
            ("←→", _("other value")),
            ("ctrl+x", _("back to the list")),
        ]

    def _note(self, field: PickField | TextField) -> Line:
        if field is self._key and not self._key.value:
            return [piece("  " + _("empty: no key is kept; never beside the copy"), "muted")]
        return []

    def _sent(self) -> Answer:
        path, key = str(self._path.value).strip(), str(self._key.value or "").strip()
        if not path:
            self._why = _("name a file or folder")
            return HELD
        form = str(self._form.value)
        self._busy = True
        return Answer(
            then=lambda: self._write(self, form, Path(path).expanduser(), Path(key).expanduser() if key else None)
        )
