"""Two writers on one file, several reviewers at once, a disk that is full: nothing lost, nothing unsaid."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tinydb import TinyDB

from dvo_tui.store.storage import Database
from dvo_tui.store.workfile import load
from dvo_tui.store.workspace import Workspace
from tests import invented

COUNTER = """
import sys
from dvo_tui.store.storage import Database
with Database(sys.argv[1]) as database:
    for n in range(int(sys.argv[3])):
        database.table("edits").insert({"who": sys.argv[2], "n": n})
        database.table("count").update(lambda row: row.__setitem__("n", row["n"] + 1), doc_ids=[1])
"""

REVIEWER = """
import pathlib, sys
from dvo_tui.review.commands import Accept, Undo
from dvo_tui.store.workspace import Workspace
from tests.faults.conftest import reopen
review = reopen(Workspace(pathlib.Path(sys.argv[1])), sys.argv[2])
for record in review.session.annotations():
    review.apply(Accept(id=record.id))
review.close()
"""

FULL_DISK = """
import pathlib, resource, sys
from dvo_tui.errors import StoreError
from dvo_tui.review.commands import Accept, SetField
from dvo_tui.store.workspace import Workspace
from tests.faults.conftest import reopen
review = reopen(Workspace(pathlib.Path(sys.argv[1])))
ids = [record.id for record in review.session.annotations()]
review.apply(Accept(id=ids[0]))
size = review.path.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 500, resource.RLIM_INFINITY))
try:
    review.apply(SetField(id=ids[1], field="note", value="x" * 2000))
except StoreError as error:
    print(error)
print(len(review.unsaved), review.path.stat().st_size == size)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
review.save()
print(len(review.unsaved))
review.close()
"""


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(*children: subprocess.Popen[str]) -> list[str]:
    outputs = []
    for child in children:
        out, err = child.communicate()
        assert (child.returncode, err) == (0, "")
        outputs.append(out)
    return outputs


@pytest.mark.parametrize("edits", [60, pytest.param(1000, marks=pytest.mark.faults)])
def test_two_writers_of_one_file_lose_nothing(tmp_path: Path, edits: int) -> None:
    path = tmp_path / "shared.json"
    with Database(path) as database:
        database.delta_table("count").put(1, {"n": 0})

    finish(*(start(COUNTER, path, who, edits) for who in ("a", "b")))

    with TinyDB(path) as stock:
        counted = stock.table("count").get(doc_id=1)
        assert counted == {"n": 2 * edits}
        assert len(stock.table("edits")) == 2 * edits


def test_three_reviewers_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    finish(*(start(REVIEWER, tmp_path, who) for who in ("jdv", "mk", "pz")))

    for who in ("jdv", "mk", "pz"):
        found = load(Workspace(tmp_path).path_for(who, invented.minutes().document.id))
        assert found is not None
        assert len(found[0].history) == len(invented.suggestions())


def test_a_disk_that_is_full_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    (out,) = finish(start(FULL_DISK, tmp_path))

    said, state, after = out.splitlines()
    assert said.endswith("is not saved: the disk is full; make room and save again")
    assert state == "1 True"
    assert after == "0"
    found = load(Workspace(tmp_path).path_for("jdv", invented.minutes().document.id))
    assert found is not None
    assert [change.revision for change in found[0].history] == [1, 2]
