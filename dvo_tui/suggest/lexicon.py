"""Lists of facts from `gazetteer/*.yaml`, indexed by first word; loaded once, on first use.

Each file is one YAML mapping whose names stand in a block, one a line, so that reading it costs one scalar:
`Name`, `Name | other spelling`, `ABBR = what it stands for | other spelling`, and `?` before what is also an everyday
word or a surname (`Best`, `Houten`) and therefore needs a hint beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dvo_tui.suggest import vocabulary

FOLDER = Path(__file__).with_name("gazetteer")
FILES = ("municipalities", "places", "organisations", "laws", "programmes", "events")

_WORD = re.compile(r"\w+")


class Entry(NamedTuple):
    """One spelling of a listed name; `lead` is where its first word begins, `doubtful` says it is an everyday word too."""

    form: str
    type: str
    canonical: str
    expansion: str | None = None
    doubtful: bool = False
    lead: int = 0


class Hit(NamedTuple):
    """Where a listed name stands in a text."""

    start: int
    end: int
    entry: Entry


Index = Mapping[str, tuple[Entry, ...]]
"""Entries by the first word of their form, longest form first."""


def load(name: str) -> dict[str, str]:
    """One gazetteer file as it stands: source, year, type and names."""
    import yaml

    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded: dict[str, str] = yaml.load(text, Loader=loader)
    return loaded


@cache
def first_names() -> frozenset[str]:
    """First names in use in the Netherlands."""
    return frozenset(load("first_names")["names"].split())


@cache
def index() -> Index:
    """Everything the word pass stops at: listed names of every type, titles, roles and first names."""
    entries = [entry for name in FILES for entry in _listed(load(name))]
    entries += [Entry(form, "TITLE", form) for title in vocabulary.TITLES for form in _cased(title)]
    entries += [Entry(form, "TITLES", form) for title in vocabulary.PLURAL_TITLES for form in _cased(title)]
    entries += [Entry(name, "FIRST_NAME", name) for name in first_names()]
    return indexed(entries)


def indexed(entries: Iterable[Entry]) -> Index:
    """Entries by first word; of two with the same form the first one stays."""
    found: dict[str, dict[str, Entry]] = {}
    for entry in entries:
        word = _WORD.search(entry.form)
        if word:
            placed = entry._replace(lead=word.start())
            found.setdefault(word[0], {}).setdefault(entry.form, placed)
    return {
        word: tuple(sorted(forms.values(), key=lambda entry: (-len(entry.form), entry.form)))
        for word, forms in found.items()
    }


def scan(text: str, entries: Index) -> Iterator[Hit]:
    """Every listed name in the text, leftmost and longest, in order; one pass, one look-up a word."""
    get, free = entries.get, 0
    for match in _WORD.finditer(text):
        candidates = get(match[0])
        if candidates is None or match.start() < free:
            continue
        for entry in candidates:
            start = match.start() - entry.lead
            end = start + len(entry.form)
            if start >= 0 and text.startswith(entry.form, start) and not text[end : end + 1].isalnum():
                yield Hit(start, end, entry)
                free = end
                break


def _listed(data: Mapping[str, str]) -> Iterator[Entry]:
    for line in data["names"].splitlines():
        doubtful = line.startswith("?")
        head, _, others = line.removeprefix("?").partition(" | ")
        short, _, full = head.partition(" = ")
        canonical = full or short
        forms = [short, *([full] if full else []), *(others.split(" | ") if others else [])]
        for form in forms:
            for cased in _cased(form):
                yield Entry(cased, data["type"], canonical, full if form == short and full else None, doubtful)


def _cased(form: str) -> Iterator[str]:
    """The form, and with a capital where it begins with a small letter."""
    yield form
    if form[0].islower():
        yield form[0].upper() + form[1:]
