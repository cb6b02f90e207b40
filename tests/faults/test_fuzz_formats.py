"""Files of other programs of any content: read, or refused in one line; the long form of the test of the formats."""

from __future__ import annotations

import random

import pytest

from tests.unit.exchange.test_text_formats import WHOLE, made_broken

INPUTS = 100_000


@pytest.mark.faults
@pytest.mark.parametrize("name", [*WHOLE, "doccano", "conll"])
def test_a_hundred_thousand_broken_files_are_read_or_refused(name: str) -> None:
    made_broken(name, random.Random(name), INPUTS)
