"""What to do about a work file that cannot be read: keep a copy of it, say so, and offer the generation before it.

Invariant: the file itself stays as it is until a person asks for the last good one, and a copy of it stays after that.
"""

from __future__ import annotations

import contextlib
import os
import time
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from dvo_tui import files
from dvo_tui.errors import StoreError
from dvo_tui.store.workfile import Damaged, Stored, load


class LastGood(NamedTuple):
    """The generation before: where it is, and what it holds."""

    path: Path
    stored: Stored

    @property
    def time(self) -> str:
        """When its last Change was made."""
        return self.stored.history[-1].time if self.stored.history else ""


def last_good(path: Path) -> LastGood | None:
    """The generation of a work file before the one that is there; `None` where there is none that can be read."""
    with contextlib.suppress(StoreError):
        previous = files.beside(path, files.previous_of(path).parent.name) / path.name
        found = load(previous)
        if found is not None:
            return LastGood(previous, found[0])
    return None


def quarantine(path: Path) -> Path | None:
    """Keep a copy of a file under a name of its own; the same content is kept once.

    Returns:
        Where; `None` where there is nothing to copy.

    Raises:
        StoreError: if it cannot be read, or there is no writing beside it.
    """
    found = files.read(path)
    if found is None:
        return None
    name = f"{path.stem}.{blake2b(found[0], digest_size=4).hexdigest()}.json"
    copy = files.beside(path, ".quarantine") / name
    kept = files.read(copy)
    if kept is None or kept[0] != found[0]:
        files.save_new(copy if kept is None else copy.with_stem(f"{copy.stem}.{os.urandom(2).hex()}"), found[0])
    return copy


def refusal(path: Path, damage: Damaged) -> StoreError:
    """What to tell somebody who wants to open a damaged file; a copy of it is kept first, where that can be done."""
    copy = None
    with contextlib.suppress(StoreError):
        copy = quarantine(path)
    good = last_good(path)
    if good is None:
        return (
            damage if copy is None else Damaged(f"{damage.message}; a copy is in {{copy}}", **damage.values, copy=copy)
        )
    return Damaged(
        "{file} is damaged and left as it is: {why}; `dvo-tui check --restore {file}` puts back the last good one, "
        "of {time} with {count} changes",
        file=path,
        why=damage.values["why"],
        time=good.time,
        count=len(good.stored.history),
    )


def restore(path: Path) -> LastGood:
    """Put the last good generation in the place of a damaged file, of which a copy is kept.

    Raises:
        StoreError: if the file is not damaged, there is no good generation, or it cannot be written.
    """
    try:
        load(path)
    except Damaged as damage:
        good = last_good(path)
        if good is None:
            raise StoreError("{file} has no earlier generation; look in git or a backup", file=path) from damage
        data = files.read(good.path)
        assert data is not None
        quarantine(path)
        files.save(path, data[0])
        return good
    raise StoreError("{file} is not damaged; nothing is restored", file=path)


def sweep(path: Path) -> None:
    """Remove what killed processes left of half-written files of this name; a minute old, so that none is under way."""
    with contextlib.suppress(OSError):
        for entry in os.scandir(path.parent):
            ours = entry.name.startswith(f".{path.name}.") and entry.name.endswith(".tmp")
            if ours and time.time() - entry.stat(follow_symlinks=False).st_mtime > 60:
                os.unlink(entry)


def stamp() -> str:
    """The time, as a part of a file name."""
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
