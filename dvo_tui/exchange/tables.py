"""Tables for spreadsheets and analysts: entities, decisions, actions and turns of all documents, a row each.

No cell can be a formula: what begins like one has an apostrophe before it, as spreadsheets take for plain text.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import IO, Any, Literal

from dvo_tui.exchange.base import Collector, Format, Loss, left_out
from dvo_tui.exchange.dataset import Dataset
from dvo_tui.language import N_
from dvo_tui.review.records import Action, Annotation, Decision, Entity, Turn

_HELD = frozenset({"entity", "decision", "action", "turn"})
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_COMMON = (
    "document",
    "file",
    "reviewer",
    "date",
    "id",
    "item",
    "item_title",
    "status",
    "start",
    "end",
    "spans",
    "words",
)
_LAST = ("by", "rule", "confidence", "note", "flag")
_COLUMNS: dict[str, tuple[str, ...]] = {
    "entities": ("type", "link", "link_name", "normalized", "expansion"),
    "decisions": ("kind", "text", "vote"),
    "actions": (
        *("kind", "text", "owners", "owner_names", "owner_text", "due", "due_text", "due_anchor", "strength", "state"),
    ),
    "turns": ("speaker", "speaker_name", "speaker_text"),
}
"""The tables, and the columns that are theirs."""


def safe(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return cell
    plain = cell.replace("\0", "\u2400").replace("\r\n", "\n").replace("\r", "\n")
    return f"'{plain}" if plain.lstrip(" \u00a0").startswith(_FORMULA) else plain


class _Tables:
    """A file a table in a folder, each row written as it comes."""

    def __init__(self, folder: Path, suffix: Literal[".csv", ".tsv"]) -> None:
        self._files: list[IO[str]] = []
        self._rows: dict[str, Any] = {}
        for name, columns in _COLUMNS.items():
            file = open(folder / f"{name}{suffix}", "w", encoding="utf-8", newline="")  # noqa: SIM115  # until close
            self._files.append(file)
            self._rows[name] = csv.writer(file, delimiter="," if suffix == ".csv" else "\t", lineterminator="\n")
            self._rows[name].writerow((*_COMMON, *columns, *_LAST))

    def add(self, dataset: Dataset) -> tuple[Loss, ...]:
        """Write the rows of one dataset."""
        people = {person.id: person.name for person in dataset.participants}
        items = {item.id: item for item in dataset.agenda}
        layers: dict[str, Sequence[Annotation]] = {
            "entities": dataset.entities,
            "decisions": dataset.decisions,
            "actions": dataset.actions,
            "turns": dataset.turns,
        }
        for name, records in layers.items():
            for record in records:
                item = items.get(record.item or "")
                common = (
                    dataset.document.id, dataset.document.file, dataset.review.reviewer, dataset.meeting.date,
                    record.id, item.label if item else "", item.title if item else "", record.status,
                    record.spans[0].start, record.spans[0].end,
                    " ".join(f"{span.start}-{span.end}" for span in record.spans),
                    " … ".join(dataset.text[span.start : span.end] for span in record.spans),
                )  # fmt: skip
                origin = record.origin
                last = (origin.by, origin.rule, origin.confidence, record.note, int(record.flag))
                self._rows[name].writerow([safe(cell) for cell in (*common, *_own(record, people), *last)])
        return tuple(left_out(dataset, _HELD, N_("the tables are of entities, decisions, actions and turns")))

    def close(self) -> None:
        """Finish the files."""
        for file in self._files:
            file.close()


def _own(record: Annotation, people: dict[str, str]) -> tuple[object, ...]:
    """The cells of the columns that are a table's own."""
    if isinstance(record, Entity):
        return record.type, record.link, people.get(record.link or "", record.link), record.normalized, record.expansion
    if isinstance(record, Decision):
        return record.kind, record.text, record.vote
    if isinstance(record, Turn):
        return record.speaker, people.get(record.speaker or "", record.speaker), record.speaker_text
    assert isinstance(record, Action)
    return (
        record.kind,
        record.text,
        "; ".join(record.owners),
        "; ".join(people.get(owner, owner) for owner in record.owners),
        *(record.owner_text, record.due, record.due_text, record.due_anchor, record.strength, record.state),
    )


def _collecting(suffix: Literal[".csv", ".tsv"]) -> Callable[[Path], Collector]:
    return partial(_Tables, suffix=suffix)


_HOLDS = _HELD | {"nested", "parts", "link", "status", "normalized", "comment", "id"}

CSV = Format(
    "csv",
    N_("tables of entities, decisions, actions and turns, as CSV"),
    "folder",
    ".csv",
    _HOLDS,
    collect=_collecting(".csv"),
)
TSV = Format(
    "tsv",
    N_("the same tables, parted by tabs"),
    "folder",
    ".tsv",
    _HOLDS,
    collect=_collecting(".tsv"),
)
