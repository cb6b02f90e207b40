"""What a page prints around the text: page numbers, and running heads and feet that come back on every page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from dvo_tui.minutes.regex import regex

_PAGE = regex(r"(?i)pag(?:ina|e|\.)?:? ?\d{1,4}(?: ?(?:van|of|/) ?\d{1,4})?")
_DIGITS = regex(r"\d+")


def page_furniture(source: str) -> Callable[[str], bool] | None:
    """A test for lines that are page furniture in this document, or None where nothing is.

    `Pagina x van y` by itself always is; with other words on its line, where these words come back on other pages; and
    with form feeds in the text, so is what stands first or last on most pages, after its first time.
    """
    found = [line.strip() for line in _lines_with_page_numbers(source)]
    shapes = Counter(_shape(line) for line in found)
    frames = _frames(source) if "\f" in source else Counter[str]()
    edges = {_edge(shape) for shape in frames}
    seen: set[str] = set()
    if not found and not frames:
        return None

    def is_furniture(text: str) -> bool:
        if len(text) > 160:
            return False
        match = _PAGE.search(text) if "pag" in text.lower() else None
        if match is not None:
            rest = (text[: match.start()] + text[match.end() :]).strip(" -–—|.·\t")
            return not rest or shapes[_shape(text)] > 1
        if _edge(text.strip()) not in edges:
            return False
        shape = _shape(text)
        if shape not in frames:
            return False
        again = shape in seen or shape.strip("-–| ").isdigit()
        seen.add(shape)
        return again

    return is_furniture


def _shape(text: str) -> str:
    return _DIGITS.sub("0", " ".join(text.split()))


def _edge(text: str) -> tuple[str, str]:
    """The first and last letter of a line, or of its shape: most lines differ from every frame in these."""
    first, last = text[:1], text[-1:]
    return "0" if first.isdecimal() else first, "0" if last.isdecimal() else last


def _lines_with_page_numbers(source: str) -> list[str]:
    lines = []
    lowered = source.lower()
    for match in _PAGE.finditer(source) if len(lowered) != len(source) else _pages(source, lowered):
        before = max(0, match.start() - 160)
        start = max(before, source.rfind("\n", before, match.start()) + 1)
        end = source.find("\n", match.end(), match.end() + 160)
        lines.append(source[start : end if end > 0 else match.end() + 160])
    return lines


def _pages(source: str, lowered: str) -> Iterator[re.Match[str]]:
    """What prints a page's number; looked for only where its first letters stand in the source in small letters."""
    at = lowered.find("pag")
    while at >= 0:
        match = _PAGE.match(source, at)
        if match:
            yield match
        at = lowered.find("pag", match.end() if match else at + 1)


def _frames(source: str) -> Counter[str]:
    """First and last lines that most pages share, digits apart."""
    shapes: Counter[str] = Counter()
    pages = [page.strip() for page in source.split("\f")]
    pages = [page for page in pages if page]
    for page in pages:
        shapes.update({_shape(page[:300].split("\n", 1)[0]), _shape(page[-300:].rsplit("\n", 1)[-1])})
    enough = max(2, len(pages) // 2)
    return Counter({shape: count for shape, count in shapes.items() if count >= enough})
