"""The lists of facts: complete, sourced, and found in one pass."""

from __future__ import annotations

import pytest
import yaml

from dvo_tui.suggest import cues, lexicon
from dvo_tui.suggest.lexicon import Entry


def test_all_342_municipalities_are_listed_once() -> None:
    lines = lexicon.load("municipalities")["names"].splitlines()
    names = [line.removeprefix("?").partition(" | ")[0] for line in lines]

    assert len(names) == len(set(names)) == 342


@pytest.mark.parametrize("name", [*lexicon.FILES, "first_names", "name_words", "everyday"])
def test_every_list_names_its_source_and_year(name: str) -> None:
    data = lexicon.load(name)

    assert data["source"]
    assert 2014 <= int(data["year"]) <= 2030


@pytest.mark.parametrize("name", [*lexicon.FILES, "first_names", "name_words", "everyday"])
def test_a_list_is_read_as_a_yaml_reader_does(name: str) -> None:
    whole = yaml.safe_load((lexicon.FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))

    assert lexicon.load(name) == {key: str(value) for key, value in whole.items()}


def test_the_leftmost_and_longest_name_is_found() -> None:
    hits = lexicon.read("In Hof van Twente en Alphen aan den Rijn, niet in Twentekamp.").hits

    assert [hit.entry.form for hit in hits] == ["Hof van Twente", "Alphen aan den Rijn"]


@pytest.mark.parametrize("word", ["Wet", "De", "Veiligheidsregio", "politie", "Noord"])
def test_each_of_many_names_of_one_first_word_is_found(word: str) -> None:
    entries = [entry for entry in lexicon.index()[word] if entry.lead == 0]

    assert len(entries) > 8
    for entry in entries:
        assert [hit.entry for hit in lexicon.read(f"{entry.form}.").hits] == [entry]


def test_a_name_with_an_apostrophe_before_it_is_found_whole() -> None:
    (hit,) = lexicon.read("Het is in 's-Gravenhage.").hits

    assert (hit.start, hit.entry.canonical) == (10, "Den Haag")


def test_cues_are_noted_by_tag_in_order() -> None:
    found = lexicon.read("In mei zal het. Mei was nat.").cues

    assert found["MONTH"] == [3, 16]
    assert found["WILL"] == [7]


def test_capitals_and_words_are_noted_too() -> None:
    words = lexicon.read("De haven. Été in Haven 7.")

    assert words.capitals == ((0, "De"), (10, "Été"), (17, "Haven"))
    assert "haven" in words.vocabulary


def test_names_of_one_document_are_looked_up_by_their_capitals() -> None:
    text = "Dit is van den Berg, niet Bergen."
    index = lexicon.indexed([Entry("van den Berg", "X", "Berg")], capital=True)

    hits = lexicon.scan(text, lexicon.read(text).capitals, index)

    assert [(hit.start, hit.end) for hit in hits] == [(7, 19)]


def test_words_by_their_ending() -> None:
    text = "Het vuurwerkbeleid, beleid en wanbeleidsvol; Bibob-beleid."

    assert [text[start:end] for start, end in lexicon.ending_in(text, ["beleid"])] == ["vuurwerkbeleid"]


def test_no_cue_has_a_tag_that_nobody_asks_for() -> None:
    assert {tag for tags in cues.TAGS_OF.values() for tag in tags} == set(cues.TAGS)
