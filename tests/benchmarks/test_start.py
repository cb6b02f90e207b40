from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

import pytest

from tests.benchmarks.conftest import Report
from tests.benchmarks.terminal import Terminal, seconds_until
from tests.benchmarks.test_latency import READY, laid_out

pytestmark = pytest.mark.benchmarks

EXAMPLES = Path(__file__).parents[2] / "examples"
MARKER = b"Zonneveldskade"
ROUNDS = 7


def grown(source: Path, size: int) -> str:
    """Minutes of at least `size` characters: an example again and again, below a first line that holds the marker."""
    text = source.read_text(encoding="utf-8")
    return f"Terugkoppeling {MARKER.decode()} 16 november 2022\n\n" + text * (size // len(text) + 1)


@pytest.fixture(autouse=True)
def _compiled(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Bytecode is kept, as pip leaves it behind an installation, whatever the environment says."""
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path_factory.getbasetemp() / "bytecode"))


def command(source: Path, workspace: Path) -> list[str]:
    program = str(Path(sys.executable).parent / "dvo-tui")
    return [program, "review", str(source), "--workspace", str(workspace), "--reviewer", "bench"]


def written(folder: Path, size: int) -> Path:
    """Minutes of that size, with the marker in their first line."""
    source = folder / f"groot-{size}.txt"
    source.write_text(grown(EXAMPLES / "terugkoppeling-dvo-lindestreek-2022-11-16.txt", size), encoding="utf-8")
    return source


def test_start_to_first_painted_screen(report: Report, tmp_path: Path) -> None:
    ours = command(written(tmp_path, 100_000), tmp_path / "w")
    floor = [sys.executable, str(Path(__file__).parent / "floor_app.py")]
    for line, marker in ((ours, MARKER), (floor, b"READY")):
        seconds_until(line, marker)
    times: dict[str, list[float]] = {"ours": [], "floor": [], "ready": []}
    memory = []
    for _ in range(ROUNDS):
        times["floor"].append(seconds_until(floor, b"READY"))
        times["ours"].append(seconds_until(ours, MARKER))
        with Terminal(ours) as running:
            times["ready"].append(running.until(READY))
            running.settle(0.5)
            memory.append(running.resident)
    bare = median(times["floor"])
    report("start to the text on screen, 100 kB", median(times["ours"]), "s", floor=bare, target=1.3)
    report("(start to its suggestions on screen, 100 kB)", median(times["ready"]), "s", floor=bare, target=99)
    report("memory with 100 kB open", median(memory), "MB", floor=70, target=1)


def test_a_reviewed_document_of_a_megabyte_is_soon_ready(report: Report, tmp_path: Path) -> None:
    """10,000 annotations that were suggested before; how long suggesting takes is measured apart."""
    opened = laid_out(tmp_path / "w", 1_000_000)
    seconds_until(opened, READY)
    times, memory = [], []
    for _ in range(ROUNDS):
        with Terminal(opened) as running:
            times.append(running.until(READY))
            running.settle(0.5)
            memory.append(running.resident)
    report("start to ready, 1 MB reviewed before", median(times), "s", floor=0.5, target=1)
    report("memory with 1 MB and 10,000 annotations open", median(memory), "MB", floor=70, target=1)
