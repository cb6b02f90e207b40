"""A sentence that sounds like a decision or action and carries none: what is it, or is there nothing here?

Invariant: the sentence that is shown is the one that every key is about.
"""

from __future__ import annotations

from collections.abc import Callable

from dvo_tui.language import _, current
from dvo_tui.review.session import ReviewSession
from dvo_tui.suggest.cues import Cue
from dvo_tui.tui import words
from dvo_tui.tui.about import digits_line
from dvo_tui.tui.choices import Choice
from dvo_tui.tui.keys import is_key_of, shown
from dvo_tui.tui.panels.base import CLOSE, HELD, LEAVE, PASSED, Answer, Panel, leave
from dvo_tui.tui.pieces import Line, Piece, crop, piece, shorten, spread, width_of

Mark = Callable[[str, str | None], None]
"""Adds the sentence to a layer, with a kind or with the usual one."""


class CuePanel(Panel):
    """One sentence; a digit, `d` or `t` mark it, one key says that it holds nothing, one goes to the next.

    Args:
        session: The session.
        cue: The sentence.
        place: Which one it is, from 1, and of how many.
        mark: Adds the sentence as decision or action.
        nothing: Says that it holds nothing, and goes on.
        skip: Goes on.
    """

    def __init__(
        self,
        session: ReviewSession,
        cue: Cue,
        place: tuple[int, int],
        mark: Mark,
        nothing: Callable[[], None],
        skip: Callable[[], None],
    ) -> None:
        self._session = session
        self.cue = cue
        self._place = place
        self._mark = mark
        self._nothing = nothing
        self._skip = skip

    def take(self, key: str, character: str | None) -> Answer:
        if key in LEAVE or key == "backspace":
            return CLOSE
        if is_key_of("cue", key, character):
            return Answer(close=True, then=self._skip)
        if is_key_of("reject", key, character):
            return Answer(close=True, then=self._nothing)
        for layer, act in (("decision", "add_decision"), ("action", "add_action")):
            if is_key_of(act, key, character):
                return self._marked(layer, None)
        if character is not None and character in "123456789":
            label = self._session.scheme.by_digit(self.cue.kind, int(character))
            return self._marked(self.cue.kind, label.id) if label is not None else HELD
        return PASSED

    def lines(self, width: int, most: int) -> list[Line]:
        del most
        number, total = self._place
        count = piece(_("{number} of {total}").format(number=number, total=total), "accent")
        layer = words.layer_name(self.cue.kind)
        asked: Line = [Piece("╎ ", "warn"), piece(_("nothing here?"), "strong"), Piece("  ")]
        asked += [piece(layer, f"role.{self.cue.kind}"), Piece("  ")]
        said = " ".join(self._session.text[self.cue.span.start : self.cue.span.end].split())
        room = max(8, width - width_of(asked) - count.cells - 3)
        first = spread([*asked, piece(f"“{shorten(said, room)}”")], [count], width)
        labels = [label for label in self._session.scheme.labels(self.cue.kind) if label.digit]
        found = [Choice(label.digit, label.name(current()), "kind", label.id) for label in labels]
        return [first, crop(digits_line(found, layer, width), width)]

    def hints(self) -> list[tuple[str, str]]:
        digits = [label.digit for label in self._session.scheme.labels(self.cue.kind) if label.digit]
        return [
            (shown("reject"), _("nothing here, next")),
            (shown("cue"), _("next")),
            (f"1-{max(digits, default=9)}", words.layer_name(self.cue.kind)),
            (shown("add_decision"), _("decision")),
            (shown("add_action"), _("action")),
            leave(),
        ]

    def _marked(self, layer: str, kind: str | None) -> Answer:
        return Answer(close=True, then=lambda: self._mark(layer, kind))
