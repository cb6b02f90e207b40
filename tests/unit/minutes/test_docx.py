from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from dvo_tui.errors import InputError
from dvo_tui.minutes.model import Minutes
from dvo_tui.minutes.reading import read_bytes
from tests.unit.minutes import same_meeting
from tests.unit.minutes.reading import block_texts, labels

_WORD_NS = nsdecls("w")


def bytes_of(document: Docx) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def read(document: Docx) -> Minutes:
    return read_bytes(bytes_of(document), "verslag.docx")


def with_levels(document: Docx, *levels: str, list_id: int = 77, restart_at: int | None = None) -> None:
    """Define a list; a level is `format|text|start`."""
    root = document.part.numbering_part.element
    body = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (kind, text, start) in enumerate(level.split("|") for level in levels)
    )
    first = next(root.iterchildren(qn("w:num")))
    abstract = parse_xml(f'<w:abstractNum {_WORD_NS} w:abstractNumId="{list_id}">{body}</w:abstractNum>')
    first.addprevious(abstract)
    add_list(document, list_id, list_id, restart_at)


def add_list(document: Docx, list_id: int, abstract_id: int, restart_at: int | None = None) -> None:
    override = (
        f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{restart_at}"/></w:lvlOverride>' if restart_at else ""
    )
    document.part.numbering_part.element.append(
        parse_xml(f'<w:num {_WORD_NS} w:numId="{list_id}"><w:abstractNumId w:val="{abstract_id}"/>{override}</w:num>')
    )


def numbered(document: Docx, text: str, depth: int = 0, list_id: int = 77, style: str | None = None) -> Paragraph:
    paragraph = document.add_paragraph(text, style=style)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {_WORD_NS}><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>')
    )
    return paragraph


def append(paragraph: Paragraph, xml: str) -> None:
    for element in parse_xml(f"<w:p {_WORD_NS}>{xml}</w:p>"):
        paragraph._p.append(element)


def test_the_same_meeting_reads_alike_in_word_and_markdown() -> None:
    markdown = read_bytes(same_meeting.as_markdown(), "verslag.md")
    found = read_bytes(same_meeting.as_docx(), "verslag.docx")

    assert same_meeting.agenda(found) == same_meeting.agenda(markdown)
    assert same_meeting.people(found) == same_meeting.people(markdown)
    assert same_meeting.meeting(found) == same_meeting.meeting(markdown)
    assert same_meeting.CUT_SENTENCE in found.text


def test_list_numbers_are_rebuilt_as_word_prints_them() -> None:
    document = Document()
    with_levels(document, "decimal|%1.|1", "decimal|%1.%2|1", "lowerLetter|%3)|1", "upperRoman|%4.|1")
    for text, depth in [("een", 0), ("twee", 0), ("sub", 1), ("letter", 2), ("nog", 2), ("romeins", 3), ("sub", 1)]:
        numbered(document, text, depth)
    numbered(document, "drie", 0)
    numbered(document, "opnieuw", 1)

    lines = [line.strip() for line in read(document).text.split("\n") if line]

    assert lines == [
        "1. een",
        "2. twee",
        "2.1 sub",
        "a) letter",
        "b) nog",
        "I. romeins",
        "2.2 sub",
        "3. drie",
        "3.1 opnieuw",
    ]


def test_a_list_goes_on_after_other_text_and_begins_anew_where_word_says_so() -> None:
    document = Document()
    with_levels(document, "decimal|Punt %1:|4")
    numbered(document, "vier")
    document.add_paragraph("Tussen de punten staat een hele zin.")
    numbered(document, "vijf")
    add_list(document, 78, 77, restart_at=1)
    numbered(document, "een", list_id=78)
    numbered(document, "twee", list_id=78)

    found = read(document).text

    for expected in ("Punt 4: vier", "Punt 5: vijf", "Punt 1: een", "Punt 2: twee"):
        assert expected in found


def test_numbered_headings_are_agenda_items_and_lists_inside_them_are_not() -> None:
    document = Document()
    with_levels(document, "decimal|%1.|1", "decimal|%1.%2|1")
    with_levels(document, "decimal|%1.|1", list_id=90)
    numbered(document, "Opening", style="Heading 2")
    document.add_paragraph("De voorzitter opent de vergadering.")
    numbered(document, "Mededelingen", style="Heading 2")
    numbered(document, "Politie", 1)
    document.add_paragraph("De teamchef meldt een wisseling en besluit:")
    numbered(document, "de inzet te verhogen;", list_id=90)
    numbered(document, "dit te melden.", list_id=90)

    assert labels(read(document)) == [("1", "Opening"), ("2", "Mededelingen"), ("2.1", "Politie")]


def test_headings_are_known_by_style_in_whatever_language() -> None:
    document = Document()
    document.add_paragraph("Verslag DVO Noordrand", style="Title")
    style = document.styles.add_style("Agendakop", 1)
    style.base_style = document.styles["Heading 2"]
    document.add_paragraph("Opening", style="Agendakop")
    document.add_paragraph("De voorzitter opent.")
    found = read(document)

    assert block_texts(found, "heading") == ["Verslag DVO Noordrand", "Opening"]
    assert [block.level for block in found.blocks if block.kind == "heading"] == [1, 2]


def test_tracked_changes_read_as_accepted() -> None:
    document = Document()
    paragraph = document.add_paragraph("De voorzitter ")
    append(
        paragraph,
        '<w:del w:id="1" w:author="x"><w:r><w:delText>sluit</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="x"><w:r><w:t>opent</w:t></w:r></w:ins>'
        '<w:moveFrom w:id="3"><w:r><w:t xml:space="preserve"> weg</w:t></w:r></w:moveFrom>'
        '<w:r><w:t xml:space="preserve"> de vergadering.</w:t></w:r>',
    )

    assert read(document).text == "De voorzitter opent de vergadering."


def test_breaks_tabs_hyphens_links_and_hidden_text_read_as_printed() -> None:
    document = Document()
    paragraph = document.add_paragraph()
    append(
        paragraph,
        "<w:r><w:t>veilig</w:t><w:softHyphen/><w:t>heid</w:t><w:noBreakHyphen/><w:t>A</w:t><w:tab/><w:t>B</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>geheim</w:t></w:r>"
        "<w:r><w:br/></w:r><w:hyperlink><w:r><w:t>tweede regel</w:t></w:r></w:hyperlink>",
    )

    assert read(document).text == "veiligheid-A  B\ntweede regel"


def test_merged_cells_and_nested_tables_keep_their_text_once() -> None:
    document = Document()
    table = document.add_table(rows=4, cols=4)
    for cell, title in zip(table.rows[0].cells, same_meeting.TITLES, strict=True):
        cell.text = title
    table.cell(1, 0).merge(table.cell(1, 3)).text = "B Mededelingen"
    table.cell(2, 0).merge(table.cell(3, 0)).text = "1"
    table.cell(2, 1).merge(table.cell(3, 1)).text = "Bezoek"
    table.cell(2, 2).text = "Eerste deel."
    table.cell(3, 2).text = "Tweede deel."
    nested = table.cell(3, 2).add_table(rows=1, cols=2)
    nested.cell(0, 0).text, nested.cell(0, 1).text = "pilot", "12 weken"
    found = read(document)

    assert labels(found) == [("B", "Mededelingen"), ("B1", "Bezoek")]
    assert found.text.count("Bezoek") == 1
    assert "pilot  12 weken" in found.text
    assert [b.row for b in found.blocks if found.text[b.start : b.end] == "Tweede deel."] == [1]


def test_header_and_footer_stay_out_and_text_boxes_come_in() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Vertrouwelijk kopje"
    document.sections[0].footer.paragraphs[0].text = "Pagina 1 van 3"
    paragraph = document.add_paragraph("Verslag DVO Noordrand")
    box = "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    append(paragraph, box.format("Bureau Regioveiligheid") + box.format("Postbus 20, 7400 AA Meerdijk"))

    assert read(document).text == "Verslag DVO Noordrand\n\nBureau Regioveiligheid"


def test_pages_are_known_where_word_wrote_them_down() -> None:
    document = Document()
    document.add_paragraph("Op de eerste bladzijde.")
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("Op de tweede bladzijde.")

    assert [block.page for block in read(document).blocks] == [1, 2]


def test_an_annotation_can_say_in_which_paragraph_it_stands() -> None:
    document = Document()
    document.add_paragraph("Eerste alinea.")
    numbered(document, "De heer Postma meldt zich.", style="List Number")
    found = read(document)

    assert found.source.line_column(found.text.index("Postma")) == (2, 9)


def test_a_document_without_its_suffix_is_known_by_its_first_bytes() -> None:
    assert read_bytes(same_meeting.as_docx(), "verslag").document.format == "docx"


def repacked(**parts: bytes) -> bytes:
    """A Word file with some parts replaced; `__` in a name stands for `/`, `_` for the dot."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(same_meeting.as_docx())) as old, zipfile.ZipFile(stream, "w") as new:
        replaced = {name.replace("__", "/").replace("_", "."): data for name, data in parts.items()}
        for name in {*old.namelist(), *replaced}:
            new.writestr(name, replaced.get(name) or old.read(name), zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def zipped(name: str, data: bytes) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return stream.getvalue()


_LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><l>&b;</l>"""


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"gewone tekst", "no Word document"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "password"),
        (zipped("brief.txt", b"tekst"), "no Word document"),
        (same_meeting.as_docx()[:4000], "broken"),
        (b"PK\x03\x04" + b"x" * 500, "broken"),
        (repacked(word__document_xml=b"<w:document"), "broken"),
        (repacked(word__document_xml=b"<iets/>"), "broken"),
        (repacked(word__document_xml=_LAUGHS), "entities"),
        (repacked(word__styles_xml=_LAUGHS.decode().encode("utf-16")), "entities"),
        (zipped("word/document.xml", b" " * 80_000_000), "unpacks to 80 MB"),
    ],
)
def test_what_is_no_safe_word_file_is_refused_in_one_line(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as refused:
        read_bytes(data, "verslag.docx")

    assert "\n" not in str(refused.value)
    assert "verslag.docx" in str(refused.value)


def test_damage_anywhere_gives_a_document_or_one_line() -> None:
    good = same_meeting.as_docx()
    refused = []
    for step in range(7, len(good), len(good) // 40):
        damaged = good[:step] + bytes([good[step] ^ 0x5A]) + good[step + 1 :]
        try:
            read_bytes(damaged, "verslag.docx")
        except InputError as error:
            refused.append(str(error))

    assert refused
    assert not any("\n" in message for message in refused)
