"""Numbers of the work: settled over time, time without idle gaps, how rules fared, and how many documents are done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from dvo_tui import files
from dvo_tui.review.commands import Accept, Complete, Reject, SetField, Undo
from dvo_tui.store import statistics as numbers
from dvo_tui.store.opening import OpenReview
from dvo_tui.store.statistics import Histories, Point, Standing, curve, standing, statistics, worked
from dvo_tui.store.workspace import Workspace

Opener = Callable[..., OpenReview]


def some(review: OpenReview, count: int) -> list[str]:
    return [record.id for record in review.session.pending()][:count]


def retimed(review: OpenReview, times: list[str]) -> None:
    """Give the Changes of a closed review other times."""
    file = msgspec.json.decode(review.path.read_bytes())
    for change, time in zip(sorted(file["history"].values(), key=lambda one: one["revision"]), times, strict=True):
        change["time"] = time
    review.path.write_bytes(msgspec.json.encode(file))


@pytest.mark.parametrize(
    ("times", "seconds"),
    [([], 0.0), ([50.0], 0.0), ([0, 10, 25], 25.0), ([0, 300, 600.5], 300.0), ([0, 301, 311, 9999, 10000], 11.0)],
)
def test_gaps_of_more_than_five_minutes_are_no_work(times: list[float], seconds: float) -> None:
    assert worked(times) == seconds


def test_the_curve_begins_at_nothing_and_knows_no_idle_time() -> None:
    points = curve([("t0", 100.0, 2), ("t1", 110.0, 1), ("t2", 9000.0, -1)])

    assert points == [
        Point(time="t0", seconds=0.0, settled=0),
        Point(time="t0", seconds=0.0, settled=2),
        Point(time="t1", seconds=10.0, settled=3),
        Point(time="t2", seconds=10.0, settled=2),
    ]
    assert curve([]) == []


def test_a_long_curve_keeps_its_ends() -> None:
    points = curve([(str(number), float(number), 1) for number in range(5000)])

    assert len(points) == numbers.MOST_POINTS
    assert (points[0].settled, points[-1].settled) == (0, 5000)


def test_settled_over_time_follows_the_history_undo_included(opened: Opener, workspace: Workspace) -> None:
    review = opened()
    first, second = some(review, 2)
    for command in (Accept(id=first), Reject(id=second), SetField(id=first, field="note", value="?"), Undo(), Undo()):
        review.apply(command)
    review.close()
    retimed(review, [f"2026-01-02T10:0{minute}:00.000Z" for minute in (0, 1, 3, 4)] + ["2026-01-02T11:00:00.000Z"])

    found = statistics(workspace)

    assert [point.settled for point in found.progress] == [0, 1, 2, 2, 2, 1]
    assert [point.seconds for point in found.progress] == [0, 0, 60, 180, 240, 240]
    (work,) = found.works
    assert (work.settled, work.changes, work.seconds, work.reviewer) == (1, 5, 240.0, "jdv")
    assert work.pending == len(review.session.pending())
    assert (found.settled, found.pending, found.seconds, found.finished) == (1, work.pending, 240.0, 0)


def test_rules_are_those_of_the_register_and_of_the_open_document(opened: Opener, workspace: Workspace) -> None:
    review = opened()
    first, second, third = some(review, 3)
    review.apply(Accept(id=first))
    review.close()
    again = opened()
    again.apply(Accept(id=second))
    again.apply(Reject(id=third))
    here = again.session.minutes.document.id, again.session.records.values()

    def counts(found: numbers.Statistics) -> list[tuple[str, int, int, float]]:
        return [(rule.rule, rule.accepted, rule.rejected, rule.rate) for rule in found.rules]

    assert counts(statistics(workspace)) == [("test:made", 1, 0, 1.0)]
    assert counts(statistics(workspace, open_document=here)) == [
        ("test:made", 1, 1, 0.5),
        ("turns:honorific-verb", 1, 0, 1.0),
    ]


def test_each_reviewer_counts_apart_and_together(opened: Opener, workspace: Workspace) -> None:
    for name in ("ann", "bob"):
        review = opened(name)
        for identifier in some(review, 2 if name == "bob" else 1):
            review.apply(Accept(id=identifier))
        review.close()

    assert [work.reviewer for work in statistics(workspace).works] == ["ann", "bob"]
    assert statistics(workspace, "bob").settled == 2
    assert statistics(workspace).settled == 3
    assert statistics(workspace, "eve").works == []


def test_a_damaged_file_is_left_out_and_an_unchanged_one_is_not_read_again(
    opened: Opener, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = opened()
    review.apply(Accept(id=some(review, 1)[0]))
    review.close()
    (review.path.parent / "bad.json").write_text("{", encoding="utf-8")
    histories, read = Histories(), []
    reading = files.read

    def counted(path: Path) -> object:
        read.append(path.name)
        return reading(path)

    assert [work.settled for work in statistics(workspace, histories=histories).works] == [1]
    monkeypatch.setattr(files, "read", counted)
    before = histories.of(review.path)
    assert read == []
    assert len(before) == 1
    assert Histories().of(review.path.parent / "bad.json") == []


def test_reading_ends_when_nobody_waits_for_it(opened: Opener, workspace: Workspace) -> None:
    for name in ("ann", "bob"):
        review = opened(name)
        review.apply(Accept(id=some(review, 1)[0]))
        review.close()

    assert len(statistics(workspace, told=lambda read: read < 1).works) == 1


def test_standing_counts_the_others_and_what_nobody_began(opened: Opener, workspace: Workspace) -> None:
    review = opened()
    document, file = review.session.minutes.document.id, review.session.minutes.document.file
    review.apply(Accept(id=some(review, 1)[0]))

    assert standing(workspace, "jdv", document) == Standing(0, 0)
    assert standing(workspace, "jdv", document, ["other.md"]) == Standing(0, 1)
    assert standing(workspace, "jdv", "", [file, "other.md"]) == Standing(0, 2)
    for identifier in some(review, 999):
        review.apply(Accept(id=identifier))
    assert standing(workspace, "jdv") == Standing(1, 1)


def test_a_document_that_is_called_complete_is_done(opened: Opener, workspace: Workspace) -> None:
    review = opened()
    review.apply(Complete())
    review.close()

    assert standing(workspace, "jdv") == Standing(1, 1)
    assert statistics(workspace).finished == 1
