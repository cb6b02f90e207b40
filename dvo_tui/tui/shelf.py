"""The documents that the app was started with: which there are, how far each is, and how one is opened.

Invariant: nothing is read before it is asked for, and a bad file costs one row, never the others.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from dvo_tui.errors import DvoError, InputError
from dvo_tui.language import explain
from dvo_tui.store.sources import minutes_files
from dvo_tui.store.workspace import Workspace, safe_name

if TYPE_CHECKING:
    from dvo_tui.minutes.model import Minutes
    from dvo_tui.store.opening import OpenReview
    from dvo_tui.store.status import Status

AT_ONCE = 1_000_000
"""The largest file that is read before the first screen, in bytes; a larger one is read behind it."""

PDF_AT_ONCE = 100_000
"""The same of a PDF, which takes some hundred times as long to read as text."""


@dataclass(frozen=True)
class Entry:
    """One document: a file, or the id of one that only the workspace has."""

    source: Path | str
    name: str


@dataclass(frozen=True)
class Summary:
    """How far a document is, for one row; `problem` says why it cannot be opened.

    `changed` says that this is the review of the file as it was before, which goes on when it is opened.
    """

    body: str = ""
    date: str | None = None
    title: str = ""
    accepted: int = 0
    rejected: int = 0
    pending: int | None = None
    flags: int = 0
    complete: bool = False
    reviewer: str = ""
    updated: str = ""
    problem: str = ""
    changed: bool = False

    @property
    def share(self) -> float:
        """The part that is settled, 0 to 1; 0 where nothing is known yet."""
        total = self.accepted + self.rejected + (self.pending or 0)
        return (self.accepted + self.rejected) / total if total else 0.0


class Shelf:
    """The documents of one run.

    Args:
        workspace: Where reviews are kept.
        reviewer: Who reviews.
        entries: The documents, in order.
    """

    def __init__(self, workspace: Workspace, reviewer: str, entries: Sequence[Entry]) -> None:
        self.workspace = workspace
        self.reviewer = reviewer
        self.entries = list(entries)

    def preview(self, entry: Entry) -> Minutes | None:
        """The text of a file that nobody has reviewed yet, so that it can be read before anything is found in it.

        Nothing for a file that has been reviewed, and for one so large that reading it would keep the screen waiting.

        Raises:
            DvoError: when the file cannot be read as minutes.
        """
        from dvo_tui.minutes.reading import text_of

        if not isinstance(entry.source, Path):
            return None
        with contextlib.suppress(OSError):
            if entry.source.stat().st_size > (PDF_AT_ONCE if entry.source.suffix.lower() == ".pdf" else AT_ONCE):
                return None
        minutes = text_of(entry.source)
        return None if self.workspace.path_for(self.reviewer, minutes.document.id).exists() else minutes

    def open(
        self, entry: Entry, minutes: Minutes | None = None, pages: Callable[[int, int], None] | None = None
    ) -> OpenReview:
        """Open a document for review; may be called from any thread.

        Args:
            entry: The document.
            minutes: What `preview` gave, so that it is not read twice.
            pages: Told how many pages are read and how many there are, where a file with pages is read.

        Raises:
            DvoError: when it cannot be opened.
        """
        from dvo_tui.minutes.reading import read_file, structured
        from dvo_tui.store.opening import open_minutes, open_review

        if isinstance(entry.source, Path):
            minutes = structured(minutes) if minutes else read_file(entry.source, pages)
            return open_minutes(self.workspace, minutes, self.reviewer, entry.source)
        return open_review(self.workspace, entry.source, self.reviewer)

    def summaries(self) -> Iterator[tuple[Entry, Summary]]:
        """How far each document is; what is wrong with one is in its summary, never raised."""
        index = _Index(self)
        for entry in list(self.entries):
            try:
                yield entry, self._summary(entry, index)
            except DvoError as error:
                yield entry, Summary(problem=explain(error))
            except Exception as error:  # one odd file must not take the list of all others away
                yield entry, Summary(problem=type(error).__name__)
        index.all()  # so that the store keeps what it found out

    def _summary(self, entry: Entry, index: _Index) -> Summary:
        """From the index; a file is read only where its name and age do not say which work file is its own."""
        if isinstance(entry.source, str):
            status = index.of(entry.source)
            return _summary_of(status) if status else Summary()
        known = index.by_file.get(entry.source.name)
        if known is not None and _is_older(entry.source, known.updated):
            return _summary_of(known)
        from dvo_tui.minutes.reading import read_file
        from dvo_tui.store import rereading

        minutes = read_file(entry.source)
        status = index.of(self.workspace.path_for(self.reviewer, minutes.document.id).stem)
        if status is not None:
            return _summary_of(status)
        before = rereading.earlier(self.workspace, minutes, self.reviewer, entry.source)
        status = index.of(before.path.stem) if before.path else None
        if status is not None:
            return replace(_summary_of(status), changed=True)
        return Summary(minutes.meeting.body or "", minutes.meeting.date, minutes.meeting.kind or "")


class _Index:
    """What the store knows of the work files, asked for no further than needed: the first rows wait for no others."""

    def __init__(self, shelf: Shelf) -> None:
        from dvo_tui.store.status import statuses

        self._shelf = shelf
        self._coming = statuses(shelf.workspace, shelf.reviewer)
        self._found: dict[str, Status] = {}

    def of(self, work: str) -> Status | None:
        """That of a work file, by its name without suffix."""
        while work not in self._found and (status := next(self._coming, None)) is not None:
            self._found[status.document if status.problem else safe_name(status.document)] = status
        return self._found.get(work)

    def all(self) -> list[Status]:
        self.of("")
        return list(self._found.values())

    @cached_property
    def by_file(self) -> dict[str, Status]:
        """By the name of the source, where one work file and one document of this run have it."""
        found = [status for status in self.all() if not status.superseded]
        files = Counter(status.file for status in found)
        names = Counter(entry.source.name for entry in self._shelf.entries if isinstance(entry.source, Path))
        return {status.file: status for status in found if files[status.file] == names[status.file] == 1}


def _is_older(file: Path, time: str) -> bool:
    """Whether a file is as it was at a time: nobody wrote it since."""
    try:
        return file.stat().st_mtime < datetime.fromisoformat(time).timestamp()
    except (OSError, ValueError):
        return False


def _summary_of(status: Status) -> Summary:
    return Summary(
        body=status.body or "",
        date=status.date,
        title=status.kind or "",
        accepted=status.accepted,
        rejected=status.rejected,
        pending=status.pending,
        flags=status.flags,
        complete=status.state == "complete",
        reviewer=status.reviewer,
        updated=status.updated,
        problem=status.problem or "",
    )


def entries_of(paths: Sequence[Path], workspace: Workspace, reviewer: str) -> list[Entry]:
    """The documents that paths name: files as they are, folders by what minutes they hold, else the workspace's own.

    Raises:
        InputError: for the only path, if it does not exist or is a folder without minutes.
    """
    found: dict[Path | str, Entry] = {}
    for path in paths:
        for file in _files(path, alone=len(paths) == 1):
            found.setdefault(file.resolve(), Entry(file, file.name))
    if not paths:
        from dvo_tui.store.status import superseded

        works = workspace.work_files(reviewer)
        over = superseded(works)
        for work in (work for work in works if work not in over):
            found.setdefault(work.stem, Entry(work.stem, work.stem))
    return list(found.values())


def _files(path: Path, alone: bool) -> list[Path]:
    """The minutes that a path stands for; what is wrong with one of several is said in its own row."""
    try:
        return minutes_files(path)
    except InputError:
        if alone:
            raise
        return [path]
