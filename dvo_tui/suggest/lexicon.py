"""Lists of facts from `gazetteer/*.yaml`, and the one pass over a text's words that finds them.

Each file is one YAML mapping whose names stand in a block, one a line, so that reading it costs one scalar:
`Name`, `Name | other spelling`, `ABBR = what it stands for | other spelling`, and `?` before what is also an everyday
word or a surname (`Best`, `Houten`) and therefore needs a hint beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import accumulate, compress
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from dvo_tui.minutes.regex import regex
from dvo_tui.suggest import cues, vocabulary

FOLDER = Path(__file__).with_name("gazetteer")
FILES = ("municipalities", "places", "villages", "organisations", "laws", "programmes", "events")

_WORD = regex(r"\w+")
_BETWEEN = regex(r"(\W+)")
_CAPITAL_WORD = regex(r"(?<!\w)[^\W\d_a-zà-ÿ]\w*")


_MANY, _AHEAD = 4, 5
"""From how many entries of one word on they are told apart by so many characters behind it."""


class Entry(NamedTuple):
    """One spelling of a listed name; `lead` is where its key begins, `doubtful` says it is an everyday word too."""

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


Word = tuple[int, str]
"""Where a word begins, and the word."""


class Words(NamedTuple):
    """What one pass over a text found: listed names in order, where cues begin by tag, capitalised words, all words."""

    hits: tuple[Hit, ...]
    cues: dict[str, list[int]]
    capitals: tuple[Word, ...]
    capital_words: frozenset[str]
    vocabulary: frozenset[str]

    def capitals_where(self, holds: Callable[[str], object]) -> list[Word]:
        """The capitalised words that something holds for, in order; each different word is asked about once."""
        kept = set(filter(holds, self.capital_words))
        if not kept or len(kept) == len(self.capital_words):
            return list(self.capitals) if kept else []
        return list(compress(self.capitals, map(kept.__contains__, map(itemgetter(1), self.capitals))))


Index = Mapping[str, tuple[Entry, ...]]
"""Entries by their key, a word of their form; longest form first."""


def load(name: str) -> dict[str, str]:
    """One gazetteer file as it stands: source, year, type and names, all as text.

    Read as the one form of YAML that these files have; importing a whole reader takes longer than reading them all.
    """
    head, _, block = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8").partition("\nnames: |\n")
    loaded: dict[str, str] = {}
    key = ""
    for line in head.splitlines():
        if line.startswith("  "):
            loaded[key] = f"{loaded[key]} {line.strip()}".lstrip()
        elif not line.startswith("#"):
            key, _, value = line.partition(": ")
            loaded[key] = "" if value == ">-" else value
    return loaded | {"names": block.removeprefix("  ").replace("\n  ", "\n")}


@cache
def first_names() -> frozenset[str]:
    """First names in use in the Netherlands."""
    return frozenset(load("first_names")["names"].split())


@cache
def name_words() -> frozenset[str]:
    """Everyday words, in small letters, that projects and campaigns are named with."""
    return frozenset(load("name_words")["names"].split())


@cache
def index() -> Index:
    """Listed names of every type, titles, roles and first names."""
    entries = [entry for name in FILES for entry in _listed(load(name))]
    for kind, titles in (("TITLE", vocabulary.TITLES), ("TITLES", vocabulary.PLURAL_TITLES)):
        entries += [Entry(form, kind, form) for title in titles for form in (*_cased(title), title.upper())]
    entries += [Entry(name, "FIRST_NAME", name) for name in first_names()]
    return indexed(entries)


def indexed(entries: Iterable[Entry], *, capital: bool = False) -> Index:
    """Entries by the first word of their form, or with `capital` by its first capitalised one, as `scan` needs.

    Of two entries with the same form the first one stays.
    """
    found: dict[str, dict[str, Entry]] = {}
    pattern = _CAPITAL_WORD if capital else _WORD
    for entry in entries:
        form = entry.form
        if form.isalnum() and (form[0].isupper() or not capital):  # by far the most: the key is the form itself
            found.setdefault(form, {}).setdefault(form, entry)
            continue
        key = pattern.search(form)
        if key:
            placed = entry._replace(lead=key.start()) if key.start() else entry
            found.setdefault(key[0], {}).setdefault(form, placed)
    return {word: _longest_first(forms) for word, forms in found.items()}


def _longest_first(forms: Mapping[str, Entry]) -> tuple[Entry, ...]:
    if len(forms) == 1:
        return tuple(forms.values())
    return tuple(sorted(forms.values(), key=lambda entry: (-len(entry.form), entry.form)))


def read(text: str) -> Words:
    """The one pass over all words of a text."""
    parts = _BETWEEN.split(text)
    ends = list(accumulate(map(len, parts)))
    words, ends = parts[::2], ends[::2]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for word, end in compress(zip(words, ends, strict=True), map(cues.TAGS_OF.__contains__, words)):
        places[word].append(end - len(word))
    vocabulary = frozenset(words)
    large = frozenset([word for word in vocabulary if word[:1].isupper()])
    capitals = [
        (end - len(word), word) for word, end in compress(zip(words, ends, strict=True), map(large.__contains__, words))
    ]
    return Words(tuple(_hits(text, words, ends)), _by_tag(places), tuple(capitals), large, vocabulary)


def _hits(text: str, words: list[str], ends: list[int]) -> Iterator[Hit]:
    """The listed names among a text's words, leftmost and longest."""
    entries, free = index(), 0
    for word, end in compress(zip(words, ends, strict=True), map(entries.__contains__, words)):
        start, candidates = end - len(word), entries[word]
        if start < free:
            continue
        if len(candidates) > _MANY:
            table, short = _by_ahead(word)
            candidates = table.get(text[end : end + _AHEAD], short)
            if not candidates:
                continue
        alone = candidates[0].form == word  # the longest form is the word itself, and words stand apart
        hit = Hit(start, end, candidates[0]) if alone else _hit(text, start, candidates, free)
        if hit:
            yield hit
            free = hit.end


@cache
def _by_ahead(word: str) -> tuple[Index, tuple[Entry, ...]]:
    """The entries of a word by the `_AHEAD` characters behind it, and those of them that any other may follow.

    Both keep the order of the index.
    """
    entries = index()[word]
    tails = [(entry.form[entry.lead + len(word) :], entry) for entry in entries]
    table = {
        ahead: tuple(entry for tail, entry in tails if ahead.startswith(tail[:_AHEAD]))
        for ahead in {tail[:_AHEAD] for tail, _ in tails if len(tail) >= _AHEAD}
    }
    return table, tuple(entry for tail, entry in tails if len(tail) < _AHEAD)


def _by_tag(places: Mapping[str, list[int]]) -> dict[str, list[int]]:
    """Where the words of each tag begin, in order."""
    found: dict[str, list[int]] = {tag: [] for tag in cues.TAGS}
    for word, starts in places.items():
        for tag in cues.TAGS_OF.get(word, ()):
            found[tag] += starts
    for starts in found.values():
        starts.sort()
    return found


def scan(text: str, words: Iterable[Word], entries: Index) -> Iterator[Hit]:
    """Every name of an index whose key is among some words of the text, leftmost and longest."""
    free = 0
    for start, word in words:
        candidates = entries.get(word)
        if not candidates or start < free:
            continue
        alone = candidates[0].form == word  # as in `_hits`
        hit = Hit(start, start + len(word), candidates[0]) if alone else _hit(text, start, candidates, free)
        if hit:
            yield hit
            free = hit.end


def _hit(text: str, at: int, candidates: tuple[Entry, ...], free: int) -> Hit | None:
    for entry in candidates:
        start = at - entry.lead
        end = start + len(entry.form)
        if start >= free and text.startswith(entry.form, start) and _stands_apart(text, start, end):
            return Hit(start, end, entry)
    return None


def _stands_apart(text: str, start: int, end: int) -> bool:
    after, before = text[end : end + 1], text[start - 1 : start] if start else ""
    return not (after.isalnum() or after == "_") and not (before.isalnum() or before == "_")


def words_of(text: str) -> Iterator[Word]:
    """Every word of a text and where it begins."""
    return ((match.start(), match[0]) for match in _WORD.finditer(text))


def ending_in(text: str, suffixes: Iterable[str], longest: int = 40) -> Iterator[tuple[int, int]]:
    """Start and end of the words that end in one of some suffixes and hold more than it; in order of the suffixes."""
    for suffix in suffixes:
        at = text.find(suffix)
        while at >= 0:
            end = at + len(suffix)
            if not text[end : end + 1].isalnum():
                start = at
                while start > max(0, at - longest) and text[start - 1].isalpha():
                    start -= 1
                if start < at and not text[start - 1 : start].isalnum():
                    yield start, end
            at = text.find(suffix, end)


def _listed(data: Mapping[str, str]) -> Iterator[Entry]:
    kind = data["type"]
    for line in data["names"].splitlines():
        doubtful = line.startswith("?")
        name = line.removeprefix("?")
        if " | " not in name and " = " not in name:
            for cased in _cased(name):
                yield Entry(cased, kind, name, None, doubtful)
            continue
        head, _, others = name.partition(" | ")
        short, _, full = head.partition(" = ")
        canonical = full or short
        forms = [short, *([full] if full else []), *(others.split(" | ") if others else [])]
        for form in forms:
            for cased in _cased(form):
                yield Entry(cased, kind, canonical, full if form == short and full else None, doubtful)


def _cased(form: str) -> Iterator[str]:
    """The form, and with a capital where it begins with a small letter."""
    yield form
    if form[0].islower():
        yield form[0].upper() + form[1:]
