"""Formats of tokens and tables: tags that read back, sentences for training, cells that no spreadsheet runs."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dvo_tui.errors import DatasetError
from dvo_tui.exchange import conll, exporting, sentences, tables
from dvo_tui.exchange.base import Format
from dvo_tui.exchange.dataset import Dataset, dataset_of
from dvo_tui.exchange.partial import Draft
from dvo_tui.exchange.tokenised import sentences_of, tagged
from dvo_tui.minutes.segment import tokens
from tests import invented
from tests.unit.exchange import made

TEXT = "De Wit uit Den Haag komt.\n3. Sluiting door gemeente Meerdijk."


def draft(*annotated: tuple[str, str], text: str = TEXT) -> Dataset:
    made_of = Draft(text, "verslag.txt", "test")
    for label, words in annotated:
        made_of.add("", label, [(text.index(words), text.index(words) + len(words))])
    return made_of.dataset()


def read(path: Path, data: str) -> list[Dataset]:
    path.write_text(data, encoding="utf-8", newline="")
    assert conll.FORMAT.decode is not None
    return list(conll.FORMAT.decode(path))


@settings(max_examples=40)
@given(content=made.datasets())
def test_every_entity_is_tagged_and_read_back_or_named(content: Dataset) -> None:
    assert conll.FORMAT.encode is not None
    losses = conll.FORMAT.encode(content).losses
    gone = {loss.id for loss in losses if "no place for" not in str(loss)}
    held = [one for one in content.entities if one.id not in gone]
    expected = [(one.type.replace(" ", "_"), words(one.text)) for one in sorted(held, key=lambda one: one.start)]
    any_tokens = any(sentence.tokens for sentence in sentences_of(content)[0])

    if any_tokens:
        ((found,), _losses) = made.through(conll.FORMAT, content)
        assert [(one.type, words(one.text)) for one in found.entities] == expected
    else:
        assert expected == []
    every = {one.id for one in made.every(content)}
    assert every == gone & every | {one.id for one in held}


def words(text: str) -> list[str]:
    return [text[token.start : token.end] for token in tokens(text, 0, len(text))]


def test_two_entities_of_a_type_beside_each_other_stay_two(tmp_path: Path) -> None:
    content = draft(("PERSON", "De"), ("PERSON", "Wit"), ("LOCATION", "Den Haag"))
    assert conll.FORMAT.encode is not None
    written = conll.FORMAT.encode(content).files[".conll"].decode()

    assert written.startswith("De\tB-PERSON\nWit\tB-PERSON\nuit\tO\nDen\tB-LOCATION\nHaag\tI-LOCATION\n")
    assert "\n\n3\tO\n.\tO\nSluiting\tO\n" in written
    assert [one.text for one in read(tmp_path / "a.conll", written)[0].entities] == ["De", "Wit", "Den Haag"]


@pytest.mark.parametrize(
    ("annotated", "why"),
    [
        ([("PERSON", "De Wit"), ("PERSON", "Wit")], "it overlaps another, which is kept"),
        ([("EVENT", "komt.\n3. Sluiting")], "it goes beyond its sentence"),
        ([("EVENT", "sluit")], None),
        ([("LOCATION", "Haa")], "its edges are not edges of tokens"),
    ],
)
def test_what_a_row_of_tokens_cannot_hold_is_named(annotated: list[tuple[str, str]], why: str | None) -> None:
    content = draft(*annotated, text=TEXT + " sluit")
    _found, losses = sentences_of(content)

    assert [str(loss) for loss in losses] == ([why] if why else [])


def test_columns_of_others_and_several_documents_are_read(tmp_path: Path) -> None:
    begin = "-DOCSTART- -X- O O\r\n\r\n"
    data = f"{begin}# text = De Wit\r\n# O\r\nDe NNP B-NP B-PER\r\nWit NNP I-NP I-PER\r\n\r\n{begin}Haag N I I-LOC\n"
    one, two = read(tmp_path / "eng.testa", data)

    assert [(entity.type, entity.text) for entity in (*one.entities, *two.entities)] == [
        ("PER", "De Wit"),
        ("LOC", "Haag"),
    ]
    assert [one.document.file, two.document.file] == ["eng-1.txt", "eng-2.txt"]


def test_a_letter_with_its_marks_and_a_joined_emoji_are_one_token_in_every_format(tmp_path: Path) -> None:
    name = "Danie\u0308lle Postma"
    content = draft(("PERSON", name), ("EVENT", "👩\u200d🚒"), text=f"Mevr. {name} groet de 👩\u200d🚒.")
    assert conll.FORMAT.encode is not None
    assert sentences.FORMAT.encode is not None
    written = conll.FORMAT.encode(content)
    rows = [line.split("\t") for line in written.files[".conll"].decode().splitlines() if line]
    line = json.loads(sentences.FORMAT.encode(content).files[".jsonl"])

    assert [row[0] for row in rows] == line["tokens"]
    assert line["tokens"] == ["Mevr", ".", "Danie\u0308lle", "Postma", "groet", "de", "👩\u200d🚒", "."]
    assert line["tags"] == ["O", "O", "B-PERSON", "I-PERSON", "O", "O", "B-EVENT", "O"]
    assert [one.text for one in read(tmp_path / "a.conll", written.files[".conll"].decode())[0].entities] == [
        name,
        "👩\u200d🚒",
    ]


@pytest.mark.parametrize(
    ("data", "why"), [("De O\nWit\n", "a.conll, line 2"), ("De PER\n", "line 1"), ("\n", "no words")]
)
def test_a_line_without_a_tag_is_named(tmp_path: Path, data: str, why: str) -> None:
    with pytest.raises(DatasetError, match=why):
        read(tmp_path / "a.conll", data)


def test_tags_of_the_older_scheme_make_the_same_runs() -> None:
    assert list(tagged(["I-A", "I-A", "O", "I-A", "I-B", "B-B"])) == [
        (0, 2, "A"),
        (3, 4, "A"),
        (4, 5, "B"),
        (5, 6, "B"),
    ]


def test_a_sentence_a_line_has_tokens_tags_entities_and_labels() -> None:
    content = dataset_of(invented.session(), "all")
    assert sentences.FORMAT.encode is not None
    lines = [json.loads(line) for line in sentences.FORMAT.encode(content).files[".jsonl"].splitlines()]
    (agreed,) = [line for line in lines if "decision-agreed" in line["labels"]]

    assert agreed["text"] == "Het DVO geeft akkoord op het voorstel."
    assert agreed["tokens"] == ["Het", "DVO", "geeft", "akkoord", "op", "het", "voorstel", "."]
    assert agreed["tags"] == ["O", "B-ORGANISATION", *["O"] * 6]
    assert agreed["entities"] == [{"start": 4, "end": 7, "label": "ORGANISATION"}]
    for line in lines:
        assert content.text[line["start"] :].startswith(line["text"])


@pytest.mark.parametrize("form", [tables.CSV, tables.TSV], ids=lambda form: form.name)
def test_tables_have_a_row_for_each_thing_and_names_for_links(tmp_path: Path, form: Format) -> None:
    content = dataset_of(invented.session(), "all")
    exporting.export_all([exporting.Named(name, content) for name in ("one", "two")], form, tmp_path / "out")

    delimiter = "," if form is tables.CSV else "\t"
    found = {}
    for path in (tmp_path / "out").glob(f"*{form.suffix}"):
        with path.open(encoding="utf-8", newline="") as file:
            found[path.stem] = list(csv.DictReader(file, delimiter=delimiter))
    assert {name: len(rows) for name, rows in found.items()} == {
        "entities": 16, "turns": 6, "decisions": 2, "actions": 2
    }  # fmt: skip
    assert found["turns"][0]["speaker_name"] == "A. van der Zwaan"
    assert found["entities"][0]["item_title"] in {"", "Opening"}
    assert int(found["actions"][0]["start"]) == content.actions[0].spans[0].start


@given(st.text(st.characters(codec="utf-8"), max_size=20))
def test_no_cell_begins_like_a_formula(text: str) -> None:
    for content in (text, f"={text}", f" \u00a0+{text}", f"\t@{text}", f"-{text}", f"＝{text}"):
        cell = str(tables.safe(content))
        assert not cell.lstrip(" \u00a0").startswith(tuple("=+-@\t\r\n＝＋－＠"))
        assert cell.removeprefix("'") == content.replace("\0", "\u2400").replace("\r\n", "\n").replace("\r", "\n") or (
            content.startswith("'")
        )


def test_numbers_in_cells_stay_numbers() -> None:
    assert [tables.safe(value) for value in (-1, 0.5, None)] == [-1, 0.5, ""]


def test_layers_without_a_table_are_named_as_left_out(tmp_path: Path) -> None:
    content = msgspec.structs.replace(dataset_of(invented.session(), "all"))
    outcome = exporting.export_all([exporting.Named("one", content)], tables.CSV, tmp_path / "out")

    assert {layer for layer, _why in outcome.left_out} == {"meeting", "participant", "agenda"}
