"""Entries into the agenda tree: labels that are unique, parents, order, status, and spans that never overlap."""

from __future__ import annotations

import re

from dvo_tui.minutes.entry import Entry
from dvo_tui.minutes.model import AgendaItem, AgendaStatus, Span, agenda_id
from dvo_tui.minutes.regex import regex

_WITHDRAWN = regex(
    r"(?i)\b(?:vervall?(?:en|t)|ingetrokken|gecancell?e?d|geannuleerd|teruggetrokken|afgevoerd|van de agenda gehaald)\b"
)
_DEFERRED = regex(
    r"(?i)\b(?:aangehouden|doorgeschoven|uitgesteld|opgeschort|verschoven|verplaatst|verdaagd"
    r"|niet (?:besproken|behandeld)|volgende? (?:dvo|overleg|vergadering|keer))\b"
)
_SHORT = 120


def agenda_of(text: str, entries: list[Entry], text_sha256: str) -> tuple[AgendaItem, ...]:
    """Build the tree. An entry runs to where the next one begins."""
    items: list[AgendaItem] = []
    open_ids: list[tuple[int, str]] = []
    section = number = None
    for index, entry in enumerate(entries):
        if entry.boundary:
            continue
        end = entries[index + 1].start if index + 1 < len(entries) else len(text)
        while open_ids and open_ids[-1][0] >= entry.rank:
            open_ids.pop()
        label, section, number = _label(entry, section, number)
        title = text[entry.title_start : entry.title_end]
        identifier = agenda_id(text_sha256, label, title, entry.start)
        has_child = (
            index + 1 < len(entries) and entries[index + 1].rank > entry.rank and not entries[index + 1].boundary
        )
        items.append(
            AgendaItem(
                id=identifier,
                label=label,
                section=section,
                number=number if entry.label is not None and entry.label.level != "section" else None,
                title=title,
                parent=open_ids[-1][1] if open_ids else None,
                order=len(items) + 1,
                status=_status(title, text[entry.title_end : end].strip(), has_child=has_child),
                span=Span(entry.start, end),
            )
        )
        open_ids.append((entry.rank, identifier))
    return tuple(items)


def _label(entry: Entry, section: str | None, number: str | None) -> tuple[str | None, str | None, str | None]:
    """The unique label of an entry, the section it stands in, and its printed number (with a sub-item's letter)."""
    label = entry.label
    if label is None:
        return None, section if entry.rank > 0 else None, number
    if label.level == "section":
        return label.section, label.section, None
    section = label.section or section
    if label.number is None:
        number = re.sub(r"[a-z]+$", "", number or "") + (label.letter or "")
    else:
        number = label.number + (label.letter or "")
    return f"{section or ''}{number}", section, number


def _status(title: str, content: str, *, has_child: bool) -> AgendaStatus:
    said = f"{title} {content}" if len(content) <= _SHORT else title
    if has_child and not content:
        return "section"
    if _WITHDRAWN.search(said):
        return "withdrawn"
    if _DEFERRED.search(said):
        return "deferred"
    return "handled" if content else "empty"
