"""What a reader is: one source format into reading text and blocks in reading order, with a map back.

Built-in readers are imported by name, because scanning entry points costs start-up time; other packages add a format
by an entry point in `dvo_tui.readers` whose name is the file suffix without its dot.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from importlib import import_module
from typing import NamedTuple, Protocol, cast

from dvo_tui.minutes.model import Block, SourceMap
from dvo_tui.minutes.text import decode

GROUP = "dvo_tui.readers"

_BUILT_IN = {
    "": None,
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
}
VERSIONS = {name: f"{name}/1" for name in ("plain", "markdown", "html", "pdf", "docx")}
"""The built-in readers, each with its format and version; a reader that reads otherwise than before gets a new one."""

_SNIFF = 1024


class Source:
    """A file as found: its name and bytes, and its decoded text for readers of text formats.

    `progress`, where it is given, is told how many pages are done and how many there are, by readers of long formats.
    """

    def __init__(self, name: str, data: bytes, progress: Callable[[int, int], None] | None = None) -> None:
        self.name = name
        self.data = data
        self.progress = progress

    @cached_property
    def text(self) -> str:
        """The decoded, sanitised text; raises `InputError` where there is none."""
        return decode(self.data, self.name)


class Reading(NamedTuple):
    """What a reader makes of a source. `reader` is its format and version (`markdown/1`)."""

    format: str
    reader: str
    text: str
    blocks: tuple[Block, ...]
    source: SourceMap


class Reader(Protocol):
    """A pure function: the same bytes always give the same reading.

    Raises:
        InputError: where the source cannot be read.
    """

    def __call__(self, source: Source, /) -> Reading: ...


def reader_for(source: Source) -> Reader:
    """The reader of a source, by suffix, else by what its text looks like."""
    suffix = source.name[source.name.rfind(".") :].lower() if "." in source.name else ""
    if suffix not in _BUILT_IN:
        from importlib.metadata import entry_points

        for entry in entry_points(group=GROUP, name=suffix[1:]):
            return cast(Reader, entry.load())
    name = _BUILT_IN.get(suffix) or _sniffed(source.data)
    name = name or ("markdown" if _looks_like_markdown(source.text) else "plain")
    return cast(Reader, import_module(f"dvo_tui.minutes.readers.{name}").read)


def _sniffed(data: bytes) -> str | None:
    """The reader of a format that its first bytes tell, for files whose name does not."""
    head = data[:_SNIFF].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"%pdf-"):
        return "pdf"
    if head.startswith(b"pk\x03\x04"):
        return "docx"
    return "html" if head.startswith((b"<!doctype html", b"<html")) else None


def _looks_like_markdown(text: str) -> bool:
    head = [line.strip() for line in text[:20_000].split("\n")]
    return any(line.startswith(("# ", "## ", "### ", "|-", "|:", "| -", "| :")) for line in head)
