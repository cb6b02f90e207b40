"""Whatever a reviewer does, in any order: the state stays sound, undo and redo restore it, all keeps in step."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from dvo_tui.errors import Refused
from dvo_tui.review import commands as c
from dvo_tui.review.checks import check, check_history
from dvo_tui.review.cues import Cues, cues
from dvo_tui.review.history import Change, UndoStack, change_from, misfit
from dvo_tui.review.queues import Filter, Order, Queue
from dvo_tui.review.records import layer_of
from dvo_tui.review.session import ReviewSession
from tests import invented
from tests.unit.review.making import LAYERS, Maker

QUEUES: tuple[tuple[Filter, Order], ...] = (
    (Filter("all"), "document"),
    (Filter("all"), "doubtful"),
    (Filter("type", "entity:PERSON"), "document"),
    (Filter("flagged"), "document"),
    (Filter("speaker", "Mevr. Postna"), "doubtful"),
)


def plainly(session: ReviewSession) -> bytes:
    """Every record, byte for byte."""
    return msgspec.json.encode(sorted((key, layer_of(record), record) for key, record in session.records.items()))


def sound(session: ReviewSession) -> None:
    found = check(session.minutes.document, session.text, session.records.values(), session.scheme)
    assert not found, [str(finding) for finding in found]


@given(seed=st.integers(0, 2**32), length=st.integers(1, 12))
def test_the_state_stays_sound_and_comes_back_byte_for_byte(seed: int, length: int) -> None:
    session = invented.session()
    maker = Maker(session, seed)
    states = [plainly(session)]
    for command in (maker.new() if turn % 3 else maker.old() for turn in range(length)):
        assert c.parse(msgspec.json.encode(command)) == command
        try:
            change = session.apply(command)
        except Refused:
            assert plainly(session) == states[-1]
            continue
        sound(session)
        if change is not None:
            states.append(plainly(session))
    for state in reversed(states[:-1]):
        session.apply(c.Undo())
        assert plainly(session) == state
    for state in states[1:]:
        session.apply(c.Redo())
        assert plainly(session) == state
    assert not check_history(session.records.values(), session.history)


@given(seed=st.integers(0, 2**32), length=st.integers(1, 12))
def test_a_log_of_any_commands_makes_the_same_review(seed: int, length: int) -> None:
    session, copy = invented.session(), invented.session()
    assert len(list(run(session, seed, length))) == len(session.history)
    stack = UndoStack()
    for change in session.history:
        read = change_from(msgspec.json.decode(msgspec.json.encode(change)))
        assert misfit(read, copy.records, copy.history, stack, copy.text) is None
        copy.repeat(read)
        stack.note(read)
    assert plainly(copy) == plainly(session)


@given(seed=st.integers(0, 2**32), length=st.integers(1, 12))
def test_order_places_queues_and_cues_stay_in_step_with_any_change(seed: int, length: int) -> None:
    session = invented.session()
    queues = [Queue(session, *chosen) for chosen in QUEUES]
    sounding = Cues(session)
    assert session.annotations("turn")
    assert session.index.named()
    for change in run(session, seed, length):
        sounding.note(change)
        for queue in queues:
            queue.note(change)
    fresh = ReviewSession(session.minutes, session.records.values(), session.reviewer, session.scheme)
    assert session.annotations() == fresh.annotations()
    assert session.participants() == fresh.participants()
    assert session.agenda() == fresh.agenda()
    for layer in LAYERS:
        assert session.annotations(layer) == tuple(r for r in fresh.annotations() if layer_of(r) == layer)
    for offset in range(0, len(session.text), 11):
        assert session.index.at(offset) == fresh.index.at(offset)
        assert session.index.between(offset, offset + 40) == fresh.index.between(offset, offset + 40)
    assert session.index.named() == fresh.index.named()
    assert sounding.open == cues(fresh)
    for queue, chosen in zip(queues, QUEUES, strict=True):
        again = Queue(fresh, *chosen)
        assert (queue.ids, queue.pending, queue.count) == (again.ids, again.pending, again.count)


def run(session: ReviewSession, seed: int, length: int) -> Iterator[Change]:
    """Carry out commands; yields what changed, one command after the other."""
    maker = Maker(session, seed)
    for _ in range(length):
        try:
            change = session.apply(maker.any())
        except Refused:
            continue
        if change is not None:
            yield change
