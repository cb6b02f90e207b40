"""What two sides left dangling, each sound by itself: one removed or united whom the other linked to.

Invariant: whatever pointed to someone who was united with another points to that other, else to the plain name, as if
the link had been there first; what stood in an agenda item that is gone stands in the one at its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import msgspec

from dvo_tui.minutes.model import AgendaItem, Meeting, Participant, Span
from dvo_tui.review.desk import ID
from dvo_tui.review.history import Change, Delta
from dvo_tui.review.records import Action, Annotation, Entity, Record, Turn, layer_of


def mended(records: Mapping[str, Record], history: Sequence[Change]) -> tuple[Delta, ...]:
    """What must change so that nothing points to who or what is not there, and no two agenda items overlap; by id.

    Two items that begin at one place are left as they are: only a person can tell which it should be.

    Args:
        records: Every record, by id; they are not changed.
        history: Every Change that led to them.
    """
    now = {item.id: item for item in _parted([one for one in records.values() if isinstance(one, AgendaItem)])}
    gone = _gone(records, history) if any(_dangling(record, records) for record in records.values()) else {}
    changed = []
    for identifier, record in records.items():
        after = _placed(now.get(identifier, record), now)
        after = _pointed(after, {one: gone.get(one) for one in _dangling(record, records)})
        if after != record:
            changed.append(Delta(identifier, layer_of(record), record, after))
    return tuple(sorted(changed, key=lambda delta: delta.id))


def _dangling(record: Record, records: Mapping[str, Record]) -> list[str]:
    """The ids of participants that a record points to and that are not there."""
    links: Sequence[str | None] = ()
    if isinstance(record, Meeting):
        links = (record.chair, record.secretary)
    elif isinstance(record, Entity):
        links = (record.link,)
    elif isinstance(record, Turn):
        links = (record.speaker,)
    elif isinstance(record, Action):
        links = record.owners
    return [one for one in links if one and one[0] == "p" and ID.fullmatch(one) and one not in records]


def _gone(records: Mapping[str, Record], history: Sequence[Change]) -> dict[str, str]:
    """Each participant that was removed: the one it was united with, followed to who is there, or its plain name."""
    names: dict[str, str] = {}
    heirs: dict[str, str] = {}
    for change in history:
        said = history[change.redoes - 1].command if change.redoes else change.command
        united: Sequence[str] = said.get("ids", ()) if said.get("do") == "merge" else ()
        for delta in change.deltas:
            if isinstance(delta.before, Participant) and delta.after is None:
                names[delta.id] = delta.before.name
                heirs.pop(delta.id, None)
                if delta.id in united[1:]:
                    heirs[delta.id] = united[0]

    def survivor(identifier: str) -> str:
        seen, at = set(), identifier
        while at in heirs and at not in records and at not in seen:
            seen.add(at)
            at = heirs[at]
        return at if at in records or not ID.fullmatch(at) else names[identifier]

    return {identifier: survivor(identifier) for identifier in names}


def _pointed(record: Record, to: Mapping[str, str | None]) -> Record:
    """A record with each link to a key of `to` as one to its value; `None` is no link."""
    if not to:
        return record
    changes: dict[str, Any] = {}
    if isinstance(record, Meeting):
        for field in ("chair", "secretary"):
            if (person := getattr(record, field)) in to:
                heir = to[person]
                changes[field] = heir if heir and ID.fullmatch(heir) else None
    elif isinstance(record, Action):
        owners = (to.get(owner, owner) for owner in record.owners)
        changes["owners"] = tuple(dict.fromkeys(owner for owner in owners if owner))
    elif isinstance(record, Entity):
        changes["link"] = to[record.link or ""]
    elif isinstance(record, Turn):
        changes["speaker"] = to[record.speaker or ""]
    return msgspec.structs.replace(record, **changes)


def _parted(items: Sequence[AgendaItem]) -> Iterator[AgendaItem]:
    """The agenda in the order of the text, each item ending at the latest where the next begins."""
    ordered = sorted(items, key=lambda item: (item.span.start, item.span.end, item.id))
    sound = all(
        before.span.end <= after.span.start and before.order < after.order for before, after in pairwise(ordered)
    )
    if sound:
        yield from ordered
        return
    for order, item in enumerate(ordered):
        following = ordered[order + 1].span.start if order + 1 < len(ordered) else item.span.end
        end = min(item.span.end, following) if item.span.start < following else item.span.end
        yield msgspec.structs.replace(item, order=order, span=Span(item.span.start, end))


def _placed(record: Record, items: Mapping[str, AgendaItem]) -> Record:
    """A record in an item that is there: the one at its place, or none; and no item within itself."""
    if isinstance(record, AgendaItem) and record.parent is not None and not _rests(record, items):
        return msgspec.structs.replace(record, parent=None)
    if isinstance(record, Annotation) and record.item is not None and record.item not in items:
        at = record.spans[0].start if record.spans else -1
        found = next((item.id for item in items.values() if item.span.start <= at < item.span.end), None)
        return msgspec.structs.replace(record, item=found)
    return record


def _rests(item: AgendaItem, items: Mapping[str, AgendaItem]) -> bool:
    """Whether the items above an item are there, and not that item itself."""
    seen, at = {item.id}, item.parent
    while at is not None:
        if at in seen or at not in items:
            return False
        seen.add(at)
        at = items[at].parent
    return True
