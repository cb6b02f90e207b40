"""Two documents by one key, each at its place; how far the workspace is, always in the header."""

from __future__ import annotations

from pathlib import Path

import pytest

from dvo_tui.errors import StoreError
from dvo_tui.review.commands import Accept
from dvo_tui.review.queues import Filter
from dvo_tui.tui.app import DvoApp
from dvo_tui.tui.screens.documents import DocumentsScreen
from tests.tui.driving import NARROW, WIDE, FakeReview, opened, settled
from tests.tui.test_documents import MINUTES, driver, on_disk


def two(folder: Path, more: str = "") -> DvoApp:
    return on_disk(folder, een=(MINUTES + more).encode(), twee=(MINUTES + "\nMeer.\n" + more).encode())


async def test_one_key_goes_to_the_document_before_and_back_each_at_its_place(tmp_path: Path) -> None:
    running = two(tmp_path)
    async with running.run_test(size=WIDE) as pilot:
        await settled(pilot)
        d = driver(pilot, running)
        await d.press("enter", "a", "a", "n")
        here = d.screen.pane.current
        await d.press("o")
        assert d.screen.entry.name == "twee.txt"
        await d.press("a", "minus")
        assert d.screen.entry.name == "een.txt"
        assert d.screen.pane.current == here
        assert d.screen.session.progress().accepted == 2
        await d.press("minus")
        assert d.screen.entry.name == "twee.txt"
        assert d.screen.session.progress().accepted == 1
        assert d.screen.reviewing.review.read_only is None
        await d.press("u", "minus", "u", "minus")
        assert d.screen.session.progress().accepted == 0


async def test_the_rows_in_sight_and_what_was_walked_through_come_back(tmp_path: Path) -> None:
    running = two(tmp_path, "\n\n".join(f"Dhr. Van Terwolde meldt punt {number}." for number in range(80)))
    async with running.run_test(size=WIDE) as pilot:
        await settled(pilot)
        d = driver(pilot, running)
        await d.press("enter")
        await d.press("slash", *"punt", "enter", *["full_stop"] * 9, "R")
        d.screen.ledger.use(Filter("layer", "turn"), "doubtful")
        await d.press("space", "space")
        d.screen.pane.scroll_to(y=d.screen.pane.row_of(d.screen.pane.caret) - 9, animate=False, force=True)
        await d.pilot.pause()
        assert d.screen.pane.scroll_offset.y > 0
        rows, queue = d.lines("minutes"), d.screen.ledger.queue
        await d.press("o", "minus")
        assert d.screen.entry.name == "een.txt"
        assert [line[4:] for line in d.lines("minutes")] == [line[4:] for line in rows]
        assert (d.screen.ledger.queue.filter, d.screen.ledger.queue.order) == (queue.filter, queue.order)
        assert d.screen.pane.show_rejected
        await d.press("full_stop")
        assert "/80" in d.text("footer")


async def test_from_the_list_it_is_still_the_document_before() -> None:
    async with opened(FakeReview(), FakeReview(), FakeReview()) as d:
        await d.press("enter", "b", "j", "j", "enter", "minus")
        assert d.screen.entry.name == "verslag-1.md"


async def test_before_any_other_was_open_it_says_what_opens_one() -> None:
    async with opened(FakeReview(), FakeReview()) as d:
        await d.press("enter", "minus")
        assert d.screen.entry.name == "verslag-1.md"
        assert "o opens the next one" in d.text("footer")


async def test_what_cannot_be_saved_is_not_left() -> None:
    first, second = FakeReview(), FakeReview()
    async with opened(first, second) as d:
        await d.press("enter", "o", "O")
        first.fails = StoreError("no space left on the device")
        await d.press("a", "minus")
        assert d.screen.entry.name == "verslag-1.md"
        assert "are not saved" in d.text("inspector") + d.text("footer")
        first.fails = None
        await d.press("minus")
        assert d.screen.entry.name == "verslag-2.md"
        assert len(first.saved) == 1


async def test_keys_typed_ahead_of_the_other_document_act_there() -> None:
    first, second = FakeReview(), FakeReview()
    async with opened(first, second) as d:
        await d.press("enter", "o")
        await d.pilot.press("minus", "a", "minus", "a", "a")
        await settled(d.pilot)
        assert first.session.progress().accepted == 1
        assert second.session.progress().accepted == 2


@pytest.mark.parametrize(("size", "wanted"), [(WIDE, "0/2 settled"), (NARROW, "0/2 ✓")])
async def test_the_header_says_how_far_document_and_workspace_are(
    tmp_path: Path, size: tuple[int, int], wanted: str
) -> None:
    running = two(tmp_path)
    async with running.run_test(size=size) as pilot:
        await settled(pilot)
        d = driver(pilot, running)
        await d.press("enter")
        assert "0 % · " + wanted in d.text("header")
        await d.press(*["a"] * len(d.screen.session.pending()))
        assert "100 % · " + wanted.replace("0/", "1/") in d.text("header")
        await d.press("o")
        assert " 0 % · " + wanted.replace("0/", "1/") in d.text("header")


async def test_a_document_alone_counts_those_that_the_workspace_has(tmp_path: Path) -> None:
    before = two(tmp_path).shelf
    for entry in before.entries:
        review = before.open(entry)
        for record in review.session.pending() if entry.name == "een.txt" else ():
            review.apply(Accept(id=record.id))
        review.apply(Accept(id=review.session.annotations()[0].id))
        review.close()
    alone = two(tmp_path / "other")
    alone.shelf.workspace = before.workspace
    alone.shelf.entries[:] = before.entries[1:]
    async with alone.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert "1/2 settled" in driver(pilot, alone).text("header")


async def test_the_list_can_be_gone_to_from_a_document_that_was_opened_alone() -> None:
    async with opened() as d:
        await d.press("a", "b")
        assert isinstance(d.app.screen, DocumentsScreen)
        await d.press("enter")
        assert d.session.progress().accepted == 1
        await d.press("b", "q")
        assert d.app.return_value == 0
