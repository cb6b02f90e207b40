"""The reading order of a PDF page: columns, margins with a letterhead, tables between the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from dvo_tui.minutes.columns import column_role
from dvo_tui.minutes.readers.contacts import is_contact
from dvo_tui.minutes.readers.pdf_tables import RawTable, headed_table, label_table
from dvo_tui.minutes.readers.pdf_words import COLUMN_GAP, TextLine, Word, rows_of, segments_of

_STEP = 3
_MOST_STEPS = 1_000
"""Places of a gutter that are tried, whatever the width; a page of 3,000 points is wider than any of minutes."""

_LEAST_LINES = 3
_SIDE = 0.3
_DEEPEST = 4
_MOST_SEGMENTS = 2_000
_MARKER = re.compile(r"[(\[]?(?:\d{1,3}(?:\.\d{1,2})*|[A-Za-z]|[ivxIVX]{1,4})[.):]?$|[-–—•●○◦▪■□►➢❖✓*·‣⁃o]$")


class Segment(NamedTuple):
    """Words beside one another, or a table, with the box around them."""

    words: list[Word]
    table: RawTable | None
    x0: float
    x1: float
    top: float
    bottom: float

    def text(self) -> str:
        return " ".join(word.text for word in self.words)


class Letterhead(list[TextLine]):
    """Lines in a margin that tell how to reach the sender; part of the raw text, not of what is read."""


Part = list[TextLine] | RawTable
"""A stretch of lines in one column (or a letterhead beside it), or a table."""


def reading_order(words: list[Word], tables: list[RawTable], page: int) -> list[Part]:
    """The parts of a page in the order in which they are read."""
    segments = [_segment(found) for row in rows_of(words) for found in segments_of(row)]
    segments += [Segment([], table, table.x0, table.x1, table.top, table.bottom) for table in tables]
    return list(_parts(segments, page, 0))


def _segment(words: list[Word]) -> Segment:
    return Segment(
        words,
        None,
        words[0].x0,
        max(word.x1 for word in words),
        min(word.top for word in words),
        max(word.bottom for word in words),
    )


def _parts(segments: list[Segment], page: int, depth: int) -> Iterator[Part]:
    gutter = _gutter(segments) if depth < _DEEPEST and len(segments) <= _MOST_SEGMENTS else None
    if gutter is None:
        yield from _in_rows(segments, page)
        return
    beside = {id(s) for side in (gutter.left, gutter.right) for s in side}
    above = [s for s in segments if s.top < gutter.top and id(s) not in beside]
    below = [s for s in segments if s.top >= gutter.top and id(s) not in beside]
    yield from _parts(above, page, depth + 1)
    yield from _side_by_side(gutter, page, depth)
    yield from _parts(below, page, depth + 1)


class _Gutter(NamedTuple):
    """White space from top to bottom between segments on either side."""

    left: list[Segment]
    right: list[Segment]
    top: float


def _gutter(segments: list[Segment]) -> _Gutter | None:
    """The gutter with most text beside it, or None where the text is one column."""
    if len(segments) < 2 * _LEAST_LINES:
        return None
    x0, x1 = min(s.x0 for s in segments), max(s.x1 for s in segments)
    ordered = sorted(segments, key=lambda s: s.top)
    best: tuple[float, _Gutter] | None = None
    for x in range(int(x0) + 20, int(x1) - 20, max(_STEP, int(x1 - x0) // _MOST_STEPS)):
        for run in _runs(ordered, x):
            left, right = [s for s in run if s.x1 <= x], [s for s in run if s.x0 >= x]
            score = _score(left, right)
            if score and (best is None or score > best[0]):
                best = (score, _Gutter(left, right, min(s.top for s in run)))
    return best[1] if best else None


def _runs(ordered: list[Segment], x: float) -> Iterator[list[Segment]]:
    """The segments between those that cross `x`."""
    run: list[Segment] = []
    for segment in ordered:
        if segment.x0 < x < segment.x1:
            yield run
            run = []
        else:
            run.append(segment)
    yield run


def _score(left: list[Segment], right: list[Segment]) -> float:
    """How much text a gutter parts; 0 where it is none."""
    if len(left) < _LEAST_LINES or len(right) < _LEAST_LINES:
        return 0.0
    top, bottom = max(left[0].top, right[0].top), min(max(s.bottom for s in left), max(s.bottom for s in right))
    beside = [sum(s.bottom > top and s.top < bottom for s in side) for side in (left, right)]
    width = min(s.x0 for s in right) - max(s.x1 for s in left)
    size = max((w.size for s in [*left[:3], *right[:3]] for w in s.words), default=10.0)
    if min(beside) < _LEAST_LINES or width < COLUMN_GAP * size:
        return 0.0
    if all(_MARKER.match(s.text()) for s in left if s.table is None):
        return 0.0
    return len(left) + len(right) + min(width, 40.0) / 100


def _side_by_side(gutter: _Gutter, page: int, depth: int) -> Iterator[Part]:
    left, right = gutter.left, gutter.right
    if all(s.table is None for s in [*left, *right]):
        table = label_table([s.words for s in left], [s.words for s in right], page)
        if table is not None:
            yield table
            return
    widths = [max(s.x1 for s in side) - min(s.x0 for s in side) for side in (left, right)]
    narrow = min(widths) < _SIDE * (max(s.x1 for s in right) - min(s.x0 for s in left))
    if narrow and not _has_rows(left, right):
        side, main = (left, right) if widths[0] < widths[1] else (right, left)
        parts = list(_in_rows(side, page))
        contacts = sum(is_contact(s.text()) for s in side)
        for part in parts:
            letterhead = contacts * 4 >= len(side) and not isinstance(part, RawTable)
            yield Letterhead(part) if letterhead and isinstance(part, list) else part
        yield from _parts(main, page, depth + 1)
    elif _has_rows(left, right) and (_is_ragged(left) or _has_header([*left, *right])):
        yield from _in_rows([*left, *right], page)
    else:
        yield from _parts(left, page, depth + 1)
        yield from _parts(right, page, depth + 1)


def _has_rows(left: list[Segment], right: list[Segment]) -> bool:
    """Whether what stands left has its partner on the same line right."""
    bottoms = sorted(s.bottom for s in right)
    partners = sum(any(abs(s.bottom - bottom) < 2 for bottom in bottoms) for s in left)
    return partners > 0.8 * len(left) and partners > 0.5 * len(right)


def _has_header(segments: list[Segment]) -> bool:
    """Whether a row of column titles as minutes have them is among the rows."""
    titles = sorted(s.bottom for s in segments if s.words and column_role(s.text()) is not None)
    return any(after - before < 2 for before, after in pairwise(titles))


def _is_ragged(left: list[Segment]) -> bool:
    """Whether segments are short entries rather than the wrapped lines of a column."""
    edge = max(s.x1 for s in left)
    width = edge - min(s.x0 for s in left)
    full = sum(s.x1 > edge - 0.2 * width for s in left)
    return full < 0.5 * len(left)


def _in_rows(segments: list[Segment], page: int) -> Iterator[Part]:
    """One column, from top to bottom; tables without lines are found here."""
    lines: list[TextLine] = []
    for part in _tables_between(segments):
        if isinstance(part, RawTable):
            if lines:
                yield lines
            lines = []
            yield part
            continue
        index = 0
        while index < len(part):
            found = headed_table(part, index, page)
            if found is not None:
                if lines:
                    yield lines
                lines = []
                table, index = found
                yield table
            else:
                lines.append(TextLine([word for segment in part[index] for word in segment], page))
                index += 1
    if lines:
        yield lines


def _tables_between(segments: list[Segment]) -> Iterator[RawTable | list[list[list[Word]]]]:
    """Rows of segments between ruled tables, and these tables, from top to bottom."""
    tables = sorted((s.table for s in segments if s.table is not None), key=lambda table: table.top)
    words = [word for s in segments for word in s.words]
    for table in tables:
        above = [word for word in words if (word.top + word.bottom) / 2 < table.top]
        words = [word for word in words if (word.top + word.bottom) / 2 >= table.top]
        if above:
            yield [segments_of(row) for row in rows_of(above)]
        yield table
    if words:
        yield [segments_of(row) for row in rows_of(words)]
