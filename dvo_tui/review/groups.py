"""What can be settled at once with an annotation: all pending of one name, rule, item, type or layer, or all there is.

Invariant: a group holds pending annotations only, in reading order, and none that is less sure than asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from dvo_tui.language import _, current
from dvo_tui.minutes.model import AgendaItem
from dvo_tui.review.candidates import form_of
from dvo_tui.review.records import Annotation, Entity, Turn, layer_of, type_of
from dvo_tui.review.session import ReviewSession

Common = Literal["name", "rule", "item", "type", "layer", "all"]
"""What the members of a group have in common."""

COMMON: tuple[Common, ...] = ("name", "rule", "item", "type", "layer", "all")
"""The narrow ones first."""

WHOLE: frozenset[Common] = frozenset({"name", "rule"})
"""What is taken whole unless a confidence is asked for; of the others only what is as sure as the annotation."""


@dataclass(frozen=True)
class Group:
    """Some pending annotations.

    Attributes:
        key: What they have in common.
        ids: Which they are, in reading order.
        values: What names them: `name`, `rule` with `by`, `item`, `type` or `layer`; and `least`, the lowest confidence
            to two decimals, where there is one.
    """

    key: Common
    ids: tuple[str, ...]
    values: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        least = self.values.get("least")
        if self.key == "item" and least is not None:
            return _("all in {item} of {least} and surer").format(**self.values)
        said = {
            "name": _("all of {name}"),
            "rule": _("all by the rule {rule}"),
            "item": _("all in {item}"),
            "type": _("all of the type {type}"),
            "layer": _("all of the layer {layer}"),
            "all": _("everything"),
        }[self.key].format(**self.values)
        return said if least is None else _("{group} of {least} and surer").format(group=said, least=least)


def offered(record: Annotation) -> tuple[Common, ...]:
    """What others can have in common with an annotation, the narrow groups first."""
    lacks: set[Common] = set()
    if name_of(record) is None:
        lacks.add("name")
    if record.origin.rule is None:
        lacks.add("rule")
    if not type_of(record):
        lacks.add("type")
    return tuple(key for key in COMMON if key not in lacks)


def groups_of(session: ReviewSession, identifier: str, least: float | None = None) -> tuple[Group, ...]:
    """The groups that a pending annotation belongs to, those that are empty left out.

    Args:
        session: The review.
        identifier: The annotation; one that is settled belongs to the same groups, of what is pending besides.
        least: The lowest confidence (0 to 1) of all but those in `WHOLE`; that of the annotation unless given.

    Raises:
        Refused: if no annotation has the id.
    """
    surest = confidence_of(session.annotation(identifier)) if least is None else least
    found = (group_of(session, identifier, key, None if key in WHOLE else surest) for key in COMMON)
    return tuple(group for group in found if group is not None and group.ids)


def group_of(session: ReviewSession, identifier: str, key: Common, least: float | None = None) -> Group | None:
    """The group of one kind that an annotation belongs to; `None` where it can belong to none.

    Args:
        session: The review.
        identifier: The annotation.
        key: What the members have in common.
        least: The lowest confidence (0 to 1); any unless given.

    Raises:
        Refused: if no annotation has the id.
    """
    record = session.annotation(identifier)
    found = _common(session, record, key)
    if found is None:
        return None
    holds, values = found
    if least is not None:
        values = values | {"least": f"{least:.2f}"}
    lowest = 0.0 if least is None else least
    ids = tuple(
        other.id for other in session.annotations() if other.status == "pending" and confidence_of(other) >= lowest
        and holds(other)
    )  # fmt: skip
    return Group(key, ids, values)


def _common(
    session: ReviewSession, record: Annotation, key: Common
) -> tuple[Callable[[Annotation], bool], dict[str, str]] | None:
    """Whether another has this in common with a record, and what names it."""
    layer, kind = layer_of(record), type_of(record)
    if key == "name":
        name = name_of(record)
        return None if name is None else (lambda one: name_of(one) == name, {"name": _shown(session, record)})
    if key == "rule":
        by, rule = record.origin.by, record.origin.rule
        alike = {"by": by, "rule": rule or ""}
        return None if rule is None else (lambda one: (one.origin.rule, one.origin.by) == (rule, by), alike)
    if key == "item":
        item = session.records.get(record.item or "")
        title = f"{item.label or ''} {item.title}".strip() if isinstance(item, AgendaItem) else _("no agenda item")
        return (lambda one: one.item == record.item), {"item": title}
    if key == "type":
        label = session.scheme.label(layer, kind)
        named = {"type": label.name(current()) if label else kind, "layer": layer}
        return None if not kind else (lambda one: layer_of(one) == layer and type_of(one) == kind, named)
    if key == "layer":
        return (lambda one: layer_of(one) == layer), {"layer": layer}
    return (lambda one: True), {}


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


def confidence_of(record: Annotation) -> float:
    """How sure a suggester was, 0 to 1; somebody's own word is sure."""
    return 1.0 if record.origin.confidence is None else record.origin.confidence
