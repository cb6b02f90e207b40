"""HTML cut into tags and stretches of text, with source offsets; no input makes it look at a character many times.

A tokeniser of our own, because the one of the standard library gives positions as line and column only, and is
quadratic on hostile input before Python 3.11.13.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_NAME = re.compile(r"(/?)([A-Za-z][A-Za-z0-9:-]{0,31})(?=[\s/>])")
_QUOTE_OR_END = re.compile(r"[\"'>]")
_MOST_QUOTES = 12
_RAW = ("script", "style", "noscript", "template", "textarea", "title", "iframe", "svg", "math", "object", "select")
_ATTRIBUTE = re.compile(r"""([A-Za-z][\w:-]{0,40})\s{0,9}(?:=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_LONGEST_ATTRIBUTES = 4_000


class Tag(NamedTuple):
    """A tag at `start` to `end`; `attributes` is their raw text."""

    start: int
    end: int
    name: str
    closing: bool
    attributes: str

    def values(self) -> dict[str, str]:
        """The attributes by lower-case name, the first of each; values as written, lower case."""
        found: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(self.attributes[:_LONGEST_ATTRIBUTES]):
            found.setdefault(match[1].lower(), (match[2] or match[3] or match[4] or "").lower())
        return found


class Text(NamedTuple):
    """A stretch of text."""

    start: int
    end: int


class _Scanner:
    """Finds where things end, and remembers what the rest of the source does not hold."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.last_end = source.rfind(">")
        self._folded: str | None = None
        self._missing: dict[str, int] = {}

    def find(self, what: str, at: int) -> int:
        """The offset of `what` from `at` on, or -1."""
        if self._missing.get(what, len(self.source) + 1) <= at:
            return -1
        found = self.source.find(what, at)
        if found < 0:
            self._missing[what] = at
        return found

    def find_closing(self, name: str, at: int) -> int:
        """The offset of `</name` from `at` on, in whatever case, or -1."""
        key = f"</{name}"
        if self._missing.get(key, len(self.source) + 1) <= at:
            return -1
        if self._folded is None:
            self._folded = ascii_lower(self.source)
        found = self._folded.find(key, at)
        if found < 0:
            self._missing[key] = at
        return found

    def tag_end(self, at: int) -> int:
        """The offset after the `>` that ends a tag whose name ends at `at`; quoted values can hold one."""
        search, first = at, at
        for _ in range(_MOST_QUOTES):
            match = _QUOTE_OR_END.search(self.source, search)
            if match is None:
                break
            if match[0] == ">":
                return match.end()
            close = -1
            if self.source[first : match.start()].rstrip().endswith("="):
                close = self.find(match[0], match.end())
            search = first = match.end() if close < 0 else close + 1
        return self.find(">", at) + 1


def ascii_lower(text: str) -> str:
    """The text in lower case, one character for one."""
    folded = text.lower()
    return folded if len(folded) == len(text) else text.translate(_LOWER)


_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def tokens(source: str) -> Iterator[Tag | Text]:
    """Tags and text in order; comments, declarations, and what is inside scripts and styles left out."""
    scanner = _Scanner(source)
    done = at = 0
    while (at := source.find("<", at)) >= 0:
        after = _skipped(scanner, at)
        tag = None
        if after < 0 and at < scanner.last_end and (name := _NAME.match(source, at + 1)):
            after = scanner.tag_end(name.end())
            tag = Tag(at, after, name[2].lower(), bool(name[1]), source[name.end() : after - 1])
        if after < 0:
            at += 1
            continue
        if done < at:
            yield Text(done, at)
        if tag is not None:
            yield tag
            if tag.name in _RAW and not tag.closing and not tag.attributes.endswith("/"):
                after = _after_raw(scanner, tag)
        done = at = after
    if done < len(source):
        yield Text(done, len(source))


def _skipped(scanner: _Scanner, at: int) -> int:
    """The offset after a comment, declaration or processing instruction at `at`, or -1 where there is none."""
    source = scanner.source
    if source.startswith("<!--", at):
        end = scanner.find("-->", at + 2)
        return end + 3 if end >= 0 else scanner.find(">", at) + 1 or len(source)
    if source.startswith(("<!", "<?"), at):
        return scanner.find(">", at) + 1 or at + 2
    if source.startswith("</", at) and not source[at + 2 : at + 3].isalpha():
        return scanner.find(">", at) + 1 or at + 2
    return -1


def _after_raw(scanner: _Scanner, tag: Tag) -> int:
    """Where the content of a script or the like ends; with no end in sight, a script takes the rest as browsers do."""
    end = scanner.find_closing(tag.name, tag.end)
    if end >= 0:
        return end
    return len(scanner.source) if tag.name in ("script", "style") else tag.end
