"""The annotations of a session as marks on the text, found by place; made when first drawn, kept in step by record.

Invariant: what `within` gives equals a scan over all records, at a cost that does not grow with the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from dvo_tui.minutes.model import AgendaItem, Block
from dvo_tui.printable import printable
from dvo_tui.review.records import Annotation, Record, Status, Turn, layer_of, type_of

if TYPE_CHECKING:
    from dvo_tui.scheme.scheme import Scheme

_HEAD_REACH = 60
"""How far into a turn its speaker's name may stand."""


_PRINTED = re.compile(r"\w+(?:[/.]\w+)*(?=\W|$)")
"""The number or letter that a title line begins with."""


class Mark(NamedTuple):
    """One span of one annotation. Tuples sort in reading order, the longer one first."""

    start: int
    back: int
    """`-end`, so that of two marks that begin together the outer one comes first."""
    id: str
    layer: str
    tag: str
    role: str
    status: Status
    head: int
    """Where the part ends that is drawn when it is the current one: a turn's speaker, else the whole mark."""

    @property
    def end(self) -> int:
        return -self.back

    @property
    def sentence(self) -> bool:
        """Whether it marks what is said rather than a name in it."""
        return self.layer in ("decision", "action", "note")


class Marked(Protocol):
    """Annotations found by place."""

    def between(self, start: int, end: int) -> Sequence[Annotation]: ...


class Marks:
    """The marks of the annotations that were asked for, made once each.

    Args:
        source: The annotations; `update` is to be called for each that changes.
        scheme: The letters and colours of labels.
        text: The reading text.
    """

    def __init__(self, source: Marked, scheme: Scheme | None, text: str) -> None:
        self._source = source
        self._text = text
        self._looks = _looks(scheme) if scheme else {}
        self._made: dict[str, tuple[Mark, ...]] = {}

    def of(self, record: Annotation) -> tuple[Mark, ...]:
        """The marks of an annotation, in the order of its spans."""
        made = self._made.get(record.id)
        if made is None:
            made = self._made[record.id] = self._make(record)
        return made

    def within(self, start: int, end: int) -> tuple[Mark, ...]:
        """The marks that overlap a stretch of text, in reading order, outer before inner."""
        found = [mark for record in self._source.between(start, end) for mark in self.of(record)]
        return tuple(sorted(mark for mark in found if mark.start < end and start < -mark.back))

    def innermost(self, offset: int, show_rejected: bool, current: str | None) -> str | None:
        """The annotation whose shortest mark holds an offset; what is not drawn cannot be hit."""
        here = [
            mark
            for mark in self.within(offset, offset + 1)
            if show_rejected or mark.status != "rejected" or mark.id == current
        ]
        return min(here, key=lambda mark: (mark.end - mark.start, mark)).id if here else None

    def update(self, identifier: str, record: Record | None) -> tuple[Mark, ...]:
        """Take in what a record is now.

        Returns:
            The marks that changed, those that were drawn before and those after.
        """
        before = self._made.pop(identifier, ())
        return before + (self.of(record) if isinstance(record, Annotation) else ())

    def _make(self, record: Annotation) -> tuple[Mark, ...]:
        layer = layer_of(record)
        tag, role = self._looks.get((layer, type_of(record)), self._looks[layer, ""])
        marks = tuple(
            [Mark(span.start, -span.end, record.id, layer, tag, role, record.status, span.end) for span in record.spans]
        )
        if isinstance(record, Turn):
            head = speaker_end(self._text, record)
            marks = (marks[0]._replace(head=head), *(mark._replace(head=mark.start) for mark in marks[1:]))
        return marks


def speaker_end(text: str, turn: Turn) -> int:
    """Where the name of a turn's speaker ends; the end of its first word where the name does not stand near there."""
    first = turn.spans[0]
    reach = min(first.end, first.start + _HEAD_REACH + len(turn.speaker_text))
    at = text.find(turn.speaker_text, first.start, reach) if turn.speaker_text else -1
    if at >= 0:
        return at + len(turn.speaker_text)
    word = text[first.start : reach].split(maxsplit=1)
    return min(first.end, first.start + (len(word[0]) if word else 1))


class Title(NamedTuple):
    """A title line: its offsets, and what to draw before it so that it begins with its item's label."""

    start: int
    end: int
    label: str = ""


def titles(text: str, blocks: Iterable[Block], agenda: Iterable[AgendaItem]) -> tuple[Title, ...]:
    """The lines that are titles of agenda items or headings of the document, in order."""
    found: dict[int, Title] = {}
    for item in agenda:
        start, end = _line(text, item.span.start)
        if start < end:
            found.setdefault(start, Title(start, end, missing_label(text[start:end], item)))
    for block in blocks:
        if block.kind == "heading":
            start, end = _line(text, block.start)
            found.setdefault(start, Title(start, end))
    return tuple(found[start] for start in sorted(found))


def column_lines(text: str, blocks: Iterable[Block]) -> frozenset[int]:
    """Where lines of column titles begin."""
    return frozenset(_line(text, block.start)[0] for block in blocks if block.kind == "column")


def missing_label(line: str, item: AgendaItem) -> str:
    """What of an item's label the title line does not say itself.

    `D1` before `1  Jaarwisseling` misses `D`, before `Jaarwisseling` all of it, with a gap.
    """
    if item.label is None:
        return ""
    printed = _PRINTED.match(line)
    if printed and not line.startswith(item.title):
        said = printed[0].strip().casefold()
        if item.label.casefold().endswith(said):
            return item.label[: len(item.label) - len(said)]
    return "" if line.casefold().startswith(item.label.casefold()) else f"{item.label}  "


def _line(text: str, offset: int) -> tuple[int, int]:
    """First offset and end of the line that holds an offset."""
    offset = min(offset, len(text))
    end = text.find("\n", offset)
    return text.rfind("\n", 0, offset) + 1, len(text) if end < 0 else end


def _looks(scheme: Scheme) -> Mapping[tuple[str, str], tuple[str, str]]:
    """Gutter letter and colour role by layer and label."""
    looks = {
        (layer, label.id): (printable(label.tag), label.colour)
        for layer in ("entity", "decision", "action", "note")
        for label in scheme.labels(layer)
    }
    for layer in ("turn", "entity", "decision", "action", "note"):
        looks[layer, ""] = (printable(scheme.tags.get(layer, "?")), layer)
    return looks
