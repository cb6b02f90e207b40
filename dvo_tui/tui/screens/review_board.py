"""What the review screen shows around the text: header, side panes, inspector and footer, kept in step.

Invariant: a pane is built anew only when what it lists has changed; a motion only moves marks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dvo_tui.language import _
from dvo_tui.review.history import Change
from dvo_tui.review.records import Annotation, Turn
from dvo_tui.tui import hints, sides
from dvo_tui.tui.about import about
from dvo_tui.tui.pieces import Line, Piece, crop, piece, spread, width_of, wrap
from dvo_tui.tui.reviewing import Reviewing
from dvo_tui.tui.saving import NotSaved, Saved
from dvo_tui.tui.sides import Here
from dvo_tui.tui.widgets.lines import Lines, RowsPane
from dvo_tui.tui.words import item_name, meeting_title

if TYPE_CHECKING:
    from dvo_tui.tui.screens.review import ReviewScreen

SIDES = ("agenda", "speakers", "decisions", "actions")
BAR = 16


class Board:
    """The panes around the text of a review screen."""

    def __init__(self, screen: ReviewScreen) -> None:
        self._screen = screen
        self.here = Here()
        self._rows = 0

    # Everything

    def shell(self, notice: str) -> None:
        """The empty screen before a document is shown, or instead of it."""
        self._lines("header").show([self._name()])
        self._notice = notice
        self._show_notice()

    _notice = ""

    def _show_notice(self) -> None:
        lines = self._lines("notice")
        width = max(20, lines.size.width - 4)
        lines.show([[], *([Piece("  "), piece(row)] for row in wrap(self._notice, width, 6))])
        keys: Line = [piece("q", "key"), Piece(" "), piece(_("quit"))]
        self._lines("footer").show([[Piece(" "), *keys]])

    def everything(self) -> None:
        """Draw all panes anew, after opening and after a resize."""
        small = _("The terminal is too small: dvo-tui needs at least 40 columns and 10 rows.")
        lines = self._lines("too-small")
        lines.show([[piece(row)] for row in wrap(small, max(1, self._screen.size.width), 8)])
        if not self._screen.ready:
            self.shell(self._notice)
        else:
            self._panes()
            self.follow()

    def changed(self, change: Change | None) -> None:
        """Take in what a Change did."""
        if change is not None:
            self._panes()
        self.follow()

    def follow(self, item: str | None = None) -> None:
        """Bring every pane to where the reviewer is; `item` says in which agenda item, where the text does not."""
        here = self._where(item)
        if here != self.here:
            moved = here.item != self.here.item
            self.here = here
            self._mark(moved)
        self.header()
        self.inspector()

    # Panes

    @property
    def _reviewing(self) -> Reviewing:
        return self._screen.reviewing

    def _where(self, item: str | None) -> Here:
        pane, session = self._screen.pane, self._reviewing.session
        record = session.records.get(pane.current or "")
        if item is None:
            at = session.item_at(pane.caret)
            item = record.item if isinstance(record, Annotation) else at.id if at else None
        turn = next((one for one in session.at(pane.caret) if isinstance(one, Turn) and one.status != "rejected"), None)
        if isinstance(record, Turn):
            turn = record
        speakers = self.here.speakers
        if item != self.here.item or not speakers:
            turns = session.in_item(item, "turn")
            speakers = frozenset(sides.speaker_of(one) for one in turns if isinstance(one, Turn))
        return Here(item, sides.speaker_of(turn) if turn else None, pane.current, speakers)

    def _panes(self) -> None:
        reviewing = self._reviewing
        session, tally = reviewing.session, reviewing.tally
        self.here = self._where(None)
        self._rows_pane("agenda").show(
            *sides.agenda_title(session, tally), lambda width: sides.agenda_rows(session, tally, self.here, width)
        )
        self._rows_pane("speakers").show(
            *sides.speakers_title(session), lambda width: sides.speakers_rows(session, self.here, width)
        )
        self._rows_pane("decisions").show(
            *sides.decisions_title(tally), lambda width: sides.decisions_rows(session, self.here, width)
        )
        self._rows_pane("actions").show(
            *sides.actions_title(tally), lambda width: sides.actions_rows(session, self.here, width)
        )
        self._share_height()
        self._point()

    def _mark(self, moved: bool) -> None:
        """Mark what belongs to where the reviewer is; lists are put in another order only in another item."""
        del moved
        for name in SIDES:
            self._rows_pane(name).rebuild()
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

    def _share_height(self) -> None:
        """Give each list on the right what it needs, in fair shares where there is not enough."""
        panes = [self._rows_pane(name) for name in SIDES[1:]]
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
        item = next((one for one in reviewing.session.agenda() if one.id == self.here.item), None)
        title = meeting_title(reviewing.session.meeting) if wide or item is None else item_name(item)
        number, total = self._screen.host.position(self._screen)
        place = _("document {number} of {total}").format(number=number, total=total) if wide else f"{number}/{total}"
        progress = reviewing.tally.of_all()
        share = progress.settled / progress.total if progress.total else 1.0
        right: Line = [piece(f"{place}   ", "muted")] if total > 1 else []
        right += bar(share, BAR if wide else BAR // 2)
        right.append(piece(f" {int(share * 100):>3} %", "ok"))
        if reviewing.session.complete:
            right.append(piece(f" {sides.TICK} {_('complete')}", "ok"))
        name = self._name(width // 3)
        self._lines("header").show([[Piece(" "), *spread([*name, Piece("   "), piece(title)], right, width)]])

    def _name(self, width: int = 60) -> Line:
        return crop([piece(self._screen.entry.name.rsplit(".", 1)[0], "strong")], width)

    def inspector(self) -> None:
        """The panel that is open, else what there is to say about where the reviewer is."""
        lines, screen = self._lines("inspector"), self._screen
        width = screen.size.width - 2
        base = 2 if screen.size.height < 28 else 3
        if screen.panel is not None:
            shown = screen.panel.lines(width, max(3, min(14, screen.size.height // 3)))
            self._rows = max(self._rows, len(shown), base)
        elif screen.ready:
            self._rows = base
            shown = about(screen.scene, screen.subject, screen.reviewing.why, width, base)
        else:
            return
        height = self._rows + 1
        if lines.styles.height is None or lines.styles.height.value != height:
            lines.styles.height = height
        lines.show([[Piece(" "), *line] for line in shown])
        self.footer()

    def footer(self) -> None:
        """The keys for now, or a message; at the right the place and how saving goes."""
        screen = self._screen
        if not screen.ready:
            return
        width = screen.size.width - 2
        right = self._saved()
        room = max(0, width - width_of(right) - 2)
        if screen.message:
            left: Line = [piece(screen.message, "accent")]
        elif screen.panel is not None:
            left = hints.line_of(screen.panel.hints(), room)
        elif screen.side is not None:
            left = hints.line_of(hints.pane_hints(), room)
        else:
            selecting = screen.pane.anchor is not None
            left = hints.line_of(hints.review_hints(screen.session, screen.subject, selecting), room)
        self._lines("footer").show([[Piece(" "), *spread(left, right, width)]])

    def _saved(self) -> Line:
        reviewing, pane = self._reviewing, self._screen.pane
        state = reviewing.saver.state
        if isinstance(state, NotSaved):
            most = max(20, self._screen.size.width - 4)
            return crop([piece(f"{_('NOT SAVED')}: {state.reason}", "alarm")], most)
        if reviewing.review.read_only is not None:
            return [piece(_("READ ONLY"), "alarm")]
        ordered = reviewing.session.annotations()
        index = next((i for i, record in enumerate(ordered, start=1) if record.id == pane.current), None)
        place = f"{index or '–'}/{len(ordered)} · "
        if isinstance(state, Saved):
            return [piece(place, "muted"), piece(f"{_('saved')} {state.at}".strip(), "ok")]
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
        if pane.cursor is None or all(row.id != pane.cursor for row in pane.rows):
            marked = next((row.id for row in pane.rows if row.marked), pane.rows[0].id if pane.rows else None)
            pane.point(marked)
        self.inspector()

    def leave_side(self) -> None:
        """Back to the text."""
        self._fold_out(None)
        self._screen.set_focus(self._screen.pane)
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
