"""Lists of facts from `gazetteer/*.yaml`, and the one pass over a text's words that finds them.

Each file is one YAML mapping whose names stand in a block, one a line, so that reading it costs one scalar:
`Name`, `Name | other spelling`, `ABBR = what it stands for | other spelling`, and `?` before what is also an everyday
word or a surname (`Best`, `Houten`) and therefore needs a hint beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from itertools import compress
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

import msgspec

from dvo_tui.minutes.regex import regex
from dvo_tui.suggest import cues, vocabulary

FOLDER = Path(__file__).with_name("gazetteer")
FILES = ("municipalities", "places", "villages", "organisations", "laws", "programmes", "events")

_WORD = regex(r"\w+")
_CAPITAL_WORD = regex(r"(?<!\w)[^\W\d_a-zà-ÿ]\w*")


_AHEAD = 5
"""Entries of one word are told apart by so many characters behind it."""

_FEW = 8
"""Words that are at most one in so many of the capitalised ones are looked up one by one and sorted."""

_TAIL = 3
_ENDINGS = tuple(suffix for suffixes in cues.ENDINGS.values() for suffix in suffixes)
_TAILS = frozenset(suffix[-_TAIL:] for suffix in _ENDINGS)
"""The last letters of `cues.ENDINGS`, which tell fast that a word ends otherwise than all of them."""


class Entry(NamedTuple):
    """One spelling of a listed name; `lead` is where its key begins, `doubtful` says it is an everyday word too."""

    form: str
    type: str
    canonical: str
    expansion: str | None = None
    doubtful: bool = False
    lead: int = 0


class Hit(msgspec.Struct, frozen=True, gc=False):
    """Where a listed name stands in a text."""

    start: int
    end: int
    entry: Entry


Word = tuple[int, str]
"""Where a word begins, and the word."""


class Words(msgspec.Struct, frozen=True):
    """What one pass over a text found: listed names in order, where cues begin by tag, capitalised words, all words.

    `built` are the words that end in one of `cues.ENDINGS`; `places` tells where these begin, and each word that has a
    capital, is a cue or begins a listed name.
    """

    hits: tuple[Hit, ...]
    cues: dict[str, list[int]]
    capitals: tuple[Word, ...]
    capital_words: frozenset[str]
    vocabulary: frozenset[str]
    built: tuple[str, ...]
    places: dict[str, list[int]]

    def capitals_where(self, holds: Callable[[str], object]) -> list[Word]:
        """The capitalised words that something holds for, in order; each different word is asked about once."""
        kept = set(filter(holds, self.capital_words))
        if sum([len(self.places[word]) for word in kept]) * _FEW < len(self.capitals):
            return sorted([(at, word) for word in kept for at in self.places[word]])
        return list(compress(self.capitals, map(kept.__contains__, map(itemgetter(1), self.capitals))))

    def ending(self, tag: str) -> Iterator[tuple[int, int]]:
        """Start and end of the words that end in a suffix of a tag and hold more than it; in order of the suffixes."""
        for suffix in cues.ENDINGS[tag]:
            built = [(word, part) for word in self.built if suffix in word for part in ending_in(word, (suffix,))]
            if built:
                yield from sorted([(at + start, at + end) for word, (start, end) in built for at in self.places[word]])


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
def everyday() -> frozenset[str]:
    """Everyday words of minutes, in small letters, none of them a surname or first name."""
    return frozenset(load("everyday")["names"].split())


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
    """The one pass over all words of a text; what stands between spaces is taken apart once, however often it comes."""
    pieces = text.replace("\n", " ").split(" ")
    different = set(pieces)
    bare = {piece for piece in different if piece.isalnum()}
    marked = {piece: _words_in(piece) for piece in different - bare}
    vocabulary = frozenset(bare.union(word for words in marked.values() for _, word in words))
    large = frozenset([word for word in vocabulary if word[:1].isupper()])
    built = [word for word in vocabulary if word[-_TAIL:] in _TAILS and word.endswith(_ENDINGS)]
    if "_" in text:
        built += [word for word in vocabulary if "_" in word]
    told = {
        *large,
        *built,
        *filter(index().__contains__, vocabulary),
        *filter(cues.TAGS_OF.__contains__, vocabulary),
    }
    telling = {piece: kept for piece, words in marked.items() if (kept := [it for it in words if it[1] in told])}
    found = _standing(pieces, bare & told, telling)
    places: defaultdict[str, list[int]] = defaultdict(list)
    for start, word in found:
        places[word].append(start)
    capitals = tuple([place for place in found if place[1] in large])
    hits = tuple(_hits(text, found))
    return Words(hits, _by_tag(places), capitals, large, vocabulary, tuple(dict.fromkeys(built)), dict(places))


@lru_cache(maxsize=1 << 14)
def _words_in(piece: str) -> tuple[Word, ...]:
    return tuple([(match.start(), match[0]) for match in _WORD.finditer(piece)])


def _standing(pieces: Sequence[str], bare: AbstractSet[str], marked: Mapping[str, Sequence[Word]]) -> list[Word]:
    """Where some words stand among pieces of a text that one character parts: `bare` ones, and those in `marked`."""
    found: list[Word] = []
    add = found.append
    telling = bare | marked.keys()
    at = 0
    for piece in pieces:
        if piece in telling:
            if piece in bare:
                add((at, piece))
            else:
                for offset, word in marked[piece]:
                    add((at + offset, word))
        at += len(piece) + 1
    return found


def _hits(text: str, found: Iterable[Word]) -> Iterator[Hit]:
    """The listed names among some words of a text, leftmost and longest."""
    entries, free = index(), 0
    for start, word in found:
        candidates = entries.get(word)
        if candidates is None or start < free:
            continue
        end = start + len(word)
        if candidates[0].form == word:  # the longest form is the word itself, and words stand apart
            yield Hit(start, end, candidates[0])
            free = end
            continue
        table, short = _by_ahead(word)
        near = table.get(text[end : end + _AHEAD], short)
        hit = _hit(text, start, near, free) if near else None
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
    for word in filter(cues.TAGS_OF.__contains__, places):
        for tag in cues.TAGS_OF[word]:
            found[tag] += places[word]
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


def occurrences(text: str, piece: str) -> Iterator[int]:
    """Where a piece of text stands."""
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)


def words_of(text: str) -> Iterator[Word]:
    """Every word of a text and where it begins."""
    return ((match.start(), match[0]) for match in _WORD.finditer(text))


def word_start(text: str, end: int) -> int:
    """Where the word that ends at an offset begins; the offset itself where none does."""
    while end > 0 and (text[end - 1].isalnum() or text[end - 1] == "_"):
        end -= 1
    return end


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
