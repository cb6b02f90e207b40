"""What may be annotated: the labels of each layer with their names, digits, tags and guidelines, read from YAML.

Ids are English and stable; names shown to the reviewer are Dutch or English. A user can bring a scheme of their own.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec

from dvo_tui.errors import DatasetError


class Label(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One label of a layer.

    `digit` is the key that picks it (0 for none), `tag` the one letter that says the same without colour, `colour` a
    role that the theme fills in. `guideline` is one sentence by language, with an example and a counter-example.
    """

    id: str
    nl: str
    en: str
    digit: int
    tag: str
    colour: str
    guideline: dict[str, str]
    example: str
    counter: str

    def name(self, language: str) -> str:
        return self.nl if language == "nl" else self.en


class Guide(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What belongs to a layer that has no labels, or to a label that the scheme does not have."""

    guideline: dict[str, str]
    example: str
    counter: str


class Scheme(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The labels of the four layers that have kinds, in the order in which they are shown."""

    version: str
    entity: tuple[Label, ...]
    decision: tuple[Label, ...]
    action: tuple[Label, ...]
    note: tuple[Label, ...]
    tags: dict[str, str]
    """The gutter letter of a layer as a whole: turn, decision, action, note."""
    guides: dict[str, Guide] = {}
    """The guideline of a layer as a whole."""

    def labels(self, layer: str) -> tuple[Label, ...]:
        """The labels of a layer; empty for a layer without kinds."""
        found: tuple[Label, ...] = getattr(self, layer) if layer in ("entity", "decision", "action", "note") else ()
        return found

    def label(self, layer: str, identifier: str) -> Label | None:
        return next((label for label in self.labels(layer) if label.id == identifier), None)

    def guide(self, layer: str, identifier: str) -> Label | Guide | None:
        """Sentence, example and counter-example of a label, else of its layer, else what comes with the program."""
        found = self.label(layer, identifier) or self.guides.get(layer)
        return found if found is not None else default().guides.get(layer)

    def by_digit(self, layer: str, digit: int) -> Label | None:
        return next((label for label in self.labels(layer) if digit and label.digit == digit), None)


def load(path: Path) -> Scheme:
    """The scheme of a YAML file.

    Raises:
        DatasetError: if the file is no scheme; the message gives the path of the field.
    """
    return _parse(path.read_bytes(), path.name)


@lru_cache(maxsize=1)
def default() -> Scheme:
    """The scheme that comes with the program."""
    return _parse(Path(__file__).with_name("default.yaml").read_bytes(), "default.yaml")


def _parse(data: bytes, name: str) -> Scheme:
    from dvo_tui.scheme.strict_yaml import load_strict

    try:
        scheme = msgspec.convert(load_strict(data, name), Scheme)
    except msgspec.ValidationError as error:
        raise DatasetError("{file} is not a scheme: {why}", file=name, why=str(error)) from None
    for layer in ("entity", "decision", "action", "note"):
        labels = scheme.labels(layer)
        for what in ("id", "digit"):
            values = [getattr(label, what) for label in labels if getattr(label, what)]
            if len(values) != len(set(values)):
                raise DatasetError("{file}: two labels of {layer} share one {what}", file=name, layer=layer, what=what)
    return scheme
