"""The small dialogues: comment, search, and where to write.

Invariant: each can be answered by one key, and says which.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from dvo_tui.language import _
from dvo_tui.review.commands import SetField
from dvo_tui.review.records import Record, id_of
from dvo_tui.tui.keys import shown
from dvo_tui.tui.panels.base import CLOSE, HELD, LEAVE, Answer, Panel, leave, not_saved
from dvo_tui.tui.panels.editor import LineEditor
from dvo_tui.tui.pieces import Line, Piece, piece, spread


class CommentPanel:
    """A comment on the current record; an empty one takes it away."""

    def __init__(self, record: Record) -> None:
        self._id = id_of(record)
        self._before = getattr(record, "note", None)
        self._editor = LineEditor(self._before or "")
        self._why = ""
        self._asked = False

    def take(self, key: str, character: str | None) -> Answer:
        asked, self._asked = self._asked, False
        text = self._editor.text.strip() or None
        changed = text != self._before
        if key in LEAVE:
            self._asked = changed and not asked
            return HELD if self._asked else CLOSE
        if key == "enter":
            return Answer(SetField(id=self._id, field="note", value=text) if changed else None, close=True)
        self._editor.take(key, character)
        return HELD

    def paste(self, text: str) -> None:
        self._editor.insert(text)

    def refused(self, why: str) -> None:
        self._why = why

    def lines(self, width: int, most: int) -> list[Line]:
        del most
        label = _("comment")
        return [
            [piece(label, "strong"), Piece("  "), *self._editor.pieces(width - len(label) - 3, active=True)],
            [piece(self._why, "alarm") if self._why else piece(not_saved() if self._asked else "", "warn")],
        ]

    def hints(self) -> list[tuple[str, str]]:
        return [("enter", _("save")), leave()]


class PathPanel(Panel):
    """A file or folder; without one nothing is written.

    Args:
        label: What is asked.
        path: What stands there first.
        write: Writes to the path that was given.
    """

    def __init__(self, label: str, path: str, write: Callable[[str], None]) -> None:
        self._label = label
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

    def lines(self, width: int, most: int) -> list[Line]:
        del most
        room = width - len(self._label) - 3
        return [[piece(self._label, "strong"), Piece("  "), *self._editor.pieces(room, active=True)]]

    def hints(self) -> list[tuple[str, str]]:
        return [("enter", _("write")), leave()]


class SearchPanel(Panel):
    """Search while typing: how many, which one, and the text moves along."""

    def __init__(self, text: str, caret: int) -> None:
        self._text = text
        self._caret = caret
        self._editor = LineEditor()
        self._at = 0
        self.matches: list[int] = []
        self.wanted = ""

    def take(self, key: str, character: str | None) -> Answer:
        if key in LEAVE:
            return Answer(close=True, go=self._caret)
        if key == "enter":
            return CLOSE
        if key in ("down", "up"):
            return Answer(go=self._step(1 if key == "down" else -1))
        self._editor.take(key, character)
        return self._typed()

    def paste(self, text: str) -> Answer:
        self._editor.insert(" ".join(text.split()))
        return self._typed()

    def lines(self, width: int, most: int) -> list[Line]:
        del most
        label = _("search")
        left: Line = [piece(label, "strong"), Piece("  "), *self._editor.pieces(width - len(label) - 16, active=True)]
        return [spread(left, [piece(self._count(), "accent" if self.matches else "warn")], width)]

    def hints(self) -> list[tuple[str, str]]:
        later = f"{shown('next_match')} {shown('previous_match')}"
        return [("enter", _("stay here")), ("↑↓", _("other match")), (later, _("later")), leave(_("back"))]

    def _typed(self) -> Answer:
        self.wanted = self._editor.text
        self.matches = find_all(self._text, self.wanted)
        self._at = next((i for i, start in enumerate(self.matches) if start >= self._caret), 0)
        return Answer(go=self.matches[self._at] if self.matches else self._caret)

    def _step(self, step: int) -> int | None:
        if not self.matches:
            return None
        self._at = (self._at + step) % len(self.matches)
        return self.matches[self._at]

    def _count(self) -> str:
        if not self.wanted:
            return ""
        return f"{self._at + 1}/{len(self.matches)}" if self.matches else _("nothing found")


def find_all(text: str, wanted: str) -> list[int]:
    """Where `wanted` stands, upper or lower case, its accents parted or not, over line ends too, in reading order."""
    words = unicodedata.normalize("NFC", wanted).split()
    if not words:
        return []
    pattern = r"\s+".join("".join(_either(one, unicodedata.normalize("NFD", one)) for one in word) for word in words)
    return [match.start() for match in re.finditer(pattern, text, re.IGNORECASE)]


def _either(letter: str, parted: str) -> str:
    return re.escape(letter) if parted == letter else f"(?:{re.escape(letter)}|{re.escape(parted)})"
