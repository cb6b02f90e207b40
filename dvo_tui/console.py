"""What commands read and print: data, lines for people, tables, and what went wrong; all of it safe for a terminal."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import BinaryIO

from dvo_tui.errors import InputError
from dvo_tui.printable import printable


def lines_of(name: str) -> AbstractContextManager[BinaryIO]:
    """The lines of a file or, for `-`, of standard input, as bytes."""
    if name == "-":
        return contextlib.nullcontext(sys.stdin.buffer)
    try:
        return open(name, "rb")
    except OSError as error:
        raise InputError("{file} cannot be read: {why}", file=name, why=error.strerror or error) from None


def table(rows: Sequence[Sequence[object]], numbers: Sequence[int]) -> None:
    """Rows in columns, those of numbers to the right."""
    cells = [[printable(str(cell)) for cell in row] for row in rows]
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    for row in cells:
        padded = (
            cell.rjust(width) if column in numbers else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        write("  ".join(padded).rstrip() + "\n")


def say(line: str) -> None:
    """A line for people."""
    write(printable(line) + "\n")


def complain(line: str) -> None:
    """What went wrong, in one line on standard error."""
    sys.stderr.write(f"dvo-tui: {printable(line)}\n")
    sys.stderr.flush()


def write(text: str) -> None:
    """Data or a line, at once."""
    sys.stdout.write(text)
    sys.stdout.flush()
