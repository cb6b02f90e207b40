"""Small PDF files written by hand, so that tests say what stands where: text, rules, pages; nothing more."""

from __future__ import annotations

from collections.abc import Sequence

WIDTH, HEIGHT = 595, 842
_LINE = 13


class PdfPage:
    """One page; heights count from the top, as in the reader."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def text(self, x: float, top: float, text: str, *, size: float = 10, bold: bool = False) -> PdfPage:
        escaped = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        font = b"F2" if bold else b"F1"
        at = b"%.1f %.1f Td" % (x, HEIGHT - top - size)
        self._parts.append(b"BT /%s %.1f Tf %s (%s) Tj ET" % (font, size, at, escaped))
        return self

    def lines(self, x: float, top: float, *texts: str, size: float = 10, bold: bool = False) -> PdfPage:
        """Lines below one another; an empty one is white space."""
        for index, text in enumerate(texts):
            if text:
                self.text(x, top + index * _LINE * size / 10, text, size=size, bold=bold)
        return self

    def rule(self, x0: float, top0: float, x1: float, top1: float) -> PdfPage:
        self._parts.append(b"%.1f %.1f m %.1f %.1f l S" % (x0, HEIGHT - top0, x1, HEIGHT - top1))
        return self

    def table(self, top: float, edges: Sequence[float], rows: Sequence[Sequence[str]]) -> float:
        """A ruled table; `\\n` in a cell starts a line.

        Returns:
            The height below it.
        """
        start = top
        bounds = [top]
        for row in rows:
            for x, cell in zip(edges, row, strict=False):
                self.lines(x + 4, top + 3, *cell.split("\n"))
            top += 6 + _LINE * max(cell.count("\n") + 1 for cell in row)
            bounds.append(top)
        for bound in bounds:
            self.rule(edges[0], bound, edges[-1], bound)
        for x in edges:
            self.rule(x, start, x, top)
        return top

    def content(self) -> bytes:
        return b"\n".join(self._parts)


def pdf_of(pages: Sequence[PdfPage]) -> bytes:
    """The bytes of a PDF file with these pages."""
    fonts = b"/F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    fonts += b" /F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>"
    kids = b" ".join(b"%d 0 R" % (3 + 2 * index) for index in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] /MediaBox [0 0 %d %d] /Resources << /Font << %s >> >> >>"
        % (len(pages), kids, WIDTH, HEIGHT, fonts),
    ]
    for index, page in enumerate(pages):
        content = page.content()
        objects.append(b"<< /Type /Page /Parent 2 0 R /Contents %d 0 R >>" % (4 + 2 * index))
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    data = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % count + table + trailer
