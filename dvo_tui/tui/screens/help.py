"""Help: what the pane in focus is for, and what the keys do here, by act, made from the table of keys."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from dvo_tui.language import _
from dvo_tui.tui import keys, words
from dvo_tui.tui.keys import N_
from dvo_tui.tui.pieces import Line, Piece, piece, width_of, wrap
from dvo_tui.tui.widgets.lines import Lines, Row, RowsPane

CLOSES = frozenset({"q", "enter", "escape", "backspace", "ctrl+x"})
MOVES = {"j": 1, "down": 1, "k": -1, "up": -1, "space": 20, "pagedown": 20, "pageup": -20, "home": -999, "end": 999}

KEYS_WIDTH = 17

PANES: dict[str, tuple[str, str]] = {
    "text": (
        N_("The text"),
        N_(
            "Underlined is proposed, tinted is accepted, plain is rejected or was never marked. The letters at the "
            "right say what stands on the row; the rule at the left runs along a speaker's turn, and its bar is where "
            "you are. A click goes there, dragging selects, the wheel scrolls."
        ),
    ),
    "agenda": (
        N_("The agenda"),
        N_(
            "One row an agenda item: its label, its title, and how many proposals are left in it or a tick. Walking "
            "through the list moves the text along; title, number, status and level have a key each, {edit} "
            "shows all fields, {add_item} in the text begins an item or divides one, {agenda} goes back."
        ),
    ),
    "speakers": (
        N_("The speakers"),
        N_(
            "Everybody who speaks or was there, with the number of turns; those of this agenda item are marked. ! is "
            "not on the attendance list, ? is not linked to anybody. A digit says who was present or absent, {edit} "
            "corrects name and organisation, {add_participant} in the text adds somebody, {speakers} goes back. "
            "{publicity} settles whose name stays readable in copies to publish: ● is settled here, ○ follows from the "
            "role or from another document; with ✗ or no mark the name is left out."
        ),
    ),
    "decisions": (
        N_("The decisions"),
        N_(
            "What was decided, with its kind; those of this agenda item are marked, a tick is accepted, a dot is still "
            "a proposal. {accept}, {reject}, digits and {edit} act on the row you are at; {decisions} goes back."
        ),
    ),
    "actions": (
        N_("The actions"),
        N_(
            "Who will do what by when; what lacks an owner or a date says so. {accept}, {reject}, digits and {edit} "
            "act on the row you are at, {link} gives an owner; {actions} goes back."
        ),
    ),
    "panel": (
        N_("The form or question below the text"),
        N_(
            "The footer says which keys it takes. ctrl+x always leaves it without saving; what is typed into a field "
            "is kept until then."
        ),
    ),
    "documents": (
        N_("The list of documents"),
        N_(
            "One row a document: how far it is, what is pending, what is flagged, who reviewed it last. "
            "{open_document} opens one, {filter_documents} filters, {sort_documents} sorts by the next column."
        ),
    ),
}
"""What each pane is for, with the keys by the ids of their acts."""


class HelpScreen(Screen[None]):
    """A pane and the keys of its screen.

    Args:
        name: The screen.
        pane: The pane that had the focus.
    """

    AUTO_FOCUS = ""

    def __init__(self, name: str, pane: str) -> None:
        super().__init__()
        self._of = name
        self._pane = pane

    def compose(self) -> ComposeResult:
        yield Lines(id="header")
        yield RowsPane(id="help")
        yield Lines(id="footer")

    def on_mount(self) -> None:
        table = keys.grouped((*keys.of_screen(self._pane), *keys.of_screen(self._of)))
        pane = self.query_one("#help", RowsPane)
        pane.show([], [], lambda width: [*pane_rows(self._pane, width), *help_rows(table, width)])
        self.query_one("#header", Lines).show([[Piece(" "), piece(_("what the keys do here"), "strong")]])
        close: Line = [Piece(" "), piece("q", "key"), Piece(" "), piece(_("close")), Piece("  ")]
        self.query_one("#footer", Lines).show([[*close, piece("j k", "key"), Piece(" "), piece(_("down, up"))]])

    def take_key(self, event: events.Key) -> bool:
        """Close on the keys that close anything, scroll on those that move, ignore the rest."""
        own = (keys.is_key_of(name, event.key, event.character) for name in ("help", "pane_help"))
        if event.key in CLOSES or any(own):
            self.dismiss()
        elif event.key in MOVES:
            self.query_one("#help", RowsPane).scroll_rows(MOVES[event.key])
        return True


def pane_rows(pane: str, width: int) -> list[Row]:
    """What a pane is for."""
    if pane not in PANES:
        return []
    title, text = PANES[pane]
    lines: list[Line] = [[piece(_(title).upper(), "accent")]]
    lines += [[Piece("  "), piece(row)] for row in wrap(_(text).format_map(words.Keys()), min(width, 100) - 2, 12)]
    return [Row(f"pane{index}", ((line, []),)) for index, line in enumerate([*lines, []])]


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
