"""What invented minutes are made of: places in a text, people, agenda items, minutes as if read, and a clock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from pathlib import PurePath

from dvo_tui.minutes.model import (
    AgendaItem,
    Block,
    Document,
    Meeting,
    Minutes,
    Participant,
    SourceMap,
    Span,
    agenda_id,
    participant_id,
)


def span_in(text: str, words: str, nth: int = 0) -> Span:
    """Where some words stand in a text, the `nth` time from 0."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def present(sha: str, name: str, role: str | None = None) -> Participant:
    """Somebody who was there."""
    return Participant(
        id=participant_id(sha, name), name=name, attendance="present", role=role, organisation=None, spans=()
    )


def agenda_of(sha: str, text: str, *titles: tuple[str, str]) -> tuple[AgendaItem, ...]:
    """The items of these labels and titles, each from where it stands in the text to the next one."""
    starts = [text.index(f"{label} {title}") for label, title in titles]
    return tuple(
        AgendaItem(
            id=agenda_id(sha, label, title, start),
            label=label,
            section=label[0],
            number=label[1:] or None,
            title=title,
            parent=None,
            order=order,
            status="handled",
            span=Span(start, end),
        )
        for order, ((label, title), start, end) in enumerate(zip(titles, starts, [*starts[1:], len(text)], strict=True))
    )


def read(
    name: str,
    text: str,
    sha: str,
    meeting: Meeting,
    people: Sequence[Participant],
    agenda: Sequence[AgendaItem],
) -> Minutes:
    """Minutes whose text is that of their file, with a paragraph a line."""
    file = PurePath(name)
    lines = (0, *(index + 1 for index, character in enumerate(text) if character == "\n"))
    ends = (*(start - 1 for start in lines[1:]), len(text))
    return Minutes(
        document=Document(
            id=f"{file.stem}-{sha[:8]}",
            file=name,
            format="markdown" if file.suffix == ".md" else "plain",
            sha256=sha,
            text_sha256=sha,
            reader="test/1",
        ),
        text=text,
        blocks=tuple(Block("paragraph", start, end) for start, end in zip(lines, ends, strict=True) if end > start),
        source=SourceMap((0,), (0,), (len(text),), lines),
        meeting=meeting,
        participants=tuple(people),
        agenda=tuple(agenda),
    )


def ticking(hour: str = "2021-03-09T10") -> Callable[[], str]:
    """A clock that ticks a second each time it is read, from an hour on."""
    ticks = count()
    return lambda: f"{hour}:{(next_ := next(ticks)) // 60:02}:{next_ % 60:02}.000Z"
