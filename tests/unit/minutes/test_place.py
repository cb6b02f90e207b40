"""Where an annotation stands in its file, as a person says it, in each format and both languages."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import msgspec
import pytest
from docx import Document

from dvo_tui import language
from dvo_tui.minutes.model import Minutes, SourceMap
from dvo_tui.minutes.place import place_of
from dvo_tui.minutes.reading import read_bytes
from tests.unit.minutes.pdf_making import PdfPage, pdf_of


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = language.current()
    language.choose("en")
    yield
    language.choose(before)


def where(minutes: Minutes, words: str) -> str:
    return place_of(minutes, minutes.text.index(words)).phrase()


def test_plain_text_has_line_and_column_and_the_page_of_a_form_feed() -> None:
    text = "Verslag\n\n1. Opening\n\nDe heer Bos opent.\n"
    assert where(read_bytes(text.encode(), "a.txt"), "Bos") == "line 5, column 9"

    paged = read_bytes(f"{text}\fMevrouw Kok sluit.\n".encode(), "a.txt")
    assert place_of(paged, paged.text.index("Kok")).page == 2


def test_markdown_has_line_and_column_and_the_cell_in_a_table() -> None:
    table = "| Nr | Onderwerp | Toelichting |\n|--|--|--|\n| 1 | Jaar | Kok meldt. |\n"
    text = f"# Verslag\n\nDe **heer Bos** opent.\n\n{table}"
    minutes = read_bytes(text.encode(), "a.md")

    assert where(minutes, "heer Bos") == "line 3, column 6"
    assert where(minutes, "Kok") == "line 7, table 1, row 2, column 3"
    assert where(minutes, "Toelichting") == "line 5, table 1, row 1, column 3"


def test_html_has_line_and_column_of_the_file_and_the_cell_in_a_table() -> None:
    text = (
        "<html>\n<body>\n<p>De <b>heer Bos</b> opent.</p>\n<table>\n<tr><td>Datum</td><td>3 mei 2021</td></tr>\n"
        "<tr><td>Locatie</td><td>Raadszaal</td></tr>\n</table>\n</body>\n</html>"
    )
    minutes = read_bytes(text.encode(), "a.html")

    assert where(minutes, "heer Bos") == "line 3, column 10"
    assert where(minutes, "Raadszaal") == "line 6, table 1, row 2, column 2"


def test_word_has_paragraphs_and_cells() -> None:
    document = Document()
    document.add_heading("Verslag", 1)
    document.add_paragraph("De heer Bos opent.")
    table = document.add_table(rows=2, cols=3)
    for row, texts in enumerate((("Nr", "Onderwerp", "Toelichting"), ("1", "Jaar", "Kok meldt."))):
        for column, words in enumerate(texts):
            table.cell(row, column).text = words
    stream = BytesIO()
    document.save(stream)
    minutes = read_bytes(stream.getvalue(), "a.docx")

    assert where(minutes, "Bos") == "paragraph 2"
    assert where(minutes, "Kok") == "table 1, row 2, column 3"


def test_pdf_has_the_page_and_the_line_on_it() -> None:
    first = PdfPage().lines(60, 60, "Het overleg wordt geopend door de heer Bos.", "", "Mevrouw Kok meldt dat")
    second = PdfPage().lines(60, 60, "Opening van de tweede bladzijde.", "", "De heer Vis sluit het overleg.")
    minutes = read_bytes(pdf_of([first, second]), "a.pdf")

    assert where(minutes, "Bos") == "p. 1, line 1"
    assert where(minutes, "Kok") == "p. 1, line 2"
    assert where(minutes, "Vis") == "p. 2, line 2"
    assert place_of(minutes, minutes.text.index("Vis")).short() == "p2:2"


def test_the_phrase_is_dutch_where_the_interface_is() -> None:
    language.choose("nl")
    text = "| Nr | Onderwerp | Toelichting |\n|--|--|--|\n| 1 | Jaar | Kok meldt. |\n\nDe heer Bos sluit.\n"
    minutes = read_bytes(text.encode(), "a.md")

    assert where(minutes, "Bos") == "regel 5, kolom 9"
    assert where(minutes, "Kok") == "regel 3, tabel 1, rij 2, kolom 3"


def test_a_source_map_from_before_pages_were_kept_is_still_read() -> None:
    old = b'{"reading": [0], "source": [0], "ends": [9], "lines": [0]}'

    assert msgspec.json.decode(old, type=SourceMap).pages == ()
    assert b"pages" not in msgspec.json.encode(msgspec.json.decode(old, type=SourceMap))
