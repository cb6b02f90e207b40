"""What the review screen shows around the text: header, side panes, inspector and footer, kept in step.

Invariant: a pane is built anew only when what it lists has changed; a motion only moves marks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from dvo_tui.language import _
from dvo_tui.review.history import Change
from dvo_tui.review.queues import speaker_of
from dvo_tui.review.records import Annotation, Turn
from dvo_tui.tui import hints, sides
from dvo_tui.tui.about import about
from dvo_tui.tui.pieces import Line, Piece, crop, piece, shorten, spread, width_of, wrap
from dvo_tui.tui.reviewing import Reviewing
from dvo_tui.tui.saving import NotSaved, Saved, SaveState
from dvo_tui.tui.sides import Here
from dvo_tui.tui.widgets.lines import Lines, Row, RowsPane
from dvo_tui.tui.words import item_name, meeting_title

if TYPE_CHECKING:
    from dvo_tui.tui.screens.review import ReviewScreen

SIDES = ("agenda", "speakers", "decisions", "actions")

LISTED = {
    "agenda": frozenset({"agenda", "turn", "entity", "decision", "action", "note"}),
    "speakers": frozenset({"participant", "turn"}),
    "decisions": frozenset({"decision", "agenda"}),
    "actions": frozenset({"action", "agenda", "participant"}),
}
"""The layers that each list shows something of."""

BAR = 16


class Board:
    """The panes around the text of a review screen."""

    def __init__(self, screen: ReviewScreen) -> None:
        self._screen = screen
        self.here = Here()
        self._ordered_for: dict[str, Here] = {}
        self._rows = 0
        self._said: SaveState | None = None

    # Everything

    def everything(self) -> None:
        """Draw all panes anew, after opening and after a resize."""
        self._here(None)
        self._fill(SIDES)
        self._mark()
        self.follow()

    def changed(self, change: Change | None) -> None:
        """Take in what a Change did: only the lists that it touched are made anew."""
        if change is not None:
            touched = {delta.layer for delta in change.deltas}
            self._here(None)
            self._fill(lists for lists in SIDES if touched & LISTED[lists])
            self._mark()
        self.follow()

    def follow(self, item: str | None = None) -> None:
        """Bring every pane to where the reviewer is; `item` says in which agenda item, where the text does not."""
        before = self.here
        self._here(item)
        if self.here.item != before.item:
            self._fill(SIDES[1:])
        if self.here != before:
            self._mark()
        self._screen.forms.seen()
        self._said = self._reviewing.saver.state
        self.header()
        self.inspector()

    # Panes

    @property
    def _reviewing(self) -> Reviewing:
        return self._screen.reviewing

    def _here(self, item: str | None) -> None:
        """See where the reviewer is; `item` says in which agenda item, where the text does not."""
        pane, ledger = self._screen.pane, self._reviewing.ledger
        record = self._reviewing.session.records.get(pane.current or "")
        if item is None:
            at = ledger.item_at(pane.caret)
            item = record.item if isinstance(record, Annotation) else at.id if at else None
        turn = next((one for one in ledger.at(pane.caret) if isinstance(one, Turn) and one.status != "rejected"), None)
        if isinstance(record, Turn):
            turn = record
        self.here = Here(item, speaker_of(turn) if turn else None, pane.current)

    def _fill(self, names: Iterable[str]) -> None:
        """Make lists anew, those of where the reviewer is first, and share the height out; `_point` comes after."""
        names = list(names)
        for name in names:
            title, rows = sides.LISTS[name]
            source, pane = self._reviewing, self._rows_pane(name)
            walked = self._screen.side is pane  # a list that is walked through keeps its order
            if not walked:
                self._ordered_for[name] = self.here
            build = partial(rows, source, self._ordered_for.get(name, self.here))
            pane.show(*title(source), partial(_kept, [row.id for row in pane.rows], build) if walked else build)
        if set(names) & set(SIDES[1:]):
            self.share_height()

    def _mark(self) -> None:
        """Mark what belongs to where the reviewer is, without making the lists anew."""
        here, ledger, records = self.here, self._reviewing.ledger, self._reviewing.session.records
        self._rows_pane("agenda").mark({here.item})
        self._rows_pane("speakers").mark({here.speaker, *ledger.speakers_in(here.item)})
        for name, layer in (("decisions", "decision"), ("actions", "action")):
            inside = (records[one] for one in ledger.of_layer(layer))
            found = [one.id for one in inside if isinstance(one, Annotation) and one.item == here.item]
            self._rows_pane(name).mark({*found, here.annotation})
        self._point()

    def _point(self) -> None:
        """Put the cursor of each pane on where the reviewer is."""
        cursors = {
            "agenda": self.here.item,
            "speakers": self.here.speaker,
            "decisions": self.here.annotation,
            "actions": self.here.annotation,
        }
        for name, cursor in cursors.items():
            pane = self._rows_pane(name)
            if self._screen.side is not pane:
                pane.point(cursor)

    def share_height(self) -> None:
        """Give each list on the right what it needs, in fair shares where there is not enough; one alone has all."""
        panes = [self._rows_pane(name) for name in SIDES[1:]]
        if self._screen.has_class("-narrow") or self._screen.has_class("-tiny"):
            for pane in panes:
                pane.styles.height = None
            return
        room = self._screen.query_one("#sides").size.height - (len(panes) - 1)
        needs = [pane.needed for pane in panes]
        shares = fair_shares(needs, room)
        for pane, share in zip(panes, shares, strict=True):
            if pane.styles.height is None or pane.styles.height.value != share:
                pane.styles.height = share

    # Lines

    def header(self) -> None:
        """Name, meeting and how far the document is; on a narrow screen the agenda item instead of the meeting."""
        reviewing, width = self._reviewing, self._screen.size.width - 2
        wide = width >= 98
        item = next((one for one in reviewing.ledger.agenda() if one.id == self.here.item), None)
        title = meeting_title(reviewing.session.meeting) if wide or item is None else item_name(item)
        number, total = self._screen.host.position(self._screen)
        place = _("document {number} of {total}").format(number=number, total=total) if wide else f"{number}/{total}"
        progress = reviewing.ledger.progress()
        share = progress.settled / progress.total if progress.total else 1.0
        right: Line = [piece(f"{place}   ", "muted")] if total > 1 else []
        right += bar(share, BAR if wide else BAR // 2)
        right.append(piece(f" {int(share * 100):>3} %", "ok"))
        workspace = self._screen.host.others.standing(self._screen)
        if workspace is not None and workspace.total > 1:
            done = f"{workspace.done}/{workspace.total}"
            done = _("{count} settled").format(count=done) if wide else f"{done} {sides.TICK}"
            right.append(piece(f" · {done}", "muted"))
        if reviewing.session.complete:
            right.append(piece(f" {sides.TICK} " + _("complete"), "ok"))
        queue = self._queue()
        name = self._screen.waiting.name(width // (5 if queue and not wide else 3))
        line = spread([*name, Piece("   "), *(queue or [piece(title)])], right, width)
        state = reviewing.saver.state
        if isinstance(state, NotSaved):  # the only thing on the screen that shouts
            line = crop([piece(_("NOT SAVED: {why}").format(why=state.reason), "alarm")], width)
        self._lines("header").show([[Piece(" "), *line]])

    def _queue(self) -> Line:
        """What is walked through, the place in it, and what is left of it; empty where that is everything."""
        ledger = self._reviewing.ledger
        if not ledger.narrowed:
            return []
        from dvo_tui.tui.panels.queueing import described

        queue = ledger.queue
        place = f"{queue.place(self._screen.pane.current) or '–'}/{queue.count}"
        left = _("{count} to settle").format(count=queue.pending) if queue.pending else sides.TICK
        room = max(10, min(34, self._screen.size.width // 4))
        said = piece(shorten(f"▽ {described(self._reviewing.session, queue)}", room), "accent")
        return [said, Piece("  "), piece(place, "strong"), piece(f"  {left}", "muted")]

    def inspector(self) -> None:
        """The panel that is open, else what there is to say about where the reviewer is."""
        lines, screen = self._lines("inspector"), self._screen
        width = screen.size.width - 2
        base = 2 if screen.size.height < 28 else 3
        if screen.panel is not None:
            shown = screen.panel.lines(width, max(3, min(14, screen.size.height // 3)))
            self._rows = max(self._rows, len(shown), base)
        elif screen.ready and self.is_long(screen.message):
            self._rows = max(self._rows, base)  # nothing was shown there yet when it is said at once
            shown = [[piece(row, "accent")] for row in wrap(screen.message, width, self._rows)]
        elif screen.ready:
            self._rows = base
            shown = about(screen.scene, screen.subject, screen.reviewing.why, width, base)
        else:
            return
        height = self._rows + 1
        if lines.styles.height is None or lines.styles.height.value != height:
            lines.styles.height = height
            self._screen.call_after_refresh(self.share_height)  # the lists have more room then, or less
        lines.show([[Piece(" "), *line] for line in shown])
        self.footer()

    def saving_changed(self) -> None:
        """Say how saving goes, unless what is drawn says so already."""
        state = self._reviewing.saver.state if self._screen.ready else self._said
        if state != self._said:
            self._said = state
            self.header()
            self.footer()

    def footer(self) -> None:
        """The keys for now, or a message; at the right the place and how saving goes."""
        screen = self._screen
        if not screen.ready:
            return
        width = screen.size.width - 2
        right = self._saved()
        room = max(0, width - width_of(right) - 2)
        if screen.message and not self.is_long(screen.message):
            left: Line = [piece(screen.message, "accent")]
        elif screen.panel is not None:
            left = hints.line_of(screen.panel.hints(), room)
        elif screen.side is not None:
            left = hints.line_of(hints.pane_hints(screen.side.id or ""), room)
        else:
            selecting = screen.pane.anchor is not None
            found = hints.review_hints(screen.session, screen.subject, selecting)
            left = hints.line_of(hints.with_first(self._urgent(), found), room)
        self._lines("footer").show([[Piece(" "), *spread(left, right, width)]])

    def _urgent(self) -> str | None:
        """The act that matters most while nothing can be saved."""
        if isinstance(self._reviewing.saver.state, NotSaved):
            return "save_as"
        return "take_over" if self._reviewing.review.read_only is not None else None

    def is_long(self, message: str) -> bool:
        """Whether a message does not fit in the footer."""
        return len(message) > self._screen.size.width - 2 - width_of(self._saved()) - 2 if message else False

    def _saved(self) -> Line:
        reviewing, pane = self._reviewing, self._screen.pane
        state = reviewing.saver.state
        if isinstance(state, NotSaved):
            return [piece(_("NOT SAVED"), "alarm")]
        if reviewing.review.read_only is not None:
            return [piece(_("READ ONLY"), "alarm")]
        place = f"{reviewing.ledger.place_of(pane.current) or '–'}/{reviewing.ledger.total} · "
        if isinstance(state, Saved):
            return [piece(place, "muted"), piece(_("saved {time}").format(time=state.at).strip(), "ok")]
        return [piece(place, "muted"), piece(_("saving…"), "muted")]

    # Side panes by key

    def go_to_side(self, name: str) -> None:
        """To a side pane, folding it out over the text where there is no room beside it; from it, back."""
        screen, pane = self._screen, self._rows_pane(name)
        if not screen.ready:
            return
        if screen.side is pane:
            self.leave_side()
            return
        self._fold_out(name)
        screen.set_focus(pane)
        doubtful = sides.first_doubtful(self._reviewing, pane.rows) if name == "speakers" else None
        if doubtful is not None:
            pane.point(doubtful)
        elif pane.cursor is None or all(row.id != pane.cursor for row in pane.rows):
            marked = next(
                (row.id for row in pane.rows if row.id in pane.marked), pane.rows[0].id if pane.rows else None
            )
            pane.point(marked)
        if name in ("decisions", "actions"):  # these rows are annotations: the one in focus is the current one
            screen.walk.to_row(pane, pane.cursor)
        self.inspector()

    def leave_side(self) -> None:
        """Back to the text."""
        if self._screen.side is None:
            return
        self._fold_out(None)
        self._screen.set_focus(self._screen.pane)
        self._fill(SIDES[1:])
        self._point()
        self.inspector()

    def next_pane(self, step: int) -> None:
        """To the next of text and side panes."""
        order = ("minutes", *SIDES)
        now = self._screen.side.id if self._screen.side else "minutes"
        wanted = order[(order.index(now or "minutes") + step) % len(order)]
        if wanted == "minutes":
            self.leave_side()
        else:
            self.go_to_side(wanted)

    def _fold_out(self, name: str | None) -> None:
        screen = self._screen
        screen.query_one("#agenda").set_class(name == "agenda", "-open")
        screen.query_one("#sides").set_class(name in SIDES[1:], "-open")
        for side in SIDES[1:]:
            self._rows_pane(side).set_class(name == side, "-open")

    def _lines(self, name: str) -> Lines:
        return self._screen.query_one(f"#{name}", Lines)

    def _rows_pane(self, name: str) -> RowsPane:
        return self._screen.query_one(f"#{name}", RowsPane)


def _kept(order: list[str], build: Callable[[int], list[Row]], width: int) -> list[Row]:
    """Rows in the order that they had; new ones come last."""
    places = {row: place for place, row in enumerate(order)}
    return sorted(build(width), key=lambda row: places.get(row.id, len(places)))


def bar(share: float, width: int) -> Line:
    """A progress bar that reads without colour: a heavy line for what is done, a light one for the rest."""
    done = min(width, int(share * width + 0.5))
    return [Piece("━" * done, "ok"), Piece("╌" * (width - done), "muted")]


def fair_shares(needs: list[int], room: int) -> list[int]:
    """`room` shared out so that nobody gets more than needed while another lacks."""
    shares = [0] * len(needs)
    left = max(0, room)
    open_ones = list(range(len(needs)))
    while open_ones and left > 0:
        each = max(1, left // len(open_ones))
        for index in list(open_ones):
            given = min(each, needs[index] - shares[index], left)
            shares[index] += given
            left -= given
            if shares[index] >= needs[index]:
                open_ones.remove(index)
    return [max(1, share) for share in shares]
