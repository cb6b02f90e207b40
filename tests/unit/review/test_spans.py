from __future__ import annotations

import pytest

from dvo_tui.errors import Refused
from dvo_tui.minutes.model import Span
from dvo_tui.review.commands import Add, Evidence, Respan, Undo, Withdraw
from dvo_tui.review.records import Action, Turn
from dvo_tui.review.session import ReviewSession
from tests import invented

TOLD = "Mevr. Postna zegt toe de cijfers te delen."


def action(session: ReviewSession) -> Action:
    found = session.annotations("action")[0]
    assert isinstance(found, Action)
    return found


def test_a_second_evidence_comes_behind_the_first_and_leaves_the_wording_alone() -> None:
    session = invented.session()
    first, second = action(session), invented.place(TOLD)
    session.apply(Evidence(id=first.id, start=second.start, end=second.end))
    changed = action(session)
    assert changed.spans == (*first.spans, second)
    assert (changed.text, changed.item, changed.status) == (first.text, first.item, "accepted")
    assert session.apply(Evidence(id=first.id, start=second.start, end=second.end)) is None
    session.apply(Undo())
    assert action(session) == first


def test_without_the_first_evidence_the_wording_and_the_item_are_those_of_the_next() -> None:
    session = invented.session()
    where = invented.place("Dhr. Van der Zwaan opent de vergadering.")
    session.apply(Evidence(id=action(session).id, start=where.start, end=where.end))
    session.apply(Withdraw(id=action(session).id, part=0))
    changed = action(session)
    assert changed.spans == (where,)
    assert changed.text == "Dhr. Van der Zwaan opent de vergadering."
    assert changed.item == session.agenda()[0].id


def test_the_parts_of_a_turn_stay_in_the_order_of_the_text() -> None:
    session = invented.session()
    turn = session.annotations("turn")[1]
    where = invented.place("Dhr. Van der Zwaan opent de vergadering.")
    session.apply(Evidence(id=turn.id, start=where.start, end=where.end))
    changed = session.annotation(turn.id)
    assert isinstance(changed, Turn)
    assert changed.spans == (where, *turn.spans)


def test_a_mention_in_the_attendance_list_is_added_moved_and_taken_away() -> None:
    session = invented.session()
    zwaan = session.participants()[0]
    session.apply(Evidence(id=zwaan.id, start=10, end=20))
    session.apply(Respan(id=zwaan.id, start=12, end=22))
    assert session.participants()[0].spans == (Span(12, 22),)
    session.apply(Withdraw(id=zwaan.id, part=0))
    assert not [one for one in session.participants() if one.spans]


def test_spans_that_cannot_be_are_refused() -> None:
    session = invented.session()
    one, first = action(session), session.annotations("entity")[0]
    inside = Span(one.spans[0].start + 1, one.spans[0].end - 1)
    item = session.agenda()[0]
    for command in (
        Evidence(id=one.id, start=inside.start, end=inside.end),
        Evidence(id=first.id, start=0, end=3),
        Evidence(id=item.id, start=0, end=3),
        Evidence(id=one.id, start=5, end=5),
        Withdraw(id=one.id, part=0),
        Withdraw(id=one.id, part=1),
        Withdraw(id=one.id, part=-1),
        Withdraw(id=item.id, part=0),
    ):
        with pytest.raises(Refused):
            session.apply(command)
    assert session.revision == 0


def test_only_the_part_that_is_named_moves() -> None:
    session = invented.session()
    span = invented.place(TOLD)
    session.apply(Add(layer="action", type="commitment", start=span.start, end=span.end))
    added = next(one for one in session.annotations("action") if one.spans == (span,))
    where = invented.place("toolkit delen")
    session.apply(Evidence(id=added.id, start=where.start, end=where.end))
    session.apply(Respan(id=added.id, start=where.start, end=where.end + 9, part=1))
    assert session.annotation(added.id).spans == (span, Span(where.start, where.end + 9))
