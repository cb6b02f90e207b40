"""How far two reviewers of the same documents agree: F1 per layer, and kappa on the type of what both marked.

Only what was accepted counts. F1 is symmetric: it does not matter whose dataset comes first. It is there twice: of what
is the same to the letter (label and every edge), and of what has the label and at least one character in common.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from dvo_tui.errors import DatasetError
from dvo_tui.exchange.dataset import Dataset, accepted, read_dataset
from dvo_tui.language import N_
from dvo_tui.minutes.model import Span
from dvo_tui.review.records import Annotation, type_of

SUFFIXES = (".yaml", ".yml", ".json")


class Layer(msgspec.Struct, frozen=True):
    """What of one layer both reviewers have.

    Attributes:
        name: A msgid.
        first: How many the first has.
        second: How many the second has.
        same: How many of them are the same in both: label and every edge.
        met: How many find one of the other that has their label and at least one character in common, each taken once;
            those that are the same are among them.
    """

    name: str
    first: int
    second: int
    same: int
    met: int

    @property
    def f1(self) -> float | None:
        """Of what is the same, between 0 and 1; `None` where neither has anything."""
        return self._f1(self.same)

    @property
    def f1_overlap(self) -> float | None:
        """Of what overlaps."""
        return self._f1(self.met)

    def _f1(self, both: int) -> float | None:
        marked = self.first + self.second
        return 2 * both / marked if marked else None


class Agreement(msgspec.Struct, frozen=True):
    """The layers in a fixed order, and how often a pair of types was given to an entity whose edges both set alike."""

    layers: tuple[Layer, ...]
    types: dict[tuple[str, str], int]

    @property
    def compared(self) -> int:
        """How many entities stand in `types`."""
        return sum(self.types.values())

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa over `types`, between -1 and 1; `None` where it says nothing.

        That is where both marked no entity alike, and where both gave one and the same type to all of them: chance
        alone would have them agree then.
        """
        total = self.compared
        if not total:
            return None
        observed = sum(count for (first, second), count in self.types.items() if first == second) / total
        firsts, seconds = Counter[str](), Counter[str]()
        for (first, second), count in self.types.items():
            firsts[first] += count
            seconds[second] += count
        chance = sum(firsts[label] * seconds[label] for label in firsts) / total**2
        return (observed - chance) / (1 - chance) if chance < 1 else None


def agreement(first: Dataset, second: Dataset) -> Agreement:
    """Compare two reviews of one document; links, owners and other fields are not looked at.

    Raises:
        DatasetError: if they are of different texts, naming both documents.
    """
    if first.document.text_sha256 != second.document.text_sha256:
        raise DatasetError(
            "{first} and {second} are no reviews of one text", first=first.document.id, second=second.document.id
        )
    one, other = accepted(first), accepted(second)
    layers = (
        _layer(N_("entities"), one.entities, other.entities),
        _layer(N_("turns"), one.turns, other.turns),
        _layer(N_("decisions"), one.decisions, other.decisions),
        _layer(N_("actions"), one.actions, other.actions),
    )
    return Agreement(layers, _types(one, other))


def together(found: Sequence[Agreement]) -> Agreement:
    """The agreement over several documents, each thing counted once.

    Args:
        found: That of each document; at least one.
    """
    layers = [
        Layer(
            one[0].name,
            *(sum(getattr(layer, count) for layer in one) for count in ("first", "second", "same", "met")),
        )
        for one in zip(*(each.layers for each in found), strict=True)
    ]
    types = Counter[tuple[str, str]]()
    for each in found:
        types.update(each.types)
    return Agreement(tuple(layers), dict(types))


class Pairs(NamedTuple):
    """The datasets to compare, and the ids of the documents of which only the one or the other has a review."""

    datasets: tuple[tuple[Dataset, Dataset], ...]
    only_first: tuple[str, ...] = ()
    only_second: tuple[str, ...] = ()


def pairs(first: Path, second: Path) -> Pairs:
    """What there is to compare in two files, or in two folders of them.

    Raises:
        DatasetError: for what cannot be read, a folder with two reviews of one document, and where there is nothing to
            compare.
    """
    if not first.is_dir() and not second.is_dir():
        return Pairs(((read_dataset(first), read_dataset(second)),))
    ones, others = _by_document(first), _by_document(second)
    shared = [name for name in ones if name in others]
    if not shared:
        raise DatasetError("{first} and {second} have no document in common", first=first, second=second)
    return Pairs(
        tuple((ones[name], others[name]) for name in shared),
        tuple(name for name in ones if name not in others),
        tuple(name for name in others if name not in ones),
    )


def _by_document(path: Path) -> dict[str, Dataset]:
    found: dict[str, Dataset] = {}
    for file in sorted(it for it in path.iterdir() if it.suffix in SUFFIXES) if path.is_dir() else [path]:
        dataset = read_dataset(file)
        if dataset.document.id in found:
            raise DatasetError("{folder} holds two reviews of {document}", folder=path, document=dataset.document.id)
        found[dataset.document.id] = dataset
    return found


def _layer(name: str, ones: Sequence[Annotation], others: Sequence[Annotation]) -> Layer:
    same = Counter(map(_all_of, ones)) & Counter(map(_all_of, others))
    return Layer(name, len(ones), len(others), same.total(), _met(ones, others))


def _all_of(record: Annotation) -> tuple[str, tuple[Span, ...]]:
    return type_of(record), tuple(record.spans)


def _met(ones: Sequence[Annotation], others: Sequence[Annotation]) -> int:
    """How many of the one side find one of the other that has their label and a place in common, each taken once.

    Those with most in common find each other first, and those that are the same before all.
    """
    shared = [
        (_all_of(ones[here]) != _all_of(others[there]), -common, here, there)
        for here, there in _near(ones, others)
        if type_of(ones[here]) == type_of(others[there]) and (common := _common(ones[here].spans, others[there].spans))
    ]
    taken: tuple[set[int], set[int]] = (set(), set())
    for _differs, _common_length, here, there in sorted(shared):
        if here not in taken[0] and there not in taken[1]:
            taken[0].add(here)
            taken[1].add(there)
    return len(taken[0])


def _near(ones: Sequence[Annotation], others: Sequence[Annotation]) -> Iterator[tuple[int, int]]:
    """The places in the two sequences of what may overlap: from first to last character, without the gaps in it."""
    begun = sorted(
        (min(span.start for span in record.spans), max(span.end for span in record.spans), side, number)
        for side, records in enumerate((ones, others))
        for number, record in enumerate(records)
        if record.spans
    )
    open_: tuple[dict[int, int], dict[int, int]] = ({}, {})
    for start, end, side, number in begun:
        across = open_[1 - side]
        for other in [other for other, last in across.items() if last <= start]:
            del across[other]
        for other in across:
            yield (number, other) if side == 0 else (other, number)
        open_[side][number] = end


def _common(ones: Sequence[Span], others: Sequence[Span]) -> int:
    """How many characters two sets of spans share."""
    return sum(max(0, min(one.end, other.end) - max(one.start, other.start)) for one in ones for other in others)


def _types(one: Dataset, other: Dataset) -> dict[tuple[str, str], int]:
    """The pairs of types of entities with the same edges; where one place has several, like goes with like first."""
    found = Counter[tuple[str, str]]()
    places: list[dict[tuple[int, int], Counter[str]]] = [{}, {}]
    for side, dataset in zip(places, (one, other), strict=True):
        for entity in dataset.entities:
            side.setdefault((entity.start, entity.end), Counter())[entity.type] += 1
    for place, here in places[0].items():
        there = places[1].get(place, Counter[str]())
        for label, count in (here & there).items():
            found[label, label] += count
        found.update(zip(sorted((here - there).elements()), sorted((there - here).elements()), strict=False))
    return dict(found)
