from __future__ import annotations

import pytest

from dvo_tui.errors import InputError
from dvo_tui.minutes.text import Writer, decode, pieces, sanitise, trim, visible

SENTENCE = "De coördinator zegt: “één café” – € 5, geëvalueerd op 8 maart."


@pytest.mark.parametrize(
    "data",
    [
        SENTENCE.encode("utf-8"),
        SENTENCE.encode("utf-8-sig"),
        SENTENCE.encode("utf-16"),
        b"\xfe\xff" + SENTENCE.encode("utf-16-be"),
        SENTENCE.encode("utf-16-le"),
        SENTENCE.encode("utf-16-be"),
        SENTENCE.encode("utf-32"),
        SENTENCE.encode("cp1252"),
    ],
    ids=[
        "utf-8",
        "utf-8 mark",
        "utf-16",
        "utf-16 big",
        "utf-16 no mark",
        "utf-16 big no mark",
        "utf-32",
        "windows-1252",
    ],
)
def test_every_recognised_encoding_gives_the_same_text(data: bytes) -> None:
    assert decode(data, "verslag.txt") == SENTENCE


def test_broken_utf_8_says_at_which_byte() -> None:
    with pytest.raises(InputError, match=r"verslag\.txt is not valid UTF-8: it breaks at byte 9;"):
        decode("één zin".encode() + b"\xff\xfe\xfd" + "één zin".encode(), "verslag.txt")


def test_a_truncated_utf_8_file_is_broken_and_not_windows_1252() -> None:
    with pytest.raises(InputError, match="breaks at byte 13"):
        decode("geëvalueerd ë".encode()[:-1], "verslag.txt")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        (b"\xef\xbb\xbf\n", "is empty"),
        (b"\xff\xfe", "is empty"),
        (b"%PDF-1.7 ...", "is a PDF file"),
        (b"PK\x03\x04rest", "is a Word or zip file"),
        (bytes(range(256)) * 10, "is binary"),
        (b"\x00\x01\x02\x03" * 100, "is binary"),
    ],
)
def test_what_holds_no_text_is_refused_in_one_line(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words) as refusal:
        decode(data, "verslag.txt")
    assert "\n" not in str(refusal.value)


def test_line_ends_become_line_feeds() -> None:
    assert decode(b"een\r\ntwee\rdrie\nvier", "verslag.txt") == "een\ntwee\ndrie\nvier"


def test_unsafe_characters_become_visible_one_for_one() -> None:
    unsafe = "a\x1b]52;c;x\x07\x00\x7f\x9b\u202e\u2066\u061c\u200f\u2028\u2029\ufeff\ud800z"

    assert sanitise(unsafe) == "a␛]52;c;x␇␀␡" + "�" * 9 + "z"
    assert len(sanitise(unsafe)) == len(unsafe)


def test_a_few_control_characters_do_not_make_a_text_binary() -> None:
    assert decode(b"Dhr. Postma \x1b[31mzegt\x1b[0m iets.", "verslag.txt") == "Dhr. Postma ␛[31mzegt␛[0m iets."


def test_nothing_is_normalised() -> None:
    decomposed = "cafe\u0301 ﬁets Ⅳ"

    assert decode(decomposed.encode(), "verslag.txt") == decomposed


def test_soft_hyphens_and_zero_width_spaces_are_left_out_and_tabs_are_two_spaces() -> None:
    source = "veilig\xadheids\u200bregio\tTwente"

    assert visible(source, pieces(source, 0, len(source))) == "veiligheidsregio  Twente"


def test_trimming_pieces_drops_white_space_at_both_ends() -> None:
    source = "  a b \xad "

    assert visible(source, trim(source, pieces(source, 0, len(source)))) == "a b"


def test_the_map_points_copied_text_at_its_source_and_inserted_text_at_the_place_of_insertion() -> None:
    writer = Writer("een\n  twee &amp; drie")
    writer.copy(0, 3)
    writer.append(" ")
    writer.write([(6, 11, ""), (11, 16, "&"), (16, 21, "")])

    assert writer.text() == "een twee & drie"
    source = writer.source_map()
    assert [source.offset(at) for at in (0, 2, 3, 4, 9, 10, 14)] == [0, 2, 3, 6, 11, 16, 20]
    assert source.line_column(4) == (2, 3)


def test_neighbouring_copies_are_one_piece_of_the_map() -> None:
    writer = Writer("een\ntwee")
    writer.copy(0, 3)
    writer.append("\n")
    writer.copy(4, 8)

    assert writer.source_map().reading == (0,)
