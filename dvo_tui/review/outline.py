"""The shape of the agenda: cutting and joining items, moving them in and out, and their printed labels.

Invariant: order is place in the text, and an item lies within one that comes before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from dvo_tui.errors import Refused
from dvo_tui.minutes.model import AgendaItem, Origin, Span
from dvo_tui.review import agenda
from dvo_tui.review.commands import Divide, Indent, Join, Outdent, Renumber
from dvo_tui.review.desk import Desk, Pair, edited, new_id
from dvo_tui.review.records import Record

TITLE = 120
"""A first line that is longer is no title: only its first words are taken."""

_LABEL = re.compile(r"(?P<section>[^\W\d_]{0,2})[ .]?(?P<number>\d[\w.]*)?")


def divide(command: Divide, desk: Desk) -> list[Pair]:
    """Cut an item in two; what lies in it comes behind the cut, so it lies in the second half from now on.

    Raises:
        Refused: if no item holds the place, or one begins just there.
    """
    item = desk.records.get(desk.item(command.at) or "")
    if not isinstance(item, AgendaItem):
        raise Refused("no agenda item holds the place {at}", at=command.at)
    span = Span(command.at, item.span.end)
    if item.span.start == span.start:
        raise Refused("an agenda item already begins there")
    new = AgendaItem(
        id=new_id("agenda", "", span, desk),
        label=None,
        section=item.section,
        number=None,
        title=_title(desk.minutes.text, span),
        parent=item.parent,
        order=0,
        status="handled",
        span=span,
        origin=Origin(by=desk.reviewer),
    )
    changed = edited(new, command.values, desk) if command.values else new
    assert isinstance(changed, AgendaItem)
    if not changed.title:
        raise Refused("{field} cannot be empty", field="title")
    pairs = agenda.added(changed, desk.records, len(desk.minutes.text))
    if changed.parent != item.parent:
        return pairs
    return [(before, _moved_along(after, item.id, changed.id)) for before, after in pairs]


def join(command: Join, desk: Desk) -> list[Pair]:
    """Give an item's text to the one before it.

    Raises:
        Refused: if it is the first one.
    """
    item = _item(command.id, desk)
    index = desk.agenda.index(item)
    if not index:
        raise Refused("{id} is the first agenda item; there is none to join it to", id=item.id)
    before = desk.agenda[index - 1]
    heir = _beside(item, desk.agenda) or before
    return agenda.removed(item, desk.records, heir.id if _has_children(item, desk) else None)


def indent(command: Indent, desk: Desk) -> list[Pair]:
    """Move an item into the one before it on its level.

    Raises:
        Refused: if it is the first one on its level.
    """
    item = _item(command.id, desk)
    above = _beside(item, desk.agenda)
    if above is None:
        raise Refused("{id} is the first on its level; there is none to move it into", id=item.id)
    return [(item, _under(item, above.id, desk))]


def outdent(command: Outdent, desk: Desk) -> list[Pair]:
    """Move an item out of the one that it lies in; what follows there comes to lie in it, as its place says.

    Raises:
        Refused: if it lies in none.
    """
    item = _item(command.id, desk)
    above = desk.records.get(item.parent or "")
    if not isinstance(above, AgendaItem):
        name = item.label or f"#{desk.agenda.index(item) + 1}"
        raise Refused("agenda item {name} lies in no other one", name=name)
    followers = desk.agenda[desk.agenda.index(item) + 1 :]
    pairs: list[Pair] = [(item, _under(item, above.parent, desk))]
    pairs += [(other, _under(other, item.id, desk)) for other in followers if other.parent == item.parent]
    return pairs


def renumber(command: Renumber, desk: Desk) -> list[Pair]:
    """Label, section and number from one printed label; an empty one takes all three away."""
    item = _item(command.id, desk)
    return [(item, edited(item, numbering(command.label), desk))]


def numbering(label: str) -> Mapping[str, str | None]:
    """The fields that a printed label stands for: `B4` is section B, number 4; `Bijlage` a label alone."""
    label = label.strip().rstrip(".):")
    found = _LABEL.fullmatch(label)
    section = found["section"] if found and (found["number"] or len(label) == 1) else ""
    return {"label": label or None, "section": section or None, "number": found["number"] if found else None}


def _moved_along(record: Record | None, old: str, new: str) -> Record | None:
    if isinstance(record, AgendaItem) and record.parent == old and record.id != new:
        return msgspec.structs.replace(record, parent=new)
    return record


def _item(identifier: str, desk: Desk) -> AgendaItem:
    item = desk.record(identifier)
    if not isinstance(item, AgendaItem):
        raise Refused("no agenda item has the id {id}", id=identifier)
    return item


def _beside(item: AgendaItem, items: tuple[AgendaItem, ...]) -> AgendaItem | None:
    """The one before it that lies in the same item."""
    before = items[: items.index(item)]
    return next((other for other in reversed(before) if other.parent == item.parent), None)


def _has_children(item: AgendaItem, desk: Desk) -> bool:
    return any(other.parent == item.id for other in desk.agenda)


def _under(item: AgendaItem, parent: str | None, desk: Desk) -> Record:
    return msgspec.structs.replace(item, parent=parent, origin=Origin(by=desk.reviewer))


def _title(text: str, span: Span) -> str:
    """The first line with something on it, cut at a word where it is long."""
    lines = (" ".join(line.split()) for line in text[span.start : span.end].split("\n"))
    line = next((line for line in lines if line), "")
    return line if len(line) <= TITLE else line[:TITLE].rpartition(" ")[0] or line[:TITLE]
