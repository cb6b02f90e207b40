"""Writing the curated YAML of a document from the app."""

from __future__ import annotations

from pathlib import Path

from dvo_tui.errors import DvoError
from dvo_tui.review.session import ReviewSession
from dvo_tui.store.workspace import Workspace


def export_curated(session: ReviewSession, workspace: Workspace) -> Path:
    raise DvoError("not yet")
