"""Annotations brought into a review: one Change, nothing twice, nothing settled changed, nothing lost."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import msgspec
import pytest

from dvo_tui.errors import Refused
from dvo_tui.minutes.model import Minutes, Origin, Participant, Span
from dvo_tui.review.commands import Accept, Complete, Redo, Reject, SetField, Undo
from dvo_tui.review.importing import As, Incoming, Report, bring_in
from dvo_tui.review.placing import unplaced_in
from dvo_tui.review.records import Annotation, Entity
from dvo_tui.review.session import ReviewSession
from tests import invented


def entity(surface: str, kind: str = "PERSON", **more: Any) -> Entity:
    span = invented.place(surface)
    fields: dict[str, Any] = {"id": "eaaaaaaaaaaaaa", "item": None, "link": None, "status": "accepted"} | more
    return Entity(type=kind, text=surface, start=span.start, end=span.end, origin=Origin(by="brat"), **fields)


def brought(
    session: ReviewSession, *records: Annotation, status: As = "pending", minutes: Minutes | None = None
) -> Report:
    """Bring the records in and check that it is one Change that can be taken back."""
    before = dict(session.records)
    change, report = bring_in(session, Incoming(minutes or invented.minutes(), records, "brat"), status)
    if change is None:
        return report
    session.repeat(change)
    after = dict(session.records)
    session.apply(Undo())
    assert dict(session.records) == before
    session.apply(Redo())
    assert dict(session.records) == after
    return report


def elsewhere(text: str) -> Minutes:
    """The invented minutes as they stood in another text."""
    sha = sha256(text.encode()).hexdigest()
    base = invented.minutes()
    document = msgspec.structs.replace(base.document, id="other", sha256=sha, text_sha256=sha)
    return msgspec.structs.replace(base, text=text, document=document, agenda=(), participants=())


@pytest.mark.parametrize("status", ["pending", "accepted"])
def test_what_is_new_comes_in_as_asked_at_its_item(status: As) -> None:
    session = invented.session()
    report = brought(session, entity("Postna zegt"), status=status)
    record = session.record("eaaaaaaaaaaaaa")

    assert isinstance(record, Entity)
    assert (record.status, record.item, record.origin.by) == (status, session.agenda()[1].id, "brat")
    assert report == {"kept": 1}


def test_what_is_there_is_not_added_twice_and_what_is_settled_stays() -> None:
    session = invented.session()
    first, second, third = session.annotations("entity")[:3]
    session.apply(Accept(id=first.id))
    session.apply(Reject(id=second.id))
    copies = [
        msgspec.structs.replace(one, id=f"eaaaaaaaaaaaa{at}")
        for at, one in zip("bcd", (first, second, third), strict=True)
    ]
    count = len(session.annotations())

    assert brought(session, *copies) == {"there": 3}
    assert len(session.annotations()) == count
    assert session.annotation(second.id).status == "rejected"


def test_an_accepted_one_settles_the_suggestion_and_keeps_its_id_and_origin() -> None:
    session = invented.session()
    twin = session.annotations("entity")[1]
    report = brought(session, entity("Van der Zwaan", note="nagekeken", link="Z. Waan"), status="accepted")
    settled = session.annotation(twin.id)

    assert isinstance(settled, Entity)
    assert (settled.status, settled.note, settled.link) == ("accepted", "nagekeken", "Z. Waan")
    assert settled.origin == twin.origin
    assert report == {"settled": 1}


def test_what_was_rejected_elsewhere_stays_rejected() -> None:
    session = invented.session()
    twin = session.annotations("entity")[1]
    brought(session, entity("Van der Zwaan", status="rejected"), status="accepted")

    assert session.annotation(twin.id).status == "rejected"


def test_what_the_reviewer_corrected_since_is_not_proposed_again() -> None:
    session = invented.session()
    before = session.annotations("entity")[1]
    session.apply(SetField(id=before.id, field="type", value="ORGANISATION"))

    assert brought(session, before) == {"there": 1}


def test_in_another_text_quotes_find_their_place_or_are_kept_as_without_one() -> None:
    session = invented.session()
    text = "Vooraf toegevoegd.\n\n" + invented.TEXT.replace("Rondvraag", "Rondvraag en sluiting in Sint Elders")
    minutes = elsewhere(text)

    def at(words: str) -> dict[str, Any]:
        return {"start": text.index(words), "end": text.index(words) + len(words), "text": words}

    moved = msgspec.structs.replace(entity("Postna zegt"), **at("Postna zegt"))
    gone = msgspec.structs.replace(entity("Postma", id="eaaaaaaaaaaaab"), **at("Sint Elders"))
    report = brought(session, moved, gone, status="accepted", minutes=minutes)

    assert report == {"moved": 1, "unplaced": 1}
    assert session.annotation("eaaaaaaaaaaaaa").spans == (invented.place("Postna zegt"),)
    (left,) = unplaced_in(session.records.values())
    assert (left.of, left.quotes[0].exact) == ("eaaaaaaaaaaaab", "Sint Elders")
    assert brought(session, moved, gone, minutes=minutes) == {"there": 2}


def test_people_are_found_by_name_or_added_and_links_follow() -> None:
    session = invented.session()
    people = tuple(
        Participant(id=f"paaaaaaaaaaaa{at}", name=name, attendance="present", role=None, organisation=None, spans=())
        for at, name in (("b", "j. postma"), ("c", "Q. Nieuw"), ("d", "N. Iemand"))
    )
    minutes = msgspec.structs.replace(invented.minutes(), participants=people)
    known = entity("Postna zegt", link=people[0].id)
    new = entity("Terpstra vraagt", link=people[1].id, id="eaaaaaaaaaaaab")
    report = brought(session, known, new, minutes=minutes)

    links = [one.link for one in session.annotations() if isinstance(one, Entity) and one.origin.by == "brat"]
    assert [session.name_of(link) for link in links] == ["J. Postma", "Q. Nieuw"]
    assert "N. Iemand" not in {person.name for person in session.participants()}
    assert report == {"kept": 2, "people": 1}


def test_a_taken_id_gets_another_one() -> None:
    session = invented.session()
    there = session.annotations("entity")[0]
    brought(session, entity("Postna zegt", id=there.id))

    assert session.annotation(there.id) == there
    assert [one.spans for one in session.annotations("entity") if one.origin.by == "brat"] == [
        (invented.place("Postna zegt"),)
    ]


def test_a_complete_document_takes_nothing_in() -> None:
    session = invented.session()
    session.apply(Complete())

    with pytest.raises(Refused, match="reopen it first"):
        bring_in(session, Incoming(invented.minutes(), (entity("Postna zegt"),), "brat"), "pending")


def test_one_part_that_is_lost_keeps_the_place_of_the_other() -> None:
    session = invented.session()
    text = invented.TEXT + "\nNaschrift van elders, dat hier niet staat.\n"
    turn = msgspec.structs.replace(
        session.annotations("turn")[0],
        id="taaaaaaaaaaaaa",
        spans=(invented.place("Mevr. Terpstra vraagt aandacht"), Span(len(invented.TEXT) + 1, len(text) - 1)),
    )
    brought(session, turn, minutes=elsewhere(text))
    (left,) = unplaced_in(session.records.values())

    assert left.places == (invented.place("Mevr. Terpstra vraagt aandacht"), None)
