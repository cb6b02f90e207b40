"""What the app behind a tab reads and writes: Textual's packets over pipes, and an end when the tab is gone.

Invariant: no app lives on that nobody can reach any more, and what was settled is saved before it ends.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
from typing import TYPE_CHECKING, cast

from textual.drivers.web_driver import WebDriver

if TYPE_CHECKING:
    from dvo_tui.tui.app import DvoApp


class TabDriver(WebDriver):
    """Textual's driver for a browser, which saves and ends with its tab, its server, or its input."""

    _is_ending = False

    def start_application_mode(self) -> None:
        super().start_application_mode()
        with contextlib.suppress(NotImplementedError):  # Windows
            asyncio.get_running_loop().add_signal_handler(signal.SIGINT, self._end)

    def write(self, data: str) -> None:
        try:
            super().write(data)
        except OSError:  # the server is gone, and its end of the pipe with it
            self._end()

    def write_meta(self, data: dict[str, object]) -> None:
        try:
            super().write_meta(data)
        except OSError:
            self._end()

    def run_input_thread(self) -> None:
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._end()

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        if packet_type == "quit":
            self._end()
        else:
            super().on_meta(packet_type, payload)

    def _end(self) -> None:
        """Have the app save and end; may be called from any thread."""
        if not self._is_ending:
            self._is_ending = True
            app = cast("DvoApp", self._app)
            app.call_later(app.terminate)
