from __future__ import annotations

import pytest
from textual.message import Message

from dvo_tui.minutes.model import Span
from dvo_tui.review.session import ReviewSession
from dvo_tui.tui.widgets.minutes_pane import MinutesPane
from tests import invented
from tests.invented import TEXT, place
from tests.tui.pane_host import (
    LONG,
    Host,
    cell,
    drawn,
    mention,
    person,
    read,
    row_with,
    said,
    screen,
    shown,
    turn,
)


async def test_motions_move_the_caret_and_say_so() -> None:
    async with shown() as (pilot, pane):
        pane.move_token(2)
        assert pane.caret == place("Noordrand").start
        pane.move_token(-1)
        assert pane.caret == place("DVO").start
        pane.move_character(1)
        assert pane.caret == place("DVO").start + 1
        pane.move_token(-1)
        assert pane.caret == place("DVO").start
        pane.move_paragraph(2)
        assert pane.caret == place("Dhr. Van der Zwaan opent").start
        pane.move_to(place("Postna").start)
        pane.move_sentence(-1)
        assert pane.caret == place("Mevr. Postna zegt").start
        pane.move_sentence(1)
        assert pane.caret == place("Het DVO geeft").start
        await pilot.pause()

        assert [message.offset for message in said(pilot) if isinstance(message, MinutesPane.CaretMoved)] == [
            place("Noordrand").start,
            place("DVO").start,
            place("DVO").start + 1,
            place("DVO").start,
            place("Dhr. Van der Zwaan opent").start,
            place("Postna").start,
            place("Mevr. Postna zegt").start,
            place("Het DVO geeft").start,
        ]


async def test_a_row_keeps_the_column_across_shorter_rows() -> None:
    async with shown() as (_, pane):
        pane.move_to(place("2021").start)
        column = pane.layout_text.column_of(pane.caret)
        pane.move_row(2)
        assert pane.layout_text.column_of(pane.caret) == len("A Opening")
        pane.move_row(2)

        assert pane.layout_text.column_of(pane.caret) == column


async def test_the_caret_stays_in_the_text() -> None:
    async with shown() as (_, pane):
        pane.move_row(-5)
        pane.move_token(-5)
        pane.move_character(-1)
        assert pane.caret == 0
        pane.move_to(10**9)
        pane.move_token(3)
        pane.move_row(3)
        pane.move_character(3)

        assert pane.caret == len(TEXT)


async def test_a_page_moves_text_and_caret_together() -> None:
    async with shown(read(LONG)) as (_, pane):
        pane.move_row(5)
        top, at = pane.scroll_offset.y, pane.row_of(pane.caret)
        pane.move_page(1)

        assert pane.scroll_offset.y - top == pane.row_of(pane.caret) - at == pane.size.height - 2


async def test_tokens_of_one_endless_line_cost_no_more() -> None:
    text = "woord " * 160_000

    async with shown(read(text)) as (_, pane):
        pane.move_to(600_000)
        pane.move_token(1)
        assert pane.caret == 600_006
        pane.move_token(-2)
        assert pane.caret == 599_994


async def test_the_caret_is_seen_after_a_motion_and_gone_at_an_annotation() -> None:
    session = invented.session()

    async with shown(session) as (_, pane):
        before = pane.caret_shown
        pane.move_token(1)
        assert (before, pane.caret_shown) == (False, True)
        style = drawn(pane, "D").style
        assert style is not None
        assert style.reverse

        record = mention(session, "Postna")
        pane.current = record.id

        assert not pane.caret_shown
        assert pane.caret == record.start


# Selection


async def test_a_selection_takes_whole_tokens_both_ways() -> None:
    async with shown() as (_, pane):
        pane.move_to(place("voorstel").start + 3)
        pane.start_selection()
        assert pane.selection == place("voorstel")
        pane.move_token(1)
        assert pane.selection == place("voorstel.")
        pane.move_to(place("akkoord").start + 2)
        assert pane.selection == Span(place("akkoord").start, place("voorstel").end)
        assert pane.anchor == place("voorstel").start + 3

        pane.cancel_selection()

        assert [pane.selection, pane.anchor] == [None, None]


async def test_a_selection_can_end_at_a_character() -> None:
    async with shown() as (_, pane):
        span = place("Terpstra")
        pane.move_to(span.start)
        pane.start_selection()
        pane.move_character(2)

        assert pane.selection == Span(span.start, span.end)
        pane.move_to(place("Mevr. Terpstra").start)
        pane.start_selection()
        pane.move_token(2)
        pane.move_character(2)
        assert pane.selection == Span(place("Mevr. Terpstra").start, span.start + 3)


async def test_a_selection_is_tinted() -> None:
    async with shown() as (_, pane):
        pane.move_to(place("pilot").start)
        pane.start_selection()
        pane.move_token(1)
        style = drawn(pane, "pilot ").style

        assert style is not None
        assert style.bgcolor != pane.palette.base.bgcolor
        assert style.bold


# Scrolling


def long_session() -> ReviewSession:
    step = 61
    return read(LONG, tuple(person(at, at + 5) for at in range(3, len(LONG) - 10, step)))


async def test_the_current_one_is_always_in_view_and_nothing_jumps() -> None:
    session = long_session()
    ids = [record.id for record in session.annotations()]

    async with shown(session) as (_, pane):
        pane.current = ids[0]
        moved = []
        for identifier in ids[1:200]:
            before = pane.scroll_offset.y
            pane.current = identifier
            y = pane.row_of(session.annotation(identifier).spans[0].start) - pane.scroll_offset.y
            assert 0 <= y < pane.size.height * 2 // 3 + 1
            moved.append(pane.scroll_offset.y - before)
        assert all(0 <= rows <= 10 for rows in moved)
        assert moved.count(0) > len(moved) * 2 // 3  # the text stands still for a few keys, then moves a few rows


async def test_what_is_comfortably_in_view_stays_where_it_is() -> None:
    session = long_session()

    async with shown(session) as (_, pane):
        pane.scroll_to(y=30, animate=False)
        here = [r for r in session.annotations() if 36 <= pane.row_of(r.spans[0].start) <= 42]
        for record in here + here[::-1]:
            pane.current = record.id
            assert pane.scroll_offset.y == 30


async def test_what_is_far_away_comes_to_a_third_of_the_screen() -> None:
    session = long_session()

    async with shown(session) as (_, pane):
        last = session.annotations()[150]
        pane.current = last.id

        assert pane.row_of(last.spans[0].start) - pane.scroll_offset.y == pane.size.height // 3


@pytest.mark.parametrize("which", [2, 30, 150])
async def test_a_place_set_before_the_first_paint_is_shown_with_context(which: int) -> None:
    session = long_session()
    app = Host(session)
    record = session.annotations()[which]
    app.pane.current = record.id

    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()

        assert 0 <= app.pane.row_of(record.spans[0].start) - app.pane.scroll_offset.y < 17


async def test_a_resize_keeps_the_line_under_the_eye() -> None:
    session = long_session()
    record = session.annotations()[90]

    async with shown(session, size=(100, 30)) as (pilot, pane):
        pane.current = record.id
        await pilot.pause()
        y = pane.row_of(record.spans[0].start) - pane.scroll_offset.y
        for width in (60, 44, 120):
            await pilot.resize_terminal(width, 30)
            await pilot.pause()
            assert pane.row_of(record.spans[0].start) - pane.scroll_offset.y == y
        await pilot.resize_terminal(120, 6)
        await pilot.pause()

        assert 0 <= pane.row_of(record.spans[0].start) - pane.scroll_offset.y < 6


async def test_scrolled_away_a_resize_does_not_jump_back() -> None:
    session = long_session()

    async with shown(session, size=(100, 30)) as (pilot, pane):
        pane.current = session.annotations()[0].id
        pane.scroll_to(y=80, animate=False)
        await pilot.pause()
        first = pane.visible_span().start
        await pilot.resize_terminal(70, 30)
        await pilot.pause()

        assert pane.visible_span().start <= first < pane.visible_span().start + 70


async def test_the_visible_span_is_the_text_on_screen() -> None:
    async with shown(size=(80, 5)) as (_, pane):
        span = pane.visible_span()

        assert TEXT[span.start : span.end].startswith("Verslag")
        assert TEXT[span.start : span.end].endswith("opent de vergadering.")


async def test_the_wheel_scrolls() -> None:
    async with shown(read(LONG)) as (pilot, pane):
        pane.post_message(wheel(pane))
        await pilot.pause()

        assert pane.scroll_offset.y > 0


def wheel(pane: MinutesPane) -> Message:
    from textual.events import MouseScrollDown

    return MouseScrollDown(pane, 5, 5, 0, 1, 0, False, False, False)


# The pointer


async def test_a_click_names_the_innermost_annotation() -> None:
    session = invented.session()

    async with shown(session) as (pilot, pane):
        await pilot.click(pane, offset=cell(pane, "Postna"))
        await pilot.click(pane, offset=cell(pane, "zegt toe"))
        await pilot.pause()

        assert said(pilot) == [
            MinutesPane.CaretMoved(place("Postna").start),
            MinutesPane.AnnotationClicked(mention(session, "Postna").id),
            MinutesPane.CaretMoved(place("zegt toe").start),
            MinutesPane.AnnotationClicked(turn(session, "Mevr. Postna").id),
        ]


async def test_a_click_on_a_letter_names_its_annotation() -> None:
    session = invented.session()

    async with shown(session) as (pilot, pane):
        y = row_with(pane, "Mevr. Postma meldt")
        await pilot.click(pane, offset=(screen(pane)[y].rindex("L"), y))
        await pilot.pause()

        assert said(pilot)[-1] == MinutesPane.AnnotationClicked(mention(session, "Meerdijk").id)


async def test_a_click_beside_everything_only_moves_the_caret() -> None:
    async with shown() as (pilot, pane):
        await pilot.click(pane, offset=cell(pane, "pilot"))
        await pilot.pause()

        assert said(pilot) == [MinutesPane.CaretMoved(place("pilot").start)]
        assert pane.caret_shown


async def test_a_drag_selects_tokens() -> None:
    async with shown() as (pilot, pane):
        x, y = cell(pane, "aandacht")
        await pilot.mouse_down(pane, offset=(x + 2, y))
        await pilot.hover(pane, offset=(x + 10, y))
        end, _ = cell(pane, "pilot")
        await pilot.hover(pane, offset=(end + 1, y))
        await pilot.mouse_up(pane, offset=(end + 1, y))
        await pilot.pause()

        assert said(pilot)[-1] == MinutesPane.SelectionMade(Span(place("aandacht").start, place("pilot").end))
        assert pane.selection == Span(place("aandacht").start, place("pilot").end)
