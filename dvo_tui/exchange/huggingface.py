"""A dataset folder for Hugging Face: Parquet, a row a document with all of its records, and a card that describes it.

Rows are written group by group, so that memory is bounded by a group and not by the dataset.
"""

from __future__ import annotations

import types
import typing
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from dvo_tui.errors import DatasetError
from dvo_tui.exchange.base import EVERYTHING, Collector, Format, Loss
from dvo_tui.exchange.dataset import SCHEMA, Dataset, convert
from dvo_tui.language import N_
from dvo_tui.minutes.model import Span

if TYPE_CHECKING:
    import pyarrow

FILE = "data/train-00000-of-00001.parquet"
CARD = "README.md"
GROUP_CHARACTERS = 1 << 20
"""A row group ends once its texts are this long in all,"""

GROUP_RECORDS = 5_000
"""or once it has so many records, which take the more memory of the two."""

_COUNTED = ("participants", "agenda", "turns", "entities", "decisions", "actions", "notes")
_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))


class _Rows:
    """Collects documents into one Parquet file."""

    def __init__(self, folder: Path) -> None:
        import pyarrow.parquet

        self._folder = folder
        self._waiting: list[dict[str, Any]] = []
        self._characters = self._records = 0
        self._counts: Counter[str] = Counter()
        (folder / FILE).parent.mkdir(parents=True)
        self._writer = pyarrow.parquet.ParquetWriter(folder / FILE, schema(), compression="zstd")

    def add(self, dataset: Dataset) -> tuple[Loss, ...]:
        first = not self._counts
        self._waiting.append(_filled(msgspec.to_builtins(dataset), Dataset))
        self._characters += len(dataset.text)
        self._records += len(dataset.records)
        self._counts.update({"documents": 1, "characters": len(dataset.text)})
        self._counts.update({layer: len(getattr(dataset, layer)) for layer in _COUNTED})
        self._counts.update(f"entities of type {entity.type}" for entity in dataset.entities)
        if self._characters >= GROUP_CHARACTERS or self._records >= GROUP_RECORDS:
            self._flush()
        if not first:
            return ()
        return (Loss(dataset.document.id, "", "document", N_("the card names no licence; choose one in README.md")),)

    def close(self) -> None:
        self._flush()
        self._writer.close()
        (self._folder / CARD).write_text(_card(self._counts), encoding="utf-8")

    def _flush(self) -> None:
        import pyarrow

        if self._waiting:
            self._writer.write_batch(pyarrow.RecordBatch.from_pylist(self._waiting, schema=schema()))
        self._waiting = []
        self._characters = self._records = 0


def _collect(folder: Path) -> Collector:
    return _Rows(folder)


def _decode(path: Path) -> Iterator[Dataset]:
    """The datasets in a Parquet file of ours, or in such a folder."""
    import pyarrow
    import pyarrow.parquet

    file = path / FILE if path.is_dir() else path
    try:
        with pyarrow.parquet.ParquetFile(file) as rows:
            for batch in rows.iter_batches(batch_size=16):
                for row in batch.to_pylist():
                    yield convert(_without_defaults(row, Dataset), file.name)
    except (OSError, ValueError, pyarrow.ArrowException):  # a string that is no UTF-8 is a ValueError only
        raise DatasetError("{file} cannot be read as Parquet", file=file) from None


@cache
def schema() -> pyarrow.Schema:
    """The columns: the fields of a dataset, structs and lists inside."""
    import pyarrow

    return pyarrow.schema([(field.name, _type(field.type)) for field in msgspec.structs.fields(Dataset)])


def _type(annotation: Any) -> pyarrow.DataType:
    import pyarrow

    struct = _struct(annotation)
    if struct is Span:
        return pyarrow.list_(pyarrow.int32())
    if struct is not None:
        return pyarrow.struct([(field.name, _type(field.type)) for field in msgspec.structs.fields(struct)])
    inside = _listed(annotation)
    if inside is not None:
        return pyarrow.list_(_type(inside))
    plain: dict[Any, Callable[[], Any]] = {int: pyarrow.int32, float: pyarrow.float64, bool: pyarrow.bool_}
    return plain.get(_without_none(annotation), pyarrow.string)()


def _without_none(annotation: Any) -> Any:
    if typing.get_origin(annotation) in (types.UnionType, typing.Union):
        return next(part for part in typing.get_args(annotation) if part is not type(None))
    return annotation


def _struct(annotation: Any) -> type[msgspec.Struct] | None:
    found = _without_none(annotation)
    return found if isinstance(found, type) and issubclass(found, msgspec.Struct) else None


def _listed(annotation: Any) -> Any:
    """What a `tuple[…, ...]` holds, `None` for anything else."""
    found = _without_none(annotation)
    return typing.get_args(found)[0] if typing.get_origin(found) is tuple else None


class _Field(NamedTuple):
    """A field of a record: its default, where it need not be written, and the kind of records in it, if any."""

    name: str
    required: bool
    default: Any
    inside: type[msgspec.Struct] | None


@cache
def _fields(struct: type[msgspec.Struct]) -> tuple[_Field, ...]:
    return tuple(
        _Field(field.name, field.required, field.default, _records(field.type))
        for field in msgspec.structs.fields(struct)
    )


def _records(annotation: Any) -> type[msgspec.Struct] | None:
    """The kind of records that a field holds, one or a list of them."""
    inside = _listed(annotation)
    struct = _struct(annotation if inside is None else inside)
    return None if struct is Span else struct


def _filled(row: dict[str, Any], struct: type[msgspec.Struct]) -> dict[str, Any]:
    """A record with the fields that are not written where they have their default."""
    for field in _fields(struct):
        if field.name not in row:
            row[field.name] = field.default
        elif field.inside is not None:
            _inside(row[field.name], field.inside, _filled)
    return row


def _without_defaults(row: dict[str, Any], struct: type[msgspec.Struct]) -> dict[str, Any]:
    """A record without the nulls that stand for a field's default."""
    for field in _fields(struct):
        if row.get(field.name) is None and not field.required:
            row.pop(field.name, None)
        elif field.inside is not None:
            _inside(row.get(field.name), field.inside, _without_defaults)
    return row


def _inside(
    value: Any, struct: type[msgspec.Struct], act: Callable[[dict[str, Any], type[msgspec.Struct]], object]
) -> None:
    """Do the same to the record or records in a value."""
    for record in value if isinstance(value, list | tuple) else [value]:
        if isinstance(record, dict):
            act(record, struct)


def _card(counts: Mapping[str, int]) -> str:
    documents = counts["documents"]
    size = next((name for limit, name in _SIZES if documents < limit), "n>1M")
    rows = "\n".join(f"| {name} | {count} |" for name, count in sorted(counts.items()))
    return _CARD.format(schema=SCHEMA, size=size, file=FILE, rows=rows)


_CARD = """---
license: unknown
language:
- nl
task_categories:
- token-classification
tags:
- minutes
- named-entity-recognition
size_categories:
- {size}
configs:
- config_name: default
  data_files:
  - split: train
    path: {file}
---

# Minutes, reviewed

> Before you publish: put the licence in place of `unknown` above, and say below who may be named in these minutes.

## Features

One row a document, with the fields of `{schema}`: `document`, `meeting`, `participants`, `agenda`, `turns`,
`entities`, `decisions`, `actions`, `notes`, `review` and `text`. `start`, `end` and `spans` count Unicode code points
in `text`, half-open, so that in Python `text[start:end]` is what an entity's `text` says. `status` is `pending`,
`accepted` or `rejected`; `origin` says which rule or reviewer put a record there.

## Counts

| what | how many |
|---|---|
{rows}

## Source, annotation and limits

How the minutes were collected, who reviewed them by which guideline, and what they should not be used for: to be told
by who publishes them.
"""

FORMAT = Format(
    "huggingface",
    N_("Parquet with a card, a dataset folder for Hugging Face"),
    "folder",
    ".parquet",
    EVERYTHING,
    collect=_collect,
    decode=_decode,
    extra="hf",
    modules=("pyarrow",),
)
