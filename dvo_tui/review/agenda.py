"""Corrections of the agenda: items tile the text, so adding, moving or removing one moves its neighbours' edges.

What stood in an item by its place moves with the edges; what a reviewer put elsewhere by hand stays there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping

import msgspec

from dvo_tui.errors import Refused
from dvo_tui.minutes.model import AgendaItem, Span
from dvo_tui.review.records import Annotation, Record

Pair = tuple[Record | None, Record | None]


def in_order(records: Mapping[str, Record]) -> tuple[AgendaItem, ...]:
    """The agenda as it is printed."""
    items = (record for record in records.values() if isinstance(record, AgendaItem))
    return tuple(sorted(items, key=lambda item: (item.order, item.span.start)))


def added(item: AgendaItem, records: Mapping[str, Record], length: int) -> list[Pair]:
    """Put an item at its title's place; it takes the rest of the item it stands in."""
    items = in_order(records)
    start = item.span.start
    if any(other.span.start == start for other in items):
        raise Refused("an agenda item already begins there")
    before = [other for other in items if other.span.start < start]
    after = [other for other in items if other.span.start > start]
    item = msgspec.structs.replace(item, span=Span(start, after[0].span.start if after else length))
    if before:
        before[-1] = msgspec.structs.replace(before[-1], span=Span(before[-1].span.start, start))
    return _pairs(records, [*before, item, *after])


def removed(item: AgendaItem, records: Mapping[str, Record], heir: str | None = None) -> list[Pair]:
    """Take an item away; its text joins the item before, its children move up, or into another item (`heir`)."""
    items = list(in_order(records))
    index = items.index(item)
    if index:
        items[index - 1] = msgspec.structs.replace(
            items[index - 1], span=Span(items[index - 1].span.start, item.span.end)
        )
    del items[index]
    above = heir or item.parent
    rest = [msgspec.structs.replace(other, parent=above) if other.parent == item.id else other for other in items]
    return _pairs(records, rest)


def moved(item: AgendaItem, span: Span, records: Mapping[str, Record]) -> list[Pair]:
    """Move an item's edges; its neighbours give way, but keep at least one character."""
    items = list(in_order(records))
    index = items.index(item)
    items[index] = msgspec.structs.replace(item, span=span)
    if index:
        left = items[index - 1]
        items[index - 1] = msgspec.structs.replace(left, span=Span(left.span.start, span.start))
    if index + 1 < len(items):
        right = items[index + 1]
        items[index + 1] = msgspec.structs.replace(right, span=Span(span.end, right.span.end))
    if any(other.span.start >= other.span.end for other in items):
        raise Refused("that would leave nothing of the agenda item beside it")
    return _pairs(records, items)


def _pairs(records: Mapping[str, Record], items: Iterable[AgendaItem]) -> list[Pair]:
    """What changes when the agenda becomes `items`, annotations that stood by place included."""
    old = in_order(records)
    new = tuple(msgspec.structs.replace(item, order=order) for order, item in enumerate(items))
    by_id = {item.id: item for item in old}
    pairs: list[Pair] = [(by_id.pop(item.id, None), item) for item in new]
    pairs += [(gone, None) for gone in by_id.values()]
    kept = {item.id for item in new}
    was_at, is_at = _finder(old), _finder(new)
    for record in records.values():
        if not isinstance(record, Annotation):
            continue
        start = record.spans[0].start
        was, now = was_at(start), is_at(start)
        by_place = record.item == (was.id if was else None)
        if (by_place and was != now) or (record.item is not None and record.item not in kept):
            pairs.append((record, msgspec.structs.replace(record, item=now.id if now else None)))
    return pairs


def _finder(items: Iterable[AgendaItem]) -> Callable[[int], AgendaItem | None]:
    """What finds the item that holds an offset, at the cost of a search by halves."""
    ordered = sorted(items, key=lambda item: item.span.start)
    starts = [item.span.start for item in ordered]

    def find(offset: int) -> AgendaItem | None:
        at = bisect_right(starts, offset) - 1
        return ordered[at] if at >= 0 and offset < ordered[at].span.end else None

    return find
