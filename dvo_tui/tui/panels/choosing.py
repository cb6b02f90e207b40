"""A list to choose from: a digit picks, letters filter, the arrows move a bar, and enter takes the row with the bar.

Invariant: what is picked is what stood behind the digit, or beside the bar, when the key came.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Generic, TypeVar

from dvo_tui.tui.panels.base import CLOSE, HELD, LEAVE, Answer, Panel
from dvo_tui.tui.panels.editor import LineEditor
from dvo_tui.tui.panels.picking import Picker

Option = TypeVar("Option")

MOVES = frozenset({"down", "up", "pagedown", "pageup"})


class ChoicePanel(Panel, Generic[Option]):
    """The keys of such a list; what there is to choose, and what comes of it, each panel says itself."""

    DIGITS = "123456789"
    """What picks at once; empty where digits filter, as letters do."""

    def __init__(self) -> None:
        self._editor = LineEditor()
        self._picker = Picker()
        self._why = ""

    @property
    @abstractmethod
    def options(self) -> Sequence[Option]:
        """What there is to choose for what was typed so far."""

    @abstractmethod
    def picked(self, option: Option) -> Answer:
        """What choosing one means."""

    def own(self, key: str, character: str | None) -> Answer | None:
        """Act on a key that only this panel has; `None` where it is no such key."""
        del key, character
        return None

    def take(self, key: str, character: str | None) -> Answer:
        self._why = ""
        if key in LEAVE or (key == "backspace" and not self._editor.text):
            return CLOSE
        answer = self.own(key, character)
        if answer is not None:
            return answer
        options, picker = self.options, self._picker
        number = picker.at if key == "enter" else self.DIGITS.find(character) if character else -1
        if number >= 0:
            return self.picked(options[number]) if number < len(options) else HELD
        picker.count = len(options)
        if key not in MOVES or not picker.move(key):
            self._editor.take(key, character)
            picker.at = 0
        return HELD

    def paste(self, text: str) -> None:
        self._editor.insert(text)
        self._picker.at = 0

    def refused(self, why: str) -> None:
        self._why = why

    def window(self, options: Sequence[Option], rows: int) -> list[tuple[int, Option]]:
        """As many options as there are rows for, that with the bar among them, by number."""
        self._picker.count = len(options)
        return [(number, options[number]) for number in self._picker.window(rows)]
