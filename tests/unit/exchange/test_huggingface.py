"""The dataset folder: every field comes back, groups are written as they fill, and the card counts what is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given, settings

from dvo_tui.errors import DatasetError
from dvo_tui.exchange import huggingface
from dvo_tui.exchange.dataset import Dataset, dataset_of
from dvo_tui.exchange.exporting import Named, export_all
from tests import invented
from tests.peers.document import document
from tests.unit.exchange.drafts import datasets

pyarrow = pytest.importorskip("pyarrow", reason="the extra hf is not installed")

FORM = huggingface.FORMAT


def written(output: Path, *found: Dataset) -> Path:
    export_all((Named("verslag", dataset) for dataset in found), FORM, output)
    return output


def read(path: Path) -> list[Dataset]:
    assert FORM.decode is not None
    return list(FORM.decode(path))


@settings(max_examples=60, deadline=None)
@given(datasets())
def test_everything_comes_back(dataset: Dataset) -> None:
    with TemporaryDirectory() as folder:
        assert read(written(Path(folder) / "out", dataset, document())) == [dataset, document()]


def test_what_nobody_reviewed_comes_back(tmp_path: Path) -> None:
    dataset = dataset_of(invented.session(), "all")

    assert read(written(tmp_path / "out", dataset)) == [dataset]


def test_a_group_is_written_once_it_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pyarrow.parquet

    monkeypatch.setattr(huggingface, "GROUP_CHARACTERS", len(document().text) * 2)
    output = written(tmp_path / "out", *[document()] * 5)

    assert pyarrow.parquet.ParquetFile(output / huggingface.FILE).metadata.num_row_groups == 3
    assert len(read(output)) == 5


def test_the_card_counts_and_asks_for_a_licence(tmp_path: Path) -> None:
    output = tmp_path / "out"
    outcome = export_all(iter([Named("a", document()), Named("b", document())]), FORM, output)
    card = (output / huggingface.CARD).read_text(encoding="utf-8")

    assert "license: unknown\n" in card
    assert "| documents | 2 |\n" in card
    assert "| entities of type PERSON | 6 |\n" in card
    assert next(iter(outcome.lines())) == "left out: 1 of document: the card names no licence; choose one in README.md"


def test_an_interrupted_export_leaves_nothing(tmp_path: Path) -> None:
    def interrupted() -> Iterator[Named]:
        yield Named("a", document())
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_all(interrupted(), FORM, tmp_path / "out")

    assert list(tmp_path.iterdir()) == []


def test_what_is_no_parquet_or_no_dataset_is_refused(tmp_path: Path) -> None:
    import pyarrow.parquet

    (tmp_path / "no.parquet").write_bytes(b"PAR1 and no more")
    pyarrow.parquet.write_table(pyarrow.table({"schema": ["other"]}), tmp_path / "other.parquet")
    pyarrow.parquet.write_table(
        pyarrow.table({"schema": ["dvo-minutes/1"], "entities": [5]}), tmp_path / "numbers.parquet"
    )

    for name in ("no.parquet", "other.parquet", "numbers.parquet", "missing.parquet"):
        with pytest.raises(DatasetError):
            read(tmp_path / name)


def test_every_field_of_a_dataset_has_a_column() -> None:
    def fields(struct: type[msgspec.Struct]) -> list[str]:
        return [field.name for field in msgspec.structs.fields(struct)]

    assert huggingface.schema().names == fields(Dataset)
    assert [field.name for field in huggingface.schema().field("entities").type.value_type] == fields(
        type(document().entities[0])
    )
