"""DocBin of spaCy: tokens of its Dutch tokenizer, every span in `doc.spans["dvo"]`, and `doc.ents` of what is flat.

A span whose edges are not edges of tokens cannot be held there. Needs spaCy, which is imported only here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from dvo_tui.exchange.base import Collector, Format, Loss
from dvo_tui.exchange.dataset import Dataset
from dvo_tui.exchange.marks import ANNOTATIONS, annotations_of, flat, label_of, rejected
from dvo_tui.exchange.partial import Draft, structure_of
from dvo_tui.exchange.prodigy import add_spans, spans_of, structure_from
from dvo_tui.exchange.reading import bytes_of, misfit, refused
from dvo_tui.language import N_, _
from dvo_tui.review.records import Entity, layer_of

GROUP = "dvo"
"""The group of spans, and the key of `user_data` with what spaCy has no place for."""

DOCUMENTS = 1000
"""How many documents a file holds, so that no more than these are in memory."""


class _Collecting:
    """Fills a folder with `train-000.spacy` and so on."""

    def __init__(self, folder: Path) -> None:
        import spacy
        import spacy.tokens

        self._folder = folder
        self._nlp: Any = spacy.blank("nl")
        self._nlp.max_length = 1 << 31
        self._new: Any = partial(spacy.tokens.DocBin, store_user_data=True)
        self._bin = self._new()
        self._files = 0

    def add(self, dataset: Dataset) -> tuple[Loss, ...]:
        """Take one dataset in."""
        doc = self._nlp.make_doc(dataset.text)
        losses: list[Loss] = [*rejected(dataset)]
        group: list[Any] = []
        aligned: list[Entity] = []
        own: dict[str, Any] = {}
        for record in annotations_of(dataset):
            found = [doc.char_span(span.start, span.end, label=label_of(record)) for span in record.spans]
            if None in found:
                why = N_("its edges are not edges of tokens of spaCy")
                losses.append(Loss(dataset.document.id, record.id, layer_of(record), why))
                continue
            for said in spans_of(record, dataset.text):
                own[str(len(group) + said["dvo"]["part"])] = said["dvo"]
            group += found
            if isinstance(record, Entity):
                aligned.append(record)
        doc.spans[GROUP] = group
        ents, _overlapping = flat(aligned)
        doc.ents = [doc.char_span(one.spans[0].start, one.spans[0].end, label=label_of(one)) for one in ents]
        written = {"structure": msgspec.to_builtins(structure_of(dataset)), "spans": own}
        doc.user_data[GROUP] = msgspec.json.encode(written).decode()
        self._bin.add(doc)
        if len(self._bin) >= DOCUMENTS:
            self._write()
        return tuple(losses)

    def close(self) -> None:
        """Write what is left."""
        if len(self._bin) or not self._files:
            self._write()

    def _write(self) -> None:
        self._bin.to_disk(self._folder / f"minutes-{self._files:03}.spacy")
        self._files += 1
        self._bin = self._new()


def _collect(folder: Path) -> Collector:
    return _Collecting(folder)


def _decode(path: Path) -> Iterator[Dataset]:
    """The documents of a `.spacy` file, or of all in a folder.

    Raises:
        DatasetError: naming file and document of what breaks the format.
    """
    import spacy
    import spacy.tokens

    if path.is_dir():
        for file in sorted(path.glob("*.spacy")):
            yield from _decode(file)
        return
    try:
        read: Any = spacy.tokens.DocBin(store_user_data=True)
        docs = read.from_bytes(bytes_of(path)).get_docs(spacy.blank("nl").vocab)
        for number, doc in enumerate(docs, 1):
            where = _("{file}, document {number}").format(file=path.name, number=number)
            yield _dataset(doc, where, f"{path.stem}-{number}.txt")
    except (ValueError, KeyError, IndexError, TypeError, EOFError, OSError) as error:
        raise refused(path.name, "spaCy cannot read it ({error})", error=type(error).__name__) from None
    except Exception as error:  # zlib and msgpack have errors of their own, with no class in common
        if type(error).__module__.partition(".")[0] not in ("zlib", "srsly", "msgpack"):
            raise
        raise refused(path.name, "spaCy cannot read it ({error})", error=type(error).__name__) from None


def _dataset(doc: Any, where: str, name: str) -> Dataset:
    try:
        said = msgspec.json.decode(str(doc.user_data.get(GROUP, "{}")), type=dict[str, Any])
    except msgspec.DecodeError as error:
        raise misfit(where, error) from None
    draft = Draft(doc.text, name, "spacy", structure_from(said.get("structure"), where), where)
    own = said.get("spans")
    if GROUP in doc.spans:
        details = own if isinstance(own, dict) else {}
        spans = [
            (span.start_char, span.end_char, span.label_, details.get(str(at)))
            for at, span in enumerate(doc.spans[GROUP])
        ]
    else:
        groups = [span for group in doc.spans.values() for span in group] or list(doc.ents)
        spans = [(span.start_char, span.end_char, span.label_, None) for span in groups]
    add_spans(draft, spans, where)
    return draft.dataset()


FORMAT = Format(
    "docbin",
    N_("DocBin of spaCy: every span in a group, and entities where they do not overlap"),
    "folder",
    ".spacy",
    ANNOTATIONS
    | {"nested", "parts", "link", "status", "normalized", "comment", "id", "text", "document"}
    | {"meeting", "participant", "agenda"},
    collect=_collect,
    decode=_decode,
    extra="spacy",
    modules=("spacy",),
)
