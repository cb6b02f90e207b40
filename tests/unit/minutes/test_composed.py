"""Minutes whose accents are characters of their own are read and suggested upon as the same minutes without."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from dvo_tui.exchange.variants import Person, Variants
from dvo_tui.minutes.composed import twin
from dvo_tui.minutes.model import Minutes, Span
from dvo_tui.minutes.reading import read_bytes
from dvo_tui.minutes.segment import sentences
from dvo_tui.review.hints import Hints
from dvo_tui.review.session import ReviewSession
from dvo_tui.scheme import scheme
from dvo_tui.suggest.pipeline import suggest_all
from dvo_tui.tui.panels.dialogues import find_all

EXAMPLES = sorted(Path(__file__).parents[3].joinpath("examples").glob("*-20*"))
MINUTES = (
    "Verslag DVO Noordrand 8 maart 2021\n\nAanwezig: mevr. D. Daniëlse (gemeente Meerdijk), dhr. R. Coëlho\n\n"
    "1. Reünie en café\n\nMevr. Daniëlse meldt dat het café in Meerdijk sluit. Coördinator René Coëlho zegt toe in "
    "april een notitie te sturen aan de heer Müller van de gemeente Meerdijk.\n"
)


def parted(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def words(minutes: Minutes, *spans: Span) -> list[str]:
    return [composed(minutes.text[span.start : span.end]) for span in spans]


def read(text: str, name: str = "verslag.txt") -> Minutes:
    return read_bytes(text.encode(), name)


def people(minutes: Minutes) -> list[tuple[str, str | None, str, list[str]]]:
    named = [(one.name, one.role, one.attendance, words(minutes, *one.spans)) for one in minutes.participants]
    listed = {one.id: one.name for one in minutes.participants}
    leading = (minutes.meeting.chair, minutes.meeting.secretary)
    return [*named, *((listed.get(one or "", one or ""), None, "", []) for one in leading)]


@pytest.mark.parametrize("file", [None, *EXAMPLES], ids=lambda file: file.name if file else "made")
def test_the_same_is_found_and_the_text_stays_as_it_is(file: Path | None) -> None:
    text, name = (file.read_text(encoding="utf-8"), file.name) if file else (MINUTES, "verslag.txt")
    here, there = read(composed(text), name), read(parted(text), name)
    assert composed(there.text) == here.text
    assert there.text == parted(there.text)
    assert (there.meeting.body, there.meeting.date) == (here.meeting.body, here.meeting.date)
    assert people(there) == people(here)
    assert all(one.title in there.text[one.span.start : one.span.end] for one in there.agenda)
    assert [(composed(one.title), words(there, one.span)) for one in there.agenda] == [
        (one.title, words(here, one.span)) for one in here.agenda
    ]
    assert [
        (one.layer, one.type, one.rule, one.speaker_text, words(there, *one.spans)) for one in suggest_all(there)
    ] == [(one.layer, one.type, one.rule, one.speaker_text, words(here, *one.spans)) for one in suggest_all(here)]
    assert [words(there, one) for one in sentences(there.text, there.blocks)] == [
        words(here, one) for one in sentences(here.text, here.blocks)
    ]


def test_it_is_found_at_all() -> None:
    minutes = read(parted(MINUTES))
    assert minutes.text != composed(minutes.text)
    names = {words(minutes, *one.spans)[0] for one in suggest_all(minutes) if one.type == "PERSON"}
    assert {"Daniëlse", "Coëlho"} <= {name.split()[-1] for name in names}
    assert [one.name for one in minutes.participants] == ["D. Daniëlse", "R. Coëlho"]


def test_every_offset_of_the_twin_comes_back() -> None:
    minutes = read("a\u0308b e\u0301\u0302 q\u0308 ïi\u0308\n")
    found = twin(minutes)
    assert found is not None
    here = found.minutes.text
    assert here.startswith("äb ")
    for start in range(len(here)):
        for end in range(start + 1, len(here) + 1):
            back = minutes.text[found.back(start) : found.back(end)]
            assert composed(back) == composed(here[start:end])


def test_text_that_is_composed_has_no_twin() -> None:
    assert twin(read(composed(MINUTES))) is None
    assert twin(read("Verslag q\u0308 van het overleg\n")) is None


def test_hints_and_variants_hold_whole_names() -> None:
    minutes = read(parted("Verslag\n\nEr kwam bezoek van Zoë Daniëlse uit Meerdijk.\n"))
    session = ReviewSession(minutes, [], "jo", scheme.default())
    offered = [words(minutes, hint.span)[0] for hint in Hints(session, ()).unclaimed(0, len(minutes.text))]
    assert "Zoë Daniëlse" in offered
    variants = Variants([Person("p1", frozenset({"Zoë Daniëlse"}))])
    (found,) = variants.find(minutes.text)
    assert words(minutes, found.span) == ["Zoë Daniëlse"]


@pytest.mark.parametrize("typed", [composed("Daniëlse"), parted("Daniëlse"), composed("daniëlse")])
def test_a_search_finds_accents_of_either_kind(typed: str) -> None:
    for text in (composed(MINUTES), parted(MINUTES)):
        assert [text[at : at + 4] for at in find_all(text, typed)] == ["Dani", "Dani"]


@pytest.mark.parametrize("typed", ["naar de markt", " naar  de\nmarkt "])
def test_a_search_goes_over_line_ends_and_any_space(typed: str) -> None:
    assert find_all("Wij gaan naar\nde \u00a0markt, en naar de kade.", typed) == [9]
