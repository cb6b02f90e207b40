"""Which blocks begin an agenda entry: rows of an agenda table, labelled lines in order, or headings.

One layout wins for a document; lists inside an item and an agenda printed at the top are not entries.
"""

from __future__ import annotations

from bisect import bisect_right

from dvo_tui.minutes.agenda_tables import likely_entries, table_entries
from dvo_tui.minutes.candidates import Candidate, candidates_in
from dvo_tui.minutes.entry import Entry
from dvo_tui.minutes.layouts import chosen
from dvo_tui.minutes.model import Block
from dvo_tui.minutes.overview import without_overview

_FEWEST = 2
"""So many headings are no agenda yet that rows of tables could be parts of."""


def find_entries(text: str, blocks: tuple[Block, ...], header: frozenset[int]) -> list[Entry]:
    """The agenda entries in reading order; `header` holds the indexes of blocks that belong to the header."""
    from_tables = table_entries(text, blocks, header)
    if len(from_tables) > 1:
        return from_tables
    likely = likely_entries(text, blocks, header)
    candidates = without_overview(text, blocks, candidates_in(text, blocks, header))
    outside = _ranked(chosen(text, candidates))
    if len(likely) > 1 and not _hold(outside, likely):
        return likely
    return outside or from_tables or likely


def _hold(entries: list[Entry], rows: list[Entry]) -> bool:
    """Whether rows stand below several entries outside of tables: who says what in an item, and no items."""
    starts = [entry.start for entry in entries if not entry.boundary]
    below = {bisect_right(starts, row.start) for row in rows} - {0}
    return len(starts) > _FEWEST and len(below) > 1


def _ranked(chosen: list[Candidate]) -> list[Entry]:
    """Give each candidate its depth."""
    labelled_levels = [c.heading for c in chosen if c.label and c.label.level == "number"]
    any_label = any(c.label for c in chosen)
    top = min((c.heading for c in chosen if not c.boundary), default=2)
    numbers = [c.label.ordinal for c in chosen if c.label and c.label.level == "number"]
    same_number = len(numbers) > 2 and set(numbers) == {1}
    entries: list[Entry] = []
    for candidate, following in zip(chosen, [*chosen[1:], None], strict=False):
        label = candidate.label
        if label is not None:
            rank = {"section": 0, "number": 1, "sub": 2}[label.level]
            if same_number:
                label = None
        elif not any_label:
            rank = 1 + min(candidate.heading - top, 3)
        elif labelled_levels and min(labelled_levels) > 0:
            rank = max(0, 1 + candidate.heading - min(labelled_levels))
        else:
            adjacent = (
                following is not None
                and following.label is not None
                and following.blocks[0] == candidate.blocks[-1] + 1
            )
            rank = 0 if adjacent else 2 if entries else 1
        start = candidate.start
        entries.append(
            Entry(start, candidate.title_start, candidate.title_end, label, rank, candidate.blocks, candidate.boundary)
        )
    return entries
