"""What spares the readers a search never hides what the search would find, on every line of the invented minutes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvo_tui.minutes import fields, labels
from dvo_tui.minutes.readers import furniture, lines

ROOT = Path(__file__).parents[3]
FOLDERS = (ROOT / "examples", ROOT / "tests" / "minutes" / "seen")


@cache
def read_lines() -> tuple[str, ...]:
    paths = [path for folder in FOLDERS for suffix in ("txt", "md") for path in sorted(folder.glob(f"*.{suffix}"))]
    return tuple({line.strip() for path in paths for line in path.read_text("utf-8", "replace").split("\n")} - {""})


def test_no_labelled_line_is_passed_over() -> None:
    for line in read_lines():
        assert labels.LABELLED.match(line) is None or labels.may_be_labelled(line), line


@pytest.mark.parametrize(
    "label", ["ad 3 Zaken", "VII. Rondvraag", "Punt 4: Zaken", "thema 2. Zaken", "AGP 3. Zaken", "b) x"]
)
def test_a_label_of_letters_is_no_plain_line(label: str) -> None:
    assert labels.LABELLED.match(label)
    assert labels.may_be_labelled(label)


def test_no_form_of_address_at_a_lines_start_is_passed_over() -> None:
    for line in read_lines():
        assert lines._is_speaker(line) == bool(lines._SPEAKER.match(line)), line
    assert lines._is_speaker("Voorzitter Bos")


def test_labels_are_found_where_a_search_finds_them() -> None:
    for line in (*read_lines(), "Datum: 3 mei;  Tijd: 10.00 | Locatie: zaal\nAanwezig: Bos. Afwezig: Vis"):
        found = [match.span() for match in fields._labels_in(line)]
        assert found == [match.span() for match in fields._LABEL.finditer(line)], line


def test_a_line_that_cannot_begin_a_field_has_none() -> None:
    for line in read_lines():
        first = fields._LABEL.search(line)
        if first and (not first.start() or (first.lastgroup or "").startswith("sentence_")):
            assert fields._may_begin(line), line


@given(
    st.lists(st.sampled_from(["pag", "Pagina", "PAGINA 3", "campagne", " 1", " van 2", "\n", "İ", ": 4", "."])).map(
        "".join
    )
)
def test_page_numbers_are_found_whatever_the_case(text: str) -> None:
    lowered = text.lower()
    if len(lowered) == len(text):
        found = [match.span() for match in furniture._pages(text, lowered)]
        assert found == [match.span() for match in furniture._PAGE.finditer(text)]
