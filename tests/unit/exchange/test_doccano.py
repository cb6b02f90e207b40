"""JSONL of doccano: spans and parts survive, older lines are read, and what it cannot hold is named field by field."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from dvo_tui.errors import DatasetError
from dvo_tui.exchange import doccano
from dvo_tui.exchange.dataset import Dataset
from dvo_tui.exchange.marks import annotations_of, said
from dvo_tui.exchange.partial import NotTakenOverWarning
from tests.unit.exchange import made


def read(folder: Path, *lines: Any) -> list[Dataset]:
    path = folder / "all.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert doccano.FORMAT.decode is not None
    return list(doccano.FORMAT.decode(path))


@settings(max_examples=40)
@given(content=made.datasets())
def test_spans_labels_parts_and_text_survive_and_the_rest_is_named(content: Dataset) -> None:
    ((found,), losses) = made.through(doccano.FORMAT, content)

    assert made.labelled(found) == made.labelled(content)
    assert (found.text, found.document) == (content.text, content.document)
    named = [(loss.id, loss.values["field"]) for loss in losses if "no place for" in str(loss)]
    assert named == [(one.id, field) for one in annotations_of(content) for field in said(one, content.text, ())]
    assert {loss.layer for loss in losses} >= {"meeting", "participant", "agenda"}


@pytest.mark.parametrize(
    "line",
    [
        {"text": "👍 De Wit", "label": [[2, 8, "PERSON"]]},
        {"data": "👍 De Wit", "labels": [[2, 8, "PERSON"]], "id": 4},
        {"text": "👍 De Wit", "entities": [{"label": "PERSON", "start_offset": 2, "end_offset": 8}], "Comments": []},
    ],
)
def test_every_form_of_line_is_read(tmp_path: Path, line: dict[str, Any]) -> None:
    ((entity,),) = [one.entities for one in read(tmp_path, line)]

    assert (entity.text, entity.type, entity.status) == ("De Wit", "PERSON", "accepted")


def test_relations_of_others_are_said_not_to_be_taken_over(tmp_path: Path) -> None:
    entities = [{"id": at, "label": "PERSON", "start_offset": 0, "end_offset": 2} for at in (1, 2)]
    relations = [{"from_id": 1, "to_id": 2, "type": "knows"}]

    with pytest.warns(NotTakenOverWarning, match=r"all.jsonl, line 1: not taken over: relations \(1\)"):
        read(tmp_path, {"text": "De Wit", "entities": entities, "relations": relations})


def test_comments_of_doccano_are_said_not_to_be_taken_over(tmp_path: Path) -> None:
    with pytest.warns(NotTakenOverWarning, match=r"line 1: not taken over: comments \(1\)"):
        read(tmp_path, {"text": "Jansen", "label": [[0, 6, "PERSON"]], "Comments": ["klopt dit?"]})


def test_parts_that_lead_in_a_circle_are_read_once_each(tmp_path: Path) -> None:
    entities = [{"id": at, "label": "turn", "start_offset": at, "end_offset": at + 1} for at in (1, 2)]
    relations = [{"from_id": one, "to_id": two, "type": "part"} for one, two in ((1, 2), (2, 1))]
    (found,) = read(tmp_path, {"text": "De Wit", "entities": entities, "relations": relations})

    assert [len(turn.spans) for turn in found.turns] == [2]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ({"text": "De Wit", "label": [[0, 7, "PERSON"]]}, "line 2: the span 0-7 does not lie in the text"),
        ({"text": "De Wit", "label": [[3, 3, "PERSON"]]}, "line 2: the span 3-3 does not lie in the text"),
        ({"text": "De Wit", "label": [[0, 2, ""]]}, "line 2: it has no label"),
        ({"label": []}, "line 2: it has no text"),
        ({"text": 5}, "line 2: Expected"),
        ([], "line 2: Expected `object`"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: Any, why: str) -> None:
    with pytest.raises(DatasetError, match=why):
        read(tmp_path, {"text": "goed"}, line)
