"""Annotations in and across each other: both can be seen, a key goes through them, and edges stop at a token."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from dvo_tui.minutes.model import Span
from dvo_tui.minutes.segment import tokens
from dvo_tui.review.commands import Accept, Add
from dvo_tui.review.records import Entity
from dvo_tui.tui.tokens import edge
from dvo_tui.tui.widgets.minutes_cover import Cover, Layers
from dvo_tui.tui.widgets.minutes_pane import MinutesPane
from dvo_tui.tui.widgets.palette import Palette
from tests.invented.vlierdonk import TERWOLDE, TEXT, session, span
from tests.tui.driving import NARROW, WIDE, FakeReview, opened
from tests.tui.pane_host import cell, screen, shown

ACTION = "Platform Zand deelt de toolkit in april 2021 met de gemeenten."


def crossing() -> FakeReview:
    """`Platform Zand` proposed, `Zand deelt` across it accepted, `Meerdonk en Vlierdonk` around `Meerdonk`."""
    made = FakeReview()
    for words, type_ in (("Zand deelt", "PROGRAMME"), ("Meerdonk en Vlierdonk", "EVENT")):
        place = span(words)
        made.session.apply(Add(layer="entity", type=type_, start=place.start, end=place.end))
    return made


def look(pane: MinutesPane, words: str, at: int = 0) -> Style:
    """How the character `at` of some words on screen is drawn."""
    x, y = cell(pane, words)
    here = 0
    for segment in pane.render_line(y):
        if here <= x + at < here + len(segment.text):
            return segment.style or Style()
        here += len(segment.text)
    raise AssertionError(words)


def attributes(style: Style) -> tuple[bool, ...]:
    """What is left of a style without any colour."""
    return bool(style.bold), bool(style.underline), bool(style.italic), bool(style.reverse)


# Drawing


async def test_a_name_in_a_proposed_sentence_keeps_its_own_look() -> None:
    async with shown(session()) as (_pilot, pane):
        outer, inner = look(pane, "toolkit in"), look(pane, "april 2021")

        assert outer.underline
        assert inner.underline
        assert attributes(inner) != attributes(outer)


@pytest.mark.parametrize("few", [False, True])
async def test_two_accepted_ones_in_each_other_differ_without_colour(few: bool) -> None:
    made = session()
    for record in made.annotations():
        made.apply(Accept(id=record.id))
    async with shown(made) as (_pilot, pane):
        if few:
            pane._styles = Palette.of(pane.app.theme_variables, few=True)
            pane._strips.clear()
        outer, inner = look(pane, "toolkit in"), look(pane, "april 2021")

        assert attributes(inner) != attributes(outer)
        assert not few or outer.italic


async def test_where_two_cross_three_parts_can_be_told_apart() -> None:
    review = crossing()
    async with shown(review.session) as (_pilot, pane):
        looks = [look(pane, words) for words in ("Platform", "Zand deelt", "deelt de", "toolkit")]

        assert len(set(looks)) == 4


async def test_each_has_its_letter_in_the_gutter_in_order() -> None:
    async with shown(crossing().session, size=(100, 24)) as (_pilot, pane):
        line = next(line for line in screen(pane) if "Meerdonk en" in line)

        assert line.split()[-2:] == ["G", "L"]


# Several at the caret


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_inspector_lists_all_that_hold_the_caret_and_a_key_goes_outward(size: tuple[int, int]) -> None:
    async with opened(crossing(), size=size) as d:
        await d.caret("Meerdonk")
        assert d.current == d.entity("Meerdonk")
        assert "z L⊂G" in d.text("inspector")

        await d.press("z")
        assert getattr(d.current, "text", "") == "Meerdonk en Vlierdonk"
        assert d.screen.pane.caret == span("Meerdonk").start
        await d.press("z")
        assert d.current == d.entity("Meerdonk")


async def test_a_mention_of_a_turn_can_be_left_for_the_turn() -> None:
    async with opened() as d:
        await d.caret("Van Terwolde")
        await d.press("z")

        assert d.current == d.at(span(TERWOLDE))


async def test_alone_it_says_that_nothing_else_is_here() -> None:
    async with opened() as d:
        await d.caret("Vlierdonk samen")
        await d.press("z")

        assert "no other annotation stands here" in d.text("footer")


async def test_a_rejected_one_is_passed_over() -> None:
    async with opened() as d:
        await d.go(d.at(span(TERWOLDE)))
        await d.press("x")
        await d.caret("Van Terwolde")
        assert "⊂" not in d.text("inspector")
        await d.press("z")

        assert d.current == d.entity("Van Terwolde")


# Edges


async def test_a_span_may_cross_and_lie_in_others() -> None:
    async with opened() as d:
        place = d.entity("Platform Zand")
        await d.go(place)
        await d.press("L", "L", "H", "H")

        record = d.session.annotation(place.id)
        assert isinstance(record, Entity)
        assert record.text == "voorstel. Platform Zand deelt de"
        assert d.at(span(ACTION)).id != record.id


@pytest.mark.parametrize("key", ["h", "l", "alt+h", "alt+l"])
async def test_a_span_is_shortened_to_nothing_less_than_one_token(key: str) -> None:
    async with opened() as d:
        await d.go(d.entity("Meerdonk"))
        await d.press(key)

        assert d.entity("Meerdonk").text == "Meerdonk"
        assert d.session.revision == 0
        assert "cannot move" in d.text("footer")


@given(
    st.integers(0, len(TEXT) - 1),
    st.integers(1, 30),
    st.lists(
        st.tuples(st.sampled_from(["left", "right"]), st.sampled_from([-1, 1]), st.sampled_from(["token", "character"]))
    ),
)
def test_however_edges_move_a_span_that_held_a_token_holds_one(
    start: int, length: int, moves: list[tuple[str, int, str]]
) -> None:
    whole = tokens(TEXT, 0, len(TEXT))
    first = next((token for token in whole if token.start >= start), whole[-1])
    here = Span(first.start, min(len(TEXT), first.end + length))
    for side, step, by in moves:
        moved = edge(TEXT, here, side, step, by)
        if moved is not None:
            assert 0 <= moved.start < moved.end <= len(TEXT)
            assert any(moved.contains(token) for token in whole)
            assert (moved.start == here.start) != (moved.end == here.end)
            here = moved


# Covers


@given(
    st.lists(st.tuples(st.integers(0, 200), st.integers(1, 60)), max_size=12), st.integers(0, 220), st.integers(1, 40)
)
def test_covers_are_found_by_place_as_a_scan_finds_them(places: list[tuple[int, int]], start: int, length: int) -> None:
    layers = Layers()
    covers = [Cover(at, at + size, "chosen") for at, size in places]
    layers.put("a", covers[::2])
    layers.put("b", covers[1::2])

    scanned = [one for one in covers if one.start < start + length and start < one.end]
    assert sorted(layers.within(start, start + length)) == sorted(scanned)


async def test_covers_change_cells_in_place_and_only_their_rows_are_drawn_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    async with shown(session(), size=(80, 24)) as (pilot, pane):
        before = screen(pane)
        drawn: list[int] = []
        monkeypatch.setattr(pane, "refresh_line", drawn.append)
        pane.overlay("test", [cover("Van Terwolde", "hint", "as"), cover("DVO", "chosen")])
        after = screen(pane)

        row = next(y for y, line in enumerate(before) if "Van Terwolde" in line)
        assert after[row] == before[row].replace("Van Terwolde", "asn Terwolde")
        assert [y for y, (a, b) in enumerate(zip(before, after, strict=True)) if a != b] == [row]
        assert set(drawn) == {
            pane.row_of(span("Van Terwolde").start) - pane.scroll_offset.y,
            pane.row_of(span("DVO").start),
        }
        pane.overlay("test")
        assert screen(pane) == before
        await pilot.pause()


async def test_a_letter_on_a_wide_character_or_past_the_end_of_a_row_keeps_the_row_as_wide() -> None:
    async with shown(session(), size=(80, 24)) as (_pilot, pane):
        width = {pane.render_line(y).cell_length for y in range(pane.size.height)}
        ends = [pane.layout_text.bounds(row)[1] for row in range(4)]
        pane.overlay("test", [Cover(end - 1, end, "hint", "as") for end in ends])

        assert {pane.render_line(y).cell_length for y in range(pane.size.height)} == width


def cover(words: str, style: str, text: str = "") -> Cover:
    place = span(words)
    return Cover(place.start, place.end, style, text)


def test_a_cover_says_nothing_by_colour_alone() -> None:
    from dvo_tui.tui.widgets.minutes_cover import style_of

    palette = Palette.of({})
    plain = attributes(palette.base)
    for name in ("hint", "chosen", "out", "said"):
        style = palette.base + style_of(palette, name)
        assert attributes(style) != plain or style.strike, name
