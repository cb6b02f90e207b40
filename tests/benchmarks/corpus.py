"""Text of any size for timing: the invented minutes one behind the other, with other people and years each time.

Nobody stays for ever: every eight rounds of the documents each surname in them is another, and each round is a year
later. So 100 kB hold 21 meetings with 84 people in them, 1 MB 250 people, and 10 MB, some 2,100 meetings, 2,016. Other
words come back, as they do in minutes; both sides of the comparison know words again that they met before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count, cycle, product
from pathlib import Path
from typing import NamedTuple

from dvo_tui import names
from dvo_tui.minutes.reading import read_bytes
from dvo_tui.minutes.text import decode
from dvo_tui.suggest.vocabulary import listed

ROOT = Path(__file__).parents[2]
SOURCES = (ROOT / "examples", ROOT / "tests" / "minutes" / "seen")

ROUNDS = 8
"""For how many rounds the same people hold their seats."""

_BEGIN = listed(
    "Wester Ooster Noorder Zuider Mole Kerk Dijk Berke Elze Linde Haze Vosse Valke Rave Steen Zand Klei Veen"
)
_MIDDLE = ("", "n", "r", "s", "l", "t", "d")
_END = listed("kamp stra veld man brink horst beek dam huis laar mans sma burg hoven sloot berg wijk zaal hof goed")
_STRIDE = 1009
"""A prime to walk through the surnames by, so that neighbours in the list do not meet."""

_YEAR = re.compile(r"\b20[012]\d\b")


class Corpus(NamedTuple):
    """Text of plain minutes, and the name of everybody listed in them."""

    text: str
    people: tuple[str, ...]


def corpus(size: int) -> Corpus:
    """Minutes of at most so many characters, cut at a line's end, and who is listed in them."""
    parts: list[str] = []
    people: dict[str, None] = {}
    length = 0
    for text, present in _rounds():
        parts.append(text)
        people |= dict.fromkeys(present)
        length += len(text) + 2
        if length > size:
            break
    whole = "\n\n".join(parts)
    return Corpus(whole[: whole.rfind("\n", 0, size)], tuple(people))


def _rounds() -> Iterator[tuple[str, list[str]]]:
    """The documents in turn, for ever, each with the people of its round."""
    sources = [_Source(path) for folder in SOURCES for path in sorted(folder.glob("*.txt"))]
    fresh = cycle(_surnames())
    for number in count():
        for source in sources:
            if number % ROUNDS == 0:
                source.seats = {old: next(fresh) if number else old for old in source.surnames}
            yield source.moved(number)


def _surnames() -> list[str]:
    """Invented surnames (2,520), in an order without a pattern to it."""
    found = ["".join(parts) for parts in product(_BEGIN, _MIDDLE, _END)]
    return [found[at * _STRIDE % len(found)] for at in range(len(found))]


class _Source:
    """One document, the surnames of its people, and whose they now are."""

    def __init__(self, path: Path) -> None:
        self._text = decode(path.read_bytes(), path.name).strip()
        participants = read_bytes(self._text.encode(), path.name).participants
        self._people = [person.name for person in participants]
        surnames = {names.parse(name).surname for name in self._people} - {""}
        self.surnames = sorted(surnames, key=lambda name: (-len(name), name))
        self.seats: dict[str, str] = {}
        self._pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, self.surnames)) or '(?!)'})\b")

    def moved(self, years: int) -> tuple[str, list[str]]:
        """The text and its people under the surnames of their round, so many years later."""
        text = _YEAR.sub(lambda year: str(2000 + (int(year[0][2:]) + years) % 30), self._renamed(self._text))
        return text, [self._renamed(name) for name in self._people]

    def _renamed(self, text: str) -> str:
        return self._pattern.sub(lambda name: self.seats[name[0]], text)
