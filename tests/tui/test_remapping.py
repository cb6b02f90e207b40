"""Keys of the settings file: they act, every list of keys shows them, and what cannot be is refused in one line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dvo_tui.errors import DvoError
from dvo_tui.language import choose, explain
from dvo_tui.tui import hints, keys, remapping, tour, words
from dvo_tui.tui.screens.help import HelpScreen
from tests.invented.vlierdonk import session
from tests.tui.driving import NARROW, opened

MINE = {
    "accept": ("V",),
    "edit": ("f5", "alt+E"),
    "next_pending": ("*", "ctrl+n"),
    "left_out": ("%",),
    "help": ("@",),
    "quit": ("f10",),
}


@pytest.fixture
def mine() -> Iterator[None]:
    choose("en")
    remapping.use(MINE)
    yield
    remapping.use({})


@pytest.mark.usefixtures("mine")
async def test_a_remapped_key_acts_and_the_old_one_does_not() -> None:
    async with opened() as d:
        first, second, *_ = d.session.annotations()
        await d.press("a")
        assert d.session.annotation(first.id).status == "pending"
        await d.press("V")
        assert d.session.annotation(first.id).status == "accepted"
        assert d.current is not None
        at = d.screen.pane.current
        assert at == second.id
        await d.press("ctrl+n")
        assert d.screen.pane.current != at
        await d.press("alt+shift+e")
        assert d.screen.panel is not None


@pytest.mark.usefixtures("mine")
async def test_two_keys_can_change_places() -> None:
    remapping.use({"accept": ("x",), "reject": ("a",)})
    async with opened() as d:
        first, second, *_ = d.session.annotations()
        await d.press("x", "a")
        assert [d.session.annotation(one.id).status for one in (first, second)] == ["accepted", "rejected"]


@pytest.mark.usefixtures("mine")
async def test_footer_help_palette_inspector_and_tour_show_the_keys_that_hold() -> None:
    async with opened(size=(150, 90)) as d:
        assert "V accept" in d.text("footer")
        assert "@ help" in d.text("footer")
        assert "h% lL edge" in d.text("footer")
        await d.caret("De voorzitter")
        assert "* next pending" in d.text("inspector")
        await d.press("g")
        assert "f5 edit" in d.text("inspector")
        await d.press("f1")
        assert isinstance(d.app.screen, HelpScreen)
        assert "have a key each, f5" in d.shown()
        assert "  * ctrl+n" in d.shown()
        await d.press("at", "f2")
        await d.press("f2")
        assert "V accepts and x rejects" in d.text("inspector")
        await d.press("ctrl+x", "colon")
        await d.pilot.press(*"all fields".replace(" ", ""))
        await d.pilot.pause(0.3)
        assert "f5 alt+E" in d.shown()


@pytest.mark.usefixtures("mine")
def test_the_printed_table_has_them() -> None:
    table = {row["id"]: row["keys"] for row in keys.bindings_table()}

    assert table["accept"] == ["V"]
    assert table["quit"] == ["f10", "ctrl+q"]
    assert table["undo"] == ["u"]


@pytest.mark.parametrize(
    ("identifier", "name", "said"),
    [
        ("acept", "V", "no act acept; dvo-tui keys prints"),
        ("choose", "V", "digits cannot be changed"),
        ("accept", "x", "x already does"),
        ("accept", "1", "1 already does"),
        ("accept", "'", "dead key"),
        ("accept", "~", "dead key"),
        ("accept", "escape", "escape waits"),
        ("accept", "alt+[", "beginning of a terminal's own"),
        ("accept", "alt+O", "beginning of a terminal's own"),
        ("accept", "ctrl+i", "same for ctrl+i and tab"),
        ("accept", "ctrl+c", "ctrl+c cannot be changed"),
        ("accept", "gg", "gg is no key"),
        ("accept", "shift+a", "write the character that it types"),
        ("accept", "ctrl+5", "sends nothing of its own"),
        ("accept", "f13", "f13 is no key"),
        ("accept", "super+a", "super+a is no key"),
        ("accept", " ", "is no key"),
        ("accept", "\x1b", "is no key"),
    ],
)
def test_what_cannot_be_a_key_is_said_in_one_line_and_changes_nothing(identifier: str, name: str, said: str) -> None:
    choose("en")
    with pytest.raises(DvoError) as refused:
        remapping.use({"undo": ("V",), identifier: (name,)}, Path("my.toml"))

    assert said in explain(refused.value)
    assert "my.toml: [keys]" in explain(refused.value)
    assert keys.by_id("undo").keys == ("u",)


def test_a_key_of_one_screen_may_do_something_else_on_another() -> None:
    remapping.use({"sort_documents": ("a",)})
    assert keys.clashes(keys.of_screen("documents")) == []
    remapping.use({})


@pytest.mark.usefixtures("mine")
def test_every_hint_and_message_names_keys_that_hold() -> None:
    shown = {words.key_name(name) for key in keys.of_screen("review") for name in key.keys}
    made = session()
    for record in (*made.annotations(), None):
        for pressed, _label in hints.review_hints(made, record, selecting=False):
            assert pressed in shown or pressed in ("h% lL", "1-9", "1-8", "1-6", "1-2"), pressed
    for _title, text in tour.STEPS:
        text.format_map(words.Keys())


def run(folder: Path, settings: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    (folder / "config.toml").write_text(settings, encoding="utf-8")
    environment = {**os.environ, "DVO_TUI_CONFIG": str(folder / "config.toml"), "LANG": "C.UTF-8"}
    code = "import sys; from dvo_tui.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, env=environment, check=False
    )


def test_the_command_prints_the_keys_of_the_settings_file(tmp_path: Path) -> None:
    done = run(tmp_path, '[keys]\naccept = ["V", "f5"]\n', "keys", "--format", "json")

    assert done.returncode == 0
    assert {row["id"]: row["keys"] for row in json.loads(done.stdout)}["accept"] == ["V", "f5"]


@pytest.mark.parametrize("settings", ['[keys]\nacept = "V"\n', '[keys]\naccept = "x"\n', "theme = 'pink'\n", "x ="])
def test_wrong_settings_end_every_command_with_one_line_and_1(tmp_path: Path, settings: str) -> None:
    done = run(tmp_path, settings, "keys")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"dvo-tui: {tmp_path / 'config.toml'}")
    assert done.stderr.count("\n") == 1


def test_help_comes_whatever_the_settings_say(tmp_path: Path) -> None:
    assert run(tmp_path, "x =", "--help").returncode == 0


def test_language_workspace_and_reviewer_come_from_the_settings_unless_an_option_says_otherwise(tmp_path: Path) -> None:
    settings = f'language = "nl"\nworkspace = \'{tmp_path / "w"}\'\nreviewer = "anja"\n'
    minutes = tmp_path / "v.txt"
    minutes.write_text("Verslag DVO Vlierdonk 8 maart 2021\n\nDhr. Kroes opent.\n", encoding="utf-8")
    commands = tmp_path / "c.jsonl"
    add = {"do": "add", "layer": "entity", "type": "PERSON", "start": 0, "end": 7}
    commands.write_text(json.dumps(add), encoding="utf-8")

    assert "nog geen" in run(tmp_path, settings, "status").stdout
    assert "no reviews yet" in run(tmp_path, settings, "status", "--lang", "en").stdout
    assert run(tmp_path, settings, "replay", str(minutes), str(commands)).returncode == 0
    assert run(tmp_path, settings, "replay", str(minutes), str(commands), "--reviewer", "bo").returncode == 0
    assert {path.name for path in (tmp_path / "w" / "work").iterdir() if path.is_dir()} == {"anja", "bo"}


async def test_help_on_a_narrow_screen_names_the_pane() -> None:
    async with opened(size=NARROW) as d:
        await d.press("S", "f1")
        assert "THE SPEAKERS" in d.shown()
