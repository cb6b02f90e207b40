"""Annotations of another file brought into the reviews of a workspace: into the one of the same text, else of the same
document, else into a new one.

Invariant: what is brought into a document is one durable Change of it; a document that refuses is as it was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import msgspec

from dvo_tui.errors import StoreError
from dvo_tui.minutes.model import Meeting, Minutes
from dvo_tui.minutes.reading import structured
from dvo_tui.review.importing import As, Incoming, Report, bring_in
from dvo_tui.store.opening import OpenReview, open_minutes, open_review
from dvo_tui.store.rereading import share
from dvo_tui.store.status import relatives, superseded
from dvo_tui.store.workfile import existing
from dvo_tui.store.workspace import Workspace


@dataclass(frozen=True)
class Brought:
    """What became of one document.

    Attributes:
        document: Its id in the workspace.
        begun: Whether its review was begun now; where nothing is annotated in it, nothing is saved of that.
        report: What became of each annotation.
    """

    document: str
    begun: bool
    report: Report


def import_into(workspace: Workspace, reviewer: str, incoming: Incoming, status: As) -> Brought:
    """Bring annotations into the review of their document, which is begun where there is none.

    Args:
        workspace: Where the reviews are.
        reviewer: Whose review.
        incoming: The document and its annotations.
        status: What they come in as.

    Raises:
        Refused: if the document is called complete.
        StoreError: if the review cannot be read or saved, or another program has it open.
    """
    found = document_of(workspace, reviewer, incoming.minutes)
    if found is not None:
        review = open_review(workspace, found, reviewer)
    else:
        review = open_minutes(workspace, _begun(incoming.minutes), reviewer, suggest=lambda _minutes, _known: ())
    try:
        return _brought(review, incoming, status, found is None)
    finally:
        review.close()


def _brought(review: OpenReview, incoming: Incoming, status: As, begun: bool) -> Brought:
    if review.read_only is not None:
        raise review.read_only
    change, report = bring_in(review.session, incoming, status)
    if change is not None:
        review.repeat(change)
    return Brought(review.session.minutes.document.id, begun, report)


def document_of(workspace: Workspace, reviewer: str, minutes: Minutes) -> str | None:
    """The id of the document in the workspace that a text is of: the very text, else the one of its name that is alike.

    Raises:
        StoreError: if a review cannot be read.
    """
    document = minutes.document
    own = workspace.path_for(reviewer, document.id)
    named = workspace.path_for(reviewer, Path(document.file).stem or document.id)
    paths = list(dict.fromkeys([own, named, *relatives(own), *relatives(named)]))
    hashed = re.compile(f"(^|-){document.text_sha256[:8]}$")
    if not own.exists():
        paths += [path for path in workspace.work_files(reviewer) if hashed.search(path.stem)]
    over = superseded(paths)
    alike: list[tuple[float, str]] = []
    for path in dict.fromkeys(paths):
        if path in over or not path.exists():
            continue
        there = existing(path).minutes
        if there.document.text_sha256 == document.text_sha256:
            return there.document.id
        kept = share(minutes, there)
        if kept is not None:
            alike.append((kept, there.document.id))
    return max(alike)[1] if alike else None


def _begun(minutes: Minutes) -> Minutes:
    """The minutes to begin with: header, people and agenda as the file has them, else as they are found in the text."""
    if not minutes.text.strip():
        raise StoreError("{file} is empty; there are no minutes in it", file=minutes.document.file)
    if minutes.agenda or minutes.meeting != _NO_MEETING:
        return minutes
    found = structured(minutes)
    names = {person.name.casefold() for person in found.participants}
    more = (person for person in minutes.participants if person.name.casefold() not in names)
    return msgspec.structs.replace(found, participants=(*found.participants, *more))


_NO_MEETING = Meeting(
    body=None, kind=None, date=None, start=None, end=None, location=None, openness=None, chair=None, secretary=None
)
