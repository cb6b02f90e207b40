from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from dvo_tui.cli import commands
from dvo_tui.store.opening import open_review
from dvo_tui.store.workspace import Workspace
from dvo_tui.tui.app import DvoApp
from dvo_tui.tui.screens.review import ReviewScreen
from dvo_tui.tui.shelf import Shelf, entries_of

EXAMPLES = Path(__file__).parents[2] / "examples"
EXAMPLE_NAMES = (
    "driehoek-terbrugge-2022-02-07.txt",
    "verslag-dvo-noordermark-2023-03-13.md",
    "notulen-pov-zandlanden-2024-06-20.md",
)
SETTLE = ("a", "a", "x", "a", "n", "2", "u", "U")
ADD = ("v", "right", "right", "1", "a", "d", "2", "a", "c", "k", "l", "o", "p", "t", "enter")
CORRECT = ("a", "L", "f", "u", "a", "t", "ctrl+x", "s", "a")


def exported(workspace: Path) -> str:
    """The curated YAML of a workspace with one document, times apart."""
    done = CliRunner().invoke(commands, ["export", "--workspace", str(workspace), "--format", "yaml", "--output", "-"])
    assert done.exit_code == 0, done.output
    return re.sub(r"(started|updated): [^,}\n]+", r"\1: TIME", done.stdout)


@pytest.mark.parametrize("name", EXAMPLE_NAMES)
async def test_a_review_by_key_and_by_replay_give_the_same_yaml(name: str, tmp_path: Path) -> None:
    source, by_key, by_replay = EXAMPLES / name, tmp_path / "by-key", tmp_path / "by-replay"
    workspace = Workspace(by_key)
    app = DvoApp(Shelf(workspace, "jdv", entries_of([source], workspace, "jdv")))
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press(*SETTLE, *ADD, *CORRECT)
        await app.workers.wait_for_complete()
        assert isinstance(app.screen, ReviewScreen)
        assert app.screen.session.revision > 5
        await pilot.press("q")
        await app.workers.wait_for_complete()
    opened = open_review(workspace, source, "jdv")
    lines = [json.dumps(change.command) for change in opened.session.history]
    opened.close()
    done = CliRunner().invoke(
        commands,
        ["replay", str(source), "-", "--workspace", str(by_replay), "--reviewer", "jdv"],
        input="\n".join(lines) + "\n",
    )
    assert done.exit_code == 0, done.output
    assert exported(by_key) == exported(by_replay)
