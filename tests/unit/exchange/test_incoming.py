"""What comes in from other programs: its text as readers give it, its labels renamed, and nothing that is not sound."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from dvo_tui.errors import DatasetError
from dvo_tui.exchange import incoming, native, registry
from dvo_tui.exchange.dataset import Dataset
from dvo_tui.exchange.partial import Draft
from dvo_tui.minutes.text import sanitise
from dvo_tui.review.checks import check
from dvo_tui.scheme import scheme
from tests.unit.exchange import made


@settings(max_examples=60)
@given(content=made.datasets())
def test_the_text_becomes_a_reading_text_and_every_span_stands_on_the_same_words(content: Dataset) -> None:
    clean = incoming.cleaned(content)

    assert clean.text == sanitise(content.text.replace("\r\n", "\n").replace("\r", "\n"))
    findings = check(clean.document, clean.text, clean.records, scheme.default())
    assert [str(one) for one in findings if "the scheme has no" not in str(one)] == []
    for before, after in zip(made.every(content), made.every(clean), strict=True):
        for one, two in zip(before.spans, after.spans, strict=True):
            was = sanitise(content.text[one.start : one.end].replace("\r\n", "\n").replace("\r", "\n"))
            assert clean.text[two.start : two.end].strip("\n") == was.strip("\n")


def test_labels_are_renamed_or_left_out() -> None:
    draft = Draft("De Wit in Delft", "a.txt", "test")
    draft.add("", "PER", [(0, 6)])
    draft.add("", "MISC", [(10, 15)])
    found = incoming.renamed(draft.dataset(), incoming.renaming(("PER=PERSON", "MISC=")))

    assert [(one.type, one.text) for one in found.entities] == [("PERSON", "De Wit")]


def test_a_renaming_that_says_nothing_is_refused() -> None:
    with pytest.raises(DatasetError, match="FROM=TO"):
        incoming.renaming(("PERSON",))


def test_a_folder_stands_for_its_files_and_not_for_the_report_of_an_export(tmp_path: Path) -> None:
    for name in ("b.jsonl", "a.jsonl", "losses.jsonl", "c.jsonl.losses.jsonl", "x.yaml"):
        (tmp_path / name).touch()

    assert [path.name for path in incoming.files_in(tmp_path, native.JSONL)] == ["a.jsonl", "b.jsonl"]
    with pytest.raises(DatasetError, match=r"holds no \.json files"):
        incoming.files_in(tmp_path, native.JSON)


def test_a_format_that_is_a_folder_of_its_own_is_found_in_it(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "train.parquet").touch()

    assert incoming.files_in(tmp_path, registry.format_of("huggingface")) == [tmp_path / "data" / "train.parquet"]


def test_a_dataset_that_contradicts_itself_or_is_not_of_the_scheme_is_refused(tmp_path: Path) -> None:
    draft = Draft("De Wit in Delft", "a.txt", "test")
    draft.add("", "PER", [(0, 6)])
    draft.add("", "PER", [(3, 6)])
    path = tmp_path / "a.yaml"
    assert native.YAML.encode is not None
    path.write_bytes(native.YAML.encode(draft.dataset()).files[".yaml"])

    with pytest.raises(DatasetError, match=r"a.yaml: e\w{13}: the scheme has no entity PER \(and 1 more\)"):
        list(incoming.read(path, native.YAML, scheme.default(), {}))
