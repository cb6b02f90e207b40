"""Lines as the widgets draw them: pieces of text with a role, cropped and spread by cells, free of any markup.

Invariant: every piece went through `printable`, so nothing from outside can steer the terminal.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from dvo_tui.printable import printable


class Piece(NamedTuple):
    """Some text and what it is for; the theme says how a role looks."""

    text: str
    role: str = "text"

    @property
    def cells(self) -> int:
        return cell_len(self.text)


Line = list[Piece]


def piece(text: object, role: str = "text") -> Piece:
    """A piece of anything, made printable."""
    return Piece(printable(str(text)), role)


def line(*parts: Piece | str) -> Line:
    """A line of pieces; bare strings are plain text."""
    return [part if isinstance(part, Piece) else piece(part) for part in parts]


def width_of(pieces: Iterable[Piece]) -> int:
    """How many cells a line takes."""
    text = "".join([part.text for part in pieces])
    return len(text) if text.isascii() else cell_len(text)


def crop(pieces: Line, width: int) -> Line:
    """The line in at most `width` cells, with an ellipsis where something was cut off."""
    if width_of(pieces) <= width:
        return pieces
    cropped: Line = []
    room = max(0, width - 1)
    for part in pieces:
        if part.cells > room:
            cropped.append(Piece(set_cell_size(part.text, room).rstrip() + "…", part.role))
            break
        cropped.append(part)
        room -= part.cells
    return cropped if width > 0 else []


def shorten(text: str, width: int) -> str:
    """A text in at most `width` cells, with an ellipsis where something was cut off."""
    return "".join(part.text for part in crop([piece(text)], width))


def shorten_middle(text: str, width: int) -> str:
    """A text in at most `width` cells, with an ellipsis in its middle where something was cut out."""
    if cell_len(text) <= width:
        return text
    end = len(text)
    while end and cell_len(text[end - 1 :]) <= (width - 1) // 2:
        end -= 1
    tail = text[end:].lstrip()
    return shorten(text, max(1, width - cell_len(tail))) + tail


def spread(left: Line, right: Line, width: int) -> Line:
    """`left` and `right` at the two ends of a line; the left one gives way."""
    gap = 1 if left and right else 0
    left = crop(left, max(0, width - width_of(right) - gap))
    return [*left, Piece(" " * max(0, width - width_of(left) - width_of(right))), *right]


def wrap(text: str, width: int, most: int) -> list[str]:
    """A text on at most `most` rows of `width` cells, broken at spaces; the last one is cropped."""
    rows: list[str] = []
    words = printable(text).split()
    while words and len(rows) < most:
        row = words.pop(0)
        while words and (len(rows) == most - 1 or cell_len(row) + 1 + cell_len(words[0]) <= width):
            row += " " + words.pop(0)
            if cell_len(row) > width:
                break
        rows.append(shorten(row, width))
    return rows
