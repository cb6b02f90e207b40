"""Every finding in a dataset's file has file, line and path, in YAML and in JSON."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from dvo_tui.exchange import checking, exporting, registry
from dvo_tui.exchange.dataset import Dataset, dataset_of
from dvo_tui.minutes.model import Span
from dvo_tui.scheme import scheme
from tests import invented


def found(dataset: Dataset, form: str, folder: Path) -> list[tuple[int, str]]:
    """The line and the rest of each finding in a dataset that is saved in a format; the line is looked up."""
    path = exporting.save(dataset, folder, registry.usable(form))
    prefix = f"{path}, line "
    lines = list(checking.findings(path, scheme.default()))
    assert all(line.startswith(prefix) for line in lines)
    parts = [line.removeprefix(prefix).partition(", at ") for line in lines]
    return [(int(number), rest) for number, _at, rest in parts]


def line_with(path: Path, words: str) -> int:
    return next(at for at, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if words in line)


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_a_finding_says_where_the_record_stands(form: str, tmp_path: Path) -> None:
    base = dataset_of(invented.session(), "all")
    entities = list(base.entities)
    entities[3] = msgspec.structs.replace(entities[3], text="Iets")
    action = msgspec.structs.replace(base.actions[0], due="ooit")
    dataset = msgspec.structs.replace(base, entities=tuple(entities), actions=(action,))
    lines = found(dataset, form, tmp_path)
    (path,) = tmp_path.iterdir()
    start, end = entities[3].start, entities[3].end

    assert [rest for _line, rest in lines] == [
        f"$.entities[3]: {entities[3].id}: its text is not what stands at {start}-{end}",
        f"$.actions[0].due: {action.id}: due is not written as it should be",
    ]
    assert lines[0][0] == line_with(path, entities[3].id) - (form == "json")
    assert lines[1][0] == line_with(path, "ooit")


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_header_document_and_the_later_of_two_ids_have_their_line(form: str, tmp_path: Path) -> None:
    base = dataset_of(invented.session(), "all")
    dataset = msgspec.structs.replace(
        base,
        text=base.text + "!",
        meeting=msgspec.structs.replace(base.meeting, start="25:00"),
        entities=(*base.entities, base.entities[0]),
    )
    lines = found(dataset, form, tmp_path)
    (path,) = tmp_path.iterdir()
    last = len(base.entities)

    assert [rest.partition(": ")[0] for _line, rest in lines] == [
        "$.document.text_sha256",
        f"$.entities[{last}]",
        "$.meeting.start",
    ]
    assert lines[0][0] == line_with(path, "text_sha256")
    assert lines[2][0] == line_with(path, "25:00")


def test_what_stands_there_twice_is_found(tmp_path: Path) -> None:
    base = dataset_of(invented.session(), "all")
    twin = msgspec.structs.replace(base.entities[0], id="e" + "a" * 13)
    ((_line, rest),) = found(msgspec.structs.replace(base, entities=(*base.entities, twin)), "yaml", tmp_path)

    assert rest == f"$.entities[{len(base.entities)}]: {twin.id}: it is the same as {base.entities[0].id}"


def test_a_span_of_three_numbers_is_no_span(tmp_path: Path) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert([1, 2, 3], Span)
