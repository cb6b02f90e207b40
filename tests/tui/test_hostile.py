"""Text that would steer a terminal or Textual: in minutes, in names of files, people and reviewers, in errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from dvo_tui.errors import StoreError
from dvo_tui.tui import keys
from dvo_tui.tui.app import DvoApp
from dvo_tui.tui.screens.review import ReviewScreen
from dvo_tui.tui.shelf import Entry, Shelf
from tests.invented.vlierdonk import SHA
from tests.tui import hostile
from tests.tui.driving import NARROW, WIDE, Driver, app, opened, settled
from tests.tui.hostile import EVIL, PAYLOADS
from tests.tui.looking import press
from tests.tui.test_terminal import Terminal

SENT = {
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "backspace": "\x7f",
    "space": " ",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "shift+right": "\x1b[1;2C",
    "shift+left": "\x1b[1;2D",
    "down": "\x1b[B",
    "up": "\x1b[A",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "escape": "\x1b\x1b",
}
"""What a terminal sends for keys that are no characters."""


PUSHED = frozenset({"dashboard", "palette", "pane_help", "help"})
"""What opens a screen of its own."""


def sent(key: str) -> str:
    """What a terminal sends for a key."""
    if key.startswith("ctrl+"):
        return chr(ord(key[-1]) & 0x1F)
    return "\x1b" + key[-1] if key.startswith("alt+") else SENT.get(key, key)


def assert_clean(shown: str) -> None:
    for character in "\x1b\x07\x00\x7f\x9b\u202e\u2066":
        assert character not in shown


WAYS = {"documents": ("",), "review": ("\r",), "agenda": ("\r", "g"), "speakers": ("\r", "S")}
"""What leads from the list of documents to each screen or pane."""


@pytest.mark.parametrize("part", range(3))
@pytest.mark.parametrize(("size", "language"), [(WIDE, "en"), (NARROW, "nl")])
async def test_every_key_shows_it_as_text(size: tuple[int, int], language: str, part: int) -> None:
    async with opened(hostile.review(), size=size, language=language) as d:
        assert_clean(d.shown())
        for key in keys.of_screen("review")[part::3]:
            if key.id not in ("quit", "suspend", "export"):
                await press(d, key.keys[0])
                assert_clean(d.shown())
                assert d.app.is_running, key.id
                await press(d, "ctrl+x")
                if not isinstance(d.app.screen, ReviewScreen):
                    await press(d, "enter" if key.id == "documents" else "escape")
                assert isinstance(d.app.screen, ReviewScreen), key.id
        assert d.session.minutes.document.text_sha256 == SHA


@pytest.mark.parametrize("screen", WAYS)
@pytest.mark.parametrize(("size", "language"), [((40, 120), "nl"), ((24, 80), "en")])
def test_no_screen_or_panel_lets_it_reach_the_terminal(
    tmp_path: Path, size: tuple[int, int], language: str, screen: str
) -> None:
    """List of documents, its help and filter, dashboard, review, every pane and panel, help and palette."""
    code = "import sys, runpy; sys.path.insert(0, sys.argv.pop(1)); "
    code += "runpy.run_module('tests.tui.hostile', None, '__main__')"
    root = str(Path(__file__).parents[2])
    with Terminal(root, str(tmp_path), language, code=code, size=size) as terminal:
        terminal.wait("dvo-tui")
        for enter in WAYS[screen]:
            terminal.child.send(enter)
            terminal.pump(0.5)
        for key in keys.of_screen(screen):
            if key.id in ("quit", "suspend", "open_document"):
                continue
            back = enter if key.id in ("documents", "agenda", "speakers") else ""
            for piece in (sent(key.keys[0]), "\x18", "\x1b\x1b" if key.id in PUSHED else "", back):
                if piece:
                    terminal.child.send(piece)
                    assert terminal.settle(), (key.id, terminal.text)
        terminal.pump(0.3)
        terminal.child.send("\x11")
        terminal.end()
        raw = terminal.raw.decode("utf-8", "surrogateescape")
    for payload in PAYLOADS:
        assert payload not in raw, payload


async def test_the_inspector_shows_markup_as_it_stands() -> None:
    async with opened(hostile.review()) as d:
        await d.press("g")

        assert "[/] [@click=app.quit()]" in d.text("inspector")


async def test_a_hostile_file_name_and_error() -> None:
    review = hostile.review()
    review.read_only = StoreError("{file} is locked", file=EVIL)
    running = app(review)
    entries = [Entry(f"{EVIL}.md", f"{EVIL}.md"), Entry("b", "b")]
    running.shelf.entries[:] = entries
    running = DvoApp(Shelf(running.shelf.workspace, EVIL, entries), opener=lambda _entry: review)
    async with running.run_test(size=WIDE) as pilot:
        await settled(pilot)
        d = Driver(pilot, running, review)
        await d.pilot.pause()
        assert_clean(d.shown())
        await d.press("enter")
        assert_clean(d.shown())
        assert "is locked" in d.text("footer")
        await d.press("a")
        assert_clean(d.shown())


async def test_a_refusal_with_hostile_words_is_shown_as_text() -> None:
    async with opened(hostile.review()) as d:
        d.screen.say(EVIL)
        await d.pilot.pause()

        assert_clean(d.shown())
        assert "[/] [@click=app.quit()]" in d.text("footer")
