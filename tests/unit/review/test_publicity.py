"""Who is public by function: settled by the reviewer, else in another document, else by the role; always undoable."""

from __future__ import annotations

import msgspec
import pytest

from dvo_tui.errors import Refused
from dvo_tui.minutes.model import GUESSED, Origin, Participant, is_guess
from dvo_tui.review.checks import check
from dvo_tui.review.commands import Edit, Merge, SetField, Undo
from dvo_tui.review.importing import Incoming, bring_in
from dvo_tui.review.publicity import (
    GROUNDS,
    PRIVACY,
    Standing,
    Withheld,
    key_of,
    public_role,
    settled,
    standing,
    withheld_from,
)
from dvo_tui.review.session import ReviewSession
from dvo_tui.suggest.base import KnownPublicity
from tests import invented


def person(name: str = "J. Postma", **fields: object) -> Participant:
    known = Participant(id="p", name=name, attendance="present", role=None, organisation=None, spans=())
    return msgspec.structs.replace(known, **fields)


def participant(session: ReviewSession, nth: int = 1) -> Participant:
    return session.participants()[nth]


@pytest.mark.parametrize(
    ("role", "word"),
    [
        ("burgemeester", "burgemeester"),
        ("Burgemeester Meerdonk", "burgemeester"),
        ("wnd. burgemeester", "burgemeester"),
        ("voorzitter, burgemeester van Zand", "burgemeester"),
        ("loco-burgemeester", "loco-burgemeester"),
        ("voorzitter en wethouder", "wethouder"),
        ("bestuursadviseur burgemeester", ""),
        ("secretaresse van de burgemeester", ""),
        ("chair", ""),
        (None, ""),
    ],
)
def test_a_role_is_public_by_function_and_the_adviser_of_a_mayor_is_not(role: str | None, word: str) -> None:
    assert public_role(role) == word


def test_what_was_settled_here_goes_before_elsewhere_and_that_before_the_role() -> None:
    mayor = person(role="burgemeester")
    elsewhere = {key_of("Postma, J."): KnownPublicity(public=False, ground="5.1.2h")}

    assert standing(mayor) == Standing(True, "role", PRIVACY, "burgemeester")
    assert standing(person()) == Standing(False, "none", PRIVACY)
    assert standing(mayor, elsewhere) == Standing(False, "elsewhere", "5.1.2h")
    assert standing(person(public=True), elsewhere) == Standing(True, "here", "5.1.2h")
    assert standing(person(ground="5.1.2c"), elsewhere).ground == "5.1.2c"


def test_a_bare_surname_makes_nobody_public_elsewhere_but_keeps_somebody_private() -> None:
    known = {"postma": KnownPublicity(public=True)}
    assert not standing(person("Postma"), known).public

    known = {"postma": KnownPublicity(public=False)}
    assert standing(person("Postma", role="wethouder"), known).why == "elsewhere"


def test_a_reviewer_settles_it_in_one_change_that_can_be_undone() -> None:
    session = invented.session()
    before = participant(session)

    change = session.apply(SetField(id=before.id, field="public", value=True))

    assert change is not None
    assert participant(session) == msgspec.structs.replace(before, public=True)
    session.apply(Undo())
    assert participant(session) == before


def test_settling_it_answers_no_question_about_the_attendance_list() -> None:
    session = invented.session()
    asked = msgspec.structs.replace(participant(session), origin=Origin("reader", GUESSED, 0.5), flag=True)
    session = ReviewSession(session.minutes, [*session.records.values(), asked], "jdv", session.scheme)

    session.apply(Edit(id=asked.id, values={"public": False, "ground": "5.1.2c"}))

    assert is_guess(participant(session))
    assert (participant(session).public, participant(session).ground) == (False, "5.1.2c")


@pytest.mark.parametrize(("field", "value"), [("ground", "5.9"), ("public", "yes"), ("public", 1)])
def test_a_value_that_is_none_is_refused(field: str, value: object) -> None:
    session = invented.session()

    with pytest.raises(Refused):
        session.apply(SetField(id=participant(session).id, field=field, value=value))
    assert session.revision == 0


def test_every_ground_is_accepted_and_any_other_is_a_finding() -> None:
    session = invented.session()
    one = participant(session)
    for ground in GROUNDS:
        session.apply(SetField(id=one.id, field="ground", value=ground))
    minutes = session.minutes
    wrong = msgspec.structs.replace(one, ground="9.9")
    records = [wrong if record is session.record(one.id) else record for record in session.records.values()]

    assert check(minutes.document, minutes.text, session.records.values(), session.scheme) == ()
    (found,) = check(minutes.document, minutes.text, records, session.scheme)
    assert (found.id, found.values) == (one.id, {"field": "ground"})


def test_of_two_who_are_one_what_the_first_does_not_say_the_other_does() -> None:
    session = invented.session()
    first, second, third = session.participants()
    session.apply(Edit(id=third.id, values={"public": True, "ground": "5.1.2i"}))
    session.apply(SetField(id=second.id, field="public", value=False))

    session.apply(Merge(ids=(first.id, second.id, third.id)))

    (one,) = session.participants()
    assert (one.public, one.ground) == (False, "5.1.2i")


def test_the_register_learns_the_value_and_when_it_was_settled_last() -> None:
    session = invented.session()
    one = participant(session)
    session.apply(SetField(id=one.id, field="public", value=True))
    session.apply(SetField(id=one.id, field="public", value=False))
    session.apply(SetField(id=one.id, field="organisation", value="Politie"))

    found = settled(session.participants(), session.history)

    assert found == {"j postma": KnownPublicity(False, None, session.history[1].time)}


def test_importing_our_own_dataset_keeps_it_and_never_overrules_the_review() -> None:
    session = invented.session()
    _zwaan, postma, posthuma = session.participants()
    session.apply(SetField(id=postma.id, field="public", value=False))
    minutes = invented.minutes()
    said = {postma.id: (True, "5.1.2c"), posthuma.id: (True, None)}
    people = tuple(
        msgspec.structs.replace(one, public=said.get(one.id, (None, None))[0], ground=said.get(one.id, (None, None))[1])
        for one in minutes.participants
    )

    change, report = bring_in(
        session, Incoming(msgspec.structs.replace(minutes, participants=people), (), "yaml"), "accepted"
    )
    assert change is not None
    session.repeat(change)

    _zwaan, postma, posthuma = session.participants()
    assert (postma.public, postma.ground, posthuma.public) == (False, "5.1.2c", True)
    assert report == {"settled": 2}
    session.apply(Undo())
    assert session.participants()[2].public is None


def test_what_is_withheld_holds_for_a_later_text_of_the_same_file_until_something_is_said_of_that() -> None:
    kept = {
        "verslag-0a1b2c3d": Withheld(("de kleine",), {"de kleine": "5.1.2i"}),
        "verslag-ffffffff": Withheld(("lange japie",)),
        "notulen-0a1b2c3d": Withheld(("een ander",)),
        "los": Withheld(("nog een",)),
    }
    later = withheld_from(kept, "verslag-12345678")

    assert set(later.hidden) == {"de kleine", "lange japie"}
    assert later.grounds == {"de kleine": "5.1.2i"}
    assert withheld_from(kept | {"verslag-12345678": Withheld()}, "verslag-12345678") == Withheld()
    assert withheld_from(kept, "verslag-0a1b2c3d").hidden == ("de kleine",)
    assert withheld_from(kept, "los-0a1b2c3d") == withheld_from(kept, "anders") == Withheld()
