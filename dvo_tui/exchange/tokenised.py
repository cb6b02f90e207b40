"""Text as sentences of tokens with IOB2 tags, for formats of tokens; what does not fit a flat row of them is named."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dvo_tui.exchange.base import Loss
from dvo_tui.exchange.dataset import Dataset
from dvo_tui.exchange.marks import annotations_of, flat
from dvo_tui.language import N_
from dvo_tui.minutes.model import Block, Span
from dvo_tui.minutes.segment import sentences, tokens
from dvo_tui.review.records import Entity


class Sentence(NamedTuple):
    """A sentence, its tokens, and for each the tag: `B-PERSON`, `I-PERSON` or `O`."""

    span: Span
    tokens: tuple[Span, ...]
    tags: tuple[str, ...]
    entities: tuple[Entity, ...]


def blocks_of(text: str) -> tuple[Block, ...]:
    """Each line that holds something as a paragraph, without the white space around it."""
    found: list[Block] = []
    at = 0
    for line in text.splitlines(keepends=True):
        start = at + len(line) - len(line.lstrip())
        end = at + len(line.rstrip())
        if start < end:
            found.append(Block("paragraph", start, end))
        at += len(line)
    return tuple(found)


def sentences_of(dataset: Dataset) -> tuple[list[Sentence], list[Loss]]:
    """Every sentence with its tags, and a loss for each entity that is not tagged."""
    chosen = [one for one in annotations_of(dataset) if isinstance(one, Entity)]
    losses: list[Loss] = []

    def lost(entity: Entity, why: str) -> None:
        losses.append(Loss(dataset.document.id, entity.id, "entity", why))

    spans = sentences(dataset.text, blocks_of(dataset.text))
    fitting: dict[int, list[Entity]] = {}
    rows = [tokens(dataset.text, span.start, span.end) for span in spans]
    starts = [span.start for span in spans]
    fit: list[Entity] = []
    for entity in chosen:
        at = bisect_right(starts, entity.start) - 1
        if at < 0 or entity.end > spans[at].end:
            lost(entity, N_("it goes beyond its sentence"))
        elif _range(rows[at], entity) is None:
            lost(entity, N_("its edges are not edges of tokens"))
        else:
            fit.append(entity)
    kept, nested = flat(fit)
    for one in nested:
        assert isinstance(one, Entity)
        lost(one, N_("it overlaps another, which is kept"))
    for one in kept:
        assert isinstance(one, Entity)
        fitting.setdefault(bisect_right(starts, one.start) - 1, []).append(one)
    return [
        Sentence(span, row, _tags(row, fitting.get(at, ())), tuple(fitting.get(at, ())))
        for at, (span, row) in enumerate(zip(spans, rows, strict=True))
    ], losses


def _tags(row: Sequence[Span], entities: Sequence[Entity]) -> tuple[str, ...]:
    tags = ["O"] * len(row)
    for entity in entities:
        found = _range(row, entity)
        assert found is not None
        for at in range(*found):
            tags[at] = f"{'B' if at == found[0] else 'I'}-{entity.type}"
    return tuple(tags)


def _range(row: Sequence[Span], entity: Entity) -> tuple[int, int] | None:
    """The tokens of an entity, half-open; `None` where its edges are not theirs."""
    first = bisect_left(row, entity.start, key=lambda token: token.start)
    last = bisect_left(row, entity.end, key=lambda token: token.end)
    fits = last < len(row) and first <= last and row[first].start == entity.start and row[last].end == entity.end
    return (first, last + 1) if fits else None


def tagged(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The runs that IOB2 or IOB1 tags make: first and last token, half-open, and label."""
    start, label = 0, ""
    for at, tag in enumerate((*tags, "O")):
        head, _dash, name = tag.partition("-")
        goes_on = head == "I" and name == label
        if label and not goes_on:
            yield start, at, label
            label = ""
        if head in ("B", "I") and not goes_on:
            start, label = at, name
