"""`annotations/` is what it says: made from its work files, of the examples as they are read today, counted right."""

from __future__ import annotations

from pathlib import Path

import pytest

from dvo_tui.exchange import checking
from dvo_tui.exchange.dataset import Dataset, dataset_of, read_dataset
from dvo_tui.minutes.reading import read_file
from dvo_tui.scheme import scheme
from dvo_tui.store.opening import read_review
from dvo_tui.store.workspace import Workspace

ROOT = Path(__file__).parents[3]
ANNOTATIONS = ROOT / "annotations"
CURATED = sorted((ANNOTATIONS / "curated").glob("*.yaml"))
COUNTED = ("participants", "agenda", "turns", "entities", "decisions", "actions", "notes")


@pytest.mark.parametrize("path", CURATED, ids=lambda path: path.stem)
def test_a_curated_file_is_sound_and_made_from_its_work_file(path: Path) -> None:
    work = ANNOTATIONS / "work" / "redactie" / f"{path.stem}.json"

    assert list(checking.findings(path, scheme.load(ANNOTATIONS / "scheme.yaml"))) == []
    assert read_dataset(path) == dataset_of(read_review(Workspace(ANNOTATIONS), work))


def test_every_example_is_curated_as_it_is_read_today() -> None:
    found = {dataset.document.file: dataset for dataset in map(read_dataset, CURATED)}
    examples = [path for path in (ROOT / "examples").iterdir() if path.name != "README.md"]

    assert sorted(found) == sorted(path.name for path in examples)
    for path in examples:
        minutes = read_file(path)
        assert (minutes.document, minutes.text) == (found[path.name].document, found[path.name].text)


def test_the_datasheet_counts_what_is_there() -> None:
    rows = [line.split("|")[1:-1] for line in (ANNOTATIONS / "README.md").read_text(encoding="utf-8").splitlines()]
    table = {tuple(int(cell.strip(" *")) for cell in row[1:]) for row in rows if _counts(row)}
    counts = {_row(dataset) for dataset in map(read_dataset, CURATED)}
    together = tuple(map(sum, zip(*(_row(dataset) for dataset in map(read_dataset, CURATED)), strict=True)))

    assert table == counts | {together}


def _row(dataset: Dataset) -> tuple[int, ...]:
    return tuple(len(getattr(dataset, layer)) for layer in COUNTED)


def _counts(row: list[str]) -> bool:
    return len(row) == len(COUNTED) + 1 and all(cell.strip(" *").isdigit() for cell in row[1:])
