"""Markdown and HTML inside a line or table cell: what a reader sees of it, as lines made of source pieces."""

from __future__ import annotations

import re

from dvo_tui.minutes.readers.lines import BLANK, NEWLINE, Line
from dvo_tui.minutes.text import Piece, sanitise, visible

_MARKUP = re.compile("[\\\\&<*_~`\\[\t\xad\u200b\u2060\ufffe]|  ")
_TOKEN = re.compile(
    r"\\(?P<escape>[!-/:-@\[-`{-~])"
    r"|&(?P<entity>\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    r"|<(?P<close>/?)(?P<tag>[A-Za-z][A-Za-z0-9:]{0,9})(?P<attributes>(?:[\s/][^<>]*)?)>"
    r"|(?P<code>(?<!\w)`[^`]+`)"
    r"|!?\[(?P<link>[^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)"
    r"|(?P<mark>\*+|_+|~~)"
    r"|(?P<space>[ \t]{2,}|\t)"
    "|(?P<hidden>[\xad\u200b\u2060\ufffe]+)"
)
_INLINE_TAGS = frozenset(
    "a abbr b big code del em font i img input ins kbd label mark o:p s small span strike strong sub sup tt u var wbr".split()
)
_BLOCK_TAGS = frozenset(
    "blockquote body center caption dd div dl dt figure footer head header html h1 h2 h3 h4 h5 h6 hr main meta nav ol p pre"
    " section table tbody td tfoot th thead title tr ul li br article".split()
)
_BOLD_TAGS = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
_LINE_TAGS = {"br": NEWLINE, "li": NEWLINE, "tr": NEWLINE, "dt": NEWLINE, "dd": NEWLINE}


def inline(source: str, start: int, end: int) -> list[Line]:
    """The visible lines of `source[start:end]`; `<br>` starts a line, `<p>` and `<br><br>` one after a blank."""
    if _MARKUP.search(source, start, end) is None:
        raw = source[start:end]
        text = raw.strip()
        if not text:
            return []
        start += len(raw) - len(raw.lstrip())
        return [Line(text, [(start, start + len(text), "")])]
    return _Inline(source, start, end).lines()


class _Inline:
    """Walks the tokens of one range once; every step is linear in the range."""

    def __init__(self, source: str, start: int, end: int) -> None:
        self._source = source
        self._start = start
        self._end = end
        self._pieces: list[Piece] = []
        self._lines: list[Line] = []
        self._gap = NEWLINE
        self._bold = 0
        self._has_plain = False
        self._has_bold = False
        self._marks = _matched_marks(source, start, end)

    def lines(self) -> list[Line]:
        at = self._start
        for match in _TOKEN.finditer(self._source, self._start, self._end):
            if match.start() < at:
                continue
            self._copy(at, match.start())
            at = self._token(match)
        self._copy(at, self._end)
        self._break(0)
        return self._lines

    def _token(self, match: re.Match[str]) -> int:
        """Handle one token; returns where reading goes on."""
        kind = match.lastgroup
        start, end = match.span()
        if kind == "escape":
            self._copy(start + 1, end)
        elif kind == "entity":
            self._entity(match)
        elif kind == "attributes":
            self._tag(match)
        elif kind == "code":
            self._copy(start + 1, end - 1)
        elif kind == "link":
            return self._link(match)
        elif kind == "mark":
            self._mark(match)
        elif kind == "space":
            self._space(start, end)
        return end

    def _copy(self, start: int, end: int) -> None:
        if start < end:
            self._pieces.append((start, end, ""))
            if self._bold:
                self._has_bold = True
            elif not self._has_plain:
                self._has_plain = any(map(str.isalnum, self._source[start:end]))

    def _space(self, start: int, end: int) -> None:
        if self._source[start] == " ":
            self._pieces.append((start, start + 1, ""))
        else:
            self._pieces.append((start, end, " "))

    def _link(self, match: re.Match[str]) -> int:
        """Keep a link's words; what stands inside the brackets is read on as text."""
        start, end = match.span("link")
        if start == end:
            return match.end()
        inner = _Inline(self._source, start, end)
        for line in inner.lines():
            self._pieces += line.pieces
            self._has_plain = self._has_plain or not self._bold
        return match.end()

    def _entity(self, match: re.Match[str]) -> None:
        from html import unescape  # 2 ms of tables that most minutes never need

        text = unescape(match[0])
        if text == match[0]:
            self._copy(*match.span())
        elif text.isspace():
            self._pieces.append((match.start(), match.end(), " "))
        elif text != "\xad":
            self._pieces.append((match.start(), match.end(), sanitise(text).replace("\f", "\ufffd")))
            self._has_plain = self._has_plain or not self._bold

    def _tag(self, match: re.Match[str]) -> None:
        tag = match["tag"].lower()
        closing = bool(match["close"])
        if tag in _BOLD_TAGS:
            self._bold = max(0, self._bold + (-1 if closing else 1))
        if tag in _INLINE_TAGS:
            return
        if tag not in _BLOCK_TAGS:
            self._copy(*match.span())
        elif tag in ("td", "th"):
            if closing:
                self._pieces.append((match.start(), match.end(), "  "))
        else:
            self._break(_LINE_TAGS.get(tag, BLANK))
            if tag == "li" and not closing:
                self._pieces.append((match.start(), match.end(), "- "))

    def _mark(self, match: re.Match[str]) -> None:
        role = self._marks.get(match.start())
        if role is None:
            self._copy(*match.span())
        elif len(match[0]) >= 2 and match[0][0] in "*_":
            self._bold = max(0, self._bold + role)

    def _break(self, gap: int) -> None:
        """End the line; a second break without text between makes a blank line."""
        found = trim(self._source, self._pieces)
        if found:
            line = Line(visible(self._source, found), found, self._gap)
            line.bold = self._has_bold and not self._has_plain
            self._lines.append(line)
            self._gap = gap
        else:
            self._gap = BLANK if self._lines and gap else max(self._gap, gap)
        self._pieces = []
        self._has_plain = self._has_bold = False


def trim(source: str, pieces: list[Piece]) -> list[Piece]:
    """Pieces without white space at either end."""
    found = list(pieces)
    while found:
        start, end, text = found[0]
        shown = text or source[start:end]
        kept = shown.lstrip()
        if not kept:
            found.pop(0)
            continue
        if kept != shown:
            found[0] = (start, end, kept) if text else (end - len(kept), end, "")
        break
    while found:
        start, end, text = found[-1]
        shown = text or source[start:end]
        kept = shown.rstrip()
        if not kept:
            found.pop()
            continue
        if kept != shown:
            found[-1] = (start, end, kept) if text else (start, start + len(kept), "")
        break
    return found


def _matched_marks(source: str, start: int, end: int) -> dict[int, int]:
    """Which emphasis marks to drop: offset to +1 where one opens, -1 where one closes.

    Two marks or more are dropped even without a partner, since wrapped lines part them; a single one only in a pair.
    """
    roles: dict[int, int] = {}
    waiting: dict[str, int] = {}
    for match in _TOKEN.finditer(source, start, end):
        if match.lastgroup != "mark":
            continue
        mark, at = match[0], match.start()
        before = source[at - 1] if at > start else " "
        after = source[match.end()] if match.end() < end else " "
        opens = not after.isspace() and (mark[0] == "*" or not before.isalnum())
        closes = not before.isspace() and (mark[0] == "*" or not after.isalnum())
        if closes and mark in waiting:
            roles[waiting.pop(mark)] = 1
            roles[at] = -1
        elif opens:
            waiting[mark] = at
        elif closes and len(mark) > 1:
            roles[at] = -1
    for mark, at in waiting.items():
        if len(mark) > 1:
            roles[at] = 1
    return roles
