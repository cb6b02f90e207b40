"""What the screen shows as text that a diff can be read of: the rows, how each cell looks, and what those looks are.

One grid of looks serves all themes: a letter stands for how a cell looks in each of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.style import Style

from tests.tui.driving import Driver

THEMES = ("dark", "light", "contrast")

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZαβγδεζηθικλμνξοπρστυφχψω"

Cell = tuple[str, str]
"""A character, empty behind a wide one, and its look."""


def cells(d: Driver) -> list[list[Cell]]:
    """Every cell of the screen."""
    width, height = d.app.size
    rows = []
    for strip in d.app.screen._compositor.render_strips()[:height]:
        row: list[Cell] = []
        for segment in strip:
            look = name_of(segment.style)
            for character in segment.text:
                row += [(character, look), *[("", look)] * (cell_len(character) - 1)]
        rows.append(row[:width])
    return rows


def name_of(style: Style | None) -> str:
    """How a style looks, in words."""
    if style is None:
        return "plain"
    colours = [colour.name if colour is not None else "default" for colour in (style.color, style.bgcolor)]
    attributes = ("bold", "dim", "italic", "underline", "underline2", "reverse", "strike", "blink")
    return " ".join([*(name for name in attributes if getattr(style, name)), colours[0], "on", colours[1]])


def drawn(by_theme: Sequence[list[list[Cell]]]) -> str:
    """A picture of the same screen in several themes; rows of text, runs of looks, and what the looks are."""
    looks: dict[tuple[str, ...], str] = {}
    text, runs = [], []
    for rows in zip(*by_theme, strict=True):
        text.append("│" + "".join(character for character, _look in rows[0]).rstrip() + "\n")
        across = [tuple(look for _character, look in cell) for cell in zip(*rows, strict=True)]
        named = [looks.setdefault(look, LETTERS[len(looks) % len(LETTERS)]) for look in across]
        runs.append(" ".join(f"{len(list(run))}{name}" for name, run in groupby(named)))
    same = [f"{count}× {run}\n" if (count := len(list(group))) > 1 else f"{run}\n" for run, group in groupby(runs)]
    legend = [f"{name}  " + " | ".join(found) + "\n" for found, name in looks.items()]
    return "".join([*text, "\n", *same, "\n", " | ".join(THEMES) + "\n", *legend])
