"""The parts of a review screen, each made when it is first asked for.

Invariant: what the first picture of a document does not need is imported only behind it. `read_ahead` imports all of it
while the document is being opened, so that no key waits for it.
"""

from __future__ import annotations

from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, cast

from dvo_tui.tui.screens.hosted import Hosted

if TYPE_CHECKING:
    from dvo_tui.tui.screens.review import ReviewScreen
    from dvo_tui.tui.screens.review_board import Board
    from dvo_tui.tui.screens.review_extras import Extras
    from dvo_tui.tui.screens.review_forms import Forms
    from dvo_tui.tui.screens.review_many import Many
    from dvo_tui.tui.screens.review_names import Names
    from dvo_tui.tui.screens.review_walk import Walk

BEHIND = ("board", "walk", "extras", "forms", "many", "names")


def read_ahead() -> None:
    """Import every part; may be called from any thread."""
    for name in BEHIND:
        import_module(f"dvo_tui.tui.screens.review_{name}")


class Parts(Hosted):
    """A review screen's parts."""

    @cached_property
    def board(self) -> Board:
        from dvo_tui.tui.screens.review_board import Board

        return Board(self._review)

    @cached_property
    def walk(self) -> Walk:
        from dvo_tui.tui.screens.review_walk import Walk

        return Walk(self._review)

    @cached_property
    def extras(self) -> Extras:
        from dvo_tui.tui.screens.review_extras import Extras

        return Extras(self._review)

    @cached_property
    def forms(self) -> Forms:
        from dvo_tui.tui.screens.review_forms import Forms

        return Forms(self._review)

    @cached_property
    def many(self) -> Many:
        from dvo_tui.tui.screens.review_many import Many

        return Many(self._review)

    @cached_property
    def names(self) -> Names:
        from dvo_tui.tui.screens.review_names import Names

        return Names(self._review)

    @property
    def _review(self) -> ReviewScreen:
        return cast("ReviewScreen", self)
