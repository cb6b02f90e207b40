"""A workspace in a fresh folder, and the invented meeting opened in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dvo_tui.store.opening import OpenReview, open_minutes
from dvo_tui.store.workspace import Workspace
from tests import invented

Opener = Callable[..., OpenReview]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "annotations")


@pytest.fixture
def opened(workspace: Workspace) -> Iterator[Opener]:
    """Opens the invented meeting for a reviewer; closes it, unless the test did, when the test is over."""
    reviews: list[OpenReview] = []

    def opener(reviewer: str = "jdv") -> OpenReview:
        review = open_minutes(
            workspace, invented.minutes(), reviewer, suggest=lambda minutes, known: invented.suggestions()
        )
        reviews.append(review)
        return review

    yield opener
    for review in reviews:
        review.close()


@pytest.fixture
def replaced(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every file that was put in place from here on."""
    found: list[object] = []
    replace = os.replace

    def counting(source: str, target: str) -> None:
        replace(source, target)
        found.append(target)

    monkeypatch.setattr(os, "replace", counting)
    return found
