"""What `check` finds: every contradiction in a dataset, and nothing in a sound one."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvo_tui.exchange.dataset import Dataset, convert, dataset_of, plain
from dvo_tui.minutes.model import Span
from dvo_tui.review.checks import Finding, advise, check, check_doubles, check_history
from dvo_tui.review.commands import Accept, Add, Reject, Remove, SetField, Undo
from dvo_tui.review.desk import DAY, EDTF
from dvo_tui.scheme import scheme
from tests import invented

Content = dict[str, Any]


def findings(dataset: Dataset) -> tuple[Finding, ...]:
    return check(dataset.document, dataset.text, dataset.records, scheme.default())


def test_a_sound_dataset_has_no_findings() -> None:
    assert findings(dataset_of(invented.session(), "all")) == ()


@given(st.lists(st.tuples(st.sampled_from([Accept, Reject, Remove]), st.integers(0, 12)), max_size=12))
def test_whatever_a_reviewer_settles_stays_sound(acts: list[tuple[Any, int]]) -> None:
    session = invented.session()
    for act, number in acts:
        here = session.annotations()
        session.apply(act(id=here[number % len(here)].id))
    session.apply(Remove(id=session.participants()[0].id))
    session.apply(Remove(id=session.agenda()[1].id))

    assert findings(dataset_of(session, "all")) == ()
    assert findings(dataset_of(session)) == ()
    assert check_history(session.records.values(), session.history) == ()


def set_in(*path: str | int, to: Any) -> Callable[[Content], None]:
    def spoil(content: Content) -> None:
        here: Any = content
        for part in path[:-1]:
            here = here[part]
        here[path[-1]] = to

    return spoil


def twice(content: Content) -> None:
    content["entities"].append(content["entities"][0])


def swap_order(content: Content) -> None:
    content["agenda"][0]["order"], content["agenda"][1]["order"] = 1, 0


def circle(content: Content) -> None:
    first, second, _ = content["agenda"]
    first["parent"], second["parent"] = second["id"], first["id"]


NOBODY = "p" + "a" * 13

SPOILED: list[tuple[Callable[[Content], None], str]] = [
    (set_in("text", to="iets anders"), "text_sha256 differs"),
    (set_in("entities", 0, "end", to=10**6), "does not lie in the text"),
    (set_in("entities", 0, "start", to=-1), "does not lie in the text"),
    (set_in("turns", 0, "spans", 0, to=[5, 5]), "does not lie in the text"),
    (set_in("turns", 0, "spans", to=[]), "it has no span"),
    (set_in("entities", 0, "text", to="Iets"), "its text is not what stands at"),
    (twice, "2 records have this id"),
    (set_in("entities", 0, "id", to="e1"), "not an id of the layer entity"),
    (set_in("entities", 0, "id", to="x" + "a" * 13), "not an id of the layer entity"),
    (set_in("entities", 1, "link", to=NOBODY), "no participant has the id"),
    (set_in("turns", 0, "speaker", to=NOBODY), "no participant has the id"),
    (set_in("actions", 0, "owners", to=["Platform IVZ", NOBODY]), "no participant has the id"),
    (set_in("meeting", "chair", to=NOBODY), "no participant has the id"),
    (set_in("entities", 1, "item", to="a" * 14), "no agenda item has the id"),
    (set_in("agenda", 1, "parent", to="a" * 14), "no agenda item has the id"),
    (circle, "lies within itself"),
    (swap_order, "its order does not follow"),
    (set_in("agenda", 0, "span", 1, to=200), "its span overlaps"),
    (set_in("entities", 0, "type", to="DING"), "the scheme has no entity DING"),
    (set_in("decisions", 0, "kind", to="perhaps"), "the scheme has no decision perhaps"),
    (set_in("document", "id", to="../verslag"), "no id that a file can be named after"),
    (set_in("actions", 0, "due", to="2021-02-29"), "due is not written as it should be"),
    (set_in("meeting", "date", to="2021-06-31"), "date is not written as it should be"),
    (set_in("actions", 0, "due", to="april"), "due is not written as it should be"),
    (set_in("meeting", "date", to="8 maart"), "date is not written as it should be"),
    (set_in("entities", 0, "origin", "confidence", to=3.0), "between 0 and 1"),
]


@pytest.mark.parametrize(("spoil", "message"), SPOILED)
def test_a_contradiction_is_found(spoil: Callable[[Content], None], message: str) -> None:
    content = plain(dataset_of(invented.session(), "all"))
    content = msgspec.json.decode(msgspec.json.encode(content))
    spoil(content)

    found = findings(convert(content, "x"))

    assert any(message in str(finding) for finding in found), [str(finding) for finding in found]
    assert {finding.severity for finding in found} == {"error"}


@given(st.dates())
def test_only_days_of_the_calendar_are_days(day: date) -> None:
    wrong = ("02-30", "04-31", "06-31", "09-31", "11-31", "13-01", "01-00", "01-32")
    nothing = ["0000-01-01", *(f"{day.year:04}-{rest}" for rest in wrong)]
    leap = f"{day.year:04}-02-29"

    assert DAY.fullmatch(day.isoformat())
    assert EDTF.fullmatch(day.isoformat())
    assert not any(DAY.fullmatch(one) or EDTF.fullmatch(one) for one in nothing)
    assert bool(DAY.fullmatch(leap)) == bool(EDTF.fullmatch(leap)) == isleap(day.year)


def test_doubles_and_turns_over_one_another_are_advice() -> None:
    base = dataset_of(invented.session(), "all")
    entity, turn = base.entities[0], base.turns[0]
    start, end = turn.spans[0].start, turn.spans[0].end
    twin = msgspec.structs.replace(entity, id="e" + "a" * 13)
    over = msgspec.structs.replace(turn, id="t" + "a" * 13, spans=(Span(start + 1, end),), speaker=None)
    other = msgspec.structs.replace(base.actions[0], id="x" + "a" * 13, text="iets anders in dezelfde zin")
    rejected = msgspec.structs.replace(twin, id="e" + "b" * 13, status="rejected")
    found = list(check_doubles([*base.records, twin, over, other, rejected]))

    assert list(check_doubles(base.records)) == []
    assert [(one.id, one.severity, str(one)) for one in found] == [
        (twin.id, "advice", f"it is the same as {entity.id}"),
        (over.id, "advice", f"its span overlaps that of {turn.id}"),
    ]


def test_a_finding_is_one_line_that_holds_no_piece_of_the_text_whatever_stands_for_an_id() -> None:
    content = plain(dataset_of(invented.session(), "all"))
    content["turns"][0]["item"] = f"a1\n{content['text']}"

    (finding,) = findings(convert(content, "x"))

    assert str(finding).startswith("no agenda item has the id a1 ")
    assert "\n" not in str(finding)
    assert len(str(finding)) < 120


def test_a_record_that_its_history_did_not_make_is_found() -> None:
    session = invented.session()
    first = session.annotations("entity")[0]
    session.apply(Accept(id=first.id))
    session.apply(Undo())
    meddled = [
        msgspec.structs.replace(record, note="?") if record is session.record(first.id) else record
        for record in session.records.values()
    ]

    (finding,) = check_history(meddled, session.history)

    assert finding.id == first.id
    assert "change 2" in str(finding)


def test_advice_names_what_deserves_a_look_and_is_no_error() -> None:
    session = invented.session()
    session.apply(SetField(id=session.annotations("action")[0].id, field="owners", value=[]))
    session.apply(Reject(id=session.annotations("entity")[0].id))
    session.apply(Add(layer="participant", start=0, end=7, values={"name": "Postna"}))
    postna = session.participants()[-1]
    session.apply(SetField(id=session.annotations("turn")[2].id, field="speaker", value=postna.id))
    session.apply(SetField(id=session.annotations("turn")[0].id, field="speaker", value=None))

    found = advise(session.records.values())

    assert {str(finding) for finding in found} == {
        "still pending",
        "an action without an owner",
        "a turn without a speaker",
        "Postna speaks and is not listed",
    }
    assert sum(finding.message == "still pending" for finding in found) == session.progress().pending
    assert {finding.severity for finding in found} == {"advice"}
