"""What the YAML writer writes, every reader gets back: libyaml, PyYAML, ruamel (YAML 1.2) and our strict one."""

from __future__ import annotations

import io
from typing import Any

import pytest
import ruamel.yaml
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dvo_tui.errors import DatasetError
from dvo_tui.exchange.yaml import dump_plain
from dvo_tui.scheme.strict_yaml import load_strict

NASTY = [
    "no", "ja", "Nee", "y", "N", "Null", "~", "true", "off", "12:30", "09:45", "2021-01-01", "1e5",
    "711e067", "0o17", "010", "0x1F", ".5", "+1", "1_000", "=", "<<", "\x85", "\u2028", "\u2029", "\ufeff",
    "\x7f", "\x80", "\x9f", "\ufffe", "\uffff", "\u202e", "\x00", "\x1b[31m", " x", "x ", "a\tb", "\tx", "😀",
    "\U0001f469\u200d\U0001f469\u200d\U0001f467", "- x", "-", "#", "a #b", "a: b", "a:", "@x", "`", "%",
    "&a", "*a", "!t", "{", "}", "[", "]", ",", "'", '"', "\\", "_", "é", "e5", "a\n\n", "\n", " \n x",
    "x\n \n  y\n", "---", "...", "x\n---\ny", "x\n... \ny", "|", ">", "?", "x\r\ny", "é 1", "a  b", "a - b",
    "a-", "(a)", "ß", "日本", "ª", "٣", "[/]", "[@click=app.quit()]",
]  # fmt: skip
STRINGS = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(exclude_categories=["Cs"])),
    st.lists(st.sampled_from(NASTY), max_size=4).map("".join),
    st.lists(st.sampled_from(NASTY), max_size=4).map("\n".join),
)
SCALARS = STRINGS | st.none() | st.booleans() | st.integers(-(10**17), 10**17) | st.floats(allow_nan=False)
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "no", "a b", ""]), inner),
    max_leaves=6,
)
DOCUMENTS = st.dictionaries(
    st.sampled_from(["document", "entities", "decisions", "text", "on", "1"]), VALUES, max_size=4
)


def as_ruamel_reads(text: str) -> Any:
    return ruamel.yaml.YAML(typ="safe", pure=True).load(io.StringIO(text))


def agree(content: dict[str, Any]) -> None:
    text = dump_plain(content)
    readers = {
        "strict": load_strict(text.encode(), "x"),
        "libyaml": yaml.load(text.encode(), Loader=yaml.CSafeLoader),
        "pyyaml": yaml.load(text, Loader=yaml.SafeLoader),
        "ruamel": as_ruamel_reads(text),
    }
    for reader, found in readers.items():
        assert repr(found) == repr(content), (reader, text)


@given(STRINGS)
def test_any_string_comes_back_wherever_it_stands(string: str) -> None:
    agree({"text": string, "entities": [{"text": string}, [string]], "actions": [{"text": string, "note": string}]})


@given(DOCUMENTS)
def test_any_document_comes_back(content: dict[str, Any]) -> None:
    agree(content)


def test_a_text_is_a_literal_block_where_that_loses_nothing() -> None:
    assert dump_plain({"text": "Verslag\n\n  ingesprongen: ja\n# geen commentaar\n"}) == (
        "text: |\n  Verslag\n\n    ingesprongen: ja\n  # geen commentaar\n"
    )
    assert dump_plain({"text": "een\ntwee"}) == "text: |-\n  een\n  twee\n"
    assert dump_plain({"text": "een\ntwee\n\n"}) == "text: |+\n  een\n  twee\n\n"
    assert dump_plain({"text": " een\ntwee"}) == 'text: " een\\ntwee"\n'
    assert dump_plain({"text": "een\u2028twee\n"}) == 'text: "een\\u2028twee\\n"\n'


def test_a_record_is_a_line_and_prose_a_field_a_line() -> None:
    content = {
        "entities": [{"id": "e1", "text": "Van der Zwaan", "spans": [[1, 2]], "link": None}],
        "decisions": [{"id": "d1", "text": "Het DVO geeft akkoord: ja.", "origin": {"by": "jdv"}}],
        "notes": [],
    }

    assert dump_plain(content) == (
        "entities:\n"
        "- {id: e1, text: Van der Zwaan, spans: [[1, 2]], link: null}\n"
        "decisions:\n"
        "- id: d1\n"
        '  text: "Het DVO geeft akkoord: ja."\n'
        "  origin: {by: jdv}\n"
        "notes: []\n"
    )


@pytest.mark.parametrize("string", ["nee", "Van der Zwaan", "J.P. de Boer", "'s-Hertogenbosch", "gemeente/politie"])
def test_plain_dutch_needs_no_quotes_unless_it_looks_odd(string: str) -> None:
    quoted = string.startswith("'")

    assert dump_plain({"a": string}) == (f'a: "{string}"\n' if quoted else f"a: {string}\n")


def test_half_a_character_is_refused() -> None:
    with pytest.raises(DatasetError, match="half a character"):
        dump_plain({"text": "\ud800"})
