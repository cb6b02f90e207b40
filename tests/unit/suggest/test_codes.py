"""Codes, keys and lists by which minutes mark what was decided and what is to be done."""

from __future__ import annotations

import pytest

from dvo_tui.minutes.model import Minutes
from dvo_tui.minutes.reading import read_bytes
from tests.unit.suggest.proposing import name_of, noordrand, proposed, quotes, speakers

PRESENT = "Aanwezig: A. van der Zwaan, B. Postma, C.H. Tigchelhof\n\n"


def wordings(minutes: Minutes, layer: str) -> list[str]:
    return [quotes(minutes, it)[0] for it in proposed(minutes, layer)]


def owned(minutes: Minutes) -> list[tuple[str, list[str | None], str | None, str]]:
    """Each action with its owners, due date and state."""
    return [
        (quotes(minutes, it)[0], [name_of(minutes, owner) for owner in it.owners], it.due, it.state)
        for it in proposed(minutes, "action")
    ]


def test_a_column_for_both_tells_decisions_and_actions_apart_by_their_letter() -> None:
    table = (
        "# Verslag 8 maart 2021\n\n"
        + PRESENT
        + "| Nr | Onderwerp | Bespreking | Besluit (B) / afspraak (A) | Trekker | Gereed |\n"
        "|---|---|---|---|---|---|\n"
        "| 1 | Brug | Er is koffie. | B: de brug gaat open | | |\n"
        "| 2 | Pont | Er is thee. | A: tarieven opvragen | Postma | 1 mei |\n"
    )
    minutes = read_bytes(table.encode(), "verslag.md")

    assert wordings(minutes, "decision") == ["de brug gaat open"]
    assert owned(minutes) == [("tarieven opvragen", ["B. Postma"], "2021-05-01", "open")]


def test_codes_in_square_brackets() -> None:
    minutes = noordrand("Er is koffie. [B1 de brug gaat open] Er is thee. [A1 Postma: tarieven opvragen, 1 mei]")

    assert wordings(minutes, "decision") == ["de brug gaat open"]
    assert owned(minutes) == [("Postma: tarieven opvragen, 1 mei", ["B. Postma"], "2021-05-01", "open")]


def test_boxes_of_a_list_of_tasks() -> None:
    text = PRESENT + "## Brug\n\n* [ ] tarieven opvragen (Postma, 1 mei)\n* [x] zaal regelen (Tigchelhof)\n"
    minutes = read_bytes(f"# Verslag 8 maart 2021\n\n{text}".encode(), "verslag.md")

    assert owned(minutes) == [
        ("tarieven opvragen (Postma, 1 mei)", ["B. Postma"], "2021-05-01", "open"),
        ("zaal regelen (Tigchelhof)", ["C.H. Tigchelhof"], None, "done"),
    ]


def test_rows_that_begin_with_what_they_hold() -> None:
    text = PRESENT + "<table><tr><td>Onderwerp</td><td>Brug</td></tr><tr><td>Actie</td><td>Tarieven opvragen</td></tr>"
    text += "<tr><td>Wie / wanneer</td><td>Postma, 1 mei</td></tr></table>"
    minutes = read_bytes(f"<p>Verslag 8 maart 2021</p><p>{text}".encode(), "verslag.html")

    assert [(wording, due) for wording, _, due, _ in owned(minutes)] == [("Tarieven opvragen", "2021-05-01")]


def test_who_does_what_in_lines_parted_by_dashes() -> None:
    text = PRESENT + "## Wie doet wat\n\n* Postma - tarieven opvragen - 1 mei\n* Tigchelhof – zaal regelen\n"
    found = owned(read_bytes(f"# Verslag 8 maart 2021\n\n{text}".encode(), "verslag.md"))

    assert [(wording, owners) for wording, owners, _, _ in found] == [
        ("tarieven opvragen", ["B. Postma"]),
        ("zaal regelen", ["C.H. Tigchelhof"]),
    ]


def test_a_name_before_a_dash_speaks() -> None:
    assert speakers(noordrand("Postma – de brug is dicht sinds mei.")) == ["Postma"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Het college besloot twee mensen aan te stellen.", "decided"),
        ("Het college ging akkoord met het plan.", "agreed"),
        ("De kring nam kennis van de notitie.", "noted"),
        ("Met de proef werd ingestemd.", "agreed"),
        ("Tevens werd besloten de tweede vraag voor te leggen.", "decided"),
        ("Dit punt schuift door naar mei.", "deferred"),
        ("Het amendement wordt zonder stemming aangenomen.", "agreed"),
        ("Voorstel voor een hek niet overgenomen.", "rejected"),
        ("✔ Akkoord: proef tot mei", "agreed"),
    ],
)
def test_decisions_in_the_past_tense_and_in_few_words(text: str, kind: str) -> None:
    (decision,) = proposed(noordrand(text), "decision")

    assert decision.type == kind


def test_none_is_no_decision() -> None:
    table = "| Nr | Onderwerp | Bespreking | Besluit |\n|---|---|---|---|\n| 1 | Brug | Er is koffie. | n.v.t. |\n"
    table += "| 2 | Pont | Er is thee. | geen |\n| 3 | Dijk | Er is water. | De dijk blijft. |\n"

    assert wordings(read_bytes(f"# Verslag\n\n{table}".encode(), "verslag.md"), "decision") == ["De dijk blijft."]


def test_in_the_past_tense_somebody_would_do_something() -> None:
    minutes = noordrand("De heer Postma zou dat navragen. De heer Postma zou graag zien dat het kan.")

    assert wordings(minutes, "action") == ["De heer Postma zou dat navragen."]
