"""How it looks: five themes that can be read, without colour and with sixteen, and a footer that fits."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.style import Style
from textual.filter import Monochrome, NoColor

from dvo_tui.config import THEMES as NAMES
from dvo_tui.config import Memory, Settings
from dvo_tui.tui import hints
from dvo_tui.tui.app import DvoApp
from dvo_tui.tui.pieces import width_of
from dvo_tui.tui.themes import CONTRAST, FEW, THEMES, theme_after, theme_named
from dvo_tui.tui.widgets.palette import ROLES, Look, Palette, contrast
from tests.invented.vlierdonk import session, span
from tests.tui.driving import NARROW, WIDE, Driver, app, opened

ROLE_NAMES = tuple(ROLES)
RGB = [theme for theme in THEMES if not theme.ansi]
LETTERS = "POLDBAS"


def palette(name: str) -> Palette:
    running = app()
    running.theme = name
    return Palette.of(running.get_css_variables())


def text_of(style: Style) -> float:
    from textual.color import Color

    assert style.color is not None
    assert style.bgcolor is not None
    return contrast(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))


@pytest.mark.parametrize("theme", RGB, ids=lambda theme: theme.name)
def test_text_can_be_read_in_every_theme(theme: object) -> None:
    name = getattr(theme, "name", "")
    shades = palette(name)
    least = 7.0 if name == CONTRAST.name else 4.5

    assert text_of(shades.base) >= 7
    for role in ROLE_NAMES:
        for named in (False, True):
            assert text_of(shades.style(Look(tints=((role, named),)))) >= least, role
    for status in ("pending", "accepted"):
        assert text_of(shades.base + shades.status(status)) >= least, status
    assert text_of(shades.accent) >= least
    assert text_of(shades.muted) >= (7 if least == 7 else 2.9)


def test_roles_of_the_contrast_theme_stand_out() -> None:
    shades = palette(CONTRAST.name)
    for role in ROLE_NAMES:
        assert text_of(shades.base + shades.role(role)) >= 7, role


def test_done_and_to_do_differ_for_the_colour_blind_in_hue_that_they_see() -> None:
    """Blue against orange: the blue-yellow axis is the one that protanopes and deuteranopes have."""
    shades = palette("dvo-colour-blind")
    accepted, pending = (shades.status(status).color for status in ("accepted", "pending"))
    assert accepted is not None
    assert pending is not None
    done, to_do = accepted.get_truecolor(), pending.get_truecolor()
    assert done.blue - done.red > 100
    assert to_do.red - to_do.blue > 100


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("language", ["nl", "en"])
async def test_the_same_screen_in_every_theme(theme: object, size: tuple[int, int], language: str) -> None:
    async with opened(size=size, language=language) as d:
        plain = d.shown()
        d.app.choose_theme(getattr(theme, "name", "").removeprefix("dvo-"))
        await d.pilot.pause()
        assert d.app.theme == getattr(theme, "name", "")
        assert d.shown() == plain
        assert "SVG" not in d.app.export_screenshot()[:20]


def attributes(d: Driver, words: str) -> tuple[bool, bool, bool]:
    """Underline, reverse and strike of the first cell of some words of the text."""
    pane = d.screen.pane
    for strip in (pane.render_line(y) for y in range(pane.size.height)):
        if words in strip.text:
            at = strip.text.index(words)
            style = next(iter(strip.crop(at, at + 1))).style or Style()
            return bool(style.underline), bool(style.reverse), bool(style.strike)
    raise AssertionError(words)


@pytest.mark.parametrize("theme", NAMES)
async def test_states_are_told_apart_without_colour(theme: str) -> None:
    async with opened() as d:
        d.app.choose_theme(theme)
        await d.go(d.entity("Tigelaar"))
        await d.press("x")
        await d.press("R")
        await d.go(d.entity("Meerdonk"))
        assert attributes(d, "Meerdonk") == (True, True, False)
        assert attributes(d, "Van Terwolde benoemt")[0]
        assert attributes(d, "Tigelaar")[2]
        rows = [line for line in d.lines("minutes") if "Meerdonk en" in line]
        assert rows[0].rstrip()[-1] in LETTERS


def test_the_key_goes_through_all_themes_and_those_of_sixteen_colours() -> None:
    theme, seen = THEMES[0].name, []
    for _press in NAMES:
        theme = theme_named(theme_after(theme))
        seen.append(theme)
    assert sorted(seen) == sorted(one.name for one in THEMES)
    assert theme_named("light", few=True) == f"dvo-{FEW[0]}"
    assert {theme_after(f"dvo-{name}", few=True) for name in FEW} == set(FEW)
    assert theme_named("pink") == theme_named(None) == "dvo-dark"


async def test_the_theme_is_remembered_and_the_settings_go_before_it(tmp_path: Path) -> None:
    file = tmp_path / "state.json"
    async with opened() as d:
        d.app.memory = Memory(file, toured=True)
        await d.press("ctrl+t")
    running = app()
    assert DvoApp(running.shelf, memory=Memory(file)).theme == "dvo-light"
    assert DvoApp(running.shelf, memory=Memory(file), settings=Settings(theme="contrast")).theme == "dvo-contrast"


def test_without_colour_greys_or_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    running = app()
    running.choose_theme("dark")
    assert isinstance(running._filters[-1], Monochrome)
    running.choose_theme("terminal")
    assert isinstance(running._filters[-1], NoColor)
    assert not any(isinstance(one, Monochrome) for one in running._filters)


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_the_footer_has_at_most_eight_keys_and_all_fit(width: int) -> None:
    made = session()
    for record in (*made.annotations(), None):
        line = hints.line_of(hints.review_hints(made, record, selecting=False), width)
        assert width_of(line) <= width
        assert sum(part.role == "key" for part in line) <= hints.MOST


async def test_no_line_of_the_text_moves_when_a_label_appears() -> None:
    async with opened() as d:
        text = d.screen.pane.layout_text.width + 2
        before = [line[:text] for line in d.lines("minutes")]
        await d.caret("De voorzitter")
        await d.press("v", "right", "right", "2")
        assert d.session.annotations("entity")[0].spans[0].start <= span("De voorzitter").start
        after = [line[:text] for line in d.lines("minutes")]
        margins = str.maketrans("▌│", "  ")
        assert [line.translate(margins) for line in after] == [line.translate(margins) for line in before]
