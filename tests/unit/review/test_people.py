from __future__ import annotations

import pytest

from dvo_tui.errors import Refused
from dvo_tui.minutes.model import Participant, participant_id
from dvo_tui.review.candidates import alike
from dvo_tui.review.commands import (
    Accept,
    Add,
    AnyCommand,
    Edit,
    Introduce,
    Link,
    Merge,
    Newcomer,
    SetField,
    Split,
    Undo,
    parse,
)
from dvo_tui.review.people import pointing
from dvo_tui.review.records import MEETING, Action, Entity, Turn
from dvo_tui.review.session import ReviewSession
from tests import invented


def mention(session: ReviewSession, surface: str) -> Entity:
    return next(r for r in session.annotations("entity") if isinstance(r, Entity) and r.text == surface)


def turn_of(session: ReviewSession, speaker: str) -> Turn:
    return next(r for r in session.annotations("turn") if isinstance(r, Turn) and r.speaker_text == speaker)


def person(session: ReviewSession, name: str) -> Participant:
    return next(person for person in session.participants() if person.name == name)


def test_linking_a_mention_accepts_it_and_what_follows_keeps_its_status() -> None:
    session = invented.session()
    postma, postna, turn = person(session, "J. Postma"), mention(session, "Postna"), turn_of(session, "Mevr. Postna")
    assert alike(session, postna.id) == (turn.id,)
    session.apply(Link(id=postna.id, to=postma.id, also=alike(session, postna.id)))
    linked, followed = mention(session, "Postna"), turn_of(session, "Mevr. Postna")
    assert (linked.link, linked.status) == (postma.id, "accepted")
    assert (followed.speaker, followed.status) == (postma.id, "pending")
    session.apply(Undo())
    assert session.records == invented.session().records


def test_a_person_is_made_on_the_spot_and_linked_in_one_change() -> None:
    session = invented.session()
    turn = turn_of(session, "Mevr. Postna")
    line = (
        f'{{"do":"link","id":"{turn.id}","create":{{"name":"K. Postna","organisation":"Politie","role":"teamchef"}}}}'
    )
    session.apply(parse(line))
    assert session.revision == 1
    postna = person(session, "K. Postna")
    assert (postna.attendance, postna.organisation, postna.role) == ("not_listed", "Politie", "teamchef")
    assert postna.id == participant_id(invented.SHA, "K. Postna")
    assert turn_of(session, "Mevr. Postna").speaker == postna.id
    session.apply(Undo())
    assert session.records == invented.session().records


def test_an_organisation_is_linked_by_its_plain_name_and_a_link_can_go() -> None:
    session = invented.session()
    dvo = mention(session, "DVO")
    session.apply(Link(id=dvo.id, to="Districtelijk Veiligheidsoverleg"))
    assert mention(session, "DVO").link == "Districtelijk Veiligheidsoverleg"
    session.apply(Link(id=dvo.id))
    assert mention(session, "DVO").link is None


def test_an_owner_is_added_or_takes_the_place_of_the_plain_name_it_is_alike_to() -> None:
    session = invented.session()
    action = session.annotations("action")[0]
    postma = person(session, "J. Postma")
    session.apply(Edit(id=action.id, values={"owners": ["Postna", "Platform IVZ"]}))
    session.apply(Link(id=action.id, to=postma.id))
    changed = session.annotation(action.id)
    assert isinstance(changed, Action)
    assert changed.owners == (postma.id, "Platform IVZ")
    session.apply(Link(id=action.id, to="Waterschap"))
    changed = session.annotation(action.id)
    assert isinstance(changed, Action)
    assert changed.owners == (postma.id, "Platform IVZ", "Waterschap")


def test_two_that_are_one_become_one_and_all_that_pointed_to_either_follows() -> None:
    session = invented.session()
    postma, posthuma = person(session, "J. Postma"), person(session, "P. Posthuma")
    session.apply(Add(layer="participant", start=0, end=7, values={"name": "Postna", "organisation": "Politie"}))
    postna = person(session, "Postna")
    action = session.annotations("action")[0]
    session.apply(Edit(id=action.id, values={"owners": [postna.id, "Platform IVZ", postma.id]}))
    session.apply(SetField(id=turn_of(session, "Mevr. Postna").id, field="speaker", value=postna.id))
    session.apply(SetField(id=MEETING, field="secretary", value=postna.id))
    before = dict(session.records)
    session.apply(Merge(ids=(postma.id, postna.id)))
    united = person(session, "J. Postma")
    assert (united.id, united.organisation, united.attendance) == (postma.id, "Politie", "present")
    assert [session.text[span.start : span.end] for span in united.spans] == ["Verslag"]
    assert postna.id not in session.records
    assert session.meeting.secretary == postma.id
    assert turn_of(session, "Mevr. Postna").speaker == postma.id
    changed = session.annotation(action.id)
    assert isinstance(changed, Action)
    assert changed.owners == (postma.id, "Platform IVZ")
    assert person(session, "P. Posthuma") == posthuma
    session.apply(Undo())
    assert session.records == before


def test_a_plain_name_is_one_with_a_participant_wherever_it_stands() -> None:
    session = invented.session()
    postma = person(session, "J. Postma")
    session.apply(Merge(ids=(postma.id, "Mevr. Postna", "Postna")))
    assert turn_of(session, "Mevr. Postna").speaker == postma.id
    assert mention(session, "Postna").link == postma.id
    assert mention(session, "Postna").status == "pending"


def test_two_plain_names_of_a_body_are_one() -> None:
    session = invented.session()
    session.apply(Merge(ids=("Platform Informatievoorziening", "Platform IVZ")))
    assert mention(session, "Platform IVZ").link == "Platform Informatievoorziening"
    action = session.annotations("action")[0]
    assert isinstance(action, Action)
    assert action.owners == ("Platform Informatievoorziening",)


def test_one_that_is_two_is_split_and_only_what_was_chosen_goes_over() -> None:
    session = invented.session()
    postma = person(session, "J. Postma")
    assert pointing(session, postma.id) == (turn_of(session, "Mevr. Postma").id, mention(session, "Postma").id)
    session.apply(Split(id=postma.id, mentions=(turn_of(session, "Mevr. Postma").id,), name="K. Postma"))
    new = person(session, "K. Postma")
    assert turn_of(session, "Mevr. Postma").speaker == new.id
    assert mention(session, "Postma").link == postma.id
    assert new.attendance == "not_listed"
    session.apply(Undo())
    assert session.records == invented.session().records


def test_a_mention_in_the_attendance_list_goes_over_with_its_attendance() -> None:
    session = invented.session()
    session.apply(Add(layer="participant", start=0, end=7, values={"name": "Postma", "attendance": "absent"}))
    one = person(session, "Postma")
    session.apply(Split(id=one.id, mentions=(), name="R. Postma", spans=(0,)))
    assert person(session, "R. Postma").spans == one.spans
    assert person(session, "R. Postma").attendance == "absent"
    assert person(session, "Postma").spans == ()


def test_somebody_without_a_place_in_the_text_is_introduced() -> None:
    session = invented.session()
    session.apply(Introduce(name="M. Terpstra", role="griffier", attendance="present"))
    assert person(session, "M. Terpstra").role == "griffier"


@pytest.mark.parametrize(
    "make",
    [
        lambda s: Link(id=mention(s, "Postna").id, to="p" + "a" * 13),
        lambda s: Link(id=mention(s, "Postna").id, to=" "),
        lambda s: Link(id=mention(s, "Postna").id, to="J. Postma", create=Newcomer("K. Postma")),
        lambda s: Link(id=mention(s, "Postna").id, create=Newcomer("J. Postma")),
        lambda s: Link(id=mention(s, "Postna").id, create=Newcomer("")),
        lambda s: Link(id=s.annotations("decision")[0].id, to="J. Postma"),
        lambda s: Link(id=mention(s, "Postna").id, to="x", also=(s.annotations("decision")[0].id,)),
        lambda s: Introduce(name="J. Postma"),
        lambda s: Merge(ids=(person(s, "J. Postma").id,)),
        lambda s: Merge(ids=(person(s, "J. Postma").id, person(s, "J. Postma").id)),
        lambda s: Merge(ids=(person(s, "J. Postma").id, "p" + "a" * 13)),
        lambda s: Merge(ids=("Niemand", "Iemand")),
        lambda s: Split(id=mention(s, "Postma").id, mentions=(), name="X"),
        lambda s: Split(id=person(s, "J. Postma").id, mentions=(), name="X"),
        lambda s: Split(id=person(s, "J. Postma").id, mentions=(mention(s, "Van der Zwaan").id,), name="X"),
        lambda s: Split(id=person(s, "J. Postma").id, mentions=(mention(s, "Postma").id,), name=" "),
        lambda s: Split(id=person(s, "J. Postma").id, mentions=(mention(s, "Postma").id,), name="X", spans=(3,)),
    ],
)
def test_what_would_point_to_nobody_or_to_two_is_refused(make: object) -> None:
    session = invented.session()
    assert callable(make)
    command: AnyCommand = make(session)
    with pytest.raises(Refused):
        session.apply(command)
    assert session.records == invented.session().records


def test_only_what_is_not_rejected_and_has_the_same_name_and_link_follows() -> None:
    session = invented.session()
    postma = mention(session, "Postma")
    assert alike(session, postma.id) == (turn_of(session, "Mevr. Postma").id,)
    session.apply(Accept(id=postma.id))
    assert alike(session, session.annotations("decision")[0].id) == ()
