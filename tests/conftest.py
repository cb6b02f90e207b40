"""What holds for every test: nothing of the settings and memory of whoever runs them is read or written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from dvo_tui.language import choose, current

# How long an example takes is for the benchmarks; the same examples each time, so that red means the change at hand.
settings.register_profile("dvo", deadline=None, derandomize=True)
settings.load_profile("dvo")


def pytest_xdist_auto_num_workers() -> int:
    """More workers than processors: a test of the screen mostly waits for it."""
    return min(16, 3 * (os.cpu_count() or 1))


@pytest.fixture(autouse=True, scope="session")
def own_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No settings file, and a memory that has seen the tour; a folder to write others into."""
    folder = tmp_path_factory.mktemp("settings")
    (folder / "state.json").write_text('{"toured": true}', encoding="utf-8")
    before = {name: os.environ.get(name) for name in ("DVO_TUI_CONFIG", "DVO_TUI_STATE")}
    os.environ["DVO_TUI_CONFIG"] = os.devnull
    os.environ["DVO_TUI_STATE"] = str(folder / "state.json")
    yield folder
    for name, value in before.items():
        if value is None:
            del os.environ[name]
        else:
            os.environ[name] = value


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """What a test chose does not hold for the next one."""
    before = current()
    yield
    if current() != before:
        choose(before)
