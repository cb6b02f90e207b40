"""One plot of the dashboard: a title, what the rows are called, and what plotext draws beside them.

Invariant: every name was made printable before it is measured, so a row of the plot is the row of its name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.app import ComposeResult, RenderResult
from textual.containers import Horizontal, Vertical
from textual_plotext import PlotextPlot

from dvo_tui.tui.pieces import Line, Piece, crop, piece, spread, width_of
from dvo_tui.tui.widgets.lines import Lines

BAR, AXIS = "━", 2
"""What bars are made of, and the rows that a curve keeps for its axis and what the axis counts."""


class Bar(NamedTuple):
    """A row: what it is called, what is said beside it, and its length, 0 to 1."""

    name: str
    said: str
    share: float


class _Plot(PlotextPlot):
    """Plotext without colours of its own, so that it is readable in every theme and without any."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self.theme = "clear"
        self.plt.frame(False)

    def render(self) -> RenderResult:
        return super().render() if self.size.width > 1 and self.size.height > 0 else ""


class Chart(Vertical):
    """A titled plot; bars that do not fit are scrolled to."""

    DEFAULT_CSS = """
    Chart { padding: 0 1; }
    Chart .title { height: 1; }
    Chart .names { width: 44%; height: 1fr; }
    Chart.-curve .names { width: 0; }
    Chart _Plot { height: 1fr; color: $success; }
    """

    def __init__(self, title: str, *, curve: bool = False, id: str | None = None) -> None:
        super().__init__(id=id, classes="-curve" if curve else None)
        self._called = title
        self._beside = ""
        self._bars: Sequence[Bar] = ()
        self._top = 0
        self._is_here = False
        self._heading, self._names, self._plot = Lines(), Lines(), _Plot()
        self._heading.add_class("title")
        self._names.add_class("names")

    def compose(self) -> ComposeResult:
        yield self._heading
        with Horizontal():
            yield self._names
            yield self._plot

    def show_curve(self, across: Sequence[float], up: Sequence[float], ticks: Sequence[tuple[float, str]]) -> None:
        """Draw a curve over an axis with these ticks."""
        plot = self._plot.plt
        plot.clear_figure()
        plot.theme("clear")
        plot.plot(list(across), list(up), marker="braille")
        plot.frame(False)
        plot.xticks([at for at, _label in ticks], [label for _at, label in ticks])
        most = max(up)
        plot.ylim(0, most)
        plot.yticks([0, most / 2, most], [f"{round(value):>5} " for value in (0, most / 2, most)])
        self._plot.refresh()

    def show_bars(self, bars: Sequence[Bar], said: str) -> None:
        """Draw bars, the first at the top; `said` stands at the right of the title."""
        self._bars, self._beside = bars, said
        self.redraw()

    def scroll_rows(self, rows: int) -> None:
        """Bring other bars into view."""
        self._top += rows
        self.redraw()

    def point(self, is_here: bool) -> None:
        """Mark the title of the plot that keys scroll."""
        self._is_here = is_here
        self.redraw()

    def redraw(self) -> None:
        """Draw title and bars for the size that holds now."""
        mark = Piece("▌" if self._is_here else " ", "accent")
        left: Line = [mark, piece(self._called.upper(), "strong")]
        self._heading.show([spread(left, [piece(self._beside, "muted")], self._heading.size.width)])
        width, height = self._names.size
        if self._bars and width and height:
            self._top = max(0, min(self._top, len(self._bars) - height))
            shown = self._bars[self._top : self._top + height]
            self._names.show([self._line_of(bar, width) for bar in shown])
            self._draw(shown, height)

    def _line_of(self, bar: Bar, width: int) -> Line:
        said = piece(f"{bar.said}  ")
        name = crop([Piece("  "), piece(bar.name)], max(0, width - said.cells - 1))
        return [*name, Piece(" " * max(1, width - width_of(name) - said.cells)), said]

    def _draw(self, shown: Sequence[Bar], height: int) -> None:
        plot = self._plot.plt
        plot.clear_figure()
        plot.theme("clear")
        rows = [height - index for index in range(len(shown))]
        plot.bar(rows, [bar.share for bar in shown], orientation="horizontal", width=0.01, marker=BAR)
        plot.frame(False)
        plot.xfrequency(0)
        plot.yfrequency(0)
        plot.yticks([1], [""])
        plot.xlim(0, 1)
        plot.ylim(0.5, height + 0.5)
        self._plot.refresh()

    def on_resize(self) -> None:
        self.call_after_refresh(self.redraw)
