"""A file that changed since its review, on the screen: the line that says so, the report, and placing by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast

import pytest

from dvo_tui.language import choose
from dvo_tui.review.commands import Accept
from dvo_tui.review.placing import unplaced_in
from dvo_tui.store.opening import open_review
from dvo_tui.store.workfile import existing
from dvo_tui.store.workspace import Workspace
from dvo_tui.tui.app import DvoApp
from dvo_tui.tui.shelf import Shelf, entries_of
from tests.tui.driving import NARROW, WIDE, Driver, FakeReview, settled
from tests.unit.cli.conftest import SHORT

GONE = "Besloten wordt om de demonstratie toe te staan van 14.00 tot 16.00 uur, zonder optocht.\n\n"


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """A file that was reviewed and then lost a decision, and in which a name was written otherwise."""
    source = tmp_path / "driehoek.txt"
    text = SHORT.read_text(encoding="utf-8")
    source.write_text(text, encoding="utf-8")
    review = open_review(Workspace(tmp_path / "w"), source, "jdv")
    for record in review.session.annotations():
        review.apply(Accept(id=record.id))
    review.save_place(None, 0)
    review.close()
    source.write_text(text.replace(GONE, "").replace("Teamchef Kortekaas ", "Teamchef Kortekaaas "), encoding="utf-8")
    return source


@asynccontextmanager
async def opened(source: Path, size: tuple[int, int] = WIDE) -> AsyncIterator[Driver]:
    choose("en")
    workspace = Workspace(source.parent / "w")
    running = DvoApp(Shelf(workspace, "jdv", entries_of([source], workspace, "jdv")), clock=lambda: "12:03")
    async with running.run_test(size=size) as pilot:
        await settled(pilot)
        driver = Driver(pilot, running, cast("FakeReview", None))
        assert running.reviewing is not None
        driver.review = cast("FakeReview", running.reviewing.review)
        await skip_tour(driver)
        yield driver
        running.reviewing.close(None, 0)


async def skip_tour(driver: Driver) -> None:
    """Leave whatever greets a reviewer who is new here."""
    driver.screen.panel = None
    driver.screen.board.inspector()
    await driver.pilot.pause()


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_opening_says_what_became_of_the_review(changed: Path, size: tuple[int, int]) -> None:
    async with opened(changed, size) as driver:
        assert "changed since its review" in driver.shown()
        await driver.press("Z")
        assert "3 without a place" in driver.text("inspector")
        assert "Besloten wordt" in driver.text("inspector")
        assert "moved" in driver.text("inspector")
        await driver.press("backspace")
        assert driver.screen.panel is None


async def test_what_lost_its_place_is_placed_on_the_selection_undone_and_done_again(changed: Path) -> None:
    async with opened(changed) as driver:
        mention = next(one for one in unplaced_in(driver.session.records.values()) if one.layer == "entity")
        start = driver.session.text.index("Kortekaaas")
        driver.screen.walk.to(start)
        await driver.press("v", "Z")
        assert "places it on “Kortekaaas”" in driver.text("inspector")
        await driver.press("enter")
        assert driver.session.annotation(mention.of).spans[0].start == start
        assert "2 without a place" in driver.text("inspector")
        await driver.press("u")
        assert mention.of not in driver.session.records
        await driver.press("U")
        assert mention.of in driver.session.records
        path = driver.review.path  # type: ignore[attr-defined]  # a real one
        assert driver.app.reviewing is not None
        assert driver.app.reviewing.saver.wait(15)
        assert mention.of in {getattr(record, "id", "") for record in existing(path).records}


async def test_a_digit_places_it_where_its_words_stand(changed: Path) -> None:
    async with opened(changed) as driver:
        mention = next(one for one in unplaced_in(driver.session.records.values()) if one.layer == "entity")
        await driver.press("Z", "j", "j")
        assert "1 line 3" in driver.text("inspector")
        await driver.press("1")
        assert "the same stands there already" in driver.text("inspector")  # accepted in the attendance list
        assert mention.of not in driver.session.records


async def test_dismissed_and_taken_back(changed: Path) -> None:
    async with opened(changed) as driver:
        await driver.press("Z", "x")
        assert "2 without a place" in driver.text("inspector")
        assert "dismissed" in driver.text("inspector")
        await driver.press("j", "j", "r")
        assert "3 without a place" in driver.text("inspector")


async def test_the_report_is_there_at_the_next_opening_too(changed: Path) -> None:
    async with opened(changed):
        pass
    async with opened(changed) as driver:
        assert "without a place since driehoek.txt changed: 3; Z shows them" in driver.shown()
        await driver.press("Z")
        assert "3 without a place" in driver.text("inspector")
        await driver.press("j", "j", "j", "enter")
        assert driver.screen.panel is None
        assert driver.current is not None


async def test_undo_stops_where_the_text_was_read_anew(changed: Path) -> None:
    async with opened(changed) as driver:
        before = dict(driver.session.records)
        await driver.press("u")
        assert "read anew" in driver.shown()
        assert dict(driver.session.records) == before


async def test_a_review_that_began_with_this_text_has_nothing_to_report(tmp_path: Path) -> None:
    source = tmp_path / "driehoek.txt"
    source.write_bytes(SHORT.read_bytes())
    async with opened(source) as driver:
        await driver.press("Z")
        assert "not since this review began" in driver.text("inspector")
        await driver.press("j")
        assert driver.screen.panel is None


async def test_a_changed_file_keeps_its_progress_in_the_list(changed: Path, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "w")
    shelf = Shelf(workspace, "jdv", entries_of([changed], workspace, "jdv"))
    ((_entry, summary),) = shelf.summaries()
    assert (summary.accepted, summary.changed) == (13, True)
    async with opened(changed):
        pass
    ((_entry, summary),) = shelf.summaries()
    assert (summary.accepted, summary.changed) == (10, False)
    assert len(entries_of([], workspace, "jdv")) == 1
