"""What lost its place: placed by hand in one or several parts, refused where that makes no sense, and undone."""

from __future__ import annotations

import msgspec
import pytest

from dvo_tui.errors import Refused
from dvo_tui.minutes.model import AgendaItem, Participant, Span
from dvo_tui.review.checks import check, check_places
from dvo_tui.review.commands import parse
from dvo_tui.review.leftovers import left_over
from dvo_tui.review.placing import unplaced_in, waiting
from dvo_tui.review.records import Action, Entity, Record, Unplaced, id_of
from dvo_tui.review.session import ReviewSession
from dvo_tui.scheme import scheme
from tests import invented


def do(session: ReviewSession, **command: object) -> None:
    session.apply(parse(msgspec.json.encode(command)))


def without_place(
    session: ReviewSession, record: Record, spans: list[Span], places: tuple[Span | None, ...] = ()
) -> tuple[ReviewSession, Unplaced]:
    """The session as if a reading had left a record over."""
    left = left_over(record, spans, session.minutes, places)
    kept = [one for one in session.records.values() if id_of(one) != id_of(record) or isinstance(one, Participant)]
    return ReviewSession(session.minutes, [*kept, left], "jdv", scheme.default(), clock=invented.ticking()), left


def entity(session: ReviewSession, words: str) -> Entity:
    found = next(r for r in session.annotations("entity") if isinstance(r, Entity) and r.text == words)
    return msgspec.structs.replace(found, status="accepted", note="gezien")


def action(session: ReviewSession) -> Action:
    found = session.annotations("action")[0]
    assert isinstance(found, Action)
    two = (found.spans[0], invented.place("C Rondvraag"))
    return msgspec.structs.replace(found, status="accepted", spans=two)


def test_it_keeps_all_but_its_words() -> None:
    session = invented.session()
    mention = entity(session, "Postma")
    session, left = without_place(session, mention, [mention.spans[0]])
    span = invented.place("Terpstra")
    do(session, do="place", id=left.id, start=span.start, end=span.end)

    placed = session.record(mention.id)
    assert isinstance(placed, Entity)
    assert placed.text == "Terpstra"
    assert placed.item == session.item_at(span.start).id  # type: ignore[union-attr]  # it stands in an item
    same = msgspec.structs.replace(placed, text=mention.text, start=mention.start, end=mention.end, item=mention.item)
    assert same == mention
    assert not unplaced_in(session.records.values())
    assert not check(session.minutes.document, session.text, session.records.values(), session.scheme)


def test_each_part_gets_its_place_and_only_then_it_is_back() -> None:
    session = invented.session()
    two = action(session)
    session, left = without_place(session, two, list(two.spans))
    first, second = invented.place("Dhr. Van der Zwaan opent"), invented.place("Mevr. Terpstra")
    do(session, do="place", id=left.id, start=second.start, end=second.end, part=1)
    assert two.id not in session.records
    do(session, do="place", id=left.id, start=first.start, end=first.end)

    placed = session.annotation(two.id)
    assert placed.spans == (first, second)
    do(session, do="undo")
    do(session, do="undo")
    assert unplaced_in(session.records.values()) == (left,)


def test_a_part_that_is_gone_for_good_is_left_out() -> None:
    session = invented.session()
    two = action(session)
    session, left = without_place(session, two, list(two.spans), (two.spans[0], None))
    do(session, do="place", id=left.id)
    assert session.annotation(two.id).spans == two.spans[:1]


def test_a_suggestion_of_the_same_gives_way_and_what_was_accepted_does_not() -> None:
    session = invented.session()
    mention = entity(session, "Postma")
    twin = msgspec.structs.replace(mention, id="eaaaaaaaaaaaaa", status="pending")
    session, left = without_place(session, mention, [mention.spans[0]])
    session = ReviewSession(session.minutes, [*session.records.values(), twin], "jdv", scheme.default())
    do(session, do="accept", id=twin.id)
    with pytest.raises(Refused, match="eaaaaaaaaaaaaa"):
        do(session, do="place", id=left.id, start=mention.start, end=mention.end)
    do(session, do="undo")
    do(session, do="place", id=left.id, start=mention.start, end=mention.end)
    assert twin.id not in session.records
    assert session.record(mention.id) == mention


def test_a_link_to_somebody_who_is_gone_is_dropped_and_flagged() -> None:
    session = invented.session()
    mention = entity(session, "Postma")
    session, left = without_place(session, mention, [mention.spans[0]])
    do(session, do="remove", id=mention.link)
    do(session, do="place", id=left.id, start=mention.start, end=mention.end)
    placed = session.record(mention.id)
    assert isinstance(placed, Entity)
    assert (placed.link, placed.flag) == (None, True)


def test_a_mention_of_a_participant_comes_back_to_the_participant() -> None:
    session = invented.session()
    person = session.participants()[0]
    span = invented.place("Van der Zwaan")
    session, left = without_place(session, person, [span])
    do(session, do="place", id=left.id, start=span.start, end=span.end)
    back = session.record(person.id)
    assert isinstance(back, Participant)
    assert back.spans == (span,)


def test_an_agenda_item_begins_where_it_is_placed() -> None:
    session = invented.session()
    heading = invented.place("Actie Platform IVZ: toolkit delen in april.")
    item = msgspec.structs.replace(session.agenda()[0], id="aaaaaaaaaaaaaa", title="Toolkit", label="B2")
    session, left = without_place(session, item, [heading])
    do(session, do="place", id=left.id, start=heading.start, end=heading.end)
    back = session.record(item.id)
    assert isinstance(back, AgendaItem)
    assert (back.title, back.span.start) == ("Toolkit", heading.start)
    assert not check(session.minutes.document, session.text, session.records.values(), session.scheme)


def test_dismissed_and_taken_back() -> None:
    session = invented.session()
    mention = entity(session, "Postma")
    session, left = without_place(session, mention, [mention.spans[0]])
    (finding,) = check_places(session.records.values())
    assert finding.id == left.id
    assert "Postma" not in str(finding)
    do(session, do="dismiss", id=left.id)
    assert waiting(session.records.values()) == 0
    assert not list(check_places(session.records.values()))
    do(session, do="reset", id=left.id)
    assert waiting(session.records.values()) == 1


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ({"do": "place"}, "no place yet"),
        ({"do": "place", "start": 3}, "start and an end"),
        ({"do": "place", "start": 3, "end": 3}, "does not lie in the text"),
        ({"do": "place", "start": 3, "end": 9_999}, "does not lie in the text"),
        ({"do": "place", "start": 3, "end": 9, "part": 4}, "has 1 spans"),
        ({"do": "accept"}, "not an annotation"),
        ({"do": "remove"}, "cannot be removed"),
        ({"do": "set", "field": "note", "value": "x"}, "no field note"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(command: dict[str, object], why: str) -> None:
    session = invented.session()
    mention = entity(session, "Postma")
    session, left = without_place(session, mention, [mention.spans[0]])
    before = dict(session.records)
    with pytest.raises(Refused, match=why):
        do(session, id=left.id, **command)
    assert dict(session.records) == before
    with pytest.raises(Refused, match="has its place"):
        do(session, do="dismiss", id=session.annotations()[0].id)
