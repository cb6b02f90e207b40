"""What can be settled at once with a pending annotation: all of the same name, of the same rule, of the same item.

Invariant: a group holds pending annotations only, in reading order, and the one it is asked for is among them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from dvo_tui.language import _
from dvo_tui.minutes.model import AgendaItem
from dvo_tui.review.candidates import form_of
from dvo_tui.review.records import Annotation, Entity, Turn
from dvo_tui.review.session import ReviewSession


@dataclass(frozen=True)
class Group:
    """Some pending annotations.

    Attributes:
        key: What they have in common.
        ids: Which they are, in reading order.
        values: What names them: `name`, `rule` with `by`, or `item` with `least`, the lowest confidence.
    """

    key: Literal["name", "rule", "item"]
    ids: tuple[str, ...]
    values: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        if self.key == "name":
            return _("all of {name}").format(**self.values)
        if self.key == "rule":
            return _("all by the rule {rule}").format(**self.values)
        return _("all in {item} of {least} and surer").format(**self.values)


def groups_of(session: ReviewSession, identifier: str, least: float | None = None) -> tuple[Group, ...]:
    """The groups that a pending annotation belongs to: of one name, of one rule, of one agenda item.

    Args:
        session: The review.
        identifier: The annotation; one that is settled belongs to the same groups, of what is pending besides.
        least: The lowest confidence (0 to 1) of the group by item; that of the annotation unless given.

    Raises:
        Refused: if no annotation has the id.
    """
    record = session.annotation(identifier)
    pending = session.pending()
    groups = []
    if (name := name_of(record)) is not None:
        ids = tuple(other.id for other in pending if name_of(other) == name)
        groups.append(Group("name", ids, {"name": _shown(session, record)}))
    if record.origin.rule is not None:
        rule = record.origin.by, record.origin.rule
        ids = tuple(other.id for other in pending if (other.origin.by, other.origin.rule) == rule)
        groups.append(Group("rule", ids, {"by": rule[0], "rule": rule[1]}))
    surest = _confidence(record) if least is None else least
    ids = tuple(other.id for other in pending if other.item == record.item and _confidence(other) >= surest)
    item = session.records.get(record.item or "")
    title = f"{item.label or ''} {item.title}".strip() if isinstance(item, AgendaItem) else _("no agenda item")
    groups.append(Group("item", ids, {"item": title, "least": f"{surest:.2f}"}))
    return tuple(group for group in groups if group.ids)


def name_of(record: Annotation) -> tuple[str, str] | None:
    """Who or what a mention or turn is about: its link, else its name in normal form; `None` of anything else."""
    link = None
    if isinstance(record, Entity):
        link = record.link
    elif isinstance(record, Turn):
        link = record.speaker
    return ("", link) if link else form_of(record)


def _shown(session: ReviewSession, record: Annotation) -> str:
    if isinstance(record, Entity):
        return session.name_of(record.link) or record.text
    return session.name_of(record.speaker) or record.speaker_text if isinstance(record, Turn) else ""


def _confidence(record: Annotation) -> float:
    """Somebody's own word is sure."""
    return 1.0 if record.origin.confidence is None else record.origin.confidence
