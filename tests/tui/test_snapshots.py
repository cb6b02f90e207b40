"""Every screen and panel as it looks: at two sizes, in both languages, in dark, light and high contrast.

`make snapshots` draws them anew; look at the diff before it is committed.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

import pytest
from textual.widgets import Input

from dvo_tui.errors import StoreError
from dvo_tui.language import choose
from dvo_tui.store import statistics as numbers
from dvo_tui.store.statistics import Point, Rule, Statistics, Work
from dvo_tui.tui.app import DvoApp
from dvo_tui.tui.shelf import Entry, Shelf, Summary
from tests.tui.driving import NARROW, WIDE, Driver, FakeReview, app, settled
from tests.tui.looking import press
from tests.tui.picture import THEMES, Cell, cells, drawn

FOLDER = Path(__file__).with_name("snapshots")
WRITES = os.environ.get("DVO_TUI_SNAPSHOTS") == "write"


def one() -> tuple[FakeReview, ...]:
    return (FakeReview(),)


def several() -> tuple[FakeReview, ...]:
    return tuple(FakeReview() for _ in range(4))


def read_only() -> tuple[FakeReview, ...]:
    return (FakeReview(read_only=StoreError("{file} is open in another program", file="verslag-1.md")),)


def unsaved() -> tuple[FakeReview, ...]:
    return (FakeReview(fails=StoreError("no space left on the device")),)


@dataclass(frozen=True)
class Situation:
    """The documents, the keys that lead there, and the annotation that one is at before, in reading order."""

    keys: tuple[str, ...] = ()
    at: int | None = None
    reviews: Callable[[], tuple[FakeReview, ...]] = one


SITUATIONS: dict[str, Situation] = {
    "review": Situation(("a", "x", "a")),
    "review-selecting": Situation(("v", ")"), at=4),
    "review-rejected": Situation(("x", "x", "R"), at=5),
    "review-settled": Situation(("a",) * 12),
    "review-read-only": Situation(reviews=read_only),
    "review-not-saved": Situation(("a",), reviews=unsaved),
    "agenda": Situation(("g",)),
    "speakers": Situation(("S",)),
    "decisions": Situation(("D",)),
    "actions": Situation(("T",)),
    "speakers-public": Situation(("S", "j", "p", "j", "p", "p")),
    "panel-form": Situation(("enter",), at=7),
    "panel-meeting": Situation(("M",)),
    "panel-offer": Situation(("t",), at=4),
    "panel-link": Situation(("i",), at=4),
    "panel-same": Situation(("=",), at=2),
    "panel-group": Situation(("A",), at=2),
    "panel-queue": Situation(("Q",), at=2),
    "panel-search": Situation(("/", *"dvo")),
    "panel-hints": Situation((";",)),
    "panel-comment": Situation(("c", *"why"), at=4),
    "panel-remarks": Situation(("f", "F"), at=4),
    "panel-merge": Situation(("&",), at=4),
    "panel-jump": Situation(("G",)),
    "panel-source": Situation(("B",), at=4),
    "panel-guideline": Situation(("?",), at=4),
    "panel-complete": Situation(("C",)),
    "panel-publish": Situation(("X",)),
    "panel-publish-where": Situation(("X", "X")),
    "panel-save-as": Situation(("ctrl+s",)),
    "panel-tour": Situation(("f2",)),
    "help": Situation(("f1",)),
    "palette": Situation((":",)),
    "documents": Situation(reviews=several),
    "documents-filter": Situation(("/", "2"), reviews=several),
    "documents-help": Situation(("f1",), reviews=several),
    "documents-empty": Situation(reviews=lambda: ()),
    "dashboard": Situation(("p",), reviews=several),
    "dashboard-rules": Situation(("p", "tab"), reviews=several),
    "dashboard-empty": Situation(("p",), reviews=lambda: ()),
}

SUMMARIES = (
    Summary("DVO Vlierdonk", "2021-03-08", "verslag", 30, 4, 12, 2, False, "jo", "2026-01-02T10:00:00.000Z"),
    Summary("DVO Meerdonk", "2022-11-16", "terugkoppeling", 90, 10, 0, 0, True, "ann", "2026-01-03T10:00:00.000Z"),
    Summary(problem="verslag-3.md is binary, not minutes"),
    Summary("Driehoek", None, ""),
)


def summaries(shelf: Shelf) -> Iterator[tuple[Entry, Summary]]:
    yield from zip(shelf.entries, SUMMARIES, strict=False)


def statistics(*_given: object) -> Statistics:
    """The work of an invented week; nothing where there are no documents."""
    works = [
        Work(
            document=f"verslag-{number}",
            file=f"verslag-{number}.md",
            reviewer="jo",
            settled=40 * number,
            pending=12 * (3 - number),
            complete=number == 3,
            changes=20 * number,
            seconds=400.0 * number,
        )
        for number in (1, 2, 3)
    ]
    named = ("persons:honorific", "dates:full", "laws:name", "turns:honorific-verb", "places:municipality", "own:rule")
    rules = [
        Rule(rule=name, accepted=30 - 5 * n, rejected=3 * n, rate=round((30 - 5 * n) / (30 - 2 * n), 4))
        for n, name in enumerate(named)
    ]
    times = [(0, 0), (120, 20), (600, 70), (900, 80), (1500, 160), (2400, 240)]
    points = [Point(time="2026-01-02T10:00:00.000Z", seconds=float(at), settled=done) for at, done in times]
    return Statistics(works=works, rules=rules, progress=points)


def nothing(*_given: object) -> Statistics:
    return Statistics(works=[], rules=[], progress=[])


@pytest.fixture(autouse=True)
def _same_everywhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(Shelf, "summaries", summaries)
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def running(situation: Situation) -> tuple[DvoApp, FakeReview]:
    reviews = situation.reviews()
    made = app(*reviews, root=Path("annotations"))
    return made, reviews[0] if reviews else FakeReview()


async def picture(name: str, size: tuple[int, int]) -> str:
    """Lead the app into a situation, and draw it in every theme; Textual's palette keeps the one it opened in."""
    by_run = [[theme] for theme in THEMES] if name == "palette" else [list(THEMES)]
    return drawn([seen for themes in by_run for seen in await looks(SITUATIONS[name], size, themes)])


async def looks(situation: Situation, size: tuple[int, int], themes: Sequence[str]) -> list[list[list[Cell]]]:
    """Every cell in each of these themes."""
    made, review = running(situation)
    made.choose_theme(themes[0])
    async with made.run_test(size=size) as pilot:
        await settled(pilot)
        d = Driver(pilot, made, review)
        if situation.at is not None:
            await d.go(d.session.annotations()[situation.at])
        await press(d, *situation.keys)
        for field in made.screen.query(Input):
            field.cursor_blink = False
        seen = []
        for theme in themes:
            made.choose_theme(theme)
            await settled(pilot)
            await pilot.pause(0.1 if len(themes) == 1 else 0.02)
            seen.append(cells(d))
        return seen


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", SITUATIONS)
async def test_it_looks_as_it_did(
    name: str, size: tuple[int, int], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(language)
    monkeypatch.setattr(numbers, "statistics", nothing if name == "dashboard-empty" else statistics)
    file = FOLDER / f"{name}.{size[0]}x{size[1]}.{language}.txt"
    now = await picture(name, size)
    if WRITES:
        FOLDER.mkdir(exist_ok=True)
        file.write_text(now, encoding="utf-8")
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    changed = "".join(unified_diff(before.splitlines(True), now.splitlines(True), "as it was", "as it is", n=1))
    assert not changed, f"{file.name} looks different; if it should, `make snapshots` draws it anew\n{changed}"


def test_every_snapshot_is_of_something() -> None:
    sizes = [f"{width}x{height}" for width, height in (WIDE, NARROW)]
    wanted = {f"{name}.{size}.{language}.txt" for name in SITUATIONS for size in sizes for language in ("en", "nl")}
    for file in FOLDER.iterdir() if WRITES else ():
        if file.name not in wanted:
            file.unlink()
    missing = set() if WRITES else wanted - {file.name for file in FOLDER.iterdir()}  # another process draws them now
    assert not missing
    assert {file.name for file in FOLDER.iterdir()} <= wanted


def test_the_snapshots_stay_small() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < 1_000_000
