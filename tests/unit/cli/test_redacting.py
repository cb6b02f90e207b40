"""`export --redact`: nothing is written before somebody has looked, and what is written names nobody."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from dvo_tui.review.publicity import Withheld
from dvo_tui.store import withholding
from dvo_tui.store.workspace import Workspace
from tests.unit.cli.conftest import SHORT, Dvo

EXPORT = ("export", "--workspace", "w", "--format", "json", "--output", "out/copy", "--status", "all", "--redact")


def reviewed(dvo: Dvo, *more: dict[str, object], source: Path = SHORT) -> None:
    commands = [{"do": "add", "layer": "entity", "type": "EVENT", "start": 0, "end": 7}, *more]
    lines = "".join(json.dumps(command) + "\n" for command in commands)
    assert dvo("replay", source, "-", "--workspace", "w", "--reviewer", "jdv", stdin=lines).code == 0


def participants(dvo: Dvo) -> dict[str, str]:
    """The ids of the participants by name, as `extract` gives them; a review has the same."""
    found = json.loads(dvo("extract", SHORT, "--format", "json").out)["participants"]
    return {person["name"]: person["id"] for person in found}


def copies(dvo: Dvo, tmp_path: Path, *options: str) -> list[str]:
    """The texts of the copies, written anew."""
    shutil.rmtree(tmp_path / "out", ignore_errors=True)
    assert dvo(*EXPORT, "--confirm", *options).code == 0
    return [json.loads(path.read_text())["text"] for path in sorted((tmp_path / "out/copy").glob("*.json"))]


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


def test_who_is_public_is_settled_by_replay_kept_by_the_dataset_and_overruled_by_the_command_line(
    dvo: Dvo, tmp_path: Path
) -> None:
    name, identifier = list(participants(dvo).items())[-1]  # a team leader, who is not public by the role
    surname = name.split()[-1]
    settle: dict[str, object] = {"do": "edit", "id": identifier, "values": {"public": True, "ground": "5.1.2i"}}
    reviewed(dvo, settle)

    assert dvo("export", "--workspace", "w", "--format", "yaml", "--output", "c").code == 0
    (curated,) = (tmp_path / "c").glob("*.yaml")
    assert 'public: true, ground: "5.1.2i"' in curated.read_text()
    assert dvo("check", curated, "w").code == 0
    (text,) = copies(dvo, tmp_path)
    assert surname in text
    (text,) = copies(dvo, tmp_path, "--private", name)
    assert surname not in text
    assert '"5.1.2i"' in (tmp_path / "out/copy/redactions.jsonl").read_text()


def test_what_was_settled_follows_to_the_next_document(dvo: Dvo, tmp_path: Path) -> None:
    name, identifier = next(iter(participants(dvo).items()))  # a mayor, who is public by the role
    reviewed(dvo, {"do": "set", "id": identifier, "field": "public", "value": False})
    later = tmp_path / "later.txt"
    later.write_text(SHORT.read_text().replace("2022", "2023"))
    reviewed(dvo, source=later)

    texts = copies(dvo, tmp_path)

    assert len(texts) == 2
    assert not any(name.split()[-1] in text for text in texts)
    assert all(name in text for text in copies(dvo, tmp_path, "--public", name))


def test_a_value_that_is_none_is_refused_by_replay(dvo: Dvo) -> None:
    identifier = next(iter(participants(dvo).values()))
    command = json.dumps({"do": "set", "id": identifier, "field": "public", "value": "ja"})

    done = dvo("replay", SHORT, "-", "--workspace", "w", "--reviewer", "jdv", stdin=command + "\n")

    assert json.loads(done.out)["ok"] is False


def test_comments_are_listed_and_what_is_hidden_stands_nowhere(dvo: Dvo, tmp_path: Path) -> None:
    identifier = next(iter(participants(dvo).values()))
    reviewed(dvo, {"do": "set", "id": identifier, "field": "note", "value": "dit is lange japie"})

    done = dvo(*EXPORT)

    assert "comment: dit is lange japie" in done.out
    copies(dvo, tmp_path, "--hide", "lange japie")
    (copy,) = (tmp_path / "out/copy").glob("*.json")
    assert "japie" not in copy.read_text()
    assert "dit is [weggelaten]" in copy.read_text()


def test_our_own_dataset_brings_who_is_public_along(dvo: Dvo, tmp_path: Path) -> None:
    identifier = list(participants(dvo).values())[-1]
    reviewed(dvo, {"do": "edit", "id": identifier, "values": {"public": True, "ground": "5.1.2i"}})
    assert dvo("export", "--workspace", "w", "--format", "yaml", "--output", "c").code == 0

    for workspace in ("begun", "known"):
        if workspace == "known":
            assert dvo("replay", SHORT, "-", "--workspace", workspace, "--reviewer", "mk").code == 0
        assert dvo("import", "--format", "yaml", "c", "--workspace", workspace, "--reviewer", "mk").code == 0
        assert dvo("export", "--workspace", workspace, "--format", "yaml", "--output", workspace + "-out").code == 0
        (curated,) = (tmp_path / f"{workspace}-out").glob("*.yaml")
        assert 'public: true, ground: "5.1.2i"' in curated.read_text()


def test_what_reviewers_left_out_and_the_grounds_they_chose_hold_for_that_document(dvo: Dvo, tmp_path: Path) -> None:
    reviewed(dvo)
    (path,) = (tmp_path / "w" / "work" / "jdv").glob("driehoek*.json")
    words = "dranghekken"
    assert words in SHORT.read_text()
    workspace = Workspace(tmp_path / "w")
    withholding.keep(workspace, "jdv", "another", Withheld(("gemeente",)))
    withholding.keep(workspace, "jdv", path.stem, Withheld((words,), {words: "5.1.2i"}))

    (text,) = copies(dvo, tmp_path)

    assert words not in text
    assert "gemeente" in text
    assert '"5.1.2i"' in (tmp_path / "out/copy/redactions.jsonl").read_text()
    copies(dvo, tmp_path, "--ground", f"{words}=5.1.2c")
    assert '"5.1.2i"' not in (tmp_path / "out/copy/redactions.jsonl").read_text()


def test_where_what_was_left_out_by_hand_cannot_be_read_no_copy_is_written(dvo: Dvo, tmp_path: Path) -> None:
    reviewed(dvo)
    withholding.keep(Workspace(tmp_path / "w"), "jdv", "another", Withheld(("gemeente",)))
    (kept,) = (tmp_path / "w" / "withheld").glob("*.json")
    kept.write_text('{"documents": {"1": {"document": 3}}}')

    done = dvo(*EXPORT, "--confirm")

    assert done.code == 1
    assert "withheld/jdv.json is damaged and left as it is" in done.err
    assert not (tmp_path / "out").exists()


def test_a_review_that_cannot_be_read_is_no_success(dvo: Dvo, tmp_path: Path) -> None:
    reviewed(dvo)
    (tmp_path / "w" / "work" / "jdv" / "broken.json").write_text("{")

    done = dvo(*EXPORT, "--confirm")

    assert done.code == 1
    assert "broken.json" in done.err
    assert len(list((tmp_path / "out/copy").glob("driehoek*.json"))) == 1
