"""Plain text, as typed or as a PDF converter leaves it: wrapped lines flow again, list markers stay outside blocks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

from dvo_tui.minutes.readers.base import VERSIONS, Reading, Source
from dvo_tui.minutes.readers.endless import is_sign, line_starts
from dvo_tui.minutes.readers.furniture import page_furniture
from dvo_tui.minutes.readers.lines import BLANK, NEWLINE, Flow, Line, Measure, is_rule
from dvo_tui.minutes.readers.shreds import is_shredded, write_shreds
from dvo_tui.minutes.regex import regex
from dvo_tui.minutes.text import SPECIAL_MARKS, Writer, pieces, trim, visible
from dvo_tui.minutes.uncollected import uncollected

MARKER = regex(
    r"([-–—•●○◦▪■□►➢❖✓*·‣⁃]|o(?=[ \t]{2,}|\t)|\(?\d{1,3}(?:\.\d{1,2}){0,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}(?=[ \t]+[A-Z])"
    r"|\(?[a-z][.)]|\(?[ivx]{1,4}[.)])[ \t]+(?=\S)"
)
"""A list marker that begins a line: bullet, number, small letter or roman number. Capitals are initials too often."""


@uncollected
def read(source: Source) -> Reading:
    text = source.text
    writer = Writer(text)
    if is_shredded(text):
        write_shreds(writer)
    else:
        flow = Flow(writer, Measure(text))
        for line in _lines(text, flow):
            flow.add(line)
        flow.finish()
    return Reading("plain", VERSIONS["plain"], writer.text(), tuple(writer.blocks), writer.source_map())


def _lines(source: str, flow: Flow) -> Iterator[Line]:
    """The lines of content; a rule is none, and makes a heading of a line right above it."""
    is_furniture = page_furniture(source)
    special = [mark for mark in SPECIAL_MARKS if mark in source]
    gap = NEWLINE
    indents: list[int] = []
    starts = line_starts(source)
    for at, page, raw in _raw_lines(source):
        content = raw.strip()
        if not content or (is_furniture is not None and is_furniture(content)):
            gap = BLANK
            continue
        if is_rule(content):
            if gap == NEWLINE and content[0] in "-=":
                flow.underline(1 if content[0] == "=" else 2)
            gap = BLANK
            continue
        begin = at if raw[0] == content[0] else at + raw.index(content[0])
        parted = _parted(source, starts, begin, begin + len(content)) if starts else ((begin, content),)
        for start, part in parted:
            line = Line(part, [], gap)
            marker = MARKER.match(part)
            begins = start
            if marker is not None:
                begins += marker.end()
                line.marker = [(start, start + marker.end(1), "")]
                line.level = nesting(indents, begin - at)
                line.text = part[marker.end() :]
            elif gap == BLANK and start == at:
                indents.clear()
            if special and any(mark in part for mark in special):
                line.pieces = trim(source, pieces(source, begins, start + len(part)))
                line.text = visible(source, line.pieces)
            else:
                line.pieces.append((begins, start + len(part), ""))
            line.page = page
            gap = NEWLINE
            if line.text:
                yield line


def _raw_lines(source: str) -> Iterator[tuple[int, int, str]]:
    """Where each line begins, its page (0 where the text has none), and the line; an empty one ends each page."""
    at, page = 0, 1 if "\f" in source else 0
    for part in source.split("\f"):
        for raw in part.split("\n"):
            if at or raw:  # a line end that begins the text parts nothing
                yield at, page, raw
            at += len(raw) + 1
        yield at, page, ""
        page += 1


def _parted(source: str, starts: list[int], begin: int, end: int) -> Iterator[tuple[int, str]]:
    """Where the lines began that a conversion ran together, and each of them, without the signs between them."""
    inside = starts[bisect_right(starts, begin) : bisect_left(starts, end)]
    if not inside:
        yield begin, source[begin:end]
        return
    for start, stop in pairwise([begin, *inside, end]):
        part = source[start:stop].rstrip()
        if not is_sign(part):
            yield start, part


def nesting(indents: list[int], indent: int) -> int:
    """How deep a list item stands (1 is outermost), from the indents of the items around it."""
    while indents and indents[-1] > indent:
        indents.pop()
    if not indents or indents[-1] < indent:
        indents.append(indent)
    return min(len(indents), 6)
