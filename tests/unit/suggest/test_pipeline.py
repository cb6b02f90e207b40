"""All suggestions together: overlaps, what is known, plug-ins, and what must hold for any text."""

from __future__ import annotations

import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dvo_tui.minutes.model import Minutes, Span
from dvo_tui.minutes.reading import read_bytes
from dvo_tui.suggest import pipeline, plugins
from dvo_tui.suggest.base import Known, KnownSurface, RuleCount, Suggestion
from dvo_tui.suggest.pipeline import suggest_all
from dvo_tui.suggest.plugins import SuggesterWarning, additional
from dvo_tui.suggest.rules import RULES, confidence, why
from dvo_tui.suggest.vocabulary import listed
from tests.unit.suggest.proposing import bare, noordrand, proposed, surfaces

ROOT = Path(__file__).parents[3]
EXAMPLES = sorted(
    path for path in (ROOT / "examples").iterdir() if path.suffix in (".txt", ".md") and path.stem != "README"
)

WORDS = st.sampled_from(
    listed(
        """
        dhr. mevr. Mevr. De de heer Bos Van der Zwaan meldt geeft aan dat vraagt om te doen zal gaat het DVO akkoord
        besluit: Besluit: politie RIEC (OM) 8 maart 2021 volgend jaar Q1 € 3 ct. per inwoner Wet Bibob pilot Buurt
        Stuurgroep Zorg en Straf gemeente Meerdijk in Almelo ACTIE: Bos. @Bos Actie @ ( ) [ ] : ; , . ? - – ’ | 1. a)
        A.B. naschrift: aldus door wordt gevraagd Volgens komt terug vastgesteld Hamerstuk. 𝔘 é İ ß
        """
    )
)


def texts() -> st.SearchStrategy[str]:
    return st.lists(WORDS | st.sampled_from(["\n", "\n\n", "\xa0", "'", '"']) | st.text(max_size=4), max_size=60).map(
        " ".join
    )


def ends_are_sound(minutes: Minutes, suggestions: tuple[Suggestion, ...]) -> bool:
    return all(
        0 <= span.start < span.end <= len(minutes.text)
        and minutes.text[span.start : span.end] == minutes.text[span.start : span.end].strip()
        for suggestion in suggestions
        for span in suggestion.spans
    )


@given(texts())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_span_lies_in_the_text_is_not_empty_and_has_no_white_space_at_its_ends(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        minutes = bare(text)
        assert ends_are_sound(minutes, suggest_all(minutes))


@given(texts(), st.sampled_from(["a.txt", "a.md"]))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_same_holds_for_what_the_readers_make_of_any_text(text: str, name: str) -> None:
    minutes = read_bytes(f"Verslag\n\n{text}\n".encode(), name)

    assert ends_are_sound(minutes, suggest_all(minutes))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_get_sound_suggestions_without_overlapping_entities(path: Path) -> None:
    minutes = read_bytes(path.read_bytes(), path.name)
    found = suggest_all(minutes)
    entities = sorted((it.spans[0].start, it.spans[0].end, it.type) for it in found if it.layer == "entity")

    assert ends_are_sound(minutes, found)
    for (_, end, kind), (start, _, inner) in pairwise(entities):
        assert end <= start or (kind, inner) in pipeline.NESTED


def test_suggestions_are_the_same_in_another_process_with_another_hash_seed() -> None:
    code = (
        "import sys; from pathlib import Path; from dvo_tui.minutes.reading import read_file;"
        "from dvo_tui.suggest.pipeline import suggest_all; import msgspec;"
        "print(msgspec.json.encode(suggest_all(read_file(Path(sys.argv[1])))).decode())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code, str(EXAMPLES[0])],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]

    assert runs[0] == runs[1]


def test_the_longer_of_two_entities_stays_and_what_may_nest_does() -> None:
    minutes = bare("De politie Oost-Nederland en de pilot Buurt Almelo.")

    assert surfaces(minutes, "ORGANISATION") == ["politie Oost-Nederland"]
    assert surfaces(minutes, "PROGRAMME") == ["pilot Buurt Almelo"]
    assert surfaces(minutes, "LOCATION") == []


def surface(text: str, kind: str, accepted: int, rejected: int, link: str | None = None) -> Known:
    return Known(surfaces=(KnownSurface(text, kind, link, accepted, rejected, 1),))


def test_what_was_rejected_twice_is_not_proposed_again() -> None:
    minutes = bare("De politie komt.")

    assert surfaces(minutes, "ORGANISATION", surface("politie", "ORGANISATION", 0, 1)) == ["politie"]
    assert surfaces(minutes, "ORGANISATION", surface("politie", "ORGANISATION", 0, 2)) == []


def test_what_was_accepted_elsewhere_is_proposed_with_its_link() -> None:
    known = surface("buurtkracht", "ORGANISATION", 3, 0, "Buurtkracht")

    (found,) = proposed(bare("Er is Buurtkracht in Meerdijk."), "entity", "ORGANISATION", known)

    assert (found.rule, found.link) == ("known", "Buurtkracht")


def test_a_known_person_is_not_seen_in_an_everyday_word() -> None:
    assert surfaces(bare("De haven is dicht."), "PERSON", surface("haven", "PERSON", 3, 0)) == []


def test_confidence_follows_what_reviewers_settled() -> None:
    known = Known(rules={"dates:year": RuleCount(accepted=0, rejected=30)})

    assert confidence("dates", "year", known) < 0.3 < confidence("dates", "year", Known())
    assert {it.confidence for it in proposed(bare("In 2019 was het."), "entity", "DATE", known)} == {
        confidence("dates", "year", known)
    }


def test_every_rule_that_is_used_can_be_explained_in_both_languages() -> None:
    for path in EXAMPLES:
        for suggestion in suggest_all(read_bytes(path.read_bytes(), path.name)):
            assert f"{suggestion.by}:{suggestion.rule}" in RULES
    for name in RULES:
        by, rule = name.split(":")
        assert why(by, rule, "nl") != why(by, rule, "en")


def test_a_suggester_that_fails_is_left_out_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(minutes: Minutes, known: Known) -> Iterator[Suggestion]:
        raise KeyError(minutes.text)

    monkeypatch.setitem(pipeline.BUILT_IN, "money", broken)

    with pytest.warns(SuggesterWarning, match="money failed \\(KeyError\\)") as caught:
        found = surfaces(bare("De politie vraagt € 3."), "ORGANISATION")

    assert found == ["politie"]
    assert "€" not in str(caught[0].message)


def test_a_span_outside_the_text_makes_a_suggester_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    def outside(minutes: Minutes, known: Known) -> Iterator[Suggestion]:
        yield Suggestion(layer="entity", type="DATE", spans=(Span(0, 999),), by="x", rule="y", confidence=1)

    monkeypatch.setitem(pipeline.BUILT_IN, "dates", outside)

    with pytest.warns(SuggesterWarning):
        assert surfaces(bare("In 2019."), "DATE") == []


def test_another_package_can_add_a_suggester(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "extra_suggester.py").write_text(
        "from dvo_tui.minutes.model import Span\n"
        "from dvo_tui.suggest.base import Suggestion\n"
        "def suggest(minutes, known):\n"
        "    spans = (Span(0, 2),)\n"
        "    yield Suggestion(layer='entity', type='EVENT', spans=spans, by='extra', rule='a', confidence=0.5)\n",
        encoding="utf-8",
    )
    folder = tmp_path / "extra-1.0.dist-info"
    folder.mkdir()
    entries = "extra = extra_suggester:suggest\nmissing = no_such_module:suggest\n\n[other]\nx = y:z\n"
    (folder / "entry_points.txt").write_text(f"[dvo_tui.suggesters]\n{entries}", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    additional.cache_clear()
    try:
        with pytest.warns(SuggesterWarning, match="missing could not be loaded"):
            found = surfaces(bare("Zo is het."), "EVENT")
    finally:
        monkeypatch.undo()
        plugins.additional.cache_clear()

    assert found == ["Zo"]


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "A",
        "1",
        " ",
        "\n",
        "A.",
        "A&",
        "W ",
        "(A",
        "1.",
        "a\n",
        "A\n",
        "€1",
        "@a",
        "- ",
        "a:",
        "'A",
        "dhr. Bos ",
        "zal. ",
        "mei ",
    ],
)
def test_no_rule_is_quadratic_on_hostile_repetition(unit: str) -> None:
    """Four times the text may take four times as long and some noise; never sixteen times."""
    small, large = (bare(unit * (size // len(unit))) for size in (10_000, 40_000))
    suggest_all(bare("warm"))

    def seconds(minutes: Minutes) -> float:
        start = time.process_time()
        suggest_all(minutes)
        return time.process_time() - start

    assert seconds(large) < 9 * seconds(small) + 0.2


def test_suggesting_does_not_pull_in_what_only_another_package_needs() -> None:
    unwanted = {"yaml", "rapidfuzz", "importlib.metadata"}
    code = f"import sys, dvo_tui.suggest.pipeline; print(sorted({unwanted} & set(sys.modules)))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_links_of_turns_and_people_agree_with_the_participants_proposed() -> None:
    minutes = noordrand("Mevr. Brouwershof meldt dit. Het is aan mevr. Brouwershof.")
    (turn,) = proposed(minutes, "turn")

    assert {it.link for it in proposed(minutes, "entity", "PERSON")[-2:]} == {turn.link}
