"""The status of a workspace comes from an index that is never believed over the files themselves."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dvo_tui import files
from dvo_tui.review.commands import Accept, Complete, Reject, SetField
from dvo_tui.store.opening import OpenReview
from dvo_tui.store.status import statuses
from dvo_tui.store.workspace import Workspace

Opener = Callable[..., OpenReview]


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read from here on, indexes aside."""
    found: list[str] = []
    read = files.read

    def counting(path: Path) -> object:
        if path.name != ".index.json":
            found.append(path.name)
        return read(path)

    monkeypatch.setattr(files, "read", counting)
    return found


@pytest.fixture
def three(opened: Opener, workspace: Workspace) -> list[Path]:
    """Three work files of one reviewer, settled long ago, and the index made."""
    review = opened()
    first, second, third, *_ = (record.id for record in review.session.annotations())
    review.apply(Accept(id=first))
    review.apply(Reject(id=second))
    review.apply(SetField(id=third, field="flag", value=True))
    review.apply(Complete())
    review.close()
    paths = [review.path, review.path.with_name("b.json"), review.path.with_name("c.json")]
    for path in paths:
        path.write_bytes(review.path.read_bytes())
        aged(path)
    list(statuses(workspace))
    return paths


def aged(path: Path, seconds: float = 60) -> None:
    then = time.time_ns() - int(seconds * 1e9)
    os.utime(path, ns=(then, then))


def test_a_status_says_how_far_a_document_is(three: list[Path], workspace: Workspace) -> None:
    first = next(statuses(workspace, "jdv"))

    assert (first.accepted, first.rejected, first.pending, first.flags) == (1, 1, 11, 1)
    assert (first.state, first.revision, first.reviewer) == ("complete", 4, "jdv")
    assert (first.body, first.date, first.kind) == ("DVO Noordrand", "2021-03-08", "verslag")


def test_with_an_index_no_work_file_is_read(three: list[Path], workspace: Workspace, reads: list[str]) -> None:
    assert len(list(statuses(workspace))) == 3
    assert reads == []


def test_a_file_that_changed_is_read_again_alone(three: list[Path], workspace: Workspace, reads: list[str]) -> None:
    three[1].write_bytes(three[1].read_bytes().replace(b'"complete"', b'"in_progress"'))
    aged(three[1], 30)

    found = {one.state for one in statuses(workspace)}

    assert found == {"complete", "in_progress"}
    assert reads == ["b.json"]


def test_a_file_of_just_now_is_not_believed_to_stay_so(three: list[Path], workspace: Workspace) -> None:
    now = time.time_ns()
    for revision in (5, 6, 7):  # in one tick of the clock, of one size, in one inode
        three[1].write_bytes(
            re.sub(rb'"revision": \d,\n   "schema"', b'"revision": %d,\n   "schema"' % revision, three[1].read_bytes())
        )
        os.utime(three[1], ns=(now, now))
        assert sorted(one.revision for one in statuses(workspace)) == [4, 4, revision]


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"schema": 0, "rows": {}}', b"\xff"])
def test_a_lost_or_broken_index_is_made_again(
    three: list[Path], workspace: Workspace, reads: list[str], damage: bytes
) -> None:
    index = workspace.work / "jdv" / ".index.json"
    before = list(statuses(workspace))
    index.write_bytes(damage)

    assert list(statuses(workspace)) == before
    assert len(reads) == 3
    assert list(statuses(workspace)) == before
    assert len(reads) == 3


def test_a_file_that_is_gone_leaves_the_index(three: list[Path], workspace: Workspace) -> None:
    three[2].unlink()
    three[1].write_bytes(three[1].read_bytes())
    aged(three[1], 20)

    assert len(list(statuses(workspace))) == 2
    assert "c.json" not in (workspace.work / "jdv" / ".index.json").read_text()


def test_a_damaged_file_is_a_row_with_its_problem(three: list[Path], workspace: Workspace) -> None:
    three[2].write_bytes(b"{")
    aged(three[2])

    for _ in range(2):
        problems = [one.problem for one in statuses(workspace)]
        assert [problem is None for problem in problems] == [True, False, True] or problems.count(None) == 2


def test_a_workspace_that_cannot_be_written_still_has_a_status(
    three: list[Path], workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    (workspace.work / "jdv" / ".index.json").unlink()
    (workspace.work / "jdv" / ".index.json").mkdir()

    assert len(list(statuses(workspace))) == 3
