"""What every screen asks of the app: palette, colours, help, and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.screen import Screen

if TYPE_CHECKING:
    from dvo_tui.tui.app import DvoApp


class Hosted(Screen[None]):
    """A screen of the app."""

    @property
    def host(self) -> DvoApp:
        return cast("DvoApp", self.app)

    def action_palette(self) -> None:
        self.host.show_palette()

    def action_dashboard(self) -> None:
        self.host.show_dashboard()

    def action_theme(self) -> None:
        self.host.other_theme()

    def action_guide(self) -> None:
        self.action_help()

    def action_help(self) -> None:
        self.host.show_help("documents", "documents")

    def action_leave(self) -> None:
        self.host.leave()
