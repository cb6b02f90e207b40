"""Benchmarks report numbers; `make bench` says by DVO_TUI_BENCH into which file."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Report = Callable[[str, float, str], None]


@pytest.fixture(scope="session")
def report() -> Iterator[Report]:
    """`report(name, value, unit)` keeps one measurement; all are printed, and written at the end of the session."""
    measured: dict[str, dict[str, float | str]] = {}

    def keep(name: str, value: float, unit: str) -> None:
        measured[name] = {"value": value, "unit": unit}

    yield keep

    target = os.environ.get("DVO_TUI_BENCH")
    if target:
        machine = {"python": platform.python_version(), "system": platform.system(), "cores": os.cpu_count()}
        text = json.dumps({"machine": machine, "measured": measured}, indent=2, sort_keys=True)
        Path(target).write_text(text + "\n", encoding="utf-8")
