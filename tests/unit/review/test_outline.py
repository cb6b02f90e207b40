from __future__ import annotations

import pytest

from dvo_tui.errors import Refused
from dvo_tui.minutes.model import AgendaItem, Span
from dvo_tui.review.checks import check
from dvo_tui.review.commands import (
    Add,
    Divide,
    Indent,
    Join,
    Outdent,
    Renumber,
    SetField,
    Undo,
    parse,
)
from dvo_tui.review.outline import TITLE, numbering
from dvo_tui.review.session import ReviewSession
from tests import invented

AGREED = "Het DVO geeft akkoord op het voorstel."


def labels(session: ReviewSession) -> list[str | None]:
    return [item.label for item in session.agenda()]


def tree(session: ReviewSession) -> dict[str, str | None]:
    """Title of each item, and of the one that it lies in."""
    names = {item.id: item.title for item in session.agenda()}
    return {item.title: names.get(item.parent or "") for item in session.agenda()}


def item(session: ReviewSession, title: str) -> AgendaItem:
    return next(one for one in session.agenda() if one.title == title)


def sound(session: ReviewSession) -> bool:
    return not check(session.minutes.document, session.text, session.records.values(), session.scheme)


def test_an_item_is_cut_in_two_and_what_stands_behind_the_cut_goes_along() -> None:
    session = invented.session()
    at = invented.place(AGREED).start
    end = item(session, "Jaarwisseling").span.end
    session.apply(parse(f'{{"do": "divide", "at": {at}, "values": {{"label": "B2"}}}}'))
    assert labels(session) == ["A", "B1", "B2", "C"]
    second = session.agenda()[2]
    assert (second.span, second.section, second.title[:6]) == (Span(at, end), "B", "Het DV")
    assert len(second.title) <= TITLE
    assert session.annotations("decision")[0].item == second.id
    assert sound(session)
    session.apply(Undo())
    assert session.records == invented.session().records


def test_what_lies_in_an_item_lies_in_its_second_half() -> None:
    session = invented.session()
    session.apply(Indent(id=item(session, "Rondvraag").id))
    at = invented.place(AGREED).start
    session.apply(Divide(at=at, values={"title": "Voorstel"}))
    assert tree(session) == {"Opening": None, "Jaarwisseling": None, "Voorstel": None, "Rondvraag": "Voorstel"}
    session.apply(Undo())
    session.apply(Divide(at=at, values={"title": "Voorstel", "parent": item(session, "Jaarwisseling").id}))
    assert tree(session)["Rondvraag"] == "Jaarwisseling"


def test_joining_gives_the_text_to_the_item_before_and_the_children_to_the_one_on_its_level() -> None:
    session = invented.session()
    at = invented.place(AGREED).start
    session.apply(Divide(at=at, values={"title": "Voorstel"}))
    session.apply(Indent(id=item(session, "Rondvraag").id))
    voorstel = item(session, "Voorstel")
    session.apply(Join(id=voorstel.id))
    assert tree(session) == {"Opening": None, "Jaarwisseling": None, "Rondvraag": "Jaarwisseling"}
    assert item(session, "Jaarwisseling").span.end == voorstel.span.end
    assert session.annotations("decision")[0].item == item(session, "Jaarwisseling").id
    assert sound(session)


def test_a_first_child_that_is_joined_leaves_its_own_children_to_its_parent() -> None:
    session = invented.session()
    session.apply(Indent(id=item(session, "Jaarwisseling").id))
    session.apply(Indent(id=item(session, "Rondvraag").id))
    session.apply(Indent(id=item(session, "Rondvraag").id))
    assert tree(session)["Rondvraag"] == "Jaarwisseling"
    session.apply(Join(id=item(session, "Jaarwisseling").id))
    assert tree(session) == {"Opening": None, "Rondvraag": "Opening"}


def test_moving_in_and_out_keeps_the_order_of_the_text() -> None:
    session = invented.session()
    for title in ("Jaarwisseling", "Rondvraag"):
        session.apply(Indent(id=item(session, title).id))
    assert tree(session) == {"Opening": None, "Jaarwisseling": "Opening", "Rondvraag": "Opening"}
    session.apply(Outdent(id=item(session, "Jaarwisseling").id))
    assert tree(session) == {"Opening": None, "Jaarwisseling": None, "Rondvraag": "Jaarwisseling"}
    assert [one.title for one in session.agenda()] == ["Opening", "Jaarwisseling", "Rondvraag"]
    assert item(session, "Rondvraag").origin is not None
    session.apply(Outdent(id=item(session, "Rondvraag").id))
    assert set(tree(session).values()) == {None}


@pytest.mark.parametrize(
    ("label", "section", "number"),
    [("B4", "B", "4"), ("D4a", "D", "4a"), ("3.", None, "3"), ("2.1", None, "2.1"), ("C", "C", None)],
)
def test_a_printed_label_says_section_and_number(label: str, section: str | None, number: str | None) -> None:
    session = invented.session()
    session.apply(Renumber(id=item(session, "Rondvraag").id, label=label))
    changed = item(session, "Rondvraag")
    assert (changed.label, changed.section, changed.number) == (label.rstrip("."), section, number)


def test_a_label_that_is_a_word_is_a_label_alone_and_none_takes_all_away() -> None:
    assert numbering("Bijlage") == {"label": "Bijlage", "section": None, "number": None}
    assert numbering(" ") == {"label": None, "section": None, "number": None}


def test_an_item_is_renamed_and_marked_as_withdrawn_or_deferred() -> None:
    session = invented.session()
    one = item(session, "Rondvraag")
    session.apply(SetField(id=one.id, field="title", value="Rondvraag en sluiting"))
    session.apply(SetField(id=one.id, field="status", value="withdrawn"))
    assert item(session, "Rondvraag en sluiting").status == "withdrawn"
    with pytest.raises(Refused):
        session.apply(SetField(id=one.id, field="status", value="cancelled"))


def test_an_item_cannot_lie_in_itself_or_in_one_behind_it() -> None:
    session = invented.session()
    opening, newyear, last = session.agenda()
    for parent in (newyear.id, last.id):
        with pytest.raises(Refused, match="comes before"):
            session.apply(SetField(id=newyear.id, field="parent", value=parent))
    session.apply(SetField(id=newyear.id, field="parent", value=opening.id))
    assert tree(session)["Jaarwisseling"] == "Opening"


def test_what_has_no_place_in_the_outline_is_refused() -> None:
    session = invented.session()
    opening = session.agenda()[0]
    decision = session.annotations("decision")[0].id
    for command in (
        Divide(at=opening.span.start),
        Divide(at=0),
        Divide(at=len(session.text)),
        Divide(at=opening.span.start + 1, values={"title": ""}),
        Divide(at=opening.span.start + 1, values={"order": 3}),
        Join(id=opening.id),
        Join(id=decision),
        Indent(id=opening.id),
        Outdent(id=opening.id),
        Renumber(id=decision, label="3"),
    ):
        with pytest.raises(Refused):
            session.apply(command)
    assert session.revision == 0


def test_an_annotation_that_was_put_elsewhere_by_hand_stays_there() -> None:
    session = invented.session()
    decision = session.annotations("decision")[0]
    session.apply(SetField(id=decision.id, field="item", value=item(session, "Rondvraag").id))
    session.apply(Divide(at=invented.place(AGREED).start))
    assert session.annotation(decision.id).item == item(session, "Rondvraag").id


def test_an_item_is_added_at_its_title() -> None:
    session = invented.session()
    span = invented.place(AGREED)
    session.apply(Add(layer="agenda", start=span.start, end=span.end, values={"title": "Voorstel", "label": "B2"}))
    assert labels(session) == ["A", "B1", "B2", "C"]
    assert sound(session)
