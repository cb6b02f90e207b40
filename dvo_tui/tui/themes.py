"""The two themes: calm, one accent for where I am, and colour only where it means something."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="dvo-dark",
    primary="#88C0D0",
    secondary="#81A1C1",
    accent="#B48EAD",
    warning="#EBCB8B",
    error="#E0707B",
    success="#A3BE8C",
    foreground="#E5E9F0",
    background="#2E3440",
    surface="#3B4252",
    panel="#434C5E",
    dark=True,
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
)

THEMES = (DARK, LIGHT)
