"""Long documents are read whole: tables of ten thousand rows, and megabytes on one line, in each format that can."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document

from dvo_tui.minutes.place import place_of
from dvo_tui.minutes.reading import read_bytes

ROWS = 10_000
SENTENCE = "De heer Bos meldt dat het <b>overleg</b> goed verliep. "


def docx_with(body: str) -> bytes:
    """A Word file whose body is this XML; python-docx would need a minute for so many cells."""
    empty, stream = BytesIO(), BytesIO()
    Document().save(empty)
    with ZipFile(empty) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename == "word/document.xml":
                head, rest = data.split(b"<w:body>")
                data = head + b"<w:body>" + body.encode() + rest
            new.writestr(part.filename, data)
    return stream.getvalue()


def cells(row: list[str]) -> str:
    return "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in row)


def table(form: str) -> bytes:
    rows = [["Nr", "Onderwerp", "Toelichting"], *([str(n), f"Punt {n}", "Besproken."] for n in range(1, ROWS + 1))]
    if form == "md":
        lines = [f"| {' | '.join(row)} |" for row in rows]
        return "\n".join([lines[0], "|---|---|---|", *lines[1:]]).encode()
    if form == "html":
        body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
        return f"<table>{body}</table>".encode()
    body = "".join(f"<w:tr>{cells(row)}</w:tr>" for row in rows)
    return docx_with(f"<w:tbl>{body}</w:tbl>")


@pytest.mark.parametrize("form", ["md", "html", "docx"])
def test_a_table_of_ten_thousand_rows_is_an_agenda_of_ten_thousand_items(form: str) -> None:
    minutes = read_bytes(table(form), f"verslag.{form}")

    assert len(minutes.agenda) == ROWS
    assert minutes.agenda[-1].title == f"Punt {ROWS}"
    place = place_of(minutes, minutes.text.index(f"Punt {ROWS}"))
    assert (place.table, place.table_row, place.table_column) == (1, ROWS + 1, 2)


@pytest.mark.parametrize(
    ("name", "before", "sentence", "after"),
    [
        ("een.md", "# Verslag\n\n", SENTENCE.replace("<b>", "**").replace("</b>", "**"), ""),
        ("twee.md", "", SENTENCE, ""),
        ("een.html", "<p>", SENTENCE, "</p>"),
        ("twee.html", "", f"<p>{SENTENCE}</p>", ""),
    ],
)
def test_megabytes_on_one_line_lose_their_markup_and_nothing_else(
    name: str, before: str, sentence: str, after: str
) -> None:
    count = 2_000_000 // len(sentence)
    minutes = read_bytes((before + sentence * count + after).encode(), name)

    assert minutes.text.count("De heer Bos meldt dat het overleg goed verliep.") == count
    assert not set("<>*") & set(minutes.text)
