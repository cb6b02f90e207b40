"""The log of a review, carried out again on the same source, gives the same review, bit for bit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.unit.cli.conftest import SHORT, Done, Dvo
from tests.unit.cli.conftest import dvo as dvo

WHERE = ("--workspace", "w", "--reviewer", "jdv")


@pytest.fixture
def edited(dvo: Dvo) -> list[str]:
    """A review with edits of all kinds in workspace `w`; the ids of its first entities."""
    ids = [record["id"] for record in json.loads(dvo("extract", SHORT, "--format", "json").out)["entities"]]
    commands: list[dict[str, object]] = [
        {"do": "accept", "id": ids[0]},
        {"do": "reject", "id": ids[1]},
        {"do": "undo"},
        {"do": "redo"},
        {"do": "set", "id": ids[2], "field": "note", "value": "é “x”\n"},
        {"do": "add", "layer": "entity", "type": "EVENT", "start": 0, "end": 7},
        {"do": "add", "layer": "participant", "start": 10, "end": 20},
        {"do": "same", "id": ids[0]},
        {"do": "remove", "id": ids[3]},
        {"do": "undo"},
        {"do": "complete"},
    ]
    done = dvo("replay", SHORT, "-", *WHERE, stdin="".join(json.dumps(command) + "\n" for command in commands))
    assert done.err == ""
    return ids


def log(dvo: Dvo, *arguments: object) -> Done:
    (work,) = Path("w", "work", "jdv").glob("[!.]*.json")
    return dvo("log", work.stem, *WHERE, *arguments)


def work_file(workspace: str) -> Path:
    (path,) = Path(workspace, "work", "jdv").glob("[!.]*.json")
    return path


def test_a_log_replayed_on_the_same_source_gives_the_same_file(edited: list[str], dvo: Dvo) -> None:
    lines = log(dvo, "--format", "json").out

    done = dvo("replay", SHORT, "-", "--workspace", "again", "--reviewer", "jdv", stdin=lines)

    assert (done.code, done.err) == (0, "")
    assert work_file("again").read_bytes() == work_file("w").read_bytes()


def test_a_log_does_not_depend_on_what_suggesters_say_today(
    edited: list[str], dvo: Dvo, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = log(dvo, "--format", "json").out
    monkeypatch.setattr("dvo_tui.suggest.pipeline.suggest_all", lambda minutes, known: ())

    assert dvo("replay", SHORT, "-", "--workspace", "again", "--reviewer", "jdv", stdin=lines).code == 0
    assert work_file("again").read_bytes() == work_file("w").read_bytes()


def test_a_log_replayed_on_itself_changes_nothing(edited: list[str], dvo: Dvo) -> None:
    before = work_file("w").read_bytes()

    done = dvo("replay", SHORT, "-", *WHERE, stdin=log(dvo, "--format", "json").out)

    assert done.code == 0
    assert work_file("w").read_bytes() == before


def test_a_log_goes_on_where_half_of_it_stopped(edited: list[str], dvo: Dvo) -> None:
    lines = log(dvo, "--format", "json").out.splitlines(keepends=True)
    where = ("--workspace", "again", "--reviewer", "jdv")

    dvo("replay", SHORT, "-", *where, stdin="".join(lines[:5]))
    done = dvo("replay", SHORT, "-", *where, stdin="".join(lines))

    assert done.code == 0
    assert work_file("again").read_bytes() == work_file("w").read_bytes()


def test_a_log_with_a_line_missing_or_forged_is_refused_at_that_line(edited: list[str], dvo: Dvo) -> None:
    lines = log(dvo, "--format", "json").out.splitlines(keepends=True)
    forged = json.loads(lines[5])
    forged["deltas"][0]["after"]["start"] = -3
    broken = json.loads(lines[5])
    broken["deltas"][0]["layer"] = "dance"
    for bad in ("", json.dumps(forged) + "\n", json.dumps(broken) + "\n", lines[5].replace("deltas", "delta", 1)):
        where = ("--workspace", f"bad{len(bad)}", "--reviewer", "jdv")
        done = dvo("replay", SHORT, "-", *where, stdin="".join([*lines[:5], bad, *lines[6:]]))

        assert done.code == 1
        assert [json.loads(line)["ok"] for line in done.out.splitlines()][:5] == [True] * 5
        assert len(json.loads(work_file(where[1]).read_text())["history"]) == 4


def test_a_log_of_another_text_is_refused(edited: list[str], dvo: Dvo, tmp_path: Path) -> None:
    other = tmp_path / "ander.txt"
    other.write_text(SHORT.read_text() + "\nNog iets.\n")

    done = dvo("replay", other, "-", "--workspace", "o", "--reviewer", "jdv", stdin=log(dvo, "--format", "json").out)

    assert "the log is of another text" in done.out.splitlines()[0]
    assert not Path("o").exists()


def test_people_read_a_line_a_change(edited: list[str], dvo: Dvo) -> None:
    lines = log(dvo).out.splitlines()

    assert lines[0].split() == ["time", "reviewer", "command", "what"]
    assert len(lines) == 11
    assert "accept" in lines[1]
    assert "status: pending → accepted" in lines[1]
    assert "undo 2" in lines[3]
    assert "+ entity" in lines[6]


def test_a_document_is_found_by_id_by_work_file_and_by_source(edited: list[str], dvo: Dvo) -> None:
    by_id = log(dvo).out

    assert dvo("log", work_file("w")).out == by_id
    assert dvo("log", SHORT, *WHERE).out == by_id
    assert dvo("log", "niets", *WHERE).err == "dvo-tui: jdv has no review of niets in w\n"


# check --restore and merge, as typed


def test_check_finds_a_cut_file_and_restores_it_when_asked(edited: list[str], dvo: Dvo) -> None:
    path = work_file("w")
    whole = path.read_bytes()
    path.write_bytes(whole[:-500])

    found = dvo("check", "w")
    assert found.code == 1
    assert f"`dvo-tui check --restore {path}` puts back the last good one" in found.out
    assert path.read_bytes() == whole[:-500]
    restored = dvo("check", "--restore", path)
    assert "is again what it was at" in restored.out
    assert dvo("check", "w").code == 0
    assert log(dvo).out.splitlines()[-1].split()[3] == "undo"


def test_merging_what_is_no_work_file_leaves_ours_alone(edited: list[str], dvo: Dvo) -> None:
    path = work_file("w")
    before = path.read_bytes()
    Path("theirs").write_bytes(b"<<<<<<< HEAD")
    Path("base").write_bytes(b"")

    done = dvo("merge", "base", path, "theirs")

    assert done.code == 1
    assert "theirs is damaged and left as it is" in done.err
    assert path.read_bytes() == before


def test_merging_a_file_with_itself_changes_nothing_and_says_so(edited: list[str], dvo: Dvo) -> None:
    path = work_file("w")
    before = path.read_bytes()
    Path("theirs").write_bytes(before)
    Path("base").write_bytes(b"")

    done = dvo("merge", "base", path, "theirs")

    assert (done.code, done.out) == (0, "")
    assert "0 changes of ours and 0 of theirs merged, 0 conflicts" in done.err
    assert path.read_bytes() == before


def test_registers_merge_by_document(dvo: Dvo) -> None:
    for name, rows in (("base", "ab"), ("ours", "abc"), ("theirs", "bd")):
        table = {str(ord(row)): {"document": row} for row in rows}
        Path(name).write_text(json.dumps({"meta": {"1": {"schema": 1, "reviewer": "jdv"}}, "documents": table}))

    assert dvo("merge", "base", "ours", "theirs").code == 0

    merged = json.loads(Path("ours").read_text())
    assert sorted(row["document"] for row in merged["documents"].values()) == ["b", "c", "d"]
