"""Bad moments in a real pseudo-terminal: reports cut in half, huge pastes, sizes, suspend, hang-up. Nothing is lost."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest
from textual.events import MouseScrollDown

from dvo_tui.tui.panels.editor import LONGEST
from dvo_tui.tui.terminal import RESTORE, Input
from tests.tui.driving import WIDE, opened
from tests.tui.test_terminal import MINUTES, Terminal, accepted

LEGACY = b"\x1b[M\x43\x94\x28"
"""A legacy report from column 116: its second byte is no UTF-8."""


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    file = tmp_path / "vlierdonk.txt"
    file.write_text(MINUTES, encoding="utf-8")
    return file


# What arrives


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        ([b"a", "é€🙂".encode()], "aé€🙂"),
        ([b"\xe2\x82", b"\xac"], "€"),
        ([b"a" + LEGACY + b"x"], "ax"),
        ([b"a\x1b[M", b"\x43\x94\x28x"], "ax"),
        ([b"a\x1b[M\x43", b"\x94", b"\x28x"], "ax"),
        ([LEGACY * 3], ""),
        ([b"\x1b[M\xc3\x94\x28a"], "a"),
        ([b"\x94a"], "\ufffda"),
        ([b"\x1b[<35;80;12Ma"], "\x1b[<35;80;12Ma"),
        ([b"\x1b[<35;8", b"0;12Ma"], "\x1b[<35;80;12Ma"),
        ([b"\x1b[<35;8\x1b[<35;80;12Ma"], "\x1b[<35;80;12Ma"),
        ([b"\x1b[<35;80a"], "a"),
        ([b"\x1b[<35;-1;3Ma"], "\x1b[<35;-1;3Ma"),
        ([b"\x1bOP\x1b[15~"], "\x1bOP\x1b[15~"),
    ],
)
def test_reports_are_whole_or_not_there_and_the_rest_is_text(pieces: list[bytes], text: str) -> None:
    taken = Input()

    assert "".join(taken.feed(piece) for piece in pieces) == text


def test_half_a_report_that_nothing_follows_is_no_key_and_neither_is_its_late_rest() -> None:
    taken = Input()
    assert taken.feed(b"a\x1b[<35;80;") == "a"
    assert taken.waits
    taken.give_up()
    assert taken.feed(b"12Mb") == "b"
    assert taken.feed(b"12M") == "12M"


def test_a_digit_after_a_dropped_half_is_a_key() -> None:
    taken = Input()
    taken.feed(b"\x1b[<35")
    taken.give_up()
    assert taken.feed(b"3") == "3"


def test_any_bytes_give_text() -> None:
    for seed in range(300):
        taken = Input()
        data = bytes((seed * 31 + place * place * 7) % 256 for place in range(200)) + LEGACY[: seed % 6]
        for at in range(0, len(data), 1 + seed % 7):
            taken.feed(data[at : at + 1 + seed % 7]).encode()
        taken.give_up()


# In the terminal


@pytest.mark.parametrize(
    "sent",
    [LEGACY, LEGACY * 50, LEGACY[:4], b"\x1b[<35;8", b"\xff\xfe\x80\x94", b"\x1b[M\xff\xff\xff"],
    ids=["legacy", "many", "half legacy", "half", "no UTF-8", "far"],
)  # fmt: skip
def test_a_mouse_report_of_any_kind_neither_ends_the_app_nor_types(minutes: Path, tmp_path: Path, sent: bytes) -> None:
    work = tmp_path / "w"
    with Terminal(str(work), "jo", str(minutes)) as terminal:
        terminal.wait("a accept")
        terminal.child.send("a")
        terminal.pump(0.2)
        os.write(terminal.child.child_fd, sent)
        terminal.pump(0.4)
        terminal.child.send("a")
        terminal.wait("3/")
        terminal.child.send("q")
        assert terminal.end() == 0
    assert accepted(work) == 2


def test_a_paste_of_a_megabyte_into_a_field_is_cut_and_nothing_else_happens(minutes: Path, tmp_path: Path) -> None:
    work = tmp_path / "w"
    with Terminal(str(work), "jo", str(minutes)) as terminal:
        terminal.wait("a accept")
        terminal.child.send("ac")
        terminal.wait("comment")
        data = b"\x1b[200~" + b"qxa\n" * 250_000 + b"\x1b[201~"
        while data:
            data = data[os.write(terminal.child.child_fd, data[:4096]) :]
            terminal.pump(0.001)
        terminal.pump(0.5)
        terminal.child.send("\ra")
        terminal.wait("3/", 30)
        terminal.child.send("q")
        assert terminal.end() == 0
    assert accepted(work) == 2
    kept = next((work / "work").rglob("[!.]*.json")).read_text(encoding="utf-8")
    assert "qxa qxa" in kept
    assert len(kept) < 40 * LONGEST


def test_suspended_and_brought_back_it_goes_on(minutes: Path, tmp_path: Path) -> None:
    work = tmp_path / "w"
    with Terminal(str(work), "jo", str(minutes)) as terminal:
        terminal.wait("a accept")
        terminal.child.send("a")
        terminal.pump(0.3)
        terminal.child.send("\x1a")
        deadline = time.monotonic() + 10
        while b"\x1b[?1049l" not in terminal.raw:
            assert terminal.pump(0.05)
            assert time.monotonic() < deadline
        terminal.pump(0.3)
        terminal.child.kill(signal.SIGCONT)
        terminal.wait("a accept")
        terminal.child.send("aq")
        assert terminal.end() == 0
    assert accepted(work) == 2


def test_a_hang_up_leaves_the_terminal_clean_and_everything_saved(minutes: Path, tmp_path: Path) -> None:
    work = tmp_path / "w"
    with Terminal(str(work), "jo", str(minutes)) as terminal:
        terminal.wait("a accept")
        terminal.child.send("aa")
        terminal.pump(0.5)
        terminal.child.kill(signal.SIGHUP)
        assert terminal.end() == 128 + signal.SIGHUP
        assert RESTORE.encode() in terminal.raw
        assert terminal.raw.rindex(b"\x1b[?1049l") > terminal.raw.rindex(b"\x1b[?1049h")
    assert accepted(work) == 2


def test_sizes_from_tiny_to_huge_change_nothing(minutes: Path, tmp_path: Path) -> None:
    work = tmp_path / "w"
    with Terminal(str(work), "jo", str(minutes), size=(5, 20)) as terminal:
        terminal.wait("small: dvo-tui")
        for number, (rows, columns) in enumerate([(40, 120), (1, 1), (24, 80), (5, 20), (70, 250), (25, 82)]):
            terminal.screen.resize(rows, columns)
            terminal.child.setwinsize(rows, columns)
            terminal.pump(0.2)
            if number in (0, 4):
                terminal.wait("a accept")
                terminal.child.send("a")
            terminal.pump(0.1)
        terminal.wait("a accept")
        terminal.child.send("q")
        assert terminal.end() == 0
    assert accepted(work) == 2


async def test_panels_lists_and_help_bear_every_size() -> None:
    async with opened(size=WIDE) as d:
        for keys in (("G",), ("F",), ("c",), ("enter",), ("f2",), ("B",), ("question_mark",), ("f1",), ("slash",)):
            await d.press(*keys)
            for size in ((20, 5), (80, 24), (1, 1), (41, 10), (120, 40)):
                await d.pilot.resize_terminal(*size)
                await d.pilot.pause()
            await d.press("q" if keys == ("f1",) else "ctrl+x")
        assert d.screen.panel is None
        await d.press("a")
        assert d.session.annotations()[0].status == "accepted"


# The mouse


async def test_click_drag_and_wheel_do_what_keys_do() -> None:
    async with opened(size=(80, 12)) as d:
        pane = d.screen.pane
        row = next(y for y, line in enumerate(d.lines("minutes")) if "mededelingen" in line)
        column = d.lines("minutes")[row].index("mededelingen")
        await d.pilot.mouse_down(pane, offset=(column, row))
        await d.pilot.hover(pane, offset=(column + 3, row))
        await d.pilot.mouse_up(pane, offset=(column + 3, row))
        await d.pilot.pause()
        assert d.session.text[pane.caret :].startswith("mededelingen")
        await d.pilot.mouse_down(pane, offset=(8, row))
        await d.pilot.hover(pane, offset=(column, row))
        await d.pilot.mouse_up(pane, offset=(column, row))
        await d.pilot.pause()
        assert pane.selection is not None
        assert "selection" in d.text("inspector")
        await d.press("2")
        assert any(
            "mededelingen" in record.text for record in d.session.annotations("entity") if hasattr(record, "text")
        )
        top = pane.scroll_offset.y
        pane.post_message(_wheel())
        await d.pilot.pause(0.3)
        assert pane.scroll_offset.y > top


def _wheel() -> MouseScrollDown:
    return MouseScrollDown(None, 5, 3, 0, 0, 0, False, False, False)


def test_wrong_settings_end_the_start_with_one_line(minutes: Path, tmp_path: Path) -> None:
    settings = tmp_path / "config.toml"
    settings.write_text('[keys]\naccept = "x"\n', encoding="utf-8")
    code = f"import os; os.environ['DVO_TUI_CONFIG'] = {str(settings)!r}\n"
    code += "import sys; from dvo_tui.tui.app import run; sys.exit(run(sys.argv[3:], sys.argv[1], sys.argv[2], 'en'))"
    with Terminal(str(tmp_path / "w"), "jo", str(minutes), code=code) as terminal:
        assert terminal.end() == 1
        assert terminal.raw.count(b"\n") == 1
        assert b"x already does" in terminal.raw


def test_the_first_start_shows_the_tour_and_keys_act_through_it(minutes: Path, tmp_path: Path) -> None:
    state = tmp_path / "s" / "state.json"
    code = f"import os; os.environ['DVO_TUI_STATE'] = {str(state)!r}\n"
    code += "import sys; from dvo_tui.tui.app import run; sys.exit(run(sys.argv[3:], sys.argv[1], sys.argv[2], 'en'))"
    work = tmp_path / "w"
    with Terminal(str(work), "jo", str(minutes), code=code) as terminal:
        terminal.wait("The text is the room")
        terminal.child.send("aq")
        assert terminal.end() == 0
    assert accepted(work) == 1
    assert state.is_file()
