"""From bytes to the decoded source, and from there to the reading text with its source map.

Sanitising replaces one character by one, so an offset in the sanitised source is an offset in the decoded file
(line ends count as one). Nothing is ever normalised in the Unicode sense.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

from dvo_tui.errors import InputError
from dvo_tui.minutes.model import Block, SourceMap

Piece = tuple[int, int, str]
"""Source offsets `start, end` to copy, or, where the third field is not empty, that text standing for them."""

_UNSAFE = re.compile(
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


def visible(source: str, pieces: Iterable[Piece]) -> str:
    """What a reader sees of pieces."""
    return "".join(text or source[start:end] for start, end, text in pieces)


class Writer:
    """Builds the reading text from pieces of the source and remembers where each came from."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.blocks: list[Block] = []
        self.length = 0
        self._parts: list[str] = []
        self._reading: list[int] = []
        self._source: list[int] = []
        self._ends: list[int] = []
        self._at = 0

    def copy(self, start: int, end: int) -> None:
        """Append `source[start:end]`."""
        if start >= end:
            return
        if start == self._at and self._ends and self._ends[-1] == start > self._source[-1]:
            self._ends[-1] = end
        else:
            self._reading.append(self.length)
            self._source.append(start)
            self._ends.append(end)
        self._parts.append(self.source[start:end])
        self.length += end - start
        self._at = end

    def insert(self, text: str, at: int | None = None) -> None:
        """Append text that is not in the source; it maps to `at`, or to where the last copy ended."""
        if not text:
            return
        at = self._at if at is None else at
        self._reading.append(self.length)
        self._source.append(at)
        self._ends.append(at)
        self._parts.append(text)
        self.length += len(text)

    def space(self) -> None:
        """Append the space that follows in the source, or insert one where there is none."""
        if self.source[self._at : self._at + 1] == " ":
            self.copy(self._at, self._at + 1)
        else:
            self.insert(" ")

    def drop_last(self) -> None:
        """Take back the last character copied; what follows stands closed up to it."""
        self._parts[-1] = self._parts[-1][:-1]
        self.length -= 1
        self._ends[-1] -= 1

    def write(self, pieces: Iterable[Piece]) -> None:
        for start, end, text in pieces:
            if text:
                self.insert(text, start)
                self._at = max(start, end)
            else:
                self.copy(start, end)

    def text(self) -> str:
        return "".join(self._parts)

    def source_map(self) -> SourceMap:
        lines = (0, *(match.end() for match in re.finditer("\n", self.source)))
        return SourceMap(tuple(self._reading), tuple(self._source), tuple(self._ends), lines)
