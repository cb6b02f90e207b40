"""How a review begins: the records of a document nobody has touched yet."""

from __future__ import annotations

from collections.abc import Iterable

from dvo_tui.minutes.model import Minutes, item_at
from dvo_tui.review.records import Record, Review, from_suggestion, id_of
from dvo_tui.suggest.base import Suggestion


def first_records(minutes: Minutes, suggestions: Iterable[Suggestion]) -> list[Record]:
    """The meeting, its people and agenda, and every suggestion as a pending record; one record an id."""
    records: dict[str, Record] = {}
    read: list[Record] = [Review(), minutes.meeting, *minutes.participants, *minutes.agenda]
    for record in read:
        records[id_of(record)] = record
    for suggestion in suggestions:
        item = item_at(minutes.agenda, suggestion.spans[0].start) if suggestion.spans else None
        proposed = from_suggestion(suggestion, minutes, item.id if item else None)
        records.setdefault(proposed.id, proposed)
    return list(records.values())
