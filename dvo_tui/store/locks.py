"""Who may write: a lock around each read-modify-write, and one for as long as a document is open for editing.

Locks lie beside the data, in `.locks/`. The system lets go of them when their process dies; where the file system has
no locks, a file stands for one, and is taken over when its process on this host is gone.
"""

from __future__ import annotations

import contextlib
import errno
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
    from filelock import BaseFileLock

_NO_LOCKS = {errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP}

PATIENCE = 10.0
"""Seconds to wait for another process to finish a write that takes milliseconds."""


class Owner(msgspec.Struct, frozen=True):
    """Who has a document open."""

    reviewer: str
    pid: int
    host: str
    since: str


class WriteLock:
    """The right to read, change and write a file, in this and every other process; taken for each write.

    Its own descriptor stays open between two writes: to make a lock anew costs a sixth of a write.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold it.

        Raises:
            StoreError: if another process keeps it, or there is no writing beside the file.
        """
        if self._quickly():
            try:
                yield
            finally:
                self._unlock()
            return
        from filelock import Timeout

        self.close()
        try:
            lock = _acquired(self._path, "write", PATIENCE)
        except Timeout:
            raise StoreError(
                "{file} is not saved: another program keeps it locked; try again", file=self._path
            ) from None
        if not files.WINDOWS:
            with contextlib.suppress(OSError, StoreError):
                self._descriptor = os.open(_beside(self._path, "write"), os.O_RDWR)
        try:
            yield
        finally:
            lock.release()

    def close(self) -> None:
        """Let go of the descriptor."""
        files.close(self._descriptor)
        self._descriptor = None

    def _quickly(self) -> bool:
        """Take the lock where it is free and still the file that others lock."""
        if self._descriptor is None:
            return False
        from fcntl import LOCK_EX, LOCK_NB, flock

        try:
            flock(self._descriptor, LOCK_EX | LOCK_NB)
        except OSError:
            return False
        try:
            if os.path.samestat(os.stat(_beside(self._path, "write")), os.fstat(self._descriptor)):
                return True
        except (OSError, StoreError):
            pass
        self._unlock()
        return False

    def _unlock(self) -> None:
        from fcntl import LOCK_UN, flock

        assert self._descriptor is not None
        flock(self._descriptor, LOCK_UN)


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
        try:
            self._lock = _acquired(path, "open", 0)
        except Timeout:
            raise _taken(path, self._owner) from None
        _sign(self._owner, Owner(reviewer, os.getpid(), platform.node(), since))

    def release(self) -> None:
        """Let go; where nothing was ever saved, leave no trace."""
        with contextlib.suppress(OSError):
            self._owner.unlink()
        if not os.path.exists(self._path):
            for kind in ("write", "open", "write.soft", "open.soft"):
                with contextlib.suppress(OSError):
                    _beside(self._path, kind).unlink()
        self._lock.release()
        with contextlib.suppress(OSError):  # the first folder that is not empty ends it
            for folder in self._made:
                folder.rmdir()


def _acquired(path: Path, kind: str, patience: float) -> BaseFileLock:
    """A lock that is held.

    Raises:
        filelock.Timeout: if somebody else has it all the time.
        StoreError: if there is no writing beside `path`.
    """
    from filelock import FileLock

    beside = _beside(path, kind)
    try:
        beside.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(beside, thread_local=False)  # saved by a worker, closed by the main thread
        try:
            lock.acquire(timeout=patience, poll_interval=0.002)
        except (OSError, NotImplementedError) as error:
            if isinstance(error, OSError) and error.errno not in _NO_LOCKS:
                raise
            return _stand_in(path, kind, patience)
    except OSError as error:
        if isinstance(error, TimeoutError):
            raise
        raise files.unwritable(path, error) from None
    return lock


def _stand_in(path: Path, kind: str, patience: float) -> BaseFileLock:
    """A lock made of a file, where the file system has none; one whose process is gone counts for nothing."""
    from filelock import SoftFileLock, Timeout

    file = _beside(path, f"{kind}.soft")
    lock = SoftFileLock(file, thread_local=False)
    try:
        lock.acquire(timeout=patience, poll_interval=0.002)
    except Timeout:
        owner = _owner(_beside(path, "owner"))
        if owner is None or not is_gone(owner):
            raise
        file.unlink(missing_ok=True)
        lock.acquire(timeout=0)
    return lock


def is_gone(owner: Owner) -> bool:
    """Whether the process surely no longer runs; of another host, or on Windows, that cannot be told."""
    if owner.host != platform.node() or files.WINDOWS or owner.pid <= 0:
        return False
    try:
        os.kill(owner.pid, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def _beside(path: Path, kind: str) -> Path:
    return files.beside(path, ".locks") / f"{path.name}.{kind}.lock"


def _sign(file: Path, owner: Owner) -> None:
    """Say who holds the lock: only a courtesy to who comes second, so no reason to stop."""
    with contextlib.suppress(OSError):
        file.unlink(missing_ok=True)  # whatever lies there, a symlink included
        with open(file, "xb") as new:
            new.write(msgspec.json.encode(owner))


def _owner(file: Path) -> Owner | None:
    try:
        return msgspec.json.decode(file.read_bytes(), type=Owner)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None


def _taken(path: Path, owner_file: Path) -> StoreError:
    owner = _owner(owner_file)
    if owner is None:
        return StoreError("{document} is open in another program; this one can only read", document=path.stem)
    return StoreError(
        "{document} is open in another program (reviewer {who}, process {pid} on {host}); this one can only read",
        document=path.stem,
        who=owner.reviewer,
        pid=owner.pid,
        host=owner.host,
    )
