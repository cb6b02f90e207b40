"""docs/budget.md is pressed: every act costs the keys that the table says, and no more than it may."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from dvo_tui.review.records import Action, Annotation, Decision, Entity, Turn
from dvo_tui.tui.keys import KEYS
from tests.invented.vlierdonk import minutes, session
from tests.tui.driving import Driver, FakeReview
from tests.tui.looking import Look, look, press
from tests.tui.test_bindings import ACTION, CASES, DECISION, TURN, Case, Effect, at_work

TABLE = Path(__file__).parents[2] / "docs" / "budget.md"
EXTRA = "De gemeente Meerdonk zal de brief versturen. Ook ZonMw deed mee.\n"


@dataclass(frozen=True)
class Row:
    """One act of the table: keys to press, and the two numbers with what is typed or walked beside them."""

    act: str
    keys: tuple[str, ...]
    may: str
    costs: str


def rows() -> list[Row]:
    found = re.findall(r"^\| (.+?) \| (`.+`) \| (.+?) \| (.+?) \|$", TABLE.read_text(encoding="utf-8"), re.MULTILINE)
    return [Row(act, tuple(re.findall(r"`(\S+)`", keys)), may, costs) for act, keys, may, costs in found]


def with_more() -> tuple[FakeReview, ...]:
    return (FakeReview(session(minutes(extra=EXTRA))), FakeReview())


def changed(field: str, value: object) -> Effect:
    """What was current has another value now."""
    return lambda was, _now, d: getattr(d.session.annotation(was.current), field) == value


def added(was: Look, d: Driver, layer: type) -> bool:
    """What is current now was not there before, is of a layer, and accepted."""
    now = d.current
    return (
        isinstance(now, Annotation)
        and isinstance(now, layer)
        and (now.status, now.id != was.current) == ("accepted", True)
    )


def decided(was: Look, _now: Look, d: Driver) -> bool:
    return added(was, d, Decision) and getattr(d.current, "kind", "") == "noted"


def owned(was: Look, _now: Look, d: Driver) -> bool:
    current = d.current
    assert isinstance(current, Action)
    return bool(current.owners and current.due) and d.screen.panel is None


def marked(was: Look, _now: Look, d: Driver) -> bool:
    new = [one for one in d.session.annotations("entity") if one.origin.by == "jo"]
    return [one.status for one in new] == ["accepted"]


EFFECTS: dict[str, Case] = {
    "set the type of a mention": Case(changed("type", "LOCATION")),
    "set the kind of a decision": Case(changed("kind", "noted"), at=DECISION),
    "set the speaker of a turn": Case(
        lambda was, _now, d: isinstance(turn := d.session.annotation(was.current), Turn) and bool(turn.speaker), at=TURN
    ),
    "the same words everywhere, after a preview": Case(
        lambda _was, _now, d: d.entity("DVO").status == d.entity("DVO", 1).status == "accepted", at="DVO"
    ),
    "all pending of a name, rule, item or type, after a preview": Case(
        lambda _was, _now, d: d.entity("DVO").status == d.entity("DVO", 1).status == "accepted", at="DVO"
    ),
    "walk through another queue": Case(lambda _was, _now, d: d.screen.ledger.queue.order == "doubtful"),
    "link to somebody who is offered": Case(changed("link", session().participants()[1].id)),
    "link to somebody by letters": Case(changed("link", session().participants()[0].id)),
    "comment": Case(changed("note", "hoe?")),
    "the status of an agenda item, from its row": Case(
        lambda was, _now, d: d.session.agenda()[1].status != "handled" and d.session.revision == was.revision + 1
    ),
    "whether somebody was there, from their row": Case(
        lambda was, _now, d: "absent" in {one.attendance for one in d.session.participants()}
    ),
    "a header field from the text, by a selection": Case(
        lambda was, now, d: now.revision == was.revision + 1 and not now.panel, at="8 maart"
    ),
    "a missing name on screen, with its type": Case(marked, at="samen optrekken", reviews=with_more),
    "a missing name on screen, as what it looks like": Case(marked, at="samen optrekken", reviews=with_more),
    "any words": Case(lambda was, _now, d: added(was, d, Entity), at="de gemeenten"),
    "the sentence is a decision, with its kind": Case(decided, at="zijn geen mededelingen"),
    "the sentence is an action, with owner and due": Case(owned, at=ACTION),
    "that sentence is nothing": Case(
        lambda _was, _now, d: len(d.session.history) == 1 and not d.session.annotations("note"), reviews=with_more
    ),
    "that sentence is an action or decision": Case(lambda was, _now, d: added(was, d, Action), reviews=with_more),
    "a row of a side pane": Case(lambda was, now, d: not now.panel and now.caret != was.caret),
    "call the document complete though something is open": Case(lambda _was, _now, d: d.session.complete),
}  # fmt: skip
"""What comes of the rows that are more than one key of the table of keys; of those, `test_bindings.py` knows."""


def case_of(row: Row) -> Case:
    if row.act in EFFECTS:
        return EFFECTS[row.act]
    (key,) = row.keys
    return CASES[next(one.id for one in KEYS if key in one.keys and "review" in one.screens)]


def total(costs: str) -> int:
    return sum(int(number) for number in costs.split(" + "))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.act.replace(" ", "-"))
async def test_an_act_costs_what_the_table_says(row: Row, tmp_path: Path) -> None:
    assert len(row.keys) == total(row.costs)
    assert int(row.costs[0]) <= int(row.may[0])
    assert ("+" in row.costs) == ("+" in row.may)

    case = case_of(row)
    async with at_work(tmp_path, case, "review") as d:
        was = look(d)
        await press(d, *row.keys)
        now = look(d)
        assert case.effect(was, now, d), (was, now)


def test_the_table_has_the_budget_of_every_act_that_is_done_all_day() -> None:
    pressed = {key for row in rows() for key in row.keys}
    daily = {"Settle what is proposed", "Move an edge", "Add what is missing", "Correct"}
    elsewhere = {"reset", "add_item", "merge", "split"}  # rare
    lacking = [one.id for one in KEYS if one.group in daily and one.id not in elsewhere and not pressed & set(one.keys)]

    assert [one for one in lacking if not one.endswith("_character")] == ["right_in_sentence"]
