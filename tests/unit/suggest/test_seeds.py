"""The two real minutes, read where they are: suggestions stay as good as they were when this was written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dvo_tui.minutes.reading import read_file
from tests.eval.evaluate import SHARED, pairs, prediction, scorer

pytestmark = pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the seeds are not beside this checkout")

FLOORS = {
    "agenda": 0.90,
    "turns": 0.97,
    "linked": 0.97,
    "actions": 0.85,
    "decisions": 0.85,
    "PERSON": 0.98,
    "DATE": 0.97,
    "ORGANISATION": 0.90,
    "LOCATION": 0.90,
    "LAW": 0.70,
    "PROGRAMME": 0.70,
    "MONEY": 1.0,
}


def f1(found: int, false: int, missed: int) -> float:
    return 2 * found / (2 * found + false + missed) if found else 0.0


@pytest.fixture(scope="module")
def totals() -> dict[str, tuple[int, int, int]]:
    score = scorer(SHARED)
    summed: dict[str, tuple[int, int, int]] = {}
    for document, gold in pairs(SHARED / "seeds", SHARED / "gold"):
        rows = score.score(prediction(read_file(Path(document))), json.loads(gold.read_text(encoding="utf-8")))
        for layer, (found, false, missed) in rows.items():
            a, b, c = summed.get(layer, (0, 0, 0))
            summed[layer] = (a + found, b + len(false), c + len(missed))
    return summed


@pytest.mark.parametrize("layer", FLOORS)
def test_the_seeds_score_at_least(layer: str, totals: dict[str, tuple[int, int, int]]) -> None:
    assert f1(*totals[layer]) >= FLOORS[layer]
