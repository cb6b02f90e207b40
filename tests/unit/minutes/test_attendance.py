from __future__ import annotations

import pytest

from tests.unit.minutes.reading import markdown, names, person, plain

TITLE = "Verslag DVO Noordrand 8 maart 2021\n\n"
REST = "\n\n1. Opening\nDe voorzitter opent de vergadering.\n\n2. Sluiting\nDe voorzitter sluit.\n"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Aanwezig: A. Postma, B. van der Zwaan en C. Huis in 't Bos",
            ["A. Postma", "B. van der Zwaan", "C. Huis in 't Bos"],
        ),
        (
            "Aanwezig: de heren Postma, Van der Zwaan en de dames Visser en De Wit",
            ["Postma", "Van der Zwaan", "Visser", "De Wit"],
        ),
        ("Aanwezig: dhr. A. Postma; mevr. B. Visser; mw. drs. C. de Wit", ["A. Postma", "B. Visser", "C. de Wit"]),
        ("Aanwezig: Anna Postma (Meerdijk), Bas Visser (politie)", ["Anna Postma", "Bas Visser"]),
        ("Aanwezig: burgemeester Postma, officier van justitie Van Zomeren", ["Postma", "Van Zomeren"]),
        ("Aanwezig\nA. Postma\nB. Visser", ["A. Postma", "B. Visser"]),
        ("Aanwezig:\n\n- A. Postma (Meerdijk)\n- B. Visser, politie", ["A. Postma", "B. Visser"]),
        ("AANWEZIG: A. Postma, P.J.M. Visser-de Wit", ["A. Postma", "P.J.M. Visser-de Wit"]),
        ("Aanwezig:   A. Postma – burgemeester Meerdijk, B. Visser – politie", ["A. Postma", "B. Visser"]),
    ],
)
def test_attendance_is_read_in_the_shapes_that_occur(line: str, expected: list[str]) -> None:
    minutes = plain(TITLE + line + REST)

    assert names(minutes, "present") == expected


def test_spans_hold_the_name_alone() -> None:
    minutes = plain(TITLE + "Aanwezig: dhr. A. Postma (Meerdijk), mevr. B. Visser" + REST)

    quoted = [minutes.text[span.start : span.end] for p in minutes.participants for span in p.spans]
    assert quoted == ["A. Postma", "B. Visser"]


def test_present_and_absent_stay_apart() -> None:
    minutes = plain(
        TITLE + "Aanwezig: A. Postma, B. Visser\nAfwezig: C. de Wit\n\nMet kennisgeving afwezig: D. Bos" + REST
    )

    assert names(minutes, "present") == ["A. Postma", "B. Visser"]
    assert names(minutes, "absent") == ["C. de Wit", "D. Bos"]


def test_chair_and_secretary_of_the_header_are_the_people_on_the_list() -> None:
    minutes = plain(
        TITLE + "Voorzitter: Postma\nSecretaris: B. Visser\nAanwezig: A. Postma, B. Visser, C. de Wit" + REST
    )

    assert names(minutes) == ["A. Postma", "B. Visser", "C. de Wit"]
    assert minutes.meeting.chair == person(minutes, "A. Postma").id
    assert minutes.meeting.secretary == person(minutes, "B. Visser").id
    assert person(minutes, "A. Postma").role == "chair"


def test_a_chair_who_is_on_no_list_is_a_participant_too() -> None:
    minutes = plain(TITLE + "Voorzitter: A. Postma" + REST)

    assert names(minutes) == ["A. Postma"]
    assert minutes.meeting.chair == minutes.participants[0].id


def test_two_people_of_one_surname_stay_two() -> None:
    minutes = plain(TITLE + "Voorzitter: B. Postma\nAanwezig: A. Postma, B. Postma" + REST)

    assert names(minutes) == ["A. Postma", "B. Postma"]
    assert minutes.meeting.chair == person(minutes, "B. Postma").id


@pytest.mark.parametrize(
    ("entry", "role", "organisation"),
    [
        ("A. Postma (Politie)", None, "Politie"),
        ("A. Postma (voorzitter)", "chair", None),
        ("A. Postma (burgemeester Meerdijk, voorzitter)", "chair", "Meerdijk"),
        ("A. Postma (wethouder van Meerdijk)", "wethouder", "Meerdijk"),
        ("A. Postma (notulist)", "minutes", None),
        ("A. Postma namens het waterschap", None, "het waterschap"),
    ],
)
def test_role_and_organisation_stand_beside_the_name(entry: str, role: str | None, organisation: str | None) -> None:
    minutes = plain(TITLE + f"Aanwezig: {entry}, B. Visser" + REST)

    found = person(minutes, "A. Postma")
    assert (found.role, found.organisation) == (role, organisation)


def test_who_left_early_was_partly_there() -> None:
    minutes = plain(TITLE + "Aanwezig: A. Postma, B. Visser (tot 10.30 uur)" + REST)

    assert names(minutes, "partly") == ["B. Visser"]


def test_an_attendance_table_gives_names_organisations_and_who_was_absent() -> None:
    minutes = markdown("""
        # Verslag DVO Noordrand

        | Naam | Organisatie | Aanwezig |
        |------|-------------|----------|
        | mw. A. Postma | burgemeester Meerdijk, voorzitter | ja |
        | dhr. B. Visser | politie | nee |

        ## 1. Opening

        Tekst.
        """)

    assert names(minutes, "present") == ["A. Postma"]
    assert names(minutes, "absent") == ["B. Visser"]
    assert person(minutes, "B. Visser").organisation == "politie"


def test_the_text_after_the_list_adds_nobody() -> None:
    minutes = plain(
        TITLE + "Aanwezig: A. Postma\n\nMevrouw Visser opent de vergadering en heet iedereen van harte welkom." + REST
    )

    assert names(minutes) == ["A. Postma"]


def test_nobody_is_made_of_a_list_that_says_there_was_nobody() -> None:
    assert names(plain(TITLE + "Aanwezig: A. Postma\nAfwezig: geen" + REST)) == ["A. Postma"]


def test_attendance_told_in_sentences_is_attendance() -> None:
    minutes = plain("""
        Verslag DVO Noordrand 8 maart 2021

        Aanwezig waren de heren Visser (voorzitter), De Wit en Van den Berg, en de dames Bos en Ter Horst. Met
        kennisgeving afwezig was de heer Prins. Zijn vervanger kwam niet.
        """)

    assert names(minutes, "present") == ["Visser", "De Wit", "Van den Berg", "Bos", "Ter Horst"]
    assert names(minutes, "absent") == ["Prins"]


def test_people_below_an_organisation_belong_to_it() -> None:
    minutes = plain("""
        Verslag DVO Noordrand 8 maart 2021

        Aanwezig:
        Gemeente Meerdijk
        - A. Postma (voorzitter)
        - B. Visser
        Politie
        - C. de Wit, teamchef
        """)

    assert [(p.name, p.organisation) for p in minutes.participants] == [
        ("A. Postma", "Gemeente Meerdijk"),
        ("B. Visser", "Gemeente Meerdijk"),
        ("C. de Wit", "Politie"),
    ]


def test_who_is_replaced_was_absent_and_is_no_organisation() -> None:
    minutes = plain("""
        Verslag DVO Noordrand 8 maart 2021
        Aanwezig: A. Postma (vervangt B. Visser), C. de Wit (CW, politie)
        Afwezig: D. Smit (m.k.)
        """)

    assert names(minutes, "absent") == ["D. Smit", "B. Visser"]
    assert person(minutes, "A. Postma").organisation is None
    assert person(minutes, "C. de Wit").organisation == "politie"
    assert person(minutes, "D. Smit").organisation is None


def test_surname_and_first_name_in_columns_are_one_name() -> None:
    minutes = markdown("""
        # Verslag DVO Noordrand 8 maart 2021

        | Achternaam | Voornaam | Organisatie | Rol | Aanw. |
        |---|---|---|---|---|
        | van den Berg | Anna | Meerdijk | voorzitter | x |
        | Visser | Bert | politie | districtschef | - |
        """)

    assert names(minutes, "present") == ["Anna van den Berg"]
    assert names(minutes, "absent") == ["Bert Visser"]
    assert person(minutes, "Bert Visser").role == "districtschef"


def test_a_line_a_person_with_function_and_organisation_behind_a_comma() -> None:
    text = (
        "Terugkoppeling driehoek Meerdijk\n\nDeelnemers\n- Els Bos, burgemeester Meerdijk (vz)\n"
        "- Fenna Medema, burgemeester Zand en Duin\n- Sietse Kroes, politie (teamchef)\n"
        "- Gert-Jan Vis, gemeente Zand en Duin, OOV / notulen\n\n### Opening\n\nEls heet iedereen welkom.\n"
    )
    minutes = markdown(text)

    found = [person.name for person in minutes.participants]
    assert found == ["Els Bos", "Fenna Medema", "Sietse Kroes", "Gert-Jan Vis"]
    roles = {person.id: person.name for person in minutes.participants}
    assert roles[minutes.meeting.chair or ""] == "Els Bos"
    assert minutes.participants[3].organisation == "gemeente Zand en Duin"
