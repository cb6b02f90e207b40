"""FoLiA, the XML of Dutch and Flemish corpora: words in sentences, entities over words.

A word ends where an entity begins or ends, so that every entity is a run of words; but an entity stays in its sentence.
Text is composed (NFC), as FoLiA asks and as its library makes of it anyway.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from dvo_tui import __version__
from dvo_tui.exchange import xml
from dvo_tui.exchange.base import Encoded, Format, Loss, left_out
from dvo_tui.exchange.dataset import Dataset
from dvo_tui.exchange.marks import fields_lost
from dvo_tui.exchange.sections import Names, Section, comments_left_out, lines, sections, sentences_of
from dvo_tui.language import N_
from dvo_tui.minutes.model import AgendaItem, Span
from dvo_tui.minutes.segment import tokens
from dvo_tui.review.records import Entity

_HELD = frozenset({"entity", "agenda", "meeting"})
_FIELDS = frozenset({"item", "link", "status", "normalized", "expansion", "origin", "note"})
_SET = "urn:dvo-minutes:1"
_ANNOTATOR = '<annotator processor="dvo-tui"/>'
_DECLARED = ("division", "head", "paragraph", "sentence", "token", "entity")


class _Word(NamedTuple):
    span: Span
    name: str


def _encode(dataset: Dataset) -> Encoded:
    writer = _Writer(dataset)
    body = "".join(writer.division(section) for section in sections(dataset))
    root = {
        "xmlns": "http://ilk.uvt.nl/folia",
        "xmlns:xlink": "http://www.w3.org/1999/xlink",
        "xml:id": writer.name,
        "version": "2.5.3",
        "generator": f"dvo-tui {__version__}",
    }
    text = xml.element("text", {"xml:id": f"{writer.name}.text"}, "\n", body)
    written = xml.DECLARATION + xml.element("FoLiA", root, "\n", _metadata(dataset), "\n", text, "\n") + "\n"
    losses = (
        *xml.replaced(dataset.document.id, dataset.text),
        *left_out(dataset, _HELD, N_("words and entities are what it is written for")),
        *comments_left_out(dataset, dataset.agenda),
        *(loss for entity in dataset.entities for loss in fields_lost(dataset, entity, _FIELDS)),
        *writer.losses(),
    )
    return Encoded({".folia.xml": written.encode()}, losses)


def _metadata(dataset: Dataset) -> str:
    declared = [
        "<text-annotation/>",
        "<comment-annotation/>",
        *(xml.element(f"{kind}-annotation", {"set": f"{_SET}:{kind}"}, _ANNOTATOR) for kind in _DECLARED),
    ]
    processor = {"xml:id": "dvo-tui", "name": "dvo-tui", "version": __version__, "type": "auto"}
    meeting = dataset.meeting
    people = {person.id: person.name for person in dataset.participants}
    told = {
        "title": dataset.document.file,
        "language": "nl",
        "text_sha256": dataset.document.text_sha256,
        "body": meeting.body,
        "date": meeting.date,
        "location": meeting.location,
        "kind": meeting.kind,
        "start": meeting.start,
        "end": meeting.end,
        "openness": meeting.openness,
        "chair": people.get(meeting.chair or "", meeting.chair),
        "secretary": people.get(meeting.secretary or "", meeting.secretary),
    }
    return xml.element(
        "metadata",
        {"type": "native"},
        xml.element("annotations", None, *declared),
        xml.element("provenance", None, xml.element("processor", processor)),
        *(xml.element("meta", {"id": name}, xml.text(value)) for name, value in told.items() if value),
    )


class _Writer:
    """What stands in the text element of one document, and which entities found no place in it."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._text = dataset.text
        self._names = Names()
        self.name = self._names.of(dataset.document.id, "document")
        self._people = {person.id: person.name for person in dataset.participants}
        self._waiting = sorted(dataset.entities, key=lambda entity: (entity.start, -entity.end), reverse=True)
        self._edges = sorted({edge for entity in dataset.entities for edge in (entity.start, entity.end)}, reverse=True)
        self._lost: list[Entity] = []
        self._spaced = False

    def losses(self) -> Iterator[Loss]:
        """What has no place, once everything is written."""
        document = self._dataset.document.id
        for entity in (*self._lost, *self._waiting):
            yield Loss(document, entity.id, "entity", N_("it does not stand in one sentence"))
        if not unicodedata.is_normalized("NFC", self._text):
            yield Loss(document, "", "text", N_("letters with marks are composed (NFC), as it wants them"))
        if self._spaced:
            yield Loss(document, "", "text", N_("between words it has one space or none; other blanks are not kept"))

    def division(self, section: Section) -> str:
        """One piece of the text, an agenda item with its heading or what stands in none."""
        item = section.item
        name = self._names.of(item.id if item else "", "division")
        parts = []
        for number, line in enumerate(lines(self._text, section.span)):
            tag = "head" if item is not None and number == 0 else "p"
            inside = "".join(self._sentence(sentence) for sentence in sentences_of(self._text, line))
            parts.append(xml.element(tag, {"xml:id": self._names.of("", tag)}, inside, "\n"))
        features = _features(item) if item is not None else ()
        return xml.element("div", {"xml:id": name, "class": "agenda" if item else "other"}, *features, *parts) + "\n"

    def _sentence(self, sentence: Span) -> str:
        name = self._names.of("", "s")
        words = [
            _Word(span, f"{name}.w.{number}")
            for number, span in enumerate(self._words(sentence.start, sentence.end), 1)
        ]
        inside = [self._word(word, following) for word, following in pairwise([*words, None]) if word is not None]
        entities = [self._entity(entity, words) for entity in self._entities(sentence)]
        if entities:
            inside.append(xml.element("entities", {"xml:id": f"{name}.entities"}, *entities))
        return xml.element("s", {"xml:id": name}, *inside)

    def _words(self, start: int, end: int) -> Iterator[Span]:
        """The words of a sentence, cut at the edges of entities."""
        for word in tokens(self._text, start, end):
            while self._edges and self._edges[-1] <= word.start:
                self._edges.pop()
            at = word.start
            while self._edges and self._edges[-1] < word.end:
                edge = self._edges.pop()
                yield Span(at, edge)
                at = edge
            yield Span(at, word.end)

    def _word(self, word: _Word, following: _Word | None) -> str:
        between = self._text[word.span.end : following.span.start] if following else " "
        self._spaced = self._spaced or between not in ("", " ")
        written = xml.element("t", None, xml.text(self._written(word.span)))
        return xml.element("w", {"xml:id": word.name, "space": None if between else "no"}, written)

    def _written(self, span: Span) -> str:
        return unicodedata.normalize("NFC", self._text[span.start : span.end])

    def _entities(self, sentence: Span) -> Iterator[Entity]:
        while self._waiting and self._waiting[-1].start < sentence.end:
            entity = self._waiting.pop()
            if sentence.contains(entity.spans[0]) and self._text[entity.start : entity.end].strip():
                yield entity
            else:
                self._lost.append(entity)

    def _entity(self, entity: Entity, words: list[_Word]) -> str:
        covered = [word for word in words if entity.start <= word.span.start and word.span.end <= entity.end]
        references = [xml.element("wref", {"id": word.name, "t": self._written(word.span)}) for word in covered]
        features = {
            "link": self._people.get(entity.link or "", entity.link),
            "normalized": entity.normalized,
            "expansion": entity.expansion,
            "status": entity.status,
            "by": entity.origin.by,
            "rule": entity.origin.rule,
        }
        attributes = {
            "xml:id": self._names.of(entity.id, "entity"),
            "class": entity.type,
            "confidence": entity.origin.confidence,
            "processor": "dvo-tui",
        }
        comment = xml.element("comment", None, xml.text(entity.note)) if entity.note else ""
        return xml.element("entity", attributes, *_subsets(features), *references, comment)


def _features(item: AgendaItem) -> Iterator[str]:
    return _subsets({"label": item.label, "title": item.title, "status": item.status, "parent": item.parent})


def _subsets(features: Mapping[str, str | None]) -> Iterator[str]:
    for subset, value in features.items():
        if value:
            yield xml.element("feat", {"subset": subset, "class": value})


FORMAT = Format(
    "folia",
    N_("FoLiA, for FLAT and the tools of CLARIAH"),
    "document",
    ".folia.xml",
    _HELD | {"nested", "link", "status", "normalized", "id"},
    encode=_encode,
)
