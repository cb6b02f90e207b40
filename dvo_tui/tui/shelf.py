"""The documents that the app was started with: which there are, how far each is, and how one is opened.

Invariant: nothing is read before it is asked for, and a bad file costs one row, never the others.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dvo_tui.errors import DvoError, InputError
from dvo_tui.language import explain
from dvo_tui.store.sources import minutes_files
from dvo_tui.store.workspace import Workspace

if TYPE_CHECKING:
    from dvo_tui.minutes.model import Minutes
    from dvo_tui.store.opening import OpenReview


AT_ONCE = 1_000_000
"""The largest file that is read before the first screen, in bytes; a larger one is read behind it."""


@dataclass(frozen=True)
class Entry:
    """One document: a file, or the id of one that only the workspace has."""

    source: Path | str
    name: str


@dataclass(frozen=True)
class Summary:
    """How far a document is, for one row; `problem` says why it cannot be opened."""

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
        """The minutes of a file that nobody has reviewed yet, so that they can be read before anything is suggested.

        Nothing for a file that has been reviewed, and for one so large that reading it would keep the screen waiting.

        Raises:
            DvoError: when the file cannot be read as minutes.
        """
        from dvo_tui.minutes.reading import read_file

        if not isinstance(entry.source, Path):
            return None
        with contextlib.suppress(OSError):
            if entry.source.stat().st_size > AT_ONCE:
                return None
        minutes = read_file(entry.source)
        return None if self.workspace.path_for(self.reviewer, minutes.document.id).exists() else minutes

    def open(self, entry: Entry, minutes: Minutes | None = None) -> OpenReview:
        """Open a document for review; may be called from any thread.

        Args:
            entry: The document.
            minutes: What `preview` gave, so that it is not read twice.

        Raises:
            DvoError: when it cannot be opened.
        """
        from dvo_tui.store.opening import open_minutes, open_review

        if minutes is not None and isinstance(entry.source, Path):
            return open_minutes(self.workspace, minutes, self.reviewer, entry.source)
        return open_review(self.workspace, entry.source, self.reviewer)

    def summary(self, entry: Entry) -> Summary:
        """How far a document is; what is wrong with it is in the summary, never raised."""
        try:
            return self._summary(entry)
        except DvoError as error:
            return Summary(problem=explain(error))
        except Exception as error:  # one odd file must not take the list of all others away
            return Summary(problem=type(error).__name__)

    def _summary(self, entry: Entry) -> Summary:
        from dvo_tui.review.records import Annotation, Review
        from dvo_tui.store.workfile import load

        minutes = None
        if isinstance(entry.source, Path):
            from dvo_tui.minutes.reading import read_file

            minutes = read_file(entry.source)
        document = entry.source if isinstance(entry.source, str) else minutes.document.id if minutes else ""
        found = load(self.workspace.path_for(self.reviewer, document))
        if found is None:
            if minutes is None:
                return Summary()
            return Summary(minutes.meeting.body or "", minutes.meeting.date, minutes.meeting.kind or "")
        stored, _signature = found
        states = [record.status for record in stored.records if isinstance(record, Annotation)]
        meeting = stored.minutes.meeting
        return Summary(
            body=meeting.body or "",
            date=meeting.date,
            title=meeting.kind or "",
            accepted=states.count("accepted"),
            rejected=states.count("rejected"),
            pending=states.count("pending"),
            flags=sum(1 for record in stored.records if getattr(record, "flag", False)),
            complete=any(isinstance(record, Review) and record.state == "complete" for record in stored.records),
            reviewer=stored.reviewer,
            updated=stored.history[-1].time if stored.history else "",
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
        for work in workspace.work_files(reviewer):
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
