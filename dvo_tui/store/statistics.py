"""What the histories and registers of a workspace say about the work: how far, how fast, and how each rule fared.

Invariant: everything here is read, nothing is kept; a file that cannot be read is left out, `status` speaks of it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import msgspec

from dvo_tui import files
from dvo_tui.errors import StoreError
from dvo_tui.files import Signature
from dvo_tui.review.records import Record
from dvo_tui.store import register
from dvo_tui.store.status import Status, statuses
from dvo_tui.store.workfile import BROKEN
from dvo_tui.store.workspace import Workspace
from dvo_tui.suggest.base import RuleCount

IDLE = 300.0
"""Seconds between two Changes past which the reviewer was not at it: such a gap counts for nothing."""

SETTLED = frozenset({"accepted", "rejected"})

MOST_POINTS = 400
"""Points that a curve is told in; it looks the same with more."""


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """One review: what is settled and pending now, how many Changes it took, and the seconds spent on it."""

    document: str
    file: str
    reviewer: str
    settled: int
    pending: int
    complete: bool
    changes: int
    seconds: float


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """How a rule of the suggesters fared with all reviewers; `rate` is the part that was accepted, 0 to 1."""

    rule: str
    accepted: int
    rejected: int
    rate: float


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """How many annotations were settled at a time, after so many seconds of work on all documents."""

    time: str
    seconds: float
    settled: int


class Statistics(msgspec.Struct, frozen=True, kw_only=True):
    """The work of a workspace: the documents by name, the rules by how often they were settled, and the curve."""

    works: list[Work]
    rules: list[Rule]
    progress: list[Point]

    @property
    def settled(self) -> int:
        return sum(work.settled for work in self.works)

    @property
    def pending(self) -> int:
        return sum(work.pending for work in self.works)

    @property
    def seconds(self) -> float:
        """Seconds of work on all documents."""
        return sum(work.seconds for work in self.works)

    @property
    def finished(self) -> int:
        """How many documents have nothing left to settle, or are called complete."""
        return sum(work.complete or not work.pending for work in self.works)


class Standing(msgspec.Struct, frozen=True):
    """How many documents of a workspace are done, of how many."""

    done: int = 0
    total: int = 0


class _State(msgspec.Struct, frozen=True):
    status: str = ""


class _Delta(msgspec.Struct, frozen=True):
    before: _State | None
    after: _State | None


class _Change(msgspec.Struct, frozen=True):
    revision: int
    time: str
    deltas: list[_Delta]


class _History(msgspec.Struct, frozen=True):
    """The part of a work file that is counted here; the rest is skipped by the decoder."""

    history: dict[str, _Change] = {}


Event = tuple[str, float, int]
"""A Change: its time as written, the same in seconds, and by how much more is settled after it."""


class Histories:
    """The events of work files, each file read again only where it changed since."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[Signature | None, list[Event]]] = {}

    def of(self, path: Path) -> list[Event]:
        """The Changes of a work file by time; none where it cannot be read."""
        with contextlib.suppress(StoreError, ValueError, *BROKEN):
            signature = files.signature(path)
            known = self._known.get(path)
            if known is None or signature is None or known[0] != signature:
                found = files.read(path)
                changes = msgspec.json.decode(found[0], type=_History).history.values() if found else ()
                known = self._known[path] = (signature, [_event(change) for change in sorted(changes, key=_order)])
            return known[1]
        return []


def _order(change: _Change) -> tuple[str, int]:
    return change.time, change.revision


def _event(change: _Change) -> Event:
    more = sum(_settled(delta.after) - _settled(delta.before) for delta in change.deltas)
    return change.time, datetime.fromisoformat(change.time).timestamp(), more


def _settled(state: _State | None) -> bool:
    return state is not None and state.status in SETTLED


def worked(times: Iterable[float]) -> float:
    """The seconds of work between Changes at these times, in order: gaps longer than `IDLE` count for nothing."""
    return sum(gap for before, after in pairwise(times) if (gap := after - before) <= IDLE)


def curve(events: Sequence[Event]) -> list[Point]:
    """How much was settled after how much work, from nothing at all; `events` by time."""
    points: list[Point] = []
    seconds, settled, before = 0.0, 0, None
    for written, time, more in events:
        gap = 0.0 if before is None else time - before
        if not points:
            points.append(Point(time=written, seconds=0.0, settled=0))
        seconds += gap if gap <= IDLE else 0.0
        settled, before = settled + more, time
        points.append(Point(time=written, seconds=round(seconds, 3), settled=settled))
    if len(points) <= MOST_POINTS:
        return points
    step = (len(points) - 1) / (MOST_POINTS - 1)
    return [points[round(index * step)] for index in range(MOST_POINTS)]


def statistics(
    workspace: Workspace,
    reviewer: str | None = None,
    open_document: tuple[str, Iterable[Record]] | None = None,
    histories: Histories | None = None,
    told: Callable[[int], bool] = lambda _read: True,
) -> Statistics:
    """What was done in a workspace, by one reviewer or by all; how rules fared is always of all.

    Args:
        workspace: Where the reviews are.
        reviewer: Whose.
        open_document: The id and the records of a document that is open: its lesson is learned only when it closes.
        histories: What was read before.
        told: Told how many work files are read after each; ends the reading where it gives false.
    """
    kept = histories or Histories()
    works: list[Work] = []
    events: list[Event] = []
    for status in _current(statuses(workspace, reviewer)):
        found = kept.of(workspace.path_for(status.reviewer, status.document))
        events += found
        works.append(_work(status, found))
        if not told(len(works)):
            break
    events.sort(key=lambda event: event[1])
    return Statistics(works=works, rules=_rules(workspace, open_document), progress=curve(events))


def _current(found: Iterable[Status]) -> Iterator[Status]:
    """The reviews that can be read and were not carried over to another text of the same file."""
    return (status for status in found if status.problem is None and not status.superseded)


def _work(status: Status, events: Sequence[Event]) -> Work:
    return Work(
        document=status.document,
        file=status.file,
        reviewer=status.reviewer,
        settled=status.accepted + status.rejected,
        pending=status.pending,
        complete=status.state == "complete",
        changes=len(events),
        seconds=round(worked(time for _written, time, _more in events), 3),
    )


def _rules(workspace: Workspace, open_document: tuple[str, Iterable[Record]] | None) -> list[Rule]:
    """How each rule fared, the most settled one first."""
    if open_document is None:
        counts = register.known(workspace).rules
    else:
        document, records = open_document
        counts = dict(register.known(workspace, document).rules)
        for rule, more in register.lesson_of(document, records).rules.items():
            before = counts.get(rule, RuleCount())
            counts[rule] = RuleCount(before.accepted + more.accepted, before.rejected + more.rejected)
    found = [
        Rule(rule=rule, accepted=n.accepted, rejected=n.rejected, rate=round(n.accepted / (n.accepted + n.rejected), 4))
        for rule, n in counts.items()
        if n.accepted + n.rejected
    ]
    return sorted(found, key=lambda rule: (-(rule.accepted + rule.rejected), rule.rule))


def standing(workspace: Workspace, reviewer: str, but: str = "", sources: Iterable[str] = ()) -> Standing:
    """How many documents of a reviewer are done, of how many, one of them left out.

    Args:
        workspace: Where the reviews are.
        reviewer: Whose.
        but: The id of the document that is left out.
        sources: The names of files under review in this run: those that nobody began count as documents too.
    """
    found = [status for status in statuses(workspace, reviewer) if not status.superseded]
    others = [status for status in found if status.document != but]
    files_known = {status.file for status in found}
    new = sum(source not in files_known for source in sources)
    return Standing(sum(is_done(status) for status in others), len(others) + new)


def is_done(status: Status) -> bool:
    """Whether nothing is left to settle in a document, or it is called complete."""
    return status.problem is None and (status.state == "complete" or not status.pending)
