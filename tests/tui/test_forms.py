"""Decisions and actions that fill themselves, second evidence, and what forms do with keys, values and errors."""

from __future__ import annotations

from dvo_tui.review.commands import Add, Edit
from dvo_tui.review.edits import EDITABLE
from dvo_tui.review.records import Action, Decision
from dvo_tui.suggest.base import Known
from dvo_tui.tui.panels.fields import ManyField, Option, PickField, TextField
from dvo_tui.tui.panels.form import FormPanel, people
from tests.invented.vlierdonk import session, span
from tests.tui.driving import NARROW, Driver, FakeReview, opened

SENTENCE = "Platform Zand deelt de toolkit in april 2021 met de gemeenten."


def action(d: Driver, nth: int = 0) -> Action:
    found = d.session.annotations("action")[nth]
    assert isinstance(found, Action)
    return found


# An action from its sentence


async def test_owner_and_due_are_one_change_after_the_sentence() -> None:
    async with opened() as d:
        await d.go(action(d))
        await d.press("backspace")
        await d.caret("deelt de toolkit")
        before = d.session.revision
        await d.press("t", "1", "1")

        added = action(d)
        assert (added.owners, added.due, added.status) == (("Platform Zand",), "2021-04", "accepted")
        assert d.session.revision == before + 2
        await d.press("u")
        assert (action(d).owners, action(d).due) == ((), None)


async def test_an_owner_that_was_picked_is_kept_by_any_key_that_goes_on() -> None:
    async with opened() as d:
        await d.go(action(d))
        await d.press("backspace")
        await d.caret("deelt de toolkit")
        await d.press("t", "1", "n")

        assert action(d).owners == ("Platform Zand",)
        assert d.screen.panel is None
        assert d.current in d.session.pending()


async def test_an_action_that_was_proposed_gets_owner_and_due_by_the_same_keys() -> None:
    place = span("deelt de toolkit in april 2021")
    review = FakeReview()
    review.session.apply(Add(layer="action", type="action", start=place.start, end=place.end))
    async with opened(review) as d:
        shorter = next(one for one in d.session.annotations("action") if one.spans == (place,))
        await d.go(shorter)
        await d.press("t", "1", "1")

        assert len(d.session.annotations("action")) == 2
        changed = d.session.annotation(shorter.id)
        assert isinstance(changed, Action)
        assert (changed.owners, changed.due) == (("Platform Zand",), "2021-04")


async def test_a_sentence_that_is_an_action_already_is_not_added_twice() -> None:
    review = FakeReview()
    review.session.apply(Edit(id=review.session.annotations("action")[0].id, values={"kind": "request"}))
    async with opened(review) as d:
        await d.caret("de toolkit")
        await d.press("t", "1", "space")

        assert len(d.session.annotations("action")) == 1
        assert (action(d).kind, action(d).owners) == ("request", ("Platform Zand",))


async def test_a_proposed_decision_under_the_caret_is_accepted_and_takes_the_digit() -> None:
    async with opened() as d:
        await d.caret("geeft akkoord")
        await d.press("d", "3")

        found = d.session.annotations("decision")
        assert [(one.status, getattr(one, "kind", "")) for one in found] == [("accepted", "decided")]


async def test_the_subject_of_the_sentence_is_offered_where_nobody_is_marked() -> None:
    review = FakeReview()
    async with opened(review) as d:
        await d.caret("De voorzitter opent")
        await d.press("t")

        assert "De voorzitter" in d.text("inspector")


async def test_the_next_meeting_is_offered_when_no_date_is_said() -> None:
    async with opened() as d:
        await d.caret("Er zijn geen")
        await d.press("t", "space")
        shown = d.text("inspector")
        digit = next(part.split()[0] for part in shown.split("   ") if "next meeting" in part)
        await d.press(digit[-1])

        added = d.current
        assert isinstance(added, Action)
        assert (added.due, added.due_anchor) == (None, "next_meeting")


# Evidence


async def test_a_sentence_becomes_one_more_place_of_the_last_action() -> None:
    async with opened() as d:
        wanted = action(d)
        await d.go(wanted)
        await d.caret("samen optrekken")
        await d.press("E")

        after = action(d)
        assert after.spans == (
            *wanted.spans,
            span("Dhr. Van Terwolde meldt dat Meerdonk en Vlierdonk samen optrekken."),
        )
        assert "one more place" in d.text("footer")
        assert d.screen.pane.caret == span("samen optrekken").start
        await d.press("u")
        assert action(d).spans == wanted.spans


async def test_a_selection_becomes_one_more_place_of_the_last_decision() -> None:
    async with opened() as d:
        decision = d.session.annotations("decision")[0]
        await d.go(decision)
        await d.caret("geen mededelingen")
        await d.press("v", "right", "E")

        assert d.session.annotation(decision.id).spans[1] == span("geen mededelingen")
        assert d.screen.pane.selection is None


async def test_the_same_key_at_a_place_takes_it_away_but_not_the_last_one() -> None:
    async with opened() as d:
        wanted = action(d)
        await d.go(wanted)
        await d.caret("samen optrekken")
        await d.press("E", "E")
        assert action(d).spans == wanted.spans
        assert "one place less" in d.text("footer")
        await d.caret("deelt de toolkit")
        await d.press("E")
        assert action(d).spans == wanted.spans
        assert d.session.revision == 2


async def test_an_action_that_the_caret_only_came_past_is_not_meant() -> None:
    async with opened() as d:
        decision = d.session.annotations("decision")[0]
        await d.go(decision)
        await d.caret("deelt de toolkit")  # in an action
        await d.caret("samen optrekken")
        await d.press("E")

        assert len(d.session.annotation(decision.id).spans) == 2


async def test_more_evidence_needs_a_decision_or_action_first() -> None:
    async with opened() as d:
        await d.caret("Er zijn geen")
        await d.press("E")

        assert "decision or action first" in d.text("footer") + d.text("inspector")
        assert d.session.revision == 0


# Fields


def test_what_is_typed_comes_before_those_who_are_hardly_alike() -> None:
    made = session()
    options = people(made, ("Platform Duin",), "")

    typed = [option.label for option in options("Tiggelaer")]
    assert typed.index("D. Tiggelaar") < typed.index("Tiggelaer")
    unlike = [option.label for option in options("Omgevingsdienst")]
    assert unlike[0] == "Omgevingsdienst"


def test_owners_named_in_the_sentence_come_first() -> None:
    made = session()
    panel = FormPanel(made, made.annotations("action")[0])
    owners = next(one for one in panel.fields if one.name == "owners")

    assert owners.options[0].value == "Platform Zand"
    assert len({option.value for option in owners.options}) == len(owners.options)


async def test_an_organisation_typed_as_owner_is_behind_the_first_digit() -> None:
    async with opened() as d:
        await d.go(action(d))
        await d.press("enter", "down", "down")
        await d.type("Omgevingsdienst")
        await d.press("1", "enter")

        assert action(d).owners == ("Omgevingsdienst",)


async def test_a_due_date_is_offered_behind_an_arrow() -> None:
    async with opened() as d:
        await d.go(action(d))
        await d.press("enter", *["down"] * 4, "right", "enter")

        assert action(d).due == "2021-04"


async def test_tab_and_enter_walk_and_save() -> None:
    async with opened() as d:
        await d.go(action(d))
        await d.press("enter", "tab", "tab", "shift+tab", "end")
        await d.type(" Nu")
        await d.press("enter")

        assert action(d).text.endswith(". Nu")
        assert d.session.revision == 1


async def test_leaving_a_changed_form_asks_once_and_any_other_key_stays() -> None:
    async with opened() as d:
        await d.go(action(d))
        await d.press("enter", "3", "ctrl+x")
        assert "not saved yet" in d.text("inspector")
        await d.press("down", "ctrl+x")
        assert d.screen.panel is not None
        await d.press("enter")
        assert action(d).kind == "request"
        await d.press("enter", "ctrl+x")
        assert d.screen.panel is None


async def test_a_comment_is_not_lost_by_one_key() -> None:
    async with opened() as d:
        first = d.session.annotations()[0]
        await d.press("c")
        await d.type("let op")
        await d.press("ctrl+x")
        assert "not saved yet" in d.text("inspector")
        await d.press("enter")

        assert d.session.annotation(first.id).note == "let op"


async def test_a_paste_of_a_megabyte_into_any_field_is_cut() -> None:
    async with opened() as d:
        await d.go(action(d))
        await d.press("enter")
        for _ in range(6):
            await d.press("down")
            d.screen.take_paste("x" * 1_000_000)
            await d.pilot.pause()
        await d.press("ctrl+x", "ctrl+x")

        assert d.screen.panel is None
        assert d.session.revision == 0


async def test_a_long_value_scrolls_with_its_caret_and_choices_keep_their_rows() -> None:
    review = FakeReview()
    wanted = review.session.annotations("action")[0]
    review.session.apply(Edit(id=wanted.id, values={"text": "woord " * 60 + "einde"}))
    async with opened(review, size=NARROW) as d:
        await d.go(action(d))
        await d.press("enter")
        rows = len(d.lines("inspector"))
        await d.press("down")
        assert "einde" in d.text("inspector")
        await d.press("home")
        assert "einde" not in d.text("inspector")
        for _ in range(8):
            await d.press("down")
            assert len(d.lines("inspector")) == rows
            assert all(len(line) <= 80 for line in d.lines("inspector"))


async def test_the_session_says_at_the_field_what_it_refuses() -> None:
    async with opened() as d:
        await d.go(d.session.annotations("decision")[0])
        await d.press("enter", "down", "ctrl+u", "up", "enter")

        row = next(line for line in d.lines("inspector") if "cannot be empty" in line)
        assert "wording" in row
        assert row.startswith(" ▌")


async def test_a_kind_by_digit_after_the_sentence() -> None:
    async with opened() as d:
        await d.caret("Er zijn geen")
        await d.press("d", "5")

        added = d.current
        assert isinstance(added, Decision)
        assert added.kind == "deferred"


async def test_a_register_name_is_offered_while_typing() -> None:
    review = FakeReview(known=Known(organisations=("Platform Zandgrond",)))
    async with opened(review) as d:
        await d.go(action(d))
        await d.press("enter", "down", "down")
        await d.type("Platform Zandgro")

        assert "1 Platform Zandgrond" in d.text("inspector")


def test_an_offer_is_taken_by_digit_only_while_nothing_was_typed() -> None:
    field = TextField("location", "location", None, [Option("Zaal 1", "Zaal 1"), Option("Hal", "Hal")], digits=True)
    seen = []
    for character in "21x1":
        field.take(character, character)
        seen.append(field.value)
    assert seen == ["Hal", "Zaal 1", "Zaal 1x", "Zaal 1x1"]


def test_arrows_go_through_the_offers_at_either_end_of_the_text() -> None:
    field = TextField("date", "date", None, [Option("2021-03-08", "8 maart"), Option("2021-03-09", "9 maart")])
    seen = []
    for key in ("right", "right", "right", "home", "left"):
        field.take(key, None)
        seen.append(field.value)
    assert seen == ["2021-03-08", "2021-03-09", "2021-03-08", "2021-03-08", "2021-03-09"]


def test_a_field_that_is_typed_and_emptied_again_is_as_it_was() -> None:
    found = [Option("p1", "Anna"), Option("p2", "Bea")]
    field = PickField(
        "chair",
        "chair",
        "p1",
        lambda typed: [one for one in found if typed.lower() in one.label.lower()],
        shown="Anna",
        free=False,
        filtered=True,
    )
    field.take("b", "b")
    assert field.value == "p2"
    field.take("backspace", None)
    assert not field.changed
    field.take("backspace", None)
    assert field.value is None


async def test_saving_the_form_of_a_pending_one_goes_on_and_that_of_an_accepted_one_stays() -> None:
    to_owners = ["down"] * EDITABLE["action"].index("owners")
    async with opened() as d:
        pending = action(d)
        await d.go(pending)
        await d.press("enter", *to_owners)
        assert "ctrl+u" in d.text("footer")
        await d.type("Vis")
        await d.press("enter")
        assert (action(d).status, action(d).owners) == ("accepted", ("Vis",))
        assert d.current != action(d)
        assert d.current in d.session.pending()

        await d.go(action(d))
        await d.press("enter", *to_owners, "ctrl+u", "enter")
        assert action(d).owners == ()
        assert d.current == action(d)


def test_ctrl_u_empties_every_kind_of_field() -> None:
    several = ManyField("owners", "owners", ("Jan", "Piet"), lambda _typed: (), str)
    several.take("ctrl+u", None)
    assert several.value == ()
    one = PickField("item", "item", "a1", lambda _typed: (), shown="A1", free=False, filtered=True)
    one.take("ctrl+u", None)
    assert one.value is None


def test_several_names_are_parted_by_commas() -> None:
    field = ManyField("owners", "owners", (), lambda _typed: (), str)
    for character in "Jan, Piet":
        field.take(character, character)

    assert field.value == ("Jan", "Piet")
    assert "comma" in field.note
    assert "".join(one.text for one in field.pieces(40, active=False)) == "Jan, Piet"
