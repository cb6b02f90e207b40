"""An app that holds nothing but the minutes pane, and ways to read what it draws."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec
from rich.segment import Segment
from textual import on
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot

from dvo_tui.minutes.model import Block, Minutes, Span
from dvo_tui.review.opening import first_records
from dvo_tui.review.records import Annotation, Entity, Turn
from dvo_tui.review.session import ReviewSession
from dvo_tui.scheme import scheme
from dvo_tui.suggest.base import Suggestion
from dvo_tui.tui.widgets.minutes_pane import MinutesPane
from tests import invented

LONG = "\n\n".join(f"{paragraph} " * 3 for paragraph in invented.PARAGRAPHS * 12)


class Host(App[None]):
    """An app with nothing but the pane, that keeps what the pane says."""

    CSS = "MinutesPane { height: 1fr; }"

    def __init__(self, session: ReviewSession) -> None:
        super().__init__()
        self.pane = MinutesPane(session)
        self.said: list[Message] = []

    def compose(self) -> ComposeResult:
        yield self.pane

    def on_mount(self) -> None:
        self.theme = "nord"

    @on(MinutesPane.CaretMoved)
    @on(MinutesPane.AnnotationClicked)
    @on(MinutesPane.SelectionMade)
    def keep(self, message: Message) -> None:
        self.said.append(message)


@asynccontextmanager
async def shown(
    session: ReviewSession | None = None, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Pilot[None], MinutesPane]]:
    app = Host(session or invented.session())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot, app.pane


def said(pilot: Pilot[None]) -> list[Message]:
    assert isinstance(pilot.app, Host)
    return pilot.app.said


def screen(pane: MinutesPane) -> list[str]:
    return [pane.render_line(y).text.rstrip() for y in range(pane.size.height)]


def drawn(pane: MinutesPane, surface: str) -> Segment:
    """The first segment on screen that begins with a text."""
    return next(
        segment for y in range(pane.size.height) for segment in pane.render_line(y) if segment.text.startswith(surface)
    )


def row_with(pane: MinutesPane, surface: str) -> int:
    return next(y for y, line in enumerate(screen(pane)) if surface in line)


def cell(pane: MinutesPane, surface: str) -> tuple[int, int]:
    y = row_with(pane, surface)
    return screen(pane)[y].index(surface), y


def find(session: ReviewSession, layer: str, surface: str) -> Annotation:
    return next(
        record
        for record in session.annotations(layer)
        if surface in session.text[record.spans[0].start : record.spans[0].end]
    )


def mention(session: ReviewSession, surface: str) -> Entity:
    found = find(session, "entity", surface)
    assert isinstance(found, Entity)
    return found


def turn(session: ReviewSession, surface: str) -> Turn:
    found = find(session, "turn", surface)
    assert isinstance(found, Turn)
    return found


def read(text: str, suggestions: tuple[Suggestion, ...] = ()) -> ReviewSession:
    """A session over any text, every line that is not empty a paragraph."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line:
            blocks.append(Block("paragraph", at, at + len(line)))
        at += len(line) + 1
    minutes: Minutes = msgspec.structs.replace(invented.minutes(), text=text, blocks=tuple(blocks), agenda=())
    return ReviewSession(minutes, first_records(minutes, suggestions), "jdv", scheme.default())


def person(start: int, end: int) -> Suggestion:
    return Suggestion(layer="entity", type="PERSON", spans=(Span(start, end),), by="t", rule="r", confidence=0.9)


# What stands where
