"""Settings: what the file may say, one clear line for what it may not, and what is remembered without it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dvo_tui import config
from dvo_tui.errors import DvoError
from dvo_tui.language import choose, explain

ALL = """
theme = "contrast"
reading_width = 90
language = "nl"
reviewer = "jo"
workspace = "verslagen"
tour = false

[keys]
accept = "z"
next = ["n", "f5"]
"""


def written(folder: Path, text: str | bytes) -> Path:
    file = folder / "config.toml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def test_every_setting_is_read(tmp_path: Path) -> None:
    settings = config.load(written(tmp_path, ALL))

    assert (settings.theme, settings.reading_width, settings.language) == ("contrast", 90, "nl")
    assert (settings.reviewer, settings.workspace, settings.tour) == ("jo", Path("verslagen"), False)
    assert settings.keys == {"accept": ("z",), "next": ("n", "f5")}


def test_no_file_and_an_empty_file_set_nothing(tmp_path: Path) -> None:
    for settings in (config.load(tmp_path / "nergens.toml"), config.load(written(tmp_path, ""))):
        assert (settings.theme, settings.reading_width, settings.keys, settings.tour) == (None, None, {}, True)


def test_the_variable_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DVO_TUI_CONFIG", str(written(tmp_path, 'theme = "light"')))
    assert config.load().theme == "light"

    monkeypatch.setenv("DVO_TUI_CONFIG", str(tmp_path / "nergens.toml"))
    with pytest.raises(DvoError, match="does not exist"):
        config.load()


def test_without_the_variable_it_is_in_the_users_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DVO_TUI_CONFIG")
    monkeypatch.delenv("DVO_TUI_STATE")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "c"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "s"))

    assert tmp_path in config.settings_file().parents
    config.memory().remember(theme="light")
    assert config.memory().theme == "light"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("theme = 'pink'", "theme is one of dark, light"),
        ("theme = 1", "theme is one of"),
        ("reading_width = 10", "reading_width is 40 to 400"),
        ("reading_width = true", "reading_width is 40 to 400"),
        ("language = 'fr'", "language is one of nl, en"),
        ("reviewer = ''", "reviewer is a text"),
        ('reviewer = "a\\u001b[2Jb"', "reviewer is a text"),
        ("tour = 'no'", "tour is true or false"),
        ("colour = 'red'", "no setting colour"),
        ("keys = 'a'", "keys is a table"),
        ("[keys]\naccept = 1", "accept is a key or a list"),
        ("[keys]\naccept = []", "accept is a key or a list"),
        ("[keys]\naccept = ['', 'a']", "accept is a key or a list"),
        ("theme = ", "is not TOML"),
        (b"\xff\xfe", "is not in UTF-8"),
        ("a = " + "[" * 20_000, "is not TOML"),
    ],
)
def test_what_is_wrong_is_one_line_with_the_file(tmp_path: Path, text: str | bytes, said: str) -> None:
    file = written(tmp_path, text)
    choose("en")
    with pytest.raises(DvoError) as refused:
        config.load(file)

    line = explain(refused.value)
    assert said in line
    assert str(file) in line
    assert "\n" not in line
    assert "\x1b" not in line


def test_a_folder_or_a_huge_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DvoError, match="cannot be read"):
        config.load(tmp_path)
    with pytest.raises(DvoError, match="too large"):
        config.load(written(tmp_path, b"#" * 2_000_000))


def test_the_memory_keeps_what_it_is_told(tmp_path: Path) -> None:
    file = tmp_path / "new" / "state.json"
    memory = config.Memory(file)
    assert (memory.theme, memory.reading_width, memory.toured) == (None, None, False)

    memory.remember(theme="terminal", reading_width=100)
    memory.remember(toured=True)

    again = config.Memory(file)
    assert (again.theme, again.reading_width, again.toured) == ("terminal", 100, True)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"theme": 3, "reading_width": "x", "toured": 1}', "[" * 99_999])
def test_a_broken_memory_is_an_empty_one(tmp_path: Path, text: str) -> None:
    file = tmp_path / "state.json"
    file.write_text(text, encoding="utf-8")
    memory = config.Memory(file)

    assert (memory.theme, memory.reading_width, memory.toured) == (None, None, False)
    memory.remember(theme="light")
    assert json.loads(file.read_text(encoding="utf-8"))["theme"] == "light"


def test_a_memory_that_cannot_be_written_holds_for_this_run(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    memory = config.Memory(tmp_path / "file" / "state.json")
    memory.remember(theme="light")

    assert memory.theme == "light"
