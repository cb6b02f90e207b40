"""A file that changed since its review: the review goes on, what has no place waits, and the old work file stays."""

from __future__ import annotations

import errno
import os
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dvo_tui.errors import Refused, StoreError
from dvo_tui.minutes.model import Minutes
from dvo_tui.minutes.reading import read_bytes
from dvo_tui.review.commands import Accept, Add, Dismiss, Place, Remove, SetField, Undo
from dvo_tui.review.placing import unplaced_in, waiting
from dvo_tui.review.records import Annotation, Unplaced
from dvo_tui.store import register
from dvo_tui.store.driver import merge_files
from dvo_tui.store.encoding import Encoder
from dvo_tui.store.findings import findings
from dvo_tui.store.merging import merge, state_before
from dvo_tui.store.opening import OpenReview, open_minutes, open_review
from dvo_tui.store.recovery import last_good
from dvo_tui.store.rereading import left_in
from dvo_tui.store.status import statuses, superseded
from dvo_tui.store.workfile import all_tables, existing
from dvo_tui.store.workspace import Workspace
from tests.unit.cli.conftest import SHORT

TEXT = SHORT.read_text(encoding="utf-8")
DECISION = "Besloten wordt om de demonstratie toe te staan van 14.00 tot 16.00 uur, zonder optocht."
CHANGED = TEXT.replace(DECISION + "\n\n", "").replace(
    "De driehoek bespreekt", "Mededelingen: geen.\n\nDe driehoek bespreekt"
)

Opener = Callable[..., OpenReview]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "minutes" / "driehoek.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def reopened(workspace: Workspace, source: Path) -> Iterator[Opener]:
    """Opens a file, first with another text in it, where one is given."""
    reviews: list[OpenReview] = []

    def opener(text: str | None = None, file: Path = source) -> OpenReview:
        for review in reviews:
            review.close()
        if text is not None:
            file.write_text(text, encoding="utf-8")
        reviews.append(open_review(workspace, file, "jdv"))
        return reviews[-1]

    yield opener
    for review in reviews:
        review.close()


def accept_all(review: OpenReview) -> None:
    for record in review.session.annotations():
        review.apply(Accept(id=record.id))


def left(review: OpenReview) -> tuple[Unplaced, ...]:
    return unplaced_in(review.session.records.values())


def paths(workspace: Workspace) -> list[Path]:
    return list(workspace.work_files("jdv"))


def test_a_review_goes_on_in_a_work_file_of_its_own_and_the_old_one_stays(
    reopened: Opener, workspace: Workspace
) -> None:
    review = reopened()
    accept_all(review)
    before = review.path.read_bytes()
    decision = review.session.annotations("decision")[0]

    after = reopened(CHANGED)

    assert review.path.read_bytes() == before
    assert [one.of for one in left(after)] == [decision.id]
    assert after.session.progress().accepted == review.session.progress().accepted - 1
    assert after.session.history[0].command["from"] == review.session.minutes.document.text_sha256
    assert "1 without a place" in after.news
    assert state_before(existing(after.path), 0).keys() >= {id_ for id_ in after.session.records if id_[0] == "p"}


def test_the_report_names_what_became_of_each(reopened: Opener) -> None:
    review = reopened()
    accept_all(review)
    ids = {record.id for record in review.session.annotations()}

    reading = reopened(CHANGED).reading

    assert reading is not None
    assert {*reading.kept, *reading.moved, *reading.edited, *reading.relocated} == ids - {
        review.session.annotations("decision")[0].id
    }
    assert reading.kept
    assert reading.moved
    assert len(reading.unplaced) == 1
    assert reopened().reading is None
    assert "without a place since driehoek.txt changed: 1" in reopened().news


def test_it_is_one_write_and_a_file_without_it_is_what_it_always_was(reopened: Opener, replaced: list[object]) -> None:
    review = reopened()
    accept_all(review)
    assert b"unplaced" not in review.path.read_bytes()
    assert b"follow" not in review.path.read_bytes()
    review.close()
    del replaced[:]

    after = reopened(CHANGED)

    assert [name for name in replaced if Path(str(name)).name == after.path.name] == [after.path]
    assert after.path.read_bytes() == Encoder().encode(all_tables(existing(after.path)))


def test_what_cannot_be_saved_is_kept_and_the_old_review_is_as_it_was(
    reopened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = reopened()
    accept_all(review)
    before = review.path.read_bytes()
    review.close()

    def full(*_args: object, **_more: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(os, "replace", full)
        after = reopened(CHANGED)
    assert not after.path.exists()
    assert review.path.read_bytes() == before
    assert len(after.unsaved) == 1
    after.save()
    assert len(left(after)) == 1
    assert existing(after.path).history == after.session.history


def test_placed_by_hand_it_keeps_id_link_origin_and_fields_and_undo_takes_that_back(reopened: Opener) -> None:
    review = reopened()
    accept_all(review)
    decision = review.session.annotations("decision")[0]
    review.apply(SetField(id=decision.id, field="note", value="zie bijlage"))
    after = reopened(CHANGED)
    (one,) = left(after)
    start = after.session.text.index("De teamchef")

    after.apply(Place(id=one.id, start=start, end=start + 11))
    placed = after.session.annotation(decision.id)
    assert placed.spans[0].start == start
    assert (placed.origin, placed.note, placed.status) == (decision.origin, "zie bijlage", "accepted")
    assert getattr(placed, "text", "") == "De teamchef"
    assert not left(after)
    assert after.path.read_bytes() == Encoder().encode(all_tables(existing(after.path)))

    after.apply(Undo())
    assert left(after) == (one,)
    assert decision.id not in after.session.records
    assert left(reopened()) == (one,)


def test_dismissed_it_is_kept_but_not_counted(reopened: Opener, workspace: Workspace) -> None:
    review = reopened()
    accept_all(review)
    after = reopened(CHANGED)
    after.apply(Dismiss(id=left(after)[0].id))

    assert waiting(after.session.records.values()) == 0
    assert [one.dismissed for one in left_in(paths(workspace))] == [True]
    assert not list(findings(after.path, workspace.scheme()))
    assert left(reopened(CHANGED.replace("geen.", "geen mededelingen.")))[0].dismissed


def test_the_reading_itself_is_not_undone(reopened: Opener) -> None:
    accept_all(reopened())
    after = reopened(CHANGED)
    records = dict(after.session.records)

    assert not after.session.can_undo
    with pytest.raises(Refused, match="read anew"):
        after.apply(Undo())
    assert dict(after.session.records) == records


def test_what_is_left_is_carried_forward_and_found_again_when_its_words_are_back(reopened: Opener) -> None:
    review = reopened()
    accept_all(review)
    decision = review.session.annotations("decision")[0]
    first = left(reopened(CHANGED))
    second = left(reopened(CHANGED.replace("geen.", "geen mededelingen.")))
    assert second == first

    again = reopened(TEXT.replace("Aanwezig:", "Aanwezig zijn:"))
    assert not left(again)
    assert again.session.annotation(decision.id).status == "accepted"


def test_a_file_that_is_again_what_it_was_takes_along_what_was_done_meanwhile(
    reopened: Opener, workspace: Workspace
) -> None:
    review = reopened()
    accept_all(review)
    middle = reopened(CHANGED)
    mention = middle.session.annotations("entity")[0]
    middle.apply(SetField(id=mention.id, field="note", value="gezien"))

    back = reopened(TEXT)

    assert back.path == review.path
    assert back.session.annotation(mention.id).note == "gezien"
    assert not left(back)
    assert superseded(paths(workspace)) == {middle.path: back.session.minutes.document.id}
    assert reopened().reading is None


def test_status_and_check_tell_the_two_apart(reopened: Opener, workspace: Workspace) -> None:
    accept_all(reopened())
    after = reopened(CHANGED)
    document = after.session.minutes.document.id

    found = {one.document: one for one in statuses(workspace, "jdv")}
    assert found[document].unplaced == 1
    assert [one.superseded for name, one in found.items() if name != document] == [document]
    lines = [line for path in paths(workspace) for line in findings(path, workspace.scheme())]
    assert len(lines) == 1
    assert "Besloten" not in lines[0]
    assert left(after)[0].id in lines[0]


def test_the_workspace_learns_from_it_once(reopened: Opener, workspace: Workspace) -> None:
    accept_all(reopened())
    reopened(CHANGED).close()
    known = register.known(workspace)
    assert {surface.documents for surface in known.surfaces} == {1}
    workspace.register_for("jdv").unlink()
    assert register.known(workspace) == known


def test_another_meeting_in_a_file_of_the_same_name_begins_afresh_and_says_so(
    reopened: Opener, workspace: Workspace
) -> None:
    accept_all(reopened())
    other = reopened("Verslag overleg Vlietland, 9 maart 2023\n\nDe heer Bos opent. Er wordt niets besloten.\n")

    assert other.reading is None
    assert "another document named driehoek.txt" in other.news
    assert other.session.progress().accepted == 0
    assert not superseded(paths(workspace))


def test_a_file_of_the_same_name_in_another_folder_is_another_document(reopened: Opener, source: Path) -> None:
    review = reopened()
    accept_all(review)
    review.save_place(None, 0)
    twin = source.parent / "concept" / source.name
    twin.parent.mkdir()

    other = reopened(CHANGED, twin)

    assert other.reading is None
    assert other.session.progress().accepted == 0
    assert not other.news


def test_a_folder_that_was_moved_keeps_its_review(reopened: Opener, source: Path) -> None:
    review = reopened()
    accept_all(review)
    review.save_place(None, 0)
    moved = source.parent / "2022" / source.name
    moved.parent.mkdir()
    source.rename(moved)

    assert reopened(CHANGED, moved).reading is not None


def test_a_review_that_is_open_elsewhere_is_not_carried_over(workspace: Workspace, source: Path) -> None:
    review = open_review(workspace, source, "jdv")
    accept_all(review)
    source.write_text(CHANGED, encoding="utf-8")
    with pytest.raises(StoreError, match="open in another program"):
        open_review(workspace, source, "jdv")
    review.close()
    open_review(workspace, source, "jdv").close()


def test_another_reading_of_the_same_text_keeps_everything_and_shows_the_new_places(
    reopened: Opener, workspace: Workspace, source: Path
) -> None:
    review = reopened()
    accept_all(review)
    before = review.path.read_bytes()
    after = reopened("\n\n" + TEXT)

    assert after.path == review.path
    assert after.path.read_bytes() == before
    assert after.reading is None
    assert after.session.minutes.source.line_column(0) == (3, 1)


def test_two_clones_that_read_it_anew_become_one(reopened: Opener, workspace: Workspace, tmp_path: Path) -> None:
    accept_all(reopened())
    after = reopened(CHANGED)
    after.close()
    ours, theirs = tmp_path / "ours.json", tmp_path / "theirs.json"
    ours.write_bytes(after.path.read_bytes())
    after.path.unlink()
    mine = reopened()
    mine.apply(Dismiss(id=left(mine)[0].id))
    theirs.write_bytes(mine.path.read_bytes())

    merged = merge(existing(ours), existing(theirs)).stored
    assert [one.dismissed for one in unplaced_in(merged.records)] == [True]
    assert len([change for change in merged.history if change.command["do"] == "reanchor"]) == 1
    assert merge_files(theirs, ours, theirs, workspace.scheme()).clean
    assert existing(ours) == merged


def test_the_generation_before_a_damaged_one_has_what_is_left_too(reopened: Opener) -> None:
    accept_all(reopened())
    after = reopened(CHANGED)
    one = left(after)[0]
    after.apply(Dismiss(id=one.id))
    after.close()
    after.path.write_bytes(after.path.read_bytes()[:300])
    good = last_good(after.path)
    assert good is not None
    assert unplaced_in(good.stored.records) == (one,)


def test_a_file_saved_anew_with_its_accents_apart_keeps_all_of_its_review(reopened: Opener) -> None:
    text = TEXT.replace("demonstratie", "reünie").replace("De driehoek bespreekt", "Mevr. Daniëlse bespreekt")
    review = reopened(text)
    accept_all(review)
    before = len(review.session.annotations())
    again = reopened(unicodedata.normalize("NFD", text))
    assert again.session.text != text
    assert {record.status for record in again.session.annotations()} == {"accepted"}
    assert len(again.session.annotations()) == before
    assert not unplaced_in(again.session.records.values())


def test_a_removed_suggestion_stays_removed(reopened: Opener) -> None:
    review = reopened()
    gone = next(record for record in review.session.annotations("entity") if getattr(record, "type", "") == "LAW")
    review.apply(Remove(id=gone.id))
    again = reopened(CHANGED)
    assert not [r for r in again.session.annotations("entity") if getattr(r, "type", "") == "LAW"]


def test_who_is_public_by_function_stays_settled_and_keeps_the_role_that_is_read_now(reopened: Opener) -> None:
    review = reopened()
    one, *_others, gone = review.session.participants()
    review.apply(SetField(id=one.id, field="public", value=False))
    review.apply(SetField(id=gone.id, field="ground", value="5.1.2c"))

    again = reopened(CHANGED.replace(gone.name, "iemand").replace("burgemeester", "wethouder"))

    people = {person.name: person for person in again.session.participants()}
    assert (people[one.name].public, people[one.name].role) == (False, "wethouder")
    assert people[gone.name].ground == "5.1.2c"


# Any edit of any text

WORDS = ["driehoek", "Bos", "besluit", "Markt", "verwacht", "optocht", "donderdag", "politie", "de", "van", "."]
edits = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 60), st.lists(st.sampled_from(WORDS), max_size=6)), max_size=5
)


def minutes_of(text: str) -> Minutes:
    return read_bytes(text.encode(), "driehoek.txt")


def edited(text: str, changes: list[tuple[float, int, list[str]]]) -> str:
    for where, length, words in changes:
        at = int(where * len(text))
        text = text[:at] + " ".join(words) + text[at + length :]
    return text


@settings(max_examples=40, deadline=None)
@given(st.lists(edits, min_size=1, max_size=3))
@example([[(0.0, 35, []), (0.0, 60, ["driehoek", "driehoek", "."]), (0.5, 1, [])]])
def test_after_any_edits_everything_settled_stands_on_its_words_or_is_listed(rounds: list[object]) -> None:
    with TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder))
        review = open_minutes(workspace, minutes_of(TEXT), "jdv")
        accept_all(review)
        end = review.session.text.index("\n")
        review.apply(Add(layer="note", type="naschrift", start=0, end=end))
        review.close()
        settled = {record.id: quoted(review, record) for record in review.session.annotations()}
        text = TEXT
        for changes in rounds:
            assert isinstance(changes, list)
            text = edited(text, changes)
            minutes = minutes_of(text)
            review = open_minutes(workspace, minutes, "jdv")
            review.close()
            if review.other:
                return  # so little is left that it counts as another document; the review stays where it was
            there = {record.id: record for record in review.session.annotations() if record.id in settled}
            listed = {one.of: one for one in left(review)}
            assert set(settled) <= set(there) | set(listed)
            assert not set(there) & set(listed)
            reading = review.reading
            for identifier, record in there.items():
                if reading is not None and identifier not in reading.edited:
                    assert quoted(review, record) == settled[identifier]
                settled[identifier] = quoted(review, record)
            assert all(msgspec.json.decode(msgspec.json.encode(one), type=Unplaced) == one for one in listed.values())


def quoted(review: OpenReview, record: Annotation) -> list[str]:
    """What the spans hold; white space never counts when a text is read anew."""
    return ["".join(review.session.text[span.start : span.end].split()) for span in record.spans]
