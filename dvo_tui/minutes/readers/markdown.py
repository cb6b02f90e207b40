"""Markdown as converters write it: headings, lists, paragraphs, and tables with HTML in their cells, broken ones too.

A reader of our own, because parsers give source positions for whole blocks at best, and give up on a ragged table.
"""

from __future__ import annotations

import re
from itertools import islice, pairwise

from dvo_tui.minutes.columns import column_role
from dvo_tui.minutes.readers.base import VERSIONS, Reading, Source
from dvo_tui.minutes.readers.furniture import page_furniture
from dvo_tui.minutes.readers.inline import inline
from dvo_tui.minutes.readers.lines import BLANK, NEWLINE, Flow, Line, Measure
from dvo_tui.minutes.readers.plain import MARKER, nesting
from dvo_tui.minutes.readers.shreds import is_shredded, write_shreds
from dvo_tui.minutes.readers.tables import Cell, Table, write_table
from dvo_tui.minutes.regex import regex
from dvo_tui.minutes.text import Piece, Writer

_LINE = regex(r"[^\n\f]+|\f")
_CELL_TOKEN = regex(r"\\.|(?<!\w)`[^`\n]+`|\|")
_DELIMITER_LINE = regex(r"(?m)^[ \t|:-]+$")
_HASH_HEADING = regex(r"(?m)^#{1,6} ")
_MOST_COLUMNS = 100
"""What stands in a row after so many cells is one cell; no table of minutes comes near."""

_SHORTEST_RULE = 3
_DELIMITER = frozenset("|:- \t")
_HIDDEN = "\ufffe"
"""Stands for each character of an HTML comment while lines are cut; `inline` drops it."""


def read(source: Source) -> Reading:
    writer = Writer(source.text)
    if is_shredded(source.text):
        write_shreds(writer)
    else:
        _Markdown(writer).read()
    return Reading("markdown", VERSIONS["markdown"], writer.text(), tuple(writer.blocks), writer.source_map())


class _Markdown:
    """Walks the lines once; text goes to the flow, table lines gather until something else comes."""

    def __init__(self, writer: Writer) -> None:
        text = writer.source
        self._writer = writer
        self._text = _without_comments(text)
        self._bounds = [match.span() for match in _LINE.finditer(self._text)]
        guess_headings = len(_HASH_HEADING.findall(text)) < 3
        self._flow = Flow(writer, Measure(text), guess_headings=guess_headings)
        self._leads = guess_headings and _has_leads(text)
        self._is_furniture = page_furniture(text)
        self._table: Table | None = None
        self._tables = 0
        self._page = 1 if "\f" in text or _repeats_a_header(self._text) else 0
        self._new_page = False
        self._gap = NEWLINE
        self._indents: list[int] = []

    def read(self) -> None:
        last_end = index = 0
        while index < len(self._bounds):
            start, end = self._bounds[index]
            raw = self._text[start:end]
            content = raw.strip()
            if raw == "\f":
                self._page, self._new_page, self._gap = self._page + 1, True, BLANK
            elif content and self._is_furniture is not None and self._is_furniture(content):
                self._gap = BLANK
            elif content:
                if start - last_end > 1:
                    self._gap = BLANK
                last_end = end
                if self._starts_table(index, content):
                    index = self._read_table(index)
                    last_end = self._bounds[index - 1][1]
                    continue
                self._read_line(raw, content, start)
            index += 1
        self._close_table()
        self._flow.finish()

    def _read_line(self, raw: str, content: str, start: int) -> None:
        start += raw.index(content[0])
        end = start + len(content)
        if self._is_rule(content) or content.startswith(("```", "~~~")):
            self._gap = BLANK
            return
        if content[0] == ">":
            start += len(content) - len(content.lstrip("> "))
        if content.startswith((": ", ":\t")):
            start += len(content) - len(content[1:].lstrip())
        if content[0] == "#" and self._read_heading(start, end):
            return
        lines = self._lines(start, end)
        if not lines:
            return
        if lines[0].marker is not None:
            lines[0].level = nesting(self._indents, len(raw) - len(raw.lstrip()))
        elif self._gap == BLANK and raw[0] not in " \t":
            self._indents.clear()
        if self._leads and lines[0].marker is None and (lead := _LEAD.match(raw.strip())):
            lines = [*_parted(lines[0], lead["title"].strip(" .")), *lines[1:]]
        lines[0].gap = self._gap
        lines[-1].hard = raw.endswith("  ")
        for line in lines:
            self._add(line)

    def _is_rule(self, content: str) -> bool:
        """Whether a line is a rule, or the underlining that makes the line before it a heading."""
        sign = content[0]
        if sign not in "-=*_" or len(content) < _SHORTEST_RULE or content.replace(" ", "").strip(sign):
            return False
        if sign in "-=" and self._gap == NEWLINE:
            self._flow.underline(1 if sign == "=" else 2)
        return True

    def _lines(self, start: int, end: int) -> list[Line]:
        """The visible lines of a source line, the first with its list marker, also one inside emphasis."""
        marker = MARKER.match(self._text, start, end)
        lines = inline(self._text, marker.end() if marker else start, end)
        if lines and marker is not None:
            lines[0].marker = [(*marker.span(1), "")]
        elif lines and (inner := MARKER.match(lines[0].text)) is not None:
            _split_marker(lines[0], inner)
        return lines

    def _read_heading(self, start: int, end: int) -> bool:
        content = self._text[start:end]
        level = len(content) - len(content.lstrip("#"))
        if level > 6 or (level == 1 and content[1:2] not in (" ", "\t")):
            return False
        stripped = content.rstrip("#").rstrip()
        for line in inline(self._text, start + level, start + max(level, len(stripped))):
            line.heading = True
            line.level = level
            line.gap = BLANK
            self._add(line)
        return True

    def _add(self, line: Line) -> None:
        self._close_table()
        line.page = self._page
        self._flow.add(line)
        self._gap = NEWLINE
        self._new_page = False

    def _starts_table(self, index: int, content: str) -> bool:
        if content[0] == "|":
            return True
        if "|" not in content or index + 1 >= len(self._bounds):
            return False
        following = self._text[slice(*self._bounds[index + 1])]
        return "|" in following and _is_delimiter(following)

    def _read_table(self, index: int) -> int:
        """Read the table that starts at this line; returns the index of the first line after it."""
        rows: list[list[tuple[int, int]]] = []
        has_header = closed = False
        last_end = self._bounds[index][0]
        while index < len(self._bounds):
            start, end = self._bounds[index]
            content = self._text[start:end].strip()
            if start - last_end > 1 or not content or content == "\f":
                break
            if _is_delimiter(content) and (len(rows) == 1 or "--" in content):
                has_header = has_header or len(rows) == 1
            elif content[0] == "|" or not rows:
                rows.append(self._cells(start, end))
            elif not closed:
                _continue_row(rows[-1], self._cells(start, end))
            elif "|" in content:
                rows.append(self._cells(start, end))
            else:
                break
            last_end, closed = end, content[-1] == "|"
            index += 1
        self._gather([[inline(self._text, *cell) for cell in row] for row in rows], has_header=has_header)
        return index

    def _cells(self, start: int, end: int) -> list[tuple[int, int]]:
        """The ranges between unescaped pipes outside code; the outer pipes are optional."""
        bounds = [start - 1]
        pipes = (match.start() for match in _CELL_TOKEN.finditer(self._text, start, end) if match[0] == "|")
        bounds += islice(pipes, _MOST_COLUMNS)
        bounds.append(end)
        cells = [(before + 1, after) for before, after in pairwise(bounds)]
        if self._text[start : bounds[1]].isspace() or bounds[1] == start:
            cells = cells[1:]
        if cells and (cells[-1][0] == end or self._text[cells[-1][0] : end].isspace()):
            cells.pop()
        return cells

    def _gather(self, rows: list[list[Cell]], *, has_header: bool) -> None:
        """Add the rows of one piece to the open table, or begin another."""
        if not rows:
            return
        known = _known_columns(rows[0])
        has_header = (has_header and any(rows[0])) or known > 1
        if self._table is not None and self._table.is_header(rows[0]):
            self._page += not self._new_page
        elif self._table is not None and self._table.goes_on_with(rows[0]) and not known:
            has_header = False
        else:
            self._close_table()
            self._table = Table(rows[0] if has_header else None)
        first = True
        for row in rows[1:] if has_header else rows:
            if self._table.is_header(row):
                self._page, first = self._page + 1, True
                continue
            self._table.add(row, self._page, first_on_page=first)
            first = False
        self._new_page = False
        self._gap = BLANK

    def _close_table(self) -> None:
        if self._table is not None:
            self._flow.finish()
            write_table(self._writer, self._table, self._tables)
            self._tables += 1
            self._table = None
            self._gap = BLANK


def _known_columns(row: list[Cell]) -> int:
    """How many cells of a row are column titles as minutes have them."""
    return sum(column_role(" ".join(line.text for line in cell)) is not None for cell in row)


def _is_delimiter(line: str) -> bool:
    return "-" in line and _DELIMITER.issuperset(line)


def _continue_row(row: list[tuple[int, int]], more: list[tuple[int, int]]) -> None:
    """A cell that a line end broke: the first part belongs to the last cell, what follows are new cells."""
    if row and more:
        row[-1] = (row[-1][0], more[0][1])
        row += more[1:]
    else:
        row += more


def _split_marker(line: Line, marker: re.Match[str]) -> None:
    """Part a list marker that stood inside emphasis from the line's text."""
    line.marker, _ = _split(line.pieces, marker.end(1))
    _, line.pieces = _split(line.pieces, marker.end())
    line.text = line.text[marker.end() :]


def _parted(line: Line, title: str) -> list[Line]:
    """A bold title and the text behind it as two lines; the stop or dash between them stays with neither."""
    joint = re.match(re.escape(title) + r"[\s.–—-]*", line.text)
    if joint is None or joint.end() == len(line.text):
        return [line]
    whole, rest = _split(line.pieces, joint.end())
    head, _ = _split(whole, len(title))
    first, second = Line(title, head), Line(line.text[joint.end() :], rest)
    first.heading, first.level = True, 2
    first.bold = True
    return [first, second]


def _has_leads(text: str) -> bool:
    """Whether paragraphs begin with titles in bold, one other than the next: names of speakers come back."""
    titles = [match["title"].strip(" .").casefold() for match in islice(_LEAD.finditer(text), _MOST_LEADS)]
    return len(titles) >= _FEWEST_LEADS and len(set(titles)) == len(titles)


_LEAD = regex(
    r"^(?:\*\*|__)(?P<title>[A-ZÀ-Þ][^*_:\n]{3,80}?)\s?(?:\*\*|__)\.?\s{1,3}(?:[–—-]\s{1,3})?(?=[A-ZÀ-Þ])", re.MULTILINE
)
_FEWEST_LEADS = 3
_MOST_LEADS = 200


def _split(pieces: list[Piece], count: int) -> tuple[list[Piece], list[Piece]]:
    """Pieces before and after the first `count` visible characters."""
    before: list[Piece] = []
    for index, (start, end, text) in enumerate(pieces):
        length = len(text) or end - start
        if length > count:
            if text:
                return [*before, (start, end, text[:count])], [(start, end, text[count:]), *pieces[index + 1 :]]
            return [*before, (start, start + count, "")], [(start + count, end, ""), *pieces[index + 1 :]]
        before.append((start, end, text))
        count -= length
    return before, []


def _without_comments(text: str) -> str:
    """The text with HTML comments hidden, one character for one."""
    at = text.find("<!--")
    if at < 0:
        return text
    parts: list[str] = []
    done = 0
    while at >= 0 and (end := text.find("-->", at + 4)) >= 0:
        parts += [text[done:at], re.sub(r"[^\n\f]", _HIDDEN, text[at : end + 3])]
        done = end + 3
        at = text.find("<!--", done)
    return "".join([*parts, text[done:]])


def _repeats_a_header(text: str) -> bool:
    """Whether a table header comes back, which tells where pages end."""
    seen: set[str] = set()
    for match in _DELIMITER_LINE.finditer(text):
        if "-" not in match[0] or "|" not in match[0]:
            continue
        header = "".join(text[text.rfind("\n", 0, match.start() - 1) + 1 : match.start()].split())
        if header.strip("|") and header in seen:
            return True
        seen.add(header)
    return False
