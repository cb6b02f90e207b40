"""The app: which screen is up, keys in the order in which they were typed, and an end that loses nothing.

Invariants: no traceback and no word of the minutes ever reaches the terminal on a crash; keys pressed while a document
is being opened or closed are kept and act when it is there.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, work
from textual.app import App
from textual.message import Message
from textual.screen import Screen

from dvo_tui.errors import DvoError
from dvo_tui.language import _, explain
from dvo_tui.tui.keys import N_, by_id
from dvo_tui.tui.printable import printable
from dvo_tui.tui.reviewing import Review, Reviewing
from dvo_tui.tui.saving import NotSaved, SaveState, local_time, reason
from dvo_tui.tui.screens.review import ReviewScreen
from dvo_tui.tui.shelf import Entry, Shelf, entries_of
from dvo_tui.tui.themes import DARK, LIGHT, THEMES

if TYPE_CHECKING:
    from textual.command import Provider

    from dvo_tui.minutes.model import Minutes

PATIENCE = 15.0
"""Seconds to wait for the last save before asking whether to go without it."""

MOST_HELD = 10_000
"""Keys kept while a document is opened."""

ALWAYS = frozenset({"ctrl+q", "ctrl+c"})
"""Keys that do not wait for a document."""


def _acts_provider() -> type[Provider]:
    from dvo_tui.tui.palette_provider import Acts

    return Acts


class DvoApp(App[int]):
    """Review minutes by keyboard.

    Args:
        shelf: The documents.
        clock: The time shown with `saved`, `HH:MM`.
        opener: Stands in for the shelf's own way to open a document.

    Attributes:
        failure: Why the app ended otherwise than it should; one line, without a word of the minutes.
        reviewing: The document that is open, if any.
        jobs: How many background jobs are not done yet.
    """

    CSS_PATH = "dvo.tcss"
    TITLE = "dvo-tui"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_acts_provider}

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
    ) -> None:
        super().__init__()
        self.shelf = shelf
        self.clock = clock
        self.failure: str | None = None
        self.first_preview: Minutes | None = None
        self.jobs = 0
        self._on_hangup: Any = None
        self._opener = opener
        self._typed: list[events.Key] = []
        self._holding = False
        self._typing = False
        self.reviewing: Reviewing | None = None
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK.name

    def get_default_screen(self) -> Screen[Any]:
        """The document itself where there is one, else the list."""
        if len(self.shelf.entries) == 1:
            self.hold()
            return ReviewScreen(self.shelf.entries[0], self.first_preview)
        from dvo_tui.tui.screens.documents import DocumentsScreen

        return DocumentsScreen(self.shelf)

    def on_mount(self) -> None:
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):  # Windows, or not the main thread
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self._terminate)
        if hasattr(signal, "SIGHUP") and threading.current_thread() is threading.main_thread():
            self._on_hangup = signal.signal(signal.SIGHUP, self._hang_up)

    def on_unmount(self) -> None:
        if self._on_hangup is not None:
            signal.signal(signal.SIGHUP, self._on_hangup)

    def _terminate(self) -> None:
        """The system wants us gone: save what there is, and end."""
        review = self._review_screen
        if review is not None:
            review.was_warned = True
        self.leave()

    def _hang_up(self, number: int, frame: Any) -> None:
        """The terminal is gone: save what there is, and end at once.

        A plain handler, because the event loop may hang in a write to the terminal that is not there any more; and no
        orderly end, because that would write there again.
        """
        del frame
        if self.reviewing is not None:
            saver = self.reviewing.saver
            saver.retry()
            saver.wait(PATIENCE)
            screen = self._review_screen
            if screen is not None:
                place = (screen.pane.current, screen.pane.caret)
                closing = threading.Thread(target=self.reviewing.close, args=place, daemon=True)
                closing.start()
                closing.join(PATIENCE)
        os._exit(128 + number)

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
        preview = None
        if self._opener is None:
            with contextlib.suppress(Exception):  # opening it says why
                preview = self.shelf.preview(entry)
        return ReviewScreen(entry, preview)

    def load(self, screen: ReviewScreen) -> None:
        """Open a screen's document, off the screen's own thread."""
        self.background(lambda: self._load(screen))

    def background(self, job: Callable[[], None]) -> None:
        """Do something on a thread that nobody waits for at the end; what it finds comes back as a message."""

        def work() -> None:
            try:
                job()
            finally:
                self.jobs -= 1

        self.jobs += 1
        threading.Thread(target=work, name="dvo-tui-background", daemon=True).start()

    def _load(self, screen: ReviewScreen) -> None:
        reviewing: Reviewing | None = None
        error: DvoError | None = None
        try:
            entry = screen.entry
            review = self._opener(entry) if self._opener else self.shelf.open(entry, screen.preview)
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
        elif event.error is not None:
            event.screen.failed(event.error)
        self.call_after_refresh(self._settle_in)

    async def _settle_in(self) -> None:
        gc.collect()
        gc.freeze()
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
        """The next or previous document."""
        entries = self.shelf.entries
        if len(entries) < 2:
            screen.say(_("there is no other document"))
            return
        entry = entries[(entries.index(screen.entry) + step) % len(entries)]
        self._close_then(screen, lambda: self.switch_screen(self._review(entry)), then_release=False)

    def show_documents(self, screen: ReviewScreen) -> None:
        """Back to the list of documents."""
        from dvo_tui.tui.screens.documents import DocumentsScreen

        self._close_then(screen, lambda: self.switch_screen(DocumentsScreen(self.shelf, screen.entry)))

    @property
    def _review_screen(self) -> ReviewScreen | None:
        """The review screen that is up, maybe below help or palette."""
        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, ReviewScreen)), None)

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
            self.screen.say(_("q quits"))

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
                screen.warn(ask.format(count=count, key=by_id("save_as").keys[0], why=why))
                return False
            self.failure = _("{count} changes are not saved: {why}").format(count=count, why=why)
        self.reviewing = None
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

    def other_theme(self) -> None:
        """From dark to light and back."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    def show_palette(self) -> None:
        """Every act by name."""
        from textual.command import CommandPalette

        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder=_("search for an act"), id="--command-palette"))

    def show_help(self, name: str) -> None:
        """What the keys do here."""
        from dvo_tui.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(name))

    # The end

    def _handle_exception(self, error: Exception) -> None:
        self.failure = crash_line(error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        # Textual would print a traceback with locals, and those hold the minutes.
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        self._exit_renderables.clear()


def crash_line(error: BaseException) -> str:
    """What went wrong and where, without the error's own words: they could be of the minutes."""
    place, trace = "", error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if "dvo_tui" in code.co_filename:
            place = f" in {Path(code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    kind = type(error).__name__
    return _("an error in dvo-tui itself ended it ({kind}{place}); please report it").format(kind=kind, place=place)


def run(paths: Sequence[Path | str], workspace: Any, reviewer: str, language: str | None = None) -> int:
    """Run the app on documents and return the exit code: 0 done, 1 refused input or a crash."""
    from dvo_tui import language as languages
    from dvo_tui.store.workspace import Workspace

    gc.disable()  # until the first document is on screen; collecting costs 15 % of the start
    languages.choose(language)
    root = workspace if isinstance(workspace, Workspace) else Workspace(Path(workspace))
    if not all(stream is not None and stream.isatty() for stream in (sys.__stdin__, sys.__stderr__)):
        _complain(_("the screen needs a terminal; extract, replay and export work without one"))
        return 1
    try:
        shelf = Shelf(root, reviewer, entries_of([Path(path) for path in paths], root, reviewer))
        app = DvoApp(shelf)
        if len(shelf.entries) == 1:
            app.first_preview = shelf.preview(shelf.entries[0])
    except DvoError as error:
        _complain(explain(error))
        return 1
    try:
        app.run()
    except Exception as error:
        app.failure = crash_line(error)
    return _farewell(app)


def _farewell(app: DvoApp) -> int:
    """Wait for what is still being saved, say what went wrong, and give the exit code."""
    if app.failure and app.reviewing is not None:  # it crashed with a document open
        saver = app.reviewing.saver
        saver.retry()
        if saver.wait(PATIENCE):
            app.failure += "; " + _("all that you did is saved")
        else:
            app.failure += "; " + _("{count} changes are not saved").format(count=saver.unsaved)
    if app.failure:
        _complain(app.failure)
        return 1
    return app.return_value or app.return_code or 0


def _complain(line: str) -> None:
    sys.stderr.write(f"dvo-tui: {printable(line)}\n")
    sys.stderr.flush()
