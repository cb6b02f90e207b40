"""Opening and saving a review: what was saved is there again, and what was not says so."""

from __future__ import annotations

import errno
import json
import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import msgspec
import pytest
from tinydb import TinyDB

from dvo_tui.errors import Refused, StoreError
from dvo_tui.minutes.model import id_number
from dvo_tui.review.commands import Accept, Add, Edit, Redo, Reject, Remove, SetField, Undo
from dvo_tui.review.history import Change
from dvo_tui.review.publicity import Withheld
from dvo_tui.review.records import Entity
from dvo_tui.review.session import ReviewSession
from dvo_tui.store import opening, withholding
from dvo_tui.store.opening import OpenReview, open_review
from dvo_tui.store.workfile import TABLES, existing
from dvo_tui.store.workspace import Workspace
from tests import invented

Opener = Callable[..., OpenReview]


def entities(session: ReviewSession) -> list[str]:
    return [record.id for record in session.annotations("entity")]


def state(session: ReviewSession) -> dict[str, Any]:
    return dict(session.records)


def test_opening_makes_no_file(opened: Opener, workspace: Workspace) -> None:
    review = opened()

    assert review.is_new
    assert review.read_only is None
    assert not review.path.exists()


def test_looking_at_a_document_leaves_no_trace(opened: Opener, workspace: Workspace) -> None:
    opened().close()

    assert not workspace.root.exists()


def test_what_was_settled_is_there_again(opened: Opener, workspace: Workspace) -> None:
    review = opened()
    first, second, third, *_ = entities(review.session)
    review.apply(Accept(id=first))
    review.apply(Reject(id=second))
    review.apply(Remove(id=third))
    review.apply(SetField(id=first, field="note", value="klopt dit?"))
    review.apply(Add(layer="entity", type="EVENT", start=100, end=108))
    before, history = state(review.session), list(review.session.history)
    review.close()

    again = opened()

    assert not again.is_new
    assert state(again.session) == before
    assert again.session.history == history
    assert again.session.participants() == review.session.participants()
    assert again.session.agenda() == review.session.agenda()


def test_undo_reaches_over_a_restart_to_the_first_edit(opened: Opener) -> None:
    review = opened()
    untouched = state(review.session)
    for identifier in entities(review.session)[:3]:
        review.apply(Accept(id=identifier))
    settled = state(review.session)
    review.close()

    again = opened()
    for _ in range(3):
        again.apply(Undo())
    assert state(again.session) == untouched
    again.close()

    last = opened()
    for _ in range(3):
        last.apply(Redo())
    assert state(last.session) == settled


def test_a_field_set_back_to_nothing_stays_nothing(opened: Opener) -> None:
    review = opened()
    first = entities(review.session)[0]
    review.apply(Edit(id=first, values={"note": "x", "flag": True}))
    review.apply(Edit(id=first, values={"note": None, "flag": False}))
    review.close()

    record = opened().session.record(first)

    assert isinstance(record, Entity)
    assert (record.note, record.flag) == (None, False)


def test_participants_keep_their_order(opened: Opener) -> None:
    review = opened()
    names = [person.name for person in review.session.participants()]
    review.apply(Remove(id=review.session.participants()[1].id))
    review.apply(Add(layer="participant", start=0, end=7, values={"name": "R. Terpstra"}))
    review.close()

    assert [person.name for person in opened().session.participants()] == [names[0], names[2], "R. Terpstra"]


def test_a_document_opens_by_id_when_its_source_is_gone(opened: Opener, workspace: Workspace) -> None:
    review = opened()
    review.apply(Accept(id=entities(review.session)[0]))
    review.close()

    again = open_review(workspace, review.session.minutes.document.id, "jdv")

    assert again.session.minutes == review.session.minutes
    assert again.source is None
    again.close()


def test_an_id_nobody_reviewed_is_refused(workspace: Workspace) -> None:
    with pytest.raises(StoreError, match=r"jdv has no review of \.\./\.\./etc/passwd"):
        open_review(workspace, "../../etc/passwd", "jdv")


def test_stock_tinydb_finds_every_record_under_its_number(opened: Opener) -> None:
    review = opened()
    first = entities(review.session)[0]
    review.apply(Accept(id=first))

    with TinyDB(review.path) as stock:
        assert stock.tables() == {*TABLES.values(), "meta", "document", "history"}
        record = stock.table("entities").get(doc_id=id_number(first))
        assert record is not None
        assert (record["id"], record["status"]) == (first, "accepted")
        (change,) = stock.table("history").all()
        assert (change["revision"], change["reviewer"], change["command"]["do"]) == (1, "jdv", "accept")
        (meta,) = stock.table("meta").all()
        assert (meta["schema"], meta["reviewer"], meta["revision"]) == (1, "jdv", 1)


def test_several_changes_are_one_write(opened: Opener, replaced: list[object]) -> None:
    review = opened()
    changes = [review.session.apply(Accept(id=i)) for i in entities(review.session)[:4]]

    review.save([change for change in changes if change])

    assert replaced == [review.path]
    assert opened_history(review) == [1, 2, 3, 4]


def opened_history(review: OpenReview) -> list[int]:
    tables = json.loads(review.path.read_text(encoding="utf-8"))
    return sorted(change["revision"] for change in tables["history"].values())


def test_saving_the_same_change_twice_keeps_it_once(opened: Opener) -> None:
    review = opened()
    change = review.session.apply(Accept(id=entities(review.session)[0]))
    assert change is not None

    review.save([change])
    review.save([change])

    assert opened_history(review) == [1]


def test_a_save_may_come_from_another_thread(opened: Opener) -> None:
    review = opened()
    change = review.session.apply(Accept(id=entities(review.session)[0]))
    assert change is not None

    thread = threading.Thread(target=review.save, args=([change],))
    thread.start()
    thread.join()

    assert opened_history(review) == [1]


def failing(code: int) -> Callable[..., NoReturn]:
    def fail(*args: object, **kwargs: object) -> NoReturn:
        raise OSError(code, os.strerror(code))

    return fail


def test_a_full_disk_is_said_and_the_changes_kept_until_there_is_room(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = opened()
    first, second, third, *_ = entities(review.session)
    review.apply(Accept(id=first))
    before = review.path.read_bytes()

    with monkeypatch.context() as disk:
        disk.setattr(os, "write", failing(errno.ENOSPC))
        with pytest.raises(StoreError, match="the disk is full"):
            review.apply(Accept(id=second))
        with pytest.raises(StoreError, match="not saved yet"):
            review.apply(Accept(id=third))

    assert review.path.read_bytes() == before
    assert [path.name for path in review.path.parent.glob(".*.tmp")] == []
    assert [change.revision for change in review.unsaved] == [2]
    review.save()
    assert review.unsaved == ()
    review.apply(Accept(id=third))
    assert opened_history(review) == [1, 2, 3]


def test_a_disk_that_does_not_confirm_ends_the_saving(opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    review = opened()
    first, second, *_ = entities(review.session)
    review.apply(Accept(id=first))
    before = review.path.read_bytes()

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", failing(errno.EIO))
        with pytest.raises(StoreError, match="not saved for sure"):
            review.apply(Accept(id=second))

    assert review.path.read_bytes() == before
    with pytest.raises(StoreError, match="not saved for sure"):
        review.save()
    with pytest.raises(StoreError, match="not saved for sure"):
        review.apply(Accept(id=first))
    assert review.read_only is not None


def test_what_a_disk_does_not_confirm_goes_to_a_new_file_and_is_said_where(
    opened: Opener, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = opened()
    first, second, *_ = entities(review.session)
    review.apply(Accept(id=first))
    fsync, left = os.fsync, [1]

    def once(descriptor: int) -> None:
        if left:
            left.pop()
            raise OSError(errno.EIO, "Input/output error")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", once)
    with pytest.raises(StoreError, match="not saved for sure") as caught:
        review.apply(Accept(id=second))

    (copy,) = (workspace.root / "rescued").iterdir()
    assert str(copy) in str(caught.value)
    assert existing(copy).history == review.session.history
    assert opened_history(review) == [1]
    assert review.read_only is not None


def test_a_file_that_is_gone_is_said_and_never_made_again_unasked(opened: Opener, tmp_path: Path) -> None:
    review = opened()
    first, second, *_ = entities(review.session)
    review.apply(Accept(id=first))
    review.path.unlink()

    with pytest.raises(StoreError, match="was removed while it was open; save the document elsewhere"):
        review.apply(Accept(id=second))

    assert not review.path.exists()
    assert review.read_only is None, "work goes on in memory"
    review.session.apply(Accept(id=entities(review.session)[2]))
    copy = review.save_as(tmp_path)
    assert copy == tmp_path / review.path.name
    assert existing(copy).history == review.session.history
    assert len(review.session.history) == 3
    with pytest.raises(StoreError, match="is there already"):
        review.save_as(tmp_path)


def test_a_folder_removed_while_it_is_open_costs_nothing(opened: Opener, workspace: Workspace, tmp_path: Path) -> None:
    review = opened()
    review.apply(Accept(id=entities(review.session)[0]))
    shutil.rmtree(workspace.root)

    with pytest.raises(StoreError):
        review.apply(Accept(id=entities(review.session)[1]))

    copy = review.save_as(tmp_path / "elsewhere.json")
    assert [change.revision for change in existing(copy).history] == [1, 2]


def test_who_opens_second_can_only_read_and_hears_why(opened: Opener) -> None:
    first = opened()
    second = opened()

    assert first.read_only is None
    assert second.read_only is not None
    assert f"reviewer jdv, process {os.getpid()} on" in str(second.read_only)
    with pytest.raises(StoreError, match="this one can only read"):
        second.apply(Accept(id=entities(second.session)[0]))
    assert second.session.revision == 0

    first.close()
    assert opened().read_only is None


def test_two_reviewers_never_share_a_file(opened: Opener) -> None:
    one, other = opened("jdv"), opened("mk")

    one.apply(Accept(id=entities(one.session)[0]))
    other.apply(Reject(id=entities(other.session)[0]))

    assert one.path != other.path
    assert one.read_only is other.read_only is None


def test_a_workspace_that_cannot_be_written_opens_to_read(opened: Opener, workspace: Workspace) -> None:
    workspace.root.write_text("a file where the folder should be")

    review = opened()

    assert review.read_only is not None
    assert "is not saved" in str(review.read_only)
    assert review.session.annotations()
    with pytest.raises(StoreError):
        review.apply(Accept(id=entities(review.session)[0]))


def damaged(data: bytes) -> dict[str, bytes]:
    plain = json.loads(data)
    newer = {**plain, "meta": {"1": {**plain["meta"]["1"], "schema": 2}}}
    gap = {**plain, "history": {}}
    wrong = json.loads(data)
    next(iter(wrong["entities"].values()))["status"] = "perhaps"
    return {
        "newer dvo-tui": msgspec.json.encode(newer),
        "history is not whole": msgspec.json.encode(gap),
        "Invalid enum value": msgspec.json.encode(wrong),
        "is damaged": data[: len(data) // 2],
        "damaged and left": b"",
    }


def test_a_file_that_cannot_be_understood_is_refused_and_untouched(opened: Opener) -> None:
    review = opened()
    review.apply(Accept(id=entities(review.session)[0]))
    review.close()

    for message, data in damaged(review.path.read_bytes()).items():
        review.path.write_bytes(data)
        with pytest.raises(StoreError, match=message):
            opened()
        assert review.path.read_bytes() == data


def test_the_place_is_kept_apart_from_the_review(opened: Opener) -> None:
    review = opened()
    assert review.place() is None
    review.apply(Accept(id=entities(review.session)[0]))
    before = review.path.read_bytes()
    review.save_place("e1", 12)
    review.close()

    again = opened()

    assert again.place() == ("e1", 12)
    assert again.path.read_bytes() == before
    again.save_place(None, 13)
    assert again.place() == (None, 13)


def test_a_command_that_is_refused_saves_nothing(opened: Opener) -> None:
    review = opened()

    with pytest.raises(Refused):
        review.apply(Accept(id="e" + "a" * 13))

    assert not review.path.exists()


def test_a_text_that_differs_from_what_was_reviewed_is_refused(opened: Opener, workspace: Workspace) -> None:
    review = opened()
    review.apply(Accept(id=entities(review.session)[0]))
    review.close()
    other = msgspec.structs.replace(invented.minutes(), text="iets anders")

    with pytest.raises(StoreError, match="a review of another text"):
        opening.open_minutes(workspace, other, "jdv")


def test_history_has_the_changes_as_they_were(opened: Opener) -> None:
    review = opened()
    change = review.apply(Add(layer="action", type="action", start=10, end=20, values={"owners": ["Platform IVZ"]}))
    assert isinstance(change, Change)
    review.close()

    assert opened().session.history == [change]


def test_opening_needs_neither_tinydb_nor_a_second_reading(tmp_path: Path) -> None:
    import subprocess
    import sys

    code = (
        "import sys, pathlib\n"
        "from dvo_tui.store.opening import open_minutes\n"
        "from dvo_tui.store.workspace import Workspace\n"
        "from tests import invented\n"
        "open_minutes(Workspace(pathlib.Path(sys.argv[1])), invented.minutes(), 'x', suggest=lambda m, k: ())\n"
        "print('tinydb' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_what_is_left_out_of_copies_is_kept_apart_from_the_review_too(opened: Opener) -> None:
    review = opened()
    assert review.withheld() == Withheld()
    review.save_withheld(Withheld(("lange japie",), {"06-12345678": "5.1.2h"}))
    review.save_place("e1", 12)
    review.close()

    again = opened()

    assert again.withheld() == Withheld(("lange japie",), {"06-12345678": "5.1.2h"})
    assert again.place() == ("e1", 12)
    (kept,) = withholding.by_document(again.workspace).values()
    assert kept == again.withheld()
