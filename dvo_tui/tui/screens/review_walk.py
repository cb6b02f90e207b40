"""Going somewhere on the review screen: from annotation to annotation, item to item, row to row, match to match.

Invariant: wherever the reviewer goes, the current annotation, the caret and every pane agree on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dvo_tui.language import _
from dvo_tui.minutes.model import Participant
from dvo_tui.review.history import Change
from dvo_tui.review.records import Annotation
from dvo_tui.tui import acts
from dvo_tui.tui.keys import shown
from dvo_tui.tui.widgets.lines import RowsPane

if TYPE_CHECKING:
    from dvo_tui.tui.screens.review import ReviewScreen

ABOVE_TITLE = 2
"""Rows kept above the title of an agenda item that one goes to."""


class Walk:
    """Where the reviewer goes on a review screen with an open document."""

    def __init__(self, screen: ReviewScreen) -> None:
        self._screen = screen
        self.matches: Sequence[int] = ()
        self._by_motion: str | None = None
        self._held: str | None = None
        self._left: str | None = None

    @property
    def by_motion(self) -> str | None:
        """The annotation that is current because the caret came past it."""
        return self._by_motion

    def start(self) -> None:
        """To where the document was left, else to the first pending annotation."""
        screen = self._screen
        place = screen.reviewing.review.place()
        if place is not None:
            screen.pane.caret = place.offset
        first = place.annotation_id if place else screen.ledger.next_pending(None, 0, 1)
        if first in screen.session.records:
            screen.pane.current = first

    def pending(self, step: int) -> None:
        """To the next or previous pending annotation, around the end."""
        pane = self._screen.pane
        found = self._back() if step > 0 else None
        self._left = self._by_motion = None
        found = found or self._screen.ledger.next_pending(pane.current, pane.caret, step)
        if found is None:
            self._nothing_left()
        else:
            pane.current = found

    def into_queue(self) -> None:
        """To the first pending annotation of the queue in use from the caret on; to the most doubtful, first of all."""
        self._left = self._by_motion = None
        ledger, pane = self._screen.ledger, self._screen.pane
        caret = -1 if ledger.queue.order == "doubtful" else pane.caret
        found = ledger.next_pending(None, caret, 1) or next(iter(ledger.queue.ids), None)
        if found is not None:
            pane.current = found

    def _nothing_left(self) -> None:
        """Say that all of the queue in use is settled, and what comes after that."""
        if self._screen.session.complete:
            said = _("the document is complete; {key} reopens it").format(key=shown("complete"))
        elif self._screen.ledger.narrowed and self._screen.ledger.progress().pending:
            said = _("all of this queue is settled; {key} goes back to everything").format(key=shown("cancel"))
        else:
            said = _("everything is settled; {key} calls the document complete").format(key=shown("complete"))
        self._screen.say(said)

    def step(self, step: int) -> None:
        """To the next or previous annotation, or row of the side pane in focus."""
        screen, pane = self._screen, self._screen.pane
        if screen.side is not None:
            self.to_row(screen.side, screen.side.step(step))
            return
        found = screen.ledger.neighbour(pane.current, pane.caret, step, pane.show_rejected)
        if found is not None:
            pane.current = found
        screen.board.follow()

    def item(self, step: int) -> None:
        """To the next or previous agenda item."""
        screen = self._screen
        found = acts.item_beside(screen.ledger.agenda(), screen.board.here.item, screen.pane.caret, step)
        if found is not None:
            self.to_item(found)

    def move(self, by: str, count: int) -> None:
        """Move the caret by token, character, sentence, paragraph, row or page."""
        getattr(self._screen.pane, f"move_{by}")(count)
        self.moved()

    def to(self, offset: int) -> None:
        """Put the caret somewhere."""
        self._screen.pane.move_to(offset)
        self.moved()

    def moved(self) -> None:
        """Follow the caret; while selecting, the current annotation stays."""
        if self._screen.pane.anchor is None:
            self._under_caret()
        self._screen.board.follow()

    @property
    def is_at_current(self) -> bool:
        """Whether the caret stands in the current annotation."""
        pane = self._screen.pane
        return any(record.id == pane.current for record in self._screen.ledger.at(pane.caret))

    def match(self, step: int) -> None:
        """To the next or previous place that was searched for."""
        if not self.matches:
            self._screen.say(_("nothing was searched for yet; {key} searches").format(key=shown("search")))
            return
        found = acts.match_beside(self.matches, self._screen.pane.caret, step)
        self.to(self.matches[found])
        self._screen.say(f"{found + 1}/{len(self.matches)}")

    def to_item(self, identifier: str) -> None:
        """To the beginning of an agenda item, and to what is pending there if that is in view."""
        screen, pane = self._screen, self._screen.pane
        self._left = None
        offset = acts.beginning_of(screen.session, identifier)
        pane.current = None
        pane.move_to(offset)
        pane.scroll_to(y=pane.row_of(offset) - ABOVE_TITLE, animate=False, force=True)
        first = screen.ledger.next_pending(None, offset, 1)
        if first is not None and offset <= screen.session.annotation(first).spans[0].start < pane.visible_span().end:
            pane.current = first
        screen.board.follow(identifier)

    def to_row(self, side: RowsPane, identifier: str | None) -> None:
        """To what a row of a side pane stands for."""
        screen = self._screen
        if identifier is None:
            return
        if side.id == "agenda":
            self.to_item(identifier)
            return
        if side.id == "speakers":
            turn = acts.turn_of(screen.session, identifier, screen.pane.caret)
            person = screen.session.records.get(identifier)
            if turn is None and isinstance(person, Participant) and person.spans:
                self.to(person.spans[0].start)  # who never speaks stands in the attendance list
                return
            identifier = turn
        if identifier is not None:
            screen.pane.current = identifier
        screen.board.follow()

    def to_change(self, change: Change) -> None:
        """To what a Change touched, or to where it stood."""
        pane = self._screen.pane
        touched = [delta for delta in change.deltas if isinstance(delta.after or delta.before, Annotation)]
        there = next((delta.id for delta in touched if delta.after is not None), None)
        if there is not None:
            self.to_added(there)
        elif touched and isinstance(gone := touched[0].before, Annotation):
            pane.caret = gone.spans[0].start
            self._under_caret()

    def to_added(self, identifier: str) -> None:
        """To what was just added or changed; the next pending is then the one that the reviewer came from."""
        self._hold()
        self._left = self._held
        self._screen.pane.current = identifier

    def replaced(self, before: str, now: str) -> None:
        """What was current stands there anew: stay at it, in the text or on its row."""
        side = self._screen.side
        if side is not None and side.cursor == before:
            side.point(now)
        self._screen.pane.current = now

    def beside_annotations(self, offset: int) -> None:
        """Put the caret somewhere, with no annotation current."""
        self._hold()
        pane = self._screen.pane
        pane.current = self._by_motion = None
        pane.caret_shown = True
        pane.caret = offset
        self._screen.board.follow()

    def _hold(self) -> None:
        """Remember the pending annotation that the reviewer leaves, unless the caret only came past it."""
        pane = self._screen.pane
        if pane.current != self._by_motion:
            self._held = pane.current

    def _back(self) -> str | None:
        """The pending annotation from which the reviewer went to add something."""
        record = self._screen.session.records.get(self._left or "")
        waits = isinstance(record, Annotation) and record.status == "pending"
        waits = waits and self._screen.ledger.place_of(self._left) is not None
        return self._left if waits and self._left != self._screen.pane.current else None

    def _under_caret(self) -> None:
        """Make the innermost annotation under the caret the current one."""
        self._hold()
        pane = self._screen.pane
        here = self._screen.ledger.at(pane.caret)
        shown = [record for record in here if record.status != "rejected" or pane.show_rejected]
        pane.current = self._by_motion = shown[0].id if shown else None
