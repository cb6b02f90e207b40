"""What the review screen offers beside settling: jump, copy, remarks, source, guideline, width, and the tour.

Invariant: nothing here changes a record.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from dvo_tui.errors import DvoError
from dvo_tui.language import _
from dvo_tui.minutes.model import AgendaItem, Participant, Span
from dvo_tui.review.records import Annotation
from dvo_tui.tui import clipboard, hints, keys
from dvo_tui.tui.panels import reading
from dvo_tui.tui.panels.dialogues import PathPanel
from dvo_tui.tui.panels.jump import TEXT, JumpPanel, letters_for
from dvo_tui.tui.panels.remarks import RemarksPanel, remarks
from dvo_tui.tui.screens.review_board import SIDES
from dvo_tui.tui.screens.waiting import UNBOUNDED
from dvo_tui.tui.tour import TourPanel
from dvo_tui.tui.widgets.lines import RowsPane
from dvo_tui.tui.widgets.minutes_row import Frame
from dvo_tui.tui.words import brief

if TYPE_CHECKING:
    from dvo_tui.tui.panels import Panel
    from dvo_tui.tui.screens.review import ReviewScreen

WIDTHS = (44, 60, 78, 100)
"""Cells of the text column that one key goes through, as far as the pane has room; then comes all that it has."""


class Extras:
    """The acts of a review screen that change nothing."""

    def __init__(self, screen: ReviewScreen) -> None:
        self._screen = screen
        self._copied_to = "~/"
        self._tour_at = 0

    def open(self, panel: Panel) -> None:
        """Show a panel in the inspector's place."""
        self._screen.panel = panel
        self._screen.board.inspector()

    def closed(self) -> None:
        """A panel was closed: letters and what it drew over the text go."""
        for name in SIDES:
            self._pane(name).letter({}, "")
        self._screen.names.closed()
        self._screen.many.closed()

    # At the beginning

    def begin(self) -> None:
        """The document is shown: the very first time, begin the tour."""
        screen = self._screen
        memory, settings = screen.host.memory, screen.host.settings
        if memory.toured or not settings.tour or screen.reviewing.review.place() is not None:
            return
        memory.remember(toured=True)
        self.tour()

    def tour(self) -> None:
        """Show the tour, from where it was left."""
        screen = self._screen

        def left(at: int) -> None:
            self._tour_at = at

        def others() -> list[tuple[str, str]]:
            return hints.review_hints(screen.session, screen.subject, selecting=False)

        self.open(TourPanel(self._tour_at, left, others))

    # Guideline and source

    def guide(self) -> bool:
        """Show the guideline of what is current; says whether there is one."""
        subject = self._screen.subject
        panel = reading.guideline(self._screen.session, subject) if subject is not None else None
        if panel is not None:
            self.open(panel)
        return panel is not None

    def source(self) -> None:
        """Show where the current annotation, or the caret, stands in the file."""
        screen = self._screen
        self.open(reading.source(screen.session, self._span(), screen.entry.name))

    def _span(self) -> Span:
        """What is selected, else where the current record stands, else the caret."""
        screen = self._screen
        subject = screen.subject
        if screen.pane.selection is not None:
            return screen.pane.selection
        if isinstance(subject, Annotation):
            return subject.spans[0]
        if isinstance(subject, AgendaItem):
            return subject.span
        return Span(screen.pane.caret, screen.pane.caret + 1)

    # Reading width

    def reading_width(self) -> None:
        """The next width of the text column; it is remembered."""
        screen = self._screen
        room = Frame.of(screen.pane.scrollable_content_region.width, UNBOUNDED).text
        offered = [*(width for width in WIDTHS if width < room), 0]
        now = min(screen.pane.reading_width, room)
        width = next((width for width in offered if width > now), 0 if now < room else offered[0])
        screen.pane.reading_width = width or UNBOUNDED
        screen.host.settings = replace(screen.host.settings, reading_width=None)
        screen.host.memory.remember(reading_width=width)
        said = _("text as wide as the pane") if not width else _("text at most {count} wide").format(count=width)
        screen.say(said)

    def show_rejected(self) -> None:
        """Show what was rejected, struck through, or hide it."""
        pane = self._screen.pane
        pane.show_rejected = not pane.show_rejected
        self._screen.say(_("rejected ones are shown") if pane.show_rejected else _("rejected ones are hidden"))

    def take_over(self) -> None:
        """Write from now on, where the copy that could is gone."""
        screen = self._screen
        review = screen.reviewing.review
        if review.read_only is None:
            screen.say(_("there is no need: this copy can write"))
            return
        taken = review.take_over()
        screen.board.everything()
        screen.say(_("taken over: this copy can write now") if taken else brief(review.read_only))

    # Copy

    def copy(self) -> None:
        """Copy the quote to the terminal's clipboard; pressed again at once, the whole annotation."""
        screen = self._screen
        record = self._annotation()
        selection = screen.pane.selection
        whole = screen.was_warned and record is not None and selection is None
        if whole and record is not None:
            text = clipboard.described(screen.session, record, screen.entry.name)
        else:
            text = clipboard.quoted(screen.session, record, selection)
        if not text:
            screen.say(_("there is nothing here to copy"))
            return
        try:
            clipboard.check_size(text)
        except DvoError as error:
            screen.say(brief(error))
            return
        screen.host.copy_to_clipboard(text)
        said = _("copied: {count} characters").format(count=len(text))
        if clipboard.in_tmux():
            said += "; " + _("tmux needs set-clipboard on")
        if whole or selection is not None or record is None:
            screen.say(said)
        else:
            more = _("{key} again copies the whole annotation").format(key=keys.shown("copy"))
            screen.warn(f"{said}; {more}")

    def copy_to_file(self) -> None:
        """Ask for a file, and write the current annotation, or what is selected, at its end."""
        screen = self._screen
        record, selection = self._annotation(), screen.pane.selection
        if selection is not None:
            text = clipboard.quoted(screen.session, None, selection)
            text = f"“{text}”\n  {reading.place(screen.session, selection, screen.entry.name)}"
        elif record is not None:
            text = clipboard.described(screen.session, record, screen.entry.name)
        else:
            screen.say(_("there is nothing here to copy"))
            return
        self.open(PathPanel(_("add the quote to the file"), self._copied_to, partial(self._write, text)))

    def _write(self, text: str, path: str) -> None:
        screen = self._screen
        try:
            file = clipboard.append(path, text, f"{screen.entry.name.rsplit('.', 1)[0]}-quotes.txt")
        except DvoError as error:
            screen.say(brief(error))
        else:
            self._copied_to = path
            screen.say(_("written: {file}").format(file=file))

    def save_as(self) -> None:
        """Ask where else to write the work file."""

        def write(path: str) -> None:
            self._screen.host.save_as(self._screen, path)

        self.open(PathPanel(_("save elsewhere, file or folder"), "~/", write))

    def _annotation(self) -> Annotation | None:
        subject = self._screen.subject
        return subject if isinstance(subject, Annotation) else None

    # Remarks

    def remarks(self) -> None:
        """List all comments and flags."""
        screen = self._screen
        if not remarks(screen.session):
            asked = _("there are no comments or flags; {comment} comments, {flag} flags")
            screen.say(asked.format(comment=keys.shown("comment"), flag=keys.shown("flag")))
            return
        self.open(RemarksPanel(screen.session, self.go, screen.pane.current))

    def go(self, identifier: str) -> None:
        """To a record of any layer."""
        screen = self._screen
        record = screen.session.records.get(identifier)
        if isinstance(record, AgendaItem):
            screen.walk.to_item(identifier)
        elif isinstance(record, Participant):
            screen.board.go_to_side("speakers")
            self._pane("speakers").point(identifier)
            screen.board.inspector()
        elif isinstance(record, Annotation):
            screen.board.leave_side()
            screen.pane.show_rejected = screen.pane.show_rejected or record.status == "rejected"
            screen.pane.current = identifier
            screen.board.follow()
        else:
            screen.walk.to(0)

    # Jump

    def jump(self) -> None:
        """Put letters on the rows of the side panes, and wait for one."""
        screen = self._screen
        panes = [self._pane(name) for name in SIDES]
        given = letters_for([pane.visible_rows for pane in panes])
        targets: dict[str, Callable[[], None]] = {TEXT: screen.board.leave_side}
        names = [(TEXT, _("text"))]
        for digit, (pane, letters) in enumerate(zip(panes, given, strict=True), 1):
            pane.letter(letters, str(digit))
            targets[str(digit)] = partial(self._to_pane, pane)
            targets |= {letter: partial(self._to_row, pane, row) for row, letter in letters.items()}
            names.append((str(digit), keys.by_id(pane.id or "").label))
        self.open(JumpPanel(names, targets))

    def _to_pane(self, pane: RowsPane) -> None:
        if self._screen.side is not pane:
            self._screen.board.go_to_side(pane.id or "")

    def _to_row(self, pane: RowsPane, row: str) -> None:
        self._screen.board.leave_side()
        pane.point(row)
        self._screen.walk.to_row(pane, row)

    def _pane(self, name: str) -> RowsPane:
        return self._screen.query_one(f"#{name}", RowsPane)
