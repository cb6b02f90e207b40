"""Jump mode: a letter on every row of the side panes and a digit for every pane; one more key goes there.

Invariant: a letter stands for one row as long as it is shown, and any key that is none of them only ends the mode.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from string import ascii_lowercase, ascii_uppercase

from dvo_tui.language import _
from dvo_tui.tui.panels.base import CLOSE, LEAVE, Answer, Panel, leave
from dvo_tui.tui.pieces import Line, Piece, crop, piece

LETTERS = ascii_lowercase + ascii_uppercase
TEXT = "0"
"""The digit of the text itself; the panes have 1 to 4."""


def letters_for(rows: Sequence[Sequence[str]]) -> list[dict[str, str]]:
    """Letters by row id for several lists, shared fairly where there are more rows than letters."""
    fair, left = [0] * len(rows), len(LETTERS)
    while left and any(given < len(ids) for given, ids in zip(fair, rows, strict=True)):
        for index, ids in enumerate(rows):
            if left and fair[index] < len(ids):
                fair[index] += 1
                left -= 1
    letters = iter(LETTERS)
    return [{identifier: next(letters) for identifier in ids[:given]} for ids, given in zip(rows, fair, strict=True)]


class JumpPanel(Panel):
    """Where a letter or digit goes.

    Args:
        panes: The panes with their digits, as they are called.
        targets: What each letter and digit does.
    """

    def __init__(self, panes: Sequence[tuple[str, str]], targets: Mapping[str, Callable[[], None]]) -> None:
        self._panes = panes
        self._targets = targets

    def take(self, key: str, character: str | None) -> Answer:
        target = self._targets.get(character or "")
        if target is None or key in LEAVE:
            return CLOSE
        return Answer(close=True, then=target)

    def lines(self, width: int, most: int) -> list[Line]:
        del most
        head: Line = [piece(_("jump"), "strong"), Piece("  "), piece(_("to the row with the letter, or to a pane"))]
        row: Line = []
        for digit, name in self._panes:
            row += [piece(digit, "key"), piece(f" {name}   ")]
        return [crop(head, width), crop(row, width)]

    def hints(self) -> list[tuple[str, str]]:
        return [("a-Z", _("row")), ("0-4", _("pane")), leave()]
