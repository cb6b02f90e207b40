"""Names from outside become safe file names, and nothing is ever named outside the workspace."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvo_tui.errors import DatasetError, StoreError
from dvo_tui.scheme import scheme
from dvo_tui.store.workspace import Workspace, around, safe_name

NASTY = ["../../etc/passwd", "/etc/passwd", "a/b", "a\\b", "..", ".", "", "CON", "nul", "x" * 400, "é", "a\0b", "a\nb"]


@pytest.mark.parametrize("name", NASTY)
def test_a_nasty_name_stays_inside(tmp_path: Path, name: str) -> None:
    path = Workspace(tmp_path).path_for(name, name)

    assert path.parent.parent == tmp_path / "work"
    assert len(path.name) < 120


@given(st.text(max_size=150))
def test_every_name_becomes_one_plain_part(name: str) -> None:
    safe = safe_name(name)

    assert safe
    assert set(safe) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not safe.startswith("-")


def test_a_name_that_is_plain_already_is_left_alone() -> None:
    assert safe_name("verslag-dvo-2021-03-08-5f1c09aa") == "verslag-dvo-2021-03-08-5f1c09aa"


def test_names_that_look_alike_get_files_of_their_own() -> None:
    names = ["jan", "Jan", "JAN", "jän", "j-an", "j.an", "j an"]

    assert len({safe_name(name) for name in names}) == len(names)


def test_one_name_typed_in_two_ways_of_unicode_is_one_name() -> None:
    assert safe_name("jos\u00e9") == safe_name("jose\u0301")


def test_a_symlink_out_of_the_workspace_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    root = tmp_path / "annotations"
    (root / "work").mkdir(parents=True)
    (root / "work" / "jdv").symlink_to(outside)

    with pytest.raises(StoreError, match="leads out of the workspace"):
        Workspace(root).path_for("jdv", "some-document")


def test_work_files_are_listed_without_locks_and_places(tmp_path: Path) -> None:
    for name in ("jdv/b.json", "jdv/a.json", "jdv/.places.json", "jdv/.locks/a.json.open.lock", "mk/a.json"):
        path = tmp_path / "work" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}")
    workspace = Workspace(tmp_path)

    def listed(*paths: Path) -> list[str]:
        return [path.relative_to(tmp_path / "work").as_posix() for path in paths]

    assert listed(*workspace.work_files()) == ["jdv/a.json", "mk/a.json", "jdv/b.json"]
    assert listed(*workspace.work_files("mk")) == ["mk/a.json"]
    assert listed(*workspace.work_files("nobody")) == []


def test_a_workspace_can_bring_its_own_scheme(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    assert workspace.scheme() == scheme.default()

    own = (Path(scheme.__file__).parent / "default.yaml").read_text(encoding="utf-8")
    (tmp_path / "scheme.yaml").write_text(own.replace("version: dvo/1", "version: ours/1"), encoding="utf-8")
    assert workspace.scheme().version == "ours/1"

    (tmp_path / "scheme.yaml").write_text("version: 1", encoding="utf-8")
    with pytest.raises(DatasetError, match=r"scheme\.yaml is not a scheme"):
        workspace.scheme()


def test_a_file_finds_the_workspace_it_lies_in(tmp_path: Path) -> None:
    (tmp_path / "annotations" / "work").mkdir(parents=True)
    (tmp_path / "annotations" / "curated").mkdir()

    found = around(tmp_path / "annotations" / "curated" / "x.yaml")

    assert found is not None
    assert found.root == tmp_path / "annotations"
