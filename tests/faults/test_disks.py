"""A disk that is full, a folder that may not be written, one that goes away: said, nothing lost, and work goes on."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dvo_tui.errors import StoreError
from dvo_tui.review.commands import Accept
from dvo_tui.store.opening import OpenReview
from dvo_tui.store.status import statuses
from dvo_tui.store.workfile import existing
from dvo_tui.store.workspace import Workspace
from tests.faults.conftest import as_nobody, finish, reopen, start

FULL_DISK = """
import pathlib, resource, sys
from dvo_tui.errors import StoreError
from dvo_tui.review.commands import Accept, SetField
from dvo_tui.store.workspace import Workspace
from tests.faults.conftest import reopen
review = reopen(Workspace(pathlib.Path(sys.argv[1])))
ids = [record.id for record in review.session.annotations()]
review.apply(Accept(id=ids[0]))
size = review.path.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 500, resource.RLIM_INFINITY))
try:
    review.apply(SetField(id=ids[1], field="note", value="x" * 2000))
except StoreError as error:
    print(error)
print(len(review.unsaved), review.path.stat().st_size == size)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
review.save()
print(len(review.unsaved))
review.close()
"""


def test_a_disk_that_is_full_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    (out,) = finish(start(FULL_DISK, tmp_path))

    said, state, after = out.splitlines()
    assert said.endswith("is not saved: the disk is full; make room and save again")
    assert state == "1 True"
    assert after == "0"
    (path,) = Workspace(tmp_path).work_files()
    assert [change.revision for change in existing(path).history] == [1, 2]


@pytest.fixture
def anywhere() -> Iterator[Path]:
    """A folder that also who is not root can reach and write; pytest's own lie below one of root's."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def review(anywhere: Path) -> Iterator[OpenReview]:
    """An open review with one saved edit."""
    with as_nobody():
        opened = reopen(Workspace(anywhere / "w"))
        opened.apply(Accept(id=opened.session.annotations()[0].id))
        yield opened
        opened.close()


def test_a_folder_that_may_not_be_written_any_more_is_said_and_work_goes_on(review: OpenReview, anywhere: Path) -> None:
    before = review.path.read_bytes()
    ids = [record.id for record in review.session.annotations()]
    os.chmod(review.path.parent, 0o555)

    with pytest.raises(StoreError, match=r"is not saved: writing in .* is not allowed"):
        review.apply(Accept(id=ids[1]))

    assert review.path.read_bytes() == before
    assert review.read_only is None
    review.session.apply(Accept(id=ids[2]))
    copy = review.save_as(anywhere / "elsewhere.json")
    assert len(existing(copy).history) == 3
    os.chmod(review.path.parent, 0o755)
    review.save(review.session.history)
    assert len(existing(review.path).history) == 3


def test_a_workspace_that_may_only_be_read_opens_to_read(anywhere: Path) -> None:
    anywhere.chmod(0o755)
    with as_nobody():
        closed = reopen(Workspace(anywhere / "w"))
        assert "is not saved" in str(closed.read_only)
        assert closed.session.annotations()
        with pytest.raises(StoreError):
            closed.apply(Accept(id=closed.session.annotations()[0].id))
        closed.close()


def test_a_file_that_may_not_be_read_is_said_and_not_taken_for_new(review: OpenReview) -> None:
    review.close()
    os.chmod(review.path, 0)

    with pytest.raises(StoreError, match="cannot be read: Permission denied"):
        reopen(review.workspace)
    (status,) = statuses(review.workspace)
    assert "cannot be read" in (status.problem or "")
    os.chmod(review.path, 0o644)


def test_a_folder_that_is_removed_and_put_back_is_saved_again(review: OpenReview, anywhere: Path) -> None:
    ids = [record.id for record in review.session.annotations()]
    shutil.move(anywhere / "w" / "work", anywhere / "away")
    with pytest.raises(StoreError, match="was removed while it was open"):
        review.apply(Accept(id=ids[1]))

    shutil.rmtree(anywhere / "w" / "work")
    shutil.move(anywhere / "away", anywhere / "w" / "work")
    review.save()

    assert len(existing(review.path).history) == 2
