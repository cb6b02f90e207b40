"""The dashboard: plots of progress, rules and time, at both sizes, empty and full, in both languages."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from dvo_tui.language import choose
from dvo_tui.review.commands import Accept, Reject
from dvo_tui.store import statistics
from dvo_tui.store.statistics import Rule, Work
from dvo_tui.tui.app import DvoApp
from dvo_tui.tui.screens import dashboard
from dvo_tui.tui.screens.dashboard import DashboardScreen, rule_bars, time_bars
from dvo_tui.tui.screens.documents import DocumentsScreen
from dvo_tui.tui.screens.review import ReviewScreen
from tests.tui.driving import NARROW, WIDE, FakeReview, opened, settled
from tests.tui.test_documents import driver, on_disk
from tests.tui.test_two_documents import two

TITLES = ("SETTLED, BY TIME AT WORK", "ACCEPTED, BY RULE", "TIME, BY DOCUMENT")


def reviewed(folder: Path) -> DvoApp:
    """Two documents, in one of which all but three proposals are settled."""
    running = two(folder)
    review = running.shelf.open(running.shelf.entries[0])
    for number, record in enumerate(review.session.pending()[:-3]):
        review.apply(Reject(id=record.id) if number == 1 else Accept(id=record.id))
    review.close()
    return running


def work(**more: object) -> Work:
    usual = {"document": "a-1", "file": "a.md", "reviewer": "jo", "settled": 3, "pending": 0, "complete": False}
    return Work(**{**usual, "changes": 3, "seconds": 60.0, **more})  # type: ignore[arg-type]


async def test_it_shows_progress_rules_and_time_and_goes_back_to_where_one_was(tmp_path: Path) -> None:
    running = reviewed(tmp_path)
    async with running.run_test(size=WIDE) as pilot:
        await settled(pilot)
        d = driver(pilot, running)
        await d.press("p")
        shown = d.shown()
        for wanted in (*TITLES, "3 pending", "0 of 2 documents"):
            assert wanted in shown
        assert "━" in next(line for line in shown.splitlines() if " een " in line)
        assert any("\u2800" < character <= "\u28ff" for character in shown)
        await d.press("p")
        assert isinstance(running.screen, DocumentsScreen)


async def test_from_a_document_its_own_unlearned_rules_count() -> None:
    review = FakeReview()
    async with opened(review) as d:
        await d.press("a", "a", "x", "p")
        assert isinstance(d.app.screen, DashboardScreen)
        assert "Nothing is settled yet" in d.shown()
        await d.press("q")
        assert isinstance(d.app.screen, ReviewScreen)
        assert len(review.session.pending()) == 8


@pytest.mark.parametrize(("language", "wanted"), [("en", "Nothing is settled yet"), ("nl", "Er is nog niets")])
@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_with_nothing_settled_it_says_what_to_do(
    tmp_path: Path, size: tuple[int, int], language: str, wanted: str
) -> None:
    running = on_disk(tmp_path, een=b"Verslag\n\nTekst.\n", twee=b"Verslag\n\nMeer.\n")
    choose(language)
    async with running.run_test(size=size) as pilot:
        await settled(pilot)
        d = driver(pilot, running)
        await d.press("p")
        assert wanted in " ".join(d.shown().split())
        await d.press("j", "k", "tab", "q")
        assert isinstance(running.screen, DocumentsScreen)


async def test_on_a_small_screen_tab_shows_one_plot_after_the_other(tmp_path: Path) -> None:
    running = reviewed(tmp_path)
    async with running.run_test(size=NARROW) as pilot:
        await settled(pilot)
        d = driver(pilot, running)
        await d.press("p")
        for title in (*TITLES, TITLES[0]):
            assert [one for one in TITLES if one in d.shown()] == [title]
            await d.press("tab")
        await d.press("shift+tab", "shift+tab")
        assert TITLES[2] in d.shown()
        for size in ((20, 5), (1, 1), WIDE):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert all(title in d.shown() for title in TITLES)


async def test_rules_that_do_not_fit_are_scrolled_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = [Rule(rule=f"x:rule-{number:02}", accepted=1, rejected=0, rate=1.0) for number in range(40)]
    monkeypatch.setattr(dashboard, "rule_bars", lambda _found: rule_bars(rules))
    running = reviewed(tmp_path)
    async with running.run_test(size=NARROW) as pilot:
        await settled(pilot)
        d = driver(pilot, running)
        await d.press("p", "tab")
        assert "rule-00" in d.shown()
        await d.press("j")
        assert "rule-00" not in d.shown()
        assert "rule-01" in d.shown()
        await d.press("end")
        assert "rule-39" in d.shown()
        await d.press("home", "k")
        assert "rule-00" in d.shown()


def test_bars_are_the_rate_of_a_rule_and_the_share_of_the_longest_time() -> None:
    choose("en")
    (honorific, unknown) = rule_bars(
        [
            Rule(rule="persons:honorific", accepted=3, rejected=1, rate=0.75),
            Rule(rule="other", accepted=0, rejected=2, rate=0.0),
        ]
    )
    assert honorific.name == "a form of address before the name"
    assert honorific.said.split() == ["3/4", "75%"]
    assert (honorific.share, unknown.name, unknown.share) == (0.75, "other", 0.0)
    times = time_bars([work(), work(file="b.md", seconds=240.0), work(changes=0), work(file="", seconds=0.0)])
    assert [(bar.name, bar.share) for bar in times] == [("b", 1.0), ("a", 0.25), ("a-1", 0.0)]


async def test_the_palette_colours_help_and_quit_keys_do_no_harm(tmp_path: Path) -> None:
    running = reviewed(tmp_path)
    async with running.run_test(size=WIDE) as pilot:
        await settled(pilot)
        d = driver(pilot, running)
        await d.press("p", "a", "x", "colon", "question_mark", "ctrl+t", "1")
        assert running.theme == "dvo-light"
        assert isinstance(running.screen, DashboardScreen)
        await d.press("ctrl+q")
        assert running.return_value == 0


def test_starting_does_not_import_the_plots() -> None:
    code = (
        "import sys, dvo_tui.tui.app, dvo_tui.tui.screens.documents; print([n for n in sys.modules if 'plotext' in n])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


async def test_closed_before_it_has_counted_it_stays_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waits = threading.Event()
    counting = statistics.statistics

    def slow(*given: Any) -> statistics.Statistics:
        waits.wait(10)
        return counting(*given)

    monkeypatch.setattr(statistics, "statistics", slow)
    running = reviewed(tmp_path)
    async with running.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("p", "q")
        waits.set()
        await settled(pilot)
        assert isinstance(running.screen, DocumentsScreen)
        assert running.is_running
