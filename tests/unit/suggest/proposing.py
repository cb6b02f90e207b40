"""Suggestions for invented minutes given as strings: what the tests of suggesting share."""

from __future__ import annotations

from textwrap import dedent

from dvo_tui.minutes.model import Block, Document, Meeting, Minutes, SourceMap, participant_id
from dvo_tui.minutes.reading import read_bytes
from dvo_tui.suggest.base import Known, Suggestion
from dvo_tui.suggest.pipeline import suggest_all

HEADER = """\
Verslag DVO Noordrand

Datum: 8 maart 2021
Voorzitter: A. van der Zwaan
Secretaris: P. Dijk
Aanwezig: A. van der Zwaan, B. Postma, C.H. Tigchelhof, P. Dijk, D. de Wilde-Bos
Afwezig: E. Koster

"""


def noordrand(body: str) -> Minutes:
    """Minutes of an invented council of 8 March 2021 with six people, and this text below one heading."""
    return read_bytes(f"{HEADER}1. Opening\n\n{dedent(body).strip()}\n".encode(), "verslag.txt")


def bare(text: str, date: str | None = "2021-03-08") -> Minutes:
    """One block of text, without attendance or agenda."""
    document = Document(id="x", file="x.txt", format="plain", sha256="0", text_sha256="0", reader="plain/1")
    meeting = Meeting(
        body=None, kind=None, date=date, start=None, end=None, location=None, openness=None, chair=None, secretary=None
    )
    return Minutes(
        document=document,
        text=text,
        blocks=(Block("paragraph", 0, len(text)),),
        source=SourceMap((0,), (0,), (len(text),), (0,)),
        meeting=meeting,
        participants=(),
        agenda=(),
    )


def proposed(minutes: Minutes, layer: str, kind: str | None = None, known: Known | None = None) -> list[Suggestion]:
    return [it for it in suggest_all(minutes, known) if it.layer == layer and kind in (None, it.type)]


def surfaces(minutes: Minutes, kind: str, known: Known | None = None) -> list[str]:
    """The entities of one type as they stand in the text."""
    found = proposed(minutes, "entity", kind, known)
    return [minutes.text[it.spans[0].start : it.spans[0].end] for it in found]


def speakers(minutes: Minutes) -> list[str | None]:
    return [it.speaker_text for it in proposed(minutes, "turn")]


def quotes(minutes: Minutes, suggestion: Suggestion) -> list[str]:
    return [minutes.text[span.start : span.end] for span in suggestion.spans]


def name_of(minutes: Minutes, identifier: str | None) -> str | None:
    """The name behind a participant's id, of those listed and those proposed."""
    names = {person.id: person.name for person in minutes.participants}
    sha = minutes.document.text_sha256
    names |= {participant_id(sha, it.text or ""): it.text or "" for it in proposed(minutes, "participant")}
    return names.get(identifier or "", identifier)
