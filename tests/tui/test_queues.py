"""Choosing what to walk through: by digit, by letters, in either order; what is shown of it, and the way back."""

from __future__ import annotations

import pytest

from dvo_tui.review.commands import SetField
from dvo_tui.review.queues import Filter
from dvo_tui.review.records import Annotation
from dvo_tui.tui.panels.queueing import QueuePanel
from tests.tui.driving import NARROW, Driver, opened
from tests.tui.test_groups import unsure


def in_use(d: Driver) -> tuple[Filter, str]:
    return d.screen.ledger.queue.filter, d.screen.ledger.queue.order


@pytest.mark.parametrize(
    ("digit", "chosen", "count"),
    [
        ("1", Filter(), 11),
        ("3", Filter("layer", "entity"), 7),
        ("4", Filter("type", "entity:ORGANISATION"), 3),
        ("5", Filter("rule", "persons:honorific"), 11),
    ],
)
async def test_a_digit_chooses_a_queue_of_what_is_current(digit: str, chosen: Filter, count: int) -> None:
    async with opened() as d:
        await d.go(d.entity("DVO"))
        await d.press("Q")
        assert f"{count} to settle of {count}" in d.text("inspector")
        await d.press(digit)

        assert in_use(d) == (chosen, "document")
        assert d.screen.ledger.total == count


async def test_the_queue_of_an_item_and_of_a_speaker() -> None:
    async with opened() as d:
        await d.go(d.entity("DVO"))
        await d.press("Q", "6")
        item = d.screen.ledger.queue.filter
        assert (item.kind, d.screen.ledger.total) == ("item", 10)
        await d.press("Q", "7")
        speaker = d.screen.ledger.queue.filter
        assert speaker.kind == "speaker"
        assert d.screen.ledger.total < 10


async def test_next_accept_and_step_follow_the_queue() -> None:
    async with opened() as d:
        await d.go(d.entity("DVO"))
        await d.press("Q", "4", "a")
        assert d.current == d.entity("DVO", 1)
        await d.press("n")
        assert d.current == d.entity("Platform Zand")
        await d.press("N")
        assert d.current == d.entity("DVO", 1)
        await d.press("k")
        assert d.current == d.entity("DVO")
        await d.press("j", "x", "x")
        assert d.session.progress().pending == 8


async def test_the_header_shows_name_place_and_what_is_left() -> None:
    async with opened() as d:
        await d.go(d.entity("DVO"))
        await d.press("Q", "4", "a")

        assert "▽ organisation" in d.text("header")
        assert "2/3" in d.text("header")
        assert "2 to settle" in d.text("header")


async def test_one_key_goes_back_to_everything() -> None:
    async with opened() as d:
        await d.go(d.entity("DVO"))
        await d.press("Q", "4", "ctrl+x")

        assert in_use(d) == (Filter(), "document")
        assert "▽" not in d.text("header")
        assert "everything again" in d.text("footer")


async def test_leaving_a_selection_keeps_the_queue() -> None:
    async with opened() as d:
        await d.go(d.entity("DVO"))
        await d.press("Q", "4", "v", "ctrl+x")

        assert in_use(d)[0] == Filter("type", "entity:ORGANISATION")


async def test_the_doubtful_come_first() -> None:
    async with opened(unsure(0.9, 0.4, 0.7)) as d:
        await d.press("Q", "2")
        order = []
        for _ in range(3):
            assert isinstance(d.current, Annotation)
            order.append(d.current.origin.confidence)
            await d.press("a")

        assert order == [0.4, 0.7, 0.9]
        assert "doubtful first" in d.text("header")


async def test_tab_puts_the_doubtful_of_a_type_first() -> None:
    async with opened(unsure(0.9, 0.4, 0.7)) as d:
        await d.go(d.entity("Meerdonk"))
        await d.press("Q", "tab")
        assert "doubtful first" in d.text("inspector")
        await d.press("4")

        assert in_use(d) == (Filter("type", "entity:LOCATION"), "doubtful")
        assert isinstance(d.current, Annotation)
        assert d.current.origin.confidence == 0.4


async def test_letters_find_a_queue_of_the_whole_document() -> None:
    async with opened() as d:
        await d.go(d.entity("DVO"))
        await d.press("Q")
        await d.type("date")
        assert isinstance(d.screen.panel, QueuePanel)
        await d.press("enter")

        assert in_use(d)[0] == Filter("type", "entity:DATE")
        assert d.current == d.entity("april 2021")


async def test_only_what_is_flagged_or_commented() -> None:
    async with opened() as d:
        first, second = d.entity("Tigelaar"), d.entity("Meerdonk")
        d.session.apply(SetField(id=first.id, field="flag", value=True))
        d.session.apply(SetField(id=second.id, field="note", value="klopt dit?"))
        await d.go(d.entity("DVO"))
        await d.press("Q")
        await d.type("flag")
        await d.press("enter")
        assert d.screen.pane.current == first.id
        await d.press("Q")
        await d.type("comment")
        await d.press("enter")
        assert d.screen.pane.current == second.id


async def test_an_empty_queue_is_not_entered_and_says_so() -> None:
    async with opened() as d:
        await d.press("Q")
        await d.type("flag")
        await d.press("enter")

        assert isinstance(d.screen.panel, QueuePanel)
        assert "nothing is flagged" in d.text("inspector")
        assert in_use(d)[0] == Filter()


async def test_letters_that_no_queue_has_find_nothing() -> None:
    async with opened() as d:
        await d.press("Q")
        await d.type("qqq")

        assert "nothing found" in d.text("inspector")
        await d.press("enter")
        assert in_use(d)[0] == Filter()


async def test_a_queue_that_is_done_says_how_to_go_on() -> None:
    async with opened() as d:
        await d.go(d.entity("Meerdonk"))
        await d.press("Q", "4", "a")

        assert "all of this queue is settled" in d.text("footer")
        assert "ctrl+x" in d.text("footer")
        assert "✓" in d.text("header")


async def test_a_group_settled_by_one_key_leaves_the_queue_in_step() -> None:
    async with opened() as d:
        await d.go(d.entity("DVO"))
        await d.press("Q", "3", "A", "4", "enter")

        assert d.screen.ledger.queue.pending == 4
        assert d.screen.ledger.total == 7


async def test_the_same_key_closes_the_choice() -> None:
    async with opened() as d:
        await d.press("Q", "Q")

        assert d.screen.panel is None


async def test_what_is_in_use_is_where_the_choice_begins() -> None:
    async with opened() as d:
        await d.go(d.entity("DVO"))
        await d.press("Q", "4", "Q")

        line = next(line for line in d.lines("inspector") if "▌" in line)
        assert "organisation" in line


async def test_it_speaks_dutch_on_a_narrow_screen() -> None:
    async with opened(size=NARROW, language="nl") as d:
        await d.go(d.entity("DVO"))
        await d.press("Q", "2")

        assert "eerst wat onzeker…" in d.text("header")
        assert "1/11" in d.text("header")
