from __future__ import annotations

import pytest

from dvo_tui.minutes.dates import first_date, times
from tests.unit.minutes.reading import markdown, plain


@pytest.mark.parametrize(
    ("title", "kind", "body", "date", "openness"),
    [
        ("Verslag DVO Noordrand 8 maart 2021 Openbaar", "verslag", "DVO Noordrand", "2021-03-08", "openbaar"),
        (
            "Terugkoppeling Overleg Veiligheid (OV) 11 december 2019",
            "terugkoppeling",
            "Overleg Veiligheid (OV)",
            "2019-12-11",
            None,
        ),
        (
            "Conceptverslag van de Driehoek Meerdijk, 3-5-2022",
            "conceptverslag",
            "Driehoek Meerdijk",
            "2022-05-03",
            None,
        ),
        (
            "Besluitenlijst Bestuurlijk Overleg (besloten) d.d. 29 sept. 2021",
            "besluitenlijst",
            "Bestuurlijk Overleg",
            "2021-09-29",
            "besloten",
        ),
        ("Notulen vergadering Stuurgroep Haven", "verslag", "Stuurgroep Haven", None, None),
        ("Afsprakenlijst DVO, maandag 4 april 2022", "afsprakenlijst", "DVO", "2022-04-04", None),
    ],
)
def test_a_title_line_tells_kind_body_date_and_openness(
    title: str, kind: str, body: str, date: str | None, openness: str | None
) -> None:
    meeting = plain(f"{title}\n\nDe voorzitter opent de vergadering.\n").meeting

    assert (meeting.kind, meeting.body, meeting.date, meeting.openness) == (kind, body, date, openness)


def test_a_title_over_several_lines_is_read_as_one() -> None:
    meeting = plain("VERSLAG\n\nBestuurlijk Overleg Waalgaarde\n\n29 september 2021\n\nDe voorzitter opent.\n").meeting

    assert (meeting.kind, meeting.body, meeting.date) == ("verslag", "Bestuurlijk Overleg Waalgaarde", "2021-09-29")


def test_header_fields_give_date_times_and_place() -> None:
    meeting = plain("""
        Verslag DVO Noordrand

        Datum: woensdag 8 maart 2021
        Tijd: 9.45 – 11.00 uur
        Locatie: Raadzaal, gemeentehuis Meerdijk
        Status: besloten, concept

        De voorzitter opent de vergadering.
        """).meeting

    assert (meeting.date, meeting.start, meeting.end) == ("2021-03-08", "09:45", "11:00")
    assert meeting.location == "Raadzaal, gemeentehuis Meerdijk"
    assert (meeting.kind, meeting.openness) == ("conceptverslag", "besloten")


def test_fields_in_bold_or_side_by_side_are_fields() -> None:
    meeting = markdown("# Verslag DVO\n\n**Datum:** 8 maart 2021\n**Plaats:** Meerdijk\n\nTekst.\n").meeting
    beside = plain("Verslag DVO\n\nDatum: 8 maart 2021     Plaats: Meerdijk\n\nTekst.\n").meeting

    assert (meeting.date, meeting.location) == (beside.date, beside.location) == ("2021-03-08", "Meerdijk")


def test_a_line_below_the_title_gives_date_times_and_place() -> None:
    meeting = plain(
        "Gespreksverslag DVO Merenhout\n25 januari 2024, 14.00-15.20 uur, gemeentehuis Plasbrug\n\nTekst.\n"
    ).meeting

    assert (meeting.date, meeting.start, meeting.end) == ("2024-01-25", "14:00", "15:20")
    assert meeting.location == "gemeentehuis Plasbrug"


def test_the_file_name_is_the_last_resort_for_date_and_kind() -> None:
    from dvo_tui.minutes.reading import read_bytes

    meeting = read_bytes(b"De voorzitter opent de vergadering.", "besluitenlijst-dvo-2021-03-08.txt").meeting

    assert (meeting.kind, meeting.date) == ("besluitenlijst", "2021-03-08")


def test_a_date_inside_the_minutes_is_not_the_date_of_the_meeting() -> None:
    meeting = plain(
        "Verslag DVO Noordrand\n\nDe voorzitter wijst op de oefening van 9 juni 2021 in de haven.\n"
    ).meeting

    assert meeting.date is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("5 oktober 2020", "2020-10-05"),
        ("05-10-2020", "2020-10-05"),
        ("5/10/20", "2020-10-05"),
        ("2020-10-05", "2020-10-05"),
        ("5 okt. '20", "2020-10-05"),
        ("31 februari 2020", None),
        ("14.00-15.20 uur", None),
        ("in oktober", None),
    ],
)
def test_dates_are_read_in_the_forms_that_headers_use(text: str, date: str | None) -> None:
    assert first_date(text) == date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("09.45 – 11.00", ["09:45", "11:00"]),
        ("9:45 tot 11 uur", ["09:45", "11:00"]),
        ("10 u", ["10:00"]),
        ("3 mei", []),
    ],
)
def test_times_are_read_in_the_forms_that_headers_use(text: str, expected: list[str]) -> None:
    assert times(text) == expected


def test_an_item_about_earlier_minutes_is_no_title_line() -> None:
    minutes = markdown(
        "# Verslag DVO Noordrand\n\n## 1. Verslag van 3 mei 2021\n\nTekst.\n\n## 2. Sluiting\n\nTekst.\n"
    )

    assert minutes.meeting.date is None
    assert [item.title for item in minutes.agenda] == ["Verslag van 3 mei 2021", "Sluiting"]


def test_a_speaker_called_voorzitter_is_not_the_name_of_the_chair() -> None:
    minutes = plain(
        "Verslag DVO Noordrand\n\nVoorzitter: Dank u wel.\n\nPostma: Graag gedaan.\n\nVoorzitter: Verder.\n"
    )

    assert minutes.participants == ()


def test_labels_above_their_values_are_matched_in_order() -> None:
    minutes = plain("""
        Besluitenlijst Districtscollege Duinmeer

        Datum
        Aanvang
        Einde
        Locatie
        Voorzitter

        maandag 8 maart 2021
        14.00 uur
        15.30 uur
        Gemeentehuis Meerdijk
        mevr. A. Postma
        """)

    meeting = minutes.meeting
    assert (meeting.date, meeting.start, meeting.end) == ("2021-03-08", "14:00", "15:30")
    assert meeting.location == "Gemeentehuis Meerdijk"
    assert [p.id for p in minutes.participants if p.name == "A. Postma"] == [meeting.chair]


def test_a_header_told_in_a_sentence_is_a_header() -> None:
    minutes = plain("""
        Verslag

        De vergadering van het DVO Noordrand op maandag 8 maart 2021, gehouden in het gemeentehuis van Meerdijk, begon
        om 14.00 uur onder voorzitterschap van mevrouw A. Postma.
        """)

    meeting = minutes.meeting
    assert (meeting.body, meeting.date, meeting.start) == ("DVO Noordrand", "2021-03-08", "14:00")
    assert meeting.location == "gemeentehuis van Meerdijk"
    assert [p.name for p in minutes.participants if p.id == meeting.chair] == ["A. Postma"]


def test_who_signs_as_chair_is_the_chair() -> None:
    minutes = plain("""
        Terugkoppeling DVO Noordrand 8 maart 2021

        De politie meldt dat het rustig was.

        Met vriendelijke groet,

        Anna van den Berg
        voorzitter DVO Noordrand
        """)

    assert [p.name for p in minutes.participants if p.id == minutes.meeting.chair] == ["Anna van den Berg"]


def test_the_openbaar_ministerie_makes_no_meeting_public() -> None:
    assert plain("Verslag DVO Noordrand 8 maart 2021\n\nOpenbaar Ministerie\n").meeting.openness is None


def test_concept_in_the_page_head_makes_a_draft() -> None:
    assert plain("Z/21/0001   CONCEPT\n\nVerslag DVO Noordrand 8 maart 2021\n").meeting.kind == "conceptverslag"
