from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from dvo_tui.minutes.reading import read_file
from dvo_tui.minutes.segment import sentences
from dvo_tui.suggest.matching import Guarded

ROOT = Path(__file__).parents[3]
SOURCES = (ROOT / "examples", ROOT / "tests" / "minutes" / "seen")
MODULES = ("decision_kinds", "decision_words", "action_sentences", "dues", "speakers")


@cache
def read_sentences() -> tuple[str, ...]:
    """Every sentence of the invented minutes that are text, with a small and with a capital first letter."""
    paths = [path for folder in SOURCES for suffix in ("txt", "md") for path in sorted(folder.glob(f"*.{suffix}"))]
    found: dict[str, None] = {}
    for path in paths:
        minutes = read_file(path)
        for span in sentences(minutes.text, minutes.blocks):
            sentence = minutes.text[span.start : span.end]
            found |= dict.fromkeys((sentence, sentence[:1].lower() + sentence[1:], sentence[: len(sentence) // 2]))
    return tuple(found)


def guards_in(held: object) -> Iterator[Guarded]:
    if isinstance(held, Guarded):
        yield held
    elif isinstance(held, tuple):
        for part in held:
            yield from guards_in(part)


def guards() -> list[Guarded]:
    modules: list[ModuleType] = [import_module(f"dvo_tui.suggest.{name}") for name in MODULES]
    return [guard for module in modules for held in vars(module).values() for guard in guards_in(held)]


@pytest.mark.parametrize("guard", guards(), ids=lambda guard: guard.pattern.pattern[:40])
def test_a_guard_hides_no_match(guard: Guarded) -> None:
    for sentence in read_sentences():
        bare, guarded = guard.pattern.search(sentence), guard.search(sentence)
        assert (bare and bare.span()) == (guarded and guarded.span()), sentence


def test_a_pattern_is_searched_for_in_the_range_alone() -> None:
    guard = Guarded(re.compile(r"\bterug"), "terug")
    assert guard.search("kom terug") is not None
    assert guard.search("kom terug", 5) is None
    assert guard.search("kom terug", 0, 6) is None
    assert guard.search("komt later") is None
