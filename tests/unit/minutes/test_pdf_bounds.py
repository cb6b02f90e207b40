"""A PDF that would cost more than minutes can is refused in one line, whatever it hides the cost in."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from dvo_tui.errors import InputError
from dvo_tui.minutes.reading import read_bytes, read_file
from tests.unit.minutes.pdf_making import PdfPage, pdf_of

FONT = b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
FLATE = b"/Filter /FlateDecode"


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def one_page(content: bytes, *others: bytes, resources: bytes = b"") -> bytes:
    """A PDF of one page; `content` is its fourth object, a stream, and `others` follow it."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << %s %s >> >>"
    objects: Sequence[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        page % (FONT, resources),
        content,
        *others,
    ]
    data = b"%PDF-1.4\n"
    for number, body in enumerate(objects, 1):
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    return data + b"trailer\n<< /Size %d /Root 1 0 R >>\n%%%%EOF\n" % (len(objects) + 1)


def bomb(megabytes: int) -> bytes:
    packing = zlib.compressobj(9)
    return b"".join(packing.compress(b" " * 1_000_000) for _ in range(megabytes)) + packing.flush()


def refusal(data: bytes) -> str:
    with pytest.raises(InputError) as refused:
        read_bytes(data, "bom.pdf")
    return str(refused.value)


@pytest.mark.parametrize(
    ("content", "entries"),
    [
        (bomb(60), FLATE),
        (zlib.compress(bomb(60), 9), b"/Filter [/FlateDecode /FlateDecode]"),
        (bomb(60)[:-9_000] + b"x" * 50, FLATE),
        (b"\x00" * 900_000, b"/Filter /RunLengthDecode"),
        (zlib.compress(b"\x00" * 100), FLATE + b" /DecodeParms << /Predictor 12 /Columns 9999999999 >>"),
        (zlib.compress(b"\x00" * 100), FLATE + b" /DecodeParms << /Predictor 2 /Columns 9999999999 >>"),
    ],
    ids=["flate", "flate in flate", "damaged flate", "runs", "PNG rows", "TIFF rows"],
)
def test_a_stream_that_unpacks_without_end_is_refused(content: bytes, entries: bytes) -> None:
    assert refusal(one_page(stream(content, entries))).startswith("bom.pdf is a PDF that unpacks to more than 48 MB")


def test_forms_that_draw_forms_that_draw_forms_are_refused() -> None:
    forms = []
    for depth in range(9):
        drawn = b" ".join([b"/X%d Do" % (depth + 1)] * 10) if depth < 8 else b"0 0 m 9 9 l S"
        entries = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X%d %d 0 R >> >>"
        forms.append(stream(drawn, entries % (depth + 1, 6 + depth)))

    assert refusal(one_page(stream(b"/X0 Do"), *forms, resources=b"/XObject << /X0 5 0 R >>")) == (
        "bom.pdf draws more on page 1 than minutes do; it is not read, print it anew"
    )


def test_a_page_of_characters_without_end_is_refused() -> None:
    drawn = b"BT /F1 10 Tf 50 50 Td (" + b"a" * 200_001 + b") Tj ET"

    assert refusal(one_page(stream(drawn))).startswith("bom.pdf has more than 200000 characters on page 1")


def test_lines_beyond_any_table_are_left_out_and_the_text_is_read() -> None:
    drawn = (
        b"1 2 m 300 400 l S\n" * 25_000 + b"BT /F1 10 Tf 50 700 Td (Het overleg wordt geopend door de heer Bos.) Tj ET"
    )

    assert read_bytes(one_page(stream(drawn)), "kaart.pdf").text == "Het overleg wordt geopend door de heer Bos."


def test_pages_are_told_while_they_are_read(tmp_path: Path) -> None:
    pages = [PdfPage().text(60, 60, f"Het overleg wordt vervolgd op bladzijde {number}.") for number in range(5)]
    path = tmp_path / "lang.pdf"
    path.write_bytes(pdf_of(pages))
    told: list[tuple[int, int]] = []

    read_file(path, lambda done, total: told.append((done, total)))

    assert told == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]


@pytest.mark.parametrize(
    "size", [b"1" + b"0" * 21, b"1" + b"0" * 300], ids=["beyond any page", "almost beyond any number"]
)
def test_type_larger_than_any_page_is_passed_over(size: bytes) -> None:
    lines = b"".join(b"BT /F1 10 Tf 50 %d Td (Regel %d van het verslag.) Tj ET\n" % (700 - 20 * n, n) for n in range(9))
    drawn = lines + b"BT /F1 " + size + b" Tf 50 50 Td (Reusachtig) Tj ET"

    text = read_bytes(one_page(stream(drawn)), "verslag.pdf").text
    assert "Regel 8 van het verslag." in text
    assert "Reusachtig" not in text


@pytest.mark.parametrize("content", [b"4 0 R", b"5 0 R"], ids=["itself", "one that leads back"])
def test_a_reference_in_a_circle_leads_nowhere(content: bytes) -> None:
    assert refusal(one_page(content, b"4 0 R")).startswith("bom.pdf ")
