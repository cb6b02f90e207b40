"""A document cut up for formats that have no offsets: by agenda item, by line, and inside a line by what stands there.

Invariant: sections and lines come in the order of the text and never overlap, whatever the agenda says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dvo_tui.exchange.base import Loss
from dvo_tui.exchange.dataset import Dataset
from dvo_tui.language import N_
from dvo_tui.minutes.model import AgendaItem, Block, Span
from dvo_tui.minutes.segment import sentences
from dvo_tui.review.records import Annotation, id_of, layer_of

_LINE = re.compile(r"[^\n]+")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


class Section(NamedTuple):
    """A piece of the text: of an agenda item, or, where `item` is `None`, of none; `depth` counts from 0."""

    item: AgendaItem | None
    span: Span
    depth: int


def sections(dataset: Dataset) -> Iterator[Section]:
    """The whole text in pieces, those of agenda items and those between them; a blank piece of no item is left out."""
    done = 0
    above: list[str] = []
    for item in sorted(dataset.agenda, key=lambda item: item.span):
        start, end = max(done, item.span.start), max(done, item.span.end)
        yield from _between(dataset.text, done, start)
        while above and above[-1] != item.parent:
            above.pop()
        yield Section(item, Span(start, end), len(above))
        above.append(item.id)
        done = end
    yield from _between(dataset.text, done, len(dataset.text))


def _between(text: str, start: int, end: int) -> Iterator[Section]:
    if text[start:end].strip():
        yield Section(None, Span(start, end), 0)


def lines(text: str, span: Span) -> Iterator[Span]:
    """The lines in a piece of the text that are not blank, without the blanks around them."""
    for match in _LINE.finditer(text, span.start, span.end):
        line = match[0]
        if line.strip():
            start = match.start() + len(line) - len(line.lstrip())
            yield Span(start, match.start() + len(line.rstrip()))


def sentences_of(text: str, line: Span) -> tuple[Span, ...]:
    """The sentences of one line; a line is no more than a block, so none crosses its end."""
    return sentences(text, [Block("paragraph", line.start, line.end)])


class Names:
    """Names for elements that XML takes as an id: what things are called where that will do, else kind and number.

    Only names with a number have a full stop in them, so that no name that is wanted later is taken already.
    """

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._numbers: Counter[str] = Counter()

    def of(self, wanted: str, kind: str) -> str:
        """A name that nothing else here has.

        Args:
            wanted: What the thing is called, or nothing.
            kind: What its name begins with where that will not do; a name itself.
        """
        if _NAME.fullmatch(wanted) and wanted not in self._given:
            self._given.add(wanted)
            return wanted
        self._numbers[kind] += 1
        return f"{kind}.{self._numbers[kind]}"


class Mark(NamedTuple):
    """A stretch of a line that is an element: its place, and the name of its record."""

    span: Span
    key: str


def nested(marks: Iterable[Mark]) -> list[Mark]:
    """Marks that stand beside or inside one another, outermost first; one that crosses one before it is left out."""
    kept: list[Mark] = []
    around: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end)):
        while around and around[-1].span.end <= mark.span.start:
            around.pop()
        if not around or mark.span.end <= around[-1].span.end:
            kept.append(mark)
            around.append(mark)
    return kept


def comments_left_out(dataset: Dataset, records: Sequence[Annotation | AgendaItem]) -> Iterator[Loss]:
    """A loss for each comment on a record, in a format that has no place for it."""
    for record in records:
        if record.note is not None:
            yield Loss(dataset.document.id, id_of(record), layer_of(record), N_("the comment on it has no place there"))


def publicity_left_out(dataset: Dataset) -> Iterator[Loss]:
    """A loss for each participant of whom it was settled whether the name is public, in a format that cannot say so."""
    for person in dataset.participants:
        if person.public is not None or person.ground is not None:
            why = N_("whether the name is public by function has no place there")
            yield Loss(dataset.document.id, person.id, "participant", why)
