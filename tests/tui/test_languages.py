"""The interface in Dutch and in English: labels, numbers, and no message that breaks on what is filled in."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest

from dvo_tui.language import _, choose
from dvo_tui.tui import keys, words
from tests.tui.driving import opened


@pytest.mark.parametrize(("language", "label", "number"), [("nl", "plaats", "0,93"), ("en", "place", "0.93")])
async def test_labels_and_numbers_are_in_the_language(language: str, label: str, number: str) -> None:
    async with opened(language=language) as d:
        await d.go(d.entity("Meerdonk"))

        assert f"[{label}]" in d.text("inspector")
        assert number in d.text("inspector")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_key_group_field_and_value_has_a_name(language: str) -> None:
    choose(language)
    for key in keys.KEYS:
        assert key.label
        assert _(key.group)
    for layer, fields in words.VALUES.items():
        for value in fields:
            assert words.value_name(layer, value)
    for field in words.FIELDS:
        assert words.field_name(field)


def test_translations_keep_what_is_filled_in() -> None:
    choose("nl")
    for message in (*words.FIELDS.values(), *keys.SHORT.values(), *(key.description for key in keys.KEYS)):
        names = {name for _text, name, _spec, _conversion in string.Formatter().parse(message) if name}
        translated = {name for _text, name, _spec, _conversion in string.Formatter().parse(_(message)) if name}
        assert names == translated


def test_days_are_written_out() -> None:
    choose("en")

    assert words.day("2021-03-08") == "8 March 2021"
    assert words.day("2021-03") == "March 2021"
    assert words.day("2021-Q1") == "2021-Q1"
    assert words.day("2021-99-99") == "2021-99-99"
    assert words.day(None) == ""


def test_no_message_hides_in_an_f_string_where_the_catalogue_does_not_see_it() -> None:
    for path in Path(keys.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                calls = [one for one in ast.walk(node) if isinstance(one, ast.Call) and isinstance(one.func, ast.Name)]
                hidden = [one for one in calls if one.func.id == "_" and isinstance(one.args[0], ast.Constant)]  # type: ignore[attr-defined]
                assert not hidden, f"{path.name}:{node.lineno}"
