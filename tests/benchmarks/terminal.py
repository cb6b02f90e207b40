"""A child process in a pseudo terminal: times from start to a word on the screen, and from a key to its first byte."""

from __future__ import annotations

import os
import pty
import random
import select
import signal
import struct
import time
from collections.abc import Sequence
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ

QUIET = 0.04
"""Seconds without a byte after which a screen is taken to be done."""

TICKS = os.sysconf("SC_CLK_TCK")


class Terminal:
    """A program in a terminal of 120×40; to be used as a context, at whose end it is killed.

    Args:
        command: The program and its arguments.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._name = command[0]
        self.begun = time.perf_counter()
        self.child, self._terminal = pty.fork()
        if self.child == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
            os.execvp(command[0], list(command))
        ioctl(self._terminal, TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self._terminal)

    def until(self, marker: bytes, limit: float = 30.0) -> float:
        """Seconds from the start until `marker` was written.

        Raises:
            TimeoutError: if it never comes.
        """
        seen = b""
        while marker not in seen:
            left = limit - (time.perf_counter() - self.begun)
            if left <= 0 or not (got := self._read(left)):
                raise TimeoutError(f"{self._name} never wrote the marker")
            seen += got
        return time.perf_counter() - self.begun

    def settle(self, quiet: float = QUIET) -> None:
        """Read until nothing comes for a while."""
        while self._read(quiet):
            pass

    def press(self, key: bytes, limit: float = 10.0) -> float:
        """Seconds from a key to the first byte that it writes.

        Raises:
            TimeoutError: if it writes nothing.
        """
        time.sleep(random.uniform(0, 1 / 60))
        begun = time.perf_counter()
        os.write(self._terminal, key)
        if not self._read(limit):
            raise TimeoutError(f"{self._name} wrote nothing for a key")
        return time.perf_counter() - begun

    def type(self, keys: bytes) -> None:
        """Press keys without a measurement."""
        os.write(self._terminal, keys)
        self.settle(0.3)

    @property
    def cpu(self) -> float:
        """Seconds of processor time that the child has used."""
        fields = Path(f"/proc/{self.child}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    @property
    def resident(self) -> float:
        """Megabytes of the child's memory that are resident."""
        pages = int(Path(f"/proc/{self.child}/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def _read(self, limit: float) -> bytes:
        if not select.select([self._terminal], [], [], limit)[0]:
            return b""
        try:
            return os.read(self._terminal, 65536)
        except OSError:
            raise TimeoutError(f"{self._name} has ended") from None


def seconds_until(command: Sequence[str], marker: bytes, limit: float = 30.0) -> float:
    """Seconds from fork until `marker` is in what the child wrote to a terminal; the child is then killed.

    Raises:
        TimeoutError: if it never comes.
    """
    with Terminal(command) as running:
        return running.until(marker, limit)
