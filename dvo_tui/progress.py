"""How far a long command is: one line on standard error while somebody watches; never in what others read.

Nothing is shown in the first second. The line is taken away before anything else is written.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from dvo_tui.language import _

T = TypeVar("T")

_SHORTEST = 1.0
_EVERY = 0.1
_CELLS = 24
_LONGEST = 24 * 3600


class Progress:
    """A bar with how many are done of how many, at what rate, and how long it still takes.

    Args:
        total: How many there are to do.
        clock: Seconds, for tests.
    """

    def __init__(self, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._total = total
        self._clock = clock
        self._began = self._painted = clock()
        self._watched = sys.stderr.isatty()
        self._shown = False
        self._done = 0
        self._free = 0
        self._part = (0, 0)

    def step(self, *, free: bool = False) -> None:
        """One more is done; `free` says that it took no work, and so tells nothing about the rest."""
        self._done += 1
        self._free += free
        self._part = (0, 0)
        self._paint()

    def part(self, done: int, total: int) -> None:
        """How many pages are done of the file in hand."""
        self._part = (done, total)
        self._paint()

    def clear(self) -> None:
        """Take the line away, because another one comes; the next step shows it again."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._shown = False
            self._painted = 0.0

    def line(self) -> str:
        """What is shown now."""
        pages, of = self._part
        inside = pages / of if of else 0.0
        share = min(1.0, (self._done + inside) / self._total) if self._total else 1.0
        filled = int(share * _CELLS)
        parts = [f"[{'#' * filled}{'-' * (_CELLS - filled)}]", f"{self._done}/{self._total}"]
        if of:
            parts.append(_("page {page} of {pages}").format(page=pages, pages=of))
        worked = self._done - self._free + inside
        elapsed = self._clock() - self._began
        if worked > 0 and elapsed > 0:
            rate = worked / elapsed
            parts.append(_("{rate} a second").format(rate=f"{rate:.1f}"))
            parts.append(_("{time} left").format(time=clock_time((self._total - self._done - inside) / rate)))
        return "  ".join(parts)

    def _paint(self) -> None:
        now = self._clock()
        if not self._watched or now - self._began < _SHORTEST or now - self._painted < _EVERY:
            return
        self._painted = now
        width = shutil.get_terminal_size().columns
        sys.stderr.write(f"\r{self.line()[: max(10, width - 1)]}\x1b[K")
        sys.stderr.flush()
        self._shown = True


def counted(items: Iterable[T], total: int) -> Iterator[T]:
    """The items, with a bar that is gone while each of them is handled."""
    progress = Progress(total)
    try:
        for item in items:
            progress.clear()
            yield item
            progress.step()
    finally:
        progress.clear()


def clock_time(seconds: float) -> str:
    """`0:07`, `12:34` or `1:02:03`."""
    minutes, rest = divmod(round(min(seconds, _LONGEST)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
