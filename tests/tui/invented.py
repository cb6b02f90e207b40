"""A review of invented minutes, made by hand, so that a test of the screen needs no reader, suggester or store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dvo_tui.errors import DvoError
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
from dvo_tui.review.history import Change
from dvo_tui.review.opening import first_records
from dvo_tui.review.session import ReviewSession
from dvo_tui.scheme import scheme
from dvo_tui.store.workspace import Workspace
from dvo_tui.suggest.base import Known, Suggestion
from dvo_tui.tui.app import DvoApp
from dvo_tui.tui.shelf import Entry, Shelf

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
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def minutes(text: str = TEXT, extra: str = "", name: str = "verslag-vlierdonk-2021-03-08.md") -> Minutes:
    """The invented minutes; `extra` is put after their text."""
    whole = text + extra
    blocks, at = [], 0
    for paragraph in whole.split("\n"):
        if paragraph:
            blocks.append(Block("paragraph", at, at + len(paragraph)))
        at += len(paragraph) + 1
    lines = tuple(index for index, _ in enumerate(whole) if index == 0 or whole[index - 1] == "\n")
    return Minutes(
        document=Document(
            id=f"{name.split('.')[0]}-00000000",
            file=name,
            format="markdown",
            sha256=SHA,
            text_sha256=SHA,
            reader="test/1",
        ),
        text=whole,
        blocks=tuple(blocks),
        source=SourceMap((0,), (0,), (len(whole) + 1,), lines),
        meeting=Meeting(
            body="DVO Vlierdonk",
            kind="verslag",
            date="2021-03-08",
            start="09:45",
            end=None,
            location=None,
            openness=None,
            chair=None,
            secretary=None,
        ),
        participants=(person("O. van Terwolde"), person("D. Tiggelaar"), person("A. Kroes")),
        agenda=(item("A", "Opening", 0, 1), item("D1", "Jaarwisseling", 1, 3), item("D2", "Hennep", 2, 6)),
    )


def person(name: str) -> Participant:
    identifier = participant_id(SHA, name)
    return Participant(id=identifier, name=name, attendance="present", role=None, organisation=None, spans=())


def item(label: str, title: str, order: int, paragraph: int) -> AgendaItem:
    start = TEXT.index(PARAGRAPHS[paragraph])
    ends = {"A": TEXT.index("D1 Jaar"), "D1": TEXT.index("D2 Hennep"), "D2": len(TEXT)}
    return AgendaItem(
        id=agenda_id(SHA, label, title, start),
        label=label,
        section=label[0],
        number=label[1:] or None,
        title=title,
        parent=None,
        order=order,
        status="handled",
        span=Span(start, ends[label]),
    )


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
    read = text or minutes()
    times = (f"2026-01-01T12:{second // 60:02}:{second % 60:02}.000Z" for second in range(3600))
    return ReviewSession(
        read,
        first_records(read, suggestions()),
        reviewer,
        scheme.default(),
        clock=lambda: next(times),
        **more,  # type: ignore[arg-type]
    )


@dataclass
class Where:
    annotation_id: str | None
    offset: int


@dataclass
class FakeReview:
    """An open document that keeps what it is given in memory."""

    session: ReviewSession = field(default_factory=session)
    read_only: DvoError | None = None
    is_new: bool = True
    known: Known = field(default_factory=Known)
    saved: list[Change] = field(default_factory=list)
    fails: DvoError | None = None
    where: Where | None = None
    closed: bool = False
    brought: int = 0
    conflicts: tuple[object, ...] = ()
    holder_is_gone: bool = False
    news: str = ""
    unsaved: Sequence[Change] = ()

    def catch_up(self) -> bool:
        return False

    def take_over(self) -> bool:
        if self.holder_is_gone:
            self.read_only = None
        return self.read_only is None

    def save_as(self, path: Path) -> Path:
        return path

    def save(self, changes: Sequence[Change] = ()) -> None:
        if self.fails is not None:
            raise self.fails
        self.saved += changes

    def place(self) -> Where | None:
        return self.where

    def save_place(self, annotation_id: str | None, offset: int) -> None:
        self.where = Where(annotation_id, offset)

    def close(self) -> None:
        self.closed = True


def app(*reviews: FakeReview, root: Path = Path("/nonexistent")) -> DvoApp:
    """The app on documents that are open already."""
    by_name = {f"verslag-{number}.md": review for number, review in enumerate(reviews, start=1)}
    entries = [Entry(Path(name), name) for name in by_name]
    return DvoApp(
        Shelf(Workspace(root), "jo", entries), clock=lambda: "12:03", opener=lambda entry: by_name[entry.name]
    )


def statuses(found: Iterable[object]) -> list[str]:
    return [getattr(record, "status", "") for record in found]
