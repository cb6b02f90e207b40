"""SIGKILL at random moments: nothing that was acknowledged is lost, and the file can always be read."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from dvo_tui.review.records import id_of
from dvo_tui.store.workfile import load
from dvo_tui.store.workspace import Workspace
from tests import invented

EDITOR = """
import pathlib, sys
from dvo_tui.review.commands import SetField
from dvo_tui.store.workspace import Workspace
from tests.faults.conftest import reopen
review = reopen(Workspace(pathlib.Path(sys.argv[1])))
ids = [record.id for record in review.session.annotations()]
for n in range(100_000):
    review.apply(SetField(id=ids[n % len(ids)], field="note", value=f"{n} " + "x" * (n * 37 % 200)))
    print(n, flush=True)
"""


def killed(root: Path, after: float) -> int:
    """Edit until killed; the number of the last edit that was acknowledged, -1 for none."""
    command = [sys.executable, "-c", EDITOR, str(root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        last = child.stdout.readline()
        knife = threading.Timer(after, child.kill)
        knife.start()
        for line in child.stdout:
            if line.endswith("\n"):
                last = line
        knife.join()
    return int(last or -1)


QUICK, FULL = 5, 1000
TRIALS = [pytest.param(trial, marks=pytest.mark.faults if trial >= QUICK else ()) for trial in range(FULL)]


@pytest.mark.parametrize("trial", TRIALS)
def test_no_acknowledged_edit_is_lost(tmp_path: Path, trial: int) -> None:
    last = killed(tmp_path, random.Random(trial).uniform(0, 0.4))

    found = load(Workspace(tmp_path).path_for("jdv", invented.minutes().document.id))
    assert found is not None
    stored, _ = found
    assert len(stored.history) in (last + 1, last + 2)  # the one in flight may be there
    notes = {id_of(record): getattr(record, "note", None) for record in stored.records}
    for change in stored.history[-20:]:
        after = change.deltas[0].after
        later = [c for c in stored.history if c.revision > change.revision and c.deltas[0].id == change.deltas[0].id]
        assert later or notes[change.deltas[0].id] == getattr(after, "note", None)
