"""An invented meeting, read and with suggestions, made by hand: what most tests of review and screen stand on."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from itertools import count

from dvo_tui.minutes.model import (
    AgendaItem,
    Block,
    Document,
    Meeting,
    Minutes,
    Participant,
    SourceMap,
    Span,
    agenda_id,
    participant_id,
)
from dvo_tui.review.opening import first_records
from dvo_tui.review.records import Record
from dvo_tui.review.session import ReviewSession
from dvo_tui.scheme import scheme
from dvo_tui.suggest.base import Suggestion

PARAGRAPHS = (
    "Verslag DVO Noordrand 8 maart 2021",
    "A Opening",
    "Dhr. Van der Zwaan opent de vergadering.",
    "B1 Jaarwisseling",
    "Mevr. Postma meldt dat de gemeente Meerdijk vuurwerk verwacht. Mevr. Postna zegt toe de cijfers te delen.",
    "Het DVO geeft akkoord op het voorstel. 👍 Van der Zwaan dankt mevr. Postma.",
    "Actie Platform IVZ: toolkit delen in april.",
    "C Rondvraag",
    "Mevr. Terpstra vraagt aandacht voor de pilot Buurt in Meerdijk.",
)
TEXT = "\n\n".join(PARAGRAPHS) + "\n"
SHA = sha256(TEXT.encode()).hexdigest()


def place(surface: str, nth: int = 0) -> Span:
    """Where `surface` stands in the invented text, the `nth` time from 0."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(surface, start + 1)
    return Span(start, start + len(surface))


def minutes() -> Minutes:
    starts = [place(title).start for title in ("A Opening", "B1 Jaarwisseling", "C Rondvraag")]
    ends = [*starts[1:], len(TEXT)]
    agenda = tuple(
        AgendaItem(
            id=agenda_id(SHA, label, title, start),
            label=label,
            section=label[0],
            number=label[1:] or None,
            title=title,
            parent=None,
            order=order,
            status="handled",
            span=Span(start, end),
        )
        for order, (label, title, start, end) in enumerate(
            zip(("A", "B1", "C"), ("Opening", "Jaarwisseling", "Rondvraag"), starts, ends, strict=True)
        )
    )
    people = tuple(
        Participant(
            id=participant_id(SHA, name),
            name=name,
            attendance="present",
            role=role,
            organisation=None,
            spans=(),
        )
        for name, role in (("A. van der Zwaan", "chair"), ("J. Postma", None), ("P. Posthuma", None))
    )
    return Minutes(
        document=Document(
            id=f"verslag-noordrand-{SHA[:8]}",
            file="verslag-noordrand.txt",
            format="plain",
            sha256=SHA,
            text_sha256=SHA,
            reader="plain/1",
        ),
        text=TEXT,
        blocks=tuple(Block("paragraph", *_bounds(paragraph)) for paragraph in PARAGRAPHS),
        source=SourceMap((0,), (0,), (len(TEXT),), (0, *(i + 1 for i, c in enumerate(TEXT) if c == "\n"))),
        meeting=Meeting(
            body="DVO Noordrand",
            kind="verslag",
            date="2021-03-08",
            start=None,
            end=None,
            location=None,
            openness=None,
            chair=people[0].id,
            secretary=None,
        ),
        participants=people,
        agenda=agenda,
    )


def _bounds(paragraph: str) -> tuple[int, int]:
    span = place(paragraph)
    return span.start, span.end


def suggestions() -> tuple[Suggestion, ...]:
    zwaan, postma, _ = (person.id for person in minutes().participants)

    def entity(kind: str, surface: str, nth: int = 0, link: str | None = None) -> Suggestion:
        return Suggestion(
            layer="entity", type=kind, spans=(place(surface, nth),), by="test", rule="made", confidence=0.9, link=link
        )

    def turn(opening: str, end: str, speaker: str, link: str | None) -> Suggestion:
        span = Span(place(opening).start, place(end).end)
        return Suggestion(
            layer="turn",
            spans=(span,),
            by="turns",
            rule="honorific-verb",
            confidence=0.93,
            link=link,
            speaker_text=speaker,
        )

    return (
        entity("DATE", "8 maart 2021"),
        entity("PERSON", "Van der Zwaan", link=zwaan),
        entity("PERSON", "Postma", link=postma),
        entity("PERSON", "Postna"),
        entity("LOCATION", "Meerdijk"),
        entity("ORGANISATION", "DVO", 1),
        entity("ORGANISATION", "Platform IVZ"),
        entity("DATE", "april"),
        turn("Dhr. Van der Zwaan opent", "vergadering.", "Dhr. Van der Zwaan", zwaan),
        turn("Mevr. Postma meldt", "verwacht.", "Mevr. Postma", postma),
        turn("Mevr. Postna zegt", "te delen.", "Mevr. Postna", None),
        Suggestion(
            layer="decision",
            type="agreed",
            spans=(place("Het DVO geeft akkoord op het voorstel."),),
            by="decisions",
            rule="body-agrees",
            confidence=0.9,
        ),
        Suggestion(
            layer="action",
            type="action",
            spans=(place("Actie Platform IVZ: toolkit delen in april."),),
            by="actions",
            rule="column",
            confidence=0.98,
            owners=("Platform IVZ",),
            owner_text="Platform IVZ",
        ),
    )


def records() -> list[Record]:
    return first_records(minutes(), suggestions())


def ticking() -> Callable[[], str]:
    """A clock that ticks a second each time it is read."""
    ticks = count()
    return lambda: f"2021-03-09T10:{(next_ := next(ticks)) // 60:02}:{next_ % 60:02}.000Z"


def session(reviewer: str = "jdv") -> ReviewSession:
    return ReviewSession(minutes(), records(), reviewer, scheme.default(), clock=ticking())
