"""What is selected becomes a field of the meeting's header: the digit says which, the value is normalised.

Invariant: what a field shows is what its digit sets; a field for which the selection says nothing cannot be picked.
"""

from __future__ import annotations

from collections.abc import Callable

from dvo_tui.language import _
from dvo_tui.review.desk import EDITABLE
from dvo_tui.review.session import ReviewSession
from dvo_tui.tui import words
from dvo_tui.tui.keys import shown
from dvo_tui.tui.panels.base import CLOSE, HELD, LEAVE, PASSED, Answer, Panel, leave
from dvo_tui.tui.panels.fields import Option
from dvo_tui.tui.pieces import Line, Piece, crop, piece, shorten, spread, width_of
from dvo_tui.tui.values import OFFICES, meeting_value


class HeadingPanel(Panel):
    """The nine fields of the header behind their digits, each with what the selection says for it.

    Args:
        session: The session.
        text: What is selected.
        put: Sets a field to a value, and says so.
    """

    FIELDS = EDITABLE["meeting"]

    def __init__(self, session: ReviewSession, text: str, put: Callable[[str, Option], None]) -> None:
        self._put = put
        self._text = " ".join(text.split())
        self._values: dict[str, Option | None] = {name: meeting_value(session, name, text) for name in self.FIELDS}
        self._why = ""

    def take(self, key: str, character: str | None) -> Answer:
        self._why = ""
        if key in LEAVE or key == "backspace":
            return CLOSE
        if character is None or character not in "123456789":
            return PASSED
        index = int(character) - 1
        if index >= len(self.FIELDS):
            return HELD
        name = self.FIELDS[index]
        option = self._values[name]
        if option is None:
            self._why = f"{words.field_name(name)}: {self._lack(name)}"
            return HELD
        return Answer(close=True, then=lambda: self._put(name, option))

    def refused(self, why: str) -> None:
        self._why = why

    def lines(self, width: int, most: int) -> list[Line]:
        head: Line = [piece(_("meeting"), "strong"), Piece("  ")]
        said = piece(self._why, "alarm")
        room = max(8, width - width_of(head) - said.cells - 4)
        head += [piece(f"“{shorten(self._text, room)}”"), Piece("  "), said]
        columns = 3 if width >= 90 else 2
        rows = -(-len(self.FIELDS) // columns)
        cell = width // columns
        shown_rows: list[Line] = []
        for row in range(rows):
            line: Line = []
            for column in range(columns):
                index = column * rows + row
                if index < len(self.FIELDS):
                    line += spread(crop(self._choice(index), cell - 2), [], cell)
            shown_rows.append(line)
        return [crop(head, width), *shown_rows[: most - 1]]

    def hints(self) -> list[tuple[str, str]]:
        return [("1-9", _("field")), (shown("add_participant"), _("participant")), leave()]

    def _choice(self, index: int) -> Line:
        name = self.FIELDS[index]
        option = self._values[name]
        label = words.field_name(name)
        if option is None:
            return [piece(index + 1, "muted"), Piece(" "), piece(f"{label} –", "muted")]
        line: Line = [piece(index + 1, "key"), Piece(" "), piece(label), Piece(" ")]
        line.append(piece(option.label, "strong"))
        return [*line, piece(f" {option.hint}" if option.hint else "", "muted")]

    def _lack(self, name: str) -> str:
        if name in OFFICES:
            said = _("nobody on the list is called so; {key} adds who is missing")
            return said.format(key=shown("add_participant"))
        lacks = {
            "kind": _("no kind of minutes is named here"),
            "date": _("no day is named here"),
            "start": _("no time is named here"),
            "end": _("no time is named here"),
            "openness": _("neither public nor closed is said here"),
        }
        return lacks.get(name, _("that is too long"))
