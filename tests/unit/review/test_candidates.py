from __future__ import annotations

from dvo_tui.review.candidates import candidates
from tests import invented


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
