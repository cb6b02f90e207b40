"""One agenda entry as the layouts find it, before it becomes an item of the tree."""

from __future__ import annotations

from typing import NamedTuple

from dvo_tui.minutes.labels import Label


class Entry(NamedTuple):
    """Where an entry begins and what its heading line says. `rank` is its depth: 0 a section, 1 an item, 2 a sub-item.

    `blocks` are the indexes of the blocks that hold label and title. `boundary` ends the entry before it without
    being an entry itself, as a list of actions at the end does.
    """

    start: int
    title_start: int
    title_end: int
    label: Label | None
    rank: int
    blocks: tuple[int, ...]
    boundary: bool = False
