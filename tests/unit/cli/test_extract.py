"""Extraction of many files: what an interrupt leaves, going on, bad files, processes that die, the bar."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pexpect
import pytest

from dvo_tui.exchange import extract as extracting
from dvo_tui.exchange import finished
from dvo_tui.exchange.workers import shared
from dvo_tui.progress import Progress
from tests.unit.cli.conftest import EXAMPLES, SHORT, Dvo

MANY = 60


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder of minutes that differ by a line."""
    folder = tmp_path / "many"
    folder.mkdir()
    text = (EXAMPLES / "notulen-pov-zandlanden-2024-06-20.md").read_text(encoding="utf-8")
    for number in range(MANY):
        (folder / f"verslag-{number:03}.md").write_text(f"{text}\nRegel {number}.\n", encoding="utf-8")
    return folder


def datasets(folder: Path) -> dict[str, int]:
    """Each dataset in a folder with the moment it was written."""
    return {path.name: path.stat().st_mtime_ns for path in folder.glob("[!.]*")}


def until(count: int, folder: Path) -> dict[str, int]:
    """The datasets, as soon as there are so many."""
    for _ in range(3000):
        if folder.is_dir() and len(found := datasets(folder)) >= count:
            return found
        time.sleep(0.01)
    raise AssertionError(f"never {count} datasets in {folder}")


def spawn(*arguments: object) -> pexpect.spawn:
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}
    command = ["-m", "dvo_tui", *map(str, arguments)]
    return pexpect.spawn(sys.executable, command, dimensions=(24, 100), timeout=60, env=environment, encoding="utf-8")


def ended(child: pexpect.spawn) -> tuple[int | None, str]:
    """Exit code and the rest of what a program wrote."""
    said = str(child.read())
    child.close()
    return child.exitstatus, said


# Interrupt and going on


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_interrupt_at_half_says_how_many_are_done_and_the_next_run_does_only_the_rest(
    many: Path, tmp_path: Path, jobs: int
) -> None:
    out = tmp_path / "out"
    child = spawn("extract", many, "--output", out, "--jobs", jobs)
    until(MANY // 2, out)
    child.sendintr()
    code, said = ended(child)
    kept = datasets(out)

    assert code == 130
    assert said.count("\n") == 1
    assert "the same command goes on from here" in said
    assert f"of {MANY} files are done" in said
    assert MANY // 2 <= len(kept) < MANY
    assert not [path for path in out.iterdir() if path.suffix == ".tmp"]

    code, said = ended(spawn("extract", many, "--output", out, "--jobs", jobs))

    assert code == 0
    assert f"{len(kept)} of {MANY} files were done before" in said
    assert len(datasets(out)) == MANY
    assert {name: datasets(out)[name] for name in kept} == kept


def test_processes_end_with_the_one_that_was_started_by_hand(many: Path, tmp_path: Path) -> None:
    child = spawn("extract", many, "--output", tmp_path / "out", "--jobs", 2)
    until(2, tmp_path / "out")
    child.kill(signal.SIGKILL)
    child.wait()
    child.close()

    for _ in range(500):
        found = datasets(tmp_path / "out")
        time.sleep(0.05)
        if datasets(tmp_path / "out") == found:
            break

    assert len(found) < MANY


def test_what_was_finished_is_done_again_only_when_something_changed(dvo: Dvo, tmp_path: Path) -> None:
    first, second = tmp_path / "een.txt", tmp_path / "twee.txt"
    for path in (first, second):
        path.write_bytes(SHORT.read_bytes())
    command = ("extract", first, second, "--output", tmp_path / "out")
    assert dvo(*command).err == ""
    before = datasets(tmp_path / "out")

    again = dvo(*command)
    assert datasets(tmp_path / "out") == before
    assert again.code == 0
    assert again.err.startswith("dvo-tui: 2 of 2 files were done before and have not changed; --fresh")

    second.write_bytes(SHORT.read_bytes().replace(b"2022", b"2021"))
    assert dvo(*command).err.startswith("dvo-tui: 1 of 2 files were done before")
    assert len(datasets(tmp_path / "out")) == 3

    edited = next((tmp_path / "out").glob("een*.yaml"))
    whole = edited.read_bytes()
    edited.write_bytes(whole[:-10])
    assert dvo(*command).err.startswith("dvo-tui: 1 of 2 files were done before")
    assert edited.read_bytes() == whole


def test_fresh_and_another_version_of_the_program_do_everything_again(
    dvo: Dvo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ("extract", SHORT, "--output", tmp_path / "out")
    dvo(*command)
    before = datasets(tmp_path / "out")

    assert dvo(*command, "--fresh").err == ""
    fresh = datasets(tmp_path / "out")
    assert fresh != before

    monkeypatch.setattr("dvo_tui.__version__", "99.0")
    assert dvo(*command).err == ""
    assert datasets(tmp_path / "out") != fresh


def test_another_format_in_the_same_folder_is_another_dataset(dvo: Dvo, tmp_path: Path) -> None:
    for form in ("yaml", "json"):
        assert dvo("extract", SHORT, "--output", tmp_path / "out", "--format", form).err == ""

    assert {Path(name).suffix for name in datasets(tmp_path / "out")} == {".yaml", ".json"}


def test_a_ledger_with_a_line_that_was_cut_off_is_still_a_ledger(dvo: Dvo, tmp_path: Path) -> None:
    command = ("extract", SHORT, "--output", tmp_path / "out")
    dvo(*command)
    ledger = tmp_path / "out" / finished.LEDGER
    ledger.write_bytes(ledger.read_bytes() + b'{"file": "a')

    assert dvo(*command).err.startswith("dvo-tui: 1 of 1 files were done before")
    assert dvo(*command, "--fresh").err == ""
    assert dvo(*command).err.startswith("dvo-tui: 1 of 1 files were done before")


# Bad files


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_bad_file_has_its_line_and_is_counted_while_the_rest_goes_on(dvo: Dvo, tmp_path: Path, jobs: int) -> None:
    (tmp_path / "in").mkdir()
    for number in range(4):
        (tmp_path / "in" / f"{number}.txt").write_bytes(SHORT.read_bytes())
    (tmp_path / "in" / "1.txt").write_bytes(b"")
    (tmp_path / "in" / "2.pdf").write_bytes(b"%PDF-1.4 nothing")

    done = dvo("extract", "in", "--jobs", jobs, "--format", "json")

    assert done.code == 1
    assert [json.loads(line)["document"]["file"] for line in done.out.splitlines()] == ["0.txt", "2.txt", "3.txt"]
    assert done.err.splitlines() == [
        "dvo-tui: 1.txt is empty; there are no minutes in it",
        "dvo-tui: 2.pdf is a PDF that was cut off; download or copy it again",
        "dvo-tui: 2 of 5 files could not be read",
    ]


def test_a_folder_that_cannot_be_written_ends_the_run_with_one_line(dvo: Dvo, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")

    done = dvo("extract", EXAMPLES, "--output", tmp_path / "out")

    assert done.code == 1
    assert done.err.count("\n") == 1


def die_on_two(number: int) -> int:
    if number == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


@pytest.mark.parametrize("ordered", [True, False])
def test_a_process_that_is_killed_costs_the_item_it_was_at(ordered: bool) -> None:
    found = list(shared(die_on_two, range(6), 2, lost=lambda number: -number, ordered=ordered))

    assert sorted(found) == [-2, 0, 1, 3, 4, 5]
    assert not ordered or found == [0, 1, -2, 3, 4, 5]


# Progress


def bar_at(times: Sequence[float], monkeypatch: pytest.MonkeyPatch) -> Progress:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    clock = iter(times)
    return Progress(10, lambda: next(clock))


def test_the_bar_shows_rate_and_time_left_from_what_took_work(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    progress = bar_at([0.0, 0.5, 4.0, 4.0], monkeypatch)
    progress.step(free=True)
    assert capsys.readouterr().err == ""

    progress.step()
    shown = capsys.readouterr().err
    progress.clear()

    assert "[####--------------------]  2/10" in shown
    assert "0.2 a second" in shown
    assert "0:32 left" in shown
    assert capsys.readouterr().err == "\r\x1b[K"


def test_the_bar_tells_the_page_of_a_long_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bar_at([0.0, 5.0, 5.0], monkeypatch).part(500, 1000)

    assert "0/10  page 500 of 1000  0.1 a second  1:35 left" in capsys.readouterr().err


def test_nothing_is_shown_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    clock = iter([0.0, 5.0, 6.0])
    progress = Progress(2, lambda: next(clock))
    progress.step()
    progress.clear()

    assert capsys.readouterr().err == ""


def test_one_stream_says_that_it_cannot_go_on() -> None:
    run = extracting.Run([SHORT, SHORT], extracting.plan("yaml", None))
    next(run.outcomes())

    assert run.stopped().startswith("stopped: 1 of 2 files are written; with --output FOLDER")
