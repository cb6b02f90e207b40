"""Who is who: ranked candidates, somebody new on the spot, two that are one, one that is two; one undo each."""

from __future__ import annotations

import pytest

from dvo_tui.minutes.model import Participant, Span
from dvo_tui.review.commands import Add, Edit, Introduce, Link
from dvo_tui.review.records import MEETING, Action, Entity, Turn
from dvo_tui.suggest.base import Known
from dvo_tui.tui.choices import fuller_names, speakers
from dvo_tui.tui.panels.linking import LinkPanel
from dvo_tui.tui.panels.uniting import MergePanel, pointed_to
from tests.invented.vlierdonk import TERWOLDE, TEXT, TIGELAAR, minutes, session, span
from tests.tui.driving import NARROW, WIDE, Driver, FakeReview, opened

TWICE = "Tigelaar"


def options(d: Driver) -> list[str]:
    assert isinstance(d.screen.panel, LinkPanel)
    return [one.name for one in d.screen.panel.options]


def digit(d: Driver, name: str) -> str:
    """The digit behind a name."""
    return str(options(d).index(name) + 1)


def participant(d: Driver, name: str) -> Participant:
    return next(person for person in d.session.participants() if person.name == name)


def turn(d: Driver, words: str) -> Turn:
    found = d.at(span(words))
    assert isinstance(found, Turn)
    return found


def added(made: FakeReview, words: str, type_: str = "PERSON", link: str | None = None) -> Entity:
    """A mention somewhere in the text, accepted."""
    start = made.session.text.index(words)
    values = {"link": link} if link else {}
    made.session.apply(Add(layer="entity", type=type_, start=start, end=start + len(words), values=values))
    found = next(one for one in made.session.index.at(start) if one.spans[0] == Span(start, start + len(words)))
    assert isinstance(found, Entity)
    return found


# Candidates


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_candidates_have_a_score_and_a_reason(size: tuple[int, int]) -> None:
    async with opened(size=size) as d:
        await d.go(d.entity(TWICE))
        await d.press("i")

        line = next(line for line in d.lines("inspector") if "1 D. Tiggelaar" in line)
        assert "93" in line or "94" in line
        assert "nearly the same name, in the attendance list" in line


async def test_a_digit_links_all_of_the_same_name_and_goes_on_to_the_next_pending() -> None:
    async with opened() as d:
        await d.go(d.entity(TWICE))
        await d.press("i", "1")

        tiggelaar = participant(d, "D. Tiggelaar").id
        assert (d.entity(TWICE).link, d.entity(TWICE).status) == (tiggelaar, "accepted")
        assert (turn(d, TIGELAAR).speaker, turn(d, TIGELAAR).status) == (tiggelaar, "pending")
        assert d.current != d.entity(TWICE)
        assert getattr(d.current, "status", "") == "pending"
        await d.press("u")
        assert (d.entity(TWICE).link, turn(d, TIGELAAR).speaker) == (None, None)


async def test_an_accepted_one_stays_where_it_is() -> None:
    async with opened() as d:
        await d.go(d.entity(TWICE))
        await d.press("a", "k")
        await d.go(d.entity(TWICE))
        await d.press("i", "1")

        assert d.current == d.entity(TWICE)


async def test_tab_links_only_this_one() -> None:
    async with opened() as d:
        await d.go(d.entity(TWICE))
        await d.press("i")
        assert "+ 1 of the same name" in d.text("inspector")
        await d.press("tab")
        assert "only this one" in d.text("inspector")
        await d.press("1")

        assert d.entity(TWICE).link is not None
        assert turn(d, TIGELAAR).speaker is None


async def test_typing_filters_and_arrows_choose() -> None:
    async with opened() as d:
        await d.go(d.entity(TWICE))
        await d.press("i")
        await d.type("kro")
        assert options(d)[0] == "A. Kroes"
        await d.press("down", "up", "enter")

        assert d.session.name_of(d.entity(TWICE).link) == "A. Kroes"


async def test_names_of_the_register_say_how_often_they_were_accepted() -> None:
    review = FakeReview(known=Known(people=("Joke Kwistig",)))
    async with opened(review) as d:
        await d.go(d.entity(TWICE))
        await d.press("i")
        await d.type("kwis")

        assert "Joke Kwistig  80 register  alike, or begins so, known in the workspace" in d.text("inspector")


async def test_a_fuller_name_elsewhere_in_the_text_is_a_candidate() -> None:
    review = FakeReview(session(minutes(extra="Ilonka Kwistig was er ook.\nIlonka meldt iets.\n")))
    added(review, "Ilonka Kwistig")
    first = review.session.text.rindex("Ilonka")
    review.session.apply(Add(layer="entity", type="PERSON", start=first, end=first + 6))
    async with opened(review) as d:
        await d.go(d.session.index.at(first)[0])
        await d.press("i")
        assert options(d)[0] == "Ilonka Kwistig"
        await d.press("1")

        assert getattr(d.session.index.at(first)[0], "link", None) == "Ilonka Kwistig"


async def test_names_around_a_turn_come_first_where_no_name_is_alike() -> None:
    review = FakeReview(session(minutes(extra="De hoofdofficier meldt namens Joke Kwistig dat het rustig was.\n")))
    mention = added(review, "Joke Kwistig")
    start = review.session.text.index("De hoofdofficier")
    values = {"speaker_text": "De hoofdofficier"}
    review.session.apply(Add(layer="turn", start=start, end=mention.end, values=values))
    async with opened(review) as d:
        await d.go(d.session.index.at(start)[0])
        assert "1 Joke Kwistig nearby" in d.text("inspector")
        await d.press("1")

        assert getattr(d.session.index.at(start)[0], "speaker", None) == "Joke Kwistig"


async def test_the_link_goes_away_by_delete() -> None:
    async with opened() as d:
        await d.go(d.entity("Van Terwolde"))
        await d.press("i", "delete")

        assert d.entity("Van Terwolde").link is None


async def test_an_action_gets_one_more_owner() -> None:
    async with opened() as d:
        action = d.session.annotations("action")[0]
        await d.go(action)
        await d.press("i")
        await d.press(digit(d, "Platform Zand"))

        changed = d.session.annotation(action.id)
        assert isinstance(changed, Action)
        assert changed.owners == ("Platform Zand",)


async def test_an_action_is_offered_the_body_that_meets_and_organisations_of_the_text() -> None:
    review = FakeReview()
    added(review, "Vlierdonk", "ORGANISATION", link="Gemeente Vlierdonk")
    review.session.apply(Edit(id=MEETING, values={"body": "Veiligheidsoverleg Vlierdonk"}))
    async with opened(review) as d:
        await d.go(d.session.annotations("action")[0])
        await d.press("i")

        assert {"Veiligheidsoverleg Vlierdonk", "Gemeente Vlierdonk"} <= {*options(d)}


async def test_beside_the_same_name_people_of_another_name_come_only_when_typed() -> None:
    review = FakeReview()
    for name in ("P. van Terwolde-Vis", "B. Kuipers"):
        review.session.apply(Introduce(name=name))
    async with opened(review) as d:
        await d.go(d.entity("Van Terwolde"))
        await d.press("i")
        assert "B. Kuipers" not in options(d)
        await d.type("Kuip")
        assert "B. Kuipers" in options(d)


@pytest.mark.parametrize("key", ["ctrl+x", "backspace"])
async def test_leaving_links_nothing(key: str) -> None:
    async with opened() as d:
        await d.go(d.entity(TWICE))
        await d.press("i", key)

        assert (d.screen.panel, d.session.revision) == (None, 0)


async def test_what_cannot_be_linked_says_so() -> None:
    async with opened() as d:
        await d.go(d.session.annotations("decision")[0])
        await d.press("i")

        assert "can be linked" in d.text("footer")


# Somebody new


async def test_nought_makes_a_new_participant_of_the_name_in_the_text() -> None:
    async with opened() as d:
        await d.go(d.entity(TWICE))
        await d.press("i", "0")

        new = participant(d, TWICE)
        assert (new.attendance, d.entity(TWICE).link) == ("not_listed", new.id)
        await d.press("u")
        assert TWICE not in [person.name for person in d.session.participants()]


async def test_a_typed_name_and_after_a_comma_the_organisation() -> None:
    async with opened() as d:
        await d.go(d.entity(TWICE))
        await d.press("i")
        await d.type("Anna Tigelaar, GGD Zand")
        assert "new person: Anna Tigelaar, GGD Zand" in d.text("inspector")
        await d.press("0")

        new = participant(d, "Anna Tigelaar")
        assert (new.organisation, d.entity(TWICE).link) == ("GGD Zand", new.id)


async def test_a_new_organisation_is_its_name() -> None:
    async with opened() as d:
        count = len(d.session.participants())
        await d.go(d.entity("Platform Zand"))
        await d.press("i")
        await d.type("Stichting Platform Zand")
        assert "new organisation: Stichting Platform Zand" in d.text("inspector")
        await d.press("0")

        assert d.entity("Platform Zand").link == "Stichting Platform Zand"
        assert len(d.session.participants()) == count


# Two that are one


async def test_two_are_one_from_the_text() -> None:
    async with opened() as d:
        await d.go(d.entity(TWICE))
        await d.press("ampersand")
        assert "D. Tiggelaar stays" in d.text("inspector")
        await d.press("1")

        tiggelaar = participant(d, "D. Tiggelaar").id
        assert d.entity(TWICE).link == turn(d, TIGELAAR).speaker == tiggelaar
        await d.press("u")
        assert d.entity(TWICE).link is turn(d, TIGELAAR).speaker is None


async def test_two_are_one_from_the_speakers() -> None:
    async with opened() as d:
        d.review.session.apply(Link(id=d.entity(TWICE).id, to=participant(d, "A. Kroes").id))
        count = len(d.session.participants())
        await d.press("S")
        assert d.screen.side is not None
        d.screen.side.point(participant(d, "D. Tiggelaar").id)
        await d.press("ampersand")
        await d.type("kroes")
        await d.press("enter")

        assert len(d.session.participants()) == count - 1
        assert d.entity(TWICE).link == participant(d, "D. Tiggelaar").id


async def test_tab_lets_the_other_one_stay() -> None:
    async with opened() as d:
        await d.go(d.entity("Van Terwolde"))
        await d.press("ampersand")
        await d.type("kroes")
        await d.press("tab", "1")

        assert d.session.name_of(d.entity("Van Terwolde").link) == "A. Kroes"
        assert "O. van Terwolde" not in [person.name for person in d.session.participants()]


def test_people_are_offered_for_people_before_bodies() -> None:
    made = session()
    named = {one.text: one.id for one in made.annotations() if isinstance(one, Entity)}
    made.apply(Link(id=named["Platform Zand"], to="Kroes"))
    made.apply(Link(id=named[TWICE], to="A. Kroesen"))
    (kroes,) = (person.id for person in made.participants() if person.name == "A. Kroes")
    offered = MergePanel(made, kroes).options

    assert [one.name for one in offered] == ["A. Kroesen", "Kroes"]
    assert offered[0].score < offered[1].score


async def test_without_anybody_it_says_where_to_go() -> None:
    async with opened() as d:
        await d.press("home", "ampersand")
        assert "nobody is meant here" in d.text("footer") + d.text("inspector")
        await d.press("vertical_line")
        assert "nobody is meant here" in d.text("footer") + d.text("inspector")


def test_everybody_is_counted() -> None:
    made = session()
    counts = pointed_to(made)
    people = {person.name: person.id for person in made.participants()}

    assert counts[people["O. van Terwolde"]] == 2
    assert counts[people["A. Kroes"]] == 0
    assert counts["Platform Zand"] == 1


@pytest.mark.parametrize("key", ["ctrl+x", "backspace"])
async def test_merging_can_be_left(key: str) -> None:
    async with opened() as d:
        await d.go(d.entity(TWICE))
        await d.press("ampersand")
        assert type(d.screen.panel).__name__ == "MergePanel"
        await d.press(key)
        assert (d.screen.panel, d.session.revision) == (None, 0)


# One that is two


async def test_one_is_two_what_is_marked_goes_to_the_other() -> None:
    async with opened() as d:
        await d.go(d.entity("Van Terwolde"))
        await d.press("vertical_line")
        assert type(d.screen.panel).__name__ == "SplitPanel"
        assert "0 of 2 are somebody else's" in d.text("inspector")
        await d.press("enter")
        assert "mark with space" in d.text("inspector")
        await d.press("j", "space", "enter")
        await d.press("ctrl+u")
        await d.type("P. van Terwolde")
        await d.press("enter")

        assert d.session.name_of(d.entity("Van Terwolde").link) == "P. van Terwolde"
        assert d.session.name_of(turn(d, TERWOLDE).speaker) == "O. van Terwolde"
        await d.press("u")
        assert d.session.name_of(d.entity("Van Terwolde").link) == "O. van Terwolde"


async def test_a_plain_name_is_parted_too() -> None:
    text = "Kwistig was er. Kwistig ging weg.\n"
    review = FakeReview(session(minutes(extra=text)))
    first, second = (TEXT + text).index("Kwistig"), (TEXT + text).rindex("Kwistig")
    for start in (first, second):
        review.session.apply(Add(layer="entity", type="PERSON", start=start, end=start + 7))
    async with opened(review) as d:
        await d.go(d.session.index.at(second)[0])
        await d.press("vertical_line", "j", "space", "enter", "ctrl+u")
        await d.type("Jo Kwistig")
        await d.press("enter")

        assert getattr(d.session.index.at(second)[0], "link", "") == "Jo Kwistig"
        assert getattr(d.session.index.at(first)[0], "link", "") is None


async def test_splitting_can_be_left_step_by_step() -> None:
    async with opened() as d:
        await d.go(d.entity("Van Terwolde"))
        await d.press("vertical_line", "space", "enter", "ctrl+u", "backspace")
        assert type(d.screen.panel).__name__ == "SplitPanel"
        await d.press("backspace")
        assert (d.screen.panel, d.session.revision) == (None, 0)


@pytest.mark.parametrize(
    ("text", "fuller"),
    [
        ("Joke Kwistig was er. ", ["Joke Kwistig"]),
        ("J.P. Kwistig was er. Joke Kwistig ook. ", ["J.P. Kwistig", "Joke Kwistig"]),
        ("Mevrouw Kwistig was er. Ook Kwistig sprak. ", []),
        ("Joke Kwistigsma was er. ", []),
    ],
)
def test_a_bare_surname_finds_its_fuller_forms_in_the_text(text: str, fuller: list[str]) -> None:
    made = session(minutes(extra=f"{text}\nMevr. Kwistig meldt iets.\n"))
    start = made.text.index("Mevr. Kwistig")
    values = {"speaker_text": "Mevr. Kwistig"}
    made.apply(Add(layer="turn", start=start, end=start + 24, values=values))

    assert fuller_names(made, made.index.at(start)[0]) == fuller


def test_whoever_holds_the_office_that_is_named_comes_first() -> None:
    made = session()
    for name, role in (("A. Bos", "teamchef"), ("B. Dekker", "officier van justitie")):
        made.apply(Introduce(name=name, role=role))
    values = {"speaker_text": "De officier"}
    change = made.apply(Add(layer="turn", start=0, end=len(made.text), values=values))
    assert change is not None
    found = made.annotation(change.deltas[0].id)
    assert isinstance(found, Turn)

    first, *_rest = speakers(made, found, ())

    assert (first.label, first.hint) == ("B. Dekker", "by office")
