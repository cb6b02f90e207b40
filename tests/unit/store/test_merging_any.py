"""Two sides that used the commands for many records, people, spans and the agenda merge like any others."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dvo_tui.errors import Refused
from dvo_tui.review.checks import check
from dvo_tui.review.commands import AnyCommand, Link, Merge, Nothing, Settle
from dvo_tui.review.records import Entity, Turn
from dvo_tui.review.session import ReviewSession
from dvo_tui.scheme import scheme
from dvo_tui.store.merging import merge
from dvo_tui.store.workfile import Stored, advanced
from tests import invented
from tests.unit.review.making import Maker
from tests.unit.store.test_merging import after, fresh, records, sound


def wandered(stored: Stored, seed: int, length: int, hour: int) -> Stored:
    """A review after commands made at random, later than all others by the hour."""
    ticks = (f"2021-03-1{hour}T00:00:{n:02}.000Z" for n in range(99))
    session = ReviewSession(
        stored.minutes, stored.records, "jdv", scheme.default(), stored.history, clock=lambda: next(ticks)
    )
    maker = Maker(session, seed)
    done = []
    for _ in range(length):
        try:
            change = session.apply(maker.any())
        except Refused:
            continue
        done += [change] if change else []
    return advanced(stored, done)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 2**32), min_size=3, max_size=3), st.integers(0, 6), st.integers(0, 6))
def test_any_two_sides_merge_alike_and_for_good(seeds: list[int], ours: int, theirs: int) -> None:
    base = wandered(fresh(), seeds[0], 3, 0)
    one, two = wandered(base, seeds[1], ours, 1), wandered(base, seeds[2], theirs, 2)

    merged, mirrored = merge(one, two), merge(two, one)

    sound(merged.stored)
    assert merged.stored.history == mirrored.stored.history
    assert records(merged.stored) == records(mirrored.stored)
    assert records(merge(merged.stored, one).stored) == records(merged.stored)
    minutes = merged.stored.minutes
    assert not check(minutes.document, minutes.text, merged.stored.records, scheme.default())


def mention(stored: Stored, surface: str) -> Entity:
    return next(r for r in stored.records if isinstance(r, Entity) and r.text == surface)


def test_people_merged_here_and_groups_settled_there_are_both_in_the_result() -> None:
    zwaan, postma, posthuma = (person.id for person in invented.minutes().participants)
    turns = tuple(r.id for r in fresh().records if isinstance(r, Turn))
    here: list[AnyCommand] = [Merge(ids=(postma, posthuma)), Link(id=mention(fresh(), "Postna").id, to=postma)]
    there: list[AnyCommand] = [Settle(ids=turns, status="accepted"), Nothing(start=0, end=7)]

    merged = merge(after(fresh(), here), after(fresh(), there))

    assert merged.conflicts == ()
    state = records(merged.stored)
    assert posthuma not in state
    assert zwaan in state
    assert mention(merged.stored, "Postna").link == postma
    assert [r.status for r in merged.stored.records if isinstance(r, Turn)] == ["accepted"] * 3
    minutes = merged.stored.minutes
    assert not check(minutes.document, minutes.text, merged.stored.records, scheme.default())
    sound(merged.stored)
