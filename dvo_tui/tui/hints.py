"""The footer's keys for this moment: what the reviewer most likely wants next, at most eight.

Invariant: what the footer says a key does, the table of keys says too.
"""

from __future__ import annotations

from dvo_tui.language import _
from dvo_tui.minutes.model import AgendaItem
from dvo_tui.review.records import Action, Entity, Record, Turn, layer_of
from dvo_tui.review.session import ReviewSession
from dvo_tui.tui.keys import by_id
from dvo_tui.tui.pieces import Line, Piece, piece, width_of
from dvo_tui.tui.words import VALUES, key_name

Hint = tuple[str, str]
"""Keys as they are shown, and what they do."""

MOST = 8

LINKED = frozenset({"PERSON", "ORGANISATION"})
"""Types of what has a name to be linked to."""


def hint(identifier: str) -> Hint:
    """An act's first key and its short name."""
    key = by_id(identifier)
    return key_name(key.keys[0]), key.label


def review_hints(session: ReviewSession, record: Record | None, selecting: bool) -> list[Hint]:
    """What matters on the review screen now, the most important first; a complete document is only read."""
    if session.complete:
        reading = ("next", "previous", "search", "export", "next_document", "documents", "help")
        return [(hint("complete")[0], _("reopen")), *(hint(name) for name in reading)]
    if selecting:
        moves = (
            _joined("previous_token", "next_token") + " " + _joined("previous_sentence", "next_sentence"),
            _("extend"),
        )
        letters = [hint(name) for name in ("add_decision", "add_action", "add_turn", "cancel")]
        return [moves, (_digits(session, "entity"), _("type")), *letters]
    if isinstance(record, Entity):
        found = [hint("accept"), hint("reject"), (_digits(session, "entity"), _("type")), (_edges(), _("edge"))]
        linked = record.link is not None or record.type not in LINKED
        return [*found, hint("same"), hint("group" if linked else "link"), hint("undo"), hint("help")]
    if isinstance(record, Turn):
        found = [hint("accept"), hint("reject"), ("1-9", _("speaker")), (_edges(), _("edge"))]
        return [*found, hint("link"), hint("group"), hint("undo"), hint("help")]
    if record is not None and hasattr(record, "kind"):
        found = [hint("accept"), hint("reject"), (_digits(session, layer_of(record)), _("kind")), hint("edit")]
        last = [hint("group"), hint("undo"), hint("help")]
        return [*found, hint("link") if isinstance(record, Action) else hint("comment"), *last]
    if isinstance(record, AgendaItem):
        return title_hints()
    names = ("next_pending", "select", "hints", "cue", "add_decision", "add_action", "undo", "help")
    return [hint(name) for name in names]


def _joined(*identifiers: str) -> str:
    """The keys of acts that belong together: `hH`; parted by spaces where one is longer than a character."""
    names = [key_name(by_id(identifier).keys[0]) for identifier in identifiers]
    return "".join(names) if all(len(name) == 1 for name in names) else " ".join(names)


def _edges() -> str:
    return _joined("left_in", "left_out") + " " + _joined("right_in", "right_out")


def with_first(identifier: str | None, hints: list[Hint]) -> list[Hint]:
    """An act before all others; the last one, help, keeps its place."""
    return hints if identifier is None else [hint(identifier), *hints[: MOST - 2], hints[-1]]


def _digits(session: ReviewSession, layer: str) -> str:
    digits = [label.digit for label in session.scheme.labels(layer) if label.digit]
    return f"{min(digits)}-{max(digits)}" if digits else "1-9"


PANES = {
    "agenda": ("item_title", "item_label", "item_status", "item_in", "join_item", "remove", "edit", "cancel"),
    "speakers": ("attendance", "role", "publicity", "remove", "edit", "merge", "new_person", "cancel"),
}
"""What matters on a row of a list whose rows are no annotations."""


def pane_hints(pane: str) -> list[Hint]:
    """What matters while a side pane has the focus."""
    names = PANES.get(pane, ("next", "previous", "edit", "comment", "flag", "help", "cancel"))
    return [_pane_hint(name) for name in names]


def _pane_hint(identifier: str) -> Hint:
    if identifier == "item_in":
        return _joined("item_out", "item_in"), _("out, in")
    field = {"item_status": "status", "attendance": "attendance"}.get(identifier)
    keys, label = hint(identifier)
    return (f"1-{len(VALUES[field])}", label) if field else (keys, label)


def title_hints() -> list[Hint]:
    """What matters with the caret on the title of an agenda item."""
    return [_pane_hint(name) for name in ("edit", "item_status", "join_item", "remove", "next_item", "undo", "help")]


def line_of(hints: list[Hint], room: int) -> Line:
    """As many hints as fit, whole; the last one, help or the way out, keeps its place."""
    kept = list(hints[:MOST])
    while kept and width_of(_pieces(kept)) > room:
        del kept[-2 if len(kept) > 1 else -1]
    return _pieces(kept)


def _pieces(hints: list[Hint]) -> Line:
    line: Line = []
    for keys, label in hints:
        line += [Piece("  ") if line else Piece(""), piece(keys, "key"), Piece(" "), piece(label, "text")]
    return line
