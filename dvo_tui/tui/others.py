"""How far the other documents of the workspace are, counted behind the screen's back and shown beside this one's place.

Invariant: the header never waits for a file; until they are counted nothing is said of them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dvo_tui.store.statistics import Standing
    from dvo_tui.tui.app import DvoApp
    from dvo_tui.tui.screens.review import ReviewScreen


class Others:
    """The documents beside the one that is open."""

    def __init__(self, host: DvoApp) -> None:
        self._host = host
        self._counted: tuple[str, Standing] | None = None

    def count(self, screen: ReviewScreen) -> None:
        """Count them on a thread, and show it in the header of a document that is open."""
        shelf, document = self._host.shelf, screen.session.minutes.document.id
        beside = [entry.source for entry in shelf.entries if entry != screen.entry]
        names = [source.name for source in beside if isinstance(source, Path)]

        def job() -> None:
            from dvo_tui.store.statistics import standing

            counted = document, standing(shelf.workspace, shelf.reviewer, document, names)
            self._host.call_later(self._show, screen, counted)

        self._host.background(job)

    def _show(self, screen: ReviewScreen, counted: tuple[str, Standing]) -> None:
        self._counted = counted
        if screen in self._host.screen_stack and screen.ready:
            screen.board.header()

    def standing(self, screen: ReviewScreen) -> Standing | None:
        """How many documents are done, of how many, with the one on the screen as it is now; `None` where unknown."""
        if self._counted is None or self._counted[0] != screen.session.minutes.document.id:
            return None
        others = self._counted[1]
        here = screen.session.complete or not screen.ledger.progress().pending
        return type(others)(others.done + here, others.total + 1)
