"""How far the same words are carried over to other documents: what was done in each, and where nothing could be.

Invariant: it only tells; any key goes on with the review, and the rest is done nevertheless.
"""

from __future__ import annotations

from dvo_tui.language import _
from dvo_tui.tui.panels.base import CLOSE, LEAVE, PASSED, Answer, Panel, leave
from dvo_tui.tui.pieces import Line, Piece, crop, piece, spread


class CarriedPanel(Panel):
    """The report of a run over other documents, while it goes on and after it.

    Args:
        words: What is carried over.
        total: To how many documents.
    """

    def __init__(self, words: str, total: int) -> None:
        self._words = words
        self._total = total
        self._done: list[tuple[str, int]] = []
        self._problems: list[tuple[str, str]] = []

    def settled(self, name: str, count: int) -> None:
        """A document is changed and saved; `count` places of it."""
        self._done.append((name, count))

    def failed(self, name: str, why: str) -> None:
        """A document is as it was."""
        self._problems.append((name, why))

    @property
    def over(self) -> bool:
        """Whether every document had its turn."""
        return len(self._done) + len(self._problems) >= self._total

    @property
    def summary(self) -> str:
        """What came of it, in one line."""
        count = sum(places for _name, places in self._done)
        said = _("“{words}”: {count} elsewhere (documents: {documents}); undo in each").format(
            words=self._words, count=count, documents=len(self._done)
        )
        names = ", ".join(f"{name} ({why})" for name, why in self._problems)
        return said + ("; " + _("not in {names}").format(names=names) if names else "")

    def take(self, key: str, character: str | None) -> Answer:
        del character
        return CLOSE if key in LEAVE or key in ("enter", "backspace") else PASSED

    def lines(self, width: int, most: int) -> list[Line]:
        count = sum(places for _name, places in self._done)
        said = _("{count} elsewhere (documents: {documents}), saved; undo in each").format(
            count=count, documents=len(self._done)
        )
        done = len(self._done) + len(self._problems)
        right = piece(_("done") if self.over else f"{done}/{self._total}", "ok" if self.over else "accent")
        head = spread([piece(f"“{self._words}”", "strong"), Piece("  "), piece(said)], [right], width)
        rows: list[Line] = [
            [Piece("  – ", "warn"), piece(name, "strong"), Piece("  "), piece(why, "warn")]
            for name, why in self._problems
        ]
        rows += [
            [Piece("  ✓ ", "ok"), piece(name), piece("  " + _("{count}×").format(count=places), "muted")]
            for name, places in reversed(self._done)
        ]
        return [head, *(crop(row, width) for row in rows[: most - 1])]

    def hints(self) -> list[tuple[str, str]]:
        return [leave(_("on with the review"))]
