"""What a reviewer adds: how plainly the text says that it is an action."""

from __future__ import annotations

import pytest

from dvo_tui.minutes.reading import read_bytes
from dvo_tui.review.commands import Add
from dvo_tui.review.records import Action
from dvo_tui.review.session import ReviewSession
from dvo_tui.scheme import scheme

TEXT = """Verslag DVO Noordrand
Datum: 8 maart 2021

1. Opening

Mevr. Postma deelt de cijfers. Er is niets. Actie Platform IVZ: toolkit delen in april. Dhr. Bos belt.

| Nr | Actie | Verslag |
| --- | --- | --- |
| 1 | Folder maken | Er is veel gezegd. Postma stuurt de brief rond. |
"""


@pytest.mark.parametrize(
    ("words", "strength"),
    [
        ("Mevr. Postma deelt de cijfers.", "implicit"),
        ("Actie Platform IVZ: toolkit delen in april.", "explicit"),
        ("toolkit delen in april", "explicit"),
        ("Dhr. Bos belt.", "implicit"),
        ("Folder maken", "explicit"),
        ("Postma stuurt de brief rond.", "implicit"),
    ],
)
def test_an_added_action_is_explicit_behind_a_label_or_in_a_cell_of_its_own(words: str, strength: str) -> None:
    minutes = read_bytes(TEXT.encode(), "verslag.md")
    session = ReviewSession(minutes, (), "jdv", scheme.default())
    start = session.text.index(words)

    session.apply(Add(layer="action", type="action", start=start, end=start + len(words)))

    (action,) = session.annotations("action")
    assert isinstance(action, Action)
    assert action.strength == strength
