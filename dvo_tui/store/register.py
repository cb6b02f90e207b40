"""What reviews taught across documents: settled names, people, organisations and how each rule fared.

One file a reviewer; everything in it follows from the work files, so a lost one is made again from them.
"""

from __future__ import annotations

import contextlib
import os
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from dvo_tui import files
from dvo_tui.errors import StoreError
from dvo_tui.minutes.attendants import is_function
from dvo_tui.minutes.model import Participant
from dvo_tui.review import publicity
from dvo_tui.review.history import Change
from dvo_tui.review.records import Action, Annotation, Entity, Record, Turn
from dvo_tui.review.session import ReviewSession
from dvo_tui.store import workfile
from dvo_tui.store.places import document_number
from dvo_tui.store.status import superseded
from dvo_tui.store.workspace import Workspace
from dvo_tui.suggest.base import Known, KnownPublicity, KnownSurface, RuleCount
from dvo_tui.suggest.familiar import SPEAKER

SCHEMA = 1
TABLE = "documents"


class Surface(msgspec.Struct, frozen=True, omit_defaults=True):
    """How often one name, case folded, was settled as what in one document; `link` is a name, never an id.

    `small` says how often it was accepted as written without a capital. Of type `SPEAKER` is what a speaker is called.
    """

    surface: str
    type: str
    link: str | None = None
    accepted: int = 0
    rejected: int = 0
    small: int = 0


class Lesson(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one document taught."""

    document: str
    surfaces: list[Surface]
    people: list[str]
    organisations: list[str]
    rules: dict[str, RuleCount]
    publicity: dict[str, KnownPublicity] = {}


class _Meta(msgspec.Struct, frozen=True):
    schema: int
    reviewer: str


class _Register(msgspec.Struct, frozen=True):
    meta: dict[str, _Meta]
    documents: dict[str, Lesson] = {}


def known(workspace: Workspace, *but: str) -> Known:
    """What all reviewers of the workspace taught, the documents `but` left out: none must suggest to itself."""
    lessons = [lesson for folder in workspace.reviewers() for lesson in _lessons(workspace, folder)]
    return merged(lesson for lesson in lessons if lesson.document not in but)


def learn(workspace: Workspace, session: ReviewSession) -> None:
    """Keep what the document of this session taught; a register that cannot be written is made again another time.

    What its review taught when the file held another text is forgotten: that would count twice.
    """
    with contextlib.suppress(StoreError):
        path = workspace.register_for(session.reviewer)
        lessons = [lesson_of(session.minutes.document.id, session.records.values(), session.history)]
        before = workfile.follows(session.history)[0]
        lessons = lessons if os.path.exists(path) else _rebuilt(workspace.work / path.stem)
        _keep(path, session.reviewer, lessons, before)


def lesson_of(document: str, records: Iterable[Record], history: Iterable[Change] = ()) -> Lesson:
    """What the settled records of one document teach; the history says when who is public by function was settled."""
    records = list(records)
    people = [record for record in records if isinstance(record, Participant)]
    names = {person.id: person.name for person in people}
    settled = [record for record in records if isinstance(record, Annotation) and record.status != "pending"]
    accepted = [record for record in settled if record.status == "accepted"]
    linked = {link for record in accepted for link in _links(record)}
    rules = Counter((f"{it.origin.by}:{it.origin.rule}", it.status) for it in settled if it.origin.rule is not None)
    named = {it.link for it in accepted if isinstance(it, Entity) and it.type == "PERSON" and it.link} - names.keys()
    return Lesson(
        document=document,
        surfaces=_surfaces(settled, names),
        people=sorted(
            named | {p.name for p in people if (p.attendance != "not_listed" or p.id in linked) and not is_function(p)}
        ),
        organisations=sorted(_organisations(accepted, people)),
        rules={
            rule: RuleCount(rules[rule, "accepted"], rules[rule, "rejected"])
            for rule in sorted({key[0] for key in rules})
        },
        publicity=dict(sorted(publicity.settled(people, history).items())),
    )


def _folded(words: str) -> str:
    """As suggesters compare words: in small letters, each with its accents one character."""
    return unicodedata.normalize("NFC", words).casefold()


def _surfaces(settled: Iterable[Annotation], names: Mapping[str, str]) -> list[Surface]:
    """What each mention and each speaker's name was settled as; `names` are the participants' by id."""
    found: dict[tuple[str, str, str | None], Counter[str]] = defaultdict(Counter)
    for record in settled:
        if isinstance(record, Entity):
            counts = found[_folded(record.text), record.type, names.get(record.link or "", record.link)]
            counts[record.status] += 1
            counts["small"] += record.status == "accepted" and record.text.islower()
        elif isinstance(record, Turn) and record.status == "accepted" and record.speaker and record.speaker_text:
            link = names.get(record.speaker, record.speaker)
            found[_folded(record.speaker_text), SPEAKER, link]["accepted"] += 1
    return [
        Surface(*key, counts["accepted"], counts["rejected"], counts["small"])
        for key, counts in sorted(found.items(), key=lambda it: str(it[0]))
    ]


def _organisations(accepted: Iterable[Annotation], people: Iterable[Participant]) -> set[str]:
    """Bodies that sent people and bodies named, under the full name where a short one was linked."""
    bodies = [it for it in accepted if isinstance(it, Entity) and it.type == "ORGANISATION"]
    found = {person.organisation for person in people if person.organisation}
    return found | {it.link or it.text for it in bodies}


def _links(record: Annotation) -> tuple[str | None, ...]:
    if isinstance(record, Entity):
        return (record.link,)
    if isinstance(record, Turn):
        return (record.speaker,)
    return record.owners if isinstance(record, Action) else ()


def merged(lessons: Iterable[Lesson]) -> Known:
    """The lessons of many documents as one."""
    surfaces: dict[tuple[str, str, str | None], list[tuple[str, Surface]]] = defaultdict(list)
    rules: dict[str, RuleCount] = {}
    people: set[str] = set()
    organisations: set[str] = set()
    settled: dict[str, KnownPublicity] = {}
    for lesson in lessons:
        people.update(lesson.people)
        organisations.update(lesson.organisations)
        for surface in lesson.surfaces:
            surfaces[surface.surface, surface.type, surface.link].append((lesson.document, surface))
        for rule, count in lesson.rules.items():
            sofar = rules.get(rule, RuleCount())
            rules[rule] = RuleCount(sofar.accepted + count.accepted, sofar.rejected + count.rejected)
        for name, known in lesson.publicity.items():
            settled[name] = max(settled.get(name, known), known, key=lambda one: one.time)
    return Known(
        surfaces=tuple(
            KnownSurface(
                *key,
                accepted=sum(surface.accepted for _, surface in found),
                rejected=sum(surface.rejected for _, surface in found),
                documents=_documents(found),
                small=sum(surface.small for _, surface in found),
            )
            for key, found in sorted(surfaces.items(), key=str)
        ),
        people=tuple(sorted(people)),
        organisations=tuple(sorted(organisations)),
        rules=rules,
        publicity=settled,
    )


def _documents(found: Iterable[tuple[str, Surface]]) -> int:
    """In how many documents a surface was accepted, or rejected where it never was accepted."""
    found = list(found)
    accepted = {document for document, surface in found if surface.accepted}
    return len(accepted or {document for document, _ in found})


def _lessons(workspace: Workspace, folder: Path) -> list[Lesson]:
    """The lessons of one reviewer, from the register or, where that is lost or not readable, from the work files.

    A register is only ever written by its own reviewer, when a document closes: whoever else reads it may see a review
    that is still going on.
    """
    path = workspace.register / f"{folder.name}.json"
    with contextlib.suppress(StoreError, msgspec.DecodeError, UnicodeDecodeError):
        found = files.read(path)
        if found is not None:
            return list(msgspec.json.decode(found[0], type=_Register).documents.values())
    return _rebuilt(folder)


def _rebuilt(folder: Path) -> list[Lesson]:
    lessons = []
    paths = sorted(folder.glob("[!.]*.json"))
    over = superseded(paths)
    for work_file in paths:
        if work_file in over:
            continue
        with contextlib.suppress(StoreError):  # `check` speaks of damaged files
            found = workfile.load(work_file)
            if found is not None:
                lessons.append(lesson_of(found[0].minutes.document.id, found[0].records, found[0].history))
    return lessons


def _keep(path: Path, reviewer: str, lessons: Iterable[Lesson], gone: str = "") -> None:
    from dvo_tui.store.storage import Database

    with contextlib.suppress(StoreError):
        files.make_folder(path.parent)
        with Database(path) as database, database.file.transaction():
            database.delta_table("meta").put(workfile.ONLY, msgspec.to_builtins(_Meta(SCHEMA, reviewer)))
            if gone and database.delta_table(TABLE).contains(doc_id=document_number(gone)):
                database.delta_table(TABLE).remove(doc_ids=[document_number(gone)])
            for lesson in lessons:
                database.delta_table(TABLE).put(document_number(lesson.document), msgspec.to_builtins(lesson))
