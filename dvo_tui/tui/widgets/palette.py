"""What colour roles and states look like in the theme that holds: the one place that makes Rich styles of them.

Invariant: every state also has an attribute (underline, bold, reverse, strike), so nothing rests on hue alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from rich.style import Style
from textual.color import Color, ColorParseError

ROLES: Mapping[str, tuple[str, str, float]] = {
    "person": ("primary", "primary", 0.0),
    "organisation": ("secondary", "secondary", 0.0),
    "location": ("primary", "success", 0.5),
    "date": ("secondary", "foreground", 0.5),
    "law": ("secondary", "error", 0.5),
    "programme": ("primary", "error", 0.5),
    "money": ("success", "warning", 0.5),
    "event": ("error", "warning", 0.5),
    "decision": ("success", "success", 0.0),
    "action": ("warning", "warning", 0.0),
    "note": ("foreground", "background", 0.4),
    "turn": ("foreground", "background", 0.4),
}
"""Each colour role as a mix of two theme colours; a theme's own variable `role-<name>` goes before it."""

_FALLBACK = {
    "primary": "#88C0D0",
    "secondary": "#81A1C1",
    "accent": "#B48EAD",
    "warning": "#EBCB8B",
    "error": "#BF616A",
    "success": "#A3BE8C",
    "foreground": "#D8DEE9",
    "background": "#2E3440",
}

_FEW = {
    "primary": "ansi_cyan",
    "secondary": "ansi_blue",
    "accent": "ansi_magenta",
    "warning": "ansi_yellow",
    "error": "ansi_red",
    "success": "ansi_green",
}
"""What stands for the theme's colours on a terminal of sixteen, where tints would all become the background."""

_SENTENCE_TINT = 0.24
_NAME_TINT = 0.38
_MUTED = 0.45
_NESTED = 0.75
_SELECTED = 0.4
_CONTRAST = 4.5
"""What WCAG 2.2 (1.4.3) asks of text."""


class Look(NamedTuple):
    """How a stretch of cells is drawn."""

    tints: tuple[tuple[str, bool], ...] = ()
    """Accepted marks from outer to inner: colour role, and whether it is a name (stronger) or a sentence."""
    underline: bool = False
    bold: bool = False
    strike: bool = False
    reverse: bool = False
    selected: bool = False


@dataclass(frozen=True)
class Palette:
    """The styles of one theme on one background. Two palettes of the same colours are equal."""

    background: Color
    foreground: Color
    colours: Mapping[str, Color]
    """The theme's colours by name (`accent`, `warning`, …) and the roles by `role-<name>`."""
    _made: dict[Look, Style] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(
        cls,
        variables: Mapping[str, str],
        background: Color | None = None,
        foreground: Color | None = None,
        few: bool = False,
    ) -> Palette:
        """The palette of a theme.

        Args:
            variables: The theme's variables (`app.theme_variables`).
            background: A widget's own background, else the theme's.
            foreground: A widget's own text colour, else the theme's.
            few: The terminal has sixteen colours: accepted text is coloured and slanted, selected text reversed.
        """
        colours = {name: _parsed(variables.get(name), fallback) for name, fallback in _FALLBACK.items()}
        if few:
            colours |= {name: Color.parse(colour) for name, colour in _FEW.items()}
        if background is not None:
            colours["background"] = background
        if foreground is not None:
            colours["foreground"] = foreground
        for role, (one, other, share) in ROLES.items():
            mixed = _mix(colours[one], colours[other], share)
            own = variables.get(f"role-{role}")
            colours[f"role-{role}"] = _parsed(own, mixed) if own else mixed
        if "role-muted" in variables:
            colours["role-muted"] = _parsed(variables["role-muted"], colours["foreground"])
        return cls(colours["background"], colours["foreground"], colours)

    @property
    def base(self) -> Style:
        """Plain text on the background."""
        return self.style(Look())

    @property
    def muted(self) -> Style:
        """What stands back: rules, letters of what is settled."""
        if self.foreground.ansi is not None:
            return self.base + Style(dim=True)
        if "role-muted" in self.colours:
            return self.base + Style(color=self.colours["role-muted"].rich_color)
        return self.base + Style(color=_mix(self.foreground, self.background, _MUTED).rich_color)

    @property
    def accent(self) -> Style:
        """Where I am."""
        return self.base + Style(color=self.colours["accent"].rich_color, bold=True)

    def role(self, role: str) -> Style:
        """Text in the colour of a role."""
        return Style(color=self._role(role).rich_color)

    def status(self, status: str) -> Style:
        """Text in the colour of `pending`, `accepted` or `rejected`."""
        if status == "rejected":
            return self.muted + Style(strike=True)
        return Style(color=self.colours["warning" if status == "pending" else "success"].rich_color)

    def style(self, look: Look) -> Style:
        """The style of a look."""
        style = self._made.get(look)
        if style is None:
            style = self._made[look] = self._make(look)
        return style

    def _make(self, look: Look) -> Style:
        background, foreground, slanted = self.background, self.foreground, False
        for depth, (role, name) in enumerate(look.tints):
            colour = self._role(role)
            if colour.ansi is not None:
                foreground, slanted = colour, True
            else:
                share = _NAME_TINT if name else _SENTENCE_TINT
                background = _mix(background, colour, share * _NESTED**depth)
        if look.strike:
            foreground = _mix(foreground, background, _MUTED)
        reverse = look.reverse
        if look.selected:
            accent = self.colours["accent"]
            reverse = reverse != (accent.ansi is not None)
            background = background if accent.ansi is not None else _mix(background, accent, _SELECTED)
        if background != self.background and not look.strike:
            foreground = _legible(foreground, background)
        return Style(
            color=foreground.rich_color,
            bgcolor=background.rich_color,
            underline=look.underline or None,
            bold=look.bold or None,
            strike=look.strike or None,
            italic=slanted or None,
            reverse=reverse or None,
        )

    def _role(self, role: str) -> Color:
        return self.colours.get(f"role-{role}", self.foreground)


def _parsed(value: str | None, fallback: str | Color) -> Color:
    """A theme variable's colour; the fallback for what is no plain colour (`auto 87%`)."""
    try:
        colour = Color.parse(value or fallback)
    except ColorParseError:
        return Color.parse(fallback)
    return Color.parse(fallback) if colour.auto else colour


def _legible(foreground: Color, background: Color) -> Color:
    """The text colour, made as much lighter or darker as the background asks."""
    if foreground.ansi is not None or background.ansi is not None:
        return foreground
    end = Color(255, 255, 255) if _luminance(foreground) > _luminance(background) else Color(0, 0, 0)
    steps = (_mix(foreground, end, share / 4) for share in range(5))
    return next((colour for colour in steps if contrast(colour, background) >= _CONTRAST), end)


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of WCAG 2.2: 1 for the same colour, 21 for black on white."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Color) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _mix(one: Color, other: Color, share: float) -> Color:
    """A colour between two; of the terminal's own colours, which cannot be mixed, the first."""
    if one.ansi is not None or other.ansi is not None:
        return one
    return one.blend(other, share, alpha=1.0)
