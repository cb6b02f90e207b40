"""A file that cannot be read is kept, named and never taken for empty; the generation before it is offered."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dvo_tui import files
from dvo_tui.errors import StoreError
from dvo_tui.review.commands import Accept, Undo
from dvo_tui.review.records import Annotation
from dvo_tui.scheme import scheme
from dvo_tui.store import recovery, workfile
from dvo_tui.store.encoding import Tables
from dvo_tui.store.findings import findings
from dvo_tui.store.opening import OpenReview
from dvo_tui.store.status import status_of
from dvo_tui.store.workfile import existing, load, parse
from dvo_tui.store.workspace import Workspace
from tests import invented

Opener = Callable[..., OpenReview]
IDS = [record.id for record in invented.session().annotations()]
FROZEN = Path(__file__).parent / "frozen"


@pytest.fixture
def saved(opened: Opener) -> Path:
    """A work file with three Changes, closed."""
    review = opened()
    for identifier in IDS[:3]:
        review.apply(Accept(id=identifier))
    review.close()
    return review.path


def revisions(path: Path) -> list[int]:
    return [change.revision for change in existing(path).history]


DAMAGE: list[Callable[[bytes], bytes]] = [
    lambda data: b"",
    lambda data: data[: len(data) // 2],
    lambda data: data[:-3],
    lambda data: b"<<<<<<< ours\n" + data,
    lambda data: b"\0" * len(data),
    lambda data: data.replace(b'"accepted"', b'"perhaps"'),
]


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_stays_a_copy_is_kept_and_the_last_good_one_offered(
    saved: Path, opened: Opener, damage: Callable[[bytes], bytes]
) -> None:
    broken = damage(saved.read_bytes())
    saved.write_bytes(broken)

    for _ in range(2):
        with pytest.raises(StoreError, match=r"check --restore .* the last good one, of .* with 2 changes"):
            opened()

    assert saved.read_bytes() == broken
    (copy,) = (saved.parent / ".quarantine").iterdir()
    assert copy.read_bytes() == broken


def test_check_restores_the_last_good_one_when_asked(saved: Path) -> None:
    broken = saved.read_bytes()[:100]
    saved.write_bytes(broken)

    (line,) = findings(saved, scheme.default())
    assert "puts back the last good one" in line
    assert saved.read_bytes() == broken

    lines = list(findings(saved, scheme.default(), restore=True))
    assert lines[1].endswith("after 2 changes")
    assert revisions(saved) == [1, 2]
    (copy,) = (saved.parent / ".quarantine").iterdir()
    assert copy.read_bytes() == broken
    assert list(findings(saved, scheme.default(), restore=True)) == []


def test_a_sound_file_is_not_restored(saved: Path) -> None:
    with pytest.raises(StoreError, match="is not damaged"):
        recovery.restore(saved)

    assert revisions(saved) == [1, 2, 3]


def test_without_an_earlier_generation_that_is_said(saved: Path) -> None:
    files.previous_of(saved).unlink()
    saved.write_bytes(b"{")

    with pytest.raises(StoreError, match="has no earlier generation; look in git or a backup"):
        recovery.restore(saved)
    (line,) = findings(saved, scheme.default())
    assert "a copy is in" in line


def test_each_edit_keeps_the_generation_before_it(opened: Opener) -> None:
    review = opened()
    for count, identifier in enumerate(IDS[:5], 1):
        before = review.path.read_bytes() if count > 1 else b""
        review.apply(Accept(id=identifier))
        if count > 1:
            assert files.previous_of(review.path).read_bytes() == before


def test_writing_into_the_file_in_place_leaves_the_last_good_one_alone(saved: Path) -> None:
    before = files.previous_of(saved).read_bytes()
    with open(saved, "r+b") as file:
        file.write(b"garbage")

    assert files.previous_of(saved).read_bytes() == before


def test_a_file_system_without_links_gets_a_copy(opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: Any, **options: Any) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    review = opened()
    for identifier in IDS[:3]:
        review.apply(Accept(id=identifier))

    assert revisions(files.previous_of(review.path)) == [1, 2]


def test_where_no_generation_can_be_kept_the_edit_is_saved_all_the_same(opened: Opener, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    review = opened()
    review.path.parent.joinpath(".last").symlink_to(outside)
    for identifier in IDS[:3]:
        review.apply(Accept(id=identifier))

    assert revisions(review.path) == [1, 2, 3]
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("folder", [".locks", ".quarantine"])
def test_hidden_folders_that_lead_outside_are_not_written_through(saved: Path, opened: Opener, folder: str) -> None:
    outside = saved.parents[3] / "outside"
    outside.mkdir()
    hidden = saved.parent / folder
    if hidden.exists():
        for lock in hidden.iterdir():
            lock.unlink()
        hidden.rmdir()
    hidden.symlink_to(outside)
    if folder == ".locks":
        assert "is a symlink" in str(opened().read_only)
    else:
        saved.write_bytes(b"{")
        with pytest.raises(StoreError):
            opened()
    assert list(outside.iterdir()) == []


def test_a_file_renamed_or_copied_to_another_document_or_reviewer_is_refused(
    saved: Path, opened: Opener, workspace: Workspace
) -> None:
    theirs = workspace.path_for("mk", saved.stem)
    theirs.parent.mkdir()
    theirs.write_bytes(saved.read_bytes())

    with pytest.raises(StoreError, match=r"holds the review of verslag-noordrand-\w+ by jdv; it was renamed or copied"):
        opened("mk")
    assert "it belongs at jdv/verslag-noordrand" in " ".join(findings(theirs, scheme.default()))


def test_a_twin_in_capitals_is_found(saved: Path) -> None:
    twin = saved.with_name(saved.name.upper().replace("JSON", "json"))
    twin.write_bytes(saved.read_bytes())

    assert "is not found under this name" in " ".join(findings(twin, scheme.default()))


def test_what_a_killed_process_left_half_written_is_swept_away_when_old(saved: Path, opened: Opener) -> None:
    old, new, other = (saved.with_name(name) for name in (f".{saved.name}.0.tmp", f".{saved.name}.1.tmp", ".b.0.tmp"))
    for file in (old, new, other):
        file.write_bytes(b"{")
    os.utime(old, (1, 1))
    os.utime(other, (1, 1))

    opened()

    assert [file.exists() for file in (old, new, other)] == [False, True, True]


# Versions


@pytest.mark.parametrize("file", sorted(FROZEN.glob("version-*.json")), ids=lambda file: file.stem)
def test_a_file_of_every_version_still_opens_as_it_was(file: Path) -> None:
    stored = existing(file)

    assert stored.schema == int(file.stem.split("-")[1])
    states = {record.id: record for record in stored.records if isinstance(record, Annotation)}
    assert [states[identifier].status for identifier in IDS[:3]] == ["accepted", "rejected", "pending"]
    assert (states[IDS[2]].note, states[IDS[4]].flag) == ("klopt dit?", True)
    assert [change.command["do"] for change in stored.history][3:7] == ["remove", "undo", "undo", "redo"]
    assert list(findings(file, scheme.default())) == []
    assert status_of(file).problem is None


def test_every_version_so_far_has_a_frozen_file() -> None:
    assert {file.stem for file in FROZEN.iterdir()} == {f"version-{n}" for n in range(1, workfile.SCHEMA + 1)}


def test_an_earlier_version_is_migrated_when_read_and_written_anew_by_the_first_edit(
    saved: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    def two(tables: Tables) -> Tables:
        return {**tables, "entities": {key: {**row, "flag": True} for key, row in tables["entities"].items()}}

    before = saved.read_bytes()
    monkeypatch.setattr(workfile, "SCHEMA", 2)
    monkeypatch.setattr("dvo_tui.store.saving.SCHEMA", 2)
    monkeypatch.setattr("dvo_tui.store.status.SCHEMA", 2)
    monkeypatch.setitem(workfile.MIGRATIONS, 1, two)

    review = opened()
    assert {r.flag for r in review.session.annotations("entity")} == {True}
    assert saved.read_bytes() == before, "looking changes nothing"
    assert status_of(saved).flags == len(review.session.annotations("entity"))
    review.apply(Accept(id=IDS[4]))
    review.apply(Undo())
    review.close()

    found = load(saved)
    assert found is not None
    assert found[0].schema == 2
    assert msgspec.json.decode(saved.read_bytes())["meta"]["1"]["schema"] == 2
    assert {r.flag for r in opened().session.annotations("entity")} == {True}
    assert len(opened().session.history) == 5


def test_a_newer_version_is_refused_and_left_alone_everywhere(saved: Path, opened: Opener) -> None:
    newer = saved.read_bytes().replace(b'"schema": 1', b'"schema": 2')
    saved.write_bytes(newer)

    with pytest.raises(StoreError, match="by a newer dvo-tui"):
        opened()
    assert "newer dvo-tui" in (status_of(saved).problem or "")
    with pytest.raises(StoreError, match="by a newer dvo-tui"):
        recovery.restore(saved)
    assert saved.read_bytes() == newer
    assert not (saved.parent / ".quarantine").exists()


def test_a_file_without_a_version_is_damaged(saved: Path) -> None:
    with pytest.raises(StoreError, match="names no version"):
        parse(saved.read_bytes().replace(b'"schema": 1', b'"schema": 0'), saved)
