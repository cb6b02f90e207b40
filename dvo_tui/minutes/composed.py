"""Text whose accents are characters of their own (`e` and a diaeresis, as macOS and some PDFs have it), for rules that
know accented letters only: a twin with these composed, and the way back to the places of the text itself.

Invariant: the reading text is never changed; what is found in the twin is brought back to it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate
from typing import TypeVar

from msgspec.structs import replace

from dvo_tui.minutes.model import AgendaItem, Block, Minutes, Participant, Span

_MARKED = re.compile(r"[^\W\d_][\u0300-\u036f]+")

Standing = TypeVar("Standing", Block, Participant, AgendaItem)


class Twin:
    """Minutes with composed letters.

    Args:
        minutes: The minutes themselves.
        found: Where letters with marks of their own stand in them that can be composed, as `_marked` gives.
    """

    def __init__(self, minutes: Minutes, found: list[tuple[Span, str]]) -> None:
        text = minutes.text
        self._text = text
        pieces, at = [], 0
        for span, letter in found:
            pieces += [text[at : span.start], letter]
            at = span.end
        saved = list(accumulate(len(span) - len(letter) for span, letter in found))
        self._ends = [span.end for span, _letter in found]
        self._ends_here = [end - less for end, less in zip(self._ends, saved, strict=True)]
        self._saved = [0, *saved]
        self.minutes = replace(
            minutes,
            text="".join([*pieces, text[at:]]),
            blocks=moved(minutes.blocks, self._there),
            participants=moved(minutes.participants, self._there),
            agenda=tuple(
                replace(item, title=unicodedata.normalize("NFC", item.title))
                for item in moved(minutes.agenda, self._there)
            ),
        )

    def _there(self, offset: int) -> int:
        """Where an offset of the minutes is in the twin."""
        return offset - self._saved[bisect_right(self._ends, offset)]

    def back(self, offset: int) -> int:
        """Where an offset of the twin is in the minutes."""
        return offset + self._saved[bisect_right(self._ends_here, offset)]

    def title_back(self, item: AgendaItem) -> AgendaItem:
        """An agenda item of the twin as it is in the minutes, the title in their very characters."""
        at = self.minutes.text.find(item.title, item.span.start, item.span.end)
        title = self._text[self.back(at) : self.back(at + len(item.title))] if at >= 0 else item.title
        return replace(_moved(item, self.back), title=title)


def twin(minutes: Minutes) -> Twin | None:
    """The minutes with composed letters; `None` where they are composed already, as nearly all are."""
    if unicodedata.is_normalized("NFC", minutes.text):
        return None
    found = _marked(minutes.text)
    return Twin(minutes, found) if found else None


def _marked(text: str) -> list[tuple[Span, str]]:
    """Letters with marks of their own, and the letter that each is composed."""
    found = ((Span(*match.span()), unicodedata.normalize("NFC", match[0])) for match in _MARKED.finditer(text))
    return [(span, letter) for span, letter in found if len(letter) == 1]


def moved(records: Iterable[Standing], place: Callable[[int], int]) -> tuple[Standing, ...]:
    """The same records with every offset brought elsewhere."""
    return tuple(_moved(record, place) for record in records)


def _moved(record: Standing, place: Callable[[int], int]) -> Standing:
    if isinstance(record, Block):
        return replace(record, start=place(record.start), end=place(record.end))
    if isinstance(record, AgendaItem):
        return replace(record, span=span_at(record.span, place))
    return replace(record, spans=tuple(span_at(span, place) for span in record.spans))


def span_at(span: Span, place: Callable[[int], int]) -> Span:
    """A span with both offsets brought elsewhere."""
    return Span(place(span.start), place(span.end))
