"""Settling a group at once: what it offers, what is taken out of it, and that it is one Change."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from dvo_tui.minutes.model import Span
from dvo_tui.review.groups import confidence_of
from dvo_tui.review.opening import first_records
from dvo_tui.review.records import Annotation
from dvo_tui.review.session import ReviewSession
from dvo_tui.scheme import scheme
from dvo_tui.suggest.base import Suggestion
from dvo_tui.tui.panels.grouping import GroupPanel
from tests.invented.vlierdonk import minutes, session, span, suggestions
from tests.tui.driving import NARROW, Driver, FakeReview, opened

MANY = 60


def unsure(*doubts: float, kind: str = "LOCATION", rule: str = "place") -> FakeReview:
    """The invented minutes with more mentions at their end, of given confidences."""
    lines = [f"Overleg in Dorp{n:02} gaat door.\n" for n in range(len(doubts))]
    text = minutes(extra="".join(lines))
    found: list[Suggestion] = list(suggestions())
    for n, doubt in enumerate(doubts):
        start = text.text.index(f"Dorp{n:02}")
        place = Span(start, start + 6)
        found.append(Suggestion(layer="entity", type=kind, spans=(place,), by="places", rule=rule, confidence=doubt))
    times = (f"2026-01-01T12:00:{second:02}.000Z" for second in range(60))
    return FakeReview(
        ReviewSession(text, first_records(text, found), "jo", scheme.default(), clock=lambda: next(times))
    )


def of_rule(d: Driver, rule: str = "place") -> list[Annotation]:
    return [one for one in d.session.annotations() if one.origin.rule == rule]


def accepted(records: Iterable[Annotation]) -> int:
    return sum(one.status == "accepted" for one in records)


def panel(d: Driver) -> GroupPanel:
    assert isinstance(d.screen.panel, GroupPanel)
    return d.screen.panel


async def test_two_keys_settle_a_name_in_one_change_and_go_on() -> None:
    async with opened() as d:
        await d.go(d.entity("DVO"))
        await d.press("A")
        assert "all of DVO" in d.text("inspector")
        await d.press("enter")

        assert d.session.revision == 1
        assert d.entity("DVO").status == d.entity("DVO", 1).status == "accepted"
        assert isinstance(d.current, Annotation)
        assert d.current.status == "pending"
        assert "2 accepted" in d.text("footer")
        await d.press("u")
        assert d.session.progress().pending == 11


@pytest.mark.parametrize(
    ("digit", "said", "count"),
    [
        ("1", "all of DVO", 2),
        ("2", "all by the rule", 11),
        ("3", "all in D1 Jaarwisseling", 10),
        ("4", "all of the type organisation", 3),
        ("5", "all of the layer mention", 7),
        ("6", "everything", 11),
    ],
)
async def test_a_digit_takes_another_group(digit: str, said: str, count: int) -> None:
    async with opened() as d:
        await d.go(d.entity("DVO"))
        await d.press("A", digit)

        assert said in d.text("inspector")
        assert f"accept {count} of {count}" in d.text("inspector")
        await d.press("enter")
        assert d.session.progress().accepted == count
        assert d.session.revision == 1


async def test_tab_goes_through_the_groups_and_back() -> None:
    async with opened() as d:
        await d.go(d.entity("DVO"))
        await d.press("A", "tab")
        assert panel(d).key == "rule"
        await d.press("shift+tab", "shift+tab")
        assert panel(d).key == "all"


async def test_the_next_preview_begins_with_a_group_of_the_same_kind() -> None:
    async with opened() as d:
        await d.go(d.entity("DVO"))
        await d.press("A", "5", "enter", "A")

        assert panel(d).key == "layer"


async def test_a_turn_has_no_type_and_says_so() -> None:
    async with opened() as d:
        await d.go(d.session.annotations("turn")[0])
        await d.press("A", "4")

        assert "nothing here has the digit 4" in d.text("inspector")


async def test_each_row_shows_line_label_and_confidence_the_doubtful_first() -> None:
    async with opened(unsure(0.9, 0.4, 0.7)) as d:
        await d.go(of_rule(d)[1])
        await d.press("A", "4", "-", "-", "-")
        shown = d.lines("inspector")
        rows = [line for line in shown if "Dorp" in line]

        assert [next(word for word in row.split() if word.startswith("0.")) for row in rows] == ["0.40", "0.70", "0.90"]
        assert all("place" in row for row in rows)
        assert " 10 " in rows[0]


async def test_plus_and_minus_move_the_lowest_confidence() -> None:
    async with opened(unsure(0.9, 0.4, 0.7)) as d:
        await d.go(of_rule(d)[2])
        await d.press("A", "4")
        assert "accept 3 of 3" in d.text("inspector")  # Meerdonk is surer than .7
        await d.press("+")
        assert "accept 2 of 2" in d.text("inspector")
        await d.press("+", "+", "+")
        assert "accept 1 of 1" in d.text("inspector")
        await d.press("-", "-", "-", "-")
        assert "accept 4 of 4" in d.text("inspector")
        assert "≥ 0.40" in d.text("inspector")


async def test_less_sure_ones_are_left_as_they_are() -> None:
    async with opened(unsure(0.9, 0.4, 0.7)) as d:
        await d.go(of_rule(d)[2])
        await d.press("A", "6", "enter")

        assert {one.status for one in d.session.annotations() if confidence_of(one) < 0.7} == {"pending"}
        assert {one.status for one in d.session.annotations() if confidence_of(one) >= 0.7} == {"accepted"}


@pytest.mark.parametrize("keys", [("d",), ("j", "space")])
async def test_a_member_can_be_taken_out(keys: tuple[str, ...]) -> None:
    async with opened(unsure(0.8, 0.8, 0.8)) as d:
        first, second, third = of_rule(d)
        await d.go(first)
        await d.press("A", "2", *keys)
        assert "accept 2 of 3" in d.text("inspector")
        await d.press("enter")

        states = [d.session.annotation(one.id).status for one in (first, second, third)]
        assert states == ["accepted", "pending", "accepted"]


async def test_the_same_letter_takes_it_in_again() -> None:
    async with opened(unsure(0.8, 0.8, 0.8)) as d:
        await d.go(of_rule(d)[0])
        await d.press("A", "2", "d", "d", "enter")

        assert accepted(of_rule(d)) == 3


async def test_a_capital_letter_takes_all_of_the_same_words_out() -> None:
    async with opened() as d:
        await d.go(d.entity("Platform Zand"))
        await d.press("A", "4")
        assert "accept 3 of 3" in d.text("inspector")
        await d.press("S", "enter")

        assert d.entity("DVO").status == d.entity("DVO", 1).status == "pending"
        assert d.entity("Platform Zand").status == "accepted"


async def test_letters_stand_for_the_rows_of_the_page_in_view() -> None:
    async with opened(unsure(*[0.8] * MANY)) as d:
        records = of_rule(d)
        await d.go(records[0])
        await d.press("A", "2", "pagedown")
        top = panel(d)._picker.at
        assert top > 5
        await d.press("s", "enter")

        left = [n for n, one in enumerate(of_rule(d)) if one.status == "pending"]
        assert left == [top]
        assert d.screen.pane.current == records[top].id


async def test_x_then_enter_rejects_and_a_capital_x_at_once() -> None:
    async with opened(unsure(0.8, 0.8)) as d:
        await d.go(of_rule(d)[0])
        await d.press("A", "2", "x")
        assert "reject 2 of 2" in d.text("inspector")
        await d.press("enter")
        assert {one.status for one in of_rule(d)} == {"rejected"}
        assert "2 rejected" in d.text("footer")

        await d.press("u")
        await d.go(of_rule(d)[0])
        await d.press("A", "2", "X")
        assert {one.status for one in of_rule(d)} == {"rejected"}


async def test_the_key_that_accepts_one_accepts_the_group() -> None:
    async with opened(unsure(0.8, 0.8)) as d:
        await d.go(of_rule(d)[0])
        await d.press("A", "2", "a")

        assert accepted(of_rule(d)) == 2


async def test_nothing_left_is_said_and_nothing_is_settled() -> None:
    async with opened(unsure(0.8)) as d:
        await d.go(of_rule(d)[0])
        await d.press("A", "2")
        assert panel(d).key == "rule"
        await d.press("s", "enter")

        assert "left out" in d.text("inspector")
        assert d.session.revision == 0


async def test_without_a_current_annotation_it_begins_with_the_next_pending() -> None:
    async with opened() as d:
        await d.caret("Er zijn geen mededelingen")
        await d.press("A", "6", "enter")

        assert d.session.progress().pending == 0


async def test_nothing_pending_is_said() -> None:
    async with opened() as d:
        await d.press("A", "6", "enter", "A")

        assert d.screen.panel is None
        assert "nothing is pending" in d.text("footer")


async def test_leaving_changes_nothing_and_is_where_it_began() -> None:
    async with opened(unsure(*[0.8] * MANY), size=NARROW) as d:
        first = d.session.pending()[0]
        await d.go(first)
        before = d.screen.pane.scroll_offset.y, d.screen.pane.caret
        await d.press("A", "6", "end", "s")
        assert d.screen.pane.scroll_offset.y > before[0]
        await d.press("ctrl+x")

        assert d.session.revision == 0
        assert (d.screen.pane.scroll_offset.y, d.screen.pane.caret) == before
        assert d.screen.pane.current == first.id
        assert not d.screen.pane._document.layers.within(0, len(d.session.text))


async def test_another_key_goes_on_with_the_review() -> None:
    async with opened() as d:
        second = d.session.pending()[1]
        await d.press("A", "n")

        assert d.screen.panel is None
        assert d.current == second


async def test_it_speaks_dutch_on_a_narrow_screen() -> None:
    async with opened(size=NARROW, language="nl") as d:
        await d.go(d.entity("DVO"))
        await d.press("A", "2")

        shown = d.text("inspector")
        assert "alles van de regel" in shown
        assert "aanvaard 11 van 11" in shown
        assert "0,93" in shown


async def test_words_of_the_document_cannot_steer_the_terminal() -> None:
    hostile = session(minutes(extra="Platform \x1b[2J Zand.\n"))
    async with opened(FakeReview(hostile)) as d:
        await d.go(d.entity("DVO"))
        await d.press("A", "6")

        assert "\x1b" not in d.text("inspector")
        assert span("DVO").start > 0
