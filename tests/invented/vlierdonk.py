"""The invented meeting of the tests of the screen: short, and with something of every layer."""

from __future__ import annotations

from dvo_tui.minutes.model import Meeting, Minutes, Span, participant_id
from dvo_tui.review.opening import first_records
from dvo_tui.review.session import ReviewSession
from dvo_tui.scheme import scheme
from dvo_tui.suggest.base import Suggestion
from tests.invented.making import agenda_of, present, read, span_in, ticking

SHA = "0" * 64

TERWOLDE = "Dhr. Van Terwolde benoemt de memo en vraagt het DVO hoe de voorbereiding verloopt."
TIGELAAR = "Mevr. Tigelaar vraagt wanneer de scenario's klaar zijn."

PARAGRAPHS = (
    "Verslag Veiligheidsoverleg Vlierdonk 8 maart 2021",
    "A Opening",
    "De voorzitter opent de vergadering. Er zijn geen mededelingen.",
    "D1 Jaarwisseling",
    f"{TERWOLDE} {TIGELAAR}",
    "Het DVO geeft akkoord op het voorstel. Platform Zand deelt de toolkit in april 2021 met de gemeenten.",
    "D2 Hennep",
    "Dhr. Van Terwolde meldt dat Meerdonk en Vlierdonk samen optrekken.",
)
TEXT = "\n".join(PARAGRAPHS) + "\n"


def span(words: str, nth: int = 0) -> Span:
    """Where some words of the text stand."""
    return span_in(TEXT, words, nth)


def minutes(text: str = TEXT, extra: str = "", name: str = "verslag-vlierdonk-2021-03-08.md") -> Minutes:
    """The invented minutes; `extra` is put after their text."""
    meeting = Meeting(
        body="DVO Vlierdonk",
        kind="verslag",
        date="2021-03-08",
        start="09:45",
        end=None,
        location=None,
        openness=None,
        chair=None,
        secretary=None,
    )
    people = [present(SHA, person) for person in ("O. van Terwolde", "D. Tiggelaar", "A. Kroes")]
    agenda = agenda_of(SHA, TEXT, ("A", "Opening"), ("D1", "Jaarwisseling"), ("D2", "Hennep"))
    return read(name, text + extra, SHA, meeting, people, agenda)


def propose(layer: str, kind: str, *spans: Span, **fields: object) -> Suggestion:
    return Suggestion(layer=layer, type=kind, spans=spans, by="persons", rule="honorific", confidence=0.93, **fields)  # type: ignore[arg-type]


def suggestions() -> list[Suggestion]:
    """Eleven proposals of every layer, in any order."""
    terwolde = participant_id(SHA, "O. van Terwolde")
    return [
        propose("entity", "PERSON", span("Van Terwolde"), link=terwolde),
        propose("entity", "ORGANISATION", span("DVO")),
        propose("entity", "PERSON", span("Tigelaar")),
        propose("entity", "ORGANISATION", span("DVO", 1)),
        propose("entity", "ORGANISATION", span("Platform Zand")),
        propose("entity", "DATE", span("april 2021"), normalized="2021-04"),
        propose("entity", "LOCATION", span("Meerdonk")),
        propose("turn", "", span(TERWOLDE), link=terwolde, speaker_text="Dhr. Van Terwolde"),
        propose("turn", "", span(TIGELAAR), speaker_text="Mevr. Tigelaar"),
        propose("decision", "agreed", span("Het DVO geeft akkoord op het voorstel.")),
        propose("action", "action", span("Platform Zand deelt de toolkit in april 2021 met de gemeenten.")),
    ]  # fmt: skip


def session(text: Minutes | None = None, reviewer: str = "jo", **more: object) -> ReviewSession:
    found = text or minutes()
    return ReviewSession(
        found,
        first_records(found, suggestions()),
        reviewer,
        scheme.default(),
        clock=ticking("2026-01-01T12"),
        **more,  # type: ignore[arg-type]
    )
