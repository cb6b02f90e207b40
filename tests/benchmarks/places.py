"""Where a thing that the gold names stands in the reading text, and the keys that bring the caret there.

Keys are planned with the pane's own motions, so that what is planned is what the app does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import count

from dvo_tui.minutes.model import Block, Span
from dvo_tui.tui.panels.dialogues import find_all
from dvo_tui.tui.tokens import sentence_at
from dvo_tui.tui.widgets import minutes_motions as motions

FARTHEST = 6
"""Motions that are tried one after the other before a search is surely cheaper."""


def surfaces(text: str, words: str) -> list[Span]:
    """Where a surface stands as whole words, whatever white space and marks part them."""
    parts = re.findall(r"\w+", re.sub(r"<[^>]+>", " ", words))
    if not parts:
        return []
    pattern = r"(?<!\w)" + r"[\W_]{1,12}".join(map(re.escape, parts)) + r"(?!\w)"
    return [Span(*match.span()) for match in re.finditer(pattern, text, re.IGNORECASE)]


def passages(text: str, blocks: Sequence[Block], words: str, alike: Callable[[str, str], bool]) -> list[Span]:
    """Where a wording stands: by all its words, its first ones, or by the sentence that is alike."""
    whole = surfaces(text, words)
    if whole:
        return whole
    parts = words.split()
    for most in (10, 7, 5):
        found = surfaces(text, " ".join(parts[:most])) if len(parts) > most else []
        if found:
            return [Span(one.start, max(one.end, sentence_at(text, blocks, one.start).end)) for one in found]
    starts = motions.sentence_starts(text, tuple(blocks))
    near = (sentence_at(text, blocks, start) for start in starts)
    return [one for one in near if one and alike(text[one.start : one.end], words)]


class Caret:
    """Keys for the caret in one text.

    Args:
        text: The reading text.
        blocks: Its blocks, for motions by sentence and paragraph.
    """

    def __init__(self, text: str, blocks: tuple[Block, ...]) -> None:
        self._text = text
        self._starts = {
            ")": motions.sentence_starts(text, blocks),
            "}": motions.paragraph_starts(text, blocks),
        }

    def to(self, caret: int, fits: Callable[[int], bool], near: Span) -> list[str] | None:
        """The fewest keys from the caret to an offset that fits; `near` is where such offsets lie."""
        walked = self._walk(caret, fits)
        searched = self._search(caret, fits, near)
        known = [keys for keys in (walked, searched) if keys is not None]
        return min(known, key=len) if known else None

    def over(self, start: int, end: int) -> list[str] | None:
        """Keys that stretch a selection from the token at `start` to `end`: by characters in a token it ends within."""
        last = motions.token_at(self._text, end - 1)
        keys = self._walk(start, lambda offset: motions.token_at(self._text, offset) == last, farthest=40, on=True)
        if keys is None or last.end == end:
            return keys
        return [*keys, *["shift+right"] * (end - 1 - max(start, last.start))]

    def _walk(
        self, caret: int, fits: Callable[[int], bool], farthest: int = FARTHEST, on: bool = False
    ) -> list[str] | None:
        order = count()
        queue: list[tuple[int, int, int, tuple[str, ...]]] = [(0, next(order), caret, ())]
        seen: set[int] = set()
        while queue:
            cost, _, offset, keys = heappop(queue)
            if offset in seen:
                continue
            seen.add(offset)
            if fits(offset):
                return list(keys)
            if cost < farthest and len(seen) < 4_000:
                for key, to in self._steps(offset, on):
                    heappush(queue, (cost + 1, next(order), to, (*keys, key)))
        return None

    def _steps(self, offset: int, on: bool) -> Iterator[tuple[str, int]]:
        yield "right", motions.by_token(self._text, offset, 1)
        for key, back in ((")", "("), ("}", "{")):
            yield key, motions.by_start(self._starts[key], offset, 1)
            if not on:
                yield back, motions.by_start(self._starts[key], offset, -1)
        yield "left", motions.by_token(self._text, offset, -1)

    def _search(self, caret: int, fits: Callable[[int], bool], near: Span) -> list[str] | None:
        """A search for the fewest letters that find such an offset first."""
        for length in range(1, 25):
            for start in range(near.start, near.end):
                letters = self._text[start : start + length]
                if "\n" in letters or not fits(start) or not letters.strip() or not letters.isprintable():
                    continue
                found = find_all(self._text, letters)
                first = next((at for at in found if at >= caret), found[0] if found else -1)
                if first == start:
                    return ["/", *typed(letters), "enter"]
        return None


def typed(text: str) -> list[str]:
    """The keys that type a text."""
    return ["space" if character == " " else character for character in text]
