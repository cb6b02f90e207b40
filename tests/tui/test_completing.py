"""Calling a document complete: the list of the checks first, each to go to, and once more the same key."""

from __future__ import annotations

import pytest

from dvo_tui.review.commands import Undo
from dvo_tui.review.records import Action, Turn
from dvo_tui.tui.panels.completing import CompletionPanel
from dvo_tui.tui.panels.cueing import CuePanel
from tests.invented.vlierdonk import minutes, session, suggestions
from tests.tui.driving import NARROW, WIDE, Driver, FakeReview, opened

CUE = "Afgesproken wordt dat de burgemeester een brief stuurt.\n"


async def settled_all(d: Driver) -> None:
    await d.press("A", "6", "enter")


async def test_the_list_comes_first_and_the_same_key_completes_in_one_change() -> None:
    async with opened() as d:
        await d.press("C")
        assert d.session.revision == 0
        assert isinstance(d.screen.panel, CompletionPanel)
        assert "11× still pending" in d.text("inspector")
        await d.press("C")

        assert d.session.complete
        assert d.session.revision == 1
        assert "complete" in d.text("footer")
        d.session.apply(Undo())
        assert not d.session.complete


async def test_what_the_checks_say_is_listed() -> None:
    async with opened(FakeReview(session(minutes(extra=CUE)))) as d:
        await settled_all(d)
        await d.press("C")

        shown = d.text("inspector")
        assert "still pending" not in shown
        assert "Afgesproken wordt" in shown
        assert "an action without an owner" in shown
        assert "a turn without a speaker" in shown


async def test_one_goes_to_each_and_the_text_moves_along() -> None:
    async with opened() as d:
        await settled_all(d)
        await d.press("C")
        action = next(one for one in d.session.annotations("action") if isinstance(one, Action))
        turn = next(one for one in d.session.annotations("turn") if isinstance(one, Turn) and one.speaker is None)
        await d.press("j")
        assert d.screen.pane.current == turn.id
        await d.press("k", "enter")

        assert d.screen.panel is None
        assert d.screen.pane.current == action.id


async def test_coming_back_it_is_where_one_left_off() -> None:
    async with opened() as d:
        await settled_all(d)
        await d.press("C", "j", "enter", "C")

        assert "2/2" in d.text("inspector")


async def test_a_missed_cue_is_gone_to_and_asked_about() -> None:
    async with opened(FakeReview(session(minutes(extra=CUE)))) as d:
        await settled_all(d)
        await d.press("C", "enter")
        assert isinstance(d.screen.panel, CuePanel)
        await d.press("x", "C")

        assert "Afgesproken wordt" not in d.text("inspector")


async def test_tab_goes_to_the_next_kind() -> None:
    async with opened() as d:
        await d.press("C", "tab")
        assert "12/13" in d.text("inspector")
        await d.press("shift+tab")
        assert "1/13" in d.text("inspector")


async def test_leaving_is_where_it_began() -> None:
    async with opened() as d:
        here = d.screen.pane.current, d.screen.pane.caret
        await d.press("C", "end", "backspace")

        assert (d.screen.pane.current, d.screen.pane.caret) == here
        assert not d.session.complete


async def test_where_the_checks_are_silent_one_key_completes() -> None:
    sound = [one for one in suggestions() if one.layer == "entity"]
    review = FakeReview(session_with(sound))
    async with opened(review) as d:
        await settled_all(d)
        await d.press("!")
        assert "nothing to say" in d.text("footer")
        await d.press("C")
        assert d.session.complete
        await d.press("n")
        assert "the document is complete; C reopens it" in d.text("footer")


def session_with(found: list):  # type: ignore[no-untyped-def, type-arg]
    from dvo_tui.review.opening import first_records
    from dvo_tui.review.session import ReviewSession
    from dvo_tui.scheme import scheme

    text = minutes(text="Er is weinig te zeggen.\n" + minutes().text.replace("geeft akkoord op", "bespreekt"))
    return ReviewSession(text, first_records(text, found), "jo", scheme.default())


async def test_the_list_is_there_at_any_time_also_when_complete() -> None:
    async with opened() as d:
        await d.press("!")
        assert isinstance(d.screen.panel, CompletionPanel)
        await d.press("ctrl+x", "C", "C", "!")
        assert "complete; the checks say" in d.text("inspector")
        await d.press("enter")
        assert d.session.complete


async def test_the_same_key_reopens() -> None:
    async with opened() as d:
        await d.press("C", "C", "C")

        assert not d.session.complete
        assert "under review again" in d.text("footer")


@pytest.mark.parametrize("key", ["n", "a"])
async def test_another_key_goes_on_with_the_review(key: str) -> None:
    async with opened() as d:
        await d.press("C", key)

        assert d.screen.panel is None
        assert not d.session.complete


async def test_it_speaks_dutch_and_names_its_key_on_a_narrow_screen() -> None:
    async with opened(size=NARROW, language="nl") as d:
        await d.press("C")

        assert "voordat het afgerond is" in d.text("inspector")
        assert "C toch afgerond" in d.text("footer")


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
async def test_a_complete_document_names_the_key_that_reopens_it_and_offers_nothing_it_refuses(
    size: tuple[int, int],
) -> None:
    async with opened(size=size) as d:
        await d.press("C", "C")
        assert d.session.complete
        await d.press("j")
        assert d.text("footer").strip().startswith("C reopen")
        assert "accept" not in d.text("footer")
        for key in ("a", "d"):
            await d.press(key)
            assert "the document is complete; C reopens it" in d.text("footer")
        await d.press("home")
        assert "decision" not in d.text("inspector")
        assert d.session.complete
        await d.press("u")
        assert not d.session.complete
