"""The strict YAML reader: strings stay strings, and what could surprise, explode or hide is refused with its place."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvo_tui.errors import DatasetError
from dvo_tui.scheme.strict_yaml import lines_of, load_strict


def load(text: str) -> object:
    return load_strict(text.encode(), "x.yaml")


@pytest.mark.parametrize(
    "text", ["no", "yes", "on", "12:30", "9:45", "2019-12-11", "1_000", "ja", "y", "=", "<<", "1.2.3"]
)
def test_what_yaml_1_1_would_twist_stays_a_string(text: str) -> None:
    assert load(f"a: {text}") == {"a": text}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("null", None),
        ("~", None),
        ("", None),
        ("true", True),
        ("False", False),
        ("010", 10),
        ("0o17", 15),
        ("0x1F", 31),
        ("-3", -3),
        ("1e3", 1000.0),
        ("-.5", -0.5),
        ("-.INF", float("-inf")),
        ('"010"', "010"),
        ("'null'", "null"),
    ],
)
def test_scalars_are_those_of_the_core_schema(text: str, value: object) -> None:
    found = load(f"a: {text}")

    assert found == {"a": value}
    assert isinstance(found, dict)
    assert type(found["a"]) is type(value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a:\n  b: &x 1", "x.yaml, line 2, at $.a.b: anchors are not allowed"),
        ("a: *x", "x.yaml, line 1, at $.a: aliases are not allowed"),
        ("a: !!python/object:os.system x", "x.yaml, line 1, at $.a: tags are not allowed"),
        ("a: 1\nb:\n- {c: 1, c: 2}", "x.yaml, line 3, at $.b[0]: the key c stands there twice"),
        ("1: 2", "x.yaml, line 1, at $: a key must be a string; put it in quotes"),
        ("? [a]\n: b", "x.yaml, line 1, at $: a key must be a string; put it in quotes"),
        ("a: 1\n---\nb: 2", "x.yaml, line 2, at $: more than one document in the file"),
        ("", "x.yaml, line 1, at $: the file holds nothing"),
        ("a: 'x", "x.yaml, line 1, at $.a: found unexpected end of stream"),
        ("a: " + "9" * 5000, "x.yaml, line 1, at $.a: a number of more than 18 digits; put it in quotes"),
    ],
)
def test_a_refusal_names_file_line_and_path(text: str, message: str) -> None:
    with pytest.raises(DatasetError) as caught:
        load(text)

    assert str(caught.value) == message


def test_a_bomb_costs_nothing() -> None:
    bombs = [
        "[" * 1_000_000,
        "{a: " * 100_000,
        "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]",
        "a: &a {x: 1}\nb: {<<: [*a, *a]}",
        "&a [*a]",
    ]
    began = time.perf_counter()

    for bomb in bombs:
        with pytest.raises(DatasetError):
            load(bomb)

    assert time.perf_counter() - began < 2


def test_a_file_that_is_too_large_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dvo_tui.scheme.strict_yaml.MAX_BYTES", 10)

    with pytest.raises(DatasetError, match="larger than"):
        load("a: 123456789")


def test_bytes_that_are_no_text_are_refused() -> None:
    for data in (b"\xff\xfe\x00", b"a: \xff", b"a: \x00"):
        with pytest.raises(DatasetError, match=r"x\.yaml, line 1"):
            load_strict(data, "x.yaml")


def test_the_lines_of_values_can_be_found() -> None:
    data = b"a:\n- 1\n- x: 1\n  y: [2,\n   3]\nb: |\n  text\n"
    deep = ("a", 1, "y", 1)

    assert lines_of(data, [deep, ("b",), ("c",), ()]) == {deep: 5, ("b",): 6, (): 1}


def test_a_byte_that_is_no_utf_8_is_refused_with_its_line() -> None:
    with pytest.raises(DatasetError, match=r"x\.yaml, line 3, at .*: no YAML"):
        load_strict(b"a: 1\nb: 2\nc: \xe9\n", "x.yaml")


@given(st.binary(max_size=200) | st.text("[]{}:,-&*!?|>'\"# \n\tab01", max_size=60).map(str.encode))
def test_no_input_ends_in_anything_but_a_value_or_a_refusal(data: bytes) -> None:
    with contextlib.suppress(DatasetError):
        load_strict(data, "x.yaml")
