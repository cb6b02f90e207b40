"""Text that would steer a terminal or Textual: in minutes, in names of files, people and reviewers, in errors."""

from __future__ import annotations

import msgspec
import pytest

from dvo_tui.errors import StoreError
from dvo_tui.minutes.model import Participant
from dvo_tui.review.opening import first_records
from dvo_tui.review.session import ReviewSession
from dvo_tui.scheme import scheme
from dvo_tui.suggest.base import Known
from dvo_tui.tui.app import DvoApp
from dvo_tui.tui.shelf import Entry, Shelf
from tests.tui.driving import NARROW, WIDE, Driver, opened, settled
from tests.tui.invented import SHA, FakeReview, app, minutes, suggestions

EVIL = "[/] [@click=app.quit()]x[/] [bold red]$name {0} \x1b]0;OWNED\x07\x1b[2J\x9b31m\x00\x7f\u202egnp.exe\u2066"


def hostile() -> FakeReview:
    """A review in which everything that can be shown is hostile."""
    read = minutes(extra=f"\n{EVIL}\n")
    meeting = msgspec.structs.replace(read.meeting, body=EVIL, date="2021-99-99")
    people = (
        *read.participants,
        Participant(id="p" + "a" * 13, name=EVIL, attendance="not_listed", role=EVIL, organisation=EVIL, spans=()),
    )
    agenda = tuple(msgspec.structs.replace(item, title=EVIL, note=EVIL) for item in read.agenda)
    read = msgspec.structs.replace(read, meeting=meeting, participants=people, agenda=agenda)
    records = [
        msgspec.structs.replace(record, note=EVIL) if hasattr(record, "note") else record
        for record in first_records(read, suggestions())
    ]
    known = Known(people=(EVIL,))
    return FakeReview(ReviewSession(read, records, EVIL, scheme.default()), known=known)


def assert_clean(shown: str) -> None:
    for character in "\x1b\x07\x00\x7f\x9b\u202e\u2066":
        assert character not in shown


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_every_pane_and_dialogue_shows_it_as_text(size: tuple[int, int]) -> None:
    async with opened(hostile(), size=size) as d:
        assert_clean(d.shown())
        for keys in (
            ["g"],
            ["S"],
            ["D"],
            ["T"],
            ["cancel"],
            ["enter"],
            ["M"],
            ["i"],
            ["c"],
            ["equals_sign"],
            ["slash"],
            ["v"],
            ["end"],
            ["t"],
            ["question_mark"],
            ["colon"],
        ):
            await d.press(*(key if key != "cancel" else "ctrl+x" for key in keys))
            assert_clean(d.shown())
            assert d.app.is_running
            await d.press("escape")
        assert d.session.minutes.document.text_sha256 == SHA


async def test_the_inspector_shows_markup_as_it_stands() -> None:
    async with opened(hostile()) as d:
        await d.press("g")

        assert "[/] [@click=app.quit()]" in d.text("inspector")


async def test_a_hostile_file_name_and_error() -> None:
    review = hostile()
    review.read_only = StoreError("{file} is locked", file=EVIL)
    running = app(review)
    entries = [Entry(f"{EVIL}.md", f"{EVIL}.md"), Entry("b", "b")]
    running.shelf.entries[:] = entries
    running = DvoApp(Shelf(running.shelf.workspace, EVIL, entries), opener=lambda _entry: review)
    async with running.run_test(size=WIDE) as pilot:
        await settled(pilot)
        d = Driver(pilot, running, review)
        await d.pilot.pause()
        assert_clean(d.shown())
        await d.press("enter")
        assert_clean(d.shown())
        assert "is locked" in d.text("footer")
        await d.press("a")
        assert_clean(d.shown())


async def test_a_refusal_with_hostile_words_is_shown_as_text() -> None:
    async with opened(hostile()) as d:
        d.screen.say(EVIL)
        await d.pilot.pause()

        assert_clean(d.shown())
        assert "[/] [@click=app.quit()]" in d.text("footer")
