"""What is drawn over the text for a moment: letters, bars in the margin, and stretches in another style.

Invariant: a cover changes how cells look, never how many there are; no row grows, shrinks or breaks elsewhere.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from dvo_tui.tui.widgets.layout_text import Layout, cells
from dvo_tui.tui.widgets.palette import Palette


class Cover(NamedTuple):
    """A stretch of text that is drawn otherwise.

    `style` is one of `STYLES`, or empty to leave the text as it looks. `text` replaces as many cells, from the
    stretch's first one on. `margin` stands in the left margin of every row that the stretch touches.
    """

    start: int
    end: int
    style: str = ""
    text: str = ""
    margin: str = ""


Covers = tuple[Cover, ...]

STYLES = ("hint", "chosen", "out", "said", "cue")
"""Letters to press; what an act will take; what it leaves out; what it is about; a missed cue."""


class Layers:
    """Covers by the name of who put them there; found by place."""

    def __init__(self) -> None:
        self._layers: dict[str, tuple[Covers, list[int]]] = {}

    def put(self, name: str, covers: Iterable[Cover]) -> set[Cover]:
        """Replace the covers of a name; gives those that came or went."""
        before, _reach = self._layers.pop(name, ((), []))
        after = tuple(sorted(covers))
        if after:
            self._layers[name] = after, list(accumulate((cover.end for cover in after), max))
        return set(before) ^ set(after)

    def within(self, start: int, end: int) -> Covers:
        """The covers that overlap a stretch of text, layer by layer in the order in which they were put."""
        found: list[Cover] = []
        for covers, reach in self._layers.values():
            at = bisect_left(reach, start + 1)
            while at < len(covers) and covers[at].start < end:
                if covers[at].end > start:
                    found.append(covers[at])
                at += 1
        return tuple(found)


def margin(covers: Covers) -> Cover | None:
    """The cover that has something to say in the margin; the last one put there."""
    return next((cover for cover in reversed(covers) if cover.margin), None)


def style_of(palette: Palette, name: str) -> Style:
    """What a style looks like; each has attributes that read without colour."""
    if name == "hint":
        return palette.accent + Style(reverse=True)
    if name == "chosen":
        return Style(bold=True, underline=True, color=palette.accent.color)
    if name == "out":
        return palette.muted + Style(strike=True, underline=False)
    if name == "said":
        return Style(bold=True)
    return Style(color=palette.colours["warning"].rich_color) if name == "cue" else Style()


def paint(
    segments: list[Segment], row: int, covers: Covers, layout: Layout, at: int, palette: Palette
) -> list[Segment]:
    """The segments of a row with its covers on them.

    Args:
        segments: The row, whole.
        row: Its number.
        covers: What touches it.
        layout: The text as it is wrapped.
        at: The cell at which the text column begins.
        palette: The styles of the theme.
    """
    start, end = layout.bounds(row)
    strip = Strip(segments)
    for cover in covers:
        if cover.end <= start or cover.start >= max(end, start + 1):
            continue
        style = style_of(palette, cover.style)
        first, last = (_cell(layout, row, offset) + at for offset in (max(start, cover.start), min(end, cover.end)))
        if cover.style and not cover.text and not cover.margin:
            within = [Segment(part.text, (part.style or Style()) + style) for part in strip.crop(first, last)]
            strip = _replaced(strip, first, within, last)
        elif cover.text and cover.start >= start:
            strip = _replaced(strip, first, [Segment(cover.text, style)], first + cells(cover.text))
    return list(strip)


def _replaced(strip: Strip, first: int, within: list[Segment], last: int) -> Strip:
    length = strip.cell_length
    kept = Strip(within).crop(0, length - first)
    return Strip.join([strip.crop(0, first), kept, strip.crop(min(last, length), length)])


def _cell(layout: Layout, row: int, offset: int) -> int:
    """The cell of an offset on a row, also of its end."""
    start, _end = layout.bounds(row)
    return layout.indent(row) + cells(layout.text[start:offset])
