"""The same words everywhere: each place with its line, here and in other documents, before all are settled at once.

Invariant: what is not taken out is just what is settled; what needs nothing, and the mention itself, cannot be.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dvo_tui.language import _
from dvo_tui.minutes.model import Span
from dvo_tui.review.commands import Same
from dvo_tui.review.records import Entity
from dvo_tui.review.surfaces import Occurrence, Place
from dvo_tui.tui.keys import is_key_of, shown
from dvo_tui.tui.panels.base import CLOSE, HELD, LEAVE, PASSED, Answer, Panel, leave
from dvo_tui.tui.panels.picking import Picker
from dvo_tui.tui.pieces import Line, Piece, crop, piece, shorten, spread, width_of

if TYPE_CHECKING:
    from dvo_tui.store.elsewhere import Found

LONGEST_BEFORE = 30
"""Cells of a line before the words."""


GLYPHS = {"new": "+", "accept": "✓", "correct": "≠"}

Look = Callable[[int | None, str | None], None]
"""Shows a place of the text, and the mention that stands there; without an offset nothing moves."""

Mark = Callable[[Sequence[Span], Sequence[Span]], None]
"""Marks in the text what would be settled and what is left out."""


@dataclass(frozen=True)
class Row:
    """A place here (no `found`), or one in another document, or the heading of that (no `place`)."""

    place: Place | None = None
    found: Found | None = None


@dataclass(frozen=True)
class Elsewhere:
    """A document that the mention is carried over to, and the places left out."""

    found: Found
    without: tuple[int, ...]


class SamePanel(Panel):
    """The preview of `Same` in this document and, once asked for, of `Adopt` in others.

    Args:
        entity: The mention.
        occurrences: All of it here, in reading order, the mention itself among them.
        placed: How one is shown.
        look: Shows the current row in the text.
        mark: Marks what is taken and what is not.
        search: Begins to look in other documents; these come by `found`, and `searched` says how far that is.
        carry: Settles all that is left.
    """

    def __init__(
        self,
        entity: Entity,
        occurrences: Sequence[Occurrence],
        placed: Callable[[Occurrence], Place],
        look: Look,
        mark: Mark,
        search: Callable[[SamePanel, Entity], None],
        carry: Callable[[Same, Sequence[Elsewhere]], None],
    ) -> None:
        self._entity = entity
        self._occurrences = occurrences
        self._placed = placed
        self._rows = [Row()] * len(occurrences)
        self._look, self._mark, self._search, self._carry = look, mark, search, carry
        self._picker = Picker(len(occurrences))
        own = next((n for n, one in enumerate(self._occurrences) if one.span == entity.spans[0]), 0)
        self._picker.at = own
        self._picker.fixed = {own, *(n for n, one in enumerate(self._occurrences) if one.effect == "none")}
        self._picker.out = {n for n, one in enumerate(self._occurrences) if one.status == "rejected" and n != own}
        self._asked = False
        self._searched: tuple[int, int] | None = None
        self._why = ""

    # What comes in

    def found(self, found: Found) -> None:
        """Another document that has the words, or that cannot be read."""
        rows = self._picker.add(1 + len(found.places))
        self._rows += [Row(None, found), *(Row(place, found) for place in found.places)]
        self._picker.out |= {n for n in rows if (place := self._rows[n].place) and place.status == "rejected"}
        if found.problem:
            self._picker.fixed |= set(rows)
            self._picker.out |= set(rows)
        if rows.start == len(self._occurrences) and self._picker.at < rows.start:
            self._picker.at = rows.start

    def searched(self, done: int, total: int) -> None:
        """How many of the other documents were looked at, and how many there are."""
        self._searched = done, total

    # Keys

    def begin(self) -> None:
        """Show in the text what would be settled."""
        self._show()
        self._marked()

    def take(self, key: str, character: str | None) -> Answer:
        self._why = ""
        picker = self._picker
        if key in LEAVE or key == "backspace":
            return CLOSE
        if key == "enter":
            return self._carried()
        if is_key_of("same", key, character):
            if not self._asked:
                self._asked = True
                self._search(self, self._entity)
            return HELD
        if picker.move(key):
            self._show()
            return HELD
        row = picker.at if key == "space" or character == "x" else picker.lettered(character)
        if row is None:
            return HELD if self._changed else PASSED
        self._toggle(row)
        return HELD

    def refused(self, why: str) -> None:
        self._why = why

    @property
    def _changed(self) -> bool:
        """Whether the reviewer put work into this list, which no stray key should take away."""
        return self._asked or any(self._occurrences[n].status != "rejected" for n in self._picker.out)

    def _toggle(self, row: int) -> None:
        found = self._rows[row].found
        rows = [row]
        if found is not None and self._rows[row].place is None:
            rows = [n for n, one in enumerate(self._rows) if one.found is found]
        if not self._picker.toggle(rows, row):
            own = found is None and self._occurrences[row].span == self._entity.spans[0]
            self._why = _("this is the mention itself") if own else _("nothing would change there")
        elif found is not None and len(rows) == 1:
            head = max(n for n in range(row) if self._rows[n].place is None)
            inside = range(head + 1, head + 1 + len(found.places))
            self._picker.out.discard(head)
            self._picker.out |= {head} if self._picker.out.issuperset(inside) else set()
        self._picker.at = row
        self._show()
        self._marked()

    def _carried(self) -> Answer:
        here = len(self._occurrences)
        without = tuple(one.span.start for n, one in enumerate(self._occurrences) if n in self._picker.out)
        others: list[Elsewhere] = []
        for n in range(here, len(self._rows)):
            found = self._rows[n].found
            if self._rows[n].place is None and found is not None and n not in self._picker.out:
                inside = [m for m in range(n + 1, n + 1 + len(found.places)) if m in self._picker.out]
                starts = tuple(place.start for m in inside if (place := self._rows[m].place))
                others.append(Elsewhere(found, starts))
        command = Same(id=self._entity.id, without=without)
        return Answer(close=True, then=lambda: self._carry(command, others))

    def _show(self) -> None:
        at = self._picker.at
        here = self._occurrences[at] if at < len(self._occurrences) else None
        self._look(here.span.start if here else None, here.id if here else None)

    def _marked(self) -> None:
        out = self._picker.out
        spans = [occurrence.span for occurrence in self._occurrences]
        self._mark(
            [span for n, span in enumerate(spans) if n not in out], [span for n, span in enumerate(spans) if n in out]
        )

    # What is shown

    def lines(self, width: int, most: int) -> list[Line]:
        window = self._picker.window(most - 1)
        head = spread(self._head(), self._progress(), width)
        return [head, *(self._line(row, width) for row in window)]

    def hints(self) -> list[tuple[str, str]]:
        found = [("enter", _("all of them"))]
        if not self._asked:
            found.append((shown("same"), _("other documents too")))
        return [*found, ("a-z", _("leave out")), ("jk", _("look at")), leave()]

    def _head(self) -> Line:
        here = len(self._occurrences)
        out = sum(1 for n in self._picker.out if n < here)
        said = _("{count} of {total} here").format(count=here - out, total=here)
        head: Line = [piece(f"“{self._entity.text}”", "strong"), Piece("  "), piece(said, "accent")]
        if self._asked:
            documents = [n for n in range(here, len(self._rows)) if self._rows[n].place is None]
            kept = [n for n in documents if n not in self._picker.out]
            count = sum(1 for n in range(here, len(self._rows)) if n not in self._picker.out) - len(kept)
            more = _("{count} elsewhere (documents: {documents}, one change each)").format(
                count=count, documents=len(kept)
            )
            head += [Piece("  "), piece(more, "accent")]
        return [*head, Piece("  "), piece(self._why, "alarm")]

    def _progress(self) -> Line:
        if not self._asked:
            return []
        if self._searched is None or self._searched[0] < self._searched[1]:
            done, total = self._searched or (0, 0)
            return [piece(_("searching {done}/{total}").format(done=done, total=total), "muted")]
        nothing = len(self._rows) == len(self._occurrences)
        return [piece(_("nowhere else") if nothing else _("searched"), "muted")]

    def _line(self, number: int, width: int) -> Line:
        row, picker = self._rows[number], self._picker
        out = number in picker.out
        mark: Line = [Piece("▌" if number == picker.at else " ", "accent"), piece(picker.letter(number), "key")]
        if row.found is not None and row.place is None:
            return crop([*mark, *_document(row.found, out)], width)
        place = row.place or self._placed(self._occurrences[number])
        glyph = "–" if out else GLYPHS.get(place.effect, "=")
        mark += [Piece("   " if row.found is not None else " "), Piece(f"{glyph} ", "warn" if out else "ok")]
        mark += [piece(f"{place.where:>5}  ", "muted"), piece(shorten_left(place.before.lstrip(), LONGEST_BEFORE))]
        line = [*mark, piece(place.words, "struck" if out else "strong"), piece(place.after)]
        note = _effect(place, out)
        return spread(crop(line, max(1, width - width_of(note) - 1)), note, width)


def _document(found: Found, out: bool) -> Line:
    """The heading of a document: its name, and how many places it has or why nothing can be done there."""
    line: Line = [Piece(f" {'–' if out else '▸'} ", "warn" if out else "ok")]
    line += [piece(found.name, "struck" if out and not found.problem else "strong"), Piece("  ")]
    if found.problem:
        return [*line, piece(found.problem, "warn")]
    return [*line, piece(_("{count}×").format(count=len(found.places)), "accent")]


def _effect(place: Place, out: bool) -> Line:
    if out:
        return [piece(_("was rejected") if place.status == "rejected" else _("left out"), "warn")]
    said = {"new": _("new"), "accept": _("accept"), "correct": _("correct")}.get(place.effect, _("accepted already"))
    return [piece(said, "muted")]


def shorten_left(text: str, width: int) -> str:
    """The end of a text in at most `width` cells, with an ellipsis where something was cut off."""
    return text if len(text) <= width else "…" + shorten(text[len(text) - width + 1 :], width - 1)
