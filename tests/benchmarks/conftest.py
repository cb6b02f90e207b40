"""Benchmarks report numbers against a floor measured in the same run; DVO_TUI_BENCH says where to keep them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
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


@pytest.fixture(scope="session")
def report(pytestconfig: pytest.Config) -> Iterator[Report]:
    """Keeps measurements; they are printed as a table, and written at the end of the session."""
    kept: dict[str, Measured] = {}

    def keep(name: str, value: float, unit: str, *, floor: float, target: float) -> None:
        kept[name] = Measured(round(value, 4), unit, round(floor, 4), round(value / floor, 3), target)

    yield keep

    reporter = pytestconfig.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and kept:
        reporter.write_line("")
        reporter.write_line(f"{'measured':<44}{'value':>12}{'floor':>12}{'ratio':>8}{'target':>8}")
        for name, row in kept.items():
            verdict = "" if row.ratio <= row.target else "  over"
            reporter.write_line(
                f"{name:<44}{row.value:>9.3f} {row.unit:<3}{row.floor:>8.3f} {row.unit:<3}"
                f"{row.ratio:>8.2f}{row.target:>8.2f}{verdict}"
            )
    target = os.environ.get("DVO_TUI_BENCH")
    if target:
        text = json.dumps({name: asdict(row) for name, row in kept.items()}, indent=2, sort_keys=True)
        Path(target).write_text(text + "\n", encoding="utf-8")
