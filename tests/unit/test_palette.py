from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from dvo_tui.tui.widgets.palette import ROLES, Look, Palette, contrast

THEMES = ["nord", "textual-dark", "textual-light", "solarized-light", "dracula", "ansi-dark", "ansi-light"]


def palette(theme: str, few: bool = False) -> Palette:
    return Palette.of(BUILTIN_THEMES[theme].to_color_system().generate(), few=few)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("few", [False, True])
def test_no_two_states_look_alike(theme: str, few: bool) -> None:
    looks = [
        Look(),
        Look(underline=True),
        Look(tints=(("person", True),)),
        Look(strike=True),
        Look(reverse=True, bold=True),
        Look(selected=True, bold=True, underline=True),
    ]

    assert len({palette(theme, few).style(look) for look in looks}) == len(looks)


@pytest.mark.parametrize("theme", [name for name in THEMES if not name.startswith("ansi")])
def test_text_stays_readable_on_every_tint(theme: str) -> None:
    colours = palette(theme)

    for role in ROLES:
        for look in (Look(tints=((role, True),)), Look(tints=(("decision", False), (role, True))), Look(selected=True)):
            style = colours.style(look)
            assert style.color is not None
            assert style.bgcolor is not None
            found = contrast(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))
            assert found >= 4.2, (role, look)


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
def test_on_the_terminal_s_own_colours_accepted_text_is_coloured_and_the_background_left_alone(theme: str) -> None:
    colours = palette(theme)
    style = colours.style(Look(tints=(("person", True),)))

    assert style.bgcolor == colours.base.bgcolor
    assert style.color != colours.base.color


def test_a_theme_may_name_the_colour_of_a_role() -> None:
    colours = Palette.of({"role-person": "#ff0000"})

    assert colours.colours["role-person"].hex == "#FF0000"


def test_a_variable_that_is_no_plain_colour_falls_back() -> None:
    assert Palette.of({"foreground": "auto 87%", "accent": "$unknown"}) == Palette.of({})
