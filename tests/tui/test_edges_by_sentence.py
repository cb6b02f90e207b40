"""The right edge goes by whole sentences, and a long quote shows where it ends."""

from __future__ import annotations

from dvo_tui.minutes.model import Span
from dvo_tui.tui.pieces import shorten_middle
from dvo_tui.tui.tokens import edge_by_sentence
from tests.invented.vlierdonk import TEXT, minutes, span

BLOCKS = minutes().blocks


def by_sentence(place: Span, step: int) -> str | None:
    moved = edge_by_sentence(TEXT, BLOCKS, place, step)
    return TEXT[moved.start : moved.end] if moved else None


def test_out_takes_the_rest_of_the_sentence_then_the_next_one_then_the_next_block() -> None:
    assert by_sentence(span("Het DVO geeft"), 1) == "Het DVO geeft akkoord op het voorstel."
    whole = span("Het DVO geeft akkoord op het voorstel.")
    assert (by_sentence(whole, 1) or "").endswith("met de gemeenten.")
    last = span("Platform Zand deelt de toolkit in april 2021 met de gemeenten.")
    assert (by_sentence(last, 1) or "").endswith("D2 Hennep")
    assert by_sentence(Span(0, len(TEXT) - 1), 1) is None


def test_in_gives_up_a_sentence_and_never_the_first_one() -> None:
    first = span("Het DVO geeft akkoord op het voorstel.")
    both = Span(first.start, TEXT.index("gemeenten.") + len("gemeenten."))
    assert by_sentence(both, -1) == "Het DVO geeft akkoord op het voorstel."
    assert by_sentence(first, -1) is None


def test_a_long_quote_loses_its_middle() -> None:
    assert shorten_middle("kort", 10) == "kort"
    cut = shorten_middle("Mevrouw Tigelaar vraagt wanneer de scenario's klaar zijn.", 24)
    assert len(cut) <= 24
    assert (cut.startswith("Mevrouw"), cut.endswith("klaar zijn."), "…" in cut) == (True, True, True)
