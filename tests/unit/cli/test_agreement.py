"""`dvo-tui agreement`: what two reviews of one document have in common."""

from __future__ import annotations

import json
from pathlib import Path

from tests.unit.cli.conftest import EXAMPLES, SHORT, Dvo


def reviewed(dvo: Dvo, reviewer: str, ids: list[str]) -> Path:
    """A folder with the dataset of a reviewer who accepted these."""
    lines = "\n".join(json.dumps({"do": "accept", "id": identifier}) for identifier in ids)
    dvo("replay", SHORT, "-", "--workspace", reviewer, "--reviewer", reviewer, stdin=lines)
    folder = Path(reviewer, "datasets")
    assert dvo("export", "--workspace", reviewer, "--format", "yaml", "--output", folder).code == 0
    return folder


def test_two_reviews_are_compared_layer_by_layer(dvo: Dvo) -> None:
    ids = [entity["id"] for entity in json.loads(dvo("extract", SHORT, "--format", "json").out)["entities"]]
    first, second = reviewed(dvo, "jan", ids[:4]), reviewed(dvo, "piet", ids[1:4])

    (first / "alone.json").write_text(
        dvo("extract", EXAMPLES / "verslag-dvo-noordermark-2023-03-13.md", "--format", "json").out
    )
    done = dvo("agreement", first, second)

    table = [line.split() for line in done.out.splitlines()]
    assert (done.code, done.err) == (0, "")
    assert table[1] == ["entities", "4", "3", "3", "0.857", "3", "0.857"]
    assert table[4] == ["actions", "0", "0", "0", "–", "0", "–"]
    assert "on the type of the 3 entities whose edges both set alike" in done.out
    assert table[-2] == ["documents", "compared:", "1"]
    assert done.out.splitlines()[-1].startswith(f"only in {first}, not compared: ")


def test_what_cannot_be_compared_is_one_line(dvo: Dvo, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()

    assert dvo("agreement", "one", "two") == (1, "", "dvo-tui: one and two have no document in common\n")
    assert dvo("agreement", "no.yaml", "no.yaml") == (1, "", "dvo-tui: no.yaml does not exist\n")
