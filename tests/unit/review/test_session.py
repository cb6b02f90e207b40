from __future__ import annotations

import json
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvo_tui.errors import Refused
from dvo_tui.minutes.model import Participant, Span
from dvo_tui.review.commands import (
    Accept,
    Add,
    AnyCommand,
    Complete,
    Edit,
    Redo,
    Reject,
    Remove,
    Reopen,
    Reset,
    Respan,
    Same,
    SetField,
    Undo,
    parse,
)
from dvo_tui.review.edits import EDITABLE
from dvo_tui.review.history import change_from
from dvo_tui.review.records import LAYERS, MEETING, Action, Annotation, Entity, Record, Turn, id_of
from dvo_tui.review.session import ReviewSession
from tests import invented


def mention(session: ReviewSession, surface: str, nth: int = 0) -> Entity:
    found = [r for r in session.annotations("entity") if isinstance(r, Entity) and r.text == surface]
    return found[nth]


def only(session: ReviewSession, layer: str) -> Annotation:
    (found,) = session.annotations(layer)
    return found


def person(session: ReviewSession, name: str) -> Participant:
    return next(person for person in session.participants() if person.name == name)


def test_accepting_and_rejecting_settle_and_keep_rule_and_confidence() -> None:
    session = invented.session()
    postma, meerdijk = mention(session, "Postma"), mention(session, "Meerdijk")
    session.apply(Accept(id=postma.id))
    session.apply(Reject(id=meerdijk.id))
    assert session.annotation(postma.id).status == "accepted"
    assert session.annotation(meerdijk.id).status == "rejected"
    assert session.annotation(postma.id).origin == postma.origin
    assert session.progress().settled == 2


def test_accepting_twice_is_one_change() -> None:
    session = invented.session()
    postma = mention(session, "Postma")
    assert session.apply(Accept(id=postma.id)) is not None
    assert session.apply(Accept(id=postma.id)) is None
    assert session.revision == 1


def test_a_corrected_suggestion_is_accepted_but_a_comment_leaves_it_pending() -> None:
    session = invented.session()
    postma, meerdijk = mention(session, "Postma"), mention(session, "Meerdijk")
    session.apply(SetField(id=postma.id, field="note", value="klopt dit?"))
    assert session.annotation(postma.id).status == "pending"
    session.apply(SetField(id=meerdijk.id, field="type", value="ORGANISATION"))
    assert session.annotation(meerdijk.id).status == "accepted"


def test_linking_the_misspelt_speaker_names_the_participant() -> None:
    session = invented.session()
    turn = next(r for r in session.annotations("turn") if isinstance(r, Turn) and r.speaker is None)
    session.apply(SetField(id=turn.id, field="speaker", value=person(session, "J. Postma").id))
    changed = session.annotation(turn.id)
    assert isinstance(changed, Turn)
    assert session.name_of(changed.speaker) == "J. Postma"


def test_an_action_gets_owner_and_due_in_one_change_and_one_undo() -> None:
    session = invented.session()
    action = only(session, "action")
    session.apply(Edit(id=action.id, values={"owners": ["J. Postma"], "due": "2021-04", "due_text": "in april"}))
    changed = session.annotation(action.id)
    assert isinstance(changed, Action)
    assert (changed.owners, changed.due, changed.status) == (("J. Postma",), "2021-04", "accepted")
    session.apply(Undo())
    assert session.annotation(action.id) == action


def test_moving_an_edge_keeps_id_link_and_origin_and_follows_the_text() -> None:
    session = invented.session()
    zwaan = mention(session, "Van der Zwaan")
    session.apply(Respan(id=zwaan.id, start=zwaan.start - 5, end=zwaan.end))
    moved = session.annotation(zwaan.id)
    assert isinstance(moved, Entity)
    assert (moved.text, moved.link, moved.origin) == ("Dhr. Van der Zwaan", zwaan.link, zwaan.origin)


def test_what_is_added_is_accepted_and_belongs_to_the_reviewer() -> None:
    session = invented.session()
    span = invented.place("Terpstra")
    change = session.apply(Add(layer="entity", type="PERSON", start=span.start, end=span.end))
    assert change is not None
    added = session.annotation(change.deltas[0].id)
    assert isinstance(added, Entity)
    assert (added.text, added.status, added.origin.by) == ("Terpstra", "accepted", "jdv")
    assert session.name_of(added.item) == added.item
    item = session.item_at(span.start)
    assert item is not None
    assert item.id == added.item


def test_adding_what_was_proposed_accepts_the_proposal() -> None:
    session = invented.session()
    postma = mention(session, "Postma")
    session.apply(Add(layer="entity", type="PERSON", start=postma.start, end=postma.end))
    assert session.annotation(postma.id).status == "accepted"
    assert len(session.annotations()) == len(invented.session().annotations())


def test_the_same_commands_give_the_same_ids() -> None:
    span = invented.place("Terpstra")
    command = Add(layer="entity", type="PERSON", start=span.start, end=span.end)
    first, second = invented.session(), invented.session()
    assert first.apply(command) == second.apply(command)
    other = invented.session("kees").apply(command)
    assert other is not None
    assert other.deltas[0].id != first.history[0].deltas[0].id


def test_a_decision_can_be_added_on_a_sentence_and_gets_its_wording() -> None:
    session = invented.session()
    span = invented.place("Mevr. Postna zegt toe de cijfers te delen.")
    change = session.apply(Add(layer="action", type="commitment", start=span.start, end=span.end))
    assert change is not None
    added = session.annotation(change.deltas[0].id)
    assert isinstance(added, Action)
    assert added.text == "Mevr. Postna zegt toe de cijfers te delen."


def test_the_same_surface_is_marked_everywhere_with_one_undo() -> None:
    session = invented.session()
    before = dict(session.records)
    meerdijk = mention(session, "Meerdijk")
    assert [session.text[s.start : s.end] for s in session.same(meerdijk.id)] == ["Meerdijk"]
    session.apply(Same(id=meerdijk.id))
    marked = [r for r in session.annotations("entity") if isinstance(r, Entity) and r.text == "Meerdijk"]
    assert [r.status for r in marked] == ["accepted", "accepted"]
    session.apply(Undo())
    assert dict(session.records) == before


def test_a_complete_document_refuses_edits_until_reopened() -> None:
    session = invented.session()
    postma = mention(session, "Postma")
    session.apply(Complete())
    with pytest.raises(Refused, match="reopen"):
        session.apply(Accept(id=postma.id))
    session.apply(Reopen())
    session.apply(Accept(id=postma.id))
    assert session.annotation(postma.id).status == "accepted"


def test_removing_a_participant_leaves_the_plain_name_where_it_was_linked() -> None:
    session = invented.session()
    postma = person(session, "J. Postma")
    session.apply(Remove(id=postma.id))
    linked = mention(session, "Postma")
    assert linked.link == "J. Postma"
    session.apply(Undo())
    assert mention(session, "Postma").link == postma.id


def test_removing_an_agenda_item_gives_its_text_to_the_one_before() -> None:
    session = invented.session()
    opening, newyear, _ = session.agenda()
    session.apply(Remove(id=newyear.id))
    assert session.agenda()[0].span == Span(opening.span.start, newyear.span.end)
    assert not session.in_item(newyear.id)
    session.apply(Undo())
    assert [item.label for item in session.agenda()] == ["A", "B1", "C"]


def test_an_added_agenda_item_takes_what_stands_after_its_title() -> None:
    session = invented.session()
    span = invented.place("Het DVO geeft akkoord op het voorstel.")
    session.apply(Add(layer="agenda", start=span.start, end=span.end, values={"label": "B2", "title": "Voorstel"}))
    assert [item.label for item in session.agenda()] == ["A", "B1", "B2", "C"]
    assert only(session, "action").item == session.agenda()[2].id


@pytest.mark.parametrize(
    "command",
    [
        Accept(id="e12"),
        Accept(id=MEETING),
        Add(layer="entity", type="PERSON", start=5, end=5),
        Add(layer="entity", type="PERSON", start=0, end=10**9),
        Add(layer="entity", type="PLANET", start=0, end=4),
        Add(layer="song", start=0, end=4),
        SetField(id=MEETING, field="date", value="8 maart"),
        SetField(id=MEETING, field="chair", value="iemand"),
        SetField(id=MEETING, field="origin", value=None),
        Undo(),
        Redo(),
    ],
)
def test_a_refused_command_changes_nothing(command: AnyCommand) -> None:
    session = invented.session()
    before = dict(session.records)
    with pytest.raises(Refused):
        session.apply(command)
    assert dict(session.records) == before
    assert session.revision == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [("due", "ooit"), ("owners", "J. Postma"), ("state", "klaar"), ("item", "a1"), ("kind", "wens"), ("text", " ")],
)
def test_an_action_field_with_a_wrong_value_is_refused(field: str, value: object) -> None:
    session = invented.session()
    with pytest.raises(Refused):
        session.apply(SetField(id=only(session, "action").id, field=field, value=value))


def test_undo_works_after_a_restart_from_the_history_alone() -> None:
    first = invented.session()
    postma = mention(first, "Postma")
    first.apply(Accept(id=postma.id))
    first.apply(Reject(id=postma.id))
    first.apply(Undo())
    history = [change_from(json.loads(msgspec.json.encode(change))) for change in first.history]
    assert history == first.history
    again = ReviewSession(invented.minutes(), first.records.values(), "jdv", first.scheme, history)
    again.apply(Redo())
    assert again.annotation(postma.id).status == "rejected"
    again.apply(Undo())
    again.apply(Undo())
    assert again.annotation(postma.id).status == "pending"
    assert not again.can_undo


def test_time_never_runs_backwards_inside_a_history() -> None:
    times = iter(["2021-03-09T10:00:05Z", "2021-03-09T10:00:01Z"])
    session = ReviewSession(
        invented.minutes(), invented.records(), "jdv", invented.session().scheme, clock=lambda: next(times)
    )
    postma = mention(session, "Postma")
    session.apply(Accept(id=postma.id))
    session.apply(Reset(id=postma.id))
    assert [change.time for change in session.history] == ["2021-03-09T10:00:05Z"] * 2


def test_a_line_that_is_no_command_is_refused_without_repeating_it() -> None:
    for line in ("", "[]", '{"do": "fly"}', '{"do": "accept"}', '{"do": "accept", "id": 3}', "\xff"):
        with pytest.raises(Refused) as caught:
            parse(line)
        assert "fly" not in line or "accept" not in str(caught.value)


# Any sequence of commands


def commands(session: ReviewSession) -> st.SearchStrategy[AnyCommand]:
    """Commands on what is there and on what is not, legal and illegal."""
    length = len(session.text)
    ids = st.sampled_from([*session.records, "e12"])
    edges = st.tuples(st.integers(0, length), st.integers(0, length)).map(sorted)
    layers = st.sampled_from(["entity", "turn", "decision", "action", "note", "agenda", "participant"])
    kinds = st.sampled_from(["PERSON", "LOCATION", "agreed", "action", "naschrift", ""])
    fields = st.sampled_from(sorted({field for layer in EDITABLE.values() for field in layer}))
    values = st.one_of(
        ids, kinds, st.none(), st.booleans(), st.sampled_from(["2021-04", "open", "Postma"]), st.just([])
    )
    return st.one_of(
        st.builds(Accept, id=ids),
        st.builds(Reject, id=ids),
        st.builds(Reset, id=ids),
        st.builds(Remove, id=ids),
        st.builds(Same, id=ids),
        st.builds(lambda i, f, v: SetField(id=i, field=f, value=v), ids, fields, values),
        st.builds(lambda i, e: Respan(id=i, start=e[0], end=e[1]), ids, edges),
        st.builds(lambda a, k, e: Add(layer=a, type=k, start=e[0], end=e[1]), layers, kinds, edges),
        st.sampled_from([Undo(), Redo(), Complete(), Reopen()]),
    )


def sound(session: ReviewSession) -> None:
    text = session.text
    for record in session.annotations():
        for span in record.spans:
            assert 0 <= span.start < span.end <= len(text)
        if isinstance(record, Entity):
            assert text[record.start : record.end] == record.text
        assert record.item is None or record.item in session.records
    agenda = session.agenda()
    for item, following in pairwise(agenda):
        assert item.span.end <= following.span.start
    for identifier, kept in session.records.items():
        assert identifier == id_of(kept)
        assert type(kept) in LAYERS.values()


def run(session: ReviewSession, sequence: list[AnyCommand]) -> int:
    done = 0
    for command in sequence:
        try:
            done += session.apply(command) is not None
        except Refused:
            continue
        sound(session)
    return done


@given(st.data())
def test_any_commands_and_as_many_undos_give_the_first_state_back(data: st.DataObject) -> None:
    session = invented.session()
    first = dict(session.records)
    run(session, data.draw(st.lists(commands(session), max_size=25)))
    last = dict(session.records)
    undone = 0
    while session.can_undo:
        session.apply(Undo())
        undone += 1
    assert dict(session.records) == first
    for _ in range(undone):
        session.apply(Redo())
    assert dict(session.records) == last


@given(st.data())
def test_a_history_alone_rebuilds_the_state(data: st.DataObject) -> None:
    session = invented.session()
    run(session, data.draw(st.lists(commands(session), max_size=15)))
    state: dict[str, Record] = dict(invented.session().records)
    for change in session.history:
        for delta in change.deltas:
            assert state.get(delta.id) == delta.before
            if delta.after is None:
                del state[delta.id]
            else:
                state[delta.id] = delta.after
    assert state == dict(session.records)
