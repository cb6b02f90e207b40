"""Keys from the suggestions to the gold: `python -m tests.benchmarks.keys_to_gold SOURCE GOLD.json [--score FILE]`.

An oracle that knows the gold drives the real app by key presses alone until nothing is pending, then writes the curated
dataset by its key; that file must score 1.0 in every layer. Printed are the keys by act, keys per gold thing (see
`tests.benchmarks.gold` for what a thing is) and what the same gold costs with the best keys of other tools.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

from dvo_tui.exchange.dataset import plain, read_dataset
from dvo_tui.language import choose
from dvo_tui.store.workspace import Workspace
from dvo_tui.tui.app import DvoApp
from dvo_tui.tui.shelf import Entry, Shelf
from tests.benchmarks.clerk import Clerk
from tests.benchmarks.gold import Gold, Verdict
from tests.benchmarks.oracle import Oracle, Tally
from tests.benchmarks.peer_keys import PEERS, Peer, Work, by_hand, loaded
from tests.eval.evaluate import SHARED, scorer
from tests.tui.driving import WIDE, settled

REVIEWER = "oracle"


@dataclass(frozen=True)
class Outcome:
    """What one review took, and how its export stands beside the gold."""

    source: Path
    things: int
    tally: Tally
    rows: dict[str, tuple[int, list[str], list[str]]]
    """By layer: true hits, false ones, misses; as the scorer gives them."""
    left: Verdict
    """What the scorer does not look at is in here too: people and header."""
    failed: list[str]
    """What is missing still, and keys that did nothing."""
    absent: list[str]
    """What the gold names and the text that was read does not hold: no key can express it."""
    work: Work

    @property
    def rate(self) -> float:
        """Keys per gold thing."""
        return self.tally.total / self.things

    @property
    def exact(self) -> bool:
        """Whether every layer scores 1.0, but for what the text does not hold."""
        return not any(false or set(missed) - set(self.absent) for _, false, missed in self.rows.values())


def keys_to_gold(source: Path, gold: Path, score: ModuleType) -> Outcome:
    """Review one document by the oracle, in a workspace of its own."""
    choose("nl")
    wanted = Gold(json.loads(gold.read_text(encoding="utf-8")), score)
    with TemporaryDirectory() as folder:
        return asyncio.run(_review(source, wanted, Workspace(Path(folder)), score))


async def _review(source: Path, gold: Gold, workspace: Workspace, score: ModuleType) -> Outcome:
    app = DvoApp(Shelf(workspace, REVIEWER, [Entry(source, source.name)]))
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        oracle = Oracle(pilot, app, gold)
        work = Work.of(gold, oracle.session, oracle.verdict())
        await Clerk(oracle).correct()
        await oracle.review()
        await oracle.press("export", ["w"], "the curated dataset")
        await settled(pilot)
    (written,) = workspace.curated.glob("*.yaml")
    dataset = read_dataset(written)
    exported: dict[str, Any] = plain(dataset)
    left = gold.verdict(dataset.records, accepted_only=True)
    return Outcome(
        source, gold.things, oracle.tally, score.score(exported, gold.content), left, oracle.failed, oracle.absent, work
    )


def told(outcome: Outcome, dearest: int = 0) -> str:
    """The report of one document."""
    tally = outcome.tally
    lines = [
        f"{outcome.source.name}: {tally.total} keys for {outcome.things} gold things, {outcome.rate:.2f} each; "
        + ("NOT every layer scores 1.0" if not outcome.exact else "every layer scores 1.0")
        + (f" but for what the text does not hold ({', '.join(outcome.absent)})" if outcome.absent else "")
    ]
    lines += [f"  {keys:>5} keys  {tally.times[act]:>4} times  {act}" for act, keys in tally.keys.most_common()]
    for layer, (_hits, false, missed) in outcome.rows.items():
        lines += [f"  missed in {layer}: {words}" for words in missed] + [f"  false in {layer}: {one}" for one in false]
    lines += [f"  header not as in the gold: {name}" for name in outcome.left.header]
    lines += [f"  not expressed: {name}" for name in dict.fromkeys(outcome.failed)]
    lines += [
        f"  dearest: {keys} keys, {act}: {about}" for keys, act, about in sorted(tally.log, reverse=True)[:dearest]
    ]
    lines += [peer_told(peer, outcome) for peer in PEERS]
    return "\n".join(lines)


def peer_told(peer: Peer, outcome: Outcome) -> str:
    """Keys of a peer per gold thing."""
    things, with_ours = outcome.things, loaded(peer, outcome.work)
    less = "" if with_ours is None else f", {with_ours / things:.2f} with our suggestions loaded"
    return f"  {peer.name}: {by_hand(peer, outcome.work) / things:.2f} each by hand{less} ({peer.note})"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("source", type=Path, nargs="+", help="a document and its gold, or several such pairs")
    parser.add_argument("--score", type=Path, default=SHARED / "tools" / "score.py", help="the scorer")
    parser.add_argument("--dearest", type=int, default=0, help="how many of the dearest acts to name")
    options = parser.parse_args(arguments)
    if not options.score.is_file():
        sys.stderr.write(f"skipped: there is no scorer at {options.score}; --score names it\n")
        return 1
    if len(options.source) % 2:
        parser.error("give documents and gold in pairs")
    score = scorer(options.score.parents[1])
    exact = True
    for source, gold in zip(options.source[::2], options.source[1::2], strict=True):
        outcome = keys_to_gold(source, gold, score)
        sys.stdout.write(told(outcome, options.dearest) + "\n")
        exact = exact and outcome.exact
    return 0 if exact else 1


if __name__ == "__main__":
    sys.exit(main())
