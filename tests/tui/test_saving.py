"""What is said to be saved is saved, nothing waits for it, and nothing is lost when it cannot be."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from dvo_tui.errors import StoreError
from dvo_tui.review.commands import Accept
from dvo_tui.review.history import Change
from dvo_tui.tui.saving import NotSaved, Saved, Saver, SaveState, Saving
from tests.tui.driving import opened, settled
from tests.tui.invented import FakeReview, session

FULL = "{file} is not saved: the disk is full; make room and save again"


def changes(count: int) -> list[Change]:
    made = session()
    found = [made.apply(Accept(id=record.id)) for record in made.pending()[:count]]
    return [change for change in found if change is not None]


def test_one_write_is_in_flight_and_the_rest_is_joined_into_the_next() -> None:
    batches: list[int] = []
    gate, begun = threading.Event(), threading.Event()

    def write(batch: Sequence[Change]) -> None:
        begun.set()
        gate.wait(5)
        batches.append(len(batch))

    states: list[SaveState] = []
    saver = Saver(write, states.append, lambda: "12:03")
    first, *rest = changes(5)
    saver.submit(first)
    begun.wait(5)
    for change in rest:
        saver.submit(change)
    assert isinstance(saver.state, Saving)
    gate.set()

    assert saver.wait(5)
    assert batches == [1, 4]
    assert states[-1] == Saved("12:03")


def test_a_failed_write_keeps_its_changes_for_the_next_try() -> None:
    kept: list[Change] = []
    broken = [True]
    states: list[SaveState] = []

    def write(batch: Sequence[Change]) -> None:
        if broken[0]:
            raise StoreError(FULL, file="w.json")
        kept.extend(batch)

    saver = Saver(write, states.append, lambda: "12:03")
    made = changes(3)
    saver.submit(made[0])
    assert not saver.wait(5)
    assert states[-1] == NotSaved("w.json is not saved: the disk is full; make room and save again", 1)
    assert saver.unsaved == 1
    broken[0] = False
    saver.submit(made[1])
    assert saver.wait(5)
    assert kept == made[:2]
    assert saver.unsaved == 0


def test_an_unexpected_error_is_named_by_its_kind_only() -> None:
    states: list[SaveState] = []

    def write(batch: Sequence[Change]) -> None:
        raise ValueError("Mevr. Tigelaar vraagt")

    saver = Saver(write, states.append)
    saver.submit(changes(1)[0])
    saver.wait(5)

    assert states[-1] == NotSaved("ValueError", 1)


def test_retry_writes_what_was_left() -> None:
    tries: list[int] = []

    def write(batch: Sequence[Change]) -> None:
        tries.append(len(batch))
        if len(tries) == 1:
            raise OSError(28, "No space left on device")

    saver = Saver(write, lambda _state: None)
    saver.submit(changes(1)[0])
    saver.wait(5)
    assert saver.state == NotSaved("No space left on device", 1)
    saver.retry()

    assert saver.wait(5)
    assert tries == [1, 1]


async def test_the_footer_says_saved_and_when() -> None:
    async with opened() as d:
        await d.press("a")
        d.screen.reviewing.saver.wait(5)
        await d.pilot.pause()

        assert "saved 12:03" in d.text("footer")
        assert [change.command["do"] for change in d.review.saved] == ["accept"]


async def test_what_is_not_saved_shouts_and_the_reviewer_goes_on() -> None:
    review = FakeReview(fails=StoreError(FULL, file="w.json"))
    async with opened(review) as d:
        await d.press("a")
        d.screen.reviewing.saver.wait(5)
        await d.pilot.pause()
        assert "NOT SAVED: w.json is not saved: the disk is full" in d.text("header")
        assert "NOT SAVED" in d.text("footer")
        await d.press("a")
        assert d.session.progress().accepted == 2
        review.fails = None
        await d.press("a")
        d.screen.reviewing.saver.wait(5)
        await d.pilot.pause()
        assert "saved 12:03" in d.text("footer")
        assert len(review.saved) == 3


async def test_quit_waits_for_the_last_save() -> None:
    review = FakeReview()
    gate = threading.Event()
    save = review.save

    def slow(batch: Sequence[Change] = ()) -> None:
        gate.wait(5)
        save(batch)

    review.save = slow  # type: ignore[method-assign,assignment]
    async with opened(review) as d:
        await d.pilot.press("a", "q")
        await d.pilot.pause()
        assert d.app.is_running
        assert "saving…" in d.text("footer")
        gate.set()
        await settled(d.pilot)
    assert len(review.saved) == 1
    assert review.closed
    assert d.app.return_value == 0
    assert d.app.failure is None


async def test_quit_says_what_cannot_be_saved_and_goes_at_the_second_press() -> None:
    review = FakeReview(fails=StoreError(FULL, file="w.json"))
    async with opened(review) as d:
        await d.press("a", "q")
        said = " ".join(d.text("inspector").split())
        assert "1 changes are not saved: w.json is not saved: the disk is full" in said
        assert "the same key again goes without them" in said
        await d.press("q")
        assert not d.app.is_running
    assert review.closed
    assert "1 changes are not saved" in (d.app.failure or "")


async def test_another_key_in_between_asks_again() -> None:
    review = FakeReview(fails=StoreError(FULL, file="w.json"))
    async with opened(review) as d:
        await d.press("a", "q", "j", "q")

        assert d.app.is_running


async def test_quit_tries_once_more_to_save() -> None:
    review = FakeReview(fails=StoreError(FULL, file="w.json"))
    async with opened(review) as d:
        await d.press("a")
        d.screen.reviewing.saver.wait(5)
        review.fails = None
        await d.press("q")
    assert len(review.saved) == 1
    assert d.app.failure is None


async def test_keys_typed_after_quit_do_nothing() -> None:
    review = FakeReview()
    async with opened(review) as d:
        await d.pilot.press("q", "a", "x")
        await settled(d.pilot)
    assert review.session.revision == 0


async def test_a_read_only_document_says_why_and_refuses_edits() -> None:
    review = FakeReview(read_only=StoreError("{who} has this document open", who="jo, process 4711"))
    async with opened(review) as d:
        assert "READ ONLY" in d.text("footer")
        assert "jo, process 4711 has this document open" in d.text("footer")
        await d.press("j", "a")
        assert d.session.revision == 0
        assert "jo, process 4711" in d.text("footer")
        await d.press("q")
        assert not d.app.is_running


async def test_a_document_that_becomes_read_only_refuses_further_edits() -> None:
    review = FakeReview()
    async with opened(review) as d:
        await d.press("a")
        review.read_only = StoreError("{file} was changed by somebody else", file="w.json")
        await d.press("a")

        assert d.session.progress().accepted == 1
        assert "was changed by somebody else" in d.text("footer")
