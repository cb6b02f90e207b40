"""Writing a file so that at any moment, and after any crash, either the old or the new one is there, whole.

Never through a symlink, never half; what goes wrong is one `StoreError`, and the old file is then still in place.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from dvo_tui.errors import StoreError

WINDOWS = os.name == "nt"
"""There an open file cannot be replaced, a folder cannot be synced, and a reader can be in the way for a moment."""

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


class NotDurable(StoreError):
    """The disk did not confirm what was written. Trying again proves nothing: Linux may have dropped the pages."""


class Overtaken(StoreError):
    """Somebody else changed the file since it was read; writing now would undo what they did."""


class Signature(NamedTuple):
    """What tells one state of a file from another without reading it."""

    device: int
    inode: int
    changed: int
    size: int

    @classmethod
    def of(cls, status: os.stat_result) -> Signature:
        return cls(status.st_dev, status.st_ino, status.st_mtime_ns, status.st_size)


def signature(path: Path) -> Signature | None:
    """The signature of what stands at `path` now, `None` where nothing does.

    Raises:
        StoreError: if that cannot be told.
    """
    try:
        return Signature.of(os.stat(path, follow_symlinks=False))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise unreadable(path, error) from None


def read(path: Path) -> tuple[bytes, Signature] | None:
    """The content of a file with its signature, `None` where there is no file.

    Raises:
        StoreError: if it cannot be read, or is a symlink (that could lead out of the workspace).
    """
    try:
        fd = os.open(path, os.O_RDONLY | _NOFOLLOW | _BINARY)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise unreadable(path, error) from None
    try:
        with open(fd, "rb") as file:
            before = Signature.of(os.fstat(fd))
            return file.read(), before
    except OSError as error:
        raise unreadable(path, error) from None


class Written(NamedTuple):
    """What `write` leaves behind: the new file's signature, and an open descriptor of it for the caller to `close`.

    While the descriptor is open, no other file can get the same inode. On Windows, where an open file could not be
    replaced, there is none.
    """

    signature: Signature
    held: int | None


def write(
    path: Path,
    data: bytes,
    ready: Callable[[], None] | None = None,
    previous: Path | None = None,
    *,
    named: bool = True,
) -> Written:
    """Replace what stands at `path` by `data`, durably; the mode of an old file is kept.

    Args:
        path: Where; its folder exists.
        data: The whole new content.
        ready: Called when the new content is on disk, just before it takes the old one's place; may refuse by raising.
        previous: Where to keep what `path` holds until now, if it does; that this fails is no reason not to write.
        named: Make the new name durable too; without, a crash may bring the old file back, whole.

    Raises:
        StoreError: if it could not be written; the old file is then untouched and no temporary file is left.
        NotDurable: if the disk did not confirm it.
    """
    _refuse_what_is_no_file(path)
    temporary = path.with_name(f".{path.name}.{os.urandom(6).hex()}.tmp")
    try:
        fd = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL | _NOFOLLOW | _BINARY, 0o666)
    except OSError as error:
        raise unwritable(path, error) from None
    held: int | None = fd
    try:
        _fill(fd, data, path)
        written = Signature.of(os.fstat(fd))
        if ready is not None:
            ready()
        if WINDOWS:
            close(held)
            held = None
        if previous is not None:
            _keep(path, previous)
        _replace(temporary, path)
    except BaseException as error:
        close(held)
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        if isinstance(error, OSError):
            raise unwritable(path, error) from None
        raise
    try:
        if named:
            _sync_folder(path.parent)
    except OSError as error:
        close(held)
        raise _not_durable(path, error) from None
    return Written(written, held)


def _keep(path: Path, previous: Path) -> None:
    """Keep the old file under a second name, by a link where the file system has them, else as a copy."""
    with contextlib.suppress(OSError, StoreError):
        beside(path, previous.parent.name)
        with contextlib.suppress(FileNotFoundError):
            os.unlink(previous)
        try:
            os.link(path, previous, follow_symlinks=False)
        except FileNotFoundError:
            make_folder(previous.parent)
            os.link(path, previous, follow_symlinks=False)
        except (OSError, NotImplementedError):
            make_folder(previous.parent)
            with open(path, "rb") as old, open(previous, "xb") as new:
                new.write(old.read())


def previous_of(path: Path) -> Path:
    """Where the generation of a file before its last one is kept."""
    return path.parent / ".last" / path.name


def _refuse_what_is_no_file(path: Path) -> None:
    """Refuse to put a file in the place of a symlink, a device, a pipe or a socket."""
    with contextlib.suppress(OSError):
        mode = os.lstat(path).st_mode
        if stat.S_ISLNK(mode):
            raise StoreError("{file} is a symlink; dvo-tui does not write through one", file=path)
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            raise StoreError("{file} is a device or pipe; dvo-tui writes files only", file=path)


def _replace(temporary: Path, path: Path) -> None:
    for patience in (0.01, 0.04, 0.16, 0.64) if WINDOWS else ():
        try:
            return os.replace(temporary, path)
        except PermissionError:  # a virus scanner or another reader has it open
            time.sleep(patience)
    return os.replace(temporary, path)


def beside(path: Path, name: str) -> Path:
    """The hidden folder `name` next to a file, for what the app keeps about it; it may not exist yet.

    Raises:
        StoreError: if it is a symlink, which could lead out of the workspace.
    """
    folder = path.parent / name
    if os.path.islink(folder):
        raise StoreError("{file} is a symlink; dvo-tui does not write through one", file=folder)
    return folder


def save_new(path: Path, data: bytes) -> None:
    """Write a file durably where nothing stands yet; nothing is ever replaced.

    Raises:
        StoreError: if something stands there, or it could not be written.
    """

    def nothing_there() -> None:
        if os.path.lexists(path):
            raise StoreError("{file} is there already; choose another name", file=path)

    make_folder(path.parent)
    nothing_there()
    close(write(path, data, nothing_there).held)


def hold(path: Path) -> int | None:
    """An open descriptor of a file, as `Written` has one; `None` where that cannot be."""
    if WINDOWS:
        return None
    with contextlib.suppress(OSError):
        return os.open(path, os.O_RDONLY | _NOFOLLOW)
    return None


def close(descriptor: int | None) -> None:
    """Close what `write` or `hold` left open."""
    if descriptor is not None:
        with contextlib.suppress(OSError):
            os.close(descriptor)


def save(path: Path, data: bytes) -> None:
    """`write` for who does not look back; makes the folder where there is none.

    Raises:
        StoreError: as `write` does.
    """
    make_folder(path.parent)
    close(write(path, data).held)


@contextlib.contextmanager
def saving(folder: Path) -> Iterator[Callable[[str, bytes], None]]:
    """To write many files of one folder by name, each durably and whole; their names are durable after the block.

    Raises:
        StoreError: as `write` does; the files before it are then there, whole.
    """
    make_folder(folder)
    try:
        yield lambda name, data: close(write(folder / name, data, named=False).held)
    except BaseException:
        with contextlib.suppress(OSError):
            _sync_folder(folder)
        raise
    try:
        _sync_folder(folder)
    except OSError as error:
        raise _not_durable(folder, error) from None


@contextlib.contextmanager
def growing(path: Path) -> Iterator[BinaryIO]:
    """A file to write piece by piece, which takes the place of `path`, durably, once all of it is written.

    Raises:
        StoreError: if it cannot be written. Then, or where the block raises, what stood there is still there.
    """
    _refuse_what_is_no_file(path)
    make_folder(path.parent)
    temporary = path.with_name(f".{path.name}.{os.urandom(6).hex()}.tmp")
    try:
        with open(temporary, "xb") as file:
            yield file
            file.flush()
            _fill(file.fileno(), b"", path)
        _replace(temporary, path)
        _sync_folder(path.parent)
    except BaseException as error:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        if isinstance(error, OSError):
            raise unwritable(path, error) from None
        raise


@contextlib.contextmanager
def growing_folder(folder: Path) -> Iterator[Path]:
    """A folder to fill, which gets its name once all of it is there.

    Raises:
        StoreError: if something stands there already, or it cannot be written; then nothing is left behind.
    """
    make_folder(folder.parent)
    if os.path.lexists(folder) and (not folder.is_dir() or os.path.islink(folder) or any(folder.iterdir())):
        raise StoreError("{file} is there already; choose another name", file=folder)
    temporary = folder.with_name(f".{folder.name}.{os.urandom(6).hex()}.tmp")
    try:
        temporary.mkdir()
        yield temporary
        for file in temporary.rglob("*"):
            if file.is_file():
                with open(file, "rb+") as written:
                    os.fsync(written.fileno())
        if folder.is_dir():
            folder.rmdir()
        _replace(temporary, folder)
        _sync_folder(folder.parent)
    except BaseException as error:
        shutil.rmtree(temporary, ignore_errors=True)
        if isinstance(error, OSError):
            raise unwritable(folder, error) from None
        raise


def make_folder(folder: Path) -> None:
    """Make a folder and those above it.

    Raises:
        StoreError: if that is not allowed, or a file is in the way.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from None


def unreadable(path: Path, error: OSError) -> StoreError:
    """Why `path` could not be read, in one line."""
    if error.errno == errno.ELOOP:
        return StoreError("{file} is a symlink; dvo-tui does not follow one in a workspace", file=path)
    return StoreError("{file} cannot be read: {why}", file=path, why=error.strerror or error)


def unwritable(path: Path, error: OSError) -> StoreError:
    """Why `path` could not be written, in one line."""
    if error.errno in _FULL:
        return StoreError("{file} is not saved: the disk is full; make room and save again", file=path)
    if error.errno in _FORBIDDEN:
        return StoreError("{file} is not saved: writing in {folder} is not allowed", file=path, folder=path.parent)
    if error.errno == errno.ENOENT:
        return StoreError("{file} is not saved: the folder {folder} is gone", file=path, folder=path.parent)
    return StoreError("{file} is not saved: {why}", file=path, why=error.strerror or error)


def _fill(fd: int, data: bytes, path: Path) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(fd, rest) :]
    with contextlib.suppress(FileNotFoundError, AttributeError):  # Windows has no fchmod and needs none
        os.fchmod(fd, os.stat(path).st_mode & 0o7777)
    try:
        os.fsync(fd)
    except OSError as error:
        if error.errno in _FULL:
            raise
        raise _not_durable(path, error) from None


def _sync_folder(folder: Path) -> None:
    """Make the new name durable; Windows does that with the file."""
    if WINDOWS:
        return
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(fd)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # file systems that sync no folders
            raise
    finally:
        os.close(fd)


def _not_durable(path: Path, error: OSError) -> NotDurable:
    return NotDurable(
        "{file} is not saved for sure: the disk reports {why}; keep a copy elsewhere",
        file=path,
        why=error.strerror or error,
    )


_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)
