"""Formats of other annotation tools: ours → theirs → ours keeps what they hold, and every loss has its name."""

from __future__ import annotations

import random
import warnings
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dvo_tui.errors import DatasetError
from dvo_tui.exchange import registry
from dvo_tui.exchange.dataset import Dataset, dataset_of
from tests import invented
from tests.unit.exchange import made

WHOLE = ("brat", "labelstudio", "prodigy")


@pytest.mark.parametrize("name", WHOLE)
@settings(max_examples=40)
@given(content=made.datasets())
def test_what_a_format_holds_survives_it(name: str, content: Dataset) -> None:
    made.survives(name, content)


@pytest.mark.parametrize("name", [*WHOLE, "doccano", "conll"])
def test_several_documents_stay_apart(name: str) -> None:
    content = dataset_of(invented.session(), "all")
    found, _losses = made.through(registry.usable(name), content, content)

    assert [len(one.entities) for one in found] == [8, 8]


@pytest.mark.parametrize("name", [*WHOLE, "doccano", "conll"])
@settings(max_examples=40)
@given(seed=st.integers(0, 1 << 32))
def test_broken_files_are_refused_cleanly(name: str, seed: int) -> None:
    made_broken(name, random.Random(seed), 5)


def made_broken(name: str, chance: random.Random, count: int) -> None:
    """Decode files with pieces cut, doubled, moved and swapped for others."""
    form = registry.usable(name)
    assert form.encode is not None
    files = form.encode(dataset_of(invented.session(), "all")).files
    whole = form.head + files[form.suffix] + form.tail
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for _ in range(count):
            made.refuses_cleanly(name, broken(whole, chance), files.get(".txt"))


TOKENS = (
    *(b"", b"\n", b"\t", b" ", b'"', b"{", b"}", b"[", b"]", b",", b":", b"-1", b"0", b"9" * 20, b"1e999", b"null"),
    *(b"true", b"NaN", b"\xff", b"\x00", b"\\ud800", b"\xf0\x9f\x91\x8d", b"T1", b"start", b"dvo", b"O", b"B-", b"*"),
    *(b"{" * 2000, b"[" * 2000, b"\r\n", b"R1\tx Arg1:T1 Arg2:T2", b"A9", b"#1\tdvo T1\t[1", b"entities", b"span"),
)


def broken(data: bytes, chance: random.Random) -> bytes:
    found = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(found) + 1)
        end = min(len(found), start + chance.choice((0, 1, 1, 2, 5, 40)))
        there = chance.randrange(len(found) + 1)
        other = found[there : there + chance.randint(0, 30)]
        found[start:end] = chance.choice((chance.choice(TOKENS), other, bytes([chance.randrange(256)])))
    return bytes(found)


@pytest.mark.parametrize("name", [*WHOLE, "doccano"])
def test_a_span_outside_the_text_is_refused_with_its_place(name: str, tmp_path: Path) -> None:
    form = registry.usable(name)
    assert form.encode is not None
    assert form.decode is not None
    content = dataset_of(invented.session(), "all")
    end = str(content.entities[-1].end).encode()
    files = form.encode(content).files
    path = tmp_path / f"minutes{form.suffix}"
    whole = form.head + files[form.suffix] + form.tail
    path.write_bytes(whole.replace(b":" + end, b":99999").replace(b" " + end, b" 99999"))
    path.with_suffix(".txt").write_bytes(files.get(".txt", b""))

    with pytest.raises(DatasetError) as refused:
        list(form.decode(path))
    assert "minutes" in str(refused.value)
    assert "\n" not in str(refused.value)
