from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import mean

import pytest

from tests.benchmarks.conftest import Report
from tests.benchmarks.keys_to_gold import Outcome, keys_to_gold, told
from tests.benchmarks.peer_keys import PEERS, by_hand, loaded
from tests.eval.evaluate import SHARED, pairs, scorer

pytestmark = pytest.mark.benchmarks

INVENTED = Path(__file__).parents[1] / "minutes"


def reviewed(documents: Path, gold: Path) -> list[Outcome]:
    """The outcome for each document of a folder; without the scorer there is none."""
    if not (SHARED / "tools" / "score.py").is_file():
        pytest.skip(f"there is no scorer at {SHARED}")
    score = scorer(SHARED)
    return [keys_to_gold(source, found, score) for source, found in pairs(documents, gold)]


def reported(report: Report, outcomes: Sequence[Outcome], target: float, name: str) -> None:
    """Rows for the documents together; of what did not come out as the gold has it only the number."""
    keys, things = sum(one.tally.total for one in outcomes), sum(one.things for one in outcomes)
    report(f"keys to gold, {name}", keys / things, "", floor=1.0, target=target)
    for peer in PEERS:
        hand = sum(by_hand(peer, one.work) for one in outcomes)
        report(f"({peer.name} there, by hand)", hand / things, "", floor=1.0, target=99)
        given = [loaded(peer, one.work) or 0 for one in outcomes]
        if peer.right is not None:
            report(f"({peer.name} there, our suggestions taken as true)", sum(given) / things, "", floor=1.0, target=99)
    short = sum(len(set(one.failed)) for one in outcomes if not one.exact)
    report(f"(gold that no keys led to, {name})", short / things, "", floor=1.0, target=99)


def all_exact(outcomes: Sequence[Outcome]) -> None:
    """Fail where not every layer scores 1.0, naming what fell short: for documents that may be read."""
    short = [told(one) for one in outcomes if not one.exact]
    assert not short, "\n".join(short)


@pytest.mark.parametrize("name", ["terugkoppeling", "verslag"])
def test_keys_to_gold_of_a_seed(report: Report, name: str) -> None:
    outcomes = [one for one in reviewed(SHARED / "seeds", SHARED / "gold") if one.source.name.startswith(name)]
    reported(report, outcomes, 1.0, name)
    all_exact(outcomes)


@pytest.mark.parametrize("half", ["seen", "unread"])
def test_keys_to_gold_of_invented_documents(report: Report, half: str) -> None:
    folder = INVENTED / half
    if not folder.is_dir():
        pytest.skip(f"there are no documents in {folder.name}")
    outcomes = reviewed(folder, folder)
    rates = [one.rate for one in outcomes]
    report(f"keys to gold, {half}, the dearest document", max(rates), "", floor=1.0, target=1.6)
    report(f"(keys to gold, {half}, mean of documents)", mean(rates), "", floor=1.0, target=99)
    reported(report, outcomes, 1.6, half)
    if half == "seen":
        all_exact(outcomes)
