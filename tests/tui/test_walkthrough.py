"""A person at work: the walk of examples/README.md in tmux at two sizes, and ctrl+z and fg in a real shell."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.tui.test_terminal import MINUTES, Terminal, accepted

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "driehoek-terbrugge-2022-02-07.txt"
DVO = [sys.executable, "-m", "dvo_tui"]
ENVIRONMENT = {**os.environ, "DVO_TUI_CONFIG": os.devnull, "LANG": "C.UTF-8"}


class Tmux:
    """A terminal multiplexer of our own, with one window."""

    def __init__(self, folder: Path, size: tuple[int, int], command: list[str]) -> None:
        self._socket = str(folder / "tmux")
        size_of = ("-x", str(size[0]), "-y", str(size[1]))
        self._run("-f", os.devnull, "new-session", "-d", *size_of, "-s", "walk", *command)
        self._run("set-option", "-g", "remain-on-exit", "on")

    def _run(self, *arguments: str) -> str:
        command = ["tmux", "-S", self._socket, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=ENVIRONMENT)
        return done.stdout

    @property
    def text(self) -> str:
        return self._run("capture-pane", "-p", "-t", "walk")

    def wait(self, *wanted: str) -> None:
        """Wait until one of these is on the screen."""
        end = time.monotonic() + 90
        while not any(words in self.text for words in wanted):
            assert time.monotonic() < end, f"{wanted}\n{self.text}"
            time.sleep(0.05)

    def wait_for_the_end(self) -> None:
        """Wait until the program has ended; what tmux writes then does not always come."""
        end = time.monotonic() + 90
        while self._run("display-message", "-p", "-t", "walk", "#{pane_dead}").strip() != "1":
            assert time.monotonic() < end, self.text
            time.sleep(0.05)

    def keys(self, *keys: str) -> None:
        self._run("send-keys", "-t", "walk", *keys)

    def type(self, text: str) -> None:
        self._run("send-keys", "-t", "walk", "-l", text)

    def end(self) -> None:
        subprocess.run(["tmux", "-S", self._socket, "kill-server"], capture_output=True, check=False)


@pytest.mark.skipif(shutil.which("tmux") is None, reason="no tmux here")
@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_walk_of_the_examples_by_key(tmp_path: Path, size: tuple[int, int]) -> None:
    work = tmp_path / "walk"
    named = ["--workspace", str(work), "--reviewer", "jo", "--lang", "en"]
    tmux = Tmux(tmp_path, size, [*DVO, str(EXAMPLE), *named])
    try:
        tmux.wait("a accept")
        for _ in range(6):
            tmux.keys("a")
        tmux.wait("saved")
        for _ in range(60):
            if "everything is settled" in tmux.text:
                break
            tmux.keys("a")
            time.sleep(0.05)
        tmux.wait("everything is settled")
        tmux.keys("u", "U", "u", "U")
        tmux.keys("/")
        tmux.wait("search")
        tmux.type("Terbrugge")
        tmux.keys("Enter", "v", "3")
        tmux.wait("L location", "L place")
        tmux.keys("T", "j", "Enter")
        tmux.wait("owners")
        tmux.keys("C-x", "T", "c")
        tmux.wait("comment")
        tmux.type("who sends it?")
        tmux.keys("Enter", "p")
        tmux.wait("SETTLED, BY TIME")
        tmux.keys("p", "C")
        tmux.wait("complete")
        tmux.keys("C", "w")
        tmux.wait("written:")
        tmux.keys("q")
        tmux.wait_for_the_end()
    finally:
        tmux.end()

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*DVO, *arguments], capture_output=True, text=True, check=False, env=ENVIRONMENT)

    assert run("check", str(work)).returncode == 0
    (status,) = json.loads(run("status", "--workspace", str(work), "--format", "json").stdout)
    assert (status["state"], status["pending"]) == ("complete", 0)
    assert status["accepted"] > 10
    assert [path.suffix for path in (work / "curated").iterdir()] == [".yaml"]


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    file = tmp_path / "vlierdonk.txt"
    file.write_text(MINUTES, encoding="utf-8")
    return file


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_ctrl_z_gives_the_shell_back_and_fg_the_review(minutes: Path, tmp_path: Path) -> None:
    work = tmp_path / "w"
    with Terminal(code="import os; os.execvp('bash', ['bash', '--norc', '--noprofile', '-i'])") as terminal:
        terminal.child.send("PS1='ready> '\r")
        terminal.wait("ready> ")
        named = f"--workspace {work} --reviewer jo --lang en"
        terminal.child.send(f"{sys.executable} -m dvo_tui {minutes} {named}; echo ended $?\r")
        terminal.wait("a accept")
        terminal.child.send("a")
        terminal.wait("2/")
        for place in ("3/", "4/"):
            terminal.child.send("\x1a")
            terminal.wait("Stopped")
            terminal.child.send("echo $((6 * 7)) is answered\r")
            terminal.wait("42 is answered")
            terminal.child.send("fg\r")
            terminal.wait("a accept")
            terminal.child.send("a")
            terminal.wait(place)
        terminal.child.send("q")
        end = time.monotonic() + 20
        while terminal.raw.count(b"\x1b[?1049l") < 3:  # twice for the shell, once for good
            assert terminal.pump(0.05)
            assert time.monotonic() < end
        terminal.pump(0.3)
        terminal.child.send("exit\r")
        assert terminal.end() == 0
    assert accepted(work) == 3


SLOW = """
import sys, time
from dvo_tui.store.opening import OpenReview
from dvo_tui.tui.app import run
save = OpenReview.save

def slowly(self, *given):
    time.sleep(0.7)
    return save(self, *given)

OpenReview.save = slowly
sys.exit(run(sys.argv[3:], sys.argv[1], sys.argv[2], "en"))
"""


def test_keys_typed_ahead_during_a_save_all_count_in_order(minutes: Path, tmp_path: Path) -> None:
    work = tmp_path / "w"
    with Terminal(str(work), "jo", str(minutes), code=SLOW) as terminal:
        terminal.wait("a accept")
        terminal.child.send("a")
        terminal.wait("saving")
        terminal.child.send("axaucnote\rq")
        assert terminal.end() == 0
    assert accepted(work) == 2
    kept = next((work / "work").rglob("[!.]*.json")).read_text(encoding="utf-8")
    assert '"note": "note"' in kept


def test_a_hang_up_at_the_dashboard_loses_nothing(minutes: Path, tmp_path: Path) -> None:
    work = tmp_path / "w"
    with Terminal(str(work), "jo", str(minutes)) as terminal:
        terminal.wait("a accept")
        terminal.child.send("aap")
        terminal.wait("SETTLED, BY TIME")
        terminal.child.ptyproc.fileobj.close()
        end = time.monotonic() + 20
        while terminal.child.isalive():
            assert time.monotonic() < end
            time.sleep(0.05)
        terminal.child.closed = terminal.child.ptyproc.closed = True
    assert accepted(work) == 2
