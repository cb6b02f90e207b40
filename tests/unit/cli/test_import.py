"""`dvo-tui import`: what users of other tools bring in, and what happens to what cannot be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dvo_tui.store.workspace import Workspace
from tests.unit.cli.conftest import SHORT, Dvo

FORMATS = ["yaml", "json", "jsonl", "brat", "doccano", "labelstudio", "prodigy", "conll"]
LINE = {"text": "👍 De Wit komt uit Meerdijk.", "label": [[2, 8, "PER"], [18, 26, "LOC"]]}


def exported(dvo: Dvo, form: str) -> Path:
    """All annotations of a short document, in a format."""
    assert dvo("extract", SHORT, "--output", "first").code == 0
    assert dvo("import", "--format", "yaml", "first", "--workspace", "one", "--status", "accepted").code == 0
    assert dvo("export", "--format", form, "--output", "out", "--workspace", "one", "--status", "all").code == 0
    return Path("out")


def counts(dvo: Dvo, workspace: str, reviewer: str) -> dict[str, int]:
    (found,) = json.loads(dvo("status", "--format", "json", "--workspace", workspace, "--reviewer", reviewer).out)
    return {name: found[name] for name in ("accepted", "pending", "unplaced")}


@pytest.mark.parametrize("form", FORMATS)
def test_what_was_exported_comes_back_into_a_new_workspace_and_not_twice(dvo: Dvo, form: str) -> None:
    path = exported(dvo, form)
    expected = 8 if form == "conll" else 13

    for status in ("pending", "accepted"):
        arguments = ("import", "--format", form, path, "--workspace", "two", "--reviewer", status, "--status", status)
        done = dvo(*arguments)
        again = dvo(*arguments)
        assert (done.code, again.code) == (0, 0)
        assert f"begun: {expected} annotations, 0 without a place" in done.out
        assert f"{expected} there already" in again.out
        assert counts(dvo, "two", status) == {"accepted": 0, "pending": 0, "unplaced": 0} | {status: expected}


@pytest.mark.parametrize("form", FORMATS)
def test_an_import_finds_the_review_of_the_same_document(dvo: Dvo, form: str) -> None:
    path = exported(dvo, form)
    done = dvo("import", "--format", form, path, "--workspace", "one")

    assert "there already, 0 without a place" in done.out
    assert len(Workspace(Path("one")).work_files()) == 1


def test_labels_of_others_are_named_refused_and_renamed(dvo: Dvo) -> None:
    Path("a.jsonl").write_text(json.dumps(LINE))

    refused = dvo("import", "--format", "doccano", "a.jsonl")
    renamed = ("--label", "PER=PERSON", "--label", "LOC=")
    done = dvo("import", "--format", "doccano", "a.jsonl", *renamed, "--reviewer", "x")

    assert refused.code == 1
    assert "the scheme has no entity PER (and 1 more)" in refused.err
    assert (done.code, counts(dvo, "annotations", "x")["pending"]) == (0, 1)


def test_a_bad_file_changes_nothing_and_the_others_go_on(dvo: Dvo) -> None:
    good = {"text": LINE["text"], "label": [[2, 8, "PERSON"]]}
    Path("good.jsonl").write_text(json.dumps(good))
    bad = {"text": "x", "label": [[0, 9, "PERSON"]]}
    Path("bad.jsonl").write_text(f"{json.dumps(good | {'text': 'Iets met een naam.'})}\n{json.dumps(bad)}")

    done = dvo("import", "--format", "doccano", "bad.jsonl", "nowhere.jsonl", "good.jsonl")

    assert done.code == 1
    assert done.err.splitlines() == [
        "dvo-tui: bad.jsonl, line 2: the span 0-9 does not lie in the text of 1 characters",
        "dvo-tui: nowhere.jsonl does not exist",
    ]
    assert len(Workspace(Path("annotations")).work_files()) == 1


def test_what_can_only_be_written_is_not_imported(dvo: Dvo) -> None:
    done = dvo("import", "--format", "csv", ".")

    assert done.code == 1
    assert done.err == "dvo-tui: the format csv is only written; `dvo-tui formats` says which can be read\n"


def test_an_import_can_be_undone(dvo: Dvo) -> None:
    Path("a.jsonl").write_text(json.dumps({"text": LINE["text"], "label": [[2, 8, "PERSON"]]}))
    dvo("import", "--format", "doccano", "a.jsonl", "--reviewer", "x")
    (document,) = (path.stem for path in Workspace(Path("annotations")).work_files())
    Path("a-1.txt").write_text(str(LINE["text"]), encoding="utf-8")
    undone = dvo("replay", "a-1.txt", "-", "--reviewer", "x", stdin='{"do": "undo"}\n')

    assert undone.code == 0
    assert counts(dvo, "annotations", "x")["pending"] == 0
    lines = dvo("log", document, "--reviewer", "x").out.splitlines()
    assert [line.split()[3] for line in lines[1:]] == ["import", "undo"]


def test_a_changed_text_keeps_what_has_no_place(dvo: Dvo) -> None:
    text = " ".join(f"Woord{number} staat hier vast." for number in range(40))
    Path("m.txt").write_text(text, encoding="utf-8")
    command = {"do": "add", "layer": "entity", "type": "PERSON", "start": 0, "end": 6}
    assert dvo("replay", "m.txt", "-", stdin=json.dumps(command)).code == 0
    other = text.replace("Woord20 staat hier vast.", "Meneer Jansen vertrok.")
    spans = [[other.index(name), other.index(name) + len(name), "PERSON"] for name in ("Woord30", "Jansen")]

    done = dvo("import", "--format", "prodigy", _as_prodigy(other, spans))

    assert "0 kept, 1 moved, 0 with other words in them" in done.out
    assert "1 without a place" in done.out
    assert "Jansen" in dvo("unplaced").out


def _as_prodigy(text: str, spans: list[list[object]]) -> Path:
    path = Path("p.jsonl")
    listed = [{"start": start, "end": end, "label": label} for start, end, label in spans]
    path.write_text(json.dumps({"text": text, "spans": listed, "meta": {"source": "m.txt"}}))
    return path


def test_a_document_without_annotations_begins_no_review_and_says_so(dvo: Dvo) -> None:
    Path("a.jsonl").write_text(json.dumps({"text": "Wat kleine letters."}))
    done = dvo("import", "--format", "doccano", "a.jsonl")

    assert done.code == 0
    assert "nothing is annotated in it, so no review is begun" in done.out
    assert Workspace(Path("annotations")).work_files() == ()


def test_the_next_meeting_under_the_same_file_name_is_another_document(dvo: Dvo) -> None:
    for first, day in ((1, "8 maart 2021"), (9, "12 april 2021")):
        lines = "".join(
            f"{at}. De secretaris werkt afspraak {at} van {at * at} bij.\n" for at in range(first, first + 30)
        )
        Path("lijst.txt").write_text(f"Afsprakenlijst DVO Meerdijk\nDatum: {day}\n\nActies\n{lines}\n")
        assert dvo("extract", "lijst.txt", "--output", day).code == 0
        assert " begun: " in dvo("import", "--format", "yaml", day).out

    assert len(Workspace(Path("annotations")).work_files()) == 2
