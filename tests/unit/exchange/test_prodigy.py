"""JSONL of Prodigy: lines of others are read, and what was not accepted there is not taken for true."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dvo_tui.errors import DatasetError
from dvo_tui.exchange import prodigy
from dvo_tui.exchange.dataset import Dataset
from dvo_tui.exchange.partial import NotTakenOverWarning


def read(folder: Path, **line: Any) -> Dataset:
    path = folder / "all.jsonl"
    path.write_text(json.dumps({"text": "👍 De Wit komt.", **line}) + "\n", encoding="utf-8")
    assert prodigy.FORMAT.decode is not None
    (found,) = prodigy.FORMAT.decode(path)
    return found


def test_a_line_of_others_is_read_with_its_source(tmp_path: Path) -> None:
    span = {"start": 2, "end": 8, "label": "PERSON", "token_start": 1, "token_end": 2}
    found = read(tmp_path, spans=[span], tokens=[], _task_hash=1, meta={"source": "verslag.docx"})

    assert [one.text for one in found.entities] == ["De Wit"]
    assert found.document.file == "verslag.docx"


@pytest.mark.parametrize("answer", ["reject", "ignore"])
def test_what_was_not_accepted_is_not_taken_over_and_that_is_said(tmp_path: Path, answer: str) -> None:
    with pytest.warns(NotTakenOverWarning, match="not accepted"):
        found = read(tmp_path, spans=[{"start": 2, "end": 8, "label": "PERSON"}], answer=answer)

    assert found.entities == ()


def test_a_span_outside_the_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"all.jsonl, line 1: the span 2-80 does not lie in the text"):
        read(tmp_path, spans=[{"start": 2, "end": 80, "label": "PERSON"}])
