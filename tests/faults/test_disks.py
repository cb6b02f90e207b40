"""A disk that is full, a folder that may not be written, one that goes away: said, nothing lost, and work goes on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
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
from tests.faults.conftest import ROOT, as_nobody, finish, reopen, start

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


TMPFS = """
import errno, os, pathlib, sys
from dvo_tui.errors import StoreError
from dvo_tui.review.commands import SetField
from dvo_tui.store.workfile import existing
from dvo_tui.store.workspace import Workspace
from tests.faults.conftest import reopen
root = pathlib.Path(sys.argv[1])
review = reopen(Workspace(root))
ids = [record.id for record in review.session.annotations()]
review.apply(SetField(id=ids[0], field="note", value="x"))
ballast = root / "ballast"
refused = 0
for size in range(1, 30):
    with open(ballast, "wb") as file:
        try:
            while True:
                os.write(file.fileno(), b"0" * 4096)
        except OSError as error:
            assert error.errno == errno.ENOSPC
        os.truncate(file.fileno(), max(0, os.fstat(file.fileno()).st_size - size * 4096))
    count = len(existing(review.path).history)
    try:
        review.apply(SetField(id=ids[size % len(ids)], field="note", value="y" * size * 100))
    except StoreError as error:
        assert "the disk is full; make room and save again" in str(error), error
        assert len(existing(review.path).history) == count
        refused += 1
        ballast.unlink()
        review.save()
    assert existing(review.path).history == review.session.history
review.close()
print(refused > 3, len(existing(review.path).history))
"""


@pytest.mark.faults
def test_a_small_disk_that_really_fills_up_costs_nothing(tmp_path: Path) -> None:
    mount = ["unshare", "-m", "sh", "-c", 'mount -t tmpfs -o size=512k tmpfs "$0" && exec "$@"', str(tmp_path)]
    if subprocess.run([*mount, "true"], capture_output=True, check=False).returncode != 0:
        pytest.skip("mounting is not allowed here")
    command = [*mount, sys.executable, "-c", TMPFS, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)

    assert (done.stderr, done.stdout) == ("", "True 30\n")


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
