"""A minutes file into `Minutes`: the reader by format, then meeting, people and agenda. The way into this package."""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from msgspec.structs import replace

from dvo_tui.errors import InputError
from dvo_tui.minutes.composed import moved, twin
from dvo_tui.minutes.model import Document, Meeting, Minutes
from dvo_tui.minutes.readers.base import Source, reader_for
from dvo_tui.minutes.text import sanitise

LIMIT = 64_000_000
"""The largest PDF or Word file that is read, in bytes: pictures and fonts take their room in it."""

TEXT_LIMIT = 20_000_000
"""The largest file of a text format that is read, in bytes; minutes are a thousandth of it."""

_WITH_PICTURES = (b"%PDF-", b"PK\x03\x04")


Progress = Callable[[int, int], None]
"""Told how many pages are read and how many there are, by readers of formats with pages."""


def read_file(path: Path, progress: Progress | None = None) -> Minutes:
    """Read one minutes file.

    Raises:
        InputError: as `bytes_of`, and if it holds no text that a reader understands.
    """
    return read_bytes(bytes_of(path), path.name, progress)


def text_of(path: Path) -> Minutes:
    """The text of one minutes file, in which `structured` is still to find the meeting, its people and agenda.

    Raises:
        InputError: as `read_file`.
    """
    return _text_of(bytes_of(path), path.name)


def structured(minutes: Minutes) -> Minutes:
    """What `text_of` read, with the meeting, its people and agenda."""
    from dvo_tui.minutes.structure import structure  # a first screen of text does not wait for its many patterns

    composed = twin(minutes)
    read = minutes if composed is None else composed.minutes
    found = structure(read.text, read.blocks, minutes.document.text_sha256, minutes.document.file)
    blocks, participants, agenda = found.blocks, found.participants, found.agenda
    if composed is not None:
        blocks, participants, agenda = (
            moved(blocks, composed.back),
            moved(participants, composed.back),
            tuple(composed.title_back(item) for item in agenda),
        )
    return replace(minutes, blocks=blocks, meeting=found.meeting, participants=participants, agenda=agenda)


def bytes_of(path: Path) -> bytes:
    """The bytes of one minutes file.

    Raises:
        InputError: if there is no such file, it is a folder or no plain file, may not be read, or is too large.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise InputError("{file} is a folder; name a file in it", file=path)
        if not stat.S_ISREG(status.st_mode):
            raise InputError("{file} is not a regular file; copy the minutes into one", file=path)
        limit = TEXT_LIMIT if status.st_size <= TEXT_LIMIT else _limit(path)
        if status.st_size > limit:
            raise InputError(
                "{file} has {size} MB; files above {limit} MB are not read, split it first",
                file=path,
                size=status.st_size // 1_000_000,
                limit=limit // 1_000_000,
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError("{file} does not exist; check the path", file=path) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "not a file name"
        raise InputError(
            "{file} cannot be read ({reason}); check the path and its rights", file=path, reason=reason
        ) from None


def _limit(path: Path) -> int:
    """How large a file may be, told from its first bytes."""
    with path.open("rb") as file:
        return LIMIT if file.read(len(_WITH_PICTURES[0])).startswith(_WITH_PICTURES) else TEXT_LIMIT


def read_bytes(data: bytes, name: str, progress: Progress | None = None) -> Minutes:
    """Read minutes from bytes; `name` is the file name, whose suffix tells the format.

    A name may come with bytes that are no text (lone surrogates in it); the document bears it with these replaced.

    Raises:
        InputError: as `read_file`, for what the bytes can be wrong in.
    """
    return structured(_text_of(data, name, progress))


def _text_of(data: bytes, name: str, progress: Progress | None = None) -> Minutes:
    name = sanitise(name)
    source = Source(name, data, progress)
    reading = reader_for(source)(source)
    if not reading.text.strip():
        raise InputError("{file} is empty; there are no minutes in it", file=name)
    text_sha256 = sha256(reading.text.encode("utf-8")).hexdigest()
    return Minutes(
        document=Document(
            id=f"{slug(name)}-{text_sha256[:8]}",
            file=name,
            format=reading.format,
            sha256=sha256(data).hexdigest(),
            text_sha256=text_sha256,
            reader=reading.reader,
        ),
        text=reading.text,
        blocks=reading.blocks,
        source=reading.source,
        meeting=_UNREAD,
        participants=(),
        agenda=(),
    )


_UNREAD = Meeting(
    body=None,
    kind=None,
    date=None,
    start=None,
    end=None,
    location=None,
    openness=None,
    chair=None,
    secretary=None,
)


def slug(name: str) -> str:
    stem = name.rsplit(".", 1)[0] if name.rfind(".") > 0 else name
    folded = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:80].strip("-") or "minutes"
