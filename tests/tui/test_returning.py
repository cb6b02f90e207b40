"""Going on and coming back: a correction settles and goes on, an addition leads back to where one was."""

from __future__ import annotations

import pytest

from dvo_tui.minutes.model import Span
from dvo_tui.review.commands import Add
from dvo_tui.review.records import Annotation, Turn
from dvo_tui.tui.speaking import speaker_of
from tests.invented.vlierdonk import TIGELAAR, minutes, session, span
from tests.tui.driving import Driver, FakeReview, opened


def pending(d: Driver) -> Annotation:
    assert isinstance(d.current, Annotation)
    assert d.current.status == "pending"
    return d.current


# Going on


@pytest.mark.parametrize("key", ["2", "3"])
async def test_a_digit_on_a_pending_one_goes_on_whether_it_changes_it_or_not(key: str) -> None:
    async with opened() as d:
        await d.go(d.entity("Meerdonk"))
        await d.press(key)

        assert d.entity("Meerdonk").status == "accepted"
        assert pending(d) != d.entity("Meerdonk")


async def test_a_digit_on_an_accepted_one_stays() -> None:
    async with opened() as d:
        await d.go(d.entity("Meerdonk"))
        await d.press("3")
        await d.go(d.entity("Meerdonk"))
        await d.press("2")

        assert d.current == d.entity("Meerdonk")
        assert d.entity("Meerdonk").type == "ORGANISATION"


async def test_the_speaker_of_a_pending_turn_by_digit_goes_on() -> None:
    async with opened() as d:
        turn = d.at(span(TIGELAAR))
        await d.go(turn)
        await d.press("1")

        assert d.session.annotation(turn.id).status == "accepted"
        assert pending(d).id != turn.id


# Coming back


@pytest.mark.parametrize("back", ["n", "a"])
async def test_after_adding_elsewhere_the_next_pending_is_where_one_was(back: str) -> None:
    async with opened() as d:
        await d.press("n", "n")
        here = pending(d)
        await d.caret("Vlierdonk samen")
        await d.press("v", "3", back)

        assert d.current == here


async def test_several_additions_lead_back_to_the_same_place() -> None:
    async with opened() as d:
        here = pending(d)
        await d.caret("gemeenten")
        await d.press("v", "2")
        await d.caret("Vlierdonk samen")
        await d.press("v", "3", "n")

        assert d.current == here


async def test_once_back_the_next_one_is_the_next() -> None:
    async with opened() as d:
        here = pending(d)
        await d.caret("Vlierdonk samen")
        await d.press("v", "3", "n", "n")

        assert pending(d) == d.session.pending()[1]
        assert pending(d) != here


async def test_what_was_settled_meanwhile_is_not_gone_back_to() -> None:
    async with opened() as d:
        here = pending(d)
        await d.caret("Vlierdonk samen")
        await d.press("v", "3")
        d.screen.pane.current = here.id
        await d.press("a")
        assert pending(d).id != here.id


async def test_an_agenda_item_gone_to_is_where_one_is() -> None:
    async with opened() as d:
        await d.press("n", "n", "n")
        here = pending(d)
        await d.caret("Vlierdonk samen")
        await d.press("v", "3", "[", "[", "n")

        assert d.current != here
        assert pending(d) == d.session.pending()[1]


async def test_back_is_only_forward() -> None:
    async with opened() as d:
        here = pending(d)
        await d.caret("Vlierdonk samen")
        await d.press("v", "3", "N")

        assert d.current == d.entity("Meerdonk")
        assert pending(d) != here


# Whose words they are

CASES = [
    (
        "De GGD Zand meldt dat mevrouw Postuma ziek is.",
        {"GGD Zand": "ORGANISATION", "Postuma": "PERSON"},
        "De GGD Zand",
    ),
    ("De hoofdofficier vraagt naar Postuma.", {"Postuma": "PERSON"}, "De hoofdofficier"),
    ("Dhr. Postuma van de GGD meldt iets.", {"Postuma": "PERSON", "GGD": "ORGANISATION"}, "Dhr. Postuma"),
    ("Fenna meldt dat het goed gaat.", {}, "Fenna"),
    ("Daarna meldt mevrouw Postuma dat het goed gaat.", {"Postuma": "PERSON"}, "mevrouw Postuma"),
    ("Er is verder niets dat de GGD wil zeggen.", {"GGD": "ORGANISATION"}, "GGD"),
    ("Postuma: wij doen mee.", {"Postuma": "PERSON"}, "Postuma"),
    ("Er wordt niets gezegd.", {}, ""),
]


@pytest.mark.parametrize(("sentence", "mentions", "words"), CASES)
def test_the_subject_speaks(sentence: str, mentions: dict[str, str], words: str) -> None:
    made = session(minutes(extra=sentence + "\n"))
    at = made.text.index(sentence)
    for name, type_ in mentions.items():
        start = made.text.index(name, at)
        made.apply(Add(layer="entity", type=type_, start=start, end=start + len(name)))

    assert speaker_of(made, Span(at, at + len(sentence)))[1] == words


async def test_a_turn_by_hand_takes_the_body_that_speaks() -> None:
    sentence = "De GGD Zand meldt dat het rustig was."
    review = FakeReview(session(minutes(extra=sentence + "\n")))
    start = review.session.text.index("GGD Zand")
    review.session.apply(Add(layer="entity", type="ORGANISATION", start=start, end=start + 8))
    async with opened(review) as d:
        d.screen.walk.to(start)
        await d.press("s")

        added = d.current
        assert isinstance(added, Turn)
        assert (added.speaker_text, added.speaker) == ("De GGD Zand", None)
