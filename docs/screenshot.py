"""Draws docs/review.svg: the review screen at work on an invented example. `make docs` runs it."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from tempfile import TemporaryDirectory

from dvo_tui import language
from dvo_tui.store.workspace import Workspace
from dvo_tui.tui.app import DvoApp
from dvo_tui.tui.shelf import Shelf, entries_of

DOCS = Path(__file__).parent
EXAMPLE = DOCS.parent / "examples" / "verslag-dvo-noordermark-2023-03-13.md"


async def draw() -> str:
    """The screen as SVG, after some settling; without the web font that it would fetch."""
    with TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder))
        app = DvoApp(Shelf(workspace, "jdv", entries_of([EXAMPLE], workspace, "jdv")), clock=lambda: "12:03")
        async with app.run_test(size=(120, 36)) as pilot:
            await app.workers.wait_for_complete()
            await pilot.press(*["]"] * 7, *["a"] * 14, "x", *["a"] * 9)
            await app.workers.wait_for_complete()
            await pilot.pause()
            drawn = app.export_screenshot(title="dvo-tui")
    return re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)


if __name__ == "__main__":
    language.choose("nl")
    (DOCS / "review.svg").write_text(asyncio.run(draw()), encoding="utf-8")
