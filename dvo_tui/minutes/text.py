"""From bytes to the decoded source, and from there to the reading text with its source map.

Sanitising replaces one character by one, so an offset in the sanitised source is an offset in the decoded file
(line ends count as one). Nothing is ever normalised in the Unicode sense.
"""

from __future__ import annotations

import codecs
from array import array
from collections.abc import Iterable
from itertools import accumulate, count
from operator import add

from dvo_tui.errors import InputError
from dvo_tui.minutes.model import Block, SourceMap
from dvo_tui.minutes.regex import regex

Piece = tuple[int, int, str]
"""Source offsets `start, end` to copy, or, where the third field is not empty, that text standing for them."""

_UNSAFE = regex(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_PICTURES = {chr(code): chr(0x2400 + code) for code in range(0x20)} | {"\x7f": "\u2421"}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARIES = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "Word or zip"),
    (b"\xd0\xcf\x11\xe0", "old Word"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x1f\x8b", "gzip"),
    (b"\x7fELF", "program"),
)
SPECIAL = regex("\t+|\f|[\xad\u200b\u2060\ufffe]+")
"""What a reading text never holds, but a source may."""

SPECIAL_MARKS = "\t\f\xad\u200b\u2060\ufffe"
"""The characters of it."""

_CONTROL_BYTES = bytes([*range(9), 0x0B, *range(0x0E, 0x20), 0x7F])
_WESTERN = bytes(
    set("àáâäåçèéêëìíîïñòóôöøùúûüýÿßÀÁÄÅÇÈÉÊËÍÎÏÑÓÔÖØÚÛÜ€‚„…‘’“”•–—™œŒšŠžŽƒ«»·°½¼¾²³§©®±´µ\xa0".encode("cp1252"))
)
"""The bytes above 127 that Dutch text in Windows-1252 uses; leads of UTF-8 pairs (Ã, Â) are left out on purpose."""
_HIGH_BYTES = bytes(range(0x80, 0x100))
_SNIFF = 1 << 16


def decode(data: bytes, name: str) -> str:
    """The text of a file: UTF-8, UTF-16 or UTF-32 with a mark, UTF-16 without, or Windows-1252.

    Line ends become LF, unsafe characters visible ones (`sanitise`).

    Raises:
        InputError: if the file is empty, binary, or breaks its encoding; says at which byte.
    """
    if not data.strip():
        raise InputError("{file} is empty; there are no minutes in it", file=name)
    for magic, kind in _BINARIES:
        if data.startswith(magic):
            raise InputError("{file} is a {kind} file, not text; save it as text or Markdown", file=name, kind=kind)
    bom, encoding = next(((b, e) for b, e in _BOMS if data.startswith(b)), (b"", ""))
    try:
        text = data[len(bom) :].decode(encoding or _wide(data) or "utf-8")
    except UnicodeDecodeError as error:
        text = _decode_western(data, name, len(bom) + error.start, encoding)
    if not text or text.isspace():
        raise InputError("{file} is empty; there are no minutes in it", file=name)
    if _share_of_controls(data) > 0.3 and not _wide(data) and not encoding:
        raise InputError("{file} is binary, not text; save it as text or Markdown", file=name)
    return sanitise(text.replace("\r\n", "\n").replace("\r", "\n"))


def sanitise(text: str) -> str:
    """Make controls, C1, bidi marks, line separators and lone surrogates visible, one character for one.

    Tab, line feed and form feed stay; readers take the form feed as a page break and never copy it.
    """
    return _UNSAFE.sub(lambda match: _PICTURES.get(match[0], "\ufffd"), text)


def _wide(data: bytes) -> str:
    """The UTF-16 byte order of data without a mark: in Dutch nearly every second byte is then zero."""
    head = data[: _SNIFF & ~1]
    half = len(head) // 2
    if len(data) % 2 or not half:
        return ""
    if head[1::2].count(0) > 0.6 * half and head[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if head[0::2].count(0) > 0.6 * half and head[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return ""


def _share_of_controls(data: bytes) -> float:
    head = data[:_SNIFF]
    return 1 - len(head.translate(None, _CONTROL_BYTES)) / len(head)


def _decode_western(data: bytes, name: str, broken_at: int, encoding: str) -> str:
    """Windows-1252 where nearly all high bytes are letters and marks that Dutch uses; else a refusal."""
    if not encoding and (b"\0" in data[:_SNIFF] or _share_of_controls(data) > 0.01):
        raise InputError("{file} is binary, not text; save it as text or Markdown", file=name)
    high = len(data) - len(data.translate(None, _HIGH_BYTES))
    strange = len(data.translate(None, bytes(range(0x80)) + _WESTERN))
    if not encoding and strange <= 0.02 * high and high <= 0.3 * len(data):
        return data.decode("cp1252", errors="replace")
    raise InputError(
        "{file} is not valid {encoding}: it breaks at byte {byte}; save it again as UTF-8",
        file=name,
        encoding=(encoding or _wide(data) or "utf-8").upper(),
        byte=broken_at,
    )


def pieces(source: str, start: int, end: int) -> list[Piece]:
    """A source range without soft hyphens and zero-width spaces, a tab as two spaces, a form feed as a line end."""
    found: list[Piece] = []
    at = start
    for match in SPECIAL.finditer(source, start, end):
        begins, ends = match.span()
        if at < begins:
            found.append((at, begins, ""))
        mark = source[begins]
        if mark == "\t":
            found.append((begins, ends, "  "))
        elif mark == "\f":
            found.append((begins, ends, "\n"))
        at = ends
    found.append((at, end, ""))
    return found


def visible(source: str, pieces: Iterable[Piece]) -> str:
    """What a reader sees of pieces."""
    return "".join([text or source[start:end] for start, end, text in pieces])


def trim(source: str, pieces: list[Piece]) -> list[Piece]:
    """Pieces without white space at either end."""
    first, last = 0, len(pieces)
    while first < last and not _shown(source, pieces[first]).strip():
        first += 1
    while first < last and not _shown(source, pieces[last - 1]).strip():
        last -= 1
    found = pieces[first:last]
    if found:
        start, end, text = found[0]
        kept = _shown(source, found[0]).lstrip()
        found[0] = (start, end, kept) if text else (end - len(kept), end, "")
        start, end, text = found[-1]
        kept = _shown(source, found[-1]).rstrip()
        found[-1] = (start, end, kept) if text else (start, start + len(kept), "")
    return found


def _shown(source: str, piece: Piece) -> str:
    return piece[2] or source[piece[0] : piece[1]]


class Writer:
    """Builds the reading text from pieces of the source and remembers where each came from."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.blocks: list[Block] = []
        self.length = 0
        self._reading = array("q")
        self._source = array("q")
        self._ends = array("q")
        self._inserted: list[str] = []
        self._at = -1

    def copy(self, start: int, end: int) -> None:
        """Append `source[start:end]`."""
        if start >= end:
            return
        if start == self._at and not self._inserted[-1]:
            self._ends[-1] = end
        else:
            self._reading.append(self.length)
            self._source.append(start)
            self._ends.append(end)
            self._inserted.append("")
        self.length += end - start
        self._at = end

    def insert(self, text: str, at: int | None = None) -> None:
        """Append text that is not in the source; it maps to `at`, or to where the last copy ended."""
        if not text:
            return
        at = max(0, self._at) if at is None else at
        self._reading.append(self.length)
        self._source.append(at)
        self._ends.append(at)
        self._inserted.append(text)
        self.length += len(text)

    def append(self, text: str) -> None:
        """Append white space: the source's own where it stands there, inserted otherwise."""
        end = self._at + len(text)
        if self._at >= 0 and self.source[self._at : end] == text:
            self.copy(self._at, end)
        else:
            self.insert(text)

    def drop_last(self) -> None:
        """Take back the last character, which was copied; what follows stands closed up to it."""
        self.length -= 1
        self._ends[-1] -= 1

    def write(self, pieces: Iterable[Piece]) -> None:
        """Append pieces in turn, as `copy` and `insert` do one by one."""
        reading, sources, ends, inserted = self._reading, self._source, self._ends, self._inserted
        add_reading, add_source, add_end, add_text = reading.append, sources.append, ends.append, inserted.append
        length, at = self.length, self._at
        for start, end, text in pieces:
            if not text:
                if start >= end:
                    continue
                if start == at and not inserted[-1]:
                    ends[-1] = end
                    length += end - start
                    at = end
                    continue
            add_reading(length)
            add_source(start)
            add_end(start if text else end)
            add_text(text)
            length += len(text) or end - start
            at = end
        self.length, self._at = length, at

    def text(self) -> str:
        source = self.source
        pieces = zip(self._source, self._ends, self._inserted, strict=True)
        return "".join([text or source[start:end] for start, end, text in pieces])

    def source_map(self) -> SourceMap:
        """The map; white space that stands for other white space in the source parts no pieces."""
        kept: list[int] = []
        ends: list[int] = []
        keep, end_at = kept.append, ends.append
        expected = -1
        for index, (start, end, inserted) in enumerate(zip(self._source, self._ends, self._inserted, strict=True)):
            if not inserted:
                if start == expected:
                    ends[-1] = end
                else:
                    keep(index)
                    end_at(end)
                expected = end
                continue
            stands_in = len(inserted) == 1 and inserted.isspace() and self.source[start : start + 1].isspace()
            if start != expected or not stands_in:
                keep(index)
                end_at(end)
            else:
                ends[-1] = start + 1
            expected = start + 1 if stands_in else -1
        lengths = map(len, self.source.split("\n"))
        lines = [0, *map(add, accumulate(lengths), count(1))][:-1]
        return SourceMap(
            tuple(map(self._reading.__getitem__, kept)),
            tuple(map(self._source.__getitem__, kept)),
            tuple(ends),
            tuple(lines),
        )
