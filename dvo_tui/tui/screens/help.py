"""Help: what the keys do here, by act, made from the table of keys."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from dvo_tui.language import _
from dvo_tui.tui import keys, words
from dvo_tui.tui.pieces import Line, Piece, piece, width_of, wrap
from dvo_tui.tui.widgets.lines import Lines, Row, RowsPane

CLOSES = frozenset({"q", "question_mark", "enter", "escape", "backspace", "ctrl+x"})
MOVES = {"j": 1, "down": 1, "k": -1, "up": -1, "space": 20, "pagedown": 20, "pageup": -20, "home": -999, "end": 999}

KEYS_WIDTH = 17


class HelpScreen(Screen[None]):
    """The keys of one screen."""

    AUTO_FOCUS = ""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._of = name

    def compose(self) -> ComposeResult:
        yield Lines(id="header")
        yield RowsPane(id="help")
        yield Lines(id="footer")

    def on_mount(self) -> None:
        table = keys.grouped(keys.of_screen(self._of))
        pane = self.query_one("#help", RowsPane)
        pane.show([], [], lambda width: help_rows(table, width))
        self.query_one("#header", Lines).show([[Piece(" "), piece(_("what the keys do here"), "strong")]])
        close: Line = [Piece(" "), piece("q", "key"), Piece(" "), piece(_("close")), Piece("  ")]
        self.query_one("#footer", Lines).show([[*close, piece("j k", "key"), Piece(" "), piece(_("down, up"))]])

    def take_key(self, event: events.Key) -> bool:
        """Close on the keys that close anything, scroll on those that move, ignore the rest."""
        if event.key in CLOSES:
            self.dismiss()
        elif event.key in MOVES:
            self.query_one("#help", RowsPane).scroll_rows(MOVES[event.key])
        return True


def help_rows(table: dict[str, list[keys.Key]], width: int) -> list[Row]:
    """Groups with their keys, in two columns where there is room."""
    half = width // 2
    blocks = [_group(name, found, width if width < 100 else half - 1) for name, found in table.items()]
    if width < 100:
        flat = [line for block in blocks for line in [*block, []]]
        return [Row(str(index), ((line, []),)) for index, line in enumerate(flat)]
    total = sum(len(block) + 1 for block in blocks)
    columns: list[list[Line]] = [[], []]
    for block in blocks:
        columns[len(columns[0]) >= total / 2] += [*block, []]
    rows = []
    for index in range(max(map(len, columns))):
        left, right = ((column[index] if index < len(column) else []) for column in columns)
        rows.append(Row(str(index), (([*left, Piece(" " * max(1, half - width_of(left))), *right], []),)))
    return rows


def _group(name: str, found: list[keys.Key], width: int) -> list[Line]:
    lines: list[Line] = [[piece(_(name).upper(), "accent")]]
    for key in found:
        shown = "1-9" if key.keys == keys.DIGITS else " ".join(map(words.key_name, key.keys))
        first, *more = wrap(_(key.description), max(10, width - KEYS_WIDTH), 3)
        lines.append([piece(f"  {shown}".ljust(KEYS_WIDTH), "key"), piece(first)])
        lines += [[Piece(" " * KEYS_WIDTH), piece(row)] for row in more]
    return lines
