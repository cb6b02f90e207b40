"""Exporting a workspace of 10,000 reviews: its rate, how much memory it takes, and what an interrupt leaves behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from dvo_tui.review.commands import Accept
from dvo_tui.store.opening import open_minutes
from dvo_tui.store.workspace import Workspace
from tests import invented
from tests.benchmarks.conftest import Report

pytestmark = pytest.mark.benchmarks

DOCUMENTS = 10_000
FEW = 100
FORMATS = ("jsonl", "uima", "huggingface")
FORMS_OF_ONE = ("jsonl",)


@dataclass(frozen=True)
class Cost:
    """Seconds from start to end of a process, and the most memory it held, in MB."""

    seconds: float
    megabytes: float


@pytest.fixture(scope="module")
def workspaces(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The invented review under 10,000 names, and under a hundred."""
    root = tmp_path_factory.mktemp("export")
    review = open_minutes(Workspace(root / "one"), invented.minutes(), "jdv", suggest=lambda *_: invented.suggestions())
    changes = [review.session.apply(Accept(id=record.id)) for record in review.session.annotations()]
    review.save([change for change in changes if change is not None])
    (path,) = Workspace(root / "one").work_files()
    name, data = invented.minutes().document.id, path.read_bytes()
    made = []
    for count in (DOCUMENTS, FEW):
        folder = root / str(count) / path.parent.relative_to(root / "one")
        folder.mkdir(parents=True)
        for number in range(count):
            own = f"{name}-{number:05}"
            (folder / f"{own}.json").write_bytes(data.replace(name.encode(), own.encode()))
        made.append(root / str(count))
    return made[0], made[1]


def command(workspace: Path, form: str, output: Path) -> list[str]:
    return [
        *(sys.executable, "-m", "dvo_tui", "export", "--workspace", str(workspace), "--format", form),
        *("--output", str(output)),
    ]


def cost(workspace: Path, form: str, output: Path) -> Cost:
    began = time.perf_counter()
    process = subprocess.Popen(command(workspace, form, output), stderr=subprocess.DEVNULL)
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return Cost(time.perf_counter() - began, usage.ru_maxrss / 1024)


@pytest.mark.parametrize("form", FORMATS)
def test_ten_thousand_reviews(form: str, workspaces: tuple[Path, Path], tmp_path: Path, report: Report) -> None:
    if form == "huggingface":
        pytest.importorskip("pyarrow", reason="the extra hf is not installed")
    many, few = workspaces
    small = cost(few, form, tmp_path / "few")
    large = cost(many, form, tmp_path / "many")
    began = time.perf_counter()
    with open(tmp_path / "floor", "wb") as file:
        for path in many.rglob("*.json"):
            file.write(json.dumps(json.loads(path.read_bytes())).encode())
    floor = time.perf_counter() - began

    seconds = large.seconds - small.seconds
    report(f"{DOCUMENTS} reviews as {form}, json of each file", seconds, "s", floor=floor, target=5.0)
    report(f"{DOCUMENTS} reviews as {form}, memory of {FEW}", large.megabytes, "MB", floor=small.megabytes, target=1.5)


@pytest.mark.parametrize("form", FORMS_OF_ONE)
def test_an_interrupt_leaves_nothing_half_written(form: str, workspaces: tuple[Path, Path], tmp_path: Path) -> None:
    process = subprocess.Popen(command(workspaces[0], form, tmp_path / "out"), stderr=subprocess.DEVNULL)
    while not any(path.stat().st_size for path in tmp_path.glob(".out.*")):
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)

    assert process.wait() != 0
    assert list(tmp_path.iterdir()) == []
