"""Tasks of Label Studio: settled and pending apart, scores, its configuration, and files of older versions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from dvo_tui.errors import DatasetError
from dvo_tui.exchange import exporting, labelstudio
from dvo_tui.exchange.dataset import Dataset, dataset_of
from dvo_tui.exchange.partial import NotTakenOverWarning
from dvo_tui.review.commands import Accept
from tests import invented

TEXT = "👍 De Wit komt.\nJansen ook."


def read(folder: Path, content: Any) -> list[Dataset]:
    path = folder / "tasks.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    assert labelstudio.FORMAT.decode is not None
    return list(labelstudio.FORMAT.decode(path))


def task(*values: dict[str, Any], **more: Any) -> dict[str, Any]:
    result = [{"type": "labels", "id": f"r{at}", "value": value} for at, value in enumerate(values)]
    return {"data": {"text": TEXT}, "annotations": [{"result": result}], **more}


def region(start: int, end: int, text: str | None, *labels: str) -> dict[str, Any]:
    return {"start": start, "end": end, "labels": list(labels) or ["PERSON"], **({"text": text} if text else {})}


def test_what_is_settled_is_an_annotation_and_what_is_pending_a_prediction_with_its_score() -> None:
    session = invented.session()
    session.apply(Accept(id=session.annotations("entity")[0].id))
    assert labelstudio.FORMAT.encode is not None
    written = json.loads(labelstudio.FORMAT.encode(dataset_of(session, "all")).files[".json"])

    assert [len(one["result"]) for one in written["annotations"]] == [1]
    (prediction,) = written["predictions"]
    assert len(prediction["result"]) == 12
    assert {one["score"] for one in prediction["result"]} == {0.9, 0.93, 0.98}
    assert 0.9 < prediction["score"] < 0.95


def test_the_configuration_stands_beside_and_names_all_labels(tmp_path: Path) -> None:
    content = dataset_of(invented.session(), "all")
    exporting.export_all([exporting.Named("one", content)], labelstudio.FORMAT, tmp_path / "out.json")
    tree = ElementTree.parse(tmp_path / "out.json.labelling.xml")
    labels = {label.get("value") for label in tree.iter("Label")}

    assert {"PERSON", "turn", "decision-agreed", "action-action", "note-naschrift"} <= labels
    assert json.loads((tmp_path / "out.json").read_text())[0]["data"]["text"] == content.text


def test_offsets_of_an_old_version_are_told_by_the_words(tmp_path: Path) -> None:
    (new,) = read(tmp_path, [task(region(2, 8, "De Wit"))])
    (old,) = read(tmp_path, [task(region(3, 9, "De Wit"))])
    (broken,) = read(tmp_path, task(region(9, 21, "komt.\\nJansen")))

    assert [one.entities[0].text for one in (new, old, broken)] == ["De Wit", "De Wit", "komt.\nJansen"]


def test_predictions_that_are_named_by_number_are_passed_over_and_the_rest_is_read(tmp_path: Path) -> None:
    with pytest.warns(NotTakenOverWarning, match=r"task 1: not taken over: predictions of which .* \(2\)"):
        (found,) = read(tmp_path, [task(region(2, 8, "De Wit"), predictions=[17, 18])])

    assert [entity.text for entity in found.entities] == ["De Wit"]


def test_a_region_of_two_labels_is_two_annotations(tmp_path: Path) -> None:
    (found,) = read(tmp_path, [task(region(2, 8, None, "PERSON", "ORGANISATION"))])

    assert [one.type for one in found.entities] == ["PERSON", "ORGANISATION"]
    assert len({one.id for one in found.entities}) == 2


def test_what_somebody_else_annotated_too_is_said_not_to_be_taken_over(tmp_path: Path) -> None:
    content = task(region(2, 8, None))
    content["annotations"] *= 2
    content["annotations"][0]["result"].append({"type": "choices", "value": {"choices": ["goed"]}})

    with pytest.warns(NotTakenOverWarning) as warned:
        read(tmp_path, [content])
    assert len(warned) == 2


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ([task(region(2, 99, None))], "tasks.json, task 1: the span 2-99 does not lie in the text"),
        ([task(region(2, 8, "Jansen"))], "task 1: the words are not what stands there"),
        ([task(), {"data": {}}], "task 2: it has no text"),
        ([task({"labels": ["PERSON"]})], "task 1: a label has no start and end"),
        ([task(dvo=1) | {"data": {"text": TEXT, "dvo": {"x": 1}}}], "task 1: Object contains unknown field `x`"),
        ("tekst", "tasks.json: Expected"),
    ],
)
def test_a_bad_task_is_named(tmp_path: Path, content: Any, why: str) -> None:
    with pytest.raises(DatasetError, match=why):
        read(tmp_path, content)
