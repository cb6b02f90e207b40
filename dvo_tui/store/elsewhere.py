"""The same surface in the other documents of a workspace: found without a lock, settled through each one's own review.

Invariant: what `adopt_in` has returned from is one durable Change of that document; what it raises for is unchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dvo_tui.errors import DvoError
from dvo_tui.language import N_, explain
from dvo_tui.review.commands import Adopt
from dvo_tui.review.opening import first_records
from dvo_tui.review.session import ReviewSession
from dvo_tui.review.surfaces import Place, adopt_preview, shown
from dvo_tui.store import rereading
from dvo_tui.store.opening import open_review, read_review
from dvo_tui.store.status import superseded
from dvo_tui.store.workspace import Workspace

COMPLETE = N_("the document is called complete; reopen it first")


@dataclass(frozen=True)
class Found:
    """What a document has of a surface.

    Attributes:
        document: How it is opened: the id of its review, or a file that nobody has reviewed yet.
        name: What it is called.
        places: Where the surface stands, in reading order.
        problem: Why nothing can be done there, translated; empty where something can.
    """

    document: Path | str
    name: str
    places: tuple[Place, ...] = ()
    problem: str = ""


def search(
    workspace: Workspace,
    reviewer: str,
    command: Adopt,
    but: str,
    files: Sequence[Path] = (),
    told: Callable[[int, int], bool] = lambda _done, _all: True,
) -> Iterator[Found]:
    """Where else a surface stands: in this reviewer's other documents, then in files that have no review yet.

    Args:
        workspace: Where the reviews are.
        reviewer: Whose.
        command: The type, surface and link to look for.
        but: The id of the document that is not looked at.
        files: Files of minutes besides; those that have a review are not looked at twice.
        told: Told how many are done and how many there are; `False` ends the search.

    Yields:
        Documents that have the surface, and those that cannot be read.
    """
    works = workspace.work_files(reviewer)
    over = superseded(works)
    works = tuple(work for work in works if work not in over and work != workspace.path_for(reviewer, but))
    count = len(works) + len(files)
    for done, source in enumerate((*works, *files)):
        if not told(done, count):
            return
        try:
            found = _in_work(workspace, source, command) if done < len(works) else _in_file(
                workspace, source, reviewer, command, but
            )  # fmt: skip
        except DvoError as error:
            found = Found(source.stem if done < len(works) else source, source.name, problem=explain(error))
        if found is not None and (found.places or found.problem):
            yield found
    told(count, count)


def _in_work(workspace: Workspace, work: Path, command: Adopt) -> Found | None:
    session = read_review(workspace, work)
    places = _places(session, command)
    document = session.minutes.document
    problem = explain(DvoError(COMPLETE)) if session.complete and places else ""
    return Found(document.id, document.file, places, problem)


def _in_file(workspace: Workspace, file: Path, reviewer: str, command: Adopt, but: str) -> Found | None:
    """In a file that nobody has reviewed; of one that has a review, also of an earlier text, nothing is said."""
    from dvo_tui.minutes.reading import read_file

    minutes = read_file(file)
    if minutes.document.id == but or workspace.path_for(reviewer, minutes.document.id).exists():
        return None
    if rereading.earlier(workspace, minutes, reviewer, file).path is not None:
        return None
    session = ReviewSession(minutes, first_records(minutes, ()), reviewer, workspace.scheme())
    return Found(file, file.name, _places(session, command))


def _places(session: ReviewSession, command: Adopt) -> tuple[Place, ...]:
    return tuple(shown(session, one) for one in adopt_preview(session, command) if one.effect != "none")


def adopt_in(workspace: Workspace, document: Path | str, reviewer: str, command: Adopt) -> int:
    """Carry a surface over to another document: opened, changed by one Change, saved and closed.

    Returns:
        How many places were settled.

    Raises:
        Refused: by that review; it has not changed.
        InputError: if a file cannot be read.
        StoreError: if another program has it open, or it cannot be read or saved.
    """
    review = open_review(workspace, document, reviewer)
    try:
        change = review.apply(command)
    finally:
        review.close()
    return len(change.deltas) if change is not None else 0
