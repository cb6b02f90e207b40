"""The program in a real pseudo-terminal: what bytes it sends, that keys count from the first paint, how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

import pexpect
import pyte
import pytest

from dvo_tui.store.status import statuses
from dvo_tui.store.workspace import Workspace

MINUTES = (
    "Verslag Districtelijk Veiligheidsoverleg Vlierdonk 8 maart 2021\n\n1. Opening\n\n"
    "Dhr. Van Terwolde opent het overleg. Mevr. Kroes zegt toe in april een notitie te sturen.\n"
    "Burgemeester Zwanenburg vraagt aandacht voor de jaarwisseling in Meerdonk.\n"
)
EVIL = "[/] [@click=app.quit()] \x1b]0;OWNED\x07 \x1b[2;5HX \x9b31m \x00 \x7f \u202egnp \u2066"
RUN = "import sys; from dvo_tui.tui.app import run; sys.exit(run(sys.argv[3:], sys.argv[1], sys.argv[2], 'en'))"


class Terminal:
    """The app in a pty."""

    def __init__(self, *arguments: str, code: str = RUN, size: tuple[int, int] = (40, 120)) -> None:
        self.screen = pyte.Screen(size[1], size[0])
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        for size_of_another in ("COLUMNS", "LINES"):  # pytest-xdist sets them, and they would win over the terminal's
            environment.pop(size_of_another, None)
        self.child = pexpect.spawn(
            sys.executable, ["-c", code, *arguments], dimensions=size, timeout=5, env=environment
        )

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.child.close(force=True)

    def pump(self, seconds: float) -> bool:
        """Show what the app writes in that time; says whether it still runs."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if self._read(left) is None:
                return False
        return True

    def settle(self, first: float = 0.1, quiet: float = 0.02) -> bool:
        """Show what the app answers, until it falls silent; says whether it still runs."""
        read = self._read(first)
        while read:
            read = self._read(quiet)
        return read is not None

    def _read(self, seconds: float) -> bool | None:
        """Whether the app wrote something in that time; `None` where it has ended."""
        try:
            data = self.child.read_nonblocking(65536, timeout=seconds)
        except pexpect.TIMEOUT:
            return False
        except pexpect.EOF:
            return None
        self.raw += data
        self.stream.feed(data)
        return True

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    def wait(self, wanted: str, seconds: float = 20) -> None:
        end = time.monotonic() + seconds
        while wanted not in self.text:
            assert self.pump(0.05) or wanted in self.text, self.raw[-2000:]
            assert time.monotonic() < end, self.text

    def end(self, seconds: float = 20) -> int:
        """Wait for the end and give the exit code."""
        stop = time.monotonic() + seconds
        while self.pump(0.05):
            assert time.monotonic() < stop, self.text
        self.child.wait()
        return int(self.child.exitstatus if self.child.exitstatus is not None else -self.child.signalstatus)


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    file = tmp_path / "vlierdonk.txt"
    file.write_text(MINUTES, encoding="utf-8")
    return file


def accepted(workspace: Path) -> int:
    return sum(status.accepted for status in statuses(Workspace(workspace)))


def test_keys_pressed_at_the_first_paint_count_and_are_there_on_reopening(minutes: Path, tmp_path: Path) -> None:
    work = tmp_path / "w"
    with Terminal(str(work), "jo", str(minutes)) as terminal:
        terminal.wait("Vlierdonk")
        terminal.child.send("aaq")
        assert terminal.end() == 0
        assert b"\x1b[?1049l" in terminal.raw
    assert accepted(work) == 2
    with Terminal(str(work), "jo", str(minutes)) as terminal:
        terminal.wait("a accept")
        terminal.wait("3/")
        terminal.child.send("uq")
        assert terminal.end() == 0
    assert accepted(work) == 1


@pytest.mark.parametrize("size", [(40, 120), (24, 80)])
def test_nothing_hostile_reaches_the_terminal(tmp_path: Path, size: tuple[int, int]) -> None:
    folder = tmp_path / "\x1b]0;OWNED\x07[@click=app.quit()]"
    folder.mkdir()
    file = folder / "a\x1b[2;5HX[red]\u202e.txt"
    file.write_text(MINUTES + "\nBurgemeester Zwanenburg: " + EVIL + "\n" + EVIL * 3, encoding="utf-8")
    other = folder / "b\x9b31m.txt"
    other.write_bytes(b"\x00\x01\x1b]0;OWNED\x07" * 50)
    with Terminal(str(tmp_path / "w"), "jo" + EVIL.replace("\x00", ""), str(file), str(other), size=size) as terminal:
        terminal.wait("binary")
        for keys in (
            "\r",
            "G",
            "j",
            "g",
            "g",
            "S",
            "S",
            "T",
            "T",
            "\r",
            "\x18",
            "i",
            "\x18",
            "w",
            "M",
            "\x18",
            "?",
            "q",
            ":",
        ):
            terminal.child.send(keys)
            terminal.pump(0.15)
        terminal.child.send("\x11")
        terminal.end()
        raw = terminal.raw
    for payload in (
        b"\x1b]0;OWNED",
        b"\x1b[2;5HX",
        "\x9b".encode(),
        b"\x00",
        b"\x7f",
        "\u202e".encode(),
        "\u2066".encode(),
    ):
        assert payload not in raw, payload


CRASH = """
import sys
from dvo_tui.tui.app import run
from dvo_tui.tui.screens.review import ReviewScreen

def crash(self, step):
    secret = self.session.text
    raise ValueError(secret)

ReviewScreen.action_item = crash
sys.exit(run(sys.argv[3:], sys.argv[1], sys.argv[2], "en"))
"""


def test_a_crash_saves_says_one_line_and_shows_nothing_of_the_minutes(minutes: Path, tmp_path: Path) -> None:
    work = tmp_path / "w"
    with Terminal(str(work), "jo", str(minutes), code=CRASH) as terminal:
        terminal.wait("a accept")
        terminal.child.send("aa")
        terminal.pump(0.3)
        seen = len(terminal.raw)
        terminal.child.send("a]")
        code = terminal.end()
        after = terminal.raw[seen:].split(b"\x1b[?1049l")[-1].decode()
    assert code == 1
    assert "an error in dvo-tui itself ended it (ValueError in " in after
    assert "all that you did is saved" in after
    assert "Zwanenburg" not in after
    assert "Traceback" not in after
    assert accepted(work) == 3


def test_told_to_end_it_saves_and_leaves_the_terminal_clean(minutes: Path, tmp_path: Path) -> None:
    work = tmp_path / "w"
    with Terminal(str(work), "jo", str(minutes)) as terminal:
        terminal.wait("a accept")
        terminal.child.send("aa")
        terminal.pump(0.5)
        terminal.child.kill(signal.SIGTERM)
        assert terminal.end() == 0
        assert b"\x1b[?1049l" in terminal.raw
    assert accepted(work) == 2


def test_a_terminal_that_is_gone_loses_nothing_and_leaves_no_process(minutes: Path, tmp_path: Path) -> None:
    work = tmp_path / "w"
    with Terminal(str(work), "jo", str(minutes)) as terminal:
        terminal.wait("a accept")
        terminal.child.send("aa" + "jk" * 200)
        terminal.pump(0.5)
        terminal.child.ptyproc.fileobj.close()  # as when the window is closed: the kernel sends SIGHUP
        deadline = time.monotonic() + 20
        while terminal.child.isalive():
            assert time.monotonic() < deadline
            time.sleep(0.05)
        terminal.child.closed = terminal.child.ptyproc.closed = True
    assert accepted(work) == 2


def test_a_second_copy_on_the_same_document_is_read_only_and_says_so(minutes: Path, tmp_path: Path) -> None:
    work = tmp_path / "w"
    with Terminal(str(work), "jo", str(minutes)) as first:
        first.wait("a accept")
        first.child.send("a")
        first.pump(0.5)
        with Terminal(str(work), "jo", str(minutes)) as second:
            second.wait("READ ONLY")
            second.child.send("aaq")
            assert second.end() == 0
        first.child.send("aq")
        assert first.end() == 0
    assert accepted(work) == 2


def test_a_bad_path_is_one_line_and_exit_code_1(tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\x00\x01\x02" * 99)
    for path in (tmp_path / "nergens.txt", bad, tmp_path):
        with Terminal(str(tmp_path / "w"), "jo", str(path)) as terminal:
            code = terminal.end()
        if path != tmp_path:
            assert code == 1
            assert terminal.raw.decode().startswith("dvo-tui: ")
            assert terminal.raw.count(b"\n") == 1


def test_without_a_terminal_it_says_so_in_one_line(minutes: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", RUN, str(tmp_path / "w"), "jo", str(minutes)]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "dvo-tui: the screen needs a terminal; extract, replay and export work without one\n"


def test_the_keys_are_printed_as_json(tmp_path: Path) -> None:
    with Terminal(
        "keys", "--format", "json", code="import sys; from dvo_tui.cli import main; sys.exit(main())"
    ) as terminal:
        assert terminal.end() == 0
    table = {row["id"]: row["keys"][0] for row in json.loads(terminal.raw)}

    assert [table[name] for name in ("accept", "reject", "undo", "quit")] == ["a", "x", "u", "q"]
