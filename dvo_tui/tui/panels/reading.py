"""What is only read in the inspector's place: the guideline of a label, and where an annotation stands in its file.

Invariant: nothing is answered here; the key of the panel, enter or q close it, any other key acts as it always does.
"""

from __future__ import annotations

from collections.abc import Callable

from dvo_tui.language import _, current
from dvo_tui.minutes.model import Span
from dvo_tui.minutes.place import place_of
from dvo_tui.review.records import Annotation, Record, layer_of, type_of
from dvo_tui.review.session import ReviewSession
from dvo_tui.tui import keys, words
from dvo_tui.tui.panels.base import CLOSE, LEAVE, PASSED, Answer, Panel, leave
from dvo_tui.tui.pieces import Line, Piece, crop, piece, wrap
from dvo_tui.tui.sides import CROSS, TICK

Shown = Callable[[int, int], list[Line]]
"""Lines for a width and at most so many rows."""

_CLOSE = frozenset({"enter", "backspace", "q"})


class ReadPanel(Panel):
    """Lines to read.

    Args:
        identifier: The act whose key opened it and closes it.
        shown: Makes the lines.
    """

    def __init__(self, identifier: str, shown: Shown) -> None:
        self._id = identifier
        self._shown = shown

    def take(self, key: str, character: str | None) -> Answer:
        own = keys.is_key_of(self._id, key, character)
        return CLOSE if own or key in LEAVE or key in _CLOSE else PASSED

    def lines(self, width: int, most: int) -> list[Line]:
        return self._shown(width, most)[:most]

    def hints(self) -> list[tuple[str, str]]:
        return [(keys.shown("pane_help"), _("help")), leave(_("close"))]


def guideline(session: ReviewSession, record: Record) -> ReadPanel | None:
    """The scheme's sentence, example and counter-example for what a record is; `None` where there is none."""
    layer = layer_of(record)
    guide = session.scheme.guide(layer, type_of(record) if isinstance(record, Annotation) else "")
    if guide is None:
        return None
    name = words.label_name(record, session.scheme)
    sentence = guide.guideline.get(current()) or next(iter(guide.guideline.values()), "")

    def shown(width: int, most: int) -> list[Line]:
        example, counter = _("example"), _("not")
        lines = _part(name, sentence, "strong", width, max(1, most - 2))
        lines += _part(f"{TICK} {example}", guide.example, "ok", width, 1)
        return lines + _part(f"{CROSS} {counter}", guide.counter, "warn", width, 1)

    return ReadPanel("help", shown)


def _part(label: str, text: str, role: str, width: int, most: int) -> list[Line]:
    head = f"{label}  "
    room = max(8, width - len(head))
    first, *more = wrap(text, room, most) or [""]
    return [[piece(head, role), piece(first)], *([Piece(" " * len(head)), piece(row)] for row in more)]


def source(session: ReviewSession, span: Span, file: str) -> ReadPanel:
    """Where a span stands in its file, and the lines of the text around it."""
    where = place(session, span, file)

    def shown(width: int, most: int) -> list[Line]:
        return [crop([piece(where, "strong")], width), *_around(session, span, width, most - 1)]

    return ReadPanel("source", shown)


def place(session: ReviewSession, span: Span, file: str) -> str:
    """File, page, line or cell, and the characters of a span, for people."""
    characters = _("characters {start}–{end}").format(start=span.start, end=span.end)
    return ", ".join((file, place_of(session.minutes, span.start).phrase(), characters))


def _around(session: ReviewSession, span: Span, width: int, rows: int) -> list[Line]:
    """Lines of the reading text around a span, each with its line in the source; the span's own in the middle."""
    text = session.text
    starts = [text.rfind("\n", 0, span.start) + 1]
    while len(starts) < rows:
        before, after = starts[0], text.find("\n", starts[-1])
        if before:
            starts.insert(0, text.rfind("\n", 0, before - 1) + 1)
        if after >= 0 and after + 1 < len(text) and len(starts) < rows:
            starts.append(after + 1)
        elif not before:
            break
    return [_line(session, start, span, width) for start in starts[:rows]]


def _line(session: ReviewSession, start: int, span: Span, width: int) -> Line:
    text = session.text
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    head: Line = [piece(f"{place_of(session.minutes, start).short():>6}  ", "muted")]
    if not start <= span.start <= end:
        return crop([*head, piece(text[start : min(end, start + width)])], width)
    first = max(start, span.start - width // 3)
    last = min(end, max(first + width, span.end))
    return crop(
        [
            *head,
            piece(("…" if first > start else "") + text[first : span.start]),
            piece(text[span.start : min(span.end, end)], "strong"),
            piece(text[min(span.end, end) : last]),
        ],
        width,
    )
