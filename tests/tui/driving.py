"""Drive the app in a test: open it on invented documents, press keys, and read what the screen shows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from textual.pilot import Pilot

from dvo_tui.errors import DvoError
from dvo_tui.language import choose
from dvo_tui.minutes.model import Span
from dvo_tui.review.history import Change
from dvo_tui.review.publicity import Withheld
from dvo_tui.review.records import Annotation, Entity, Record
from dvo_tui.review.session import ReviewSession
from dvo_tui.store.workspace import Workspace
from dvo_tui.suggest.base import Known
from dvo_tui.tui.app import DvoApp
from dvo_tui.tui.screens.review import ReviewScreen
from dvo_tui.tui.shelf import Entry, Shelf
from tests.invented.vlierdonk import session, span

WIDE = (120, 40)
NARROW = (80, 24)


@dataclass
class Where:
    annotation_id: str | None
    offset: int


@dataclass
class FakeReview:
    """An open document that keeps what it is given in memory."""

    session: ReviewSession = field(default_factory=session)
    read_only: DvoError | None = None
    is_new: bool = True
    known: Known = field(default_factory=Known)
    saved: list[Change] = field(default_factory=list)
    fails: DvoError | None = None
    where: Where | None = None
    kept: Withheld = field(default_factory=Withheld)
    closed: bool = False
    brought: int = 0
    conflicts: tuple[object, ...] = ()
    holder_is_gone: bool = False
    news: str = ""
    unsaved: Sequence[Change] = ()

    def catch_up(self) -> bool:
        return False

    def take_over(self) -> bool:
        if self.holder_is_gone:
            self.read_only = None
        return self.read_only is None

    def save_as(self, path: Path) -> Path:
        return path

    def save(self, changes: Sequence[Change] = ()) -> None:
        if self.fails is not None:
            raise self.fails
        self.saved += changes

    def place(self) -> Where | None:
        return self.where

    def save_place(self, annotation_id: str | None, offset: int) -> None:
        self.where = Where(annotation_id, offset)

    def withheld(self) -> Withheld:
        return self.kept

    def save_withheld(self, what: Withheld) -> None:
        self.kept = what

    def close(self) -> None:
        self.closed = True


def app(*reviews: FakeReview, root: Path = Path("/nonexistent")) -> DvoApp:
    """The app on documents that are open already."""
    by_name = {f"verslag-{number}.md": review for number, review in enumerate(reviews, start=1)}
    entries = [Entry(Path(name), name) for name in by_name]
    return DvoApp(
        Shelf(Workspace(root), "jo", entries), clock=lambda: "12:03", opener=lambda entry: by_name[entry.name]
    )


async def settled(pilot: Pilot[int]) -> None:
    """Wait until nothing is being opened, closed or read."""
    running = pilot.app
    assert isinstance(running, DvoApp)
    await pilot.pause()
    while running.jobs:
        await asyncio.sleep(0.01)
    await running.workers.wait_for_complete()
    await pilot.pause()


@dataclass
class Driver:
    """The app at work, and the document it has open."""

    pilot: Pilot[int]
    app: DvoApp
    review: FakeReview

    @property
    def session(self) -> ReviewSession:
        return self.review.session

    @property
    def screen(self) -> ReviewScreen:
        assert isinstance(self.app.screen, ReviewScreen)
        return self.app.screen

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await settled(self.pilot)

    async def type(self, text: str) -> None:
        await self.press(*("space" if character == " " else character for character in text))

    def at(self, place: Span) -> Annotation:
        """The annotation that stands exactly there; of several the first in reading order."""
        return next(record for record in self.session.annotations() if place in record.spans)

    def entity(self, words: str, nth: int = 0) -> Entity:
        found = next(record for record in self.session.annotations("entity") if record.spans[0] == span(words, nth))
        assert isinstance(found, Entity)
        return found

    @property
    def current(self) -> Record | None:
        return self.session.records.get(self.screen.pane.current or "")

    async def go(self, record: Annotation) -> None:
        """Make an annotation the current one."""
        self.screen.pane.current = record.id
        self.screen.board.follow()
        await self.pilot.pause()

    async def caret(self, words: str, nth: int = 0) -> None:
        """Put the caret at the beginning of some words of the text."""
        self.screen.walk.to(span(words, nth).start)
        await self.pilot.pause()

    def side(self) -> str:
        """Which pane has the focus."""
        return (self.screen.side.id or "") if self.screen.side else "text"

    def text(self, name: str) -> str:
        """What a part of the screen shows: header, footer, inspector, or a side pane."""
        return "\n".join(self.lines(name))

    def lines(self, name: str) -> list[str]:
        widget = self.app.screen.query_one(f"#{name}")
        return ["".join(s.text for s in widget.render_line(y)) for y in range(widget.size.height)]

    def shown(self) -> str:
        """The whole screen as text."""
        width, height = self.app.size
        lines = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip)[:width] for strip in lines[:height])


@asynccontextmanager
async def opened(*reviews: FakeReview, size: tuple[int, int] = WIDE, language: str = "en") -> AsyncIterator[Driver]:
    """The app on a document that is open already; several make a list."""
    choose(language)
    found = reviews or (FakeReview(),)
    running = app(*found)
    async with running.run_test(size=size) as pilot:
        await settled(pilot)
        yield Driver(pilot, running, found[0])
