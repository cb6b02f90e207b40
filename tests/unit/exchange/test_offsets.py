"""Offsets in UTF-16 code units and UTF-8 bytes are those that encoding the text itself gives, both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvo_tui.exchange.offsets import utf8, utf16

TEXTS = st.text(st.sampled_from("aZ \n\t\r\xa0é́ë‏⁦ﬁ€\U0001f6a6\U0001f468‍\U0010ffff"), max_size=40)


@given(TEXTS | st.text(st.characters(codec="utf-8"), max_size=40))
def test_each_offset_is_what_encoding_the_text_gives(text: str) -> None:
    wide, bytes_ = utf16(text), utf8(text)
    for offset in range(len(text) + 1):
        units = len(text[:offset].encode("utf-16-le")) // 2
        assert wide.there(offset) == units
        assert wide.here(units) == offset
        length = len(text[:offset].encode())
        assert bytes_.there(offset) == length
        assert bytes_.here(length) == offset


def test_an_offset_inside_a_character_is_refused() -> None:
    assert utf16("a\U0001f6a6b").here(3) == 2
    with pytest.raises(ValueError, match="inside a character"):
        utf16("a\U0001f6a6b").here(2)
    with pytest.raises(ValueError, match="inside a character"):
        utf8("aëb").here(2)
