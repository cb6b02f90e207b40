"""PDF with a text layer: pages one by one into text in reading order; no page stays in memory.

The source of the map is the raw text in page order, so a line is a line of that text; blocks know their page.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from msgspec.structs import replace
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from dvo_tui.errors import InputError
from dvo_tui.minutes.readers.assembly import assemble
from dvo_tui.minutes.readers.base import VERSIONS, Reading, Source
from dvo_tui.minutes.readers.grids import Node
from dvo_tui.minutes.readers.lines import Measure
from dvo_tui.minutes.readers.pdf_bounds import Budget, bounded
from dvo_tui.minutes.readers.pdf_columns import reading_order
from dvo_tui.minutes.readers.pdf_flow import PdfFlow
from dvo_tui.minutes.readers.pdf_furniture import Page, all_lines, drop_furniture
from dvo_tui.minutes.readers.pdf_tables import RawTable, ruled_tables, same_place, unify
from dvo_tui.minutes.readers.pdf_words import LeanPage, words_of

_FORGET_EVERY = 16
_TAIL = 4_096
_LETTERS_A_PAGE = 12
_UNREADABLE = "(cid:"


def read(source: Source) -> Reading:
    raw, starts, nodes = _flowing(source)
    measure = Measure("")  # paragraphs are whole already; only what a page cut is joined
    writer = assemble(raw, nodes, measure)
    nodes.clear()
    source_map = replace(writer.source_map(), pages=tuple(starts))
    return Reading("pdf", VERSIONS["pdf"], writer.text(), tuple(writer.blocks), source_map)


def _flowing(source: Source) -> tuple[str, list[int], list[Node]]:
    """The raw text, where each page begins in it, and what stands on the pages; their lines are then forgotten."""
    with _quiet():
        pages = list(_pages(source))
    raw, starts = _raw_text(pages)
    _refuse_without_text(raw, len(pages), source.name)
    drop_furniture(pages)
    _unify_pieces(pages)
    return raw, starts, PdfFlow(pages, raw, Measure(raw).has_word).nodes


def _pages(source: Source) -> Iterator[Page]:
    """The pages of a document, each read and forgotten before the next.

    Raises:
        InputError: if it is encrypted, broken or cut off.
    """
    number = 0
    budget = Budget()
    try:
        with bounded(budget), _opened(source) as document:
            total = _count(document)
            doctop = 0.0
            for number, page_object in enumerate(PDFPage.create_pages(document.doc), start=1):
                budget.begin_page()
                plumbed = LeanPage(document, page_object, page_number=number, initial_doctop=doctop)
                page = _page(plumbed)
                plumbed.close()
                doctop += page.height
                if number % _FORGET_EVERY == 0:
                    document.doc._cached_objs.clear()
                    document.doc._parsed_objs.clear()
                    document.rsrcmgr._cached_fonts.clear()
                if source.progress is not None:
                    source.progress(number, max(total, number))
                yield page
    except InputError:
        raise
    except Exception as error:  # pdfminer raises of some thirty kinds on a damaged file; each means the same
        budget.check(source.name, number)
        if number:
            raise InputError(
                "{file} is a broken PDF at page {page}; print it to a new PDF, or ask for it again",
                file=source.name,
                page=number,
            ) from error
        raise InputError(
            "{file} is a broken PDF; print it to a new PDF, or ask for it again", file=source.name
        ) from error
    budget.check(source.name, number)
    if number == 0:
        raise InputError("{file} is a broken PDF without pages; ask for it again", file=source.name)


@contextmanager
def _opened(source: Source) -> Iterator[PDF]:
    """The document; its `close` would read every page again, and there is nothing to close."""
    data = source.data
    if not data:
        raise InputError("{file} is empty; there are no minutes in it", file=source.name)
    if b"%PDF-" not in data[:1024]:
        raise InputError("{file} is no PDF, whatever its name says; save the minutes as PDF again", file=source.name)
    if b"%%EOF" not in data[-_TAIL:]:
        raise InputError("{file} is a PDF that was cut off; download or copy it again", file=source.name)
    try:
        document = PDF.open(BytesIO(data))
    except PdfminerException as error:
        if isinstance(error.args[0] if error.args else None, PDFPasswordIncorrect | PDFEncryptionError):
            raise InputError(
                "{file} is encrypted and needs a password; save it without one", file=source.name
            ) from error
        raise
    yield document


def _count(document: PDF) -> int:
    """The number of pages that the document says it has, or 0."""
    tree = resolve1(document.doc.catalog.get("Pages"))
    count = resolve1(tree.get("Count")) if isinstance(tree, dict) else 0
    return count if isinstance(count, int) else 0


def _page(plumbed: LeanPage) -> Page:
    words = words_of(plumbed.chars)
    tables, rest = ruled_tables(plumbed, words)
    return Page(plumbed.page_number, float(plumbed.height), reading_order(rest, tables, plumbed.page_number))


def _raw_text(pages: list[Page]) -> tuple[str, list[int]]:
    """The text of all lines in page order, and where each page begins; each line learns where it stands in it."""
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    for page in pages:
        starts.append(length)
        for line in all_lines(page.parts):
            line.start = length
            parts += [line.text, "\n"]
            length += len(line.text) + 1
    return "".join(parts), starts


def _refuse_without_text(raw: str, pages: int, name: str) -> None:
    letters = sum(map(str.isalpha, raw[:200_000]))
    if letters < min(_LETTERS_A_PAGE * pages, 200):
        raise InputError(
            "{file} is a PDF without text, a scan; make it readable first: ocrmypdf -l nld {file} tekst.pdf", file=name
        )
    if raw.count(_UNREADABLE) * 10 > letters:
        raise InputError(
            "{file} is a PDF whose letters are mere codes; redo its text: ocrmypdf --force-ocr -l nld {file} tekst.pdf",
            file=name,
        )


def _unify_pieces(pages: list[Page]) -> None:
    """Columns of a table that goes on over pages are those of all its pieces."""
    group: list[RawTable] = []
    for part in (part for page in pages for part in page.parts):
        table = part if isinstance(part, RawTable) else None
        if table and group and group[-1].page < table.page and same_place(group[-1], table):
            group.append(table)
            continue
        unify(group)
        group = [table] if table else []
    unify(group)


@contextmanager
def _quiet() -> Iterator[None]:
    """Silence what pdfminer logs about fonts and colours of files that read well."""
    loggers = [logging.getLogger(name) for name in ("pdfminer", "pdfplumber")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
