"""The meeting header and the attendance against gold, field by field: what the scorer of the other layers leaves out.

Dates, times, kind and openness match when equal; body and place when alike as titles are to the scorer, or one holds
the other; a person by surname. What both leave empty counts neither way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from types import ModuleType
from typing import Any

from dvo_tui.minutes.model import Minutes

FIELDS = ("body", "kind", "date", "start", "end", "location", "chair", "secretary", "openness")
LISTS = ("present", "absent")

Counts = dict[str, tuple[int, list[str], list[str]]]
"""For each field: how many are right, the false ones and the missed ones."""


def header_counts(minutes: Minutes, gold: dict[str, Any], score: ModuleType) -> Counts:
    """The counts of one document; `gold` is what a gold file has under `meeting`."""
    wanted = _wanted(gold)
    found = _found(minutes)
    counts: Counts = {}
    for field in FIELDS:
        one, other = found[field], wanted[field]
        right = bool(one and other and _same(field, score)(one, other))
        counts[field] = (int(right), [one] if one and not right else [], [other] if other and not right else [])
    for status in LISTS:
        names = [person.name for person in minutes.participants if person.attendance in _statuses(status)]
        pairs, false, missed = score.pair(names, gold.get(status) or [], _same("chair", score))
        counts[status] = (len(pairs), false, missed)
    return counts


def merged(all_counts: list[Counts]) -> Counts:
    """Counts over documents, and `header` over the fields."""
    total: Counts = {}
    for counts in all_counts:
        for field, (right, false, missed) in counts.items():
            before = total.get(field, (0, [], []))
            total[field] = (before[0] + right, [*before[1], *false], [*before[2], *missed])
    fields = [total[field] for field in FIELDS if field in total]
    total["header"] = (
        sum(right for right, _, _ in fields),
        [false for _, some, _ in fields for false in some],
        [missed for _, _, some in fields for missed in some],
    )
    return total


def table(counts: Counts, *, listing: bool) -> str:
    """The counts as the scorer prints its layers."""
    lines = [f"{'header field':<14}{'tp':>5}{'fp':>5}{'fn':>5}{'P':>7}{'R':>7}{'F1':>7}"]
    for field, (right, false, missed) in counts.items():
        precision = right / (right + len(false)) if right + len(false) else 0.0
        recall = right / (right + len(missed)) if right + len(missed) else 0.0
        both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        figures = f"{right:>5}{len(false):>5}{len(missed):>5}{precision:>7.2f}{recall:>7.2f}{both:>7.2f}"
        lines.append(f"{field:<14}{figures}")
        if listing and field != "header":
            lines += [f"    missed {one!r}" for one in missed] + [f"    false  {one!r}" for one in false]
    return "\n".join(lines) + "\n"


def _wanted(gold: dict[str, Any]) -> dict[str, str | None]:
    start, _, end = (gold.get("time") or "").partition("-")
    return {
        "body": re.sub(r"\s*\[[^\]]*\]", "", gold.get("body") or "") or None,
        "kind": gold.get("doc_kind"),
        "date": gold.get("date"),
        "start": start.strip() or None,
        "end": end.strip() or None,
        "location": gold.get("location"),
        "chair": gold.get("chair"),
        "secretary": gold.get("secretary"),
        "openness": (gold.get("openness") or "").lower() or None,
    }


def _found(minutes: Minutes) -> dict[str, str | None]:
    meeting = minutes.meeting
    names = {person.id: person.name for person in minutes.participants}
    plain = {field: getattr(meeting, field) for field in FIELDS if field not in ("chair", "secretary")}
    return {
        **plain,
        "chair": names.get(meeting.chair or ""),
        "secretary": names.get(meeting.secretary or ""),
    }


def _statuses(status: str) -> tuple[str, ...]:
    return ("present", "partly") if status == "present" else (status,)


def _same(field: str, score: ModuleType) -> Callable[[str, str], bool]:
    if field in ("chair", "secretary"):
        return lambda one, other: bool(score.last_word(one) == score.last_word(other))
    if field in ("body", "location"):
        return lambda one, other: bool(score.alike(one, other) or score.title_alike(one, other))
    return str.__eq__
