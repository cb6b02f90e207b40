"""The token and the sentence under the caret, and an edge moved from token to token.

Invariant: a span is shortened to nothing less than one token; a sentence is one of the reader's own, never across a
block.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from dvo_tui.minutes.model import Block, Span
from dvo_tui.minutes.segment import sentences, tokens

_REACH = 300
"""How many characters beside an edge are looked through for the next token."""


def token_at(text: str, offset: int) -> Span | None:
    """The token that holds `offset`, else the next one on the same line."""
    end = text.find("\n", offset)
    start = max(text.rfind("\n", 0, offset) + 1, offset - _REACH)
    return next((span for span in tokens(text, start, len(text) if end < 0 else end) if offset < span.end), None)


def edge(text: str, span: Span, side: str, step: int, by: str) -> Span | None:
    """`span` with one edge moved; `None` where there is no room, or less than one token would be left.

    Args:
        text: The reading text.
        span: What moves.
        side: `left` or `right`.
        step: 1 moves to the right, -1 to the left.
        by: `token` or `character`.
    """
    place = span.start if side == "left" else span.end
    to = place + step if by == "character" else _next_edge(text, place, side, step)
    if to is None:
        return None
    start, end = (to, span.end) if side == "left" else (span.start, to)
    if not 0 <= start < end <= len(text):
        return None
    moved = Span(start, end)
    return moved if len(moved) > len(span) or _holds_token(text, moved) else None


def _holds_token(text: str, span: Span) -> bool:
    """Whether a stretch holds one token whole."""
    return any(span.contains(token) for token in tokens(text, _gap(text, span.start, -1), _gap(text, span.end, 1)))


def _next_edge(text: str, place: int, side: str, step: int) -> int | None:
    around = tokens(text, _gap(text, place, -1), _gap(text, place, 1))
    places = [span.start if side == "left" else span.end for span in around]
    if step > 0:
        return min((other for other in places if other > place), default=None)
    return max((other for other in places if other < place), default=None)


def _gap(text: str, place: int, step: int) -> int:
    """White space some way off, so that no token is cut in two."""
    at = max(0, min(len(text), place + step * _REACH))
    while 0 < at < len(text) and not text[at].isspace() and abs(at - place) < 2 * _REACH:
        at += step
    return at


def sentence_at(text: str, blocks: Sequence[Block], offset: int) -> Span:
    """The sentence that holds `offset` or ends just before it; the line's text outside every block."""
    for block in blocks:
        if block.start <= offset <= block.end and block.kind != "column":
            found = sentences(text, [block])
            here = next((span for span in found if offset < span.end), found[-1] if found else None)
            if here is not None:
                return _trimmed(text, here)
    end = text.find("\n", offset)
    return _trimmed(text, Span(text.rfind("\n", 0, offset) + 1, len(text) if end < 0 else end))


def edge_by_sentence(text: str, blocks: Sequence[Block], span: Span, step: int) -> Span | None:
    """`span` with its right edge at the next (`step` 1) or previous (-1) end of a sentence; `None` where none is."""
    if step > 0:
        near = list(islice((block for block in blocks if block.end > span.end and block.kind != "column"), 2))
    else:
        near = [block for block in blocks if block.start < span.end and span.start < block.end]
    ends = [_trimmed(text, sentence).end for sentence in sentences(text, near)]
    if step > 0:
        end = min((end for end in ends if end > span.end), default=None)
    else:
        end = max((end for end in ends if span.start < end < span.end), default=None)
    return None if end is None else Span(span.start, end)


def line_at(text: str, offset: int) -> Span:
    """The line that holds an offset, the white space around it left out."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    line = text[start : len(text) if end < 0 else end]
    first = start + len(line) - len(line.lstrip())
    return Span(first, max(first, start + len(line.rstrip())))


def _trimmed(text: str, span: Span) -> Span:
    piece = text[span.start : span.end]
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, max(start, span.start + len(piece.rstrip())))
