"""HTML tokens into lines and grids: what a browser shows, without navigation, scripts and what is hidden.

Broken nesting degrades: a tag that closes nothing is ignored, and tables nested too deep are read as text.
"""

from __future__ import annotations

import re
from html import unescape

from dvo_tui.minutes.readers.grids import MOST_COLUMNS, Grid, GridCell, GridRow, Node, settled
from dvo_tui.minutes.readers.html_tokens import Tag, Text, ascii_lower, tokens
from dvo_tui.minutes.readers.lines import BLANK, NEWLINE, Line
from dvo_tui.minutes.readers.numerals import numeral
from dvo_tui.minutes.text import Piece, sanitise, trim, visible

_SPECIAL = re.compile(
    "[ \t\n\f]{2,}|[\t\n\f]|[\xad\u200b\u2060\ufffe]+|&(?:#\\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?"
)


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_BOLD = _names("b strong th")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = {
    **dict.fromkeys(
        _names("p ul ol dl table blockquote pre h1 h2 h3 h4 h5 h6 hr figure fieldset section article main"), BLANK
    ),
    **dict.fromkeys(
        _names("div li tr dt dd br center address header footer form caption legend details summary body html tbody"),
        NEWLINE,
    ),
}
_DROPPED = _names("nav aside footer header head button dialog del select template")
_CHROME = _names(
    "nav navbar navigation navigatie menu mainmenu hoofdmenu breadcrumb breadcrumbs kruimelpad footer voettekst sidebar"
    " skiplink skiplinks skip-links cookie-banner cookiebar share social socials pagination search zoeken"
)
"""Ids and classes by which web pages name what stands around their content."""

_INLINE = _names(
    "a abbr acronym area audio b base bdi bdo big cite code col colgroup data dfn em embed font frame i iframe img"
    " input ins kbd label link map mark math meta meter noscript object optgroup option output param picture progress"
    " q rp rt ruby s samp script small source span strike strong style sub sup svg td textarea tfoot th thead time"
    " title track tt u var video wbr aside nav"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_HEAVY = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")
_NEW_PAGE = re.compile(r"(?:page-break-before|break-before)\s*:\s*(?:always|page)")
_NO_MARKER = re.compile(r"list-style(?:-type)?\s*:\s*none")
_LABEL_TAG = re.compile(r"[A-Z@]")
_FORMATS = {"a": "lowerLetter", "i": "lowerRoman"}
_DEEPEST_TABLE = 20
_DEEPEST_LIST = 200
_PRINTED_NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)](?:\s|$)|\d{1,3}(?:\.\d{1,2})+\s|[-–•]\s")


class _List:
    """An open list: its next number, and how it is printed; `format` is empty for bullets, None for no marker."""

    def __init__(self, tag: Tag) -> None:
        values = tag.values()
        start = re.match(r"-?\d{1,6}", values.get("start", ""))
        self.next = int(start[0]) if start else 1
        self.format: str | None = ""
        if _NO_MARKER.search(values.get("style", "")):
            self.format = None
        elif tag.name == "ol":
            kind = re.search(r"""type\s*=\s*["']?([aAiI])""", tag.attributes)
            printed = kind[1] if kind else "1"
            self.format = _FORMATS.get(printed.lower(), "decimal")
            if printed.isupper():
                self.format = self.format.replace("lower", "upper")

    def marker(self, value: str) -> str:
        """The marker of the next item; `value` is the number that the item itself asks for."""
        if re.fullmatch(r"\d{1,6}", value):
            self.next = int(value)
        number, self.next = self.next, self.next + 1
        if not self.format:
            return "-" if self.format == "" else ""
        return f"{numeral(number, self.format)}."


class _Open:
    """An open table or definition list: its rows so far, and what was open around it."""

    def __init__(self, name: str, lists: list[_List], bold: int) -> None:
        self.name = name
        self.grid = Grid()
        self.cell: GridCell | None = None
        self.covered: dict[int, int] = {}
        self.lists = lists
        self.bold = bold

    def new_row(self, page: int) -> None:
        self.covered = {column: rows - 1 for column, rows in self.covered.items() if rows > 1}
        self.grid.rows.append(GridRow(page))

    def new_cell(self, columns: int, rows: int, *, heading: bool) -> None:
        """Open a cell in the first column that no cell from above covers."""
        row = self.grid.rows[-1]
        column = row.cells[-1].column + row.cells[-1].columns if row.cells else 0
        while column in self.covered:
            column += 1
        if column >= MOST_COLUMNS and row.cells:
            self.cell = row.cells[-1]
            return
        self.cell = GridCell(column, columns, heading=heading)
        row.cells.append(self.cell)
        if rows > 1:
            self.covered.update(dict.fromkeys(range(column, column + columns), rows))


def tree_of(source: str) -> Tree:
    """The content of a page; where leaving out what stands around it leaves out the rest too, with all of that."""
    tree = Tree(source)
    if tree.build() and tree.complete:
        return tree
    tree = Tree(source, drop=False)
    tree.build()
    return tree


class Tree:
    """Walks the tokens once and keeps what is open; `paged` says that the source tells where pages begin."""

    def __init__(self, source: str, *, drop: bool = True) -> None:
        self.nodes: list[Node] = []
        self.paged = False
        self._drop = drop
        self._folded = ""
        self._source = source
        self._page = 1
        self._tables: list[_Open] = []
        self._too_deep = 0
        self._lists: list[_List] = []
        self._marker: tuple[int, str] | None = None
        self._heading = 0
        self._bold = 0
        self._spans: list[bool] = []
        self._pre = 0
        self._main = 0
        self._skip: tuple[str, int] | None = None
        self._last_closing: dict[str, int] = {}
        self._pieces: list[Piece] = []
        self._after_space = True
        self._has_bold = self._has_plain = False
        self._gap = NEWLINE

    def build(self) -> list[Node]:
        for token in tokens(self._source):
            if isinstance(token, Tag):
                self._tag(token)
            elif self._skip is None:
                self._text(token)
        self._break(0)
        while self._tables:
            self._close_table()
        return self.nodes

    @property
    def complete(self) -> bool:
        """Whether everything that was left out also ended."""
        return self._skip is None

    def _tag(self, tag: Tag) -> None:
        name = tag.name
        if self._skip is not None:
            self._skipping(tag)
        elif not tag.closing and self._is_dropped(tag):
            self._skip = (name, 1)
            if name in _BLOCKS:
                self._break(_BLOCKS[name])
        elif name in ("table", "dl", "tr", "td", "th", "dt", "dd"):
            self._table_tag(tag)
        elif name in ("ul", "ol", "li"):
            self._list_tag(tag)
        elif name in _BLOCKS:
            self._block_tag(tag)
        elif name in _BOLD:
            self._bold = max(0, self._bold + (-1 if tag.closing else 1))
        elif name in ("span", "font"):
            self._span_tag(tag)
        elif name not in _INLINE and self._is_text(tag):
            self._text(Text(tag.start, tag.end))

    def _is_text(self, tag: Tag) -> bool:
        """Whether what looks like a tag was written to be read: `<Actiepunt Jansen>`."""
        starts = not tag.closing and _LABEL_TAG.match(self._source, tag.start + 1)
        return bool(starts) and "=" not in tag.attributes and not self._closes_later(tag)

    def _is_dropped(self, tag: Tag) -> bool:
        if not self._drop:
            return False
        if tag.name in _DROPPED:
            return not self._is_content(tag) and self._closes_later(tag)
        if tag.name not in _BLOCKS and tag.name != "span":
            return False
        values = tag.values() if "=" in tag.attributes or "hidden" in tag.attributes else {}
        hidden = "hidden" in values or values.get("aria-hidden") == "true" or values.get("role") == "navigation"
        hidden = hidden or bool(_HIDDEN.search(values.get("style", "")))
        named = {*values.get("id", "").split(), *values.get("class", "").split()}
        chrome = not named.isdisjoint(_CHROME) and tag.name in ("div", "ul", "section", "form", "p")
        return (hidden or chrome) and self._closes_later(tag)

    def _is_content(self, tag: Tag) -> bool:
        """Whether a header or footer belongs to the text: it stands inside it, or has the title."""
        if tag.name not in ("header", "footer"):
            return False
        end = self._source.find("</header", tag.end, tag.end + 20_000)
        return self._main > 0 or bool(re.search(r"(?i)<h1\b", self._source[tag.end : max(tag.end, end)]))

    def _closes_later(self, tag: Tag) -> bool:
        """Whether a tag is closed anywhere after; one that is not must not swallow the rest."""
        if tag.name not in self._last_closing:
            self._folded = self._folded or ascii_lower(self._source)
            self._last_closing[tag.name] = self._folded.rfind(f"</{tag.name}")
        return self._last_closing[tag.name] > tag.start

    def _skipping(self, tag: Tag) -> None:
        assert self._skip is not None
        name, depth = self._skip
        if tag.name == name and not tag.attributes.endswith("/"):
            depth += -1 if tag.closing else 1
            self._skip = (name, depth) if depth else None

    def _span_tag(self, tag: Tag) -> None:
        if tag.closing:
            if self._spans and self._spans.pop():
                self._bold = max(0, self._bold - 1)
        elif len(self._spans) < 1_000:
            self._spans.append(bool(_HEAVY.search(tag.attributes.lower())))
            self._bold += self._spans[-1]

    def _block_tag(self, tag: Tag) -> None:
        name = tag.name
        self._break(_BLOCKS[name])
        if name in _HEADINGS:
            self._heading = 0 if tag.closing else _HEADINGS[name]
        elif name == "pre":
            self._pre = max(0, self._pre + (-1 if tag.closing else 1))
        elif name in ("main", "article"):
            self._main = max(0, self._main + (-1 if tag.closing else 1))
        if not tag.closing and "break" in tag.attributes and _NEW_PAGE.search(tag.attributes.lower()):
            self._page += 1
            self.paged = True

    def _list_tag(self, tag: Tag) -> None:
        nested = len(self._lists) > (0 if tag.closing else -1) and bool(self._lists)
        if tag.name == "li":
            self._break(NEWLINE)
            self._marker = None
            if not tag.closing:
                marker = self._lists[-1].marker(tag.values().get("value", "")) if self._lists else "-"
                self._marker = (tag.start, marker) if marker else None
            return
        self._break(NEWLINE if nested and len(self._lists) > tag.closing else BLANK)
        if tag.closing:
            if self._lists:
                self._lists.pop()
        elif len(self._lists) < _DEEPEST_LIST:
            self._lists.append(_List(tag))

    def _table_tag(self, tag: Tag) -> None:
        name = tag.name
        if name in ("table", "dl"):
            self._break(BLANK)
            if not tag.closing:
                if len(self._tables) >= _DEEPEST_TABLE:
                    self._too_deep += 1
                else:
                    self._tables.append(_Open(name, self._lists, self._bold))
                    self._lists, self._marker = [], None
            elif self._too_deep:
                self._too_deep -= 1
            elif any(table.name == name for table in self._tables):
                while self._close_table() != name:
                    pass
        elif not self._tables or self._too_deep:
            self._break(NEWLINE)
        elif (name in ("dt", "dd")) == (self._tables[-1].name == "dl"):
            self._cell_tag(tag, self._tables[-1])
        else:
            self._break(NEWLINE)

    def _cell_tag(self, tag: Tag, table: _Open) -> None:
        self._break(0)
        self._gap = NEWLINE
        self._lists, self._marker, self._bold, self._heading = [], None, table.bold, 0
        if tag.name == "tr":
            table.cell = None
            if not tag.closing:
                table.new_row(self._page)
        elif tag.closing:
            table.cell = None
        else:
            term = tag.name == "dt"
            if not table.grid.rows or term:
                table.new_row(self._page)
            if tag.name == "dd" and table.grid.rows[-1].cells and table.grid.rows[-1].cells[-1].column:
                table.cell = table.grid.rows[-1].cells[-1]
                return
            values = tag.values()
            table.new_cell(
                _number(values.get("colspan"), MOST_COLUMNS),
                _number(values.get("rowspan"), 10_000),
                heading=tag.name == "th",
            )
            self._bold += tag.name == "th"

    def _close_table(self) -> str:
        """Close the innermost table and hand its content to what is around it."""
        self._break(0)
        table = self._tables.pop()
        self._lists, self._bold, self._marker = table.lists, table.bold, None
        target = self._target()
        found = settled(table.grid)
        if target:
            target += found
        else:
            target[:] = found
        self._gap = BLANK
        return table.name

    def _target(self) -> list[Node]:
        for table in reversed(self._tables):
            if table.cell is not None:
                return table.cell.content
        return self.nodes

    def _text(self, token: Text) -> None:
        at = token.start
        for match in _SPECIAL.finditer(self._source, token.start, token.end):
            self._copy(at, match.start())
            at = match.end()
            if match[0][0] == "&":
                self._entity(match)
            elif match[0][0] in " \t\n\f":
                self._space(match)
        self._copy(at, token.end)

    def _space(self, match: re.Match[str]) -> None:
        if self._pre and "\n" in match[0]:
            self._break(BLANK if match[0].count("\n") > 1 else NEWLINE)
        elif self._pre:
            self._pieces.append((match.start(), match.end(), "  "))
        elif not self._after_space:
            self._pieces.append((match.start(), match.end(), " "))
            self._after_space = True

    def _copy(self, start: int, end: int) -> None:
        if start < end and self._after_space and self._source[start] == " " and not self._pre:
            start += 1
        if start < end:
            self._pieces.append((start, end, ""))
            self._after_space = self._source[end - 1] == " "
            self._weigh(self._source[start:end])

    def _weigh(self, text: str) -> None:
        if self._bold:
            self._has_bold = True
        elif not self._has_plain:
            self._has_plain = any(map(str.isalnum, text))

    def _entity(self, match: re.Match[str]) -> None:
        text = unescape(match[0])
        if text == match[0]:
            self._copy(*match.span())
        elif text.isspace():
            self._pieces.append((match.start(), match.end(), " "))
            self._after_space = False
        elif text not in ("\xad", "\u200b", "\u2060"):
            self._pieces.append((match.start(), match.end(), sanitise(text).replace("\f", "\ufffd")))
            self._after_space = False
            self._weigh(text)

    def _break(self, gap: int) -> None:
        """End the line; a second break without text between makes a blank line."""
        found = trim(self._source, self._pieces) if self._pieces else []
        if found:
            self._emit(Line(visible(self._source, found), found, self._gap))
            self._gap = gap
        else:
            self._gap = BLANK if gap == NEWLINE and self._pieces else max(self._gap, gap)
        self._pieces = []
        self._after_space = True
        self._has_plain = self._has_bold = False

    def _emit(self, line: Line) -> None:
        line.bold = self._has_bold and not self._has_plain
        line.page = self._page
        line.heading = self._heading > 0
        line.level = self._heading or len(self._lists)
        if self._marker is not None:
            at, marker = self._marker
            self._marker = None
            if line.heading:
                if marker != "-" and not _PRINTED_NUMBER.match(line.text):
                    line.pieces.insert(0, (at, at, f"{marker} "))
                    line.text = f"{marker} {line.text}"
            elif not _PRINTED_NUMBER.match(line.text):
                line.marker = [(at, at, marker)]
        self._target().append(line)


def _number(value: str | None, most: int) -> int:
    match = re.match(r"\d{1,9}", value or "")
    return min(max(1, int(match[0])), most) if match else 1
