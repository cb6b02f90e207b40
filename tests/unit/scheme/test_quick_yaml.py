"""The quick reader takes what we write, and whatever it takes the strict reader reads just so."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dvo_tui.errors import DatasetError
from dvo_tui.exchange import yaml
from dvo_tui.exchange.dataset import dataset_of, plain
from dvo_tui.scheme import strict_yaml
from dvo_tui.scheme.quick_yaml import read_quickly
from tests import invented

WORDS = """a id: null true Null no ~ 12 0o7 012 1.5 1e5 .5 -3 - [ ] { } , : "x" "a, b: c" "\\" "\\u00e9" "\\ud83d" it's
# & * ! ' | |- |+ --- ... a-b (c) d/e 2021-03-08 09:45 0123456789012345678901 é <<"""
PIECES = st.sampled_from(
    [
        *WORDS.split(),
        *" \n\t\x85{}",
        "\n- ",
        "\n  ",
        ": ",
        ", ",
        "\nkey: ",
        "\nkey:\n- {a: b}",
        "\ntext: |\n  regel\n\n  twee",
    ]
)


def strictly(data: bytes) -> object:
    return strict_yaml._Reader(data, "x").read()


def test_what_we_write_is_read_quickly_and_as_the_strict_reader_reads_it() -> None:
    content = plain(dataset_of(invented.session(), "all"))
    data = yaml.dump_plain(content).encode()

    assert read_quickly(data) == strictly(data)


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_whatever_it_takes_the_strict_reader_reads_just_so(text: str) -> None:
    data = f"key: {text}\n".encode()
    quick = read_quickly(data)

    if quick is not None:
        assert quick == strictly(data)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | st.text(max_size=12)
    | st.sampled_from(["nee", "12", "a: b"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(min_size=1, max_size=6), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=300)
@given(st.dictionaries(st.sampled_from(["document", "entities", "decisions", "text"]), VALUES, min_size=1))
def test_whatever_we_write_comes_back(content: dict[str, object]) -> None:
    try:
        data = yaml.dump_plain(content).encode()
    except DatasetError:
        return  # half a character
    quick = read_quickly(data)

    assert quick is None or quick == content
    assert strict_yaml.load_strict(data, "x") == content


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\na: 2\n",
        "a: {b: 1, b: 2}\n",
        'a: "\\ud83d\\ude00"\n',
        "a: [1, 2\n",
        "a: 1234567890123456789\n",
        "a: True\n",
        "a: 'x'\n",
        "a: x # y\n",
        "a: x, y\n",
        "- a\n",
        "a: |\n   x\n",
        "a: 1",
        "a: " + "[" * 40 + "]" * 40 + "\n",
    ],
)
def test_what_is_not_ours_is_left_to_the_strict_reader(text: str) -> None:
    assert read_quickly(text.encode()) is None
