from __future__ import annotations

from dvo_tui.minutes.model import AgendaItem, Participant
from dvo_tui.review.checks import advise
from dvo_tui.review.commands import Add, Edit, Nothing, Remove, Renumber, SetField, Settle
from dvo_tui.review.completion import before_completing
from dvo_tui.review.cues import Cues
from dvo_tui.review.records import Turn
from dvo_tui.review.session import ReviewSession
from tests import invented


def settled() -> ReviewSession:
    session = invented.session()
    session.apply(Settle(ids=tuple(record.id for record in session.annotations()), status="accepted"))
    return session


def said(session: ReviewSession) -> list[str]:
    return [str(finding) for finding in advise(session.records.values())]


def test_what_is_pending_comes_first_then_the_cues_that_nobody_walked_each_with_its_place() -> None:
    session = invented.session()
    cues = Cues(session)
    found = before_completing(session, cues)
    pending = len(session.pending())
    assert [str(one) for one in found[:pending]] == ["still pending"] * pending
    walked = found[pending : pending + cues.count]
    assert [one.at for one in walked] == [cue.span.start for cue in cues.open]
    assert "“zegt” sounds like an action, and none is marked there" in [str(one) for one in walked]
    assert [one.at for one in found[:pending]] == [record.spans[0].start for record in session.pending()]


def test_what_was_walked_and_settled_is_not_asked_again() -> None:
    session = settled()
    for cue in Cues(session).open:
        session.apply(Nothing(start=cue.span.start, end=cue.span.end, layer=cue.kind))
    assert {str(one) for one in before_completing(session)} == {"a turn without a speaker"}


def test_each_speaker_who_is_not_listed_is_named_once_at_the_first_turn() -> None:
    session = settled()
    turns = session.annotations("turn")
    for turn in turns[:2]:
        session.apply(SetField(id=turn.id, field="speaker", value="Terpstra"))
    unknown = [one for one in advise(session.records.values()) if "is not listed" in one.message]
    assert [(one.id, one.at, str(one)) for one in unknown] == [
        (turns[0].id, turns[0].spans[0].start, "Terpstra speaks and is not listed")
    ]
    session.apply(Add(layer="participant", start=0, end=7, values={"name": "Postna"}))
    postna = next(one for one in session.participants() if one.name == "Postna")
    assert isinstance(postna, Participant)
    session.apply(SetField(id=turns[2].id, field="speaker", value=postna.id))
    assert said(session).count("Postna speaks and is not listed") == 1
    session.apply(SetField(id=postna.id, field="attendance", value="present"))
    assert "Postna speaks and is not listed" not in said(session)


def test_where_nobody_is_listed_nobody_is_missed_on_the_list() -> None:
    session = settled()
    session.apply(SetField(id=session.annotations("turn")[0].id, field="speaker", value="Terpstra"))
    assert any("is not listed" in line for line in said(session))

    for person in session.participants():
        session.apply(SetField(id=person.id, field="attendance", value="not_listed"))
    assert not any("is not listed" in line for line in said(session))


def test_an_action_without_an_owner_and_a_decision_outside_the_agenda_are_found() -> None:
    session = settled()
    action, decision = session.annotations("action")[0], session.annotations("decision")[0]
    session.apply(Edit(id=action.id, values={"owners": []}))
    session.apply(SetField(id=decision.id, field="item", value=None))
    found = {one.id: str(one) for one in advise(session.records.values())}
    assert found[action.id] == "an action without an owner"
    assert found[decision.id] == "a decision outside every agenda item"


def test_without_an_agenda_no_decision_is_outside_it() -> None:
    session = settled()
    for item in session.agenda():
        session.apply(Remove(id=item.id))
    assert "a decision outside every agenda item" not in said(session)


def numbered(*labels: str) -> list[str]:
    """What is said of agenda items with these labels."""
    session = settled()
    items: tuple[AgendaItem, ...] = session.agenda()
    for item, label in zip(items, labels, strict=True):
        session.apply(Renumber(id=item.id, label=label))
    return [line for line in said(session) if "number" in line]


def test_a_gap_in_the_numbers_is_found_and_numbers_that_go_on_are_none() -> None:
    assert numbered("1", "2", "4") == ["number 4 follows number 2"]
    assert numbered("2", "3", "4") == ["the numbers begin with 2"]
    assert numbered("1", "2", "3") == []
    assert numbered("A1", "B1", "B3") == ["number 3 follows number 1"]
    assert numbered("A1", "A2", "B3") == []
    assert numbered("4a", "4b", "5") == ["the numbers begin with 4"]
    assert numbered("2.1", "2.2", "2.4") == ["number 4 follows number 2"]


def test_a_turn_has_its_place_and_a_rejected_one_is_not_spoken_of() -> None:
    session = settled()
    silent = next(r for r in session.annotations("turn") if isinstance(r, Turn) and r.speaker is None)
    (finding,) = [one for one in advise(session.records.values()) if one.message == "a turn without a speaker"]
    assert (finding.id, finding.at) == (silent.id, silent.spans[0].start)
    session.apply(Settle(ids=(silent.id,), status="rejected"))
    assert "a turn without a speaker" not in said(session)
