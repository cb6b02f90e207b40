"""Where something stands in the file it was read from, and how a person would say that.

Text formats have lines and columns of the file itself; PDF has pages and lines on them; Word has paragraphs. What
stands in a table has its cell as well.
"""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter

import msgspec

from dvo_tui.language import _
from dvo_tui.minutes.model import Block, Minutes


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A place in a source file; everything counts from 1, and is `None` where the format has no such thing.

    `line` is on the page where `page` is known from the source (PDF), else of the whole file. In Word there are no
    lines: `paragraph` counts paragraphs, those in cells too. Rows count the row of column titles; a table that goes on
    over pages is one table.
    """

    page: int | None = None
    line: int | None = None
    column: int | None = None
    paragraph: int | None = None
    table: int | None = None
    table_row: int | None = None
    table_column: int | None = None

    def phrase(self) -> str:
        """`line 12, column 5`, `p. 3, line 4`, `paragraph 7` or `table 2, row 4, column 3`, in the language."""
        parts = [_("p. {page}").format(page=self.page)] if self.page is not None else []
        if self.table is not None:
            parts += [_("line {number}").format(number=self.line)] if self.line is not None else []
            cell = _("table {table}, row {row}, column {column}")
            parts.append(cell.format(table=self.table, row=self.table_row, column=self.table_column))
        elif self.paragraph is not None:
            parts.append(_("paragraph {number}").format(number=self.paragraph))
        elif self.column is not None:
            parts.append(_("line {line}, column {column}").format(line=self.line, column=self.column))
        else:
            parts.append(_("line {number}").format(number=self.line))
        return ", ".join(parts)

    def short(self) -> str:
        """The same in as few letters as tell lines apart: `12`, `p3:4` or `¶7`."""
        if self.paragraph is not None:
            return f"¶{self.paragraph}"
        return f"{_('p{page}').format(page=self.page)}:{self.line}" if self.page is not None else str(self.line)


def place_of(minutes: Minutes, offset: int) -> Place:
    """Where the character at a reading offset stands in the file."""
    source = minutes.source
    line, column = source.line_column(offset)
    block = _block_at(minutes.blocks, offset)
    cell = _cell(minutes.blocks, block) if block >= 0 else {}
    page = minutes.blocks[block].page if block >= 0 else None
    if minutes.document.format == "docx":
        return Place(page=page, paragraph=line, **cell)
    if source.pages:
        page, line = source.page_line(offset)
        return Place(page=page, line=line, **cell)
    return Place(page=page, line=line, column=column, **cell)


def _block_at(blocks: tuple[Block, ...], offset: int) -> int:
    """The index of the block that holds an offset, or of the last one before it; -1 where there is none."""
    return bisect_right(blocks, offset, key=attrgetter("start")) - 1


def _cell(blocks: tuple[Block, ...], index: int) -> dict[str, int]:
    block = blocks[index]
    if block.table is None or block.column is None:
        return {}
    row = 1 if block.row is None else block.row + 1 + _below_titles(blocks, index)
    return {"table": block.table + 1, "table_row": row, "table_column": block.column + 1}


def _below_titles(blocks: tuple[Block, ...], index: int) -> bool:
    """Whether the row of a block stands in a table with column titles: one cell of the row has one."""
    block = blocks[index]
    for step in (-1, 1):
        at = index
        while 0 <= at < len(blocks) and (blocks[at].table, blocks[at].row) == (block.table, block.row):
            if blocks[at].header is not None:
                return True
            at += step
    return False
