"""The formats that datasets are written in, by name; a file appears whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from dvo_tui import files
from dvo_tui.errors import DatasetError
from dvo_tui.exchange import yaml
from dvo_tui.exchange.dataset import Dataset


@dataclass(frozen=True)
class Format:
    """How datasets are written: one as text, and what stands between several on one stream."""

    suffix: str
    text: Callable[[Dataset], str]
    line: Callable[[Dataset], str]
    between: str = ""


def _json(dataset: Dataset) -> str:
    return yaml.escaped(msgspec.json.format(msgspec.json.encode(dataset), indent=1).decode()) + "\n"


def _json_line(dataset: Dataset) -> str:
    return yaml.escaped(msgspec.json.encode(dataset).decode()) + "\n"


_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")

FORMATS = {
    "yaml": Format(".yaml", yaml.dump, yaml.dump, "---\n"),
    "json": Format(".json", _json, _json_line),
}


def format_of(name: str) -> Format:
    """A format by name.

    Raises:
        DatasetError: if there is none.
    """
    try:
        return FORMATS[name]
    except KeyError:
        names = ", ".join(FORMATS)
        raise DatasetError("there is no format {name}; there are {names}", name=name, names=names) from None


def write(dataset: Dataset, folder: Path, name: str, suffix: str = "") -> Path:
    """Write a dataset as a file of its own, durably; returns where.

    Args:
        dataset: What to write.
        folder: Where to; made where it is not there.
        name: The format.
        suffix: Put behind the document's id, to keep two reviews of one document apart.

    Raises:
        DatasetError: if there is no such format.
        StoreError: if it cannot be written; what stood there is then still there.
    """
    file, data = file_of(dataset, name, suffix)
    files.save(folder / file, data)
    return folder / file


def file_of(dataset: Dataset, name: str, suffix: str = "") -> tuple[str, bytes]:
    """The name and content of the file that `write` writes.

    Raises:
        DatasetError: if there is no such format.
    """
    chosen = format_of(name)
    file = f"{dataset.document.id}{suffix}{chosen.suffix}"
    if not _NAME.fullmatch(file):
        raise DatasetError("{id} is no document id that a file can be named after", id=dataset.document.id)
    return file, chosen.text(dataset).encode("utf-8")


def chunk(dataset: Dataset, name: str, first: bool) -> str:
    """A dataset as the next piece of one stream: YAML documents parted by `---`, JSON documents one a line."""
    chosen = format_of(name)
    return ("" if first else chosen.between) + chosen.line(dataset)
