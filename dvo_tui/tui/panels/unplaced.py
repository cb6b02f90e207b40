"""What became of the review when the file changed: what lost its place, to place or dismiss, and where the rest stands.

Invariant: the list is that of the session at every key; what waits for the reviewer stands first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from dvo_tui.language import _
from dvo_tui.minutes.model import Span
from dvo_tui.review.commands import Dismiss, Place, Reset
from dvo_tui.review.placing import unplaced_in
from dvo_tui.review.reanchored import Reading, readings
from dvo_tui.review.records import Annotation, Unplaced, quote
from dvo_tui.tui.acts import Scene
from dvo_tui.tui.keys import N_
from dvo_tui.tui.panels.base import CLOSE, HELD, LEAVE, PASSED, Answer, Panel, leave
from dvo_tui.tui.pieces import Line, Piece, crop, piece
from dvo_tui.tui.words import moment

Row = Unplaced | tuple[str, str]
"""Something without a place, or how a record came to its place and its id."""

HOWS = {
    "edited": N_("other words in it"),
    "relocated": N_("elsewhere"),
    "moved": N_("moved"),
    "kept": N_("kept"),
}
"""The ways to a new place, that which deserves a look first."""

LONGEST = 200
"""Characters of a quote that tell it from others."""

MOST = 9
"""Places that a digit can pick."""


class UnplacedPanel(Panel):
    """The report of the last re-reading; what has no place is put on the selection, or where its words stand again."""

    def __init__(self, scene: Scene) -> None:
        self._session = scene.session
        self._selection = scene.selection
        self._at = self._likeliest() if scene.selection else 0
        self._why = ""

    @property
    def rows(self) -> list[Row]:
        """What waits, what the reading put elsewhere, what was dismissed, and what just stayed or moved along."""
        left = unplaced_in(self._session.records.values())
        found: list[Row] = [one for one in left if not one.dismissed]
        found += self._placed(("edited", "relocated"))
        found += [one for one in left if one.dismissed]
        return found + list(self._placed(("moved", "kept")))

    def take(self, key: str, character: str | None) -> Answer:
        self._why = ""
        rows = self.rows
        if key in LEAVE or key == "backspace" or not rows:
            return CLOSE
        self._at = min(self._at, len(rows) - 1)
        row = rows[self._at]
        if key in ("down", "j", "up", "k"):
            self._at = max(0, min(len(rows) - 1, self._at + (1 if key in ("down", "j") else -1)))
            return Answer(go=self._start(rows[self._at]) if self._selection is None else None)
        if not isinstance(row, Unplaced):
            return Answer(close=True, go=self._start(row)) if key == "enter" else PASSED
        if key == "enter":
            return self._place(row)
        if character is not None and character in "123456789":
            found = self.occurrences(row)
            return self._put(row, found[int(character) - 1]) if int(character) <= len(found) else HELD
        if character == "-" and row.missing and len(row.missing) < len(row.quotes):
            return Answer(Place(id=row.id))
        if character == "x":
            return Answer(Dismiss(id=row.id))
        return Answer(Reset(id=row.id)) if character == "r" else PASSED

    def refused(self, why: str) -> None:
        self._why = why

    def lines(self, width: int, most: int) -> list[Line]:
        rows = self.rows
        self._at = max(0, min(self._at, len(rows) - 1))
        head: Line = [piece(_("the file changed"), "strong"), Piece("  "), *self._counts()]
        if self._why:
            head = [piece(self._why, "alarm")]
        current = rows[self._at] if rows else None
        detail = self._detail(current, width) if isinstance(current, Unplaced) else []
        room = max(1, most - 1 - len(detail))
        first = max(0, min(self._at - room // 2, len(rows) - room))
        shown = [self._line(row, first + n == self._at, width) for n, row in enumerate(rows[first : first + room])]
        return [crop(head, width), *shown, *detail][:most]

    def hints(self) -> list[tuple[str, str]]:
        rows = self.rows
        row = rows[min(self._at, len(rows) - 1)] if rows else None
        found = [("jk", _("look at"))]
        if isinstance(row, Unplaced):
            if self._selection is not None:
                found.append(("enter", _("place on the selection")))
            elif self.occurrences(row):
                found.append(("1-9", _("place there")))
            if row.missing and len(row.missing) < len(row.quotes):
                found.append(("-", _("without the missing part")))
            found.append(("r", _("not dismissed")) if row.dismissed else ("x", _("dismiss")))
        elif row is not None:
            found.append(("enter", _("go there")))
        return [*found, leave()]

    def occurrences(self, left: Unplaced) -> list[Span]:
        """Where the words of its first missing quote stand in the text as it is now, at most nine."""
        words = left.quotes[(left.missing or (0,))[0]].exact.split()
        pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)")
        found: list[Span] = []
        for match in pattern.finditer(self._session.text) if words else ():
            found.append(Span(*match.span()))
            if len(found) == MOST:
                break
        return found

    # What the keys do

    def _place(self, left: Unplaced) -> Answer:
        found = self.occurrences(left)
        if self._selection is not None:
            return self._put(left, self._selection)
        if len(found) == 1:
            return self._put(left, found[0])
        self._why = _("select the words where it belongs (v), then come back here")
        return HELD

    def _put(self, left: Unplaced, span: Span) -> Answer:
        self._selection = None
        return Answer(Place(id=left.id, start=span.start, end=span.end), go=span.start)

    def _start(self, row: Row) -> int | None:
        """Where to look: at the record, where its words stand again, or about where it stood between its neighbours."""
        if not isinstance(row, Unplaced):
            record = self._session.records.get(row[1])
            return record.spans[0].start if isinstance(record, Annotation) else None
        found = self.occurrences(row)
        if found:
            return found[0].start
        quoted = row.quotes[(row.missing or (0,))[0]]
        for words, end in ((quoted.prefix[-20:], True), (quoted.suffix[:20], False)):
            at = self._session.text.find(words) if words.strip() else -1
            if at >= 0:
                return min(len(self._session.text) - 1, at + (len(words) if end else 0))
        return None

    def _likeliest(self) -> int:
        """The row whose words are most like those selected."""
        assert self._selection is not None
        chosen = self._session.text[self._selection.start : self._selection.end][:LONGEST].casefold()
        waiting = (row for row in self.rows if isinstance(row, Unplaced) and not row.dismissed)
        quotes = (row.quotes[(row.missing or (0,))[0]].exact[:LONGEST].casefold() for row in waiting)
        shares = [SequenceMatcher(None, chosen, words, autojunk=False).ratio() for words in quotes]
        return shares.index(max(shares)) if shares else 0

    def _placed(self, hows: Iterable[str]) -> list[Row]:
        """What the last reading put somewhere, in reading order, as far as it is still there."""
        reading = self._reading()
        found: list[Row] = []
        for how in hows if reading is not None else ():
            records = [self._session.records.get(identifier) for identifier in getattr(reading, how)]
            annotations = [record for record in records if isinstance(record, Annotation)]
            annotations.sort(key=lambda record: record.spans[0].start)
            found += [(how, record.id) for record in annotations]
        return found

    def _reading(self) -> Reading | None:
        found = readings(self._session.history)
        return found[-1] if found else None

    # What is shown

    def _counts(self) -> Line:
        reading = self._reading()
        if reading is None:
            return [piece(_("not since this review began"), "muted")]
        left = [one for one in unplaced_in(self._session.records.values()) if not one.dismissed]
        counts = _(
            "{left} without a place, {edited} with other words, {elsewhere} elsewhere, {moved} moved, {kept} kept"
        )
        said = counts.format(
            left=len(left),
            edited=len(reading.edited),
            elsewhere=len(reading.relocated),
            moved=len(reading.moved),
            kept=len(reading.kept),
        )
        return [piece(f"{moment(reading.time)}: ", "muted"), piece(said, "accent")]

    def _line(self, row: Row, current: bool, width: int) -> Line:
        mark = Piece("▌ " if current else "  ", "accent")
        if isinstance(row, Unplaced):
            state = piece(_("dismissed"), "muted") if row.dismissed else piece(_("no place"), "warn")
            words = " … ".join(" ".join(one.exact.split()) for one in row.quotes)
            return crop(
                [mark, state, Piece("  "), piece(f"{_layer(row.layer)} "), piece(f"“{words}”", "strong")], width
            )
        how, identifier = row
        record = self._session.records[identifier]
        assert isinstance(record, Annotation)
        said = quote(self._session.text, record.spans)
        line, _column = self._session.minutes.source.line_column(record.spans[0].start)
        return crop([mark, piece(_(HOWS[how]), "muted"), piece(f" {line:>5}  ", "muted"), piece(f"“{said}”")], width)

    def _detail(self, left: Unplaced, width: int) -> list[Line]:
        """The words around the quote as they stood, and where its own words stand now."""
        part = (left.missing or (0,))[0]
        quoted = left.quotes[part]
        before, after = (" ".join(words.split()) for words in (quoted.prefix, quoted.suffix))
        stood: Line = [piece(_("stood in"), "muted"), piece(f" …{before} ", "muted")]
        stood += [piece(" ".join(quoted.exact.split()), "struck"), piece(f" {after}…", "muted")]
        if len(left.quotes) > 1:
            stood.insert(0, piece(_("part {n} of {count}").format(n=part + 1, count=len(left.quotes)) + "  ", "accent"))
        where: Line = [piece(_("these words stand nowhere now; select others with v, then come back"), "muted")]
        found = self.occurrences(left)
        if found:
            where = [piece(_("stands now"), "muted")]
            for digit, span in enumerate(found, start=1):
                line, _column = self._session.minutes.source.line_column(span.start)
                where += [Piece("  "), piece(digit, "key"), piece(" " + _("line {line}").format(line=line))]
        if self._selection is not None:
            chosen = quote(self._session.text, (self._selection,))
            where = [piece("enter", "key"), piece(" " + _("places it on"), "muted"), piece(f" “{chosen}”", "strong")]
        return [crop(stood, width), crop(where, width)]


def _layer(layer: str) -> str:
    names = {
        "participant": _("participant"),
        "agenda": _("agenda item"),
        "turn": _("turn"),
        "entity": _("mention"),
        "decision": _("decision"),
        "action": _("action"),
        "note": _("remark"),
    }
    return names.get(layer, layer)
