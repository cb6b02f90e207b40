"""Opening a document for review: from its work file, or from the source with fresh suggestions; and saving it.

What `save` has returned from is durable. When saving fails, the work file is what it was, and nothing is hidden.
"""

from __future__ import annotations

import contextlib
import tempfile
import threading
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path

import msgspec

from dvo_tui import files
from dvo_tui.errors import DvoError, StoreError
from dvo_tui.files import NotDurable, Signature
from dvo_tui.minutes.model import Minutes
from dvo_tui.review.commands import AnyCommand
from dvo_tui.review.history import Change
from dvo_tui.review.opening import first_records
from dvo_tui.review.publicity import Withheld, withheld_from
from dvo_tui.review.reanchored import Reading, readings
from dvo_tui.review.records import id_of
from dvo_tui.review.session import ReviewSession, now
from dvo_tui.scheme.scheme import Scheme
from dvo_tui.store import places, recovery, register, rereading, withholding
from dvo_tui.store.encoding import Encoder
from dvo_tui.store.locks import SessionLock
from dvo_tui.store.log import Beginning, beginning_fits
from dvo_tui.store.merging import Conflict, state_before
from dvo_tui.store.places import Place
from dvo_tui.store.rereading import Earlier
from dvo_tui.store.saving import WorkFile
from dvo_tui.store.workfile import Damaged, Stored, all_tables, existing, follows, load
from dvo_tui.store.workspace import Workspace, safe_name
from dvo_tui.suggest.base import Known, Suggestion

Suggest = Callable[[Minutes, Known], Iterable[Suggestion]]


class OpenReview:
    """A document under review, and the way to make its Changes durable.

    Attributes:
        session: Where commands go.
        source: The file that was opened; `None` where the document was opened by id.
        is_new: Whether nothing was ever saved about it by this reviewer.
        read_only: Why nothing can be saved; `None` while all is well.
        reading: What became of the review when the changed file was read anew just now; `None` where it was not.
        other: A document of the same name in the workspace that was not taken for this one; empty where there is none.
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
        self.session = session_of(stored, workspace.scheme())
        self.read_only: DvoError | None = None
        self.reading: Reading | None = None
        self.other = ""
        self._file = WorkFile(path, stored, signature)
        self._saved = self.session.revision
        self._unsaved: list[Change] = []
        self._saving = threading.Lock()
        self._taught = False
        self._lock: SessionLock | None = None
        self._locked_out = not self.take_over()

    def take_over(self) -> bool:
        """Try to become the one who may write, if only another program was in the way; says whether this one is.

        What the other saved meanwhile is merged with the first write here.
        """
        if self._lock is None and (self.read_only is None or self._locked_out):
            try:
                self._lock = SessionLock(self.path, self.session.reviewer, now())
                self.read_only = None
                recovery.sweep(self.path)
            except StoreError as error:
                self.read_only = error
        return self._lock is not None and self.read_only is None

    def apply(self, command: AnyCommand) -> Change | None:
        """Carry out a command and save it.

        Raises:
            Refused: by the session; nothing has changed.
            StoreError: if it could not be saved. The session is then ahead of the file, so no further command is
                taken until `save()` has worked.
        """
        self._check_writable()
        change = self.session.apply(command)
        if change is not None:
            self.save([change])
            self.catch_up()
        return change

    def _check_writable(self) -> None:
        if self.read_only is not None:
            raise self.read_only
        if self._unsaved:
            raise StoreError("what came before is not saved yet; nothing more is taken until it is")

    def begin_as(self, beginning: Beginning) -> None:
        """Begin with the records that a log begins with, in place of fresh suggestions.

        Raises:
            StoreError: if the document is under review already and began otherwise, or the log is of another text.
        """
        stored = self._file.whole([])
        beginning_fits(beginning, stored)
        records = beginning.decoded()
        if stored.history:
            if state_before(stored, 0) != {id_of(record): record for record in records}:
                raise StoreError("{document} is under review already, and began otherwise", document=self.path.stem)
            return
        stored = msgspec.structs.replace(stored, records=records)
        self._file = WorkFile(self.path, stored, None)
        self.session = session_of(stored, self.workspace.scheme())

    def repeat(self, change: Change) -> None:
        """Make a Change of a log again, just as it was made, and save it; one that is there already is passed over.

        Raises:
            Refused: if it was made on another state; nothing has changed.
            StoreError: as `apply`.
        """
        self._check_writable()
        history = self.session.history
        if change.revision <= len(history) and history[change.revision - 1] == change:
            return
        self.session.repeat(change)
        self.save([change])
        self.catch_up()

    def carry_over(self, earlier: Earlier, suggestions: Iterable[Suggestion]) -> None:
        """Go on from the review of the file as it was before; what cannot be saved of that is in `unsaved`.

        Raises:
            StoreError: if that review cannot be read, or another program has it open.
        """
        assert earlier.path is not None
        with rereading.held(earlier.path, self.session, lock=self.read_only is None) as old:
            change = rereading.carried_over(old, self.session, suggestions)
            if change is not None:
                self.session.repeat(change)
                with contextlib.suppress(StoreError):
                    self.save([change])
                    self.catch_up()
                self.reading = readings(self.session.history)[-1]

    @property
    def news(self) -> str:
        """What to tell the reviewer about a file that changed since its review; empty where there is nothing."""
        document = self.session.minutes.document
        return rereading.news(document.file, self.reading, self.session.records.values(), self.other)

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
            except NotDurable as error:
                self.read_only = self._rescued(error)
                raise self.read_only from None
            if self._unsaved:
                self._saved = self._unsaved.pop().revision
                self._unsaved = []
                if not self._taught and self.source is not None:  # told apart from another file of the same name
                    document = self.session.minutes.document.id
                    places.keep_source(self.workspace, self.session.reviewer, document, self.source)
                self._taught = True

    def save_as(self, path: Path) -> Path:
        """Write the document as it is in memory, unsaved Changes included, to a new file, or a new one in a folder.

        For when its own place is gone, full or not to be trusted. It stays unsaved there.

        Returns:
            The file.

        Raises:
            StoreError: if something stands there already, or it cannot be written.
        """
        with self._saving:
            return self._written_elsewhere(path / self.path.name if path.is_dir() else path)

    def _written_elsewhere(self, path: Path) -> Path:
        done = self._saved
        whole = self._file.whole([change for change in tuple(self.session.history) if change.revision > done])
        files.save_new(path, Encoder().encode(all_tables(whole)))
        return path

    def _rescued(self, error: NotDurable) -> StoreError:
        """Trying again would prove nothing, so all of it goes to a new file, here or else in the temporary folder."""
        name = f"{self.path.parent.name}.{self.path.stem}.{recovery.stamp()}.json"
        for folder in (self.workspace.root / "rescued", Path(tempfile.gettempdir())):
            try:
                copy = self._written_elsewhere(folder / name)
            except StoreError:
                continue
            return NotDurable(
                "{file} is not saved for sure: the disk reports {why}; all of it is in {copy}, and here it can only be "
                "read",
                file=self.path,
                why=error.values["why"],
                copy=copy,
            )
        return error

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Records that somebody else changed in the file while it was open, and not as here."""
        return tuple(conflict for merged in self._file.merges for conflict in merged.conflicts)

    @property
    def brought(self) -> int:
        """How many Changes of somebody else were found in the file while it was open, and merged."""
        return sum(merged.theirs for merged in self._file.merges)

    def catch_up(self) -> bool:
        """Make `session` a new one that holds what a merge brought into the file; says whether there was any.

        Call it where the session is used, when nothing is unsaved; until then the old session goes on, and what it does
        is put on top of what the file holds.
        """
        with self._saving:
            if not self._file.is_ahead or self._unsaved or self.session.revision > self._saved:
                return False
            self.session = session_of(self._file.settle(), self.session.scheme)
            self._saved = self.session.revision
            return True

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
            document = self.session.minutes.document.id
            places.keep(self.workspace, self.session.reviewer, document, where)

    def withheld(self) -> Withheld:
        """What the reviewer leaves out of the copies of this document.

        Raises:
            StoreError: if that cannot be read.
        """
        kept = withholding.by_document(self.workspace, self.session.reviewer)
        return withheld_from(kept, self.session.minutes.document.id)

    def save_withheld(self, what: Withheld) -> None:
        """Remember what is left out of the copies of this document.

        Raises:
            StoreError: if it cannot be saved.
        """
        if self.read_only is None:
            withholding.keep(self.workspace, self.session.reviewer, self.session.minutes.document.id, what)

    @cached_property
    def known(self) -> Known:
        """What the other documents of the workspace taught."""
        return register.known(self.workspace, self.session.minutes.document.id, follows(self.session.history)[0])

    def close(self) -> None:
        """Let the workspace learn from what was settled, and let go of the document."""
        try:
            self.catch_up()
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

    What this reviewer saved about it before is taken up again, also where the file has changed since; else it gets
    fresh suggestions.

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
    return session_of(existing(path), workspace.scheme())


def session_of(stored: Stored, scheme: Scheme) -> ReviewSession:
    """The session in which a review goes on."""
    return ReviewSession(stored.minutes, stored.records, stored.reviewer, scheme, history=stored.history)


def open_minutes(
    workspace: Workspace,
    minutes: Minutes,
    reviewer: str,
    source: Path | None = None,
    suggest: Suggest | None = None,
) -> OpenReview:
    """Open minutes that are read already; `suggest` stands in for all suggesters.

    Where the file was reviewed when it held another text, that review is carried over: what has its place still is
    kept, the rest is listed, and all of it is saved in one write before this returns. The old work file stays.

    Raises:
        StoreError: if the work file cannot be read, or the review to carry over is open in another program.
    """
    path = workspace.path_for(reviewer, minutes.document.id)
    found = _loaded(path, reviewer, minutes.document.id)
    if found is not None and found[0].minutes.text != minutes.text:
        raise StoreError("{file} holds a review of another text; move it away first", file=path)
    earlier = rereading.earlier(workspace, minutes, reviewer, source)
    proposed: list[Suggestion] = []
    if found is None or earlier.path is not None:
        proposed = list(_suggestions(workspace, minutes, suggest, earlier.document))
    if found is None:
        records = first_records(minutes, proposed)
        stored, signature = Stored(reviewer=reviewer, minutes=minutes, records=records, history=[]), None
    else:
        stored, signature = rereading.refreshed(found[0], minutes), found[1]
    review = OpenReview(workspace, path, stored, signature, source)
    review.other = earlier.other
    if earlier.path is not None:
        try:
            review.carry_over(earlier, proposed)
        except DvoError:
            review.close()
            raise
    return review


def _loaded(path: Path, reviewer: str, document_id: str) -> tuple[Stored, Signature] | None:
    """The file of a reviewer and document; of one that is damaged a copy is kept, and one of another is refused."""
    try:
        found = load(path)
    except Damaged as damage:
        raise recovery.refusal(path, damage) from None
    if found is not None:
        stored = found[0]
        names = (stored.reviewer, stored.minutes.document.id)
        if tuple(map(safe_name, names)) != (safe_name(reviewer), safe_name(document_id)):
            raise StoreError(
                "{file} holds the review of {document} by {who}; it was renamed or copied there",
                file=path,
                document=names[1],
                who=names[0],
            )
    return found


def _suggestions(workspace: Workspace, minutes: Minutes, suggest: Suggest | None, follows: str) -> Iterable[Suggestion]:
    if suggest is None:
        from dvo_tui.suggest.pipeline import suggest_all

        suggest = suggest_all
    return suggest(minutes, register.known(workspace, minutes.document.id, follows))


def _open_stored(workspace: Workspace, document_id: str, reviewer: str) -> OpenReview:
    path = workspace.path_for(reviewer, document_id)
    found = _loaded(path, reviewer, document_id)
    if found is None:
        raise StoreError(
            "{reviewer} has no review of {document} in {folder}",
            reviewer=reviewer,
            document=document_id,
            folder=workspace.root,
        )
    return OpenReview(workspace, path, *found)
