"""What PDF pages print around the text: page numbers, and lines or tables that come back at the same height."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dvo_tui.minutes.readers.contacts import is_contact
from dvo_tui.minutes.readers.pdf_columns import Letterhead, Part
from dvo_tui.minutes.readers.pdf_tables import RawTable
from dvo_tui.minutes.readers.pdf_words import TextLine

_ZONE = 0.15
_EDGE = 0.1
_SHARE = 0.4
_HEIGHT = 6
_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?i)(?:[-–—| ]*\d{1,4}[-–—| ]*|(?:.{0,80}[\s|–—-])?(?:pagina|pag\.?|blad|page|p\.):? ?\d{1,4}"
    r"(?: ?(?:van|of|/) ?\d{1,4})?\W*(?:\s.{0,80})?|\d{1,3} ?(?:/|van) ?\d{1,3})$"
)

Key = tuple[str, bool, int]


class Page:
    """The parts of a page in reading order, and its height."""

    __slots__ = ("height", "number", "parts")

    def __init__(self, number: int, height: float, parts: list[Part]) -> None:
        self.number = number
        self.height = height
        self.parts = parts


def drop_furniture(pages: list[Page]) -> None:
    """Take furniture out of pages; what the first page has at its top stays, unless it is said there again.

    A name at the top that the letterhead beside it has too is the sender's.
    """
    found_on: dict[Key, set[int]] = {}
    for page in pages:
        for key in (key for part in page.parts for _, key in _candidates(part, page)):
            found_on.setdefault(key, set()).add(page.number)
    enough = max(2, int(_SHARE * len(pages)))
    for page in pages:
        keep_top = page is pages[0]
        kept: list[Part] = []
        senders = {word for part in page.parts if isinstance(part, Letterhead) for word in _words(_text(part))}
        for part in page.parts:
            if isinstance(part, Letterhead):
                continue
            dropped = set()
            for at, key in _candidates(part, page):
                text, at_top = _shown(part, at), key[1]
                sender = bool(senders) and at_top and set() < _words(text) <= senders
                again = _is_furniture(text, key, found_on, enough)
                if sender or (again and not (keep_top and at_top and _says_something(text, part, at, page))):
                    dropped.add(at)
            if isinstance(part, RawTable):
                kept += [] if dropped else [part]
            elif rest := [line for index, line in enumerate(part) if index not in dropped]:
                kept.append(rest)
        page.parts = kept


def _candidates(part: Part, page: Page) -> Iterator[tuple[int, Key]]:
    """Index and key of what stands near the top or bottom of its page; a whole table has index -1."""
    if isinstance(part, RawTable):
        if part.bottom < _ZONE * page.height or part.top > (1 - _ZONE) * page.height:
            yield -1, _key(_shown(part, -1), part.top, page)
        return
    for index, line in enumerate(part):
        if line.bottom < _ZONE * page.height or line.top > (1 - _ZONE) * page.height:
            yield index, _key(line.text, line.top, page)


def _key(text: str, top: float, page: Page) -> Key:
    return _DIGITS.sub("0", " ".join(text.split()))[:200], top < page.height / 2, round(top / _HEIGHT)


def _shown(part: Part, index: int) -> str:
    return _text(part) if isinstance(part, RawTable) else part[index].text


def _text(part: Part) -> str:
    return " ".join(line.text for line in (part.lines() if isinstance(part, RawTable) else part))


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.lower()) if len(word) > 2}


def _is_furniture(text: str, key: Key, found_on: dict[Key, set[int]], enough: int) -> bool:
    shape, at_top, height = key
    pages: set[int] = set()
    pages.update(*(found_on.get((shape, at_top, near), ()) for near in (height - 1, height, height + 1)))
    if len(pages) >= enough:
        return True
    if _PAGE_NUMBER.match(text):
        return True
    return not at_top and is_contact(text)


def _says_something(text: str, part: Part, index: int, page: Page) -> bool:
    """Whether a running head has words that the rest of the page lacks, and is no page number."""
    if _PAGE_NUMBER.match(text):
        return False
    words = _words(text)
    rest = {
        word
        for other in page.parts
        for line_index, line in enumerate(other.lines() if isinstance(other, RawTable) else other)
        if other is not part or line_index != index
        for word in _words(line.text)
    }
    return index >= 0 and bool(words - rest)


def all_lines(parts: list[Part]) -> Iterator[TextLine]:
    for part in parts:
        yield from part.lines() if isinstance(part, RawTable) else part
