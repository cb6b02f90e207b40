"""What a review screen shows until its document is open, or instead of it: a name, a notice, and how to quit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dvo_tui.language import _
from dvo_tui.tui.pieces import Line, Piece, crop, piece, wrap
from dvo_tui.tui.widgets.lines import Lines
from dvo_tui.tui.widgets.minutes_pane import MinutesPane
from dvo_tui.tui.widgets.minutes_row import READING_WIDTH

if TYPE_CHECKING:
    from dvo_tui.minutes.model import AgendaItem, Minutes
    from dvo_tui.review.records import Annotation, Record
    from dvo_tui.tui.screens.review import ReviewScreen

UNBOUNDED = 100_000


@dataclass(frozen=True)
class Unopened:
    """Minutes to be read before they are opened for review: nothing is found in them yet."""

    minutes: Minutes
    scheme: None = None
    records: Mapping[str, Record] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.minutes.text

    def between(self, start: int, end: int) -> tuple[Annotation, ...]:
        return ()

    def agenda(self) -> tuple[AgendaItem, ...]:
        return self.minutes.agenda


class Waiting:
    """The panes of a review screen without a document; nothing more is imported than its first picture needs."""

    def __init__(self, screen: ReviewScreen) -> None:
        self._screen = screen
        self._notice = self._key = ""

    def shell(self, notice: str, key: str) -> None:
        """The empty screen before a document is shown, or instead of it; `key` is the one that quits then."""
        self._screen.query_one("#header", Lines).show([[Piece(" "), *self.name()]])
        self._notice, self._key = notice, key
        self._show_notice()

    def fit(self) -> None:
        """Draw for the size of the screen: what is said where it is too small, and the notice while there is one."""
        small = _("The terminal is too small: dvo-tui needs at least 40 columns and 10 rows.")
        width = max(1, self._screen.size.width)
        self._screen.set_class(width < 40, "-tiny")  # Textual may have missed the size that it began with
        self._screen.set_class(self._screen.size.height < 10, "-flat")
        self._screen.query_one("#too-small", Lines).show([[piece(row)] for row in wrap(small, width, 8)])
        if not self._screen.ready:
            self._show_notice()

    @property
    def is_too_small(self) -> bool:
        """Whether the window has no room for the text."""
        return self._screen.has_class("-tiny") or self._screen.has_class("-flat")

    def widen(self) -> None:
        """Give the text the width that this reviewer reads at."""
        width = self._screen.host.reading_width
        for pane in self._screen.query(MinutesPane):
            pane.reading_width = READING_WIDTH if width is None else width or UNBOUNDED

    def name(self, width: int = 60) -> Line:
        """The document's name, as far as there is room."""
        return crop([piece(self._screen.entry.name.rsplit(".", 1)[0], "strong")], width)

    def _show_notice(self) -> None:
        for lines in self._screen.query("#notice").results(Lines):
            width = max(20, lines.size.width - 4)
            lines.show([[], *([Piece("  "), piece(row)] for row in wrap(self._notice, width, 6))])
        keys: Line = [piece(self._key, "key"), Piece(" "), piece(_("quit"))]
        self._screen.query_one("#footer", Lines).show([[Piece(" "), *keys]])
