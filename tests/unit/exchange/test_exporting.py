"""Exports: what is left out is named thing by thing, and nothing half-written is ever left behind."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest

from dvo_tui.errors import DatasetError, StoreError
from dvo_tui.exchange import exporting, registry
from dvo_tui.exchange.base import EVERYTHING, Encoded, Format, Loss
from dvo_tui.exchange.dataset import Dataset, dataset_of
from dvo_tui.exchange.exporting import REPORT, Named, export_all, stream
from tests import invented


def datasets(*names: str) -> Iterator[Named]:
    for name in names:
        yield Named(name, dataset_of(invented.session(), "all"))


def interrupted() -> Iterator[Named]:
    yield from datasets("one")
    raise KeyboardInterrupt


def lossy(dataset: Dataset) -> Encoded:
    losses = tuple(
        Loss(dataset.document.id, turn.id, "turn", "it holds {count} spans", {"count": len(turn.spans)})
        for turn in dataset.turns
    )
    return Encoded({".txt": b"text", ".ann": b"T1"}, losses)


class Collecting:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seen: list[str] = []

    def add(self, dataset: Dataset) -> tuple[Loss, ...]:
        self.seen.append(dataset.document.id)
        return lossy(dataset).losses

    def close(self) -> None:
        (self.folder / "all.bin").write_text(" ".join(self.seen))


def shared() -> Mapping[str, bytes]:
    return {"annotation.conf": b"[entities]\n"}


PAIRS = Format("pairs", "", "document", ".txt", frozenset(), encode=lossy, shared=shared)
BARE = Format("bare", "", "document", ".txt", frozenset(), encode=lambda dataset: Encoded({".txt": b"text"}))
TABLE = Format("table", "", "file", ".csv", frozenset(), encode=lossy, head=b"[", between=b",", tail=b"]")
BINARY = Format("binary", "", "folder", "", frozenset(), collect=Collecting)


def left(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.mark.parametrize(
    ("form", "output", "written", "report"),
    [
        (PAIRS, "out", ["annotation.conf", REPORT, "one.ann", "one.txt", "two.ann", "two.txt"], f"out/{REPORT}"),
        (TABLE, "out.csv", None, f"out.csv.{REPORT}"),
        (BINARY, "out", ["all.bin", REPORT], f"out/{REPORT}"),
    ],
)
def test_whatever_the_unit_each_thing_left_out_is_named(
    tmp_path: Path, form: Format, output: str, written: list[str] | None, report: str
) -> None:
    outcome = export_all(datasets("one", "two"), form, tmp_path / output)

    if written is None:
        assert (tmp_path / output).read_bytes() == b"[textT1,textT1]"
    else:
        assert left(tmp_path / output) == written
    turns = [turn.id for turn in invented.session().annotations("turn")]
    lines = [json.loads(line) for line in (tmp_path / report).read_text().splitlines()]
    assert [(line["layer"], line["count"], line["ids"]) for line in lines] == [("turn", len(turns), turns)] * 2
    assert outcome.documents == 2
    assert outcome.report == tmp_path / report
    assert next(iter(outcome.lines())) == "left out: 6 of turn: it holds 1 spans"


def test_what_is_left_out_of_everything_is_one_line_with_its_count_and_every_id(tmp_path: Path) -> None:
    outcome = export_all(datasets("one"), registry.usable("akomantoso"), tmp_path / "out")

    told = [line for line in outcome.lines() if "origin" in line]
    lines = [json.loads(line) for line in (tmp_path / "out" / REPORT).read_text().splitlines()]
    everything = {one.id for one in invented.session().annotations()}
    assert told == ["left out: 1 of action, 1 of decision, 8 of entity, 3 of turn: there is no place for origin"]
    assert {one for line in lines if "origin" in line["why"] for one in line["ids"]} == everything
    assert len([line for line in lines if "origin" in line["why"]]) == 4


@pytest.mark.parametrize("form", [PAIRS, TABLE, BINARY])
def test_an_interrupted_export_leaves_nothing_half_written(tmp_path: Path, form: Format) -> None:
    with pytest.raises(KeyboardInterrupt):
        export_all(interrupted(), form, tmp_path / "out")

    whole = [] if form.unit != "document" else ["out", "out/annotation.conf", "out/one.ann", "out/one.txt"]
    assert left(tmp_path) == whole


@pytest.mark.parametrize("made", [datasets("one", "two"), interrupted()], ids=["whole", "interrupted"])
def test_the_names_of_all_files_are_made_durable_together_and_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: Iterator[Named]
) -> None:
    done: list[str] = []
    replace, sync = os.replace, os.fsync

    def replacing(source: Path, target: Path) -> None:
        replace(source, target)
        done.append(target.name)

    def syncing(descriptor: int) -> None:
        sync(descriptor)
        done.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")

    monkeypatch.setattr(os, "replace", replacing)
    monkeypatch.setattr(os, "fsync", syncing)
    with suppress(KeyboardInterrupt):
        export_all(made, BARE, tmp_path / "out")

    one = ["file", "one.txt"]
    assert done in ([*one, "file", "two.txt", "folder"], [*one, "folder"])


def test_a_report_of_an_earlier_export_does_not_stay(tmp_path: Path) -> None:
    export_all(datasets("one"), TABLE, tmp_path / "out.csv")
    export_all(datasets("one"), registry.usable("jsonl"), tmp_path / "out.csv")

    assert left(tmp_path) == ["out.csv"]


def test_a_folder_with_something_in_it_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")

    with pytest.raises(StoreError, match="is there already"):
        export_all(datasets("one"), BINARY, tmp_path)

    assert left(tmp_path) == ["mine.txt"]


def test_a_name_that_would_leave_the_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="no document id"):
        export_all(datasets("../out"), PAIRS, tmp_path / "out")

    assert not (tmp_path / "out.txt").exists()


def test_a_stream_refuses_what_it_would_leave_out_unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "usable", lambda name: {"pairs": PAIRS, "table": TABLE}[name])

    with pytest.raises(DatasetError, match="several files"):
        b"".join(stream(datasets("one"), "pairs"))


@pytest.mark.parametrize("name", ["csv", "brat", "ical", "labelstudio"])
def test_what_is_no_stream_is_refused_before_anything_is_written(name: str) -> None:
    pieces = []
    with pytest.raises(DatasetError, match="with --output"):
        pieces += list(stream(datasets("one"), name))
    assert next(iter(stream([], "ical"))).startswith(b"BEGIN:VCALENDAR")
    assert pieces == []


@pytest.mark.parametrize(("form", "there"), [(PAIRS, "file"), (BINARY, "file"), (TABLE, "folder")])
def test_a_file_where_a_folder_goes_is_refused_and_the_other_way_round(
    form: Format, there: str, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    output.mkdir() if there == "folder" else output.write_text("mine")

    with pytest.raises(DatasetError, match=f"out is a {there}; the format .* name that"):
        export_all(datasets("one"), form, output)


@pytest.mark.parametrize(("name", "words"), [("webannotation", '"source": "{}.txt"'), ("ical", "@{}"), ("csv", "{},")])
def test_two_reviews_of_one_document_are_told_apart_in_every_file(name: str, words: str, tmp_path: Path) -> None:
    base = dataset_of(invented.session(), "all")
    action = msgspec.structs.replace(base.actions[0], due="2021-04-12")
    dataset = msgspec.structs.replace(base, actions=(action,))
    names = [f"{dataset.document.id}.{reviewer}" for reviewer in ("jan", "piet")]
    export_all((Named(name, dataset) for name in names), registry.usable(name), tmp_path / "out")
    written = "".join(path.read_text(encoding="utf-8") for path in tmp_path.rglob("*") if path.is_file())

    assert all(words.format(name) in written for name in names)


def test_json_streams_a_document_a_line() -> None:
    lines = b"".join(stream(datasets("one", "two"), "json")).splitlines()

    assert [json.loads(line)["schema"] for line in lines] == ["dvo-minutes/1"] * 2


def test_a_format_without_its_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    heavy = Format("heavy", "", "file", ".x", EVERYTHING, extra="heavy", modules=("no_such.module",))
    monkeypatch.setattr(registry, "format_of", lambda name: heavy)

    with pytest.raises(DatasetError) as refused:
        registry.usable("heavy")
    assert "pip install 'dvo-tui[heavy]'" in str(refused.value)


@pytest.mark.parametrize("name", registry.names())
def test_every_format_can_be_described(name: str) -> None:
    about = registry.about(name)

    assert about["format"] == name
    assert about["title"]
    assert exporting.REPORT not in str(about["suffix"])
