"""What the same gold costs with the best keys of other tools, by the cost table of `facts/peers.md` §4.3.

A click, a drag and a scroll count as one key each, in the other tool's favour. Suggestions are loaded beforehand where
the tool has a way to do so. What it cannot hold at all (a turn's speaker, the meeting's fields) costs it
nothing, though it is among the gold things.
"""

from __future__ import annotations

from dataclasses import dataclass

from dvo_tui.review.session import ReviewSession
from tests.benchmarks.gold import Gold, Verdict


@dataclass(frozen=True)
class Work:
    """What is to be done to a document's suggestions, in numbers of spans."""

    right: int
    wrong: int
    retype: int
    missing: int
    things: int

    @staticmethod
    def of(gold: Gold, session: ReviewSession, verdict: Verdict) -> Work:
        """The work that a review begins with."""
        pending = {record.id for record in session.annotations()}
        wrong = len((verdict.wrong - set(verdict.retype)) & pending)
        spans = [one for one in verdict.missing if one.layer != "participant"]
        return Work(len(pending & verdict.right), wrong, len(verdict.retype), len(spans), gold.things)


@dataclass(frozen=True)
class Peer:
    """Keys of one tool to reach and label a span, and for a suggestion that is right, wrong, or of another type.

    `right` is 0 where suggestions are loaded as if they were true and nobody settles each; `None` where none can be
    loaded. `once` is what the document costs as a whole.
    """

    name: str
    add: int
    right: int | None
    wrong: int
    retype: int
    once: int
    note: str


PEERS = (
    Peer("SLATE", 8, None, 0, 0, 1, "reach `3o2;` 4, `3/` and label 4; no suggestions"),
    Peer("YEDDA", 5, 1, 1, 1, 1, "reach by pointer 1, `19c` and enter 4; y or q on each suggestion"),
    Peer("doccano", 3, 0, 2, 3, 2, "scroll 1, key and drag 2; scroll and right-click; two clicks for another label"),
    Peer("Label Studio", 3, 0, 3, 3, 1, "scroll 1, key and drag 2; scroll, click and backspace; scroll, click and key"),
)


def by_hand(peer: Peer, work: Work) -> int:
    """Keys of a peer that begins with nothing."""
    return peer.add * (work.right + work.retype + work.missing) + peer.once


def loaded(peer: Peer, work: Work) -> int | None:
    """Keys of a peer that begins with our suggestions, where it can."""
    if peer.right is None:
        return None
    mend = peer.wrong * work.wrong + peer.retype * work.retype + peer.add * work.missing
    return peer.right * work.right + mend + peer.once
