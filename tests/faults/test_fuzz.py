"""Work files of any content: read, or refused in one line; nothing else, and the file stays as it is."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dvo_tui.errors import DvoError, StoreError
from dvo_tui.review.checks import check_history
from dvo_tui.review.commands import Accept, AnyCommand, Undo
from dvo_tui.review.session import ReviewSession
from dvo_tui.scheme import scheme
from dvo_tui.store.encoding import decode
from dvo_tui.store.log import logged
from dvo_tui.store.merging import merge
from dvo_tui.store.workfile import parse
from tests.breaking import revalued

T = TypeVar("T")

FROZEN = Path(__file__).parents[1] / "unit" / "store" / "frozen" / "version-1.json"
WHOLE = FROZEN.read_bytes()
WORDS = [
    b'"',
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"null",
    b"true",
    b"-1",
    b"1e999",
    b"\\ud800",
    b"\xff",
    b"\0",
    b"9" * 30,
]


def taken(act: Callable[[], T]) -> T | None:
    """What comes of it, `None` for a refusal, which is one line; any other error is a failure of the test."""
    refusal = ""
    try:
        return act()
    except DvoError as error:
        refusal = str(error)
    assert "\n" not in refusal
    return None


def survives(data: bytes) -> bool:
    """Whether the content is taken; a session must then stand on it, and a merge."""
    stored = taken(lambda: parse(data, Path("x.json")))
    if stored is None:
        return False
    session = ReviewSession(stored.minutes, stored.records, stored.reviewer, scheme.default(), history=stored.history)
    session.annotations()
    session.progress_by_item()
    check_history(stored.records, stored.history)
    commands: list[AnyCommand] = [Undo(), *(Accept(id=record.id) for record in session.annotations()[:1])]
    for command in commands:
        taken(partial(session.apply, command))
    taken(lambda: merge(stored, _GOOD))
    return True


_GOOD = parse(WHOLE, FROZEN)


def bytes_broken(chance: random.Random) -> bytes:
    """The good file with a few bytes cut, put in, doubled or changed."""
    data = bytearray(WHOLE)
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(len(data))
        kind = chance.randrange(5)
        if kind == 0:
            del data[at : at + chance.choice((1, 3, 40, 5000))]
        elif kind == 1:
            data[at:at] = chance.choice(WORDS)
        elif kind == 2:
            data[at] = chance.randrange(256)
        elif kind == 3:
            data[at : at + 20] = data[(other := chance.randrange(len(data))) : other + 20]
        else:
            del data[at:]
        if not data:
            break
    return bytes(data)


def inputs(count: int) -> Iterator[bytes]:
    for number in range(count):
        chance = random.Random(number)
        yield revalued(WHOLE, chance) if number % 2 else bytes_broken(chance)


@pytest.mark.parametrize("count", [1500, pytest.param(200_000, marks=pytest.mark.faults)])
def test_a_work_file_of_any_content_is_read_or_refused(count: int) -> None:
    read = sum(map(survives, inputs(count)))

    assert 0 < read < count, "both must occur, or the test looks at nothing"


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_bytes_from_anywhere_are_refused_in_one_line(data: bytes) -> None:
    assert not survives(data)
    with pytest.raises(StoreError):
        decode(b"x" + data, Path("x"))


@pytest.mark.parametrize("data", [b"[" * 200_000, b'{"meta":' * 50_000, b'{"meta": {"1": {"schema": ' + b"9" * 5000])
def test_depth_and_size_are_refused_too(data: bytes) -> None:
    assert not survives(data)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_a_line_of_a_log_is_taken_or_refused(data: bytes) -> None:
    for line in (b'{"deltas": ' + data, b'{"do": "begin"' + data, data):
        taken(partial(logged, line))
