"""Writing the Changes of one open document to its work file; what others wrote there meanwhile is merged, never lost.

Invariant: when `commit` returns, every Change it was given is on disk; when it raises, the file is what it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from dvo_tui.errors import StoreError
from dvo_tui.files import Overtaken, Signature
from dvo_tui.review.history import Change
from dvo_tui.store.merging import Merged, Rebase, merge
from dvo_tui.store.workfile import (
    MORE_TABLES,
    ONLY,
    SCHEMA,
    Stored,
    advanced,
    all_tables,
    doc_id,
    first_tables,
    follows,
    key_of,
    load,
    meta_of,
    migrated,
    table_of,
)

if TYPE_CHECKING:  # TinyDB is needed to write, not to open
    from dvo_tui.store.storage import Database

ROUNDS = 5
"""How often to merge again when the file keeps changing under the merge."""


class WorkFile:
    """The file of one document and reviewer, open for writing; made at the first commit.

    Args:
        path: Where the file is or will be.
        stored: The review as it was opened.
        signature: Of the file that it was read from; `None` where it is new.

    Attributes:
        merges: What others had written into the file, each time that was noticed.
    """

    def __init__(self, path: Path, stored: Stored, signature: Signature | None) -> None:
        self.path = path
        self.merges: list[Merged] = []
        self._stored = stored
        self._signature = signature
        self._done: list[Change] = []
        self._keys = list(stored.keys)
        self._rebase: Rebase | None = None
        self._on_disk = 0

    @cached_property
    def _database(self) -> Database:
        from dvo_tui.store.storage import Database

        return Database(self.path, keep=True)

    def commit(self, changes: Sequence[Change]) -> None:
        """Write Changes with all that they changed, as one write; durable when it returns.

        Raises:
            StoreError: if that did not work; the file is then what it was.
            NotDurable: if the disk did not confirm it.
        """
        if not changes:
            return
        if self._rebase is None:
            try:
                self._append(changes, list(map(key_of, changes)))
                self._keys += map(key_of, changes)
            except Overtaken:
                self._bring_together(changes)
            self._done += changes
            return
        self._put(self._rebase, changes)
        try:
            self._append(self._rebase.history[self._on_disk :], self._rebase.keys[self._on_disk :])
            self._on_disk = len(self._rebase.history)
        except Overtaken:
            self._bring_together([])

    @property
    def is_ahead(self) -> bool:
        """Whether the file holds more than the session that it was opened for: what a merge brought."""
        return self._rebase is not None

    def settle(self) -> Stored:
        """What the file holds, for a new session; what is committed from now on are the Changes of that one."""
        self._stored = self.whole([])
        self._keys, self._done, self._rebase = list(self._stored.keys), [], None
        return self._stored

    def whole(self, changes: Sequence[Change]) -> Stored:
        """The review with all that was committed, and `changes`."""
        if self._rebase is None:
            return advanced(self._stored, [*self._done, *changes])
        self._put(self._rebase, changes)
        return self._rebase.stored()

    def close(self) -> None:
        """Let go of the file."""
        if "_database" in self.__dict__:
            self._database.close()

    def _append(self, changes: Sequence[Change], keys: Sequence[str]) -> None:
        if not changes:
            return
        storage = self._database.file
        with storage.transaction(expected=self._signature):
            if self._signature is None:
                storage.write(first_tables(self._stored))
            elif self._stored.schema < SCHEMA:
                storage.write(migrated(storage.read() or {}))
            for change, key in zip(changes, keys, strict=True):
                self._write(change, key)
            for name in MORE_TABLES.values():
                storage.drop_empty(name)
            old = storage.table("meta").get(str(ONLY))
            document, time = follows(changes)
            if old and not document:
                document, time = old.get("follows", ""), old.get("followed", "")
            started = old["started"] if old else changes[0].time
            meta = meta_of(self._stored, changes[-1], started, document, time)
            storage.table("meta")[str(ONLY)] = msgspec.to_builtins(meta)
        self._signature = storage.signature
        if self._stored.schema < SCHEMA:
            self._stored = msgspec.structs.replace(self._stored, schema=SCHEMA)

    def _write(self, change: Change, key: str) -> None:
        storage = self._database.file
        for delta in change.deltas:
            table = storage.table(table_of(delta.layer))
            if delta.after is None:
                table.pop(str(doc_id(delta.id)), None)
            else:
                table[str(doc_id(delta.id))] = msgspec.to_builtins(delta.after)
        storage.table("history")[key] = msgspec.to_builtins(change)

    def _bring_together(self, changes: Sequence[Change]) -> None:
        """Merge what the session did with what somebody else put in the file, and write both."""
        ours = self.whole(changes)
        storage = self._database.file
        for _ in range(ROUNDS):
            found = load(self.path)
            if found is None:
                raise StoreError("{file} was removed while it was open; save the document elsewhere", file=self.path)
            merged = merge(ours, found[0])
            try:
                with storage.transaction(expected=found[1]):
                    storage.write(all_tables(merged.stored))
            except Overtaken:
                continue
            self._signature = storage.signature
            self._keys += map(key_of, changes)
            if self._rebase is None and merged.stored.history == ours.history:
                return  # touched, or put back to an earlier state: nothing came in
            self._rebase = Rebase(merged.stored)
            self._on_disk = len(self._rebase.history)
            self.merges.append(merged)
            return
        raise Overtaken("{file} keeps being changed by somebody else; try again", file=self.path)

    def _put(self, rebase: Rebase, changes: Sequence[Change]) -> None:
        """Put Changes that the session numbered on what the file holds."""
        for change in changes:
            if change.revision <= len(self._keys):
                continue  # an earlier try put it there already
            key = key_of(change)
            number = change.undoes or change.redoes
            rebase.take(change, key, self._keys[number - 1] if number else None)
            self._keys.append(key)
        rebase.mend()
