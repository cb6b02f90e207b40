"""A copy that may be published, from the review screen: looked at, marked, looked at again, confirmed, written.

Invariant: what is written is what was looked at last; every mark is a command of the session, so it can be undone.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs

from dvo_tui.errors import DvoError
from dvo_tui.language import _
from dvo_tui.review.commands import Adopt, SetField, Undo
from dvo_tui.review.publicity import Withheld
from dvo_tui.tui.acts import Deed
from dvo_tui.tui.panels.publishing import DraftPanel, GroundPanel, LeftOutPanel, PublishPanel, Ways, WherePanel
from dvo_tui.tui.panels.same import Look
from dvo_tui.tui.saving import reason
from dvo_tui.tui.words import brief

if TYPE_CHECKING:
    from dvo_tui.exchange.exporting import Outcome
    from dvo_tui.tui.exporting import Doubt, Draft, LeftOut
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
        self._ways = Ways(
            look,
            self._go,
            self._mark,
            self._hide,
            self._bring_back,
            self._ground,
            self._undo,
            self._turn,
            self._confirm,
        )
        self._kept = Withheld()
        """What is left out by hand, and the grounds that were chosen: kept with the document."""
        self._done: list[Callable[[], bool]] = []
        """How to take back each thing that was done in these lists; says whether that could be."""
        self._at = 0
        self._panel: DraftPanel | None = None
        self._turned = 0
        self._form = FORM

    def begin(self) -> None:
        """Make the copy and list what still looks like a name in it."""
        self._done.clear()
        try:
            self._kept = self._screen.reviewing.review.withheld()
        except DvoError as error:
            self._screen.say(brief(error))
            return
        self._panel = PublishPanel(self._screen.session, self._ways, self._at)
        self._show(self._panel)
        self._again()

    def _withhold(self, what: Withheld) -> bool:
        """Keep what is left out with the document; what cannot be saved still holds for this copy."""
        assert self._panel is not None, "the list is open"
        self._kept = what
        try:
            self._screen.reviewing.review.save_withheld(what)
        except DvoError as error:
            self._panel.refused(brief(error))
        return True

    def _changed(self, what: Withheld) -> None:
        """Leave out something else, which can be taken back, and look again."""
        before = self._kept
        self._done.append(lambda: self._withhold(before))
        self._withhold(what)
        self._again()

    def _turn(self) -> None:
        """From what is doubtful to what is left out, and back."""
        draft = self._panel.draft if self._panel is not None else None
        assert draft is not None, "a copy was listed"
        other = PublishPanel if isinstance(self._panel, LeftOutPanel) else LeftOutPanel
        self._panel = other(self._screen.session, self._ways)
        self._screen.panel = self._panel
        self._panel.made(draft)
        self._screen.board.inspector()

    def _again(self) -> None:
        """Make the copy once more, off the screen's own thread, of the review as it is now."""
        from dvo_tui.exchange.dataset import dataset_of
        from dvo_tui.tui.exporting import draft_of

        screen, panel = self._screen, self._panel
        assert panel is not None, "the list is open"
        panel.looking()
        self._turned += 1
        turn, dataset = self._turned, dataset_of(screen.session, "all")
        make = partial(draft_of, dataset, self._kept, screen.reviewing.publicity)

        def told(draft: Draft | str) -> None:
            if turn != self._turned or screen.panel is not panel:
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

    def _go(self, id_: str, start: int) -> None:
        """To the words in the text, or to the record whose comment or title says them."""
        screen, self._at = self._screen, self._panel.at if isinstance(self._panel, PublishPanel) else 0
        if id_ in screen.session.records:
            screen.extras.go(id_)
        else:
            screen.walk.beside_annotations(start)
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
        self._done.append(self._take_back)
        self._again()

    def _hide(self, doubt: Doubt) -> None:
        """Leave words out wherever they stand; of a comment all of it, as the reviewer wrote it."""
        session = self._screen.session
        words = doubt.words if doubt.field else session.text[doubt.span.start : doubt.span.end]
        if doubt.field == "note":
            words = str(getattr(session.records.get(doubt.id), "note", None) or words)
        self._changed(structs.replace(self._kept, hidden=tuple(dict.fromkeys((*self._kept.hidden, words)))))

    def _bring_back(self, words: str) -> None:
        """Leave words in again."""
        hidden = tuple(one for one in self._kept.hidden if one != words)
        self._changed(structs.replace(self._kept, hidden=hidden))

    def _ground(self, what: LeftOut) -> None:
        """Ask on what ground somebody or something is left out; that of a participant is part of the review."""
        screen, panel = self._screen, self._panel

        def back() -> None:
            screen.panel = panel
            screen.board.inspector()

        def choose(ground: str) -> None:
            back()
            if what.id:
                if screen.attempt(lambda _scene: Deed(SetField(id=what.id, field="ground", value=ground))):
                    self._done.append(self._take_back)
                    self._again()
            else:
                self._changed(structs.replace(self._kept, grounds=self._kept.grounds | {what.of: ground}))

        screen.panel = GroundPanel(what.of, what.ground, choose, back)
        screen.board.inspector()

    def _take_back(self) -> bool:
        return self._screen.attempt(lambda _scene: Deed(Undo()))

    def _undo(self) -> None:
        """Take back what was done last in these lists."""
        panel = self._panel
        assert panel is not None, "the list is open"
        if not self._done:
            panel.refused(_("nothing to undo"))
            return
        if self._done[-1]():
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
