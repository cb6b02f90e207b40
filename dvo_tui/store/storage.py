"""TinyDB made safe: atomic durable writes, only touched records copied, no stale caches, several tables in one write.

Stock TinyDB opens every file. What a transaction did is on disk whole, or not at all.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

from dvo_tui import files
from dvo_tui.errors import StoreError
from dvo_tui.files import Overtaken, Signature
from dvo_tui.store.encoding import Encoder, Record, Tables, decode
from dvo_tui.store.locks import WriteLock


class AtomicStorage(Storage):
    """A TinyDB storage that replaces its file durably and sees at once when somebody else replaced it.

    Args:
        path: The file.
        keep: Whether to keep the generation before, in `.last/` beside it.
    """

    def __init__(self, path: Path | str, keep: bool = False) -> None:
        self.path = Path(path)
        self._previous = files.previous_of(self.path) if keep else None
        self._lock = WriteLock(self.path)
        self._guard = threading.RLock()
        self._live: Tables = {}
        self._signature: Signature | None = None
        self._held: int | None = None
        self._encoder = Encoder()
        self._staged: Tables | None = None
        self._owned: set[str] = set()
        self._dirty = False

    def read(self) -> Tables | None:
        """Every table as it is on disk, or, within a transaction, as it will be; not to be changed by the caller.

        Raises:
            StoreError: if there is a file and it cannot be read.
        """
        with self._guard:
            if self._staged is not None:
                return self._staged
            self._refresh()
            return dict(self._live) if self._signature else None

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Make `data` all there is: at once, or when the transaction ends.

        Raises:
            StoreError: if it cannot be saved; the file is then what it was.
        """
        with self.transaction():
            self._staged = {name: dict(table) for name, table in data.items()}
            self._owned = set(self._staged)
            self._dirty = True

    def table(self, name: str) -> dict[str, Record]:
        """A table of the transaction under way, for the caller to put records in and out; its records stay shared."""
        assert self._staged is not None
        if name not in self._owned:
            self._staged[name] = dict(self._staged.get(name, {}))
            self._owned.add(name)
        self._dirty = True
        return self._staged[name]

    def drop_empty(self, name: str) -> None:
        """Leave a table of the transaction under way out of the file, where it holds nothing."""
        assert self._staged is not None
        if name in self._staged and not self._staged[name]:
            del self._staged[name]
            self._owned.discard(name)
            self._dirty = True

    @contextmanager
    def transaction(self, expected: Signature | Literal["any"] | None = "any") -> Iterator[None]:
        """Everything done within becomes one write at the end; nothing does when it is left by an exception.

        Args:
            expected: The signature that the file must have now (`None`: there must be none), or `"any"`.

        Raises:
            Overtaken: if the file is not the expected one.
            StoreError: if it cannot be locked, read or written.
        """
        with self._guard:
            if self._staged is not None:  # part of a larger one
                yield
                return
            with self._lock.held():
                self._refresh()
                if expected != "any" and self._signature != expected:
                    raise self._overtaken()
                self._staged, self._owned, self._dirty = dict(self._live), set(), False
                try:
                    yield
                    if self._dirty:
                        self._commit(self._staged)
                finally:
                    self._staged = None

    @property
    def signature(self) -> Signature | None:
        """The signature of the file as last read or written; `None` where there is no file."""
        return self._signature

    def close(self) -> None:
        with self._guard:
            self._hold(None)
            self._lock.close()

    def _refresh(self) -> None:
        if self._signature is not None and files.signature(self.path) == self._signature:
            return
        self._hold(files.hold(self.path))
        found = files.read(self.path)
        if found is None:
            self._live, self._signature = {}, None
        else:
            self._live, self._signature = decode(found[0], self.path), found[1]

    def _hold(self, descriptor: int | None) -> None:
        """Keep the file open: else what replaces it within a tick of the clock can get its inode, and pass for it."""
        files.close(self._held)
        self._held = descriptor

    def _commit(self, tables: Tables) -> None:
        def still_ours() -> None:
            # a `git pull` takes no lock of ours
            if files.signature(self.path) != self._signature:
                raise self._overtaken()

        written = files.write(
            self.path, self._encoder.encode(tables), still_ours, self._previous if self._signature else None
        )
        self._hold(written.held)
        self._live, self._signature = tables, written.signature

    def _overtaken(self) -> StoreError:
        return Overtaken("{file} was changed by somebody else; open the document again", file=self.path)


class DeltaTable(Table):
    """A table that copies only the records it touches, hands out copies, and never answers from a cache."""

    def __init__(self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        super().__init__(storage, name, cache_size=0, persist_empty=persist_empty)

    def put(self, doc_id: int, record: Mapping[str, Any]) -> None:
        """Make `record` what `doc_id` holds, whatever it held before."""
        self._update_table(lambda table: table.__setitem__(doc_id, dict(record)))

    def search(self, cond: QueryLike) -> list[Document]:
        return [_copied(document) for document in super().search(cond)]

    def get(self, *args: Any, **kwargs: Any) -> Any:
        found = super().get(*args, **kwargs)
        if isinstance(found, list):
            return [_copied(document) for document in found]
        return found if found is None else _copied(found)

    def __iter__(self) -> Iterator[Document]:
        return map(_copied, super().__iter__())

    def update(
        self,
        fields: Mapping[str, Any] | Callable[[MutableMapping[str, Any]], None],
        cond: QueryLike | None = None,
        doc_ids: Iterable[int] | None = None,
    ) -> list[int]:
        with self._transaction():
            return super().update(fields, doc_ids=self._chosen(cond, doc_ids))

    def remove(self, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None) -> list[int]:
        with self._transaction():
            return super().remove(doc_ids=self._chosen(cond, doc_ids))

    def _chosen(self, cond: QueryLike | None, doc_ids: Iterable[int] | None) -> Iterable[int] | None:
        """The doc ids that a query means: TinyDB would ask each record in a way that copies it here."""
        if doc_ids is not None or cond is None:
            return doc_ids
        return [int(doc_id) for doc_id, record in self._read_table().items() if cond(record)]

    @contextmanager
    def _transaction(self) -> Iterator[AtomicStorage]:
        storage = self._storage
        assert isinstance(storage, AtomicStorage)
        with storage.transaction():
            yield storage

    def _get_next_id(self) -> int:
        return new_id()

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        with self._transaction() as storage:
            updater(_View(storage.table(self.name)))  # type: ignore[arg-type]  # a dict in all that TinyDB asks of it
        self.clear_cache()


class Database(TinyDB):
    """A TinyDB over one atomic file; the arguments are those of `AtomicStorage`."""

    table_class = DeltaTable

    def __init__(self, path: Path | str, keep: bool = False) -> None:
        super().__init__(path, keep=keep, storage=AtomicStorage)

    @property
    def file(self) -> AtomicStorage:
        storage = self.storage
        assert isinstance(storage, AtomicStorage)
        return storage

    def delta_table(self, name: str) -> DeltaTable:
        table = self.table(name)
        assert isinstance(table, DeltaTable)
        return table


class _View(MutableMapping[int, Record]):
    """A table by number; what is taken from it is copied first, so that changing it in place is a change of its own."""

    def __init__(self, table: dict[str, Record]) -> None:
        self._table = table

    def __getitem__(self, doc_id: int) -> Record:
        record: Record = _copy(self._table[str(doc_id)])
        self._table[str(doc_id)] = record
        return record

    def __setitem__(self, doc_id: int, record: Record) -> None:
        self._table[str(doc_id)] = record

    def __delitem__(self, doc_id: int) -> None:
        del self._table[str(doc_id)]

    def __contains__(self, doc_id: object) -> bool:
        return str(doc_id) in self._table

    def __iter__(self) -> Iterator[int]:
        return (int(doc_id) for doc_id in self._table)

    def __len__(self) -> int:
        return len(self._table)


def new_id() -> int:
    """A random 63-bit id: two reviewers, or two branches in git, never give out the same one."""
    return int.from_bytes(os.urandom(8)) >> 1


def _copied(document: Document) -> Document:
    return Document(_copy(dict(document)), document.doc_id)


def _copy(value: Any) -> Any:
    """A deep copy of what JSON can hold; several times faster than `copy.deepcopy`."""
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_copy(item) for item in value]
    return value
