"""No repetition is slow: a megabyte of any one character, pair or telling unit is read and suggested on in two seconds.

All pairs of an alphabet are tried at 50 kB, where what would take ten seconds for a megabyte stands out already; the
slowest of them, every single character and every unit that ever was are then tried at full size.
"""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from dvo_tui.errors import InputError
from dvo_tui.minutes.reading import read_bytes
from dvo_tui.suggest.base import Known
from dvo_tui.suggest.pipeline import suggest_all
from tests.benchmarks.conftest import Report
from tests.unit.minutes.test_hostile import UNITS

pytestmark = pytest.mark.benchmarks

SIZE = 1_000_000
SMALL = 50_000
ALPHABET = " \n\t\f\xa0\xad1aA.,:;?()[]'\"’-–•/@€|#*_`<>&=\\"
"""Every character that a rule or reader knows as a mark, and one of each kind of the others."""

WORST = 20
LIMIT = 2.0
"""Seconds for a megabyte."""


def seconds(unit: str, size: int, name: str) -> float:
    """CPU seconds to read so many characters of a unit repeated and suggest on them."""
    data = (unit * (size // len(unit))).encode()
    began = time.process_time()
    with suppress(InputError):
        suggest_all(read_bytes(data, name), Known())
    return time.process_time() - began


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_the_worst_repetition(name: str, report: Report) -> None:
    pairs = {first + second for first in ALPHABET for second in ALPHABET}
    small = {pair: seconds(pair, SMALL, name) for pair in pairs}
    worst_pairs = sorted(pairs, key=lambda pair: -small[pair])[:WORST]
    units = {"characters and pairs": (*ALPHABET, *worst_pairs), "units": UNITS}
    for kind, tried in units.items():
        times = {unit: seconds(unit, SIZE, name) for unit in tried}
        worst = max(times, key=lambda unit: times[unit])
        report(f"1 MB of {worst!r} in {name}, worst of {kind}", times[worst], "s", floor=LIMIT, target=1.0)
