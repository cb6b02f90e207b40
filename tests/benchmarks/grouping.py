"""Which group to settle at once: the one that settles most a key, what is otherwise taken out row by row first.

The panel itself is asked what each key would do, so that the plan is what the app does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from dvo_tui.review.groups import COMMON, Common
from dvo_tui.review.records import Annotation
from dvo_tui.review.session import ReviewSession
from dvo_tui.tui.panels.grouping import GroupPanel

WORTH = 1.3
"""Annotations that a key must settle before a group is better than one after the other, each of them read."""
MOST_STEPS_DOWN = 4
"""How often a lower confidence is tried."""


@dataclass(frozen=True)
class Plan:
    """Keys that settle a group, and how many annotations that are."""

    keys: tuple[str, ...]
    settled: int

    @property
    def rate(self) -> float:
        return self.settled / len(self.keys)


class Grouping:
    """Plans for groups in one review.

    Args:
        session: The review.
        width: Cells of the panel.
        room: Rows of the panel.
    """

    def __init__(self, session: ReviewSession, width: int, room: int) -> None:
        self._session = session
        self._width = width
        self._room = room

    def best(
        self, record: Annotation, first: Common | None, wrong: Collection[str], other: Collection[str]
    ) -> Plan | None:
        """The best group of an annotation, where it is worth it.

        Args:
            record: The pending annotation the reviewer is at.
            first: What the members of the group before had in common: the panel begins with that.
            wrong: What must not be accepted.
            other: What is neither: it needs a correction.
        """
        accepted = self._plans(record, first, {*wrong, *other}, "enter")
        mistaken = {one.id for one in self._session.pending()} - set(wrong)
        rejected = self._plans(record, first, mistaken, "X") if record.id in wrong else iter(())
        plans = [plan for plan in (*accepted, *rejected) if plan.rate >= WORTH]
        return max(plans, key=lambda plan: (plan.rate, plan.settled)) if plans else None

    def _plans(self, record: Annotation, first: Common | None, out: Collection[str], last: str) -> Iterator[Plan]:
        for digit, common in enumerate(COMMON, start=1):
            for down in range(MOST_STEPS_DOWN):
                panel = GroupPanel(self._session, record.id, first, lambda *_: None, lambda *_: None, lambda *_: None)
                keys = ["A"] if panel.key == common else ["A", str(digit)]
                if len(keys) > 1:
                    panel.take(keys[1], keys[1])
                if panel.key != common:
                    break
                for _ in range(down):
                    panel.take("minus", "-")
                keys += ["-"] * down
                keys += self._left_out(panel, out)
                if panel._picker.left:
                    yield Plan((*keys, last), panel._picker.left)

    def _left_out(self, panel: GroupPanel, out: Collection[str]) -> list[str]:
        """Keys that take rows out, page by page."""
        keys: list[str] = []
        picker = panel._picker
        for row, member in enumerate(panel._members):
            if member.id not in out or row in picker.out:
                continue
            for _ in range(len(panel._members)):
                panel.lines(self._width, self._room)
                if row in picker.window(self._room - 2):
                    break
                panel.take("pagedown", None)
                keys.append("pagedown")
            alike = [n for n, one in enumerate(panel._members) if panel._said(one) == panel._said(member)]
            many = len(alike) > 1 and all(panel._members[n].id in out for n in alike)
            letter = picker.letter(row).upper() if many else picker.letter(row)
            panel.take(letter, letter)
            keys.append(letter)
        return keys
