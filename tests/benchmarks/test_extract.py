"""`extract` over 1,000 files with one process and with two, in turns, and again when all is done."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.benchmarks.conftest import Report

pytestmark = pytest.mark.benchmarks

EXAMPLES = Path(__file__).parents[2] / "examples"
FILES = 1_000
ROUNDS = 2


def seconds(folder: Path, out: Path, jobs: int) -> float:
    """Seconds from process start to its end."""
    command = [sys.executable, "-m", "dvo_tui", "extract", str(folder), "--output", str(out), "--jobs", str(jobs)]
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began


def test_two_processes_against_one(tmp_path: Path, report: Report) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    examples = [path for path in sorted(EXAMPLES.iterdir()) if path.suffix in (".txt", ".md") and path.stem != "README"]
    for number in range(FILES):
        example = examples[number % len(examples)]
        text = f"{example.read_text(encoding='utf-8')}\nRegel {number}.\n"
        (folder / f"{number:04}-{example.name}").write_text(text, encoding="utf-8")
    turns = [(seconds(folder, tmp_path / f"1-{n}", 1), seconds(folder, tmp_path / f"2-{n}", 2)) for n in range(ROUNDS)]
    one, two = min(first for first, _ in turns), min(second for _, second in turns)
    again = seconds(folder, tmp_path / "2-0", 2)

    report(f"extract of {FILES} files, two processes against one", two, "s", floor=one, target=1 / 1.7)
    report(f"extract of {FILES} files that are done against doing them", again, "s", floor=two, target=0.1)
