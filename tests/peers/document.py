"""The document that peers are shown: emoji, a decomposed ë, mentions inside mentions, links, and turns that are cut."""

from __future__ import annotations

from hashlib import sha256

from dvo_tui.exchange.dataset import SCHEMA, Dataset, ReviewState
from dvo_tui.minutes.model import (
    AgendaItem,
    Document,
    Meeting,
    Origin,
    Participant,
    Span,
    agenda_id,
    participant_id,
    record_id,
)
from dvo_tui.review.records import Action, Decision, Entity, Note, Turn

TEXT = (
    "Verslag DVO Noordrand 8 maart 2021 🚦\n\n"
    "A Opening\n\n"
    "Mevr. Danie\u0308lle Postma opent de vergadering. Zij groet burgemeester Van der Zwaan. 👍\n\n"
    "B1 Jaarwisseling 🎆\n\n"
    "Dhr. Van der Zwaan\u00a0zegt: “Politie Eenheid Noordrand & brandweer <samen>.” De camera's kosten € 12.000.\n\n"
    "Het DVO gaat akkoord. 👩‍🚒 Actie Politie Eenheid Noordrand: toolkit delen vóór 12 april 2021.\n\n"
    "(Naschrift: de toolkit is gedeeld.)\n"
)
SHA = sha256(TEXT.encode()).hexdigest()
ORIGIN = Origin(by="persons", rule="honorific", confidence=0.97)
POSTMA = participant_id(SHA, "Danie\u0308lle Postma")
ZWAAN = participant_id(SHA, "A. van der Zwaan")
ITEM_A = agenda_id(SHA, "A", "Opening", TEXT.index("A Opening"))
ITEM_B = agenda_id(SHA, "B1", "Jaarwisseling 🎆", TEXT.index("B1 Jaar"))


def place(surface: str, nth: int = 0) -> Span:
    """Where `surface` stands in the text, the `nth` time from 0."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(surface, start + 1)
    return Span(start, start + len(surface))


def _entity(kind: str, surface: str, nth: int = 0, link: str | None = None, normalized: str | None = None) -> Entity:
    span = place(surface, nth)
    return Entity(
        id=record_id("e", SHA, kind, span.start, span.end),
        type=kind,
        text=surface,
        start=span.start,
        end=span.end,
        item=None if span.start < TEXT.index("A Opening") else ITEM_A if span.start < TEXT.index("B1 Jaar") else ITEM_B,
        link=link,
        status="accepted",
        origin=ORIGIN,
        normalized=normalized,
    )


def _turn(begin: str, end: str, who: str, speaker: str) -> Turn:
    span = Span(place(begin).start, place(end).end)
    item = ITEM_A if span.start < TEXT.index("B1 Jaar") else ITEM_B
    return Turn(
        id=record_id("t", SHA, span.start),
        item=item,
        speaker=who,
        speaker_text=speaker,
        spans=(span,),
        status="accepted",
        origin=ORIGIN,
    )


def document() -> Dataset:
    """The document, with everything accepted."""
    starts = [TEXT.index("A Opening"), TEXT.index("B1 Jaar"), len(TEXT)]
    items = ((ITEM_A, "A", "Opening"), (ITEM_B, "B1", "Jaarwisseling 🎆"))
    people = ((POSTMA, "Danie\u0308lle Postma", "chair"), (ZWAAN, "A. van der Zwaan", "burgemeester"))
    return Dataset(
        schema=SCHEMA,
        document=Document(f"verslag-{SHA[:8]}", "verslag.txt", "plain", SHA, SHA, "plain/1"),
        meeting=Meeting(
            body="DVO Noordrand",
            kind="verslag",
            date="2021-03-08",
            start="09:45",
            end="11:00",
            location="Meerdijk",
            openness="openbaar",
            chair=POSTMA,
            secretary=None,
        ),
        participants=tuple(
            Participant(id=who, name=name, attendance="present", role=role, organisation="Gemeente Meerdijk", spans=())
            for who, name, role in people
        ),
        agenda=tuple(
            AgendaItem(
                id=item,
                label=label,
                section=label[0],
                number=label[1:] or None,
                title=title,
                parent=None,
                order=order,
                status="handled",
                span=Span(starts[order], starts[order + 1]),
            )
            for order, (item, label, title) in enumerate(items)
        ),
        turns=(
            _turn("Mevr.", "vergadering.", POSTMA, "Mevr. Danie\u0308lle Postma"),
            _turn("Dhr. Van", "<samen>.”", ZWAAN, "Dhr. Van der Zwaan"),
        ),
        entities=(
            _entity("ORGANISATION", "DVO Noordrand"),
            _entity("LOCATION", "Noordrand"),
            _entity("DATE", "8 maart 2021", normalized="2021-03-08"),
            _entity("PERSON", "Danie\u0308lle Postma", link=POSTMA),
            _entity("PERSON", "Van der Zwaan", link=ZWAAN),
            _entity("PERSON", "Van der Zwaan", 1, link=ZWAAN),
            _entity("ORGANISATION", "Politie Eenheid Noordrand"),
            _entity("LOCATION", "Noordrand", 1),
            _entity("MONEY", "€ 12.000", normalized="EUR 12000"),
            _entity("ORGANISATION", "Politie Eenheid Noordrand", 1),
            _entity("LOCATION", "Noordrand", 2),
            _entity("DATE", "12 april 2021", normalized="2021-04-12"),
        ),
        decisions=(
            Decision(
                id=record_id("d", SHA, "agreed"),
                kind="agreed",
                item=ITEM_B,
                text="Het DVO gaat akkoord.",
                spans=(place("Het DVO gaat akkoord."),),
                vote=None,
                status="accepted",
                origin=ORIGIN,
                note=None,
            ),
        ),
        actions=(
            Action(
                id=record_id("x", SHA, "action"),
                kind="commitment",
                item=ITEM_B,
                text="toolkit delen",
                owners=("Politie Eenheid Noordrand",),
                owner_text="Politie Eenheid Noordrand",
                due="2021-04-12",
                due_text="12 april 2021",
                strength="explicit",
                state="open",
                spans=(
                    place("Actie Politie Eenheid Noordrand: toolkit delen vóór 12 april 2021."),
                    place("toolkit", 1),
                ),
                status="accepted",
                origin=ORIGIN,
            ),
        ),
        notes=(
            Note(
                id=record_id("n", SHA, "naschrift"),
                kind="naschrift",
                item=ITEM_B,
                spans=(place("(Naschrift: de toolkit is gedeeld.)"),),
                status="accepted",
                origin=ORIGIN,
            ),
        ),
        review=ReviewState("jdv", "complete", "2021-03-09T10:00:00.000Z", "2021-03-09T11:00:00.000Z", 17, 0, 0),
        text=TEXT,
    )
