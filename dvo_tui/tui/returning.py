"""The document before this one: which it was, and how it looked when the reviewer went away for a moment.

Invariant: a document is saved and let go of before another opens; what is kept here is only where one was looking.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dvo_tui.review.queues import Filter, Order
    from dvo_tui.tui.screens.review import ReviewScreen
    from dvo_tui.tui.shelf import Entry


class View(NamedTuple):
    """What the work file does not remember of a place: the rows that were in sight, and what was walked through."""

    row: int
    width: int
    queue: tuple[Filter, Order]
    matches: tuple[int, ...]
    show_rejected: bool


class Visits:
    """The documents that were open in this run."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._views: dict[Entry, View] = {}

    def began(self, entry: Entry) -> bool:
        """A document is about to be opened; says whether it was open before."""
        was_open = entry in self._entries
        if was_open:
            self._entries.remove(entry)
        self._entries.append(entry)
        return was_open

    def before(self, entry: Entry) -> Entry | None:
        """The document that was open last before this one."""
        return next((one for one in reversed(self._entries) if one != entry), None)

    def left(self, screen: ReviewScreen) -> None:
        """A document is about to be closed."""
        pane, queue = screen.pane, screen.ledger.queue
        self._views[screen.entry] = View(
            pane.scroll_offset.y,
            pane.size.width,
            (queue.filter, queue.order),
            tuple(screen.walk.matches),
            pane.show_rejected,
        )

    def returned(self, screen: ReviewScreen) -> None:
        """A document is open again: show it as it was."""
        view = self._views.get(screen.entry)
        if view is None:
            return
        pane = screen.pane
        if (screen.ledger.queue.filter, screen.ledger.queue.order) != view.queue:
            screen.ledger.use(*view.queue)
        screen.walk.matches = view.matches
        pane.show_rejected = view.show_rejected
        pane.take_up(view.row, view.width)
