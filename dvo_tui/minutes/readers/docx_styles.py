"""What a paragraph gets from its style: heading level, list, bold. Styles build on one another, sometimes in a ring."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from docx.oxml.ns import qn
from lxml.etree import _Element

from dvo_tui.minutes.readers.docx_numbering import is_on, number, value

_HEADING = re.compile(r"(?:heading|kop) ?(\d)$")
_LONGEST_CHAIN = 20
_TITLES = ("title", "titel")
_SUBTITLES = ("subtitle", "ondertitel", "subtitel")


class Styles:
    """The style definitions, looked up by id."""

    def __init__(self, root: _Element | None) -> None:
        styles = [] if root is None else list(root.iterchildren(qn("w:style")))
        self._by_id = {style.get(qn("w:styleId"), ""): style for style in styles}
        self._default = next(
            (
                style.get(qn("w:styleId"), "")
                for style in styles
                if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true")
            ),
            "",
        )
        self.heading = cache(self._heading)
        self.list_of = cache(self._list_of)
        self.is_bold = cache(self._is_bold)

    def id_of(self, paragraph: _Element) -> str:
        """The style id of a paragraph, the default one where it names none."""
        properties = paragraph.find(qn("w:pPr"))
        return (None if properties is None else value(properties, "w:pStyle")) or self._default

    def chain(self, style_id: str) -> Iterator[_Element]:
        """A style and those it builds on, nearest first."""
        for _ in range(_LONGEST_CHAIN):
            style = self._by_id.get(style_id)
            if style is None:
                return
            yield style
            style_id = value(style, "w:basedOn") or ""

    def _heading(self, style_id: str) -> int:
        """The level of a heading style, 1 for a document's title, or 0."""
        for style in self.chain(style_id):
            name = (value(style, "w:name") or "").lower().strip()
            if match := _HEADING.match(name):
                return int(match[1])
            if name in _TITLES:
                return 1
            if name in _SUBTITLES:
                return 2
            properties = style.find(qn("w:pPr"))
            outline = None if properties is None else value(properties, "w:outlineLvl")
            if outline is not None:
                return number(outline, 9) % 9 + 1 if number(outline, 9) < 9 else 0
        return 0

    def _list_of(self, style_id: str) -> tuple[str, int | None] | None:
        """The list and level that a style puts its paragraphs on; the level can be left to the list."""
        for style in self.chain(style_id):
            properties = style.find(qn("w:pPr"))
            list_properties = None if properties is None else properties.find(qn("w:numPr"))
            if list_properties is not None:
                level = value(list_properties, "w:ilvl")
                list_id = value(list_properties, "w:numId") or "0"
                return list_id, None if level is None else number(level, 0)
        return None

    def _is_bold(self, style_id: str) -> bool:
        for style in self.chain(style_id):
            properties = style.find(qn("w:rPr"))
            bold = None if properties is None else properties.find(qn("w:b"))
            if bold is not None:
                return is_on(bold)
        return False
