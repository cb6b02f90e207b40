"""The meeting's own date and times as headers print them; dates in the running text are a suggester's work."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from dvo_tui.minutes.regex import regex

MONTH_NAMES = (
    "januari jan",
    "februari febr feb",
    "maart mrt",
    "april apr",
    "mei",
    "juni jun",
    "juli jul",
    "augustus aug",
    "september sept sep",
    "oktober okt",
    "november nov",
    "december dec",
)
"""How each month is written, January first; in full, then short."""

_MONTHS = {
    name: month
    for month, names in enumerate(
        MONTH_NAMES,
        start=1,
    )
    for name in names.split()
}
DATE = regex(
    r"(?i)(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"
    r"|(?<![\d.])(?P<day2>\d{1,2})(?P<sign>[-/.])(?P<month2>\d{1,2})(?P=sign)'?(?P<year2>(?:19|20)?\d\d)(?!\d)"
    rf"|(?<!\d)(?P<day3>\d{{1,2}})e?[ -](?P<month3>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b"
    r"\.?,?[ -]*'?(?P<year3>(?:19|20)?\d\d)(?!\d)"
)
TIME = regex(
    r"(?P<hour>\d(?<![\d.:]\d)(?:(?<=[01])\d|(?<=2)[0-4])?)\s?"
    r"(?:[.:](?P<minute>[0-5]\d)|(?= ?(?:u\b|uur)))(?!\d|[.:]\d)"
)

_NUMBERS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
_WORDED = regex(
    r"(?i)\b(?:(?P<shift>kwart|vijf|tien|twintig) (?P<side>voor|over) )?(?P<half>half )?"
    rf"(?P<hour>één|{'|'.join(_NUMBERS)})\b(?P<unit> (?:uur|uren)\b)?"
)
_HINTS = (
    "kwart ",
    "half ",
    "f voor",
    "f over",
    "n voor",
    "n over",
    "g voor",
    "g over",
    " uren",
    *(f"{last} uur" for last in "nerfst"),
)
"""Of which every time in words has one."""

_AT = regex(r"(?i)\b(?:om|te|tot|van|vanaf|rond)\s$")
_MORNING = regex(r"(?i)morgens|ochtends|voormiddag")
_EVENING = regex(r"(?i)avonds")
_HOURS = 24
_EARLIEST = 8

_WIDEST_RANGE_SIGN = 12
"""` uur, einde `, the longest that stands between the two times of a range."""


class Clock(NamedTuple):
    """A clock time as `HH:MM`, and where it stands."""

    start: int
    end: int
    time: str


def first_date(text: str) -> str | None:
    """The first full date in a text as an ISO day."""
    for match in DATE.finditer(text):
        groups = match.groupdict()
        day_text = groups["day"] or groups["day2"] or groups["day3"]
        month_text = groups["month"] or groups["month2"] or groups["month3"]
        year_text = groups["year"] or groups["year2"] or groups["year3"]
        month_number = int(month_text) if month_text.isdigit() else _MONTHS[month_text.lower()]
        year_number = int(year_text) + (2000 if len(year_text) == 2 else 0)
        try:
            return date(year_number, month_number, int(day_text)).isoformat()
        except ValueError:
            continue
    return None


def times(text: str) -> list[str]:
    """The clock times in a text as `HH:MM`, in order, those in words too."""
    return [clock.time for clock in clocks(text)]


def clocks(text: str) -> list[Clock]:
    """Where clock times stand, in figures and in words (`kwart over twee`, `te twee uren`), in order."""
    found = [
        Clock(*match.span(), f"{int(match['hour']):02}:{match['minute'] or '00'}")
        for match in TIME.finditer(text)
        if int(match["hour"]) < _HOURS
    ]
    lowered = text.lower()
    if not any(words in lowered for words in _HINTS):
        return found
    worded = (_in_words(text, match) for match in _WORDED.finditer(text))
    return sorted([*found, *(clock for clock in worded if clock)])


def _in_words(text: str, match: re.Match[str]) -> Clock | None:
    """A time in words; one that may be of the night is of the day, from eight in the morning on."""
    before = text[max(0, match.start() - 8) : match.start()]
    if not (match["side"] or match["half"] or (match["unit"] and _AT.search(before))):
        return None
    hour = _NUMBERS.index(match["hour"].lower().replace("é", "e")) + 1
    minutes = 60 * hour - (30 if match["half"] else 0)
    shift = {"kwart": 15, "vijf": 5, "tien": 10, "twintig": 20}.get((match["shift"] or "").lower(), 0)
    minutes += -shift if (match["side"] or "").lower() == "voor" else shift
    around = text[max(0, match.start() - 24) : match.end() + 20]
    evening = _EVENING.search(around) is not None
    if (minutes < _EARLIEST * 60 and _MORNING.search(around) is None) or (evening and minutes < 12 * 60):
        minutes += 12 * 60
    return Clock(*match.span(), f"{minutes // 60 % _HOURS:02}:{minutes % 60:02}")


def after_time(text: str) -> str:
    """What follows the first time or range of times in a text."""
    found = clocks(text)
    if not found:
        return ""
    is_range = len(found) > 1 and found[1].start - found[0].end <= _WIDEST_RANGE_SIGN
    return text[found[is_range].end :]
