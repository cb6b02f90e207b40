"""The storage under TinyDB: atomic, never stale, never aliased, readable by stock TinyDB."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB, where
from tinydb.table import Document

from dvo_tui import files
from dvo_tui.errors import StoreError
from dvo_tui.files import Overtaken
from dvo_tui.store.storage import Database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "some.json"


def test_stock_tinydb_reads_and_writes_what_we_wrote(path: Path) -> None:
    with Database(path) as ours:
        ours.table("entities").insert({"text": "Meerdijk", "spans": [[1, 2]]})

    with TinyDB(path) as stock:
        assert stock.table("entities").search(where("text") == "Meerdijk")
        stock.table("entities").insert({"text": "Zandoord"})

    with Database(path) as ours:
        assert {row["text"] for row in ours.table("entities")} == {"Meerdijk", "Zandoord"}


def test_a_file_holds_one_field_a_line_sorted_with_a_newline_at_its_end(path: Path) -> None:
    with Database(path) as database:
        database.delta_table("t").put(2, {"b": 1, "a": "é"})
        database.delta_table("t").put(1, {"c": None})

    assert path.read_text(encoding="utf-8").splitlines() == [
        "{",
        ' "t": {',
        '  "1": {',
        '   "c": null',
        "  },",
        '  "2": {',
        '   "a": "é",',
        '   "b": 1',
        "  }",
        " }",
        "}",
    ]
    assert path.read_bytes().endswith(b"}\n")


def test_a_transaction_over_several_tables_is_one_write(path: Path, replaced: list[object]) -> None:
    with Database(path) as database, database.file.transaction():
        database.delta_table("entities").put(1, {"status": "accepted"})
        database.delta_table("history").put(2, {"revision": 1})
        assert database.table("entities").get(doc_id=1) == {"status": "accepted"}

    assert replaced == [path]


def test_a_transaction_left_by_an_error_changes_nothing(path: Path) -> None:
    with Database(path) as database:
        database.delta_table("t").put(1, {"n": 1})
        before = path.read_bytes()

        def edit_and_fail() -> None:
            with database.file.transaction():
                database.delta_table("t").put(1, {"n": 2})
                raise RuntimeError

        with pytest.raises(RuntimeError):
            edit_and_fail()

        assert path.read_bytes() == before
        assert database.table("t").get(doc_id=1) == {"n": 1}


def test_a_second_handle_never_serves_what_was(path: Path) -> None:
    with Database(path) as one, Database(path) as two:
        one.delta_table("t").put(1, {"n": 1})
        assert two.table("t").search(where("n") == 1)

        one.table("t").update({"n": 2}, doc_ids=[1])

        assert two.table("t").search(where("n") == 1) == []
        assert two.table("t").get(doc_id=1) == {"n": 2}
        assert len(two.table("t").search(where("n") == 2)) == 1


def test_changing_a_result_changes_nothing_stored(path: Path) -> None:
    with Database(path) as database:
        table = database.delta_table("t")
        table.put(1, {"n": 1, "spans": [[1, 2]]})
        everything: list[Any] = [
            *table.search(where("n") == 1),
            *table.all(),
            table.get(doc_id=1),
            table.get(where("n") == 1),
            *table.get(doc_ids=[1]),
        ]
        for result in everything:
            result["spans"][0].append("oops")
            result["n"] = 9

        assert table.search(where("n") == 1) == [{"n": 1, "spans": [[1, 2]]}]


def test_changing_a_nested_list_in_place_is_saved(path: Path) -> None:
    with Database(path) as database:
        database.delta_table("t").put(1, {"spans": [[1, 2]]})
        database.table("t").update(lambda row: row["spans"].append([3, 4]), doc_ids=[1])

    with TinyDB(path) as stock:
        assert stock.table("t").get(doc_id=1) == {"spans": [[1, 2], [3, 4]]}


def test_tinydbs_own_ways_to_write_still_work(path: Path) -> None:
    with Database(path) as database:
        table = database.table("t")
        first = table.insert({"n": 1})
        table.insert_multiple([{"n": 2}, {"n": 3}])
        table.update({"seen": True}, where("n") == 2)
        table.upsert({"n": 3, "seen": False}, where("n") == 3)
        table.upsert(Document({"n": 5}, 77))
        table.remove(where("n") == 1)

        assert not table.contains(doc_id=first)
        assert sorted((row["n"], row.get("seen")) for row in table) == [(2, True), (3, False), (5, None)]
        with pytest.raises(ValueError, match="already exists"):
            table.insert(Document({}, 77))
        table.truncate()
        assert len(table) == 0
        database.drop_table("t")
        assert database.tables() == set()


def test_new_ids_are_random_and_fit_in_63_bits(path: Path) -> None:
    with Database(path) as database:
        ids = [database.table("t").insert({}) for _ in range(20)]

    assert len(set(ids)) == 20
    assert all(0 <= doc_id < 2**63 for doc_id in ids)
    assert max(ids) > 2**40


def test_the_mode_of_an_old_file_is_kept_and_a_new_one_follows_the_umask(path: Path) -> None:
    umask = os.umask(0o022)
    try:
        with Database(path) as database:
            database.delta_table("t").put(1, {})
            assert stat.S_IMODE(path.stat().st_mode) == 0o644
            path.chmod(0o600)
            database.delta_table("t").put(2, {})
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
    finally:
        os.umask(umask)


def test_a_symlink_is_refused_and_its_target_left_alone(path: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim.json"
    victim.write_text("{}")
    path.symlink_to(victim)

    with Database(path) as database, pytest.raises(StoreError, match="symlink"):
        database.delta_table("t").put(1, {})

    assert victim.read_text() == "{}"
    assert path.is_symlink()


@pytest.mark.parametrize("damage", [b"", b"{", b'{"t": []}', b'{"t": {"1": 2}}', b"\xff\xfe", b"[" * 100_000, b"{}x"])
def test_a_damaged_file_is_named_and_never_taken_for_empty(path: Path, damage: bytes) -> None:
    path.write_bytes(damage)

    with Database(path) as database:
        with pytest.raises(StoreError, match=r"some\.json is damaged"):
            database.table("t").all()
        with pytest.raises(StoreError, match=r"some\.json is damaged"):
            database.delta_table("t").put(1, {})

    assert path.read_bytes() == damage


def test_a_file_changed_by_somebody_else_is_noticed(path: Path) -> None:
    with Database(path) as ours, Database(path) as theirs:
        ours.delta_table("t").put(1, {"n": 1})
        seen = ours.file.signature
        theirs.delta_table("t").put(1, {"n": 2})

        with pytest.raises(Overtaken), ours.file.transaction(expected=seen):
            ours.delta_table("t").put(1, {"n": 3})

        assert ours.table("t").get(doc_id=1) == {"n": 2}


def test_a_pull_between_reading_and_replacing_is_noticed(path: Path) -> None:
    with Database(path) as database:
        database.delta_table("t").put(1, {"n": 1})

        def edit_during_a_pull() -> None:
            with database.file.transaction():
                database.delta_table("t").put(1, {"n": 2})
                path.write_text('{"t": {"1": {"n": 3}}}')  # takes no lock of ours

        with pytest.raises(Overtaken):
            edit_during_a_pull()

        assert database.table("t").get(doc_id=1) == {"n": 3}
        assert [p for p in path.parent.iterdir() if p.suffix == ".tmp"] == []


def test_only_touched_records_are_copied(path: Path) -> None:
    with Database(path) as database:
        table = database.delta_table("t")
        table.insert_multiple({"n": n} for n in range(100))
        (two,) = (row.doc_id for row in table if row["n"] == 2)
        before = (database.file.read() or {})["t"]

        table.update({"seen": True}, where("n") == 2)

        after = (database.file.read() or {})["t"]
        assert {key for key in after if after[key] is not before[key]} == {str(two)}


def test_nothing_is_put_in_the_place_of_a_device_or_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    with pytest.raises(StoreError, match="is a device or pipe"):
        files.save(pipe, b"data")
    with pytest.raises(StoreError, match="is a device or pipe"), files.growing(pipe) as file:
        file.write(b"data")

    assert pipe.is_fifo()
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]
