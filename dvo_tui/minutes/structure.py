"""Blocks into what a meeting is made of: header, attendance and agenda."""

from __future__ import annotations

from typing import NamedTuple

from msgspec.structs import replace

from dvo_tui.minutes.agenda import agenda_of
from dvo_tui.minutes.attendance import attendance, with_role
from dvo_tui.minutes.dates import first_date
from dvo_tui.minutes.entries import find_entries
from dvo_tui.minutes.entry import Entry
from dvo_tui.minutes.fields import header_fields
from dvo_tui.minutes.header import facts_of, title_of
from dvo_tui.minutes.model import GUESSED, AgendaItem, Block, Meeting, Origin, Participant
from dvo_tui.minutes.prose import prose_fields
from dvo_tui.minutes.regex import regex
from dvo_tui.minutes.uncollected import uncollected


class Structure(NamedTuple):
    """The blocks, with those that begin an agenda entry as headings, and what was found in them."""

    blocks: tuple[Block, ...]
    meeting: Meeting
    participants: tuple[Participant, ...]
    agenda: tuple[AgendaItem, ...]


@uncollected
def structure(text: str, blocks: tuple[Block, ...], text_sha256: str, name: str) -> Structure:
    """Find the meeting in the blocks of a reading; `name` is the file name, the last resort for date and kind."""
    title = title_of(text, blocks, name)
    fields = header_fields(text, blocks)
    facts = facts_of(text, fields)
    prose = prose_fields(text, blocks)
    told = facts_of(text, prose)
    listed = {field.key for field in fields}
    more = [f for f in prose if f.key in ("chair", "secretary") or (f.key == "absent" and "absent" not in listed)]
    people = attendance(text, blocks, [*fields, *more], text_sha256)
    header = title.blocks.union(*(field.blocks for field in fields))
    entries = find_entries(text, blocks, header)
    clock = facts.times or title.times or told.times
    kind, body = title.kind, facts.body or title.body or told.body
    meeting = Meeting(
        body=body,
        kind="conceptverslag" if kind == "verslag" and (facts.concept or title.concept) else kind,
        date=facts.date or title.date or told.date or first_date(name),
        start=clock[0] if clock else None,
        end=clock[1] if len(clock) > 1 else facts.end or told.end,
        location=facts.location or title.location or told.location,
        openness=title.openness or facts.openness or told.openness,
        chair=with_role(people, "chair"),
        secretary=with_role(people, "secretary") or with_role(people, "minutes"),
        origin=_GUESS if any(field.guessed for field in fields) else None,
    )
    return Structure(_with_headings(text, blocks, entries), meeting, people, agenda_of(text, entries, text_sha256))


def _with_headings(text: str, blocks: tuple[Block, ...], entries: list[Entry]) -> tuple[Block, ...]:
    """Blocks outside tables that begin an entry are headings, their label included; text behind a title is its own."""
    begins = {entry.blocks[-1]: entry for entry in entries}
    changed: list[Block] = []
    for index, block in enumerate(blocks):
        entry = begins.get(index)
        if entry is None or block.table is not None:
            changed.append(block)
            continue
        start = entry.start if len(entry.blocks) == 1 else block.start
        level = block.level if block.kind == "heading" else entry.rank + 1
        changed.append(replace(block, kind="heading", start=start, end=entry.title_end, level=level))
        behind = _JOINT.match(text, entry.title_end, block.end)
        if behind and behind.end() < block.end:
            changed.append(replace(block, kind="paragraph", start=behind.end(), level=None, emphasis=False))
    return tuple(changed)


_GUESS = Origin(by="header", rule=GUESSED, confidence=0.5)
_JOINT = regex(r"[\s.:–—-]*")
"""What parts a title from the text behind it."""
