from __future__ import annotations

import msgspec
import pytest

from dvo_tui.errors import Refused
from dvo_tui.review.commands import Accept, AnyCommand, Nothing, Reject, SetField
from dvo_tui.review.queues import Filter, Queue, filters_of, name_of, tally
from dvo_tui.review.records import Entity, Turn
from dvo_tui.review.session import ReviewSession
from tests import invented


def do(session: ReviewSession, queue: Queue, command: AnyCommand) -> None:
    change = session.apply(command)
    assert change is not None
    queue.note(change)


def mention(session: ReviewSession, surface: str) -> Entity:
    return next(r for r in session.annotations("entity") if isinstance(r, Entity) and r.text == surface)


def test_a_walk_goes_through_the_pending_ones_as_they_stand_and_around_the_end() -> None:
    session = invented.session()
    queue = Queue(session)
    ids = [record.id for record in session.annotations()]
    assert queue.ids == tuple(ids)
    assert [queue.next_pending(one, 0, 1) for one in ids] == ids[1:] + ids[:1]
    assert [queue.next_pending(one, 0, -1) for one in ids] == ids[-1:] + ids[:-1]
    do(session, queue, Accept(id=ids[1]))
    assert queue.next_pending(ids[0], 0, 1) == ids[2]
    assert queue.next_pending(ids[1], 0, 1) == ids[2]
    assert queue.next_pending(ids[2], 0, -1) == ids[0]
    assert (queue.place(ids[1]), queue.count, queue.pending) == (2, len(ids), len(ids) - 1)


def test_the_doubtful_come_first_and_keep_their_place_when_they_are_settled() -> None:
    session = invented.session()
    sure = session.annotations("action")[0].id
    queue = Queue(session, order="doubtful")
    assert queue.ids[-1] == sure
    confidences = [session.annotation(one).origin.confidence or 0 for one in queue.ids]
    assert confidences == sorted(confidences)
    first, second = queue.ids[:2]
    assert queue.next_pending(None, 500, 1) == first
    assert queue.next_pending(None, 500, -1) == sure
    do(session, queue, Reject(id=first))
    assert queue.ids[0] == first
    assert queue.next_pending(first, 0, 1) == second


@pytest.mark.parametrize(
    ("chosen", "count"),
    [
        (Filter("layer", "turn"), 3),
        (Filter("type", "entity:PERSON"), 3),
        (Filter("type", "decision:agreed"), 1),
        (Filter("rule", "turns:honorific-verb"), 3),
        (Filter("speaker", "Mevr. Postna"), 2),
        (Filter("flagged"), 0),
    ],
)
def test_a_queue_holds_one_kind(chosen: Filter, count: int) -> None:
    assert Queue(invented.session(), chosen).count == count


def test_what_a_speaker_says_changes_with_the_speaker() -> None:
    session = invented.session()
    turn = next(r for r in session.annotations("turn") if isinstance(r, Turn) and r.speaker is None)
    postma = session.participants()[1]
    queue = Queue(session, Filter("speaker", postma.id))
    before = set(queue.ids)
    do(session, queue, SetField(id=turn.id, field="speaker", value=postma.id))
    assert set(queue.ids) - before == {turn.id, mention(session, "Postna").id}


def test_flagged_ones_are_walked_whatever_their_state() -> None:
    session = invented.session()
    queue = Queue(session, Filter("flagged"))
    assert queue.next_pending(None, 0, 1) is None
    postma, meerdijk = mention(session, "Postma"), mention(session, "Meerdijk")
    for one in (postma, meerdijk):
        do(session, queue, SetField(id=one.id, field="flag", value=True))
        do(session, queue, Accept(id=one.id))
    assert queue.next_pending(postma.id, 0, 1) == meerdijk.id
    assert queue.next_pending(meerdijk.id, 0, 1) == postma.id
    do(session, queue, SetField(id=postma.id, field="flag", value=False))
    assert queue.ids == (meerdijk.id,)


def test_neighbours_pass_over_what_is_rejected_unless_it_is_shown() -> None:
    session = invented.session()
    queue = Queue(session)
    first, second, third = queue.ids[:3]
    do(session, queue, Reject(id=second))
    assert queue.neighbour(first, 0, 1) == third
    assert queue.neighbour(first, 0, 1, show_rejected=True) == second
    assert queue.neighbour(third, 0, -1) == first
    assert queue.neighbour(first, 0, -1) is None


def test_the_mark_that_there_is_nothing_is_no_member() -> None:
    session = invented.session()
    queue = Queue(session)
    count = queue.count
    do(session, queue, Nothing(start=0, end=7))
    assert (queue.count, queue.place(session.annotations("action")[0].id)) == (count, None)


def test_from_an_annotation_that_is_no_member_the_walk_goes_on_behind_it() -> None:
    session = invented.session()
    queue = Queue(session, Filter("type", "entity:PERSON"))
    meerdijk = mention(session, "Meerdijk")
    assert queue.place(meerdijk.id) is None
    assert queue.next_pending(meerdijk.id, 0, 1) == mention(session, "Postna").id
    assert queue.next_pending(meerdijk.id, 0, -1) == mention(session, "Postma").id


def test_the_queues_that_hold_an_annotation_have_names() -> None:
    session = invented.session()
    found = filters_of(session, mention(session, "Postna").id)
    assert [name_of(session, one, "en") for one in found] == [
        "everything",
        "entity",
        session.scheme.label("entity", "PERSON").name("en"),  # type: ignore[union-attr]  # the default scheme has it
        "test:made",
        "B1 Jaarwisseling",
        "Mevr. Postna",
        "what is flagged",
        "what has a comment",
    ]
    assert all(mention(session, "Postna").id in Queue(session, one).ids for one in found[:6])
    assert [one.kind for one in filters_of(session, None)] == ["all", "flagged", "commented"]


def test_an_item_that_is_gone_and_no_such_kind() -> None:
    session = invented.session()
    outside = Filter("item", "")
    assert Queue(session, outside).ids == (mention(session, "8 maart 2021").id,)
    assert name_of(session, outside, "en") == "outside every item"
    with pytest.raises(Refused, match="doubtful"):
        Filter(msgspec.json.decode('"doubtful"'))


def test_the_tally_is_what_each_queue_holds() -> None:
    session = invented.session()
    first, second = session.annotations()[:2]
    session.apply(Accept(id=first.id))
    session.apply(SetField(id=second.id, field="flag", value=True))
    session.apply(Nothing(start=0, end=8, layer="action"))
    counted = tally(session)
    speakers = {chosen for chosen in counted if chosen.kind == "speaker"}
    assert {session.name_of(one.value) for one in speakers} >= {"Mevr. Postna"}
    for chosen in set(counted) - speakers:
        queue = Queue(session, chosen)
        assert counted[chosen] == (queue.count, queue.pending), chosen
    assert counted[Filter("flagged")] == (1, 1)
    assert counted[Filter("commented")] == (0, 0)
