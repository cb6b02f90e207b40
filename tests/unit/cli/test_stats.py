"""`dvo-tui stats`: what the dashboard shows, as a table and as JSON."""

from __future__ import annotations

import json

from tests.unit.cli.conftest import SHORT, Dvo


def test_stats_of_nothing_say_so(dvo: Dvo) -> None:
    assert dvo("stats") == (0, "annotations holds no reviews yet\n", "")
    assert json.loads(dvo("stats", "--format", "json").out) == {"works": [], "rules": [], "progress": []}


def test_stats_count_what_was_settled_by_document_and_by_rule(dvo: Dvo) -> None:
    dataset = json.loads(dvo("extract", SHORT, "--format", "json").out)
    first, second = (entity["id"] for entity in dataset["entities"][:2])
    lines = [{"do": "accept", "id": first}, {"do": "reject", "id": second}]
    dvo("replay", SHORT, "-", "--workspace", "w", "--reviewer", "Jan", stdin="\n".join(map(json.dumps, lines)))

    found = json.loads(dvo("stats", "--workspace", "w", "--format", "json").out)
    table = dvo("stats", "--workspace", "w").out.splitlines()

    assert [(work["file"], work["reviewer"], work["settled"]) for work in found["works"]] == [(SHORT.name, "Jan", 2)]
    assert sum(rule["accepted"] for rule in found["rules"]) == 1
    assert sum(rule["rejected"] for rule in found["rules"]) == 1
    assert [point["settled"] for point in found["progress"]] == [0, 1, 2]
    assert table[0].split() == ["document", "reviewer", "settled", "pending", "time"]
    assert table[2].split()[:2] == ["total", "2"]
    assert table[4].split() == ["rule", "accepted", "rejected", "rate"]
    assert dvo("stats", "--workspace", "w", "--reviewer", "Eve").out == "w holds no reviews yet\n"
