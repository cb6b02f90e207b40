"""The annotations of a session in reading order and by place, kept in step Change by Change.

Invariant: order and places are those that sorting and scanning all records would give; a test compares them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from dvo_tui.minutes.model import Span
from dvo_tui.review.records import Annotation, Entity, Record, layer_of

Key = tuple[int, int, str, str]
"""Start, minus end, layer and id: sorts in reading order, the longer one first."""


class Named(NamedTuple):
    """The type and words of mentions, whom they are linked to, and what they stand for; empty where nobody said."""

    type: str
    text: str
    link: str
    expansion: str


BUCKET = 512
"""Characters that share a list of spans."""


def key_of(record: Annotation) -> Key:
    """Where an annotation comes in reading order."""
    first = record.spans[0]
    return first.start, -first.end, layer_of(record), record.id


class InOrder:
    """Annotations in reading order; taking one in or out costs a search and one move of memory."""

    def __init__(self, records: Iterable[Annotation] = ()) -> None:
        pairs = sorted((key_of(record), record) for record in records)
        self.keys = [key for key, _ in pairs]
        self._records = [record for _, record in pairs]
        self._all: tuple[Annotation, ...] | None = None

    def change(self, before: Annotation | None, after: Annotation | None) -> None:
        """Take the one out and the other in; where both stand at one place only the record is replaced."""
        self._all = None
        old, new = (None if record is None else key_of(record) for record in (before, after))
        if old is not None and old == new and after is not None:
            self._records[bisect_left(self.keys, old)] = after
            return
        if old is not None:
            at = bisect_left(self.keys, old)
            del self.keys[at], self._records[at]
        if new is not None and after is not None:
            at = bisect_left(self.keys, new)
            self.keys.insert(at, new)
            self._records.insert(at, after)

    def all(self) -> tuple[Annotation, ...]:
        """Every one of them."""
        if self._all is None:
            self._all = tuple(self._records)
        return self._all

    def at(self, place: int) -> Annotation:
        """The one at a place, from 0."""
        return self._records[place]

    def __len__(self) -> int:
        return len(self.keys)


class Index:
    """Every annotation of a session, in order by layer, and by where it stands.

    Args:
        records: Every record of the session; only annotations are kept.
    """

    def __init__(self, records: Iterable[Record]) -> None:
        self._records = {record.id: record for record in records if isinstance(record, Annotation)}
        self.order = InOrder(self._records.values())
        self._layers: dict[str, InOrder] = {}
        self._places: dict[int, list[tuple[int, int, str]]] | None = None
        self._named: Counter[Named] | None = None

    def note(self, before: Record | None, after: Record | None) -> None:
        """Take in that one record became another; `None` where there is none."""
        old = before if isinstance(before, Annotation) else None
        new = after if isinstance(after, Annotation) else None
        known = None if old is None else self._records.pop(old.id, None)  # a file that was edited may not have it
        if new is not None:
            known = known or self._records.pop(new.id, None)
            self._records[new.id] = new
        record = known or new
        if record is None:
            return
        self.order.change(known, new)
        layer = layer_of(record)
        if layer in self._layers:
            self._layers[layer].change(known, new)
        if self._named is not None:
            _count(self._named, known, -1)
            _count(self._named, new, 1)
        if self._places is not None and (known is None or new is None or known.spans != new.spans):
            _move(self._places, known, new)

    def named(self) -> list[tuple[Named, int]]:
        """What the mentions that are not rejected say and mean, each once, by type and words, and how often."""
        if self._named is None:
            self._named = Counter()
            for record in self._records.values():
                _count(self._named, record, 1)
        return sorted((named, count) for named, count in self._named.items() if count)

    # Order

    def of_layer(self, layer: str) -> InOrder:
        """The annotations of one layer."""
        found = self._layers.get(layer)
        if found is None:
            chosen = (record for record in self._records.values() if layer_of(record) == layer)
            found = self._layers[layer] = InOrder(chosen)
        return found

    def key(self, identifier: str | None) -> Key | None:
        """Where an annotation comes in reading order; `None` where no annotation has the id."""
        record = self._records.get(identifier or "")
        return None if record is None else key_of(record)

    def place(self, identifier: str | None) -> int | None:
        """The place of an annotation in reading order, from 1."""
        key = self.key(identifier)
        return None if key is None else bisect_left(self.order.keys, key) + 1

    # Places

    def at(self, offset: int) -> list[Annotation]:
        """The annotations of which a span holds an offset, the innermost (shortest span) first."""
        here = [
            (end - start, start, identifier)
            for start, end, identifier in self._buckets().get(offset // BUCKET, ())
            if start <= offset < end
        ]
        ids = dict.fromkeys(identifier for _length, _start, identifier in sorted(here))
        return [self._records[identifier] for identifier in ids]

    def between(self, start: int, end: int) -> list[Annotation]:
        """The annotations of which a span overlaps `start:end`, in reading order."""
        places = self._buckets()
        ids = {
            identifier
            for bucket in range(start // BUCKET, (end - 1) // BUCKET + 1)
            for first, last, identifier in places.get(bucket, ())
            if first < end and start < last
        }
        return sorted((self._records[identifier] for identifier in ids), key=key_of)

    def _buckets(self) -> dict[int, list[tuple[int, int, str]]]:
        if self._places is None:
            self._places = {}
            for record in self._records.values():
                _move(self._places, None, record)
        return self._places


def _count(named: Counter[Named], record: Annotation | None, by: int) -> None:
    if isinstance(record, Entity) and record.status != "rejected":
        named[Named(record.type, record.text, record.link or "", record.expansion or "")] += by


def _move(places: dict[int, list[tuple[int, int, str]]], before: Annotation | None, after: Annotation | None) -> None:
    if before is not None:
        for span in before.spans:
            for bucket in _buckets_of(span):
                places[bucket].remove((span.start, span.end, before.id))
    if after is not None:
        for span in after.spans:
            for bucket in _buckets_of(span):
                places.setdefault(bucket, []).append((span.start, span.end, after.id))


def _buckets_of(span: Span) -> range:
    return range(span.start // BUCKET, (span.end - 1) // BUCKET + 1)
