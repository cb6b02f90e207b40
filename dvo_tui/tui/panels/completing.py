"""What the checks say about a document, each with where it stands: to look through before it is called complete.

Invariant: the list bars nothing; the key that opened it to complete the document completes it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from dvo_tui.language import _
from dvo_tui.minutes.model import AgendaItem, Span
from dvo_tui.minutes.place import place_of
from dvo_tui.review.checks import Finding
from dvo_tui.review.records import Annotation, quote
from dvo_tui.review.session import ReviewSession
from dvo_tui.tui import words
from dvo_tui.tui.keys import is_key_of, shown
from dvo_tui.tui.panels.base import CLOSE, HELD, LEAVE, PASSED, Answer, Panel, leave
from dvo_tui.tui.panels.picking import Picker
from dvo_tui.tui.panels.same import Look
from dvo_tui.tui.pieces import Line, Piece, crop, piece, shorten, spread
from dvo_tui.tui.words import item_name

LONGEST_QUOTE = 60


class CompletionPanel(Panel):
    """The findings, to walk through and to go to.

    Args:
        session: The review.
        findings: What the checks say, at least one.
        at: The one to begin with.
        look: Shows the current one in the text.
        go: Goes to one, once the panel is closed; told its number.
        complete: Calls the document complete; `None` where it is that already.
    """

    def __init__(
        self,
        session: ReviewSession,
        findings: Sequence[Finding],
        at: int,
        look: Look,
        go: Callable[[int], None],
        complete: Callable[[], None] | None,
    ) -> None:
        self._session = session
        self._findings = findings
        self._look, self._go, self._complete = look, go, complete
        self._picker = Picker(len(findings))
        self._picker.at = max(0, min(at, len(findings) - 1))
        self._kinds = Counter(finding.message for finding in findings)

    def take(self, key: str, character: str | None) -> Answer:
        picker = self._picker
        if key in LEAVE or key == "backspace":
            return CLOSE
        if key == "enter":
            number = picker.at
            return Answer(close=True, then=lambda: self._go(number))
        if self._complete is not None and is_key_of("complete", key, character):
            return Answer(close=True, then=self._complete)
        if key in ("tab", "shift+tab"):
            self._next_kind(1 if key == "tab" else -1)
        elif not picker.move(key):
            return PASSED
        finding = self._findings[picker.at]
        self._look(finding.at, finding.id if finding.id in self._session.records else None)
        return HELD

    def _next_kind(self, step: int) -> None:
        """To the first finding of the next or previous kind, around the end."""
        kinds = list(self._kinds)
        kind = kinds[(kinds.index(self._findings[self._picker.at].message) + step) % len(kinds)]
        self._picker.at = next(n for n, finding in enumerate(self._findings) if finding.message == kind)

    def lines(self, width: int, most: int) -> list[Line]:
        total = len(self._findings)
        said = _("complete; the checks say") if self._complete is None else _("before it is complete")
        place = [piece(f"{self._picker.at + 1}/{total}", "accent")]
        head = spread([piece(said, "strong"), Piece("  "), *self._summary()], place, width)
        return [head, *(self._line(number, width) for number in self._picker.window(most - 1))]

    def hints(self) -> list[tuple[str, str]]:
        found = [("enter", _("go there"))]
        if self._complete is not None:
            found.append((shown("complete"), _("complete anyway")))
        return [*found, ("jk", _("look at")), ("tab", _("next kind")), leave()]

    def _summary(self) -> Line:
        """How many of each kind there are, in the order of the list."""
        line: Line = []
        for message, count in self._kinds.items():
            first = next(finding for finding in self._findings if finding.message == message)
            said = str(first) if count == 1 else f"{first} (+{count - 1})" if first.values else f"{count}× {first}"
            line += [Piece(" · ", "muted")] if line else []
            line.append(piece(shorten(said, LONGEST_QUOTE // 2), "muted"))
        return line

    def _line(self, number: int, width: int) -> Line:
        finding, session = self._findings[number], self._session
        where = "" if finding.at is None else place_of(session.minutes, finding.at).short()
        line: Line = [Piece("▌ " if number == self._picker.at else "  ", "accent"), piece(f"{where:>5}  ", "muted")]
        line += [piece(str(finding), "warn"), Piece("  ")]
        return crop([*line, *self._about(finding)], width)

    def _about(self, finding: Finding) -> Line:
        """What it is about: label and quote, or the words that stand there."""
        record = self._session.records.get(finding.id)
        if isinstance(record, Annotation):
            said = quote(self._session.text, record.spans)
            name = words.label_name(record, self._session.scheme)
            return [piece(f"{name}  ", "muted"), piece(f"“{shorten(said, LONGEST_QUOTE)}”")]
        if isinstance(record, AgendaItem):
            return [piece(item_name(record))]
        if finding.at is None or finding.id:
            return []
        end = self._session.text.find("\n", finding.at)
        there = Span(finding.at, len(self._session.text) if end < 0 else end)
        return [piece(f"“{shorten(quote(self._session.text, (there,)), LONGEST_QUOTE)}”")]
