"""The dashboard: how far the work is, how often each rule was right, and how long each document took.

Invariant: nothing is read on the screen's own thread, and closing it leaves the screen below as it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from dvo_tui.language import _, current
from dvo_tui.progress import clock_time
from dvo_tui.tui import keys
from dvo_tui.tui.keys import shown
from dvo_tui.tui.pieces import Line, Piece, piece, spread, wrap
from dvo_tui.tui.screens.hosted import Hosted
from dvo_tui.tui.widgets.chart import Bar, Chart
from dvo_tui.tui.widgets.lines import Lines
from dvo_tui.tui.words import key_name

if TYPE_CHECKING:
    from dvo_tui.review.session import ReviewSession
    from dvo_tui.store.statistics import Histories, Point, Rule, Statistics, Work
    from dvo_tui.tui.app import DvoApp
    from dvo_tui.tui.shelf import Shelf

CLOSES = frozenset({"q", "enter", "escape", "backspace", "ctrl+x"})
SCROLLS = {"j": 1, "down": 1, "k": -1, "up": -1, "space": 8, "pagedown": 8, "pageup": -8, "home": -9999, "end": 9999}
ALWAYS = frozenset({"ctrl+q", "ctrl+z"})
"""Keys that mean the same everywhere."""
NEXT = {"tab": 1, "shift+tab": -1}

TICKS = 5
"""Marks on the axis of the curve."""

TALL = 32
"""Rows from which on all plots are shown, one below the other."""


class DashboardScreen(Hosted):
    """Progress, rules and time.

    Args:
        shelf: Whose work, and where it is.
        session: The document that is open, if any: what it taught the rules counts too.
        histories: What was read when the dashboard was open before.
    """

    AUTO_FOCUS = ""
    CSS = """
    #charts { height: 1fr; }
    #summary { height: 3; padding: 0 1; }
    #said { height: 1fr; padding: 0 1; }
    Chart { height: 1fr; margin-bottom: 1; }
    """

    def __init__(self, shelf: Shelf, session: ReviewSession | None, histories: Histories) -> None:
        super().__init__()
        self._shelf = shelf
        self._open = None if session is None else (session.minutes.document.id, list(session.records.values()))
        self._histories = histories
        self._found: Statistics | None = None
        self._at = 0

    def compose(self) -> ComposeResult:
        yield Lines(id="header")
        yield Lines(id="said")
        yield Lines(id="summary")
        with Vertical(id="charts"):
            yield Chart(_("settled, by time at work"), curve=True, id="progress")
            yield Chart(_("accepted, by rule"), id="rules")
            yield Chart(_("time, by document"), id="times")
        yield Lines(id="footer")

    @property
    def charts(self) -> list[Chart]:
        return list(self.query(Chart))

    def on_mount(self) -> None:
        self._say(_("counting…"))
        self._frame()
        host = self.host
        host.background(lambda: self._count(host))

    def _count(self, host: DvoApp) -> None:
        """Read the histories; `host` is named, for a closed screen has none any more."""
        from dvo_tui.store.statistics import statistics

        shelf = self._shelf

        def told(_read: int) -> bool:
            return self.is_running

        found = statistics(shelf.workspace, shelf.reviewer, self._open, self._histories, told)
        host.call_later(self._show, found, host)

    def _show(self, found: Statistics, host: DvoApp) -> None:
        if self not in host.screen_stack:  # closed meanwhile
            return
        self._found = found
        if not any(work.changes for work in found.works):
            nothing = _(
                "Nothing is settled yet: open a document, and {accept} accepts what is proposed, {reject} rejects it."
            )
            self._say(nothing.format(accept=shown("accept"), reject=shown("reject")))
            return
        self._say("")
        self._draw()
        self.call_after_refresh(self._frame)

    def _say(self, sentence: str) -> None:
        """A sentence instead of the plots; empty where there are plots."""
        said = self.query_one("#said", Lines)
        said.display = bool(sentence)
        for name in ("#summary", "#charts"):
            self.query_one(name).display = not sentence
        said.show([[], *([piece(row)] for row in wrap(sentence, max(20, self.size.width - 4), 4))])

    # What is shown

    def _frame(self) -> None:
        """Header, footer and titles."""
        width = self.size.width - 2
        left: Line = [piece(_("dashboard"), "strong"), Piece("   "), piece(str(self._shelf.workspace.root))]
        header = spread(left, [piece(self._shelf.reviewer, "muted")], width)
        self.query_one("#header", Lines).show([[Piece(" "), *header]])
        hints = [("q", _("close")), ("tab", _("next plot")), ("j k", _("down, up"))]
        pieces: Line = [Piece(" ")]
        for key, does in hints:
            pieces += [piece(key_name(key), "key"), Piece(" "), piece(does), Piece("   ")]
        self.query_one("#footer", Lines).show([pieces])
        for index, chart in enumerate(self.charts):
            chart.display = index == self._at or self.size.height >= TALL
            chart.point(index == self._at)
        if self._found is not None:
            self.query_one("#summary", Lines).show([[], *summary(self._found, self._new(self._found), width)])

    def _new(self, found: Statistics) -> int:
        """How many documents of this run nobody began yet."""
        begun = {work.file for work in found.works}
        return sum(isinstance(one.source, Path) and one.source.name not in begun for one in self._shelf.entries)

    def _draw(self) -> None:
        assert self._found is not None
        found, (progress, rules, times) = self._found, self.charts
        points = found.progress
        progress.show_curve([p.seconds for p in points], [p.settled for p in points], ticks(points))
        rules.show_bars(rule_bars(found.rules), _("accepted of settled"))
        times.show_bars(time_bars(found.works), _("settled, time at work"))

    # Keys

    def take_key(self, event: events.Key) -> bool:
        """Close on the keys that close anything, scroll on those that move, let through what every screen has."""
        if event.key in CLOSES or keys.is_key_of("dashboard", event.key, event.character):
            self.dismiss()
        elif event.key in NEXT:
            self._at = (self._at + NEXT[event.key]) % len(self.charts)
            self._frame()
            self.call_after_refresh(self._frame)
        elif event.key in SCROLLS:
            self.charts[self._at].scroll_rows(SCROLLS[event.key])
        elif keys.is_key_of("theme", event.key, event.character):
            self.action_theme()
        else:
            return event.key not in ALWAYS
        return True

    def on_resize(self) -> None:
        self.call_after_refresh(self._frame)


def summary(found: Statistics, new: int, width: int) -> list[Line]:
    """How much is done, how fast, and how long the rest takes at that pace; `new` documents were not begun."""
    said = [
        _("{count} settled").format(count=found.settled),
        _("{count} pending").format(count=found.pending),
        _("{done} of {total} documents settled").format(done=found.finished, total=len(found.works) + new),
        _("{time} at work").format(time=clock_time(found.seconds)),
    ]
    if found.seconds >= 60 and found.settled:
        said.append(_("{count} an hour").format(count=round(found.settled * 3600 / found.seconds)))
        if found.pending:
            left = clock_time(found.pending * found.seconds / found.settled)
            said.append(_("about {time} left").format(time=left))
    return [[piece(row)] for row in wrap(" · ".join(said), width, 2)]


def rule_bars(rules: Iterable[Rule]) -> list[Bar]:
    """A bar a rule, called by the sentence that a reviewer reads of it."""
    from dvo_tui.suggest.rules import RULES, why

    language = current()
    return [
        Bar(
            why(*rule.rule.partition(":")[::2], language) if rule.rule in RULES else rule.rule,
            f"{rule.accepted:>4}/{rule.accepted + rule.rejected:<4} {rule.rate:>4.0%}",
            rule.rate,
        )
        for rule in rules
    ]


def time_bars(works: Iterable[Work]) -> list[Bar]:
    """A bar a document that was worked on, as long as the time that it took beside that of the longest."""
    begun = [work for work in works if work.changes]
    longest = max((work.seconds for work in begun), default=0.0) or 1.0
    return [
        Bar(
            work.file.rsplit(".", 1)[0] or work.document,
            f"{work.settled:>5} {clock_time(work.seconds):>8}",
            work.seconds / longest,
        )
        for work in sorted(begun, key=lambda work: -work.seconds)
    ]


def ticks(points: list[Point]) -> list[tuple[float, str]]:
    """Evenly spread marks in time at work."""
    last = points[-1].seconds if points else 0.0
    return [(last * index / (TICKS - 1), clock_time(last * index / (TICKS - 1))) for index in range(TICKS)]
