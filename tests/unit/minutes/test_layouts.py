"""Agendas without a row of known column titles or numbers on their lines: forms, tables of talk, outlines, one line."""

from __future__ import annotations

import pytest

from dvo_tui.minutes.model import Minutes
from dvo_tui.minutes.reading import read_bytes
from tests.unit.minutes.reading import labels, markdown, plain, titles

TITLE = "Verslag driehoek Oostkreek, 3 mei 2022"
THREE = ["Opening", "Jaarwisseling", "Rondvraag"]
NUMBERED = [(str(number), title) for number, title in enumerate(THREE, start=1)]
OPENS = "De voorzitter opent de vergadering."
TELLS = "Mevrouw De Wit meldt dat er drie incidenten waren."
ASKS = "De heer Bos vraagt naar de cijfers."
TEXTS = (OPENS, TELLS, ASKS)


def lined(*heads: str) -> Minutes:
    """A document whose three items have these heading lines."""
    parts = (f"{head}\n{text}\n" for head, text in zip(heads, TEXTS, strict=True))
    return plain(f"{TITLE}\n\n" + "\n".join(parts))


def html(body: str) -> Minutes:
    return read_bytes(f"<html><body><h1>{TITLE}</h1>{body}</body></html>".encode(), "verslag.html")


@pytest.mark.parametrize(
    "heads",
    [
        ("1/ Opening", "2/ Jaarwisseling", "3/ Rondvraag"),
        ("1 | Opening", "2 | Jaarwisseling", "3 | Rondvraag"),
        ("[1] Opening", "[2] Jaarwisseling", "[3] Rondvraag"),
        ("§ 1 Opening", "§ 2 Jaarwisseling", "§ 3 Rondvraag"),
        ("*1. Opening*", "*2. Jaarwisseling*", "*3. Rondvraag*"),
        ("Onderwerp 1: Opening", "Onderwerp 2: Jaarwisseling", "Onderwerp 3: Rondvraag"),
        ("Agendapunt: 1. Opening", "Agendapunt: 2. Jaarwisseling", "Agendapunt: 3. Rondvraag"),
    ],
)
def test_a_number_is_read_with_the_signs_around_it(heads: tuple[str, str, str]) -> None:
    assert labels(lined(*heads)) == NUMBERED


@pytest.mark.parametrize("pattern", ["--- {} ---", "=== {} ===", "## {}", "Onderwerp: {}", "• {}"])
def test_a_title_is_read_without_the_signs_around_it(pattern: str) -> None:
    assert titles(lined(*map(pattern.format, THREE))) == THREE


def test_the_time_at_which_an_item_began_is_no_part_of_its_title() -> None:
    assert titles(lined("09.00 uur Opening", "09:10 - 09:30 Jaarwisseling", "09.30 uur - Rondvraag")) == THREE


@pytest.mark.parametrize("dated", ["2022.05.0{}", "0503.0{}", "22-1{}"])
def test_a_label_of_date_and_number_is_no_part_of_the_title(dated: str) -> None:
    heads = (f"{dated.format(number)} {title}" for number, title in enumerate(THREE, start=1))

    assert titles(lined(*heads)) == THREE


@pytest.mark.parametrize("joint", [": ", " - "])
def test_titles_may_lead_their_text_where_one_is_usual(joint: str) -> None:
    paragraphs = "\n".join(f"{title}{joint}{text}" for title, text in zip(THREE, TEXTS, strict=True))

    assert titles(plain(f"{TITLE}\n\n{paragraphs}\n")) == THREE


def test_people_before_a_colon_are_no_titles() -> None:
    minutes = plain(f"{TITLE}\n\nVan Dam: Het is rustig.\nBos: Dat klopt.\nDe Wit: Wij zien dat ook.\n")

    assert titles(minutes) == []


@pytest.mark.parametrize("bold", ["**", ""])
def test_the_outermost_items_of_an_outline_are_the_agenda(bold: str) -> None:
    listed = "\n".join(f"- {bold}{title}{bold}\n  - De Wit: {text}" for title, text in zip(THREE, TEXTS, strict=True))

    assert titles(markdown(f"# {TITLE}\n\n{listed}\n")) == THREE


def test_a_list_of_measures_below_a_heading_is_no_outline() -> None:
    listed = "- sluiten\n  - per direct\n- handhaven\n  - elke week\n- bewaken\n  - ook 's nachts\n"
    heads = "\n\n".join(f"## {title}\n\n{text}" for title, text in zip(THREE, TEXTS, strict=True))

    assert titles(markdown(f"# {TITLE}\n\n{heads}\n\n{listed}")) == THREE


def test_headings_that_come_back_below_numbered_ones_are_parts() -> None:
    heads = "\n\n".join(f"## {number} – {title}\n\n### Stand\n\n{ASKS}" for number, title in NUMBERED)

    assert labels(markdown(f"# {TITLE}\n\n{heads}\n")) == NUMBERED


def test_one_form_an_item_is_read_by_its_keys() -> None:
    tables = "\n\n".join(
        f"| Agendapunt | {number}. {title} |\n|---|---|\n| Bespreking | {ASKS} |\n| Besluit | Akkoord. |"
        for number, title in NUMBERED
    )

    assert labels(markdown(f"# {TITLE}\n\n{tables}\n")) == NUMBERED


def test_a_form_may_hold_number_and_title_apart() -> None:
    rows = "".join(
        f"<tr><td>Agendapunt</td><td>{number}</td></tr><tr><td>Onderwerp</td><td>{title}</td></tr>"
        f"<tr><td>Bespreking</td><td>{ASKS}</td></tr><tr><td>Wie / wanneer</td><td>Bos, juni</td></tr>"
        for number, title in NUMBERED
    )

    assert labels(html(f"<table>{rows}</table>")) == NUMBERED


def test_a_form_may_have_its_title_over_the_whole_width() -> None:
    tables = "".join(
        f"<table><tr><th colspan=2>{number}. {title}</th></tr><tr><th>Bespreking</th><td>{ASKS}</td></tr></table>"
        for number, title in NUMBERED
    )

    assert labels(html(tables)) == NUMBERED


TALK = (("vz.", "Opent de vergadering en vraagt om stilte."), ("De Wit", "Ziet een stijging."), ("Bos", "Herkent dat."))


def test_who_says_what_in_a_table_below_each_heading_is_no_agenda() -> None:
    rows = "\n".join(f"| {who} | {what} |" for who, what in TALK)
    parts = "\n\n".join(f"## Punt {number} – {title}\n\n| | |\n|---|---|\n{rows}" for number, title in NUMBERED)

    assert labels(markdown(f"# {TITLE}\n\n{parts}\n")) == NUMBERED


def test_titles_between_rows_of_talk_are_the_agenda() -> None:
    rows = "".join(f"| {who} | {what} |\n" for who, what in TALK)
    table = "".join(f"| **{number}. {title}** | |\n{rows}" for number, title in NUMBERED)

    assert labels(markdown(f"# {TITLE}\n\n| Wie | Wat |\n|---|---|\n{table}")) == NUMBERED


@pytest.mark.parametrize("sign", ["{}/ ", "({}) ", "{}) ", "{}. "])
def test_a_document_on_one_line_is_parted_at_numbers_that_go_up(sign: str) -> None:
    filling = "Er volgt een lang gesprek over de stand van zaken in de wijk en over wat er nog moet gebeuren. " * 3
    items = " ".join(
        f"{sign.format(at)}{title} – {text} {filling}"
        for at, (title, text) in enumerate(zip(THREE, TEXTS, strict=True), 1)
    )

    assert titles(plain(f"{TITLE} // 9.00 uur // gemeentehuis // Aanwezig: A. Bos, B. de Wit // {items}")) == THREE


@pytest.mark.parametrize("ending", ["Lijst van toezeggingen", "Wie doet wat", "Openstaande acties (stand 3 mei)"])
def test_a_list_at_the_end_ends_the_last_item_and_is_none(ending: str) -> None:
    heads = "\n\n".join(f"## {title}\n\n{text}" for title, text in zip(THREE, TEXTS, strict=True))
    minutes = markdown(f"# {TITLE}\n\n{heads}\n\n## {ending}\n\n- Bos: lijst sturen\n")

    assert titles(minutes) == THREE
    assert "lijst sturen" not in minutes.text[slice(*_span(minutes))]


def _span(minutes: Minutes) -> tuple[int, int]:
    last = minutes.agenda[-1].span
    return last.start, last.end
