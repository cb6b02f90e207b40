"""How far reading a long document is, told to its empty screen from the thread that reads; a few times a second."""

from __future__ import annotations

import time
from collections.abc import Callable

from dvo_tui.language import _
from dvo_tui.tui.screens.review import ReviewScreen

_EVERY = 0.2


def pages_told(
    later: Callable[[Callable[[], None]], object],
    screen: ReviewScreen,
    clock: Callable[[], float] = time.monotonic,
) -> Callable[[int, int], None]:
    """What a reader may call with the pages that are read and how many there are.

    Args:
        later: Does something on the screen's own thread, before what comes after it.
        screen: The screen that waits for the document.
        clock: Seconds.
    """
    told = clock()

    def tell(page: int, pages: int) -> None:
        nonlocal told
        if clock() - told >= _EVERY:
            told = clock()
            later(lambda: show(page, pages))

    def show(page: int, pages: int) -> None:
        if screen.is_mounted:
            screen.waiting.shell(_("opening… page {page} of {pages}").format(page=page, pages=pages), "ctrl+q")

    return tell
