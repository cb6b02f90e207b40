"""Text that nobody typed as minutes, thousands upon thousands of tiny lines: read as it stands, in large blocks.

Each block, heading or table row costs microseconds; a file of nothing else would cost minutes of waiting.
"""

from __future__ import annotations

from dvo_tui.minutes.model import Block
from dvo_tui.minutes.text import Writer, pieces, trim

_MANY_LINES = 20_000
_MEAN_LENGTH = 12
_BLOCK = 20_000


def is_shredded(source: str) -> bool:
    """Whether a text is this far from prose."""
    lines = source.count("\n") + source.count("\f")
    return lines > _MANY_LINES and len(source) < _MEAN_LENGTH * lines


def write_shreds(writer: Writer) -> None:
    """Write the text line by line as it stands, a block for every 20,000 characters or so."""
    source = writer.source
    start = 0
    while start < len(source):
        end = source.find("\n", start + _BLOCK)
        end = len(source) if end < 0 else end
        content = source[start:end]
        first = start + len(content) - len(content.lstrip())
        last = start + len(content.rstrip())
        if first < last:
            if writer.length:
                writer.append("\n")
            at = writer.length
            writer.write(trim(source, pieces(source, first, last)))
            if writer.length > at:
                writer.blocks.append(Block("paragraph", at, writer.length))
        start = end + 1
