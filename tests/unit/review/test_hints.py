from __future__ import annotations

from itertools import pairwise

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from dvo_tui.review.candidates import KnownName
from dvo_tui.review.commands import Add, Reject
from dvo_tui.review.hints import Hints, unclaimed
from dvo_tui.review.records import Entity
from dvo_tui.review.session import ReviewSession
from tests import invented

OM = KnownName("Openbaar Ministerie", "organisation")


def reading(text: str) -> ReviewSession:
    """A review of a text in which nothing is marked, with the people of the invented meeting."""
    minutes = msgspec.structs.replace(invented.minutes(), text=text, agenda=())
    return ReviewSession(minutes, minutes.participants, "jdv", invented.session().scheme)


def hinted(text: str) -> dict[str, str]:
    session = reading(text)
    found = unclaimed(session, 0, len(text), (OM, "Stichting Anker"))
    return {text[hint.span.start : hint.span.end]: hint.type for hint in found}


def test_names_keep_what_belongs_to_them_and_lose_what_does_not() -> None:
    assert hinted("Van der Zwaan dankt mevr. van den Berg-Jansen en J. de Wit. De heer El Amrani zegt iets.") == {
        "Van der Zwaan": "PERSON",
        "van den Berg-Jansen": "PERSON",
        "J. de Wit": "PERSON",
        "El Amrani": "PERSON",
    }


def test_a_title_and_a_place_behind_a_name_are_not_part_of_it() -> None:
    assert hinted("Burgemeester Jansen van Meerdijk spreekt.") == {"Jansen": "PERSON", "Meerdijk": ""}


def test_dates_amounts_and_numbers_are_hinted() -> None:
    assert hinted("op 12 april 2021 en 12-03-2021 kost het € 5.000 of 3 miljoen euro, om 09:45, in 2023, 3 maal") == {
        "12 april 2021": "DATE",
        "12-03-2021": "DATE",
        "€ 5.000": "MONEY",
        "3 miljoen euro": "MONEY",
        "09:45": "",
        "2023": "DATE",
        "3": "",
    }


def test_known_names_are_hinted_with_their_type() -> None:
    assert hinted("het Openbaar Ministerie en de Stichting Anker en Postma") == {
        "Openbaar Ministerie": "ORGANISATION",
        "Stichting Anker": "ORGANISATION",
        "Postma": "PERSON",
    }


def test_a_word_that_only_opens_a_sentence_is_not_hinted() -> None:
    assert hinted("Vuurwerk is verboden. Het vuurwerk blijft. Ook dat. Besluit: zo.") == {}


def test_what_is_marked_is_not_hinted_until_it_is_rejected() -> None:
    session = invented.session()
    start = invented.place("Mevr. Terpstra").start
    end = len(session.text)
    assert [hint.type for hint in unclaimed(session, start, end)][:1] == ["PERSON"]
    terpstra = invented.place("Terpstra")
    session.apply(Add(layer="entity", type="PERSON", start=terpstra.start, end=terpstra.end))
    assert terpstra not in [hint.span for hint in unclaimed(session, start, end)]
    marked = next(r for r in session.annotations("entity") if isinstance(r, Entity) and r.text == "Terpstra")
    session.apply(Reject(id=marked.id))
    assert terpstra in [hint.span for hint in unclaimed(session, start, end)]


def test_a_range_hints_only_what_begins_in_it_and_knows_what_stands_before() -> None:
    text = "Dhr. Jansen en mevr. Pietersen en dhr. Klaassen"
    hints = Hints(reading(text))
    at = text.index("Pietersen")
    assert [(hint.span.start, hint.type) for hint in hints.unclaimed(at, at + 12)] == [(at, "PERSON")]


@given(st.text(alphabet="aAbB.,:'’ -\n0129€vande", max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_hints_of_any_text_lie_in_it_in_order_and_apart(text: str, one: int, other: int) -> None:
    session = reading(text + "x")
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    found = unclaimed(session, start, end, (OM,))
    spans = [hint.span for hint in found]
    assert spans == sorted(spans)
    assert all(start <= span.start < span.end <= len(session.text) for span in spans)
    assert not [1 for before, after in pairwise(spans) if before.overlaps(after)]
