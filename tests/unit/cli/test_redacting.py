"""`export --redact`: nothing is written before somebody has looked, and what is written names nobody."""

from __future__ import annotations

import json
from pathlib import Path

from tests.unit.cli.conftest import SHORT, Dvo

EXPORT = ("export", "--workspace", "w", "--format", "json", "--output", "out/copy", "--status", "all", "--redact")


def reviewed(dvo: Dvo) -> None:
    command = json.dumps({"do": "add", "layer": "entity", "type": "EVENT", "start": 0, "end": 7})
    assert dvo("replay", SHORT, "-", "--workspace", "w", "--reviewer", "jdv", stdin=command + "\n").code == 0


def test_what_still_looks_like_a_name_is_listed_and_nothing_is_written(dvo: Dvo, tmp_path: Path) -> None:
    reviewed(dvo)

    done = dvo(*EXPORT)

    assert done.code == 1
    assert ": name: " in done.out
    assert done.err.endswith("things to look at; --confirm writes the copies all the same\n")
    assert not (tmp_path / "out").exists()


def test_once_confirmed_the_copy_is_sound_names_nobody_and_keeps_its_grounds(dvo: Dvo, tmp_path: Path) -> None:
    reviewed(dvo)

    done = dvo(*EXPORT, "--confirm", "--key", "keys/key.json", "--private", "Oudemolen", "--ground", "Oudemolen=5.1.2i")

    assert (done.code, done.err) == (0, "")
    (copy,) = (tmp_path / "out/copy").glob("driehoek*.json")
    written = copy.read_text()
    key = json.loads((tmp_path / "keys/key.json").read_text())
    assert key["oudemolen"] == 1
    for name in key:
        assert name.split()[-1] not in written.casefold()
    assert "jdv" not in written
    grounds = [json.loads(line) for line in (tmp_path / "out/copy/redactions.jsonl").read_text().splitlines()]
    assert {one["ground"] for one in grounds} == {"5.1.2e", "5.1.2i"}
    assert dvo("check", copy).code == 0


def test_a_key_beside_the_copies_is_refused(dvo: Dvo, tmp_path: Path) -> None:
    reviewed(dvo)

    for key in ("out/key.json", "out/copy/key.json", "out/copy/deep/key.json"):
        done = dvo(*EXPORT, "--confirm", "--key", key)
        assert done.code == 1
        assert "keep the key in another folder" in done.err
    assert not (tmp_path / "out").exists()


def test_a_ground_that_is_none_is_refused(dvo: Dvo) -> None:
    reviewed(dvo)

    done = dvo(*EXPORT, "--ground", "phone=9.9")

    assert done.code == 1
    assert "9.9 names no ground" in done.err
