"""What holds for every input, whatever stands in it."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dvo_tui.errors import InputError
from dvo_tui.minutes.model import Minutes
from dvo_tui.minutes.reading import read_bytes
from dvo_tui.minutes.segment import sentences, tokens
from dvo_tui.minutes.text import decode

FRAGMENTS = st.sampled_from(
    [
        *(
            "\n",
            "\n\n",
            "\f",
            "\t",
            " ",
            "  ",
            "- ",
            "1. ",
            "2. ",
            "a) ",
            "A. ",
            "## ",
            "# ",
            "> ",
            "---\n",
            "===\n",
            "```\n",
        ),
        *(
            "|",
            "| a | b |\n",
            "|---|---|\n",
            "| NR | Onderwerp | Toelichting | Actie |\n",
            "| | | vervolg | |\n",
            "\\|",
            "`|`",
        ),
        *(
            "<br>",
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "&amp;",
            "&#27;",
            "&#x202e;",
            "<!-- pagina -->",
            "<!--",
            "**",
            "*",
            "_",
            "`",
        ),
        *(
            "[x](y)",
            "\xad",
            "\u200b",
            "\u202e",
            "\u2028",
            "\x1b[31m",
            "\x00",
            "\x9b",
            "\ufeff",
            "é",
            "e\u0301",
            "👍",
            "ﬁ",
        ),
        *(
            "Opening",
            "Rondvraag",
            "Datum: 8 maart 2021",
            "Aanwezig: A. Postma, B. Visser",
            "Voorzitter: ",
            "Agendapunt 2: Zaken",
        ),
        *(
            "Dhr. Postma meldt dat de gemeente",
            "veiligheids-\n",
            "regio",
            ". ",
            "Pagina 1 van 2\n",
            "Verslag DVO 3-5-2021 ",
            "vervallen",
        ),
    ]
)
SOURCES = st.lists(FRAGMENTS | st.text(max_size=8), max_size=40).map("".join)
NAMES = st.sampled_from(["verslag.txt", "verslag.md", "verslag", "verslag.log", ".md", "../../x.txt", "a\x00b.md"])
WITHOUT_DEADLINE = settings(deadline=None)  # the first example of a format pays for importing its reader
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def read(source: str, name: str) -> Minutes | None:
    try:
        return read_bytes(source.encode("utf-8", "surrogatepass"), name)
    except InputError:
        return None


@WITHOUT_DEADLINE
@given(st.binary(max_size=200), NAMES)
@example(b"\xff\xfe", "a.txt")
@example(b"\xff\xfe\x00", "a.txt")
@example(b"a\x00b\x00", "a.txt")
@example(b"PK\x03\x04", "a.docx")
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    with suppress(InputError):
        assert read_bytes(data, name).text.strip()


@WITHOUT_DEADLINE
@given(SOURCES, NAMES)
def test_every_character_that_was_not_inserted_stands_in_the_source_where_the_map_says(source: str, name: str) -> None:
    minutes = read(source, name)
    if minutes is None:
        return
    decoded = decode(source.encode("utf-8", "surrogatepass"), name)
    found = minutes.source
    bounds = [*found.reading, len(minutes.text)]
    for (start, end), at, source_end in zip(pairwise(bounds), found.source, found.ends, strict=True):
        if at < source_end:
            kept, there = minutes.text[start:end], decoded[at : at + end - start]
            assert re.sub(r"\s", " ", kept) == re.sub(r"\s", " ", there)
            assert end - start == source_end - at
        assert 0 <= found.offset(start) <= len(decoded)


@WITHOUT_DEADLINE
@given(SOURCES, NAMES)
def test_blocks_are_in_order_inside_the_text_and_hold_no_white_space_at_their_ends(source: str, name: str) -> None:
    minutes = read(source, name)
    if minutes is None:
        return
    assert minutes.blocks
    assert all(before.end <= after.start for before, after in pairwise(minutes.blocks))
    for block in minutes.blocks:
        content = minutes.text[block.start : block.end]
        assert content
        assert content == content.strip()


@WITHOUT_DEADLINE
@given(SOURCES, NAMES)
def test_a_reading_text_is_safe_and_tidy(source: str, name: str) -> None:
    minutes = read(source, name)
    if minutes is None:
        return
    assert not UNSAFE.search(minutes.text)
    assert "\n\n\n" not in minutes.text
    assert minutes.text == minutes.text.strip("\n")


@WITHOUT_DEADLINE
@given(SOURCES, NAMES)
@example("a) \n\n0e\u0301", "verslag.txt")
def test_items_and_participants_quote_the_text(source: str, name: str) -> None:
    minutes = read(source, name)
    if minutes is None:
        return
    ids = {item.id for item in minutes.agenda}
    assert all(before.span.end <= after.span.start for before, after in pairwise(minutes.agenda))
    for item in minutes.agenda:
        assert item.title in minutes.text[item.span.start : item.span.end]
        assert item.parent is None or item.parent in ids
    for person in minutes.participants:
        quotes = [unicodedata.normalize("NFC", minutes.text[span.start : span.end]) for span in person.spans]
        assert any(quote and quote in unicodedata.normalize("NFC", person.name) for quote in quotes)


@WITHOUT_DEADLINE
@given(SOURCES, NAMES)
def test_sentences_and_tokens_cover_what_is_written(source: str, name: str) -> None:
    minutes = read(source, name)
    if minutes is None:
        return
    found = sentences(minutes.text, minutes.blocks)
    assert all(before.end <= after.start for before, after in pairwise(found))
    written = "".join(minutes.text[b.start : b.end] for b in minutes.blocks if b.kind != "column")
    said = "".join(minutes.text[s.start : s.end] for s in found)
    assert "".join(said.split()) == "".join(written.split())
    words = "".join(minutes.text[t.start : t.end] for t in tokens(minutes.text, 0, len(minutes.text)))
    assert words == "".join(minutes.text.split())


@WITHOUT_DEADLINE
@given(SOURCES)
def test_reading_is_a_pure_function(source: str) -> None:
    assert read(source, "verslag.md") == read(source, "verslag.md")
