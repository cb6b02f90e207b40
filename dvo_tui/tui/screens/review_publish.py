"""A copy that may be published, from the review screen: looked at, marked, looked at again, confirmed, written.

Invariant: what is written is what was looked at last; every mark is a command of the session, so it can be undone.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dvo_tui.errors import DvoError
from dvo_tui.language import _
from dvo_tui.review.commands import Adopt, Undo
from dvo_tui.tui.acts import Deed
from dvo_tui.tui.panels.publishing import PublishPanel, Ways, WherePanel
from dvo_tui.tui.panels.same import Look
from dvo_tui.tui.saving import reason
from dvo_tui.tui.words import brief

if TYPE_CHECKING:
    from dvo_tui.exchange.exporting import Outcome
    from dvo_tui.tui.exporting import Doubt, Draft
    from dvo_tui.tui.panels import Panel
    from dvo_tui.tui.screens.review import ReviewScreen

FORM = "yaml"


class Publishing:
    """The copies of one review screen.

    Args:
        screen: The screen.
        show: Opens a panel that moves along in the text.
        look: Shows a place of the text.
    """

    def __init__(self, screen: ReviewScreen, show: Callable[[Panel], None], look: Look) -> None:
        self._screen = screen
        self._show = show
        self._ways = Ways(look, self._go, self._mark, self._hide, self._undo, self._confirm)
        self._hidden: dict[str, None] = {}
        self._done: list[str] = []
        """What was done in this list: the words that were hidden, or nothing for a change of the review."""
        self._at = 0
        self._panel: PublishPanel | None = None
        self._turn = 0
        self._form = FORM

    def begin(self) -> None:
        """Make the copy and list what still looks like a name in it."""
        self._done.clear()
        self._panel = PublishPanel(self._screen.session, self._ways, self._at)
        self._show(self._panel)
        self._again()

    def _again(self) -> None:
        """Make the copy once more, off the screen's own thread, of the review as it is now."""
        from dvo_tui.exchange.dataset import dataset_of
        from dvo_tui.tui.exporting import draft_of

        screen, panel = self._screen, self._panel
        assert panel is not None, "the list is open"
        panel.looking()
        self._turn += 1
        turn, dataset = self._turn, dataset_of(screen.session, "all")
        make = partial(draft_of, dataset, tuple(self._hidden), screen.reviewing.publicity)

        def told(draft: Draft | str) -> None:
            if turn != self._turn or screen.panel is not panel:
                return
            if isinstance(draft, str):
                screen.panel = None
                screen.extras.closed()
                screen.say(draft)
            else:
                panel.made(draft)
            screen.board.inspector()

        def job() -> None:
            try:
                draft: Draft | str = make()
            except Exception as error:  # whatever it is, the reviewer must hear it and go on
                draft = reason(error)
            screen.host.call_later(partial(told, draft))

        screen.board.inspector()
        screen.host.background(job)

    # What the keys of the list do

    def _go(self, doubt: Doubt) -> None:
        """To the words in the text, or to the record whose comment or title says them."""
        screen, self._at = self._screen, self._panel.at if self._panel else 0
        if doubt.id in screen.session.records:
            screen.extras.go(doubt.id)
        else:
            screen.walk.beside_annotations(doubt.span.start)
            screen.board.follow()

    def _mark(self, doubt: Doubt, digit: int) -> None:
        screen, panel = self._screen, self._panel
        assert panel is not None, "the list is open"
        label = screen.session.scheme.by_digit("entity", digit)
        if label is None:
            panel.refused(_("no type has the digit {digit}").format(digit=digit))
            return
        before = screen.session.revision
        words = screen.session.text[doubt.span.start : doubt.span.end]
        if not screen.attempt(lambda _scene: Deed(Adopt(type=label.id, text=words))):
            return
        if screen.session.revision == before:
            panel.refused(_("it is marked already, as something else or with other edges; enter goes there"))
            return
        self._done.append("")
        self._again()

    def _hide(self, doubt: Doubt) -> None:
        """Leave words out wherever they stand; of a comment all of it, as the reviewer wrote it."""
        session = self._screen.session
        words = doubt.words if doubt.field else session.text[doubt.span.start : doubt.span.end]
        if doubt.field == "note":
            words = str(getattr(session.records.get(doubt.id), "note", None) or words)
        self._hidden[words] = None
        self._done.append(words)
        self._again()

    def _undo(self) -> None:
        """Take back what was done last in this list."""
        panel = self._panel
        assert panel is not None, "the list is open"
        if not self._done:
            panel.refused(_("nothing to undo"))
            return
        words = self._done[-1]
        if words:
            self._hidden.pop(words, None)
        elif not self._screen.attempt(lambda _scene: Deed(Undo())):
            return
        self._done.pop()
        self._again()

    # Where it goes

    def _confirm(self, draft: Draft) -> None:
        """Somebody has looked at the list: ask where the copy goes."""
        from dvo_tui.exchange import registry
        from dvo_tui.tui.exporting import offered

        screen, back = self._screen, self._panel

        def place(form: str) -> str:
            return str(offered(draft, registry.format_of(form), screen.host.shelf.workspace))

        def to_list() -> None:
            screen.panel = back
            screen.board.inspector()

        write = partial(self._write, draft)
        screen.panel = WherePanel(registry.names(), self._form, place, write, to_list, len(draft.doubts))
        screen.board.inspector()

    def _write(self, draft: Draft, panel: WherePanel, form: str, path: Path, key: Path | None) -> None:
        """Write the copy behind the screen's back, to its end; the panel stays until that is done."""
        from dvo_tui.tui.exporting import publish

        screen = self._screen
        self._form = form

        def told(outcome: Outcome | str) -> None:
            if not screen.is_mounted:
                return
            if isinstance(outcome, str):
                panel.refused(outcome)
                if screen.panel is not panel:
                    screen.say(outcome)
            else:
                if screen.panel is panel:
                    screen.panel = None
                    screen.extras.closed()
                left = sum(outcome.left_out.values())
                more = (
                    _("; {count} things it cannot hold: {file}").format(count=left, file=outcome.report) if left else ""
                )
                screen.say(_("written: {file}").format(file=path) + more)
            screen.board.inspector()

        def job() -> None:
            try:
                outcome: Outcome | str = publish(draft, form, path, key)
            except DvoError as error:
                outcome = brief(error)
            except Exception as error:  # a path may be anything; the reviewer must hear why, and goes on
                outcome = reason(error)
            screen.host.call_later(partial(told, outcome))

        screen.host.background(job, to_the_end=True)
