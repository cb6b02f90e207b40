"""Every binding, pressed in a situation made for it, has the effect that its description promises.

A key that is added to the table needs a line here: without one `test_every_binding_has_its_test` fails.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from dvo_tui.errors import StoreError
from dvo_tui.language import choose
from dvo_tui.review.records import Action, Decision, Entity, Note, Turn
from dvo_tui.tui import keys
from dvo_tui.tui.keys import KEYS, Key
from dvo_tui.tui.screens.documents import DocumentsScreen
from tests.invented.vlierdonk import span
from tests.tui.driving import WIDE, Driver, FakeReview, app, settled
from tests.tui.looking import Look, look, press

Effect = Callable[[Look, Look, Driver], object]
"""How things were, how they are now, and the app; true where the key did what it says."""

TIGELAAR, DECISION, ACTION, TURN = 4, 5, 7, 3
"""Annotations of the invented minutes, in reading order: a name, a decision, an action, the turn around the name."""


@dataclass(frozen=True)
class Case:
    """A situation: the annotation one is at, or words that the caret is put on, and what is pressed before the key."""

    effect: Effect
    before: tuple[str, ...] = ()
    at: int | str = TIGELAAR
    key: str = ""
    reviews: Callable[[], tuple[FakeReview, ...]] = lambda: (FakeReview(), FakeReview())


def opens(panel: str) -> Effect:
    return lambda was, now, _d: (was.panel, now.panel) == ("", panel)


def says(words: str) -> Effect:
    return lambda _was, now, _d: words in now.message


def to(words: str, nth: int = 0) -> Effect:
    """The caret goes to some words."""
    return lambda was, now, _d: now.caret == span(words, nth).start != was.caret


def quotes(words: str) -> Effect:
    """The current annotation stays, and is these words now."""
    return lambda was, now, _d: (now.current, now.text) == (was.current, words) and was.text != words


def adds(layer: type) -> Effect:
    """What is current now was not there before, is of a layer, and accepted."""
    return lambda was, now, d: isinstance(d.current, layer) and now.current != was.current and now.status == "accepted"


def goes(pane: str) -> Effect:
    return lambda was, now, _d: was.side != now.side == pane


def shows(screen: str) -> Effect:
    return lambda was, now, _d: was.screen != now.screen == screen


def status(wanted: str) -> Effect:
    """The annotation that was current has a status now, and the next pending is current."""
    return lambda was, now, d: d.session.annotation(was.current).status == wanted and now.current != was.current


def row(step: int) -> Effect:
    """The cursor of the list of documents is on another row, or stays at its end."""

    def effect(_was: Look, _now: Look, d: Driver) -> bool:
        assert isinstance(d.app.screen, DocumentsScreen)
        return d.app.screen.rows.cursor == f"verslag-{step}.md"

    return effect


def read_only() -> tuple[FakeReview, ...]:
    return (FakeReview(read_only=StoreError("somebody else"), holder_is_gone=True), FakeReview())


def many() -> tuple[FakeReview, ...]:
    return tuple(FakeReview() for _ in range(12))


SEARCHED = ("/", *"van", "enter")

CASES: dict[str, Case] = {
    "accept": Case(status("accepted")),
    "reject": Case(status("rejected")),
    "choose": Case(lambda was, _now, d: d.session.annotation(was.current).type == "LOCATION", key="3"),  # type: ignore[union-attr]
    "reset": Case(lambda was, now, _d: (was.status, now.status) == ("accepted", "pending"), ("a", "k")),
    "same": Case(opens("SamePanel")),
    "group": Case(opens("GroupPanel")),
    "undo": Case(lambda was, now, d: now.text == "Tigelaar" and now.status == "pending", ("a",)),
    "redo": Case(lambda was, now, _d: (was.status, now.status) == ("pending", "accepted"), ("a", "u")),
    "next_pending": Case(to("Het DVO geeft")),
    "previous_pending": Case(lambda was, now, d: now.current == d.session.annotations()[TURN].id),
    "queue": Case(opens("QueuePanel")),
    "next": Case(to("Het DVO geeft")),
    "previous": Case(lambda was, now, d: now.current == d.session.annotations()[TURN].id),
    "next_item": Case(to("Meerdonk")),
    "previous_item": Case(to("Dhr. Van Terwolde")),
    "another": Case(lambda was, now, d: isinstance(d.current, Turn) and now.current != was.current),
    "next_token": Case(to("vraagt wanneer")),
    "previous_token": Case(to(". Tigelaar")),
    "next_character": Case(to("igelaar")),
    "previous_character": Case(to(" Tigelaar")),
    "next_sentence": Case(to("Het DVO geeft")),
    "previous_sentence": Case(to("Mevr. Tigelaar")),
    "next_paragraph": Case(to("Het DVO geeft")),
    "previous_paragraph": Case(to("Dhr. Van Terwolde")),
    "row_down": Case(lambda was, now, _d: now.caret > was.caret + 8),
    "row_up": Case(lambda was, now, _d: now.caret < was.caret - 8),
    "page_down": Case(lambda was, now, _d: now.caret > was.caret + 100),
    "page_up": Case(lambda was, now, _d: now.caret < was.caret - 100),
    "text_start": Case(to("Verslag")),
    "text_end": Case(lambda _was, now, d: now.caret == len(d.session.text)),
    "search": Case(opens("SearchPanel")),
    "next_match": Case(to("Van Terwolde", 1), SEARCHED, at="De voorzitter"),
    "previous_match": Case(to("Van Terwolde"), SEARCHED, at="Dhr. Van Terwolde meldt"),
    "remarks": Case(opens("RemarksPanel"), ("f",)),
    "source": Case(opens("ReadPanel")),
    "copy": Case(lambda _was, now, d: "copied: 8" in now.message and d.app.clipboard == "Tigelaar"),
    "copy_to_file": Case(opens("PathPanel")),
    "left_out": Case(quotes(". Tigelaar")),
    "left_in": Case(lambda was, now, _d: now.text.startswith("DVO") and now.current == was.current, at=DECISION),
    "right_out": Case(quotes("Tigelaar vraagt")),
    "right_in": Case(quotes("Het DVO geeft akkoord op het voorstel"), at=DECISION),
    "left_out_character": Case(quotes(" Tigelaar")),
    "left_in_character": Case(quotes("et DVO geeft akkoord op het voorstel."), at=DECISION),
    "right_out_character": Case(quotes("Tigelaar ")),
    "right_in_character": Case(quotes("Het DVO geeft akkoord op het voorstel"), at=DECISION),
    "right_out_sentence": Case(
        lambda was, now, _d: (now.text.startswith(was.text), now.text[-10:]) == (True, "gemeenten."), at=DECISION
    ),
    "right_in_sentence": Case(quotes("Het DVO geeft akkoord op het voorstel."), (">",), at=DECISION),
    "select": Case(lambda was, now, _d: (was.selection, now.selection) == ("", "Tigelaar")),
    "add_decision": Case(adds(Decision)),
    "add_action": Case(adds(Action)),
    "add_turn": Case(adds(Turn), at="Er zijn geen"),
    "add_note": Case(adds(Note)),
    "add_participant": Case(lambda _was, _now, d: "Tigelaar" in {one.name for one in d.session.participants()}),
    "add_item": Case(lambda _was, _now, d: len(d.session.agenda()) == 4),
    "hints": Case(opens("HintPanel")),
    "cue": Case(lambda was, now, _d: "looked at" in now.message or now.panel or now.caret != was.caret),
    "edit": Case(opens("FormPanel")),
    "link": Case(opens("LinkPanel")),
    "merge": Case(opens("MergePanel")),
    "split": Case(opens("SplitPanel")),
    "comment": Case(opens("CommentPanel")),
    "flag": Case(lambda was, _now, d: d.session.annotation(was.current).flag),
    "remove": Case(lambda was, _now, d: was.current not in d.session.records),
    "evidence": Case(
        lambda was, _now, d: len(d.session.annotations()[DECISION].spans) == 2,
        ("end", "("),
        at=DECISION,
    ),
    "edit_meeting": Case(lambda was, now, _d: was.panel == "" != now.panel),
    "agenda": Case(goes("agenda")),
    "speakers": Case(goes("speakers")),
    "decisions": Case(goes("decisions")),
    "actions": Case(goes("actions")),
    "next_pane": Case(goes("agenda")),
    "previous_pane": Case(goes("actions")),
    "cancel": Case(lambda was, now, _d: (was.selection, now.selection) == ("Tigelaar", ""), ("v",)),
    "jump": Case(opens("JumpPanel")),
    "reading_width": Case(says("text at most 44 wide")),
    "show_rejected": Case(lambda was, now, d: d.screen.pane.show_rejected and "shown" in now.message, ("x",)),
    "next_document": Case(lambda _was, now, _d: now.entry == "verslag-2.md"),
    "previous_document": Case(lambda _was, now, _d: now.entry == "verslag-2.md"),
    "other_document": Case(
        lambda was, now, _d: (was.entry, now.entry, now.text) == ("verslag-2.md", "verslag-1.md", "Tigelaar"), ("o",)
    ),
    "documents": Case(shows("DocumentsScreen")),
    "save_as": Case(opens("PathPanel")),
    "take_over": Case(says("taken over"), reviews=read_only),
    "export": Case(lambda _was, now, d: list((d.app.shelf.workspace.root / "curated").glob("*.yaml"))),
    "publish": Case(opens("PublishPanel")),
    "complete": Case(lambda _was, now, _d: now.panel == "CompletionPanel"),
    "checks": Case(opens("CompletionPanel")),
    "unplaced": Case(opens("UnplacedPanel")),
    "open_document": Case(shows("ReviewScreen")),
    "next_row": Case(row(2)),
    "previous_row": Case(row(2), ("j", "j"), reviews=many),
    "page_rows_down": Case(row(11), reviews=many),
    "page_rows_up": Case(row(2), ("space", "j"), reviews=many),
    "filter_documents": Case(lambda _was, now, _d: "verslag-1" not in now.shown, key="/ 2"),
    "sort_documents": Case(lambda was, now, _d: "sorted by date" in now.shown and "sorted by date" not in was.shown),
    "dashboard": Case(shows("DashboardScreen")),
    "palette": Case(shows("CommandPalette")),
    "theme": Case(lambda was, now, _d: (was.theme, now.theme) == ("dvo-dark", "dvo-light")),
    "suspend": Case(lambda _was, _now, d: d.app.check_action("suspend_process", ())),
    "help": Case(lambda was, now, _d: now.panel == "ReadPanel" or now.screen == "HelpScreen"),
    "pane_help": Case(shows("HelpScreen")),
    "tour": Case(opens("TourPanel")),
    "item_title": Case(opens("AskPanel")),
    "item_label": Case(opens("AskPanel")),
    "item_in": Case(lambda _was, _now, d: sum(item.parent is not None for item in d.session.agenda()) == 1),
    "item_out": Case(lambda _was, _now, d: all(item.parent is None for item in d.session.agenda()), ("right",)),
    "item_status": Case(lambda _was, _now, d: any(item.status != "handled" for item in d.session.agenda()), key="1"),
    "join_item": Case(lambda _was, _now, d: len(d.session.agenda()) == 2),
    "divide_item": Case(lambda was, now, d: len(d.session.agenda()) == 4 or "second half" in now.message),
    "attendance": Case(
        lambda _was, _now, d: "absent" in {one.attendance for one in d.session.participants()}, key="2"
    ),
    "role": Case(opens("AskPanel"), ("2",)),
    "publicity": Case(lambda _was, now, d: [one.public for one in d.session.participants()].count(True) == 1, ("2",)),
    "new_person": Case(opens("AskPanel")),
    "quit": Case(lambda was, now, _d: was.running and not now.running),
}  # fmt: skip


def test_every_binding_has_its_test() -> None:
    assert {key.id for key in KEYS} == set(CASES)


@asynccontextmanager
async def at_work(folder: Path, case: Case, screen: str) -> AsyncIterator[Driver]:
    """The app in the situation of a case, on one of the screens and panes where keys hold."""
    choose("en")
    reviews = case.reviews()
    running = app(*reviews, root=folder)
    async with running.run_test(size=WIDE) as pilot:
        await settled(pilot)
        d = Driver(pilot, running, reviews[0])
        if screen != "documents":
            await press(d, "enter")
            if isinstance(case.at, int):
                await d.go(d.session.annotations()[case.at])
            else:
                await d.caret(case.at)
        if screen in ("agenda", "speakers", "decisions", "actions"):
            await press(d, keys.shown(screen))
        await press(d, *case.before)
        yield d


def every() -> list[tuple[Key, str, str]]:
    """Every key of every act, on each of its screens; of digits one that means something."""
    return [
        (key, name, screen)
        for key in KEYS
        for screen in key.screens
        for name in ((CASES[key.id].key or key.keys[0],) if key.keys == keys.DIGITS else key.keys)
        if key.id in CASES
    ]


@pytest.mark.parametrize(("key", "name", "screen"), every(), ids=lambda value: getattr(value, "id", value))
async def test_a_key_does_what_it_says(key: Key, name: str, screen: str, tmp_path: Path) -> None:
    case = CASES[key.id]
    async with at_work(tmp_path, case, screen) as d:
        was = look(d)
        if key.id != "suspend":  # that it does is shown in a real terminal: test_bad_moments.py
            await press(d, *(case.key.split() if " " in case.key else (name,)))
        now = look(d)
        assert case.effect(was, now, d), (was, now)


def test_the_cases_speak_of_what_there_is() -> None:
    made = FakeReview().session.annotations()
    assert isinstance(made[TIGELAAR], Entity)
    assert isinstance(made[DECISION], Decision)
    assert isinstance(made[ACTION], Action)
    assert isinstance(made[TURN], Turn)
