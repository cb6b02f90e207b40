"""What every panel answers to: keys in, an answer and lines out.

Invariant: a panel changes nothing itself; it hands its command to the screen, which applies it through the session.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from dvo_tui.language import _
from dvo_tui.review.commands import AnyCommand
from dvo_tui.tui.pieces import Line

LEAVE = frozenset({"escape", "ctrl+x"})
"""What leaves a panel without saving."""


@dataclass(frozen=True)
class Answer:
    """What a key meant to a panel.

    `close` ends the panel; with a `command` only if the session takes it. `passed` gives the key on to the screen,
    after closing. `go` is an offset to look at. `then` is what the screen does once the panel is closed: go somewhere,
    or write what is no part of the review. `after` says where to go once the session took the command: stay, to the
    next pending, or to what it changed.
    """

    command: AnyCommand | None = None
    close: bool = False
    passed: bool = False
    go: int | None = None
    then: Callable[[], None] | None = None
    after: Literal["stay", "next", "changed"] = "stay"


def leave(said: str = "") -> tuple[str, str]:
    """The way out, the last of a panel's hints: one key for all of them, whatever else closes this one."""
    return "ctrl+x", said or _("leave")


def not_saved() -> str:
    """What a panel says before it drops what was typed."""
    return _("not saved yet: ctrl+x drops it, enter saves it")


HELD = Answer()
CLOSE = Answer(close=True)
PASSED = Answer(close=True, passed=True)


class Panel(Protocol):
    """A dialogue in the inspector's place; one that takes no paste, or sends nothing, has that from here."""

    def take(self, key: str, character: str | None) -> Answer:
        """Act on a key."""

    def paste(self, text: str) -> Answer | None:
        """Take in what was pasted; what that meant, where it is more than words in a field."""
        del text
        return None

    def refused(self, why: str) -> None:
        """Show why the session did not take the command; nothing, where none can be refused."""
        del why

    def lines(self, width: int, most: int) -> list[Line]:
        """What to show, in at most `most` rows."""

    def hints(self) -> list[tuple[str, str]]:
        """Keys and what they do, for the footer."""
