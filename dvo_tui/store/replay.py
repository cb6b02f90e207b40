"""Commands from a stream through the same session as the screen's, each answered when it is durable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dvo_tui.errors import DvoError
from dvo_tui.language import explain
from dvo_tui.review.commands import Add, AnyCommand, parse
from dvo_tui.review.history import Change
from dvo_tui.store.opening import OpenReview

Answer = dict[str, Any]


def replay(review: OpenReview, lines: Iterable[bytes]) -> Iterator[Answer]:
    """Carry out one JSON command a line; empty lines are skipped.

    Yields:
        `{"ok": True, "revision": …, "id": …}` when what the command did is on disk, with the id of what it did it to
        or made, or `{"ok": False, "error": …}` when nothing has changed.
    """
    for line in lines:
        if not line.strip():
            continue
        try:
            command = parse(line)
            change = review.apply(command)
        except DvoError as error:
            yield {"ok": False, "error": explain(error)}
        else:
            yield _done(review, command, change)


def _done(review: OpenReview, command: AnyCommand, change: Change | None) -> Answer:
    answer: Answer = {"ok": True, "revision": review.session.revision}
    identifier = getattr(command, "id", None)
    if identifier is None and change is not None:
        made = [delta.id for delta in change.deltas if delta.before is None] if isinstance(command, Add) else []
        identifier = (made or [delta.id for delta in change.deltas])[0]
    return answer if identifier is None else answer | {"id": identifier}
