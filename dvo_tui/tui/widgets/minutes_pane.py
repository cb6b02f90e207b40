"""The minutes as the reviewer reads them: a current annotation, a caret, a selection, and the pointer.

Invariant: the pane never changes the session; it shows where the reviewer is and says by messages what was pointed at.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual import events
from textual.message import Message

from dvo_tui.minutes.model import Span
from dvo_tui.tui.widgets import minutes_motions as motions
from dvo_tui.tui.widgets.minutes_canvas import MinutesCanvas
from dvo_tui.tui.widgets.minutes_document import Shown
from dvo_tui.tui.widgets.minutes_row import letter_at

_CARET_CONTEXT = 3
"""Rows kept visible above and below the caret."""

_LEAP = 6
"""Rows that the text moves at a time on the way from mark to mark: it stands still for a few keys, which then paint a
few rows instead of all, and never moves so far that the eye loses its place."""


class MinutesPane(MinutesCanvas):
    """The text of a session's minutes with its marks, a current annotation, a caret and a selection.

    Motions post `CaretMoved`; setting `current` or `caret` posts nothing.

    Args:
        session: The document under review.
        id: The widget's id.
    """

    @dataclass
    class CaretMoved(Message):
        """A motion or a click put the caret at `offset`."""

        offset: int

    @dataclass
    class AnnotationClicked(Message):
        """A click on a mark, on a letter in the gutter, or on a place inside annotation `id`."""

        id: str

    @dataclass
    class SelectionMade(Message):
        """The mouse selected `span`."""

        span: Span

    def _open(self, session: Shown) -> None:
        super()._open(session)
        self._caret = 0
        self._caret_shown = False
        self._anchor: int | None = None
        self._exact = False
        self._goal: int | None = None
        self._pressed: int | None = None

    def show(self, session: Shown) -> None:
        """Show another document, from its beginning, with nothing current."""
        self._open(session)
        self._lay_out()
        self._scroll_to_row(0)
        self.refresh()

    def renew(self, session: Shown) -> None:
        """Show the same document from another session, at the same place."""
        view, frame, height, caret, shown = self._view, self._frame, self._height, self._caret, self._caret_shown
        self._open(session)
        self._view = self._view._replace(show_rejected=view.show_rejected)
        self._frame, self._height, self._caret, self._eye = frame, height, caret, caret
        if frame.total:
            self._document.wrap(frame.text)
        self._lay_out()
        self._place_caret(caret, shown)
        self.current = view.current if view.current in session.records else None

    def session_changed(self, ids: Iterable[str] | None = None) -> None:
        """Draw anew what a Change touched: the records of `ids`, or everything."""
        everything = ids is None
        marks, titles = self._document.update(ids)
        if titles:
            self._lay_out()
        elif everything:
            self.refresh()
        else:
            self._refresh_marks(marks)

    # Where the reviewer is

    @property
    def current(self) -> str | None:
        """The annotation the reviewer is at; setting it brings it into view, without a jump where it is in view."""
        return self._view.current

    @current.setter
    def current(self, identifier: str | None) -> None:
        before, here = self._document.marks_of(self._view.current), self._document.marks_of(identifier)
        self._view = self._view._replace(current=identifier)
        self._refresh_marks(before + here)
        if here:
            mark = next((mark for mark in here if mark.start <= self._caret < mark.end), None)
            if mark is None:
                mark = here[0]
                self._place_caret(mark.start, shown=False)
            height = self.size.height
            self._reveal(mark.start, mark.head - 1, height // 6, height // 3, leap=_LEAP)

    @property
    def show_rejected(self) -> bool:
        """Whether rejected suggestions are drawn, struck through."""
        return self._view.show_rejected

    @show_rejected.setter
    def show_rejected(self, shown: bool) -> None:
        self._view = self._view._replace(show_rejected=shown)
        self.refresh()

    @property
    def caret(self) -> int:
        """The reading offset of the caret; setting it brings it into view."""
        return self._caret

    @caret.setter
    def caret(self, offset: int) -> None:
        self._goal = None
        self._place_caret(offset, shown=self._caret_shown)
        self._reveal_caret()

    @property
    def caret_shown(self) -> bool:
        """Whether the caret is drawn: after a motion until an annotation becomes current, and while selecting."""
        return self._caret_shown or self._anchor is not None

    @caret_shown.setter
    def caret_shown(self, shown: bool) -> None:
        self._place_caret(self._caret, shown=shown)

    @property
    def anchor(self) -> int | None:  # type: ignore[override]  # Textual's method of that name is for logs
        """Where the selection began, while there is one."""
        return self._anchor

    @property
    def selection(self) -> Span | None:
        """What is selected: whole tokens from anchor to caret; to the very character after a motion by character."""
        if self._anchor is None:
            return None
        text = self.session.text
        fixed = motions.token_at(text, self._anchor)
        moved = Span(self._caret, min(self._caret + 1, len(text)))
        if not self._exact:
            moved = motions.token_at(text, self._caret)
        return Span(min(fixed.start, moved.start), max(fixed.end, moved.end))

    # Motions

    def move_token(self, count: int = 1) -> None:
        """To the start of another token."""
        self._move(motions.by_token(self.session.text, self._caret, count))

    def move_character(self, count: int = 1) -> None:
        """By characters; a selection then ends at the character."""
        self._move(self._caret + count, exact=True)

    def move_sentence(self, count: int = 1) -> None:
        """To the start of another sentence."""
        self._move(motions.by_start(self._document.sentences, self._caret, count))

    def move_paragraph(self, count: int = 1) -> None:
        """To the start of another paragraph."""
        self._move(motions.by_start(self._document.paragraphs, self._caret, count))

    def move_row(self, count: int = 1) -> None:
        """Up or down by rows, keeping the column."""
        layout = self._document.layout
        goal = layout.column_of(self._caret) if self._goal is None else self._goal
        self._move(layout.offset_at(self.row_of(self._caret) + count, goal))
        self._goal = goal

    def move_page(self, count: int = 1) -> None:
        """By screens less two rows, the caret staying where it is on the screen."""
        rows = count * max(1, self.size.height - 2)
        self._scroll_to_row(self.scroll_offset.y + rows)
        self.move_row(rows)

    def move_to(self, offset: int) -> None:
        """To an offset."""
        self._move(offset, leap=_LEAP)

    def start_selection(self) -> None:
        """Begin to select at the caret."""
        self._anchor, self._exact = self._caret, False
        self._place_caret(self._caret, shown=True)

    def cancel_selection(self) -> None:
        """Select nothing any more."""
        self._anchor = None
        self._place_caret(self._caret, shown=self._caret_shown)

    def _move(self, offset: int, exact: bool = False, leap: int = 0) -> None:
        self._goal = None
        self._exact = exact
        self._place_caret(offset, shown=True)
        self._reveal_caret(leap)
        self.post_message(self.CaretMoved(self._caret))

    def _place_caret(self, offset: int, shown: bool) -> None:
        """Put the caret somewhere and draw anew what that touches."""
        before = self._view
        self._caret = self._eye = max(0, min(offset, len(self.session.text)))
        self._caret_shown = shown
        after = before._replace(caret=self._caret if self.caret_shown else None, selection=self.selection)
        self._view = after
        for old, new in ((before.caret, after.caret), (before.selection, after.selection)):
            if old != new:
                self._refresh_places(old, new)

    def _reveal_caret(self, leap: int = 0) -> None:
        context = min(_CARET_CONTEXT, max(0, (self.size.height - 1) // 2))
        self._reveal(self._caret, self._caret, context, context, leap)

    # Pointer

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.button == 1:
            self._pressed = self._offset_at(event)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._pressed is None:
            return
        offset, text = self._offset_at(event), self.session.text
        if self._anchor is None and motions.token_at(text, offset) != motions.token_at(text, self._pressed):
            self._caret = self._pressed
            self.start_selection()
        if self._anchor is not None:
            self._goal, self._exact = None, False
            self._place_caret(offset, shown=True)
            self._reveal(offset, offset, 0, 0)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        if self._pressed is None:
            return
        pressed, self._pressed = self._pressed, None
        self.release_mouse()
        if self.selection is None:
            self._click(pressed, event)
        else:
            self._move(self._offset_at(event))
            self.post_message(self.SelectionMade(self.selection))

    def _click(self, offset: int, event: events.MouseUp) -> None:
        layout = self._document.layout
        row = self._document.row(layout.row_of(offset), self._view)
        start, end = layout.bounds(row.row)
        place = min(offset, max(start, end - 1))
        letter = letter_at(row, layout, self._frame, int(event.x))
        found = letter or self._document.marks.innermost(place, self.show_rejected, self.current)
        self._goal = None
        self._place_caret(place, shown=found is None)
        self.post_message(self.CaretMoved(self._caret))
        if found is not None:
            self.post_message(self.AnnotationClicked(found))

    def _offset_at(self, event: events.MouseEvent) -> int:
        """The offset under the pointer; off the pane, on the row above or below it."""
        row = self.scroll_offset.y + max(-1, min(int(event.y), self.size.height))
        return self._document.layout.offset_at(row, int(event.x) - self._frame.text_at)
