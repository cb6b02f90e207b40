from __future__ import annotations

from pathlib import Path

import pytest

from dvo_tui.errors import DatasetError
from dvo_tui.scheme import scheme

WORKSPACE = Path(__file__).parents[3] / "annotations"


def test_the_scheme_of_the_example_workspace_is_the_default_one() -> None:
    assert scheme.load(WORKSPACE / "scheme.yaml") == scheme.default()


def test_every_label_has_a_name_a_tag_and_a_guideline_in_both_languages() -> None:
    labels = [label for layer in ("entity", "decision", "action", "note") for label in scheme.default().labels(layer)]
    assert len(labels) == 25
    for label in labels:
        assert label.name("nl")
        assert label.name("en")
        assert len(label.tag) == 1
        assert set(label.guideline) == {"nl", "en"}


def test_two_labels_on_one_digit_are_refused_with_their_layer(tmp_path: Path) -> None:
    twice = (WORKSPACE / "scheme.yaml").read_text(encoding="utf-8").replace("digit: 2", "digit: 1", 1)
    path = tmp_path / "scheme.yaml"
    path.write_text(twice, encoding="utf-8")
    with pytest.raises(DatasetError, match=r"scheme\.yaml: two labels of entity share one digit"):
        scheme.load(path)
