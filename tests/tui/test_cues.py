"""Missed cues: one key walks the sentences that sound like a decision or action and carry none."""

from __future__ import annotations

import re

import pytest

from dvo_tui.minutes.model import Span
from dvo_tui.review.commands import Add
from dvo_tui.review.records import Action, Decision
from dvo_tui.tui.ledger import Ledger
from dvo_tui.tui.panels.cueing import CuePanel
from dvo_tui.tui.reviewing import Reviewing
from tests.invented.vlierdonk import TEXT, minutes, session
from tests.tui.driving import NARROW, WIDE, Driver, FakeReview, opened
from tests.tui.pane_host import read

SENDS = "De gemeente Meerdonk zal de brief voor 1 mei versturen."
AGREED = "Afgesproken wordt dat de secretaris de lijst rondstuurt."
DECIDED = "Besloten wordt om dit te laten rusten."
EXTRA = f"{SENDS}\nHet was mooi weer.\n{AGREED} {DECIDED}\n"


def review(extra: str = EXTRA) -> FakeReview:
    return FakeReview(session(minutes(extra=extra)))


def place(words: str) -> Span:
    start = (TEXT + EXTRA).index(words)
    return Span(start, start + len(words))


def asked(d: Driver) -> str:
    """The sentence that is asked about."""
    assert isinstance(d.screen.panel, CuePanel)
    span = d.screen.panel.cue.span
    return d.session.text[span.start : span.end]


def barred(d: Driver) -> str:
    """The lines of the text with a broken bar in the margin."""
    return " ".join(line.strip(" ╎") for line in d.lines("minutes") if "╎" in line)


def unmarked(line: str) -> str:
    """A line without what stands in its margin."""
    return line.translate(str.maketrans("╎│▌", "   "))


async def test_each_press_goes_to_the_next_sentence_and_around_the_end() -> None:
    async with opened(review()) as d:
        seen = []
        for _ in range(4):
            await d.press("m")
            seen.append(asked(d))
            assert d.screen.pane.caret == place(seen[-1]).start

        assert seen == [SENDS, AGREED, DECIDED, SENDS]


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_it_says_which_of_how_many_and_what_it_sounds_like(size: tuple[int, int]) -> None:
    async with opened(review(), size=size) as d:
        await d.press("m", "m")

        shown = d.text("inspector")
        assert "nothing here?  decision" in shown
        assert "2 of 3" in shown
        assert "Afgesproken wordt" in shown


async def test_such_sentences_have_a_broken_bar_once_asked_for_and_nothing_moves() -> None:
    async with opened(review()) as d:
        before = d.lines("minutes")
        assert barred(d) == ""
        await d.press("m", "ctrl+x")
        after = d.lines("minutes")

        assert all(words in barred(d) for words in ("De gemeente", "Afgesproken", "laten rusten"))
        assert "mooi weer" not in barred(d)
        assert [unmarked(line) for line in after] == [unmarked(line) for line in before]


async def test_within_a_turn_the_sentence_has_the_bar_and_nothing_is_current() -> None:
    made = review()
    made.session.apply(Add(layer="turn", start=place(SENDS).start, end=place(DECIDED).end))
    async with opened(made) as d:
        await d.press("m", "m")

        assert d.current is None
        assert "Afgesproken" in barred(d)


async def test_nothing_here_is_recorded_goes_on_and_can_be_taken_back() -> None:
    async with opened(review()) as d:
        await d.press("m", "m", "x")
        assert asked(d) == DECIDED
        assert "2 of 2" in d.text("inspector")
        (said,) = [one for one in d.session.annotations("decision") if one.status == "rejected"]
        assert said.spans == (place(AGREED),)
        assert said.origin.by == "jo"
        assert "Afgesproken" not in barred(d)

        await d.press("u")
        assert d.screen.panel is None
        assert "Afgesproken" in barred(d)
        await d.press("m")
        assert asked(d) == AGREED


async def test_d_and_a_digit_make_it_a_decision() -> None:
    async with opened(review()) as d:
        await d.press("m", "m", "d", "4")

        added = d.current
        assert isinstance(added, Decision)
        assert (added.spans, added.kind, added.status) == ((place(AGREED),), "noted", "accepted")


async def test_a_digit_alone_takes_it_for_what_it_sounds_like() -> None:
    async with opened(review()) as d:
        await d.press("m", "m", "2")

        added = d.current
        assert isinstance(added, Decision)
        assert (added.spans, added.kind) == ((place(AGREED),), "agreed")


@pytest.mark.parametrize(("key", "kind"), [("t", "action"), ("2", "commitment")])
async def test_an_action_is_followed_by_owner_and_due(key: str, kind: str) -> None:
    async with opened(review()) as d:
        await d.press("m", key)
        offered = re.search(r"(\d) Platform Zand", d.text("inspector"))
        assert offered is not None
        await d.press(offered[1], "1")

        added = d.current
        assert isinstance(added, Action)
        assert (added.spans, added.kind, added.owners) == ((place(SENDS),), kind, ("Platform Zand",))
        await d.press("m")
        assert asked(d) == AGREED


async def test_the_sentence_at_the_caret_comes_first() -> None:
    async with opened(review()) as d:
        d.screen.walk.to(place(DECIDED).start + 3)
        await d.press("m")

        assert asked(d) == DECIDED


async def test_any_other_key_goes_on_with_the_review() -> None:
    async with opened(review()) as d:
        await d.press("m", "n")

        assert d.screen.panel is None
        assert d.current in d.session.pending()
        assert d.session.revision == 0


@pytest.mark.parametrize("key", ["ctrl+x", "backspace"])
async def test_leaving_changes_nothing(key: str) -> None:
    async with opened(review()) as d:
        await d.press("m", key)

        assert (d.screen.panel, d.session.revision) == (None, 0)


async def test_when_all_is_walked_it_says_so() -> None:
    async with opened(review()) as d:
        await d.press("m", "x", "x", "x")

        assert d.screen.panel is None
        assert "was looked at: 4" in d.text("footer") + d.text("inspector")
        assert barred(d) == ""


async def test_a_document_without_any_says_so() -> None:
    async with opened(FakeReview(read("Het was mooi weer.\n"))) as d:
        await d.press("m")

        assert "nothing here sounds like" in d.text("footer")


async def test_after_adding_the_next_pending_is_the_one_the_reviewer_came_from() -> None:
    async with opened(review()) as d:
        await d.press("n", "n")
        here = d.current
        await d.press("m", "d", "4", "n")

        assert d.current == here


async def test_the_bars_stay_when_somebody_else_wrote_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(review()) as d:
        await d.press("m", "ctrl+x")
        before = barred(d)
        monkeypatch.setattr(type(d.screen.reviewing), "catch_up", lambda reviewing: _renewed(reviewing))
        d.screen.catch_up()
        await d.pilot.pause()

        assert before
        assert barred(d) == before


def _renewed(reviewing: Reviewing) -> str:
    reviewing.session = review().session
    reviewing.ledger = Ledger(reviewing.session)
    return "news"
