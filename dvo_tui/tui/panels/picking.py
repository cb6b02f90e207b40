"""A list of which each row can be taken out: moving, paging, a letter for each row in view, and what is left.

Invariant: a letter stands for the row behind it on the page that was shown last; pages change only by moving.
"""

from __future__ import annotations

from collections.abc import Iterable

LETTERS = "sdfghlwertyiopzcvbm"
"""Letters of rows: none that moves, accepts, rejects, undoes or quits."""

UP = frozenset({"up", "k"})
DOWN = frozenset({"down", "j"})


class Picker:
    """Rows by number from 0: which one is current, which are taken out, and which are in view."""

    def __init__(self, count: int = 0) -> None:
        self.count = 0
        self.at = 0
        self.out: set[int] = set()
        self.fixed: set[int] = set()
        """Rows that stay as they are."""
        self._room = 1
        self._top = 0
        self.add(count)

    def add(self, count: int) -> range:
        """More rows at the end; gives their numbers."""
        self.count += count
        return range(self.count - count, self.count)

    @property
    def left(self) -> int:
        """How many are not taken out."""
        return self.count - len(self.out)

    def move(self, key: str) -> bool:
        """Go to another row; says whether the key does that."""
        if key in UP | DOWN:
            self.at += 1 if key in DOWN else -1
        elif key in ("pagedown", "pageup"):
            step = self._room if key == "pagedown" else -self._room
            self._top = max(0, min(self._top + step, self.count - self._room))
            self.at += step
        elif key in ("home", "end"):
            self.at = 0 if key == "home" else self.count
        else:
            return False
        self.at = max(0, min(self.at, self.count - 1))
        return True

    def lettered(self, character: str | None) -> int | None:
        """The row in view that a letter stands for."""
        place = LETTERS.find(character) if character else -1
        row = self._top + place
        return row if 0 <= place < self._room and row < self.count else None

    def toggle(self, rows: Iterable[int], at: int) -> bool:
        """Take rows out, or in again where the first of all is out; says whether anything could be."""
        free = [row for row in rows if row not in self.fixed]
        if not free:
            return False
        if at in self.out:
            self.out.difference_update(free)
        else:
            self.out.update(free)
        return True

    def window(self, room: int) -> range:
        """The rows to show in so many lines: whole pages as long as the current row is on one."""
        self._room = max(1, min(room, len(LETTERS)))
        if self.at < self._top:
            self._top = max(0, self.at - self._room + 1)
        elif self.at >= self._top + self._room:
            self._top = self.at
        self._top = max(0, min(self._top, self.count - self._room))
        return range(self._top, min(self.count, self._top + self._room))

    def letter(self, row: int) -> str:
        """The letter of a row in view."""
        return LETTERS[row - self._top]
