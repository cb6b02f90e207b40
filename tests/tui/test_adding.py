"""Adding what the machine missed, and correcting what it found, by keyboard alone."""

from __future__ import annotations

import pytest

from dvo_tui.minutes.model import AgendaItem, Participant
from dvo_tui.review.records import Action, Decision, Entity, Note, Turn
from dvo_tui.suggest.base import Known
from tests.invented.vlierdonk import TERWOLDE, TEXT, span
from tests.tui.driving import Driver, FakeReview, opened


async def select(d: Driver, words: str, moves: int) -> None:
    await d.caret(words)
    await d.press("v", *["right"] * moves)


async def test_a_selection_and_a_digit_add_a_mention() -> None:
    async with opened() as d:
        await select(d, "de gemeenten", 1)
        assert "“de gemeenten”" in d.text("inspector")
        await d.press("2")

        added = d.current
        assert isinstance(added, Entity)
        assert (added.type, added.text, added.status) == ("ORGANISATION", "de gemeenten", "accepted")
        assert d.screen.pane.selection is None


@pytest.mark.parametrize(("key", "kind"), [("d", Decision), ("t", Action), ("s", Turn), ("e", Note)])
async def test_a_selection_and_a_letter_add_another_layer(key: str, kind: type) -> None:
    async with opened() as d:
        await select(d, "Er zijn geen mededelingen", 3)
        await d.press(key)

        added = d.current
        assert isinstance(added, kind)
        assert getattr(added, "spans", ()) == (span("Er zijn geen mededelingen"),)


async def test_select_again_takes_the_selection_back() -> None:
    async with opened() as d:
        await select(d, "gemeenten", 0)
        await d.press("v", "2")

        assert "gemeenten" not in [record.text for record in d.session.annotations("entity")]  # type: ignore[union-attr]


@pytest.mark.parametrize("key", ["escape", "ctrl+x"])
async def test_leaving_takes_the_selection_back(key: str) -> None:
    async with opened() as d:
        await select(d, "gemeenten", 0)
        await d.press(key)

        assert d.screen.pane.selection is None


async def test_the_sentence_under_the_caret_becomes_a_decision_with_a_kind_by_digit() -> None:
    async with opened() as d:
        await d.caret("zijn geen mededelingen")
        await d.press("d", "4")

        added = d.current
        assert isinstance(added, Decision)
        assert (added.kind, added.text) == ("noted", "Er zijn geen mededelingen.")


async def test_the_sentence_becomes_an_action_with_owner_and_due_from_the_text() -> None:
    async with opened() as d:
        await d.go(d.session.annotations("action")[0])
        await d.press("backspace")
        await d.caret("deelt de toolkit")
        await d.press("t")
        assert "1 Platform Zand" in d.text("inspector")
        await d.press("1")
        assert "1 in april 2021" in d.text("inspector")
        await d.press("1")

        added = d.current
        assert isinstance(added, Action)
        assert (added.owners, added.due, added.due_text) == (("Platform Zand",), "2021-04", "in april 2021")
        assert d.screen.panel is None


async def test_another_key_leaves_the_offer_and_does_its_own_work() -> None:
    async with opened() as d:
        first = d.session.pending()[0]
        await d.go(first)
        await d.caret("Er zijn geen")
        await d.press("t", "n")

        assert d.screen.panel is None
        assert d.current in d.session.pending()


async def test_an_offer_can_be_skipped() -> None:
    async with opened() as d:
        await d.caret("deelt de toolkit")
        await d.press("d", "u", "t")
        await d.press("space", "space")

        assert d.screen.panel is None


async def test_the_sentence_becomes_a_turn_with_the_speaker_named_in_it() -> None:
    async with opened() as d:
        turn = d.at(span(TERWOLDE))
        await d.go(turn)
        await d.press("backspace")
        await d.caret("benoemt de memo")
        await d.press("s")

        added = d.current
        assert isinstance(added, Turn)
        assert d.session.name_of(added.speaker) == "O. van Terwolde"
        assert added.speaker_text == "Dhr. Van Terwolde"


async def test_a_name_becomes_a_participant() -> None:
    async with opened() as d:
        await d.go(d.entity("Tigelaar"))
        await d.press("P")

        assert "Tigelaar" in [person.name for person in d.session.participants()]


async def test_a_line_becomes_an_agenda_item() -> None:
    async with opened() as d:
        await d.caret("Het DVO geeft akkoord")
        await d.press("I")

        titles = [item.title for item in d.session.agenda()]
        assert titles == ["Opening", "Jaarwisseling", "Het DVO geeft akkoord op het voorstel.", "Hennep"]


async def test_the_same_words_everywhere_after_a_preview_as_one_change() -> None:
    async with opened() as d:
        await d.go(d.entity("DVO"))
        await d.press("equals_sign")
        assert "2 of 2 here" in d.text("inspector")
        assert d.session.revision == 0
        await d.press("enter")
        assert d.entity("DVO").status == d.entity("DVO", 1).status == "accepted"
        await d.press("u")
        assert d.entity("DVO").status == d.entity("DVO", 1).status == "pending"


async def test_the_preview_can_be_left() -> None:
    async with opened() as d:
        await d.go(d.entity("DVO"))
        await d.press("equals_sign", "backspace")

        assert d.session.revision == 0
        assert d.screen.panel is None


async def test_link_by_digit_to_a_ranked_candidate() -> None:
    async with opened() as d:
        await d.go(d.entity("Tigelaar"))
        await d.press("i")
        assert "1 D. Tiggelaar" in d.text("inspector")
        await d.press("1")

        assert d.session.name_of(d.entity("Tigelaar").link) == "D. Tiggelaar"


async def test_link_filters_by_letters() -> None:
    async with opened() as d:
        await d.go(d.entity("Tigelaar"))
        await d.press("i")
        await d.type("kroes")
        assert "1 A. Kroes" in d.text("inspector")
        await d.press("enter")

        assert d.session.name_of(d.entity("Tigelaar").link) == "A. Kroes"


async def test_link_to_a_name_of_the_register_and_to_plain_text() -> None:
    review = FakeReview(known=Known(people=("B. Zwanenburg",)))
    async with opened(review) as d:
        await d.go(d.entity("Tigelaar"))
        await d.press("i")
        await d.type("Zwanenburg")
        assert "B. Zwanenburg" in d.text("inspector")
        await d.press("1")
        assert d.entity("Tigelaar").link == "B. Zwanenburg"
        await d.go(d.entity("Tigelaar"))
        await d.press("i")
        await d.type("Xqz")
        assert "1 Xqz  as it stands" in d.text("inspector")
        await d.press("1")
        assert d.entity("Tigelaar").link == "Xqz"


async def test_backspace_leaves_the_link_dialogue() -> None:
    async with opened() as d:
        await d.go(d.entity("Tigelaar"))
        await d.press("i", "x", "backspace", "backspace")

        assert d.screen.panel is None
        assert d.entity("Tigelaar") in d.session.pending()


async def test_the_form_changes_several_fields_as_one_change() -> None:
    async with opened() as d:
        action = d.session.annotations("action")[0]
        await d.go(action)
        await d.press("enter", "3", "down", "down", "1", "down", "down")
        await d.type("2021-04")
        await d.press("enter")

        changed = d.session.annotation(action.id)
        assert isinstance(changed, Action)
        assert (changed.kind, changed.due) == ("request", "2021-04")
        assert len(changed.owners) == 1
        assert d.session.revision == 1
        await d.press("u")
        assert d.session.annotation(action.id) == action


async def test_the_form_says_what_the_session_refuses_and_stays() -> None:
    async with opened() as d:
        action = d.session.annotations("action")[0]
        await d.go(action)
        await d.press("enter", "down", "down", "down", "down")
        await d.type("ooit")
        await d.press("enter")
        assert "2021-04-12" in d.text("inspector")
        await d.press("ctrl+x", "ctrl+x")
        assert d.screen.panel is None
        assert d.session.revision == 0


async def test_the_form_of_an_agenda_item_when_its_pane_has_the_focus() -> None:
    async with opened() as d:
        await d.press("g", "j", "a", "1", "L", "i", "enter")
        await d.press("down", "down", "down")
        await d.type(" 2020")
        await d.press("enter")

        item = d.session.agenda()[2]
        assert isinstance(item, AgendaItem)
        assert item.title.endswith(" 2020")


async def test_the_form_of_a_participant_when_the_speakers_have_the_focus() -> None:
    async with opened() as d:
        await d.press("S", "j", "enter", "down", "2", "enter")

        changed = [person for person in d.session.participants() if person.attendance == "absent"]
        assert len(changed) == 1
        assert isinstance(changed[0], Participant)


async def test_the_form_of_the_meeting() -> None:
    async with opened() as d:
        await d.press("M", "down", "5", "enter")

        assert d.session.meeting.kind == "afsprakenlijst"


async def test_comment_and_flag_are_about_the_row_in_focus() -> None:
    async with opened() as d:
        await d.press("g", "f", "c")
        await d.type("let op")
        await d.press("enter")

        item = next(item for item in d.session.agenda() if item.flag)
        assert item.note == "let op"


async def test_an_empty_comment_takes_it_away() -> None:
    async with opened() as d:
        first = d.session.annotations()[0]
        await d.press("c", "x", "enter", "c", "backspace", "enter")

        assert d.session.annotation(first.id).note is None


async def test_what_is_typed_is_made_printable() -> None:
    async with opened() as d:
        first = d.session.annotations()[0]
        await d.press("c")
        d.screen.take_paste("a\x1b]0;x\x07b\u202e")
        await d.press("enter")

        assert d.session.annotation(first.id).note == "a␛]0;x␇b\ufffd"


async def test_a_paste_of_a_megabyte_is_cut() -> None:
    async with opened() as d:
        first = d.session.annotations()[0]
        await d.press("c")
        d.screen.take_paste("x" * 1_000_000)
        await d.press("enter")

        assert len(d.session.annotation(first.id).note or "") == 4_000


async def test_a_paste_outside_a_field_is_no_keys() -> None:
    async with opened() as d:
        d.screen.take_paste("aaaxxx")
        await d.pilot.pause()

        assert d.session.revision == 0


async def test_nothing_is_added_where_there_is_no_text() -> None:
    async with opened() as d:
        d.screen.walk.to(len(TEXT))
        await d.press("d")

        assert "no text" in d.text("footer")
        assert d.session.revision == 0


@pytest.mark.parametrize(("key", "layer"), [("d", "decision"), ("e", "note")])
async def test_the_kind_by_digit_is_part_of_adding_so_one_undo_takes_both_back(key: str, layer: str) -> None:
    async with opened() as d:
        before = d.session.annotations(layer)
        await d.press("n")
        left = d.current
        await d.caret("zijn geen mededelingen")
        await d.press(key, "3", "2")
        added = d.current
        assert isinstance(added, (Decision, Note))
        assert (added.kind, added.status) == (d.session.scheme.labels(layer)[1].id, "accepted")
        await d.press("n")
        assert d.current == left
        await d.press("u")
        assert d.session.annotations(layer) == before
        await d.press("U")
        assert d.current == added


async def test_the_kind_of_what_stood_there_before_is_an_undo_of_its_own() -> None:
    async with opened() as d:
        await d.caret("zijn geen mededelingen")
        await d.press("d", "c", "x", "enter", "4", "u")

        kept = d.current
        assert isinstance(kept, Decision)
        assert (kept.kind, kept.note) == ("decided", "x")
