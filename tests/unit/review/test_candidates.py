from __future__ import annotations

import pytest

from dvo_tui.review.candidates import Kind, KnownName, candidates, kind_of, known_names
from dvo_tui.review.commands import Edit, SetField
from dvo_tui.review.records import Entity
from dvo_tui.review.session import ReviewSession
from dvo_tui.suggest.base import Known, KnownSurface
from tests import invented

OM = KnownName("Openbaar Ministerie", "organisation", accepted=12, documents=3)


def mention(session: ReviewSession, surface: str) -> Entity:
    return next(r for r in session.annotations("entity") if isinstance(r, Entity) and r.text == surface)


def test_the_participant_a_misspelt_name_means_comes_first_with_its_score() -> None:
    first, *_, last = candidates(invented.session(), "Postna")
    assert (first.name, first.source, first.score >= 80) == ("J. Postma", "participant", True)
    assert (last.name, last.source) == ("Postna", "text")


def test_this_meetings_people_come_before_names_of_the_register_that_are_no_more_alike() -> None:
    found = candidates(invented.session(), "mevr. Postma", ["Postma", "Postmus", "Politie"])
    assert [choice.source for choice in found if choice.score >= 86][:1] == ["participant"]
    assert "Politie" not in [choice.name for choice in found]


def test_a_name_of_the_register_that_is_surely_alike_comes_before_participants_that_are_not() -> None:
    found = candidates(invented.session(), "Terpstra", ["M. Terpstra"])
    assert (found[0].name, found[0].source) == ("M. Terpstra", "register")


def test_no_more_choices_than_asked_for_and_the_bare_text_is_one_of_them() -> None:
    found = candidates(invented.session(), "Terpstra", [f"Terpstr{letter}" for letter in "bcdefghijkl"], limit=4)
    assert len(found) == 4
    assert found[-1].source == "text"


def test_each_candidate_says_why_it_is_offered() -> None:
    found = candidates(invented.session(), "Postma", [OM])
    assert (found[0].name, found[0].reason) == ("J. Postma", "the same name, in the attendance list")
    near = candidates(invented.session(), "Openbar Ministerie", [OM])
    assert (near[0].name, near[0].reason) == (
        "Openbaar Ministerie",
        "nearly the same name, accepted 12× in 3 documents",
    )
    assert near[-1].reason == "as it stands"


@pytest.mark.parametrize(
    ("kind", "sources"), [("person", {"participant", "text"}), ("organisation", {"register", "text"})]
)
def test_people_are_not_offered_for_a_body_nor_bodies_for_a_person(kind: Kind, sources: set[str]) -> None:
    found = candidates(invented.session(), "Openbaar", [OM], kind=kind)
    assert {choice.source for choice in found} <= sources
    assert ("Openbaar Ministerie" in [choice.name for choice in found]) == (kind == "organisation")


def test_bodies_of_the_document_are_offered_with_how_often_they_stand_there() -> None:
    session = invented.session()
    postma = session.participants()[1]
    session.apply(SetField(id=postma.id, field="organisation", value="Politie Noordrand"))
    found = candidates(session, "Politie", kind="organisation")
    assert (found[0].name, found[0].source) == ("Politie Noordrand", "organisation")
    assert "1×" in found[0].reason


def test_what_an_abbreviation_stands_for_comes_first() -> None:
    session = invented.session()
    dvo = mention(session, "DVO")
    session.apply(Edit(id=dvo.id, values={"expansion": "Districtelijk Veiligheidsoverleg"}))
    found = candidates(session, "DVO", kind=kind_of(dvo))
    assert (found[0].link, found[0].reason) == (
        "Districtelijk Veiligheidsoverleg",
        "the same name, what the abbreviation stands for",
    )
    assert len({choice.link for choice in found}) == len(found)


def test_before_anything_is_typed_the_people_of_the_meeting_are_offered() -> None:
    found = candidates(invented.session(), "", [OM])
    assert [choice.name for choice in found][:3] == [one.name for one in invented.session().participants()]


def test_the_register_tells_how_often_a_name_was_accepted() -> None:
    known = Known(
        surfaces=(
            KnownSurface("mevr. terpstra", "PERSON", "M. Terpstra", 4, 0, 2),
            KnownSurface("m. terpstra", "PERSON", "M. Terpstra", 3, 1, 1),
            KnownSurface("politie", "ORGANISATION", None, 7, 0, 5),
        ),
        people=("M. Terpstra", "K. Postma"),
        organisations=("Politie",),
    )
    assert known_names(known) == (
        KnownName("M. Terpstra", "person", 7, 2),
        KnownName("Politie", "organisation", 7, 5),
        KnownName("K. Postma", "person", 0, 0),
    )


def test_a_record_tells_what_it_may_be_linked_to() -> None:
    session = invented.session()
    kinds = [
        kind_of(one) for one in (mention(session, "Postma"), mention(session, "DVO"), session.annotations("turn")[0])
    ]
    assert kinds == ["person", "organisation", "any"]
