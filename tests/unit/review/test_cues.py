from __future__ import annotations

import pytest

from dvo_tui.errors import Refused
from dvo_tui.minutes.reading import read_bytes
from dvo_tui.review.commands import Accept, Add, Nothing, Reject, Remove, Undo
from dvo_tui.review.cues import Cues, cues
from dvo_tui.review.records import Decision
from dvo_tui.review.session import ReviewSession
from dvo_tui.scheme import scheme
from tests import invented


def said(session: ReviewSession) -> list[str]:
    return [session.text[cue.span.start : cue.span.end] for cue in cues(session)]


TOLD = "Mevr. Postna zegt toe de cijfers te delen."
AGREED = "Het DVO geeft akkoord op het voorstel."


def test_a_sentence_that_sounds_like_something_and_carries_nothing_is_asked() -> None:
    session = invented.session()
    assert TOLD in said(session)
    assert AGREED not in said(session)


def test_what_carries_a_rejected_one_was_looked_at_and_what_loses_its_one_is_asked_again() -> None:
    session = invented.session()
    decision = session.annotations("decision")[0]
    session.apply(Reject(id=decision.id))
    assert AGREED not in said(session)
    session.apply(Remove(id=decision.id))
    assert AGREED in said(session)


def test_nothing_here_is_remembered_and_can_be_undone() -> None:
    session = invented.session()
    sounding = Cues(session)
    cue = next(cue for cue in sounding.open if session.text[cue.span.start : cue.span.end] == TOLD)
    before, walked = sounding.count, sounding.walked
    change = session.apply(Nothing(start=cue.span.start, end=cue.span.end, layer=cue.kind))
    assert change is not None
    sounding.note(change)
    assert (sounding.count, sounding.walked) == (before - 1, walked + 1)
    again = ReviewSession(session.minutes, session.records.values(), "jdv", session.scheme)
    assert TOLD not in said(again)
    assert session.apply(Nothing(start=cue.span.start, end=cue.span.end, layer=cue.kind)) is None
    undone = session.apply(Undo())
    assert undone is not None
    sounding.note(undone)
    assert sounding.at(cue.span.start) == cue


def test_nothing_here_is_refused_where_something_is() -> None:
    session = invented.session()
    decision = session.annotations("decision")[0]
    session.apply(Accept(id=decision.id))
    with pytest.raises(Refused, match=decision.id):
        session.apply(Nothing(start=decision.spans[0].start, end=decision.spans[0].end, layer="decision"))


def test_a_decision_on_a_sentence_that_held_nothing_takes_the_mark_over() -> None:
    session = invented.session()
    span = invented.place(TOLD)
    session.apply(Nothing(start=span.start, end=span.end, layer="decision"))
    session.apply(Add(layer="decision", type="decided", start=span.start, end=span.end))
    found = [r for r in session.annotations("decision") if isinstance(r, Decision) and r.spans == (span,)]
    assert [(one.status, one.kind, one.text) for one in found] == [("accepted", "decided", TOLD)]


def test_cues_are_walked_around_the_ends_and_nothing_is_left_of_none() -> None:
    session = invented.session()
    sounding = Cues(session)
    first, last = sounding.open[0], sounding.open[-1]
    assert sounding.next(len(session.text)) == first
    assert sounding.next(0, -1) == last
    assert sounding.next(last.span.start) == first
    assert sounding.next(first.span.start + 3, -1) == last
    assert [cue.span.start for cue in sounding.open] == sorted(cue.span.start for cue in sounding.open)
    for cue in sounding.open:
        change = session.apply(Nothing(start=cue.span.start, end=cue.span.end))
        assert change is not None
        sounding.note(change)
    assert sounding.next(0) is None
    assert sounding.count == 0
    assert sounding.walked == sounding.total > 0


TABLE = """Verslag DVO Noordrand
Datum: 8 maart 2021

1. Opening

Er is niets.

2. Actielijst

| Nr | Actie | Stand |
| --- | --- | --- |
| 1 | De gemeente Meerdijk deelt de cijfers. | vervallen |
| 2 | Platform Zand maakt een folder. | volgende vergadering |
"""


def test_short_cells_beside_an_action_are_not_asked() -> None:
    minutes = read_bytes(TABLE.encode(), "verslag.md")
    session = ReviewSession(minutes, (), "jdv", scheme.default())
    sounding = Cues(session)
    assert {"vervallen", "volgende vergadering"} <= {*said(session)}

    start = session.text.index("De gemeente")
    change = session.apply(Add(layer="action", type="action", start=start, end=session.text.index("cijfers.") + 8))
    assert change is not None
    sounding.note(change)
    left = {session.text[cue.span.start : cue.span.end] for cue in sounding.open}
    assert "vervallen" not in left
    assert "volgende vergadering" in left

    undone = session.apply(Undo())
    assert undone is not None
    sounding.note(undone)
    assert "vervallen" in {session.text[cue.span.start : cue.span.end] for cue in sounding.open}


def test_a_title_that_is_printed_elsewhere_too_is_not_asked() -> None:
    text = TABLE.replace("2. Actielijst", "2. Terugkoppeling bezoek").replace(
        "Er is niets.", "Er is niets.\n\n2 Terugkoppeling bezoek\n\nEen terugkoppeling volgt."
    )
    minutes = read_bytes(text.encode(), "verslag.md")
    assert "Terugkoppeling bezoek" in {item.title for item in minutes.agenda}
    session = ReviewSession(minutes, (), "jdv", scheme.default())
    assert "Een terugkoppeling volgt." in said(session)
    assert not [line for line in said(session) if line.endswith("Terugkoppeling bezoek")]
