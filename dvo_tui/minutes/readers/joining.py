"""Lines parted and put together without losing where each character stands in the source."""

from __future__ import annotations

import re
from collections.abc import Callable

from dvo_tui.minutes.readers.lines import Line
from dvo_tui.minutes.regex import regex
from dvo_tui.minutes.text import Piece

_SUSPENDED = regex(r"(?:en|of|dan wel)\b")


def split_marker(line: Line, marker: re.Match[str]) -> None:
    """Part a list marker that is printed in the text from the line's text."""
    if not line.text[marker.end() :]:
        return
    line.marker, _ = split_pieces(line.pieces, marker.end(1))
    _, line.pieces = split_pieces(line.pieces, marker.end())
    line.text = line.text[marker.end() :]


def split_pieces(pieces: list[Piece], count: int) -> tuple[list[Piece], list[Piece]]:
    """Pieces before and after the first `count` visible characters."""
    before: list[Piece] = []
    for index, (start, end, text) in enumerate(pieces):
        length = len(text) or end - start
        if length > count:
            rest = pieces[index + 1 :]
            if text:
                head = [(start, end, text[:count])] if count else []
                return [*before, *head], [(start, end, text[count:]), *rest]
            return [*before, (start, start + count, "")], [(start + count, end, ""), *rest]
        before.append((start, end, text))
        count -= length
    return before, []


def glue(before: Line, after: Line, has_word: Callable[[str], bool]) -> Line:
    """Two lines of one paragraph as one: a space between, a hyphen that stays, or a word that is whole again.

    A hyphen goes where the document holds the word elsewhere without it, as in plain text.
    """
    tail, head = before.text, after.text
    pieces = [*before.pieces, *after.pieces]
    if tail[-1:] == "-" and tail[-2:-1].isalpha() and head[:1].islower() and not _SUSPENDED.match(head):
        left, right = re.search(r"\w*$", tail[-42:-1]), re.match(r"\w{0,40}", head)
        if left and right and has_word(left[0] + right[0]):
            tail = tail[:-1]
            pieces = [*split_pieces(before.pieces, len(tail))[0], *after.pieces]
    else:
        at = before.pieces[-1][1] if before.pieces else 0
        pieces.insert(len(before.pieces), (at, at, " "))
        tail += " "
    line = Line(tail + head, pieces, before.gap)
    line.marker, line.level, line.heading = before.marker, before.level, before.heading
    line.bold = before.bold and after.bold
    line.page, line.hard = before.page, after.hard
    return line


def beside(before: Line, after: Line, between: str = " ") -> Line:
    """Two lines as one, with white space between that is not in the source."""
    at = before.pieces[-1][1] if before.pieces else 0
    line = Line(f"{before.text}{between}{after.text}", [*before.pieces, (at, at, between), *after.pieces], before.gap)
    line.marker, line.level, line.heading = before.marker, before.level, before.heading
    line.bold = before.bold and after.bold
    line.page, line.hard = before.page, after.hard
    return line
