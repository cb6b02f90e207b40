"""The tour of one minute: seven steps in the inspector's place, beside the work and never in its way.

Invariant: every key but the tour's own acts as it always does, so nothing that was typed ahead is lost; it is shown
unasked only once, at the first start on a document that nobody has left before.
"""

from __future__ import annotations

from collections.abc import Callable

from dvo_tui.language import _
from dvo_tui.tui import keys
from dvo_tui.tui.hints import MOST
from dvo_tui.tui.keys import N_
from dvo_tui.tui.panels.base import CLOSE, HELD, LEAVE, PASSED, Answer, Panel, leave
from dvo_tui.tui.pieces import Line, Piece, piece, spread, wrap
from dvo_tui.tui.words import Keys, key_name

STEPS: tuple[tuple[str, str], ...] = (
    (
        N_("The text is the room"),
        N_(
            "What dvo-tui proposes is underlined; what you accepted is tinted; letters at the right say what it is. "
            "The bar in the margin is where you are, and this place below says what is there and why."
        ),
    ),
    (
        N_("Settle"),
        N_(
            "{accept} accepts and {reject} rejects, and both go to the next proposal. {next_pending} skips it, "
            "{undo} takes back as much as you like, also tomorrow. Each change is saved at once; the footer says so."
        ),
    ),
    (
        N_("Correct"),
        N_(
            "A digit sets type, kind or candidate, as listed below. {left_out} {left_in} move the left edge out and "
            "in, {right_out} {right_in} the right one. {edit} opens all fields, {link} links a name to a person."
        ),
    ),
    (
        N_("Add"),
        N_(
            "On any sentence {add_decision} makes a decision, {add_action} an action, {add_turn} a speaker's turn. "
            "{select} selects words with the arrow keys, then a digit gives the type."
        ),
    ),
    (
        N_("Find your way"),
        N_(
            "{next_item} and {previous_item} go from agenda item to agenda item, {search} searches, {jump} puts a "
            "letter on every row of the panes. {agenda} {speakers} {decisions} {actions} go to a pane and back."
        ),
    ),
    (
        N_("When in doubt"),
        N_(
            "{help} says what belongs to a label, with an example. {flag} flags, {comment} comments, {remarks} lists "
            "both. {palette} finds any act by its name, {pane_help} is help."
        ),
    ),
    (
        N_("Done"),
        N_(
            "When nothing is pending, {complete} calls the document complete and {export} writes the dataset. "
            "{quit} quits; you come back to this very place. {tour} shows this tour again."
        ),
    ),
)


class TourPanel(Panel):
    """The steps, one at a time.

    Args:
        at: The step to begin with.
        left: Told at which step it was left; 0 when it was seen to its end.
        others: The keys that the footer shows after the tour's own.
    """

    def __init__(self, at: int, left: Callable[[int], None], others: Callable[[], list[tuple[str, str]]]) -> None:
        self.at = at
        self._left = left
        self._others = others

    def take(self, key: str, character: str | None) -> Answer:
        if keys.is_key_of("tour", key, character):
            self.at = (self.at + 1) % len(STEPS)
            self._left(self.at)
            return HELD if self.at else CLOSE
        self._left(self.at)
        return CLOSE if key in LEAVE else PASSED

    def lines(self, width: int, most: int) -> list[Line]:
        title, text = STEPS[self.at]
        head: Line = [piece(_("tour"), "muted"), Piece("  "), piece(_(title), "strong")]
        place: Line = [piece(f"{self.at + 1}/{len(STEPS)}", "accent")]
        rows = wrap(_(text).format_map(Keys()), width, max(1, most - 1))
        return [spread(head, place, width), *([piece(row)] for row in rows)]

    def hints(self) -> list[tuple[str, str]]:
        last = self.at == len(STEPS) - 1
        own = (key_name(keys.shown("tour")), _("close") if last else _("go on"))
        others = self._others()
        return [own, leave(_("skip the tour")), *others[: MOST - 3], *others[-1:]]
