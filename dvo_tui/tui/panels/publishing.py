"""A copy that may be published: what still looks like a name, what is left out on what ground, and where it goes.

Invariant: nothing is written before the list was confirmed and a place named; the key goes only where one is named.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dvo_tui.language import _, current
from dvo_tui.minutes.model import Span
from dvo_tui.minutes.place import place_of
from dvo_tui.review.publicity import GROUNDS
from dvo_tui.review.session import ReviewSession
from dvo_tui.tui import words
from dvo_tui.tui.keys import is_key_of, shown
from dvo_tui.tui.panels.base import CLOSE, HELD, LEAVE, Answer, Panel, leave
from dvo_tui.tui.panels.fields import Option, PickField, TextField, numbered
from dvo_tui.tui.panels.form import ground_said
from dvo_tui.tui.panels.picking import Picker
from dvo_tui.tui.panels.same import Look
from dvo_tui.tui.pieces import Line, Piece, crop, piece, spread, width_of

if TYPE_CHECKING:
    from dvo_tui.tui.exporting import Doubt, Draft, LeftOut

AROUND = 24
"""Characters of the text shown before a doubtful word, and up to three times as many behind it."""


@dataclass(frozen=True)
class Ways:
    """What can be done about a doubt, about what is left out, and with the copy.

    Attributes:
        look: Shows a place of the text.
        go: Goes to a place, or to the record of that id, once the panel is closed.
        mark: Says what the words are, by the digit of a type; a person goes.
        hide: Leaves the words out wherever they stand.
        bring_back: Leaves words in again that were left out by `hide`.
        ground: Asks on what ground something is left out.
        undo: Takes the last of these back.
        turn: Shows the other list.
        confirm: Goes on to where the copy is written.
    """

    look: Look
    go: Callable[[str, int], None]
    mark: Callable[[Doubt, int], None]
    hide: Callable[[Doubt], None]
    bring_back: Callable[[str], None]
    ground: Callable[[LeftOut], None]
    undo: Callable[[], None]
    turn: Callable[[], None]
    confirm: Callable[[Draft], None]


class DraftPanel(Panel):
    """A list about a copy that is not written yet: what is doubtful in it, or what is left out.

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

    @property
    def draft(self) -> Draft | None:
        """The copy, once it is made."""
        return self._draft

    def looking(self) -> None:
        """The copy is being made, once more: what was said of the last one no longer holds."""
        self._at, self._draft = self.at, None

    def made(self, draft: Draft) -> None:
        """The copy is made."""
        self._draft = draft
        count = len(self._rows(draft))
        self._picker = Picker(count)
        self._picker.at = max(0, min(self._at, count - 1))
        self._show()

    def refused(self, why: str) -> None:
        self._why = why

    # Keys

    def take(self, key: str, character: str | None) -> Answer:
        self._why = ""
        if key in LEAVE or key == "backspace":
            return CLOSE
        draft = self._draft
        if draft is None:
            return HELD
        rows = self._rows(draft)
        if is_key_of("publish", key, character) or (key == "enter" and not rows):
            return Answer(then=lambda: self._ways.confirm(draft))
        if is_key_of("undo", key, character):
            return Answer(then=self._ways.undo)
        if key == "tab":
            return Answer(then=self._ways.turn)
        if not rows:
            return HELD
        if self._picker.move(key):
            self._show()
            return HELD
        return self._done(rows[self._picker.at], key, character)

    @abstractmethod
    def _rows(self, draft: Draft) -> Sequence[Any]:
        """What is listed."""

    @abstractmethod
    def _done(self, row: Any, key: str, character: str | None) -> Answer:
        """What a key does with the row that is current."""

    def _show(self) -> None:
        rows = self._rows(self._draft) if self._draft is not None else ()
        if rows:
            row = rows[self._picker.at]
            self._ways.look(row.span.start, row.id if row.id in self._session.records else None)

    # What is shown

    def lines(self, width: int, most: int) -> list[Line]:
        draft = self._draft
        title: Line = [piece(_("copy to publish"), "strong"), Piece("  ")]
        if draft is None:
            return [crop([*title, piece(_("looking for what still looks like a name…"), "accent")], width)]
        rows = self._rows(draft)
        said = piece(self._why, "alarm") if self._why else piece(self._summary(draft), "muted")
        head = [spread([*title, said], self._place(len(rows)), width), *self._head(draft, width, most)]
        window = self._picker.window(most - len(head)) if rows else ()
        return [*head, *(crop([*self._begun(row, rows[row].span), *self._line(rows[row])], width) for row in window)]

    @abstractmethod
    def _place(self, count: int) -> Line:
        """Which row of how many is current."""

    def _head(self, draft: Draft, width: int, most: int) -> list[Line]:
        del draft, width, most
        return []

    def _begun(self, row: int, span: Span) -> Line:
        where = place_of(self._session.minutes, span.start).short() if span else "–"
        return [Piece("▌ " if row == self._picker.at else "  ", "accent"), piece(f"{where:>5}  ", "muted")]

    @abstractmethod
    def _line(self, row: Any) -> Line:
        """What a row says behind where it stands."""

    def _summary(self, draft: Draft) -> str:
        said = _("people left out: {people} (places: {places}) · numbers and other things: {others}")
        return said.format(people=draft.people, places=draft.places, others=draft.others)

    def hints(self) -> list[tuple[str, str]]:
        if self._draft is None:
            return [leave()]
        ways = [(words.key_name(shown("publish")), _("write")), ("tab", self._other)]
        if not self._rows(self._draft):
            return [*ways, leave()]
        undo = (words.key_name(shown("undo")), _("undo"))
        return [*ways, *self._keys(), undo, ("enter", _("go there")), leave()]

    @property
    @abstractmethod
    def _other(self) -> str:
        """What the other list holds."""

    @abstractmethod
    def _keys(self) -> list[tuple[str, str]]:
        """What the keys of this list do."""


class PublishPanel(DraftPanel):
    """The second look: what still looks like a name, number or address in the copy, and each comment."""

    def _rows(self, draft: Draft) -> Sequence[Doubt]:
        return draft.doubts

    def _done(self, row: Doubt, key: str, character: str | None) -> Answer:
        if key == "enter":
            return Answer(close=True, then=lambda: self._ways.go(row.id, row.span.start))
        if character is not None and character in "123456789":
            if row.field:
                self._why = _("it stands in no text that could be marked; x leaves it out, enter goes there")
                return HELD
            digit = int(character)
            return Answer(then=lambda: self._ways.mark(row, digit))
        return Answer(then=lambda: self._ways.hide(row)) if character == "x" else HELD

    def _place(self, count: int) -> Line:
        said = f"{self._picker.at + 1}/{count}" if count else words_of_none()
        return [piece(said, "warn" if count else "ok")]

    def _head(self, draft: Draft, width: int, most: int) -> list[Line]:
        """Whose names stay, each with the reason."""
        if not draft.readable or most <= 3:
            return []
        line: Line = [piece(_("stay readable"), "muted")]
        for name, found in draft.readable:
            why = found.role if found.why == "role" else "●" if found.why == "here" else "○"
            line += [Piece("  "), piece(name, "ok"), piece(f" {why}", "muted")]
        return [crop(line, width)]

    def _line(self, row: Doubt) -> Line:
        line: Line = [piece(row.what, "warn"), Piece("  ")]
        if row.field:
            return [*line, piece(f"“{row.words}”", "strong")]
        text, span = self._session.text, row.span
        before = text[max(0, span.start - AROUND) : span.start].rpartition("\n")[2].partition(" ")[2]
        after = text[span.end : span.end + 3 * AROUND].partition("\n")[0]
        said = " ".join(text[span.start : span.end].split())
        return [*line, piece(said, "strong"), piece(f"  …{before}{said}{after}", "muted")]

    @property
    def _other(self) -> str:
        return _("left out")

    def _keys(self) -> list[tuple[str, str]]:
        types = self._session.scheme.labels("entity")
        person = [(str(one.digit), one.name(current())) for one in types if one.id == "PERSON" and one.digit]
        return [*person, ("x", _("leave out")), ("1-9", _("something else"))]


class LeftOutPanel(DraftPanel):
    """What is left out of the copy: whom or what, how often, and on what ground of the Woo."""

    def _rows(self, draft: Draft) -> Sequence[LeftOut]:
        return draft.left_out

    def _done(self, row: LeftOut, key: str, character: str | None) -> Answer:
        if key == "enter":
            return Answer(close=True, then=lambda: self._ways.go(row.id, row.span.start))
        if character == "g":
            return Answer(then=lambda: self._ways.ground(row))
        if character == "x":
            if row.is_hidden:
                return Answer(then=lambda: self._ways.bring_back(row.of))
            self._why = _("only words that were left out by hand come back; enter goes there")
        return HELD

    def _place(self, count: int) -> Line:
        return [piece(f"{self._picker.at + 1}/{count}" if count else "0", "muted")]

    def _line(self, row: LeftOut) -> Line:
        often = f" ×{row.count}" if row.count > 1 else ""
        line: Line = [piece(row.of, "strong"), piece(f"{often} → {row.written}", "muted"), Piece("  ")]
        return [*line, piece(ground_said(row.ground), "accent")]

    @property
    def _other(self) -> str:
        return _("doubts")

    def _keys(self) -> list[tuple[str, str]]:
        return [("g", _("other ground")), ("x", _("leave in again"))]


class GroundPanel(Panel):
    """On what ground of the Woo something is left out: each of them, the present one first.

    Args:
        of: Whom or what it is about.
        ground: The ground now.
        choose: Takes another one.
        back: Back to the list.
    """

    def __init__(self, of: str, ground: str, choose: Callable[[str], None], back: Callable[[], None]) -> None:
        self._of, self._choose, self._back = of, choose, back
        self._grounds = tuple(GROUNDS)
        self._picker = Picker(len(self._grounds))
        self._picker.at = self._grounds.index(ground) if ground in self._grounds else 0

    def take(self, key: str, character: str | None) -> Answer:
        del character
        if key in LEAVE or key == "backspace":
            return Answer(then=self._back)
        if key == "enter":
            ground = self._grounds[self._picker.at]
            return Answer(then=lambda: self._choose(ground))
        self._picker.move(key)
        return HELD

    def lines(self, width: int, most: int) -> list[Line]:
        said = _("on what ground is {words} left out?").format(words=self._of)
        lines = [crop([piece(said, "strong")], width)]
        for row in self._picker.window(most - 1):
            mark = Piece("▌ " if row == self._picker.at else "  ", "accent")
            lines.append(crop([mark, piece(ground_said(self._grounds[row]))], width))
        return lines

    def hints(self) -> list[tuple[str, str]]:
        return [("enter", _("choose")), ("jk", _("look at")), leave(_("back to the list"))]


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
            leave(_("back to the list")),
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
