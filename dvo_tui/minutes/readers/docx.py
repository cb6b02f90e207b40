"""Word documents (DOCX): headings by style, list numbers as printed, tables, tracked changes as accepted."""

from __future__ import annotations

from io import BytesIO

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.parts.document import DocumentPart
from lxml.etree import _Element

from dvo_tui.errors import InputError
from dvo_tui.minutes.readers.assembly import assemble, measure_of
from dvo_tui.minutes.readers.base import VERSIONS, Reading, Source
from dvo_tui.minutes.readers.docx_body import Body
from dvo_tui.minutes.readers.docx_numbering import Numbering
from dvo_tui.minutes.readers.docx_styles import Styles
from dvo_tui.minutes.readers.grids import Grid
from dvo_tui.minutes.readers.zips import checked_zip

_OLD_WORD = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK"


def read(source: Source) -> Reading:
    body = _body(source.data, source.name)
    measure = measure_of(body.nodes)
    if not measure.wrapped:
        body.part_paragraphs()
    if not body.paged:
        for node in body.nodes:
            for part in node.rows if isinstance(node, Grid) else (node,):
                part.page = 0
    writer = assemble(body.source, body.nodes, measure)
    return Reading("docx", VERSIONS["docx"], writer.text(), tuple(writer.blocks), writer.source_map())


def _body(data: bytes, name: str) -> Body:
    """Open a document, or say in one line why not."""
    if not data:
        raise InputError("{file} is empty; there are no minutes in it", file=name)
    if data.startswith(_OLD_WORD):
        raise InputError("{file} is an old Word file or has a password; save it as DOCX without a password", file=name)
    if not data.startswith(_ZIP):
        raise InputError("{file} is no Word document, whatever its name says; save the minutes as DOCX", file=name)
    checked_zip(data, name, main_part="word/document.xml")
    try:
        document = Document(BytesIO(data))
        part = document.part
        styles = Styles(_root(part, RELATIONSHIP_TYPE.STYLES))
        numbering = Numbering(_root(part, RELATIONSHIP_TYPE.NUMBERING))
        return Body(document.element.body, styles, numbering)
    except Exception as error:  # python-docx and lxml raise of many kinds on a damaged package; each means the same
        raise InputError(
            "{file} is a broken Word file ({reason}); open it in Word and save it again",
            file=name,
            reason=type(error).__name__,
        ) from error


def _root(part: DocumentPart, relation: str) -> _Element | None:
    """The root element of a part that the document relates to, or None where it has none."""
    try:
        related = part.part_related_by(relation)
    except KeyError:
        return None
    return related.element if isinstance(related, XmlPart) else None
