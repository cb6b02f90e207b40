"""The meeting's own date and times as headers print them; dates in the running text are a suggester's work."""

from __future__ import annotations

from datetime import date

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

_WIDEST_RANGE_SIGN = 12
"""` uur, einde `, the longest that stands between the two times of a range."""


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
    """The clock times in a text as `HH:MM`, in order."""
    return [
        f"{int(match['hour']):02}:{match['minute'] or '00'}" for match in TIME.finditer(text) if int(match["hour"]) < 24
    ]


def after_time(text: str) -> str:
    """What follows the first time or range of times in a text."""
    found = list(TIME.finditer(text))
    if not found:
        return ""
    is_range = len(found) > 1 and found[1].start() - found[0].end() <= _WIDEST_RANGE_SIGN
    return text[found[is_range].end() :]
