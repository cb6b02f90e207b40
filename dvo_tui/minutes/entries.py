"""Which blocks begin an agenda entry: rows of an agenda table, labelled lines in order, or headings.

One layout wins for a document; lists inside an item and an agenda printed at the top are not entries.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from dvo_tui.minutes.columns import column_role, is_agenda
from dvo_tui.minutes.fields import label_key
from dvo_tui.minutes.labels import LABELLED, Label, line_start, parse_label
from dvo_tui.minutes.model import Block

_NO_ENTRY = re.compile(
    r"(?i)(?:agenda|verslag|notulen|besluiten(?:lijst)?|afspraken(?:lijst)?|acties|actie-? ?(?:lijst|punten|overzicht)"
    r"|actie- en (?:besluiten|afspraken)lijst|openstaande acties|overzicht (?:van )?(?:acties|besluiten|afspraken)"
    r"|toezeggingen(?:lijst)?|presentielijst|verzendlijst|verspreiding|colofon|naschrift|bijlagen?(?: .*)?)\s*:?$"
)
_PART_OF_ITEM = re.compile(
    r"(?i)(?:besluit|actie|conclusies?|advies|toelichting|bespreking|voorstel|samenvatting|afspraak|aanleiding|achtergrond)$"
)
_LONGEST_TITLE = 140


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


def find_entries(text: str, blocks: tuple[Block, ...], header: frozenset[int]) -> list[Entry]:
    """The agenda entries in reading order; `header` holds the indexes of blocks that belong to the header."""
    from_tables = _table_entries(text, blocks)
    if len(from_tables) > 1:
        return from_tables
    candidates: list[_Candidate] = []
    for index in range(len(blocks)):
        if index not in header and not (candidates and candidates[-1].blocks[-1] == index):
            candidates += _candidate(text, blocks, index)
    return _ranked(_chosen(text, _without_parts(text, candidates))) or from_tables


def _table_entries(text: str, blocks: tuple[Block, ...]) -> list[Entry]:
    agenda_tables = _agenda_tables(text, blocks)
    entries: list[Entry] = []
    label: tuple[int, Label | None] | None = None
    for index, block in enumerate(blocks):
        if block.table not in agenda_tables or block.row is None:
            continue
        role = column_role(block.header)
        content = text[block.start : block.end]
        if role == "label":
            label = (index, parse_label(content))
        elif role == "title":
            beside = label is not None and "\n" not in text[blocks[label[0]].end : block.start]
            entries.append(_table_entry(text, blocks, index, label if beside else None))
            label = None
    return entries


def _agenda_tables(text: str, blocks: tuple[Block, ...]) -> frozenset[int]:
    headers: dict[int, list[str]] = {}
    for block in blocks:
        if block.kind == "column" and block.table is not None:
            headers.setdefault(block.table, []).append(text[block.start : block.end])
    return frozenset(table for table, titles in headers.items() if is_agenda(tuple(titles)))


def _table_entry(text: str, blocks: tuple[Block, ...], index: int, beside: tuple[int, Label | None] | None) -> Entry:
    block = blocks[index]
    label = beside[1] if beside else None
    title_start = block.start
    if label is None and (match := LABELLED.match(text, block.start, block.end)) and match["end"].strip():
        label = parse_label(match["label"])
        title_start = match.start("title")
    rank = {"section": 0, "number": 1, "sub": 2}[label.level] if label else 1
    first = beside[0] if beside else index
    return Entry(blocks[first].start, title_start, block.end, label, rank, (first, index) if beside else (index,))


class _Candidate(NamedTuple):
    """A block that may begin an entry, and how it looks."""

    start: int
    title_start: int
    title_end: int
    label: Label | None
    named: bool
    heading: int
    blocks: tuple[int, ...]
    boundary: bool


def _candidate(text: str, blocks: tuple[Block, ...], index: int) -> Iterable[_Candidate]:
    block = blocks[index]
    if block.table is not None or block.end - block.start > 4 * _LONGEST_TITLE:
        return
    start = line_start(text, block)
    content = text[start : block.end]
    level = (block.level or 2) if block.kind == "heading" else 0
    match = LABELLED.match(content)
    if match is not None and _is_title(match["title"], named=bool(match["named"]) or level > 0):
        label = parse_label(match["label"])
        if label is not None and (level or match["named"] or match["end"].strip() or block.emphasis):
            title_start = start + match.start("title")
            yield _Candidate(start, title_start, block.end, label, bool(match["named"]), level, (index,), False)
            return
    if level and not _PART_OF_ITEM.match(content):
        boundary = bool(_NO_ENTRY.match(content)) or label_key(content) in ("present", "absent", "partly")
        yield _Candidate(start, start, block.end, None, False, level, (index,), boundary)
    elif block.kind == "paragraph" and len(content) <= 6 and any(map(str.isdigit, content)):
        yield from _number_above_title(text, blocks, index)


def _number_above_title(text: str, blocks: tuple[Block, ...], index: int) -> Iterable[_Candidate]:
    """A number on a line of its own with the title on the next."""
    label = parse_label(text[blocks[index].start : blocks[index].end])
    if label is None or label.level != "number" or index + 1 == len(blocks):
        return
    title = blocks[index + 1]
    if title.table is None and title.kind != "item" and _is_title(text[title.start : title.end], named=False):
        yield _Candidate(blocks[index].start, title.start, title.end, label, False, 0, (index, index + 1), False)


def _is_title(title: str, *, named: bool) -> bool:
    """Whether the words after a label read as a title and not as a sentence of a list."""
    if len(title) > _LONGEST_TITLE or (not title[0].isalnum() and title[0] not in "'\"“‘("):
        return False
    if named:
        return True
    if title[0].islower() or title[-1] in ";,":
        return False
    return title[-1] != "." or (title.count(" ") < 7 and not _SENTENCE.search(title))


_SENTENCE = re.compile(
    r"\b(?:is|zijn|wordt|worden|heeft|hebben|geeft|vraagt|meldt|zal|zullen|gaat|stelt|kan|moet|neemt|komt)\b"
)


def _chosen(text: str, candidates: list[_Candidate]) -> list[_Candidate]:
    """Settle on one layout: `Agendapunt n`, labelled headings, labelled lines in order, or plain headings."""
    named = [c for c in candidates if c.named]
    if len(named) > 1 or (named and not any(c.heading for c in candidates)):
        return [
            c
            for c in candidates
            if c.named or c.boundary or (c.heading and c.heading > min(n.heading for n in named) > 0)
        ]
    headed = [c for c in candidates if c.heading and c.label]
    if len(headed) > 1:
        return [c for c in candidates if c.heading]
    candidates = _without_overview(text, candidates)
    in_order = _in_order([c for c in candidates if c.label or c.heading])
    if sum(c.label is not None for c in in_order) > 1:
        return in_order
    return [c for c in candidates if c.heading]


def _without_parts(text: str, candidates: list[_Candidate]) -> list[_Candidate]:
    """Drop what heads a part of the document or of an item: the title, and `Besluiten` below one item after another."""
    if candidates and candidates[0].heading == 1 and not any(c.heading == 1 for c in candidates[1:]):
        candidates = candidates[1:] if candidates[0].label is None else candidates
    times = Counter(_folded(text, c) for c in candidates if c.boundary)
    return [c for c in candidates if not c.boundary or times[_folded(text, c)] == 1]


def _without_overview(text: str, candidates: list[_Candidate]) -> list[_Candidate]:
    """Drop an agenda printed at the top, whose titles come back as entries."""
    labelled = [c for c in candidates if c.label]
    run = 1
    while run < len(labelled) and _follows_at_once(labelled[run - 1], labelled[run]):
        run += 1
    overview, rest = labelled[:run], labelled[run:]
    titles = {_folded(text, c) for c in rest}
    if run < 3 or sum(_folded(text, c) in titles for c in overview) * 2 < run:
        return candidates
    starts = {c.start for c in overview}
    return [c for c in candidates if c.start not in starts]


def _follows_at_once(before: _Candidate, after: _Candidate) -> bool:
    """Whether two lines of an agenda stand below one another, numbers going up."""
    up = before.label and after.label and (before.label.ordinal < after.label.ordinal or not after.label.ordinal)
    return bool(up) and after.blocks[0] == before.blocks[-1] + 1


def _folded(text: str, candidate: _Candidate) -> str:
    return "".join(filter(str.isalnum, text[candidate.title_start : candidate.title_end].casefold()))


def _in_order(candidates: list[_Candidate]) -> list[_Candidate]:
    """Keep numbers that go up, from 1 again only below a section; lists inside an item fall out."""
    kept: list[_Candidate] = []
    last = 0
    section = ""
    skipped: tuple[int, int] | None = None
    for candidate in candidates:
        label = candidate.label
        if label is None:
            kept.append(candidate)
        elif label.level == "section":
            if _section_follows(label.section or "", section):
                kept.append(candidate)
                last, section = 0, label.section or ""
        elif skipped != (candidate.blocks[0] - 1, label.ordinal - 1) and _number_follows(label, last):
            kept.append(candidate)
            last = max(last, label.ordinal)
        else:
            skipped = (candidate.blocks[0], label.ordinal)
    return kept


_MOST_MISSING = 2
"""So many numbers or letters in a row can be left out of an agenda."""

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def _section_follows(section: str, last: str) -> bool:
    """Whether a lettered section can come after this one; the first is A or I."""
    if section in _ROMAN and (last in _ROMAN or not last):
        return _ROMAN.index(section) == (_ROMAN.index(last) + 1 if last else 0)
    return 0 < ord(section[0]) - ord(last[-1] if last else "@") <= (_MOST_MISSING + 1 if last else 1)


def _number_follows(label: Label, last: int) -> bool:
    """Whether a numbered item can come after number `last`, or a sub-item inside it."""
    if label.level == "number":
        return last < label.ordinal <= last + _MOST_MISSING + 1
    return last > 0 and label.ordinal in (0, last)


def _ranked(chosen: list[_Candidate]) -> list[Entry]:
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
