"""Two histories of one review become one: nothing is lost, and what both changed differently is said."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dvo_tui.errors import Refused, StoreError
from dvo_tui.review.checks import check_history
from dvo_tui.review.commands import Accept, AnyCommand, Redo, Reject, Remove, SetField, Undo
from dvo_tui.review.history import UndoStack
from dvo_tui.review.records import Annotation, id_of
from dvo_tui.review.session import ReviewSession
from dvo_tui.scheme import scheme
from dvo_tui.store import register
from dvo_tui.store.encoding import Encoder
from dvo_tui.store.merging import merge
from dvo_tui.store.opening import OpenReview
from dvo_tui.store.workfile import Stored, advanced, all_tables, existing, parse
from dvo_tui.store.workspace import Workspace
from tests import invented

Opener = Callable[..., OpenReview]
IDS = [record.id for record in invented.session().annotations()]


def fresh() -> Stored:
    return Stored(reviewer="jdv", minutes=invented.minutes(), records=invented.records(), history=[])


def after(stored: Stored, commands: list[AnyCommand], clock: Callable[[], str] | None = None) -> Stored:
    """A review after further commands; those that are refused do nothing."""
    ticking = clock or invented.ticking()
    session = ReviewSession(
        stored.minutes, stored.records, "jdv", scheme.default(), history=stored.history, clock=ticking
    )
    done = []
    for command in commands:
        try:
            change = session.apply(command)
        except Refused:
            continue
        done += [change] if change else []
    return advanced(stored, done)


def records(stored: Stored) -> dict[str, object]:
    return {id_of(record): record for record in stored.records}


def sound(stored: Stored) -> None:
    assert check_history(stored.records, stored.history) == ()
    assert [change.revision for change in stored.history] == list(range(1, len(stored.history) + 1))
    UndoStack(stored.history)
    assert records(parse(Encoder().encode(all_tables(stored)), Path("x"))) == records(stored)


def test_what_different_records_got_on_two_sides_is_all_there() -> None:
    base = after(fresh(), [Accept(id=IDS[0])])
    merged = merge(after(base, [Accept(id=IDS[1])]), after(base, [Reject(id=IDS[2])]))

    states = {r.id: r.status for r in merged.stored.records if isinstance(r, Annotation)}
    assert [states[identifier] for identifier in IDS[:4]] == ["accepted", "accepted", "rejected", "pending"]
    assert (merged.conflicts, merged.ours, merged.theirs) == ((), 1, 1)
    sound(merged.stored)


def test_what_both_did_alike_is_no_conflict_and_there_once() -> None:
    merged = merge(after(fresh(), [Accept(id=IDS[0])]), after(fresh(), [SetField(id=IDS[1], field="flag", value=True)]))
    both = merge(after(merged.stored, [Accept(id=IDS[2])]), after(merged.stored, [Accept(id=IDS[2])]))

    assert both.conflicts == ()
    assert len(both.stored.history) == 3
    sound(both.stored)


def test_what_both_settled_differently_is_a_conflict_and_both_are_in_the_history() -> None:
    later = iter(f"2021-03-10T00:00:0{n}.000Z" for n in range(9))
    ours, theirs = after(fresh(), [Accept(id=IDS[0])]), after(fresh(), [Reject(id=IDS[0])], lambda: next(later))
    merged = merge(ours, theirs)

    (conflict,) = merged.conflicts
    assert str(conflict).endswith("status: ours accepted, theirs rejected; theirs is kept")
    assert [change.command["do"] for change in merged.stored.history] == ["accept", "reject"]
    assert [change.deltas[0].before is not None for change in merged.stored.history] == [True, True]
    sound(merged.stored)


def test_a_removed_record_that_the_other_side_changed_is_a_conflict() -> None:
    merged = merge(after(fresh(), [Remove(id=IDS[0])]), after(fresh(), [Accept(id=IDS[0])]))

    assert "ours removes it" in str(merged.conflicts[0])
    sound(merged.stored)


def test_a_record_that_somebody_edited_in_the_file_itself_is_taken_over_and_said() -> None:
    base = after(fresh(), [Accept(id=IDS[0])])
    edited = msgspec.structs.replace(
        base,
        records=[
            msgspec.structs.replace(r, note="met de hand") if isinstance(r, Annotation) and r.id == IDS[3] else r
            for r in base.records
        ],
    )
    merged = merge(after(base, [Accept(id=IDS[1])]), edited)

    assert getattr(records(merged.stored)[IDS[3]], "note", None) == "met de hand"
    assert [conflict.id for conflict in merged.conflicts] == [IDS[3]]
    sound(merged.stored)


def test_reviews_of_two_texts_or_reviewers_are_never_mixed() -> None:
    other = msgspec.structs.replace(fresh(), minutes=msgspec.structs.replace(invented.minutes(), text="iets anders"))
    with pytest.raises(StoreError, match="different texts"):
        merge(fresh(), other)
    with pytest.raises(StoreError, match="different reviewers: jdv and mk"):
        merge(fresh(), msgspec.structs.replace(fresh(), reviewer="mk"))


COMMANDS: st.SearchStrategy[AnyCommand] = st.one_of(
    st.builds(Accept, id=st.sampled_from(IDS)),
    st.builds(Reject, id=st.sampled_from(IDS)),
    st.builds(Remove, id=st.sampled_from(IDS)),
    st.builds(SetField, id=st.sampled_from(IDS), field=st.just("note"), value=st.sampled_from(["a", "b", None])),
    st.just(Undo()),
    st.just(Redo()),
)


@settings(max_examples=60, deadline=None)
@given(*(st.lists(COMMANDS, max_size=7) for _ in range(4)))
def test_any_two_sides_merge_soundly_alike_and_for_good(
    first: list[AnyCommand], ours: list[AnyCommand], theirs: list[AnyCommand], more: list[AnyCommand]
) -> None:
    base = after(fresh(), first)
    later = (f"2021-03-10T00:00:{n:02}.000Z" for n in range(99))
    one, two = after(base, ours), after(base, theirs, lambda: next(later))

    merged, mirrored = merge(one, two), merge(two, one)

    sound(merged.stored)
    assert merged.stored.history == mirrored.stored.history
    assert records(merged.stored) == records(mirrored.stored)
    again = merge(merged.stored, after(two, more, lambda: next(later)))
    sound(again.stored)
    assert records(merge(merged.stored, one).stored) == records(merged.stored)
    said = {conflict.id for conflict in merged.conflicts}
    for identifier, record in records(two).items():
        if record != records(base).get(identifier) and identifier not in said:
            assert records(merged.stored).get(identifier) == record


# A file that changes under the open app


def pulled(path: Path, commands: list[AnyCommand], saved: bytes | None = None) -> None:
    """What a `git pull` does: the file replaced by one in which somebody did more on what was there."""
    later = iter(f"2031-03-10T00:00:{n:02}.000Z" for n in range(60))
    stored = after(parse(saved or path.read_bytes(), path), commands, lambda: next(later))
    new = path.with_suffix(".pull")
    new.write_bytes(Encoder().encode(all_tables(stored)))
    os.replace(new, path)


def test_a_pull_under_an_open_review_is_merged_with_the_next_edit(opened: Opener) -> None:
    review = opened()
    review.apply(Accept(id=IDS[0]))
    pulled(review.path, [Reject(id=IDS[1]), Reject(id=IDS[2])])

    review.apply(Accept(id=IDS[3]))

    states = {r.id: r.status for r in review.session.annotations()}
    assert [states[identifier] for identifier in IDS[:4]] == ["accepted", "rejected", "rejected", "accepted"]
    assert (review.brought, review.conflicts) == (2, ())
    assert dict(review.session.records) == records(existing(review.path))
    review.apply(Undo())
    review.apply(Accept(id=IDS[4]))
    sound(existing(review.path))
    assert existing(review.path).history == review.session.history


def test_a_screen_that_has_not_caught_up_goes_on_and_loses_nothing(opened: Opener) -> None:
    review = opened()
    session = review.session
    review.apply(Accept(id=IDS[0]))
    pulled(review.path, [Reject(id=IDS[1])])

    for command in (Accept(id=IDS[2]), Undo(), Undo(), Redo(), Accept(id=IDS[1])):
        change = session.apply(command)
        assert change is not None
        review.save([change])
        sound(existing(review.path))

    assert review.session is session
    assert [conflict.id for conflict in review.conflicts] == []
    assert review.brought == 1
    assert review.catch_up()
    assert not review.catch_up()
    states = {r.id: r.status for r in review.session.annotations()}
    assert [states[identifier] for identifier in IDS[:3]] == ["accepted", "accepted", "pending"]
    review.apply(Reject(id=IDS[5]))
    assert existing(review.path).history == review.session.history


def test_the_workspace_learns_what_a_pull_brought_too(opened: Opener, workspace: Workspace) -> None:
    review = opened()
    first = review.session.apply(Accept(id=IDS[0]))
    assert first is not None
    review.save([first])
    pulled(review.path, [Reject(id=IDS[1])])
    second = review.session.apply(Accept(id=IDS[2]))
    assert second is not None
    review.save([second])
    review.close()

    counts = register.known(workspace).rules.values()
    assert (sum(count.accepted for count in counts), sum(count.rejected for count in counts)) == (2, 1)


def test_a_conflict_with_a_pull_is_shown(opened: Opener) -> None:
    review = opened()
    review.apply(Accept(id=IDS[0]))
    pulled(review.path, [Reject(id=IDS[1])])

    review.apply(Accept(id=IDS[1]))

    (conflict,) = review.conflicts
    assert "status: ours accepted, theirs rejected" in str(conflict)
    assert [c.command["do"] for c in existing(review.path).history] == ["accept", "accept", "reject"]


def test_a_second_pull_is_merged_too(opened: Opener) -> None:
    review = opened()
    session = review.session
    for number in range(3):
        change = session.apply(Accept(id=IDS[number]))
        assert change is not None
        review.save([change])
        pulled(review.path, [Reject(id=IDS[10 + number])])
    last = session.apply(Undo())
    assert last is not None
    review.save([last])

    states = {r.id: r.status for r in existing(review.path).records if isinstance(r, Annotation)}
    assert [states[i] for i in (*IDS[:3], *IDS[10:13])] == ["accepted", "accepted", "pending", *["rejected"] * 3]
    sound(existing(review.path))


def test_an_older_file_put_back_under_the_app_takes_nothing_away(opened: Opener) -> None:
    review = opened()
    review.apply(Accept(id=IDS[0]))
    before = review.path.read_bytes()
    review.apply(Accept(id=IDS[1]))
    review.path.write_bytes(before)

    review.apply(Accept(id=IDS[2]))

    assert [change.revision for change in existing(review.path).history] == [1, 2, 3]
    assert review.brought == 0


def test_a_file_that_appears_under_a_new_review_is_merged(opened: Opener, workspace: Workspace) -> None:
    review = opened()
    other = after(fresh(), [Reject(id=IDS[0])])
    review.path.parent.mkdir(parents=True, exist_ok=True)
    review.path.write_bytes(Encoder().encode(all_tables(other)))

    review.apply(Accept(id=IDS[1]))

    assert len(existing(review.path).history) == 2
    sound(existing(review.path))


def test_a_file_that_a_merge_left_broken_is_never_overwritten(opened: Opener) -> None:
    review = opened()
    review.apply(Accept(id=IDS[0]))
    broken = b"<<<<<<< HEAD\n" + review.path.read_bytes()
    review.path.write_bytes(broken)

    with pytest.raises(StoreError, match="is damaged and left as it is"):
        review.apply(Accept(id=IDS[1]))

    assert review.path.read_bytes() == broken
    assert [change.revision for change in review.unsaved] == [2]


def test_who_could_only_read_takes_over_when_the_first_is_gone(opened: Opener) -> None:
    first, second = opened(), opened()
    first.apply(Accept(id=IDS[0]))
    assert not second.take_over()
    first.close()

    assert second.take_over()
    second.apply(Accept(id=IDS[1]))

    assert [change.revision for change in existing(second.path).history] == [1, 2]
    assert second.session.revision == 2


# git itself


def git(folder: Path, *arguments: str, code: int | None = 0) -> str:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "LC_ALL": "C"}
    named = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", *named, *arguments], cwd=folder, capture_output=True, text=True, check=False, env=environment
    )
    assert code is None or done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def checkout(opened: Opener, workspace: Workspace) -> Path:
    """A repository with one review in it and the merge driver set up as annotations/README.md says."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    review = opened()
    review.apply(Accept(id=IDS[0]))
    review.close()
    root = workspace.root
    shutil.copy(Path(__file__).parents[3] / "annotations" / ".gitattributes", root)
    git(root, "init", "-q", "-b", "main")
    (root / ".gitignore").write_text(".l*/\n.index.json\n")
    git(root, "config", "merge.dvo-tui.driver", f"{sys.executable} -m dvo_tui merge %O %A %B")
    git(root, "add", ".")
    git(root, "commit", "-qm", "begin")
    return root


def on_branch(root: Path, name: str, opened: Opener, commands: list[AnyCommand]) -> None:
    git(root, "checkout", "-q", "-b", name, "main")
    review = opened()
    for command in commands:
        review.apply(command)
    review.close()
    git(root, "commit", "-qam", name)


def test_git_merges_two_branches_by_record(checkout: Path, opened: Opener) -> None:
    on_branch(checkout, "one", opened, [Accept(id=IDS[1]), Accept(id=IDS[2])])
    on_branch(checkout, "two", opened, [Reject(id=IDS[3]), SetField(id=IDS[4], field="note", value="x")])

    said = git(checkout, "merge", "-q", "one")

    review = opened()
    assert "0 conflicts" in said
    assert len(review.session.history) == 5
    assert [r.status for r in map(review.session.annotation, IDS[:4])] == ["accepted"] * 3 + ["rejected"]
    sound(existing(review.path))


def test_git_stops_at_a_true_conflict_with_a_file_that_still_opens(checkout: Path, opened: Opener) -> None:
    on_branch(checkout, "one", opened, [Accept(id=IDS[1])])
    on_branch(checkout, "two", opened, [Reject(id=IDS[1])])

    said = git(checkout, "merge", "-q", "one", code=1)

    assert "status: ours rejected, theirs accepted; ours is kept" in said
    review = opened()
    assert [change.command["do"] for change in review.session.history] == ["accept", "accept", "reject"]
    sound(existing(review.path))
