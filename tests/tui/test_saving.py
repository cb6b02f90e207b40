"""What is said to be saved is saved, nothing waits for it, and nothing is lost when it cannot be."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from dvo_tui.errors import StoreError
from dvo_tui.language import choose
from dvo_tui.review.commands import Accept, AnyCommand, Reject, SetField
from dvo_tui.review.history import Change
from dvo_tui.store.opening import OpenReview, open_minutes, open_review
from dvo_tui.store.workfile import existing
from dvo_tui.store.workspace import Workspace
from dvo_tui.tui.acts import Deed
from dvo_tui.tui.app import DvoApp
from dvo_tui.tui.saving import NotSaved, Saved, Saver, SaveState, Saving
from dvo_tui.tui.shelf import Entry, Shelf
from tests.invented.vlierdonk import minutes, session, suggestions
from tests.tui.driving import WIDE, Driver, FakeReview, opened, settled

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
        assert "1 changes are not saved (ctrl+s writes all of it elsewhere, " in said
        assert "the same key again goes without them): w.json is not saved: the disk is full" in said
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


# With a real workspace


def in_workspace(root: Path) -> OpenReview:
    return open_minutes(Workspace(root), minutes(), "jo", suggest=lambda _minutes, _known: suggestions())


@asynccontextmanager
async def at_work(review: OpenReview, size: tuple[int, int] = WIDE) -> AsyncIterator[Driver]:
    choose("en")
    entry = Entry(review.session.minutes.document.id, "verslag")
    running = DvoApp(Shelf(review.workspace, "jo", [entry]), clock=lambda: "12:03", opener=lambda _entry: review)
    async with running.run_test(size=size) as pilot:
        await settled(pilot)
        yield Driver(pilot, running, review)  # type: ignore[arg-type]


def made_elsewhere(review: OpenReview, root: Path, commands: Sequence[AnyCommand]) -> Path:
    """The work file as it becomes in a clone, where somebody goes on with it."""
    clone = Workspace(root / "clone")
    path = clone.path_for("jo", review.session.minutes.document.id)
    path.parent.mkdir(parents=True)
    shutil.copy(review.path, path)
    other = open_review(clone, review.session.minutes.document.id, "jo")
    for command in commands:
        other.apply(command)
    other.close()
    return path


async def saved(d: Driver) -> None:
    d.screen.reviewing.saver.wait(5)
    await settled(d.pilot)


async def test_changes_pulled_in_meanwhile_are_merged_shown_and_said(tmp_path: Path) -> None:
    review = in_workspace(tmp_path / "w")
    async with at_work(review) as d:
        await d.press("a")
        await saved(d)
        theirs = [record.id for record in d.session.pending()[-3:]]
        pulled = made_elsewhere(review, tmp_path, [Reject(id=one) for one in theirs])
        os.replace(pulled, review.path)
        await d.press("a")
        await saved(d)

        assert "merged 3 changes made elsewhere" in d.text("footer")
        assert d.screen.session is review.session
        assert {d.session.annotation(one).status for one in theirs} == {"rejected"}
        assert d.session.progress().accepted == 2
        assert d.screen.ledger.progress() == d.session.progress()
        assert "45 %" in d.text("header")
        here = d.screen.pane.current
        assert d.session.annotation(here or "").status == "pending"
        await d.press("a")
        await saved(d)
        assert "merged" not in d.text("footer")
        assert "saved 12:03" in d.text("footer")
        await d.press("q")
    stored = existing(review.path)
    assert [change.command["do"] for change in stored.history].count("accept") == 3
    assert [change.command["do"] for change in stored.history].count("reject") == 3


async def test_a_conflict_is_said_and_both_versions_are_in_the_history(tmp_path: Path) -> None:
    review = in_workspace(tmp_path / "w")
    async with at_work(review) as d:
        await d.press("a")
        await saved(d)
        here = d.screen.pane.current or ""
        os.replace(made_elsewhere(review, tmp_path, [Reject(id=here)]), review.path)
        await d.press("a")
        await saved(d)

        assert "merged 1 changes made elsewhere; 1 conflicts: both versions are in the history" in d.shown()
        done = [change.command["do"] for change in d.session.history if change.command.get("id") == here]
        assert sorted(done) == ["accept", "reject"]


async def test_what_came_in_waits_for_the_end_of_a_comment(tmp_path: Path) -> None:
    review = in_workspace(tmp_path / "w")
    async with at_work(review) as d:
        await d.press("a")
        await saved(d)
        theirs, here = d.session.pending()[-1].id, d.screen.pane.current or ""
        os.replace(made_elsewhere(review, tmp_path, [Reject(id=theirs)]), review.path)
        before = d.session
        await d.press("c", "m")
        d.screen.attempt(lambda _scene: Deed(SetField(id=here, field="flag", value=True)))
        await saved(d)
        assert d.session is before
        await d.press("enter")
        await saved(d)

        assert d.session is not before
        assert d.session.annotation(here).note == "m"
        assert d.session.annotation(theirs).status == "rejected"


HOLD = """
import sys
from pathlib import Path
from dvo_tui.review.commands import Reject
from dvo_tui.store.opening import open_review
from dvo_tui.store.workspace import Workspace
held = open_review(Workspace(Path(sys.argv[1])), sys.argv[2], "jo")
held.apply(Reject(id=held.session.pending()[-1].id))
print("held", flush=True)
sys.stdin.read()
"""


async def test_a_held_document_is_taken_over_when_the_other_is_gone(tmp_path: Path) -> None:
    first = in_workspace(tmp_path / "w")
    first.apply(Accept(id=first.session.pending()[0].id))
    document = first.session.minutes.document.id
    first.close()
    command = [sys.executable, "-c", HOLD, str(tmp_path / "w"), document]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        review = in_workspace(tmp_path / "w")
        async with at_work(review, size=(160, 40)) as d:
            assert "READ ONLY" in d.text("footer")
            await d.press("j")
            assert "ctrl+o take over" in d.text("footer")
            await d.press("ctrl+o")
            assert f"process {other.pid}" in d.shown()
            other.kill()
            other.wait()
            await d.press("ctrl+o")
            assert "taken over: this copy can write now" in d.text("footer")
            assert "READ ONLY" not in d.text("footer")
            await d.press("a")
            await saved(d)
            await d.press("q")
    assert len(existing(review.path).history) == 3


async def test_what_cannot_be_saved_is_written_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    review = in_workspace(tmp_path / "w")

    def full(changes: Sequence[Change] = ()) -> None:
        raise StoreError(FULL, file="w.json")

    monkeypatch.setattr(review, "save", full)
    async with at_work(review) as d:
        await d.press("a")
        await saved(d)
        assert "ctrl+s save elsewhere" in d.text("footer")
        await d.press("ctrl+s", "enter")
        assert "written: " in d.shown()
        assert "NOT SAVED" in d.text("footer")
        await d.press("ctrl+s", "enter")
        assert "is there already; choose another name" in d.shown()
        await d.press("ctrl+s", *"nee", "ctrl+x")
        await d.press("ctrl+s", "ctrl+u")
        d.screen.take_paste("~niemand-hier/x")
        await d.press("enter")
        assert "RuntimeError" in d.shown()
    written = existing(tmp_path / "home" / review.path.name)
    assert [change.command["do"] for change in written.history] == ["accept"]
    assert len(list((tmp_path / "home").iterdir())) == 1
