"""Benchmarks report numbers against a floor measured in the same run; DVO_TUI_BENCH says where to keep them."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

import pytest


@dataclass(frozen=True)
class Measured:
    """One figure: `ratio` is value over floor, `target` the ratio it should stay at or under."""

    value: float
    unit: str
    floor: float
    ratio: float
    target: float


class Report(Protocol):
    def __call__(self, name: str, value: float, unit: str, *, floor: float, target: float) -> None: ...


KEPT = pytest.StashKey[dict[str, Measured]]()


@pytest.fixture(scope="session")
def report(pytestconfig: pytest.Config) -> Report:
    """Keeps measurements; they are printed as a table, and written, at the end of the session."""
    kept = pytestconfig.stash.setdefault(KEPT, {})

    def keep(name: str, value: float, unit: str, *, floor: float, target: float) -> None:
        kept[name] = Measured(round(value, 4), unit, round(floor, 4), round(value / floor, 3), target)

    return keep


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """The table; added to what the file holds that DVO_TUI_BENCH names."""
    kept = config.stash.get(KEPT, {})
    if not kept:
        return
    terminalreporter.write_line(f"{'measured':<60}{'value':>10}{'floor':>14}{'ratio':>10}{'target':>8}")
    for name, row in kept.items():
        verdict = "" if row.ratio <= row.target else "  over"
        terminalreporter.write_line(
            f"{name:<60}{row.value:>10.4f} {row.unit:<3}{row.floor:>10.4f} {row.unit:<3}"
            f"{row.ratio:>7.2f}{row.target:>8.2f}{verdict}"
        )
    target = os.environ.get("DVO_TUI_BENCH")
    if target:
        file = Path(target)
        before = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        rows = before | {name: asdict(row) for name, row in kept.items()}
        file.write_text(json.dumps(rows, indent=2, sort_keys=True) + "\n", encoding="utf-8")
