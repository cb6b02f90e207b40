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
        ("Het Draaiboek Hitte ligt klaar.", ["Draaiboek Hitte"]),
        ("Het calamiteitenplan Kanaalzone en een stappenplan.", ["calamiteitenplan Kanaalzone"]),
        ("Het Jaarplan Toezicht 2024-2026 is er.", ["Jaarplan Toezicht 2024-2026"]),
        ("De Regiovisie Jeugd 24-27 is er.", ["Regiovisie Jeugd 24-27"]),
        ("Het projectplan Havenkade is geen beleid.", []),
        (
            "De Handreiking Stille Nachten en het Convenant Rustige Kade.",
            [
                "Handreiking Stille Nachten",
                "Convenant Rustige Kade",
            ],
        ),
        ("Het Actieplan Huurders en het Convenant met de GGD.", ["Actieplan Huurders"]),
        ("Het verdrag van Lissabon geldt, een ander verdrag niet.", ["verdrag van Lissabon"]),
        ("De Beleidsregel cameratoezicht Elzerdam 2026 geldt.", ["Beleidsregel cameratoezicht Elzerdam 2026"]),
        (
            "Het Handhavingsplan Haven 2024-2026 (HPH) geldt; HPH is lang.",
            [
                "Handhavingsplan Haven 2024-2026",
                "HPH",
                "HPH",
            ],
        ),
        ("De Wegenverkeerswet 1994 is oud.", ["Wegenverkeerswet 1994"]),
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
        ("Er dreef iets in het Molendiep en de Hollekreek.", ["Molendiep", "Hollekreek"]),
        ("Een Molendiep is er niet.", []),
        ("Men zocht langs de Linge en de Lek.", ["Linge", "Lek"]),
        ("Daarover heeft Linge niets gezegd.", []),
        ("De Schaapse Bossen en de Oude Kolk liggen er mooi bij.", ["Schaapse Bossen", "Oude Kolk"]),
        ("Het speelt in de wijken Zonhoek en Torum.", ["Zonhoek", "Torum"]),
        ("In Almelo-Noord en Torum is het rustig.", ["Almelo-Noord", "Torum"]),
        ("De raden van Wolderkerk en Torum stemmen in.", ["Wolderkerk", "Torum"]),
        ("Een loods ten noorden van Torum en een file ter hoogte van Ostwald.", ["Torum", "Ostwald"]),
        ("De gem. Torum vraagt dit; Torum betaalt.", ["Torum", "Torum"]),
        ("Burgemeester Ubbo de Haan schrijft de burgemeester van Torum.", ["Torum"]),
        ("Hij vroeg het bij Zorgnet en bij Ostwoude.", ["Ostwoude"]),
        ("ALMELO vraagt om uitstel.", ["ALMELO"]),
        ("De kern Torumoord doet mee. TORUMOORD is klaar.", ["Torumoord", "TORUMOORD"]),
        ("Men was op De Schans, Het Zilt en Zandwerf.", ["De Schans", "Het Zilt", "Zandwerf"]),
        ("De reactie op Zorgnet is laat.", []),
        ("Men zocht tussen Ostwolde en Torumoord, niet tussen Smit en Kruis.", ["Ostwolde", "Torumoord"]),
        ("Er is gestort in de Duinheggen en aan het Molenhofje.", ["Duinheggen", "Molenhofje"]),
    ],
)
def test_sites_are_known_by_how_they_end_and_what_stands_before_them(text: str, found: list[str]) -> None:
    assert surfaces(bare(text), "LOCATION") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Er is gebeld door Vitaal Almelo en Leerplicht Borne.", []),
        ("Dat staat in de folder van Twente Huiswerk.", []),
        ("De portefeuillehouder Wonen Almelo is ziek.", ["Almelo"]),
        ("Men komt bijeen in Fort Vechten en op Station Borne.", ["Borne"]),
        ("Men sprak met de wethouder uit Almelo Noord.", ["Almelo"]),
    ],
)
def test_a_place_inside_a_longer_name_is_none(text: str, found: list[str]) -> None:
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
        ("Het waterschap Rijnkant, hierna WRT, betaalt. WRT belt.", ["waterschap Rijnkant", "WRT", "WRT"]),
        ("De Stichting Vrije Oever (SVOE) belt. SVOE komt.", ["Stichting Vrije Oever", "SVOE", "SVOE"]),
        ("Dat schrijft Dorpsraden Nederland aan heel Nederland.", ["Dorpsraden Nederland"]),
        ("Bij II en IV is er niets. Antwoord: JA.", []),
        ("De schutterij Sint Rochus marcheert.", ["schutterij Sint Rochus"]),
        ("De stuurgroep voor Zeewacht kiest.", []),
        ("Bureau Zeeblik en Universiteit Twente meten.", ["Bureau Zeeblik", "Universiteit Twente"]),
        ("Burgernet en Politie werken.", ["Politie"]),
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
        ("Na het Oogstfeest volgt de lichtjestocht.", ["Oogstfeest", "lichtjestocht"]),
        ("Na de Week tegen Lawaai komt de Polderquiz.", ["Week tegen Lawaai", "Polderquiz"]),
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
        ("De huur is 450 p.m. en de kosten zijn 2.250 p/kw nu.", ["450 p.m.", "2.250 p/kw"]),
        ("Er is om 3 p.m. koffie; dat kost niets.", []),
        ("Een pool vergt 1,3 mln per jaar.", ["1,3 mln"]),
        ("Er ligt een ton of dertig aan accu's.", []),
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
        ("Het is volgend jr klaar.", "volgend jr", "2022"),
        ("Het was vorige mnd klaar.", "vorige mnd", "2021-02"),
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
