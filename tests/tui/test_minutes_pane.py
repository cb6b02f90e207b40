from __future__ import annotations

import random

import pytest
from rich.cells import cell_len, set_cell_size

from dvo_tui.review.commands import Accept, Add, AnyCommand, Reject, Remove, SetField, Undo
from dvo_tui.review.session import ReviewSession
from dvo_tui.scheme import scheme
from tests import invented
from tests.invented import place
from tests.tui.pane_host import (
    LONG,
    drawn,
    find,
    mention,
    person,
    read,
    row_with,
    screen,
    shown,
    turn,
)


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
