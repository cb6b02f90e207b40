from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

import pytest

from tests.benchmarks.conftest import Report
from tests.benchmarks.terminal import seconds_until

pytestmark = pytest.mark.benchmarks

EXAMPLES = Path(__file__).parents[2] / "examples"
MARKER = b"Zonneveldskade"


def grown(source: Path, size: int) -> str:
    """Minutes of at least `size` characters: an example again and again, below a first line that holds the marker."""
    text = source.read_text(encoding="utf-8")
    return f"Terugkoppeling {MARKER.decode()} 16 november 2022\n\n" + text * (size // len(text) + 1)


def test_start_to_first_painted_screen(report: Report, tmp_path: Path) -> None:
    source = tmp_path / "groot.txt"
    lines = "Zonneveldskade 12 maart 2024\n\n" + grown(
        EXAMPLES / "terugkoppeling-dvo-lindestreek-2022-11-16.txt", 100_000
    )
    source.write_text(lines, encoding="utf-8")
    ours = [
        str(Path(sys.executable).parent / "dvo-tui"),
        "review",
        str(source),
        "--workspace",
        str(tmp_path / "w"),
        "--reviewer",
        "bench",
    ]
    floor = [sys.executable, str(Path(__file__).parent / "floor_app.py")]
    for command, marker in ((ours, MARKER), (floor, b"READY")):
        seconds_until(command, marker)
    times: dict[str, list[float]] = {"ours": [], "floor": []}
    for _ in range(7):
        times["floor"].append(seconds_until(floor, b"READY"))
        times["ours"].append(seconds_until(ours, MARKER))
    report(
        "start to first painted screen, 100 kB",
        median(times["ours"]),
        "s",
        floor=median(times["floor"]),
        target=2.0,
    )
