"""The small dialogues: link, owner and due of a new action, comment, search, and the preview of the same words.

Invariant: each can be answered by one key, and says which.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dvo_tui.language import _
from dvo_tui.minutes.model import Span
from dvo_tui.minutes.place import place_of
from dvo_tui.review.commands import AnyCommand, Edit, Same, SetField
from dvo_tui.review.records import Action, Entity, Record, id_of
from dvo_tui.review.session import ReviewSession
from dvo_tui.tui import offers
from dvo_tui.tui.keys import is_key_of, shown
from dvo_tui.tui.panels.base import CLOSE, HELD, LEAVE, PASSED, Answer
from dvo_tui.tui.panels.editor import LineEditor
from dvo_tui.tui.panels.fields import Option
from dvo_tui.tui.pieces import Line, Piece, crop, piece, spread


class OfferPanel:
    """Owner, then due, of an action that was just added; any other key goes on with the review."""

    def __init__(self, session: ReviewSession, action: Action) -> None:
        self._session = session
        self._id = action.id
        self._steps = [
            (_("owner"), offers.owners(session, action)),
            (_("due"), offers.dues(session, action)),
        ]
        self._steps = [step for step in self._steps if step[1]]
        self._at = 0
        self._why = ""

    def take(self, key: str, character: str | None) -> Answer:
        self._why = ""
        if key in LEAVE:
            return CLOSE
        if key in ("space", "tab"):
            return self._next()
        if character is None or character not in "123456789":
            return PASSED
        found = self._steps[self._at][1]
        if int(character) > len(found):
            return HELD
        command: AnyCommand = Edit(id=self._id, values=found[int(character) - 1].values)
        return Answer(command, close=self._next().close)

    def paste(self, text: str) -> None:
        del text

    def refused(self, why: str) -> None:
        self._why = why
        self._at -= 1

    def lines(self, width: int, most: int) -> list[Line]:
        label, found = self._steps[self._at]
        options = [Option(None, offer.label, offer.hint) for offer in found]
        head: Line = [piece(_("action"), "strong"), Piece("  "), piece(label, "accent"), Piece("  ")]
        head.append(piece(self._why, "alarm"))
        return [crop(head, width), *_numbered(options, width, most - 1)]

    def hints(self) -> list[tuple[str, str]]:
        return [
            ("1-9", self._steps[self._at][0]),
            (_("space"), _("skip")),
            ("enter", _("all fields")),
            (shown("next_pending"), _("go on")),
        ]

    def _next(self) -> Answer:
        self._at += 1
        return HELD if self._at < len(self._steps) else CLOSE


class CommentPanel:
    """A comment on the current record; an empty one takes it away."""

    def __init__(self, record: Record) -> None:
        self._id = id_of(record)
        self._before = getattr(record, "note", None)
        self._editor = LineEditor(self._before or "")
        self._why = ""

    def take(self, key: str, character: str | None) -> Answer:
        if key in LEAVE:
            return CLOSE
        if key == "enter":
            text = self._editor.text.strip() or None
            changed = text != self._before
            return Answer(SetField(id=self._id, field="note", value=text) if changed else None, close=True)
        self._editor.take(key, character)
        return HELD

    def paste(self, text: str) -> None:
        self._editor.insert(text)

    def refused(self, why: str) -> None:
        self._why = why

    def lines(self, width: int, most: int) -> list[Line]:
        del most
        label = _("comment")
        return [
            [piece(label, "strong"), Piece("  "), *self._editor.pieces(width - len(label) - 3, active=True)],
            [piece(self._why, "alarm")],
        ]

    def hints(self) -> list[tuple[str, str]]:
        return [("enter", _("save")), ("ctrl+x", _("leave"))]


class SavePanel:
    """Where else to write the work file: a file, or a folder to put it in."""

    def __init__(self) -> None:
        self._editor = LineEditor("~/")

    def take(self, key: str, character: str | None) -> Answer:
        if key in LEAVE:
            return CLOSE
        if key == "enter":
            return Answer(path=self._editor.text.strip() or None, close=True)
        self._editor.take(key, character)
        return HELD

    def paste(self, text: str) -> None:
        self._editor.insert(text)

    def refused(self, why: str) -> None:
        del why

    def lines(self, width: int, most: int) -> list[Line]:
        del most
        label = _("save elsewhere, file or folder")
        return [[piece(label, "strong"), Piece("  "), *self._editor.pieces(width - len(label) - 3, active=True)]]

    def hints(self) -> list[tuple[str, str]]:
        return [("enter", _("save")), ("ctrl+x", _("leave"))]


class SamePanel:
    """Every other place where the same words stand, with the words around it, before they are all settled at once."""

    def __init__(self, session: ReviewSession, entity: Entity) -> None:
        self._session = session
        self._entity = entity
        self._spans = session.same(entity.id)
        self._first = 0
        self._why = ""

    def take(self, key: str, character: str | None) -> Answer:
        if key == "enter" or is_key_of("same", key, character):
            return Answer(Same(id=self._entity.id), close=True)
        if key in ("down", "j", "up", "k"):
            step = 1 if key in ("down", "j") else -1
            self._first = max(0, min(len(self._spans) - 1, self._first + step))
            return Answer(go=self._spans[self._first].start if self._spans else None)
        return CLOSE if key in LEAVE or key == "backspace" else PASSED

    def paste(self, text: str) -> None:
        del text

    def refused(self, why: str) -> None:
        self._why = why

    def lines(self, width: int, most: int) -> list[Line]:
        count = _("{count} other places").format(count=len(self._spans))
        head: Line = [piece(f"“{self._entity.text}”", "strong"), Piece("  "), piece(count, "accent")]
        head += [Piece("  "), piece(self._why, "alarm")]
        rows = max(0, most - 1)
        first = max(0, min(self._first, len(self._spans) - rows))
        shown = self._spans[first : first + rows]
        return [crop(head, width), *(self._row(span, index + first, width) for index, span in enumerate(shown))]

    def hints(self) -> list[tuple[str, str]]:
        return [("enter", _("all of them")), ("jk", _("look at")), ("backspace", _("leave"))]

    def _row(self, span: Span, index: int, width: int) -> Line:
        text = self._session.text
        place = place_of(self._session.minutes, span.start).short()
        start, end = max(text.rfind("\n", 0, span.start) + 1, span.start - 30), text.find("\n", span.end)
        after = text[span.end : len(text) if end < 0 else min(end, span.end + width)]
        mark = Piece("▌ " if index == self._first else "  ", "accent")
        row: Line = [mark, piece(f"{place:>6}  ", "muted"), piece(text[start : span.start])]
        return crop([*row, piece(text[span.start : span.end], "strong"), piece(after)], width)


class SearchPanel:
    """Search while typing: how many, which one, and the text moves along."""

    def __init__(self, text: str, caret: int) -> None:
        self._text = text
        self._caret = caret
        self._editor = LineEditor()
        self._at = 0
        self.matches: list[int] = []
        self.wanted = ""

    def take(self, key: str, character: str | None) -> Answer:
        if key in LEAVE:
            return Answer(close=True, go=self._caret)
        if key == "enter":
            return CLOSE
        if key in ("down", "up"):
            return Answer(go=self._step(1 if key == "down" else -1))
        self._editor.take(key, character)
        return self._typed()

    def paste(self, text: str) -> None:
        self._editor.insert(text)
        self._typed()

    def refused(self, why: str) -> None:
        del why

    def lines(self, width: int, most: int) -> list[Line]:
        del most
        label = _("search")
        left: Line = [piece(label, "strong"), Piece("  "), *self._editor.pieces(width - len(label) - 16, active=True)]
        return [spread(left, [piece(self._count(), "accent" if self.matches else "warn")], width)]

    def hints(self) -> list[tuple[str, str]]:
        later = f"{shown('next_match')} {shown('previous_match')}"
        return [("enter", _("stay here")), ("↑↓", _("other match")), (later, _("later")), ("ctrl+x", _("back"))]

    def _typed(self) -> Answer:
        self.wanted = self._editor.text
        self.matches = find_all(self._text, self.wanted)
        self._at = next((i for i, start in enumerate(self.matches) if start >= self._caret), 0)
        return Answer(go=self.matches[self._at] if self.matches else self._caret)

    def _step(self, step: int) -> int | None:
        if not self.matches:
            return None
        self._at = (self._at + step) % len(self.matches)
        return self.matches[self._at]

    def _count(self) -> str:
        if not self.wanted:
            return ""
        return f"{self._at + 1}/{len(self.matches)}" if self.matches else _("nothing found")


def find_all(text: str, wanted: str) -> list[int]:
    """Where `wanted` stands, upper or lower case, in reading order."""
    if not wanted.strip():
        return []
    return [match.start() for match in re.finditer(re.escape(wanted), text, re.IGNORECASE)]


def _numbered(options: Sequence[Option], width: int, most: int) -> list[Line]:
    """Options behind their digits, as many on a row as fit."""
    rows: list[Line] = [[]]
    used = 0
    for digit, option in enumerate(options, start=1):
        entry: Line = [piece(digit, "key"), Piece(" "), piece(option.label)]
        entry += [piece(f" {option.hint}", "muted")] if option.hint else []
        cells = sum(part.cells for part in entry) + 3
        if rows[-1] and used + cells > width and len(rows) < most:
            rows.append([])
            used = 0
        rows[-1] += [*entry, Piece("   ")]
        used += cells
    return [crop(row, width) for row in rows]
