"""Where the caret goes: by token, sentence and paragraph over a text, without a screen.

Every motion takes an offset and a count (negative: back) and stays inside the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from dvo_tui.minutes.model import Block, Span
from dvo_tui.minutes.segment import sentences, tokens

_WINDOW = 512
"""How far around the caret tokens are looked for at a time, so that an endless line costs no more than a short one."""


def token_at(text: str, offset: int) -> Span:
    """The token that holds an offset, else the white space character there."""
    found = [span for span in _tokens_around(text, offset) if span.start <= offset < span.end]
    return found[0] if found else Span(offset, min(offset + 1, len(text)))


def by_token(text: str, offset: int, count: int) -> int:
    """The start of the token `count` tokens on; back, first to the start of the token the caret is in."""
    for _ in range(abs(count)):
        offset = _next_token(text, offset) if count > 0 else _previous_token(text, offset)
    return offset


def by_start(starts: Sequence[int], offset: int, count: int) -> int:
    """The same over any sorted starts: sentences, paragraphs."""
    if not starts or not count:
        return offset
    place = bisect_right(starts, offset) - 1 + count if count > 0 else bisect_left(starts, offset) + count
    return starts[max(0, min(place, len(starts) - 1))]


def sentence_starts(text: str, blocks: tuple[Block, ...]) -> list[int]:
    """Where sentences begin, in the blocks or, without any, in the text as a whole."""
    return sorted({span.start for span in sentences(text, blocks or (Block("paragraph", 0, len(text)),))})


def paragraph_starts(text: str, blocks: tuple[Block, ...]) -> list[int]:
    """Where blocks begin; where lines that are not empty begin, if there are no blocks."""
    if blocks:
        return sorted({block.start for block in blocks})
    starts, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            starts.append(at)
        at += len(line) + 1
    return starts


def _next_token(text: str, offset: int) -> int:
    at = offset
    while at < len(text):
        later = [span.start for span in _tokens_around(text, at) if span.start > offset]
        if later:
            return min(later)
        at += _WINDOW
    return offset


def _previous_token(text: str, offset: int) -> int:
    at = offset
    while True:
        earlier = [span.start for span in _tokens_around(text, at) if span.start < offset]
        if earlier:
            return max(earlier)
        if at <= 0:
            return offset
        at = max(0, at - _WINDOW)


def _tokens_around(text: str, offset: int) -> list[Span]:
    """The tokens of a window that begins and ends between tokens."""
    start = _gap_before(text, offset - _WINDOW)
    end = _gap_after(text, offset + _WINDOW)
    return list(tokens(text, start, end))


def _gap_before(text: str, at: int) -> int:
    """The white space at or before an offset, looked for no further than a window."""
    at = max(0, at)
    low = max(0, at - _WINDOW)
    place = at
    while place > low and not text[place - 1].isspace():
        place -= 1
    return place


def _gap_after(text: str, at: int) -> int:
    high = min(len(text), at + _WINDOW)
    at = min(at, len(text))
    while at < high and not text[at].isspace():
        at += 1
    return at
