"""The second look: what nobody annotated is listed, and what is no name of anybody is not."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from dvo_tui.exchange.dataset import Dataset, read_dataset
from dvo_tui.exchange.partial import NO_MEETING, Draft
from dvo_tui.exchange.redaction import Key, Settings, redact
from dvo_tui.exchange.second_look import Suspect, second_look
from dvo_tui.minutes.model import Span
from tests.unit.exchange import planted

CURATED = sorted((Path(__file__).parents[3] / "annotations" / "curated").glob("*.yaml"))


def bare(text: str, date: str | None = "2021-03-08") -> Dataset:
    """A dataset in which nothing is annotated."""
    dataset = Draft(text, "verslag.txt", "test").dataset()
    return msgspec.structs.replace(dataset, meeting=msgspec.structs.replace(NO_MEETING, date=date))


def looks(text: str) -> list[Suspect]:
    return second_look(redact(bare(text), Settings(), Key()).dataset)


def listed(text: str) -> str:
    return " ¦ ".join(one.words for one in looks(text))


def is_settled(copy: Dataset, found: list[Suspect], thing: str) -> bool:
    """Whether it is gone, or each word of it with a capital or digit is listed."""
    at = copy.text.find(thing)
    if at < 0:
        return True
    covered = bytearray(len(copy.text))
    for suspect in found:
        covered[suspect.span.start : suspect.span.end] = b"\1" * len(suspect.span)
    said = [at + index for index, one in enumerate(thing) if one.isupper() or one.isdigit()]
    return all(covered[index] for index in said or range(at, at + len(thing)))


def test_what_was_never_annotated_is_masked_or_listed() -> None:
    missed = []
    total = 0
    for sentence, things in planted.sentences():
        copy = redact(bare(sentence), Settings(), Key()).dataset
        found = second_look(copy)
        total += len(things)
        missed += [thing for thing in things if not is_settled(copy, found, thing)]

    assert total > 180
    assert len(missed) <= total // 50, missed


@pytest.mark.parametrize("path", CURATED, ids=lambda path: path.stem[:20])
def test_of_a_document_that_was_reviewed_next_to_nothing_is_listed(path: Path) -> None:
    copy = redact(read_dataset(path), Settings(), Key()).dataset

    found = [one for one in second_look(copy) if one.kind != "comment"]

    assert 1000 * len(found) <= 8 * len(copy.text.split()), [one.words for one in found]


def test_words_of_every_day_that_open_a_line_cell_or_sentence_are_no_names() -> None:
    text = "Naam  Organisatie  Wie  Wanneer\n\n1. Opening\n\nB2 Evaluatie jaarwisseling\n\nTekstueel. Niets. Wie belt?"

    assert listed(text + "\n- Actualisatie draaiboek\nBESLUITENLIJST\nOVERZICHT ACTIES") == ""


@pytest.mark.parametrize(
    "text", ["Bakker zegt toe dit te doen.", "Organisatie meldt zich.", "Ook Opening was er.", "1. Visser"]
)
def test_the_same_word_is_one_where_somebody_acts_or_nothing_opens(text: str) -> None:
    assert len(looks(text)) == 1


def test_a_name_is_listed_whole_whatever_finds_which_part_of_it() -> None:
    assert "Samira El Khattabi" in listed("Zijn zus Samira El Khattabi is ook gehoord.")
    assert "Van der Woerd" in listed("De heer Van der Woerd heeft zich gemeld.")
    assert "Lisanne Nieuwkoop" in listed("Verslag: Lisanne Nieuwkoop")  # Nieuwkoop is a village too


def test_what_stays_of_a_name_beside_a_word_that_was_settled_is_listed() -> None:
    draft = Draft("Ook Breda Khattabi was er.", "verslag.txt", "test")
    draft.add("", "LOCATION", [(4, 9)])

    assert [one.words for one in second_look(draft.dataset())] == ["Khattabi"]


def test_dates_are_no_numbers_of_somebody_but_those_of_a_birth_are_listed() -> None:
    text = "Op 12-03-2021 en 1 mei 2020; geb. 3 mei 2019; hij is van 07/08/88; 2020-11-30; geboren op 14.02.1967."

    assert [one.words for one in looks(text)] == ["3 mei 2019", "07/08/88", "14.02.1967"]


def test_the_number_of_an_item_and_the_normal_form_of_an_amount_are_not_listed() -> None:
    draft = Draft("Het kost € 140.000 in Breda.", "verslag.txt", "test")
    draft.add("", "MONEY", [(9, 18)], {"normalized": "140000 EUR/inwoner"})
    draft.add("", "LOCATION", [(22, 27)])

    assert second_look(draft.dataset()) == []


def test_where_something_stands_is_said() -> None:
    (one,) = looks("Eerst dit.\nWij belden met Ravenstijn.")

    assert (one.span, one.line, one.kind) == (Span(26, 36), 2, "name")
