"""What a Change costs with ten and a hundred times the annotations, beside the same Change in a small document."""

from __future__ import annotations

import time
from collections.abc import Callable
from hashlib import sha256
from random import Random
from statistics import median

import msgspec
import pytest

from dvo_tui.minutes.model import Origin, record_id
from dvo_tui.review.commands import Accept, AnyCommand, Respan, Undo
from dvo_tui.review.hints import Hints
from dvo_tui.review.records import Entity
from dvo_tui.review.session import ReviewSession
from dvo_tui.tui.ledger import Ledger
from tests import invented
from tests.benchmarks.conftest import Report

pytestmark = pytest.mark.benchmarks

SMALL, LARGE, HUGE = 1_000, 10_000, 100_000
TIMES = 200
STEP = 24
"""Characters between two mentions."""


def session_of(annotations: int) -> ReviewSession:
    """A review with so many pending mentions."""
    text = invented.TEXT * (annotations * STEP // len(invented.TEXT) + 1)
    document = msgspec.structs.replace(invented.minutes().document, text_sha256=sha256(text.encode()).hexdigest())
    minutes = msgspec.structs.replace(invented.minutes(), text=text, document=document, agenda=())
    records = [
        Entity(
            id=record_id("e", "bench", n),
            type="PERSON",
            text=text[n * STEP : n * STEP + 10],
            start=n * STEP,
            end=n * STEP + 10,
            item=None,
            link=None,
            status="pending",
            origin=Origin(by="persons", rule="made", confidence=n % 100 / 100),
        )
        for n in range(annotations)
    ]
    return ReviewSession(minutes, [*minutes.participants, *records], "jdv", invented.session().scheme)


def cost(annotations: int, make: Callable[[Entity], AnyCommand]) -> float:
    """The median milliseconds of a command, its place in the counts, the next to settle and the whole order."""
    session, random, times = session_of(annotations), Random(1), []
    ledger = Ledger(session)
    ids = [record.id for record in session.annotations()]
    for identifier in random.sample(ids, TIMES):
        record = session.annotation(identifier)
        assert isinstance(record, Entity)
        command = make(record)
        began = time.perf_counter()
        change = session.apply(command)
        assert change is not None
        ledger.note(change)
        ledger.next_pending(identifier, 0, 1)
        ledger.place_of(identifier)
        session.annotations()
        times.append((time.perf_counter() - began) * 1000)
        session.apply(Undo())
        ledger.note(session.history[-1])
    return median(times)


COMMANDS: dict[str, Callable[[Entity], AnyCommand]] = {
    "accept and next": lambda record: Accept(id=record.id),
    "edge": lambda record: Respan(id=record.id, start=record.start + 1, end=record.end + 1),
}


@pytest.mark.parametrize("act", COMMANDS)
@pytest.mark.parametrize("annotations", [LARGE, HUGE])
def test_a_change_among_many_annotations(act: str, annotations: int, report: Report) -> None:
    floor = cost(SMALL, COMMANDS[act])
    spent = cost(annotations, COMMANDS[act])
    report(f"{act}, {annotations:,} annotations beside {SMALL:,}", spent, "ms", floor=floor, target=annotations / SMALL)
    assert spent > 0


def test_hints_on_a_screen_of_three_thousand_characters(report: Report) -> None:
    session = session_of(LARGE)
    session = ReviewSession(session.minutes, session.participants(), "jdv", session.scheme)
    hints = Hints(session)
    times, found = [], 0
    for start in range(0, 200_000, 4_000):
        began = time.perf_counter()
        found += len(hints.unclaimed(start, start + 3_000))
        times.append((time.perf_counter() - began) * 1000)
    report("hints on 3,000 characters beside 5 ms", median(times), "ms", floor=5.0, target=1.0)
    assert found
