"""Standoff of brat: how lines look, what other people's files hold, and which refusals they meet."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from dvo_tui.errors import DatasetError
from dvo_tui.exchange import brat
from dvo_tui.exchange.dataset import Dataset, dataset_of
from dvo_tui.exchange.partial import Draft, NotTakenOverWarning
from tests import invented


def read(folder: Path, text: str | bytes, ann: str) -> Dataset:
    folder.joinpath("m.txt").write_bytes(text.encode() if isinstance(text, str) else text)
    folder.joinpath("m.ann").write_bytes(ann.encode())
    assert brat.FORMAT.decode is not None
    (found,) = brat.FORMAT.decode(folder)
    return found


def written(dataset: Dataset) -> str:
    assert brat.FORMAT.encode is not None
    return brat.FORMAT.encode(dataset).files[".ann"].decode()


def test_a_span_over_a_line_end_is_written_in_fragments_and_read_as_one() -> None:
    draft = Draft("Veiligheidsberaad\nNoord komt", "m.txt", "test")
    draft.add("", "ORGANISATION", [(0, 23)])

    assert written(draft.dataset()).startswith("T1\tORGANISATION 0 17;18 23\tVeiligheidsberaad Noord\n")


def test_files_of_others_are_read_with_their_notes_references_and_attributes(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "De Wit komt. 👍 Jansen ook.",
        "T1\tPERSON 0 6\tDe Wit\nN1\tReference T1 Wikidata:Q42\tJ. de Wit\n#1\tAnnotatorNotes T1\tis dit zo?\n"
        "T2\tPERSON 15 21\tJansen\nA1\tStatus T2 pending\n",
    )

    assert [(one.text, one.link, one.note, one.status) for one in found.entities] == [
        ("De Wit", "J. de Wit", "is dit zo?", "accepted"),
        ("Jansen", None, None, "pending"),
    ]
    assert found.document.file == "m.txt"


def test_offsets_count_a_windows_line_end_as_two_or_as_one_as_the_words_say(tmp_path: Path) -> None:
    text = b"Opening\r\nDe Wit komt."
    two = read(tmp_path, text, "T1\tPERSON 9 15\tDe Wit\n")
    one = read(tmp_path, text, "T1\tPERSON 8 14\tDe Wit\n")

    assert [two.entities[0].text, one.entities[0].text] == ["De Wit", "De Wit"]
    assert [two.text, one.text] == ["Opening\r\nDe Wit komt.", "Opening\nDe Wit komt."]


def test_what_a_dataset_has_no_place_for_is_said_once(tmp_path: Path) -> None:
    lines = "T1\tPERSON 0 6\tDe Wit\nR1\tknows Arg1:T1 Arg2:T1\nE1\tPERSON:T1\nA1\tMood T1 good\n"

    with pytest.warns(NotTakenOverWarning) as said:
        found = read(tmp_path, "De Wit komt.", lines)
    assert sorted(str(one.message) for one in said) == [
        "m.ann: not taken over: attributes and notes of other types (1)",
        "m.ann: not taken over: relations and events (2)",
    ]
    assert len(found.entities) == 1


@pytest.mark.parametrize(
    ("ann", "why"),
    [
        ("T1\tPERSON 0 60\tDe Wit\n", "line 1: the span 0-60 does not lie in the text of 12 characters"),
        ("T1\tPERSON 0 5\tDe Wit\n", "line 1: the words are not what stands there in the text"),
        ("T1\tPERSON 0 6\tDe Wit\nT1\tPERSON 0 6\tDe Wit\n", "line 2: T1 is there twice"),
        ("T1 PERSON 0 6 De Wit\n", "line 1: no mention"),
        ("\nT1\tPERSON 5 2\tx\n", "line 2: the fragments are not in order"),
        ("?\n", "line 1: no line of the format brat"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, ann: str, why: str) -> None:
    with pytest.raises(DatasetError, match=why):
        read(tmp_path, "De Wit komt.", ann)


def test_a_text_that_is_missing_or_not_utf_8_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="it is not UTF-8"):
        read(tmp_path, b"\xff\xfe", "")
    tmp_path.joinpath("m.txt").unlink()
    with pytest.raises(DatasetError, match="does not exist"):
        list(brat.FORMAT.decode(tmp_path) if brat.FORMAT.decode else ())


def test_the_configuration_names_every_label_used_and_all_of_the_scheme() -> None:
    assert brat.FORMAT.legend is not None
    lines = brat.FORMAT.legend({"Eigen-soort"})["annotation.conf"].decode().splitlines()

    assert {"[entities]", "PERSON", "turn", "decision-agreed", "note-naschrift", "Eigen-soort"} <= set(lines)


def test_rejected_annotations_and_structure_are_left_out_by_name() -> None:
    content = dataset_of(invented.session(), "all")
    entities = (msgspec.structs.replace(content.entities[0], status="rejected"), *content.entities[1:])
    content = msgspec.structs.replace(content, entities=entities)
    assert brat.FORMAT.encode is not None
    losses = brat.FORMAT.encode(content).losses

    assert [(loss.id, str(loss)) for loss in losses if loss.layer == "entity"] == [(entities[0].id, "it was rejected")]
    assert {loss.layer for loss in losses} == {"entity", "meeting", "participant", "agenda"}
