"""The command palette: every act of the screen by name, made from the table of keys."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from dvo_tui.language import _
from dvo_tui.tui import keys
from dvo_tui.tui.keys import DIGITS, Key
from dvo_tui.tui.words import key_name


class Acts(Provider):
    """The acts that the screen below the palette has, those of the pane in focus first."""

    def _acts(self) -> Iterator[Key]:
        from dvo_tui.tui.screens.documents import DocumentsScreen

        name = "documents" if isinstance(self.screen, DocumentsScreen) else "review"
        side = getattr(self.screen, "side", None)
        found = (*keys.of_screen(side.id or "" if side is not None else ""), *keys.of_screen(name))
        return (key for key in found if key.keys != DIGITS and key.id not in ("palette", "cancel"))

    async def discover(self) -> Hits:
        for key in self._acts():
            yield DiscoveryHit(_title(key), partial(self.screen.run_action, key.action), help=key_name(key.keys[0]))

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for key in self._acts():
            score = matcher.match(_(key.description))
            if score > 0:
                shown = matcher.highlight(_(key.description))
                pressed = " ".join(map(key_name, key.keys))
                yield Hit(score, shown, partial(self.screen.run_action, key.action), help=pressed)


def _title(key: Key) -> Content:
    return Content(_(key.description))
