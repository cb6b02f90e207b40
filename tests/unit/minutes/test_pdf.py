from __future__ import annotations

import logging
from pathlib import Path
from textwrap import wrap

import pytest

from dvo_tui.errors import InputError
from dvo_tui.minutes.model import Minutes
from dvo_tui.minutes.readers import pdf
from dvo_tui.minutes.readers.base import Source
from dvo_tui.minutes.reading import read_bytes
from tests.unit.minutes import same_meeting
from tests.unit.minutes.pdf_making import PdfPage, pdf_of
from tests.unit.minutes.reading import block_texts, labels, titles

FILES = Path(__file__).parent / "files"
SENTENCES = (
    "De heer Postma blikt terug op het werkbezoek van de minister aan Wierbergen. Er is vooral gesproken over de "
    "leegstand in de haven en de vraag wie daar toezicht houdt. Mevrouw De Vries vraagt hoe het verder gaat met de "
    "planning en wie daarvoor de kosten draagt. De secretaris zoekt dit uit en komt er de volgende keer op terug."
)


def read(*pages: PdfPage) -> Minutes:
    return read_bytes(pdf_of(pages), "verslag.pdf")


def test_the_same_meeting_reads_alike_in_pdf_and_markdown() -> None:
    markdown = read_bytes(same_meeting.as_markdown(), "verslag.md")
    found = read_bytes(same_meeting.as_pdf(), "verslag.pdf")

    assert same_meeting.agenda(found) == same_meeting.agenda(markdown)
    assert same_meeting.people(found) == same_meeting.people(markdown)
    assert same_meeting.meeting(found) == same_meeting.meeting(markdown)
    assert same_meeting.CUT_SENTENCE in found.text


def test_a_running_table_is_one_table_and_its_rows_know_their_page() -> None:
    found = read_bytes(same_meeting.as_pdf(), "verslag.pdf")
    cells = [block for block in found.blocks if block.table == 1 and block.kind == "cell"]

    assert [block.page for block in cells if block.column == 1] == [1, 1, 1, 2, 2]
    assert found.text.count("Toelichting") == 1


def test_wrapped_lines_flow_again_and_broken_words_are_whole() -> None:
    page = PdfPage().text(60, 40, "Verslag DVO", size=16, bold=True)
    page.lines(60, 90, *wrap(SENTENCES.replace("vraagt", "vraagt naar veiligheid en"), 80))
    page.lines(60, 200, "De burgemeester wijst op de grote zorgen die er leven rond de openbare orde en vei-")
    page.lines(60, 213, "ligheid in de haven.")
    found = read(page)

    assert SENTENCES[:100] in found.text
    assert "orde en veiligheid in de haven." in found.text


def test_a_sentence_cut_by_a_page_is_whole_and_page_furniture_is_gone() -> None:
    pages = [PdfPage(), PdfPage(), PdfPage()]
    for number, page in enumerate(pages, start=1):
        page.text(60, 20, "Vastgesteld verslag DVO Noordrand", size=8).text(280, 810, f"- {number} -", size=8)
    lines = wrap(SENTENCES, 80)
    pages[0].text(60, 60, "Verslag DVO Noordrand", size=16, bold=True).lines(60, 700, *lines[:3])
    pages[1].lines(60, 60, *lines[3:]).lines(60, 300, "Tweede alinea.")
    pages[2].lines(60, 60, "Derde alinea.")
    found = read(*pages)

    assert SENTENCES in found.text
    assert found.text.count("Noordrand") == 2
    assert "- 2 -" not in found.text
    assert [block.page for block in found.blocks][-3:] == [1, 2, 3]


def test_two_columns_are_read_one_after_the_other() -> None:
    page = PdfPage().text(60, 40, "Verslag DVO Noordrand", size=16, bold=True)
    left, right = wrap(SENTENCES, 42), wrap(SENTENCES.replace("Postma", "Bakker"), 42)
    page.lines(60, 80, *left).lines(320, 83, *right)
    found = read(page)

    assert SENTENCES in found.text
    assert SENTENCES.replace("Postma", "Bakker") in found.text


def test_a_letterhead_in_the_margin_is_no_text() -> None:
    page = PdfPage().text(60, 40, "Verslag DVO Noordrand", size=16, bold=True)
    page.lines(60, 110, *wrap(SENTENCES, 66))
    page.lines(
        450,
        112,
        "Gemeente Meerdijk",
        "Postbus 20",
        "7400 AA Meerdijk",
        "T (0570) 12 34 56",
        "dvo@meerdijk.example",
        size=7,
    )
    found = read(page)

    assert SENTENCES in found.text
    assert "Postbus" not in found.text
    assert "example" not in found.text


def test_labels_with_their_values_beside_them_are_a_header() -> None:
    page = PdfPage().text(60, 40, "Verslag DVO Noordrand", size=16, bold=True)
    rows = [
        ("Datum", "8 maart 2021"),
        ("Tijd", "9.30 uur"),
        ("Locatie", "Raadzaal"),
        ("Aanwezig", "J. Postma, A. de Vries,"),
    ]
    for index, (key, value) in enumerate([*rows, ("", "K. Bakker"), ("Afwezig", "L. Wierdsma")]):
        page.lines(60, 80 + 13 * index, key).lines(150, 80 + 13 * index, value)
    page.lines(60, 220, *wrap(SENTENCES, 80))
    found = read(page)

    assert (found.meeting.date, found.meeting.start, found.meeting.location) == ("2021-03-08", "09:30", "Raadzaal")
    assert [(p.name, p.attendance) for p in found.participants] == [
        ("J. Postma", "present"),
        ("A. de Vries", "present"),
        ("K. Bakker", "present"),
        ("L. Wierdsma", "absent"),
    ]


def test_a_table_without_rules_is_known_by_its_header() -> None:
    page = PdfPage().text(60, 40, "Verslag DVO Noordrand", size=16, bold=True)
    rows = [
        ("Naam", "Functie", "Organisatie"),
        ("J. Postma", "burgemeester", "Meerdijk"),
        ("A. de Vries", "teamchef", "politie"),
    ]
    for index, row in enumerate(rows):
        for x, cell in zip((60, 200, 320), row, strict=True):
            page.text(x, 80 + 15 * index, cell)
    page.lines(60, 160, *wrap(SENTENCES, 80))
    found = read(page)

    assert [(p.name, p.organisation) for p in found.participants] == [
        ("J. Postma", "Meerdijk"),
        ("A. de Vries", "politie"),
    ]


def test_headings_are_larger_or_bold_and_bullets_are_items() -> None:
    page = PdfPage().text(60, 40, "Verslag DVO Noordrand", size=18, bold=True)
    page.text(60, 80, "1. Opening", size=13).lines(60, 100, "De voorzitter opent de vergadering.")
    page.text(60, 130, "2. Mededelingen", size=13).lines(60, 150, "Er zijn twee mededelingen:")
    page.lines(70, 165, "• de minister komt op bezoek", "• de meldkamer verhuist")
    page.text(60, 210, "Besluit", bold=True).lines(60, 225, *wrap(SENTENCES, 80))
    found = read(page)

    assert block_texts(found, "heading") == ["Verslag DVO Noordrand", "1. Opening", "2. Mededelingen", "Besluit"]
    assert block_texts(found, "item") == ["de minister komt op bezoek", "de meldkamer verhuist"]
    assert labels(found)[:2] == [("1", "Opening"), ("2", "Mededelingen")]


def test_merged_cells_and_a_row_that_the_page_left_open() -> None:
    edges = (60, 90, 220, 440, 540)
    pages = [PdfPage(), PdfPage()]
    top = pages[0].table(60, edges, [same_meeting.TITLES, ("1", "Opening", "De voorzitter opent.", "")])
    for x in (edges[0], edges[-1]):
        pages[0].rule(x, top, x, top + 20)
    pages[0].rule(edges[0], top + 20, edges[-1], top + 20).text(64, top + 4, "B Mededelingen", bold=True)
    top += 20
    pages[0].lines(64, top + 3, "2").lines(94, top + 3, "Bezoek").lines(224, top + 3, "De heer Postma meldt")
    for x in edges:
        pages[0].rule(x, top, x, top + 22)
    pages[1].table(
        60, edges, [same_meeting.TITLES, ("", "", "dat de minister komt.", ""), ("3", "Sluiting", "Einde.", "")]
    )
    found = read(*pages)

    assert labels(found) == [("1", "Opening"), ("B", "Mededelingen"), ("B2", "Bezoek"), ("B3", "Sluiting")]
    assert "De heer Postma meldt dat de minister komt." in found.text


def test_an_annotation_can_say_on_which_line_of_the_raw_text_it_stands() -> None:
    found = read(PdfPage().lines(60, 60, "Verslag DVO Noordrand 2021", "", "De heer Postma opent de vergadering."))

    assert found.source.line_column(found.text.index("Postma")) == (2, 9)


def test_a_pdf_without_its_suffix_is_known_by_its_first_bytes() -> None:
    assert read_bytes(same_meeting.as_pdf(), "verslag").document.format == "pdf"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"gewone tekst", "no PDF"),
        (b"%PDF-1.4\n", "cut off"),
        (same_meeting.as_pdf()[:3000], "cut off"),
        (same_meeting.as_pdf()[:1500] + b"\n%%EOF\n", "broken PDF"),
        (b"%PDF-1.4\n" + b"x" * 2000 + b"\n%%EOF\n", "broken PDF"),
        ((FILES / "versleuteld.pdf").read_bytes(), "encrypted"),
        (pdf_of([PdfPage().rule(10, 10, 500, 500)]), "ocrmypdf"),
        (pdf_of([PdfPage().text(280, 810, str(number)) for number in range(9)]), "ocrmypdf"),
        (pdf_of([]), "without pages"),
    ],
)
def test_what_is_no_readable_pdf_is_refused_in_one_line(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as refused:
        read_bytes(data, "verslag.pdf")

    assert "\n" not in str(refused.value)
    assert "verslag.pdf" in str(refused.value)


def test_damage_anywhere_gives_a_document_or_one_line() -> None:
    good = same_meeting.as_pdf()
    refused = []
    for step in range(9, len(good), len(good) // 40):
        try:
            read_bytes(good[:step] + bytes([good[step] ^ 0x5A]) + good[step + 1 :], "verslag.pdf")
        except InputError as error:
            refused.append(str(error))

    assert not any("\n" in message for message in refused)


def test_progress_is_told_page_by_page_and_pdfminer_says_nothing(caplog: pytest.LogCaptureFixture) -> None:
    told: list[tuple[int, int]] = []
    pages = [PdfPage().lines(60, 60, *wrap(SENTENCES, 80)) for _ in range(3)]
    with caplog.at_level(logging.DEBUG):
        pdf.read(Source("verslag.pdf", pdf_of(pages), lambda done, total: told.append((done, total))))

    assert told == [(1, 3), (2, 3), (3, 3)]
    assert caplog.records == []


def test_no_page_stays_in_memory() -> None:
    import gc

    from pdfplumber.page import Page

    pages = [PdfPage().lines(60, 60 + number % 7, *wrap(SENTENCES, 80)) for number in range(40)]
    alive: list[int] = []

    def count(done: int, total: int) -> None:
        if done in (5, total):
            gc.collect()
            alive.append(sum(isinstance(thing, Page) for thing in gc.get_objects()))

    pdf.read(Source("verslag.pdf", pdf_of(pages), count))

    assert alive[1] <= alive[0] <= 2


def test_every_title_of_a_long_running_table_is_read() -> None:
    edges = (60, 90, 220, 440, 540)
    pages = []
    for page in range(8):
        rows = [
            (str(page * 5 + row), f"Onderwerp {page * 5 + row}", "De voorzitter licht toe.", "") for row in range(1, 6)
        ]
        drawn = PdfPage()
        drawn.table(60, edges, [same_meeting.TITLES, *rows])
        pages.append(drawn)

    assert titles(read(*pages)) == [f"Onderwerp {number}" for number in range(1, 41)]
