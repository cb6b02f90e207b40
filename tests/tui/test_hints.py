"""Hints: a letter or two and a digit mark what the machine missed, without a way through the text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvo_tui.minutes.model import Span
from dvo_tui.review.hints import Hint
from dvo_tui.review.records import Annotation, Entity
from dvo_tui.tui.panels.hinting import LETTERS, HintPanel, coded, codes
from tests.invented.vlierdonk import minutes, session, span
from tests.tui.driving import NARROW, WIDE, Driver, FakeReview, opened

EXTRA = "Ook ZonMw en de wijk Rietvelt deden mee, net als Vidomes.\n"


def review(extra: str = EXTRA) -> FakeReview:
    return FakeReview(session(minutes(extra=extra)))


def panel(d: Driver) -> HintPanel:
    assert isinstance(d.screen.panel, HintPanel)
    return d.screen.panel


def code(d: Driver, words: str) -> str:
    """The letters that stand on some words."""
    found = {d.session.text[h.span.start : h.span.end]: letters for letters, h in panel(d)._hints.items()}
    return found[words]


def mentions(d: Driver, words: str) -> list[Entity]:
    found = [record for record in d.session.annotations("entity") if isinstance(record, Entity)]
    return [record for record in found if record.text == words]


# Letters


@given(st.integers(0, 900))
def test_codes_are_unique_short_and_none_begins_another(count: int) -> None:
    found = codes(count)

    assert len(found) == min(count, len(LETTERS) ** 2)
    assert len(set(found)) == len(found)
    assert all(re.fullmatch("[a-z]{1,2}", one) for one in found)
    assert not any(other.startswith(one) for one in found for other in found if one != other)
    assert [len(one) for one in found] == sorted(len(one) for one in found)


def test_the_home_row_comes_first() -> None:
    assert "".join(codes(9)) == "asdfghjkl"


def test_the_nearest_to_the_eye_has_the_shortest_code() -> None:
    hints = [Hint(Span(at, at + 2), "") for at in range(0, 400, 10)]
    given_ = coded(hints, 200)

    assert given_["a"].span.start == 200
    assert max(abs(h.span.start - 200) for c, h in given_.items() if len(c) == 1) <= min(
        abs(h.span.start - 200) for c, h in given_.items() if len(c) == 2
    )


# On the screen


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_letters_stand_on_what_is_not_marked_and_nothing_shifts(size: tuple[int, int]) -> None:
    async with opened(review(), size=size) as d:
        before = d.lines("minutes")
        await d.press("semicolon")
        after = d.lines("minutes")

        letter = code(d, "Rietvelt")
        assert f"wijk {letter}ietvelt" in " ".join(" ".join(after).split())
        assert [len(line) for line in after] == [len(line) for line in before]
        changed = [
            (old, new) for a, b in zip(before, after, strict=True) for old, new in zip(a, b, strict=True) if old != new
        ]
        assert len(changed) <= len(panel(d)._hints)
        assert all(new in LETTERS for _, new in changed)


async def test_a_hint_and_a_digit_mark_it_in_three_keys_and_the_reviewer_stays() -> None:
    async with opened(review()) as d:
        here = d.current
        await d.press("semicolon")
        await d.press(code(d, "Rietvelt"), "3")

        (added,) = mentions(d, "Rietvelt")
        assert (added.type, added.status, added.origin.by) == ("LOCATION", "accepted", "jo")
        assert d.current == here
        assert "added" in d.text("inspector")
        assert "“Rietvelt”" in d.text("inspector")
        await d.press("a")
        assert isinstance(here, Annotation)
        assert d.session.annotation(here.id).status == "accepted"


@pytest.mark.parametrize("key", ["space", "enter", "semicolon"])
async def test_what_it_seems_to_be_is_taken_by_one_key(key: str) -> None:
    async with opened(review()) as d:
        await d.press("semicolon")
        await d.press(code(d, "Rietvelt"))
        assert "[place]" in d.text("inspector")
        await d.press(key)

        assert [record.type for record in mentions(d, "Rietvelt")] == ["LOCATION"]


async def test_a_capital_adds_at_once_what_it_seems_to_be() -> None:
    async with opened(review()) as d:
        await d.press("semicolon")
        await d.press(code(d, "Rietvelt").upper())

        assert [record.type for record in mentions(d, "Rietvelt")] == ["LOCATION"]


async def test_a_capital_on_what_nothing_tells_of_asks_for_the_digit() -> None:
    async with opened(review("Ook zijn Kwaadwinkel en Zogezegd genoemd.\n")) as d:
        await d.press("semicolon")
        await d.press(code(d, "Kwaadwinkel").upper())
        assert mentions(d, "Kwaadwinkel") == []
        await d.press("space")
        assert "a digit does" in d.text("inspector")
        await d.press("6")

        assert [record.type for record in mentions(d, "Kwaadwinkel")] == ["PROGRAMME"]


async def test_several_can_be_chosen_before_one_digit() -> None:
    async with opened(review()) as d:
        await d.press("semicolon")
        await d.press(code(d, "ZonMw"), code(d, "Vidomes"), code(d, "Rietvelt"), code(d, "Rietvelt"), "2")

        assert [record.type for words in ("ZonMw", "Vidomes") for record in mentions(d, words)] == ["ORGANISATION"] * 2
        assert mentions(d, "Rietvelt") == []


async def test_backspace_takes_back_what_was_chosen_and_then_leaves() -> None:
    async with opened(review()) as d:
        await d.press("semicolon")
        await d.press(code(d, "ZonMw"), "backspace")
        assert panel(d)._chosen == []
        await d.press("backspace")
        assert d.screen.panel is None


@pytest.mark.parametrize("chosen", [False, True])
@pytest.mark.parametrize("key", ["ctrl+x", "slash"])
async def test_leaving_leaves_no_trace(key: str, chosen: bool) -> None:
    async with opened(review()) as d:
        before, place = d.lines("minutes"), (d.current, d.screen.pane.caret)
        await d.press("semicolon")
        if chosen:
            await d.press(code(d, "ZonMw"))
        await d.press(key)
        await d.press("ctrl+x")

        assert d.session.revision == 0
        assert d.current == place[0]
        if key == "ctrl+x":
            assert (d.lines("minutes"), d.screen.pane.caret) == (before, place[1])
        else:
            assert "hint" not in d.text("inspector")


async def test_the_next_key_after_adding_is_about_the_review_again() -> None:
    async with opened(review()) as d:
        first = d.session.pending()[0]
        await d.press("semicolon")
        await d.press(code(d, "Rietvelt"), "3", "x")

        assert d.session.annotation(first.id).status == "rejected"


async def test_what_was_added_can_be_given_another_type_and_a_link_at_once() -> None:
    async with opened(review("Ook mevrouw Kroes was er.\n")) as d:
        here = d.current
        await d.press("semicolon")
        await d.press(code(d, "Kroes"), "2", "1", "i")
        assert "1 A. Kroes" in d.text("inspector")
        await d.press("1")

        (added,) = mentions(d, "Kroes")
        assert (added.type, d.session.name_of(added.link)) == ("PERSON", "A. Kroes")
        assert d.current == here


async def test_what_asks_for_a_mention_is_about_what_was_added() -> None:
    async with opened(review("Ook ZonMw, en ZonMw nogmaals.\n")) as d:
        await d.press("semicolon")
        await d.press(code(d, "ZonMw"), "2", "equals_sign", "enter")

        assert len(mentions(d, "ZonMw")) == 2


async def test_without_a_pending_annotation_one_goes_to_what_was_added() -> None:
    async with opened(review()) as d:
        await d.press("a", "k")
        await d.press("semicolon")
        await d.press(code(d, "Rietvelt"), "3")

        assert d.current == mentions(d, "Rietvelt")[0]
        assert d.screen.panel is None


async def test_undo_takes_the_added_one_back() -> None:
    async with opened(review()) as d:
        await d.press("semicolon")
        await d.press(code(d, "Rietvelt"), "3", "u")

        assert mentions(d, "Rietvelt") == []


async def test_an_empty_view_says_so() -> None:
    async with opened(review()) as d:
        await d.press("semicolon")
        count = len(panel(d)._hints)
        await d.press(*panel(d)._hints, "1")
        assert d.session.revision == count
        await d.press("semicolon")

        assert "is marked" in d.text("footer")
        assert d.screen.panel is None


async def test_many_hints_get_two_letters_and_the_first_narrows_them() -> None:
    names = " ".join(f"Ook Plaats{chr(97 + a)}{chr(97 + b)} deed mee." for a in range(5) for b in range(10))
    async with opened(review(names + "\n")) as d:
        await d.press("end", "semicolon")
        long = next(c for c in panel(d)._hints if len(c) == 2)
        hint = panel(d)._hints[long]
        await d.press(long[0])
        assert all(f" {c} “" not in d.text("inspector") for c in panel(d)._hints if not c.startswith(long[0]))
        await d.press(long[1], "3")

        added = d.session.index.at(hint.span.start)[0]
        assert (added.spans[0], getattr(added, "type", "")) == (hint.span, "LOCATION")


def test_hints_never_stand_on_what_is_marked() -> None:
    from dvo_tui.review.hints import unclaimed

    made = session(minutes(extra=EXTRA))
    taken = [record.spans[0] for record in made.annotations("entity")]
    found = unclaimed(made, 0, len(made.text))

    assert found
    assert not any(hint.span.overlaps(other) for hint in found for other in taken)
    assert span("8 maart 2021") in [hint.span for hint in found]
