"""Hints: a letter or two on everything in view that nobody marked; press them, then a digit says what it is.

Invariant: no code is the beginning of another one, and a key that is no hint leaves everything as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dvo_tui.language import _, current
from dvo_tui.review.hints import Hint
from dvo_tui.review.records import Entity
from dvo_tui.review.session import ReviewSession
from dvo_tui.tui.about import digits_line
from dvo_tui.tui.choices import Choice
from dvo_tui.tui.keys import is_key_of, shown
from dvo_tui.tui.panels.base import CLOSE, HELD, LEAVE, PASSED, Answer, Panel, leave
from dvo_tui.tui.pieces import Line, Piece, crop, piece, shorten, spread, width_of
from dvo_tui.tui.widgets.minutes_cover import Cover

LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""The home row first."""

SHOWN = 24
"""Cells of a hint's words in the list of the nearest."""

Marked = Sequence[tuple[Hint, str]]
"""What to add, each with its type."""


def codes(count: int, letters: str = LETTERS) -> list[str]:
    """At most `count` codes of one letter or two, the shortest first; no code begins another one."""
    size = len(letters)
    starts = 0 if count <= size else min(size, -(-(count - size) // (size - 1)))
    single, double = letters[: size - starts], letters[size - starts :]
    found = [*single, *(first + second for first in double for second in letters)]
    return found[:count]


def coded(hints: Sequence[Hint], eye: int) -> dict[str, Hint]:
    """The hints by their codes: those nearest to where the reviewer looks have the shortest."""
    nearest = sorted(hints, key=lambda hint: (abs(hint.span.start - eye), hint.span.start))
    return dict(zip(codes(len(nearest)), nearest, strict=False))


class HintPanel(Panel):
    """Which of the hints, and what they are.

    Args:
        session: The session, for the words and the types.
        hints: What can be chosen, by its code; the nearest first.
        show: Draws covers over the text.
        add: Adds what was chosen.
    """

    def __init__(
        self,
        session: ReviewSession,
        hints: dict[str, Hint],
        show: Callable[[list[Cover]], None],
        add: Callable[[Marked], None],
    ) -> None:
        self._session = session
        self._hints = hints
        self._show = show
        self._add = add
        self._typed = ""
        self._chosen: list[Hint] = []
        self._why = ""
        self._draw()

    def take(self, key: str, character: str | None) -> Answer:
        self._why = ""
        if key in LEAVE:
            return CLOSE
        if key == "backspace":
            return self._back()
        letter = character or ""
        if letter.isascii() and letter.isalpha() and self._begun(self._typed + letter.lower()):
            return self._letter(letter)
        if self._chosen and not self._typed:
            if letter in tuple("123456789"):
                return self._digit(int(letter))
            if key in ("space", "enter") or is_key_of("hints", key, character):
                return self._guessed()
        return CLOSE if is_key_of("hints", key, character) else PASSED

    def refused(self, why: str) -> None:
        self._why = why

    def lines(self, width: int, most: int) -> list[Line]:
        del most
        return self._of_chosen(width) if self._chosen else self._of_all(width)

    def hints(self) -> list[tuple[str, str]]:
        if self._chosen:
            space = [(_("space"), _("what it seems to be"))] if self._all_guessed() else []
            return [("1-9", _("type")), *space, ("a-z", _("one more")), leave()]
        return [("a-z", _("choose")), ("A-Z", _("add as what it seems to be")), leave()]

    # What the keys do

    def _begun(self, typed: str) -> bool:
        return any(code.startswith(typed) for code in self._hints)

    def _letter(self, letter: str) -> Answer:
        self._typed += letter.lower()
        hint = self._hints.get(self._typed)
        if hint is not None:
            self._typed = ""
            if hint in self._chosen:
                self._chosen.remove(hint)
            else:
                self._chosen.append(hint)
            if letter.isupper() and hint in self._chosen and self._all_guessed():
                return self._guessed()
        self._draw()
        return HELD

    def _back(self) -> Answer:
        if self._typed:
            self._typed = ""
        elif self._chosen:
            self._chosen.pop()
        else:
            return CLOSE
        self._draw()
        return HELD

    def _digit(self, digit: int) -> Answer:
        label = self._session.scheme.by_digit("entity", digit)
        if label is None:
            self._why = _("no type has the digit {digit}").format(digit=digit)
            return HELD
        return self._done([(hint, label.id) for hint in self._chosen])

    def _all_guessed(self) -> bool:
        return all(hint.type for hint in self._chosen)

    def _guessed(self) -> Answer:
        if not self._all_guessed():
            self._why = _("nothing tells what it is: a digit does")
            return HELD
        return self._done([(hint, hint.type) for hint in self._chosen])

    def _done(self, marked: Marked) -> Answer:
        return Answer(close=True, then=lambda: self._add(marked))

    # What is shown

    def _draw(self) -> None:
        covers = [Cover(hint.span.start, hint.span.end, "chosen") for hint in self._chosen]
        for code, hint in self._hints.items():
            if code.startswith(self._typed) and hint not in self._chosen:
                covers.append(Cover(hint.span.start, hint.span.end, "hint", code[len(self._typed) :]))
        self._show(covers)

    def _of_all(self, width: int) -> list[Line]:
        asked = _("letters choose, CAPITALS add at once as what it seems to be")
        head: Line = [piece(_("not marked"), "strong"), Piece("  "), piece(self._typed, "key"), piece(asked, "muted")]
        nearest: Line = []
        for code, hint in self._hints.items():
            if not code.startswith(self._typed):
                continue
            entry: Line = [piece(code, "key"), Piece(" "), piece(f"“{shorten(self._words(hint), SHOWN)}”")]
            entry += [piece(f" {self._name(hint.type)}", "muted"), Piece("  ")]
            if width_of(nearest) + width_of(entry) > width:
                break
            nearest += entry
        return [spread(head, [piece(len(self._hints), "accent")], width), nearest]

    def _of_chosen(self, width: int) -> list[Line]:
        head: Line = []
        for hint in self._chosen:
            head += [piece(f"“{self._words(hint)}”", "strong"), Piece(" ")]
            head += [piece(self._name(hint.type) if hint.type else "?", "accent"), Piece("  ")]
        head.append(piece(self._why, "alarm"))
        guesses = {hint.type for hint in self._chosen}
        labels = [label for label in self._session.scheme.labels("entity") if label.digit]
        found = [
            Choice(label.digit, label.name(current()), "type", label.id, chosen=guesses == {label.id})
            for label in labels
        ]
        return [crop(head, width), crop(digits_line(found, _("type"), width), width)]

    def _words(self, hint: Hint) -> str:
        return " ".join(self._session.text[hint.span.start : hint.span.end].split())

    def _name(self, type_: str) -> str:
        label = self._session.scheme.label("entity", type_)
        return label.name(current()) if label else ""


class AddedPanel(Panel):
    """What was just added from the hints, while the reviewer is back at the pending annotation.

    A digit corrects its type and the link key links it; whatever else asks for a mention is about it too. Any other
    key goes on with the review.

    Args:
        session: The session.
        added: What was added; keys are about the last one.
        below: What the other keys are about.
        retype: Gives the last one another type.
        turn_to: Makes the last one current.
        link: Opens the choice of whom it means.
    """

    ABOUT_IT = (
        "same", "left_in", "left_out", "right_in", "right_out",
        "left_in_character", "left_out_character", "right_in_character", "right_out_character",
    )  # fmt: skip

    def __init__(
        self,
        session: ReviewSession,
        added: Sequence[Entity],
        below: Callable[[int], list[Line]],
        retype: Callable[[str, str], None],
        turn_to: Callable[[str], None],
        link: Callable[[str], None],
    ) -> None:
        self._session = session
        self._ids = [record.id for record in added]
        self._below = below
        self._retype = retype
        self._turn_to = turn_to
        self._link = link

    def take(self, key: str, character: str | None) -> Answer:
        last = self._ids[-1]
        if key in LEAVE:
            return CLOSE
        digit = int(character) if character is not None and character in "123456789" else 0
        label = self._session.scheme.by_digit("entity", digit)
        if label is not None:
            self._retype(last, label.id)
            return HELD
        if is_key_of("link", key, character):
            return Answer(close=True, then=lambda: self._link(last))
        if any(is_key_of(act, key, character) for act in self.ABOUT_IT):
            return Answer(close=True, passed=True, then=lambda: self._turn_to(last))
        return PASSED

    def lines(self, width: int, most: int) -> list[Line]:
        del most
        line: Line = [piece(_("added"), "ok"), Piece("  ")]
        for identifier in self._ids:
            record = self._session.records.get(identifier)
            if isinstance(record, Entity):
                label = self._session.scheme.label("entity", record.type)
                line += [piece(f"“{record.text}”", "strong"), Piece(" ")]
                line += [piece(label.name(current()) if label else record.type, "muted"), Piece("  ")]
        return [crop(line, width), *self._below(width)]

    def hints(self) -> list[tuple[str, str]]:
        return [
            (shown("link"), _("link")),
            (shown("same"), _("everywhere")),
            ("1-9", _("other type")),
            (shown("hints"), _("more hints")),
            (shown("undo"), _("undo")),
            (shown("accept"), _("go on")),
            leave(),
        ]
