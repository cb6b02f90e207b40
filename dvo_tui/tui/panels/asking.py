"""One question about one record: a line of text, with what there is to pick behind digits.

Invariant: nothing is sent that equals what is there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dvo_tui.errors import DvoError
from dvo_tui.language import _
from dvo_tui.review.commands import AnyCommand
from dvo_tui.tui.panels.base import CLOSE, HELD, LEAVE, Answer, leave
from dvo_tui.tui.panels.editor import LineEditor
from dvo_tui.tui.panels.fields import Option, numbered
from dvo_tui.tui.pieces import Line, Piece, crop, piece, shorten, width_of
from dvo_tui.tui.words import brief


class AskPanel:
    """A digit picks and closes, as long as nothing was typed; enter sends what is typed.

    Args:
        about: What the question is about.
        label: What is asked.
        text: The value now.
        make: The command for a value; it may refuse.
        options: What a digit picks.
    """

    def __init__(
        self,
        about: str,
        label: str,
        text: str,
        make: Callable[[str], AnyCommand],
        options: Sequence[Option] = (),
    ) -> None:
        self._about = about
        self._label = label
        self._before = text
        self._make = make
        self._options = list(options)[:9]
        self._editor = LineEditor(text)
        self._typed = False
        self._why = ""

    def take(self, key: str, character: str | None) -> Answer:
        self._why = ""
        if key in LEAVE:
            return CLOSE
        if key == "enter":
            text = self._editor.text.strip()
            return self._sent(text) if text != self._before else CLOSE
        if self._options and not self._typed and character is not None and character in "123456789":
            index = int(character) - 1
            return self._sent(str(self._options[index].value)) if index < len(self._options) else HELD
        if character is not None and self._options and not self._typed:
            self._editor = LineEditor()  # the first letter begins another value
        self._typed = self._editor.take(key, character) or self._typed
        return HELD

    def paste(self, text: str) -> None:
        self._typed = True
        self._editor.insert(text)

    def refused(self, why: str) -> None:
        self._why = why

    def lines(self, width: int, most: int) -> list[Line]:
        label: Line = [piece(self._label, "strong"), Piece("  ")]
        said = piece(self._why, "alarm") if self._why else piece(shorten(self._about, width // 3), "muted")
        room = max(8, width - width_of(label) - said.cells - 3)
        first = [*label, *self._editor.pieces(room, active=True), Piece("  "), said]
        return [crop(first, width), *numbered(self._options, width, most - 1)]

    def hints(self) -> list[tuple[str, str]]:
        picks = [("1-9", _("choose"))] if self._options and not self._typed else []
        return [*picks, ("enter", _("save")), leave()]

    def _sent(self, text: str) -> Answer:
        try:
            return Answer(self._make(text), close=True)
        except DvoError as error:
            self._why = brief(error)
            return HELD
