"""One invented meeting, in Markdown and written again in each other format."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from docx import Document
from docx.document import Document as Docx

from dvo_tui.minutes.model import Minutes
from tests.unit.minutes.pdf_making import PdfPage, pdf_of

HEADER = [
    ("Datum", "8 maart 2021"),
    ("Tijdstip", "09.30 – 11.15 uur"),
    ("Locatie", "Raadzaal, gemeentehuis Meerdijk"),
    ("Voorzitter", "M. van den Eikenhof"),
    ("Aanwezig", "M. van den Eikenhof, L. Wierdsma, T. op den Akker, H.J. Zandvliet"),
    ("Afwezig", "G. Tolsmeer"),
]
TITLES = ("NR", "Onderwerp", "Toelichting", "Actie")
FIRST_PIECE = [
    ("A", "Opening", "De voorzitter opent de vergadering.", ""),
    ("B", "Mededelingen", "", ""),
    ("1", "Werkbezoek minister", "Dhr. Wierdsma blikt terug op het bezoek en", ""),
]
REST_OF_ROW = ("", "", "meldt dat het ministerie meedenkt.", "Actie Wierdsma: brief opstellen.")
SECOND_PIECE = [
    ("2", "Toezicht buitengebied", "Mevr. Op den Akker vraagt naar de planning.", ""),
    ("C", "Rondvraag en sluiting", "De voorzitter sluit de vergadering.", ""),
]
TITLE = "Verslag DVO Noordermark"
CUT_SENTENCE = "Dhr. Wierdsma blikt terug op het bezoek en meldt dat het ministerie meedenkt."


def as_markdown() -> bytes:
    lines = [f"## {TITLE}", "", "|  |  |", "|---|---|", *(f"| {key} | {value} |" for key, value in HEADER), ""]
    for rows in (FIRST_PIECE, [REST_OF_ROW, *SECOND_PIECE]):
        lines += ["| " + " | ".join(TITLES) + " |", "|---|---|---|---|"]
        lines += ["| " + " | ".join(row) + " |" for row in rows] + [""]
    return "\n".join(lines).encode()


def as_html() -> bytes:
    parts = [f"<html><head><meta charset=utf-8></head><body><h2>{TITLE}</h2><table>"]
    parts += [f"<tr><th>{key}</th><td>{value}</td></tr>" for key, value in HEADER]
    parts.append("</table>")
    for rows in (FIRST_PIECE, [REST_OF_ROW, *SECOND_PIECE]):
        parts.append("<table><tr>" + "".join(f"<th>{title}</th>" for title in TITLES) + "</tr>")
        parts += ["<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows]
        parts.append("</table>")
    return "".join([*parts, "</body></html>"]).encode()


def as_docx() -> bytes:
    document = Document()
    document.add_heading(TITLE, 1)
    _add_table(document, HEADER)
    document.add_paragraph()
    whole = FIRST_PIECE[-1][2] + " " + REST_OF_ROW[2]
    body = [*FIRST_PIECE[:-1], (*FIRST_PIECE[-1][:2], whole, REST_OF_ROW[3]), *SECOND_PIECE]
    _add_table(document, [TITLES, *body])
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _add_table(document: Docx, rows: Sequence[tuple[str, ...]]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text


def as_pdf() -> bytes:
    pages = [PdfPage(), PdfPage()]
    for number, page in enumerate(pages, start=1):
        page.text(60, 20, "Bureau Regioveiligheid", size=8).text(270, 815, f"Pagina {number} van 2", size=8)
    pages[0].text(60, 50, TITLE, size=16, bold=True)
    top = pages[0].table(90, (60, 150, 540), [(key, _wrapped(value, 60)) for key, value in HEADER])
    edges = (60, 90, 220, 440, 540)
    pages[0].table(top + 30, edges, [TITLES, *(_cells(row) for row in FIRST_PIECE)])
    pages[1].table(60, edges, [TITLES, *(_cells(row) for row in [REST_OF_ROW, *SECOND_PIECE])])
    return pdf_of(pages)


def _cells(row: tuple[str, ...]) -> list[str]:
    return [_wrapped(cell, width) for cell, width in zip(row, (5, 24, 44, 18), strict=True)]


def _wrapped(text: str, width: int) -> str:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def agenda(minutes: Minutes) -> list[tuple[str | None, str, str]]:
    return [(item.label, item.title, item.status) for item in minutes.agenda]


def people(minutes: Minutes) -> list[tuple[str, str, str | None]]:
    return [(person.name, person.attendance, person.role) for person in minutes.participants]


def meeting(minutes: Minutes) -> tuple[str | None, ...]:
    found = minutes.meeting
    return found.body, found.kind, found.date, found.start, found.end, found.location
