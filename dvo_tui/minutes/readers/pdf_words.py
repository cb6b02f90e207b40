"""Characters of a PDF page into words, and words into lines with their place and weight.

All lengths are points; `top` and `bottom` count from the top of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from pdfminer.layout import LTChar, LTItem, LTPage
from pdfplumber.page import Page
from pdfplumber.utils.text import extract_words

from dvo_tui.minutes.readers.pdf_bounds import BoundedDevice, BoundedInterpreter
from dvo_tui.minutes.text import sanitise

_BOLD = re.compile(r"(?i)bold|black|heavy|semi-?b|demi|[-,]bd?\b")
_BULLET_CODE = "(cid:127)"
"""How pdfminer gives code 127 of the standard encoding, which programs use for a bullet."""

_PRIVATE = re.compile("[\uf000-\uf0ff]")
_ALPHABET = str.maketrans({"\u00ad": "-", "\u2010": "-", "\u200b": None, "\u2060": None, "\ufffe": "-", "\f": " "})
_MOST_NUMBERS = 100_000
_FARTHEST = 20_000
"""Points; the largest page that a PDF may have is 14,400 wide."""

_WIDE_GAP = 1.6
COLUMN_GAP = 0.9
"""From this many times the type size on, a gap between words can part columns; justified text stays below."""


class LeanPage(Page):
    """A page whose characters carry only what is used here; pdfplumber spends half its time on the rest.

    It is drawn within the budget of `pdf_bounds`.
    """

    @property
    def layout(self) -> LTPage:
        if not hasattr(self, "_layout"):
            device = BoundedDevice(self.pdf.rsrcmgr, pageno=self.page_number, laparams=self.pdf.laparams)
            BoundedInterpreter(self.pdf.rsrcmgr, device).process_page(self.page_obj)
            self._layout: LTPage = device.get_result()
        return self._layout

    def process_object(self, obj: LTItem) -> dict[str, Any]:
        if not isinstance(obj, LTChar):
            return super().process_object(obj)
        left, above = self.mediabox[:2]
        top = self.height - obj.y1 + above
        return {
            "object_type": "char",
            "text": obj.get_text(),
            "fontname": obj.fontname,
            "size": obj.size,
            "upright": obj.upright,
            "x0": obj.x0 + left,
            "x1": obj.x1 + left,
            "top": top,
            "bottom": self.height - obj.y0 + above,
            "doctop": self.initial_doctop + top,
        }


class Word(NamedTuple):
    """A word and its box."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool


class TextLine:
    """A line, or the part of one that stands in a column. `first` is the width of its first word.

    `start` is its offset in the raw text, `right` where its column ends; both are given later.
    """

    __slots__ = ("bold", "bottom", "first", "page", "right", "size", "start", "text", "top", "x0", "x1")

    def __init__(self, words: list[Word], page: int) -> None:
        parts = [words[0].text]
        for before, word in pairwise(words):
            parts += ["  " if word.x0 - before.x1 > _WIDE_GAP * word.size else " ", word.text]
        self.text = sanitise("".join(parts))
        self.x0 = _even(words[0].x0)
        self.x1 = _even(max(word.x1 for word in words))
        self.top = _even(min(word.top for word in words))
        self.bottom = _even(max(word.bottom for word in words))
        self.size = max((len(word.text), word.size) for word in words)[1]
        self.bold = all(word.bold for word in words if any(map(str.isalnum, word.text)))
        self.first = _even(words[0].x1 - words[0].x0)
        self.page = page
        self.start = 0
        self.right = self.x1


_numbers: dict[float, float] = {}


def _even(length: float) -> float:
    """A length to a sixteenth of a point, as one object for all lines: a long document has millions of them."""
    rounded = round(length * 16) / 16
    return _numbers.setdefault(rounded, rounded) if len(_numbers) < _MOST_NUMBERS else rounded


def words_of(chars: list[dict[str, Any]]) -> list[Word]:
    """The words of upright characters on any page there can be; text drawn twice for weight counts once."""
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for char in chars:
        if not char.get("upright", True) or char["size"] < 1 or not _is_near(char):
            continue
        key = (char["text"], round(char["x0"]), round(char["top"]))
        if key in seen and not char["text"].isspace():
            continue
        seen.add(key)
        kept.append(char)
    found = extract_words(kept, x_tolerance_ratio=0.18, return_chars=True)
    return [_word(word) for word in found if word["text"].strip()]


def _is_near(char: dict[str, Any]) -> bool:
    """Whether a character stands where a page can be; what stands beyond is seen by nobody, and may be no number."""
    return all(-_FARTHEST < char[edge] < _FARTHEST for edge in ("x0", "x1", "top", "bottom"))


@lru_cache(maxsize=512)
def _is_bold(font: str | bytes | None) -> bool:
    name = font.decode("latin-1") if isinstance(font, bytes) else font or ""
    return _BOLD.search(name) is not None


def _word(found: dict[str, Any]) -> Word:
    chars = found["chars"]
    bold = sum(_is_bold(char["fontname"]) for char in chars)
    text = _PRIVATE.sub("•", found["text"].replace(_BULLET_CODE, "•")).translate(_ALPHABET).replace("\n", " ")
    return Word(
        text, found["x0"], found["x1"], found["top"], found["bottom"], round(chars[0]["size"], 1), bold * 2 > len(chars)
    )


def rows_of(words: Iterable[Word]) -> list[list[Word]]:
    """Words by line, lines from top to bottom and words from left to right."""
    rows: list[list[Word]] = []
    bottom = 0.0
    for word in sorted(words, key=lambda word: (word.bottom, word.x0)):
        if rows and word.bottom - bottom <= 0.4 * min(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
            bottom = word.bottom
    for row in rows:
        row.sort(key=lambda word: word.x0)
    return rows


def segments_of(row: list[Word]) -> list[list[Word]]:
    """A row cut where a gap can part columns."""
    segments = [[row[0]]]
    for before, word in pairwise(row):
        if word.x0 - before.x1 > COLUMN_GAP * max(before.size, word.size):
            segments.append([word])
        else:
            segments[-1].append(word)
    return segments
