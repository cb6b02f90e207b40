"""The same words in other documents: searched and settled behind the screen's back, with progress on it.

Invariant: what was asked for is finished even when the screen is gone; each document is changed by its own review.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from dvo_tui.errors import DvoError
from dvo_tui.review.commands import Adopt
from dvo_tui.tui.saving import reason
from dvo_tui.tui.words import brief

if TYPE_CHECKING:
    from dvo_tui.tui.panels.carried import CarriedPanel
    from dvo_tui.tui.panels.same import Elsewhere, SamePanel
    from dvo_tui.tui.screens.review import ReviewScreen

EVERY = 0.1
"""Seconds between two tellings of how far a search is."""


class Carrying:
    """What a review screen has done in other documents."""

    def __init__(self, screen: ReviewScreen) -> None:
        self._screen = screen

    def _tell(self, panel: object, tell: Callable[[], None]) -> None:
        """Have a panel take something in, on the screen's own thread; it is drawn where it is still open."""
        screen = self._screen

        def told() -> None:
            tell()
            if screen.is_mounted and screen.panel is panel:
                screen.board.inspector()

        screen.host.call_later(told)

    def search(self, panel: SamePanel, adoption: Adopt) -> Callable[[], None]:
        """Look for a mention's words in the other documents; gives what ends the search."""
        from dvo_tui.store.elsewhere import search

        screen = self._screen
        shelf, document = screen.host.shelf, screen.session.minutes.document.id
        files = [entry.source for entry in shelf.entries if isinstance(entry.source, Path) and entry != screen.entry]
        ended = threading.Event()
        last = 0.0

        def told(done: int, total: int) -> bool:
            nonlocal last
            now = time.monotonic()
            if now - last >= EVERY or done == total:
                last = now
                self._tell(panel, partial(panel.searched, done, total))
            return not ended.is_set()

        def job() -> None:
            for found in search(shelf.workspace, shelf.reviewer, adoption, document, files, told):
                self._tell(panel, partial(panel.found, found))

        screen.host.background(job)
        return ended.set

    def carry(self, panel: CarriedPanel, adoption: Adopt, others: Sequence[Elsewhere]) -> None:
        """Settle a mention's words in other documents, one after the other."""
        from dvo_tui.store.elsewhere import adopt_in

        screen, shelf = self._screen, self._screen.host.shelf

        def job() -> None:
            for other in others:
                name = other.found.name
                command = msgspec.structs.replace(adoption, without=other.without)
                try:
                    count = adopt_in(shelf.workspace, other.found.document, shelf.reviewer, command)
                except DvoError as error:
                    self._tell(panel, partial(panel.failed, name, brief(error)))
                except Exception as error:  # one odd file must not keep the words from all others
                    self._tell(panel, partial(panel.failed, name, reason(error)))
                else:
                    self._tell(panel, partial(panel.settled, name, count))
            self._tell(panel, partial(self._over, panel))

        screen.host.background(job, to_the_end=True)

    def _over(self, panel: CarriedPanel) -> None:
        """Say what came of it where the reviewer has gone on meanwhile."""
        screen = self._screen
        if screen.is_mounted and screen.panel is None and screen.ready:
            screen.say(panel.summary)
