"""A file that changed since its review: which review was of it, and how that is carried over to the text as it is now.

Invariant: the work file of the old text stays as it is; what became of everything is in the new one, in one write. A
file of the same name is only taken for the same document where text, folder and date do not speak against it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from dvo_tui.errors import StoreError
from dvo_tui.language import _
from dvo_tui.minutes.model import Minutes
from dvo_tui.review.alignment import Alignment
from dvo_tui.review.anchoring import reanchor
from dvo_tui.review.history import Change
from dvo_tui.review.placing import unplaced_in, waiting
from dvo_tui.review.reanchored import Reading
from dvo_tui.review.records import Record
from dvo_tui.review.session import ReviewSession, now
from dvo_tui.store import places
from dvo_tui.store.locks import SessionLock
from dvo_tui.store.status import Index, Status, relatives, successor, superseded
from dvo_tui.store.workfile import Stored, existing
from dvo_tui.store.workspace import Workspace
from dvo_tui.suggest.base import Suggestion

SAME_FILE = 0.2
"""How much of the reviewed text must still be there, in tokens, where the very file of the review has changed …"""

SAME_NAME = 0.5
"""… where only the name says that it is that file …"""

OTHER_DATE = 0.9
"""… and where moreover the meeting is of another day."""


class Earlier(NamedTuple):
    """What a workspace has about a file that is opened: the review to carry over, or one that is not of it.

    Attributes:
        path: The work file of the review; `None` where there is none to carry over.
        document: The id of its document.
        other: The id of a document of the same name of which so little is left that it is taken for another one; a
            work file that cannot be read is named here too.
    """

    path: Path | None = None
    document: str = ""
    other: str = ""


def earlier(workspace: Workspace, minutes: Minutes, reviewer: str, source: Path | None) -> Earlier:
    """The review that a document goes on from: of the file as it was before, or as it became and is no more.

    Raises:
        StoreError: if a work file cannot be read.
    """
    own = workspace.path_for(reviewer, minutes.document.id)
    family = relatives(own)
    if not set(family) - {own}:
        return Earlier()
    index = Index(own.parent)
    known = {path: index.status_of(path) for path in family}
    index.save()
    if own in known:
        return _current(own, known)
    found = [(path, status) for path, status in known.items() if status.file == minutes.document.file]
    candidates = [(path, s) for path, s in found if s.revision and not successor(s, known.values())]
    unread = next((path.stem for path, status in known.items() if status.problem is not None), "")
    fits: list[tuple[float, Path, str]] = []
    other = unread
    for path, status in candidates:
        where = places.source_of(workspace, reviewer, status.document)
        same = _same_file(where, source)
        if same is False:
            continue
        kept = share(existing(path).minutes, minutes, same is True)
        if kept is None:
            other = status.document
        else:
            fits.append((kept, path, status.document))
    if not fits:
        return Earlier(other=other)
    _most, path, document = max(fits)
    return Earlier(path, document)


def _current(own: Path, known: dict[Path, Status]) -> Earlier:
    """For a text that has a review: the one that took its place, if any, as the file is again what it was."""
    by_document = {status.document: path for path, status in known.items() if status.problem is None}
    at, seen = known[own], {known[own].document}
    while (after := successor(at, known.values())) and after in by_document and after not in seen:
        seen.add(after)
        at = known[by_document[after]]
    return Earlier() if at is known[own] else Earlier(by_document[at.document], at.document)


def _same_file(where: Path | None, source: Path | None) -> bool | None:
    """Whether a review was made from this file; `None` where that cannot be told, as the file of the review is gone."""
    if where is None or source is None:
        return None
    with contextlib.suppress(OSError):
        if where.exists():
            return where.samefile(source)
        if where.resolve() == source.resolve():
            return True
    return None


def share(old: Minutes, new: Minutes, same_file: bool = False) -> float | None:
    """How much of a reviewed text is still there; `None` where that is too little for it to be the same document."""
    kept = Alignment(old.text, new.text).kept
    least = SAME_FILE if same_file else SAME_NAME
    days = old.meeting.date, new.meeting.date
    if not same_file and None not in days and days[0] != days[1]:
        least = OTHER_DATE
    return kept if kept >= least else None


@contextlib.contextmanager
def held(path: Path, session: ReviewSession, lock: bool) -> Iterator[Stored]:
    """The review of the old text, which nobody else goes on with meanwhile.

    Args:
        path: Its work file.
        session: The review that goes on from it.
        lock: Whether to lock it; not where nothing can be written anyway.

    Raises:
        StoreError: if another program has it open, or it cannot be read.
    """
    holder = None
    if lock:
        try:
            holder = SessionLock(path, session.reviewer, now())
        except StoreError:
            raise StoreError(
                "{file} changed since its review, which is open in another program ({document}); close it there first",
                file=session.minutes.document.file,
                document=path.stem,
            ) from None
    try:
        yield existing(path)
    finally:
        if holder is not None:
            holder.release()


def carried_over(old: Stored, session: ReviewSession, suggestions: Iterable[Suggestion]) -> Change | None:
    """The Change that carries a review over to a session of the text as it is now; `None` where there is nothing to.

    Args:
        old: The review of the old text.
        session: The document as read now: nothing is done to it yet, or the review that `old` once took the place of.
        suggestions: What is proposed for it.
    """
    result = reanchor(old.minutes, old.records, old.history, session.minutes, suggestions)
    deltas = result.deltas(session.records.values())
    if not deltas:
        return None
    document = old.minutes.document
    return Change(
        revision=session.revision + 1,
        time=max([now(), *(change.time for change in session.history[-1:])]),
        reviewer=session.reviewer,
        command=result.command(document.id, document.text_sha256),
        deltas=deltas,
    )


def refreshed(stored: Stored, minutes: Minutes) -> Stored:
    """A review of just this text, with where it stands in the file as the reader says today.

    Meeting, people and agenda stay as they were read when the review began: they are under review themselves.
    """
    was = stored.minutes
    if was.blocks == minutes.blocks and was.source == minutes.source:
        return stored
    now_ = msgspec.structs.replace(was, blocks=minutes.blocks, source=minutes.source)
    return msgspec.structs.replace(stored, minutes=now_)


def news(file: str, reading: Reading | None, records: Iterable[Record], other: str = "") -> str:
    """What to tell somebody who opens a document about its re-reading, in one line; empty where there is nothing.

    Args:
        file: The name of the file.
        reading: What was carried over just now.
        records: Every record of the review as it is now.
        other: A document of the same name that was not taken for this one.
    """
    left = waiting(records)
    if reading is not None:
        told = _(
            "{file} changed since its review: {kept} kept, {moved} moved, {edited} with other words in them, {left} "
            "without a place"
        )
        moved = len(reading.moved) + len(reading.relocated)
        return told.format(file=file, kept=len(reading.kept), moved=moved, edited=len(reading.edited), left=left)
    if other:
        told = _("there is a review of another document named {file}, {document}; this one begins afresh")
        return told.format(file=file, document=other)
    return _("without a place since {file} changed: {left}").format(left=left, file=file) if left else ""


class Left(msgspec.Struct, frozen=True):
    """Something that has no place: in whose review of which document, what it is, and what stood there where."""

    document: str
    reviewer: str
    id: str
    layer: str
    record: str
    start: int
    end: int
    quote: str
    missing: tuple[int, ...]
    dismissed: bool

    @property
    def row(self) -> tuple[str, str, str, str, str, str]:
        """Document, reviewer, id, layer, place and quote, short enough for a line."""
        words = self.quote if len(self.quote) <= 60 else f"{self.quote[:59]}…"
        return self.document, self.reviewer, self.id, self.layer, f"{self.start}-{self.end}", words


def left_in(paths: Sequence[Path]) -> Iterator[Left]:
    """What has no place in each of these work files; those whose review was carried over are passed over.

    Raises:
        StoreError: if one cannot be read.
    """
    over = superseded(paths)
    for path in paths:
        if path in over:
            continue
        stored = existing(path)
        for left in unplaced_in(stored.records):
            yield Left(
                document=stored.minutes.document.id,
                reviewer=stored.reviewer,
                id=left.id,
                layer=left.layer,
                record=left.of,
                start=left.quotes[0].start,
                end=left.quotes[-1].end,
                quote=" … ".join(" ".join(quoted.exact.split()) for quoted in left.quotes),
                missing=left.missing,
                dismissed=left.dismissed,
            )
