"""What minutes are once read: a text that never changes, and the meeting, people and agenda found in it.

Offsets are Unicode code points into `Minutes.text`, half-open. The records are frozen; what a reviewer corrects is a
new record with the same id.
"""

from __future__ import annotations

from bisect import bisect_right
from hashlib import blake2b
from typing import Literal

import msgspec

Attendance = Literal["present", "absent", "partly", "not_listed"]
AgendaStatus = Literal["section", "handled", "deferred", "withdrawn", "empty"]
MeetingKind = Literal["verslag", "conceptverslag", "terugkoppeling", "besluitenlijst", "afsprakenlijst"]
Openness = Literal["openbaar", "besloten"]
BlockKind = Literal["heading", "paragraph", "item", "cell", "column"]


class Span(msgspec.Struct, frozen=True, array_like=True, order=True, gc=False, forbid_unknown_fields=True):
    """A half-open range of code points in the reading text; written as `[start, end]`."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


class Block(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One paragraph, heading, list item or part of a table cell, in reading order; blocks never overlap.

    `level` is a heading's depth (1 is highest) or a list item's nesting (1 is outermost). A cell's `table`, `row` and
    `column` count from 0 over the logical table: page pieces with a repeated header are one table, and a row that a
    page break cut in two is one row. Several blocks can share a cell. `header` is the column's title as printed. A
    block of kind `column` is such a title itself. `emphasis` says the whole block is bold in the source. `page` counts
    from 1.
    """

    kind: BlockKind
    start: int
    end: int
    level: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    header: str | None = None
    emphasis: bool = False
    page: int | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class SourceMap(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where each reading offset stands in the decoded source, in code points.

    Piecewise linear: from `reading[i]` on, reading offset `r` stands at `source[i] + (r - reading[i])`, but never at
    or past `ends[i]` (what a reader inserted maps to where it was inserted). `lines` holds the source offset of each
    line's first character, and `pages` that of each page's, where the source has pages of its own (PDF).
    """

    reading: tuple[int, ...]
    source: tuple[int, ...]
    ends: tuple[int, ...]
    lines: tuple[int, ...]
    pages: tuple[int, ...] = ()

    def offset(self, reading_offset: int) -> int:
        """The source offset of a reading offset."""
        piece = max(0, bisect_right(self.reading, reading_offset) - 1)
        if not self.reading:
            return 0
        stretched = self.source[piece] + max(0, reading_offset - self.reading[piece])
        return min(stretched, max(self.source[piece], self.ends[piece] - 1))

    def line_column(self, reading_offset: int) -> tuple[int, int]:
        """Line and column in the source, both from 1."""
        at = self.offset(reading_offset)
        line = max(0, bisect_right(self.lines, at) - 1)
        start = self.lines[line] if self.lines else 0
        return line + 1, at - start + 1

    def page_line(self, reading_offset: int) -> tuple[int, int]:
        """Page, and line on that page, both from 1; only of a source with pages."""
        at = self.offset(reading_offset)
        page = max(0, bisect_right(self.pages, at) - 1)
        first = bisect_right(self.lines, self.pages[page])
        return page + 1, max(1, bisect_right(self.lines, at) - first + 1)


class Origin(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Who put a record there: a suggester with its rule and confidence (0 to 1), or a reviewer by name."""

    by: str
    rule: str | None = None
    confidence: float | None = None


GUESSED = "detached-label"
"""The rule of what was tied to a label by its order alone, as columns come out of a PDF: the reviewer is asked."""


class Document(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file that was read. `id` is a slug of the file name and 8 hex digits of the reading text's SHA-256."""

    id: str
    file: str
    format: str
    sha256: str
    text_sha256: str
    reader: str


class Meeting(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The meeting's header. Dates are ISO 8601 days, times `HH:MM`; `chair` and `secretary` are participant ids."""

    body: str | None
    kind: MeetingKind | None
    date: str | None
    start: str | None
    end: str | None
    location: str | None
    openness: Openness | None
    chair: str | None
    secretary: str | None
    origin: Origin | None = None


class Participant(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Someone who was there, was expected, or speaks without being listed (`not_listed`).

    `spans` are the mentions in the attendance list, name only. `public` says whether the name stays readable in a copy
    that is published, where the reviewer settled that, and `ground` on what ground of the Woo it is left out, where
    that is another one than for most.
    """

    id: str
    name: str
    attendance: Attendance
    role: str | None
    organisation: str | None
    spans: tuple[Span, ...]
    origin: Origin | None = None
    public: bool | None = None
    ground: str | None = None
    note: str | None = None
    flag: bool = False


def is_guess(record: Meeting | Participant) -> bool:
    """Whether a header or a participant was guessed, and nobody has corrected it or taken its flag away."""
    asked = record.flag if isinstance(record, Participant) else True
    return asked and record.origin is not None and record.origin.rule == GUESSED


class AgendaItem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One entry of the agenda tree. `label` is unique where the printed number restarts (`B4`, `D4a`).

    Order is position. `span` runs from the item's heading line, its label included, to where the next entry begins;
    spans of items never overlap, so a section whose first item follows at once spans its own title only.
    """

    id: str
    label: str | None
    section: str | None
    number: str | None
    title: str
    parent: str | None
    order: int
    status: AgendaStatus
    span: Span
    origin: Origin | None = None
    note: str | None = None
    flag: bool = False


class Minutes(msgspec.Struct, frozen=True):
    """A document as read, before anything is suggested."""

    document: Document
    text: str
    blocks: tuple[Block, ...]
    source: SourceMap
    meeting: Meeting
    participants: tuple[Participant, ...]
    agenda: tuple[AgendaItem, ...]


def item_at(agenda: tuple[AgendaItem, ...], offset: int) -> AgendaItem | None:
    """The agenda item whose span holds `offset`."""
    return next((item for item in agenda if item.span.start <= offset < item.span.end), None)


def record_id(letter: str, text_sha256: str, *parts: object) -> str:
    """A stable id: the layer's letter and 13 base32 characters of 63 bits hashed from text and `parts`.

    The same suggestion on the same text has the same id on every machine; adjudication and merging stand on that.
    """
    key = "\x1f".join([letter, text_sha256, *map(str, parts)])
    return letter + _base32(int.from_bytes(blake2b(key.encode(), digest_size=8).digest()) >> 1)


def participant_id(text_sha256: str, name: str) -> str:
    """The id of a participant by name; readers and suggesters make it the same way, so links agree."""
    return record_id("p", text_sha256, "participant", name)


def agenda_id(text_sha256: str, label: str | None, title: str, start: int) -> str:
    """The id of an agenda item that begins at `start`."""
    return record_id("a", text_sha256, "agenda", label or "", title, start)


def id_from_number(letter: str, number: int) -> str:
    """The dataset id of a 63-bit TinyDB doc id."""
    return letter + _base32(number)


def id_number(identifier: str) -> int:
    """The 63-bit TinyDB doc id of a dataset id; the inverse of `id_from_number`.

    Raises:
        ValueError: if it is no such id.
    """
    number = 0
    if len(identifier) != 14:
        raise ValueError("an id is a letter and 13 base32 characters")
    for character in identifier[1:]:
        number = number * 32 + _ALPHABET.index(character)
    return number


_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"


def _base32(number: int) -> str:
    digits = ""
    for _ in range(13):
        number, digit = divmod(number, 32)
        digits = _ALPHABET[digit] + digits
    return digits
