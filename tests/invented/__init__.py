"""An invented meeting, read and with suggestions, made by hand: what the tests of all but the screen stand on."""

from __future__ import annotations

from hashlib import sha256

from dvo_tui.minutes.model import Meeting, Minutes, Span
from dvo_tui.review.opening import first_records
from dvo_tui.review.records import Record
from dvo_tui.review.session import ReviewSession
from dvo_tui.scheme import scheme
from dvo_tui.suggest.base import Suggestion
from tests.invented.making import agenda_of, present, read, span_in
from tests.invented.making import ticking as ticking

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
    return span_in(TEXT, surface, nth)


def minutes() -> Minutes:
    people = (present(SHA, "A. van der Zwaan", "chair"), present(SHA, "J. Postma"), present(SHA, "P. Posthuma"))
    meeting = Meeting(
        body="DVO Noordrand",
        kind="verslag",
        date="2021-03-08",
        start=None,
        end=None,
        location=None,
        openness=None,
        chair=people[0].id,
        secretary=None,
    )
    agenda = agenda_of(SHA, TEXT, ("A", "Opening"), ("B1", "Jaarwisseling"), ("C", "Rondvraag"))
    return read("verslag-noordrand.txt", TEXT, SHA, meeting, people, agenda)


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


def session(reviewer: str = "jdv") -> ReviewSession:
    return ReviewSession(minutes(), records(), reviewer, scheme.default(), clock=ticking())
