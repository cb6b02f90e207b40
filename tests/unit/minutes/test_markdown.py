from __future__ import annotations

import pytest

from tests.unit.minutes.reading import block_texts, markdown

HEADER = "| NR | Onderwerp | Toelichting | Actie |\n|----|----|----|----|\n"


def test_html_in_cells_becomes_lines_and_paragraphs() -> None:
    minutes = markdown(HEADER + "| 1 | <b>Opening</b> | <p>Een &amp; twee.</p><p>Drie<br>vier.<br><br>Vijf.</p> | |\n")

    assert minutes.text == "NR  Onderwerp  Toelichting  Actie\n\n1  Opening\n\nEen & twee.\n\nDrie\nvier.\n\nVijf."


def test_cells_know_their_place_and_column_title() -> None:
    minutes = markdown(HEADER + "| 1 | <b>Opening</b> | Tekst. | Actie Postma. |\n")

    cells = [(b.table, b.row, b.column, b.header, b.emphasis) for b in minutes.blocks if b.kind == "cell"]
    assert cells == [
        (0, 0, 0, "NR", False),
        (0, 0, 1, "Onderwerp", True),
        (0, 0, 2, "Toelichting", False),
        (0, 0, 3, "Actie", False),
    ]
    assert block_texts(minutes, "column") == ["NR", "Onderwerp", "Toelichting", "Actie"]


def test_page_pieces_are_one_table_and_a_cut_row_is_one_row() -> None:
    first = "| 1 | Training | De training is op 5 november (mocht deze | Actie A. |\n"
    rest = "| | | <p>doorgang kunnen vinden).</p><p>Visser is blij.</p> | |\n| | | Postma ook. | Actie B. |\n"
    minutes = markdown(HEADER + first + "\n" + HEADER + rest + "| 2 | Slot | Klaar. | |\n")

    assert minutes.text == (
        "NR  Onderwerp  Toelichting  Actie\n\n"
        "1  Training\n\nDe training is op 5 november (mocht deze doorgang kunnen vinden).\n\nVisser is blij.\n\n"
        "Postma ook.\n\nActie A.\n\nActie B.\n\n"
        "2  Slot\n\nKlaar."
    )
    assert {b.row for b in minutes.blocks if b.kind == "cell"} == {0, 1}
    assert {b.table for b in minutes.blocks} == {0}
    assert [b.page for b in minutes.blocks if b.row == 1] == [2, 2, 2]


def test_a_page_break_between_sentences_joins_nothing() -> None:
    minutes = markdown(HEADER + "| 1 | Slot | Klaar. | |\n\n" + HEADER + "| | | Nog iets. | |\n")

    assert "Klaar.\n\nNog iets." in minutes.text


def test_a_table_without_its_header_on_the_next_page_goes_on() -> None:
    minutes = markdown(
        HEADER + "| 1 | Opening | Welkom. | |\n\nPagina 1 van 2\n\n| 2 | Slot | Klaar. | |\n|--|--|--|--|\n"
    )

    assert [item.title for item in minutes.agenda] == ["Opening", "Slot"]


@pytest.mark.parametrize(
    "table",
    [
        "| 1 | Opening | De voorzitter opent. | Actie Postma. |",
        "| 1 | Opening | De voorzitter opent. | Actie Postma.",
        "1 | Opening | De voorzitter opent. | Actie Postma. |",
        "| 1 | Opening | De voorzitter opent. | Actie Postma. | | |",
        "| 1 | Opening | De voorzitter\nopent. | Actie Postma. |",
    ],
    ids=["whole", "no last pipe", "no first pipe", "too many cells", "broken in a cell"],
)
def test_a_broken_row_reads_like_a_whole_one(table: str) -> None:
    minutes = markdown(HEADER + "| 0 | Begin | x | |\n" + table + "\n")

    assert [item.title for item in minutes.agenda] == ["Begin", "Opening"]
    assert "De voorzitter opent." in minutes.text.replace("\n", " ")
    assert "Actie Postma." in block_texts(minutes)


def test_a_table_without_a_delimiter_row_is_a_table_where_its_titles_are_known() -> None:
    minutes = markdown("| NR | Onderwerp | Toelichting |\n| 1 | Opening | Welkom. |\n| 2 | Slot | Klaar. |\n")

    assert [item.label for item in minutes.agenda] == ["1", "2"]


def test_pipes_that_are_escaped_or_in_code_belong_to_the_text() -> None:
    minutes = markdown(HEADER + "| 1 | Slot | Kies a \\| b of `c | d`. | |\n")

    assert "Kies a | b of c | d." in minutes.text


def test_a_short_table_reads_row_by_row() -> None:
    minutes = markdown("| Nr | Actie | Wie |\n|--|--|--|\n| 1 | Plan delen | Postma |\n| 2 | Cijfers | Visser |\n")

    assert minutes.text == "Nr  Actie  Wie\n\n1  Plan delen  Postma\n2  Cijfers  Visser"


def test_a_header_table_reads_as_label_and_value() -> None:
    minutes = markdown("|  |  |\n|--|--|\n| Datum | 8 maart 2021 |\n| Aanwezig | A. Postma, B. Visser |\n")

    assert minutes.text == "Datum  8 maart 2021\nAanwezig  A. Postma, B. Visser"
    assert minutes.meeting.date == "2021-03-08"


def test_a_header_table_whose_first_row_was_taken_for_titles_is_read_all_the_same() -> None:
    minutes = markdown("| Datum | 8 maart 2021 |\n|--|--|\n| Locatie | Meerdijk |\n")

    assert (minutes.meeting.date, minutes.meeting.location) == ("2021-03-08", "Meerdijk")


def test_marks_go_and_words_stay() -> None:
    minutes = markdown(
        "# Verslag\n\n"
        "**Besluit:** het *plan* is [hier](http://x.nl) te `lezen`, _niet_ ~~daar~~; "
        "snake_case, 2 * 3 * 4, <u>af</u>.\n"
    )

    assert block_texts(minutes)[1] == "Besluit: het plan is hier te lezen, niet daar; snake_case, 2 * 3 * 4, af."


def test_what_only_looks_like_a_tag_stays() -> None:
    minutes = markdown("Postma: <Actiepunt Visser> als x < 3 en y > 2; foto`s en auto`s.\n")

    assert minutes.text == "Postma: <Actiepunt Visser> als x < 3 en y > 2; foto`s en auto`s."


def test_entities_cannot_smuggle_control_characters_in() -> None:
    minutes = markdown("Een&#27;[31m twee&#x202e; drie&nbsp;vier&shy;en &onbekend; &eacute;&eacute;n.\n")

    assert minutes.text == "Een�[31m twee� drie vieren &onbekend; één."


def test_comments_are_not_read() -> None:
    assert markdown("Een.<!-- geheim\ngeheim -->\n\nTwee. <!-- open\n").text == "Een.\n\nTwee. <!-- open"


def test_headings_lists_and_quotes_are_what_they_are() -> None:
    minutes = markdown("""
        Verslag DVO Noordrand
        =====================

        ## 1. Opening ##

        * een
          * twee
        1. drie

        > citaat

        ---

        **4. Kop in vet**

        Tekst.
        """)

    kinds = [(b.kind, b.level, minutes.text[b.start : b.end]) for b in minutes.blocks]
    assert kinds == [
        ("heading", 1, "Verslag DVO Noordrand"),
        ("heading", 2, "1. Opening"),
        ("item", 1, "een"),
        ("item", 2, "twee"),
        ("item", 1, "drie"),
        ("paragraph", None, "citaat"),
        ("heading", 2, "4. Kop in vet"),
        ("paragraph", None, "Tekst."),
    ]


def test_front_matter_is_read_as_labels() -> None:
    minutes = markdown("---\nDatum: 8 maart 2021\nLocatie: Meerdijk\n---\n\n# Verslag DVO\n\nTekst.\n")

    assert minutes.meeting.date == "2021-03-08"
    assert minutes.meeting.location == "Meerdijk"


def test_the_map_leads_from_a_cell_to_its_line_and_column() -> None:
    source = HEADER + "| 1 | Slot | Een<br>twee. | |\n"
    minutes = markdown(source)

    line, column = minutes.source.line_column(minutes.text.index("twee"))
    assert source.split("\n")[line - 1][column - 1 :].startswith("twee.")


def test_a_row_of_nothing_but_pipes_is_read() -> None:
    assert "klaar" in markdown("|" * 5_000 + "klaar\n").text
