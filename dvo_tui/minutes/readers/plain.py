"""Plain text, as typed or as a PDF converter leaves it: wrapped lines flow again, list markers stay outside blocks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

from dvo_tui.minutes.readers.base import VERSIONS, Reading, Source
from dvo_tui.minutes.readers.endless import is_sign, line_starts
from dvo_tui.minutes.readers.furniture import page_furniture
from dvo_tui.minutes.readers.lines import BLANK, NEWLINE, Flow, Line, Measure
from dvo_tui.minutes.readers.shreds import is_shredded, write_shreds
from dvo_tui.minutes.regex import regex
from dvo_tui.minutes.text import SPECIAL_MARKS, Writer, pieces, trim, visible
from dvo_tui.minutes.uncollected import uncollected

_LINE = regex(r"[^\n\f]+|\f")
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
        for line in _lines(text):
            flow.add(line)
        flow.finish()
    return Reading("plain", VERSIONS["plain"], writer.text(), tuple(writer.blocks), writer.source_map())


def _lines(source: str) -> Iterator[Line]:
    is_furniture = page_furniture(source)
    special = [mark for mark in SPECIAL_MARKS if mark in source]
    paged = "\f" in source
    page = 1 if paged else 0
    gap = NEWLINE
    last_end = 0
    indents: list[int] = []
    starts = line_starts(source)
    for match in _LINE.finditer(source):
        raw = match[0]
        if raw == "\f":
            page, gap = page + 1, BLANK
            continue
        content = raw.strip()
        if not content:
            continue
        if is_furniture is not None and is_furniture(content):
            gap = BLANK
            continue
        if match.start() - last_end > 1:
            gap = BLANK
        last_end = match.end()
        begin = match.start() if raw[0] == content[0] else match.start() + raw.index(content[0])
        inside = starts[bisect_right(starts, begin) : bisect_left(starts, begin + len(content))] if starts else starts
        for start, end in pairwise([begin, *inside, begin + len(content)]):
            part = source[start:end].rstrip() if inside else content
            if inside and is_sign(part):
                continue
            line = Line(part, [], gap)
            marker = MARKER.match(part)
            if marker is not None:
                line.marker = [(start, start + marker.end(1), "")]
                line.level = nesting(indents, begin - match.start())
                line.text = part[marker.end() :]
            elif gap == BLANK and start == match.start():
                indents.clear()
            begins, ends = start + (marker.end() if marker else 0), start + len(part)
            line.pieces.append((begins, ends, ""))
            if any(mark in part for mark in special):
                line.pieces = trim(source, pieces(source, begins, ends))
                line.text = visible(source, line.pieces)
            line.page = page
            gap = NEWLINE
            if line.text:
                yield line


def nesting(indents: list[int], indent: int) -> int:
    """How deep a list item stands (1 is outermost), from the indents of the items around it."""
    while indents and indents[-1] > indent:
        indents.pop()
    if not indents or indents[-1] < indent:
        indents.append(indent)
    return min(len(indents), 6)
