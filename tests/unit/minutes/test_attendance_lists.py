"""Attendance in looser shapes: mails, columns by space, definition lists, sentences, and headers in an outline."""

from __future__ import annotations

import pytest

from tests.unit.minutes.reading import markdown, names, person, plain

TITLE = "Verslag DVO Noordrand 8 maart 2021\n\n"
REST = "\n\n1. Opening\nDe voorzitter opent de vergadering.\n\n2. Sluiting\nDe voorzitter sluit.\n"
THREE = ["Anna Postma", "Bas Visser", "Carla de Wit"]


@pytest.mark.parametrize("label", ["Aan tafel", "Aan het scherm", "Erbij", "Er waren", "Vaste leden", "Adviseurs"])
def test_people_are_listed_below_other_words_too(label: str) -> None:
    minutes = plain(f"{TITLE}{label}: {', '.join(THREE)}{REST}")

    assert names(minutes, "present") == THREE


@pytest.mark.parametrize("label", ["Niet", "Niet erbij", "Afbericht", "Afmeldingen"])
def test_so_are_those_who_did_not_come(label: str) -> None:
    minutes = plain(f"{TITLE}Aanwezig: Anna Postma\n{label}: Bas Visser (politie){REST}")

    assert (names(minutes, "present"), names(minutes, "absent")) == (["Anna Postma"], ["Bas Visser"])


def test_sentences_of_a_mail_tell_who_came() -> None:
    told = (
        "Gisteren zaten we bij elkaar. Er waren: Anna Postma (wethouder), Bas Visser van de politie en Carla de Wit "
        "van het OM. Afgemeld hadden zich Daan Kok (zorg) en Eva Smit."
    )
    minutes = plain(f"{TITLE}{told}{REST}")

    assert names(minutes, "present") == THREE
    assert names(minutes, "absent") == ["Daan Kok", "Eva Smit"]
    assert person(minutes, "Bas Visser").organisation == "politie"


def test_several_labels_may_share_a_paragraph() -> None:
    minutes = plain(
        f"{TITLE}Aanwezig de leden: mevrouw Postma en de heren Visser en Kok. Afwezig: de heer Smit. "
        f"Voorzitter: mevrouw Postma.{REST}"
    )

    assert names(minutes, "present") == ["Postma", "Visser", "Kok"]
    assert person(minutes, "Postma").role == "chair"
    assert names(minutes, "absent") == ["Smit"]


@pytest.mark.parametrize("surname", ["van der Woerd", "van den Oever", "van 't Hof"])
def test_a_surname_with_van_is_no_name_with_a_body_behind_it(surname: str) -> None:
    minutes = plain(f"{TITLE}Aanwezig: Yvette {surname} (OM), Bas Visser van de politie{REST}")

    assert names(minutes, "present") == [f"Yvette {surname}", "Bas Visser"]


def test_columns_parted_by_space_are_one_person_a_line() -> None:
    minutes = plain(
        f"""{TITLE}Aanwezig:
drs. A.B. Postma          burgemeester Meerdijk, tevens voorzitter
mw. mr. J. van Riel       burgemeester Oosterveld
B. Visser                 teamchef politie
mw. L. Vonk               ambtelijk secretaris (verslag)

Verhinderd:
ir. W. Kok                dijkgraaf waterschap Rijn en Maas
C. Smit                   beleidsadviseur Meerdijk
{REST}"""
    )

    assert names(minutes, "present") == ["A.B. Postma", "J. van Riel", "B. Visser", "L. Vonk"]
    assert names(minutes, "absent") == ["W. Kok", "C. Smit"]
    assert (person(minutes, "A.B. Postma").role, person(minutes, "L. Vonk").role) == ("chair", "secretary")


def test_definition_lists_and_dashes_between_people() -> None:
    minutes = markdown(
        """
        # DVO Noordrand, 8 maart 2021

        **Leden**
        : Anna Postma, burgemeester van Meerdijk (voorzitter)
        : Bas Visser, burgemeester van Oosterveld

        **Adviseurs**
        : Carla de Wit (politie) – Daan Kok (OM)

        **Niet aanwezig**
        : Eva Smit, burgemeester van Dijkstad (schriftelijke inbreng)

        ## 1. Opening

        De voorzitter opent de vergadering.
        """
    )

    assert names(minutes, "present") == [*THREE, "Daan Kok"]
    assert names(minutes, "absent") == ["Eva Smit"]
    assert person(minutes, "Bas Visser").organisation == "Oosterveld"


def test_several_of_one_function_share_it() -> None:
    minutes = plain(f"{TITLE}Aanwezig: de burgemeesters Postma (Meerdijk) en Visser (Oosterveld), de heer Kok{REST}")

    assert names(minutes, "present") == ["Postma", "Visser", "Kok"]


def test_a_header_may_be_the_first_item_of_an_outline() -> None:
    minutes = markdown(
        """
        * Stuurgroep Veilige Haven
            * 15/09/22, 16.00–17.30 u, Havenkantoor Oostkreek / Teams
            * erbij: Anna Postma (burgemeester, leidt), Bas Visser (politie), Carla de Wit (afspraken)

        * **Opening**
            * Anna: welkom
        * **Haven**
            * Bas: drie vangsten
        * **Rondvraag**
            * niets
        """
    )
    meeting = minutes.meeting

    assert (meeting.body, meeting.date, meeting.start, meeting.end) == (
        "Stuurgroep Veilige Haven",
        "2022-09-15",
        "16:00",
        "17:30",
    )
    assert meeting.location == "Havenkantoor Oostkreek / Teams"
    assert (person(minutes, "Anna Postma").role, person(minutes, "Carla de Wit").role) == ("chair", "minutes")


def test_the_parts_of_a_title_line_are_told_apart() -> None:
    minutes = markdown(
        f"**Verslag van het Veiligheidsoverleg Noordrand** · donderdag 2 november 2023 · 08.45 – 10.30 uur · "
        f"Raadhuis Meerdijk · *besloten*{REST}"
    )
    meeting = minutes.meeting

    assert meeting.body == "Veiligheidsoverleg Noordrand"
    assert (meeting.date, meeting.start, meeting.location) == ("2023-11-02", "08:45", "Raadhuis Meerdijk")
    assert meeting.openness == "besloten"


def test_the_day_in_a_subject_gets_the_year_of_the_mail_and_not_its_day() -> None:
    minutes = plain(
        "Van: Kok, Daan\nVerzonden: wo 15-5-2024 10:20\nAan: Postma, Anna\n"
        f"Onderwerp: FW: terugkoppeling wijkoverleg ma 13 mei\n\nBeste allen,{REST}"
    )

    assert (minutes.meeting.kind, minutes.meeting.date) == ("terugkoppeling", "2024-05-13")
