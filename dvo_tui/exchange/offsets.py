"""Offsets in other units: our code points as UTF-16 code units (XMI, browsers) or UTF-8 bytes, and back."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_WIDE = re.compile("[\x80-\U0010ffff]+")


class Units:
    """The offsets of one text in code points and in another unit.

    Only places where the two grow apart are kept, so that a text of plain letters costs nothing.

    Args:
        places: The offset, in code points, of each character that takes more than one unit.
        extra: How many units more than one each of them takes.
    """

    def __init__(self, places: list[int], extra: list[int]) -> None:
        self._places = places
        self._before = [0, *accumulate(extra)]
        self._units = [place + shift for place, shift in zip(places, self._before, strict=False)]

    def there(self, offset: int) -> int:
        """The offset in the other unit of an offset in code points."""
        return offset + self._before[bisect_left(self._places, offset)]

    def here(self, offset: int) -> int:
        """The offset in code points of an offset in the other unit.

        Raises:
            ValueError: if it stands inside a character.
        """
        index = bisect_right(self._units, offset - 1)
        found = offset - self._before[index]
        if index and found <= self._places[index - 1]:
            raise ValueError("the offset stands inside a character")
        return found


def utf16(text: str) -> Units:
    """Code points and UTF-16 code units of a text."""
    places = [match.start() for match in _ASTRAL.finditer(text)]
    return Units(places, [1] * len(places))


def utf8(text: str) -> Units:
    """Code points and UTF-8 bytes of a text."""
    places = [index for match in _WIDE.finditer(text) for index in range(match.start(), match.end())]
    return Units(places, [_bytes(text[index]) - 1 for index in places])


def _bytes(character: str) -> int:
    code = ord(character)
    return 2 if code < 0x800 else 3 if code < 0x10000 else 4
