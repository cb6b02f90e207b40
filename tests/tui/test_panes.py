"""The panes around the text: what they list, how they follow, and how they fold on a small screen."""

from __future__ import annotations

import pytest

from dvo_tui.review.commands import Accept, Add, AnyCommand, Redo, Reject, Remove, Respan, SetField, Undo
from dvo_tui.review.session import ReviewSession
from dvo_tui.tui.ledger import Ledger
from dvo_tui.tui.pieces import piece
from dvo_tui.tui.screens.review_board import bar, fair_shares
from dvo_tui.tui.widgets.lines import Row, RowsPane
from tests.invented.vlierdonk import TIGELAAR, session, span
from tests.tui.driving import NARROW, WIDE, FakeReview, opened, settled


async def test_the_agenda_counts_down_and_ticks_off() -> None:
    async with opened() as d:
        assert [row.split() for row in d.lines("agenda")[:4]] == [
            ["AGENDA", "0/2"],
            ["A", "Opening"],
            ["▌D1", "Jaarwisseling", "10"],
            ["D2", "Hennep", "1"],
        ]
        await d.go(d.entity("Meerdonk"))
        await d.press("a")
        assert d.lines("agenda")[3].rstrip().endswith("✓")
        assert d.lines("agenda")[0].rstrip().endswith("1/2")


async def test_a_cancelled_item_says_so() -> None:
    review = FakeReview()
    hennep = review.session.agenda()[2]
    review.session.apply(SetField(id=hennep.id, field="status", value="withdrawn"))
    async with opened(review) as d:
        assert "cancelled" in d.text("agenda")


async def test_next_and_previous_agenda_item_move_the_text_and_the_marks() -> None:
    async with opened() as d:
        await d.press("right_square_bracket")
        assert d.screen.board.here.item == d.session.agenda()[2].id
        assert d.current == d.entity("Meerdonk")
        assert d.lines("agenda")[3].startswith("▌")
        await d.press("left_square_bracket", "left_square_bracket")
        assert d.screen.board.here.item == d.session.agenda()[0].id
        assert d.screen.pane.caret >= span("A Opening").start


async def test_moving_in_the_agenda_moves_the_text_and_back_again() -> None:
    async with opened() as d:
        await d.press("g", "j")
        assert d.current == d.entity("Meerdonk")
        assert d.side() == "agenda"
        await d.press("g")
        assert d.side() == "text"
        await d.press("k")
        assert d.screen.board.here.item == d.session.agenda()[1].id


async def test_the_current_speaker_is_marked_and_who_is_not_linked_says_so() -> None:
    async with opened() as d:
        await d.caret("wanneer de scenario's")

        assert [line.split() for line in d.lines("speakers") if "▌" in line] == [["▌Mevr.", "Tigelaar", "?", "1"]]
        marked = [line for line in d.lines("speakers") if line[0] in "▌▏"]
        assert len(marked) == len(d.screen.ledger.speakers_in(d.screen.board.here.item))
        assert d.screen.query_one("#speakers", RowsPane).cursor == "Mevr. Tigelaar"
        assert "not linked" in d.text("inspector")


async def test_moving_among_the_speakers_goes_to_their_turns() -> None:
    async with opened() as d:
        await d.press("S", "j")

        record = d.current
        assert record is not None
        assert d.session.name_of(getattr(record, "speaker", None)) == "O. van Terwolde"


async def test_those_who_do_not_speak_are_listed_below() -> None:
    async with opened() as d:
        names = [line.strip(" ▌").split("  ")[0] for line in d.lines("speakers")[1:]]

        assert names.index("O. van Terwolde") < names.index("A. Kroes")


async def test_actions_say_what_they_lack() -> None:
    async with opened() as d:
        assert "no owner · no date" in d.text("actions")
        action = d.session.annotations("action")[0]
        await d.go(action)
        await d.press("i")
        await d.type("Kroes")
        await d.press("1")
        assert "A. Kroes · no date" in d.text("actions")


async def test_decisions_and_actions_keep_their_order_and_those_of_the_current_item_are_marked() -> None:
    async with opened() as d:
        await d.caret("Meerdonk en")
        await d.press("d")
        rows = [line for line in d.lines("decisions") if "D1" in line or "D2" in line]
        assert [("D2" in row, "▌" in row) for row in rows] == [(False, False), (True, True)]
        await d.press("left_square_bracket")
        rows = [line for line in d.lines("decisions") if "D1" in line or "D2" in line]
        assert [("D2" in row, "▌" in row, "▏" in row) for row in rows] == [(False, False, True), (True, False, False)]


async def test_rows_of_decisions_and_actions_are_places_in_the_text() -> None:
    async with opened() as d:
        await d.press("D")
        assert d.side() == "decisions"
        await d.press("T", "j")
        assert d.current == d.session.annotations("action")[0]
        await d.press("D", "j")
        assert d.current == d.session.annotations("decision")[0]


async def test_walking_through_a_list_visits_every_row_in_the_order_shown() -> None:
    review = FakeReview()
    for words in ("De voorzitter opent", "Van Terwolde meldt", "Er zijn geen"):
        place = span(words)
        review.session.apply(Add(layer="action", type="action", start=place.start, end=place.end))
    async with opened(review) as d:
        await d.press("T")
        rows = [row.id for row in d.screen.query_one("#actions", RowsPane).rows]
        await d.press(*["k"] * len(rows))
        seen = []
        for _ in rows:
            seen.append(d.screen.pane.current)
            await d.press("j")
        assert seen == rows
        await d.press("T")
        assert [row.id for row in d.screen.query_one("#actions", RowsPane).rows] == rows


async def test_tab_goes_round_the_panes() -> None:
    async with opened() as d:
        seen = []
        for _ in range(5):
            await d.press("tab")
            seen.append(d.side())
        assert seen == ["agenda", "speakers", "decisions", "actions", "text"]
        await d.press("shift+tab")
        assert d.side() == "actions"


async def test_on_a_narrow_screen_the_panes_are_gone_and_come_over_the_text_by_a_key() -> None:
    async with opened(size=NARROW) as d:
        for key, name in (("g", "agenda"), ("S", "speakers"), ("D", "decisions"), ("T", "actions")):
            pane = d.app.screen.query_one(f"#{name}")
            assert not pane.size.width
            await d.press(key)
            assert pane.size.width > 30, name
            assert d.app.screen.query_one("#minutes").size.width == 80
            await d.press(key)
            assert not pane.size.width


async def test_the_narrow_header_names_the_agenda_item() -> None:
    async with opened(size=NARROW) as d:
        assert "D1 Jaarwisseling" in d.text("header")


async def test_resizing_at_any_moment_keeps_the_place_and_brings_the_panes_back() -> None:
    async with opened() as d:
        await d.press("a", "a")
        here = d.screen.pane.current
        for size in (NARROW, (20, 5), (60, 12), (200, 60), (120, 40)):
            await d.pilot.resize_terminal(*size)
            await d.pilot.pause()
        assert d.screen.pane.current == here
        assert d.app.screen.query_one("#agenda").size.width
        assert "Jaarwisseling" in d.shown()


@pytest.mark.parametrize("size", [(30, 24), (80, 6), (20, 5), (2, 1)])
async def test_a_terminal_that_is_too_small_says_so_and_nothing_is_settled_unseen(size: tuple[int, int]) -> None:
    async with opened(size=size) as d:
        assert "small" in d.shown() or size[0] < 10
        await d.press("a", "d", "backspace")
        assert d.session.revision == 0
        await d.pilot.resize_terminal(120, 40)
        await d.pilot.pause()
        assert "small" not in d.shown()
        await d.press("a", "c", "x")
        await d.pilot.resize_terminal(*size)
        await d.press("y", "enter", "q")
        assert not d.app.is_running
        assert d.session.progress().accepted == 1
        assert [one.note for one in d.session.annotations() if one.note] == ["xy"]


async def test_the_inspector_says_label_quote_state_confidence_and_why() -> None:
    async with opened() as d:
        await d.go(d.entity("april 2021"))
        shown = d.text("inspector")

        for part in ("D ", "“april 2021”", "= 2021-04", "proposal 0.93", "line 6"):
            assert part in shown


async def test_the_inspector_shows_what_digits_pick() -> None:
    async with opened() as d:
        await d.go(d.entity("Meerdonk"))

        assert "3 [place]" in d.text("inspector")


async def test_the_footer_has_at_most_eight_keys_and_the_place() -> None:
    async with opened() as d:
        await d.go(d.entity("Meerdonk"))
        footer = d.text("footer")

        assert footer.startswith(" a accept  x reject  1-8 type")
        assert "? help" in footer
        assert "11/11 · saved" in footer


async def test_the_footer_fits_a_narrow_screen_and_keeps_help() -> None:
    async with opened(size=NARROW) as d:
        await d.go(d.entity("Meerdonk"))

        assert "? help" in d.text("footer")
        assert "11/11 · saved" in d.text("footer")


async def test_search_counts_goes_along_and_can_be_repeated() -> None:
    async with opened() as d:
        await d.press("slash")
        await d.type("dvo")
        assert "1/2" in d.text("inspector")
        await d.press("enter")
        assert d.screen.pane.caret == span("DVO").start
        await d.press("full_stop")
        assert d.screen.pane.caret == span("DVO", 1).start
        await d.press("comma")
        assert d.screen.pane.caret == span("DVO").start


async def test_pasted_words_are_searched_for_as_typed_ones_are() -> None:
    async with opened() as d:
        await d.press("slash")
        d.screen.take_paste("dvo\n")
        await d.press("enter")

        assert d.screen.pane.caret == span("DVO").start


async def test_search_can_be_left_to_where_one_was() -> None:
    async with opened() as d:
        before = d.screen.pane.caret
        await d.press("slash")
        await d.type("hennep")
        assert d.screen.pane.caret != before
        await d.press("ctrl+x")
        assert d.screen.pane.caret == before


async def test_a_search_without_a_match_says_so() -> None:
    async with opened() as d:
        await d.press("slash")
        await d.type("zzz")

        assert "nothing found" in d.text("inspector")
        await d.press("enter", "full_stop")
        assert "nothing was searched for" in d.text("footer")


async def test_the_caret_goes_by_word_sentence_paragraph_row_page_and_to_the_ends() -> None:
    async with opened() as d:
        pane = d.screen.pane
        await d.press("home")
        assert pane.caret == 0
        for key in ("right", "right_parenthesis", "right_curly_bracket", "J", "space", "shift+right", "end"):
            before = pane.caret
            await d.press(key)
            assert pane.caret > before or key == "end", key
        for key in ("left", "left_parenthesis", "left_curly_bracket", "K", "pageup", "shift+left"):
            await d.press("end")
            before = pane.caret
            await d.press(key)
            assert pane.caret < before, key


async def test_a_click_in_a_list_and_in_the_text_goes_there() -> None:
    async with opened() as d:
        await d.pilot.click("#agenda", offset=(5, 3))
        await d.pilot.pause()
        assert d.current == d.entity("Meerdonk")
        row = d.screen.pane.row_of(span("Tigelaar").start) - d.screen.pane.scroll_offset.y
        text = d.lines("minutes")[row]
        await d.pilot.click("#minutes", offset=(text.index("Tigelaar") + 1, row))
        await d.pilot.pause()
        assert d.current is not None
        assert getattr(d.current, "text", "") == "Tigelaar"


async def test_progress_is_in_the_header() -> None:
    async with opened() as d:
        assert "  0 %" in d.text("header")
        await d.press("a")
        assert "  9 %" in d.text("header")


def test_a_bar_reads_without_colour() -> None:
    assert "".join(part.text for part in bar(0.5, 8)) == "━━━━╌╌╌╌"


@pytest.mark.parametrize(
    ("needs", "room", "shares"),
    [
        ([5, 3, 2], 20, [5, 3, 2]),
        ([20, 3, 20], 23, [10, 3, 10]),
        ([9, 9, 9], 2, [1, 1, 1]),
        ([1, 1, 50], 12, [1, 1, 10]),
    ],
)
def test_lists_share_the_height_fairly(needs: list[int], room: int, shares: list[int]) -> None:
    assert fair_shares(needs, room) == shares


def test_the_ledger_equals_a_scan_after_every_change() -> None:
    made = session()
    ledger = Ledger(made)
    ids = [record.id for record in made.annotations()]
    turn = made.annotations("turn")[1].id
    commands: list[AnyCommand] = [
        Accept(id=ids[0]),
        Reject(id=ids[1]),
        Remove(id=ids[2]),
        Reject(id=turn),
        SetField(id=ids[4], field="item", value=made.agenda()[0].id),
        Respan(id=ids[5], start=10, end=60),
        Add(layer="agenda", start=span("Het DVO").start, end=span("Het DVO").end),
        Add(layer="turn", start=span(TIGELAAR).start, end=span(TIGELAAR).end, values={"speaker": "Jansen"}),
        *[Undo()] * 5,
        *[Redo()] * 3,
    ]
    for command in commands:
        change = made.apply(command)
        assert change is not None
        ledger.note(change)
        compare(ledger, made)


def compare(ledger: Ledger, made: ReviewSession) -> None:
    ordered = made.annotations()
    ids = [record.id for record in ordered]
    shown = [record.id for record in ordered if record.status != "rejected"]
    pending = [record.id for record in made.pending()]
    assert ledger.total == len(ids)
    assert [ledger.place_of(one) for one in ids] == list(range(1, len(ids) + 1))
    assert ledger.progress() == made.progress()
    assert {item: ledger.progress_of_item(item) for item in made.progress_by_item()} == made.progress_by_item()
    assert ledger.of_layer("turn") == [record.id for record in made.annotations("turn")]
    assert ledger.turns() == made.turns_by_speaker()
    assert ledger.agenda() == made.agenda()
    assert ledger.participants() == made.participants()
    assert [ledger.next_pending(one, 0, 1) for one in pending] == pending[1:] + pending[:1]
    assert [ledger.next_pending(one, 0, -1) for one in pending] == pending[-1:] + pending[:-1]
    assert [ledger.neighbour(one, 0, 1) for one in shown] == [*shown[1:], None]
    assert [ledger.neighbour(one, 0, -1) for one in shown] == [None, *shown[:-1]]
    assert ledger.neighbour(None, 0, 1) == shown[0]
    assert ledger.neighbour(None, len(made.text), -1) == shown[-1]
    for offset in range(0, len(made.text), 7):
        assert {record.id for record in ledger.at(offset)} == {record.id for record in made.at(offset)}
        assert ledger.item_at(offset) == made.item_at(offset)


async def test_the_lists_have_the_height_that_there_is_after_any_change_of_size() -> None:
    def heights() -> list[int]:
        return [d.screen.query_one(f"#{name}").size.height for name in ("speakers", "decisions", "actions")]

    async with opened() as d:
        wide = heights()
        await d.pilot.resize_terminal(*NARROW)
        await settled(d.pilot)
        await d.press("T", "T", "S")
        assert heights() == [d.screen.query_one("#sides").size.height - 1, 0, 0]
        await d.press("S")
        await d.pilot.resize_terminal(*WIDE)
        await settled(d.pilot)
        assert heights() == wide


async def test_the_lists_share_what_a_long_form_leaves_and_have_it_back_behind_it() -> None:
    def heights() -> list[int]:
        return [d.screen.query_one(f"#{name}").size.height for name in ("speakers", "decisions", "actions")]

    async with opened(size=(120, 24)) as d:
        before = heights()
        await d.press("M")
        assert min(heights()) >= 3
        assert sum(heights()) + 2 <= d.screen.query_one("#sides").size.height < sum(before) + 2
        assert "1/9" in d.text("inspector")
        await d.press("ctrl+x")
        assert heights() == before


async def test_a_list_that_is_cut_off_begins_with_the_head_of_a_row() -> None:
    async with opened(size=(120, 28)) as d:
        pane = d.screen.query_one("#actions", RowsPane)
        pane.show(
            [], [], lambda _width: [Row(str(n), (([piece(f"head {n}")], []), ([piece("more")], []))) for n in range(9)]
        )
        pane.styles.height = 6
        await d.pilot.pause()
        for wanted in "4", "8", "1":
            pane.point(wanted)
            assert "head" in d.lines("actions")[1]
            assert wanted in pane.visible_rows
