"""The meeting's header: from a selection by digit, and in a form that offers what the text says."""

from __future__ import annotations

import msgspec
import pytest

from dvo_tui.minutes.model import Minutes
from dvo_tui.tui.panels.fields import TextField
from dvo_tui.tui.panels.form import FormPanel
from dvo_tui.tui.values import Offered, due_in, meeting_value
from tests.invented.vlierdonk import minutes, session
from tests.tui.driving import NARROW, Driver, FakeReview, opened

EXTRA = (
    "Locatie: Raadszaal Meerdijk\n"
    "Aanvang 9.45 uur, einde 11.00 uur; besloten deel\n"
    "Voorzitter: mevr. Kroes\n"
    "Districtelijk Overleg Zandmeer op 12 april\n"
)


def review(extra: str = EXTRA) -> FakeReview:
    return FakeReview(session(minutes(extra=extra)))


async def select(d: Driver, words: str) -> None:
    """Select some words of the text by keys alone, from their first word on."""
    start = d.session.text.index(words)
    d.screen.walk.to(start)
    await d.press("v")
    for _ in range(20):
        chosen = d.screen.pane.selection
        assert chosen is not None
        if chosen.end >= start + len(words):
            return
        await d.press("right")


@pytest.mark.parametrize(
    ("words", "digit", "field", "value"),
    [
        ("Districtelijk Overleg Zandmeer", "1", "body", "Districtelijk Overleg Zandmeer"),
        ("Verslag", "2", "kind", "verslag"),
        ("12 april", "3", "date", "2021-04-12"),
        ("Aanvang 9.45 uur", "4", "start", "09:45"),
        ("einde 11.00 uur", "5", "end", "11:00"),
        ("Locatie: Raadszaal Meerdijk", "6", "location", "Raadszaal Meerdijk"),
        ("besloten", "7", "openness", "besloten"),
        ("Kroes", "8", "chair", "A. Kroes"),
        ("Voorzitter: mevr. Kroes", "9", "secretary", "A. Kroes"),
    ],
)
async def test_a_selection_becomes_a_field_by_its_digit(words: str, digit: str, field: str, value: str) -> None:
    made = review()
    async with opened(made) as d:
        await select(d, words)
        await d.press("M")
        assert f"{digit} " in d.text("inspector")
        await d.press(digit)

        assert d.session.name_of(getattr(d.session.meeting, field)) == value
        assert d.screen.panel is None
        assert d.screen.pane.selection is None


async def test_a_field_that_the_selection_says_nothing_about_says_so_and_stays() -> None:
    async with opened(review()) as d:
        await select(d, "Raadszaal")
        await d.press("M", "3")
        assert "no day is named here" in d.text("inspector")
        await d.press("8")
        assert "nobody on the list" in d.text("inspector")
        await d.press("6")
        assert d.session.meeting.location == "Raadszaal"


async def test_another_key_leaves_the_digits_and_does_its_own_work() -> None:
    async with opened(review()) as d:
        await select(d, "Zandmeer")
        await d.press("M", "P")

        assert "Zandmeer" in [one.name for one in d.session.participants()]


async def test_the_header_can_be_left() -> None:
    async with opened(review()) as d:
        await select(d, "Zandmeer")
        await d.press("M", "backspace")

        assert d.screen.panel is None
        assert d.session.revision == 0


async def test_setting_a_field_is_one_change() -> None:
    async with opened(review()) as d:
        await select(d, "Raadszaal Meerdijk")
        await d.press("M", "6", "u")

        assert d.session.meeting.location is None


async def test_without_a_selection_the_form_opens_and_offers_by_digit() -> None:
    async with opened(review()) as d:
        d.screen.walk.to(d.session.text.index("Raadszaal"))
        await d.press("M", *["down"] * 5)
        assert "1 Raadszaal Meerdijk" in d.text("inspector")
        await d.press("1", "down", "2", "enter")

        assert d.session.meeting.location == "Raadszaal Meerdijk"
        assert d.session.meeting.openness == "besloten"
        assert d.session.revision == 1


async def test_a_day_or_time_is_offered_behind_an_arrow_and_typed_as_people_write_it() -> None:
    async with opened(review()) as d:
        d.screen.walk.to(d.session.text.index("einde 11.00"))
        await d.press("M", *["down"] * 4)
        assert "→" in d.text("inspector")
        await d.press("right", "up", "up", "ctrl+u")
        await d.type("9 maart 2021")
        assert "= 2021-03-09" in d.text("inspector")
        await d.press("enter")

        assert (d.session.meeting.end, d.session.meeting.date) == ("11:00", "2021-03-09")


async def test_what_is_no_day_is_refused_at_its_field() -> None:
    async with opened(review()) as d:
        await d.press("M", "down", "down", "ctrl+u")
        await d.type("ooit")
        await d.press("down", "enter")

        row = next(line for line in d.lines("inspector") if "2021-04-12" in line)
        assert row.strip(" ▌").startswith("date")
        assert "▌" in row
        await d.press("ctrl+x")
        assert "not saved yet" in d.text("inspector")
        await d.press("ctrl+x")
        assert d.session.revision == 0


async def test_the_chair_is_offered_from_the_text() -> None:
    async with opened(review()) as d:
        await d.press("M", *["down"] * 7)
        assert "1 A. Kroes" in d.text("inspector")
        await d.press("1", "enter")

        assert d.session.name_of(d.session.meeting.chair) == "A. Kroes"


async def test_somebody_who_is_not_listed_cannot_be_chair_and_the_form_says_so() -> None:
    async with opened(review()) as d:
        await d.press("M", *["down"] * 7)
        await d.type("Xqzw")

        assert "nothing here is called so" in d.text("inspector")
        await d.press("enter")
        assert d.session.meeting.chair is None


async def test_the_digits_fit_a_narrow_screen() -> None:
    async with opened(review(), size=NARROW) as d:
        await select(d, "Raadszaal Meerdijk")
        await d.press("M")

        shown = d.text("inspector")
        for number in range(1, 10):
            assert f"{number} " in shown


def meeting(**fields: object) -> Minutes:
    made = minutes(extra=EXTRA)
    return msgspec.structs.replace(made, meeting=msgspec.structs.replace(made.meeting, **fields))


def test_what_the_text_says_of_a_header_is_offered_once() -> None:
    offered = Offered(session(meeting()))

    assert [one.value for one in offered.of("kind")] == ["verslag"]
    assert next(one.value for one in offered.of("date")) == "2021-03-08"
    assert "Raadszaal Meerdijk" in [one.value for one in offered.of("location")]
    assert len(offered.of("body")) == len({one.value for one in offered.of("body")})


def test_a_label_before_a_colon_is_no_part_of_the_value_but_a_time_is() -> None:
    made = session(meeting())
    said = {
        text: found.value for text in ("Plaats: de Zaal", "09:45") if (found := meeting_value(made, "location", text))
    }

    assert said == {"Plaats: de Zaal": "de Zaal", "09:45": "09:45"}


def test_a_due_date_is_read_against_the_meeting() -> None:
    made = session(meeting())

    assert due_in(made, "deelt de toolkit vóór 2 juni").due == "2021-06-02"
    assert due_in(made, "komt terug in het volgende overleg").anchor == "next_meeting"
    assert due_in(made, "").due is None


def test_without_a_meeting_date_a_day_is_near_the_first_date_of_the_text() -> None:
    made = session(meeting(date=None))

    found = meeting_value(made, "date", "ma 1 maart")
    assert found is not None
    assert found.value == "2021-03-01"


def test_a_form_on_the_header_never_sends_what_nobody_touched() -> None:
    made = session(meeting())
    panel = FormPanel(made, made.meeting)
    for _ in panel.fields:
        panel.take("down", None)

    assert panel.take("enter", None).command is None
    assert all(not one.changed for one in panel.fields)
    assert any(isinstance(one, TextField) and one.options for one in panel.fields)
