"""Printed labels of agenda entries: `B`, `4`, `4a`, `a)`, `3.2`, `01A`, `E/F`, `B4`, `IV`, `Agendapunt 4`."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from dvo_tui.minutes.model import Block
from dvo_tui.minutes.regex import regex

Level = Literal["section", "number", "sub"]


class Label(NamedTuple):
    """A label taken apart. `section` is a letter or roman number, `number` what is printed after it."""

    level: Level
    section: str | None
    number: str | None
    letter: str | None = None

    @property
    def ordinal(self) -> int:
        """The first number printed, or 0."""
        match = re.match(r"\d+", self.number or "")
        return int(match[0]) if match else 0


_LONGEST_MARKER = 40

_SECTION = regex(r"[A-Z](?: ?/ ?[A-Z])*|[IVX]{2,5}")
_NUMBER = regex(
    r"(?P<section>[A-Z])?[.-]?(?P<number>\d{1,3}|\d{4}(?=[.-])|\d{6}(?=[.-])|\d{8}(?=[.-]))(?P<dotted>(?:[.-]\d{1,2})*)[.]?(?P<letter>[a-zA-Z])?"
)
_SUB = regex(r"[a-z]|[ivx]{2,4}")
_NAMED = regex(r"(?i)(?:agendapunt|agp\.?|punt|ad\.?)\s{0,3}(?=[A-Z]?\d)")
LABELLED = regex(
    r"(?P<named>(?i:agendapunt|agenda-?item|bespreekpunt|onderwerp|thema|agp\.?|ap|punt|ad)"
    r"(?:\s?:)?\s{1,3})?(?:[(\[]|[§#] ?)?"
    r"(?P<label>\d{4}(?:[.-]?\d\d){0,2}[.-]\d{1,2}(?=\s)|\d\d-\d{2,3}(?=\s)|[A-Z][.-]?\d{1,3}(?:\.\d{1,2})*[a-z]?"
    r"|\d{1,3}(?:\.\d{1,2}){0,3}(?:\.?[a-zA-Z](?!\w))?|[A-Z](?: ?/ ?[A-Z]){0,3}|[IVX]{2,5}|[a-z])"
    r"(?P<end>\s?[.):\]]+\s*|\s?(?:[/|]|>{1,3}|»|[=-]>|→)\s+|\s+[–—-]\s+|\s{1,8}(?=[^\s\d]))(?P<title>\S.*)",
    re.DOTALL,
)
"""A line that begins with a label; `title` is the rest of it."""


_LABEL_LETTERS = frozenset("AaBbOoTtPpIVX")


def may_be_labelled(line: str) -> bool:
    """Whether a line can match `LABELLED`: three letters that are no beginning of a word or number of it cannot."""
    return line[:1] in _LABEL_LETTERS or not line[:3].isalpha()


def line_start(text: str, block: Block) -> int:
    """Where a block's line begins, its list marker included."""
    if block.kind != "item":
        return block.start
    start = text.rfind("\n", max(0, block.start - _LONGEST_MARKER), block.start) + 1
    while text[start] == " ":
        start += 1
    return start


def parse_label(printed: str) -> Label | None:
    """Take a printed label apart, or None where it is none."""
    bare = _NAMED.sub("", printed.strip()).strip().strip("().:-/[]#°|§ ")
    if _SECTION.fullmatch(bare):
        return Label("section", bare.replace(" ", ""), None)
    if _SUB.fullmatch(bare):
        return Label("sub", None, None, bare)
    match = _NUMBER.fullmatch(bare)
    if match is None:
        return None
    letter = match["letter"]
    level: Level = "sub" if letter or match["dotted"] else "number"
    return Label(level, match["section"], match["number"] + (match["dotted"] or ""), letter)
