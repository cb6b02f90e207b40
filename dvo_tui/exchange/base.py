"""What every format of the exchange answers to: how one dataset is written, what it cannot hold, and how it is read.

Invariant: what a format leaves out is a `Loss`, one a thing; nothing is dropped without one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

import msgspec

from dvo_tui.exchange.dataset import Dataset
from dvo_tui.language import _
from dvo_tui.review.records import id_of, layer_of

LAYERS = frozenset({"entity", "turn", "decision", "action", "note", "agenda", "participant", "meeting"})
TRAITS = frozenset({"nested", "parts", "link", "status", "normalized", "comment", "id", "text", "document"})
EVERYTHING = LAYERS | TRAITS


class Loss(msgspec.Struct, frozen=True):
    """One thing that a format could not hold: of which document and record (its id, empty for the document), and why.

    `why` is an English template for `values`; it never holds the text of the minutes.
    """

    document: str
    id: str
    layer: str
    why: str
    values: dict[str, object] = {}

    def __str__(self) -> str:
        return _(self.why).format(**self.values)


def left_out(dataset: Dataset, held: Collection[str], why: str) -> Iterator[Loss]:
    """A loss for each record of a layer that a format does not hold.

    Args:
        dataset: What is written.
        held: The layers that the format holds.
        why: An English template without values.
    """
    for record in dataset.records:
        layer = layer_of(record)
        if layer not in held:
            yield Loss(dataset.document.id, "" if layer == "meeting" else id_of(record), layer, why)


@dataclass(frozen=True)
class Encoded:
    """One dataset in a format: bytes by the suffix of its file (`.txt`, `.ann`), and what was left out.

    A format of one file for all documents has a single suffix, and the bytes are what this document adds to it.
    `labels` are those that the document uses, for the format's `legend`.
    """

    files: Mapping[str, bytes]
    losses: tuple[Loss, ...] = ()
    labels: frozenset[str] = frozenset()


class Collector(Protocol):
    """Writes a format that cannot be written document by document (Parquet, DocBin), in bounded memory."""

    def add(self, dataset: Dataset) -> tuple[Loss, ...]:
        """Take one dataset in; what the format cannot hold of it."""

    def close(self) -> None:
        """Finish the files in the folder that the collector was given."""


@dataclass(frozen=True)
class Format:
    """How one format is written and read.

    Attributes:
        name: What `--format` calls it.
        title: One line for people, a msgid.
        unit: `document` writes files of its own for each document into a folder, `file` one file for all, `folder` a
            folder of files for all, made by a collector.
        suffix: Of the one file, or of the main file of a document.
        holds: What survives a round trip: some of `LAYERS` and `TRAITS` (`nested` spans inside one another, `parts` for
            several spans of one record, `normalized` values, the `text` itself, the `document`'s own fields).
        encode: One dataset in the format; for `document` and `file`.
        head, between, tail: What one file or stream for all has before, between and after the documents.
        stream: The format that stands in for this one on standard output; itself where it is empty and each document
            has one file.
        shared: Further files of the folder, by name, made once (`annotation.conf`).
        legend: Further files, by name, that name every label used in the export, made when all is written; of a format
            of one file, they stand beside it behind its name.
        collect: Makes the collector that writes into a new, empty folder; for `folder`.
        decode: The datasets in a file or folder, one at a time; `None` where the format is for export only.
        extra: The optional dependency it needs (`uima` of `dvo-tui[uima]`), if any.
        modules: What must be importable for it.
    """

    name: str
    title: str
    unit: Literal["document", "file", "folder"]
    suffix: str
    holds: frozenset[str]
    encode: Callable[[Dataset], Encoded] | None = None
    head: bytes = b""
    between: bytes = b""
    tail: bytes = b""
    stream: str = ""
    shared: Callable[[], Mapping[str, bytes]] | None = None
    legend: Callable[[Collection[str]], Mapping[str, bytes]] | None = None
    collect: Callable[[Path], Collector] | None = None
    decode: Callable[[Path], Iterator[Dataset]] | None = None
    extra: str = ""
    modules: tuple[str, ...] = ()
