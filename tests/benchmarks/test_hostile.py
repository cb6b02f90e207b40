from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest

from dvo_tui.errors import InputError
from dvo_tui.minutes.reading import read_bytes
from dvo_tui.suggest.base import Known
from dvo_tui.suggest.pipeline import suggest_all
from tests.benchmarks.conftest import Report
from tests.unit.minutes.test_hostile import UNITS

pytestmark = pytest.mark.benchmarks

EXAMPLES = Path(__file__).parents[2] / "examples"
SIZE = 1_000_000


def seconds(text: str, name: str) -> float:
    """CPU seconds to read a text and suggest on it."""
    began = time.process_time()
    with suppress(InputError):
        suggest_all(read_bytes(text.encode(), name), Known())
    return time.process_time() - began


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_the_worst_repetition_against_ordinary_minutes_of_the_same_size(name: str, report: Report) -> None:
    ordinary = (EXAMPLES / "terugkoppeling-dvo-lindestreek-2022-11-16.txt").read_text(encoding="utf-8")
    floor = seconds(ordinary * (SIZE // len(ordinary)), name)
    times = {unit: seconds(unit * (SIZE // len(unit)), name) for unit in UNITS}
    worst = max(times, key=lambda unit: times[unit])
    report(f"1 MB of {worst!r} in {name}", times[worst], "s", floor=floor, target=3.0)
