"""Where a copied annotation should be written: a file that grows by one annotation each time."""

from __future__ import annotations

from collections.abc import Callable

from dvo_tui.language import _
from dvo_tui.tui.panels.base import CLOSE, HELD, LEAVE, Answer
from dvo_tui.tui.panels.editor import LineEditor
from dvo_tui.tui.pieces import Line, Piece, piece


class CopyPanel:
    """A file name, beginning with the one of last time.

    Args:
        path: What stands there first.
        write: Writes to the path that was given.
    """

    def __init__(self, path: str, write: Callable[[str], None]) -> None:
        self._editor = LineEditor(path)
        self._write = write

    def take(self, key: str, character: str | None) -> Answer:
        if key in LEAVE:
            return CLOSE
        if key == "enter":
            path = self._editor.text.strip()
            return Answer(close=True, then=(lambda: self._write(path)) if path else None)
        self._editor.take(key, character)
        return HELD

    def paste(self, text: str) -> None:
        self._editor.insert(text)

    def refused(self, why: str) -> None:
        del why

    def lines(self, width: int, most: int) -> list[Line]:
        del most
        label = _("add the quote to the file")
        return [[piece(label, "strong"), Piece("  "), *self._editor.pieces(width - len(label) - 3, active=True)]]

    def hints(self) -> list[tuple[str, str]]:
        return [("enter", _("write")), ("ctrl+x", _("leave"))]
