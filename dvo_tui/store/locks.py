"""Who may write: a lock around each read-modify-write, and one for as long as a document is open for editing.

Locks lie beside the data, in `.locks/`; the system lets go of them when their process dies, so none goes stale.
"""

from __future__ import annotations

import contextlib
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from dvo_tui import files
from dvo_tui.errors import StoreError

if TYPE_CHECKING:  # 12 ms to import; whoever only reads does without
    from filelock import FileLock

PATIENCE = 10.0
"""Seconds to wait for another process to finish a write that takes milliseconds."""


class Owner(msgspec.Struct, frozen=True):
    """Who has a document open."""

    reviewer: str
    pid: int
    host: str
    since: str


@contextmanager
def write_lock(path: Path) -> Iterator[None]:
    """Hold the right to read, change and write `path`, in this and every other process.

    Raises:
        StoreError: if another process keeps it, or there is no writing beside `path`.
    """
    from filelock import Timeout

    lock = _lock(path, "write")
    try:
        lock.acquire(timeout=PATIENCE, poll_interval=0.002)
    except Timeout:
        raise StoreError("{file} is not saved: another program keeps it locked; try again", file=path) from None
    except (OSError, NotImplementedError) as error:
        raise _refused(path, error) from None
    try:
        yield
    finally:
        lock.release()


class SessionLock:
    """Held while a document is open for editing; tells who comes second who came first."""

    def __init__(self, path: Path, reviewer: str, since: str) -> None:
        """Take the lock.

        Raises:
            StoreError: if another program has the document open, or the workspace cannot be written.
        """
        from filelock import Timeout

        self._path = path
        self._owner = _beside(path, "owner")
        self._made = [folder for folder in self._owner.parents[:4] if not os.path.exists(folder)]
        self._lock = _lock(path, "open")
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise _taken(path, self._owner) from None
        except (OSError, NotImplementedError) as error:
            raise _refused(path, error) from None
        _sign(self._owner, Owner(reviewer, os.getpid(), platform.node(), since))

    def release(self) -> None:
        """Let go; where nothing was ever saved, leave no trace."""
        with contextlib.suppress(OSError):
            self._owner.unlink()
        if not os.path.exists(self._path):
            for kind in ("write", "open"):
                with contextlib.suppress(OSError):
                    _beside(self._path, kind).unlink()
        self._lock.release()
        with contextlib.suppress(OSError):  # the first folder that is not empty ends it
            for folder in self._made:
                folder.rmdir()


def _lock(path: Path, kind: str) -> FileLock:
    from filelock import FileLock

    beside = _beside(path, kind)
    try:
        beside.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise files.unwritable(path, error) from None
    return FileLock(beside, thread_local=False)  # saved by a worker, closed by the main thread


def _beside(path: Path, kind: str) -> Path:
    return path.parent / ".locks" / f"{path.name}.{kind}.lock"


def _sign(file: Path, owner: Owner) -> None:
    """Say who holds the lock: only a courtesy to who comes second, so no reason to stop."""
    with contextlib.suppress(OSError):
        file.unlink(missing_ok=True)  # whatever lies there, a symlink included
        with open(file, "xb") as new:
            new.write(msgspec.json.encode(owner))


def _taken(path: Path, owner_file: Path) -> StoreError:
    try:
        owner = msgspec.json.decode(owner_file.read_bytes(), type=Owner)
    except (OSError, msgspec.DecodeError):
        return StoreError("{document} is open in another program; this one can only read", document=path.stem)
    return StoreError(
        "{document} is open in another program (reviewer {who}, process {pid} on {host}); this one can only read",
        document=path.stem,
        who=owner.reviewer,
        pid=owner.pid,
        host=owner.host,
    )


def _refused(path: Path, error: Exception) -> StoreError:
    if isinstance(error, OSError):
        return files.unwritable(path, error)
    return StoreError("{file} is not saved: this file system cannot lock files", file=path)
