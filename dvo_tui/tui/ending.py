"""How the program ends when it ends otherwise than by its own key: saved first, one line, terminal clean."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from dvo_tui.language import _
from dvo_tui.printable import printable
from dvo_tui.tui.terminal import leave_clean

if TYPE_CHECKING:
    from dvo_tui.tui.app import DvoApp
    from dvo_tui.tui.screens.review import ReviewScreen

PATIENCE = 15.0
"""Seconds to wait for the last save before asking whether to go without it."""


def listen(terminate: Callable[[], None], hang_up: Callable[[int, object], None]) -> Callable[[], None]:
    """Hear when the system wants the program gone, and when the terminal is; returns what ends the latter."""
    with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):  # Windows, or not the main thread
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, terminate)
    if not hasattr(signal, "SIGHUP") or threading.current_thread() is not threading.main_thread():
        return lambda: None
    before = signal.signal(signal.SIGHUP, hang_up)

    def no_more() -> None:
        signal.signal(signal.SIGHUP, before)

    return no_more


def hang_up(app: DvoApp, screen: ReviewScreen | None, number: int) -> None:
    """The terminal is gone, or says so: save what there is, and end at once.

    Called from a plain signal handler, because the event loop may hang in a write to the terminal that is not there
    any more; and no orderly end, because that would write there again.
    """
    if app.reviewing is not None:
        saver = app.reviewing.saver
        saver.retry()
        saver.wait(PATIENCE)
        if screen is not None:
            place = (screen.pane.current, screen.pane.caret)
            closing = threading.Thread(target=app.reviewing.close, args=place, daemon=True)
            closing.start()
            closing.join(PATIENCE)
    leave_clean(app._driver)
    os._exit(128 + number)


def crash_line(error: BaseException) -> str:
    """What went wrong and where, without the error's own words: they could be of the minutes."""
    place, trace = "", error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if "dvo_tui" in code.co_filename:
            place = f" in {Path(code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    kind = type(error).__name__
    return _("an error in dvo-tui itself ended it ({kind}{place}); please report it").format(kind=kind, place=place)


def farewell(app: DvoApp) -> int:
    """Wait for what is still being saved, say what went wrong, and give the exit code."""
    if app.failure and app.reviewing is not None:  # it crashed with a document open
        saver = app.reviewing.saver
        saver.retry()
        if saver.wait(PATIENCE):
            app.failure += "; " + _("all that you did is saved")
        else:
            app.failure += "; " + _("{count} changes are not saved").format(count=saver.unsaved)
    if app.failure:
        complain(app.failure)
        return 1
    return app.return_value or app.return_code or 0


def complain(line: str) -> None:
    """What went wrong, in one line on standard error."""
    sys.stderr.write(f"dvo-tui: {printable(line)}\n")
    sys.stderr.flush()
