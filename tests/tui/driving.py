"""Drive the app in a test: open it on invented documents, press keys, and read what the screen shows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from textual.pilot import Pilot

from dvo_tui.language import choose
from dvo_tui.minutes.model import Span
from dvo_tui.review.records import Annotation, Entity, Record
from dvo_tui.review.session import ReviewSession
from dvo_tui.tui.app import DvoApp
from dvo_tui.tui.screens.review import ReviewScreen
from tests.tui.invented import FakeReview, app, span

WIDE = (120, 40)
NARROW = (80, 24)


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
