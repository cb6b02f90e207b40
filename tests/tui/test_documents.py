"""The list of documents, going between them, and what bad input gets."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from dvo_tui.errors import InputError
from dvo_tui.language import choose
from dvo_tui.minutes import reading
from dvo_tui.minutes.model import Minutes
from dvo_tui.minutes.reading import read_file
from dvo_tui.review.commands import Accept
from dvo_tui.store.workspace import Workspace
from dvo_tui.tui.app import DvoApp
from dvo_tui.tui.screens.documents import DocumentsScreen
from dvo_tui.tui.screens.review import ReviewScreen
from dvo_tui.tui.shelf import Shelf, Summary, entries_of
from tests.tui.driving import Driver, FakeReview, opened, settled

MINUTES = (
    "Verslag Districtelijk Veiligheidsoverleg Vlierdonk 8 maart 2021\n\n1. Opening\n\n"
    "Dhr. Van Terwolde opent het overleg. Mevr. Kroes zegt toe in april een notitie te sturen.\n"
)


def on_disk(root: Path, **files: bytes) -> DvoApp:
    choose("en")
    folder = root / "minutes"
    folder.mkdir(parents=True)
    for name, data in files.items():
        (folder / f"{name}.txt").write_bytes(data)
    workspace = Workspace(root / "w")
    paths = [folder / f"{name}.txt" for name in files]
    return DvoApp(Shelf(workspace, "jo", entries_of(paths, workspace, "jo")), clock=lambda: "12:03")


def driver(pilot: object, running: DvoApp) -> Driver:
    return Driver(pilot, running, FakeReview())  # type: ignore[arg-type]


async def test_several_documents_begin_with_the_list() -> None:
    async with opened(FakeReview(), FakeReview()) as d:
        assert isinstance(d.app.screen, DocumentsScreen)
        assert "verslag-1" in d.text("documents")
        assert "verslag-2" in d.text("documents")


async def test_a_bad_file_says_why_in_its_row_and_the_others_go_on(tmp_path: Path) -> None:
    running = on_disk(
        tmp_path, good=MINUTES.encode(), binary=b"\x00\x01\x02\x03" * 99, empty=b"", other=MINUTES.encode()
    )
    async with running.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        d = driver(pilot, running)
        rows = {line.split()[1 if line.split()[0] in "!·✓▌" else 0]: line for line in d.lines("documents")[1:5]}
        assert "binary" in next(line for line in d.lines("documents") if "! binary" in line)
        assert "empty" in next(line for line in d.lines("documents") if "! empty" in line)
        assert sum("8 March 2021" in line for line in rows.values()) == 2


async def test_a_document_opens_by_key_and_back_shows_how_far_it_is(tmp_path: Path) -> None:
    running = on_disk(tmp_path, een=MINUTES.encode(), twee=MINUTES.encode() + b"\nMeer.\n")
    async with running.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        d = driver(pilot, running)
        await d.press("j", "enter")
        assert d.screen.entry.name == "twee.txt"
        assert "document 2 of 2" in d.text("header")
        await d.press("a", "b")
        assert isinstance(running.screen, DocumentsScreen)
        row = next(line for line in d.lines("documents") if "twee" in line)
        assert "━" in row
        assert "jo" in row
        await d.press("enter")
        assert d.screen.session.progress().accepted == 1


async def test_next_and_previous_document_by_one_key_save_first() -> None:
    first, second = FakeReview(), FakeReview()
    async with opened(first, second) as d:
        await d.press("enter")
        await d.pilot.press("a", "o", "a", "a")
        await d.press("O")

        assert d.screen.entry.name == "verslag-1.md"
        assert first.session.progress().accepted == 1
        assert second.session.progress().accepted == 2
        assert len(first.saved) == 1
        assert len(second.saved) == 2
        assert second.closed


async def test_there_is_no_other_document() -> None:
    async with opened() as d:
        await d.press("o")

        assert "no other document" in d.text("footer")


async def test_the_list_can_be_filtered_and_left_unfiltered() -> None:
    async with opened(FakeReview(), FakeReview(), FakeReview()) as d:
        await d.press("slash", "3")
        assert "verslag-1" not in d.text("documents")
        await d.press("enter", "enter")
        assert d.screen.entry.name == "verslag-3.md"


async def test_the_list_can_be_sorted() -> None:
    async with opened(FakeReview(), FakeReview()) as d:
        screen = d.app.screen
        assert isinstance(screen, DocumentsScreen)
        screen._summaries = {
            "verslag-1.md": Summary(date="2022-01-01", pending=1, updated="2024"),
            "verslag-2.md": Summary(date="2021-01-01", pending=9, updated="2023"),
        }
        orders = []
        for _ in range(4):
            names = [line.split("verslag-")[1][0] for line in d.lines("documents") if "verslag-" in line]
            orders.append(("".join(names), d.text("footer").split("sorted by ")[1].strip()))
            await d.press("s")
        assert orders == [("12", "name"), ("21", "date"), ("21", "pending"), ("12", "last edit")]


async def test_an_empty_workspace_says_what_to_do(tmp_path: Path) -> None:
    choose("en")
    running = DvoApp(Shelf(Workspace(tmp_path), "jo", []))
    async with running.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        d = driver(pilot, running)
        assert "There are no documents yet" in d.text("documents")
        assert "press q" in d.text("documents").replace("Press", "press")
        await d.press("j", "enter", "s", "q")
        assert running.return_value == 0


async def test_a_document_that_cannot_be_opened_says_why_and_the_keys_still_work(tmp_path: Path) -> None:
    choose("en")
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\x00\x01\x02" * 99)
    workspace = Workspace(tmp_path / "w")
    running = DvoApp(Shelf(workspace, "jo", entries_of([bad], workspace, "jo")))
    async with running.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        d = driver(pilot, running)
        assert "bad.txt is binary" in d.shown()
        await d.press("a", "x", "j", "enter", "v", "u", "g", "tab", "question_mark", "q", "q")
        assert not running.is_running
    assert running.return_value == 1


async def test_a_new_document_can_be_read_before_anything_is_suggested(tmp_path: Path) -> None:
    running = on_disk(tmp_path, een=MINUTES.encode())
    running.first_preview = running.shelf.preview(running.shelf.entries[0])
    async with running.run_test(size=(120, 30)) as pilot:
        assert isinstance(running.screen, ReviewScreen)
        await settled(pilot)
        d = driver(pilot, running)
        assert "Van Terwolde opent" in d.shown()
        assert d.screen.session.pending()
        await d.press("a")
        assert d.screen.session.progress().accepted == 1


def test_a_folder_stands_for_its_minutes_and_no_path_for_the_workspace(tmp_path: Path) -> None:
    (tmp_path / "m" / "deep").mkdir(parents=True)
    for name in ("b.md", "a.txt", "deep/c.txt", "README.md", ".hidden.txt", "plaatje.png"):
        (tmp_path / "m" / name).write_text(MINUTES)
    workspace = Workspace(tmp_path / "w")

    assert [entry.name for entry in entries_of([tmp_path / "m"], workspace, "jo")] == ["a.txt", "b.md", "c.txt"]
    assert entries_of([], workspace, "jo") == []


def test_the_same_file_named_twice_is_one_document(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(MINUTES)

    assert len(entries_of([file, tmp_path], Workspace(tmp_path / "w"), "jo")) == 1


def test_a_missing_path_alone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        entries_of([tmp_path / "nergens.md"], Workspace(tmp_path / "w"), "jo")


def test_a_folder_without_minutes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no minutes"):
        entries_of([tmp_path], Workspace(tmp_path / "w"), "jo")


async def test_export_writes_curated_yaml_and_says_where(tmp_path: Path) -> None:
    from tests.tui.driving import app

    review = FakeReview()
    running = app(review, root=tmp_path)
    choose("en")
    async with running.run_test(size=(160, 40)) as pilot:
        await settled(pilot)
        d = Driver(pilot, running, review)
        await d.press("a", "w")
        assert "curated" in d.text("footer")
    written = list((tmp_path / "curated").glob("*.yaml"))
    assert [path.name for path in written] == ["verslag-vlierdonk-2021-03-08-00000000.yaml"]
    assert "accepted" in written[0].read_text()


async def test_export_that_cannot_write_says_so(tmp_path: Path) -> None:
    from tests.tui.driving import app

    (tmp_path / "curated").write_text("in the way")
    running = app(FakeReview(), root=tmp_path)
    async with running.run_test(size=(160, 40)) as pilot:
        await settled(pilot)
        d = driver(pilot, running)
        await d.press("w")
        assert "not saved" in d.text("footer")


def test_rows_of_reviewed_documents_come_from_the_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    running = on_disk(tmp_path, een=MINUTES.encode(), twee=MINUTES.encode() + b"\nMeer.\n", drie=MINUTES.encode())
    shelf = running.shelf
    for entry in shelf.entries[:2]:
        review = shelf.open(entry)
        review.apply(Accept(id=review.session.pending()[0].id))
        review.close()
    read: list[str] = []

    def counted(path: Path) -> Minutes:
        read.append(path.name)
        return read_file(path)

    monkeypatch.setattr(reading, "read_file", counted)
    found = {entry.name: summary for entry, summary in shelf.summaries()}

    assert read == ["drie.txt"]
    assert [found[name].accepted for name in ("een.txt", "twee.txt")] == [1, 1]
    assert found["een.txt"].reviewer == "jo"
    assert found["drie.txt"].pending is None
    assert found["een.txt"].date == found["drie.txt"].date == "2021-03-08"


def test_a_file_that_was_written_since_is_read_again(tmp_path: Path) -> None:
    running = on_disk(tmp_path, een=MINUTES.encode())
    entry = running.shelf.entries[0]
    review = running.shelf.open(entry)
    review.apply(Accept(id=review.session.pending()[0].id))
    review.close()
    assert isinstance(entry.source, Path)
    entry.source.write_text(MINUTES + "\nMeer.\n", encoding="utf-8")
    later = time.time() + 60
    os.utime(entry.source, (later, later))
    assert [(summary.accepted, summary.changed) for _entry, summary in running.shelf.summaries()] == [(1, True)]

    entry.source.write_text(MINUTES, encoding="utf-8")
    os.utime(entry.source, (later, later))
    assert [summary.accepted for _entry, summary in running.shelf.summaries()] == [1]


def test_two_files_of_one_name_each_have_their_own_row(tmp_path: Path) -> None:
    for folder, text in (("a", MINUTES), ("b", MINUTES + "\nMeer.\n")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "v.txt").write_text(text, encoding="utf-8")
    workspace = Workspace(tmp_path / "w")
    shelf = Shelf(workspace, "jo", entries_of([tmp_path / "a", tmp_path / "b"], workspace, "jo"))
    review = shelf.open(shelf.entries[1])
    review.apply(Accept(id=review.session.pending()[0].id))
    review.close()

    assert [summary.accepted for _entry, summary in shelf.summaries()] == [0, 1]
    assert [summary.pending is None for _entry, summary in shelf.summaries()] == [True, False]


def test_a_damaged_work_file_says_so_in_its_own_row(tmp_path: Path) -> None:
    running = on_disk(tmp_path, een=MINUTES.encode(), twee=MINUTES.encode() + b"\nMeer.\n")
    shelf = running.shelf
    review = shelf.open(shelf.entries[0])
    review.apply(Accept(id=review.session.pending()[0].id))
    review.close()
    review.path.write_bytes(review.path.read_bytes()[:100])
    found = [summary for _entry, summary in shelf.summaries()]

    assert "damaged" in found[0].problem
    assert found[1].problem == ""
    by_id = Shelf(shelf.workspace, "jo", entries_of([], shelf.workspace, "jo"))
    assert ["damaged" in summary.problem for _entry, summary in by_id.summaries()] == [True]
