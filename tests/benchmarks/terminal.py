"""A child process in a pseudo terminal, for times from start to a word on the screen."""

from __future__ import annotations

import os
import pty
import select
import signal
import struct
import time
from collections.abc import Sequence
from fcntl import ioctl
from termios import TIOCSWINSZ


def seconds_until(command: Sequence[str], marker: bytes, limit: float = 30.0) -> float:
    """Seconds from fork until `marker` is in what the child wrote to a terminal of 120×40; the child is then killed.

    Raises:
        TimeoutError: if it never comes.
    """
    start = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
        os.execvp(command[0], list(command))
    ioctl(terminal, TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    seen = b""
    try:
        while marker not in seen:
            left = limit - (time.perf_counter() - start)
            if left <= 0 or not select.select([terminal], [], [], left)[0]:
                raise TimeoutError(f"{command[0]} never wrote the marker")
            try:
                seen += os.read(terminal, 65536)
            except OSError:
                raise TimeoutError(f"{command[0]} ended before it wrote the marker") from None
        return time.perf_counter() - start
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)
