"""Word's list numbers, which are not in the text: counted and printed as Word does it.

Rules: ECMA-376 part 1, 17.9 (Numbering). Paragraphs of one abstract list share counters; a deeper level begins anew
after a higher one; a list with a start override begins anew once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from docx.oxml.ns import qn
from lxml.etree import _Element

from dvo_tui.minutes.readers.numerals import numeral

_PLACE = re.compile(r"%([1-9])")
_BULLET = "•"
_DEEPEST = 9
_LONGEST = 40


class Level(NamedTuple):
    """One level of a list: where it starts, how it prints, and the style that puts a paragraph on it."""

    start: int
    format: str
    text: str
    restart: int | None
    legal: bool
    style: str | None


class Numbering:
    """The numbering definitions of a document, and the counters as they stand."""

    def __init__(self, root: _Element | None) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._links: dict[str, str] = {}
        self._lists: dict[str, tuple[str, dict[int, int], dict[int, Level]]] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def _read(self, root: _Element) -> None:
        by_style: dict[str, str] = {}
        for abstract in root.iterchildren(qn("w:abstractNum")):
            identifier = abstract.get(qn("w:abstractNumId"), "")
            self._abstract[identifier] = dict(_levels(abstract))
            if style := value(abstract, "w:styleLink"):
                by_style[style] = identifier
            if style := value(abstract, "w:numStyleLink"):
                self._links[identifier] = style
        self._links = {key: by_style[style] for key, style in self._links.items() if style in by_style}
        for num in root.iterchildren(qn("w:num")):
            starts: dict[int, int] = {}
            levels: dict[int, Level] = {}
            for override in num.iterchildren(qn("w:lvlOverride")):
                depth = number(override.get(qn("w:ilvl")), 0)
                if (start := value(override, "w:startOverride")) is not None:
                    starts[depth] = number(start, 1)
                levels.update(_levels(override))
            abstract_id = value(num, "w:abstractNumId") or ""
            self._lists[num.get(qn("w:numId"), "")] = (self._links.get(abstract_id, abstract_id), starts, levels)

    def level_of_style(self, list_id: str, style: str) -> int:
        """The level that a paragraph style stands on in a list."""
        return next((depth for depth, level in self._levels(list_id).items() if level.style == style), 0)

    def next_marker(self, list_id: str, depth: int) -> str:
        """Count one paragraph on a level, and print its number or bullet; empty where it prints none."""
        levels = self._levels(list_id)
        depth = min(max(0, depth), _DEEPEST - 1)
        level = levels.get(depth)
        if level is None:
            return ""
        abstract_id, starts, _ = self._lists[list_id]
        counters = self._counters.setdefault(abstract_id, {})
        if depth in starts and (list_id, depth) not in self._begun:
            counters[depth] = starts[depth]
        elif depth in counters:
            counters[depth] += 1
        else:
            counters[depth] = level.start
        self._begun.add((list_id, depth))
        for deeper in [d for d in counters if d > depth]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or (restart and depth < restart):
                del counters[deeper]
        return _printed(levels, depth, counters)

    def definition(self, list_id: str) -> str:
        """The abstract list that a list is made from; lists that share it count together."""
        return self._lists[list_id][0] if list_id in self._lists else ""

    def _levels(self, list_id: str) -> dict[int, Level]:
        abstract_id, _, overrides = self._lists.get(list_id, ("", {}, {}))
        return {**self._abstract.get(abstract_id, {}), **overrides}


def _levels(parent: _Element) -> Iterator[tuple[int, Level]]:
    for element in parent.iterchildren(qn("w:lvl")):
        depth = number(element.get(qn("w:ilvl")), 0)
        restart = value(element, "w:lvlRestart")
        legal = element.find(qn("w:isLgl"))
        yield (
            depth,
            Level(
                start=number(value(element, "w:start"), 0),
                format=value(element, "w:numFmt") or "decimal",
                text=value(element, "w:lvlText") or "",
                restart=None if restart is None else number(restart, 0),
                legal=legal is not None and is_on(legal),
                style=value(element, "w:pStyle"),
            ),
        )


def _printed(levels: dict[int, Level], depth: int, counters: dict[int, int]) -> str:
    level = levels[depth]
    if level.format == "bullet":
        shown = level.text.strip()
        return shown if shown and shown in "-–—•●○◦▪■□►➢❖✓*·‣⁃" else _BULLET if shown else ""

    def place(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        if at not in levels:
            return ""
        style = "decimal" if level.legal else levels[at].format
        return numeral(counters.get(at, levels[at].start), style)

    return " ".join(_PLACE.sub(place, level.text).split())[:_LONGEST]


def value(parent: _Element, child: str) -> str | None:
    """The `w:val` of a child element, or None where there is no such child."""
    element = parent.find(qn(child))
    return None if element is None else element.get(qn("w:val"))


def is_on(element: _Element) -> bool:
    """Whether a toggle such as `w:b` says yes."""
    return element.get(qn("w:val"), "true") not in ("0", "false", "off", "none")


def number(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,6}", text) else otherwise
