"""What a reviewer could notice of a key: where one is, what is settled, what is open, and what the screen says."""

from __future__ import annotations

from dataclasses import dataclass

from dvo_tui.review.records import Annotation
from dvo_tui.tui.screens.review import ReviewScreen
from tests.tui.driving import Driver

NAMES = {
    "=": "equals_sign",
    "]": "right_square_bracket",
    "[": "left_square_bracket",
    "(": "left_parenthesis",
    ")": "right_parenthesis",
    "{": "left_curly_bracket",
    "}": "right_curly_bracket",
    "/": "slash",
    "?": "question_mark",
    "!": "exclamation_mark",
    ":": "colon",
    ".": "full_stop",
    ",": "comma",
    ";": "semicolon",
    "&": "ampersand",
    "|": "vertical_line",
    "-": "minus",
    "alt+H": "alt+shift+h",
    "alt+L": "alt+shift+l",
}
"""What Pilot calls the keys that Textual names by words."""


@dataclass
class Look:
    """The app at one moment."""

    screen: str
    theme: str
    running: bool
    shown: str
    entry: str = ""
    caret: int = 0
    current: str = ""
    text: str = ""
    selection: str = ""
    start: int = -1
    end: int = -1
    status: str = ""
    revision: int = 0
    panel: str = ""
    side: str = ""
    message: str = ""


def look(d: Driver) -> Look:
    """See how things are now."""
    screen = d.app.screen_stack[-1] if d.app.is_running else None
    found = Look(type(screen).__name__, d.app.theme, d.app.is_running, d.shown() if d.app.is_running else "")
    if isinstance(screen, ReviewScreen) and screen.ready:
        session, pane = screen.session, screen.pane
        record = session.records.get(pane.current or "")
        found.entry, found.caret, found.current = screen.entry.name, pane.caret, pane.current or ""
        found.revision, found.message = session.revision, screen.message
        found.panel = type(screen.panel).__name__ if screen.panel else ""
        found.side = d.side()
        if pane.selection is not None:
            found.selection = session.text[pane.selection.start : pane.selection.end]
        if isinstance(record, Annotation):
            found.status = record.status
            found.start, found.end = record.spans[0].start, record.spans[0].end
            found.text = session.text[found.start : found.end]
    return found


async def press(d: Driver, *keys: str) -> None:
    """Press keys as people write them."""
    await d.press(*(NAMES.get(key, key) for key in keys))
