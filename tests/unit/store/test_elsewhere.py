from __future__ import annotations

from pathlib import Path

import pytest

from dvo_tui.errors import Refused, StoreError
from dvo_tui.review.commands import Adopt, Complete, Undo
from dvo_tui.review.records import Entity
from dvo_tui.store.elsewhere import adopt_in, search
from dvo_tui.store.opening import open_minutes, open_review, read_review
from dvo_tui.store.workspace import Workspace
from tests.invented import vlierdonk as invented

DVO = Adopt(type="ORGANISATION", text="DVO")


def begun(workspace: Workspace, name: str, reviewer: str = "jo", extra: str = "") -> str:
    """A review of the invented minutes with one Change; gives the id of its document."""
    text = invented.minutes(extra=extra, name=name)
    review = open_minutes(workspace, text, reviewer, suggest=lambda *_: invented.suggestions())
    review.apply(Adopt(type="LOCATION", text="Meerdonk"))
    review.close()
    return text.document.id


def statuses(workspace: Workspace, document: str, reviewer: str = "jo") -> list[str]:
    session = read_review(workspace, workspace.path_for(reviewer, document))
    return [one.status for one in session.annotations("entity") if isinstance(one, Entity) and one.text == "DVO"]


def test_only_this_reviewers_other_documents_are_searched(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    here, there = begun(workspace, "een.md"), begun(workspace, "twee.md")
    begun(workspace, "drie.md", reviewer="piet")
    (found,) = search(workspace, "jo", DVO, here)
    assert (found.document, found.name, found.problem) == (there, "twee.md", "")
    assert [place.words for place in found.places] == ["DVO", "DVO"]
    assert [place.where for place in found.places] == ["5", "6"]
    assert found.places[1].before == "Het "
    assert found.places[1].after.startswith(" geeft akkoord")


def test_searching_leaves_no_trace(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "werk")
    begun(workspace, "een.md")
    file = tmp_path / "nieuw.txt"
    file.write_text(invented.TEXT, encoding="utf-8")
    before = {path: path.read_bytes() for path in workspace.work_files()}
    assert len(list(search(workspace, "jo", DVO, "", [file]))) == 2
    assert {path: path.read_bytes() for path in workspace.work_files()} == before


def test_what_is_settled_already_is_not_found_again(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    document = begun(workspace, "een.md")
    assert adopt_in(workspace, document, "jo", DVO) == 2
    assert list(search(workspace, "jo", DVO, "")) == []
    assert adopt_in(workspace, document, "jo", DVO) == 0


def test_it_is_one_durable_change_and_one_undo(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    document = begun(workspace, "een.md")
    start = invented.span("DVO").start
    assert adopt_in(workspace, document, "jo", Adopt(type="ORGANISATION", text="DVO", without=(start,))) == 1
    assert statuses(workspace, document) == ["pending", "accepted"]
    review = open_review(workspace, document, "jo")
    assert review.session.revision == 2
    review.apply(Undo())
    review.close()
    assert statuses(workspace, document) == ["pending", "pending"]


def test_a_document_that_is_open_elsewhere_is_refused_unchanged(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    document = begun(workspace, "een.md")
    holder = open_review(workspace, document, "jo")
    with pytest.raises(StoreError):
        adopt_in(workspace, document, "jo", DVO)
    holder.close()
    assert statuses(workspace, document) == ["pending", "pending"]


def test_a_complete_document_is_found_with_why_and_refused(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    document = begun(workspace, "een.md")
    review = open_review(workspace, document, "jo")
    review.apply(Complete())
    review.close()
    (found,) = search(workspace, "jo", DVO, "")
    assert "reopen" in found.problem
    with pytest.raises(Refused):
        adopt_in(workspace, document, "jo", DVO)
    review = open_review(workspace, document, "jo")  # its lock was let go
    assert review.read_only is None
    review.close()


def test_a_damaged_work_file_is_named_and_the_rest_is_searched(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    begun(workspace, "twee.md")
    broken = workspace.path_for("jo", "een-00000000")
    broken.write_text("{", encoding="utf-8")
    found = list(search(workspace, "jo", DVO, ""))
    assert [bool(one.problem) for one in found] == [True, False]


def test_a_file_with_a_review_is_searched_once(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "werk")
    file = tmp_path / "nieuw.txt"
    file.write_text(invented.TEXT, encoding="utf-8")
    (found,) = search(workspace, "jo", DVO, "", [file])
    assert (found.document, found.name) == (file, "nieuw.txt")
    adopt_in(workspace, file, "jo", Adopt(type="LOCATION", text="Vlierdonk"))
    (found,) = search(workspace, "jo", DVO, "", [file])
    assert isinstance(found.document, str)


def test_the_search_ends_when_it_is_told_to(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    for name in ("een.md", "twee.md", "drie.md"):
        begun(workspace, name)
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> bool:
        told.append((done, total))
        return done < 1

    assert len(list(search(workspace, "jo", DVO, "", told=tell))) == 1
    assert told == [(0, 3), (1, 3)]
