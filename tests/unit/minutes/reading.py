"""Invented minutes read from strings: what the tests of reading share."""

from __future__ import annotations

from textwrap import dedent

from dvo_tui.minutes.model import AgendaItem, Minutes, Participant
from dvo_tui.minutes.reading import read_bytes


def plain(text: str) -> Minutes:
    return read_bytes(dedent(text).lstrip("\n").encode(), "verslag.txt")


def markdown(text: str) -> Minutes:
    return read_bytes(dedent(text).lstrip("\n").encode(), "verslag.md")


def block_texts(minutes: Minutes, *kinds: str) -> list[str]:
    """The text of each block, of these kinds only where any are named."""
    return [minutes.text[b.start : b.end] for b in minutes.blocks if not kinds or b.kind in kinds]


def labels(minutes: Minutes) -> list[tuple[str | None, str]]:
    return [(item.label, item.title) for item in minutes.agenda]


def titles(minutes: Minutes) -> list[str]:
    return [item.title for item in minutes.agenda]


def item(minutes: Minutes, title: str) -> AgendaItem:
    return next(item for item in minutes.agenda if item.title == title)


def parent_title(minutes: Minutes, title: str) -> str | None:
    parent = item(minutes, title).parent
    return next((other.title for other in minutes.agenda if other.id == parent), None)


def names(minutes: Minutes, attendance: str | None = None) -> list[str]:
    return [p.name for p in minutes.participants if attendance in (None, p.attendance)]


def person(minutes: Minutes, name: str) -> Participant:
    return next(person for person in minutes.participants if person.name == name)
