from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from dvo_tui.printable import printable
from dvo_tui.tui.widgets.layout_text import Layout, cells, clusters, scrolled_to

LETTERS = "ab éß–€“”漢字👍🏽e\u0301\ufe0f❤\n\t\u200d\u00a0\x1b"

texts = st.text(st.sampled_from(LETTERS) | st.characters(), max_size=300).map(lambda text: printable(text, lines=True))
widths = st.integers(2, 40)


def layouts(text: str, width: int, indents: dict[int, int] | None = None) -> list[str]:
    layout = Layout(text, width, indents)
    return [text[slice(*layout.bounds(row))] for row in range(layout.rows)]


def line_starts(text: str) -> list[int]:
    return [0, *(at + 1 for at, character in enumerate(text) if character == "\n" and at + 1 < len(text))]


@given(texts, widths)
def test_every_character_but_line_feeds_is_on_exactly_one_row(text: str, width: int) -> None:
    layout = Layout(text, width)

    places = [offset for row in range(layout.rows) for offset in range(*layout.bounds(row))]

    assert places == [offset for offset, character in enumerate(text) if character != "\n"]


@given(texts, widths)
def test_a_line_feed_always_ends_a_row_and_nothing_else_shares_it(text: str, width: int) -> None:
    assert "\n" not in "".join(layouts(text, width))
    assert len(layouts(text, width)) >= len(line_starts(text))


@given(texts, widths, st.data())
def test_no_row_is_wider_than_the_width_but_for_the_space_it_broke_at(
    text: str, width: int, data: st.DataObject
) -> None:
    starts = data.draw(st.dictionaries(st.sampled_from(line_starts(text)), st.integers(1, 30), max_size=3))
    layout = Layout(text, width, starts)

    for row in range(layout.rows):
        start, end = layout.bounds(row)
        shown = text[start:end].removesuffix(" ")
        if len(list(clusters(text, start, end))) > 1:
            assert layout.indent(row) + cell_len(shown) <= width


@given(texts, widths)
def test_an_offset_is_on_the_row_that_holds_it(text: str, width: int) -> None:
    layout = Layout(text, width)

    for row in range(layout.rows):
        start, end = layout.bounds(row)
        assert {layout.row_of(offset) for offset in (start, end - 1) if start <= offset < end} <= {row}


@given(texts, widths)
def test_the_cell_of_a_character_leads_back_to_it(text: str, width: int) -> None:
    layout = Layout(text, width)

    for row in range(layout.rows):
        for first, last, size in clusters(text, *layout.bounds(row)):
            if size:
                column = layout.column_of(first)
                assert {layout.offset_at(row, cell) for cell in range(column, column + size)} == {first}, (first, last)


@given(texts, widths, st.integers(-3, 50))
def test_a_cell_of_a_row_is_on_that_row(text: str, width: int, column: int) -> None:
    layout = Layout(text, width)

    for row in range(layout.rows):
        assert layout.row_of(layout.offset_at(row, column)) == row


@given(texts, widths)
def test_special_characters_wrap_as_plain_ones_do(text: str, width: int) -> None:
    plain = "".join("x" if character not in " \n" else character for character in text)
    narrow = plain.replace("x", "ṣ")

    assert [len(row) for row in layouts(plain, width)] == [len(row) for row in layouts(narrow, width)]


def test_a_line_breaks_at_its_last_space_that_fits() -> None:
    assert layouts("Het DVO geeft akkoord", 12) == ["Het DVO ", "geeft ", "akkoord"]


def test_a_word_that_just_fits_keeps_its_space_in_the_gap() -> None:
    assert layouts("Het DVO geeft", 7) == ["Het DVO ", "geeft"]


def test_a_word_longer_than_the_width_is_cut() -> None:
    assert layouts("samenwerkingsverband", 8) == ["samenwer", "kingsver", "band"]


def test_empty_lines_are_rows() -> None:
    assert layouts("een\n\ntwee\n", 10) == ["een", "", "twee"]


def test_an_empty_text_is_one_row() -> None:
    assert layouts("", 10) == [""]


def test_wide_characters_take_two_cells() -> None:
    assert layouts("漢字漢字", 5) == ["漢字", "漢字"]


def test_a_combining_mark_stays_with_its_letter() -> None:
    assert layouts("abcde\u0301f", 5) == ["abcde\u0301", "f"]


def test_room_is_kept_before_a_title() -> None:
    layout = Layout("tekst\nJaarwisseling 2020\ntekst", 18, {6: 4})

    assert [layout.indent(row) for row in range(layout.rows)] == [0, 4, 0, 0]
    assert layout.bounds(1) == (6, 20)
    assert layout.column_of(6) == 4
    assert layout.offset_at(1, 4) == layout.offset_at(1, 0) == 6


def test_what_lies_outside_the_text_is_on_the_first_or_last_row() -> None:
    layout = Layout("een\ntwee", 10)

    assert (layout.row_of(-5), layout.row_of(99)) == (0, 1)
    assert layout.offset_at(-1, 0) == 0
    assert layout.offset_at(9, 99) == 8


def test_an_endless_line_wraps() -> None:
    layout = Layout("x" * 1_000_000, 70)

    assert layout.rows == 14286


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=50))
def test_cells_are_those_of_rich(text: str) -> None:
    shown = printable(text)

    assert cells(shown) == cell_len(shown)


def test_nothing_scrolls_while_the_rows_are_comfortably_in_view() -> None:
    assert scrolled_to(100, 30, 110, 112, 5, 10) == 100


def test_the_next_row_below_scrolls_by_one() -> None:
    assert scrolled_to(100, 30, 120, 120, 5, 10) == 101


def test_a_leap_goes_some_rows_further_but_keeps_the_context() -> None:
    assert scrolled_to(100, 30, 120, 120, 5, 10, leap=6) == 107
    assert scrolled_to(100, 30, 120, 120, 5, 10, leap=60) == 115
    assert scrolled_to(100, 30, 104, 104, 5, 10, leap=6) == 93
    assert scrolled_to(100, 30, 104, 104, 5, 10, leap=60) == 85


def test_what_is_far_away_comes_to_a_third_of_the_screen() -> None:
    assert scrolled_to(100, 30, 500, 500, 5, 10) == 490


def test_of_what_is_taller_than_the_screen_the_beginning_is_shown() -> None:
    assert scrolled_to(100, 30, 125, 190, 5, 10) == 120
