"""The history of a review, for people as lines and for programs as a log that `replay` carries out again.

The log begins with the records as the review began, so that it gives the same state whatever the suggesters say today.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from dvo_tui.errors import InputError, Refused, StoreError
from dvo_tui.review.history import Change, Delta
from dvo_tui.review.records import LAYERS, Record, layer_of
from dvo_tui.store.merging import state_before
from dvo_tui.store.workfile import BROKEN, Stored, existing, is_work_file, parse_change
from dvo_tui.store.workspace import Workspace


class Beginning(msgspec.Struct, frozen=True, tag_field="do", tag="begin"):
    """The first line of a log: which text, and each record by layer as the review began."""

    document: str
    text_sha256: str
    records: list[tuple[str, dict[str, Any]]]

    def decoded(self) -> list[Record]:
        """The records.

        Raises:
            Refused: if one is none.
        """
        try:
            return [msgspec.convert(plain, LAYERS[layer]) for layer, plain in self.records]
        except (msgspec.ValidationError, KeyError) as error:
            raise Refused("not the beginning of a log: {why}", why=error) from None


def find(workspace: Workspace, name: str, reviewer: str) -> Path:
    """The work file that `name` means: itself, the id of a document, or the file of minutes it was made from.

    Raises:
        InputError: if there is none.
        StoreError: if the workspace cannot be read.
    """
    path = Path(name)
    if path.is_file() and is_work_file(path):
        return path
    document = name
    if path.is_file():
        from dvo_tui.minutes.reading import read_file

        document = read_file(path).document.id
    found = workspace.path_for(reviewer, document)
    if not found.exists():
        raise InputError(
            "{reviewer} has no review of {document} in {folder}",
            reviewer=reviewer,
            document=name,
            folder=workspace.root,
        )
    return found


def lines_for_programs(path: Path) -> Iterator[bytes]:
    """The log, one JSON object a line: the beginning, then every Change.

    Raises:
        StoreError: if the file cannot be read.
    """
    stored = existing(path)
    document = stored.minutes.document
    records = [(layer_of(record), msgspec.to_builtins(record)) for record in state_before(stored, 0).values()]
    yield msgspec.json.encode(Beginning(document.id, document.text_sha256, records))
    for change in stored.history:
        yield msgspec.json.encode(change)


def rows(path: Path) -> Iterator[tuple[int, str, str, str, str]]:
    """The log for people: revision, time, reviewer, command, and what it changed.

    Raises:
        StoreError: if the file cannot be read.
    """
    for change in existing(path).history:
        what = ", ".join(_told(delta) for delta in change.deltas[:3])
        more = f" … +{len(change.deltas) - 3}" if len(change.deltas) > 3 else ""
        back = change.undoes or change.redoes
        command = f"{change.command.get('do', '?')}{f' {back}' if back else ''}"
        yield change.revision, change.time, change.reviewer, command, what + more


def logged(line: bytes) -> Change | Beginning | None:
    """What a line of a log is; `None` where it is none, and may be a command.

    Raises:
        Refused: if it begins like one and is broken.
    """
    try:
        if b'"deltas"' in line:
            return parse_change(line)
        if b'"begin"' in line:
            return msgspec.json.decode(line, type=Beginning)
    except BROKEN as error:
        raise Refused("not a change of a log: {why}", why=error) from None
    return None


def beginning_fits(beginning: Beginning, stored: Stored) -> None:
    """See whether a log is of this text.

    Raises:
        StoreError: if not.
    """
    if beginning.text_sha256 != stored.minutes.document.text_sha256:
        raise StoreError("the log is of another text, that of {document}", document=beginning.document)


def _told(delta: Delta) -> str:
    """A record before and after, in a few words."""
    before, after = delta.before, delta.after
    record = after if after is not None else before
    name = getattr(record, "text", "") or getattr(record, "name", "") or getattr(record, "title", "")
    name = f" “{name if len(name) <= 30 else name[:29] + '…'}”" if name else ""
    head = f"{delta.layer} {delta.id}{name}"
    if before is None or after is None:
        return f"{'+' if before is None else '-'} {head}"
    fields = [
        f"{field}: {_shown(getattr(before, field))} → {_shown(getattr(after, field))}"
        for field in after.__struct_fields__
        if getattr(before, field) != getattr(after, field)
    ]
    return f"{head} {'; '.join(fields)}"


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return text if len(text) <= 40 else f"{text[:39]}…"
