"""How much is still to do, in the document and in each agenda item, kept in step Change by Change.

Invariant: the counts equal those of a scan over all annotations.
"""

from __future__ import annotations

from collections import Counter

from dvo_tui.review.history import Change
from dvo_tui.review.records import Annotation, Record, layer_of
from dvo_tui.review.session import Progress, ReviewSession


class Tally:
    """Counts of annotations by status: of all, by agenda item and by layer."""

    def __init__(self, session: ReviewSession) -> None:
        self._counts: Counter[tuple[str, str | None, str]] = Counter()
        for record in session.annotations():
            self._count(record, 1)

    def note(self, change: Change) -> None:
        """Take in what a Change did."""
        for delta in change.deltas:
            self._count(delta.before, -1)
            self._count(delta.after, 1)

    def of_all(self) -> Progress:
        return self._progress("all", None)

    def of_item(self, item: str | None) -> Progress:
        return self._progress("item", item)

    def of_layer(self, layer: str) -> Progress:
        return self._progress("layer", layer)

    def _count(self, record: Record | None, by: int) -> None:
        if isinstance(record, Annotation):
            for kind, key in (("all", None), ("item", record.item), ("layer", layer_of(record))):
                self._counts[kind, key, record.status] += by

    def _progress(self, kind: str, key: str | None) -> Progress:
        return Progress(*(self._counts[kind, key, status] for status in ("accepted", "rejected", "pending")))
