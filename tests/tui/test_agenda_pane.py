"""Agenda items and participants corrected on their rows, and titles in the text."""

from __future__ import annotations

import pytest

from dvo_tui.errors import DvoError
from dvo_tui.minutes.model import AgendaItem, Participant
from dvo_tui.review.commands import Add, SetField
from dvo_tui.review.records import Turn
from dvo_tui.tui import keys, remapping
from dvo_tui.tui.screens.review_forms import Forms
from dvo_tui.tui.widgets.lines import RowsPane
from tests.invented.vlierdonk import span
from tests.tui.driving import NARROW, Driver, FakeReview, opened

TITLE = "D2 Hennep"


def shape(d: Driver) -> list[tuple[str | None, str, str | None]]:
    """Label, title and the label of what each item lies in."""
    labels = {item.id: item.label for item in d.session.agenda()}
    return [(item.label, item.title, labels.get(item.parent or "")) for item in d.session.agenda()]


def cursor(d: Driver) -> str | None:
    """What the row under the cursor is called."""
    side = d.screen.side
    assert side is not None
    return d.session.name_of(side.cursor) if side.id == "speakers" else item(d, side.cursor).title


def item(d: Driver, identifier: str | None) -> AgendaItem:
    found = d.session.records[identifier or ""]
    assert isinstance(found, AgendaItem)
    return found


def person(d: Driver, name: str) -> Participant:
    return next(one for one in d.session.participants() if one.name == name)


async def to_person(d: Driver, name: str) -> None:
    """To the row of somebody in the speakers."""
    if d.side() != "speakers":
        await d.press("S")
    pane = d.screen.query_one("#speakers", RowsPane)
    rows = [d.session.name_of(row.id) for row in pane.rows]
    steps = rows.index(name) - [row.id for row in pane.rows].index(pane.cursor or "")
    await d.press(*(["j"] * steps if steps > 0 else ["k"] * -steps))


# Agenda


async def test_a_title_is_corrected_on_its_row() -> None:
    async with opened() as d:
        await d.press("g", "j", "t")
        assert "Hennep" in d.text("inspector")
        await d.type("kwekerijen")
        await d.press("enter")

        assert shape(d)[2] == ("D2", "Hennepkwekerijen", None)
        assert cursor(d) == "Hennepkwekerijen"
        await d.press("u")
        assert shape(d)[2][1] == "Hennep"
        assert d.session.revision == 2


async def test_an_empty_title_is_refused_in_place_and_the_question_stays() -> None:
    async with opened() as d:
        await d.press("g", "j", "t", "ctrl+u", "enter")

        assert "cannot be empty" in d.text("inspector")
        assert shape(d)[2][1] == "Hennep"
        await d.press("ctrl+x")
        assert d.screen.panel is None


async def test_a_number_sets_label_section_and_number() -> None:
    async with opened() as d:
        await d.press("g", "j", "r", "ctrl+u", "B", "7", "enter")

        changed = d.session.agenda()[2]
        assert (changed.label, changed.section, changed.number) == ("B7", "B", "7")


async def test_the_form_keeps_section_and_number_in_step_with_the_label() -> None:
    async with opened() as d:
        await d.press("g", "j", "enter", "ctrl+u", "C", "4", "enter")

        changed = d.session.agenda()[2]
        assert (changed.label, changed.section, changed.number) == ("C4", "C", "4")


async def test_an_item_moves_in_and_out() -> None:
    async with opened() as d:
        await d.press("g", "j", "right")
        assert shape(d)[2] == ("D2", "Hennep", "D1")
        await d.press("left")
        assert shape(d)[2] == ("D2", "Hennep", None)
        await d.press("left")
        assert "agenda item D2 lies in no other one" in d.text("footer")
        assert d.session.revision == 2


async def test_a_digit_says_that_an_item_was_cancelled() -> None:
    async with opened() as d:
        await d.press("g", "j")
        assert "4 cancelled" in d.text("inspector")
        await d.press("4")

        assert d.session.agenda()[2].status == "withdrawn"
        assert "cancelled" in d.text("agenda")
        await d.press("9")
        assert "digit 9" in d.text("footer")


async def test_an_item_joins_the_one_before_and_the_cursor_goes_there() -> None:
    async with opened() as d:
        await d.press("g", "j", "ampersand")

        assert [title for _label, title, _above in shape(d)] == ["Opening", "Jaarwisseling"]
        assert cursor(d) == "Jaarwisseling"
        assert d.entity("Meerdonk").item == d.session.agenda()[1].id
        await d.press("u")
        assert len(d.session.agenda()) == 3


async def test_an_item_is_divided_where_the_caret_is() -> None:
    async with opened() as d:
        await d.caret("Platform Zand deelt")
        await d.press("g", "vertical_line")

        titles = [title for _label, title, _above in shape(d)]
        assert titles[2].startswith("Platform Zand deelt de toolkit")
        assert len(titles) == 4


async def test_dividing_says_where_the_caret_must_be() -> None:
    async with opened() as d:
        await d.press("g", "j", "vertical_line")

        assert "second half" in d.text("footer") + d.text("inspector")
        assert d.session.revision == 0


async def test_a_line_with_a_label_begins_an_item_with_that_number() -> None:
    async with opened() as d:
        await d.caret("D2 Hennep")
        await d.press("backspace")
        assert len(d.session.agenda()) == 2
        await d.caret("Hennep")
        await d.press("I")

        again = d.session.agenda()[2]
        assert (again.label, again.section, again.number, again.title) == ("D2", "D", "2", "Hennep")
        assert d.session.item_at(span("Meerdonk").start) == again


async def test_removing_a_row_keeps_the_text_and_goes_to_the_row_beside() -> None:
    async with opened() as d:
        await d.press("g", "backspace")

        assert [title for _label, title, _above in shape(d)] == ["Opening", "Hennep"]
        assert cursor(d) == "Hennep"
        await d.press("backspace")
        assert cursor(d) == "Opening"


async def test_a_title_in_the_text_is_removed_by_one_key() -> None:
    async with opened() as d:
        await d.caret(TITLE)
        assert "agenda item" in d.text("inspector")
        await d.press("backspace")

        assert [title for _label, title, _above in shape(d)] == ["Opening", "Jaarwisseling"]
        assert "no agenda item any more" in d.text("footer") + d.text("inspector")


async def test_on_a_title_in_the_text_digits_and_join_are_about_the_item() -> None:
    async with opened() as d:
        await d.caret(TITLE)
        await d.press("3")
        assert d.session.agenda()[2].status == "deferred"
        await d.press("enter", "down", "down", "down")
        assert "Hennep" in d.text("inspector")
        await d.press("ctrl+x", "ampersand")
        assert len(d.session.agenda()) == 2


async def test_beside_a_title_keys_are_about_the_text() -> None:
    async with opened() as d:
        await d.caret("Er zijn geen")
        await d.press("3", "backspace")

        assert d.session.revision == 0


# People


async def test_the_speakers_begin_at_who_is_doubtful() -> None:
    async with opened() as d:
        await d.press("S")
        assert cursor(d) == "Mevr. Tigelaar"
        await d.press("S")
        kroes = person(d, "A. Kroes")
        d.session.apply(SetField(id=kroes.id, field="flag", value=True))
        turn = next(one for one in d.session.annotations("turn") if isinstance(one, Turn) and one.speaker is None)
        d.session.apply(SetField(id=turn.id, field="speaker", value=person(d, "D. Tiggelaar").id))
        d.screen.reviewing.ledger.__init__(d.session)  # type: ignore[misc]
        d.screen.board.everything()
        await d.press("S")
        assert cursor(d) == "A. Kroes"


async def test_that_there_is_no_attendance_list_is_said_once_and_not_on_every_row() -> None:
    async with opened() as d:
        people = [person(d, name) for name in ("O. van Terwolde", "D. Tiggelaar", "A. Kroes")]
        d.session.apply(SetField(id=people[2].id, field="attendance", value="not_listed"))
        d.screen.board.everything()
        assert [line for line in d.lines("speakers") if "!" in line and "not listed" in line] != []

        for one in people:
            d.session.apply(SetField(id=one.id, field="attendance", value="not_listed"))
        d.screen.board.everything()
        title, first, *rows = d.lines("speakers")
        assert "no list" in title
        assert first.split() == ["▏Mevr.", "Tigelaar", "?", "1"]
        assert not any("!" in row or "listed" in row for row in rows)


async def test_a_digit_says_who_was_absent_and_rows_stay_where_they_are() -> None:
    async with opened() as d:
        await to_person(d, "A. Kroes")
        rows = [row.id for row in d.screen.query_one("#speakers", RowsPane).rows]
        await d.press("2")
        assert person(d, "A. Kroes").attendance == "absent"
        assert "absent" in d.text("speakers")
        await d.press("4")
        assert person(d, "A. Kroes").attendance == "not_listed"
        assert [row.id for row in d.screen.query_one("#speakers", RowsPane).rows] == rows
        assert cursor(d) == "A. Kroes"


async def test_a_digit_makes_a_participant_of_who_only_speaks() -> None:
    async with opened() as d:
        await to_person(d, "Mevr. Tigelaar")
        await d.press("1")

        made = person(d, "Mevr. Tigelaar")
        turn = next(one for one in d.session.annotations("turn") if getattr(one, "speaker", "") == made.id)
        assert made.attendance == "present"
        assert turn.spans[0].contains(span("wanneer de scenario's"))
        assert d.session.revision == 1
        assert cursor(d) == "Mevr. Tigelaar"


async def test_a_role_by_digit_and_typed() -> None:
    async with opened() as d:
        await to_person(d, "A. Kroes")
        await d.press("r")
        assert "1 chair" in d.text("inspector")
        await d.press("1")
        assert person(d, "A. Kroes").role == "chair"
        assert "chair" in d.text("speakers")
        await d.press("r")
        await d.type("wethouder")
        await d.press("enter")
        assert person(d, "A. Kroes").role == "wethouder"
        await d.press("r", "ctrl+u")
        await d.type("secretary")
        await d.press("enter")
        assert person(d, "A. Kroes").role == "secretary"


async def test_removing_somebody_goes_to_the_row_below() -> None:
    async with opened() as d:
        await to_person(d, "O. van Terwolde")
        await d.press("backspace")

        assert "O. van Terwolde" not in [one.name for one in d.session.participants()]
        assert d.screen.side is not None
        assert d.screen.side.cursor in [row.id for row in d.screen.side.rows]


async def test_who_is_not_linked_is_not_removed() -> None:
    async with opened() as d:
        await to_person(d, "Mevr. Tigelaar")
        await d.press("backspace", "r")

        assert d.session.revision == 0
        assert "not linked" in d.text("footer")


async def test_somebody_who_is_not_in_the_text_is_added() -> None:
    async with opened() as d:
        await d.press("S", "P")
        await d.type("B. Zwaan, Politie")
        await d.press("enter")

        added = person(d, "B. Zwaan")
        assert (added.organisation, added.attendance) == ("Politie", "present")
        assert "B. Zwaan" in d.text("speakers")


async def test_who_never_speaks_is_listed_and_leads_to_the_attendance_list() -> None:
    review = FakeReview()
    place = span("Meerdonk")
    review.session.apply(Add(layer="participant", start=place.start, end=place.end))
    async with opened(review) as d:
        await d.press("home")
        await to_person(d, "Meerdonk")
        await d.press("k", "j")

        assert cursor(d) == "Meerdonk"
        assert d.screen.pane.caret == place.start


async def test_on_a_narrow_screen_the_keys_of_the_row_are_in_the_footer() -> None:
    async with opened(size=NARROW) as d:
        await d.press("g")
        assert "t title" in d.text("footer")
        assert "ctrl+x leave" in d.text("footer")
        await d.press("g", "S")
        assert "1-4 attendance" in d.text("footer")


async def test_help_names_the_keys_of_the_pane() -> None:
    async with opened(size=(150, 90)) as d:
        await d.press("g", "f1")
        for key in keys.of_screen("agenda"):
            assert " ".join(key.description.split()[:3]) in d.shown(), key.id


async def test_the_palette_finds_what_holds_on_the_row() -> None:
    async with opened() as d:
        await d.press("g", "j", "colon")
        await d.pilot.press(*"Other title")
        await d.pilot.pause(0.3)
        await d.press("enter")
        await d.pilot.pause(0.3)
        assert "Hennep" in d.text("inspector")
        assert d.screen.panel is not None


async def test_a_key_of_a_row_can_be_another_one() -> None:
    remapping.use({"item_title": ("w",)})
    try:
        async with opened() as d:
            await d.press("g", "j", "w")
            assert d.screen.panel is not None
    finally:
        keys.hold()


def test_a_key_of_a_row_may_not_be_one_that_walks_through_the_list() -> None:
    with pytest.raises(DvoError, match="already does"):
        remapping.use({"item_title": ("j",)})


def test_every_key_of_a_row_has_an_act() -> None:
    for pane in ("agenda", "speakers"):
        assert [key.id for key in keys.of_screen(pane) if not hasattr(Forms, key.id)] == []
