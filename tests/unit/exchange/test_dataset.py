"""Datasets: what is in them, what is refused, and that they come back from YAML and JSON as they were."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dvo_tui.errors import DatasetError, StoreError
from dvo_tui.exchange import exporting, native, registry, schema
from dvo_tui.exchange.dataset import Dataset, convert, dataset_of, plain, read_dataset
from dvo_tui.review.commands import Accept, Complete, Reject, SetField
from dvo_tui.review.session import ReviewSession
from tests import invented


def reviewed() -> ReviewSession:
    session = invented.session()
    first, second, *_ = session.annotations("entity")
    session.apply(Accept(id=first.id))
    session.apply(Reject(id=second.id))
    session.apply(SetField(id=session.annotations("action")[0].id, field="note", value="klopt dit: ja?"))
    session.apply(SetField(id=session.annotations("decision")[0].id, field="flag", value=True))
    return session


def test_a_curated_dataset_holds_what_was_accepted_and_all_structure() -> None:
    session = reviewed()
    dataset = dataset_of(session)
    first, second, *_ = session.annotations("entity")

    assert [entity.id for entity in dataset.entities] == [first.id]
    assert second.id not in {record.id for record in dataset.entities}
    assert dataset.turns == ()
    assert dataset.participants == session.participants()
    assert dataset.agenda == session.agenda()
    assert (dataset.review.accepted, dataset.review.rejected, dataset.review.pending) == (1, 1, 11)
    assert (dataset.review.reviewer, dataset.review.state) == ("jdv", "in_progress")
    assert dataset.review.started == "2021-03-09T10:00:00.000Z"


def test_a_full_dataset_holds_everything_with_its_status() -> None:
    dataset = dataset_of(reviewed(), "all")

    assert sorted({entity.status for entity in dataset.entities}) == ["accepted", "pending", "rejected"]
    assert len(dataset.turns) == 3


def test_a_finished_review_says_so() -> None:
    session = reviewed()
    session.apply(Complete())

    assert dataset_of(session).review.state == "complete"


@pytest.mark.parametrize("name", native.ONE_EACH)
@pytest.mark.parametrize("status", ["accepted", "all"])
def test_what_is_written_reads_back_equal(tmp_path: Path, name: str, status: Any) -> None:
    dataset = dataset_of(reviewed(), status)

    path = exporting.save(dataset, tmp_path / "new" / "folder", registry.usable(name))

    assert read_dataset(path) == dataset
    assert path.stem == dataset.document.id


def test_a_file_that_stood_there_survives_a_failed_export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno
    import os

    dataset = dataset_of(reviewed())
    path = exporting.save(dataset, tmp_path, native.YAML)
    before = path.read_bytes()

    def full(*args: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(StoreError, match="the disk is full"):
        exporting.save(dataset, tmp_path, native.YAML)

    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("identifier", ["../../etc/passwd", "a/b", "..", ".hidden", "", "a\0b"])
def test_a_document_id_cannot_lead_out_of_the_folder(tmp_path: Path, identifier: str) -> None:
    content = plain(dataset_of(reviewed()))
    content["document"] = {**content["document"], "id": identifier}

    with pytest.raises(DatasetError, match="no document id"):
        exporting.save(convert(content, "x"), tmp_path, native.YAML)


def drop_confidence(content: dict[str, Any]) -> None:
    del content["entities"][0]["origin"]


def wrong_status(content: dict[str, Any]) -> None:
    content["entities"][0]["status"] = 3


def unknown_field(content: dict[str, Any]) -> None:
    content["meeting"]["chairman"] = "x"


def other_schema(content: dict[str, Any]) -> None:
    content["schema"] = "dvo-minutes/9"


def text_as_number(content: dict[str, Any]) -> None:
    content["text"] = 12


WRONG = [
    (drop_confidence, r"line 23, at \$\.entities\[0\]: Object missing required field `origin`"),
    (wrong_status, r"line 23, at \$\.entities\[0\]\.status: Expected `str`, got `int`"),
    (unknown_field, r"line 10, at \$\.meeting: Object contains unknown field `chairman`"),
    (other_schema, r"x\.yaml, line 1, at \$\.schema: it is no dataset of the format dvo-minutes/1"),
    (text_as_number, r"at \$\.text: Expected `str`, got `int`"),
]


@pytest.mark.parametrize(("spoil", "message"), WRONG)
def test_what_breaks_the_format_is_refused_with_line_and_path(
    tmp_path: Path, spoil: Callable[[dict[str, Any]], None], message: str
) -> None:
    from dvo_tui.exchange.yaml import dump_plain

    content = plain(dataset_of(reviewed()))
    content["participants"], content["agenda"] = [], []
    spoil(content)
    path = tmp_path / "x.yaml"
    path.write_text(dump_plain(content), encoding="utf-8")

    with pytest.raises(DatasetError, match=message):
        read_dataset(path)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", r"x\.json, line 1: no JSON"),
        (b'{\n"schema": }', r"x\.json, line 2: no JSON"),
        (b'{"a": 1,\n"b": 2, "a": 3}', r"x\.json, line 2, at \$: the key a stands there twice"),
        (b'{"a": "NaN",\n"b": NaN}', r"x\.json, line 2: NaN is no number of JSON"),
        (b'{"b": 1,\n"a": "\\ud800"}', r"x\.json, line 2, at \$\.a: .*invalid Unicode"),
        (b'{"a":\n"\xff"}', r"x\.json, line 2: no JSON: it is not UTF-8"),
        (b"[" * 100_000, "nested deeper"),
        (b'{"a": ' + b"9" * 5000 + b"}", r"line 1, at \$\.a: a number of more than 18 digits"),
        (b"[]", r"x\.json, line 1, at \$: Expected `object`, got `array`"),
        (b"{}", r"is no dataset of the format"),
    ],
)
def test_json_is_read_as_strictly_as_yaml(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(data)

    with pytest.raises(DatasetError, match=message):
        read_dataset(path)


def test_a_missing_file_and_a_folder_are_said(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="does not exist"):
        read_dataset(tmp_path / "nothing.yaml")
    with pytest.raises(DatasetError, match="cannot be read"):
        read_dataset(tmp_path)


def test_nothing_in_an_export_can_steer_a_terminal() -> None:
    session = invented.session()
    session.apply(SetField(id=session.annotations("action")[0].id, field="note", value="\x1b[31m \u202e \x9b \x07"))

    for name in ("yaml", "json", "jsonl"):
        written = exporting.piece(dataset_of(session), registry.usable(name)).decode()
        assert not set(written) & set("\x1b\u202e\x9b\x07")


def test_several_documents_on_one_stream_are_parted() -> None:
    dataset = dataset_of(reviewed())

    both = [exporting.Named("one", dataset), exporting.Named("two", dataset)]
    yaml = b"".join(exporting.stream(both, "yaml")).decode()
    lines = b"".join(exporting.stream(both, "json")).splitlines()

    assert yaml.count("\n---\nschema: dvo-minutes/1\n") == 1
    assert [json.loads(line)["schema"] for line in lines] == ["dvo-minutes/1"] * 2


def test_the_shipped_schema_is_the_one_the_types_make() -> None:
    assert schema.shipped() == schema.written(), "run `make docs`"


def test_the_schema_prints_and_stands_on_its_own() -> None:
    done = subprocess.run([sys.executable, "-m", "dvo_tui.exchange.schema"], capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)

    assert found == json.loads(schema.shipped())
    assert found["required"] == list(Dataset.__struct_fields__)
    references = {part.split('"')[0] for part in done.stdout.split('"$ref": "#/$defs/')[1:]}
    assert references <= set(found["$defs"])
