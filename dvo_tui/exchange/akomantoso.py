"""Akoma Ntoso 3.0, the XML of parliaments: a `debate` with a section for each agenda item and who speaks in it.

What is said of people, bodies, decisions and actions stands in `meta`; the text points there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import quote

from dvo_tui.exchange import xml
from dvo_tui.exchange.base import Encoded, Format, Loss
from dvo_tui.exchange.dataset import Dataset
from dvo_tui.exchange.marks import annotations_of, fields_lost, rejected
from dvo_tui.exchange.sections import (
    Mark,
    Names,
    Section,
    comments_left_out,
    lines,
    nested,
    publicity_left_out,
    sections,
)
from dvo_tui.language import N_
from dvo_tui.minutes.model import AgendaItem, Participant, Span
from dvo_tui.review.desk import DAY
from dvo_tui.review.records import Action, Annotation, Decision, Entity, Turn, layer_of

_HELD = frozenset({"meeting", "participant", "agenda", "turn", "entity", "decision", "action", "note"})
_NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_OURS = "urn:dvo-minutes:1"
_AROUND_LINE = re.compile(r"^[^\S\n]|[^\S\n]$", re.MULTILINE)
_UNKNOWN_DAY = "1900-01-01"
_FIELDS = frozenset({"item", "status"})
_ELEMENTS = {
    "PERSON": ("person", "TLCPerson"),
    "ORGANISATION": ("organization", "TLCOrganization"),
    "LOCATION": ("location", "TLCLocation"),
    "EVENT": ("event", "TLCEvent"),
    "MONEY": ("quantity", "TLCConcept"),
}
"""The element of each type that has one, and what it refers to; other types are `entity` and a `TLCConcept`."""


def _encode(dataset: Dataset) -> Encoded:
    references = _References(dataset)
    body = _Body(dataset, references)
    opening, inside = body.parts()
    root = {"xmlns": _NAMESPACE, "xmlns:dvo": _OURS}
    preface = xml.element("preface", None, opening) if opening else ""
    debate = xml.element(
        "debate",
        {"name": "verslag"},
        _meta(dataset, references),
        preface,
        xml.element("debateBody", None, "\n", inside),
    )
    written = xml.DECLARATION + xml.element("akomaNtoso", root, "\n", debate, "\n") + "\n"
    losses = (
        *xml.replaced(dataset.document.id, dataset.text),
        *rejected(dataset),
        *comments_left_out(dataset, dataset.agenda),
        *publicity_left_out(dataset),
        *(loss for record in annotations_of(dataset) for loss in fields_lost(dataset, record, _held(record))),
        *body.losses(),
    )
    return Encoded({".akn.xml": written.encode()}, losses)


def _held(record: Annotation) -> frozenset[str]:
    """The fields of an annotation that have a place; an agenda item is told by where it stands."""
    if isinstance(record, Decision | Action):
        return _FIELDS | {"text", "vote", "owners", "owner_text", "due", "due_text", "due_anchor", "strength", "state"}
    if isinstance(record, Turn):
        return _FIELDS | {"speaker" if record.speaker else "speaker_text"}
    if isinstance(record, Entity) and record.link is None and record.type in ("DATE", "MONEY"):
        return _FIELDS | {"normalized"}
    return _FIELDS | {"link"}


class _References:
    """The people, bodies and notions that the text refers to, each once."""

    def __init__(self, dataset: Dataset) -> None:
        self.names = Names()
        self._listed: list[str] = []
        self._known: dict[tuple[str, str], str] = {}
        self._body = dataset.meeting.body or dataset.document.file
        self.body = self.to("TLCOrganization", self._body)
        self.people = {person.id: self._person(person) for person in dataset.participants}

    def _person(self, person: Participant) -> str:
        return self._list("TLCPerson", person.name, person.id)

    def to(self, kind: str, shown: str) -> str:
        """The name of what is shown so."""
        key = (kind, shown)
        if key not in self._known:
            self._known[key] = self._list(kind, shown, "")
        return self._known[key]

    def role(self, person: Participant | None) -> str | None:
        """What refers to the role of a participant."""
        return "#" + self.to("TLCRole", person.role) if person and person.role else None

    def _list(self, kind: str, shown: str, wanted: str) -> str:
        short = kind.removeprefix("TLC").lower()
        name = self.names.of(wanted, short)
        href = f"/ontology/{short}/dvo/{quote(name)}"
        self._listed.append(xml.element(kind, {"eId": name, "href": href, "showAs": shown or "-"}))
        return name

    def written(self) -> str:
        return "\n".join(self._listed)


def _meta(dataset: Dataset, references: _References) -> str:
    day = dataset.meeting.date if DAY.fullmatch(dataset.meeting.date or "") else _UNKNOWN_DAY
    work = f"/akn/nl/debate/{day}/{quote(dataset.document.id)}"
    where = {"FRBRWork": work, "FRBRExpression": f"{work}/nld", "FRBRManifestation": f"{work}/nld.xml"}
    last = {
        "FRBRWork": xml.element("FRBRcountry", {"value": "nl"}),
        "FRBRExpression": xml.element("FRBRlanguage", {"language": "nld"}),
        "FRBRManifestation": "",
    }
    author = "#" + references.body
    levels = (
        xml.element(
            level,
            None,
            xml.element("FRBRthis", {"value": f"{where[level]}/!main"}),
            xml.element("FRBRuri", {"value": where[level]}),
            xml.element("FRBRdate", {"date": day, "name": "meeting"}),
            xml.element("FRBRauthor", {"href": author}),
            end,
        )
        for level, end in last.items()
    )
    return xml.element(
        "meta",
        None,
        xml.element("identification", {"source": author}, *levels),
        xml.element("references", {"source": author}, "\n", references.written(), "\n"),
        xml.element("proprietary", {"source": author}, "\n", *(line + "\n" for line in _ours(dataset, references))),
    )


def _ours(dataset: Dataset, references: _References) -> Iterator[str]:
    """What Akoma Ntoso has no words for: the meeting, who was there, and the fields of decisions and actions."""
    meeting = dataset.meeting
    people = {person.id: person.name for person in dataset.participants}
    header: dict[str, object] = {name: getattr(meeting, name) for name in meeting.__struct_fields__ if name != "origin"}
    header |= {role: _reference(references, getattr(meeting, role)) for role in ("chair", "secretary")}
    yield xml.element("dvo:meeting", {"document": dataset.document.id, "file": dataset.document.file, **header})
    for person in dataset.participants:
        named = {"ref": "#" + references.people[person.id], "attendance": person.attendance}
        yield xml.element("dvo:participant", {**named, "organisation": person.organisation, "role": person.role})
    records = annotations_of(dataset)
    for decision in (record for record in records if isinstance(record, Decision)):
        yield xml.element("dvo:decision", {**_said(decision), "vote": decision.vote}, xml.text(decision.text))
    for action in (record for record in records if isinstance(record, Action)):
        owners = "; ".join(people.get(owner, owner) for owner in action.owners) or None
        fields = ("owner_text", "due", "due_text", "due_anchor", "strength", "state")
        told = {name: getattr(action, name) for name in fields}
        yield xml.element("dvo:action", {**_said(action), "owners": owners, **told}, xml.text(action.text))


def _reference(references: _References, person: str | None) -> str | None:
    return "#" + references.people[person] if person in references.people else person


def _said(record: Decision | Action) -> dict[str, str | None]:
    return {"id": record.id, "kind": record.kind, "item": record.item, "status": record.status}


class _Piece(NamedTuple):
    """A line, or as much of it as is said in one turn; `turn` is its place among the turns."""

    span: Span
    turn: int | None


class _Body:
    """The text with its sections, speeches and what is marked in them; and what found no place."""

    def __init__(self, dataset: Dataset, references: _References) -> None:
        self._dataset = dataset
        self._text = dataset.text
        self._references = references
        self._names = references.names
        self._participants = {person.id: person for person in dataset.participants}
        self._items = {item.id: self._names.of(item.id, "section") for item in dataset.agenda}
        self._records: dict[str, Annotation] = {}
        self._lost: list[Turn] = []
        self._placed: set[str] = set()
        self._waiting = sorted(self._marks(), key=lambda mark: mark.span.start, reverse=True)
        self._spoken = self._turns()
        self._at = 0

    def losses(self) -> Iterator[Loss]:
        for turn in self._lost:
            yield Loss(self._dataset.document.id, turn.id, "turn", N_("it overlaps another turn"))
        for key, record in self._records.items():
            if key not in self._placed:
                why = N_("it does not stand in one line and turn, or crosses another annotation")
                yield Loss(self._dataset.document.id, record.id, layer_of(record), why)
        if _AROUND_LINE.search(self._text):
            why = N_("blanks before and after a line are not kept")
            yield Loss(self._dataset.document.id, "", "text", why)

    def _marks(self) -> Iterator[Mark]:
        marked = [record for record in annotations_of(self._dataset) if not isinstance(record, Turn)]
        for number, record in enumerate(marked):
            self._records[str(number)] = record
            for span in record.spans:
                yield Mark(span, str(number))

    def _turns(self) -> list[tuple[Span, Turn]]:
        """The spans of all turns in order; one that overlaps an earlier one is lost."""
        kept: list[tuple[Span, Turn]] = []
        turns = [record for record in annotations_of(self._dataset) if isinstance(record, Turn)]
        spoken = [(span, turn) for turn in turns for span in turn.spans]
        for span, turn in sorted(spoken, key=lambda pair: pair[0]):
            if kept and kept[-1][0].overlaps(span):
                self._lost.append(turn)
            else:
                kept.append((span, turn))
        return kept

    def parts(self) -> tuple[str, str]:
        """What stands before the first agenda item, and the rest."""
        before: list[str] = []
        tree: list[str] = []
        depth = 0
        for number, section in enumerate(sections(self._dataset)):
            if number == 0 and section.item is None and self._dataset.agenda and not self._speaks(section.span):
                before = [xml.element("p", None, self._marked(piece.span)) for piece in self._pieces(section.span)]
                continue
            tree += ["</debateSection>\n"] * (depth - section.depth)
            depth = section.depth + 1
            tree.append(self._section(section))
        body = "".join(tree + ["</debateSection>\n"] * depth)
        return "".join(before), body or self._section(Section(None, Span(0, 0), 0)) + "</debateSection>\n"

    def _speaks(self, span: Span) -> bool:
        return any(spoken.overlaps(span) for spoken, _turn in self._spoken)

    def _section(self, section: Section) -> str:
        """A section without its end, since others may stand in it."""
        item = section.item
        pieces = list(self._pieces(section.span))
        content: list[str] = []
        if item is None:
            opened = xml.opening("debateSection", {"eId": self._names.of("", "section"), "name": "text"})
        else:
            opened = xml.opening("debateSection", self._attributes(item))
            content += self._heading(item, pieces)
        while pieces:
            turn = pieces[0].turn
            same = [piece for piece in pieces if piece.turn == turn]
            together = same if turn is not None else pieces[:1]
            del pieces[: len(together)]
            marked = [xml.element("p", None, self._marked(piece.span)) for piece in together]
            content.append(self._speech(turn, marked) if turn is not None else marked[0])
        return opened + "\n" + "".join(line + "\n" for line in content or ["<p/>"])

    def _attributes(self, item: AgendaItem) -> Mapping[str, object]:
        return {"eId": self._items[item.id], "name": "agendapunt", "class": item.status}

    def _heading(self, item: AgendaItem, pieces: list[_Piece]) -> Iterator[str]:
        """Number and heading; the first line where it is no more than those, marks and all."""
        if item.label:
            yield xml.element("num", None, xml.text(item.label))
        heading = xml.text(item.title)
        if pieces and pieces[0].turn is None and self._text[slice(*_ends(pieces[0].span))].endswith(item.title):
            end = pieces.pop(0).span.end
            heading = self._marked(Span(end - len(item.title), end))
        yield xml.element("heading", {"eId": self._names.of("", "heading")}, heading)

    def _pieces(self, span: Span) -> Iterator[_Piece]:
        """The lines of a section, cut where a turn begins or ends."""
        for line in lines(self._text, span):
            at = line.start
            while at < line.end:
                while self._at < len(self._spoken) and self._spoken[self._at][0].end <= at:
                    self._at += 1
                said = self._spoken[self._at][0] if self._at < len(self._spoken) else None
                inside = said is not None and said.start <= at
                edge = line.end if said is None else said.end if inside else said.start
                end = min(edge, line.end)
                if self._text[at:end].strip():
                    yield _Piece(Span(at, end), self._at if inside else None)
                at = end

    def _speech(self, number: int, paragraphs: list[str]) -> str:
        _span, turn = self._spoken[number]
        person = self._participants.get(turn.speaker or "")
        who = (
            self._references.people[person.id]
            if person is not None
            else self._references.to("TLCPerson", turn.speaker or turn.speaker_text)
        )
        attributes = {"by": "#" + who, "as": self._references.role(person), "eId": self._names.of(turn.id, "speech")}
        if len(turn.spans) > 1:
            attributes["refersTo"] = "#" + self._references.to("TLCConcept", f"turn {turn.id}")
        return xml.element("speech", attributes, *paragraphs)

    def _marked(self, span: Span) -> str:
        """A stretch of text as XML, with an element for whatever stands in it."""
        kept = nested(self._here(span))
        self._placed |= {mark.key for mark in kept}
        written: list[str] = []
        open_marks: list[Mark] = []
        at = span.start

        def close(until: int) -> None:
            nonlocal at
            while open_marks and open_marks[-1].span.end <= until:
                mark = open_marks.pop()
                written.append(xml.text(self._text[at : mark.span.end]))
                written.append(f"</{self._element(mark)[0]}>")
                at = mark.span.end

        for mark in kept:
            close(mark.span.start)
            written.append(xml.text(self._text[at : mark.span.start]))
            at = mark.span.start
            written.append(xml.opening(*self._element(mark)))
            open_marks.append(mark)
        close(span.end)
        written.append(xml.text(self._text[at : span.end]))
        return "".join(written)

    def _here(self, span: Span) -> Iterator[Mark]:
        """The marks in a stretch of text; an entity that is not all in it is lost, anything else is cut."""
        going_on: list[Mark] = []
        while self._waiting and self._waiting[-1].span.start < span.end:
            mark = self._waiting.pop()
            if isinstance(self._records[mark.key], Entity):
                if span.contains(mark.span):
                    yield mark
                continue
            inside = Span(max(span.start, mark.span.start), min(span.end, mark.span.end))
            if inside.end > inside.start:
                yield Mark(inside, mark.key)
            if mark.span.end > span.end:
                going_on.append(Mark(Span(span.end, mark.span.end), mark.key))
        self._waiting += reversed(going_on)

    def _element(self, mark: Mark) -> tuple[str, Mapping[str, object]]:
        """The element of a mark, and its attributes."""
        record = self._records[mark.key]
        common = {"eId": f"m.{mark.key}.{mark.span.start}", "class": None if _settled(record) else record.status}
        if isinstance(record, Entity):
            return self._entity(record, common)
        kind = layer_of(record)
        common["refersTo"] = "#" + self._references.to("TLCConcept", f"{kind} {record.id}")
        if isinstance(record, Decision):
            return "outcome", common
        return ("entity", {**common, "name": kind}) if isinstance(record, Action) else ("remark", common)

    def _entity(self, entity: Entity, common: Mapping[str, object]) -> tuple[str, Mapping[str, object]]:
        if entity.type == "DATE" and DAY.fullmatch(entity.normalized or ""):
            return "date", {**common, "date": entity.normalized}
        name, kind = _ELEMENTS.get(entity.type, ("entity", "TLCConcept"))
        target = self._references.people.get(entity.link or "")
        if target is None:
            target = self._references.to(kind, entity.link or entity.normalized or entity.text)
        own: dict[str, object] = {"name": entity.type} if name == "entity" else {}
        if name == "quantity":
            own["normalized"] = entity.normalized
        return name, {**common, "refersTo": f"#{target}", **own}


def _settled(record: Annotation) -> bool:
    return record.status == "accepted"


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


FORMAT = Format(
    "akomantoso",
    N_("Akoma Ntoso 3.0, a debate for parliamentary software"),
    "document",
    ".akn.xml",
    _HELD | {"nested", "parts", "link", "normalized"},
    encode=_encode,
)
