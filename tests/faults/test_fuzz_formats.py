"""Files to import and minutes to read, of any content: the long form of the tests of each format and reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.exchange.test_broken_files import IMPORTED, break_files
from tests.unit.minutes.test_broken_files import SOURCES, break_minutes

INPUTS = 100_000


@pytest.mark.faults
@pytest.mark.parametrize("name", IMPORTED)
def test_a_hundred_thousand_broken_files_are_brought_in_or_refused(name: str, tmp_path: Path) -> None:
    break_files(name, INPUTS, tmp_path)


@pytest.mark.faults
@pytest.mark.parametrize("name", SOURCES)
def test_a_hundred_thousand_broken_minutes_are_read_or_refused(name: str) -> None:
    break_minutes(name, INPUTS)
