"""Our own formats, which hold everything: `dvo-minutes/1` as YAML, as JSON, and as JSON a document a line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from dvo_tui import files
from dvo_tui.errors import DatasetError
from dvo_tui.exchange import yaml
from dvo_tui.exchange.base import EVERYTHING, Encoded, Format
from dvo_tui.exchange.dataset import Dataset, from_json, read_dataset
from dvo_tui.language import N_

ONE_EACH = ("yaml", "json")
"""The names of those that are a file a document and hold everything: what `extract` writes."""


def _yaml(dataset: Dataset) -> Encoded:
    return Encoded({".yaml": yaml.dump(dataset).encode("utf-8")})


def _json(dataset: Dataset) -> Encoded:
    pretty = msgspec.json.format(msgspec.json.encode(dataset), indent=1).decode()
    return Encoded({".json": (yaml.escaped(pretty) + "\n").encode("utf-8")})


def _line(dataset: Dataset) -> Encoded:
    return Encoded({".jsonl": (yaml.escaped(msgspec.json.encode(dataset).decode()) + "\n").encode("utf-8")})


def _one(path: Path) -> Iterator[Dataset]:
    yield read_dataset(path)


def _lines(path: Path) -> Iterator[Dataset]:
    """The datasets of a file, one line at a time.

    Raises:
        DatasetError: naming the line and path of what breaks the format; also for a file that cannot be read.
    """
    try:
        with open(path, "rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield from_json(line, f"{path.name}:{number}")
    except OSError as error:
        refusal = files.unreadable(path, error)
        raise DatasetError(refusal.message, **refusal.values) from None


YAML = Format(
    "yaml",
    N_("the dataset format of dvo-tui: YAML that git can compare"),
    "document",
    ".yaml",
    EVERYTHING,
    encode=_yaml,
    between=b"---\n",
    decode=_one,
)
JSON = Format(
    "json",
    N_("the same as JSON"),
    "document",
    ".json",
    EVERYTHING,
    encode=_json,
    stream="jsonl",
    decode=_one,
)
JSONL = Format(
    "jsonl",
    N_("the same as JSON, one document a line"),
    "file",
    ".jsonl",
    EVERYTHING,
    encode=_line,
    decode=_lines,
)
