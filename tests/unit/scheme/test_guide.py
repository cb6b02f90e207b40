"""The annotation guide says what the scheme says: `make docs` was run since the scheme changed."""

from __future__ import annotations

import importlib.util
from pathlib import Path

DOCS = Path(__file__).parents[3] / "docs"


def test_the_guide_is_made_of_the_scheme_as_it_is() -> None:
    spec = importlib.util.spec_from_file_location("guide", DOCS / "guide.py")
    assert spec is not None
    assert spec.loader is not None
    guide = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(guide)

    assert (DOCS / "annotatiegids.md").read_text(encoding="utf-8") == "\n".join(guide.lines()) + "\n"
