"""Every way in which a text may write the people it must not name: case, possessive, initials, one letter wrong.

Finding too much costs a word of the copy, finding too little costs somebody's privacy; so what is doubtful is found.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from dvo_tui import names
from dvo_tui.minutes.model import Span

_LETTERS = r"(?:[^\W\d_][\u0300-\u036f]*)+"
_TOKEN = re.compile(rf"{_LETTERS}(?:['’‑-]{_LETTERS})*")
_BETWEEN = re.compile(r"[ \t\n\xa0.’'‑-]{0,3}")
_POSSESSIVE = re.compile(r"(?:['’]s?|s)$")
_INITIALS_BEFORE = re.compile(r"(?:(?<![^\W\d_])[^\W\d_]{1,2}\.[ \xa0-]?){1,6}$")
_WORD_BEFORE = re.compile(r"([^\W\d_]+(?:['’-][^\W\d_]+)*\.?)[ \xa0]$")

_JOINS = names.TUSSENVOEGSELS - {"aan", "af", "al", "in", "onder", "op", "over", "toe", "tot", "uit", "voor"} | {"vd"}
"""What belongs to the name behind it, whatever stands before."""

SHORTEST_MISSPELT = 5
"""Shorter names are found only as they are: one letter makes another word of them."""

WORDS = names.listed(
    """
    aan al arts baas bakker bank bel berg boek boer boom boot bos brand bron brug buurt dag dam dekker dijk dorp eik
    eind geel goed graaf groen groot haan hand haven heer hoek hof huis jager jong kamp kanter keizer kerk klein kok
    koning koster kort kramer kuiper lang meer meester meijer meulen mol molen mulder nieuw oud peer post prins put
    ring ridder roos rood schipper schouten smid smit snel speelman sterk stoel timmer timmerman veen veld vink
    visser voet vogel vos wal wateren wit wolf zand zee zijl zwart vries bruin leeuw ruiter maas waal
    floor mark storm wil max beer daan zon
    """
)
"""Surnames that are words too: in small letters they are taken for the word."""


class Person(NamedTuple):
    """Somebody, by a key of the caller's, and every way in which he or she is known to be written."""

    key: str
    written: frozenset[str]


class Mention(NamedTuple):
    """Where somebody is named; `keys` has more than one where the name is that of several."""

    span: Span
    keys: tuple[str, ...]


class Variants:
    """Finds people in any text.

    Args:
        people: Whom to find.
        words: What is not a name where it stands in these very letters: abbreviations of bodies, places.
    """

    def __init__(self, people: Iterable[Person], words: Iterable[str] = ()) -> None:
        self._names: dict[str, dict[str, None]] = defaultdict(dict)
        """The people by folded surname, first name or whole name, joined."""
        self._misspelt: dict[str, set[str]] = defaultdict(set)
        """The folded names from which a spelling is one deletion away."""
        self._codes: dict[str, dict[str, None]] = defaultdict(dict)
        self._meant: dict[str, tuple[str, ...]] = {}
        """Who is meant by each spelling that was looked up: a text says most of its words many times."""
        self._longest = 1
        self._words = frozenset(words)
        for person in people:
            for written in sorted(person.written):
                self._learn(person.key, names.parse(written), written)

    def _learn(self, key: str, name: names.Name, written: str) -> None:
        for part in filter(None, (name.surname, name.first)):
            self._add(key, part)
        if name.tussenvoegsel and name.surname:
            self._add(key, f"{name.tussenvoegsel} {name.surname}")
        if " " in name.surname or "-" in name.surname:
            for piece in re.split(r"[\s-]+", name.surname):
                if len(piece) > 3 and piece.casefold() not in names.TUSSENVOEGSELS:
                    self._add(key, piece)
        letters = name.initials or name.first[:1].upper()
        if letters and name.surname:
            between = "".join(word[0] for word in name.tussenvoegsel.split())
            last = "".join(piece[0] for piece in re.split(r"[\s-]+", name.surname) if piece)
            for code in (letters + between + last, letters + between + last[0], letters[0] + between + last[0]):
                self._codes[code.casefold()][key] = None

    def _add(self, key: str, part: str) -> None:
        joined = _joined(part)
        if len(joined) < 2:
            return
        self._names[joined][key] = None
        self._longest = max(self._longest, len(_TOKEN.findall(part)))
        if len(joined) >= SHORTEST_MISSPELT:
            for shorter in _deletions(joined):
                self._misspelt[shorter].add(joined)

    def find(self, text: str) -> list[Mention]:
        """Every mention, in order, with tussenvoegsels and initials and without titles and roles."""
        tokens = list(_TOKEN.finditer(text))
        found: list[Mention] = []
        index = 0
        while index < len(tokens):
            hit = self._at(text, tokens, index)
            if hit is None:
                index += 1
                continue
            last, keys = hit
            start = self._begin(text, tokens[index].start())
            end = tokens[last].end()
            if found and start < found[-1].span.end:
                start = found[-1].span.start
                keys = self._both(found.pop().keys, keys)
            elif found and not text[found[-1].span.end : start].strip(" \xa0-") and self._both(found[-1].keys, keys):
                shared = tuple(key for key in found[-1].keys if key in keys)
                if shared:  # a first name and the surname behind it
                    start, keys = found.pop().span.start, shared
            found.append(Mention(Span(start, end), keys))
            index = last + 1
        return found

    @staticmethod
    def _both(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[str, ...]:
        shared = tuple(key for key in before if key in after)
        return shared or tuple(dict.fromkeys((*before, *after)))

    def _at(self, text: str, tokens: list[re.Match[str]], index: int) -> tuple[int, tuple[str, ...]] | None:
        """The last token and the people of the longest name that begins at a token."""
        start = tokens[index].start()
        for last in range(min(index + self._longest, len(tokens)) - 1, index - 1, -1):
            written = text[start : tokens[last].end()]
            keys = self._meant.get(written)
            if keys is None:
                between = zip(tokens[index:last], tokens[index + 1 : last + 1], strict=True)
                joined = all(_BETWEEN.fullmatch(text, one.end(), other.start()) for one, other in between)
                keys = self._meant[written] = self._named(written) if joined else ()
            if keys:
                return last, keys
        return None

    def _named(self, written: str) -> tuple[str, ...]:
        if written in self._words:
            return ()
        capital = any(character.isupper() for character in written)
        joined = _joined(written)
        for spelling in dict.fromkeys((joined, _POSSESSIVE.sub("", joined), _joined(_POSSESSIVE.sub("", written)))):
            if spelling in self._names and (capital or self._even_small(spelling)):
                return tuple(self._names[spelling])
        if self._codes and capital and len(written) <= 6 and written.casefold() in self._codes:
            return tuple(self._codes[written.casefold()])
        if len(joined) < SHORTEST_MISSPELT - 1 or not (capital or len(joined) > 6):
            return ()
        close: dict[str, None] = {}
        for shorter in (joined, *_deletions(joined)):
            for name in self._misspelt.get(shorter, set()) | ({shorter} & self._names.keys()):
                if len(name) >= SHORTEST_MISSPELT and _one_apart(joined, name) and joined not in WORDS:
                    close.update(self._names[name])
        return tuple(close)

    @staticmethod
    def _even_small(name: str) -> bool:
        return len(name) > 3 and name not in WORDS

    @staticmethod
    def _begin(text: str, start: int) -> int:
        """Where the whole name begins: with the tussenvoegsels, initials and first names before it."""
        while True:
            word = _WORD_BEFORE.search(text, max(0, start - 40), start)
            if word is not None and word[1].casefold().rstrip(".") in _JOINS:
                start = word.start()
                continue
            initials = _INITIALS_BEFORE.search(text, max(0, start - 24), start)
            if initials is not None and any(character.isupper() for character in initials[0]):
                return initials.start()
            return start


def _joined(written: str) -> str:
    """Folded, and without what may or may not stand between the words of a name."""
    return re.sub(r"[\W_]+", "", names.fold(written))


def _deletions(word: str) -> Iterator[str]:
    for index in range(len(word)):
        yield word[:index] + word[index + 1 :]


def _one_apart(one: str, other: str) -> bool:
    """Whether one letter was left out, added, changed, or exchanged with the next."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    at = next((index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    return one[at + 1 :] == other[at + 1 :] or (
        one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    )


def pseudonyms(count: int) -> Mapping[int, str]:
    """`persoon-01` and on, by number from 1."""
    width = max(2, len(str(count)))
    return {number: f"persoon-{number:0{width}}" for number in range(1, count + 1)}
