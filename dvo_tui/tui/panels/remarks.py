"""Everything that has a comment or a flag, in reading order, filtered while typing.

Invariant: it only lists and goes; what it shows of a remark is what the record holds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dvo_tui.language import _
from dvo_tui.minutes.place import place_of
from dvo_tui.review.records import Annotation, Record, id_of, quote
from dvo_tui.review.session import ReviewSession
from dvo_tui.tui import words
from dvo_tui.tui.panels.base import Answer, leave
from dvo_tui.tui.panels.choosing import ChoicePanel
from dvo_tui.tui.pieces import Line, Piece, crop, piece, shorten, spread
from dvo_tui.tui.sides import FLAG
from dvo_tui.tui.words import item_name

LONGEST_QUOTE = 40


@dataclass(frozen=True)
class Remark:
    """A record with a comment or a flag."""

    id: str
    start: int
    what: str
    quote: str
    flag: bool
    note: str

    def holds(self, wanted: str) -> bool:
        """Whether all words that are wanted stand in it; a flag is wanted by its glyph or by its name."""
        flagged = f"{FLAG} {words.value_name('flag', 'true')}" if self.flag else ""
        held = f"{self.what} {self.quote} {self.note} {flagged}".casefold()
        return all(word in held for word in wanted.casefold().split())


def remarks(session: ReviewSession) -> list[Remark]:
    """All remarks of a document, in reading order."""
    found = [_remark(session, record) for record in session.records.values() if _has_remark(record)]
    return sorted(found, key=lambda remark: (remark.start, remark.id))


def _has_remark(record: Record) -> bool:
    return bool(getattr(record, "flag", False) or getattr(record, "note", None))


def _remark(session: ReviewSession, record: Record) -> Remark:
    spans = getattr(record, "spans", None)
    span = getattr(record, "span", None)
    if isinstance(record, Annotation):
        said = quote(session.text, record.spans)
    else:
        said = getattr(record, "name", "") or (item_name(record) if hasattr(record, "label") else "")  # type: ignore[arg-type]
    return Remark(
        id=id_of(record),
        start=spans[0].start if spans else span.start if span else 0,
        what=words.label_name(record, session.scheme),
        quote=said,
        flag=bool(getattr(record, "flag", False)),
        note=getattr(record, "note", None) or "",
    )


class RemarksPanel(ChoicePanel[Remark]):
    """The list; picking goes there."""

    DIGITS = ""

    def __init__(self, session: ReviewSession, go: Callable[[str], None], here: str | None) -> None:
        super().__init__()
        self._session = session
        self._go = go
        self._all = remarks(session)
        self._picker.at = next((index for index, remark in enumerate(self._all) if remark.id == here), 0)

    @property
    def options(self) -> list[Remark]:
        return [remark for remark in self._all if remark.holds(self._editor.text)]

    def picked(self, option: Remark) -> Answer:
        return Answer(close=True, then=lambda: self._go(option.id))

    def lines(self, width: int, most: int) -> list[Line]:
        found = self.options
        label = _("comments and flags")
        place = f"{self._picker.at + 1}/{len(found)}" if found else _("nothing found")
        left: Line = [piece(label, "strong"), Piece("  "), *self._editor.pieces(30, active=True)]
        head = spread(left, [piece(place, "accent" if found else "warn")], width)
        return [head, *(self._row(number, remark, width) for number, remark in self.window(found, most - 1))]

    def hints(self) -> list[tuple[str, str]]:
        return [("enter", _("go there")), ("↑↓", _("choose")), ("a-z", _("filter")), leave()]

    def _row(self, number: int, remark: Remark, width: int) -> Line:
        place = place_of(self._session.minutes, remark.start).short()
        line: Line = [Piece("▌ " if number == self._picker.at else "  ", "accent"), piece(f"{place:>5}  ", "muted")]
        line.append(Piece(f"{FLAG} " if remark.flag else "  ", "warn"))
        line += [piece(f"{remark.what}  ", "muted"), piece(f"“{shorten(remark.quote, LONGEST_QUOTE)}”", "strong")]
        return crop([*line, Piece("  "), piece(remark.note)] if remark.note else line, width)
