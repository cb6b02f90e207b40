"""What one document teaches the next, and that it can be made again from the work files."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

from dvo_tui.minutes.reading import read_bytes
from dvo_tui.review.commands import Accept, Add, Redo, Reject, SetField, Undo
from dvo_tui.review.records import Entity, quote
from dvo_tui.store import register
from dvo_tui.store.opening import OpenReview, open_minutes
from dvo_tui.store.workspace import Workspace
from dvo_tui.suggest.base import Known, KnownPublicity, KnownSurface, RuleCount
from tests import invented

Opener = Callable[..., OpenReview]


def settle(review: OpenReview) -> None:
    """Accept the linked Van der Zwaan, link and so accept the misspelt Postna, reject Meerdijk."""
    by_text = {r.text: r.id for r in review.session.annotations("entity") if isinstance(r, Entity)}
    review.apply(Accept(id=by_text["Van der Zwaan"]))
    review.apply(SetField(id=by_text["Postna"], field="link", value=review.session.participants()[1].id))
    review.apply(Reject(id=by_text["Meerdijk"]))


def test_what_was_settled_is_known_by_name_and_never_by_id(opened: Opener, workspace: Workspace) -> None:
    review = opened()
    settle(review)
    review.close()

    known = register.known(workspace)

    assert known.surfaces == (
        KnownSurface("meerdijk", "LOCATION", None, 0, 1, 1),
        KnownSurface("postna", "PERSON", "J. Postma", 1, 0, 1),
        KnownSurface("van der zwaan", "PERSON", "A. van der Zwaan", 1, 0, 1),
    )
    assert known.people == ("A. van der Zwaan", "J. Postma", "P. Posthuma")
    assert known.rules == {"test:made": RuleCount(2, 1)}


def test_a_document_does_not_teach_itself(opened: Opener, workspace: Workspace) -> None:
    review = opened()
    settle(review)
    review.close()

    assert register.known(workspace, invented.minutes().document.id) == Known()
    assert opened("mk").known == Known()


def test_every_reviewer_teaches(opened: Opener, workspace: Workspace) -> None:
    for reviewer in ("jdv", "mk"):
        review = opened(reviewer)
        settle(review)
        review.close()

    known = register.known(workspace)

    assert known.rules == {"test:made": RuleCount(4, 2)}
    assert known.surfaces[0] == KnownSurface("meerdijk", "LOCATION", None, 0, 2, 1)


def test_a_lost_register_is_made_again_by_its_own_reviewer_only(opened: Opener, workspace: Workspace) -> None:
    review = opened()
    settle(review)
    review.close()
    before = register.known(workspace)
    path = workspace.register_for("jdv")
    content = path.read_bytes()
    path.unlink()

    assert register.known(workspace) == before
    assert not path.exists()

    again = opened()
    again.apply(Undo())
    again.apply(Redo())
    again.close()
    assert path.read_bytes() == content


def test_a_damaged_register_is_left_alone_and_the_work_files_speak(opened: Opener, workspace: Workspace) -> None:
    review = opened()
    settle(review)
    review.close()
    before = register.known(workspace)
    path = workspace.register_for("jdv")
    path.write_bytes(b"{")

    assert register.known(workspace) == before
    assert path.read_bytes() == b"{"


def test_an_empty_workspace_knows_nothing(tmp_path: Path) -> None:
    assert register.known(Workspace(tmp_path)) == Known()
    assert list(tmp_path.iterdir()) == []


def test_who_is_public_by_function_follows_to_the_next_document_as_settled_last(
    opened: Opener, workspace: Workspace
) -> None:
    for reviewer, value in (("jdv", True), ("mk", False)):
        review = opened(reviewer)
        review.apply(SetField(id=review.session.participants()[1].id, field="public", value=value))
        review.close()

    found = register.known(workspace).publicity

    assert set(found) == {"j postma"}
    assert (found["j postma"].public, found["j postma"].time > "2021") == (False, True)
    workspace.register_for("jdv").unlink()
    workspace.register_for("mk").unlink()
    assert register.known(workspace).publicity == found


def test_what_was_not_settled_is_not_in_the_register(opened: Opener, workspace: Workspace) -> None:
    review = opened()
    settle(review)
    review.close()

    assert b"publicity" not in workspace.register_for("jdv").read_bytes()
    assert register.known(workspace).publicity == dict[str, KnownPublicity]()


def test_a_name_with_accents_of_their_own_is_known_where_they_are_not(workspace: Workspace) -> None:
    text = "Verslag\n\nDe Reünie Coöperatie was er.\n"
    first = open_minutes(workspace, read_bytes(unicodedata.normalize("NFD", text).encode(), "een.txt"), "jo")
    start = first.session.text.index("Re")
    end = first.session.text.index(" was")
    first.apply(Add(layer="entity", type="ORGANISATION", start=start, end=end))
    first.close()
    second = open_minutes(workspace, read_bytes(text.encode(), "twee.txt"), "jo")
    known = [
        quote(second.session.text, one.spans) for one in second.session.annotations() if one.origin.rule == "known"
    ]
    assert known == ["Reünie Coöperatie"]
    second.close()


def test_functions_that_attend_are_no_names_to_find_elsewhere() -> None:
    text = "Driehoek Oosterdal 3 mei 2022\n\nAan tafel: burgemeester (vz), teamchef, ambtenaar OOV\n"
    minutes = read_bytes(text.encode(), "verslag.txt")

    lesson = register.lesson_of(minutes.document.id, minutes.participants)

    assert len(minutes.participants) == 3
    assert lesson.people == []
