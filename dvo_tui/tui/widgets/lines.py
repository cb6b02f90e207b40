"""Widgets that draw lines of pieces: a fixed block of them, and a list with a cursor.

Invariant: what is drawn came as pieces, so it is printable and never markup; only rows that differ are drawn anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from dvo_tui.tui.pieces import Line, Piece, crop, spread
from dvo_tui.tui.widgets.palette import Look, Palette


class Drawn(Widget):
    """What draws lines of pieces by the theme's palette."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._palette: Palette | None = None
        self._made: dict[str, Style] = {}

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._palette = None
        self._made.clear()
        self.refresh()

    def style_of(self, role: str) -> Style:
        """The style of a role on this widget's background."""
        style = self._made.get(role)
        if style is None:
            if self._palette is None:
                _, _, background, foreground = self.colors
                self._palette = Palette.of(self.app.theme_variables, background, foreground)
            style = self._made[role] = _style(self._palette, role)
        return style

    def refresh_line(self, y: int) -> None:
        """Draw one row anew."""
        from textual.geometry import Region

        self.refresh(Region(0, y, max(1, self.size.width), 1))

    def strip(self, pieces: Line, width: int, over: Style | None = None) -> Strip:
        """A line as a strip of exactly `width` cells; `over` is laid over every piece."""
        fill = self.style_of("text") + over if over else self.style_of("text")
        segments = [
            Segment(part.text, self.style_of(part.role) + over if over else self.style_of(part.role))
            for part in crop(pieces, width)
            if part.text
        ]
        return Strip(segments).adjust_cell_length(width, fill)


def _style(palette: Palette, role: str) -> Style:
    """Roles: `text`, `strong`, `muted`, `accent`, `key`, `caret`, `ok`, `warn`, `alarm`, `struck`, `role.<colour>`."""
    base = palette.base
    if role.startswith("role."):
        return base + palette.role(role[5:]) + Style(bold=True)
    if role in ("ok", "warn"):
        return base + palette.status("accepted" if role == "ok" else "pending")
    if role == "alarm":
        return base + Style(color=palette.colours["error"].rich_color, bold=True)
    if role == "struck":
        return palette.muted + Style(strike=True)
    if role == "muted":
        return palette.muted
    if role == "accent":
        return palette.accent
    if role in ("strong", "key"):
        return base + Style(bold=True)
    if role == "caret":
        return palette.style(Look(reverse=True))
    return base


class Lines(Drawn):
    """A block of lines, one a row."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: list[Line] = []

    def show(self, lines: Sequence[Line]) -> None:
        """Show these lines; rows that stay the same are not drawn again."""
        before, self._lines = self._lines, list(lines)
        for row in range(max(len(before), len(self._lines))):
            if before[row : row + 1] != self._lines[row : row + 1]:
                self.refresh_line(row)

    @property
    def lines(self) -> list[Line]:
        return self._lines

    def render_line(self, y: int) -> Strip:
        return self.strip(self._lines[y] if y < len(self._lines) else [], self.size.width)


@dataclass(frozen=True)
class Row:
    """One entry of a list: an id, and its rows of left and right pieces."""

    id: str
    lines: tuple[tuple[Line, Line], ...]


HERE, BESIDE = "▌", "▏"
"""Before a row: the one where the reviewer is, and the others that belong there."""

Build = Callable[[int], Sequence[Row]]
"""Makes the rows of a list for a width in cells."""


class RowsPane(Drawn, can_focus=True, inherit_bindings=False):
    """A titled list with a cursor; the screen moves the cursor, the pane keeps it in view."""

    DEFAULT_CSS = """
    RowsPane { padding: 0 1; }
    """

    @dataclass
    class RowClicked(Message):
        """The mouse pointed at row `id` of pane `pane`."""

        pane: str
        id: str

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._title: tuple[Line, Line] = ([], [])
        self._build: Build = lambda _width: ()
        self._rows: list[Row] = []
        self._flat: list[tuple[int, int]] = []
        self._built_for = -1
        self._top = 0
        self._drawn: tuple[tuple[int, int], list[tuple[Line, bool]]] = ((0, 0), [])
        self.cursor: str | None = None
        self.marked: frozenset[str | None] = frozenset()
        self._letters: Mapping[str, str] = {}
        self._digit = ""

    @property
    def visible_rows(self) -> list[str]:
        """The ids of the rows that begin on screen; none while the pane is folded away."""
        if not all(node.display for node in self.ancestors_with_self if isinstance(node, Widget)):
            return []
        self._rebuild_if_needed()
        shown = self._flat[self._top : self._top + max(0, self.content_size.height - 1)]
        return [self._rows[row].id for row, part in shown if part == 0]

    def letter(self, letters: Mapping[str, str], digit: str) -> None:
        """Show letters at the beginning of rows, by their id, and a digit at the title."""
        if (letters, digit) != (self._letters, self._digit):
            self._letters, self._digit = letters, digit
            self.redraw()

    @property
    def rows(self) -> list[Row]:
        """The rows as they are built for the width now."""
        self._rebuild_if_needed()
        return self._rows

    @property
    def needed(self) -> int:
        """The height that shows everything."""
        self._rebuild_if_needed()
        return len(self._flat) + 1

    def show(self, title: Line, count: Line, build: Build) -> None:
        """Show other rows."""
        self._title = (title, count)
        self._build = build
        self._built_for = -1
        self.redraw()

    def mark(self, ids: Iterable[str | None]) -> None:
        """Mark the rows that belong to where the reviewer is."""
        marked = frozenset(ids)
        if marked != self.marked:
            self.marked = marked
            self.redraw()

    def point(self, identifier: str | None) -> None:
        """Put the cursor on a row and bring it into view."""
        if identifier != self.cursor:
            self.cursor = identifier
            self.redraw()
        self.reveal()

    def step(self, step: int) -> str | None:
        """Move the cursor; the id it is on then."""
        rows = self.rows
        if not rows:
            return None
        index = next((i for i, row in enumerate(rows) if row.id == self.cursor), -1 if step > 0 else len(rows))
        self.point(rows[max(0, min(len(rows) - 1, index + step))].id)
        return self.cursor

    def reveal(self) -> None:
        """Bring the cursor's row into view, else the marked ones, or as many from the first as fit."""
        room = self.content_size.height - 1
        rows = self.rows
        wanted = {i for i, row in enumerate(rows) if row.id == self.cursor}
        if not wanted:
            wanted = {i for i, row in enumerate(rows) if row.id in self.marked}
        if room <= 0:
            return
        top = max(0, min(self._top, len(self._flat) - room))
        if wanted:
            lines = [flat for flat, (row, _) in enumerate(self._flat) if row in wanted]
            if lines[0] < top:
                top = lines[0]
            elif lines[-1] >= top + room:
                top = min(lines[0], lines[-1] - room + 1)
            while top < lines[0] and self._flat[top][1]:  # no row without its head at the top
                top += 1
        if top != self._top:
            self._top = top
            self.redraw()

    def redraw(self) -> None:
        """Draw anew the rows that look otherwise than they did; all of them in another size."""
        size, before = self._drawn
        now = (self.size.width, self.size.height)
        if not now[0]:
            return
        self._rebuild_if_needed()
        width, focused = self._built_for, self.has_focus
        self._drawn = now, [self._line(y, width, focused) for y in range(now[1])]
        if size != now:
            self.refresh()
            return
        for y, (old, new) in enumerate(zip(before, self._drawn[1], strict=True)):
            if old != new:
                self.refresh_line(y)

    def render_line(self, y: int) -> Strip:
        self._rebuild_if_needed()
        line, bold = self._line(y, self._built_for, self.has_focus)
        return self.strip(line, self._built_for, Style(bold=True) if bold else None)

    def _line(self, y: int, width: int, focused: bool) -> tuple[Line, bool]:
        """What stands on a row, and whether it is bold as a whole."""
        if y == 0:
            left, right = self._title
            if self._digit and left:
                left = [Piece(self._digit, "caret"), Piece(left[0].text[1:], left[0].role), *left[1:]]
            return spread(left, right, width), False
        flat = y - 1 + self._top
        if flat >= len(self._flat):
            return [], False
        index, part = self._flat[flat]
        row = self._rows[index]
        left, right = row.lines[part]
        letter = self._letters.get(row.id) if part == 0 else None
        if letter is not None:
            return [Piece(letter, "caret"), *spread(left, right, width - 1)], False
        if focused and row.id == self.cursor:
            line = [Piece(part.text, "caret") for part in spread(left, right, width - 1)]
            return [Piece(HERE if part == 0 else " ", "accent"), *line], False
        here = row.id == self.cursor
        glyph = HERE if here else BESIDE if row.id in self.marked else " "
        return [Piece(glyph if part == 0 else " ", "accent"), *spread(left, right, width - 1)], here

    def _rebuild_if_needed(self) -> None:
        width = self.content_size.width
        if self._built_for != width:
            self._built_for = width
            self._rows = list(self._build(max(4, width - 1)))
            self._flat = [(index, part) for index, row in enumerate(self._rows) for part in range(len(row.lines))]

    def on_resize(self) -> None:
        self.reveal()

    def on_focus(self) -> None:
        self._drawn = ((0, 0), [])
        self.refresh()

    def on_blur(self) -> None:
        self._drawn = ((0, 0), [])
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        flat = int(event.y) - 1 + self._top
        if event.y > 0 and flat < len(self._flat):
            self.post_message(self.RowClicked(self.id or "", self._rows[self._flat[flat][0]].id))

    def on_mouse_scroll_down(self) -> None:
        self.scroll_rows(2)

    def on_mouse_scroll_up(self) -> None:
        self.scroll_rows(-2)

    def scroll_rows(self, rows: int) -> None:
        """Scroll, the cursor staying where it is."""
        self._top = max(0, min(self._top + rows, len(self._flat) - self.content_size.height + 1))
        self.redraw()
