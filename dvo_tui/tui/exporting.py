"""Writing the curated YAML of a document from the app."""

from __future__ import annotations

from pathlib import Path

from dvo_tui.review.session import ReviewSession
from dvo_tui.store.workspace import Workspace


def export_curated(session: ReviewSession, workspace: Workspace) -> Path:
    """Write what was accepted to `curated/<document>.yaml` and say where.

    Raises:
        StoreError: if it cannot be written; what stood there is then still there.
    """
    from dvo_tui.exchange import exporting, native
    from dvo_tui.exchange.dataset import dataset_of

    return exporting.save(dataset_of(session), workspace.curated, native.YAML)
