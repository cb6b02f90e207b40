"""The fields of a form: a text, a pick from ranked options, or several picks.

Invariant: a digit picks what the form shows behind it; a value nobody touched stays exactly as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dvo_tui.language import _
from dvo_tui.tui.panels.editor import LineEditor
from dvo_tui.tui.pieces import Line, Piece, crop, piece, shorten, width_of


@dataclass(frozen=True)
class Option:
    """Something to pick: the value, its name, and a hint (score, source)."""

    value: object
    label: str
    hint: str = ""


Options = Callable[[str], Sequence[Option]]
"""The options for what was typed so far, best first."""


class TextField:
    """A free text; an empty one is `None` where the field may be.

    Args:
        name: The field of the record.
        label: What it is called on the screen.
        value: The value now.
        options: Values that the text of the minutes offers; right at the end and left at the beginning go through them.
        digits: Whether a digit picks one as long as nothing was typed; not where a value begins with digits.
        normal: Makes what was typed the value, `None` where it cannot; then it is taken as it is.
        required: Whether an empty text stays one, for the session to refuse.
    """

    def __init__(
        self,
        name: str,
        label: str,
        value: str | None,
        options: Sequence[Option] = (),
        *,
        digits: bool = False,
        normal: Callable[[str], str | None] | None = None,
        required: bool = False,
    ) -> None:
        self.name = name
        self.label = label
        self.options = list(options)[:9]
        self.digits = digits
        self._before = value
        self._normal = normal
        self._empty = "" if required else None
        self._editor = LineEditor(value or "")
        self._touched = False
        self._picked = -1

    @property
    def value(self) -> object:
        typed = self._editor.text
        if typed == (self._before or ""):
            return self._before
        known = any(option.value == typed for option in self.options)
        normal = self._normal(typed) if self._normal is not None and typed.strip() and not known else None
        return normal or typed.strip() or self._empty

    @property
    def changed(self) -> bool:
        return self.value != self._before

    def take(self, key: str, character: str | None) -> bool:
        if self.digits and not self._touched and character is not None and character in "123456789":
            return self._pick(int(character) - 1)
        at_end = {"right": len(self._editor.text), "left": 0}.get(key)
        if self.options and at_end == self._editor.caret:
            step = 1 if key == "right" else -1
            return self._pick((self._picked + step) % len(self.options) if self._picked >= 0 or step > 0 else -1)
        taken = self._editor.take(key, character)
        self._touched = self._touched or (taken and key not in ("left", "right", "home", "end"))
        return taken

    def paste(self, text: str) -> None:
        self._touched = True
        self._editor.insert(text)

    def pieces(self, width: int, active: bool) -> Line:
        return self._editor.pieces(width, active) if active or self._editor.text else [Piece("–", "muted")]

    def is_chosen(self, option: Option) -> bool:
        return self._editor.text == option.value

    @property
    def note(self) -> str:
        """What the field says about what was typed: how it will be written."""
        value = self.value
        return f"= {value}" if isinstance(value, str) and value != self._editor.text.strip() else ""

    def _pick(self, index: int) -> bool:
        if -len(self.options) <= index < len(self.options):
            self._picked = index % len(self.options)
            self._editor = LineEditor(str(self.options[self._picked].value))
        return True


class _ListField:
    """A field with options for what was typed so far, the first nine of them behind digits."""

    digits = True

    def __init__(self, name: str, label: str, options: Options) -> None:
        self.name = name
        self.label = label
        self._options = options
        self._editor = LineEditor()

    @property
    def _typed(self) -> str:
        return self._editor.text

    @property
    def options(self) -> list[Option]:
        return list(self._options(self._typed))[:9]


class PickField(_ListField):
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
        super().__init__(name, label, options)
        self.value = value
        self._before = value
        self._shown = self._shown_before = shown
        self._free = free
        self._filtered = filtered

    @property
    def changed(self) -> bool:
        return self.value != self._before

    def take(self, key: str, character: str | None) -> bool:
        if character is not None and character in "123456789":
            return self._pick_index(int(character) - 1)
        if key in ("left", "right"):
            return self._cycle(1 if key == "right" else -1)
        if key in ("backspace", "ctrl+u") and not self._typed:
            self._set(None, "")
            return True
        if not self._filtered:
            return False
        return self._type(key, character)

    def paste(self, text: str) -> None:
        if self._filtered:
            self._type("", text)

    def pieces(self, width: int, active: bool) -> Line:
        shown = piece(self._shown or "–", "strong" if self._shown else "muted")
        if not active or not self._typed:
            return [shown]
        if self._shown == self._typed.strip():
            return self._editor.pieces(width, active=True)
        line = self._editor.pieces(max(8, width // 2), active=True)
        return [*line, Piece(" → ", "muted"), piece(shorten(shown.text, width - width_of(line) - 3), shown.role)]

    def is_chosen(self, option: Option) -> bool:
        return option.value == self.value

    def _type(self, key: str, character: str | None) -> bool:
        taken = self._editor.take(key, character)
        if key == "" and character:
            self._editor.insert(character)
            taken = True
        typed = self._typed.strip()
        if taken and self._free:
            self._set(typed or None, typed, keep=True)
        elif taken and typed and self.options:
            self._set(self.options[0].value, self.options[0].label, keep=True)
        elif taken:
            self._set(self._before, self._shown_before, keep=True)
        return taken

    @property
    def note(self) -> str:
        """What to say where nothing is called as typed."""
        lacks = self._filtered and not self._free and self._typed.strip() and not self.options
        return _("nothing here is called so; it stays as it was") if lacks else ""

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
            self._editor = LineEditor()


class ManyField(_ListField):
    """Several values, such as owners: digits put one in or take it out, typed text is added by a comma."""

    def __init__(
        self, name: str, label: str, values: Sequence[str], options: Options, shown: Callable[[str], str]
    ) -> None:
        super().__init__(name, label, options)
        self._before = tuple(values)
        self._values = list(values)
        self._name_of = shown

    @property
    def value(self) -> object:
        typed = self._typed.strip()
        return tuple(self._values) + ((typed,) if typed else ())

    @property
    def changed(self) -> bool:
        return self.value != self._before

    def take(self, key: str, character: str | None) -> bool:
        if character is not None and character in "123456789":
            return self._toggle(int(character) - 1)
        if key in ("backspace", "ctrl+u") and not self._typed:
            del self._values[-1 if key == "backspace" else 0 :]
            return True
        if character in (",", ";"):
            self._add_typed()
            return True
        return key not in ("left", "right") and self._editor.take(key, character)

    def paste(self, text: str) -> None:
        self._editor.insert(text)

    def pieces(self, width: int, active: bool) -> Line:
        names = ", ".join(self._name_of(value) for value in self._values)
        if not active:
            shown = ", ".join(filter(None, (names, self._typed.strip())))
            return [piece(shown or "–", "strong" if shown else "muted")]
        line: Line = [piece(shorten(names, max(8, width // 2)), "strong"), Piece(", " if names and self._typed else "")]
        return [*line, *self._editor.pieces(max(8, width - width_of(line)), active=True)]

    def is_chosen(self, option: Option) -> bool:
        return option.value in self._values

    @property
    def note(self) -> str:
        """How to go on after a typed name."""
        return _("a comma, then one more") if self._typed.strip() else ""

    def _toggle(self, index: int) -> bool:
        options = self.options
        if index < len(options):
            value = str(options[index].value)
            if value in self._values:
                self._values.remove(value)
            else:
                self._values.append(value)
            self._editor = LineEditor()
        return True

    def _add_typed(self) -> None:
        typed = self._typed.strip()
        if typed and typed not in self._values:
            self._values.append(typed)
        self._editor = LineEditor()


Field = TextField | PickField | ManyField


def option_rows(field: Field, width: int, most: int) -> list[Line]:
    """What can be picked for a field, behind digits or behind an arrow, on at most `most` rows."""
    return numbered(field.options, width, most, digits=field.digits, chosen=field.is_chosen)


def numbered(
    options: Sequence[Option],
    width: int,
    most: int,
    *,
    digits: bool = True,
    chosen: Callable[[Option], bool] = lambda _option: False,
) -> list[Line]:
    """Options behind their digits, or behind one arrow, as many on a row as fit; the last row is cut."""
    rows: list[Line] = [[] if digits or not options else [Piece("→ ", "key")]]
    used = 0
    for digit, option in enumerate(options, start=1):
        entry: Line = [piece(digit, "key"), Piece(" ")] if digits else []
        entry.append(piece(f"[{option.label}]", "accent") if chosen(option) else piece(option.label))
        entry += [piece(f" {option.hint}", "muted")] if option.hint else []
        cells = width_of(entry) + 3
        if used and used + cells - 3 > width and len(rows) < most:
            rows.append([])
            used = 0
        rows[-1] += [*entry, Piece("   ")]
        used += cells
    return [crop(row, width) for row in rows]
