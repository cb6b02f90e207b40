"""The fields of a form: a text, a pick from ranked options, or several picks.

Invariant: a digit picks what is shown behind it; a value nobody touched stays exactly as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dvo_tui.tui.panels.editor import LineEditor
from dvo_tui.tui.pieces import Line, Piece, piece


@dataclass(frozen=True)
class Option:
    """Something to pick: the value, its name, and a hint (score, source)."""

    value: object
    label: str
    hint: str = ""


Options = Callable[[str], Sequence[Option]]
"""The options for what was typed so far, best first."""


class TextField:
    """A free text; an empty one is `None` where the field may be."""

    def __init__(self, name: str, label: str, value: str | None) -> None:
        self.name = name
        self.label = label
        self._before = value
        self._editor = LineEditor(value or "")

    @property
    def value(self) -> object:
        if self._editor.text == (self._before or ""):
            return self._before
        return self._editor.text.strip() or None

    @property
    def changed(self) -> bool:
        return self.value != self._before

    def take(self, key: str, character: str | None) -> bool:
        return self._editor.take(key, character)

    def paste(self, text: str) -> None:
        self._editor.insert(text)

    def pieces(self, width: int, active: bool) -> Line:
        return self._editor.pieces(width, active) if active or self._editor.text else [Piece("–", "muted")]


class PickField:
    """One of the options by digit, by typing letters first where the list is long, or by left and right.

    Args:
        name: The field of the record.
        label: What it is called on the screen.
        value: The value now.
        options: Gives the options for a filter.
        shown: What the value now is called.
        free: Whether typed text may itself be the value.
        filtered: Whether letters filter; closed lists of up to nine need no filter.
    """

    def __init__(
        self, name: str, label: str, value: object, options: Options, *, shown: str, free: bool, filtered: bool
    ) -> None:
        self.name = name
        self.label = label
        self.value = value
        self._before = value
        self._shown = shown
        self._free = free
        self._filtered = filtered
        self._options = options
        self._typed = ""

    @property
    def changed(self) -> bool:
        return self.value != self._before

    @property
    def options(self) -> list[Option]:
        return list(self._options(self._typed))[:9]

    def take(self, key: str, character: str | None) -> bool:
        if character is not None and character in "123456789":
            return self._pick_index(int(character) - 1)
        if key in ("left", "right"):
            return self._cycle(1 if key == "right" else -1)
        if key == "backspace" and not self._typed:
            self._set(None, "")
            return True
        if not self._filtered:
            return False
        return self._type(key, character)

    def paste(self, text: str) -> None:
        if self._filtered:
            self._type("", text)

    def pieces(self, width: int, active: bool) -> Line:
        del width
        shown = piece(self._shown or "–", "strong" if self._shown else "muted")
        if not active:
            return [shown]
        line = [shown, Piece("  ")] if not self._typed else [piece(self._typed), Piece(" ", "caret"), Piece("  ")]
        for digit, option in enumerate(self.options, start=1):
            line += [piece(digit, "key"), Piece(" "), piece(option.label, self._role(option))]
            line += [piece(f" {option.hint}", "muted")] if option.hint else []
            line.append(Piece("  "))
        return line

    def _role(self, option: Option) -> str:
        return "strong" if option.value == self.value else "text"

    def _type(self, key: str, character: str | None) -> bool:
        editor = LineEditor(self._typed)
        taken = editor.take(key, character)
        if key == "" and character:
            editor.insert(character)
        self._typed = editor.text
        if taken and self._free:
            typed = self._typed.strip()
            self._set(typed or None, typed, keep=True)
        elif taken and self.options and self._typed.strip():
            self._set(self.options[0].value, self.options[0].label, keep=True)
        return taken

    def _pick_index(self, index: int) -> bool:
        options = self.options
        if index < len(options):
            self._set(options[index].value, options[index].label)
        return True

    def _cycle(self, step: int) -> bool:
        options = list(self._options(self._typed))
        if options:
            values = [option.value for option in options]
            index = values.index(self.value) + step if self.value in values else 0
            option = options[index % len(options)]
            self._set(option.value, option.label, keep=True)
        return True

    def _set(self, value: object, shown: str, keep: bool = False) -> None:
        self.value, self._shown = value, shown
        if not keep:
            self._typed = ""


class ManyField:
    """Several values, such as owners: digits put one in or take it out, typed text is added by a comma."""

    def __init__(
        self, name: str, label: str, values: Sequence[str], options: Options, shown: Callable[[str], str]
    ) -> None:
        self.name = name
        self.label = label
        self._before = tuple(values)
        self._values = list(values)
        self._options = options
        self._name_of = shown
        self._typed = ""

    @property
    def value(self) -> object:
        typed = self._typed.strip()
        return tuple(self._values) + ((typed,) if typed else ())

    @property
    def changed(self) -> bool:
        return self.value != self._before

    @property
    def options(self) -> list[Option]:
        return list(self._options(self._typed))[:9]

    def take(self, key: str, character: str | None) -> bool:
        if character is not None and character in "123456789":
            return self._toggle(int(character) - 1)
        if key == "backspace" and not self._typed:
            del self._values[-1:]
            return True
        if character in (",", ";"):
            self._add_typed()
            return True
        editor = LineEditor(self._typed)
        taken = key not in ("left", "right") and editor.take(key, character)
        self._typed = editor.text
        return taken

    def paste(self, text: str) -> None:
        editor = LineEditor(self._typed)
        editor.insert(text)
        self._typed = editor.text

    def pieces(self, width: int, active: bool) -> Line:
        del width
        names = ", ".join(self._name_of(value) for value in self._values)
        line: Line = [piece(names or ("" if active else "–"), "strong" if names else "muted")]
        if not active:
            return line
        line += [Piece(", " if names and self._typed else ""), piece(self._typed), Piece(" ", "caret"), Piece("  ")]
        for digit, option in enumerate(self.options, start=1):
            chosen = option.value in self._values
            line += [piece(digit, "key"), Piece(" "), piece(option.label, "strong" if chosen else "text")]
            line += [piece(f" {option.hint}", "muted")] if option.hint else []
            line.append(Piece("  "))
        return line

    def _toggle(self, index: int) -> bool:
        options = self.options
        if index < len(options):
            value = str(options[index].value)
            if value in self._values:
                self._values.remove(value)
            else:
                self._values.append(value)
            self._typed = ""
        return True

    def _add_typed(self) -> None:
        typed = self._typed.strip()
        if typed and typed not in self._values:
            self._values.append(typed)
        self._typed = ""


Field = TextField | PickField | ManyField
