"""What is wrong with a dataset's file, each finding with the file, the line and the path of the record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dvo_tui.exchange.dataset import Dataset, content_of, read_dataset
from dvo_tui.language import _
from dvo_tui.review.checks import Finding, check, check_doubles
from dvo_tui.review.records import MEETING, id_of
from dvo_tui.scheme.scheme import Scheme
from dvo_tui.scheme.strict_yaml import lines_of, written

_RECORDS = ("participants", "agenda", "turns", "entities", "decisions", "actions", "notes")

_Path = tuple[str | int, ...]


def findings(path: Path, scheme: Scheme) -> Iterator[str]:
    """What contradicts itself in a dataset, or stands there twice, a line each.

    Args:
        path: A `.yaml`, `.yml` or `.json` file.
        scheme: What may be annotated.

    Raises:
        DatasetError: naming file, line and path of what breaks the format; also for a file that cannot be read.
    """
    dataset = read_dataset(path)
    found = [*check(dataset.document, dataset.text, dataset.records, scheme), *check_doubles(dataset.records)]
    if not found:
        return
    records = _paths(dataset)
    paths = [_path(finding, records) for finding in found]
    lines = lines_of(content_of(path), paths)
    for finding, place in zip(found, paths, strict=True):
        why = f"{finding.id}: {finding}" if finding.id else str(finding)
        yield _("{file}, line {line}, at {path}: {why}").format(
            file=path, line=lines.get(place, "?"), path=written(place), why=why
        )


def _paths(dataset: Dataset) -> dict[str, _Path]:
    """Where each record stands in the file, the last one of those that have the same id."""
    found: dict[str, _Path] = {MEETING: (MEETING,), "": ("document",)}
    for layer in _RECORDS:
        found |= {id_of(record): (layer, at) for at, record in enumerate(getattr(dataset, layer))}
    return found


def _path(finding: Finding, records: dict[str, _Path]) -> _Path:
    """The path of the field that a finding names, else of its record."""
    field = finding.values.get("field")
    return (*records[finding.id], *((str(field),) if field else ()))
