"""The meeting's header from its title lines and fields: body, kind, date, times, place, openness."""

from __future__ import annotations

import re
from typing import NamedTuple

from dvo_tui.minutes.dates import DATE, after_time, first_date, times
from dvo_tui.minutes.fields import Field, Key
from dvo_tui.minutes.model import Block, MeetingKind, Openness

_KINDS: tuple[tuple[MeetingKind, str], ...] = (
    ("conceptverslag", r"concept[- ]?(?:verslag|notulen)|(?:verslag|notulen)\W{1,3}concept"),
    ("terugkoppeling", r"terugkoppeling"),
    ("besluitenlijst", r"(?:concept)?besluitenlijst"),
    ("afsprakenlijst", r"afsprakenlijst|actie- en afsprakenlijst"),
    ("verslag", r"\w{0,20}verslag|notulen"),
)
KIND = re.compile("(?i)" + "|".join(rf"\b(?P<{kind}>{pattern})\b" for kind, pattern in _KINDS))
_OPEN = re.compile(r"(?i)\b(?P<besloten>besloten|niet[- ]openbaar|vertrouwelijk)\b|\b(?P<openbaar>openbaar|openbare)\b")
_WEEKDAY = re.compile(r"(?i)\b(?:maan|dins|woens|donder|vrij|zater|zon)dag\b")
_JOINTS = re.compile(
    r"(?i)^(?:(?:van|het|de|en|d\.d\.|op|vergadering|definitief|concept|status|overleg(?= van\b))\b\.?|[\s,:;|–—-])+"
)
_TAIL = re.compile(r"(?i)(?:\b(?:d\.d\.|van|op|datum|deel|gedeelte|te|dd\.?)|[\s,:;|(–—-])+$")
_BODY = re.compile(
    r"(?i)overleg|\braad\b|commissie|college|\bdvo\b|stuurgroep|driehoek|platform|bestuur|vergadering|kring|beraad|ploeg"
)
_FIRST_BLOCKS = 12
_MOST_SPACES = 6
"""A line with more words and a full stop is a sentence and no title."""


class Title(NamedTuple):
    """What the lines at the top say, and the indexes of those blocks. `times` are the clock times on them."""

    kind: MeetingKind | None
    body: str | None
    date: str | None
    openness: Openness | None
    times: tuple[str, ...]
    location: str | None
    blocks: frozenset[int]


def title_of(text: str, blocks: tuple[Block, ...], name: str) -> Title:
    """Read the title lines: those at the top that name a kind, a body, a date or openness, before anything else."""
    kind: MeetingKind | None = None
    body = date = None
    openness: Openness | None = None
    clock: list[str] = []
    location = None
    taken: set[int] = set()
    for index, block in enumerate(blocks[:_FIRST_BLOCKS]):
        line = text[block.start : block.end]
        if block.table is not None or len(line) > 200 or (block.kind == "item" and index > 0):
            break
        line_kind, line_date, line_open = KIND.search(line), first_date(line), _openness(line)
        rest = _rest(line)
        is_title = bool(
            line_kind or line_date or (line_open and len(line) < 60) or (_BODY.search(line) and line[-1] not in ".:;")
        )
        if not is_title or (line[-1] in ".;" and line.count(" ") > _MOST_SPACES):
            if index == 0:
                continue
            break
        taken.add(index)
        if line_kind and kind is None:
            kind = line_kind.lastgroup  # type: ignore[assignment]
        if body is None and rest and (line_kind or _BODY.search(rest)):
            body = rest
        if not clock and (clock := times(DATE.sub(" ", line))):
            location = _after_times(line)
        date, openness = date or line_date, openness or line_open
    if kind is None and (match := KIND.search(re.sub(r"[-_]", " ", name))):
        kind = match.lastgroup  # type: ignore[assignment]
    return Title(kind, body, date, openness, tuple(clock), location, frozenset(taken))


def _openness(line: str) -> Openness | None:
    match = _OPEN.search(line)
    return match.lastgroup if match else None  # type: ignore[return-value]


def _after_times(line: str) -> str | None:
    """The place that a title line names after the time: `…, 14.00-15.20 uur, gemeentehuis Meerdijk`."""
    rest = after_time(DATE.sub(lambda match: " " * len(match[0]), line))
    place = re.sub(r"(?i)^\s*(?:uur|u\b\.?)?[\s,;:|–-]*(?:in |te |locatie:? )?", "", rest).strip(" ,.;")
    return place if place[:1].isalpha() and len(place) <= 100 else None


def _rest(line: str) -> str:
    """What a title line says besides kind, date and openness: the body."""
    rest = _WEEKDAY.sub(" ", DATE.sub(" ", KIND.sub(" ", line)))
    rest = re.sub(r"\(\s*\)", " ", _OPEN.sub(" ", rest))
    rest = _TAIL.sub("", _JOINTS.sub("", " ".join(rest.split())))
    return rest if any(map(str.isalpha, rest)) else ""


class Facts(NamedTuple):
    """What the header fields say; `concept` that the minutes are a draft."""

    date: str | None
    times: tuple[str, ...]
    location: str | None
    openness: Openness | None
    body: str | None
    concept: bool


def facts_of(text: str, fields: list[Field]) -> Facts:
    """The plain values of header fields; people are `attendance`'s."""
    values: dict[Key, str] = {}
    for field in fields:
        if field.key not in values:
            values[field.key] = " ".join(" ".join(text[span.start : span.end].split()) for span in field.values)
    clock = times(DATE.sub(" ", " ".join(values[key] for key in ("time", "start", "end", "date") if key in values)))
    location = values.get("location", "").strip(" ,;") or None
    return Facts(
        date=first_date(values.get("date", "")),
        times=tuple(clock),
        location=location if location and len(location) <= 200 else None,
        openness=_openness(values.get("openness", "")),
        body=values["body"] if "body" in values and len(values["body"]) <= 120 else None,
        concept="concept" in values.get("openness", "").lower(),
    )
