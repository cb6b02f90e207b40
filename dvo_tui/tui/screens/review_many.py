"""Settling many at once, choosing what to walk through, and completing: the acts that are about more than one.

Invariant: while a preview moves along in the text the reviewer's own place is kept, and it is there again afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from dvo_tui.language import _
from dvo_tui.minutes.model import Span
from dvo_tui.review.commands import Complete, Reopen, Same, Settle
from dvo_tui.review.groups import Common
from dvo_tui.review.queues import Filter, Order
from dvo_tui.review.records import Annotation, Entity, Unplaced
from dvo_tui.tui import acts
from dvo_tui.tui.acts import Deed
from dvo_tui.tui.carrying import Carrying
from dvo_tui.tui.keys import shown
from dvo_tui.tui.widgets.minutes_cover import Cover

if TYPE_CHECKING:
    from dvo_tui.review.checks import Finding
    from dvo_tui.tui.panels import Panel
    from dvo_tui.tui.panels.same import Elsewhere, SamePanel
    from dvo_tui.tui.screens.review import ReviewScreen
    from dvo_tui.tui.screens.review_publish import Publishing

COVER = "many"


class _Origin(NamedTuple):
    """Where the reviewer was when a preview was opened."""

    current: str | None
    caret: int
    shown: bool
    row: float


class Many:
    """The acts of a review screen that are about many annotations."""

    def __init__(self, screen: ReviewScreen) -> None:
        self._screen = screen
        self._origin: _Origin | None = None
        self._common: Common | None = None
        self._checked: tuple[str, str] = "", ""
        self._carrying = Carrying(screen)
        self._end_search: Callable[[], None] | None = None
        self._publishing: Publishing | None = None

    def closed(self) -> None:
        """A panel was closed: what it drew goes, and the reviewer is again where it was opened."""
        pane, origin = self._screen.pane, self._origin
        if self._end_search is not None:
            self._end_search()
            self._end_search = None
        if origin is None:
            return
        self._origin = None
        pane.overlay(COVER)
        if pane.scroll_offset.y != origin.row:
            pane.scroll_to(y=origin.row, animate=False, force=True)
        pane.caret = origin.caret
        pane.current = origin.current if origin.current in self._screen.session.records else None
        pane.caret_shown = origin.shown

    def _open(self, panel: Panel) -> None:
        """Show a panel that moves along in the text."""
        screen, pane = self._screen, self._screen.pane
        self._origin = _Origin(pane.current, pane.caret, pane.caret_shown, pane.scroll_offset.y)
        screen.panel = panel
        screen.board.inspector()

    def _look(self, start: int | None, identifier: str | None) -> None:
        """Show a place of the text, or where the reviewer was."""
        pane, origin = self._screen.pane, self._origin
        if start is None and origin is not None:
            start, identifier = origin.caret, origin.current
        record = self._screen.session.records.get(identifier or "")
        pane.current = None
        pane.caret = start or 0
        pane.current = identifier if isinstance(record, Annotation) else None
        pane.caret_shown = not isinstance(record, Annotation)

    def _mark(self, chosen: Sequence[Span], out: Sequence[Span]) -> None:
        covers = [Cover(span.start, span.end, "chosen") for span in chosen]
        self._screen.pane.overlay(COVER, covers + [Cover(span.start, span.end, "out") for span in out])

    # The same words everywhere

    def same(self) -> None:
        """Every place of the same words, before they are settled at once."""
        from dvo_tui.review.surfaces import same_preview
        from dvo_tui.review.surfaces import shown as placed
        from dvo_tui.tui.panels.same import SamePanel

        screen, entity = self._screen, self._screen.subject
        if not isinstance(entity, Entity):
            screen.say(_("only a mention has the same words elsewhere"))
            return
        session = screen.session
        screen.board.leave_side()
        found = same_preview(session, entity.id)
        panel = SamePanel(entity, found, partial(placed, session), self._look, self._mark, self._search, self._carry)
        self._open(panel)
        panel.begin()

    def _search(self, panel: SamePanel, entity: Entity) -> None:
        from dvo_tui.review.surfaces import adoption_of

        self._end_search = self._carrying.search(panel, adoption_of(self._screen.session, entity.id))

    def _carry(self, command: Same, others: Sequence[Elsewhere]) -> None:
        """Settle what the preview left in, here at once, and elsewhere behind the screen's back."""
        from dvo_tui.review.surfaces import adoption_of
        from dvo_tui.tui.panels.carried import CarriedPanel

        screen = self._screen
        record = screen.session.annotation(command.id)
        adoption = adoption_of(screen.session, command.id)
        if not screen.attempt(lambda _scene: Deed(command, acts.after(record))) or not others:
            return
        panel = CarriedPanel(adoption.text, len(others))
        screen.panel = panel
        self._carrying.carry(panel, adoption, others)

    # Groups

    def group(self) -> None:
        """Everything pending that has something in common with the current annotation, before it is settled at once."""
        from dvo_tui.tui.panels.grouping import GroupPanel

        screen = self._screen
        record = screen.subject
        if not isinstance(record, Annotation):
            first = screen.ledger.next_pending(screen.pane.current, screen.pane.caret, 1)
            record = screen.session.annotation(first) if first is not None else None
        if not isinstance(record, Annotation) or not screen.ledger.progress().pending:
            screen.say(_("nothing is pending"))
            return
        screen.board.leave_side()
        panel = GroupPanel(screen.session, record.id, self._common, self._look, self._mark, self._settle)
        self._open(panel)
        panel.begin()

    def _settle(self, command: Settle, common: Common) -> None:
        """Accept or reject a group; the next preview begins with one of the same kind."""
        self._common = common
        screen = self._screen
        record = screen.session.records.get(screen.pane.current or "")
        after = acts.after(record) if isinstance(record, Annotation) else "next"
        if screen.attempt(lambda _scene: Deed(command, after)):
            said = _("{count} accepted; {key} undoes it") if command.status == "accepted" else _(
                "{count} rejected; {key} undoes it"
            )  # fmt: skip
            screen.say(said.format(count=len(command.ids), key=shown("undo")))

    # Queues

    def queue(self) -> None:
        """Choose what to walk through."""
        from dvo_tui.tui.panels.queueing import QueuePanel

        screen = self._screen
        screen.board.leave_side()
        screen.panel = QueuePanel(screen.session, screen.pane.current, screen.ledger.queue, self.use)
        screen.board.inspector()

    def use(self, chosen: Filter, order: Order) -> None:
        """Walk through a queue, from its next pending annotation on where the current one is none of it."""
        screen = self._screen
        screen.ledger.use(chosen, order)
        record = screen.session.records.get(screen.pane.current or "")
        waits = isinstance(record, Annotation) and record.status == "pending"
        if screen.ledger.place_of(screen.pane.current) is None or not waits or order == "doubtful":
            screen.walk.into_queue()
        screen.board.follow()
        if screen.ledger.narrowed:
            said = _("{pending} to settle of {count}; {key} goes back to everything")
            queue = screen.ledger.queue
            screen.say(said.format(pending=queue.pending, count=queue.count, key=shown("cancel")))

    def everything(self) -> bool:
        """Walk through everything in the order of the text again; says whether something else was walked through."""
        screen = self._screen
        if not screen.ledger.narrowed:
            return False
        screen.ledger.use()
        screen.board.follow()
        screen.say(_("everything again, in the order of the text"))
        return True

    # Copies

    def publish(self) -> None:
        """A copy that may be published, after a look at what still looks like a name in it."""
        from dvo_tui.tui.screens.review_publish import Publishing

        self._screen.board.leave_side()
        self._publishing = self._publishing or Publishing(self._screen, self._open, self._look)
        self._publishing.begin()

    # Completion

    def complete(self) -> None:
        """Call the document complete, after a look at what the checks say; reopen it where it is complete."""
        screen = self._screen
        if screen.session.complete:
            if screen.attempt(lambda _scene: Deed(Reopen())):
                screen.say(_("under review again"))
        elif not self._show_checks():
            self._completed()

    def checks(self) -> None:
        """What the checks say, at any time."""
        if not self._show_checks():
            self._screen.say(_("the checks have nothing to say"))

    def _show_checks(self) -> bool:
        from dvo_tui.review.completion import before_completing
        from dvo_tui.tui.panels.completing import CompletionPanel

        screen = self._screen
        findings = before_completing(screen.session, screen.ledger.cues)
        if not findings:
            return False
        screen.board.leave_side()
        at = next((n for n, one in enumerate(findings) if (one.id, one.message) == self._checked), 0)
        complete = None if screen.session.complete else self._completed
        panel = CompletionPanel(screen.session, findings, at, self._look, lambda n: self._go(findings[n]), complete)
        self._open(panel)
        return True

    def _completed(self) -> None:
        if self._screen.attempt(lambda _scene: Deed(Complete())):
            said = _("the document is complete; {key} reopens it").format(key=shown("complete"))
            self._screen.say(said)

    def _go(self, finding: Finding) -> None:
        """To what a finding is about: to the list of what has no place, to a missed cue, or to the record."""
        screen = self._screen
        self._checked = finding.id, finding.message
        if isinstance(screen.session.records.get(finding.id), Unplaced):
            screen.action_panel("unplaced")
        elif not finding.id and finding.at is not None:
            screen.walk.beside_annotations(finding.at)
            screen.names.cue()
        else:
            screen.extras.go(finding.id)
