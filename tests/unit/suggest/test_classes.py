"""Classes of names that lists cannot hold: how projects, papers, sites, firms, feasts and amounts are written."""

from __future__ import annotations

import pytest

from dvo_tui.minutes.reading import read_bytes
from tests.unit.suggest.proposing import bare, noordrand, proposed, surfaces


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Men werkt onder de vlag van Rustig Rijden door.", ["Rustig Rijden"]),
        ("De aanpak heet Zicht op Zee en is nieuw.", ["Zicht op Zee"]),
        ("Er is dit jaar weer geld voor Kijk Uit voor Elkaar.", ["Kijk Uit voor Elkaar"]),
        ("Hij prijst Stil maar Sterk. Stil maar Sterk stopt.", ["Stil maar Sterk", "Stil maar Sterk"]),
        ("De proef Portblik loopt. Met Portblik gaat het goed.", ["proef Portblik", "Portblik"]),
        ("De campagne Klop aan is begonnen.", ["Klop aan"]),
        ("Dit is een zaak van Jeugd en Veiligheid.", []),
        ("Het knooppunt Almelo is vol.", []),
        ("De aanpak Bedrijventerrein loopt.", []),
    ],
)
def test_projects_are_known_by_what_introduces_them_or_by_everyday_words_in_capitals(
    text: str, found: list[str]
) -> None:
    assert surfaces(bare(text), "PROGRAMME") == found


def test_a_line_of_capitals_is_a_heading_and_no_project() -> None:
    assert surfaces(bare("Er is weinig.\nSamen Sterk\nEr is meer te melden."), "PROGRAMME") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De Kadernota Wonen en Zorg 2024-2027 ligt ter inzage.", ["Kadernota Wonen en Zorg 2024-2027"]),
        ("Het Lokaal Handhavingsplan 2022 is klaar.", ["Lokaal Handhavingsplan 2022"]),
        ("Er is een Beleidslijn evenementen.", ["Beleidslijn evenementen"]),
        ("De Verordening Binnenhaven 2019 vervalt.", ["Verordening Binnenhaven 2019"]),
        ("De Wet sluiting schuilkelders regelt dat.", ["Wet sluiting schuilkelders"]),
        ("De Wet op de tolpoorten (Wotp) geldt; de Wotp is oud.", ["Wet op de tolpoorten", "Wotp", "Wotp"]),
        ("De televisie en de visie van het bestuur verschillen.", []),
    ],
)
def test_policy_papers_have_a_topic_or_a_period(text: str, found: list[str]) -> None:
    minutes = bare(text)

    assert surfaces(minutes, "LAW") == found
    assert surfaces(minutes, "DATE") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Het is druk bij de Lange Kamp en op Zandhoek-Oost.", ["Lange Kamp", "Zandhoek-Oost"]),
        ("Er wordt gezwommen in de Molenplas.", ["Molenplas"]),
        ("De wijkagent van Hazenbroek meldt het.", ["Hazenbroek"]),
        ("Op bedrijventerrein De Vlonder is ingebroken.", ["De Vlonder"]),
        ("In Gent en in Antwerpen loopt dit ook.", ["Gent", "Antwerpen"]),
        ("Er is overlegd met Gent en Antwerpen.", ["Gent", "Antwerpen"]),
        ("Alles is weer in Balans en in Duitse handen.", []),
        ("Zij woont in Dedemsvaart.", ["Dedemsvaart"]),
    ],
)
def test_sites_are_known_by_how_they_end_and_what_stands_before_them(text: str, found: list[str]) -> None:
    assert surfaces(bare(text), "LOCATION") == found


def test_who_is_addressed_is_no_place_though_a_village_has_the_name() -> None:
    minutes = bare("Mevrouw Dedemsvaart zag het in Dedemsvaart.")

    assert surfaces(minutes, "PERSON") == ["Dedemsvaart"]
    assert surfaces(minutes, "LOCATION") == ["Dedemsvaart"]


def test_a_listed_surname_is_a_place_only_behind_a_word_that_places_it() -> None:
    text = noordrand("Mevr. Wassenaar vraagt dit. Dat geldt voor Wassenaar. Het speelt in Wassenaar.").text
    minutes = read_bytes(text.replace("B. Postma", "B. Wassenaar").encode(), "verslag.txt")

    assert surfaces(minutes, "LOCATION") == ["Wassenaar"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Het pand is van taxibedrijf Molenaar en van Polder Wonen.", ["taxibedrijf Molenaar", "Polder Wonen"]),
        ("Zij belt met Zorgboerderij Klaproos.", ["Zorgboerderij Klaproos"]),
        ("Het Wolvenoverleg en de Dijkgemeenten sluiten aan.", ["Wolvenoverleg", "Dijkgemeenten"]),
        ("Het Novadic-Kentron komt. NK geeft les.", ["Novadic-Kentron", "NK"]),
        ("Er is gebeld met waterschap Vechtstromen.", ["waterschap Vechtstromen"]),
        ("Het Lidmaatschap en de Jeugdgroep blijven.", []),
        ("LO belt morgen. Dat deed de LO ook.", ["LO"]),
    ],
)
def test_bodies_are_known_by_their_kind_their_ending_or_their_initials(text: str, found: list[str]) -> None:
    assert surfaces(bare(text), "ORGANISATION") == found


def test_the_council_that_meets_is_a_body_by_the_name_in_its_header() -> None:
    text = (
        "Notulen Dijkvergadering Oostrand\n\nDatum: 8 maart 2021\n\n1. Opening\n\nDe Dijkvergadering Oostrand opent.\n"
    )
    minutes = read_bytes(text.encode(), "verslag.txt")

    expected = [minutes.meeting.body] * 2 if minutes.meeting.body == "Dijkvergadering Oostrand" else []
    assert [it for it in surfaces(minutes, "ORGANISATION") if it == minutes.meeting.body] == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Men kijkt uit naar Klaverpop en de Maandagrally.", ["Klaverpop", "Maandagrally"]),
        ("Na de Zandse Rally volgt de Week van de Buren.", ["Zandse Rally", "Week van de Buren"]),
        ("De wielerronde van de Hoge Rand was druk.", ["wielerronde van de Hoge Rand"]),
        ("Tijdens het EK is er extra inzet. EK belt rond.", ["EK"]),
        ("De gemeente zal niet tekortschieten.", []),
    ],
)
def test_events_are_known_by_how_they_end(text: str, found: list[str]) -> None:
    assert surfaces(bare(text), "EVENT") == found


def test_one_year_behind_an_event_is_a_date_of_its_own() -> None:
    minutes = bare("De evaluatie van carnaval 2020 is klaar.")

    assert surfaces(minutes, "EVENT") == ["carnaval"]
    assert surfaces(minutes, "DATE") == ["2020"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Er is vier ton nodig.", ["vier ton"]),
        ("Dat scheelt 25 mille en 60k.", ["25 mille", "60k"]),
        ("De subsidie is 1,25 mln, maar later.", ["1,25 mln"]),
        ("Het kost een halve ton.", ["een halve ton"]),
        ("Eén euro per inwoner is genoeg.", ["Eén euro per inwoner"]),
        ("De kosten zijn € 2-3 miljoen.", ["€ 2-3 miljoen"]),
        ("De kosten: 15.000,- per jaar.", ["15.000,- per jaar"]),
        ("Er lag 1.100 ton oud ijzer en 40 ton mest.", []),
        ("Voor een paar honderd euro doet men het.", []),
        ("Voor 3 miljoen inwoners is dit nieuw.", []),
    ],
)
def test_amounts_need_no_euro_sign_but_are_no_weights(text: str, found: list[str]) -> None:
    assert surfaces(bare(text), "MONEY") == found


@pytest.mark.parametrize(
    ("text", "surface", "normalized"),
    [
        ("Dat kan op 26/05 al.", "26/05", "2021-05-26"),
        ("Er is een lijst (Bos, 30/4): klaar.", "30/4", "2021-04-30"),
        ("Vanaf 1-1-'23 kan het.", "1-1-'23", "2023-01-01"),
        ("Het is klaar in okt.", "okt", "2021-10"),
        ("Begin okt gaat hij bellen.", "Begin okt", "2021-10"),
        ("Aan het eind van de maand is het er.", "eind van de maand", "2021-03"),
        ("In het 2e kw. 2025 komt het.", "2e kw. 2025", "2025-Q2"),
        ("In wk 12 kan het.", "wk 12", "2021-W12"),
        ("Eind '24 stopt het.", "Eind '24", "2024"),
        ("Het is eind 2024 klaar.", "eind 2024", "2024"),
    ],
)
def test_dates_are_shortened_in_many_ways(text: str, surface: str, normalized: str) -> None:
    (date,) = proposed(bare(text), "entity", "DATE")

    assert (text[date.spans[0].start : date.spans[0].end], date.normalized) == (surface, normalized)


@pytest.mark.parametrize(
    "text",
    [
        "Actie 2025-01 en zaak 12-34 lopen.",
        "Zie blad 3/4. Wij zijn 24/7 open.",
        "De stand is 2-1; van 3/4 deel weten wij het.",
        "Daarover is vandaag niets besloten.",
    ],
)
def test_codes_counts_and_pages_are_no_dates(text: str) -> None:
    assert surfaces(bare(text), "DATE") == []
