"""The table of keys: free of clashes, complete, and every key in it really does something."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dvo_tui.language import choose
from dvo_tui.tui import keys
from dvo_tui.tui.hints import MOST, review_hints
from dvo_tui.tui.keys import KEYS, Key
from dvo_tui.tui.screens.documents import DocumentsScreen
from dvo_tui.tui.screens.help import HelpScreen
from dvo_tui.tui.screens.review import ReviewScreen
from tests.invented.vlierdonk import session
from tests.tui.driving import NARROW, WIDE, opened

DESIGN = {
    "accept": "a",
    "reject": "x",
    "next_pending": "n",
    "previous_pending": "N",
    "next": "j",
    "previous": "k",
    "next_item": "]",
    "previous_item": "[",
    "left_out": "H",
    "left_in": "h",
    "right_out": "L",
    "right_in": "l",
    "left_out_character": "alt+H",
    "undo": "u",
    "redo": "U",
    "remove": "backspace",
    "link": "i",
    "select": "v",
    "add_decision": "d",
    "add_action": "t",
    "add_turn": "s",
    "same": "=",
    "edit": "enter",
    "comment": "c",
    "flag": "f",
    "next_document": "o",
    "previous_document": "O",
    "search": "/",
    "palette": ":",
    "help": "?",
    "quit": "q",
}


def test_the_letters_are_those_of_the_design() -> None:
    assert {identifier: keys.by_id(identifier).keys[0] for identifier in DESIGN} == DESIGN
    assert keys.by_id("choose").keys == tuple("123456789")
    assert keys.by_id("next").keys == ("j", "down")


def test_no_two_keys_clash_and_none_is_dead() -> None:
    assert keys.clashes() == []


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"id": "accept", "keys": ("z",)}, "two acts"),
        ({"keys": ("a",)}, "already does accept"),
        ({"keys": ("'",)}, "dead key"),
        ({"keys": ("escape",)}, "escape waits"),
        ({"keys": ("alt+[",)}, "terminal's own"),
    ],
)
def test_a_clash_is_found(wrong: dict[str, object], complaint: str) -> None:
    choose("en")
    key = dataclasses.replace(Key("new", ("z",), "act('new')", "New", keys.MOVE), **wrong)  # type: ignore[arg-type]

    assert any(complaint in line for line in keys.clashes([*KEYS, key]))


def test_the_table_for_scripts_has_ids_keys_and_words() -> None:
    choose("en")
    table = keys.bindings_table()

    assert {"id": "accept", "keys": ["a"], "description": "Accept, go to the next pending", "screen": "review"} in table
    assert len({row["id"] for row in table}) == len(table)
    assert all(row["keys"] and row["description"] for row in table)


def test_the_table_needs_no_textual() -> None:
    code = "import sys; from dvo_tui.tui.keys import bindings_table; bindings_table(); print('textual' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("screen", [ReviewScreen, DocumentsScreen])
def test_every_action_exists(screen: type) -> None:
    name = "review" if screen is ReviewScreen else "documents"
    for key in keys.of_screen(name):
        action = re.split(r"[(]", key.action)[0]
        if not action.startswith("app."):
            assert hasattr(screen, f"action_{action}"), key.id


async def test_help_shows_every_key_by_act_and_closes() -> None:
    async with opened(size=(150, 80)) as d:
        await d.press("f1")
        assert isinstance(d.app.screen, HelpScreen)
        shown = d.shown()
        for key in keys.of_screen("review"):
            assert " ".join(key.description.split()[:4]) in shown, key.id
        assert "SETTLE WHAT IS PROPOSED" in shown
        await d.press("q")
        assert d.screen.ready


async def test_help_on_a_narrow_screen_scrolls() -> None:
    async with opened(size=NARROW) as d:
        await d.press("f1")
        before = d.shown()
        await d.press("space")
        assert d.shown() != before
        await d.press("question_mark")
        assert isinstance(d.app.screen, ReviewScreen)


async def test_the_palette_finds_an_act_by_name_and_does_it() -> None:
    async with opened() as d:
        first = d.session.annotations()[0]
        await d.press("colon")
        await d.pilot.press(*"flag")
        await d.pilot.pause(0.3)
        await d.press("enter")
        await d.pilot.pause(0.3)

        assert d.session.annotation(first.id).flag


def test_the_footer_never_has_more_than_eight_keys() -> None:
    made = session()
    for record in (*made.annotations(), *made.agenda(), None):
        for selecting in (False, True):
            assert len(review_hints(made, record, selecting)) <= MOST


async def test_the_theme_changes_and_everything_is_still_there() -> None:
    async with opened(size=WIDE) as d:
        before = d.shown()
        for name in ("light", "contrast", "colour-blind", "terminal", "dark"):
            await d.press("ctrl+t")
            assert d.app.theme == f"dvo-{name}"
            assert d.shown() == before


def test_no_text_from_outside_is_built_into_markup() -> None:
    """No f-string, name or call as an argument of what Textual reads as markup."""
    risky = re.compile(r"\b(?:notify|Static|Label|Markdown)\((?!\)|\s*id=)(?!_\()")
    root = Path(keys.__file__).parent
    for path in root.rglob("*.py"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            assert not risky.search(line), f"{path.name}:{number}"
            assert "from_markup" not in line, f"{path.name}:{number}"


def test_the_printed_list_of_keys_is_current() -> None:
    """`make docs` writes it; a key that is missing there is a key nobody finds."""
    printed = (Path(__file__).parents[2] / "docs" / "keys.md").read_text(encoding="utf-8")
    for key in KEYS:
        assert f"`{key.id}`" in printed
