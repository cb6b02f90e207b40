"""Writing behind the reviewer's back: one write in flight, what came meanwhile joined into the next.

Invariant: `Saved` is only said of what the store has made durable, in order; no Change is ever dropped, a refused write
keeps its Changes for the next try.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from dvo_tui.errors import DvoError
from dvo_tui.tui.words import brief

if TYPE_CHECKING:
    from dvo_tui.review.history import Change


@dataclass(frozen=True)
class Saved:
    """Everything is durable; `at` is the local time `HH:MM` of the last write, empty before the first."""

    at: str = ""


@dataclass(frozen=True)
class Saving:
    """A write is under way."""


@dataclass(frozen=True)
class NotSaved:
    """The last write failed; `changes` wait for the next try."""

    reason: str
    changes: int


SaveState = Saved | Saving | NotSaved

PAINT_FIRST = 0.02
"""Seconds that a write lets the screen go first: it would else take half of the time in which a key is answered."""


def local_time() -> str:
    """The wall clock as `HH:MM`."""
    return datetime.now().strftime("%H:%M")


class Saver:
    """Hands Changes to the store on a thread of its own; the session never waits for it.

    Args:
        write: Makes Changes durable and returns when they are; raises when it cannot.
        changed: Told every new state, on the writing thread.
        clock: The time to show, `HH:MM`.
    """

    def __init__(
        self,
        write: Callable[[Sequence[Change]], None],
        changed: Callable[[SaveState], None],
        clock: Callable[[], str] = local_time,
    ) -> None:
        self._write = write
        self._changed = changed
        self._clock = clock
        self._waiting: list[Change] = []
        self._condition = threading.Condition()
        self._thread: threading.Thread | None = None
        self._state: SaveState = Saved()

    @property
    def state(self) -> SaveState:
        return self._state

    @property
    def unsaved(self) -> int:
        """How many Changes are not durable yet, the ones in flight included."""
        with self._condition:
            return len(self._waiting)

    def submit(self, change: Change) -> None:
        """Take in a Change; returns at once."""
        with self._condition:
            self._waiting.append(change)
            self._start()

    def retry(self) -> None:
        """Try again to write what could not be written."""
        with self._condition:
            if self._waiting:
                self._start()

    def wait(self, seconds: float) -> bool:
        """Wait until no write is under way; says whether everything is durable."""
        deadline = time.monotonic() + seconds
        with self._condition:
            while self._thread is not None and (left := deadline - time.monotonic()) > 0:
                self._condition.wait(left)
            return self._thread is None and not self._waiting

    def _start(self) -> None:
        if self._thread is None:
            # Not a daemon: even when the screen is gone, a write that began is finished.
            self._thread = threading.Thread(target=self._run, name="dvo-tui-saver")
            self._say(Saving())
            self._thread.start()

    def _run(self) -> None:
        time.sleep(PAINT_FIRST)
        while True:
            with self._condition:
                batch = tuple(self._waiting)
                if not batch:
                    self._finish(Saved(self._clock()))
                    return
            try:
                self._write(batch)
            except Exception as error:  # whatever it is, the reviewer must hear it and the Changes must stay
                with self._condition:
                    self._finish(NotSaved(reason(error), len(self._waiting)))
                return
            with self._condition:
                del self._waiting[: len(batch)]

    def _finish(self, state: SaveState) -> None:
        self._thread = None
        self._say(state)
        self._condition.notify_all()

    def _say(self, state: SaveState) -> None:
        self._state = state
        self._changed(state)


def reason(error: Exception) -> str:
    """One line for the reviewer; an unexpected error names its kind only, its words could be of the minutes."""
    if isinstance(error, DvoError):
        return brief(error)
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return type(error).__name__
