"""The documents screen: one row a document, with how far it is; read one by one, after the list is on screen.

Invariant: a bad file says why in its own row, and the others go on.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.message import Message

from dvo_tui.language import _
from dvo_tui.tui import hints, keys
from dvo_tui.tui.panels.base import LEAVE
from dvo_tui.tui.panels.editor import LineEditor
from dvo_tui.tui.pieces import Line, Piece, crop, piece, shorten, spread, width_of, wrap
from dvo_tui.tui.screens.hosted import Hosted
from dvo_tui.tui.screens.review_board import bar
from dvo_tui.tui.shelf import Entry, Shelf, Summary
from dvo_tui.tui.sides import FLAG, TICK
from dvo_tui.tui.widgets.lines import Lines, Row, RowsPane
from dvo_tui.tui.words import day, moment, value_name

if TYPE_CHECKING:
    pass

PROGRESS = 32
"""Cells of the columns at the right of a wide list."""

SOON, LATER = 0.1, 0.4
"""Seconds until the first rows that were read are shown, and from then to the next ones."""

SORTS = ("name", "date", "pending", "updated")


class DocumentsScreen(Hosted):
    """The documents of this run.

    Args:
        shelf: The documents.
        at: Where the cursor begins.
    """

    BINDINGS = keys.bindings("documents")
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (40, "-narrow"), (100, "-wide"), (120, "-wider"), (150, "-roomy")]  # noqa: RUF012 - Textual's own name
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (10, "-short"), (28, "-tall")]  # noqa: RUF012
    AUTO_FOCUS = ""

    class Summarised(Message):
        """Summaries of documents are there, by source."""

        def __init__(self, summaries: dict[str, Summary]) -> None:
            super().__init__()
            self.summaries = summaries

    def __init__(self, shelf: Shelf, at: Entry | None = None) -> None:
        super().__init__()
        self.shelf = shelf
        self.message = ""
        self._first = at
        self._summaries: dict[str, Summary] = {}
        self._sort = SORTS[0]
        self._filter: LineEditor | None = None
        self._wanted = ""
        self._left = False

    def compose(self) -> ComposeResult:
        yield Lines(id="header")
        yield RowsPane(id="documents")
        yield Lines(id="footer")
        yield Lines(id="too-small")

    @property
    def rows(self) -> RowsPane:
        return self.query_one("#documents", RowsPane)

    def on_mount(self) -> None:
        self.set_focus(self.rows)
        self._draw()
        first = self._first or next(iter(self.shelf.entries), None)
        if first is not None:
            self.rows.point(str(first.source))
        self.call_after_refresh(self.host.background, self._summarise)

    def _summarise(self) -> None:
        found: dict[str, Summary] = {}
        due = time.monotonic() + SOON
        for entry, summary in self.shelf.summaries():
            found[str(entry.source)] = summary
            if self._left:
                return
            if time.monotonic() >= due:  # each draws the whole list anew
                if not self.post_message(self.Summarised(found)):
                    return
                found, due = {}, time.monotonic() + LATER
        self.post_message(self.Summarised(found))

    def on_documents_screen_summarised(self, event: Summarised) -> None:
        self._summaries |= event.summaries
        self._draw()

    # What is shown

    def _shown(self) -> list[Entry]:
        wanted = self._wanted.casefold()
        found = [entry for entry in self.shelf.entries if wanted in entry.name.casefold()]
        empty = Summary()

        def order(entry: Entry) -> tuple[object, ...]:
            known = self._summaries.get(str(entry.source), empty)
            if self._sort == "date":
                return (known.date or "",)
            if self._sort == "pending":
                return (-(known.pending or 0),)
            return (known.updated,) if self._sort == "updated" else ()

        return sorted(found, key=order, reverse=self._sort == "updated") if self._sort != "name" else found

    def _draw(self) -> None:
        width = self.size.width - 2
        shown = self._shown()
        total = len(self.shelf.entries)
        count = f"{len(shown)}/{total}" if len(shown) != total else str(total)
        settled = sum(1 for summary in self._summaries.values() if summary.share == 1.0)
        right: Line = [piece(_("{count} settled").format(count=settled), "muted")]
        left: Line = [piece("dvo-tui", "strong"), Piece("   "), piece(str(self.shelf.workspace.root))]
        self.query_one("#header", Lines).show([[Piece(" "), *spread(left, right, width)]])
        if not self.shelf.entries:
            empty = _("There are no documents yet. Press {key}, then start with a file or a folder: dvo-tui FILE")
            empty = empty.format(key=keys.shown("quit"))
            self.rows.show([], [], lambda room: [_sentence(row) for row in wrap(empty, room, 4)])
        else:
            heading: Line = [piece(_("documents").upper(), "strong")]
            self.rows.show(heading, [piece(count)], lambda room: [self._row(entry, room) for entry in shown])
        small = _("The terminal is too small: dvo-tui needs at least 40 columns and 10 rows.")
        lines = [[piece(row)] for row in wrap(small, max(1, self.size.width), 8)]
        self.query_one("#too-small", Lines).show(lines)
        self._footer()

    def _footer(self) -> None:
        width = self.size.width - 2
        right: Line = [piece(_("sorted by {column}").format(column=_sort_name(self._sort)), "muted")]
        if self._filter is not None:
            left: Line = [piece(_("filter"), "strong"), Piece("  "), *self._filter.pieces(30, active=True)]
        elif self.message:
            left = [piece(self.message, "accent")]
        else:
            names = ("open_document", "next_row", "previous_row", "filter_documents", "sort_documents", "quit", "help")
            left = hints.line_of([hints.hint(name) for name in names], width - width_of(right) - 2)
        self.query_one("#footer", Lines).show([[Piece(" "), *spread(left, right, width)]])

    def _row(self, entry: Entry, room: int) -> Row:
        summary = self._summaries.get(str(entry.source))
        name = entry.name.rsplit(".", 1)[0]
        if summary is None:
            return Row(str(entry.source), (([Piece("  "), piece(name)], [piece("…", "muted")]),))
        if summary.problem:
            head: Line = [Piece("! ", "alarm"), piece(name), Piece("  ")]
            return Row(str(entry.source), ((crop([*head, piece(summary.problem, "warn")], room), []),))
        glyph = Piece(f"{TICK} ", "ok") if summary.complete or summary.share == 1.0 else Piece("· ", "warn")
        if summary.pending is None:
            glyph = Piece("  ")
        right = _progress(summary, room)
        left: Line = [glyph, piece(name)]
        if room >= 90:
            left = [glyph, *_cell(name, room // 4), *_cell(day(summary.date), 19)]
            kind = value_name("kind", summary.title) if room >= 140 else ""
            body = room - width_of(left) - PROGRESS - (22 if kind else 0)
            left += [*_cell(summary.body, body), piece(kind, "muted")]
        else:
            meeting = " · ".join(part for part in (day(summary.date), summary.body) if part)
            left += [Piece("  "), piece(meeting, "muted")]
        return Row(str(entry.source), ((left, right),))

    # Keys

    def take_key(self, event: events.Key) -> bool:
        """Give a key to the filter while one is typed."""
        if self.message:
            self.message = ""
            self._footer()
        if self._filter is None:
            return False
        if event.key in LEAVE:
            self._filter, self._wanted = None, ""
        elif event.key == "enter":
            self._filter = None
        elif event.key in ("down", "up"):
            return False
        else:
            self._filter.take(event.key, event.character)
            self._wanted = self._filter.text.strip()
        self._draw()
        self._keep_cursor()
        return True

    def take_paste(self, text: str) -> None:
        if self._filter is not None:
            self._filter.insert(text)
            self._wanted = self._filter.text.strip()
            self._draw()

    def _keep_cursor(self) -> None:
        shown = [str(entry.source) for entry in self._shown()]
        if shown and self.rows.cursor not in shown:
            self.rows.point(shown[0])

    def action_open(self) -> None:
        entry = next((one for one in self.shelf.entries if str(one.source) == self.rows.cursor), None)
        if entry is not None:
            self._left = True
            self.host.open_entry(entry)

    def action_row(self, step: int) -> None:
        self.rows.step(step)

    def action_filter(self) -> None:
        self._filter = LineEditor(self._wanted)
        self._footer()

    def action_sort(self) -> None:
        self._sort = SORTS[(SORTS.index(self._sort) + 1) % len(SORTS)]
        self._draw()
        self.rows.reveal()

    def on_rows_pane_row_clicked(self, event: RowsPane.RowClicked) -> None:
        if event.id == self.rows.cursor:
            self.action_open()
        self.rows.point(event.id)

    def on_resize(self) -> None:
        self._draw()


def _sentence(text: str) -> Row:
    return Row("", (([piece(text)], []),))


def _cell(text: str, width: int) -> Line:
    """A text in exactly `width` cells."""
    return [*spread([piece(text)], [], width - 2), Piece("  ")]


def _progress(summary: Summary, room: int) -> Line:
    if summary.pending is None:
        return [piece(_("new"), "muted")]
    line: Line = [piece(f"{FLAG}{summary.flags} ", "warn")] if summary.flags else []
    line += [piece(_("changed") + " ", "warn")] if summary.changed else []
    line += bar(summary.share, 10 if room >= 90 else 5)
    line.append(
        piece(f" {summary.pending:>4}" if summary.pending else f"    {TICK}", "warn" if summary.pending else "ok")
    )
    if room >= 90:
        line.append(piece(f"  {shorten(summary.reviewer, 8)} {moment(summary.updated)}", "muted"))
    return line


def _sort_name(sort: str) -> str:
    return {"name": _("name"), "date": _("date"), "pending": _("pending"), "updated": _("last edit")}[sort]
