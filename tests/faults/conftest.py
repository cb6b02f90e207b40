"""A small review in a fresh workspace, for the faults to happen to."""

from __future__ import annotations

from pathlib import Path

import pytest

from dvo_tui.store.opening import OpenReview, open_minutes
from dvo_tui.store.workspace import Workspace
from tests import invented


def reopen(workspace: Workspace, reviewer: str = "jdv") -> OpenReview:
    return open_minutes(workspace, invented.minutes(), reviewer, suggest=lambda minutes, known: invented.suggestions())


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "w")
