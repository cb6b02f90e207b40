"""Which annotations to walk through, and in which order: by digit from where the reviewer is, or any by its letters.

Invariant: the count behind a row is what the queue will hold.
"""

from __future__ import annotations

from collections.abc import Callable

from dvo_tui.language import _, current
from dvo_tui.review.queues import Filter, Order, Queue, filters_of, name_of, tally
from dvo_tui.review.session import ReviewSession
from dvo_tui.tui import words
from dvo_tui.tui.keys import N_, is_key_of
from dvo_tui.tui.panels.base import CLOSE, HELD, Answer, leave
from dvo_tui.tui.panels.choosing import ChoicePanel
from dvo_tui.tui.pieces import Line, Piece, crop, piece, spread

KINDS: dict[str, str] = {
    "layer": N_("layer"),
    "type": N_("type"),
    "rule": N_("rule"),
    "item": N_("agenda item"),
    "speaker": N_("speaker"),
}

EMPTY: dict[str, str] = {
    "flagged": N_("nothing is flagged"),
    "commented": N_("nothing has a comment"),
}
"""What is said of an empty queue; of all others that there is nothing in it."""

Row = tuple[Filter, Order]


class QueuePanel(ChoicePanel[Row]):
    """The choice of a queue.

    Args:
        session: The review.
        here: The annotation that the reviewer is at.
        queue: What is walked through now.
        use: Walks through another.
    """

    def __init__(
        self, session: ReviewSession, here: str | None, queue: Queue, use: Callable[[Filter, Order], None]
    ) -> None:
        super().__init__()
        self._session = session
        self._use = use
        self._now: Row = queue.filter, queue.order
        self._order: Order = queue.order if queue.filter != Filter() else "document"
        self._counts = tally(session)
        self._near = filters_of(session, here)
        self._picker.at = next((n for n, row in enumerate(self.options) if row == self._now), 0)

    @property
    def options(self) -> list[Row]:
        wanted = self._editor.text.casefold().split()
        if wanted:
            found = [one for one in self._counts if all(word in self._full_name(one).casefold() for word in wanted)]
            return [(one, self._order) for one in found]
        first, *others = self._near
        return [(first, "document"), (first, "doubtful"), *((one, self._order) for one in others)]

    def own(self, key: str, character: str | None) -> Answer | None:
        if key in ("tab", "shift+tab"):
            self._order = "document" if self._order == "doubtful" else "doubtful"
            return HELD
        return CLOSE if is_key_of("queue", key, character) and not self._editor.text else None

    def picked(self, option: Row) -> Answer:
        chosen, order = option
        self._picker.at = self.options.index(option)
        if not self._count(chosen)[0]:
            self._why = _(EMPTY.get(chosen.kind, N_("there is nothing in it")))
            return HELD
        return Answer(close=True, then=lambda: self._use(chosen, order))

    def _count(self, chosen: Filter) -> tuple[int, int]:
        if chosen.kind == "speaker" and not self._counts.get(chosen, (0, 0))[0]:
            queue = Queue(self._session, chosen)
            self._counts[chosen] = queue.count, queue.pending
        return self._counts.get(chosen, (0, 0))

    # What is shown

    def lines(self, width: int, most: int) -> list[Line]:
        left: Line = [piece(_("walk through"), "strong"), Piece("  "), *self._editor.pieces(24, active=True)]
        left += [Piece("  "), piece(self._why, "warn")]
        order = _("doubtful first") if self._order == "doubtful" else _("in the order of the text")
        head = spread(left, [piece(order, "accent")], width)
        rows = [self._line(number, row, width) for number, row in self.window(self.options, most - 1)]
        return [head, *rows] if rows else [head, [piece(_("nothing found"), "warn")]]

    def hints(self) -> list[tuple[str, str]]:
        return [
            ("1-9", _("choose")),
            ("a-z", _("filter")),
            ("tab", _("other order")),
            ("↑↓ enter", _("this one")),
            leave(),
        ]

    def _line(self, number: int, row: Row, width: int) -> Line:
        chosen, order = row
        current_row = number == self._picker.at
        digit = piece(number + 1 if number < 9 else " ", "key")
        line: Line = [Piece("▌ " if current_row else "  ", "accent"), digit, Piece("  ")]
        kind = _(KINDS.get(chosen.kind, ""))
        line += [piece(f"{kind}  ", "muted")] if kind else []
        line.append(piece(title(self._session, chosen), "strong" if row == self._now else "text"))
        if order == "doubtful":
            line += [Piece("  "), piece(_("doubtful first"), "accent")]
        count, pending = self._count(chosen)
        said = _("{pending} to settle of {count}").format(pending=pending, count=count)
        return spread(crop(line, width - len(said) - 1), [piece(said, "text" if count else "muted")], width)

    def _full_name(self, chosen: Filter) -> str:
        return f"{_(KINDS.get(chosen.kind, ''))} {title(self._session, chosen)}"


def title(session: ReviewSession, chosen: Filter) -> str:
    """What a queue is called on the screen."""
    if chosen.kind == "rule":
        by, _colon, rule = chosen.value.partition(":")
        return rule_title(by, rule)
    return words.layer_name(chosen.value) if chosen.kind == "layer" else name_of(session, chosen, current())


def rule_title(by: str, rule: str) -> str:
    """What a rule looks for, in words; its name where there are none."""
    from dvo_tui.suggest.rules import why

    return why(by, rule, current()) or rule


def described(session: ReviewSession, queue: Queue) -> str:
    """The queue in use in a few words; empty where that is everything in the order of the text."""
    if queue.filter == Filter():
        return _("doubtful first") if queue.order == "doubtful" else ""
    name = title(session, queue.filter)
    kind = _(KINDS.get(queue.filter.kind, ""))
    said = f"{kind}: {name}" if kind and queue.filter.kind in ("rule", "speaker") else name
    return said if queue.order == "document" else said + ", " + _("doubtful first")
