"""The themes: calm, one accent for where I am, and colour only where it means something.

Invariant: no theme is needed to understand the screen; letters, underline and glyphs say what colour says.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual.filter import LineFilter, Monochrome, NoColor
from textual.theme import Theme

from dvo_tui.config import THEMES as NAMES

DARK = Theme(
    name="dvo-dark",
    primary="#88C0D0",
    secondary="#81A1C1",
    accent="#C09BB9",
    warning="#EBCB8B",
    error="#E0707B",
    success="#A3BE8C",
    foreground="#E5E9F0",
    background="#2E3440",
    surface="#3B4252",
    panel="#434C5E",
    dark=True,
    variables={"hairline": "#434C5E"},
)

LIGHT = Theme(
    name="dvo-light",
    primary="#1F6F86",
    secondary="#2F5D94",
    accent="#86458A",
    warning="#8A5A00",
    error="#B3261E",
    success="#2F6B1F",
    foreground="#20252E",
    background="#FBFAF7",
    surface="#EFEDE6",
    panel="#E3E0D6",
    dark=False,
    variables={"hairline": "#E3E0D6"},
)

CONTRAST = Theme(
    name="dvo-contrast",
    primary="#5FE3FF",
    secondary="#9CC7FF",
    accent="#FF9CF5",
    warning="#FFD84D",
    error="#FF9A93",
    success="#7CF089",
    foreground="#FFFFFF",
    background="#000000",
    surface="#101010",
    panel="#262626",
    dark=True,
    variables={"hairline": "#9A9A9A", "role-note": "#D0D0D0", "role-turn": "#D0D0D0", "role-muted": "#C4C4C4"},
)
"""Every text colour at least 7:1 on its background (WCAG 2.2, 1.4.6)."""

COLOUR_BLIND = Theme(
    name="dvo-colour-blind",
    primary="#56B4E9",
    secondary="#8FA6FF",
    accent="#F0E442",
    warning="#E69F00",
    error="#FF8A4C",
    success="#56B4E9",
    foreground="#EDEDED",
    background="#1F2430",
    surface="#2B3140",
    panel="#3A4152",
    dark=True,
    variables={
        "hairline": "#3A4152",
        "role-person": "#56B4E9",
        "role-organisation": "#8FA6FF",
        "role-location": "#2CC79B",
        "role-date": "#CFCFCF",
        "role-law": "#E08FBE",
        "role-programme": "#B8A2FF",
        "role-money": "#F0E442",
        "role-event": "#FF8A4C",
        "role-decision": "#2CC79B",
        "role-action": "#E69F00",
    },
)
"""After Okabe and Ito (2008), lightened for a dark background; done is blue, to do orange, never green and red."""

TERMINAL = Theme(
    name="dvo-terminal",
    ansi=True,
    primary="ansi_cyan",
    secondary="ansi_blue",
    accent="ansi_magenta",
    warning="ansi_yellow",
    error="ansi_red",
    success="ansi_green",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    dark=True,
    variables={
        "hairline": "ansi_bright_black",
        "ansi-background": "ansi_black",
        "ansi-foreground": "ansi_white",
        "border-blurred": "ansi_bright_black",
        "block-cursor-foreground": "ansi_black",
        "block-cursor-background": "ansi_white",
        "input-cursor-background": "ansi_white",
        "input-cursor-foreground": "ansi_black",
        "input-selection-background": "ansi_bright_blue",
        "input-selection-foreground": "ansi_black",
        "screen-selection-background": "ansi_bright_blue",
        "screen-selection-foreground": "ansi_black",
        "footer-key-foreground": "ansi_magenta",
    },
)
"""The sixteen colours and the background that the user's terminal has."""

THEMES = (DARK, LIGHT, CONTRAST, COLOUR_BLIND, TERMINAL)


FEW = ("terminal", "contrast")
"""The themes that a terminal of sixteen colours can show: in the others grey stands for the background."""


def theme_named(name: str | None, few: bool = False) -> str:
    """Textual's name of a theme; of the first that there is for no name, or for one that cannot be shown.

    Args:
        name: The name in the settings.
        few: The terminal has sixteen colours.
    """
    names = FEW if few else NAMES
    return f"dvo-{name if name in names else names[0]}"


def theme_after(theme: str, few: bool = False) -> str:
    """The name in the settings of the theme after one of Textual's names, around the end."""
    names = FEW if few else NAMES
    now = theme.removeprefix("dvo-")
    return names[(names.index(now) + 1) % len(names)] if now in names else names[0]


def without_colour(filters: Iterable[LineFilter], native: bool) -> list[LineFilter]:
    """The filters of an app under NO_COLOR: greys, or nothing at all where the colours are the terminal's own.

    Textual chooses once, by the theme that it begins with, and greys of the terminal's own colours are black on black.
    """
    shown: list[LineFilter] = [one for one in filters if not isinstance(one, Monochrome | NoColor)]
    return [*shown, NoColor() if native else Monochrome()]
