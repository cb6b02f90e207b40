"""Encoding only what changed gives the bytes that encoding everything would."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from dvo_tui.store.encoding import Encoder, Tables, decode

SCALARS = st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.text(st.characters(exclude_categories=["Cs"]))
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab\nc", max_size=3), inner, max_size=3),
)
TABLE = st.dictionaries(st.integers(0, 40).map(str), st.dictionaries(st.text("xyz", max_size=2), VALUES), max_size=6)
TABLES = st.dictionaries(st.sampled_from(["meta", "entities", "notes", "é"]), TABLE, max_size=4)


def at_once(tables: Tables) -> bytes:
    return msgspec.json.format(msgspec.json.encode(tables, order="sorted"), indent=1) + b"\n"


@settings(max_examples=60, deadline=None)
@given(TABLES, st.lists(st.tuples(st.sampled_from(["meta", "entities"]), TABLE), max_size=4))
def test_every_state_on_the_way_is_what_encoding_it_at_once_gives(first: Tables, edits: list[tuple[str, Any]]) -> None:
    encoder = Encoder()
    tables = first
    assert encoder.encode(tables) == at_once(tables)

    for name, changed in edits:
        kept = {key: record for key, record in tables.get(name, {}).items() if key not in changed or len(key) > 1}
        tables = {**tables, name: kept | changed}

        assert encoder.encode(tables) == at_once(tables)
        assert decode(encoder.encode(tables), Path("x")) == tables
