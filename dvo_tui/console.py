"""What commands read and print: data, lines for people, tables, and what went wrong; all of it safe for a terminal."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, BinaryIO

from dvo_tui.errors import InputError
from dvo_tui.language import _
from dvo_tui.printable import printable

if TYPE_CHECKING:
    from dvo_tui.store.importing import Brought


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


def report_lines(file: object, brought: Brought) -> Iterator[str]:
    """What an import did with a document, in one line; and where to look for what has no place."""
    counts = brought.report
    if brought.begun and not counts:
        yield _("{file}: {document}: nothing is annotated in it, so no review is begun").format(
            file=file, document=brought.document
        )
        return
    told = _("{file}: {document} begun: {placed} annotations, {unplaced} without a place") if brought.begun else _(
        "{file}: {document}: {kept} kept, {moved} moved, {edited} with other words in them, {settled} settled what was "
        "pending, {there} there already, {unplaced} without a place"
    )  # fmt: skip
    placed = counts["kept"] + counts["moved"] + counts["edited"]
    names = ("kept", "moved", "edited", "settled", "there", "unplaced")
    yield told.format(file=file, document=brought.document, placed=placed, **{name: counts[name] for name in names})
    if counts["unplaced"]:
        yield _("`dvo-tui unplaced` lists what has no place, and so does Z in the review")


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
