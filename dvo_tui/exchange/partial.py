"""Whole datasets from what a foreign format holds: ids, hashes, agenda items and defaults where it has none.

Invariant: every span of what comes out lies in the text; what does not is refused, with the place that said so.
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

import msgspec

from dvo_tui.exchange.dataset import SCHEMA, Dataset, ReviewState
from dvo_tui.exchange.marks import layer_and_type
from dvo_tui.exchange.reading import misfit, refused
from dvo_tui.language import N_, _
from dvo_tui.minutes.model import AgendaItem, Document, Meeting, Origin, Participant, Span, item_at, record_id
from dvo_tui.minutes.reading import slug
from dvo_tui.review.desk import ID
from dvo_tui.review.records import LAYERS, LETTERS, Action, Annotation, Decision, Entity, Note, Turn, quote

NO_MEETING = Meeting(
    body=None, kind=None, date=None, start=None, end=None, location=None, openness=None, chair=None, secretary=None
)
"""The header of a document of which only the text is known."""


class NotTakenOverWarning(UserWarning):
    """Things in a file of another program for which a dataset has no place."""


class Structure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a dataset says besides annotations, for formats that keep data of others as they are."""

    document: Document | None = None
    meeting: Meeting | None = None
    participants: tuple[Participant, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()


def structure_of(dataset: Dataset) -> Structure:
    """All of a dataset that is no annotation and not the text."""
    return Structure(
        document=dataset.document, meeting=dataset.meeting, participants=dataset.participants, agenda=dataset.agenda
    )


_BLANKS: dict[str, dict[str, Any]] = {
    "entity": {"link": None},
    "turn": {"speaker": None, "speaker_text": ""},
    "decision": {"vote": None, "note": None},
    "action": {
        "owners": (),
        "owner_text": None,
        "due": None,
        "due_text": None,
        "strength": "explicit",
        "state": "open",
    },
    "note": {},
}
"""What the fields of each layer are that a format does not have."""


class Draft:
    """One document on its way to a dataset.

    Args:
        text: Its text, just as the format has it; offsets are code points in it.
        file: The name of the file it is of, or was.
        by: What to call the source in the origin of what is added: the format.
        structure: What the format keeps besides.
        where: The place to name in an error about the structure.

    Raises:
        DatasetError: if a span of the structure does not lie in the text.
    """

    def __init__(self, text: str, file: str, by: str, structure: Structure | None = None, where: str = "") -> None:
        self.text = text
        self._by = by
        self._sha = _hash(text, where or file)
        self._structure = structure or Structure()
        self._people = {person.id: person for person in self._structure.participants}
        self._records: dict[str, Annotation] = {}
        self._passed: Counter[str] = Counter()
        self._where = where or file
        self._document = self._document_of(file)
        for item in self._structure.agenda:
            self._check([item.span], self._where)
        for person in self._structure.participants:
            self._check(person.spans, self._where)

    def _document_of(self, file: str) -> Document:
        known = self._structure.document
        if known is not None and known.text_sha256 == self._sha:
            return known
        name = known.file if known is not None else file
        stem, dot, suffix = name.rpartition(".")
        name = f"{stem.removesuffix(f'-{self._sha[:8]}')}{dot}{suffix}"  # a document's id as a file name
        return Document(
            id=f"{slug(name)}-{self._sha[:8]}",
            file=name,
            format="plain",
            sha256=self._sha,
            text_sha256=self._sha,
            reader=f"{self._by}/1",
        )

    def add(
        self,
        where: str,
        label: str,
        spans: Sequence[tuple[int, int]],
        fields: Mapping[str, Any] | None = None,
        id_: str = "",
    ) -> str:
        """An annotation; returns its id.

        Args:
            where: What to call the place in an error: the file, and the line or record.
            label: As `marks.label_of` writes it.
            spans: Where it stands, half-open; one for an entity.
            fields: Further fields of its layer in plain form.
            id_: The id it had; a new one is made where it is no id of the layer, or taken.

        Raises:
            DatasetError: if a span does not lie in the text, or a field does not fit.
        """
        layer, kind = layer_and_type(label)
        if not label.strip():
            raise refused(where, "it has no label")
        placed = [Span(start, end) for start, end in spans]
        self._check(placed, where)
        if not placed or (layer == "entity" and len(placed) > 1):
            raise refused(where, "it has {count} spans", count=len(placed))
        given = dict(fields or {})
        plain: dict[str, Any] = {"origin": Origin(by=self._by), "status": "accepted"} | _BLANKS[layer] | given
        plain["item"] = self._item(given.get("item"), placed[0].start)
        if layer == "entity":
            start, end = placed[0].start, placed[0].end
            plain |= {"type": kind, "start": start, "end": end, "text": self.text[start:end]}
        else:
            plain |= {"spans": tuple(sorted(placed)) if layer == "turn" else tuple(placed)}
            plain |= {} if layer == "turn" else {"kind": kind}
            if layer in ("decision", "action") and not plain.get("text"):
                plain["text"] = quote(self.text, tuple(placed[:1]))
        plain["id"] = self._id(layer, kind, placed, id_)
        try:
            record: Any = msgspec.convert(msgspec.to_builtins(plain), LAYERS[layer])
        except msgspec.ValidationError as error:
            raise misfit(where, error) from None
        self._records[record.id] = record
        return str(record.id)

    def person(self, identifier: str, name: str) -> None:
        """Somebody who is linked to, where the structure does not have them."""
        self._people.setdefault(
            identifier,
            Participant(
                id=identifier, name=name, attendance="not_listed", role=None, organisation=None, spans=()
            ),
        )  # fmt: skip

    def passed_over(self, what: str, count: int = 1) -> None:
        """Something for which a dataset has no place; said once, with how often, when the dataset is made."""
        self._passed[what] += count

    def dataset(self) -> Dataset:
        """The dataset; what was passed over is warned of.

        Raises:
            DatasetError: if something is linked to a participant whom nobody has named.
        """
        for record in self._records.values():
            for link in _links(record):
                if link[:1] == "p" and ID.fullmatch(link) and link not in self._people:
                    raise refused(self._where, "no participant has the id {id}", id=link)
        for what, count in self._passed.items():
            line = _("{file}: not taken over: {what} ({count})").format(file=self._where, what=what, count=count)
            warnings.warn(line, NotTakenOverWarning, stacklevel=2)
        records = tuple(self._records.values())
        counts = Counter(record.status for record in records)
        return Dataset(
            schema=SCHEMA,
            document=self._document,
            meeting=self._structure.meeting or NO_MEETING,
            participants=tuple(self._people.values()),
            agenda=self._structure.agenda,
            turns=tuple(record for record in records if isinstance(record, Turn)),
            entities=tuple(record for record in records if isinstance(record, Entity)),
            decisions=tuple(record for record in records if isinstance(record, Decision)),
            actions=tuple(record for record in records if isinstance(record, Action)),
            notes=tuple(record for record in records if isinstance(record, Note)),
            review=ReviewState(
                reviewer=None,
                state="in_progress",
                started=None,
                updated=None,
                accepted=counts["accepted"],
                rejected=counts["rejected"],
                pending=counts["pending"],
            ),
            text=self.text,
        )

    def _check(self, spans: Sequence[Span], where: str) -> None:
        for span in spans:
            if not 0 <= span.start < span.end <= len(self.text):
                raise refused(
                    where,
                    N_("the span {start}-{end} does not lie in the text of {length} characters"),
                    start=span.start,
                    end=span.end,
                    length=len(self.text),
                )

    def _item(self, item: object, start: int) -> str | None:
        """The agenda item it says it is in, where there is one of that id, else the one it stands in."""
        if any(item == one.id for one in self._structure.agenda):
            return str(item)
        found = item_at(self._structure.agenda, start)
        return found.id if found else None

    def _id(self, layer: str, kind: str, spans: Sequence[Span], given: str) -> str:
        if ID.fullmatch(given) and given[0] == LETTERS[layer] and given not in self._records:
            return given
        places = [f"{span.start}-{span.end}" for span in spans]
        found = record_id(LETTERS[layer], self._sha, layer, kind, *places)
        count = 0
        while found in self._records:
            count += 1
            found = record_id(LETTERS[layer], self._sha, layer, kind, *places, self._by, count)
        return found


def _links(record: Annotation) -> tuple[str, ...]:
    if isinstance(record, Action):
        return record.owners
    link = record.link if isinstance(record, Entity) else record.speaker if isinstance(record, Turn) else None
    return (link,) if link is not None else ()


def _hash(text: str, where: str) -> str:
    try:
        return sha256(text.encode("utf-8")).hexdigest()
    except UnicodeEncodeError:
        raise refused(where, "it holds half a character or a number too long") from None
