"""Programmes and projects by what introduces them, and every other mention of these under their own or a short name."""

from __future__ import annotations

import pytest

from tests.unit.suggest.proposing import bare, proposed, surfaces


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De projecten Zeewind, Stuwkracht en Vaargeul lopen.", ["Zeewind", "Stuwkracht", "Vaargeul"]),
        ("De deelprogramma's Duinzicht en Polderblik stoppen.", ["Duinzicht", "Polderblik"]),
        ("De pilots ‘Kijk op Kade’ en ‘Torenwacht’ stoppen.", ["Kijk op Kade", "Torenwacht"]),
        ("De proef Torenwacht / Duinzicht loopt.", ["proef Torenwacht", "Duinzicht"]),
        ("De voorlichtingsactie Dichte Deur had succes.", ["Dichte Deur"]),
        ("Het traject 4xV loopt. Men prijst 4xV.", ["4xV", "4xV"]),
        ("Het Meerjarenprogramma 2024-2027 is klaar.", ["Meerjarenprogramma 2024-2027"]),
        ("Pilot: Torens op de Kade", ["Torens op de Kade"]),
        ("De campagne Doe je deur op slot is begonnen.", ["Doe je deur op slot"]),
        ("De campagne Vuurvrij loopt goed.", ["Vuurvrij"]),
        ("Het plan kreeg het motto Kalm aan Zee.", ["Kalm aan Zee"]),
        ("De trajecten van Smit lopen. De projecten in Almelo ook.", []),
        ("Men volgt de proef Torenwacht in Almelo.", ["proef Torenwacht"]),
        ("Het Uitvoeringsprogramma Heldere Kade 2023-2026.", ["Uitvoeringsprogramma Heldere Kade 2023-2026"]),
        ("Torenwacht is het buurtproject waarin men kijkt. Torenwacht groeit.", ["Torenwacht", "Torenwacht"]),
        ("Het gaat om Torenwacht, een nieuwe pilot.", ["Torenwacht"]),
        ("Dit is een project. Preventie is het programma van de GGD.", []),
        ("De pilot Camera\naan de Kade voldoet.", ["pilot Camera\naan de Kade"]),
        ("Het Convenant Heldere Kade en het Actieplan Heldere Kust zijn beleid.", []),
        ("De methode Zorgketen 3.0 werkt.", ["Zorgketen 3.0"]),
        ("Het jaarprogramma Veiligheid is klaar.", []),
        ("De wethouder heet Roos van Stichting De Brug welkom.", []),
    ],
)
def test_a_word_for_projects_introduces_one_name_or_a_row_of_them(text: str, found: list[str]) -> None:
    assert surfaces(bare(text), "PROGRAMME") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Er zijn drie projecten: ‘Dansen op de Dijk’, ‘Uit & Thuis’ en meer.", ["Dansen op de Dijk", "Uit & Thuis"]),
        ("Het project loopt. Hij las het boek ‘Dansen op de Dijk’.", []),
        ("Hij zei over het project: ‘dat gaat goed’.", []),
        ("Men sprak over ‘Dansen op de Dijk’.", []),
    ],
)
def test_a_title_in_quotes_is_a_project_where_projects_are_spoken_of(text: str, found: list[str]) -> None:
    assert surfaces(bare(text), "PROGRAMME") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Het project Vaargeul loopt. Vaargeul kost veel; de Vaargeul-trainer ook.", ["Vaargeul", "Vaargeul"]),
        ("Het project Vloed loopt. De vloed komt op en Vloed dus ook.", ["Vloed"]),
        ("Het project Vloed loopt. De vloed komt op. Vloed helpt daarbij.", ["Vloed"]),
        ("Het project Vloed loopt. De vloed komt op. Vloed en eb gaan door.", []),
        ("Het project Jeugd loopt. Daarna spreekt men over Jeugd.", []),
        ("Het project Vaargeul loopt, net als Vaargeulen.", []),
    ],
)
def test_a_name_comes_again_unless_it_is_a_word_there(text: str, found: list[str]) -> None:
    assert surfaces(bare(text), "PROGRAMME")[1:] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De bewaking door Oog op de Vaart en Duinwacht helpt.", ["Oog op de Vaart", "Duinwacht"]),
        ("Men prijst Duinwacht, Oog op de Vaart en Zeeblik zeer.", ["Duinwacht", "Oog op de Vaart", "Zeeblik"]),
        ("De bewoners kennen Buurtblik Almelo en Burgernet.", ["Buurtblik Almelo", "Burgernet"]),
        ("Het gaat via Burgernet en Facebook.", ["Burgernet"]),
        ("Het project Oog op de Vaart en de politie komen.", ["project Oog op de Vaart"]),
        ("Het project Oog op de Vaart, Rijkswaterstaat en Almelo.", ["project Oog op de Vaart"]),
    ],
)
def test_what_stands_in_a_row_with_a_project_is_one(text: str, found: list[str]) -> None:
    assert surfaces(bare(text), "PROGRAMME") == found


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("Het project Sterk in de Kuststrook (SidK) loopt. SidK is klaar.", "SidK", "Sterk in de Kuststrook"),
        ("Het programma Weerbare Oude Haven kost veel: WOH is duur.", "WOH", "Weerbare Oude Haven"),
        ("Het programma STEVIG loopt. Volgens de makers is STEVIG nodig.", "STEVIG", "STEVIG"),
    ],
)
def test_a_short_name_means_the_programme_and_no_body(text: str, short: str, full: str) -> None:
    found = proposed(bare(text), "entity", "PROGRAMME")

    assert [it.normalized for it in found if text[it.spans[0].start : it.spans[0].end] == short][-1] == full
    assert surfaces(bare(text), "ORGANISATION") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zij draait mee in Achter de Schuurdeur in Zeeland.", ["Achter de Schuurdeur"]),
        ("De bijdrage aan Kustdorp Zonder Zorgen stijgt.", ["Kustdorp Zonder Zorgen"]),
        ("Er is gebeld met het Regionaal Meldpunt Overlast.", []),
        ("Men stond bij De Stille Oever te wachten.", []),
        ("De Samen Wijs-trainer komt.", ["Samen Wijs"]),
        ("Er is geld voor Kijk Mee en voor Grip op Geld.", ["Kijk Mee", "Grip op Geld"]),
        ("Men ziet dit bij Vitaal Ooster en bij Zorgzaam Almelo.", ["Vitaal Ooster", "Zorgzaam Almelo"]),
        ("Het is stil bij de Oude Toren en de Sterke Poort.", []),
        ("De brief van stichting Samen Wijs is er.", []),
    ],
)
def test_everyday_words_in_capitals_end_before_a_place_and_never_begin_inside_a_name(
    text: str, found: list[str]
) -> None:
    assert surfaces(bare(text), "PROGRAMME") == found


def test_who_leads_a_project_is_not_called_as_it_is() -> None:
    minutes = bare("De nieuwe pilot Bolle Wangen start. Roos wordt projectleider Bolle Wangen.")

    assert surfaces(minutes, "PROGRAMME") == ["pilot Bolle Wangen", "Bolle Wangen"]
    assert "Bolle Wangen" not in surfaces(minutes, "PERSON")


def test_a_row_of_many_names_is_read_once() -> None:
    text = "De projecten " + ", ".join(f"Vaargeul{'abcdefghij'[at % 10]}" for at in range(400)) + " en Zeewind lopen."

    assert len(surfaces(bare(text), "PROGRAMME")) == 401
