"""The body of a Word document into lines and grids, in order: as it prints, tracked changes accepted.

The source text has a line for each paragraph (tables cell by cell), so a line number is a paragraph's number.
"""

from __future__ import annotations

from collections.abc import Iterator

from docx.oxml.ns import qn
from lxml.etree import _Element

from dvo_tui.minutes.readers.contacts import is_contact
from dvo_tui.minutes.readers.docx_numbering import Numbering, is_on, number, value
from dvo_tui.minutes.readers.docx_styles import Styles
from dvo_tui.minutes.readers.grids import Grid, GridCell, GridRow, Node, settled
from dvo_tui.minutes.readers.lines import BLANK, NEWLINE, Line, title_like
from dvo_tui.minutes.text import pieces, sanitise, trim, visible

_BREAK = "\x0b"
"""Stands for a line break inside a paragraph, as in Word's own plain text; never copied into the reading text."""

_WRAPPERS = frozenset(
    map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag", "w:hyperlink", "w:fldSimple"))
) | {qn("w:dir"), qn("w:bdo")}
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CHOICE, _FALLBACK = f"{_ALTERNATIVE}Choice", f"{_ALTERNATIVE}Fallback"
_DEEPEST_TABLE = 20
_SHORT = 60
_P, _TBL, _TR, _TC, _R = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:r")
_CHARACTERS = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:cr"): _BREAK,
    qn("w:noBreakHyphen"): "-",
    qn("w:softHyphen"): "\xad",
}


class _Run:
    """A stretch of text of one weight."""

    __slots__ = ("bold", "text")

    def __init__(self, text: str, *, bold: bool) -> None:
        self.text = text
        self.bold = bold


class Body:
    """Walks the document once; `nodes` are what was found, `source` the text that their pieces point into."""

    def __init__(self, body: _Element, styles: Styles, numbering: Numbering) -> None:
        self.nodes: list[Node] = []
        self._styles = styles
        self._numbering = numbering
        self._parts: list[str] = []
        self._length = 0
        self._page = 1
        self._rendered = next(body.iter(qn("w:lastRenderedPageBreak")), None) is not None
        self._after_empty = False
        self._starts: list[Line] = []
        self._listed: list[tuple[Line, str, int]] = []
        self._empty = 0
        self.nodes = self._read(body, depth=0)
        self._raise_headings()

    @property
    def source(self) -> str:
        return "".join(self._parts)

    @property
    def paged(self) -> bool:
        """Whether the document says where pages end."""
        return self._page > 1

    def _raise_headings(self) -> None:
        """Make headings of numbered titles without heading style that stand in one list with headings that have it."""
        heads: dict[str, int] = {}
        for line, list_id, depth in self._listed:
            if line.heading:
                heads.setdefault(self._numbering.definition(list_id), line.level - depth)
        for line, list_id, depth in self._listed:
            base = heads.get(self._numbering.definition(list_id))
            if base is not None and not line.heading and line.marker and title_like(line.text):
                start, _, marker = line.marker[0]
                line.marker, line.heading, line.level = None, True, max(1, base + depth)
                line.pieces.insert(0, (start, start, f"{marker} "))
                line.text = f"{marker} {line.text}"
                line.gap = BLANK

    def part_paragraphs(self) -> None:
        """Put blank lines between paragraphs, where the writer did not do so with empty ones."""
        if self._empty * 8 < len(self._starts):
            for line in self._starts:
                line.gap = BLANK

    def _read(self, parent: _Element, *, depth: int) -> list[Node]:
        """The paragraphs and tables in a body, cell or text box."""
        found: list[Node] = []
        for element in _blocks(parent):
            if element.tag == _P:
                found += self._paragraph(element, in_cell=depth > 0)
                for box in _text_boxes(element):
                    found += (line for line in self._read_box(box) if not is_contact(line.text))
            elif depth < _DEEPEST_TABLE:
                found += settled(self._table(element, depth))
        return found

    def _read_box(self, box: _Element) -> Iterator[Line]:
        for paragraph in box.iterchildren(_P):
            yield from self._paragraph(paragraph, in_cell=False)

    def _table(self, table: _Element, depth: int) -> Grid:
        grid = Grid()
        for element in _blocks(table, _TR):
            properties = element.find(qn("w:trPr"))
            if properties is not None and properties.find(qn("w:del")) is not None:
                continue
            header = None if properties is None else properties.find(qn("w:tblHeader"))
            row = GridRow(self._page, heading=header is not None and is_on(header))
            column = 0 if properties is None else number(value(properties, "w:gridBefore"), 0)
            for cell in _blocks(element, _TC):
                column += self._cell(cell, row, column, depth)
            grid.rows.append(row)
        return grid

    def _cell(self, element: _Element, row: GridRow, column: int, depth: int) -> int:
        """Read a cell into its row; returns how many columns it covers."""
        properties = element.find(qn("w:tcPr"))
        columns, merged = 1, None
        if properties is not None:
            columns = max(1, number(value(properties, "w:gridSpan"), 1))
            merged = properties.find(qn("w:vMerge"))
        cell = GridCell(column, columns)
        if merged is None or merged.get(qn("w:val")) == "restart":
            cell.content = self._read(element, depth=depth + 1)
            for before, after in zip(cell.content, cell.content[1:], strict=False):
                if isinstance(before, Line) and isinstance(after, Line) and after.gap == BLANK:
                    after.gap = NEWLINE if max(len(before.text), len(after.text)) < _SHORT else BLANK
            row.cells.append(cell)
        return columns

    def _paragraph(self, paragraph: _Element, *, in_cell: bool) -> list[Line]:
        """The lines of a paragraph: one, unless it holds line breaks."""
        properties = paragraph.find(qn("w:pPr"))
        before = None if properties is None else properties.find(qn("w:pageBreakBefore"))
        if before is not None and is_on(before) and not self._rendered:
            self._page += 1
        page = self._page
        style = self._styles.id_of(paragraph)
        runs = self._runs(paragraph, bold=self._styles.is_bold(style))
        start = self._length
        text = sanitise("".join(run.text for run in runs)).replace("\u240b", _BREAK)
        self._parts += [text, "\n"]
        self._length += len(text) + 1
        if not text.strip():
            self._after_empty = True
            self._empty += not in_cell
            return []
        level = self._heading_level(properties, style)
        list_id, depth = self._list_of(properties, style)
        marker = "" if _is_deleted(properties) else self._numbering.next_marker(list_id, depth)
        lines = _lines(text, start, runs)
        for index, line in enumerate(lines):
            line.page = page
            if index == 0:
                line.gap = BLANK if self._after_empty or in_cell or level else NEWLINE
                if not marker and not in_cell:
                    self._starts.append(line)
            self._label(line, marker if index == 0 else "", depth, level, start)
            if marker and index == 0 and not in_cell:
                self._listed.append((line, list_id, depth))
        self._after_empty = False
        return lines

    def _label(self, line: Line, marker: str, depth: int, level: int, start: int) -> None:
        """Give a line its rebuilt number and its heading level."""
        line.heading, line.level = level > 0, level or depth + 1
        if marker and level:
            line.pieces.insert(0, (start, start, f"{marker} "))
            line.text = f"{marker} {line.text}"
        elif marker:
            line.marker = [(start, start, marker)]

    def _heading_level(self, properties: _Element | None, style: str) -> int:
        outline = None if properties is None else value(properties, "w:outlineLvl")
        if outline is not None:
            return number(outline, 9) + 1 if number(outline, 9) < 9 else 0
        return self._styles.heading(style)

    def _list_of(self, properties: _Element | None, style: str) -> tuple[str, int]:
        """The list that a paragraph stands in (`0` for none), and its depth there."""
        own = None if properties is None else properties.find(qn("w:numPr"))
        from_style = self._styles.list_of(style)
        list_id = (None if own is None else value(own, "w:numId")) or (from_style[0] if from_style else "0")
        level = None if own is None else value(own, "w:ilvl")
        if level is not None:
            depth = number(level, 0)
        elif from_style is not None and from_style[1] is not None:
            depth = from_style[1]
        else:
            depth = self._numbering.level_of_style(list_id, style)
        return list_id, depth

    def _runs(self, paragraph: _Element, *, bold: bool) -> list[_Run]:
        found: list[_Run] = []
        for run in _blocks(paragraph, _R):
            properties = run.find(qn("w:rPr"))
            heavy = bold
            if properties is not None:
                hidden = properties.find(qn("w:vanish"))
                if hidden is not None and is_on(hidden):
                    continue
                own = properties.find(qn("w:b"))
                named = value(properties, "w:rStyle")
                heavy = is_on(own) if own is not None else bold or (bool(named) and self._styles.is_bold(named or ""))
            text = "".join(self._characters(run))
            if text:
                found.append(_Run(text, bold=heavy))
        return found

    def _characters(self, run: _Element) -> Iterator[str]:
        for element in run:
            if element.tag == qn("w:t"):
                yield (element.text or "").replace("\n", " ").replace("\r", " ").replace(_BREAK, " ")
            elif element.tag in _CHARACTERS:
                yield _CHARACTERS[element.tag]
            elif element.tag == qn("w:br"):
                if element.get(qn("w:type")) == "page":
                    self._page += not self._rendered
                yield _BREAK
            elif element.tag == qn("w:sym"):
                yield "•"
            elif element.tag == qn("w:lastRenderedPageBreak"):
                self._page += 1


def _blocks(parent: _Element, *tags: str) -> Iterator[_Element]:
    """The children with one of these tags (paragraphs and tables by default), also inside content controls.

    What was deleted or moved away is not among the wrappers, and so is left out.
    """
    wanted = tags or (_P, _TBL)
    pending = [iter(parent)]
    while pending:
        for element in pending[-1]:
            if element.tag in wanted:
                yield element
            elif element.tag in _WRAPPERS:
                pending.append(iter(element))
                break
        else:
            pending.pop()


def _text_boxes(paragraph: _Element) -> Iterator[_Element]:
    """The contents of text boxes anchored here; of alternatives for old and new programs, the new."""
    for box in paragraph.iter(qn("w:txbxContent")):
        parents = [element.tag for element in box.iterancestors()]
        if _FALLBACK not in parents and parents.count(qn("w:txbxContent")) == 0:
            yield box


def _is_deleted(properties: _Element | None) -> bool:
    mark = None if properties is None else properties.find(qn("w:rPr"))
    return mark is not None and mark.find(qn("w:del")) is not None


def _lines(text: str, start: int, runs: list[_Run]) -> list[Line]:
    """A paragraph's text at `start` of the source, cut at its line breaks."""
    weights: list[tuple[int, bool]] = []
    at = 0
    for run in runs:
        at += len(run.text)
        weights.append((at, run.bold))
    found: list[Line] = []
    begin = index = 0
    gap = NEWLINE
    for end in [*(i for i, character in enumerate(text) if character == _BREAK), len(text)]:
        while index < len(weights) and weights[index][0] <= begin:
            index += 1
        shown = trim(text, pieces(text, begin, end))
        if shown:
            line = Line(visible(text, shown), [(a + start, b + start, tab) for a, b, tab in shown], gap)
            line.bold = _all_bold(text, weights, index, begin, end)
            found.append(line)
            gap = NEWLINE
        elif found:
            gap = BLANK
        begin = end + 1
    return found


def _all_bold(text: str, weights: list[tuple[int, bool]], index: int, begin: int, end: int) -> bool:
    """Whether every letter between two offsets is bold."""
    at = begin
    while at < end and index < len(weights):
        stop = min(end, weights[index][0])
        if not weights[index][1] and any(map(str.isalnum, text[at:stop])):
            return False
        at, index = stop, index + 1
    return True
