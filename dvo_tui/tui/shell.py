"""The app without its documents: colours, keys, the terminal, help and palette, and a crash that shows nothing.

Invariant: what the settings file says holds; what it leaves open is remembered from the last time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import App

from dvo_tui.config import Memory, Settings
from dvo_tui.language import _
from dvo_tui.tui.ending import crash_line
from dvo_tui.tui.keys import keymap
from dvo_tui.tui.terminal import tolerant
from dvo_tui.tui.themes import THEMES, theme_after, theme_named, without_colour

if TYPE_CHECKING:
    from textual.command import Provider
    from textual.driver import Driver


def _acts_provider() -> type[Provider]:
    from dvo_tui.tui.palette_provider import Acts

    return Acts


class Shell(App[int]):
    """What the app is before there is a document.

    Args:
        settings: What the settings file says.
        memory: What is remembered from the last time; without one nothing is, and the tour has been seen.

    Attributes:
        failure: Why the app ended otherwise than it should; one line, without a word of the minutes.
        few_colours: Whether the terminal has sixteen colours.
    """

    CSS_PATH = "dvo.tcss"
    TITLE = "dvo-tui"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_acts_provider}

    def __init__(self, settings: Settings | None, memory: Memory | None) -> None:
        super().__init__()
        self.settings = settings or Settings()
        self.memory = memory or Memory(toured=True)
        self.failure: str | None = None
        self.few_colours = False
        for theme in THEMES:
            self.register_theme(theme)
        self.choose_theme()
        self.set_keymap(keymap())

    def get_driver_class(self) -> type[Driver]:
        from dvo_tui.tui.browser import is_served

        if is_served():
            from dvo_tui.tui.browser.driver import TabDriver

            return TabDriver
        return tolerant(super().get_driver_class())

    # Looks

    def choose_theme(self, name: str | None = None) -> None:
        """Show a theme by its name in the settings, else the one that is set or remembered."""
        self.theme = theme_named(name or self.settings.theme or self.memory.theme, self.few_colours)
        if self.no_color:
            self._filters = without_colour(self._filters, self.native_ansi_color)

    def other_theme(self) -> None:
        """The next theme, around the end; it is remembered."""
        name = theme_after(self.theme, self.few_colours)
        self.choose_theme(name)
        self.memory.remember(theme=name)

    @property
    def reading_width(self) -> int | None:
        """The cells of a text column that this reviewer wants, 0 for as many as there are; `None` for the usual."""
        return self.memory.reading_width if self.settings.reading_width is None else self.settings.reading_width

    # Help and palette

    def show_palette(self) -> None:
        """Every act by name."""
        from textual.command import CommandPalette

        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder=_("search for an act"), id="--command-palette"))

    def show_help(self, name: str, pane: str) -> None:
        """What a pane is for, and what the keys do on this screen."""
        from dvo_tui.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(name, pane))

    # A crash

    def _handle_exception(self, error: Exception) -> None:
        self.failure = crash_line(error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        # Textual would print a traceback with locals, and those hold the minutes.
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        self._exit_renderables.clear()
