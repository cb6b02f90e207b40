"""Two writers on one file, and several reviewers at once: nothing lost, no errors."""

from __future__ import annotations

from pathlib import Path

import pytest
from tinydb import TinyDB, where

from dvo_tui.review.checks import check_history
from dvo_tui.store import register
from dvo_tui.store.storage import Database
from dvo_tui.store.workfile import existing
from dvo_tui.store.workspace import Workspace
from tests import invented
from tests.faults.conftest import finish, start

COUNTER = """
import sys
from dvo_tui.store.storage import Database
with Database(sys.argv[1]) as database:
    for n in range(int(sys.argv[3])):
        database.table("edits").insert({"who": sys.argv[2], "n": n})
        database.table("count").update(lambda row: row.__setitem__("n", row["n"] + 1), doc_ids=[1])
"""

REVIEWER = """
import msgspec, pathlib, sys
from dvo_tui.review.commands import Accept
from dvo_tui.store.opening import open_minutes
from dvo_tui.store.workspace import Workspace
from tests import invented
minutes, suggestions = invented.minutes(), invented.suggestions()
for number in range(int(sys.argv[3])):
    document = msgspec.structs.replace(minutes.document, id=f"verslag-{number}")
    this = msgspec.structs.replace(minutes, document=document)
    review = open_minutes(Workspace(pathlib.Path(sys.argv[1])), this, sys.argv[2], suggest=lambda m, known: suggestions)
    for record in review.session.annotations():
        review.apply(Accept(id=record.id))
    review.close()
print("done")
"""


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


SETTER = """
import sys
from dvo_tui.store.storage import Database
with Database(sys.argv[1]) as database:
    database.table("t").update({"n": int(sys.argv[2])}, doc_ids=[1])
"""


def test_a_handle_never_serves_what_was_before_another_process_wrote(tmp_path: Path) -> None:
    path = tmp_path / "shared.json"
    with Database(path) as database:
        table = database.delta_table("t")
        table.put(1, {"n": 0})
        for n in (1, 2):
            assert table.search(where("n") == n) == []
            finish(start(SETTER, path, n))
            assert table.search(where("n") == n) == [{"n": n}]
            assert table.get(doc_id=1) == {"n": n}
            assert table.count(where("n") == n) == 1


@pytest.mark.parametrize("documents", [3, pytest.param(50, marks=pytest.mark.faults)])
def test_three_reviewers_at_once_do_not_disturb_each_other(tmp_path: Path, documents: int) -> None:
    outputs = finish(*(start(REVIEWER, tmp_path, who, documents) for who in ("jdv", "mk", "pz")))

    assert outputs == ["done\n"] * 3
    workspace = Workspace(tmp_path)
    for who in ("jdv", "mk", "pz"):
        paths = workspace.work_files(who)
        assert len(paths) == documents
        for path in paths:
            stored = existing(path)
            assert [change.reviewer for change in stored.history] == [who] * len(invented.suggestions())
            assert check_history(stored.records, stored.history) == ()
    assert register.known(workspace).rules["test:made"].accepted == 3 * documents * 8
