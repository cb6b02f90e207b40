"""What helps to read: jump, width, source, copy, remarks, guideline, help of a pane, and the tour."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from dvo_tui.config import Memory, Settings
from dvo_tui.language import choose
from dvo_tui.review.commands import SetField
from dvo_tui.tui import clipboard
from dvo_tui.tui.panels.jump import LETTERS, letters_for
from dvo_tui.tui.panels.remarks import RemarksPanel
from dvo_tui.tui.screens.help import PANES, HelpScreen
from dvo_tui.tui.tour import STEPS, TourPanel
from tests.invented.vlierdonk import session, span
from tests.tui.driving import NARROW, WIDE, Driver, FakeReview, Where, app, opened, settled


def letter_before(d: Driver, pane: str, words: str) -> str:
    """The letter that jump mode shows on the row with these words."""
    return next(line for line in d.lines(pane) if words in line).strip()[0]


# Jump


async def test_a_letter_goes_to_its_row() -> None:
    async with opened(size=WIDE) as d:
        await d.press("G")
        assert d.lines("agenda")[0].strip().startswith("1")
        letter = letter_before(d, "agenda", "Hennep")
        await d.press(letter)
        assert d.screen.panel is None
        assert "D2 Hennep" in d.screen.session.text[d.screen.pane.caret :][:12] or d.screen.board.here.item
        item = next(one for one in d.session.agenda() if one.title == "Hennep")
        assert d.screen.board.here.item == item.id
        assert d.side() == "text"
        assert not d.lines("agenda")[0].strip().startswith("1")


async def test_a_letter_of_an_action_makes_it_the_current_one() -> None:
    async with opened(size=WIDE) as d:
        await d.press("G")
        await d.press(letter_before(d, "actions", "Platform Zand"))
        assert d.screen.pane.current == d.at(span("Platform Zand deelt de toolkit in april 2021 met de gemeenten.")).id


@pytest.mark.parametrize(("digit", "pane"), [("1", "agenda"), ("2", "speakers"), ("4", "actions"), ("0", "text")])
@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_digit_goes_to_its_pane(digit: str, pane: str, size: tuple[int, int]) -> None:
    async with opened(size=size) as d:
        await d.press("S", "G", digit)
        assert d.side() == pane


async def test_any_other_key_only_ends_the_mode() -> None:
    async with opened(size=WIDE) as d:
        before = d.screen.pane.current
        await d.press("G", "equals_sign")
        assert (d.screen.panel, d.screen.pane.current) == (None, before)


def test_letters_are_shared_fairly() -> None:
    few, many = letters_for([[f"a{n}" for n in range(5)], [f"b{n}" for n in range(200)]])

    assert len(few) == 5
    assert len(few) + len(many) == len(LETTERS)
    assert len({*few.values(), *many.values()}) == len(LETTERS)


# Reading width


async def test_the_width_changes_by_key_keeps_the_place_and_is_remembered(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "s.json", toured=True)
    async with opened(size=(150, 40)) as d:
        d.app.memory = memory
        at = d.screen.pane.current
        room = d.screen.pane.layout_text.width
        widths = []
        for _press in range(4):
            await d.press("W")
            widths.append(d.screen.pane.layout_text.width)
        assert d.screen.pane.current == at
    assert widths == [44, 60, room, 44]
    assert Memory(tmp_path / "s.json").reading_width == 44


async def test_the_settings_give_the_width_and_the_key_goes_before_them() -> None:
    choose("en")
    running = app(FakeReview(), FakeReview())
    running.settings = Settings(reading_width=44)
    async with running.run_test(size=WIDE) as pilot:
        await pilot.press("enter")
        await settled(pilot)
        assert running._review_screen is not None
        assert running._review_screen.pane.layout_text.width == 44
        await pilot.press("W")
        wider = running._review_screen.pane.layout_text.width
        assert wider > 44
        await pilot.press("o")
        await settled(pilot)
        assert running._review_screen.pane.layout_text.width == wider


# Source


async def test_the_place_in_the_file_and_the_lines_around_it_are_shown() -> None:
    async with opened() as d:
        await d.go(d.entity("Meerdonk"))
        await d.press("B")
        shown = d.lines("inspector")
        assert "verslag-1.md" in shown[0] or "verslag-1.md" in shown[1]
        assert "line " in d.text("inspector")
        assert "Dhr. Van Terwolde meldt dat Meerdonk" in d.text("inspector")
        assert "D2 Hennep" in d.text("inspector")
        await d.press("B")
        assert d.screen.panel is None


async def test_a_key_that_is_not_its_own_closes_it_and_acts() -> None:
    async with opened() as d:
        await d.press("B", "a")
        assert d.screen.panel is None
        assert d.session.annotations()[0].status == "accepted"


# Copy


async def test_the_quote_is_copied_and_once_more_the_whole_annotation() -> None:
    async with opened() as d:
        await d.go(d.entity("Meerdonk"))
        await d.press("y")
        assert d.app.clipboard == "Meerdonk"
        assert "copied: 8 characters" in d.shown()
        await d.press("y")
        assert d.app.clipboard.startswith("place: “Meerdonk”")
        assert "verslag-1.md, line" in d.app.clipboard
        await d.press("y")
        assert d.app.clipboard == "Meerdonk"


async def test_a_selection_is_copied_first() -> None:
    async with opened() as d:
        await d.caret("Meerdonk")
        await d.press("v", "right", "right", "y")
        assert d.app.clipboard == "Meerdonk en Vlierdonk"
        assert d.screen.pane.anchor is not None


async def test_more_than_a_terminal_takes_is_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "MOST", 5)
    async with opened() as d:
        await d.go(d.entity("Meerdonk"))
        await d.press("y")
        assert d.app.clipboard == ""
        assert "more than a terminal's clipboard takes" in d.shown()


def test_the_most_fits_in_what_terminals_take() -> None:
    assert len(base64.b64encode(b"x" * clipboard.MOST)) < 75_000


async def test_nothing_hostile_is_copied() -> None:
    made = session()
    entity = made.annotations("entity")[0]
    made.apply(SetField(id=entity.id, field="note", value="na \x9b31m \u202e"))
    assert "\x9b" not in clipboard.described(made, entity, "a\x1b[2J.md")
    assert "\x1b" not in clipboard.described(made, entity, "a\x1b[2J.md")


async def test_annotations_are_added_at_the_end_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with opened() as d:
        for words in ("Meerdonk", "Tigelaar"):
            await d.go(d.entity(words))
            await d.press("Y", "ctrl+u")
            await d.type("quotes.txt")
            await d.press("enter")
            assert "written:" in d.shown()
        await d.press("Y", "ctrl+u")
        await d.type("nergens/x.txt")
        await d.press("enter")
        assert "cannot be written" in d.shown()
    text = (tmp_path / "quotes.txt").read_text(encoding="utf-8")
    assert text.index("“Meerdonk”") < text.index("“Tigelaar”")


# Remarks


async def test_remarks_are_listed_filtered_and_gone_to() -> None:
    async with opened() as d:
        await d.press("F")
        assert "there are no comments or flags" in d.shown()
        first, second = d.entity("Meerdonk"), d.entity("Tigelaar")
        await d.go(first)
        await d.press("f")
        await d.go(second)
        await d.press("c")
        await d.type("wie is dit")
        await d.press("enter", "home", "F")
        assert "1/2" in d.text("inspector")
        assert "wie is dit" in d.text("inspector")
        await d.type("flag")
        assert "1/1" in d.text("inspector")
        assert "Meerdonk" in d.text("inspector")
        await d.press("enter")
        assert d.screen.pane.current == first.id
        await d.press("F", "up", "enter")
        assert d.screen.pane.current == second.id


async def test_remarks_on_items_and_people_are_listed_too() -> None:
    async with opened() as d:
        item = d.session.agenda()[1]
        person = d.session.participants()[0]
        d.session.apply(SetField(id=item.id, field="note", value="nummer klopt niet"))
        d.session.apply(SetField(id=person.id, field="flag", value=True))
        await d.press("F")
        await d.type("nummer")
        await d.press("enter")
        assert d.screen.board.here.item == item.id
        await d.press("F")
        await d.type("flag")
        await d.press("enter")
        assert (d.side(), d.screen.side and d.screen.side.cursor) == ("speakers", person.id)


def test_ten_thousand_remarks_show_as_many_rows_as_there_are() -> None:
    made = session()
    for record in made.annotations():
        made.apply(SetField(id=record.id, field="flag", value=True))
    panel = RemarksPanel(made, lambda _identifier: None, None)

    assert len(panel.lines(80, 5)) == 5
    for key in ("pagedown", "pageup", "up", "down", "tab"):
        panel.take(key, None)
        assert len(panel.lines(80, 5)) == 5


# Guideline and help


async def test_the_guideline_has_sentence_example_and_counter_example() -> None:
    async with opened() as d:
        await d.go(d.entity("Meerdonk"))
        await d.press("question_mark")
        shown = d.text("inspector")
        assert "A place, municipality, region, building or country with a name." in shown
        assert "✓ example  gemeente [Meerdijk]" in shown
        assert "✗ not  de [Meerdijkse] aanpak" in shown
        await d.press("question_mark")
        assert d.screen.panel is None


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_every_layer_has_a_guideline(language: str) -> None:
    async with opened(language=language) as d:
        for record in d.session.annotations():
            await d.go(record)
            await d.press("question_mark")
            assert d.screen.panel is not None
            assert len([line for line in d.lines("inspector") if line.strip()]) >= 3
            await d.press("enter")
        await d.press("S", "question_mark")
        assert d.screen.panel is not None


async def test_without_an_annotation_the_same_key_is_help() -> None:
    async with opened() as d:
        await d.caret("De voorzitter")
        await d.press("question_mark")
        assert isinstance(d.app.screen, HelpScreen)


@pytest.mark.parametrize(
    ("keys", "pane"),
    [((), "text"), (("g",), "agenda"), (("S",), "speakers"), (("D",), "decisions"), (("T",), "actions")],
)
async def test_f1_explains_the_pane_in_focus(keys: tuple[str, ...], pane: str) -> None:
    async with opened() as d:
        await d.press(*keys, "f1")
        assert isinstance(d.app.screen, HelpScreen)
        assert PANES[pane][0].upper() in d.shown()
        await d.press("f1")
        assert d.side() == pane


async def test_f1_explains_a_form_and_what_was_typed_stays() -> None:
    async with opened() as d:
        await d.press("c")
        await d.type("half")
        await d.press("f1")
        assert PANES["panel"][0].upper() in d.shown()
        await d.press("q")
        assert "half" in d.text("inspector")


async def test_f1_on_the_list_of_documents() -> None:
    async with opened(FakeReview(), FakeReview()) as d:
        await d.press("f1")
        assert PANES["documents"][0].upper() in d.shown()


# Tour


async def at_first_start(review: FakeReview, *keys: str) -> Driver:
    choose("en")
    running = app(review)
    running.memory = Memory()
    async with running.run_test(size=NARROW) as pilot:
        if not keys:
            await settled(pilot)
        await pilot.press(*keys)
        await settled(pilot)
        driver = Driver(pilot, running, review)
        driver.__dict__["panel"] = driver.screen.panel
        driver.__dict__["footer"] = driver.text("footer")
        return driver


async def test_the_tour_is_shown_at_the_very_first_start_and_never_again() -> None:
    driver = await at_first_start(FakeReview())
    assert isinstance(driver.__dict__["panel"], TourPanel)
    assert "f2 go on" in driver.__dict__["footer"]
    assert driver.app.memory.toured
    async with opened() as d:
        assert d.screen.panel is None


async def test_no_tour_where_the_document_was_left_before() -> None:
    driver = await at_first_start(FakeReview(where=Where(None, 5)))
    assert driver.__dict__["panel"] is None


async def test_keys_typed_ahead_act_and_end_the_tour() -> None:
    review = FakeReview()
    driver = await at_first_start(review, "a", "a")
    assert driver.__dict__["panel"] is None
    assert [record.status for record in review.session.annotations()[:3]] == ["accepted", "accepted", "pending"]


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_tour_is_recalled_walked_through_and_left(size: tuple[int, int]) -> None:
    async with opened(size=size) as d:
        for title, _text in STEPS:
            await d.press("f2")
            assert title in d.text("inspector")
        await d.press("f2")
        assert d.screen.panel is None
        await d.press("f2", "f2", "ctrl+x")
        assert d.screen.panel is None
        await d.press("f2")
        assert STEPS[1][0] in d.text("inspector")
