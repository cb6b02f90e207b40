from __future__ import annotations

import msgspec
import pytest

from dvo_tui.errors import Refused
from dvo_tui.review.commands import Add, Adopt, Reject, Same, Undo, parse
from dvo_tui.review.records import Entity
from dvo_tui.review.session import ReviewSession
from dvo_tui.review.surfaces import AROUND, adopt_preview, adoption_of, same_preview
from tests import invented


def mention(session: ReviewSession, surface: str) -> Entity:
    return next(r for r in session.annotations("entity") if isinstance(r, Entity) and r.text == surface)


def marked(session: ReviewSession, surface: str) -> list[Entity]:
    return [r for r in session.annotations("entity") if isinstance(r, Entity) and r.text == surface]


def test_a_preview_shows_every_occurrence_with_its_line_and_what_will_happen_there() -> None:
    session = invented.session()
    postma = mention(session, "Postma")
    found = same_preview(session, postma.id)
    assert [session.text[one.span.start : one.span.end] for one in found] == ["Postma"] * len(found)
    assert [one.effect for one in found] == ["accept", *["new"] * (len(found) - 1)]
    assert [one.id for one in found][:1] == [postma.id]
    first = found[0]
    assert session.text[first.line.start : first.line.end].startswith("Mevr. Postma meldt")
    assert first.number == session.text.count("\n", 0, first.span.start) + 1
    session.apply(Same(id=postma.id))
    assert {one.effect for one in same_preview(session, postma.id)} == {"none"}


def test_what_is_taken_out_of_the_preview_is_left_as_it_is() -> None:
    session = invented.session()
    zwaan = mention(session, "Van der Zwaan")
    first, second = same_preview(session, zwaan.id)
    session.apply(Same(id=zwaan.id, without=(second.span.start,)))
    assert [one.start for one in marked(session, "Van der Zwaan")] == [first.span.start]
    assert parse('{"do": "same", "id": "e1", "except": [12]}') == Same(id="e1", without=(12,))
    assert msgspec.json.decode(msgspec.json.encode(Same(id="e1", without=(12,))))["except"] == [12]


def test_an_occurrence_with_another_type_or_link_is_shown_as_corrected() -> None:
    session = invented.session()
    second = invented.place("Meerdijk", 1)
    session.apply(Add(layer="entity", type="ORGANISATION", start=second.start, end=second.end))
    meerdijk = mention(session, "Meerdijk")
    last = same_preview(session, meerdijk.id)[-1]
    assert (last.effect, last.type, last.status) == ("correct", "ORGANISATION", "accepted")
    session.apply(Same(id=meerdijk.id))
    assert [one.type for one in marked(session, "Meerdijk")] == ["LOCATION", "LOCATION"]


def test_an_accepted_mention_across_an_occurrence_keeps_it_out() -> None:
    session = invented.session()
    start = invented.place("Van der Zwaan", 1)
    session.apply(Add(layer="entity", type="PERSON", start=start.start - 3, end=start.end))
    assert len(same_preview(session, mention(session, "Van der Zwaan").id)) == 1


def test_a_line_without_end_is_shown_in_part() -> None:
    session = invented.session()
    long = msgspec.structs.replace(session.minutes, text=session.text.replace("\n", " "))
    wide = ReviewSession(long, session.records.values(), "jdv", session.scheme)
    for one in same_preview(wide, mention(wide, "Postma").id):
        assert len(one.line) <= 2 * AROUND + len(one.span)
        assert one.line.contains(one.span)


def test_a_mention_is_carried_over_to_another_document_with_the_name_it_is_linked_to() -> None:
    here, there = invented.session(), invented.session("kees")
    adopt = adoption_of(here, mention(here, "Van der Zwaan").id)
    assert (adopt.type, adopt.text, adopt.link) == ("PERSON", "Van der Zwaan", "A. van der Zwaan")
    assert [one.effect for one in adopt_preview(there, adopt)] == ["accept", "new"]
    change = there.apply(adopt)
    assert change is not None
    zwaan = there.participants()[0]
    assert [(one.link, one.status) for one in marked(there, "Van der Zwaan")] == [(zwaan.id, "accepted")] * 2
    there.apply(Undo())
    assert there.records == invented.session("kees").records


def test_a_name_that_nobody_has_here_stays_a_plain_link() -> None:
    session = invented.session()
    session.apply(Adopt(type="PERSON", text="Terpstra", link="M. Terpstra"))
    assert [one.link for one in marked(session, "Terpstra")] == ["M. Terpstra"]


def test_adopting_leaves_out_what_was_taken_out_and_what_is_no_whole_word() -> None:
    session = invented.session()
    assert session.apply(Adopt(type="PERSON", text="Post", link=None)) is None
    places = [one.span.start for one in adopt_preview(session, Adopt(type="PERSON", text="Meerdijk"))]
    session.apply(Adopt(type="LOCATION", text="Meerdijk", without=(places[0],)))
    assert [one.status for one in marked(session, "Meerdijk")] == ["pending", "accepted"]


@pytest.mark.parametrize(
    "command",
    [
        Adopt(type="PLANET", text="Meerdijk"),
        Adopt(type="PERSON", text="  "),
        Adopt(type="PERSON", text="Meerdijk", link="p" + "a" * 13),
        Adopt(type="PERSON", text="Meerdijk", link=" "),
    ],
)
def test_an_adoption_that_says_nothing_is_refused(command: Adopt) -> None:
    session = invented.session()
    with pytest.raises(Refused):
        session.apply(command)
    assert session.revision == 0


def test_a_turn_has_no_surface_to_look_for() -> None:
    session = invented.session()
    turn = session.annotations("turn")[0].id
    for ask in (same_preview, adoption_of):
        with pytest.raises(Refused, match="only a mention"):
            ask(session, turn)


def test_of_two_mentions_at_one_place_the_accepted_one_is_meant() -> None:
    session = invented.session()
    second = invented.place("Meerdijk", 1)
    session.apply(Add(layer="entity", type="LOCATION", start=second.start, end=second.end))
    session.apply(Add(layer="entity", type="EVENT", start=second.start, end=second.end))
    event = next(r for r in session.annotations("entity") if isinstance(r, Entity) and r.type == "EVENT")
    session.apply(Reject(id=event.id))
    found = same_preview(session, mention(session, "Meerdijk").id)
    assert (found[-1].type, found[-1].effect) == ("LOCATION", "none")
