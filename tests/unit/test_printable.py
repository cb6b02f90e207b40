from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvo_tui.printable import printable

UNSAFE = ("Cc", "Cf", "Cs", "Zl", "Zp")


def test_nothing_that_steers_or_hides_reaches_the_screen() -> None:
    every = "".join(map(chr, range(0x110000)))

    shown = printable(every)

    assert len(shown) == len(every)
    assert [hex(ord(c)) for c in set(shown) if unicodedata.category(c) in UNSAFE] == []


@given(st.text())
def test_offsets_hold(text: str) -> None:
    shown = printable(text)

    assert len(shown) == len(text)
    assert all(new == old for new, old in zip(shown, text, strict=True) if unicodedata.category(old)[0] in "LNPS")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]0;PWNED\x07", "␛]0;PWNED␇"),
        ("a\tb\nc\rd", "a b c␍d"),
        ("links\u202erechts", "links\ufffdrechts"),
        ("ge\u00admeente", "ge‐meente"),
        ("\x9b31m\x7f", "\ufffd31m␡"),
        ("Öztürkoğlu € 漢字 👍", "Öztürkoğlu € 漢字 👍"),
    ],
)
def test_it_says_what_was_there(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_lines_can_be_kept() -> None:
    assert printable("een\ntwee\t\x00", lines=True) == "een\ntwee ␀"
