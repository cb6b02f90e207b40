"""The commands as a person or a script meets them: output, exit codes, and one line an error."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dvo_tui import cli
from dvo_tui.exchange import native
from dvo_tui.exchange.dataset import convert, read_dataset
from dvo_tui.scheme.strict_yaml import load_strict
from tests.unit.cli.conftest import EXAMPLES, SHORT, Dvo


def lines(*commands: dict[str, Any]) -> str:
    return "".join(json.dumps(command) + "\n" for command in commands)


def answers(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def first_ids(dvo: Dvo, layer: str = "entities") -> list[str]:
    return [record["id"] for record in json.loads(dvo("extract", SHORT, "--format", "json").out)[layer]]


# extract


def test_extract_prints_a_dataset_that_nobody_reviewed(dvo: Dvo) -> None:
    done = dvo("extract", SHORT)
    dataset = convert(load_strict(done.out.encode(), "x"), "x")

    assert (done.code, done.err) == (0, "")
    assert dataset.review.reviewer is None
    assert dataset.review.pending == len(dataset.records) - 1 - len(dataset.participants) - len(dataset.agenda)
    assert {entity.status for entity in dataset.entities} == {"pending"}


def test_extract_of_a_folder_goes_by_name_and_parts_documents(dvo: Dvo) -> None:
    yaml = dvo("extract", EXAMPLES)
    found = [
        json.loads(line)["document"]["file"] for line in dvo("extract", EXAMPLES, "--format", "json").out.splitlines()
    ]

    assert found == sorted(found)
    assert "README.md" not in found
    assert yaml.out.count("\n---\n") == len(found) - 1


def test_extract_writes_a_file_a_document_into_a_new_folder(dvo: Dvo, tmp_path: Path) -> None:
    done = dvo("extract", EXAMPLES, "--output", tmp_path / "a" / "b", "--jobs", 2)

    written = sorted((tmp_path / "a" / "b").glob("[!.]*"))
    assert (done.code, done.out) == (0, "")
    assert len(written) == 7
    assert dvo("check", tmp_path / "a" / "b").out == "7 files checked, 0 findings\n"


def test_a_bad_file_is_reported_and_the_rest_goes_on(dvo: Dvo, tmp_path: Path) -> None:
    (tmp_path / "leeg.txt").write_text("")

    done = dvo("extract", "leeg.txt", "weg.txt", SHORT)

    assert done.code == 1
    assert done.err.splitlines() == [
        "dvo-tui: weg.txt does not exist; check the path",
        "dvo-tui: leeg.txt is empty; there are no minutes in it",
        "dvo-tui: 2 of 3 files could not be read",
    ]
    assert "driehoek-terbrugge" in done.out


def test_a_folder_without_minutes_is_said(dvo: Dvo, tmp_path: Path) -> None:
    (tmp_path / "leeg").mkdir()

    done = dvo("extract", "leeg")

    assert (done.code, done.out) == (1, "")
    formats = ".txt, .md, .html, .pdf or .docx"
    assert done.err == f"dvo-tui: leeg holds no minutes ({formats}); name a file or another folder\n"


def test_a_folder_is_searched_without_workspaces_and_hidden_folders(dvo: Dvo, tmp_path: Path) -> None:
    kept = Path("map", "annotations", "work", "d.txt")
    for name in ("map/a.txt", "map/sub/b.md", "map/.git/c.txt", kept, "map/README.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(SHORT.read_bytes())

    found = [record["document"]["file"] for record in answers(dvo("extract", "map", "--format", "json").out)]

    assert found == ["a.txt", "b.md"]


def test_an_error_in_a_suggester_or_reader_costs_one_file(dvo: Dvo, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: Path) -> None:
        raise ZeroDivisionError("minutes text that must not be seen")

    monkeypatch.setattr("dvo_tui.exchange.extract.bytes_of", broken)

    done = dvo("extract", SHORT)

    assert done.code == 1
    assert done.err.count("\n") == 1
    assert "an unexpected ZeroDivisionError" in done.err
    assert "must not be seen" not in done.err


# replay


def test_replay_answers_every_command_and_what_it_accepted_is_exported(dvo: Dvo, tmp_path: Path) -> None:
    first, second, third, *_ = first_ids(dvo)
    commands = lines(
        {"do": "accept", "id": first},
        {"do": "accept", "id": second},
        {"do": "reject", "id": third},
        {"do": "undo"},
        {"do": "redo"},
        {"do": "add", "layer": "entity", "type": "EVENT", "start": 0, "end": 7},
    )

    done = dvo("replay", SHORT, "-", "--workspace", "w", "--reviewer", "jdv", stdin=commands)

    assert (done.code, done.err) == (0, "")
    replies = answers(done.out)
    assert [reply["revision"] for reply in replies] == [1, 2, 3, 4, 5, 6]
    assert [reply["id"] for reply in replies[:5]] == [first, second, third, third, third]
    assert dvo("export", "--workspace", "w", "--format", "yaml", "--output", "out").code == 0
    (path,) = (tmp_path / "out").iterdir()
    dataset = read_dataset(path)
    assert {entity.id for entity in dataset.entities} == {first, second, replies[5]["id"]}
    assert dvo("check", "out", "w").code == 0


def test_replay_refuses_line_by_line_and_ends_with_one(dvo: Dvo, tmp_path: Path) -> None:
    first, *_ = first_ids(dvo)
    commands = (
        b'{"do": "undo"}\nrubbish\n\n{"do": "accept", "id": "e1"}\n\xff\n{"do": "dance"}\n{"do": "accept", "id": "'
        + first.encode()
        + b'"}\n'
    )

    done = dvo("replay", SHORT, "-", "--workspace", "w", stdin=commands)

    assert done.code == 1
    assert [reply["ok"] for reply in answers(done.out)] == [False, False, False, False, False, True]
    assert answers(done.out)[0] == {"ok": False, "error": "nothing to undo"}


def test_replay_reads_commands_from_a_file_and_goes_on_where_it_was(dvo: Dvo, tmp_path: Path) -> None:
    first, second, *_ = first_ids(dvo)
    (tmp_path / "a.jsonl").write_text(lines({"do": "accept", "id": first}))
    (tmp_path / "b.jsonl").write_text(lines({"do": "undo"}, {"do": "accept", "id": second}))

    dvo("replay", SHORT, "a.jsonl", "--workspace", "w")
    done = dvo("replay", SHORT, "b.jsonl", "--workspace", "w")

    assert [reply["revision"] for reply in answers(done.out)] == [2, 3]
    missing = dvo("replay", SHORT, "c.jsonl", "--workspace", "w")
    assert missing.err == "dvo-tui: c.jsonl cannot be read: No such file or directory\n"


def test_two_runs_of_the_same_commands_give_the_same_yaml_times_apart(dvo: Dvo, tmp_path: Path) -> None:
    first, second, *_ = first_ids(dvo)
    commands = lines(
        {"do": "accept", "id": first},
        {"do": "add", "layer": "decision", "type": "agreed", "start": 10, "end": 30},
        {"do": "add", "layer": "participant", "start": 10, "end": 20},
        {"do": "reject", "id": second},
    )
    texts = []
    for workspace in ("one", "two"):
        dvo("replay", SHORT, "-", "--workspace", workspace, "--reviewer", "jdv", stdin=commands)
        out = dvo("export", "--workspace", workspace, "--format", "yaml", "--output", "-").out
        texts.append([line for line in out.splitlines() if not line.startswith(("  started:", "  updated:"))])

    assert texts[0] == texts[1]


def test_who_comes_second_is_refused_line_by_line(dvo: Dvo, tmp_path: Path) -> None:
    from dvo_tui.store.opening import open_review
    from dvo_tui.store.workspace import Workspace

    holder = open_review(Workspace(Path("w")), SHORT, "jdv")
    done = dvo("replay", SHORT, "-", "--workspace", "w", "--reviewer", "jdv", stdin='{"do": "undo"}\n')
    holder.close()

    assert done.code == 1
    assert "is open in another program (reviewer jdv, process" in answers(done.out)[0]["error"]


# export, check, status, keys


def test_two_reviewers_of_one_document_get_a_file_each(dvo: Dvo, tmp_path: Path) -> None:
    first, *_ = first_ids(dvo)
    for reviewer in ("jdv", "mk"):
        dvo(
            "replay", SHORT, "-", "--workspace", "w", "--reviewer", reviewer, stdin=lines({"do": "accept", "id": first})
        )

    dvo("export", "--workspace", "w", "--format", "json", "--output", "both", "--status", "all")
    dvo("export", "--workspace", "w", "--format", "json", "--output", "one", "--reviewer", "mk")

    assert [path.name.split(".")[1] for path in sorted((tmp_path / "both").iterdir())] == ["jdv", "mk"]
    (one,) = (tmp_path / "one").iterdir()
    assert read_dataset(one).review.reviewer == "mk"


def test_an_empty_workspace_has_nothing_to_export_and_no_status(dvo: Dvo) -> None:
    assert dvo("export", "--format", "yaml", "--output", "-").err == "dvo-tui: annotations holds no reviews to export\n"
    assert dvo("status") == (0, "annotations holds no reviews yet\n", "")
    assert json.loads(dvo("status", "--format", "json").out) == []


def test_a_damaged_work_file_is_found_and_costs_only_itself(dvo: Dvo, tmp_path: Path) -> None:
    first, *_ = first_ids(dvo)
    dvo("replay", SHORT, "-", "--workspace", "w", "--reviewer", "jdv", stdin=lines({"do": "accept", "id": first}))
    bad = tmp_path / "w" / "work" / "jdv" / "bad.json"
    bad.write_text("{")

    checked = dvo("check", "w")
    assert checked.code == 1
    assert "bad.json is damaged and left as it is" in checked.out
    assert checked.out.endswith("2 files checked, 1 findings\n")
    exported = dvo("export", "--workspace", "w", "--format", "yaml", "--output", "out")
    assert exported.code == 1
    assert "bad.json is damaged" in exported.err
    assert len(list((tmp_path / "out").iterdir())) == 1
    status = dvo("status", "--workspace", "w")
    assert status.code == 1
    assert "bad.json is damaged" in status.err
    assert bad.read_text() == "{"


def test_status_counts_and_gives_records(dvo: Dvo) -> None:
    first, second, *rest = first_ids(dvo)
    commands = lines({"do": "accept", "id": first}, {"do": "reject", "id": second})
    dvo("replay", SHORT, "-", "--workspace", "w", "--reviewer", "Jan", stdin=commands)

    (record,) = json.loads(dvo("status", "--workspace", "w", "--format", "json").out)
    table = dvo("status", "--workspace", "w").out.splitlines()

    assert (record["reviewer"], record["file"], record["state"]) == ("Jan", SHORT.name, "in_progress")
    assert (record["accepted"], record["rejected"]) == (1, 1)
    assert record["pending"] >= len(rest)
    head = ["document", "reviewer", "state", "accepted", "rejected", "pending", "unplaced", "updated"]
    assert table[0].split() == head
    assert table[1].split()[1:5] == ["Jan", "in_progress", "1", "1"]


def test_check_prints_every_finding(dvo: Dvo, tmp_path: Path) -> None:
    text = dvo("extract", SHORT).out
    (tmp_path / "bad.yaml").write_text(text.replace("burgemeester", "Burgemeester"), encoding="utf-8")
    (tmp_path / "worse.yaml").write_text("schema: dvo-minutes/1\n", encoding="utf-8")

    done = dvo("check", "bad.yaml", "worse.yaml")

    assert done.code == 1
    assert "bad.yaml, line 7, at $.document.text_sha256: the text is not the one that was annotated" in done.out
    assert "\nworse.yaml, line 1, at $: Object missing required field `document`" in done.out
    assert done.out.endswith("2 files checked, 2 findings\n")
    assert dvo("check", "nothing.yaml").err == "dvo-tui: nothing.yaml does not exist; check the path\n"


def test_keys_are_there_for_people_and_programs(dvo: Dvo) -> None:
    table = dvo("keys").out.splitlines()
    found = {record["id"]: record["keys"] for record in json.loads(dvo("keys", "--format", "json").out)}

    assert found["accept"] == ["a"]
    assert {"reject", "undo", "quit"} <= set(found)
    assert any(line.startswith("| `a` |") for line in table)
    assert dvo("keys", "--lang", "en").code == 0


# the edge


def test_review_is_what_happens_without_a_command(dvo: Dvo, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []

    def run(*arguments: object) -> int:
        seen.append(arguments)
        return 0

    monkeypatch.setattr("dvo_tui.tui.app.run", run)

    assert dvo(SHORT, "--reviewer", "jdv", "--lang", "nl").code == 0
    assert dvo("review", SHORT, "--workspace", "w").code == 0
    assert dvo().code == 0

    assert [(paths, workspace.root.name, language) for paths, workspace, _, language in seen] == [
        ((SHORT,), "annotations", "nl"),
        ((SHORT,), "w", "en"),
        ((), "annotations", "en"),
    ]
    assert seen[0][2] == "jdv"


def test_the_environment_names_workspace_and_reviewer(dvo: Dvo, monkeypatch: pytest.MonkeyPatch) -> None:
    first, *_ = first_ids(dvo)
    monkeypatch.setenv("DVO_TUI_WORKSPACE", "elsewhere")
    monkeypatch.setenv("DVO_TUI_REVIEWER", "Mies")

    dvo("replay", SHORT, "-", stdin=lines({"do": "accept", "id": first}))

    (record,) = json.loads(dvo("status", "--format", "json").out)
    assert record["reviewer"] == "Mies"
    assert Path("elsewhere/work").is_dir()


@pytest.mark.parametrize(
    "arguments",
    [
        ["--bogus"],
        ["extract"],
        ["extract", "--format", "xml", "x"],
        ["export", "--format", "yaml"],
        ["replay", "x"],
        ["keys", "--format", "foo"],
        ["review", "--lang", "fr"],
        ["review", "--reviewer", " "],
        ["extract", "--jobs", "0", "x"],
    ],
)
def test_wrong_usage_is_one_line_and_two(dvo: Dvo, arguments: list[str]) -> None:
    done = dvo(*arguments)

    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert done.err.endswith("--help\n")


def test_help_and_version_are_there(dvo: Dvo) -> None:
    for command in ("", *cli.commands.commands):
        assert dvo(*filter(None, [command]), "--help").out.startswith("Usage: dvo-tui")
    assert dvo("--version").out.startswith("dvo-tui, version ")


def test_an_unexpected_error_is_one_line_without_its_words(dvo: Dvo, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*arguments: object) -> None:
        raise KeyError("minutes text that must not be seen")

    monkeypatch.setattr("dvo_tui.tui.app.run", broken)

    done = dvo(SHORT)

    assert done.code == 1
    assert done.err.startswith("dvo-tui: an unexpected KeyError in cli.py:")
    assert done.err.count("\n") == 1
    assert "must not be seen" not in done.err


def test_a_file_name_cannot_steer_the_terminal(dvo: Dvo) -> None:
    done = dvo("extract", "a\x1b]0;evil\x07\n\u202e.txt")

    assert done.err.count("\n") == 1
    assert not set(done.err) & set("\x1b\x07\u202e")


def program(*arguments: object, **options: Any) -> subprocess.Popen[bytes]:
    environment = {**os.environ, **options.pop("env", {})}
    command = [sys.executable, "-m", "dvo_tui", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, **options)


def test_output_is_utf_8_whatever_the_locale() -> None:
    environment = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    with program("extract", EXAMPLES / "verslag-dvo-noordermark-2023-03-13.md", env=environment) as child:
        out, err = child.communicate()

    assert (child.returncode, err) == (0, b"")
    assert any(ord(character) > 127 for character in out.decode("utf-8"))


def test_a_reader_that_goes_away_is_no_traceback() -> None:
    with program("extract", EXAMPLES) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        err = child.stderr.read()

    assert err == b""
    assert child.returncode == 1


def test_an_interrupt_ends_quietly_and_keeps_what_was_answered(tmp_path: Path) -> None:
    where = ("--workspace", tmp_path / "w", "--reviewer", "jdv")
    with program("replay", SHORT, "-", *where, stdin=subprocess.PIPE) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(b'{"do": "complete"}\n')
        child.stdin.flush()
        assert json.loads(child.stdout.readline()) == {"ok": True, "revision": 1, "id": "review"}
        child.send_signal(signal.SIGINT)
        _, err = child.communicate()

    assert (child.returncode, err.strip()) == (130, b"")
    (path,) = (tmp_path / "w" / "work" / "jdv").glob("[!.]*.json")
    assert '"state": "complete"' in path.read_text(encoding="utf-8")


def test_importing_the_command_line_is_light() -> None:
    code = "import dvo_tui.cli, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    heavy = {"textual", "tinydb", "filelock", "msgspec", "yaml", "rapidfuzz", "dvo_tui.store", "dvo_tui.exchange"}
    assert heavy & set(done.stdout.split()) == set()


def test_every_format_can_be_named(dvo: Dvo) -> None:
    for name in native.ONE_EACH:
        assert dvo("extract", SHORT, "--format", name).code == 0
