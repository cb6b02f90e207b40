"""Who is public by function, settled on the row, and a copy to publish: looked at first, written once confirmed."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from dvo_tui.errors import StoreError
from dvo_tui.minutes.model import Participant
from dvo_tui.review.commands import Edit, SetField
from dvo_tui.review.publicity import GROUNDS, key_of
from dvo_tui.review.records import Entity
from dvo_tui.review.session import ReviewSession
from dvo_tui.suggest.base import Known, KnownPublicity
from dvo_tui.tui.panels.publishing import LeftOutPanel, PublishPanel, WherePanel
from tests.invented.vlierdonk import minutes, session
from tests.tui.driving import NARROW, Driver, FakeReview, opened

STRANGER = "Ook Ravenstijn en Drakenstein waren er. Ravenstijn ging eerder weg, dossier 12 345 678.\n"


def person(d: Driver, name: str = "O. van Terwolde") -> Participant:
    return next(one for one in d.session.participants() if one.name == name)


def review(extra: str = STRANGER, **known: KnownPublicity) -> FakeReview:
    return FakeReview(session(minutes(extra=extra)), known=Known(publicity={key_of(k): v for k, v in known.items()}))


async def to_row(d: Driver, name: str) -> None:
    await d.press("S")
    side = d.screen.side
    assert side is not None
    side.point(person(d, name).id)
    d.screen.board.inspector()
    await d.pilot.pause()


# Who is public by function


async def test_one_key_goes_through_public_private_and_by_the_role_and_each_is_one_undo() -> None:
    async with opened() as d:
        await to_row(d, "O. van Terwolde")
        assert "private: no role known as public" in d.text("inspector")

        await d.press("p")
        assert person(d).public is True
        assert "public by function: settled here" in d.text("inspector")
        assert "●" in d.text("speakers")

        await d.press("p")
        assert person(d).public is False
        assert "private: settled here" in d.text("inspector")
        assert "✗" in d.text("speakers")

        await d.press("p")
        assert person(d).public is None
        await d.press("u")
        assert person(d).public is False


async def test_a_role_that_is_public_says_so_and_is_first_made_private() -> None:
    found = FakeReview()
    mayor = next(one for one in found.session.participants() if one.name == "O. van Terwolde")
    found.session.apply(SetField(id=mayor.id, field="role", value="burgemeester"))
    async with opened(found) as d:
        await to_row(d, "O. van Terwolde")

        assert "public by function: role burgemeester" in d.text("inspector")
        assert "○" in d.text("speakers")
        await d.press("p")
        assert person(d).public is False


async def test_what_was_settled_in_another_document_is_shown_until_it_is_settled_here() -> None:
    found = FakeReview(known=Known(publicity={key_of("A. Kroes"): KnownPublicity(public=True)}))
    async with opened(found) as d:
        await to_row(d, "A. Kroes")

        assert "public by function: settled in another document" in d.text("inspector")
        await d.press("p")
        assert "private: settled here" in d.text("inspector")


async def test_a_name_that_is_nobody_yet_says_how_it_becomes_somebody() -> None:
    async with opened() as d:
        await d.press("S")
        side = d.screen.side
        assert side is not None
        side.point("Mevr. Tigelaar")

        await d.press("p")

        assert "not linked to a participant yet" in d.text("footer")
        assert d.session.revision == 0


async def test_the_form_settles_it_and_chooses_another_ground_by_its_words() -> None:
    async with opened() as d:
        await to_row(d, "O. van Terwolde")
        await d.press("enter", *["tab"] * 4)
        assert "by the role" in d.text("inspector")
        await d.press("2", "tab")
        await d.type("opsporing")
        await d.press("enter")

        assert (person(d).public, person(d).ground) == (False, "5.1.2c")
        assert "private: settled here · Woo 5.1.2c" in d.text("inspector")
        assert d.session.revision == 1


@pytest.mark.parametrize("language", ["en", "nl"])
async def test_it_fits_on_a_narrow_screen(language: str) -> None:
    async with opened(size=NARROW, language=language) as d:
        await to_row(d, "O. van Terwolde")
        await d.press("p")

        said = {"en": "public by function: settled here", "nl": "openbaar uit functie: hier bepaald"}[language]
        assert said in d.text("inspector")


# The second look


def listed(d: Driver) -> str:
    assert isinstance(d.screen.panel, PublishPanel)
    return d.text("inspector")


async def test_what_still_looks_like_a_name_is_listed_and_shown_in_the_text(tmp_path: Path) -> None:
    async with opened(review()) as d:
        await d.press("X")

        assert "Ravenstijn" in listed(d)
        assert "12 345 678" in listed(d)
        seen = set()
        for _ in range(12):
            seen.add(d.session.text[d.screen.pane.caret :][:10])
            await d.press("j")
        assert {"Ravenstijn", "Drakenstei", "12 345 678"} <= seen
        assert d.session.revision == 0


async def row_of(d: Driver, words: str) -> None:
    """Go to the row about some words."""
    panel = d.screen.panel
    assert isinstance(panel, PublishPanel)
    await d.press("home")
    for _ in range(30):
        current = next((line for line in d.lines("inspector") if "▌" in line), "")
        if words in current.partition("  …")[0]:
            return
        await d.press("j")
    raise AssertionError(words)


async def test_marking_one_as_a_person_on_the_spot_takes_all_of_that_name_out() -> None:
    async with opened(review()) as d:
        await d.press("X")
        await row_of(d, "Ravenstijn")

        await d.press("1")

        rows = [line.partition("  …")[0] for line in d.lines("inspector")]
        assert not any("Ravenstijn" in row for row in rows)
        marked = [
            one for one in d.session.annotations("entity") if isinstance(one, Entity) and one.text == "Ravenstijn"
        ]
        assert [(one.type, one.status) for one in marked] == [("PERSON", "accepted")] * 2
        assert d.session.revision == 1
        await d.press("u")
        assert "Ravenstijn" in listed(d)


async def test_marking_it_as_a_place_settles_that_it_is_nobody() -> None:
    async with opened(review()) as d:
        await d.press("X")
        await row_of(d, "Drakenstein")

        await d.press("3")

        assert not any("Drakenstein" in line.partition("  …")[0] for line in d.lines("inspector"))
        assert [one for one in d.session.annotations("entity") if getattr(one, "type", "") == "LOCATION"]


async def test_a_number_is_left_out_by_a_key_and_comes_back_by_undo(tmp_path: Path) -> None:
    async with opened(review()) as d:
        await d.press("X")
        await row_of(d, "12 345 678")
        await d.press("x")
        assert not any("12 345 678" in line.partition("  …")[0] for line in d.lines("inspector"))
        await d.press("u")
        await row_of(d, "12 345 678")
        assert d.session.revision == 0


async def test_a_comment_is_listed_with_its_nickname_and_can_be_gone_to() -> None:
    found = review("")
    one = found.session.participants()[2]
    found.session.apply(Edit(id=one.id, values={"note": "lange japie"}))
    async with opened(found) as d:
        await d.press("X")
        await row_of(d, "lange japie")
        assert "comment" in listed(d)

        await d.press("1")
        assert "no text that could be marked" in d.text("inspector")
        await d.press("enter")

        assert d.side() == "speakers"
        assert d.screen.panel is None


async def test_leaving_the_list_writes_nothing_and_brings_the_reviewer_back(tmp_path: Path) -> None:
    async with opened(review()) as d:
        before = d.screen.pane.current, d.screen.pane.caret
        await d.press("X", "j", "j", "ctrl+x")

        assert d.screen.panel is None
        assert (d.screen.pane.current, d.screen.pane.caret) == before


async def test_a_look_that_fails_says_so_and_lets_the_reviewer_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object) -> object:
        raise RuntimeError("Ravenstijn")

    monkeypatch.setattr("dvo_tui.tui.exporting.draft_of", broken)
    async with opened(review()) as d:
        await d.press("X")

        assert d.screen.panel is None
        assert "RuntimeError" in d.text("footer")
        assert "Ravenstijn" not in d.text("footer") + d.text("inspector")


# What is left out, and on what ground


async def left_out(d: Driver, words: str) -> None:
    """Go to the list of what is left out, to the row of some words."""
    await d.press("X", "tab")
    assert isinstance(d.screen.panel, LeftOutPanel)
    for _ in range(30):
        if any("▌" in line and words in line for line in d.lines("inspector")):
            return
        await d.press("j")
    raise AssertionError(words)


NUMBERS = STRANGER + "Bel 06-12345678, of 06 87654321.\n"


async def test_another_ground_for_one_number_is_chosen_from_all_kept_and_taken_back(tmp_path: Path) -> None:
    found = review(NUMBERS)
    async with opened(found) as d:
        await left_out(d, "06 87654321")
        assert "5.1.2e de eerbiediging" in d.text("inspector")
        await d.press("g", "home", "down", "down")
        assert "5.1.1c vertrouwelijk" in d.text("inspector")
        await d.press("enter")

        assert found.kept.grounds == {"06 87654321": "5.1.1c"}
        assert any("06 87654321" in line and "5.1.1c" in line for line in d.lines("inspector"))
        assert any("06-12345678" in line and "5.1.2e" in line for line in d.lines("inspector"))
        await d.press("u")
        assert found.kept.grounds == {}

        await d.press("g", "home", "enter", "X")
        await d.press("ctrl+u")
        d.screen.take_paste(str(tmp_path / "out"))
        await d.press("enter")
        grounds = (tmp_path / "out" / "redactions.jsonl").read_text(encoding="utf-8")
        assert [json.loads(line)["ground"] for line in grounds.splitlines()].count("5.1.1a") == 1


async def test_every_ground_of_the_woo_is_offered() -> None:
    async with opened(review(NUMBERS)) as d:
        await left_out(d, "06-12345678")
        await d.press("g", "home")
        seen = set()
        for _ in GROUNDS:
            (line,) = (line for line in d.lines("inspector") if "▌" in line)
            seen.add(line.split()[1])
            await d.press("down")
        assert seen == set(GROUNDS)


async def test_the_ground_for_a_participant_is_part_of_the_review() -> None:
    found = review()
    async with opened(found) as d:
        await left_out(d, "O. van Terwolde")
        await d.press("g", "home", "enter")

        assert person(d).ground == "5.1.1a"
        assert found.kept.grounds == {}
        await d.press("u")
        assert person(d).ground is None


async def test_words_left_out_by_hand_are_kept_with_the_document_until_they_are_left_in_again() -> None:
    found = review()
    async with opened(found) as d:
        await d.press("X")
        await row_of(d, "12 345 678")
        await d.press("x")
    assert found.kept.hidden == ("12 345 678",)
    async with opened(FakeReview(session(minutes(extra=STRANGER)), kept=found.kept)) as d:
        await d.press("X")
        assert not any("12 345 678" in line.partition("  …")[0] for line in d.lines("inspector"))
        await d.press("ctrl+x")
        await left_out(d, "O. van Terwolde")
        await d.press("x")
        assert "only words that were left out by hand come back" in d.text("inspector")
        await d.press("ctrl+x")
        await left_out(d, "12 345 678")
        await d.press("x")
        assert not any("12 345 678" in line for line in d.lines("inspector"))
        await d.press("tab")
        assert "12 345 678" in listed(d)


async def test_what_is_left_out_and_cannot_be_saved_still_holds_for_this_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    found = review()
    monkeypatch.setattr(found, "save_withheld", _full)
    async with opened(found) as d:
        await d.press("X")
        await row_of(d, "12 345 678")
        await d.press("x")

        assert "the disk is full" in d.text("inspector")
        assert not any("12 345 678" in line.partition("  …")[0] for line in d.lines("inspector"))


async def test_without_knowing_what_was_left_out_no_copy_is_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    found = review()
    monkeypatch.setattr(found, "withheld", _full)
    async with opened(found) as d:
        await d.press("X")

        assert d.screen.panel is None
        assert "the disk is full" in d.text("footer") + d.text("inspector")


def _full(*_arguments: object) -> None:
    raise StoreError("the disk is full; make room and save again")


async def test_a_row_of_what_is_left_out_shows_and_goes_to_its_place() -> None:
    async with opened(review(NUMBERS)) as d:
        await left_out(d, "06-12345678")
        at = d.session.text.index("06-12345678")
        assert d.screen.pane.caret == at
        await d.press("enter")
        assert d.screen.panel is None
        assert d.screen.pane.caret == at


@pytest.mark.parametrize("language", ["en", "nl"])
async def test_what_is_left_out_fits_on_a_narrow_screen(language: str) -> None:
    async with opened(review(NUMBERS), size=NARROW, language=language) as d:
        await left_out(d, "06-12345678")
        await d.press("g")
        said = {"en": "on what ground is 06-12345678 left out", "nl": "op welke grond is 06-12345678 weggelaten"}
        assert said[language] in d.text("inspector")


# Where it goes


async def confirmed(d: Driver, path: Path, key: Path | None = None, form: str = "") -> None:
    """Look at the list, go on, and fill in where the copy goes."""
    await d.press("X", "X")
    assert isinstance(d.screen.panel, WherePanel)
    if form:
        await d.press("up")
        await d.type(form)
        await d.press("down")
    await d.press("ctrl+u")
    d.screen.take_paste(str(path))
    if key is not None:
        await d.press("tab")
        d.screen.take_paste(str(key))
    await d.press("enter")


async def test_a_confirmed_copy_is_written_with_its_grounds_and_no_key(tmp_path: Path) -> None:
    async with opened(review()) as d:
        await confirmed(d, tmp_path / "out")

        assert d.screen.panel is None
        assert "written" in d.text("footer") + d.text("inspector")
        (copy,) = (tmp_path / "out").glob("*.yaml")
        text = copy.read_text(encoding="utf-8")
        assert "persoon-01" in text
        assert "Terwolde" not in text
        grounds = (tmp_path / "out" / "redactions.jsonl").read_text(encoding="utf-8").splitlines()
        assert {json.loads(line)["ground"] for line in grounds} == {"5.1.2e"}
        assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]
        assert d.session.revision == 0


async def test_the_key_is_written_only_where_it_was_asked_for_and_never_beside_the_copy(tmp_path: Path) -> None:
    async with opened(review()) as d:
        await confirmed(d, tmp_path / "out", tmp_path / "out" / "key.json")
        assert "keep the key in another folder" in d.text("inspector")
        assert not (tmp_path / "out").exists()

        await d.press("ctrl+x", "ctrl+x")
        await confirmed(d, tmp_path / "out", tmp_path / "keys" / "key.json")
        assert d.screen.panel is None
        assert "o terwolde" in json.loads((tmp_path / "keys" / "key.json").read_text())


async def test_what_was_hidden_and_settled_holds_in_what_is_written(tmp_path: Path) -> None:
    async with opened(review()) as d:
        await to_row(d, "A. Kroes")
        await d.press("p", "ctrl+x", "X")
        assert "A. Kroes ●" in listed(d)
        await row_of(d, "12 345 678")
        await d.press("x", "ctrl+x")
        await confirmed(d, tmp_path / "copy.jsonl", form="jsonl")

        (line,) = (tmp_path / "copy.jsonl").read_text(encoding="utf-8").splitlines()
        written = json.loads(line)
        assert "12 345 678" not in line
        assert "dossier [weggelaten]" in written["text"]
        assert [one["name"] for one in written["participants"] if one.get("public")] == ["A. Kroes"]


async def test_a_place_is_offered_that_fits_the_format(tmp_path: Path) -> None:
    async with opened(review()) as d:
        await d.press("X", "X")
        assert "published" in d.text("inspector")
        await d.press("up")
        await d.type("jsonl")
        assert ".jsonl" in d.text("inspector").split("written to")[1]


async def test_where_nothing_is_doubtful_enter_goes_on(tmp_path: Path) -> None:
    async with opened(review("")) as d:
        await d.press("X")
        while "nothing looks like a name any more" not in listed(d):
            await d.press("x")
        await d.press("enter")
        assert isinstance(d.screen.panel, WherePanel)


async def test_a_path_that_cannot_be_written_keeps_the_question_open(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    async with opened(review()) as d:
        await confirmed(d, tmp_path / "file" / "copy")
        assert isinstance(d.screen.panel, WherePanel)
        assert "copy is not saved: Not a directory" in d.text("inspector")

        await d.press("ctrl+u")
        await d.press("enter")
        assert "name a file or folder" in d.text("inspector")
        assert [path.name for path in tmp_path.iterdir()] == ["file"]


async def test_a_full_disk_leaves_no_half_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_source: object, _target: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    async with opened(review()) as d:
        monkeypatch.setattr(os, "replace", full)
        await confirmed(d, tmp_path / "out")

        assert isinstance(d.screen.panel, WherePanel)
        assert "full" in d.text("inspector")
        assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
        monkeypatch.undo()
        await d.press("enter")
        assert len(list((tmp_path / "out").glob("*.yaml"))) == 1


@pytest.mark.parametrize("language", ["en", "nl"])
async def test_list_and_question_fit_on_a_narrow_screen(language: str, tmp_path: Path) -> None:
    async with opened(review(), size=NARROW, language=language) as d:
        await d.press("X")
        assert "Ravenstijn" in listed(d)
        await d.press("X")
        assert {"en": "key in", "nl": "sleutel in"}[language] in d.text("inspector")


def test_the_invented_stranger_is_not_marked() -> None:
    found: ReviewSession = review().session
    assert not [one for one in found.annotations("entity") if "Ravenstijn" in getattr(one, "text", "")]
