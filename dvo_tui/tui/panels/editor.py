"""One line of text under the reviewer's fingers.

Invariant: what it holds is printable; nothing typed or pasted can hide or steer the terminal.
"""

from __future__ import annotations

from rich.cells import cell_len

from dvo_tui.printable import printable
from dvo_tui.tui.pieces import Line, Piece

LONGEST = 4_000
"""Characters; a paste of a megabyte is cut here."""


class LineEditor:
    """A text and a caret."""

    def __init__(self, text: str = "") -> None:
        self.text = text
        self.caret = len(text)

    def take(self, key: str, character: str | None) -> bool:
        """Act on a key; says whether it was one for a line of text."""
        if character is not None and character.isprintable():
            self.insert(character)
            return True
        if key in _STEPS:
            self.caret = max(0, min(len(self.text), self.caret + _STEPS[key]))
        elif key == "backspace":
            self._delete(max(0, self.caret - 1), self.caret)
        elif key == "delete":
            self._delete(self.caret, self.caret + 1)
        elif key == "ctrl+w":
            self._delete(self.text[: self.caret].rstrip().rfind(" ") + 1, self.caret)
        elif key == "ctrl+u":
            self._delete(0, self.caret)
        else:
            return False
        return True

    def insert(self, text: str) -> None:
        """Type or paste at the caret."""
        clean = printable(text[: max(0, LONGEST - len(self.text))])
        self.text = self.text[: self.caret] + clean + self.text[self.caret :]
        self.caret += len(clean)

    def pieces(self, width: int, active: bool) -> Line:
        """The text around the caret in at most `width` cells, the caret as a reversed cell."""
        if not active:
            return [Piece(printable(self.text), "text")]
        first = self.caret
        while first and cell_len(self.text[first - 1 : self.caret]) < width - 1:
            first -= 1
        before, at, after = self.text[first : self.caret], self.text[self.caret : self.caret + 1] or " ", ""
        for character in self.text[self.caret + 1 :]:
            if cell_len(before + at + after + character) > width:
                break
            after += character
        return [Piece(printable(before)), Piece(printable(at), "caret"), Piece(printable(after))]

    def _delete(self, start: int, end: int) -> None:
        self.text = self.text[:start] + self.text[end:]
        self.caret = start


_STEPS = {
    "left": -1,
    "right": 1,
    "home": -LONGEST,
    "ctrl+a": -LONGEST,
    "end": LONGEST,
    "ctrl+e": LONGEST,
}
