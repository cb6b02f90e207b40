from __future__ import annotations

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec
import pytest
from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import on
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot

from dvo_tui.minutes.model import Block, Minutes, Span
from dvo_tui.review.commands import Accept, Add, AnyCommand, Reject, Remove, SetField, Undo
from dvo_tui.review.opening import first_records
from dvo_tui.review.records import Annotation, Entity, Turn
from dvo_tui.review.session import ReviewSession
from dvo_tui.scheme import scheme
from dvo_tui.suggest.base import Suggestion
from dvo_tui.tui.widgets.minutes_pane import MinutesPane
from tests import invented
from tests.invented import TEXT, place

LONG = "\n\n".join(f"{paragraph} " * 3 for paragraph in invented.PARAGRAPHS * 12)


class Host(App[None]):
    """An app with nothing but the pane, that keeps what the pane says."""

    CSS = "MinutesPane { height: 1fr; }"

    def __init__(self, session: ReviewSession) -> None:
        super().__init__()
        self.pane = MinutesPane(session)
        self.said: list[Message] = []

    def compose(self) -> ComposeResult:
        yield self.pane

    def on_mount(self) -> None:
        self.theme = "nord"

    @on(MinutesPane.CaretMoved)
    @on(MinutesPane.AnnotationClicked)
    @on(MinutesPane.SelectionMade)
    def keep(self, message: Message) -> None:
        self.said.append(message)


@asynccontextmanager
async def shown(
    session: ReviewSession | None = None, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Pilot[None], MinutesPane]]:
    app = Host(session or invented.session())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot, app.pane


def said(pilot: Pilot[None]) -> list[Message]:
    assert isinstance(pilot.app, Host)
    return pilot.app.said


def screen(pane: MinutesPane) -> list[str]:
    return [pane.render_line(y).text.rstrip() for y in range(pane.size.height)]


def drawn(pane: MinutesPane, surface: str) -> Segment:
    """The first segment on screen that begins with a text."""
    return next(
        segment for y in range(pane.size.height) for segment in pane.render_line(y) if segment.text.startswith(surface)
    )


def row_with(pane: MinutesPane, surface: str) -> int:
    return next(y for y, line in enumerate(screen(pane)) if surface in line)


def cell(pane: MinutesPane, surface: str) -> tuple[int, int]:
    y = row_with(pane, surface)
    return screen(pane)[y].index(surface), y


def find(session: ReviewSession, layer: str, surface: str) -> Annotation:
    return next(
        record
        for record in session.annotations(layer)
        if surface in session.text[record.spans[0].start : record.spans[0].end]
    )


def mention(session: ReviewSession, surface: str) -> Entity:
    found = find(session, "entity", surface)
    assert isinstance(found, Entity)
    return found


def turn(session: ReviewSession, surface: str) -> Turn:
    found = find(session, "turn", surface)
    assert isinstance(found, Turn)
    return found


def read(text: str, suggestions: tuple[Suggestion, ...] = ()) -> ReviewSession:
    """A session over any text, every line that is not empty a paragraph."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line:
            blocks.append(Block("paragraph", at, at + len(line)))
        at += len(line) + 1
    minutes: Minutes = msgspec.structs.replace(invented.minutes(), text=text, blocks=tuple(blocks), agenda=())
    return ReviewSession(minutes, first_records(minutes, suggestions), "jdv", scheme.default())


def person(start: int, end: int) -> Suggestion:
    return Suggestion(layer="entity", type="PERSON", spans=(Span(start, end),), by="t", rule="r", confidence=0.9)


# What stands where


async def test_the_text_is_shown_as_it_is_and_marks_move_nothing() -> None:
    session = invented.session()
    bare = ReviewSession(invented.minutes(), [*invented.minutes().agenda], "jdv", scheme.default())

    async with shown(session) as (_, pane), shown(bare) as (_, plain):
        rows = [set_cell_size(line, 70)[3:].rstrip() for line in screen(pane)]

        assert rows == [set_cell_size(line, 70)[3:].rstrip() for line in screen(plain)]
        assert "Mevr. Terpstra vraagt aandacht voor de pilot Buurt in Meerdijk." in rows


async def test_the_letters_of_a_row_stand_right_of_it_in_order() -> None:
    async with shown() as (_, pane):
        line = screen(pane)[row_with(pane, "Mevr. Postma meldt")]

        assert line.split()[-3:] == ["S", "P", "L"]
        assert line[71:].startswith("S P L")


async def test_a_letter_that_finds_no_room_becomes_a_plus() -> None:
    text = " ".join("abcdefghijklmnop")
    session = read(text, tuple(person(at, at + 1) for at in range(0, len(text), 2)))

    async with shown(session, size=(80, 10)) as (_, pane):
        assert screen(pane)[0].endswith("PPPPPP+")
        pane.current = mention(session, "p").id
        assert drawn(pane, "p").style is not None
        assert screen(pane)[0].endswith("PPPPPP+")


async def test_a_rule_runs_along_each_turn_and_a_bar_along_the_current_one() -> None:
    session = invented.session()

    async with shown(session) as (_, pane):
        y = row_with(pane, "Dhr. Van der Zwaan opent")
        assert screen(pane)[y].startswith(" │ Dhr.")
        assert screen(pane)[row_with(pane, "Mevr. Terpstra")].startswith("   Mevr.")

        pane.current = mention(session, "Van der Zwaan").id

        assert screen(pane)[y].startswith(" ▌ Dhr.")


async def test_a_title_is_bold_and_begins_with_its_label() -> None:
    session = invented.session()
    item = session.agenda()[1]
    session.apply(SetField(id=item.id, field="label", value="D7"))

    async with shown(session) as (_, pane):
        assert "   A Opening" in screen(pane)
        assert "   D7  B1 Jaarwisseling" in screen(pane)
        style = drawn(pane, "B1 Jaarwisseling").style
        assert style is not None
        assert style.bold


async def test_a_label_that_is_corrected_is_shown_at_once() -> None:
    session = invented.session()
    item = session.agenda()[1]

    async with shown(session) as (pilot, pane):
        session.apply(SetField(id=item.id, field="label", value="D1"))
        pane.session_changed([item.id])
        await pilot.pause()

        assert "   D1  B1 Jaarwisseling" in screen(pane)


async def test_what_could_steer_the_terminal_is_made_visible() -> None:
    async with shown(read("a\x1b]0;PWNED\x07b\u202ec [/] [@click=app.quit()]\td")) as (_, pane):
        assert screen(pane)[0].strip() == "a␛]0;PWNED␇b\ufffdc [/] [@click=app.quit()] d"


@pytest.mark.parametrize("width", [40, 20, 8])
async def test_a_narrow_terminal_still_shows_every_word(width: int) -> None:
    async with shown(size=(width, 200)) as (_, pane):
        lines = screen(pane)

        assert all(len(line) <= width for line in lines)
        if width == 40:
            assert "Mevr. Terpstra vraagt" in "\n".join(lines)


async def test_wide_and_combining_characters_keep_the_gutter_in_place() -> None:
    text = "漢字 en cafe\u0301 👍 met Postma"
    session = read(
        text + "\nen Postma", (person(text.index("Postma"), len(text)), person(len(text) + 4, len(text) + 10))
    )

    async with shown(session, size=(60, 10)) as (_, pane):
        assert [pane.render_line(y).cell_length for y in range(3)] == [59, 59, 59]
        first, second = screen(pane)[:2]
        assert first.endswith("P")
        assert cell_len(first) == cell_len(second)


# How it looks


async def test_pending_is_underlined_accepted_tinted_rejected_plain() -> None:
    session = invented.session()

    async with shown(session) as (pilot, pane):
        base = pane.palette.base
        for surface, command in (("Van der Zwaan", None), ("Postna", Accept), ("Meerdijk", Reject)):
            record = mention(session, surface)
            if command is not None:
                session.apply(command(id=record.id))
                pane.session_changed([record.id])
            await pilot.pause()
        pending, accepted = drawn(pane, "Van der Zwaan").style, drawn(pane, "Postna").style
        assert pending is not None
        assert accepted is not None

        assert (pending.underline, pending.bgcolor) == (True, base.bgcolor)
        assert (accepted.underline, accepted.bgcolor != base.bgcolor) == (None, True)
        assert not any(segment.text == "Meerdijk" for y in range(pane.size.height) for segment in pane.render_line(y))


async def test_rejected_is_struck_through_on_request() -> None:
    session = invented.session()
    record = mention(session, "Meerdijk")
    session.apply(Reject(id=record.id))

    async with shown(session) as (_, pane):
        y = row_with(pane, "Mevr. Postma meldt")
        assert screen(pane)[y].endswith("S P")

        pane.show_rejected = True

        style = drawn(pane, "Meerdijk").style
        assert style is not None
        assert style.strike
        assert screen(pane)[y].endswith("S P L")


async def test_the_current_one_is_reversed_and_its_letter_accented() -> None:
    session = invented.session()

    async with shown(session) as (_, pane):
        pane.current = mention(session, "Postna").id
        style = drawn(pane, "Postna").style
        letters = [segment for segment in pane.render_line(row_with(pane, "Postna")) if segment.text == "P"]

        assert style is not None
        assert style.reverse
        assert letters[-1].style == pane.palette.accent


async def test_of_a_current_turn_only_the_speaker_is_reversed() -> None:
    session = invented.session()

    async with shown(session) as (_, pane):
        pane.current = turn(session, "Mevr. Postna zegt").id
        reversed_text = "".join(
            segment.text
            for y in range(pane.size.height)
            for segment in pane.render_line(y)
            if segment.style is not None and segment.style.reverse
        )

        assert reversed_text == "Mevr. Postna"


async def test_a_pending_name_in_an_accepted_decision_is_underlined_on_its_tint() -> None:
    session = invented.session()
    decision = find(session, "decision", "akkoord")
    session.apply(Accept(id=decision.id))

    async with shown(session) as (_, pane):
        outer, inner = drawn(pane, "Het ").style, drawn(pane, "DVO").style
        assert outer is not None
        assert inner is not None

        assert (inner.underline, inner.bgcolor) == (True, outer.bgcolor)
        assert (outer.underline, outer.bgcolor != pane.palette.base.bgcolor) == (None, True)


@pytest.mark.parametrize("theme", ["textual-light", "ansi-dark", "nord"])
async def test_a_theme_changes_the_colours_and_not_the_attributes(theme: str) -> None:
    session = invented.session()

    async with shown(session) as (pilot, pane):
        pane.current = mention(session, "Postna").id
        pilot.app.theme = theme
        await pilot.pause()
        pending, current = drawn(pane, "Platform").style, drawn(pane, "Postna").style
        assert pending is not None
        assert current is not None

        assert pending.underline
        assert current.reverse
        assert pending.bgcolor == pane.palette.base.bgcolor


# Changes


async def test_a_change_is_drawn_where_it_happened() -> None:
    session = invented.session()
    record = mention(session, "Platform IVZ")

    async with shown(session) as (_, pane):
        y = row_with(pane, "Platform IVZ")
        assert screen(pane)[y].endswith("A O D")

        session.apply(Remove(id=record.id))
        pane.session_changed([record.id])
        assert screen(pane)[y].endswith("A D")

        session.apply(Undo())
        pane.session_changed([record.id])
        assert screen(pane)[y].endswith("A O D")


async def test_what_is_added_appears() -> None:
    session = invented.session()
    span = place("Buurt")

    async with shown(session) as (_, pane):
        change = session.apply(Add(layer="entity", type="PROGRAMME", start=span.start, end=span.end))
        assert change is not None
        pane.session_changed([delta.id for delta in change.deltas])

        assert screen(pane)[row_with(pane, "pilot Buurt")].endswith("R")


async def test_only_the_rows_of_a_change_are_drawn_anew() -> None:
    session = read(LONG, (person(0, 7),))

    async with shown(session) as (_, pane):
        before = [pane.render_line(y) for y in range(pane.size.height)]
        record = session.annotations()[0]
        session.apply(Accept(id=record.id))
        pane.session_changed([record.id])
        after = [pane.render_line(y) for y in range(pane.size.height)]

        assert after[0] is not before[0]
        assert all(new is old for new, old in zip(after[1:], before[1:], strict=True))


async def test_everything_can_be_drawn_anew() -> None:
    session = invented.session()

    async with shown(session) as (_, pane):
        session.apply(Remove(id=mention(session, "Platform IVZ").id))
        pane.session_changed()

        assert screen(pane)[row_with(pane, "Platform IVZ")].endswith("A D")


async def test_marks_kept_in_step_equal_marks_read_anew() -> None:
    session = invented.session()
    dice = random.Random(7)

    async with shown(session) as (_, pane):
        for _ in range(60):
            record = dice.choice(session.annotations())
            commands: list[AnyCommand] = [Accept(id=record.id), Reject(id=record.id), Remove(id=record.id)]
            changes = [session.apply(dice.choice(commands))]
            if dice.random() < 0.4 and session.can_undo:
                changes.append(session.apply(Undo()))
            for change in filter(None, changes):
                pane.session_changed([delta.id for delta in change.deltas])
        kept = screen(pane)
        pane.session_changed()

        assert screen(pane) == kept


async def test_another_document_begins_at_its_beginning() -> None:
    async with shown(read(LONG)) as (pilot, pane):
        pane.move_to(len(LONG) - 10)
        await pilot.pause()
        assert pane.scroll_offset.y > 0

        pane.show(invented.session())
        await pilot.pause()

        assert (pane.scroll_offset.y, pane.caret, pane.current) == (0, 0, None)
        assert screen(pane)[0].strip().startswith("Verslag DVO Noordrand")


# The caret


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
        for identifier in ids[1:200]:
            before = pane.scroll_offset.y
            pane.current = identifier
            y = pane.row_of(session.annotation(identifier).spans[0].start) - pane.scroll_offset.y
            assert 0 <= y < pane.size.height * 2 // 3 + 1
            assert 0 <= pane.scroll_offset.y - before <= 4


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
