"""Markdown and HTML inside a line or table cell: what a reader sees of it, as lines made of source pieces."""

from __future__ import annotations

import re

from dvo_tui.minutes.readers.lines import BLANK, NEWLINE, Line
from dvo_tui.minutes.regex import regex
from dvo_tui.minutes.text import SPECIAL, Piece, pieces, sanitise, trim, visible

_MARKUP = regex(r"[\\&<*_~`\[!]")
_TOKEN = regex(
    r"\\(?P<escape>[!-/:-@\[-`{-~])"
    r"|&(?P<entity>\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    r"|<(?P<close>/?)(?P<tag>[A-Za-z][A-Za-z0-9:]{0,9})(?P<attributes>(?:[\s/][^<>]*)?)>"
    r"|(?P<code>(?<!\w)`[^`]+`)"
    r"|!?\[(?P<link>[^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)"
    r"|(?P<mark>\*+|_+|~~)"
)
_INLINE = (
    "a abbr b big code del em font i img input ins kbd label mark o:p s small span strike strong sub sup tt u var wbr"
)
_BLOCK = (
    "article blockquote body br caption center dd div dl dt figure footer h1 h2 h3 h4 h5 h6 head header hr html li main"
    " meta nav ol p pre section table tbody td tfoot th thead title tr ul"
)
_INLINE_TAGS = frozenset(_INLINE.split())
_BLOCK_TAGS = frozenset(_BLOCK.split())
_MOST_TOKENS = 100_000
"""What looks like markup after so much of it in one line or cell is read as it stands."""

_BOLD_TAGS = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
_LINE_TAGS = {"br": NEWLINE, "li": NEWLINE, "tr": NEWLINE, "dt": NEWLINE, "dd": NEWLINE}


def inline(source: str, start: int, end: int) -> list[Line]:
    """The visible lines of `source[start:end]`; `<br>` starts a line, `<p>` and `<br><br>` one after a blank."""
    if _MARKUP.search(source, start, end) is None and SPECIAL.search(source, start, end) is None:
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
        self._tokens = _tokens(source, start, end)
        self._marks = _matched_marks(source, start, end, self._tokens)

    def lines(self) -> list[Line]:
        at = self._start
        for match in self._tokens:
            self._copy(at, match.start())
            self._token(match)
            at = match.end()
        self._copy(at, self._end)
        self._break(0)
        return self._lines

    def _token(self, match: re.Match[str]) -> None:
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
            self._link(match)
        elif kind == "mark":
            self._mark(match)

    def _copy(self, start: int, end: int) -> None:
        if start < end:
            self._pieces += pieces(self._source, start, end)
            if self._bold:
                self._has_bold = True
            elif not self._has_plain:
                self._has_plain = any(map(str.isalnum, self._source[start:end]))

    def _link(self, match: re.Match[str]) -> None:
        """Keep a link's words, which can hold markup themselves."""
        for line in _Inline(self._source, *match.span("link")).lines():
            self._pieces += line.pieces
            self._has_plain = self._has_plain or not self._bold

    def _entity(self, match: re.Match[str]) -> None:
        from html import unescape  # 2 ms of tables that most minutes never need

        text = unescape(match[0])
        if text == match[0]:
            self._copy(*match.span())
        elif text.isspace():
            self._pieces.append((match.start(), match.end(), " "))
        elif text != "\xad":
            self._pieces.append((match.start(), match.end(), sanitise(text) or "\ufffd"))
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


def _tokens(source: str, start: int, end: int) -> list[re.Match[str]]:
    """The markup in a range; jumps from one character that can begin some to the next."""
    found: list[re.Match[str]] = []
    hit = _MARKUP.search(source, start, end)
    while hit is not None and len(found) < _MOST_TOKENS:
        match = _TOKEN.match(source, hit.start(), end)
        if match is not None:
            found.append(match)
        hit = _MARKUP.search(source, (match or hit).end(), end)
    return found


def _matched_marks(source: str, start: int, end: int, tokens: list[re.Match[str]]) -> dict[int, int]:
    """Which emphasis marks to drop: offset to +1 where one opens, -1 where one closes.

    Two marks or more are dropped even without a partner, since wrapped lines part them; a single one only in a pair.
    """
    roles: dict[int, int] = {}
    waiting: dict[str, int] = {}
    for match in tokens:
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
