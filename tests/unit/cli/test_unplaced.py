"""A file that changed since its review, on the command line: what is said, listed, left out and settled."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.unit.cli.conftest import SHORT, Dvo

DECISION = "Besloten wordt om de demonstratie toe te staan van 14.00 tot 16.00 uur, zonder optocht."


@pytest.fixture
def source(dvo: Dvo, tmp_path: Path) -> Path:
    """A file that was reviewed, all accepted, and has lost its decision since."""
    path = tmp_path / "driehoek.txt"
    path.write_bytes(SHORT.read_bytes())
    found = json.loads(dvo("extract", path, "--format", "json").out)
    ids = [one["id"] for layer in ("turns", "entities", "decisions", "actions") for one in found[layer]]
    dvo("replay", path, "-", stdin="".join(json.dumps({"do": "accept", "id": one}) + "\n" for one in ids))
    path.write_text(SHORT.read_text(encoding="utf-8").replace(DECISION + "\n\n", ""), encoding="utf-8")
    return path


def test_replay_says_what_became_of_the_review_and_never_quotes_it(dvo: Dvo, source: Path) -> None:
    done = dvo("replay", source, "-")
    assert done.code == 0
    assert done.err.startswith("dvo-tui: driehoek.txt changed since its review: ")
    assert "1 without a place" in done.err
    assert "demonstratie" not in done.err
    assert dvo("replay", source, "-").err == "dvo-tui: without a place since driehoek.txt changed: 1\n"


def test_what_has_no_place_is_listed_and_settled_by_replay(dvo: Dvo, source: Path) -> None:
    dvo("replay", source, "-")
    (left,) = json.loads(dvo("unplaced", "--format", "json").out)
    assert (left["layer"], left["quote"], left["dismissed"]) == ("decision", DECISION, False)
    table = dvo("unplaced").out.splitlines()
    assert left["id"] in table[1]
    assert "Besloten wordt" in table[1]

    text = source.read_text(encoding="utf-8")
    assert left["end"] - left["start"] == len(DECISION)
    command = {"do": "place", "id": left["id"], "start": 0, "end": text.index(",")}
    answer = json.loads(dvo("replay", source, "-", stdin=json.dumps(command)).out)
    assert answer["ok"]
    assert "has its place" in dvo("unplaced").out
    assert dvo("check", "annotations").code == 0


def test_check_finds_it_without_its_words_and_export_leaves_the_old_review_out(dvo: Dvo, source: Path) -> None:
    dvo("replay", source, "-")
    done = dvo("check", "annotations")
    assert done.code == 1
    assert "has no place since the text changed" in done.out
    assert "demonstratie" not in done.out

    status = {one["document"]: one for one in json.loads(dvo("status", "--format", "json").out)}
    (old,) = [one for one in status.values() if one["superseded"]]
    new = status[old["superseded"]]
    assert (new["unplaced"], old["unplaced"]) == (1, 0)
    assert "went on as" in dvo("status").out

    done = dvo("export", "--format", "json", "--output", "out")
    assert done.code == 0
    assert f"{old['document']} is left out" in done.err
    assert [path.stem for path in Path("out").glob("*.json")] == [new["document"]]
