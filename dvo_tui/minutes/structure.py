"""Blocks into what a meeting is made of: header, attendance and agenda."""

from __future__ import annotations

from typing import NamedTuple

from msgspec.structs import replace

from dvo_tui.minutes.agenda import agenda_of
from dvo_tui.minutes.attendance import attendance, with_role
from dvo_tui.minutes.dates import first_date
from dvo_tui.minutes.entries import Entry, find_entries
from dvo_tui.minutes.fields import header_fields
from dvo_tui.minutes.header import facts_of, title_of
from dvo_tui.minutes.model import AgendaItem, Block, Meeting, Participant


class Structure(NamedTuple):
    """The blocks, with those that begin an agenda entry as headings, and what was found in them."""

    blocks: tuple[Block, ...]
    meeting: Meeting
    participants: tuple[Participant, ...]
    agenda: tuple[AgendaItem, ...]


def structure(text: str, blocks: tuple[Block, ...], text_sha256: str, name: str) -> Structure:
    """Find the meeting in the blocks of a reading; `name` is the file name, the last resort for date and kind."""
    title = title_of(text, blocks, name)
    fields = header_fields(text, blocks)
    facts = facts_of(text, fields)
    people = attendance(text, blocks, fields, text_sha256)
    header = title.blocks.union(*(field.blocks for field in fields))
    entries = find_entries(text, blocks, header)
    clock = facts.times or title.times
    meeting = Meeting(
        body=facts.body or title.body,
        kind="conceptverslag" if title.kind == "verslag" and facts.concept else title.kind,
        date=facts.date or title.date or first_date(name),
        start=clock[0] if clock else None,
        end=clock[1] if len(clock) > 1 else None,
        location=facts.location or title.location,
        openness=title.openness or facts.openness,
        chair=with_role(people, "chair"),
        secretary=with_role(people, "secretary"),
    )
    return Structure(_with_headings(blocks, entries), meeting, people, agenda_of(text, entries, text_sha256))


def _with_headings(blocks: tuple[Block, ...], entries: list[Entry]) -> tuple[Block, ...]:
    """Blocks outside tables that begin an entry are headings, their label included."""
    changed = list(blocks)
    for entry in entries:
        index = entry.blocks[-1]
        block = changed[index]
        if block.table is None and block.kind != "heading":
            start = entry.start if len(entry.blocks) == 1 else block.start
            changed[index] = replace(block, kind="heading", start=start, level=entry.rank + 1)
    return tuple(changed)
