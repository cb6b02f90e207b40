"""A small review in a fresh workspace, for the faults to happen to."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from dvo_tui.review.commands import Accept
from dvo_tui.store.opening import OpenReview, open_minutes
from dvo_tui.store.status import statuses
from dvo_tui.store.workspace import Workspace
from tests import invented

ROOT = Path(__file__).parents[2]


def reopen(workspace: Workspace, reviewer: str = "jdv") -> OpenReview:
    return open_minutes(workspace, invented.minutes(), reviewer, suggest=lambda minutes, known: invented.suggestions())


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "w")


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Run Python code in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def finish(*children: subprocess.Popen[str]) -> list[str]:
    """What each printed; all must have ended well and complained of nothing."""
    outputs = []
    for child in children:
        out, err = child.communicate()
        assert (child.returncode, err) == (0, "")
        outputs.append(out)
    return outputs


@contextmanager
def as_nobody() -> Iterator[None]:
    """Give up root's right to write everywhere, where the tests run as root."""
    if os.geteuid() != 0:
        yield
        return
    with TemporaryDirectory() as folder:  # imports everything, which nobody may not where Python is root's
        review = reopen(Workspace(Path(folder)))
        review.apply(Accept(id=review.session.annotations()[0].id))
        review.close()
        list(statuses(review.workspace))
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
