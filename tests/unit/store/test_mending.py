"""Two sides of which one took away whom or what the other points to: the result points to who is there, or the name."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from dvo_tui.minutes.model import AgendaItem, Meeting
from dvo_tui.review.checks import check
from dvo_tui.review.commands import AnyCommand, Divide, Join, Link, Merge, Remove, SetField, Undo
from dvo_tui.review.records import Action, Entity, Turn
from dvo_tui.scheme import scheme
from dvo_tui.store.merging import Merged, merge
from dvo_tui.store.opening import OpenReview
from dvo_tui.store.workfile import Stored, existing
from tests import invented
from tests.unit.store.test_merging import after, fresh, pulled, records, sound

ZWAAN, POSTMA, POSTHUMA = (person.id for person in invented.minutes().participants)
NAMES = {person.id: person.name for person in invented.minutes().participants}


def mention(surface: str) -> str:
    return next(r.id for r in fresh().records if isinstance(r, Entity) and r.text == surface)


ACTION = next(r for r in fresh().records if isinstance(r, Action)).id
TURN = next(r for r in fresh().records if isinstance(r, Turn)).id
MEETING = "meeting"
TO_POSTHUMA: list[AnyCommand] = [
    Link(id=mention("Postna"), to=POSTHUMA),
    SetField(id=TURN, field="speaker", value=POSTHUMA),
    SetField(id=ACTION, field="owners", value=[POSTHUMA, "Platform IVZ", POSTMA]),
]


def later(hour: int = 5) -> Callable[[], str]:
    ticks = (f"2031-03-1{hour}T00:00:{n:02}.000Z" for n in range(60))
    return lambda: next(ticks)


def both(ours: list[AnyCommand], theirs: list[AnyCommand], base: Stored | None = None) -> Merged:
    """What becomes of two sides, the same whoever merges, and sound for good."""
    one, two = after(base or fresh(), ours), after(base or fresh(), theirs, later())
    merged, mirrored = merge(one, two), merge(two, one)

    assert merged.stored.history == mirrored.stored.history
    assert records(merged.stored) == records(mirrored.stored)
    for side in (one, two):
        again = merge(merged.stored, side)
        assert again.stored.history == merged.stored.history
        assert records(again.stored) == records(merged.stored)
    assert no_findings(merged.stored)
    sound(merged.stored)
    return merged


def no_findings(stored: Stored) -> bool:
    return not check(stored.minutes.document, stored.minutes.text, stored.records, scheme.default())


def links(stored: Stored) -> tuple[object, ...]:
    state = records(stored)
    entity, turn, action = state[mention("Postna")], state[TURN], state[ACTION]
    assert isinstance(entity, Entity)
    assert isinstance(turn, Turn)
    assert isinstance(action, Action)
    return entity.link, turn.speaker, action.owners


@pytest.mark.parametrize(
    ("ours", "whom", "owners"),
    [
        ([Merge(ids=(POSTMA, POSTHUMA))], POSTMA, (POSTMA, "Platform IVZ")),
        ([Merge(ids=(POSTMA, POSTHUMA)), Merge(ids=(ZWAAN, POSTMA))], ZWAAN, None),
        ([Merge(ids=("Platform IVZ", POSTHUMA))], "Platform IVZ", ("Platform IVZ", POSTMA)),
        ([Remove(id=POSTHUMA)], NAMES[POSTHUMA], (NAMES[POSTHUMA], "Platform IVZ", POSTMA)),
    ],
    ids=["united", "united twice", "united with a plain name", "removed"],
)
def test_what_points_to_somebody_who_is_gone_points_to_who_stays_or_to_the_name(
    ours: list[AnyCommand], whom: str, owners: tuple[str, ...] | None
) -> None:
    merged = both(ours, TO_POSTHUMA)

    assert links(merged.stored) == (whom, whom, owners or (ZWAAN, "Platform IVZ"))
    assert merged.conflicts == ()


def test_each_side_united_the_two_the_other_way_round() -> None:
    merged = both([Merge(ids=(POSTMA, POSTHUMA))], [Merge(ids=(POSTHUMA, POSTMA))])

    assert [person in records(merged.stored) for person in (POSTMA, POSTHUMA)] == [False, True]


def test_whoever_is_there_again_after_an_undo_keeps_the_links() -> None:
    merged = both([Merge(ids=(POSTMA, POSTHUMA)), Undo()], TO_POSTHUMA)

    assert links(merged.stored)[:2] == (POSTHUMA, POSTHUMA)


def test_a_chair_who_is_gone_is_no_chair() -> None:
    meeting = next(one for one in fresh().records if isinstance(one, Meeting))
    assert meeting.chair == ZWAAN
    merged = both([Remove(id=ZWAAN)], [SetField(id=MEETING, field="secretary", value=ZWAAN)])

    kept = next(one for one in merged.stored.records if isinstance(one, Meeting))
    assert (kept.chair, kept.secretary) == (None, None)


def test_what_stands_in_an_agenda_item_that_is_gone_stands_in_the_one_at_its_place() -> None:
    items = sorted((one for one in fresh().records if isinstance(one, AgendaItem)), key=lambda one: one.order)
    last = items[-1]
    turn = next(one for one in fresh().records if isinstance(one, Turn) and one.item != last.id)
    merged = both([Join(id=last.id)], [SetField(id=turn.id, field="item", value=last.id)])

    moved = records(merged.stored)[turn.id]
    assert isinstance(moved, Turn)
    assert moved.item == turn.item


def test_an_item_cut_in_two_places_has_no_two_items_at_one_place() -> None:
    text = fresh().minutes.text
    first, second = (text.index(word, text.index("\n", at)) for word, at in (("Dhr.", 0), ("Mevr.", 0)))
    merged = both(
        [Divide(at=first, values={"title": "Een", "label": "9"})],
        [Divide(at=second, values={"title": "Twee", "label": "10"})],
    )

    items = sorted((one for one in merged.stored.records if isinstance(one, AgendaItem)), key=lambda one: one.order)
    assert {"Een", "Twee"} <= {item.title for item in items}
    assert all(one.span.end <= two.span.start for one, two in pairwise(items))


def test_a_screen_that_has_not_caught_up_leaves_nothing_dangling(opened: Callable[..., OpenReview]) -> None:
    review = opened()
    session = review.session
    first = session.apply(TO_POSTHUMA[2])
    assert first is not None
    review.save([first])
    pulled(review.path, [Merge(ids=(POSTMA, POSTHUMA))])

    for command in TO_POSTHUMA[:2]:
        change = session.apply(command)
        assert change is not None
        review.save([change])
        assert no_findings(existing(review.path))

    assert review.catch_up()
    assert links(existing(review.path)) == (POSTMA, POSTMA, (POSTMA, "Platform IVZ"))
    assert existing(review.path).history == review.session.history
