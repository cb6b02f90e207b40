"""A workspace in which everything that can be shown would steer a terminal: minutes, names, labels, rules, errors."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from dvo_tui.language import choose
from dvo_tui.minutes.model import Origin, Participant
from dvo_tui.review.opening import first_records
from dvo_tui.review.records import Record
from dvo_tui.review.session import ReviewSession
from dvo_tui.scheme import scheme
from dvo_tui.scheme.scheme import Label, Scheme
from dvo_tui.store import statistics as numbers
from dvo_tui.store.statistics import Point, Rule, Statistics, Work
from dvo_tui.store.workspace import Workspace
from dvo_tui.suggest.base import Known, KnownSurface
from dvo_tui.tui.app import DvoApp
from dvo_tui.tui.shelf import Entry, Shelf, Summary
from tests.invented.vlierdonk import minutes, suggestions
from tests.tui.driving import FakeReview

EVIL = "[/] [@click=app.quit()]x[/] [bold red]$name {0} \x1b]0;OWNED\x07\x1b[2;5HX\x9b31m\x00\x7f\u202egnp.exe\u2066"

PAYLOADS = ("\x1b]0;OWNED", "\x1b[2;5HX", "\x9b", "\x00", "\x7f", "\u202e", "\u2066")
"""What of it must never reach a terminal."""


def review(evil: str = EVIL) -> FakeReview:
    """A review of minutes in which text, people, agenda, labels, rules, comments and reviewer are hostile."""
    read = minutes(extra=f"\n{evil}\nBurgemeester {evil}\n")
    meeting = msgspec.structs.replace(read.meeting, body=evil, date="2021-99-99", location=evil, chair=evil)
    person = Participant(
        id="p" + "a" * 13, name=evil, attendance="not_listed", role=evil, organisation=evil, spans=(), note=evil
    )
    agenda = tuple(msgspec.structs.replace(item, title=evil, label=evil, note=evil) for item in read.agenda)
    read = msgspec.structs.replace(read, meeting=meeting, participants=(*read.participants, person), agenda=agenda)
    records = [imported(record, number, evil) for number, record in enumerate(first_records(read, suggestions()))]
    surface = KnownSurface("tigelaar", "PERSON", evil, 3, 0, 2)
    known = Known(people=(evil,), organisations=(evil,), surfaces=(surface,))
    return FakeReview(ReviewSession(read, records, evil, own_scheme(evil)), known=known, news=evil)


def own_scheme(evil: str) -> Scheme:
    """A workspace's own scheme, in which names, tags and guidelines are hostile."""
    usual = scheme.default()

    def labels(found: tuple[Label, ...]) -> tuple[Label, ...]:
        said = {"nl": evil, "en": evil, "tag": "\x9b", "guideline": {"nl": evil, "en": evil}, "example": evil}
        return tuple(msgspec.structs.replace(label, **said, counter=evil) for label in found)

    layers = {name: labels(usual.labels(name)) for name in ("entity", "decision", "action", "note")}
    return msgspec.structs.replace(usual, **layers)


def imported(record: Record, number: int, evil: str) -> Record:
    """A record as an import may bring it: every third with labels, links and origins that nobody knows here."""
    more: dict[str, Any] = {"note": evil}
    if number % 3 == 0:
        more |= {"type": evil, "kind": evil, "link": evil, "speaker": evil, "speaker_text": evil, "normalized": evil}
        more |= {
            "owners": (evil,),
            "due_text": evil,
            "body": evil,
            "origin": Origin(by=evil, rule=evil, confidence=0.5),
        }
    known = {name: value for name, value in more.items() if name in getattr(record, "__struct_fields__", ())}
    return msgspec.structs.replace(record, **known)


def worked(evil: str) -> Statistics:
    """Numbers of documents, reviewers and rules with hostile names."""
    work = Work(document=evil, file=evil, reviewer=evil, settled=3, pending=1, complete=False, changes=3, seconds=99.0)
    points = [Point(time=evil, seconds=seconds, settled=round(seconds)) for seconds in (0.0, 3.0, 9.0)]
    return Statistics(works=[work] * 3, rules=[Rule(rule=evil, accepted=1, rejected=1, rate=0.5)], progress=points)


def application(root: Path, evil: str = EVIL) -> DvoApp:
    """The app on two hostile documents, of which the list says hostile things."""

    def summaries(_shelf: Shelf) -> Iterator[tuple[Entry, Summary]]:
        yield entries[0], Summary(evil, "2021-99-99", evil, 3, 1, 4, 1, False, evil, evil)
        yield entries[1], Summary(problem=evil)

    Shelf.summaries = summaries  # type: ignore[assignment]
    numbers.statistics = lambda *_given: worked(evil)
    entries = [Entry(f"{number}{evil}.md", f"{number}{evil}.md") for number in (1, 2)]
    reviews = {entry.name: review(evil) for entry in entries}
    return DvoApp(Shelf(Workspace(root), evil, entries), opener=lambda entry: reviews[entry.name])


if __name__ == "__main__":
    choose(sys.argv[2])
    made = application(Path(sys.argv[1]))
    made.run()
    sys.exit(made.return_value or made.return_code or 0)
