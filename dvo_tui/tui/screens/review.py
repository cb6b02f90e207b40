"""The review screen: where keys become acts of the session, and every pane follows where the reviewer is.

Invariant: nothing here changes a record; acts make commands, and `Reviewing` carries them out.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from dvo_tui.errors import DvoError
from dvo_tui.language import _, explain
from dvo_tui.review.records import Record, id_of
from dvo_tui.tui import keys
from dvo_tui.tui.screens.review_parts import Parts
from dvo_tui.tui.screens.waiting import Unopened, Waiting
from dvo_tui.tui.widgets.lines import Lines, RowsPane
from dvo_tui.tui.widgets.minutes_pane import MinutesPane
from dvo_tui.tui.words import brief

if TYPE_CHECKING:
    from dvo_tui.minutes.model import Minutes
    from dvo_tui.review.session import ReviewSession
    from dvo_tui.tui.acts import Deed, Scene
    from dvo_tui.tui.ledger import Ledger
    from dvo_tui.tui.panels import Answer, Panel
    from dvo_tui.tui.reviewing import Reviewing
    from dvo_tui.tui.shelf import Entry

WITHOUT_DOCUMENT = frozenset({"document", "documents", "palette", "theme", "guide", "help", "leave"})
"""Actions that need no open document."""

UNSEEN = ("quit", "suspend")
"""What can be done where the window is too small to show anything: nobody should settle what they do not see."""


def _answered(answer: Answer, _scene: Scene) -> Deed:
    """What a panel's answer asks for."""
    from dvo_tui.tui.acts import Deed

    return Deed(answer.command, answer.after)


class ReviewScreen(Parts):
    """One document under review.

    Args:
        entry: The document; it is opened once the first screen is painted.
        preview: Its minutes, where they can be read before anything is suggested.
    """

    BINDINGS = keys.bindings("review")
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (40, "-narrow"), (100, "-wide"), (120, "-wider"), (150, "-roomy")]  # noqa: RUF012 - Textual's own name
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (10, "-short"), (28, "-tall")]  # noqa: RUF012
    AUTO_FOCUS = ""

    def __init__(self, entry: Entry, preview: Minutes | None = None) -> None:
        super().__init__()
        self.entry = entry
        self.preview = preview
        self.panel: Panel | None = None
        self.message = ""
        self.was_warned = False
        self._warned = False
        self.waiting = Waiting(self)
        self._reviewing: Reviewing | None = None
        self._pane: MinutesPane | None = None
        if preview is not None:
            self._pane = MinutesPane(Unopened(preview), id="minutes")

    def compose(self) -> ComposeResult:
        yield Lines(id="header")
        with Horizontal(id="columns"):
            yield RowsPane(id="agenda")
            with Vertical(id="middle"):
                yield self._pane or Lines(id="notice")
            with Vertical(id="sides"):
                yield RowsPane(id="speakers")
                yield RowsPane(id="decisions")
                yield RowsPane(id="actions")
        yield Lines(id="inspector")
        yield Lines(id="footer")
        yield Lines(id="too-small")

    def on_mount(self) -> None:
        self.waiting.widen()
        self.waiting.shell(_("opening…"), "ctrl+q")
        self.call_after_refresh(self.host.load, self)

    def opened(self, reviewing: Reviewing) -> None:
        """Show the document, at the place where it was left."""
        self._reviewing = reviewing
        if self._pane is None:
            self._pane = MinutesPane(reviewing.session, id="minutes")
            self.query_one("#notice").remove()
            self.query_one("#middle").mount(self._pane)
        else:
            self._pane.show(reviewing.session)
        self.set_focus(self._pane)
        self.waiting.widen()
        self.walk.start()
        self.message = reviewing.news
        if reviewing.review.read_only is not None:
            self.message = brief(reviewing.review.read_only)
        self.waiting.fit()
        self.board.everything()
        self.extras.begin()

    def failed(self, error: DvoError) -> None:
        """Say in the middle of the screen why the document cannot be shown."""
        if self._pane is not None:
            self._pane.remove()
            self._pane = None
            self.query_one("#middle").mount(Lines(id="notice"))
        self.waiting.shell(explain(error), "q")
        self.call_after_refresh(self.waiting.fit)  # the notice is as wide as the screen only then

    # What is where

    @property
    def ready(self) -> bool:
        """Whether the document is open; until then only what needs none can be done."""
        return self._reviewing is not None

    @property
    def reviewing(self) -> Reviewing:
        assert self._reviewing is not None, "no document is open yet"
        return self._reviewing

    @property
    def session(self) -> ReviewSession:
        return self.reviewing.session

    @property
    def ledger(self) -> Ledger:
        return self.reviewing.ledger

    @property
    def pane(self) -> MinutesPane:
        assert self._pane is not None, "no document is open yet"
        return self._pane

    @property
    def scene(self) -> Scene:
        """Where the reviewer is: at the current annotation, or at the row of the side pane in focus."""
        from dvo_tui.tui.acts import Scene

        pane, subject = self.pane, self.subject
        current = id_of(subject) if subject else None
        open_ = self.reviewing
        return Scene(self.session, current, pane.caret, pane.selection, open_.register, open_.publicity)

    @property
    def side(self) -> RowsPane | None:
        """The side pane that has the focus."""
        return self.focused if isinstance(self.focused, RowsPane) else None

    @property
    def subject(self) -> Record | None:
        """What keys are about: the row of the pane in focus, the title at the caret, else the current annotation."""
        found = self.session.records.get(self.side.cursor or "") if self.side else self.forms.title()
        return found or self.session.records.get(self.pane.current or "")

    # Acts

    def attempt(self, make: Callable[[Scene], Deed]) -> bool:
        """Do what an act asks for; what is refused is said, and nothing has changed."""
        from dvo_tui.review.commands import Undo

        scene = self.scene
        try:
            deed = make(scene)
            taken = self.reviewing.apply(Undo()) if deed.instead else None
            change = self.reviewing.apply(deed.command) if deed.command else None
        except DvoError as error:
            self.say(brief(error))
            return False
        if change is not None:
            if scene.selection is not None:
                self.pane.cancel_selection()
            self.pane.session_changed([delta.id for one in (taken, change) if one for delta in one.deltas])
            if taken is not None:
                self.walk.replaced(taken.deltas[0].id, change.deltas[0].id)
        if deed.then == "next":
            self.walk.pending(1)
        elif deed.then == "changed" and change is not None:
            self.walk.to_change(change)
        if self.pane.current not in self.session.records:
            self.pane.current = None
        self.board.changed(change)
        if change is not None:
            self.names.changed(change)
        return True

    def say(self, message: str) -> None:
        """Say something in the footer, or in the inspector where it is too long for that, until the next key."""
        before, self.message = self.message, message
        if self.board.is_long(message) or self.board.is_long(before):
            self.board.inspector()
        else:
            self.board.footer()

    def warn(self, message: str) -> None:
        """Say something that the very next key may insist on."""
        self._warned = True
        self.say(message)

    def catch_up(self) -> None:
        """Show what somebody else wrote meanwhile, where that does not take a form or a selection away."""
        if not self.ready or self.panel is not None or self.pane.anchor is not None:
            return
        news = self.reviewing.catch_up()
        if news is not None:
            self.pane.renew(self.session)
            self.walk.matches = ()
            self.names.changed(None)
            self.board.everything()
            self.say(news)

    # Keys and panels

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a document only what needs none can be done."""
        del parameters
        return self.ready or not hasattr(self, f"action_{action}") or action in WITHOUT_DOCUMENT

    def take_key(self, event: events.Key) -> bool:
        """Give a key to the open panel; says whether it is dealt with. The app calls this before any binding."""
        self.was_warned, self._warned = self._warned, False
        if self.message and self.ready:
            self.say("")
        if keys.is_key_of("pane_help", event.key, None):
            return False
        if self.panel is not None:
            answer = self.panel.take(event.key, event.character)
            self._answer(self.panel, answer)
            if not answer.passed:
                return True
        if self.waiting.is_too_small:
            return not any(keys.is_key_of(act, event.key, event.character) for act in UNSEEN)
        return self.ready and self.forms.take(event.key, event.character)

    def take_paste(self, text: str) -> None:
        """Give pasted text to the open panel; without one it is dropped, so that it is not taken for keys."""
        from dvo_tui.tui.panels.base import HELD

        if self.panel is not None:
            self._answer(self.panel, self.panel.paste(text) or HELD)

    def _answer(self, panel: Panel, answer: Answer) -> None:
        if answer.go is not None:
            self.walk.to(answer.go)
        if answer.close:
            self.walk.matches = getattr(panel, "matches", self.walk.matches)
            self.panel = None
            self.extras.closed()
        if answer.then is not None:
            answer.then()
        if answer.command is not None and not self.attempt(partial(_answered, answer)):
            self.panel = panel
            panel.refused(self.message)
            self.message = ""
        self.was_warned = False
        self._warned = False
        self.board.inspector()
        self.catch_up()

    # Actions of the bindings

    def action_act(self, name: str) -> None:
        from dvo_tui.tui import acts

        self.attempt(acts.ACTS[name])

    def action_choose(self, digit: int) -> None:
        from dvo_tui.tui.acts import choose

        self.attempt(lambda scene: choose(scene, digit))

    def action_edge(self, side: str, step: int, by: str) -> None:
        from dvo_tui.tui.acts import move_edge

        self.attempt(lambda scene: move_edge(scene, side, step, by))

    def action_add(self, layer: str) -> None:
        self.forms.add(layer)

    def action_panel(self, name: str) -> None:
        from dvo_tui.tui.panels import open_panel

        try:
            self.panel = open_panel(name, self.scene)
        except DvoError as error:
            self.say(brief(error))
        else:
            self.board.inspector()

    def action_pending(self, step: int) -> None:
        self.board.leave_side()
        self.walk.pending(step)
        self.board.follow()

    def action_step(self, step: int) -> None:
        self.walk.step(step)

    def action_item(self, step: int) -> None:
        self.board.leave_side()
        self.walk.item(step)

    def action_move(self, by: str, count: int) -> None:
        self.walk.move(by, count)

    def action_edge_of_text(self, end: int) -> None:
        self.walk.to(end * len(self.session.text))

    def action_match(self, step: int) -> None:
        self.walk.match(step)

    def action_select(self) -> None:
        if self.pane.anchor is None:
            self.pane.start_selection()
        else:
            self.pane.cancel_selection()
        self.board.follow()

    def action_cancel(self) -> None:
        if self.pane.anchor is not None:
            self.pane.cancel_selection()
            self.board.follow()
            self.catch_up()
        elif self.side is not None or not self.many.everything():
            self.board.leave_side()

    def action_pane(self, name: str) -> None:
        self.board.go_to_side(name)

    def action_next_pane(self, step: int) -> None:
        self.board.next_pane(step)

    def action_export(self) -> None:
        self.host.export(self)

    def action_document(self, step: int) -> None:
        self.host.open_beside(self, step)

    def action_documents(self) -> None:
        self.host.show_documents(self)

    def action_extra(self, name: str) -> None:
        getattr(self.extras, name)()

    def action_many(self, act: str) -> None:
        getattr(self.many, act)()

    def action_name(self, act: str) -> None:
        getattr(self.names, act)()

    def action_form(self, act: str) -> None:
        self.forms.do(act)

    def action_guide(self) -> None:
        if not (self.ready and self.extras.guide()):
            self.action_help()

    def action_help(self) -> None:
        self.host.show_help("review", "panel" if self.panel else self.side.id or "" if self.side else "text")

    # Mouse and size

    def on_rows_pane_row_clicked(self, event: RowsPane.RowClicked) -> None:
        side = self.query_one(f"#{event.pane}", RowsPane)
        side.point(event.id)
        self.walk.to_row(side, event.id)

    def on_minutes_pane_annotation_clicked(self, event: MinutesPane.AnnotationClicked) -> None:
        self.pane.current = event.id
        self.board.follow()

    def on_minutes_pane_caret_moved(self, event: MinutesPane.CaretMoved) -> None:
        # Motions by key are followed at once; this is for clicks beside every annotation.
        if event.offset == self.pane.caret and self.pane.caret_shown and not self.walk.is_at_current:
            self.walk.moved()

    def on_minutes_pane_selection_made(self, event: MinutesPane.SelectionMade) -> None:
        del event
        self.board.follow()

    def on_resize(self) -> None:
        self.waiting.fit()
        if self.ready:
            self.board.everything()
            self.call_after_refresh(self.board.share_height)  # only then are the columns as high as they will be
