"""Formats of other annotation tools: ours → theirs → ours keeps what they hold, and every loss has its name."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from dvo_tui.errors import DatasetError
from dvo_tui.exchange import registry
from dvo_tui.exchange.dataset import Dataset, dataset_of
from tests import invented
from tests.unit.exchange import made

WHOLE = ("brat", "labelstudio", "prodigy")


@pytest.mark.parametrize("name", WHOLE)
@settings(max_examples=40)
@given(content=made.datasets())
def test_what_a_format_holds_survives_it(name: str, content: Dataset) -> None:
    made.survives(name, content)


@pytest.mark.parametrize("name", [*WHOLE, "doccano", "conll"])
def test_several_documents_stay_apart(name: str) -> None:
    content = dataset_of(invented.session(), "all")
    found, _losses = made.through(registry.usable(name), content, content)

    assert [len(one.entities) for one in found] == [8, 8]


@pytest.mark.parametrize("name", [*WHOLE, "doccano"])
def test_a_span_outside_the_text_is_refused_with_its_place(name: str, tmp_path: Path) -> None:
    form = registry.usable(name)
    assert form.encode is not None
    assert form.decode is not None
    content = dataset_of(invented.session(), "all")
    end = str(content.entities[-1].end).encode()
    files = form.encode(content).files
    path = tmp_path / f"minutes{form.suffix}"
    whole = form.head + files[form.suffix] + form.tail
    path.write_bytes(whole.replace(b":" + end, b":99999").replace(b" " + end, b" 99999"))
    path.with_suffix(".txt").write_bytes(files.get(".txt", b""))

    with pytest.raises(DatasetError) as refused:
        list(form.decode(path))
    assert "minutes" in str(refused.value)
    assert "\n" not in str(refused.value)
