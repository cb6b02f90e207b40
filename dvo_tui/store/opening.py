"""Opening a document for review: from its work file, or from the source with fresh suggestions; and saving it.

What `save` has returned from is durable. When saving fails, the work file is what it was, and nothing is hidden.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path

from dvo_tui.errors import DvoError, StoreError
from dvo_tui.files import NotDurable, Overtaken, Signature
from dvo_tui.minutes.model import Minutes
from dvo_tui.review.commands import AnyCommand
from dvo_tui.review.history import Change
from dvo_tui.review.opening import first_records
from dvo_tui.review.session import ReviewSession, now
from dvo_tui.store import places, register
from dvo_tui.store.locks import SessionLock
from dvo_tui.store.places import Place
from dvo_tui.store.workfile import Stored, WorkFile, existing, load
from dvo_tui.store.workspace import Workspace
from dvo_tui.suggest.base import Known, Suggestion

Suggest = Callable[[Minutes, Known], Iterable[Suggestion]]


class OpenReview:
    """A document under review, and the way to make its Changes durable.

    Attributes:
        session: Where commands go.
        source: The file that was opened; `None` where the document was opened by id.
        is_new: Whether nothing was ever saved about it by this reviewer.
        read_only: Why nothing can be saved; `None` while all is well.
    """

    def __init__(
        self,
        workspace: Workspace,
        path: Path,
        stored: Stored,
        signature: Signature | None,
        source: Path | None = None,
    ) -> None:
        self.workspace = workspace
        self.path = path
        self.source = source
        self.is_new = signature is None
        self.session = session_of(stored, workspace)
        self.read_only: DvoError | None = None
        self._file = WorkFile(path, stored, signature)
        self._saved = self.session.revision
        self._unsaved: list[Change] = []
        self._saving = threading.Lock()
        self._taught = False
        self._lock: SessionLock | None = None
        try:
            self._lock = SessionLock(path, stored.reviewer, now())
        except StoreError as error:
            self.read_only = error

    def apply(self, command: AnyCommand) -> Change | None:
        """Carry out a command and save it.

        Raises:
            Refused: by the session; nothing has changed.
            StoreError: if it could not be saved. The session is then ahead of the file, so no further command is
                taken until `save()` has worked.
        """
        if self.read_only is not None:
            raise self.read_only
        if self._unsaved:
            raise StoreError("what came before is not saved yet; nothing more is taken until it is")
        change = self.session.apply(command)
        if change is not None:
            self.save([change])
        return change

    def save(self, changes: Sequence[Change] = ()) -> None:
        """Make Changes durable, together with those that an earlier call could not save, in one write.

        May be called from any thread, but with Changes in their order. What was given before may be given again;
        without Changes it only tries again.

        Raises:
            StoreError: if they are not saved; they are kept in `unsaved`, for when there is room again. Where trying
                again is of no use, `read_only` says why from then on.
        """
        with self._saving:
            last = self._unsaved[-1].revision if self._unsaved else self._saved
            self._unsaved += [change for change in changes if change.revision > last]
            if self.read_only is not None:
                raise self.read_only
            try:
                self._file.commit(self._unsaved)
            except StoreError as error:
                if isinstance(error, NotDurable | Overtaken):
                    self.read_only = error
                raise
            if self._unsaved:
                self._saved = self._unsaved.pop().revision
                self._unsaved = []
                self._taught = True

    @property
    def unsaved(self) -> tuple[Change, ...]:
        """What was given to `save` and is not on disk."""
        return tuple(self._unsaved)

    def place(self) -> Place | None:
        """Where the reviewer was when the document was last closed."""
        return places.of(self.workspace, self.session.reviewer, self.session.minutes.document.id)

    def save_place(self, annotation_id: str | None, offset: int) -> None:
        """Remember where the reviewer is; a convenience, so what cannot be saved is let go."""
        if self.read_only is None:
            where = Place(annotation_id, offset)
            places.keep(self.workspace, self.session.reviewer, self.session.minutes.document.id, where)

    @cached_property
    def known(self) -> Known:
        """What the other documents of the workspace taught."""
        return register.known(self.workspace, but=self.session.minutes.document.id)

    def close(self) -> None:
        """Let the workspace learn from what was settled, and let go of the document."""
        try:
            if self._taught:
                register.learn(self.workspace, self.session)
                self._taught = False
        finally:
            self._file.close()
            if self._lock is not None:
                self._lock.release()
                self._lock = None


def open_review(workspace: Workspace, source: Path | str, reviewer: str) -> OpenReview:
    """Open a document: a `Path` is a file of minutes, a `str` the id of a document in the workspace.

    What this reviewer saved about it before is taken up again; else it gets fresh suggestions.

    Raises:
        InputError: if the file cannot be read as minutes.
        StoreError: if the work file cannot be read, or no document of the workspace has the id.
    """
    if isinstance(source, str):
        return _open_stored(workspace, source, reviewer)
    from dvo_tui.minutes.reading import read_file

    return open_minutes(workspace, read_file(source), reviewer, source)


def read_review(workspace: Workspace, path: Path) -> ReviewSession:
    """The session of a work file, to look at; nothing is locked, and nothing is saved.

    Raises:
        StoreError: if the file cannot be read.
    """
    return session_of(existing(path), workspace)


def session_of(stored: Stored, workspace: Workspace) -> ReviewSession:
    """The session in which a review goes on."""
    return ReviewSession(stored.minutes, stored.records, stored.reviewer, workspace.scheme(), history=stored.history)


def open_minutes(
    workspace: Workspace,
    minutes: Minutes,
    reviewer: str,
    source: Path | None = None,
    suggest: Suggest | None = None,
) -> OpenReview:
    """Open minutes that are read already; `suggest` stands in for all suggesters.

    Raises:
        StoreError: if the work file cannot be read.
    """
    path = workspace.path_for(reviewer, minutes.document.id)
    found = load(path)
    if found is None:
        records = first_records(minutes, _suggestions(workspace, minutes, suggest))
        stored = Stored(reviewer=reviewer, minutes=minutes, records=records, history=[])
        return OpenReview(workspace, path, stored, None, source)
    stored, signature = found
    if stored.minutes.text != minutes.text:
        raise StoreError("{file} holds a review of another text; move it away first", file=path)
    return OpenReview(workspace, path, stored, signature, source)


def _suggestions(workspace: Workspace, minutes: Minutes, suggest: Suggest | None) -> Iterable[Suggestion]:
    if suggest is None:
        from dvo_tui.suggest.pipeline import suggest_all

        suggest = suggest_all
    return suggest(minutes, register.known(workspace, but=minutes.document.id))


def _open_stored(workspace: Workspace, document_id: str, reviewer: str) -> OpenReview:
    path = workspace.path_for(reviewer, document_id)
    found = load(path)
    if found is None:
        raise StoreError(
            "{reviewer} has no review of {document} in {folder}",
            reviewer=reviewer,
            document=document_id,
            folder=workspace.root,
        )
    return OpenReview(workspace, path, *found)
