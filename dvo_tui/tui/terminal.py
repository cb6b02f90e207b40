"""What the terminal sends, taken without trust; and a terminal left clean where the end cannot be orderly.

Invariant: no byte that arrives can end the app, and half of a mouse report is never taken for keys.
"""

from __future__ import annotations

import codecs
import contextlib
import os
import re
import selectors
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.driver import Driver

_LEGACY = b"\x1b[M"
"""Begins a mouse report of three bytes more, which past column 95 are no UTF-8 (X10 and VT200 mice)."""

_UNFINISHED = re.compile(rb"\x1b\[(?:M[\x00-\xff]{0,2}|<[-\d;]*)\Z")
_CUT = re.compile(rb"\x1b\[<[-\d;]*(?![-\d;mM])")
_REST = re.compile(rb"[\d;]+[mM]")

_SOON = 1.0
"""Seconds in which the rest of a report that was cut may still come."""

RESTORE = (
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l"  # no reports of the mouse
    "\x1b[?2004l\x1b[?1004l\x1b[?2048l"  # nor of pastes, focus and size
    "\x1b[?7h\x1b[<u\x1b[?1049l\x1b[?25h"  # lines wrap, keys are plain, the main screen is back, the cursor shows
)
"""What gives a terminal back, where the driver's own orderly end cannot be waited for."""


class Input:
    """Bytes of a terminal as text: mouse reports whole or not at all, the rest as UTF-8 or U+FFFD."""

    def __init__(self) -> None:
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._held = b""
        self._cut_at = 0.0

    @property
    def waits(self) -> bool:
        """Whether half a report is kept for the rest of it."""
        return bool(self._held)

    def feed(self, data: bytes) -> str:
        """Take in what was read."""
        if self._cut_at and not self._held:
            rest = _REST.match(data) if time.monotonic() - self._cut_at < _SOON else None
            data = data[rest.end() :] if rest else data
            self._cut_at = 0.0
        data, self._held = self._held + data, b""
        unfinished = _UNFINISHED.search(data)
        if unfinished:
            data, self._held = data[: unfinished.start()], unfinished[0]
        return self._decode(_without_mice(data))

    def give_up(self) -> None:
        """Drop the half of a report whose rest does not come."""
        if self._held:
            self._cut_at = 0.0 if self._held.startswith(_LEGACY) else time.monotonic()
            self._held = b""


def _without_mice(data: bytes) -> bytes:
    """Without legacy reports, which nobody asked for and nothing reads, and without what other reports left half."""
    while (at := data.find(_LEGACY)) >= 0:
        data = data[:at] + data[at + len(_LEGACY) + 3 :]
    return _CUT.sub(b"", data) if b"\x1b[<" in data else data


def tolerant(driver: type[Driver]) -> type[Driver]:
    """Textual's driver for Linux and macOS with `Input` for its strict decoder; any other driver as it is."""
    try:
        from textual.drivers.linux_driver import LinuxDriver
    except ImportError:  # Windows reads keys, not bytes
        return driver
    if driver is not LinuxDriver:
        return driver

    class TolerantDriver(LinuxDriver):
        """Reads as its parent does, but what the terminal sends is taken without trust."""

        def run_input_thread(self) -> None:
            from textual._parser import ParseError
            from textual._xterm_parser import XTermParser

            parser, taken = XTermParser(self._debug), Input()
            selector = selectors.SelectSelector()
            selector.register(self.fileno, selectors.EVENT_READ)

            def take_in() -> None:
                ready = selector.select(0.1)
                if not ready:
                    taken.give_up()
                else:
                    data = os.read(self.fileno, 64 * 1024)
                    text = taken.feed(data)
                    for event in parser.feed(text) if text else ():  # nothing to feed would be the end of all input
                        self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)

            try:
                while not self.exit_event.is_set():
                    take_in()
            finally:
                selector.close()
                with contextlib.suppress(EOFError, ParseError):
                    for _event in parser.feed(""):
                        pass

    return TolerantDriver


def leave_clean(driver: Driver | None) -> None:
    """Give the terminal back as it was, without waiting for one that does not take anything any more."""
    number = getattr(driver, "fileno", None)
    attributes: Any = getattr(driver, "attrs_before", None)
    if not isinstance(number, int):
        return
    with contextlib.suppress(OSError, ValueError):
        os.set_blocking(number, False)
        try:
            os.write(number, RESTORE.encode())
        finally:
            os.set_blocking(number, True)
    if attributes is not None:
        import termios

        with contextlib.suppress(termios.error):
            termios.tcsetattr(number, termios.TCSANOW, attributes)
