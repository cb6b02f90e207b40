"""What a PDF may cost: what unpacks or draws without end is refused early, and no reference goes in circles.

pdfminer unpacks a stream at once, whatever it grows to, so what it calls for that is replaced here, once, for good:
the same results within the bounds of the budget that holds, and no unpacking at all beyond them.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from io import BytesIO
from types import SimpleNamespace
from typing import Any, Literal, NoReturn

from pdfminer import pdftypes
from pdfminer.ccitt import ccittfaxdecode
from pdfminer.converter import PDFPageAggregator
from pdfminer.lzw import LZWDecoder
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFObjRef, stream_value
from pdfminer.runlength import rldecode
from pdfminer.utils import apply_png_predictor, apply_tiff_predictor

from dvo_tui.errors import InputError

LARGEST_STREAM = 48_000_000
"""Bytes that one stream may unpack to; a font of Chinese has a third of it."""

LARGEST_DOCUMENT = 2_000_000_000
"""Bytes that all streams together may unpack to, each as often as it is needed."""

LARGEST_PAGE = 8_000_000
"""Bytes of drawing on one page, what it draws again counted again; a page of small print has a hundredth of it."""

MOST_CHARACTERS = 200_000
"""On one page; a page of small print has a twentieth of it."""

_MOST_DRAWINGS = 20_000
_MOST_SHAPES = 20_000
_WIDEST_ROW = 1_000_000
_CHUNK = 65_536


class BeyondBounds(Exception):
    """The budget is spent."""


class Budget:
    """What is left for a document; what it was not enough for is kept, because exceptions may be swallowed."""

    def __init__(self) -> None:
        self._lacking: Literal["unpacking", "drawing", "characters", ""] = ""
        self._left = LARGEST_DOCUMENT
        self._page = self._drawings = self._characters = self._shapes = 0

    def check(self, file: str, page: int) -> None:
        """Refuse a document that asked for too much.

        Raises:
            InputError: if it did.
        """
        if self._lacking == "unpacking":
            raise InputError(
                "{file} is a PDF that unpacks to more than {limit} MB at one place; it is not read, print it anew",
                file=file,
                limit=LARGEST_STREAM // 1_000_000,
            )
        if self._lacking == "characters":
            raise InputError(
                "{file} has more than {count} characters on page {page}, which no minutes have; it is not read",
                file=file,
                count=MOST_CHARACTERS,
                page=page,
            )
        if self._lacking:
            raise InputError(
                "{file} draws more on page {page} than minutes do; it is not read, print it anew",
                file=file,
                page=page,
            )

    def unpack(self, size: int, whole: int) -> None:
        """Some more bytes of a stream, `whole` bytes until now, were unpacked."""
        self._left -= size
        if self._left < 0 or whole > LARGEST_STREAM:
            self._refuse("unpacking")

    def begin_page(self) -> None:
        self._page = self._drawings = self._characters = self._shapes = 0

    def draw(self, size: int) -> None:
        """A page draws so many bytes more."""
        self._page += size
        self._drawings += 1
        if self._page > LARGEST_PAGE or self._drawings > _MOST_DRAWINGS:
            self._refuse("drawing")

    def character(self) -> None:
        """A page has one character more."""
        self._characters += 1
        if self._characters > MOST_CHARACTERS:
            self._refuse("characters")

    def shape(self) -> bool:
        """Whether one more line or curve of a page is kept; tables have few, maps have hundreds of thousands."""
        self._shapes += 1
        return self._shapes <= _MOST_SHAPES

    def _refuse(self, lacking: Literal["unpacking", "drawing", "characters"]) -> NoReturn:
        self._lacking = self._lacking or lacking
        raise BeyondBounds


_budget: ContextVar[Budget] = ContextVar("_budget")


@contextmanager
def bounded(budget: Budget) -> Iterator[None]:
    """What is read inside is at the cost of a budget."""
    token = _budget.set(budget)
    try:
        yield
    finally:
        _budget.reset(token)


def _current() -> Budget:
    """The budget that holds; a fresh one for each call of who uses pdfminer for something else."""
    return _budget.get(None) or Budget()


class BoundedDevice(PDFPageAggregator):
    """Collects what a page shows, within the budget."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._budget = _current()

    def render_char(self, *arguments: Any, **options: Any) -> float:
        self._budget.character()
        return super().render_char(*arguments, **options)

    def paint_path(self, *arguments: Any, **options: Any) -> None:
        if self._budget.shape():
            super().paint_path(*arguments, **options)


class BoundedInterpreter(PDFPageInterpreter):
    """Draws a page within the budget; a form that draws forms that draw forms spends it."""

    def execute(self, streams: Sequence[object]) -> None:
        budget = _current()
        for stream in streams:
            budget.draw(len(stream_value(stream).get_data()))
        super().execute(streams)


def _inflate(data: bytes, *, lenient: bool = False) -> bytes:
    """Unpack Flate data; with `lenient` what comes before the first error counts.

    Raises:
        zlib.error: if the data is damaged.
    """
    budget = _current()
    unpacking = zlib.decompressobj()
    parts: list[bytes] = []
    size = at = 0
    while not unpacking.eof and (unpacking.unconsumed_tail or at < len(data)):
        packed = unpacking.unconsumed_tail
        if not packed:
            packed, at = data[at : at + _CHUNK], at + _CHUNK
        try:
            part = unpacking.decompress(packed, _CHUNK * 16)
        except zlib.error:
            if lenient:
                break
            raise
        parts.append(part)
        size += len(part)
        budget.unpack(len(part), size)
    if not unpacking.eof and not lenient:
        raise zlib.error("incomplete stream")
    return b"".join(parts)


def _lenient(data: bytes) -> bytes:
    return _inflate(data, lenient=True)


def _unpack_lzw(data: bytes) -> bytes:
    budget = _current()
    parts: list[bytes] = []
    size = 0
    for part in LZWDecoder(BytesIO(data)).run():
        parts.append(part)
        size += len(part)
        budget.unpack(len(part), size)
    return b"".join(parts)


def _unpack_runs(data: bytes) -> bytes:
    _current().unpack(0, 64 * len(data))
    unpacked: bytes = rldecode(data)
    _current().unpack(len(unpacked), len(unpacked))
    return unpacked


def _no_fax(data: bytes, params: dict[str, object]) -> bytes:
    """Pictures are not looked at, and text is never packed this way."""
    return ccittfaxdecode(data, params) if _budget.get(None) is None else b""


def _check_row(colors: Any, columns: Any, bits: Any) -> None:
    if max(colors, 1) * max(columns, 1) * max(bits, 1) > 8 * _WIDEST_ROW:
        _current().unpack(0, LARGEST_STREAM + 1)


def _png(pred: int, colors: int, columns: int, bitspercomponent: int, data: bytes) -> bytes:
    _check_row(colors, columns, bitspercomponent)
    return apply_png_predictor(pred, colors, columns, bitspercomponent, data)


def _tiff(colors: int, columns: int, bitspercomponent: int, data: bytes) -> bytes:
    _check_row(colors, columns, bitspercomponent)
    return apply_tiff_predictor(colors, columns, bitspercomponent, data)


def _resolve(reference: PDFObjRef, default: object = None) -> Any:
    """What a reference leads to, over others if need be; `default` where it leads back to itself."""
    seen: set[int] = set()
    found: Any = reference
    while isinstance(found, PDFObjRef):
        if found.objid in seen:
            return default
        seen.add(found.objid)
        found = _resolve_once(found, default)
    return found


_resolve_once = PDFObjRef.resolve
PDFObjRef.resolve = _resolve  # type: ignore[method-assign, assignment]

for _name, _bounded in {
    "zlib": SimpleNamespace(decompress=_inflate, error=zlib.error),
    "decompress_corrupted": _lenient,
    "lzwdecode": _unpack_lzw,
    "rldecode": _unpack_runs,
    "ccittfaxdecode": _no_fax,
    "apply_png_predictor": _png,
    "apply_tiff_predictor": _tiff,
}.items():
    setattr(pdftypes, _name, _bounded)
