"""Commands from a stream through the same session as the screen's, each answered when it is durable.

A log that `dvo-tui log --format json` wrote is such a stream too: its Changes are made again, just as they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dvo_tui.errors import DvoError
from dvo_tui.language import explain
from dvo_tui.review.commands import Add, AnyCommand, parse
from dvo_tui.review.history import Change
from dvo_tui.store.log import Beginning, logged
from dvo_tui.store.opening import OpenReview

Answer = dict[str, Any]


def replay(review: OpenReview, lines: Iterable[bytes]) -> Iterator[Answer]:
    """Carry out one JSON command, or one line of a log, a line; empty lines are skipped.

    Yields:
        `{"ok": True, "revision": …, "id": …}` when what the command did is on disk, with the id of what it did it to
        or made, or `{"ok": False, "error": …}` when nothing has changed.
    """
    for line in lines:
        if not line.strip():
            continue
        try:
            yield _carried_out(review, line)
        except DvoError as error:
            yield {"ok": False, "error": explain(error)}


def _carried_out(review: OpenReview, line: bytes) -> Answer:
    entry = logged(line)
    if isinstance(entry, Beginning):
        review.begin_as(entry)
        return {"ok": True, "revision": review.session.revision}
    if entry is not None:
        review.repeat(entry)
        return {"ok": True, "revision": entry.revision}
    command = parse(line)
    return _done(review, command, review.apply(command))


def _done(review: OpenReview, command: AnyCommand, change: Change | None) -> Answer:
    answer: Answer = {"ok": True, "revision": review.session.revision}
    identifier = getattr(command, "id", None)
    if identifier is None and change is not None:
        made = [delta.id for delta in change.deltas if delta.before is None] if isinstance(command, Add) else []
        identifier = (made or [delta.id for delta in change.deltas])[0]
    return answer if identifier is None else answer | {"id": identifier}
