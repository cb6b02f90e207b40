"""Organisations, places, dates, laws, programmes, money and events."""

from __future__ import annotations

import pytest

from dvo_tui.minutes.reading import read_bytes
from tests.unit.suggest.proposing import bare, noordrand, proposed, surfaces


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De politie en het OM werken met het RIEC.", ["politie", "OM", "RIEC"]),
        ("Dit komt in de Stuurgroep Zorg en Straf.", ["Stuurgroep Zorg en Straf"]),
        ("De werkgroep Bibob kijkt mee.", ["werkgroep Bibob"]),
        ("Het Regionaal Overleg Wateren (ROW) en de ROW.", ["Regionaal Overleg Wateren", "ROW", "ROW"]),
        ("Zij werkt bij politie Oost-Nederland.", ["politie Oost-Nederland"]),
        ("Het RIEC Oost-Brabant meldt niets.", ["RIEC Oost-Brabant"]),
        ("Er ligt een brief van Stichting Nachtlicht.", ["Stichting Nachtlicht"]),
        ("Hij vraagt het de XYZ.", ["XYZ"]),
        ("Dat is de raad van Tholen.", []),
        ("De NL Alert en ICT zijn geen bodies.", []),
    ],
)
def test_organisations(text: str, found: list[str]) -> None:
    assert surfaces(bare(text), "ORGANISATION") == found


def test_an_abbreviation_carries_what_it_stands_for() -> None:
    (body,) = proposed(bare("De CCV helpt."), "entity", "ORGANISATION")

    assert body.expansion == "Centrum voor Criminaliteitspreventie en Veiligheid"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In Almelo en Hof van Twente is het druk.", ["Almelo", "Hof van Twente"]),
        (
            "De gemeenten Meerdijk, Elzerdam en Kolkwijk doen mee. Kolkwijk betaalt.",
            ["Meerdijk", "Elzerdam", "Kolkwijk", "Kolkwijk"],
        ),
        ("Noord en Oost Twente zijn trekker.", ["Noord en Oost Twente"]),
        ("Dat is de beste keuze. Best lastig.", []),
        ("Het gebeurt in Best.", ["Best"]),
        ("Het onderzoek in Excel is klaar.", []),
        ("Er is overlast op de Wilgenlaan.", ["Wilgenlaan"]),
        ("Twente-breed is het rustig; de Twentse aanpak werkt.", ["Twente"]),
    ],
)
def test_places(text: str, found: list[str]) -> None:
    assert surfaces(bare(text), "LOCATION") == found


def test_a_name_is_a_person_before_it_is_a_place() -> None:
    minutes = bare("Dhr. Van Zwolle meldt dit in Zwolle.")

    assert surfaces(minutes, "PERSON") == ["Van Zwolle"]
    assert surfaces(minutes, "LOCATION") == ["Zwolle"]


@pytest.mark.parametrize(
    ("text", "surface", "normalized"),
    [
        ("Op 8 maart 2021 kan het.", "8 maart 2021", "2021-03-08"),
        ("Op woensdag 12 mei kan het.", "woensdag 12 mei", "2021-05-12"),
        ("Op 13 febr. was het.", "13 febr", "2021-02-13"),
        ("Op 13 nov. kan het.", "13 nov", "2021-11-13"),
        ("Op 5 november a.s. kan het.", "5 november a.s.", "2021-11-05"),
        ("Op 5 november jl. was het.", "5 november jl.", "2020-11-05"),
        ("Van 12 t/m 14 april is het.", "12 t/m 14 april", "2021-04-12/2021-04-14"),
        ("Dit was 08-03-2021.", "08-03-2021", "2021-03-08"),
        ("In april komt het.", "april", "2021-04"),
        ("In de tweede week van mei is het.", "tweede week van mei", "2021-05"),
        ("De eerste maandag van juni is vrij.", "eerste maandag van juni", "2021-06-07"),
        ("In Q1 van 2022 komt het.", "Q1 van 2022", "2022-Q1"),
        ("In het derde kwartaal komt het.", "derde kwartaal", "2021-Q3"),
        ("Volgend jaar komt het.", "Volgend jaar", "2022"),
        ("Het is begin volgend jaar klaar.", "begin volgend jaar", "2022"),
        ("Volgende maand komt het.", "Volgende maand", "2021-04"),
        ("In week 12 komt het.", "week 12", "2021-W12"),
        ("Half november is het klaar.", "Half november", "2021-11"),
        ("Het plan 2022-2025 ligt er.", "2022-2025", "2022/2025"),
        ("Maandag a.s. kan het.", "Maandag a.s.", "2021-03-15"),
        ("Morgen kan het.", "Morgen", "2021-03-09"),
        ("Vóór 24-11 kan het.", "24-11", "2021-11-24"),
    ],
)
def test_a_date_is_placed_in_time_from_the_day_of_the_meeting(text: str, surface: str, normalized: str) -> None:
    (date,) = proposed(bare(text), "entity", "DATE")

    assert (text[date.spans[0].start : date.spans[0].end], date.normalized) == (surface, normalized)


@pytest.mark.parametrize(
    "text",
    [
        "Er zijn 2000 inwoners en 2020 meldingen.",
        "Om 09.45 uur begint het.",
        "Artikel 13b geldt. Punt 21-14 vervalt.",
        "Op 31 april kan het niet.",
        "Het nummer is 06-12345678.",
        "Wij doen dit al de afgelopen twee jaren.",
        "Dit voorjaar was nat.",
    ],
)
def test_what_is_no_date_is_not_taken_for_one(text: str) -> None:
    assert [it for it in surfaces(bare(text), "DATE") if it != "april"] == []


def test_without_the_day_of_the_meeting_the_year_stays_open() -> None:
    (date,) = proposed(bare("Op 12 mei kan het.", date=None), "entity", "DATE")

    assert date.normalized == "XXXX-05-12"


@pytest.mark.parametrize(
    ("text", "surface", "normalized"),
    [
        ("Het kost € 1.250,50 nu.", "€ 1.250,50", "1250.5 EUR"),
        ("Het kost € 1,2 mln nu.", "€ 1,2 mln", "1200000 EUR"),
        ("Het is 3 ct. per inwoner.", "3 ct. per inwoner", "0.03 EUR/inwoner"),
        ("Het is 12.500 euro.", "12.500 euro", "12500 EUR"),
        ("Het kost 25 cent.", "25 cent", "0.25 EUR"),
        ("Het kost vijfduizend euro.", "vijfduizend euro", None),
    ],
)
def test_money(text: str, surface: str, normalized: str | None) -> None:
    (money,) = proposed(bare(text), "entity", "MONEY")

    assert (text[money.spans[0].start : money.spans[0].end], money.normalized) == (surface, normalized)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Artikel 13b van de Opiumwet geldt.", ["Artikel 13b van de Opiumwet"]),
        ("De APV en de Wet Bibob gelden.", ["APV", "Wet Bibob"]),
        ("De (Wet bevordering van het goede) geldt.", ["Wet bevordering van het goede"]),
        ("Het vuurwerkbeleid en de bibob-procedure gelden.", ["vuurwerkbeleid", "bibob-procedure"]),
        ("De Wet op de loterijen geldt.", ["Wet op de loterijen"]),
        ("Er is wet noch regel.", []),
    ],
)
def test_laws(text: str, found: list[str]) -> None:
    assert sorted(surfaces(bare(text), "LAW")) == sorted(found)


def test_a_law_in_full_is_never_another_law_of_the_same_letters() -> None:
    found = proposed(bare("De Wet publieke gezondheid en de Wet politiegegevens gelden."), "entity", "LAW")

    assert [law.normalized for law in found] == ["Wet publieke gezondheid", "Wet politiegegevens"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De pilot Buurt Bestuurt loopt.", ["pilot Buurt Bestuurt"]),
        ("De campagne 'zie je wat' start.", ["zie je wat"]),
        ("De weerbaarheidsscan helpt.", ["weerbaarheidsscan"]),
        ("De Stuurgroep Zorg en Straf spreekt over Zorg en Straf.", ["Zorg en Straf"]),
        ("Dit project loopt.", []),
    ],
)
def test_programmes(text: str, found: list[str]) -> None:
    assert surfaces(bare(text), "PROGRAMME") == found


def test_events_take_their_years_in_and_leave_no_date_behind() -> None:
    minutes = bare("De jaarwisseling 2020-2021 en het havenfestival.")

    assert surfaces(minutes, "EVENT") == ["jaarwisseling 2020-2021", "havenfestival"]
    assert surfaces(minutes, "DATE") == []


def test_the_towns_people_come_from_are_places_and_no_names() -> None:
    text = noordrand("Er is niets.").text.replace("B. Postma,", "B. Postma (burgemeester Meerdijk),")
    minutes = read_bytes(text.encode(), "verslag.txt")

    assert "Meerdijk" in surfaces(minutes, "LOCATION")
    assert "Meerdijk" not in surfaces(minutes, "PERSON")


def test_a_programme_goes_on_behind_a_small_word_comes_again_and_is_no_body() -> None:
    minutes = bare("Het project Kansen na Verlof loopt na 1 mei door. Kansen na Verlof heeft een convenant Brandweer.")

    assert surfaces(minutes, "PROGRAMME") == ["project Kansen na Verlof", "Kansen na Verlof"]


def test_the_name_of_a_body_may_begin_with_an_article() -> None:
    assert surfaces(bare("Er is gebeld met stichting De Brug en basisteam Het Wad."), "ORGANISATION") == [
        "stichting De Brug",
        "basisteam Het Wad",
    ]


def test_a_village_that_is_a_surname_too_needs_a_hint_and_a_listed_one_none() -> None:
    minutes = bare("Mevr. Oosterbeek woont in Oosterbeek. Giethoorn is vol.")

    assert surfaces(minutes, "LOCATION") == ["Oosterbeek", "Giethoorn"]
    assert surfaces(minutes, "PERSON") == ["Oosterbeek"]


def test_a_place_behind_the_first_word_of_a_sentence_is_one() -> None:
    assert surfaces(bare("Er is weinig. In Zuidermeerdijk staat een post leeg."), "LOCATION") == ["Zuidermeerdijk"]
