"""A copy that may be published: people get stable pseudonyms, identifiers are masked, and every offset is right again.

Works on a dataset before any format, so that it is the same for all. Nothing of the original is left in the copy: ids
are made anew from the new text, and hashes of the original, by which one could try out names, are gone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any, NamedTuple

import msgspec

from dvo_tui import names
from dvo_tui.exchange import registry
from dvo_tui.exchange.dataset import Dataset
from dvo_tui.exchange.identifiers import KINDS, identifiers
from dvo_tui.exchange.variants import Person, Variants
from dvo_tui.minutes.model import AgendaItem, Document, Meeting, Origin, Participant, Span, record_id
from dvo_tui.minutes.reading import slug
from dvo_tui.review.publicity import PRIVACY, Withheld, key_of, standing, withheld_from
from dvo_tui.review.records import LETTERS, Annotation, Entity, id_of, layer_of
from dvo_tui.suggest.base import KnownPublicity

HIDDEN = "[weggelaten]"
"""What stands for words that somebody wants left out, whatever they are."""

BY_HAND = "beoordelaar"
"""What every reviewer is called in a copy."""


class Key:
    """Which number each person has, over all documents of one export; the only thing that leads back.

    Args:
        numbers: What an earlier export gave, by name.
    """

    def __init__(self, numbers: Mapping[str, int] | None = None) -> None:
        self.numbers: dict[str, int] = dict(numbers or {})

    def pseudonym(self, name: str) -> str:
        """`persoon-07`: the pseudonym of a name; the next number for a new one."""
        number = self.numbers.setdefault(key_of(name), len(self.numbers) + 1)
        return f"persoon-{number:02}"


@dataclass(frozen=True)
class Settings:
    """What is left out, and on what ground.

    Attributes:
        public: Names of people who are public by function, whatever was settled about them or their role says.
        private: Names of people who are not, likewise.
        grounds: The ground for words that are left out, a kind of identifier or a person's name, where it is another
            than usual.
        elsewhere: What was settled about people in other documents, by `key_of` their name.
        hidden: Words that are left out wherever they stand, whatever they are.
        withheld: What reviewers left out of single documents, by the document's id.
    """

    public: frozenset[str] = frozenset()
    private: frozenset[str] = frozenset()
    grounds: Mapping[str, str] = field(default_factory=dict)
    elsewhere: Mapping[str, KnownPublicity] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    withheld: Mapping[str, Withheld] = field(default_factory=dict)

    def for_document(self, id_: str) -> Settings:
        """With what was left out of one document; a ground that was asked for goes before one that was chosen there."""
        kept = withheld_from(self.withheld, id_)
        return replace(self, hidden=self.hidden | set(kept.hidden), grounds=kept.grounds | dict(self.grounds))


class Redaction(NamedTuple):
    """One place of the copy where something was left out: where, what stands there now, and on what ground.

    `of` is never written anywhere: it is whose name or which words stood there, as a ground is chosen for them.
    """

    span: Span
    written: str
    ground: str
    of: str


class Redacted(NamedTuple):
    """A copy and what was left out of it.

    Attributes:
        dataset: The copy.
        redactions: What was left out.
        original: Where a span of the copy's text stands in the text that it is of.
        records: The id that each record of the copy has in what it is of.
    """

    dataset: Dataset
    redactions: tuple[Redaction, ...]
    original: Callable[[Span], Span]
    records: Mapping[str, str]


class _Cut(NamedTuple):
    start: int
    end: int
    written: str
    ground: str
    of: str


def redact(dataset: Dataset, settings: Settings, key: Key) -> Redacted:
    """The copy of a dataset that holds every annotation, pending and rejected ones too: all of them may name people."""
    people = _People(dataset, settings.for_document(dataset.document.id), key)
    cuts = people.cuts(dataset)
    shift = _Shift(dataset.text, cuts)
    copy = _Copy(dataset, people, shift)
    made = tuple(Redaction(shift.span(Span(cut.start, cut.end)), cut.written, cut.ground, cut.of) for cut in cuts)
    return Redacted(copy.made(), made, shift.back, {new: old for old, new in copy.ids.items()})


def is_public(person: Participant, settings: Settings) -> bool:
    """Whether somebody's name stays readable: as it was asked for, else settled by the reviewer, else by the role."""
    if person.name in settings.private:
        return False
    return person.name in settings.public or standing(person, settings.elsewhere).public


class _People:
    """Who is named in a dataset, who of them must not be, and where they stand."""

    def __init__(self, dataset: Dataset, settings: Settings, key: Key) -> None:
        self._settings = settings
        self._key = key
        self._listed = {person.id: person for person in dataset.participants}
        self._public = {person.id for person in dataset.participants if is_public(person, settings)}
        self._names: dict[str, set[str]] = {}
        """Every way in which each private person is written, by participant id or plain name."""
        for person in dataset.participants:
            if person.id not in self._public:
                self._names[person.id] = {person.name, *(dataset.text[s.start : s.end] for s in person.spans)}
        self._of_mention: dict[str, str | None] = {}
        for mention in sorted(self._persons(dataset), key=lambda one: (one.link is None, -len(one.text))):
            owner = self._of_mention[mention.id] = self._owner(mention)
            if owner is not None:
                self._names.setdefault(owner, set()).add(mention.text)
        others = {entity.text for entity in dataset.entities if entity.type != "PERSON" and entity.status != "rejected"}
        self._variants = Variants(
            (Person(owner, frozenset(written)) for owner, written in self._names.items()),
            {word for text in others for word in (text, *text.split()) if word.isupper()},
        )
        self._public_variants = Variants(
            Person(id_, frozenset({self._listed[id_].name})) for id_ in sorted(self._public)
        )

    @staticmethod
    def _persons(dataset: Dataset) -> Iterable[Entity]:
        return (entity for entity in dataset.entities if entity.type == "PERSON" and entity.status != "rejected")

    def _owner(self, mention: Entity) -> str | None:
        """Whose name a mention is; `None` for somebody who is public by function."""
        link = mention.link
        if link in self._public or (link is None and self._names_public(mention.text)):
            return None
        if link in self._listed:
            return link
        said = link or mention.text
        return next((owner for owner in self._names if _same(said, self._name(owner))), said)

    def _names_public(self, text: str) -> bool:
        public = [self._listed[id_].name for id_ in self._public]
        return any(_same(text, name) for name in public) and not self._names_private(text)

    def _names_private(self, text: str) -> bool:
        private = [person.name for id_, person in self._listed.items() if id_ not in self._public]
        return any(_same(text, name) for name in private)

    def _name(self, owner: str) -> str:
        person = self._listed.get(owner)
        return person.name if person else owner

    def pseudonym(self, owner: str) -> str:
        return self._key.pseudonym(self._name(owner))

    def link(self, link: str | None) -> str | None:
        """A link of the copy: an id stays for now, a plain name of somebody private is the pseudonym."""
        if link is None or link in self._listed:
            return link
        return self.pseudonym(link) if link in self._names else self.mask(link)

    def name(self, person: Participant) -> str:
        return person.name if person.id in self._public else self.pseudonym(person.id)

    def ground(self, words: str, kind: str = "") -> str:
        """The ground for words that are left out: as asked for these, else for their kind, else the usual one."""
        grounds = self._settings.grounds
        return grounds.get(words) or grounds.get(kind) or (KINDS[kind][1] if kind else PRIVACY)

    def _ground_of(self, owner: str) -> str:
        """The ground for somebody: as it was asked for, else as it was settled."""
        person = self._listed.get(owner)
        chosen = self._settings.grounds.get(self._name(owner))
        return chosen or (PRIVACY if person is None else standing(person, self._settings.elsewhere).ground)

    def cuts(self, dataset: Dataset) -> tuple[_Cut, ...]:
        """What is left out of the text: what was annotated, every other way to write it, and identifiers."""
        sure = [
            self._cut(mention.start, mention.end, owner)
            for mention in self._persons(dataset)
            if (owner := self._of_mention[mention.id]) is not None
        ]
        for person in dataset.participants:
            if person.id not in self._public:
                sure += [self._cut(span.start, span.end, person.id) for span in person.spans]
        public = [
            Span(mention.start, mention.end)
            for mention in self._persons(dataset)
            if self._of_mention[mention.id] is None
        ]
        return _joined(sure, self._found(dataset.text, public or self._readable(dataset.text, ())))

    def mask(self, text: str | None, said_of: Iterable[str | None] = ()) -> str | None:
        """Any other string of the dataset, without what must not be in it.

        Args:
            text: The string.
            said_of: Who is linked where it stands; one who is public is meant before a namesake who is not.
        """
        if not text:
            return text
        cuts = _joined([], self._found(text, self._readable(text, said_of)))
        return _Shift(text, cuts).text

    def _readable(self, text: str, said_of: Iterable[str | None]) -> list[Span]:
        """Where a text names somebody public; a name that could be that of somebody private does not count."""
        linked = set(said_of)
        return [
            mention.span
            for mention in self._public_variants.find(text)
            if linked & set(mention.keys) or not self._names_private(text[mention.span.start : mention.span.end])
        ]

    def _found(self, text: str, public: list[Span]) -> list[_Cut]:
        cuts = []
        for span, kind in identifiers(text):
            words = " ".join(text[span.start : span.end].split())
            cuts.append(_Cut(span.start, span.end, KINDS[kind][0], self.ground(words, kind), words))
        for words in self._settings.hidden:
            pattern = re.compile(r"\s+".join(map(re.escape, words.split())), re.IGNORECASE)
            ground = self.ground(words)
            cuts += [_Cut(*match.span(), HIDDEN, ground, words) for match in pattern.finditer(text) if match[0]]
        for mention in self._variants.find(text):
            if not any(span.contains(mention.span) for span in public):
                cuts.append(self._cut(mention.span.start, mention.span.end, *mention.keys))
        return cuts

    def _cut(self, start: int, end: int, *owners: str) -> _Cut:
        written = "/".join(dict.fromkeys(self.pseudonym(owner) for owner in owners))
        return _Cut(start, end, written, self._ground_of(owners[0]), self._name(owners[0]))


def _joined(sure: list[_Cut], found: list[_Cut]) -> tuple[_Cut, ...]:
    """Cuts in order that do not overlap; what was annotated says who it is, and what overlaps it goes along."""
    kept: list[_Cut] = []
    for cut, is_sure in sorted([(cut, True) for cut in sure] + [(cut, False) for cut in found]):
        if not kept or cut.start >= kept[-1].end:
            kept.append(cut)
            continue
        last = kept.pop()
        longer = cut if is_sure and cut.end - cut.start > last.end - last.start else last
        kept.append(longer._replace(start=last.start, end=max(last.end, cut.end)))
    return tuple(kept)


class _Shift:
    """Where each offset of a text stands once cuts are made; inside a cut, at its edge."""

    def __init__(self, text: str, cuts: tuple[_Cut, ...]) -> None:
        self._cuts = cuts
        self._starts = [cut.start for cut in cuts]
        pieces: list[str] = []
        self._there: list[int] = []
        at = length = 0
        for cut in cuts:
            pieces += [text[at : cut.start], cut.written]
            length += cut.start - at
            self._there.append(length)
            length += len(cut.written)
            at = cut.end
        self.text = "".join([*pieces, text[at:]])

    def back(self, span: Span) -> Span:
        """Where a span of the new text stands in the old one; what begins or ends within a cut takes all of it."""
        return Span(self._before(span.start, False), self._before(span.end, True))

    def _before(self, offset: int, is_end: bool) -> int:
        index = bisect_right(self._there, offset - is_end) - 1
        if index < 0:
            return offset
        cut, end = self._cuts[index], self._there[index] + len(self._cuts[index].written)
        if offset >= end:
            return cut.end + offset - end
        return cut.end if is_end else cut.start

    def span(self, span: Span) -> Span:
        return Span(self._at(span.start, False), self._at(span.end, True))

    def _at(self, offset: int, is_end: bool) -> int:
        index = bisect_right(self._starts, offset - is_end) - 1
        if index < 0:
            return offset
        cut, there = self._cuts[index], self._there[index]
        if offset >= cut.end:
            return there + len(cut.written) + offset - cut.end
        return there + (len(cut.written) if is_end else 0)


class _Copy:
    """The dataset over the new text, with new ids."""

    def __init__(self, dataset: Dataset, people: _People, shift: _Shift) -> None:
        self._dataset = dataset
        self._people = people
        self._shift = shift
        self._sha = sha256(shift.text.encode()).hexdigest()
        self.ids = {
            id_of(record): record_id(LETTERS[layer_of(record)], self._sha, "redacted", number)
            for number, record in enumerate(dataset.records)
            if not isinstance(record, Meeting)
        }

    def made(self) -> Dataset:
        dataset = self._dataset
        return msgspec.structs.replace(
            dataset,
            document=self._document(dataset.document),
            meeting=self._meeting(dataset.meeting),
            participants=tuple(map(self._participant, dataset.participants)),
            agenda=tuple(map(self._item, dataset.agenda)),
            turns=self._annotations(dataset.turns),
            entities=self._annotations(dataset.entities),
            decisions=self._annotations(dataset.decisions),
            actions=self._annotations(dataset.actions),
            notes=self._annotations(dataset.notes),
            review=msgspec.structs.replace(dataset.review, reviewer=dataset.review.reviewer and BY_HAND),
            text=self._shift.text,
        )

    def _document(self, document: Document) -> Document:
        stem, _dot, suffix = document.file.rpartition(".")
        if suffix.casefold() not in _SUFFIXES:
            stem, suffix = document.file, "txt"
        said = " ".join(word.capitalize() for word in re.split(r"[\s_.-]+", stem))  # names stand there in small letters
        name = slug(self._people.mask(said) or "")
        return msgspec.structs.replace(
            document,
            id=f"{name}-{self._sha[:8]}",
            file=f"{name}.{suffix}",
            sha256=self._sha,
            text_sha256=self._sha,
        )

    def _meeting(self, meeting: Meeting) -> Meeting:
        return msgspec.structs.replace(
            meeting,
            body=self._people.mask(meeting.body),
            location=self._people.mask(meeting.location),
            chair=self._link(meeting.chair),
            secretary=self._link(meeting.secretary),
            origin=self._origin(meeting.origin),
        )

    def _participant(self, person: Participant) -> Participant:
        return msgspec.structs.replace(
            person,
            id=self.ids[person.id],
            name=self._people.name(person),
            role=self._people.mask(person.role),
            organisation=self._people.mask(person.organisation),
            spans=tuple(map(self._shift.span, person.spans)),
            **self._common(person),
        )

    def _item(self, item: AgendaItem) -> AgendaItem:
        return msgspec.structs.replace(
            item,
            id=self.ids[item.id],
            title=self._people.mask(item.title),
            parent=self.ids.get(item.parent or ""),
            span=self._shift.span(item.span),
            **self._common(item),
        )

    def _annotations(self, records: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(map(self._annotation, records))

    def _annotation(self, record: Annotation) -> Annotation:
        changes: dict[str, Any] = {"id": self.ids[record.id], "item": self.ids.get(record.item or "")}
        if isinstance(record, Entity):
            span = self._shift.span(record.spans[0])
            changes |= {"start": span.start, "end": span.end, "text": self._shift.text[span.start : span.end]}
        else:
            changes["spans"] = tuple(map(self._shift.span, record.spans))
        linked = (getattr(record, "link", None), getattr(record, "speaker", None), *getattr(record, "owners", ()))
        for name in _STRINGS & set(record.__struct_fields__) - set(changes):
            changes[name] = self._people.mask(getattr(record, name), linked)
        for name in _LINKS & set(record.__struct_fields__):
            changes[name] = self._link(getattr(record, name))
        if "owners" in record.__struct_fields__:
            changes["owners"] = tuple(self._link(owner) for owner in record.owners)  # type: ignore[union-attr]
        return msgspec.structs.replace(record, **changes, **self._common(record, linked))

    def _common(self, record: Any, linked: tuple[str | None, ...] = ()) -> dict[str, Any]:
        return {"note": self._people.mask(record.note, linked), "origin": self._origin(record.origin)}

    def _link(self, link: str | None) -> str | None:
        there = self._people.link(link)
        return self.ids.get(there, there) if there else None

    def _origin(self, origin: Origin | None) -> Origin | None:
        """Who put it there, no reviewer by name: what has no rule and is of no format was added by hand."""
        if origin is None:
            return None
        by_hand = origin.rule is None and origin.by not in registry.names()
        if not by_hand and origin.by != self._dataset.review.reviewer:
            return origin
        return msgspec.structs.replace(origin, by=BY_HAND)


def _same(one: str, other: str) -> bool:
    return names.score(one, other) >= names.PROPOSES


_STRINGS = {"text", "speaker_text", "owner_text", "vote", "due_text", "normalized", "expansion"}
_LINKS = {"link", "speaker"}
_SUFFIXES = {"txt", "md", "markdown", "html", "htm", "docx", "pdf"}
