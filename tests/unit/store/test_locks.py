"""Locks: the system's where it has them, a file where it has not; never one of a process that is gone."""

from __future__ import annotations

import errno
import os
import platform
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import filelock
import msgspec
import pytest

from dvo_tui import files
from dvo_tui.errors import StoreError
from dvo_tui.review.commands import Accept
from dvo_tui.store.locks import Owner, SessionLock, WriteLock, is_gone
from dvo_tui.store.opening import OpenReview
from dvo_tui.store.storage import Database
from dvo_tui.store.workfile import existing
from tests import invented

Opener = Callable[..., OpenReview]
IDS = [record.id for record in invented.session().annotations()]

HOLDER = """
import pathlib, sys, time
from dvo_tui.store.locks import SessionLock
lock = SessionLock(pathlib.Path(sys.argv[1]), "mies", "2021-03-09T10:00:00.000Z")
print("held", flush=True)
time.sleep(60)
"""


def test_a_lock_is_taken_over_when_its_process_was_killed(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    with subprocess.Popen([sys.executable, "-c", HOLDER, path], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(StoreError, match=rf"reviewer mies, process {holder.pid} on {platform.node()}"):
            SessionLock(path, "jdv", "now")
        holder.send_signal(signal.SIGKILL)
        holder.wait()

    SessionLock(path, "jdv", "now").release()


@pytest.fixture
def no_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that knows no locks, such as some network shares."""

    def refuse(self: Any) -> NoReturn:
        raise OSError(errno.ENOSYS, "Function not implemented")

    monkeypatch.setattr(filelock.FileLock, "_acquire", refuse)


def test_without_locks_a_file_stands_for_one(no_locks: None, opened: Opener) -> None:
    first, second = opened(), opened()
    first.apply(Accept(id=IDS[0]))

    assert first.read_only is None
    assert "is open in another program" in str(second.read_only)
    first.close()
    assert second.take_over()
    second.apply(Accept(id=IDS[1]))
    assert len(existing(second.path).history) == 2


def dead_process() -> int:
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        child.wait()
    return child.pid


def left_behind(path: Path, host: str, pid: int) -> None:
    """What a killed process leaves on a file system without locks."""
    locks = path.parent / ".locks"
    locks.mkdir(parents=True)
    (locks / f"{path.name}.open.soft.lock").write_text(f"{pid}\n{host}\n")
    (locks / f"{path.name}.owner.lock").write_bytes(msgspec.json.encode(Owner("jdv", pid, host, "")))


def test_a_stale_lock_file_of_this_host_is_taken_over(no_locks: None, tmp_path: Path) -> None:
    path = tmp_path / "work" / "a.json"
    left_behind(path, platform.node(), dead_process())

    SessionLock(path, "jdv", "now").release()


@pytest.mark.parametrize("host", [platform.node(), "another-host"])
def test_the_lock_file_of_who_may_still_run_is_respected(no_locks: None, tmp_path: Path, host: str) -> None:
    path = tmp_path / "work" / "a.json"
    left_behind(path, host, os.getpid() if host == platform.node() else dead_process())

    with pytest.raises(StoreError, match=f"on {host}"):
        SessionLock(path, "jdv", "now")


def test_whether_a_process_is_gone_is_only_said_where_it_can_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = dead_process()
    here = platform.node()

    assert is_gone(Owner("x", gone, here, ""))
    assert not is_gone(Owner("x", os.getpid(), here, ""))
    assert not is_gone(Owner("x", gone, "elsewhere", ""))
    assert not is_gone(Owner("x", 0, here, ""))
    monkeypatch.setattr(files, "WINDOWS", True)
    assert not is_gone(Owner("x", gone, here, ""))


def test_a_write_lock_whose_file_was_removed_is_taken_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    mine, other = WriteLock(path), WriteLock(path)
    with mine.held():
        pass
    for file in (tmp_path / ".locks").iterdir():
        file.unlink()
    with other.held():
        assert not mine._quickly(), "it must not lock a file that nobody else sees"
    mine.close()
    other.close()


# Windows, as far as it can be played


def test_on_windows_nothing_is_open_when_a_file_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "WINDOWS", True)
    replace, open_ = os.replace, set[int]()
    os_open, os_close = os.open, os.close

    def opening(*arguments: Any, **options: Any) -> int:
        open_.add(found := os_open(*arguments, **options))
        return found

    def closing(descriptor: int) -> None:
        open_.discard(descriptor)
        os_close(descriptor)

    def replacing(*arguments: Any) -> None:
        assert open_ == set(), "Windows would refuse this"
        replace(*arguments)

    monkeypatch.setattr(os, "open", opening)
    monkeypatch.setattr(os, "close", closing)
    monkeypatch.setattr(os, "replace", replacing)
    for content in (b"one", b"two"):
        files.save(tmp_path / "a.json", content)

    assert (tmp_path / "a.json").read_bytes() == b"two"
    assert files.hold(tmp_path / "a.json") is None


def test_on_windows_a_reader_in_the_way_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "WINDOWS", True)
    replace, refusals = os.replace, [1, 1]

    def busy(*arguments: Any) -> None:
        if refusals:
            refusals.pop()
            raise PermissionError(errno.EACCES, "The process cannot access the file")
        replace(*arguments)

    monkeypatch.setattr(os, "replace", busy)
    files.save(tmp_path / "a.json", b"x")

    assert (tmp_path / "a.json").read_bytes() == b"x"


def test_on_windows_a_database_works_as_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "WINDOWS", True)
    with Database(tmp_path / "a.json", keep=True) as one, Database(tmp_path / "a.json") as two:
        for n in range(3):
            one.delta_table("t").put(n, {"n": n})
            two.delta_table("t").put(n + 10, {"n": n})
        assert len(one.table("t")) == len(two.table("t")) == 6
    assert files.previous_of(tmp_path / "a.json").exists()
