"""Every way in which a text may write the people it must not name: case, possessive, initials, one letter wrong.

Finding too much costs a word of the copy, finding too little costs somebody's privacy; so what is doubtful is found.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dvo_tui import names
from dvo_tui.minutes.model import Span
from dvo_tui.suggest import lexicon

_UNSEEN = "\u00ad\u200b-\u200d\u2060\ufeff"
"""Soft hyphens and spaces of no width: a word is the same word with them in it."""

_TOKEN = re.compile(rf"(?:[^\W\d_][\u0300-\u036f{_UNSEEN}]*)+")
_BETWEEN = re.compile(rf"[ \t\xa0.’'‘`/‑–{_UNSEEN}-]{{0,3}}(?:\r?\n[ \t]{{0,8}})?")
_PARTED = re.compile(r"[‑-][ \t]*\r?\n[ \t]*")
"""What parts a word at the end of a line."""

_INITIALS_BEFORE = re.compile(r"(?:(?<![^\W\d_])[^\W\d_]{1,2}\.[ \xa0-]?){1,6}$")
_TITLED = re.compile(rf"(?:{'|'.join(sorted(names.HONORIFICS | names.TITLES))})\.[ \xa0-]?", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"([^\W\d_]+(?:['’-][^\W\d_]+)*\.?)[ \xa0]$")

_JOINS = (
    names.TUSSENVOEGSELS
    - names.listed("aan af al bij des en in onder op over toe tot uit voor")
    | names.listed("v vd v.d")
)  # fmt: skip
"""What belongs to the name behind it, whatever stands before."""

_JOINED = rf"(?:[ \xa0]?(?:{'|'.join(sorted(map(re.escape, _JOINS), key=len, reverse=True))})(?!\w)\.?)"
_TURNED = re.compile(
    rf",[ \xa0]?(?:(?:[^\W\d_]{{1,2}}\.[ \xa0-]?){{1,6}}{_JOINED}{{0,3}}|{_JOINED}{{1,3}})"
    r"(?=[ \xa0]*(?:[,;:|()\t\r\n]|$)|[ \xa0]{2})"
)
"""What stands behind a surname that comes first: `Vries, J. de`."""

SHORTEST_MISSPELT = 5
"""Shorter names are found only as they are: one letter makes another word of them."""

SHORTEST_WHOLE = 7
"""Shorter whole names are not found as one word: `A. Bos` is no `abos`."""

WORDS = names.listed(
    """
    aan al arts baas bakker bank bel berg bloem blok bode boek boer bol boom boon boot bos brand broek broer
    bron brood brug bruin buurt dag dam dekker dijk dorp duin eik eind gans geel geest goed graaf groen groot
    haan haas ham hamer hand haring hart haven heer heide hek helm herder heuvel hoek hof hond hout huis jager
    jong kamp kanter keizer kelder kerk ketel klaver klein knoop kok koning kool koopman kort koster kraan
    kramer kroon kruis kuiper lam lang leeuw linde los maas maat meer meester meijer meulen mol molen mulder
    nagel nieuw noord oord oost os oud paal pas peer pen pijl poel pol pool poort post pot prins put raven
    ridder ring roest rood roos ruiter schaap schans schilder schipper schoon schot schouten slager slot sluis
    smid smit snel snijder snoek spaan speelman spek spits spruit staal stam stek sterk stoel stok stout strik
    tak tas tempel timmer timmerman tol toren valk veen veer veld vet vink visser vliet voet vogel vonk voorn
    vos vrede vries vroom waal wachter wal wals wateren wever wiel wijn wild wind wit wolf worm zand zanger zee
    zijl zomer zwaan zwager zwart
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
        words: What is no code of somebody, nor a name misspelt, in these very letters: abbreviations of bodies.
    """

    def __init__(self, people: Iterable[Person], words: Iterable[str] = ()) -> None:
        self._names: dict[str, dict[str, None]] = defaultdict(dict)
        """The people by folded surname, first name or whole name, joined."""
        self._spaced: dict[str, dict[str, None]] = defaultdict(dict)
        """The same for what is only a name where something parts its words: `j de wit`."""
        self._misspelt: dict[str, set[str]] = defaultdict(set)
        """The folded names from which a spelling is one deletion away."""
        self._codes: dict[str, dict[str, None]] = defaultdict(dict)
        self._begins: set[str] = set()
        """The folded first word of each name of several, and what is one deletion away from it."""
        self._meant: dict[tuple[str, bool], tuple[str, ...]] = {}
        """Who is meant by each spelling that was looked up: a text says most of its words many times."""
        self._between: set[str] = set()
        """Who is known to have a tussenvoegsel: before the name of anybody else, `van` is a word."""
        self._starts: dict[str, bool] = {}
        """Whether a word that was looked up begins a name of several words."""
        self._longest = 1
        self._most = 0
        """Letters of the longest name; a longer word is none, misspelt or not."""
        self._words = frozenset(words)
        for person in people:
            for written in sorted(person.written):
                self._learn(person.key, names.parse(written))

    def _learn(self, key: str, name: names.Name) -> None:
        short = " ".join(word[0] for word in re.findall(r"[^\W\d_]+", name.tussenvoegsel))
        pieces = re.split(r"[\s‑-]+", name.surname)
        if short:
            self._between.add(key)
        lasts = dict.fromkeys((name.surname, pieces[0]))
        surnames = [name.surname, *(f"{one} {last}" for one in (name.tussenvoegsel, short) if one for last in lasts)]
        firsts = name.first.split()
        for part in filter(None, (name.first, *surnames, *(firsts if len(firsts) > 1 else ()))):
            self._add(self._names, key, part)
        for piece in pieces[: len(pieces) * (len(pieces) > 1)]:
            if len(piece) > 3 and piece.casefold() not in names.TUSSENVOEGSELS:
                self._add(self._names, key, piece)
        letters = name.initials or "".join(word[0] for word in re.split(r"[\s‑-]+", name.first) if word).upper()
        if not letters or not name.surname:
            return
        for surname in surnames:
            if name.first:
                whole = f"{name.first} {surname}"
                self._add(self._names if len(_joined(whole)) >= SHORTEST_WHOLE else self._spaced, key, whole)
            for first in (letters, " ".join(letters), letters[0]):
                self._add(self._spaced, key, f"{first} {surname}")
        self._code(key, letters, short.replace(" ", "").lower(), "".join(piece[0] for piece in pieces if piece))

    def _code(self, key: str, letters: str, between: str, last: str) -> None:
        """The letters that somebody is noted by: `JdV`, `JDV`, `JV`."""
        for first in (letters, letters[0]):
            for ends in (last, last[0]):
                for code in (first + between + ends, first + ends):
                    for form in (code, code.upper(), _plain(code), _plain(code.upper())):
                        if form != form.lower():
                            self._codes[form][key] = None
                            self._longest = max(self._longest, len(form))
        self._begins.add(names.fold(letters[0]))

    def _add(self, table: dict[str, dict[str, None]], key: str, part: str) -> None:
        joined = _joined(part)
        if len(joined) < 2:
            return
        table[joined][key] = None
        self._most = max(self._most, len(joined))
        words = [names.fold(word) for word in _TOKEN.findall(part)]
        if len(words) > 1:
            self._longest = max(self._longest, len(words))
            self._begins.update((words[0], *(_deletions(words[0]) if len(words[0]) > 3 else ())))
        if table is self._names and len(joined) >= SHORTEST_MISSPELT:
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
            start = self._begin(text, tokens[index].start(), any(key in self._between for key in keys))
            end = tokens[last].end()
            turned = _TURNED.match(text, end)
            if found and start < found[-1].span.end:
                start = found[-1].span.start
                keys = self._both(found.pop().keys, keys)
            elif found and not text[found[-1].span.end : start].strip(" \xa0-") and self._both(found[-1].keys, keys):
                shared = tuple(key for key in found[-1].keys if key in keys)
                if shared:  # a first name and the surname behind it
                    start, keys = found.pop().span.start, shared
            found.append(Mention(Span(start, turned.end() if turned else end), keys))
            index = last + 1
            while turned and index < len(tokens) and tokens[index].start() < turned.end():
                index += 1
        return found

    @staticmethod
    def _both(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[str, ...]:
        shared = tuple(key for key in before if key in after)
        return shared or tuple(dict.fromkeys((*before, *after)))

    def _at(self, text: str, tokens: list[re.Match[str]], index: int) -> tuple[int, tuple[str, ...]] | None:
        """The last token and the people of the longest name that begins at a token."""
        start = tokens[index].start()
        called = index > 0 and _is_called(text, tokens[index - 1], start)
        for last in range(self._reach(text, tokens, index), index - 1, -1):
            written = text[start : tokens[last].end()]
            keys = self._meant.get((written, called))
            if keys is None:
                keys = self._meant[written, called] = self._named(written, called, spaced=last > index)
            if keys:
                return last, keys
        return None

    def _reach(self, text: str, tokens: list[re.Match[str]], index: int) -> int:
        """The last token that a name may have which begins at one; a word parted over a line end is one word."""
        word, start = tokens[index][0], tokens[index].start()
        if word == "s" and text[max(0, start - 1) : start] in ("'", "’"):  # of a genitive or plural
            return index
        several = self._starts.get(word)
        if several is None:
            folded = _joined(word)
            near = (folded, *(_deletions(folded) if 3 < len(folded) <= self._most else ()))
            several = self._starts[word] = any(form in self._begins for form in near)
        left = self._longest if several else 1
        if left == 1 and text[tokens[index].end() : tokens[index].end() + 1] not in ("-", "‑"):
            return index
        last = index
        while last + 1 < len(tokens):
            at, to = tokens[last].end(), tokens[last + 1].start()
            if not _BETWEEN.fullmatch(text, at, to):
                break
            left -= _PARTED.fullmatch(text, at, to) is None
            if left < 1:
                break
            last += 1
        return last

    def _named(self, written: str, called: bool, spaced: bool) -> tuple[str, ...]:
        capital = called or any(character.isupper() for character in written)
        joined = _joined(written)
        for spelling in (joined, joined.removesuffix("s")):
            people = self._names.get(spelling) or (self._spaced.get(spelling) if spaced else None)
            if people and (capital or self._even_small(spelling)):
                return tuple(people)
        if written in self._words:
            return ()
        letters = "".join(filter(str.isalpha, written))
        if letters in self._codes:
            return tuple(self._codes[letters])
        if not SHORTEST_MISSPELT - 1 <= len(joined) <= self._most + 2 or not (capital or len(joined) > 6):
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
    def _begin(text: str, start: int, joins: bool) -> int:
        """Where the whole name begins: with initials, a first name, and tussenvoegsels where it `joins` these."""
        if text[start : start + 2].casefold() in ("t ", "n ", "s ") and text[start - 1 : start] in ("'", "’", "‘"):
            start -= 1
        while True:
            word = _WORD_BEFORE.search(text, max(0, start - 40), start)
            if word is not None and (joins or word[1][0].isupper()) and word[1].casefold().rstrip(".") in _JOINS:
                start = word.start()
                continue
            if word is not None and word[1] in lexicon.first_names():
                return word.start()
            initials = _INITIALS_BEFORE.search(text, max(0, start - 24), start)
            if initials is None:
                return start
            begin = initials.start()
            for titled in _TITLED.finditer(text, begin, start):
                begin = titled.end()
            return begin if any(character.isupper() for character in text[begin:start]) else start


def _is_called(text: str, before: re.Match[str], start: int) -> bool:
    """Whether a word says that a name follows at once, whatever its letters: `mevrouw bakker`."""
    return before[0].casefold() in names.HONORIFICS and text[before.end() : start] in (" ", ". ", "\xa0", ".\xa0")


def _plain(code: str) -> str:
    """Without accents, in the same letters."""
    return "".join(one for one in unicodedata.normalize("NFKD", code) if not unicodedata.combining(one))


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
