"""How far two reviewers of the same documents agree: F1 per layer, and kappa on the type of what both marked.

Only what was accepted counts. F1 is symmetric: it does not matter whose dataset comes first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from dvo_tui.errors import DatasetError
from dvo_tui.exchange.dataset import Dataset, accepted, read_dataset
from dvo_tui.language import N_
from dvo_tui.minutes.model import Span
from dvo_tui.review.records import Action, Decision

SUFFIXES = (".yaml", ".yml", ".json")


class Layer(msgspec.Struct, frozen=True):
    """What of one layer both reviewers have, and what only one of them has."""

    name: str
    both: int
    only_first: int
    only_second: int

    @property
    def f1(self) -> float | None:
        """Between 0 and 1; `None` where neither has anything."""
        marked = 2 * self.both + self.only_first + self.only_second
        return 2 * self.both / marked if marked else None


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
        """Cohen's kappa over `types`; `None` where both marked no entity alike.

        Where both gave one and the same type to all of them, chance explains everything; it is 1 then.
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
        return (observed - chance) / (1 - chance) if chance < 1 else 1.0


def agreement(first: Dataset, second: Dataset) -> Agreement:
    """Compare two reviews of one document.

    Entities agree by edges and type, turns by all their edges, decisions and actions by kind and a place in common.

    Raises:
        DatasetError: if they are of different texts, naming both documents.
    """
    if first.document.text_sha256 != second.document.text_sha256:
        raise DatasetError(
            "{first} and {second} are no reviews of one text", first=first.document.id, second=second.document.id
        )
    one, other = accepted(first), accepted(second)
    entities = [Counter((it.start, it.end, it.type) for it in dataset.entities) for dataset in (one, other)]
    turns = [Counter(tuple((span.start, span.end) for span in it.spans) for it in ds.turns) for ds in (one, other)]
    layers = (
        _layer(N_("entities"), entities[0].total(), entities[1].total(), (entities[0] & entities[1]).total()),
        _layer(N_("turns"), turns[0].total(), turns[1].total(), (turns[0] & turns[1]).total()),
        _layer(N_("decisions"), len(one.decisions), len(other.decisions), _met(one.decisions, other.decisions)),
        _layer(N_("actions"), len(one.actions), len(other.actions), _met(one.actions, other.actions)),
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
            sum(layer.both for layer in one),
            sum(layer.only_first for layer in one),
            sum(layer.only_second for layer in one),
        )
        for one in zip(*(each.layers for each in found), strict=True)
    ]
    types = Counter[tuple[str, str]]()
    for each in found:
        types.update(each.types)
    return Agreement(tuple(layers), dict(types))


def pairs(first: Path, second: Path) -> Iterator[tuple[Dataset, Dataset]]:
    """The datasets to compare: two files, or of two folders those that both have a review of.

    Raises:
        DatasetError: for what cannot be read, and where there is nothing to compare.
    """
    if not first.is_dir() and not second.is_dir():
        yield read_dataset(first), read_dataset(second)
        return
    ones, others = _by_document(first), _by_document(second)
    shared = [name for name in ones if name in others]
    if not shared:
        raise DatasetError("{first} and {second} have no document in common", first=first, second=second)
    for name in shared:
        yield ones[name], others[name]


def _by_document(path: Path) -> dict[str, Dataset]:
    files = sorted(it for it in path.iterdir() if it.suffix in SUFFIXES) if path.is_dir() else [path]
    found = [read_dataset(file) for file in files]
    return {dataset.document.id: dataset for dataset in found}


def _layer(name: str, first: int, second: int, both: int) -> Layer:
    return Layer(name, both, first - both, second - both)


def _met(ones: Sequence[Decision | Action], others: Sequence[Decision | Action]) -> int:
    """How many of the one side find one of the other that has their kind and a place in common, each taken once.

    Those with most in common find each other first.
    """
    shared = [
        (-common, here, there)
        for here, one in enumerate(ones)
        for there, other in enumerate(others)
        if one.kind == other.kind and (common := _common(one.spans, other.spans))
    ]
    taken: tuple[set[int], set[int]] = (set(), set())
    for _common_length, here, there in sorted(shared):
        if here not in taken[0] and there not in taken[1]:
            taken[0].add(here)
            taken[1].add(there)
    return len(taken[0])


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
