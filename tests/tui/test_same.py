"""The same words everywhere: the preview, what is taken out of it, and the other documents of the workspace."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from dvo_tui.language import choose
from dvo_tui.review.commands import Accept, Complete, Undo
from dvo_tui.review.records import Entity
from dvo_tui.review.session import ReviewSession
from dvo_tui.store.opening import OpenReview, open_minutes, open_review, read_review
from dvo_tui.store.workspace import Workspace
from dvo_tui.tui.app import DvoApp
from dvo_tui.tui.panels.carried import CarriedPanel
from dvo_tui.tui.panels.same import SamePanel
from dvo_tui.tui.shelf import Entry, Shelf
from tests.invented.vlierdonk import TEXT, minutes, session, span, suggestions
from tests.tui.driving import NARROW, WIDE, Driver, FakeReview, opened, settled

MORE = "DVO en DVO, en nog eens het DVO.\n"


def repeated() -> FakeReview:
    """The invented minutes with three more of a body at the end, that nobody proposed."""
    return FakeReview(session(minutes(extra=MORE)))


def bodies(found: ReviewSession) -> list[Entity]:
    return [one for one in found.annotations("entity") if isinstance(one, Entity) and one.text == "DVO"]


async def test_two_keys_settle_every_occurrence_in_one_change() -> None:
    async with opened(repeated()) as d:
        await d.go(d.entity("DVO"))
        await d.press("=", "enter")

        assert [one.status for one in bodies(d.session)] == ["accepted"] * 5
        assert d.session.revision == 1
        await d.press("u")
        assert [one.status for one in bodies(d.session)] == ["pending"] * 2


async def test_the_preview_shows_every_line_and_what_would_be_done() -> None:
    async with opened(repeated()) as d:
        await d.go(d.entity("DVO"))
        await d.press("=")

        shown = d.text("inspector")
        assert "5 of 5 here" in shown
        assert shown.count("new") == 3
        assert "Het DVO geeft akkoord" in shown


@pytest.mark.parametrize("key", ["space", "x"])
async def test_a_row_can_be_taken_out_and_in_again(key: str) -> None:
    async with opened(repeated()) as d:
        await d.go(d.entity("DVO"))
        await d.press("=", "j", key)
        assert "4 of 5 here" in d.text("inspector")
        await d.press(key, "j", key, "enter")

        assert len(bodies(d.session)) == 4
        assert d.entity("DVO", 1).status == "accepted"


async def test_the_letter_of_a_row_takes_it_out() -> None:
    async with opened(repeated()) as d:
        await d.go(d.entity("DVO"))
        await d.press("=", "d", "enter")

        assert d.entity("DVO", 1).status == "pending"
        assert len(bodies(d.session)) == 5


async def test_the_mention_itself_cannot_be_taken_out() -> None:
    async with opened(repeated()) as d:
        await d.go(d.entity("DVO"))
        await d.press("=", "space")

        assert "the mention itself" in d.text("inspector")
        assert "5 of 5" in d.text("inspector")


async def test_what_was_rejected_is_left_out_until_it_is_asked_for() -> None:
    async with opened(repeated()) as d:
        await d.go(d.entity("DVO", 1))
        await d.press("x")
        await d.go(d.entity("DVO"))
        await d.press("=")
        assert "4 of 5 here" in d.text("inspector")
        assert "was rejected" in d.text("inspector")
        await d.press("enter")

        assert d.entity("DVO", 1).status == "rejected"


async def test_the_text_moves_along_and_is_back_afterwards() -> None:
    filler = "".join(f"Regel {n} zonder iets.\n" for n in range(80))
    review = FakeReview(session(minutes(extra=filler + MORE)))
    async with opened(review, size=NARROW) as d:
        first = d.entity("DVO")
        await d.go(first)
        pane = d.screen.pane
        before = pane.scroll_offset.y, pane.caret
        await d.press("=", "end")
        assert pane.scroll_offset.y > before[0]
        assert pane.caret == review.session.text.rindex("DVO")
        await d.press("ctrl+x")

        assert (pane.scroll_offset.y, pane.caret) == before
        assert pane.current == first.id


async def test_what_is_taken_and_left_out_is_drawn_in_the_text_and_gone_afterwards() -> None:
    async with opened(repeated()) as d:
        await d.go(d.entity("DVO"))
        await d.press("=", "d")
        layers = d.screen.pane._document.layers
        styles = [cover.style for cover in layers.within(0, len(d.session.text))]
        assert sorted(styles) == ["chosen"] * 4 + ["out"]
        await d.press("backspace")

        assert not layers.within(0, len(d.session.text))


async def test_on_a_pending_mention_it_goes_on_to_the_next_pending() -> None:
    async with opened(repeated()) as d:
        await d.go(d.entity("DVO"))
        await d.press("=", "j", "j", "enter")

        assert d.current == d.session.pending()[2]
        assert d.session.pending()[2].spans[0].start > span("DVO").start


async def test_on_an_accepted_mention_it_stays() -> None:
    async with opened(repeated()) as d:
        mention = d.entity("DVO")
        await d.go(mention)
        await d.press("a")
        await d.go(mention)
        await d.press("=", "enter")

        assert d.screen.pane.current == mention.id


async def test_another_key_goes_on_with_the_review_unless_something_was_taken_out() -> None:
    async with opened(repeated()) as d:
        await d.go(d.entity("DVO"))
        await d.press("=", "n")
        assert d.screen.panel is None
        await d.go(d.entity("DVO"))
        await d.press("=", "d", "n")
        assert d.screen.panel is not None


async def test_only_a_mention_has_the_same_words_elsewhere() -> None:
    async with opened() as d:
        await d.go(d.session.annotations("turn")[0])
        await d.press("=")

        assert d.screen.panel is None
        assert "only a mention" in d.text("footer")


# Other documents


def other(workspace: Workspace, name: str, extra: str = MORE, reviewer: str = "jo") -> OpenReview:
    return open_minutes(workspace, minutes(extra=extra, name=name), reviewer, suggest=lambda *_: suggestions())


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Two other documents of the reviewer, and one of somebody else."""
    found = Workspace(tmp_path / "werk")
    for name, reviewer in (("tweede.md", "jo"), ("derde.md", "jo"), ("vreemd.md", "piet")):
        review = other(found, name, reviewer=reviewer)
        first = review.session.pending()[0].id
        review.apply(Accept(id=first))
        review.close()
    return found


@asynccontextmanager
async def among(workspace: Workspace, *files: Path, language: str = "en") -> AsyncIterator[Driver]:
    """The app on one document; the others are in its workspace, or are files that it was started with."""
    choose(language)
    review = FakeReview()
    entries = [Entry(Path("eerste.md"), "eerste.md"), *(Entry(file, file.name) for file in files)]
    app = DvoApp(Shelf(workspace, "jo", entries), clock=lambda: "12:03", opener=lambda _entry: review)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        if files:
            await pilot.press("enter")
            await settled(pilot)
        yield Driver(pilot, app, review)


def saved(workspace: Workspace, name: str) -> ReviewSession:
    path = next(path for path in workspace.work_files("jo") if path.name.startswith(name))
    return read_review(workspace, path)


async def test_a_second_press_lists_the_other_documents_of_this_reviewer(workspace: Workspace) -> None:
    async with among(workspace) as d:
        await d.go(d.entity("DVO"))
        await d.press("=", "=")

        shown = d.text("inspector")
        assert "10 elsewhere (documents: 2" in shown
        assert "derde.md" in shown
        assert isinstance(d.screen.panel, SamePanel)
        await d.press("pagedown")
        assert "tweede.md" in d.text("inspector")
        assert "vreemd.md" not in shown + d.text("inspector")


async def test_it_is_one_durable_change_in_each_that_is_undone_there(workspace: Workspace) -> None:
    before = {name: saved(workspace, name).revision for name in ("tweede", "derde")}
    async with among(workspace) as d:
        await d.go(d.entity("DVO"))
        await d.press("=", "=", "enter")

        assert isinstance(d.screen.panel, CarriedPanel)
        assert "10 elsewhere (documents: 2)" in d.text("inspector")
        for name, revision in before.items():
            found = saved(workspace, name)
            assert found.revision == revision + 1
            assert [one.status for one in bodies(found)] == ["accepted"] * 5
    document = saved(workspace, "tweede").minutes.document.id
    review = open_review(workspace, document, "jo")
    review.apply(Undo())
    review.close()
    assert {one.status for one in bodies(saved(workspace, "tweede"))} == {"pending"}
    assert {one.status for one in bodies(saved(workspace, "derde"))} == {"accepted"}


async def test_a_document_and_a_place_in_one_can_be_taken_out(workspace: Workspace) -> None:
    async with among(workspace) as d:
        await d.go(d.entity("DVO"))
        await d.press("=", "=")
        await d.press("x", "pagedown")  # the first of the other documents as a whole
        panel = d.screen.panel
        assert isinstance(panel, SamePanel)
        rows = panel._rows
        head = max(n for n, row in enumerate(rows) if row.place is None)
        panel._picker.at = head
        await d.press("j", "x")
        assert "4 elsewhere (documents: 1" in d.text("inspector")
        await d.press("enter")

        assert saved(workspace, "derde").revision == 1
        changed = saved(workspace, "tweede")
        assert [one.status for one in bodies(changed)] == ["pending"] + ["accepted"] * 4


async def test_a_document_that_is_open_elsewhere_is_named_and_the_rest_goes_on(workspace: Workspace) -> None:
    document = saved(workspace, "derde").minutes.document.id
    holder = open_review(workspace, document, "jo")
    try:
        async with among(workspace) as d:
            await d.go(d.entity("DVO"))
            await d.press("=", "=", "enter")

            shown = d.text("inspector")
            assert "5 elsewhere (documents: 1)" in shown
            assert "derde.md" in shown
            assert saved(workspace, "derde").revision == 1
            assert saved(workspace, "tweede").revision == 2
    finally:
        holder.close()


async def test_a_complete_document_says_so_and_is_left_alone(workspace: Workspace) -> None:
    review = open_review(workspace, saved(workspace, "derde").minutes.document.id, "jo")
    review.apply(Complete())
    review.close()
    async with among(workspace) as d:
        await d.go(d.entity("DVO"))
        await d.press("=", "=")

        assert "called complete" in d.text("inspector")
        assert "5 elsewhere (documents: 1" in d.text("inspector")
        await d.press("enter")
        assert {one.status for one in bodies(saved(workspace, "derde"))} == {"pending"}


async def test_a_file_of_this_run_that_nobody_reviewed_is_searched_too(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "werk")
    file = tmp_path / "nieuw.txt"
    file.write_text(TEXT + MORE, encoding="utf-8")
    async with among(workspace, file) as d:
        await d.go(d.entity("DVO"))
        await d.press("=", "=")
        assert "nieuw.txt" in d.text("inspector")
        await d.press("enter")

        found = saved(workspace, "nieuw")
        assert {one.status for one in bodies(found)} == {"accepted"}
        assert len(bodies(found)) == 5


async def test_the_review_goes_on_while_others_are_written(workspace: Workspace) -> None:
    async with among(workspace) as d:
        await d.go(d.entity("DVO"))
        await d.press("=", "=")
        await d.pilot.press("enter", "a")
        await settled(d.pilot)

        assert d.screen.panel is None
        assert d.session.progress().accepted == 3
        assert {one.status for one in bodies(saved(workspace, "tweede"))} == {"accepted"}


async def test_nothing_elsewhere_is_said(tmp_path: Path) -> None:
    async with among(Workspace(tmp_path)) as d:
        await d.go(d.entity("DVO"))
        await d.press("=", "=")

        assert "nowhere else" in d.text("inspector")


async def test_it_speaks_dutch(workspace: Workspace) -> None:
    async with among(workspace, language="nl") as d:
        await d.go(d.entity("DVO"))
        await d.press("=", "=")

        assert "elders (documenten: 2" in d.text("inspector")


def test_a_rejected_mention_elsewhere_stays_rejected(tmp_path: Path) -> None:
    from dvo_tui.review.commands import Reject
    from dvo_tui.review.surfaces import adoption_of
    from dvo_tui.store.elsewhere import search

    workspace = Workspace(tmp_path)
    review = other(workspace, "tweede.md")
    review.apply(Reject(id=bodies(review.session)[0].id))
    review.close()
    here = session()
    model = next(one for one in here.annotations("entity") if isinstance(one, Entity) and one.text == "DVO")
    (found,) = search(workspace, "jo", adoption_of(here, model.id), here.minutes.document.id)
    assert [place.status for place in found.places] == ["rejected", "pending", "", "", ""]


def test_the_report_names_what_was_left_out_and_why() -> None:
    choose("en")
    report = CarriedPanel("DVO", 2)
    report.settled("een.md", 3)
    assert "1/2" in "".join(part.text for part in report.lines(120, 5)[0])
    report.failed("twee.md", "piet has it open")
    assert report.over
    assert report.summary == "“DVO”: 3 elsewhere (documents: 1); undo in each; not in twee.md (piet has it open)"


async def test_who_went_on_hears_what_came_of_it(workspace: Workspace) -> None:
    async with among(workspace) as d:
        report = CarriedPanel("DVO", 1)
        report.settled("een.md", 3)
        d.screen.many._carrying._over(report)

        assert "3 elsewhere" in d.text("footer")
