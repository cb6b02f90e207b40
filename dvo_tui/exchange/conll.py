"""CoNLL-2003 in IOB2: a token and its tag a line, an empty line between sentences, a file a document.

Written as two columns parted by a tab, which doccano, spaCy and the rest all read; read with any columns, the word
first and the tag last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from dvo_tui.exchange.base import Encoded, Format, Loss, left_out
from dvo_tui.exchange.dataset import Dataset
from dvo_tui.exchange.marks import fields_lost, rejected
from dvo_tui.exchange.partial import Draft
from dvo_tui.exchange.reading import line_at, refused, text_of
from dvo_tui.exchange.tokenised import sentences_of, tagged
from dvo_tui.language import N_

_WHY = N_("only entities are tagged")
_TAG = re.compile(r"O|[BIES]-\S+")
_SPACE = re.compile(r"\s")
_MARK = re.compile(r"^\ufeff(?=\S)")
"""The mark of UTF-8, unless it is itself a token."""


def _encode(dataset: Dataset) -> Encoded:
    losses: list[Loss] = [*rejected(dataset)]
    gone = {loss.id for loss in losses}
    losses += [loss for loss in left_out(dataset, {"entity"}, _WHY) if loss.id not in gone]
    found, unfit = sentences_of(dataset)
    losses += unfit
    losses.append(
        Loss(dataset.document.id, "", "text", N_("words are kept, not the blanks and line ends between them"))
    )
    lines: list[str] = []
    for sentence in found:
        for token, tag in zip(sentence.tokens, sentence.tags, strict=True):
            lines.append(f"{dataset.text[token.start : token.end]}\t{_SPACE.sub('_', tag)}")
        lines += [""] if sentence.tokens else []
        for entity in sentence.entities:
            losses += fields_lost(dataset, entity, ())
    return Encoded({".conll": "".join(f"{line}\n" for line in lines).encode("utf-8")}, tuple(losses))


def _decode(path: Path) -> Iterator[Dataset]:
    """The documents of a file: one, or as many as `-DOCSTART-` begins. The words stand with a space between them.

    Raises:
        DatasetError: naming file and line of what breaks the format.
    """
    draft: list[list[tuple[str, str]]] = [[]]
    number, any_ = 0, False
    lines = _MARK.sub("", text_of(path)).replace("\r\n", "\n").split("\n")
    several = sum(line.startswith("-DOCSTART-") for line in lines) > 1
    for at, line in enumerate(lines, 1):
        columns = line.split()
        if columns and columns[0] == "-DOCSTART-":
            if any_:
                number += 1
                yield _dataset(path, draft, number if several else 0)
            draft, any_ = [[]], False
        elif columns and not (line.startswith("# ") and not _TAG.fullmatch(columns[-1])):
            if len(columns) < 2 or not _TAG.fullmatch(columns[-1]):
                raise refused(line_at(path, at), "it is not a word and a tag of IOB2")
            draft[-1].append((columns[0], columns[-1]))
            any_ = True
        elif not columns and draft[-1]:
            draft.append([])
    if any_:
        yield _dataset(path, draft, number + 1 if several else 0)
    elif not number:
        raise refused(path.name, "it holds no words")


def _dataset(path: Path, found: list[list[tuple[str, str]]], number: int) -> Dataset:
    pieces: list[str] = []
    spans: list[tuple[int, int, str]] = []
    at = 0
    for sentence in found:
        places = []
        for word, _tag in sentence:
            places.append((at, at + len(word)))
            pieces += [word, " "]
            at += len(word) + 1
        if sentence:
            pieces[-1] = "\n"
        for first, last, label in tagged([tag.replace("E-", "I-").replace("S-", "B-") for _word, tag in sentence]):
            spans.append((places[first][0], places[last - 1][1], label))
    name = f"{path.stem}-{number}.txt" if number else f"{path.stem}.txt"
    draft = Draft("".join(pieces), name, "conll", where=path.name)
    for start, end, label in spans:
        draft.add(path.name, label, [(start, end)])
    return draft.dataset()


FORMAT = Format(
    "conll",
    N_("CoNLL-2003 in IOB2: a token and its tag a line, a file a document"),
    "document",
    ".conll",
    frozenset({"entity"}),
    encode=_encode,
    decode=_decode,
)
