"""SIGKILL at random moments: nothing that was acknowledged is lost, and the file can always be read.

One process has everything imported and forks a replay for each trial, so that a trial costs what the trial is about.
"""

from __future__ import annotations

import json
import random
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dvo_tui.review.checks import check_history
from dvo_tui.review.records import Annotation, id_of
from dvo_tui.store.status import statuses
from dvo_tui.store.workfile import load
from dvo_tui.store.workspace import Workspace
from tests import invented
from tests.faults.conftest import ROOT
from tests.tui.test_terminal import Terminal

NURSERY = """
import itertools, json, os, pathlib, signal, sys, time
from dvo_tui.store.replay import replay
from dvo_tui.store.workspace import Workspace
from tests.faults.conftest import reopen
import dvo_tui.store.storage, filelock

def commands(ids, start):
    for n in itertools.count(start):
        note = f"{n} " + "x" * (n * 37 % 200)
        yield json.dumps({"do": "set", "id": ids[n % len(ids)], "field": "note", "value": note}).encode()
        if n % 5 == 4:
            yield b'{"do": "undo"}'

for line in sys.stdin:
    root, seconds = json.loads(line)
    gate, opened = os.pipe()
    child = os.fork()
    if child == 0:
        review = reopen(Workspace(pathlib.Path(root)))
        assert review.read_only is None, review.read_only
        os.write(opened, b"x")
        ids = [record.id for record in review.session.annotations()]
        for answer in replay(review, commands(ids, review.session.revision)):
            os.write(1, json.dumps(answer).encode() + b"\\n")
    os.read(gate, 1)
    os.close(gate); os.close(opened)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.write(1, b"\\nkilled\\n")
"""


class Nursery:
    """The process that forks replays and kills them."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", NURSERY], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
        )

    def trial(self, root: Path, seconds: float) -> int:
        """Let a replay work for a while, kill it, and give the last revision that it acknowledged; 0 for none."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([str(root), seconds]) + "\n")
        self._process.stdin.flush()
        last = 0
        for line in self._process.stdout:
            if line == "killed\n":
                break
            if line.startswith("{") and line.endswith("}\n"):
                answer = json.loads(line)
                assert answer["ok"], answer
                last = answer["revision"]
        return last

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        assert self._process.wait() == 0


@contextmanager
def nursery() -> Iterator[Nursery]:
    made = Nursery()
    try:
        yield made
    finally:
        made.close()


@pytest.mark.parametrize("trials", [25, pytest.param(1000, marks=pytest.mark.faults)])
def test_no_acknowledged_edit_of_a_replay_is_lost(tmp_path: Path, trials: int) -> None:
    seen = 0
    with nursery() as forks:
        for trial in range(trials):
            # five kills in a row on one workspace: what a kill left must not hinder who comes after
            root = tmp_path / str(trial // 5)
            acknowledged = forks.trial(root, random.Random(trial).uniform(0, 0.06))
            path = Workspace(root).path_for("jdv", invented.minutes().document.id)
            found = load(path)
            if found is None:
                assert acknowledged == 0
                continue
            stored, _ = found
            if acknowledged:
                assert len(stored.history) in (acknowledged, acknowledged + 1)  # the one in flight may be there
            assert check_history(stored.records, stored.history) == ()
            notes = {id_of(record): record.note for record in stored.records if isinstance(record, Annotation)}
            for delta in (delta for change in stored.history[-1:] for delta in change.deltas):
                assert notes[delta.id] == getattr(delta.after, "note", None)
            seen += acknowledged
    assert seen > trials, "the kills came too soon to prove anything"


# The app itself

SAVED = re.compile(r"(\d+)/\d+ · saved \d\d:\d\d")


def shown_as_saved(terminal: Terminal) -> int:
    """How many settled annotations the screen calls saved: each accept goes one place on, from the first."""
    found = SAVED.search(terminal.text)
    return int(found[1]) - 1 if found else 0


@pytest.mark.parametrize("trials", [2, pytest.param(50, marks=pytest.mark.faults)])
def test_what_the_screen_showed_as_saved_is_there(tmp_path: Path, trials: int) -> None:
    example = ROOT / "examples" / "driehoek-terbrugge-2022-02-07.txt"
    total = 0
    for trial in range(trials):
        chance = random.Random(trial)
        root = tmp_path / str(trial)
        with Terminal(str(root), "jdv", str(example)) as terminal:
            terminal.wait("a accept")
            saved = 0
            for _ in range(chance.randrange(2, 12)):
                terminal.child.send("a")
                terminal.pump(chance.uniform(0, 0.12))
                saved = max(saved, shown_as_saved(terminal))
            terminal.child.kill(signal.SIGKILL)
            terminal.end()
            saved = max(saved, shown_as_saved(terminal))
        accepted = sum(status.accepted for status in statuses(Workspace(root)))
        assert accepted >= saved
        assert [status.problem for status in statuses(Workspace(root)) if status.problem] == []
        total += saved
    assert total >= trials, "nothing was shown as saved, so nothing is proved"
