"""The drawn document under the minutes pane: layout, scrolling, and rows drawn once and kept.

Invariant: a row is drawn anew only when something its look depends on has changed; a change of layout leaves the line
under the eye where it is on the screen.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual.cache import LRUCache
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from dvo_tui.minutes.model import Span
from dvo_tui.tui.widgets.layout_text import Layout, scrolled_to
from dvo_tui.tui.widgets.minutes_cover import Cover
from dvo_tui.tui.widgets.minutes_document import Document, Shown, View
from dvo_tui.tui.widgets.minutes_marks import Mark
from dvo_tui.tui.widgets.minutes_row import READING_WIDTH, Frame, Row, draw
from dvo_tui.tui.widgets.palette import Palette

_STRIPS = 2048
"""Rows kept drawn: some forty screens."""


class MinutesCanvas(ScrollView, can_focus=True, inherit_bindings=False):
    """A session's text with its marks, scrolled by rows; it knows nothing of keys or the pointer."""

    DEFAULT_CSS = """
    MinutesCanvas {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        scrollbar-background: $background;
        scrollbar-background-hover: $background;
        scrollbar-background-active: $background;
        scrollbar-color: $panel;
        scrollbar-color-hover: $primary;
        scrollbar-color-active: $primary;
    }
    """
    ALLOW_SELECT = False

    def __init__(self, session: Shown, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._strips: LRUCache[Row, Strip] = LRUCache(_STRIPS)
        self._styles: Palette | None = None
        self._reading_width = READING_WIDTH
        self._open(session)

    def _open(self, session: Shown) -> None:
        self._document = Document(session)
        self._view = View()
        self._eye = 0
        self._frame = Frame.of(0)
        self._height = 0
        self._taken_up: tuple[int, int] | None = None
        self._strips.clear()

    @property
    def session(self) -> Shown:
        """The session that is shown; read only here."""
        return self._document.session

    @property
    def layout_text(self) -> Layout:
        """The text as it is wrapped now."""
        return self._document.layout

    @property
    def reading_width(self) -> int:
        """The most cells a line of text takes; setting it wraps anew."""
        return self._reading_width

    @reading_width.setter
    def reading_width(self, width: int) -> None:
        self._reading_width = width
        self._lay_out_if_needed()

    @property
    def palette(self) -> Palette:
        """The styles of the theme on this pane's background."""
        if self._styles is None:
            _, _, background, foreground = self.colors
            few = self.app.console.color_system == "standard" and not self.app.is_headless
            self._styles = Palette.of(self.app.theme_variables, background, foreground, few)
        return self._styles

    def row_of(self, offset: int) -> int:
        """The row on which an offset stands, from the top of the document."""
        return self._document.layout.row_of(offset)

    def visible_span(self) -> Span:
        """The text on screen."""
        return self._shown(self.size.height)

    def _shown(self, height: int) -> Span:
        layout = self._document.layout
        top = min(self.scroll_offset.y, layout.rows - 1)
        last = min(layout.rows - 1, top + max(1, height) - 1)
        return Span(layout.bounds(top)[0], layout.bounds(last)[1])

    # Drawing

    def overlay(self, name: str, covers: Iterable[Cover] = ()) -> None:
        """Draw covers over the text in place of those put there by the same name; without any, clear them.

        Only the rows that a change touches are drawn anew.
        """
        changed = self._document.layers.put(name, covers)
        shown = self.visible_span()
        seen = (cover for cover in changed if cover.start <= shown.end and cover.end >= shown.start)
        self._refresh_places(*(Span(cover.start, cover.end) for cover in seen))

    def render_line(self, y: int) -> Strip:
        """One row of the screen."""
        self._lay_out_if_needed()
        row = y + self.scroll_offset.y
        if row >= self._document.layout.rows:
            return Strip.blank(self._frame.total, self.palette.base)
        key = self._document.row(row, self._view)
        strip = self._strips.get(key)
        if strip is None:
            strip = Strip(draw(key, self._document.layout, self._frame, self.palette), self._frame.total)
            self._strips[key] = strip
        return strip

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, lambda _: self._restyle())

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._restyle()

    def _restyle(self) -> None:
        before, self._styles = self._styles, None
        if before is not None and self.is_attached and self.palette != before:
            self._strips.clear()
            self.refresh()

    def _refresh_marks(self, marks: Iterable[Mark]) -> None:
        self._refresh_places(*(Span(mark.start, mark.end) for mark in marks))

    def _refresh_places(self, *places: Span | int | None) -> None:
        """Refresh the rows of spans and offsets that are on screen."""
        top, height = self.scroll_offset.y, self.size.height
        rows: set[int] = set()
        for place in places:
            if isinstance(place, int):
                rows.add(self.row_of(place))
            elif place is not None:
                first, last = self.row_of(place.start), self.row_of(max(place.start, place.end - 1))
                rows.update(range(max(top, first), min(top + height - 1, last) + 1))
        for row in rows:
            if top <= row < top + height:
                self.refresh_line(row)

    # Layout and scrolling

    def on_resize(self) -> None:
        held = self._eye_is_shown(self._height)
        self._height = self.size.height
        self._lay_out_if_needed()
        if not self._take_up() and held:
            self._reveal(self._eye, self._eye, 0, 0)

    def take_up(self, row: int, width: int) -> None:
        """Put a row at the top once the text is laid out, if the pane is then `width` cells wide."""
        self._taken_up = row, width
        self._take_up()

    def _take_up(self) -> bool:
        """Do so when it can be done; says whether it was done now."""
        if self._taken_up is None or not self._frame.total or not self.size.height:
            return False
        (row, width), self._taken_up = self._taken_up, None
        if width == self.size.width:
            self._scroll_to_row(row)
        return width == self.size.width

    def _eye_is_shown(self, height: int) -> bool:
        """Whether what the reviewer is at was on screen; also before anything was."""
        shown = self._shown(height)
        return not height or shown.start <= self._eye <= shown.end

    def _lay_out_if_needed(self) -> None:
        if self._frame != Frame.of(self.scrollable_content_region.width, self._reading_width):
            self._lay_out()

    def _lay_out(self) -> None:
        """Wrap the text anew, the line under the eye staying where it is on screen."""
        width = self.scrollable_content_region.width
        if not width:
            return
        first = not self._frame.total
        held = self._eye if self._eye_is_shown(self._height) else self.visible_span().start
        at = self.row_of(held) - self.scroll_offset.y
        self._frame = Frame.of(width, self._reading_width)
        self._document.wrap(self._frame.text)
        self._strips.clear()
        self.virtual_size = Size(self._frame.total, self._document.layout.rows)
        if first:
            self._reveal(self._eye, self._eye, self.size.height // 6, self.size.height // 3)
        else:
            self._scroll_to_row(self.row_of(held) - at)
        self.refresh()

    def _reveal(self, start: int, end: int, above: int, below: int, leap: int = 0) -> None:
        """Scroll as little as shows a stretch with rows of context, and up to `leap` more; see `scrolled_to`."""
        if self.size.height:
            first, last = self.row_of(start), self.row_of(max(start, end))
            top, height = self.scroll_offset.y, self.size.height
            self._scroll_to_row(scrolled_to(top, height, first, last, above, below, leap))

    def _scroll_to_row(self, row: int) -> None:
        if row != self.scroll_offset.y:
            self.scroll_to(y=row, animate=False, force=True)
