"""Suggesters of other packages, found by entry point.

The declarations are read from the installed packages' own files: `importlib.metadata` does the same, but importing it
takes 55 ms, which every start would pay for packages that hardly anybody has.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from operator import attrgetter
from pathlib import Path

from dvo_tui.suggest.base import GROUP, Suggester


class SuggesterWarning(UserWarning):
    """A suggester failed and was left out; the message names it and the kind of error, never the text."""


@cache
def additional() -> tuple[tuple[str, Suggester], ...]:
    """Suggesters that other packages declare, by name; one that cannot be loaded is left out with a warning."""
    found: list[tuple[str, Suggester]] = []
    for name, value in sorted(set(_declared())):
        if value.startswith("dvo_tui."):
            continue
        try:
            found.append((name, _loaded(value)))
        except Exception as error:  # another package's code may raise anything
            message = f"suggester {name} could not be loaded ({type(error).__name__})"
            warnings.warn(message, SuggesterWarning, stacklevel=2)
    return tuple(found)


def _declared() -> Iterator[tuple[str, str]]:
    """Name and `module:attribute` of every entry point of the group, over all installed packages."""
    for folder in dict.fromkeys(sys.path):
        for pattern in ("*.dist-info/entry_points.txt", "*.egg-info/entry_points.txt"):
            for path in Path(folder or ".").glob(pattern):
                yield from _in_group(path.read_text(encoding="utf-8", errors="replace"))


def _in_group(text: str) -> Iterator[tuple[str, str]]:
    _, heading, section = text.partition(f"[{GROUP}]")
    if not heading:
        return
    for line in section.splitlines():
        if line.startswith("["):
            return
        name, equals, value = line.partition("=")
        if equals:
            yield name.strip(), value.partition("[")[0].strip()


def _loaded(value: str) -> Suggester:
    module, _, attributes = value.partition(":")
    suggester: Suggester = attrgetter(attributes)(import_module(module))
    return suggester
