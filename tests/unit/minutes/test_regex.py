"""Patterns that are compiled late answer as compiled ones do."""

from __future__ import annotations

import re

import pytest

from dvo_tui.minutes.regex import regex


def test_a_pattern_is_compiled_when_it_is_first_asked() -> None:
    broken = regex("(")

    with pytest.raises(re.error):
        broken.search("a")


def test_it_answers_as_a_compiled_one_does() -> None:
    late, compiled = regex(r"(?P<letter>[a-c])\d", re.IGNORECASE), re.compile(r"(?P<letter>[a-c])\d", re.IGNORECASE)

    for text in ("x A1 b2", "c3", ""):
        assert late.findall(text) == compiled.findall(text)
        assert late.split(text) == compiled.split(text)
        assert late.sub("-", text) == compiled.sub("-", text)
        assert [match["letter"] for match in late.finditer(text, 1)] == [
            match["letter"] for match in compiled.finditer(text, 1)
        ]
        assert bool(late.match(text)) == bool(compiled.match(text))
        assert bool(late.fullmatch(text)) == bool(compiled.fullmatch(text))
    assert (late.pattern, late.groups, late.groupindex) == (compiled.pattern, compiled.groups, compiled.groupindex)
