"""Sentences that sound like a decision or an action and carry none: what the reviewer is still to look at.

Invariant: what carries a decision or action of any status, a rejected one too, was looked at and is not asked again.
Titles of agenda items are not asked, nor are the short cells (`vervallen`) of a table row that carries an action.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator

from dvo_tui.minutes.model import Block, Minutes, Span
from dvo_tui.minutes.regex import regex
from dvo_tui.review.history import Change
from dvo_tui.review.records import Action, Decision, Record
from dvo_tui.review.session import ReviewSession
from dvo_tui.suggest.cues import Cue, sounding


def cues(session: ReviewSession) -> tuple[Cue, ...]:
    """The sentences, in order, that carry nothing."""
    return Cues(session).open


CELL = 60
"""Characters of a table cell that says no more than how things stand with the action of its row."""


class Cues:
    """The sentences of a document that sound like something, and which of them carry it; kept in step.

    Making one reads the whole text once.

    Args:
        session: The session; after each Change of it `note` is to be called.
    """

    def __init__(self, session: ReviewSession) -> None:
        minutes = session.minutes
        titles = {_title(item.title) for item in minutes.agenda}
        titles |= {_title(f"{item.label or ''} {item.title}") for item in minutes.agenda}
        self._all = tuple(
            cue for cue in sounding(minutes) if _title(minutes.text[cue.span.start : cue.span.end]) not in titles
        )
        self._starts = [cue.span.start for cue in self._all]
        self._rows = _rows(minutes)
        self._row_starts = [row.start for row, _cells in self._rows]
        self._carried = [0] * len(self._all)
        self._take(session.records.values(), 1)
        self._open = [place for place, count in enumerate(self._carried) if not count]

    def note(self, change: Change) -> None:
        """Take in what a Change did."""
        for delta in change.deltas:
            for place in self._take((delta.before,), -1):
                if not self._carried[place]:
                    insort(self._open, place)
            for place in self._take((delta.after,), 1):
                if self._carried[place] == 1:
                    del self._open[bisect_left(self._open, place)]

    @property
    def open(self) -> tuple[Cue, ...]:
        """Those that carry nothing, in order."""
        return tuple(self._all[place] for place in self._open)

    @property
    def count(self) -> int:
        """How many carry nothing."""
        return len(self._open)

    @property
    def total(self) -> int:
        """How many there are in the document."""
        return len(self._all)

    @property
    def walked(self) -> int:
        """How many carry something, or were said to hold nothing."""
        return self.total - self.count

    def next(self, offset: int, step: int = 1) -> Cue | None:
        """The next (`step` 1) or previous (-1) open one from an offset, around the ends; `None` when all is walked.

        The sentence that holds the offset is neither.
        """
        if not self._open:
            return None
        if step > 0:
            at = bisect_right(self._open, bisect_right(self._starts, offset) - 1)
        else:
            here = bisect_right(self._starts, offset) - 1
            inside = here >= 0 and offset < self._all[here].span.end
            at = bisect_left(self._open, here if inside else here + 1) - 1
        return self._all[self._open[at % len(self._open)]]

    def at(self, offset: int) -> Cue | None:
        """The open one that holds an offset."""
        place = bisect_right(self._starts, offset) - 1
        if place < 0 or self._carried[place] or offset >= self._all[place].span.end:
            return None
        return self._all[place]

    def _take(self, records: Iterable[Record | None], by: int) -> list[int]:
        """Count decisions and actions at the sentences on which they stand; gives the places of those sentences."""
        touched: list[int] = []
        for record in records:
            if isinstance(record, Decision | Action):
                spans = [*record.spans, *(self._beside(record) if isinstance(record, Action) else ())]
                for place in sorted({place for span in spans for place in self._under(span)}):
                    self._carried[place] += by
                    touched.append(place)
        return touched

    def _under(self, span: Span) -> range:
        first = max(0, bisect_right(self._starts, span.start) - 1)
        if first < len(self._all) and self._all[first].span.end <= span.start:
            first += 1
        return range(first, bisect_left(self._starts, span.end))

    def _beside(self, action: Action) -> Iterator[Span]:
        """The short cells of the table rows that an action stands in."""
        for span in action.spans:
            row = bisect_right(self._row_starts, span.start) - 1
            if row >= 0 and span.start < self._rows[row][0].end:
                yield from self._rows[row][1]


def _rows(minutes: Minutes) -> list[tuple[Span, list[Span]]]:
    """Every table row, in order, as the stretch it takes in the text and its short cells."""
    rows: dict[tuple[int | None, int | None], list[Block]] = {}
    for block in minutes.blocks:
        if block.table is not None and block.row is not None and block.kind != "column":
            rows.setdefault((block.table, block.row), []).append(block)
    found = [
        (
            Span(min(block.start for block in blocks), max(block.end for block in blocks)),
            [block.span for block in blocks if len(block.span) <= CELL],
        )
        for blocks in rows.values()
    ]
    return sorted(found, key=lambda row: row[0].start)


def _title(text: str) -> str:
    """The words of a title, to compare it with what is printed."""
    return " ".join(_WORD.findall(text.casefold()))


_WORD = regex(r"\w+")
