"""Decisions and actions that stand where minutes put their outcomes: registers, codes, signs, labels in a column."""

from __future__ import annotations

import pytest

from dvo_tui.minutes.model import Minutes
from dvo_tui.minutes.reading import read_bytes
from tests.unit.suggest.proposing import noordrand, proposed, quotes

REGISTER = """\
# Register 4 maart 2024

| Nr | Datum | Omschrijving | Houder | Gereed | Status | Opmerkingen |
|---|---|---|---|---|---|---|
| 24-B01 | 04-03-2024 | Veerdienst in de winter stoppen | | | gereed | hamerstuk |
| 24-B02 | 04-03-2024 | Lichtplan kade | | | aangehouden | |
| 24-A01 | 04-03-2024 | Steigers nalopen | Bos/Vis | 01-04-2024 | open | duurt even |
| 24-A02 | 04-03-2024 | Folder herdrukken | secr. | zsm | gereed | |
"""


def decided(minutes: Minutes) -> list[tuple[str, str]]:
    return [(it.type, quotes(minutes, it)[0]) for it in proposed(minutes, "decision")]


def to_do(minutes: Minutes) -> list[str]:
    return [quotes(minutes, it)[0] for it in proposed(minutes, "action")]


def test_the_number_of_a_row_tells_what_a_register_holds_and_its_state_how_it_ended() -> None:
    minutes = read_bytes(REGISTER.encode(), "register.md")

    assert decided(minutes) == [("decided", "Veerdienst in de winter stoppen"), ("deferred", "Lichtplan kade")]
    assert [
        (quotes(minutes, it)[0], it.owners, it.due or it.due_text, it.state) for it in proposed(minutes, "action")
    ] == [
        ("Steigers nalopen", ("Bos", "Vis"), "2024-04-01", "open"),
        ("Folder herdrukken", ("secr",), "zsm", "done"),
    ]


def test_a_column_of_sorts_tells_it_too() -> None:
    minutes = read_bytes(
        b"""# Lijst 4 maart 2024

| Nr | Soort | Omschrijving | Wie |
|---|---|---|---|
| 1 | Besluit | Vaarverbod op zondag | |
| 2 | Actie | Borden plaatsen | Bos |
""",
        "lijst.md",
    )

    assert decided(minutes) == [("decided", "Vaarverbod op zondag")]
    assert to_do(minutes) == ["Borden plaatsen"]


def test_lettered_numbers_of_an_agenda_are_no_codes() -> None:
    minutes = read_bytes(
        b"""# Verslag 4 maart 2024

| Nr | Onderwerp | Toelichting | Besluit |
|---|---|---|---|
| A1 | Opening | De voorzitter opent. | |
| B1 | Veer | Er is over het veer gesproken. | Akkoord |
""",
        "verslag.md",
    )

    assert decided(minutes) == [("agreed", "Akkoord")]
    assert to_do(minutes) == []


def test_coded_lines_below_a_title_of_decisions() -> None:
    minutes = noordrand(
        """
        Er brandt een loods.

        BESLUITVORMING

        B1  Afzetten tot 300 m.
        B2  Brug: nog niet, later bekijken.
        """
    )

    assert decided(minutes) == [("decided", "Afzetten tot 300 m."), ("deferred", "Brug: nog niet, later bekijken.")]


def test_roads_at_the_start_of_a_line_are_no_codes() -> None:
    assert decided(noordrand("A7 Vertraging door een ongeluk.\n\nEr is veel verkeer.")) == []


@pytest.mark.parametrize("sign", ["»", "=>", "→", "->"])
def test_what_stands_behind_a_sign_is_a_decision_or_what_somebody_does(sign: str) -> None:
    minutes = noordrand(
        f"""
        Het veer is stuk. Er is lang over gesproken.
        {sign} Pont van de buren huren, voor een maand.

        De kade zakt weg.
        {sign} Postma en Dijk lopen de steigers na, eind april
        {sign} Rapport over de kade: vastgesteld.
        {sign} De lijst wordt door Postma rondgestuurd.
        """
    )

    assert decided(minutes) == [
        ("decided", "Pont van de buren huren, voor een maand."),
        ("adopted", "Rapport over de kade: vastgesteld."),
    ]
    assert to_do(minutes) == [
        "Postma en Dijk lopen de steigers na, eind april",
        "De lijst wordt door Postma rondgestuurd.",
    ]


def test_a_sign_that_opens_the_entries_of_lists_marks_nothing() -> None:
    minutes = noordrand(
        """
        Er zijn vier wensen:

        » een nieuwe pont
        » meer licht
        » een hek langs de kade
        » een bankje
        """
    )

    assert decided(minutes) == []


def test_a_label_in_a_column_of_its_own_holds_for_the_lines_below_it() -> None:
    minutes = noordrand(
        """
        Punt              3
        Besluit           De veerregeling wordt vastgesteld.
                          Voor de boot wordt € 4.000 beschikbaar gesteld.
        Toezegging        zie lijst
        """
    )

    assert decided(minutes) == [
        ("adopted", "De veerregeling wordt vastgesteld."),
        ("decided", "Voor de boot wordt € 4.000 beschikbaar gesteld."),
    ]


def test_each_sentence_below_a_heading_of_decisions_that_settles_something_is_one() -> None:
    minutes = read_bytes(
        b"""# Verslag

## 1. Veer

Er is gesproken.

### Besluit

Het veer vaart voortaan op zondag. Een tweede pont komt er niet. De leden worden bedankt.

### Actie

Bos belt de veerman.
""",
        "verslag.md",
    )

    assert decided(minutes) == [
        ("decided", "Het veer vaart voortaan op zondag."),
        ("rejected", "Een tweede pont komt er niet. De leden worden bedankt."),
    ]


@pytest.mark.parametrize("label", ["Besluit driehoek:", "BESLUIT DB:", "Besluit dus:", "CONCLUSIE:"])
def test_labels_say_whose_decision_it_is(label: str) -> None:
    assert decided(noordrand(f"{label} een hek langs de kade, voor een jaar.")) == [
        ("decided", "een hek langs de kade, voor een jaar.")
    ]


def test_a_form_holds_what_was_decided_beside_its_key() -> None:
    minutes = read_bytes(
        b"""<h1>Besluitenlijst</h1><h3>1. Benoemingen</h3>
<dl><dt>Besluit</dt><dd><ul><li>Bos wordt lid van de stuurgroep.</li><li>Vis krijgt ontslag.</li></ul></dd></dl>
<h3>2. Post</h3><table><tr><th>Stuk</th><th>Afdoening</th></tr><tr><td>Brief van de haven</td>
<td>Betrekken bij de begroting</td></tr></table>""",
        "lijst.html",
    )

    assert [it[1].lstrip("- ") for it in decided(minutes)] == [
        "Bos wordt lid van de stuurgroep.",
        "Vis krijgt ontslag.",
        "Betrekken bij de begroting",
    ]


def test_a_sentence_in_a_cell_that_settles_something_anew_is_a_decision_of_its_own() -> None:
    minutes = read_bytes(
        b"""| Nr | Onderwerp | Toelichting | Besluit |
|---|---|---|---|
| 1 | Veer | Gesproken. | De motie wordt verworpen (2-5). De begroting wordt vastgesteld. De leden vinden dat ruim. |
""",
        "verslag.md",
    )

    assert decided(minutes) == [
        ("rejected", "De motie wordt verworpen (2-5)."),
        ("adopted", "De begroting wordt vastgesteld. De leden vinden dat ruim."),
    ]
