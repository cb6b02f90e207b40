"""HTML as web pages and converters write it: what a browser shows, mapped back to the offsets of the markup."""

from __future__ import annotations

import re
from contextlib import suppress

from dvo_tui.minutes.readers.assembly import assemble, measure_of
from dvo_tui.minutes.readers.base import VERSIONS, Reading, Source
from dvo_tui.minutes.readers.grids import Grid, Node
from dvo_tui.minutes.readers.html_tree import tree_of
from dvo_tui.minutes.readers.lines import Line
from dvo_tui.minutes.text import decode

_CHARSET = re.compile(rb"""(?i)(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([a-z0-9_:.-]{2,40})""")
_KNOWN = re.compile(
    r"(?:iso-?8859-?\d{1,2}|windows-125\d|cp125\d|latin-?\d|us-ascii|ascii|macintosh|ibm\d{3}|cp\d{3})$"
)
_AS_BROWSERS_DO = re.compile(r"iso-?8859-?1$|latin-?1$|us-ascii$|ascii$")
_HEAD = 4_096


def read(source: Source) -> Reading:
    text = html_text(source.data, source.name)
    tree = tree_of(text)
    nodes = tree.nodes
    if not tree.paged:
        _number_pages(nodes)
    writer = assemble(text, nodes, measure_of(nodes))
    return Reading("html", VERSIONS["html"], writer.text(), tuple(writer.blocks), writer.source_map())


def html_text(data: bytes, name: str) -> str:
    """The decoded source: UTF-8 where it is that, else what the page says of itself, else as any text.

    A page in ISO 8859-1 is read as Windows-1252, as browsers do.

    Raises:
        InputError: as `decode`.
    """
    match = _CHARSET.search(data[:_HEAD])
    charset = match[1].decode("ascii").lower() if match else ""
    if _KNOWN.match(charset) and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            codec = "cp1252" if _AS_BROWSERS_DO.match(charset) else charset
            with suppress(LookupError):
                data = data.decode(codec, errors="replace").encode("utf-8")
    return decode(data, name)


def _number_pages(nodes: list[Node]) -> None:
    """Count pages by table headers that come back, as converters leave them; where none does, there are no pages."""
    page = 1
    header: list[str] = []
    for node in nodes:
        if isinstance(node, Line):
            node.page = page
            continue
        for index, row in enumerate(node.rows):
            shown = [cell.shown() for cell in row.cells]
            if header and shown == header:
                page += 1
            elif index == 0 and node.has_header():
                header = shown
            row.page = page
    if page == 1:
        for node in nodes:
            for part in node.rows if isinstance(node, Grid) else (node,):
                part.page = 0
