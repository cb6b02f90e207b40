from __future__ import annotations

import pytest

from dvo_tui.errors import Refused
from dvo_tui.review.commands import Accept, Add, Settle, Undo
from dvo_tui.review.groups import COMMON, Group, confidence_of, group_of, groups_of, offered
from dvo_tui.review.records import Entity, Turn
from dvo_tui.review.session import ReviewSession
from tests import invented


def group(session: ReviewSession, identifier: str, key: str, least: float | None = None) -> Group:
    return next(one for one in groups_of(session, identifier, least) if one.key == key)


def mention(session: ReviewSession, surface: str) -> Entity:
    return next(r for r in session.annotations("entity") if isinstance(r, Entity) and r.text == surface)


def test_all_of_a_person_are_the_mentions_and_turns_with_that_link() -> None:
    session = invented.session()
    postma = mention(session, "Postma")
    turn = next(r for r in session.annotations("turn") if isinstance(r, Turn) and r.speaker == postma.link)
    found = group(session, postma.id, "name")
    assert set(found.ids) == {postma.id, turn.id}
    assert found.ids == tuple(r.id for r in session.annotations() if r.id in found.ids)
    assert str(found) == "all of J. Postma"


def test_a_name_without_a_link_groups_by_its_normal_form() -> None:
    session = invented.session()
    postna = mention(session, "Postna")
    turn = next(r for r in session.annotations("turn") if isinstance(r, Turn) and r.speaker is None)
    assert set(group(session, postna.id, "name").ids) == {postna.id, turn.id}


def test_a_group_is_settled_in_one_change_and_one_undo() -> None:
    session = invented.session()
    postma = mention(session, "Postma")
    ids = group(session, postma.id, "name").ids
    session.apply(Settle(ids=(*ids, ids[0]), status="accepted"))
    assert session.revision == 1
    assert [session.annotation(one).status for one in ids] == ["accepted"] * len(ids)
    session.apply(Undo())
    assert session.records == invented.session().records


def test_all_of_a_rule_have_its_suggester_and_its_name() -> None:
    session = invented.session()
    turn = session.annotations("turn")[0]
    assert group(session, turn.id, "rule").ids == tuple(one.id for one in session.annotations("turn"))


def test_all_of_an_item_are_as_sure_as_asked_for() -> None:
    session = invented.session()
    decision = session.annotations("decision")[0]
    sure = group(session, decision.id, "item")
    assert sure.values["least"] == "0.90"
    assert {session.annotation(one).item for one in sure.ids} == {decision.item}
    assert decision.id in sure.ids
    surer = group(session, decision.id, "item", least=0.95)
    assert surer.ids == tuple(one.id for one in session.annotations("action"))


def test_what_is_settled_is_in_no_group() -> None:
    session = invented.session()
    postma = mention(session, "Postma")
    session.apply(Accept(id=postma.id))
    assert postma.id not in group(session, postma.id, "name").ids


def test_one_id_that_is_none_refuses_the_whole() -> None:
    session = invented.session()
    first = session.annotations()[0].id
    with pytest.raises(Refused):
        session.apply(Settle(ids=(first, "e12"), status="rejected"))
    with pytest.raises(Refused):
        session.apply(Settle(ids=(first, session.participants()[0].id), status="rejected"))
    assert session.revision == 0


def test_all_of_a_type_of_a_layer_and_everything_are_as_sure_as_asked_for() -> None:
    session = invented.session()
    postma = mention(session, "Postma")
    own = confidence_of(postma)
    for key, alike in (
        ("type", [r for r in session.annotations("entity") if isinstance(r, Entity) and r.type == "PERSON"]),
        ("layer", list(session.annotations("entity"))),
        ("all", list(session.annotations())),
    ):
        found = group(session, postma.id, key)
        assert found.ids == tuple(one.id for one in alike if confidence_of(one) >= own)
        assert found.values["least"] == f"{own:.2f}"
        everyone = group(session, postma.id, key, least=0.0)
        assert everyone.ids == tuple(one.id for one in alike)


def test_a_group_is_called_by_what_its_members_have_in_common() -> None:
    session = invented.session()
    postma = mention(session, "Postma")
    names = {key: group_of(session, postma.id, key) for key in COMMON}
    assert str(names["type"]) == "all of the type person"
    assert str(names["layer"]) == "all of the layer entity"
    assert str(names["all"]) == "everything"
    surer = group_of(session, postma.id, "all", 0.9)
    assert str(surer) == "everything of 0.90 and surer"


def test_what_has_no_name_no_rule_or_no_type_offers_no_such_group() -> None:
    session = invented.session()
    turn, decision = session.annotations("turn")[0], session.annotations("decision")[0]
    assert "type" not in offered(turn)
    assert group_of(session, turn.id, "type") is None
    assert "name" not in offered(decision)
    assert group_of(session, decision.id, "name") is None
    span = decision.spans[0]
    session.apply(Add(layer="note", type="naschrift", start=span.start, end=span.end))
    (note,) = (one for one in session.annotations("note") if one.origin.rule is None)
    assert "rule" not in offered(note)
    assert group_of(session, note.id, "rule") is None
