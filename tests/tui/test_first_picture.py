from __future__ import annotations

import subprocess
import sys
from functools import cached_property

from dvo_tui.tui.screens.review_parts import BEHIND, Parts

LOADED = "import sys; {first}; print(*(name for name in sys.modules if name.startswith('dvo_tui.')))"


def loaded(first: str) -> set[str]:
    """Our modules that a fresh interpreter has after a statement."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(first=first)], capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.split())


def test_the_first_picture_waits_for_no_part_behind_it() -> None:
    modules = loaded("import dvo_tui.tui.app")
    assert "dvo_tui.tui.widgets.minutes_pane" in modules
    behind = {f"dvo_tui.tui.screens.review_{name}" for name in BEHIND}
    behind |= {"dvo_tui.review.session", "dvo_tui.tui.reviewing", "dvo_tui.tui.acts", "dvo_tui.tui.panels"}
    assert not behind & modules


def test_every_part_is_read_ahead() -> None:
    assert {name for name, value in vars(Parts).items() if isinstance(value, cached_property)} == set(BEHIND)
    modules = loaded("from dvo_tui.tui.screens.review_parts import read_ahead; read_ahead()")
    assert {f"dvo_tui.tui.screens.review_{name}" for name in BEHIND} <= modules
    assert {"dvo_tui.tui.acts", "dvo_tui.tui.panels"} <= modules
