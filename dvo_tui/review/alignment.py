"""What of an old text stands where in a new one: runs of equal tokens, and from them the new place of a span.

A span gets a place only where exactly one is possible: its words, with enough of what stands around them, lead to one
place in the new text, and from there back to the span alone. White space never counts. Time and memory are linear in
the texts, also in repetitive ones: at most two runs of each kind share a token.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from dvo_tui.minutes.model import Span
from dvo_tui.minutes.segment import WORD

How = Literal["kept", "moved", "relocated", "edited"]
"""Same offsets; other offsets; another place in the order of the text; edges the same but words between them not."""

SHINGLE = 5
"""Tokens in a row that begin a run where they stand once in both texts."""

LOCAL_SHINGLE = 3
"""The same between two runs that follow each other in both texts."""

RELOCATED = 8
"""A run out of order is chance below this many tokens."""

CONTEXT = 4
"""So many equal tokens must stand around a quote, in one run with it …"""

LONG = 8
"""… unless it has this many itself; only from here on may words inside it have changed."""

EDGE = 3
"""Tokens at either end of a changed quote that must have a place of their own."""

ALIKE = 0.75
"""How much of a changed quote must be the same: twice the equal tokens over the tokens of both."""

_TOKEN = re.compile(rf"{WORD}|[^\w\s]")


class Placed(NamedTuple):
    """Where a span stands in the new text, and how it came there."""

    span: Span
    how: How


class _Run(NamedTuple):
    """Tokens `old` to `old + length` are tokens `new` to `new + length`."""

    old: int
    new: int
    length: int
    in_order: bool = False


class _Tokens:
    """A text as numbers, one a token, with a token of its own before the first and after the last."""

    def __init__(self, text: str, numbers: dict[str, int]) -> None:
        self.starts, self.ends, self.ids = [0], [0], [-1]
        for match in _TOKEN.finditer(text):
            self.starts.append(match.start())
            self.ends.append(match.end())
            word = unicodedata.normalize("NFC", match.group())  # a file that was saved anew may part accents
            self.ids.append(numbers.setdefault(word, len(numbers)))
        self.starts.append(len(text))
        self.ends.append(len(text))
        self.ids.append(-2)

    def range(self, span: Span) -> tuple[int, int]:
        """The tokens that a span touches, half-open."""
        first = bisect_right(self.ends, span.start, 1, len(self.ends) - 1)
        return first, bisect_left(self.starts, span.end, first, len(self.starts) - 1)


class _Cover:
    """Runs by where they lie in one of the texts."""

    def __init__(self, runs: Sequence[_Run], side: Literal[0, 1]) -> None:
        self._side = side
        self._runs = sorted(runs, key=lambda run: run[side])
        self._starts = [run[side] for run in self._runs]
        self._reach: list[int] = []
        reach = 0
        for run in self._runs:
            reach = max(reach, run[side] + run.length)
            self._reach.append(reach)

    def __iter__(self) -> Iterator[_Run]:
        return iter(self._runs)

    def touching(self, first: int, last: int) -> Iterator[_Run]:
        """The runs that hold a token of `first` to `last`, half-open."""
        for index in range(bisect_left(self._starts, last) - 1, -1, -1):
            if self._reach[index] <= first:
                return
            run = self._runs[index]
            if run[self._side] + run.length > first:
                yield run

    def holding(self, first: int, last: int) -> list[_Run]:
        """The runs that hold all of them."""
        touching = self.touching(first, first + 1)
        return [run for run in touching if last <= run[self._side] + run.length]


class Alignment:
    """Two texts side by side.

    Args:
        old: The text that spans point into.
        new: The text in which they are looked for.
    """

    def __init__(self, old: str, new: str) -> None:
        self._texts = old, new
        numbers: dict[str, int] = {}
        self._old, self._new = _Tokens(old, numbers), _Tokens(new, numbers)
        runs = _runs(self._old.ids, self._new.ids)
        self._by_old, self._by_new = _Cover(runs, 0), _Cover(runs, 1)

    def place(self, span: Span, tolerant: bool = False) -> Placed | None:
        """Where a span of the old text stands in the new one; `None` where that is not sure.

        Args:
            span: The span.
            tolerant: Whether words inside a long quote may have changed.
        """
        if self._texts[0] == self._texts[1]:
            return Placed(span, "kept")
        first, last = self._old.range(span)
        if first >= last:
            return None
        run = self._sure(first, last)
        if run is not None:
            shift = run.new - run.old
            place = self._at(span, first, last, first + shift, last + shift)
            how: How = "moved" if run.in_order else "relocated"
            return Placed(place, "kept" if place == span else how)
        edges = self._edges(first, last) if tolerant and last - first >= LONG else None
        return None if edges is None else Placed(self._at(span, first, last, *edges), "edited")

    def _sure(self, first: int, last: int) -> _Run | None:
        """The run that leads these tokens to the one place they can have."""
        forth = self._by_old.holding(first, last)
        if len({run.new - run.old for run in forth}) != 1:
            return None
        run = max(forth, key=lambda run: run.length)
        shift = run.new - run.old
        if any(other.new - other.old != shift for other in self._by_new.holding(first + shift, last + shift)):
            return None
        around = run.length - (last - first)
        whole = run.length == len(self._old.ids) == len(self._new.ids)
        return run if whole or last - first >= LONG or around >= CONTEXT else None

    def _edges(self, first: int, last: int) -> tuple[int, int] | None:
        """Where a quote with changed words begins and ends in the new text."""
        left, right = self._sure(first, first + EDGE), self._sure(last - EDGE, last)
        if left is None or right is None:
            return None
        begin, end = first + left.new - left.old, last + right.new - right.old
        equal, reached = 0, first
        for run in sorted(self._by_old.touching(first, last)):
            shift = run.new - run.old
            start = max(reached, run.old, begin - shift)
            stop = min(last, run.old + run.length, end - shift)
            if start < stop:
                equal, reached = equal + stop - start, stop
        alike = end - begin >= LONG and 2 * equal >= ALIKE * (last - first + end - begin)
        return (begin, end) if alike else None

    def _at(self, span: Span, first: int, last: int, new_first: int, new_last: int) -> Span:
        """The span of new tokens, cut inside the outer ones, and with white space around them, as the old one was."""
        old, new = self._texts
        inner = span.start - self._old.starts[first], span.end - self._old.ends[last - 1]
        start = self._new.starts[new_first] + max(0, inner[0])
        end = self._new.ends[new_last - 1] + min(0, inner[1])
        if inner[0] < 0 and new[:start].endswith(old[span.start : self._old.starts[first]]):
            start += inner[0]
        if inner[1] > 0 and new.startswith(old[self._old.ends[last - 1] : span.end], end):
            end += inner[1]
        return Span(start, end)

    @property
    def kept(self) -> float:
        """How much of the old text the new one still has in its order: 0 to 1, in tokens."""
        total = len(self._old.ids) - 2
        if total <= 0:
            return 1.0
        held, reached = 0, 1
        for run in sorted(run for run in self._by_old if run.in_order):
            start, stop = max(reached, run.old), min(total + 1, run.old + run.length)
            if start < stop:
                held, reached = held + stop - start, stop
        return held / total


def occurrence(text: str, before: str, words: str, after: str) -> Span | None:
    """Where words stand with just these around them, if that is exactly once and enough to go by; else `None`."""
    whole = before + words + after
    start = text.find(whole)
    if not words.strip() or len(_TOKEN.findall(whole)) < CONTEXT or start < 0 or text.find(whole, start + 1) >= 0:
        return None
    return Span(start + len(before), start + len(before) + len(words))


def _runs(old: list[int], new: list[int]) -> list[_Run]:
    """Every run: those in order, those between them, and those that are long enough to be sure out of order."""
    if old == new:
        return [_Run(0, 0, len(old), True)]
    found = list(_matches(old, new, (0, len(old)), (0, len(new)), SHINGLE))
    spine = _heaviest_in_order(found)
    kept = set(spine)
    runs = [run for run in found if run not in kept and run.length >= RELOCATED]
    runs += [run._replace(in_order=True) for run in spine]
    for one, two in pairwise(spine):
        gaps = (one.old + one.length, two.old), (one.new + one.length, two.new)
        if all(low < high for low, high in gaps):
            local = list(_matches(old, new, *gaps, LOCAL_SHINGLE))
            runs += [run._replace(in_order=True) for run in _heaviest_in_order(local)]
    return runs


def _matches(
    old: list[int], new: list[int], within: tuple[int, int], within_new: tuple[int, int], size: int
) -> Iterator[_Run]:
    """The longest runs around every shingle that stands once in both texts, in the order of the old one."""
    (low, high), (new_low, new_high) = within, within_new
    pairs = _common_shingles(old[low:high], new[new_low:new_high], size)
    anchors = [(low + at, new_low + new_at) for at, new_at in pairs]
    if (low, new_low) == (0, 0):
        anchors = [(0, 0), *anchors, (high - 1, new_high - 1)]
    reached, last_shift = -1, 0
    for at, new_at in anchors:
        shift = new_at - at
        if at < reached and shift == last_shift:
            continue
        start, end = at, at
        while start > low and start + shift > new_low and old[start - 1] == new[start - 1 + shift]:
            start -= 1
        while end < high and end + shift < new_high and old[end] == new[end + shift]:
            end += 1
        reached, last_shift = end, shift
        yield _Run(start, start + shift, end - start)


def _common_shingles(old: list[int], new: list[int], size: int) -> list[tuple[int, int]]:
    """Where in each the shingles stand that both have once."""
    places = _once(old, size), _once(new, size)
    return [(at, places[1][gram]) for gram, at in places[0].items() if at >= 0 and places[1].get(gram, -1) >= 0]


def _once(ids: list[int], size: int) -> dict[tuple[int, ...], int]:
    """Every shingle with its place, -1 where it has several."""
    places: dict[tuple[int, ...], int] = {}
    for at, gram in enumerate(zip(*(ids[offset:] for offset in range(size)), strict=False)):
        places[gram] = -1 if gram in places else at
    return places


def _heaviest_in_order(runs: list[_Run]) -> list[_Run]:
    """The chain of runs with the most tokens that stand in the same order in both texts.

    A longest increasing subsequence with weights: a Fenwick tree keeps the heaviest chain up to each new place.
    """
    ordered = sorted(runs)
    ranks = {new: rank for rank, new in enumerate(sorted({run.new for run in ordered}), 1)}
    tree = [(0, -1)] * (len(ranks) + 1)
    before: list[int] = []
    for index, run in enumerate(ordered):
        best, rank = (0, -1), ranks[run.new] - 1
        while rank:
            best, rank = max(best, tree[rank]), rank & (rank - 1)
        before.append(best[1])
        rank = ranks[run.new]
        while rank <= len(ranks):
            tree[rank], rank = max(tree[rank], (best[0] + run.length, index)), rank + (rank & -rank)
    at = max(tree)[1]
    chain: list[_Run] = []
    while at >= 0:
        chain.append(ordered[at])
        at = before[at]
    return chain[::-1]
