"""The shapes in which agendas are printed, each as a small invented document."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from tests.unit.minutes.reading import block_texts, labels, markdown, plain, titles

TITLE = "Verslag DVO Noordrand 8 maart 2021"
OPENS = "De voorzitter opent de vergadering om 14.00 uur en heet iedereen welkom. Mevrouw Postma is ziek."
ASKS = "Mevrouw Postma vraagt naar de kosten van de drie plannen. De heer Visser antwoordt dat die in mei bekend zijn."
THREE = ["Opening", "Jaarwisseling", "Rondvraag"]


def lines(*parts: str) -> str:
    return "\n\n".join([TITLE, *parts]) + "\n"


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("1 Opening\n", "2 Jaarwisseling\n", "3 Rondvraag\n"),
        ("(1) Opening\n", "(2) Jaarwisseling\n", "(3) Rondvraag\n"),
        ("I. Opening\n", "II. Jaarwisseling\n", "III. Rondvraag\n"),
        ("a. Opening\n", "b. Jaarwisseling\n", "c. Rondvraag\n"),
        ("Agendapunt 1\nOpening\n", "Agendapunt 2\nJaarwisseling\n", "Agendapunt 3\nRondvraag\n"),
        ("1. Opening. ", "2. Jaarwisseling. ", "3. Rondvraag. "),
        ("1. Opening – ", "2. Jaarwisseling – ", "3. Rondvraag – "),
        ("1) Opening: ", "2) Jaarwisseling: ", "3) Rondvraag: "),
        ("1. Opening ", "2. Jaarwisseling ", "3. Rondvraag "),
        ("1. Opening\n", "1. Jaarwisseling\n", "1. Rondvraag\n"),
    ],
)
def test_items_are_found_whatever_stands_before_and_behind_their_titles(first: str, second: str, third: str) -> None:
    assert titles(plain(lines(first + OPENS, second + ASKS, third + ASKS))) == THREE


def test_the_meeting_number_before_the_item_number_is_part_of_the_label_and_order_is_free() -> None:
    minutes = plain(
        lines(
            f"08.1  Opening\n{OPENS}", f"08.2  Verslag\n{ASKS}", f"08.4  Jaarwisseling\n{ASKS}", "08.3  Rondvraag\nNee."
        )
    )

    assert labels(minutes) == [
        ("08.1", "Opening"),
        ("08.2", "Verslag"),
        ("08.4", "Jaarwisseling"),
        ("08.3", "Rondvraag"),
    ]


def test_sub_items_with_letters_and_dotted_numbers_hang_below_their_item() -> None:
    minutes = plain(
        lines(
            f"1. Opening\n{OPENS}",
            f"2. Mededelingen\na) Politie\n{ASKS}\nb) Brandweer\n{ASKS}",
            f"3. Ter bespreking\n3.1 Jaarwisseling\n{ASKS}\n3.2 Drugs\n{ASKS}",
            f"4. Rondvraag\n{ASKS}",
        )
    )

    assert [label for label, _ in labels(minutes)] == ["1", "2", "2a", "2b", "3", "3.1", "3.2", "4"]


def test_text_behind_a_title_is_a_paragraph_and_the_title_a_heading() -> None:
    minutes = plain(lines(f"1. Opening. {OPENS}", f"2. Rondvraag. {ASKS}"))

    assert block_texts(minutes, "heading")[1:] == ["1. Opening", "2. Rondvraag"]
    assert block_texts(minutes, "paragraph") == [OPENS, ASKS]
    assert all(before.end <= after.start for before, after in pairwise(minutes.blocks))


def test_a_document_on_one_line_is_read_as_if_its_lines_had_stayed() -> None:
    minutes = plain(
        f"{TITLE} Aanwezig: A. Postma (voorzitter), B. Visser Afwezig: D. Smit 1. Opening {OPENS} "
        f"2. Cameratoezicht {ASKS} "
        f"3. Jaarwisseling en vuurwerk Burgemeester Visser schetst het beeld. Er waren: 1. branden 2. ruzies "
        f"4. Rondvraag Er zijn geen vragen."
    )

    assert titles(minutes) == ["Opening", "Cameratoezicht", "Jaarwisseling en vuurwerk", "Rondvraag"]
    assert [person.name for person in minutes.participants] == ["A. Postma", "B. Visser", "D. Smit"]
    assert minutes.meeting.date == "2021-03-08"


def test_a_list_inside_an_item_where_everything_is_numbered_1_is_no_item() -> None:
    minutes = markdown(
        f"# {TITLE}\n\n1. **Opening**\n\n   {OPENS}\n\n1. **Jaarwisseling**\n\n   {ASKS}\n\n   1. Een optie\n"
        f"   1. Nog een optie\n   1. Drie\n\n1. **Rondvraag**\n\n   {ASKS}\n"
    )

    assert labels(minutes) == [(None, title) for title in THREE]


@pytest.mark.parametrize("heading", ["Agenda", "Agenda:", "Agendapunten"])
def test_a_printed_agenda_tells_the_titles_of_headings_without_numbers(heading: str) -> None:
    minutes = plain(
        lines(
            f"{heading}\n\n1. Opening\n2. Verslag\n3. Jaarwisseling\n4. Rondvraag",
            f"Opening\n\n{OPENS}",
            "Verslag\n\nVastgesteld.",
            f"Jaarwisseling\n\n{ASKS}",
            f"Rondvraag\n\n{ASKS}",
        )
    )

    assert labels(minutes) == [(None, "Opening"), (None, "Verslag"), (None, "Jaarwisseling"), (None, "Rondvraag")]


@pytest.mark.parametrize(
    "table",
    [
        "|  |  |  |\n|---|---|---|\n| 1 | Opening | {0} |\n| 2 | Jaarwisseling | {1} |\n| 3 | Rondvraag | {1} |\n",
        "| Punt | Wat | Gezegd |\n|---|---|---|\n| 1 | Opening | {0} |\n"
        "| 2 | Jaarwisseling | {1} |\n| 3 | Rondvraag | {1} |\n",
        "|  |  |\n|---|---|\n| 1. Opening | {0} |\n| 2. Jaarwisseling | {1} |\n| 3. Rondvraag | {1} |\n",
        "| Dossier | Weergave |\n|---|---|\n| Opening | {0} |\n| Jaarwisseling | {1} |\n| Rondvraag | {1} |\n",
        "| 1 | Opening |\n|---|---|\n\n{0}\n\n"
        "| 2 | Jaarwisseling |\n|---|---|\n\n{1}\n\n| 3 | Rondvraag |\n|---|---|\n\n{1}\n",
    ],
)
def test_a_table_that_looks_like_an_agenda_is_one_whatever_its_columns_are_called(table: str) -> None:
    assert titles(markdown(f"# {TITLE}\n\n{table.format(OPENS, ASKS)}")) == THREE


def test_a_table_of_short_facts_is_no_agenda() -> None:
    minutes = markdown(
        f"# {TITLE}\n\n| Gemeente | Inbraken |\n|---|---|\n| Meerdijk | 12 |\n| Duinmeer | 8 |\n| Visk | 3 |\n"
    )

    assert titles(minutes) == []


@pytest.mark.parametrize("unit", ["1. Opening De ", "Agendapunt 1: ", "1.1 ", "A. ", "Datum: ", "| 1 | a |\n", "I "])
def test_labels_without_end_cost_no_more_than_their_length(unit: str) -> None:
    text = f"{TITLE}\n" + unit * (300_000 // len(unit))
    began = time.process_time()

    plain(text)

    assert time.process_time() - began < 1.5


def test_bold_titles_in_front_of_their_text_are_items_and_a_bold_label_is_none() -> None:
    minutes = markdown(
        f"{TITLE}\n\n**Opening.** {OPENS}\n\n**Jaarwisseling** – {ASKS}\n\n"
        f"**Actie:** Visser belt.\n\n**Rondvraag** {ASKS}\n"
    )

    assert titles(minutes) == THREE
    assert OPENS in block_texts(minutes, "paragraph")


def test_titles_that_end_in_a_colon_are_items_and_speakers_who_come_back_are_none() -> None:
    assert titles(plain(lines(f"Opening:\n{OPENS}", f"Jaarwisseling:\n{ASKS}", f"Rondvraag:\n{ASKS}"))) == THREE
    assert titles(plain(lines("Postma:\nGoed.", "Visser:\nBeter.", "Postma:\nBest.", "Bakker:\nPrima."))) == []
