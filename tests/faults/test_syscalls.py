"""Every system call of one edit made to fail in turn: the old state or the new, readable, and a clear message."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dvo_tui.errors import StoreError
from dvo_tui.review.commands import Accept
from dvo_tui.store.workfile import load
from dvo_tui.store.workspace import Workspace
from tests.faults.conftest import reopen

CALLS = ("open", "write", "fsync", "fchmod", "replace", "stat", "link", "unlink")


END = 77
"""The exit code of a process that ends in the middle of a write."""


class Disk:
    """Counts the calls that a write makes, and lets the `fail_at`-th one fail."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, fail_at: int | None, code: int, short: bool) -> None:
        self.count = 0
        self.fail_at = fail_at
        self.code = code
        self.short = short
        for name in CALLS:
            monkeypatch.setattr(os, name, self._counted(name, getattr(os, name)))

    def _counted(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **options: Any) -> Any:
            self.count += 1
            if self.count != self.fail_at:
                return call(*arguments, **options)
            if name == "write" and self.short:
                self.fail_at, self.short = self.count + 1, False  # half now, and the rest does not fit
                return call(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
            if self.code == END:
                os._exit(END)
            raise OSError(self.code, os.strerror(self.code))

        return counted


def edit(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, fail_at: int | None, code: int, short: bool) -> Any:
    """One saved edit, then one on a failing disk; the path, the calls made and the error."""
    review = reopen(workspace)
    first, second, *_ = (record.id for record in review.session.annotations())
    review.apply(Accept(id=first))
    error: StoreError | None = None
    with monkeypatch.context() as patched:
        disk = Disk(patched, fail_at, code, short)
        try:
            review.apply(Accept(id=second))
        except StoreError as caught:
            error = caught
    review.close()
    return review.path, disk.count, error


def test_the_sweep_covers_every_call_of_a_write(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    _, calls, error = edit(workspace, monkeypatch, None, errno.EIO, short=False)

    assert error is None
    assert calls >= 13


def test_a_process_that_ends_at_any_call_leaves_the_old_state_or_the_new(tmp_path: Path) -> None:
    ended = 0
    for fail_at in range(1, 20):
        workspace = Workspace(tmp_path / str(fail_at))
        child = os.fork()
        if child == 0:
            with pytest.MonkeyPatch.context() as patched:
                edit(workspace, patched, fail_at, END, short=fail_at % 2 == 0)
            os._exit(0)
        ended += os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == END
        review = reopen(workspace)

        assert review.read_only is None
        assert len(review.session.history) in (1, 2)
        review.apply(Accept(id=review.session.annotations()[5].id))
        review.close()
    assert ended >= 10


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC, errno.EACCES, errno.EROFS])
@pytest.mark.parametrize("short", [False, True])
def test_a_call_that_fails_leaves_the_old_state_or_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, short: bool
) -> None:
    for fail_at in range(1, 18):
        path, _, error = edit(Workspace(tmp_path / str(fail_at)), monkeypatch, fail_at, code, short)

        found = load(path)
        assert found is not None
        revisions = [change.revision for change in found[0].history]
        assert revisions in ([1], [1, 2])
        assert revisions == [1, 2] or error is not None, "an edit that is not there must have been refused"
        if error is not None:
            assert "\n" not in str(error)
        assert [left for left in path.parent.iterdir() if left.name.endswith(".tmp")] == []


def test_only_two_syncs_and_one_rename_an_edit(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    review = reopen(workspace)
    first, second, *_ = (record.id for record in review.session.annotations())
    review.apply(Accept(id=first))
    counts = {"fsync": 0, "replace": 0}

    def counting(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any) -> Any:
            counts[name] += 1
            return call(*arguments)

        return counted

    for name in counts:
        monkeypatch.setattr(os, name, counting(name, getattr(os, name)))
    review.apply(Accept(id=second))
    review.close()

    assert counts["fsync"] <= 2 + 2  # the edit, and the register when the review closes
    assert counts["replace"] <= 1 + 1
