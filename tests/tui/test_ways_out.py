"""The way out of every panel and list: named in the footer at any width, and the same key in all of them."""

from __future__ import annotations

import pytest

from tests.invented.vlierdonk import minutes, session, span
from tests.tui.driving import NARROW, WIDE, FakeReview, opened
from tests.tui.looking import press

PANELS: dict[str, tuple[str, ...]] = {
    "AddedPanel": (";", "a", "1"),
    "AskPanel": ("g", "t"),
    "CommentPanel": ("c",),
    "CompletionPanel": ("C",),
    "CuePanel": ("m",),
    "FormPanel": ("enter",),
    "GroupPanel": ("A",),
    "HeadingPanel": ("v", ")", "M"),
    "HintPanel": (";",),
    "JumpPanel": ("G",),
    "LinkPanel": ("i",),
    "MergePanel": ("&",),
    "OfferPanel": ("t",),
    "PathPanel": ("ctrl+s",),
    "PublishPanel": ("X",),
    "QueuePanel": ("Q",),
    "ReadPanel": ("B",),
    "RemarksPanel": ("f", "F"),
    "SamePanel": ("=",),
    "SearchPanel": ("/",),
    "SplitPanel": ("|",),
    "TourPanel": ("f2",),
}
"""What opens each, from a mention on."""

AT = {"OfferPanel": span("DVO", 1)}
CUE = "De secretaris zal de cijfers nazenden.\n"


@pytest.mark.parametrize(("size", "language", "key"), [(WIDE, "en", "escape"), (NARROW, "nl", "ctrl+x")])
@pytest.mark.parametrize("name", PANELS)
async def test_every_panel_names_its_way_out(name: str, size: tuple[int, int], language: str, key: str) -> None:
    async with opened(FakeReview(session(minutes(extra=CUE))), size=size, language=language) as d:
        await d.go(d.at(AT.get(name, span("DVO"))))
        await press(d, *PANELS[name])
        assert type(d.screen.panel).__name__ == name
        assert "ctrl+x" in d.text("footer")

        await press(d, key)
        assert d.screen.panel is None


@pytest.mark.parametrize("key", ["g", "S", "D", "T"])
async def test_every_list_names_its_way_out_on_a_narrow_screen(key: str) -> None:
    async with opened(size=NARROW, language="nl") as d:
        await press(d, key)
        assert "ctrl+x" in d.text("footer")
        await press(d, "ctrl+x")
        assert d.side() == "text"
