"""Dutch names: their parts, their normal form, and how alike two are."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvo_tui import names


@pytest.mark.parametrize(
    ("written", "first", "initials", "between", "surname"),
    [
        ("dhr. J.P. van der Berg", "", "JP", "van der", "Berg"),
        ("Berg, J.P. van der", "", "JP", "van der", "Berg"),
        ("Annemieke Bos", "Annemieke", "", "", "Bos"),
        ("mevrouw drs. C. ten Have", "", "C", "ten", "Have"),
        ("S. Huis op 't Veld", "", "S", "", "Huis op 't Veld"),
        ("burgemeester In 't Hout", "", "", "In 't", "Hout"),
        ("Th. Jansen MSc", "", "T", "", "Jansen"),
        ("K. Oudemolen (politie)", "", "K", "", "Oudemolen"),
    ],
)
def test_a_name_falls_into_its_parts(written: str, first: str, initials: str, between: str, surname: str) -> None:
    parsed = names.parse(written)

    assert (parsed.first, parsed.initials, parsed.tussenvoegsel, parsed.surname) == (first, initials, between, surname)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("dhr. Van Veldhoven", "O. van Veldhoven"),
        ("Welters", "R. Welters"),
        ("Huis op t Veld", "S. Huis op 't Veld"),
        ("De Roos", "M. de Roos"),
        ("Tichelhof", "C.H. Tigchelhof"),
        ("Jan de Vries", "J. de Vries"),
        ("Meijer", "A. Meyer"),
        ("De Wilde", "D. de Wilde-Bos"),
        ("JANSEN", "P. Jansen"),
        ("Jan Pieter Visser", "Visser"),
    ],
)
def test_two_ways_to_write_one_name_are_proposed_as_one_person(one: str, other: str) -> None:
    assert names.score(one, other) >= names.PROPOSES
    assert names.score(other, one) >= names.PROPOSES


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bats", "Bart"),
        ("Welman", "Welters"),
        ("Raven", "Haven"),
        ("De Roos", "De Rooij"),
        ("Van Lente", "Van Strien"),
        ("A. Jansen", "B. Jansen"),
        ("J.P. Bakker", "J.H. Bakker"),
        ("Marja de Vries", "Maria de Vries"),
    ],
)
def test_two_people_are_not_proposed_as_one(one: str, other: str) -> None:
    assert names.score(one, other) < names.PROPOSES


def test_a_short_name_must_be_equal_to_be_more_than_a_weak_candidate() -> None:
    assert names.score("Bos", "Bas") < names.WEAK
    assert names.score("Bos", "K. Bos") == 100


def test_different_known_initials_rule_a_link_out() -> None:
    assert names.score("A. Jansen", "B. Jansen") == 0


def test_candidates_come_best_first_and_no_more_than_asked_for() -> None:
    people = ["A. Bos", "C.H. Tigchelhof", "D. Tuinhof", "E. Tigchelhof"]

    ranked = names.rank("Tichelhof", people, 3)

    assert [index for index, _ in ranked][:2] == [1, 3]
    assert len(ranked) == 3
    assert [value for _, value in ranked] == sorted((value for _, value in ranked), reverse=True)


def test_the_beginning_of_a_name_finds_it() -> None:
    assert names.rank("tig", ["A. Bos", "C.H. Tigchelhof"], 5)[0][0] == 1


def test_a_first_name_finds_its_person_as_a_weak_candidate() -> None:
    index, value = names.rank("Liesje", ["A. Bos", "Liesje van Dam"], 5)[0]

    assert index == 1
    assert names.WEAK <= value < names.PROPOSES


def test_nobody_is_ranked_among_nobody() -> None:
    assert names.rank("Bos", [], 5) == []


def test_letters_stand_for_initials_and_surname() -> None:
    assert set(names.codes("J. van Dam")) == {"JD", "JVD"}


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_strings_can_be_compared_and_the_order_does_not_matter(one: str, other: str) -> None:
    assert names.score(one, other) == names.score(other, one)
    assert 0 <= names.score(one, other) <= 100


def test_importing_names_does_not_import_rapidfuzz() -> None:
    code = "import sys, dvo_tui.names; print('rapidfuzz' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"


def test_whoever_ranks_high_has_letters_enough_in_common() -> None:
    people = ("J. van den Berg", "Annemieke Klein Haneveld", "P. Wiersema", "Karin Visser-Bos", "T. Hoekstra")
    asked = ("Wiersma", "van de Bergh", "Hanevelt", "Visser", "Hoekstrra", "Zijlmans", "A. Kleine Haneveld", "")
    forms = names._forms(people)[0]

    ranked = {name for name in asked if names.rank(name, people, 2, names.PROPOSES)}

    assert ranked >= {"Wiersma", "Hoekstrra"}
    assert ranked <= {name for name in asked if names._any_near(name, forms, names.PROPOSES)}
    assert not names._any_near("Zijlmans", forms, names.PROPOSES)
