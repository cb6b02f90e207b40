"""Settling what is proposed, and going from one to the next."""

from __future__ import annotations

from dvo_tui.review.records import Action, Decision, Entity, Turn
from tests.invented.vlierdonk import TIGELAAR, propose, session, span
from tests.tui.driving import FakeReview, Where, opened, settled


async def test_accept_settles_the_current_one_and_goes_to_the_next_pending() -> None:
    async with opened() as d:
        first = d.session.pending()[0]
        await d.press("a")

        assert d.session.annotation(first.id).status == "accepted"
        assert d.current == d.session.pending()[0]


async def test_reject_settles_and_goes_on() -> None:
    async with opened() as d:
        first = d.session.pending()[0]
        await d.press("x")

        assert d.session.annotation(first.id).status == "rejected"
        assert d.current == d.session.pending()[0]


async def test_keys_pressed_before_the_document_is_there_count() -> None:
    review = FakeReview()
    from tests.tui.driving import app

    running = app(review)
    async with running.run_test(size=(120, 40)) as pilot:
        await pilot.press("a", "a", "x")
        await settled(pilot)

        states = [record.status for record in review.session.annotations()][:3]
    assert states == ["accepted", "accepted", "rejected"]


async def test_skipping_goes_forth_and_back_over_pending_ones_only() -> None:
    async with opened() as d:
        first, second, third = d.session.pending()[:3]
        await d.go(second)
        await d.press("a", "N")
        assert d.current is not None
        assert d.current.id == first.id  # type: ignore[union-attr]
        await d.press("n")
        assert d.current == d.session.annotation(third.id)


async def test_next_and_previous_go_over_annotations_of_any_state() -> None:
    async with opened() as d:
        first, second = d.session.annotations()[:2]
        await d.press("a", "k")
        assert d.current == d.session.annotation(first.id)
        await d.press("down")
        assert d.current == d.session.annotation(second.id)
        await d.press("up", "j")
        assert d.current == d.session.annotation(second.id)


async def test_previous_on_the_first_stays() -> None:
    async with opened() as d:
        await d.press("k", "k")

        assert d.current == d.session.annotations()[0]


async def test_reset_makes_it_pending_again() -> None:
    async with opened() as d:
        first = d.session.pending()[0]
        await d.press("a", "k", "r")

        assert d.session.annotation(first.id).status == "pending"


async def test_remove_takes_the_annotation_away_and_goes_on() -> None:
    async with opened() as d:
        first = d.session.pending()[0]
        await d.press("backspace")

        assert first.id not in d.session.records
        assert d.current == d.session.pending()[0]


async def test_undo_and_redo_go_to_what_they_changed() -> None:
    async with opened() as d:
        first, second = d.session.pending()[:2]
        await d.press("a", "a", "u", "u")
        assert d.current == d.session.annotation(first.id)
        assert d.session.annotation(first.id).status == "pending"
        await d.press("U", "U")
        assert d.current == d.session.annotation(second.id)
        assert d.session.annotation(second.id).status == "accepted"


async def test_undo_with_nothing_to_undo_says_so() -> None:
    async with opened() as d:
        await d.press("u")

        assert "nothing to undo" in d.text("footer")


async def test_undoing_an_addition_goes_to_where_it_stood() -> None:
    async with opened() as d:
        await d.caret("Er zijn geen mededelingen")
        await d.press("d")
        added = d.current
        assert isinstance(added, Decision)
        await d.press("n", "u")

        assert added.id not in d.session.records
        assert d.screen.pane.caret == span("Er zijn geen").start


async def test_digits_set_the_type_of_a_mention() -> None:
    async with opened() as d:
        await d.go(d.entity("Meerdonk"))
        await d.press("2")

        assert d.entity("Meerdonk").type == "ORGANISATION"
        assert d.entity("Meerdonk").status == "accepted"


async def test_a_digit_for_the_type_it_has_accepts_it() -> None:
    async with opened() as d:
        await d.go(d.entity("Meerdonk"))
        await d.press("3")

        assert d.entity("Meerdonk").status == "accepted"
        assert d.entity("Meerdonk").type == "LOCATION"


async def test_a_digit_nothing_stands_behind_says_so() -> None:
    async with opened() as d:
        await d.press("9")

        assert "9" in d.text("footer")
        assert d.session.revision == 0


async def test_digits_set_the_kind_of_decisions_and_actions() -> None:
    async with opened() as d:
        decision, action = d.session.annotations("decision")[0], d.session.annotations("action")[0]
        await d.go(decision)
        await d.press("1")
        await d.go(action)
        await d.press("2")

        changed, other = d.session.annotation(decision.id), d.session.annotation(action.id)
        assert isinstance(changed, Decision)
        assert isinstance(other, Action)
        assert (changed.kind, other.kind) == ("adopted", "commitment")


async def test_digits_pick_the_speaker_of_a_turn() -> None:
    async with opened() as d:
        turn = d.at(span(TIGELAAR))
        await d.go(turn)
        assert "1 D. Tiggelaar" in d.text("inspector")
        await d.press("1")

        changed = d.session.annotation(turn.id)
        assert isinstance(changed, Turn)
        assert d.session.name_of(changed.speaker) == "D. Tiggelaar"


async def test_edges_move_by_word_and_by_character_and_keep_the_identity() -> None:
    async with opened() as d:
        place = d.entity("Platform Zand")
        await d.go(place)
        for key, words in (
            ("l", "Platform"),
            ("L", "Platform Zand"),
            ("L", "Platform Zand deelt"),
            ("h", "Zand deelt"),
            ("H", "Platform Zand deelt"),
            ("alt+h", "latform Zand deelt"),
            ("alt+shift+h", "Platform Zand deelt"),
            ("alt+l", "Platform Zand deel"),
            ("alt+shift+l", "Platform Zand deelt"),
        ):
            await d.press(key)
            record = d.session.annotation(place.id)
            assert isinstance(record, Entity)
            assert record.text == words, key
        assert d.session.annotation(place.id).origin == place.origin


async def test_an_edge_never_leaves_nothing() -> None:
    async with opened() as d:
        await d.go(d.entity("Meerdonk"))
        await d.press("l")

        assert d.entity("Meerdonk").text == "Meerdonk"
        assert "cannot move" in d.text("footer")


async def test_when_all_is_settled_it_says_so_and_stays() -> None:
    review = FakeReview(session())
    for record in review.session.pending()[1:]:
        from dvo_tui.review.commands import Accept

        review.session.apply(Accept(id=record.id))
    async with opened(review) as d:
        await d.press("a")

        assert d.session.pending() == ()
        assert "everything is settled" in d.text("footer")


async def test_pending_goes_around_the_end() -> None:
    async with opened() as d:
        await d.go(d.session.annotations()[-1])
        await d.press("a")

        assert d.current == d.session.annotations()[0]


async def test_a_document_opens_at_the_place_where_it_was_left() -> None:
    review = FakeReview()
    place = review.session.annotations("decision")[0]
    review.where = Where(place.id, place.spans[0].start)
    async with opened(review) as d:
        assert d.current == place


async def test_the_place_is_kept_on_quit() -> None:
    review = FakeReview()
    async with opened(review) as d:
        await d.press("j", "j")
        here = d.screen.pane.current
        await d.press("q")
    assert review.closed
    assert review.where == Where(here, review.session.annotation(here or "").spans[0].start)


async def test_complete_refuses_edits_until_it_is_reopened() -> None:
    async with opened() as d:
        await d.press("C", "C", "a")
        assert d.session.complete
        assert "complete" in d.text("footer")
        assert d.session.progress().accepted == 0
        await d.press("C", "C", "a")
        assert d.session.progress().accepted == 1


async def test_flag_and_comment_do_not_settle() -> None:
    async with opened() as d:
        first = d.session.annotations()[0]
        await d.press("f", "c")
        await d.type("kan dit?")
        await d.press("enter")

        record = d.session.annotation(first.id)
        assert (record.flag, record.note, record.status) == (True, "kan dit?", "pending")


async def test_keys_typed_at_once_act_in_order_also_into_a_dialogue() -> None:
    async with opened() as d:
        first, second = d.session.annotations()[:2]
        await d.pilot.press("c", "j", "a", "enter", "a", "x")
        await d.pilot.pause()

        assert d.session.annotation(first.id).note == "ja"
        assert d.session.annotation(first.id).status == "accepted"
        assert d.session.annotation(second.id).status == "rejected"


async def test_the_inner_of_nested_annotations_is_current_under_the_caret() -> None:
    async with opened() as d:
        await d.caret("april 2021")

        assert d.current == d.entity("april 2021")


async def test_rejected_ones_are_skipped_until_they_are_shown() -> None:
    async with opened() as d:
        first, second = d.session.annotations()[:2]
        await d.press("x", "k")
        assert d.current == d.session.annotation(second.id)
        await d.press("R", "k")
        assert d.current == d.session.annotation(first.id)


def test_the_invented_minutes_have_something_of_every_layer() -> None:
    made = session()

    assert {type(record).__name__ for record in made.annotations()} == {"Entity", "Turn", "Decision", "Action"}
    assert propose("entity", "PERSON", span("Tigelaar")).layer == "entity"
