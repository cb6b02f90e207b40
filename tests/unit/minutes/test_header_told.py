"""Times in words, the day of publication, bodies in sentences: what headers say in other ways than by labels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvo_tui.minutes import dates, fields, prose
from dvo_tui.minutes.dates import times
from tests.unit.minutes.reading import person, plain

REST = "\n\n1. Opening\n\nEr waren geen punten.\n\n2. Sluiting\n\nEr was niets meer.\n"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("half elf tot tien over twaalf", ["10:30", "12:10"]),
        ("om kwart over twee", ["14:15"]),
        ("des namiddags te twee uren", ["14:00"]),
        ("te tien voor half vijf", ["16:20"]),
        ("10.00 uur tot kwart over twaalf", ["10:00", "12:15"]),
        ("te acht uur des avonds", ["20:00"]),
        ("'s morgens om half zeven", ["06:30"]),
        ("om half één", ["12:30"]),
        ("dat duurde twee uur", []),
        ("vijf voor en twee tegen", []),
        ("de helft van twaalf leden", []),
    ],
)
def test_times_are_read_in_words(words: str, expected: list[str]) -> None:
    assert times(words) == expected


@given(
    st.lists(
        st.sampled_from([*dates._NUMBERS, "half", "Kwart", "over", "voor", "uur", "uren", "om", "te", " ", ". "])
    ).map(" ".join)
)
def test_what_spares_the_search_for_times_hides_none(text: str) -> None:
    found = [clock for match in dates._WORDED.finditer(text) if (clock := dates._in_words(text, match))]

    assert dates.clocks(text) == sorted(found)


@pytest.mark.parametrize("verb", ["opent", "geopend", "Opening", "begint", "begon", "aanvang"])
def test_every_verb_of_opening_is_hinted_at(verb: str) -> None:
    assert prose._OPENS.search(verb)
    assert any(hint in verb.lower() for hint in prose._OPENING)


@pytest.mark.parametrize("verb", ["sluit", "Sluiting", "sloot", "gesloten", "einde", "afgesloten", "eindigde"])
def test_every_verb_of_closing_is_hinted_at(verb: str) -> None:
    assert prose._CLOSES.search(verb)
    assert any(hint in verb.lower() for hint in prose._CLOSING)


@pytest.mark.parametrize(
    "label",
    [
        *("Datum", "Vergaderdatum", "Wanneer", "d.d.", "Aanvang", "Begin", "Starttijd", "Einde", "Sluiting om", "Tijd"),
        *("Van/tot", "Locatie", "Plaats", "Vergaderzaal", "Ruimte", "Waar", "Zaal", "Plv. voorzitter", "Vz.", "vz"),
        *("Gespreksleiding", "Ambtelijk secretaris", "Secretariaat", "Notulist", "Verslag", "Not.", "Genotuleerd door"),
        *("Opgetekend door", "Vastgelegd door", "Deels aanwezig", "Ook bij punt 3", "Bij punt 3 ook", "Niet erbij"),
        *("Afbericht", "Afwezig", "Afgemeld", "Verhinderd", "Absent", "Afm.", "Zich afgemeld hebben", "m.k.a."),
        *("Met kennisgeving afwezig", "Bericht van verhindering", "Zonder bericht", "Tevens aanwezig", "Presentie"),
        *("Vaste leden", "Overige leden", "Gasten", "Te gast", "Genodigden", "Tegenwoordig", "Externe adviseurs"),
        *("Adviserende leden", "Agendaleden", "Toehoorders", "Griffie", "Ambtelijk aanwezig", "Bestuurlijk aanwezig"),
        *("Digitaal aanwezig", "Online aanwezig", "Fysiek aanwezig", "Via Teams aanwezig", "Rond de tafel", "Erbij"),
        *("Bezetting", "Samenstelling", "Ingebeld", "Wie waren erbij", "Waren erbij", "Deelgenomen hebben"),
        *("Overleg", "Gremium", "Openbaarheid", "Status", "Rubricering", "Classificatie", "Karakter"),
    ],
)
def test_every_label_begins_as_labels_do(label: str) -> None:
    assert fields.label_key(label) is not None


def test_a_sentence_tells_body_day_times_and_place() -> None:
    minutes = plain(
        "NOTULEN der besloten vergadering van de Raad van Overleg inzake Orde in het Land van Oosterdal, gehouden op "
        "dinsdag 14 november 2017, des namiddags te twee uren, in de raadzaal van het raadhuis te Hoogkerke."
        + REST.replace("Er was niets meer.", "De voorzitter sloot te tien voor half vijf de vergadering.")
    )

    assert minutes.meeting.body == "Raad van Overleg inzake Orde in het Land van Oosterdal"
    assert (minutes.meeting.date, minutes.meeting.start, minutes.meeting.end) == ("2017-11-14", "14:00", "16:20")
    assert minutes.meeting.location == "raadzaal van het raadhuis te Hoogkerke"


def test_the_day_of_publication_is_not_that_of_the_meeting() -> None:
    minutes = plain(
        "Besluitenlijst bestuur Oosterdal\n\nGepubliceerd op 9 juli 2024 in de rubriek Bestuur\n\n"
        "Het bestuur vergaderde op donderdag 4 juli 2024 van 13.00 tot 14.45 uur in de kazerne te Hoogkerke." + REST
    )

    assert minutes.meeting.date == "2024-07-04"
    assert (minutes.meeting.start, minutes.meeting.end) == ("13:00", "14:45")
    assert minutes.meeting.location == "kazerne te Hoogkerke"


def test_for_whom_minutes_are_is_no_body() -> None:
    minutes = plain("VERTROUWELIJK - alleen voor de leden van de driehoek\n\nDriehoek Oosterdal\n4 maart 2021" + REST)

    assert minutes.meeting.body == "Driehoek Oosterdal"


def test_a_number_and_times_are_no_body() -> None:
    minutes = plain("Verslag overleg brand Oosterdal, 4 maart 2021\n\nOverleg : 2 (14:05 - 14:50)" + REST)

    assert minutes.meeting.body == "overleg brand Oosterdal"


@pytest.mark.parametrize(
    "line", ["4 maart 2021, 9.00 uur, gemeentehuis Hoogkerke. Niet verder verspreiden zonder overleg vooraf."]
)
def test_a_line_that_begins_with_the_day_tells_time_and_place(line: str) -> None:
    meeting = plain("Driehoek Oosterdal\n\n" + line + REST).meeting

    assert (meeting.date, meeting.start, meeting.location) == ("2021-03-04", "09:00", "gemeentehuis Hoogkerke")


def test_one_line_may_part_the_title_from_its_day() -> None:
    meeting = plain("Kernteam Oosterdal\nmet drie bewerkers\n4 maart 2021 | 9:00 - 10:35 uur | Teams" + REST).meeting

    assert (meeting.body, meeting.date, meeting.start, meeting.end) == (
        "Kernteam Oosterdal",
        "2021-03-04",
        "09:00",
        "10:35",
    )


def test_space_before_a_colon_is_no_part_of_the_value() -> None:
    meeting = plain(
        "Verslag kring Oosterdal\nDatum        : 4 maart 2021\nPlaats       : dorpshuis De Kreek" + REST
    ).meeting

    assert (meeting.date, meeting.location) == ("2021-03-04", "dorpshuis De Kreek")


@pytest.mark.parametrize(
    ("line", "place"),
    [
        (
            "Verslag van het overleg op donderdag 4 maart 2021, 10.00 uur tot 12.20 uur, raadzaal te Hoogkerke.",
            "raadzaal te Hoogkerke",
        ),
        ("donderdag 4 maart 2021 | 9.15 - 12.00 uur | landgoed De Hork, Hoogkerke", "landgoed De Hork, Hoogkerke"),
        ("4 maart 2021, 9.30 - 11.40 uur, gemeentehuis Hoogkerke (Trouwzaal)", "gemeentehuis Hoogkerke (Trouwzaal)"),
    ],
)
def test_the_place_stands_behind_the_times(line: str, place: str) -> None:
    meeting = plain("Kring Oosterdal\n\n" + line + REST).meeting

    assert (meeting.date, meeting.location) == ("2021-03-04", place)


def test_only_the_end_is_no_beginning() -> None:
    text = "Kring Oosterdal\n4 maart 2021" + REST.replace("Er was niets meer.", "De voorzitter sluit om 11.30 uur.")

    assert (plain(text).meeting.start, plain(text).meeting.end) == (None, "11:30")


@pytest.mark.parametrize(
    ("line", "role", "name"),
    [
        ("De vergadering staat onder leiding van burgemeester J. Bos.", "chair", "J. Bos"),
        ("Het verslag is opgesteld door K. Vis.", "secretary", "K. Vis"),
        ("Notulen gemaakt door mevrouw K. Vis.", "secretary", "K. Vis"),
    ],
)
def test_sentences_tell_who_presides_and_who_writes(line: str, role: str, name: str) -> None:
    minutes = plain("Verslag kring Oosterdal 4 maart 2021\n\nAanwezig: J. Bos, K. Vis\n\n" + line + REST)

    assert getattr(minutes.meeting, role) == person(minutes, name).id
