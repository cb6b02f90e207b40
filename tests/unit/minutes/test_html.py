from __future__ import annotations

import time
from textwrap import dedent

import pytest

from dvo_tui.errors import InputError
from dvo_tui.minutes.model import Minutes
from dvo_tui.minutes.reading import read_bytes
from tests.unit.minutes import same_meeting
from tests.unit.minutes.reading import block_texts, labels, names, titles


def html(body: str) -> Minutes:
    return read_bytes(dedent(body).encode(), "verslag.html")


def test_the_same_meeting_reads_alike_in_html_and_markdown() -> None:
    markdown = read_bytes(same_meeting.as_markdown(), "verslag.md")
    found = read_bytes(same_meeting.as_html(), "verslag.html")

    assert same_meeting.agenda(found) == same_meeting.agenda(markdown)
    assert same_meeting.people(found) == same_meeting.people(markdown)
    assert same_meeting.meeting(found) == same_meeting.meeting(markdown)
    assert same_meeting.CUT_SENTENCE in found.text


def test_a_table_in_page_pieces_is_one_table_and_knows_its_pages() -> None:
    found = read_bytes(same_meeting.as_html(), "verslag.html")
    cells = [block for block in found.blocks if block.table == 1 and block.kind == "cell"]

    assert {block.table for block in found.blocks} == {None, 0, 1}
    assert [block.page for block in cells if block.column == 1] == [1, 1, 1, 2, 2]
    assert {block.header for block in cells} == set(same_meeting.TITLES)


def test_scripts_styles_comments_navigation_and_hidden_parts_are_no_text() -> None:
    found = html("""\
        <html><head><title>Site</title><style>p { color: red }</style></head><body>
        <nav><a href="/">Home</a></nav><div id="nav"><ul><li>Zoeken</li></ul></div>
        <script>document.write("<p>De heer Nep meldt iets.</p>")</script><!-- <p>Geheim</p> -->
        <p>Verslag DVO</p><p style="display: none">Verborgen</p><template><p>Sjabloon</p></template>
        <footer>Colofon</footer></body></html>
        """)

    assert found.text == "Verslag DVO"


def test_navigation_that_is_never_closed_does_not_swallow_the_minutes() -> None:
    assert "De voorzitter opent" in html("<nav>Menu<p>De voorzitter opent de vergadering.</p>").text
    assert "De voorzitter opent" in html("<div class=menu><div><p>De voorzitter opent.</p></div>").text


def test_numbers_of_ordered_lists_are_rebuilt_where_the_text_lacks_them() -> None:
    found = html("""\
        <ol start="3"><li>Rondvraag<ol type="a"><li>parkeren</li><li>camera's</li></ol></li>
        <li value="7">Sluiting</li></ol>
        <ol><li>1. Al genummerd</li></ol><ul><li>los punt</li></ul>
        """)

    assert found.text.split("\n") == [
        "3. Rondvraag",
        "  a. parkeren",
        "  b. camera's",
        "7. Sluiting",
        "",
        "1. Al genummerd",
        "",
        "- los punt",
    ]


def test_a_heading_in_an_ordered_list_keeps_its_number() -> None:
    found = html("""\
        <ol><li><h2>Opening</h2><p>De voorzitter opent.</p></li>
        <li><h2>Mededelingen</h2><p>Dhr. Postma meldt een wisseling.</p></li></ol>
        """)

    assert labels(found) == [("1", "Opening"), ("2", "Mededelingen")]


def test_merged_cells_keep_rows_and_columns_in_place() -> None:
    found = html("""\
        <table><tr><th>NR</th><th>Onderwerp</th><th>Toelichting</th><th>Actie</th></tr>
        <tr><td colspan="4"><b>B Mededelingen</b></td></tr>
        <tr><td rowspan="2">1</td><td rowspan="2">Bezoek</td><td>Eerste deel.</td><td></td></tr>
        <tr><td>Tweede deel.</td><td>Actie Postma: bellen.</td></tr>
        <tr><td>2</td><td>Sluiting</td><td>Einde.</td><td></td></tr></table>
        """)
    where = {found.text[b.start : b.end]: (b.row, b.column) for b in found.blocks if b.kind == "cell"}

    assert where["Tweede deel."] == (1, 2)
    assert where["Actie Postma: bellen."] == (1, 3)
    assert labels(found) == [("B", "Mededelingen"), ("B1", "Bezoek"), ("B2", "Sluiting")]


def test_a_table_that_only_lays_out_the_page_is_no_table() -> None:
    found = html("""\
        <table><tr><td><img src=x></td><td><h1>Verslag DVO</h1><p>De voorzitter opent.</p>
        <table><tr><td>Datum</td><td>8 maart 2021</td></tr><tr><td>Locatie</td><td>Raadzaal</td></tr></table>
        </td></tr></table>
        """)

    assert block_texts(found, "heading", "paragraph") == ["Verslag DVO", "De voorzitter opent."]
    assert (found.meeting.date, found.meeting.location) == ("2021-03-08", "Raadzaal")


def test_entities_and_line_breaks_read_as_a_browser_shows_them() -> None:
    found = html("<p>Mevr.&nbsp;Caf&eacute;   &lt;ACTIE&gt;\n  &#8220;ja&#x201D; &amp; nee<br>Volgende<wbr>regel</p>")

    assert found.text == "Mevr. Café <ACTIE> “ja” & nee\nVolgenderegel"


def test_a_label_in_angle_brackets_that_is_no_tag_stays() -> None:
    assert "<Actiepunt Jansen>" in html("<p>Dit is <Actiepunt Jansen> voor mei.</p>").text


def test_lines_broken_by_a_converter_flow_again() -> None:
    found = html(
        "<p>"
        + "<br>\n".join(["De voorzitter opent de vergadering en heet iedereen hartelijk", "welkom in de raadzaal."] * 4)
    )

    assert "hartelijk welkom in de raadzaal." in found.text


@pytest.mark.parametrize(
    "data",
    [
        "<meta charset=windows-1252><p>Café – één</p>".encode("cp1252"),
        "<meta http-equiv=x content='text/html; charset=iso-8859-1'><p>Café – één</p>".encode("cp1252"),
        "<meta charset=iso-8859-1><p>Café – één</p>".encode(),
        "\ufeff<p>Café – één</p>".encode(),
        "<p>Café – één</p>".encode("utf-16"),
        "<?xml version='1.0' encoding='iso-8859-15'?><p>Café – één</p>".encode("cp1252"),
    ],
)
def test_encodings_read_as_they_come(data: bytes) -> None:
    assert "Caf" in read_bytes(data, "verslag.html").text
    assert read_bytes(data, "verslag.html").text.startswith("Café")


def test_an_annotation_can_say_where_it_stands_in_the_markup() -> None:
    source = "<p>Eerste</p>\n<p>De heer <b>Postma</b> &amp; co</p>"
    found = read_bytes(source.encode(), "verslag.html")

    line, column = found.source.line_column(found.text.index("Postma"))
    assert source.split("\n")[line - 1][column - 1 :].startswith("Postma")


def test_a_page_without_its_suffix_is_known_by_its_first_bytes() -> None:
    assert read_bytes(b"<!DOCTYPE html><p>Verslag DVO</p>", "verslag").document.format == "html"


def test_a_definition_list_is_a_header() -> None:
    found = html("<h1>Verslag DVO</h1><dl><dt>Datum<dd>8 maart 2021<dt>Aanwezig<dd>J. Postma, A. de Vries</dl>")

    assert names(found, "present") == ["J. Postma", "A. de Vries"]


@pytest.mark.parametrize(
    "broken",
    [
        "<p>De voorzitter opent<b><i></p></div></td></table><p>en sluit",
        "<table><tr><td>De voorzitter opent",
        "<td>De voorzitter</td><td>opent</td>",
        "De voorzitter <a href='x>opent</a> de vergadering <",
        "<ul><li>De voorzitter<ul><li>opent</ol></table>",
        "</html></body><p>De voorzitter opent</p><!-- nooit dicht",
        "<table><tr><td rowspan=0 colspan=x>De voorzitter<tr><td rowspan=999999999 colspan=99999>opent</table>",
    ],
)
def test_broken_html_still_gives_its_text(broken: str) -> None:
    assert "De voorzitter" in html(broken).text


@pytest.mark.parametrize("unit", ["<table><tr><td>", "<div>", "<ul><li>", "<b>", "<span>", "<dl><dd>"])
def test_nesting_without_end_neither_raises_nor_hangs(unit: str) -> None:
    begun = time.perf_counter()
    found = html(unit * 20_000 + "De voorzitter opent de vergadering.")

    assert "De voorzitter opent de vergadering." in found.text
    assert time.perf_counter() - begun < 10


@pytest.mark.parametrize("pair", ["<", "<!", "<a", "&", "a<", '="', "</", "<?", "<>", "\n<", "&#"])
def test_hostile_repetition_is_read_in_linear_time(pair: str) -> None:
    begun = time.perf_counter()
    found = html("<p>Verslag</p>" + pair * 250_000)

    assert found.text.startswith("Verslag")
    assert time.perf_counter() - begun < 10


def test_a_page_without_text_is_refused_in_one_line() -> None:
    for data in (b"", b"<html><body><script>1</script></body></html>", b"<html>\n</html>"):
        with pytest.raises(InputError, match="empty") as refused:
            read_bytes(data, "verslag.html")
        assert "\n" not in str(refused.value)


def test_a_table_of_ten_thousand_rows_is_read() -> None:
    rows = "".join(f"<tr><td>{number}<td>Onderwerp {number}<td>Tekst.<td>" for number in range(1, 10_001))
    found = html(f"<table><tr><th>NR<th>Onderwerp<th>Toelichting<th>Actie{rows}</table>")

    assert len(titles(found)) == 10_000
