"""Dates as they are said, made EDTF-like against the day of the meeting: pure arithmetic, no text is searched here.

What is partial rolls forward: a day or month without a year is the one nearest after the meeting, or one of the three
months before it.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

LOOKBACK = 92
"""How many days before the meeting an unmarked day or month may lie; anything older is next year's."""

SEASONS = {"voorjaar": 21, "lente": 21, "zomer": 22, "najaar": 23, "herfst": 23, "winter": 24}
"""EDTF's codes for spring to winter."""

_SEASON_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}


def day_of(text: str | None) -> date | None:
    """A meeting's date, or None where it is unknown or no day."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def day(number: int, month: int, year: int | None, meeting: date | None, direction: int = 0) -> str | None:
    """`2021-04-12` or, with nothing to go by, `XXXX-04-12`; None for 31 April. `direction` -1 is past, 1 is to come."""
    if not 1 <= month <= 12 or not 1 <= number <= (29 if month == 2 else calendar.monthrange(2001, month)[1]):
        return None
    if year is None and meeting is None:
        return f"XXXX-{month:02}-{number:02}"
    if year is None and meeting is not None:
        year = _year(month, number, meeting, direction)
    return f"{year:04}-{month:02}-{number:02}"


def month(number: int, year: int | None, meeting: date | None, direction: int = 0) -> str:
    """`2021-04`."""
    if year is None and meeting is None:
        return f"XXXX-{number:02}"
    if year is None and meeting is not None:
        year = _year(number, 28 if direction >= 0 else 1, meeting, direction)
    return f"{year:04}-{number:02}"


def _year(month_number: int, day_number: int, meeting: date, direction: int) -> int:
    """The year that makes a day and month fit the meeting."""
    said = (month_number, day_number)
    at = (meeting.month, meeting.day)
    if direction > 0:
        return meeting.year + (said < at)
    if direction < 0:
        return meeting.year - (said > at)
    earliest = meeting - timedelta(days=LOOKBACK)
    year = earliest.year
    return year + (said < (earliest.month, earliest.day))


def season(name: str, year: int | None, meeting: date | None) -> str | None:
    """`2021-21` for the spring of 2021; without a year the next one, or the one the meeting is in."""
    code = SEASONS[name]
    if year is None:
        if meeting is None:
            return None
        year = meeting.year + (_SEASON_MONTHS[code] + 2 < meeting.month)
    return f"{year:04}-{code}"


def shifted_season(name: str, meeting: date, step: int) -> str:
    """The last (-1), present (0) or next (1) season of a name."""
    code = SEASONS[name]
    begins = _SEASON_MONTHS[code]
    year = meeting.year
    if step > 0:
        year += begins <= meeting.month
    elif step < 0:
        year -= begins + 2 >= meeting.month
    return f"{year:04}-{code}"


def quarter(number: int, year: int | None, meeting: date | None) -> str | None:
    """`2021-Q1`; without a year the first one not yet over."""
    if year is None:
        if meeting is None:
            return None
        year = meeting.year + (number * 3 < meeting.month)
    return f"{year:04}-Q{number}"


def week(number: int, year: int | None, meeting: date | None) -> str | None:
    """`2021-W12`; without a year the nearest one to come, or up to a quarter back."""
    if not 1 <= number <= 53:
        return None
    if year is None:
        if meeting is None:
            return None
        now = meeting.isocalendar()
        year = now.year + (number < now.week - 13)
    return f"{year:04}-W{number:02}"


def shifted_month(meeting: date, months: int) -> str:
    index = meeting.year * 12 + meeting.month - 1 + months
    return f"{index // 12:04}-{index % 12 + 1:02}"


def shifted_week(meeting: date, weeks: int) -> str:
    moved = (meeting + timedelta(weeks=weeks)).isocalendar()
    return f"{moved.year:04}-W{moved.week:02}"


def shifted_quarter(meeting: date, quarters: int) -> str:
    index = meeting.year * 4 + (meeting.month - 1) // 3 + quarters
    return f"{index // 4:04}-Q{index % 4 + 1}"


def weekday(number: int, meeting: date, direction: int = 1) -> str:
    """The next (or, with -1, last) such weekday, Monday being 0, seen from the meeting."""
    if direction < 0:
        return (meeting - timedelta(days=(meeting.weekday() - number - 1) % 7 + 1)).isoformat()
    return (meeting + timedelta(days=(number - meeting.weekday() - 1) % 7 + 1)).isoformat()


def nth_weekday(which: int, number: int, month_text: str) -> str | None:
    """The first (1) to fifth, or last (-1), such weekday of a month written `2021-04`."""
    year_text, _, month_number = month_text.partition("-")
    if not year_text.isdigit():
        return None
    year, month_of = int(year_text), int(month_number)
    first = (number - date(year, month_of, 1).weekday()) % 7 + 1
    last = calendar.monthrange(year, month_of)[1]
    days = list(range(first, last + 1, 7))
    if which > len(days):
        return None
    return f"{year:04}-{month_of:02}-{days[which if which < 0 else which - 1]:02}"


def due(normalized: str, meeting: date | None) -> str | None:
    """A date as an action's due: a day, month, quarter or year, at or after the meeting; of a period its end."""
    text = normalized.rpartition("/")[2]
    if "X" in text:
        return None
    if "-W" in text:
        year, _, number = text.partition("-W")
        text = date.fromisocalendar(int(year), int(number), 5).isoformat()
    elif text[5:].isdigit() and len(text) == 7 and int(text[5:]) > 12:
        text = text[:4]
    if meeting is not None and _end(text) < meeting.isoformat():
        return None
    return text


def _end(text: str) -> str:
    """A day that is not before any day of a period, as text that sorts."""
    if "Q" in text:
        return f"{text[:4]}-{int(text[-1]) * 3:02}-31"
    return f"{text}-31" if len(text) == 7 else f"{text}-12-31" if len(text) == 4 else text
