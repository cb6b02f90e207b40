"""A sentence a line as JSON, for training: its tokens with IOB2 tags, its entities, and what it is evidence of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import msgspec

from dvo_tui.exchange.base import Encoded, Format, Loss, left_out
from dvo_tui.exchange.dataset import Dataset
from dvo_tui.exchange.marks import annotations_of, fields_lost, label_of, rejected
from dvo_tui.exchange.tokenised import Sentence, sentences_of
from dvo_tui.exchange.yaml import escaped
from dvo_tui.language import N_
from dvo_tui.review.records import Action, Decision, layer_of

_HELD = frozenset({"entity", "decision", "action"})


def _encode(dataset: Dataset) -> Encoded:
    losses: list[Loss] = [*rejected(dataset)]
    gone = {loss.id for loss in losses}
    why = N_("a sentence has entities, and says whether it holds a decision or action")
    losses += [loss for loss in left_out(dataset, _HELD, why) if loss.id not in gone]
    found, unfit = sentences_of(dataset)
    losses += unfit
    labels = _labels(dataset, found)
    unfit_ids = {loss.id for loss in unfit}
    for record in annotations_of(dataset):
        if record.id not in unfit_ids and layer_of(record) in _HELD:
            losses += fields_lost(dataset, record, ())
    lines = [_line(dataset, sentence, labels[at]) for at, sentence in enumerate(found)]
    return Encoded({".jsonl": "".join(lines).encode("utf-8")}, tuple(losses))


def _line(dataset: Dataset, sentence: Sentence, labels: Sequence[str]) -> str:
    start = sentence.span.start
    content = {
        "document": dataset.document.id,
        "start": start,
        "text": dataset.text[start : sentence.span.end],
        "tokens": [dataset.text[token.start : token.end] for token in sentence.tokens],
        "tags": sentence.tags,
        "entities": [
            {"start": entity.start - start, "end": entity.end - start, "label": entity.type}
            for entity in sentence.entities
        ],
        "labels": labels,
    }
    return escaped(msgspec.json.encode(content).decode()) + "\n"


def _labels(dataset: Dataset, found: Sequence[Sentence]) -> list[list[str]]:
    """For each sentence the labels of the decisions and actions of which it holds something."""
    labels: list[list[str]] = [[] for _ in found]
    starts = [sentence.span.start for sentence in found]
    ends = [sentence.span.end for sentence in found]
    kept = [one for one in annotations_of(dataset) if isinstance(one, Decision | Action)]
    for record in kept:
        for span in record.spans:
            for at in range(bisect_right(ends, span.start), bisect_left(starts, span.end)):
                if label_of(record) not in labels[at]:
                    labels[at].append(label_of(record))
    return labels


FORMAT = Format(
    "sentences",
    N_("a sentence a line as JSON, for training: tokens, IOB2 tags, entities and labels"),
    "file",
    ".jsonl",
    _HELD,
    encode=_encode,
)
