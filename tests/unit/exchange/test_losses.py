"""In every format each field of each annotation is written or named as left out; nothing rejected passes for true."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from dvo_tui.exchange import exporting, registry
from dvo_tui.exchange.base import EVERYTHING
from dvo_tui.exchange.dataset import Dataset, dataset_of
from dvo_tui.exchange.exporting import Named
from dvo_tui.minutes.model import Origin
from dvo_tui.review.records import Annotation, layer_of
from tests import invented

MARKED = {
    "turn": ("speaker", "speaker_text"),
    "entity": ("link", "normalized", "expansion"),
    "decision": ("text", "vote"),
    "action": ("text", "owners", "owner_text", "due_text"),
    "note": (),
}
LAYERS = ("turns", "entities", "decisions", "actions", "notes")
PARTIAL = [name for name in registry.names() if registry.format_of(name).holds != EVERYTHING and name != "docbin"]


def settled() -> Dataset:
    """The invented dataset, whose actions have a due date."""
    found = dataset_of(invented.session(), "all")
    actions = tuple(msgspec.structs.replace(action, due="2021-04-12", kind="commitment") for action in found.actions)
    return msgspec.structs.replace(found, actions=actions)


def marked(record: Annotation) -> Annotation:
    """With words of its own in every field that holds words, and in its origin."""
    words: dict[str, object] = {field: mark(record, field) for field in (*MARKED[layer_of(record)], "note")}
    if "owners" in words:
        words |= {"owners": (mark(record, "owners"),), "due": None}
    origin = Origin(by="rules", rule=mark(record, "origin"), confidence=0.5)
    return msgspec.structs.replace(record, **words, origin=origin, flag=True, status="accepted")


def mark(record: Annotation, field: str) -> str:
    return f"{record.id} {field.replace('_', ' ')}"


def every(dataset: Dataset) -> list[Annotation]:
    return [record for layer in LAYERS for record in getattr(dataset, layer)]


def written(name: str, dataset: Dataset, folder: Path) -> tuple[str, list[dict[str, object]]]:
    """What stands in all files of an export, and the lines of its report."""
    output = folder / "out"
    exporting.export_all([Named("verslag", dataset)], registry.usable(name), output)
    files = [path for path in folder.rglob("*") if path.is_file()]
    reports = [path for path in files if path.name.endswith(exporting.REPORT)]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files if path not in reports)
    return text.replace("\r\n ", ""), [
        msgspec.json.decode(line) for path in reports for line in path.read_bytes().splitlines()
    ]


@pytest.mark.parametrize("name", PARTIAL)
def test_each_field_is_written_or_named_as_left_out(name: str, tmp_path: Path) -> None:
    base = settled()
    dataset = msgspec.structs.replace(base, **{layer: tuple(map(marked, getattr(base, layer))) for layer in LAYERS})
    text, report = written(name, dataset, tmp_path)
    whole = {id_ for line in report if "there is no place for" not in str(line["why"]) for id_ in _ids(line)}

    for record in every(dataset):
        for field in (*MARKED[layer_of(record)], "note", "origin"):
            named = any(record.id in _ids(line) and str(line["why"]).endswith(f" {field}") for line in report)
            assert mark(record, field) in text or named or record.id in whole, (record.id, field)


@pytest.mark.parametrize("name", PARTIAL)
def test_nothing_that_was_rejected_passes_for_true(name: str, tmp_path: Path) -> None:
    base = settled()
    rejected = {
        layer: tuple(msgspec.structs.replace(record, status="rejected") for record in getattr(base, layer))
        for layer in LAYERS
    }
    dataset = msgspec.structs.replace(base, **rejected)
    text, report = written(name, dataset, tmp_path)
    lost = {id_ for line in report for id_ in _ids(line)}

    assert all(record.id in lost for record in every(dataset)) or "rejected" in text


@pytest.mark.parametrize("name", PARTIAL)
def test_what_is_pending_says_so_or_is_named(name: str, tmp_path: Path) -> None:
    base = settled()
    action = msgspec.structs.replace(base.actions[0], status="pending")
    text, report = written(name, msgspec.structs.replace(base, actions=(action,)), tmp_path)

    named = any(action.id in _ids(line) for line in report if "status" in str(line["why"]) or line["layer"] == "action")
    assert "pending" in text or "predictions" in text or named


def _ids(line: dict[str, object]) -> list[str]:
    ids = line["ids"]
    assert isinstance(ids, list)
    return ids
