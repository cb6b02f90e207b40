"""Owner, then due, of an action: each by a digit from what the text offers.

Invariant: what was picked is kept as one Edit, whatever key ends the panel.
"""

from __future__ import annotations

from typing import Any

from dvo_tui.language import _
from dvo_tui.review.commands import Edit
from dvo_tui.review.records import Action, quote
from dvo_tui.review.session import ReviewSession
from dvo_tui.tui import offers
from dvo_tui.tui.keys import shown
from dvo_tui.tui.panels.base import HELD, LEAVE, Answer, Panel, leave
from dvo_tui.tui.panels.fields import Option, numbered
from dvo_tui.tui.pieces import Line, Piece, crop, piece, shorten, width_of


class OfferPanel(Panel):
    """Owner, then due; space skips one, any other key keeps what was picked and goes on with the review."""

    def __init__(self, session: ReviewSession, action: Action) -> None:
        self._session = session
        self._id = action.id
        self._said = quote(session.text, action.spans)
        steps = [(_("owner"), offers.owners(session, action)), (_("due"), offers.dues(session, action))]
        self._steps = [step for step in steps if step[1]]
        self._at = 0
        self._picked: list[str] = []
        self._values: dict[str, Any] = {}
        self._why = ""

    def take(self, key: str, character: str | None) -> Answer:
        self._why = ""
        if key in LEAVE:
            return self._end()
        if key in ("space", "tab"):
            return self._next()
        if character is None or character not in "123456789":
            return self._end(passed=True)
        found = self._steps[self._at][1]
        if int(character) > len(found):
            return HELD
        offer = found[int(character) - 1]
        self._values |= offer.values
        self._picked.append(offer.label)
        return self._next()

    def refused(self, why: str) -> None:
        """Begin again: nothing was kept."""
        self._why = why
        self._at, self._values, self._picked = 0, {}, []

    def lines(self, width: int, most: int) -> list[Line]:
        label, found = self._steps[self._at]
        options = [Option(None, offer.label, offer.hint) for offer in found]
        head: Line = [piece(_("action"), "strong"), Piece("  "), piece(label, "accent"), Piece("  ")]
        head += [piece(self._why, "alarm"), piece(" · ".join(self._picked), "strong"), Piece("  ")]
        room = width - width_of(head) - 2
        if room > 12:
            head.append(piece(f"“{shorten(self._said, room)}”", "muted"))
        return [crop(head, width), *numbered(options, width, most - 1)]

    def hints(self) -> list[tuple[str, str]]:
        return [
            ("1-9", self._steps[self._at][0]),
            (_("space"), _("skip")),
            (shown("next_pending"), _("go on")),
            ("enter", _("all fields")),
            leave(),
        ]

    def _next(self) -> Answer:
        self._at += 1
        if self._at < len(self._steps):
            return HELD
        self._at -= 1
        return self._end()

    def _end(self, passed: bool = False) -> Answer:
        command = Edit(id=self._id, values=self._values) if self._values else None
        return Answer(command, close=True, passed=passed)
