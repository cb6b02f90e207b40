"""One document under review on the screen: the session, its counts, and the saver behind it.

Invariant: every command goes through the session, every Change goes to the saver, and nothing changes while read-only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from dvo_tui.errors import DvoError, Refused
from dvo_tui.language import _, current
from dvo_tui.printable import printable
from dvo_tui.review.commands import AnyCommand, Complete, Redo, Reopen, Undo
from dvo_tui.review.history import Change
from dvo_tui.review.publicity import Withheld
from dvo_tui.review.reanchored import readings
from dvo_tui.review.records import Annotation, Entity
from dvo_tui.review.session import ReviewSession
from dvo_tui.suggest.base import Known, KnownPublicity
from dvo_tui.tui.keys import N_, by_id, shown
from dvo_tui.tui.ledger import Ledger
from dvo_tui.tui.saving import Saver, SaveState, local_time

if TYPE_CHECKING:
    from dvo_tui.review.candidates import KnownName


class Where(Protocol):
    """The place at which a review was left."""

    @property
    def annotation_id(self) -> str | None: ...
    @property
    def offset(self) -> int: ...


class Review(Protocol):
    """What the store gives for an open document."""

    session: ReviewSession
    read_only: DvoError | None
    is_new: bool

    @property
    def known(self) -> Known: ...
    @property
    def brought(self) -> int: ...
    @property
    def news(self) -> str: ...
    @property
    def unsaved(self) -> Sequence[Change]: ...
    @property
    def conflicts(self) -> Sequence[object]: ...
    def catch_up(self) -> bool: ...
    def take_over(self) -> bool: ...
    def save_as(self, path: Path, /) -> Path: ...
    def save(self, changes: Sequence[Change] = (), /) -> None: ...
    def place(self) -> Where | None: ...
    def withheld(self) -> Withheld: ...
    def save_withheld(self, what: Withheld, /) -> None: ...
    def save_place(self, annotation_id: str | None, offset: int, /) -> None: ...
    def close(self) -> None: ...


class Reviewing:
    """A document that is open on the screen.

    Args:
        review: The open document.
        changed: Told how saving goes, on another thread.
        clock: The time to show with `saved`.
    """

    def __init__(
        self, review: Review, changed: Callable[[SaveState], None], clock: Callable[[], str] = local_time
    ) -> None:
        self.review = review
        self.session = review.session
        self.ledger = Ledger(review.session)
        self.saver = Saver(review.save, changed, clock)
        self._told = (0, 0)
        for change in review.unsaved if review.read_only is None else ():  # a re-reading that could not be saved yet
            self.saver.submit(change)

    @property
    def news(self) -> str:
        """What became of the review when the file changed, in one line, and the key that shows all of it."""
        news = printable(self.review.news)
        if not news or not readings(self.session.history):
            return news
        return _("{news}; {key} shows them").format(news=news, key=by_id("unplaced").keys[0])

    @cached_property
    def register(self) -> tuple[str, ...]:
        """Names known in the workspace; read when they are first needed."""
        return tuple(dict.fromkeys((*self.known.people, *self.known.organisations)))

    @property
    def publicity(self) -> Mapping[str, KnownPublicity]:
        """Who is public by function as it was settled in other documents."""
        return self.known.publicity

    @cached_property
    def names(self) -> tuple[KnownName, ...]:
        """The register's names with how often they were accepted, the most accepted first."""
        from dvo_tui.review.candidates import known_names

        return known_names(self.known)

    @cached_property
    def known(self) -> Known:
        """What the workspace has learned; nothing where its register cannot be read."""
        try:
            return self.review.known
        except DvoError:
            return Known()

    def apply(self, command: AnyCommand) -> Change | None:
        """Carry out a command and have it saved.

        Raises:
            DvoError: when it is refused, or the document cannot be changed now; nothing has changed.
        """
        if self.review.read_only is not None:
            raise self.review.read_only
        if self.session.complete and not isinstance(command, Complete | Reopen | Undo | Redo):
            raise Refused(N_("the document is complete; {key} reopens it"), key=shown("complete"))
        change = self.session.apply(command)
        if change is not None:
            self.ledger.note(change)
            self.saver.submit(change)
        return change

    def catch_up(self) -> str | None:
        """Go on with what somebody else wrote into the file meanwhile, once nothing is unsaved.

        Returns:
            What to tell the reviewer, if anything; `None` where nothing came in, and then all is as it was.
        """
        if self.saver.unsaved or not self.review.catch_up():
            return None
        self.session = self.review.session
        queue = self.ledger.queue
        self.ledger = Ledger(self.session)
        self.ledger.use(queue.filter, queue.order)
        before, self._told = self._told, (self.review.brought, len(self.review.conflicts))
        brought, conflicts = (now - then for now, then in zip(self._told, before, strict=True))
        if conflicts:
            said = _("merged {count} changes made elsewhere; {conflicts} conflicts: both versions are in the history")
            return said.format(count=brought, conflicts=conflicts)
        return _("merged {count} changes made elsewhere").format(count=brought) if brought else ""

    def why(self, record: Annotation) -> str:
        """Why a suggester proposed a record, and how its rule did so far in the workspace."""
        from dvo_tui.suggest.rules import why

        by, rule = record.origin.by, record.origin.rule or ""
        count = self.known.rules.get(f"{by}:{rule}")
        said = [why(by, rule, current()), self._settled_elsewhere(record)]
        if count is not None and rule != "known" and count.accepted + count.rejected:
            total = count.accepted + count.rejected
            said.append(_("{accepted} of {total} accepted").format(accepted=count.accepted, total=total))
        return "; ".join(part for part in said if part)

    def _settled_elsewhere(self, record: Annotation) -> str:
        """How often reviewers accepted the same surface in other documents of the workspace; empty where none did."""
        from dvo_tui.suggest.familiar import familiar

        found = familiar(self.known).settled(record.text, record.type) if isinstance(record, Entity) else None
        if found is None or not found.accepted:
            return ""
        if found.documents == 1:
            return _("accepted {count}× in another document").format(count=found.accepted)
        return _("accepted {count}× in {documents} documents").format(count=found.accepted, documents=found.documents)

    def close(self, annotation: str | None, offset: int) -> None:
        """Remember the place and let go of the document; call when everything is saved."""
        self.review.save_place(annotation, offset)
        self.review.close()
