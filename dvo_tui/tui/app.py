"""The app: which screen is up, keys in the order in which they were typed, and an end that loses nothing.

Invariants: no traceback and no word of the minutes ever reaches the terminal on a crash; keys pressed while a document
is being opened or closed are kept and act when it is there.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import events, work
from textual.message import Message
from textual.screen import Screen

from dvo_tui.config import Memory, Settings
from dvo_tui.errors import DvoError
from dvo_tui.language import _, explain
from dvo_tui.tui.browser import is_served
from dvo_tui.tui.ending import PATIENCE, complain, crash_line, farewell, hang_up, listen
from dvo_tui.tui.keys import N_, shown
from dvo_tui.tui.others import Others
from dvo_tui.tui.pages import pages_told
from dvo_tui.tui.returning import Visits
from dvo_tui.tui.saving import NotSaved, SaveState, local_time, reason
from dvo_tui.tui.screens.review import ReviewScreen
from dvo_tui.tui.screens.review_parts import read_ahead
from dvo_tui.tui.shelf import Entry, Shelf, entries_of
from dvo_tui.tui.shell import Shell

if TYPE_CHECKING:
    from dvo_tui.minutes.model import Minutes
    from dvo_tui.store.statistics import Histories
    from dvo_tui.tui.reviewing import Review, Reviewing

MOST_HELD = 10_000
"""Keys kept while a document is opened."""

ALWAYS = frozenset({"ctrl+q", "ctrl+c"})
"""Keys that do not wait for a document."""


class DvoApp(Shell):
    """Review minutes by keyboard.

    Args:
        shelf: The documents.
        clock: The time shown with `saved`, `HH:MM`.
        opener: Stands in for the shelf's own way to open a document.
        settings: What the settings file says.
        memory: What is remembered from the last time; without one nothing is, and the tour has been seen.

    Attributes:
        reviewing: The document that is open, if any.
        jobs: How many background jobs are not done yet.
    """

    class SavingChanged(Message):
        """How saving goes has changed."""

    class Opened(Message):
        """A document was opened, or could not be."""

        def __init__(self, screen: ReviewScreen, reviewing: Reviewing | None, error: DvoError | None) -> None:
            super().__init__()
            self.screen = screen
            self.reviewing = reviewing
            self.error = error

    def __init__(
        self,
        shelf: Shelf,
        clock: Callable[[], str] = local_time,
        opener: Callable[[Entry], Review] | None = None,
        settings: Settings | None = None,
        memory: Memory | None = None,
    ) -> None:
        super().__init__(settings, memory)
        self.shelf = shelf
        self.clock = clock
        self.first_preview: Minutes | None = None
        self.jobs = 0
        self._deaf: Callable[[], None] = lambda: None
        self._opener = opener
        self._typed: list[events.Key] = []
        self._holding = False
        self._typing = False
        self.reviewing: Reviewing | None = None
        self.visits = Visits()
        self.others = Others(self)
        self._histories: Histories | None = None

    def get_default_screen(self) -> Screen[Any]:
        """The document itself where there is one, else the list."""
        if len(self.shelf.entries) == 1:
            self.hold()
            self.visits.began(self.shelf.entries[0])
            return ReviewScreen(self.shelf.entries[0], self.first_preview)
        from dvo_tui.tui.screens.documents import DocumentsScreen

        return DocumentsScreen(self.shelf)

    def on_mount(self) -> None:
        self._deaf = listen(self.terminate, lambda number, _frame: hang_up(self, self._review_screen, number))

    def on_unmount(self) -> None:
        self._deaf()

    def terminate(self) -> None:
        """The system wants us gone: save what there is, and end."""
        review = self._review_screen
        if review is not None:
            review.was_warned = True
        self.leave()

    # Keys

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and not event.is_forwarded:
            if len(self._typed) < MOST_HELD:
                self._typed.append(event)
            await self._type()
            return
        if isinstance(event, events.Paste) and not event.is_forwarded:
            take = getattr(self.screen, "take_paste", None)
            if take is not None:
                take(event.text)
                return
        await super().on_event(event)

    def hold(self) -> None:
        """Keep keys until `release`: what they are for is not there yet."""
        self._holding = True

    async def release(self) -> None:
        """Let the keys that were kept act, in order; one of them may hold the rest again."""
        self._holding = False
        await self._type()

    async def _type(self) -> None:
        """Act on keys one after the other, each on the screen that the one before left."""
        if self._typing:
            return
        self._typing = True
        try:
            while self._typed and (not self._holding or self._typed[0].key in ALWAYS):
                event = self._typed.pop(0)
                take = getattr(self.screen, "take_key", None)
                if take is None or not take(event):
                    await super().on_event(event)
        finally:
            self._typing = False

    # Opening

    def _review(self, entry: Entry) -> ReviewScreen:
        """The screen of a document that is about to be opened; keys wait until it is."""
        self.hold()
        was_open = self.visits.began(entry)
        preview = None
        if self._opener is None and not was_open:
            with contextlib.suppress(Exception):  # opening it says why
                preview = self.shelf.preview(entry)
        return ReviewScreen(entry, preview)

    def load(self, screen: ReviewScreen) -> None:
        """Open a screen's document, off the screen's own thread."""
        self.background(lambda: self._load(screen))

    def background(self, job: Callable[[], None], to_the_end: bool = False) -> None:
        """Do something on a thread; what it finds comes back as a message. `to_the_end` lets it finish at the end."""

        def work() -> None:
            try:
                job()
            finally:
                self.jobs -= 1

        self.jobs += 1
        threading.Thread(target=work, name="dvo-tui-background", daemon=not to_the_end).start()

    def _load(self, screen: ReviewScreen) -> None:
        read_ahead()
        from dvo_tui.tui.reviewing import Reviewing

        reviewing: Reviewing | None = None
        error: DvoError | None = None
        try:
            entry = screen.entry
            pages = pages_told(self.call_later, screen)
            review = self._opener(entry) if self._opener else self.shelf.open(entry, screen.preview, pages)
            reviewing = Reviewing(review, self._saving_changed, self.clock)
            _names = reviewing.register  # read here what the screen would else wait for
        except DvoError as refused:
            error = refused
        except Exception as unexpected:  # said on the screen by its kind; its words could be of the minutes
            error = DvoError(N_("the document cannot be opened: {why}"), why=type(unexpected).__name__)
        self.post_message(self.Opened(screen, reviewing, error))

    async def on_dvo_app_opened(self, event: Opened) -> None:
        if event.reviewing is not None:
            self.reviewing = event.reviewing
            event.screen.opened(event.reviewing)
            self.visits.returned(event.screen)
            self.call_after_refresh(self.others.count, event.screen)
        elif event.error is not None:
            event.screen.failed(event.error)
        self.call_after_refresh(self._settle_in)

    async def _settle_in(self) -> None:
        gc.freeze()  # without a collection first: that would hold the first key up for 50 ms
        gc.enable()
        await self.release()

    def _saving_changed(self, state: SaveState) -> None:
        self.post_message(self.SavingChanged())

    def on_dvo_app_saving_changed(self) -> None:
        screen = self._review_screen
        if screen is not None:
            screen.board.saving_changed()
            screen.catch_up()

    # Between documents

    def position(self, screen: ReviewScreen) -> tuple[int, int]:
        """The place of a screen's document among all, from 1, and how many there are."""
        return self.shelf.entries.index(screen.entry) + 1, len(self.shelf.entries)

    def open_entry(self, entry: Entry) -> None:
        """Open a document from the list."""
        self.push_screen(self._review(entry))

    def open_beside(self, screen: ReviewScreen, step: int) -> None:
        """The next or previous document; with a step of 0 the one that was open before."""
        entries = self.shelf.entries
        if len(entries) < 2:
            screen.say(_("there is no other document"))
            return
        entry = entries[(entries.index(screen.entry) + step) % len(entries)]
        if step == 0:
            before = self.visits.before(screen.entry)
            if before is None:
                none = _("no other document was open yet; {key} opens the next one")
                screen.say(none.format(key=shown("next_document")))
                return
            entry = before
        self._close_then(screen, lambda: self._switch(self._review(entry)), then_release=False)

    def show_documents(self, screen: ReviewScreen) -> None:
        """Back to the list of documents."""
        from dvo_tui.tui.screens.documents import DocumentsScreen

        self._close_then(screen, lambda: self._switch(DocumentsScreen(self.shelf, screen.entry)))

    def _switch(self, screen: Screen[Any]) -> Any:
        """Another screen in the place of the one that is up."""
        if not self.screen._result_callbacks:  # the first screen was never pushed: Textual would fail
            self.screen._push_result_callback(self.screen, None)
        return self.switch_screen(screen)

    @property
    def _review_screen(self) -> ReviewScreen | None:
        """The review screen that is up, maybe below help or palette."""
        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, ReviewScreen)), None)

    def show_dashboard(self) -> None:
        """How far the work is, how the rules fared, and how long it took."""
        from dvo_tui.store.statistics import Histories
        from dvo_tui.tui.screens.dashboard import DashboardScreen

        screen = self._review_screen
        session = screen.session if screen is not None and screen.ready else None
        self._histories = self._histories or Histories()
        self.push_screen(DashboardScreen(self.shelf, session, self._histories))

    def leave(self) -> None:
        """Quit when everything is saved; what cannot be saved is said, and a second press goes without it."""
        screen = self._review_screen
        if screen is None:
            self.exit(0)
        elif screen.ready:
            self._close_then(screen, lambda: self.exit(0))
        else:
            self.exit(0 if self._holding else 1)

    async def action_quit(self) -> None:
        self.leave()

    def action_help_quit(self) -> None:
        if isinstance(self.screen, ReviewScreen):
            self.screen.say(_("{key} quits").format(key=shown("quit")))

    def _close_then(self, screen: ReviewScreen, then: Callable[[], Any], then_release: bool = True) -> None:
        """Wait for the last save, let go of the document, and go on; stay where something is not saved."""
        self.hold()
        self._close(screen, then, then_release)

    @work(group="close", exclusive=True)
    async def _close(self, screen: ReviewScreen, then: Callable[[], Any], then_release: bool) -> None:
        if screen.ready and not await self._let_go(screen):
            await self.release()
            return
        result = then()
        if hasattr(result, "__await__"):
            await result
        if then_release:
            await self.release()

    async def _let_go(self, screen: ReviewScreen) -> bool:
        """Wait for the last save and close the document; says whether that was done."""
        saver = screen.reviewing.saver
        if saver.unsaved:
            screen.say(_("saving…"))
            saver.retry()
        if not await asyncio.to_thread(saver.wait, PATIENCE):
            why = saver.state.reason if isinstance(saver.state, NotSaved) else _("the disk does not answer")
            count = saver.unsaved
            if not screen.was_warned:
                ask = _(
                    "{count} changes are not saved ({key} writes all of it elsewhere, the same key again goes without "
                    "them): {why}"
                )
                screen.warn(ask.format(count=count, key=shown("save_as"), why=why))
                return False
            self.failure = _("{count} changes are not saved: {why}").format(count=count, why=why)
        self.reviewing = None
        self.visits.left(screen)
        try:
            await asyncio.to_thread(screen.reviewing.close, screen.pane.current, screen.pane.caret)
        except DvoError as error:  # what was settled is saved; only what the workspace would learn from it is not
            self.failure = explain(error)
        return True

    # What else the screens ask for

    def export(self, screen: ReviewScreen) -> None:
        """Write the curated YAML of a screen's document and say where."""
        from dvo_tui.tui.exporting import export_curated

        try:
            path = export_curated(screen.session, self.shelf.workspace)
        except DvoError as error:
            screen.say(explain(error))
        else:
            screen.say(_("written: {file}").format(file=path))

    @work(group="save_as")
    async def save_as(self, screen: ReviewScreen, path: str) -> None:
        """Write a screen's document, unsaved changes included, to another file and say where."""
        try:
            file = await asyncio.to_thread(lambda: screen.reviewing.review.save_as(Path(path).expanduser()))
        except Exception as error:  # a path may be anything; the reviewer must hear why, and goes on
            screen.say(reason(error))
        else:
            screen.say(_("written: {file}").format(file=file))


def run(
    paths: Sequence[Path | str],
    workspace: Any,
    reviewer: str,
    language: str | None = None,
    settings: Settings | None = None,
) -> int:
    """Run the app on documents and return the exit code: 0 done, 1 refused input, wrong settings or a crash."""
    from dvo_tui import config
    from dvo_tui import language as languages
    from dvo_tui.store.workspace import Workspace
    from dvo_tui.tui import remapping

    sys.setswitchinterval(0.0005)  # the saver must not hold up the screen for the usual 5 ms
    gc.disable()  # until the first document is on screen, as in the command that ends here
    languages.choose(language)
    root = workspace if isinstance(workspace, Workspace) else Workspace(Path(workspace))
    has_screen = all(stream is not None and stream.isatty() for stream in (sys.__stdin__, sys.__stderr__))
    if not has_screen and not is_served():
        complain(_("the screen needs a terminal; extract, replay and export work without one"))
        return 1
    try:
        chosen = settings or config.load()
        if chosen.keys:
            remapping.use(chosen.keys, chosen.file)
        shelf = Shelf(root, reviewer, entries_of([Path(path) for path in paths], root, reviewer))
        app = DvoApp(shelf, settings=chosen, memory=config.memory())
        app.few_colours = app.console.color_system == "standard"
        app.choose_theme()
        if len(shelf.entries) == 1:
            app.first_preview = shelf.preview(shelf.entries[0])
    except DvoError as error:
        complain(explain(error))
        return 1
    try:
        app.run()
    except Exception as error:
        app.failure = crash_line(error)
    return farewell(app)
