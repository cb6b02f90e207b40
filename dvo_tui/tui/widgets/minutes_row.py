"""One row of the minutes pane as segments: margin, text, gap and gutter letters.

Invariant: what is drawn depends on the `Row`, layout, frame and palette alone, so that a `Row` is its own cache key.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style

from dvo_tui.tui.widgets.layout_text import Layout, cells, clusters, single
from dvo_tui.tui.widgets.minutes_cover import Covers, margin, paint, style_of
from dvo_tui.tui.widgets.minutes_marks import Mark
from dvo_tui.tui.widgets.palette import Look, Palette

RULE = "│"
BAR = "▌"
MARGIN = 2
READING_WIDTH = 78


class Frame(NamedTuple):
    """How the cells of a row are shared out, left to right: pad, margin, text, one cell of gap, gutter, the rest."""

    pad: int
    text: int
    gutter: int
    total: int

    @classmethod
    def of(cls, total: int, reading_width: int = READING_WIDTH) -> Frame:
        """The frame of a pane `total` cells wide."""
        gutter = 7 if total >= 60 else 5 if total >= 44 else 3
        edge = 1 if total >= 60 else 0
        text = max(2, min(reading_width, total - edge - MARGIN - 1 - gutter - 1))
        spare = max(edge, total - MARGIN - text - 1 - gutter - 1)
        return cls(min(max(edge, spare // 3), 8), text, gutter, total)

    @property
    def text_at(self) -> int:
        """The cell at which the text column begins."""
        return self.pad + MARGIN

    @property
    def gutter_at(self) -> int:
        return self.text_at + self.text + 1


class Row(NamedTuple):
    """Everything a row's look depends on, besides layout, frame and palette."""

    row: int
    marks: tuple[Mark, ...]
    """The marks to draw that overlap the row, outer before inner."""
    current: str | None
    """The current annotation, where it has a mark on this row."""
    title: str | None
    """What to draw before a title line; `None` for a row that is no title."""
    quiet: bool
    """Whether it is a line of column titles, which stand back."""
    caret: int | None
    selection: tuple[int, int] | None
    covers: Covers = ()
    """What is drawn over the row for a moment."""


def draw(row: Row, layout: Layout, frame: Frame, palette: Palette) -> list[Segment]:
    """The segments of a row, exactly `frame.total` cells."""
    start, end = layout.bounds(row.row)
    base = palette.base
    segments = [Segment(" " * frame.pad, base)] if frame.pad else []
    segments.append(_margin(row, palette))
    label = _label(row, layout)
    if label:
        segments.append(Segment(label, palette.style(Look(bold=True))))
    used = cells(label)
    for text, style in _pieces(row, layout, palette, start, end):
        segments.append(Segment(text, style + palette.muted if row.quiet else style))
        used += cells(text)
    if row.caret is not None and row.caret >= end and used <= frame.text:
        segments.append(Segment(" ", palette.style(Look(reverse=True))))
        used += 1
    if used <= frame.text:
        segments.append(Segment(" " * (frame.text + 1 - used), base))
    letters = list(gutter(row, start, _inked(layout.text, start, end), frame.gutter))
    segments += [Segment(letter, _letter_style(mark, row, palette)) for letter, mark in letters]
    rest = frame.total - frame.gutter_at - sum(cells(letter) for letter, _ in letters)
    if rest > 0:
        segments.append(Segment(" " * rest, base))
    return paint(segments, row.row, row.covers, layout, frame.text_at, palette) if row.covers else segments


def gutter(row: Row, start: int, end: int, room: int) -> Iterator[tuple[str, Mark | None]]:
    """The letters of a row's labels in order, each with its mark; `+` stands for those that find no room."""
    marks = [
        mark
        for mark in row.marks
        if mark.start < end and mark.end > start and (mark.layer != "turn" or mark.start >= start)
    ]
    spaced = 2 * len(marks) - 1 <= room
    more = len(marks) > room
    if more:
        marks = _with_current(marks, room - 1, row.current)
    for place, mark in enumerate(marks):
        if spaced and place:
            yield " ", None
        yield mark.tag, mark
    if more:
        yield "+", None


def _with_current(marks: list[Mark], room: int, current: str | None) -> list[Mark]:
    """The first marks that have room, the current one among them."""
    here = next((mark for mark in marks[room:] if mark.id == current), None)
    return [*marks[: room - 1], here] if here else marks[:room]


def _margin(row: Row, palette: Palette) -> Segment:
    if row.current is not None:
        return Segment(BAR + " ", palette.accent)
    cover = margin(row.covers)
    if cover is not None:
        return Segment(fitted(cover.margin, MARGIN), palette.base + style_of(palette, cover.style))
    if row.title is None and any(mark.layer == "turn" for mark in row.marks):
        return Segment(RULE + " ", palette.muted)
    return Segment("  ", palette.base)


def _label(row: Row, layout: Layout) -> str:
    return fitted(row.title, layout.indent(row.row)) if row.title else ""


def fitted(text: str, room: int) -> str:
    """As much of a text as fits, filled up with spaces."""
    kept = set_cell_size(text, room)
    return kept if cells(kept) == room else " " * room


def _letter_style(mark: Mark | None, row: Row, palette: Palette) -> Style:
    if mark is None:
        return palette.muted
    if mark.id == row.current:
        return palette.accent
    if mark.status == "pending":
        return palette.base
    return palette.muted + Style(strike=True) if mark.status == "rejected" else palette.muted


def _pieces(row: Row, layout: Layout, palette: Palette, start: int, end: int) -> Iterator[tuple[str, Style]]:
    """The row's text cut where its look changes."""
    text = layout.text
    inked = _inked(text, start, end)
    edges = {start, end}
    for mark in row.marks:
        edges.update((mark.start, min(mark.end, inked), mark.head))
    edges.update(row.selection or ())
    if row.caret is not None:
        edges.update((row.caret, row.caret + 1))
    if not single(text, start, end):
        edges = _snapped(edges, text, start, end)
    cuts = sorted(edge for edge in edges if start <= edge <= end)
    for first, last in pairwise(cuts):
        yield text[first:last], palette.style(_look(row, first, last, inked))


def _snapped(edges: Iterable[int], text: str, start: int, end: int) -> set[int]:
    """Edges moved back to where a character with its combining marks begins, so that none is torn apart."""
    snapped = {start, end}
    for first, last, _ in clusters(text, start, end):
        if any(first <= edge < last for edge in edges):
            snapped.add(first)
        if any(first < edge < last for edge in edges):
            snapped.add(last)
    return snapped


def _look(row: Row, at: int, last: int, inked: int) -> Look:
    """The look of the characters from `at` to `last`, between which nothing changes.

    What is pending underlines, what is accepted tints, each over its whole extent; two of one state make bold.
    """
    covering = [mark for mark in row.marks if mark.layer != "turn" and mark.start <= at < mark.end and at < inked]
    inner = covering[-1] if covering else None
    states = [mark.status for mark in covering]
    nested = max(states.count("pending"), states.count("accepted")) > 1
    reverse = at < inked and any(mark.id == row.current and mark.start <= at < mark.head for mark in row.marks)
    caret = row.caret is not None and at <= row.caret < last
    selected = row.selection is not None and row.selection[0] <= at < row.selection[1]
    return Look(
        tints=() if reverse else tuple((m.role, not m.sentence) for m in covering if m.status == "accepted"),
        underline="pending" in states,
        bold=reverse or row.title is not None or nested or selected,
        strike=inner is not None and inner.status == "rejected",
        reverse=reverse != caret,
        selected=selected,
    )


def _inked(text: str, start: int, end: int) -> int:
    """The end of a row without the white space it ends in, which marks leave blank."""
    return start + len(text[start:end].rstrip())


def letter_at(row: Row, layout: Layout, frame: Frame, column: int) -> str | None:
    """The annotation whose gutter letter stands at a cell of the row."""
    start, end = layout.bounds(row.row)
    at = frame.gutter_at
    for letter, mark in gutter(row, start, _inked(layout.text, start, end), frame.gutter):
        if mark is not None and at <= column < at + cells(letter):
            return mark.id
        at += cells(letter)
    return None
