"""Standoff of brat: the text, and beside it a line for each mention, attribute, reference and note.

Offsets are code points into the text file, line ends as they are there. A span never holds a line end or tab: there it
goes on as a further fragment, as brat writes it, and fragments with nothing else between them are one span again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from dvo_tui.errors import DatasetError
from dvo_tui.exchange.base import Encoded, Format, Loss, left_out
from dvo_tui.exchange.dataset import Dataset
from dvo_tui.exchange.marks import ANNOTATIONS, annotations_of, fields_of, label_of, layer_and_type, rejected
from dvo_tui.exchange.partial import Draft
from dvo_tui.exchange.reading import json_of, line_at, refused, text_of
from dvo_tui.language import N_, _
from dvo_tui.minutes.model import Span
from dvo_tui.review.desk import ID
from dvo_tui.review.records import Action, Annotation, Entity, Turn, layer_of
from dvo_tui.scheme import scheme

_BREAKS = "\t\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_BREAK = re.compile(f"[{_BREAKS}]+")
_TYPE = re.compile(r"[A-Za-z0-9_-]+")
_DETAILS = "dvo"
"""The type of the note that holds the fields for which brat has no place of its own, as JSON."""

_COMMENT = "AnnotatorNotes"
_PEOPLE = "dvo"
"""The resource of references to participants."""

_Offsets = tuple[tuple[int, int], ...]


def _encode(dataset: Dataset) -> Encoded:
    lines: list[str] = []
    losses: list[Loss] = [*rejected(dataset)]
    losses += left_out(dataset, ANNOTATIONS, N_("brat annotates the text; agenda, people and header are not in it"))
    names = {person.id: person.name for person in dataset.participants}
    labels = set()
    counts = dict.fromkeys("TAN#", 0)
    for record in annotations_of(dataset):
        fragments = fragments_of(dataset.text, record.spans)
        if not fragments:
            why = N_("it stands on line ends and tabs only")
            losses.append(Loss(dataset.document.id, record.id, layer_of(record), why))
            continue
        label = _TYPE_UNSAFE.sub("_", label_of(record)) or "_"
        labels.add(label)
        counts["T"] += 1
        mention = f"T{counts['T']}"
        places = ";".join(f"{start} {end}" for start, end in fragments)
        words = " ".join(dataset.text[start:end] for start, end in fragments)
        lines.append(f"{mention}\t{label} {places}\t{words}")
        for letter, line in _about(record, label, mention, dataset.text, names):
            counts[letter] += 1
            lines.append(f"{letter}{counts[letter]}\t{line}")
    written = "".join(f"{line}\n" for line in lines)
    return Encoded(
        {".ann": written.encode("utf-8"), ".txt": dataset.text.encode("utf-8")}, tuple(losses), frozenset(labels)
    )


_TYPE_UNSAFE = re.compile(r"[^A-Za-z0-9_-]")


def _about(
    record: Annotation, label: str, mention: str, text: str, names: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """What is said about a mention: its status and flag, the people it is linked to, its comment, and the rest."""
    fields = {"id": record.id, **fields_of(record, text)}
    yield "A", f"Status {mention} {fields.pop('status')}"
    if fields.pop("flag", False):
        yield "A", f"Flag {mention}"
    for link in dict.fromkeys(links_of(record)):
        if link in names and ID.fullmatch(link):
            yield "N", f"Reference {mention} {_PEOPLE}:{link}\t{_one_line(names[link])}"
    if record.note and record.note == _one_line(record.note):
        yield "#", f"{_COMMENT} {mention}\t{fields.pop('note')}"
    if label != label_of(record):
        fields["label"] = label_of(record)
    if _joined(fragments_of(text, record.spans), text) != record.spans:
        fields["spans"] = [list(span) for span in map(_pair, record.spans)]
    yield "#", f"{_DETAILS} {mention}\t{json.dumps(fields)}"


def links_of(record: Annotation) -> tuple[str, ...]:
    """Whom an annotation is linked to: participant ids or plain names."""
    if isinstance(record, Action):
        return record.owners
    link = record.link if isinstance(record, Entity) else record.speaker if isinstance(record, Turn) else None
    return (link,) if link else ()


def fragments_of(text: str, spans: Sequence[Span]) -> _Offsets:
    """Spans without the line ends and tabs in them, in the order of the text and none over another, as brat wants."""
    found: list[tuple[int, int]] = []
    reached = 0
    for span in sorted(spans):
        at = max(reached, span.start)
        reached = max(reached, span.end)
        for match in _BREAK.finditer(text, at, span.end):
            if at < match.start():
                found.append((at, match.start()))
            at = match.end()
        if at < span.end:
            found.append((at, span.end))
    return tuple(found)


def _joined(fragments: _Offsets, text: str) -> tuple[Span, ...]:
    """The spans of fragments: two with nothing but line ends and tabs between them are one."""
    found: list[Span] = []
    for start, end in fragments:
        if found and found[-1].end < start and not text[found[-1].end : start].strip(_BREAKS):
            found[-1] = Span(found[-1].start, end)
        else:
            found.append(Span(start, end))
    return tuple(found)


def _pair(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _one_line(words: str) -> str:
    return " ".join(_BREAK.sub(" ", words).split())


def _legend(labels: Collection[str]) -> Mapping[str, bytes]:
    """The configuration of the collection: every label of the default scheme, and those used besides."""
    chosen = scheme.default()
    known = [label.id for label in chosen.labels("entity")] + ["turn"]
    known += [f"{layer}-{label.id}" for layer in ("decision", "action", "note") for label in chosen.labels(layer)]
    types = [name for name in dict.fromkeys([*known, *sorted(labels)]) if _TYPE.fullmatch(name)]
    lines = ["[entities]", *types, "", "[relations]", "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>", ""]
    lines += ["[events]", "", "[attributes]", "Status\tArg:<ENTITY>, Value:pending|accepted", "Flag\tArg:<ENTITY>", ""]
    return {"annotation.conf": "\n".join(lines).encode("utf-8")}


class _Mention(NamedTuple):
    where: str
    label: str
    fragments: _Offsets
    words: str


def _decode(path: Path) -> Iterator[Dataset]:
    """The document of an `.ann` file and the `.txt` beside it; of a folder, all of them.

    Raises:
        DatasetError: naming file and line of what breaks the format.
    """
    if path.is_dir():
        found = sorted(path.glob("*.ann"))
        if not found:
            raise refused(path.name, "it holds no {suffix} files", suffix=".ann")
        for one in found:
            yield from _decode(one)
        return
    ann = path.with_suffix(".ann")
    yield _Reading(ann, text_of(path.with_suffix(".txt")), text_of(ann)).dataset()


class _Reading:
    """The lines of one `.ann` file by what they are about."""

    def __init__(self, path: Path, text: str, lines: str) -> None:
        self._path = path
        self._text = text
        self._mentions: dict[str, _Mention] = {}
        self._attributes: dict[str, dict[str, str]] = {}
        self._people: dict[str, dict[str, str | None]] = {}
        """For each mention whom it refers to: a participant id with the name, or a plain name with nothing."""
        self._notes: dict[str, dict[str, str]] = {}
        self._passed: list[str] = []
        for number, line in enumerate(lines.removeprefix("\ufeff").split("\n"), 1):
            if line.strip():
                self._take(line.removesuffix("\r"), line_at(path, number))
        self._check_words()

    def _take(self, line: str, where: str) -> None:
        identifier, _tab, rest = line.partition("\t")
        kind = identifier[:1]
        if kind == "T":
            if identifier in self._mentions:
                raise refused(where, "{id} is there twice", id=identifier)
            self._mentions[identifier] = _mention(rest, where)
        elif kind in "AMN#" and kind:
            said, _tab, words = rest.partition("\t")
            parts = said.split(" ")
            if len(parts) < 2:
                raise refused(where, "it says not what it is about")
            self._note_down(kind, parts, words)
        elif kind in "RE*":
            self._passed.append(_("relations and events"))
        else:
            raise refused(where, "no line of the format {name}", name="brat")

    def _note_down(self, kind: str, parts: Sequence[str], words: str) -> None:
        name, target = parts[0], parts[1]
        if kind in "AM" and name in ("Status", "Flag"):
            self._attributes.setdefault(target, {})[name] = parts[2] if len(parts) > 2 else ""
        elif kind == "N" and len(parts) > 2:
            resource, _colon, entry = parts[2].partition(":")
            known = resource == _PEOPLE and entry[:1] == "p" and ID.fullmatch(entry) is not None
            key = entry if known else words or entry
            self._people.setdefault(target, {})[key] = (words or entry) if known else None
        elif kind == "#" and name in (_DETAILS, _COMMENT):
            self._notes.setdefault(target, {})[name] = words
        else:
            self._passed.append(_("attributes and notes of other types"))

    def _check_words(self) -> None:
        """Refuse a mention whose words are not what stands there, but read a file that counts CRLF as one character,
        or not the mark of UTF-8 at the beginning.
        """
        lines = self._text.replace("\r\n", "\n")
        found = [self._wrong(text) for text in (self._text, lines, lines.removeprefix("\ufeff"))]
        if found[0] is None:
            return
        if None not in found:
            raise found[0]
        self._text = lines if found[1] is None else lines.removeprefix("\ufeff")

    def _wrong(self, text: str) -> DatasetError | None:
        for one in self._mentions.values():
            start, end = one.fragments[-1]
            if end > len(text):
                return refused(
                    one.where, "the span {start}-{end} does not lie in the text of {length} characters",
                    start=start, end=end, length=len(text),
                )  # fmt: skip
            if one.words != " ".join(text[start:end] for start, end in one.fragments):
                return refused(one.where, "the words are not what stands there in the text")
        return None

    def dataset(self) -> Dataset:
        draft = Draft(self._text, f"{self._path.stem}.txt", "brat", where=self._path.name)
        for identifier, mention in self._mentions.items():
            self._add(draft, identifier, mention)
        for what in self._passed:
            draft.passed_over(what)
        return draft.dataset()

    def _add(self, draft: Draft, identifier: str, mention: _Mention) -> None:
        notes = self._notes.get(identifier, {})
        fields = _details(notes.get(_DETAILS, ""))
        spans = _joined(mention.fragments, self._text)
        said = _spans(fields.pop("spans", None))
        if said and fragments_of(self._text, said) == mention.fragments:
            spans = said
        label = str(fields.pop("label", ""))
        if not label or _TYPE_UNSAFE.sub("_", label) != mention.label:
            label = mention.label
        attributes = self._attributes.get(identifier, {})
        if "Status" in attributes:
            fields["status"] = attributes["Status"]
        if "Flag" in attributes:
            fields["flag"] = True
        if _COMMENT in notes:
            fields["note"] = notes[_COMMENT]
        people = self._people.get(identifier, {})
        for person, name in people.items():
            if name is not None:
                draft.person(person, name)
        layer = layer_and_type(label)[0]
        _link(fields, layer, tuple(people))
        if layer == "entity" and len(spans) > 1:
            spans = (Span(spans[0].start, spans[-1].end),)
            draft.passed_over(_("what is left out between the fragments of a mention"))
        draft.add(mention.where, label, [_pair(span) for span in spans], fields, str(fields.pop("id", "")))


def _mention(rest: str, where: str) -> _Mention:
    head, tab, words = rest.partition("\t")
    label, _space, places = head.partition(" ")
    match = _PLACES.fullmatch(places)
    if not tab or not label or match is None:
        raise refused(where, "no mention: type, offsets and words are parted by a tab")
    fragments = tuple((int(start), int(end)) for start, _s, end in (one.partition(" ") for one in places.split(";")))
    if any(start >= end for start, end in fragments) or list(fragments) != sorted(fragments):
        raise refused(where, "the fragments are not in order")
    return _Mention(where, label, fragments, words)


_PLACES = re.compile(r"[0-9]{1,9} [0-9]{1,9}(?:;[0-9]{1,9} [0-9]{1,9})*")


def _details(written: str) -> dict[str, Any]:
    """The fields in our own note; none where somebody wrote something else there."""
    try:
        return json_of(written.encode("utf-8"), "", dict[str, Any]) if written else {}
    except DatasetError:
        return {}


def _spans(said: object) -> tuple[Span, ...]:
    """Spans as the note has them; none where it has no such thing."""
    if not isinstance(said, list):
        return ()
    found = [one for one in said if isinstance(one, list) and len(one) == 2 and all(type(at) is int for at in one)]
    return tuple(Span(*one) for one in found) if len(found) == len(said) else ()


def _link(fields: dict[str, Any], layer: str, people: tuple[str, ...]) -> None:
    """Take the references for whom the mention is linked to; plain names that the note has stay."""
    if layer == "action":
        owners = fields.get("owners")
        named = [one for one in owners if isinstance(one, str)] if isinstance(owners, list) else []
        if not set(people) <= set(named) or {one for one in named if ID.fullmatch(one)} - set(people):
            fields["owners"] = [*people, *(one for one in named if not ID.fullmatch(one) and one not in people)]
    elif people and layer in ("entity", "turn"):
        fields["speaker" if layer == "turn" else "link"] = people[0]


FORMAT = Format(
    "brat",
    N_("standoff of brat: text, annotations and annotation.conf"),
    "document",
    ".ann",
    ANNOTATIONS | {"nested", "parts", "link", "status", "normalized", "comment", "id", "text"},
    encode=_encode,
    legend=_legend,
    decode=_decode,
)
