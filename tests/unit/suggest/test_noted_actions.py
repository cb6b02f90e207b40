"""Actions noted as such outside a table of actions: with owners behind them, in rows without a table, in brackets."""

from __future__ import annotations

import pytest

from dvo_tui.minutes.model import Minutes
from dvo_tui.minutes.reading import read_bytes
from tests.unit.suggest.proposing import name_of, noordrand, proposed, quotes

Row = tuple[str, list[str | None], str | None, str]


def rows(minutes: Minutes) -> list[Row]:
    """What, whose, until when and how it stands, of every action."""
    found = proposed(minutes, "action")
    return [
        (quotes(minutes, it)[0], [name_of(minutes, owner) for owner in it.owners], it.due or it.due_text, it.state)
        for it in found
    ]


@pytest.mark.parametrize(
    ("line", "people", "due", "state"),
    [
        ("kaart bijwerken (Postma/Dijk, 15 april)", ["B. Postma", "P. Dijk"], "2021-04-15", "open"),
        ("memo over de kade (Postma, voor 22/3)", ["B. Postma"], "2021-03-22", "open"),
        ("nummers natrekken (Postma; loopt)", ["B. Postma"], "loopt", "open"),
        ("brief aan de haven (Postma + Dijk, asap)", ["B. Postma", "P. Dijk"], "asap", "open"),
        ("folder herdrukken (Postma) ✅", ["B. Postma"], None, "done"),
        ("belronde bij de boeren (Postma, nu eind april) ⏳ nog mee bezig", ["B. Postma"], "2021-04", "open"),
        ("zaal bespreken (wie?)", [], None, "open"),
        ("Dit wordt uitgezocht (Postma)", ["B. Postma"], None, "open"),
    ],
)
def test_owners_and_time_in_closing_brackets(line: str, people: list[str], due: str | None, state: str) -> None:
    minutes = noordrand(f"Er is over gesproken.\n\n- {line}")

    ((_, owners, when, stands),) = rows(minutes)

    assert (owners, when, stands) == (people, due, state)


def test_what_stands_among_actions_with_owners_is_one_too() -> None:
    minutes = noordrand("- kaart bijwerken (Postma, 15 april)\n- dossier van de kade (Dijk)\n- overdracht -> Postma")

    assert [it[0] for it in rows(minutes)] == [
        "kaart bijwerken (Postma, 15 april)",
        "dossier van de kade (Dijk)",
        "overdracht -> Postma",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Het dossier van de kade (Dijk)",
        "De wijk vindt van niet (Postma)",
        '"nee, en dat weet je" (Postma)',
        "Zie het rapport over de haven (Postma, 2019)",
        "Is er geld voor de pont? (Postma, in april)",
    ],
)
def test_brackets_behind_what_is_told_or_named_make_no_action(line: str) -> None:
    assert rows(noordrand(f"- {line}")) == []


@pytest.mark.parametrize(
    ("label", "people", "due"),
    [
        ("[actie: Postma, eind april]", ["B. Postma"], "2021-04"),
        ("[actie: politie/brandweer, voor de zomer]", ["politie", "brandweer"], "voor de zomer"),
        ("(actie: Postma)", ["B. Postma"], None),
    ],
)
def test_a_label_in_brackets_makes_the_sentence_before_it_an_action(
    label: str, people: list[str], due: str | None
) -> None:
    minutes = noordrand(f"Er komt een nieuwe kaart {label}.")

    assert rows(minutes) == [("Er komt een nieuwe kaart", people, due, "open")]


def test_people_who_do_it_come_before_the_bodies_of_the_label() -> None:
    minutes = noordrand("Postma stuurt de lijst rond [actie: politie, eind april].")

    assert rows(minutes) == [("Postma stuurt de lijst rond", ["B. Postma"], "2021-04", "open")]


def test_rows_whose_columns_white_space_sets_apart() -> None:
    minutes = noordrand(
        """
        Er brandt een loods.

        ACTIES                                  WIE      GEREED
        1   Sirenes nalopen                     Postma   15:00
        2   Buren bellen                        ?        1 april 2021
        3   Pendelbus regelen voor de kade      Dijk/Postma direct
        14:48  Volgend overleg om vier uur.
        """
    )

    assert rows(minutes) == [
        ("Sirenes nalopen", ["B. Postma"], "15:00", "open"),
        ("Buren bellen", [], "2021-04-01", "open"),
        ("Pendelbus regelen voor de kade", ["P. Dijk", "B. Postma"], "direct", "open"),
    ]


def test_rows_of_what_and_who_and_when_whatever_the_reader_takes_them_for() -> None:
    minutes = noordrand(
        """
        Dat was het.

        ACTIES
        1. Steigers nalopen – Postma – 1 mei
        2. Advies over het veer – Dijk, Postma – doorlopend
        """
    )

    assert rows(minutes) == [
        ("Steigers nalopen", ["B. Postma"], "2021-05-01", "open"),
        ("Advies over het veer", ["P. Dijk", "B. Postma"], "doorlopend", "open"),
    ]


def test_dashes_between_other_things_make_no_rows() -> None:
    assert rows(noordrand("Almen – Zwolle – 40 km\n\nLaren – Borne – 12 km")) == []


def test_rows_with_a_code_go_on_over_the_lines_below_them() -> None:
    minutes = noordrand(
        """
        Lopend
        T-2021-04   Postma      Een kaart van alle steigers
                                tussen de dorpen.
                                Termijn: mei 2021

        Afgedaan
        T-2020-31   Dijk        Brief aan de haven.
        """
    )

    assert [(owners, due) for _, owners, due, _ in rows(minutes)] == [(["B. Postma"], "2021-05"), (["P. Dijk"], None)]
    assert rows(minutes)[0][0].startswith("Een kaart van alle steigers")


def test_a_column_of_times_holds_for_the_action_in_its_row() -> None:
    minutes = read_bytes(
        b"""# Verslag 8 maart 2021

| Bespreking | Actie | Wie | Wanneer |
|---|---|---|---|
| Er is gesproken. | a. Kaart maken<br>b. Buren bellen | Bos<br>Vis | 1 april 2021<br>idem |
| Er is gezongen. | Lied zoeken voor 1 mei 2021 | Bos | zie actie |
""",
        "verslag.md",
    )

    assert [(it[1], it[2]) for it in rows(minutes)] == [
        (["Bos"], "2021-04-01"),
        (["Vis"], "2021-04-01"),
        (["Bos"], "2021-05-01"),
    ]


def test_a_list_of_actions_ends_before_what_closes_the_minutes() -> None:
    minutes = read_bytes(
        b"""# Verslag 8 maart 2021

## Actiepunten

- Kaart maken (Bos)
- Buren bellen (Vis)

Volgende keer maandag 3 mei.

Met vriendelijke groet,

Jan Vis
""",
        "verslag.md",
    )

    assert [it[0] for it in rows(minutes)] == ["Kaart maken (Bos)", "Buren bellen (Vis)"]


def test_an_owner_behind_a_dash_is_the_owner_of_a_labelled_action() -> None:
    minutes = noordrand("Er is gesproken.\n\nAfspraak 21-04: steigers nalopen in het najaar — Postma, 1 oktober")

    ((_, people, due, _),) = rows(minutes)

    assert (people, due) == (["B. Postma"], "2021-10-01")


def test_a_pronoun_that_does_not_fit_who_speaks_is_nobody() -> None:
    minutes = noordrand("Mevrouw Postma vraagt hoe het zit.\n\nHij zoekt het uit.")

    assert [it[1] for it in rows(minutes)] == [[]]
