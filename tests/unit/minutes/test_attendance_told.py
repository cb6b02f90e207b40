"""Who was there, where no plain list says so: in sentences, in columns, by function alone, by seat."""

from __future__ import annotations

import pytest

from dvo_tui.review.publicity import standing
from tests.unit.minutes.reading import markdown, names, person, plain

TITLE = "Verslag kring Oosterdal 4 maart 2021\n\n"
REST = "\n\n1. Opening\nDe voorzitter opent de vergadering.\n\n2. Sluiting\nDe voorzitter sluit.\n"

TOLD = (
    "Aanwezig waren, onder voorzitterschap van mr. P. Aalders, burgemeester van Hoogkerke, de burgemeesters mevrouw "
    "C.D. Prins van Laagkerke en de heer K. Visscher van Dijkzicht, voorts de heer T. Moerman, teamchef van politie, "
    "en ondergetekende, de heer R. Snel, die met de notulen was belast. Bericht van verhindering was ontvangen van "
    "mevrouw L. Zomer van de GGD."
)


def test_a_sentence_tells_who_was_there_who_presided_and_who_wrote() -> None:
    minutes = plain(TITLE + TOLD + REST)

    assert names(minutes, "present") == ["P. Aalders", "C.D. Prins", "K. Visscher", "T. Moerman", "R. Snel"]
    assert names(minutes, "absent") == ["L. Zomer"]
    assert minutes.meeting.chair == person(minutes, "P. Aalders").id
    assert minutes.meeting.secretary == person(minutes, "R. Snel").id
    assert person(minutes, "K. Visscher").organisation == "Dijkzicht"


def test_a_double_surname_behind_a_function_is_no_place() -> None:
    minutes = plain(TITLE + "Aanwezig: burgemeester Anne-Fleur van Dam-Bos, wethouder Jan van Dijk" + REST)

    assert names(minutes) == ["Anne-Fleur van Dam-Bos", "Jan van Dijk"]


COLUMNS = """\
Rond de tafel
  Hoogkerke          burgemeester Pieter Aalders (gastheer, leidt het overleg)
  Laagkerke          Carla Prins, coördinator handhaving
  politie            Tom Moerman, basisteam Dal
  RIEC Oost          Lisa Vree
  pen                Rik Snel
"""


def test_names_stand_in_a_column_behind_whom_they_speak_for() -> None:
    minutes = plain(TITLE + COLUMNS + REST)

    assert names(minutes, "present") == ["Pieter Aalders", "Carla Prins", "Tom Moerman", "Lisa Vree", "Rik Snel"]
    assert person(minutes, "Lisa Vree").organisation == "RIEC Oost"
    assert minutes.meeting.chair == person(minutes, "Pieter Aalders").id
    assert minutes.meeting.secretary == person(minutes, "Rik Snel").id


CODED = """\
BEZETTING
OL    Operationeel leider, voorzitter   P. Aalders     Veiligheidsregio Oost
HIN   Hoofd informatie                  C. Prins
VSL   Verslag                           R. Snel
niet  Waterschap Dal, T. Moerman (onderweg)
"""


def test_codes_and_functions_stand_before_the_names() -> None:
    minutes = plain(TITLE + CODED + REST)

    assert names(minutes, "present") == ["P. Aalders", "C. Prins", "R. Snel"]
    assert names(minutes, "absent") == ["T. Moerman"]
    assert person(minutes, "P. Aalders").organisation == "Veiligheidsregio Oost"
    assert minutes.meeting.chair == person(minutes, "P. Aalders").id
    assert minutes.meeting.secretary == person(minutes, "R. Snel").id


def test_functions_attend_where_nobody_is_named() -> None:
    minutes = plain(
        TITLE
        + "Aan tafel: burgemeester (vz), officier van justitie, teamchef basisteam Dal, ambtenaar OOV (verslag). "
        + "Bij punt 2 ook: officier milieu. Niet aanwezig: coördinator boa's."
        + REST
    )

    assert names(minutes, "present") == [
        "burgemeester",
        "officier van justitie",
        "teamchef basisteam Dal",
        "ambtenaar OOV",
    ]
    assert names(minutes, "partly") == ["officier milieu"]
    assert names(minutes, "absent") == ["coördinator boa's"]
    assert minutes.meeting.chair == person(minutes, "burgemeester").id
    assert minutes.meeting.secretary == person(minutes, "ambtenaar OOV").id
    assert not any(one.spans for one in minutes.participants)
    assert {standing(one).why for one in minutes.participants} == {"role"}


def test_functions_beside_names_are_no_participants() -> None:
    minutes = plain(TITLE + "Aanwezig: A. Postma (voorzitter), teamchef, adviseur" + REST)

    assert names(minutes) == ["A. Postma"]


def test_one_word_among_full_names_is_where_the_absent_come_from() -> None:
    here = "Aanwezig: Anna Bos (Hoogkerke), Bert Vis (Laagkerke), Carla Mol (politie)\n"

    minutes = plain(TITLE + here + "Afmeldingen: Dijkzicht (Ilse Kroon), Veenrand" + REST)

    assert names(minutes, "absent") == ["Ilse Kroon"]
    assert person(minutes, "Ilse Kroon").organisation == "Dijkzicht"


def test_one_word_among_surnames_is_a_surname() -> None:
    minutes = plain(TITLE + "Aanwezig: Bos, Vis en Mol\nAfwezig: Kroon (Dijkzicht), Veen" + REST)

    assert names(minutes, "absent") == ["Kroon", "Veen"]


def test_who_came_instead_of_the_absent_was_there() -> None:
    minutes = plain(
        TITLE + "Aanwezig: A. Bos\nAfwezig met bericht: G. Uil (Veenrand), vervangen door wethouder N. Rams." + REST
    )

    assert names(minutes, "present") == ["A. Bos", "N. Rams"]
    assert names(minutes, "absent") == ["G. Uil"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Aanwezig: Mw. drs. F. (Fenna) El Amin, dhr. J. Bos", ["F. El Amin", "J. Bos"]),
        ("Aanwezig: dhr. mr. W. baron van Asten-Teding, dhr. J. Bos", ["W. van Asten-Teding", "J. Bos"]),
        (
            "Aanwezig: de leden A. Bos (Hoogkerke) en jhr. E. van Ree; kolonel M. Stam",
            ["A. Bos", "E. van Ree", "M. Stam"],
        ),
        (
            "Aanwezig: de leden A. Bos en C. Mol; de adviseurs kolonel M. Stam en D. Vis",
            ["A. Bos", "C. Mol", "M. Stam", "D. Vis"],
        ),
        (
            "Deelnemers   : A. Bos (vz, Hoogkerke) / C. Mol (politie / OM) / D. Vis (registratie)",
            ["A. Bos", "C. Mol", "D. Vis"],
        ),
        ("Aanwezig: leden van de Commissie, A. Bos", ["A. Bos"]),
    ],
)
def test_titles_first_names_and_slashes_stand_around_names(line: str, expected: list[str]) -> None:
    assert names(plain(TITLE + line + REST)) == expected


@pytest.mark.parametrize("label", ["M.k.a.", "Afm.", "Bericht", "Met bericht", "Afmeldingen"])
def test_the_absent_have_more_labels_than_one(label: str) -> None:
    assert names(plain(TITLE + f"Aanwezig: A. Bos\n{label}: C. Mol" + REST), "absent") == ["C. Mol"]


@pytest.mark.parametrize(
    ("lines", "role"),
    [
        ("Vz.: A. Bos\nAanwezig: A. Bos, C. Mol", "chair"),
        ("Gespreksleider: A. Bos\nAanwezig: A. Bos, C. Mol", "chair"),
        ("Not.: A. Bos\nAanwezig: A. Bos, C. Mol", "secretary"),
        ("Genotuleerd door: A. Bos\nAanwezig: A. Bos, C. Mol", "secretary"),
        ("Aanwezig: C. Mol, A. Bos (stuurgroepsecretaris)", "secretary"),
        ("Aanwezig: C. Mol, A. Bos (notities)", "secretary"),
    ],
)
def test_chair_and_secretary_have_more_labels_than_one(lines: str, role: str) -> None:
    minutes = plain(TITLE + lines + REST)

    assert getattr(minutes.meeting, role) == person(minutes, "A. Bos").id


def test_a_secretary_of_a_municipality_is_none_of_the_meeting() -> None:
    minutes = plain(TITLE + "Aanwezig: C. Mol, A. Bos (gemeentesecretaris)" + REST)

    assert minutes.meeting.secretary is None


def test_staffing_as_a_topic_is_no_attendance() -> None:
    body = "".join(f"\n\n{at}. Punt {at}\nEr is niets te melden over dit punt." for at in range(1, 14))

    minutes = plain(TITLE + "Aanwezig: A. Bos" + body + "\n\nBezetting\n\nC. Mol\n")

    assert names(minutes) == ["A. Bos"]


DEFINED = """\
Aan tafel
: Hanna Oost, wethouder Dijkzicht (voorzitter)
: Dirk van Laan, burgemeester Veenrand
: Margreet Tig, Dienst Gezondheid & Jeugd
: Yas Boul, Zorg- en Veiligheidshuis Oost (ZVH)
: Wes Pijp, beleidsadviseur (verslag)

Niet aan tafel
: Coby Riet, Antes

"""


def test_a_line_is_one_person_with_what_follows_however_it_is_written() -> None:
    minutes = markdown(TITLE + DEFINED + REST)

    assert names(minutes, "present") == ["Hanna Oost", "Dirk van Laan", "Margreet Tig", "Yas Boul", "Wes Pijp"]
    assert names(minutes, "absent") == ["Coby Riet"]
    assert person(minutes, "Coby Riet").organisation == "Antes"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "Aanwezig\n- Jan Bos, burgemeester Dal (vz.)\n- Karin Vis, secretaris\n- Tom Mol (politie)",
            ["Jan Bos", "Karin Vis", "Tom Mol"],
        ),
        (
            "Deelnemers:\nBos, J. (burgemeester, voorzitter)\nVis, K. (notulist)\nBerg, T. van den (politie)",
            ["J. Bos", "K. Vis", "T. van den Berg"],
        ),
        (
            "Aanwezig:\nGemeente Dal: Jan Bos (voorzitter), Karin Vis\nPolitie: Tom Mol\nOM: Piet Kok",
            ["Jan Bos", "Karin Vis", "Tom Mol", "Piet Kok"],
        ),
        (
            "Gemeente: Jan Bos (voorzitter), Karin Vis (notulen)\nPolitie: Tom Mol\nOM: mr. P. Kok",
            ["Jan Bos", "Karin Vis", "Tom Mol", "P. Kok"],
        ),
        ("Aanw: Bos, Vis en Mol", ["Bos", "Vis", "Mol"]),
        ("Aanwezig zijn burgemeester Bos (voorzitter), mevrouw Vis (verslag) en de heer Mol.", ["Bos", "Vis", "Mol"]),
        ("Aanwezig: Anna Bos, burgemeester Dal, Karin Vis, wethouder Laan", ["Anna Bos", "Karin Vis"]),
        (
            "LEDEN        de dames Ten Have (CDA) en Vis (VVD)\nCOLLEGE      burgemeester Bos en wethouder Van Mol",
            ["Ten Have", "Vis", "Bos", "Van Mol"],
        ),
        (
            "Aan het overleg namen deel burgemeester Els Bos, teamchef Rens Mol en adviseur veiligheid Kim Vis.",
            ["Els Bos", "Rens Mol", "Kim Vis"],
        ),
    ],
)
def test_lists_in_the_ways_of_clerks(lines: str, expected: list[str]) -> None:
    assert names(plain(TITLE + lines + REST)) == expected


def test_who_is_said_to_be_away_is_absent() -> None:
    minutes = plain(TITLE + "Aanwezig: Els Bos, Rens Mol\n\nGemeentesecretaris Mirjam Laan was verhinderd." + REST)

    assert names(minutes, "absent") == ["Mirjam Laan"]


def test_a_registrar_of_the_council_writes() -> None:
    minutes = plain(TITLE + "GRIFFIER    de heer Snel\nLEDEN       de heren Bos en Vis" + REST)

    assert minutes.meeting.secretary == person(minutes, "Snel").id


def test_what_bodies_say_is_no_attendance() -> None:
    minutes = plain(
        TITLE + "Aanwezig: A. Bos" + REST + "\n3. Rondje\n\nPolitie: geen punten.\nOM: Jan Bos komt later.\n"
    )

    assert names(minutes) == ["A. Bos"]
