"""Dates: full, partial and relative ones, made EDTF-like against the day of the meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from dvo_tui.minutes.model import Minutes, Span
from dvo_tui.suggest import almanac
from dvo_tui.suggest.analysis import Analysis, analyse
from dvo_tui.suggest.base import Known, Suggestion
from dvo_tui.suggest.rules import entity
from dvo_tui.suggest.vocabulary import MONTHS, WEEKDAYS


class Moment(NamedTuple):
    """A date said at `start:end`."""

    start: int
    end: int
    normalized: str | None
    rule: str


_S = r"[ \xa0\n]"
_MONTH = (
    r"(?P<month>januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    r"(?:jan|febr?|mrt|apr|jun|jul|aug|sept?|okt|nov|dec)(?=[.\s,;)/]|$))"
)
_FULL_MONTH = r"(?P<month>januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b"
_YEAR = rf"(?:\.?,?{_S}(?P<year>(?:19|20)\d\d)(?!\d|[.,]\d)|\.?{_S}?['’](?P<short>\d\d)\b)?"
_TOWARDS = rf"(?P<towards>\.?{_S}(?:a\.s\.|aanstaande\b|as\.)|\.?{_S}(?:j\.?l\.|jl\b|jongstleden\b|l\.l\.))?"
_WEEKDAY = "|".join(WEEKDAYS)
_PART = r"(?:begin|half|medio|eind|einde|halverwege|ultimo|primo)"

_DAY_MONTH = re.compile(
    rf"(?<![\w.,/€-])(?P<day>\d{{1,2}})(?:e|de|ste)?"
    rf"(?:{_S}?(?P<link>,|en|t/m|tot{_S}en{_S}met|tot|of|[-–]){_S}?(?P<last>\d{{1,2}})(?:e|de|ste)?)?"
    rf"{_S}(?i:{_MONTH}){_YEAR}{_TOWARDS}"
)
_NUMERIC = re.compile(
    r"(?<![\w.,/-])(?:(?P<day>\d{1,2})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d|\d\d)"
    r"|(?P<iso>(?:19|20)\d\d-\d\d-\d\d))(?![\w/-]|[.,]\d)"
)
_MONTH_ALONE = re.compile(rf"\b(?i:{_FULL_MONTH})(?:{_S}van)?{_YEAR}{_TOWARDS}")
_BEFORE_MONTH = re.compile(
    rf"(?i:(?P<part>{_PART})(?:{_S}van)?|(?P<which>eerste|tweede|derde|vierde|laatste|1e|2e|3e|4e)"
    rf"{_S}(?P<unit>week|helft|{_WEEKDAY}){_S}van){_S}$"
)
_YEARS = re.compile(
    rf"(?<![\w.,/€+-])(?P<from>(?:19[5-9]|20[0-4])\d)(?:{_S}?[-–/]{_S}?(?P<to>(?:20)?[0-4]\d))?(?![\w%‰°/]|[.,]\d|[-–]\w)"
)
_COUNTED = re.compile(rf"{_S}(?:euro|personen|inwoners|meldingen|mensen|keer|uur|meter|km|stuks|leden|woningen|EUR|gevallen)\b")
_QUARTER = re.compile(
    rf"\b(?:Q(?P<q>[1-4])|(?P<which>[Ee]erste|[Tt]weede|[Dd]erde|[Vv]ierde|[Ll]aatste|1e|2e|3e|4e){_S}(?P<unit>kwartaal|helft|halfjaar))\b"
    rf"(?:{_S}(?:van{_S})?(?:(?:het{_S}jaar{_S})?(?P<year>(?:19|20)\d\d)\b|(?P<relative>dit|volgend|vorig|komend){_S}jaar\b|['’](?P<short>\d\d)\b))?"
)
_WEEK = re.compile(rf"\b[Ww]eek{_S}(?P<week>\d{{1,2}})\b(?!{_S}?(?:uur|dagen|%))(?:{_S}?(?:van{_S}|/|,{_S})?(?P<year>20\d\d)\b)?")
_RELATIVE = re.compile(
    rf"\b(?:(?P<part>(?i:{_PART})){_S}(?:van{_S})?)?(?P<which>[Vv]olgende?|[Vv]orige?|[Kk]omende?|[Aa]fgelopen|[Aa]anstaande|[Dd]it|[Dd]eze|[Hh]et)"
    rf"{_S}(?P<unit>jaar|maand|week|weekend|kwartaal|voorjaar|najaar|zomer|winter|herfst|lente|{_WEEKDAY})\b(?P<after>{_S}?\d{{4}}\b)?"
)
_SEASON = re.compile(
    rf"\b(?:(?P<part>(?i:{_PART})){_S}(?:van{_S})?(?:de{_S}|het{_S})?)?(?P<season>voorjaar|najaar|zomer|winter|herfst|lente)"
    rf"{_S}(?:van{_S})?(?P<year>20\d\d)\b"
)
_WEEKDAY_TOWARDS = re.compile(
    rf"\b(?P<weekday>(?i:{_WEEKDAY})){_S}(?P<towards>a\.s\.|aanstaande\b|jl\.?|j\.l\.|jongstleden\b)"
    rf"|(?<=uiterlijk )(?P<due>{_WEEKDAY})\b"
)
_DEICTIC = re.compile(r"\b(?:[Vv]andaag|[Gg]isteren|(?:[Oo]ver)?[Mm]orgen|[Ee]ergisteren)\b(?! de dag)")
_LEFT_WEEKDAY = re.compile(rf"(?i:\b(?:{_WEEKDAY})){_S}$")

_ORDINALS = {"eerste": 1, "1e": 1, "tweede": 2, "2e": 2, "derde": 3, "3e": 3, "vierde": 4, "4e": 4, "laatste": -1}
_STEPS = {"volgend": 1, "volgende": 1, "komend": 1, "komende": 1, "aanstaande": 1, "vorig": -1, "vorige": -1}
_STEPS |= {"afgelopen": -1, "dit": 0, "deze": 0}
_DEICTIC_DAYS = {"vandaag": 0, "gisteren": -1, "eergisteren": -2, "morgen": 1, "overmorgen": 2}


def suggest(minutes: Minutes, known: Known) -> Iterator[Suggestion]:
    """Every date in the text, `normalized` where it can be placed in time."""
    for moment in moments(analyse(minutes)):
        span = Span(moment.start, moment.end)
        yield entity("dates", moment.rule, "DATE", span, known, normalized=moment.normalized)


@lru_cache(maxsize=1)
def moments(analysis: Analysis) -> tuple[Moment, ...]:
    """Every date in order; of two that overlap the longer one."""
    text, meeting = analysis.text, almanac.day_of(analysis.minutes.meeting.date)
    found = [
        *_days(text, meeting),
        *_numeric(text),
        *_months(text, meeting),
        *_quarters(text, meeting),
        *_weeks(text, meeting),
        *_relative(text, meeting),
        *_years(text),
    ]
    found.sort(key=lambda moment: (moment.start, -moment.end))
    kept: list[Moment] = []
    for moment in found:
        if not kept or moment.start >= kept[-1].end:
            kept.append(moment)
    return tuple(kept)


def _year_of(match: re.Match[str]) -> int | None:
    if match["year"]:
        return int(match["year"])
    return 2000 + int(match["short"]) if match["short"] else None


def _direction(towards: str | None) -> int:
    if not towards:
        return 0
    return 1 if towards.strip(" .\xa0\n").startswith("a") else -1


def _days(text: str, meeting: date | None) -> Iterator[Moment]:
    for match in _DAY_MONTH.finditer(text):
        month, year = MONTHS[match["month"].lower()], _year_of(match)
        direction = _direction(match["towards"])
        normalized = almanac.day(int(match["day"]), month, year, meeting, direction)
        if normalized is None:
            continue
        if match["last"]:
            last = almanac.day(int(match["last"]), month, int(normalized[:4]) if "X" not in normalized else None, meeting)
            normalized = f"{normalized}/{last}" if last else normalized
        left = _LEFT_WEEKDAY.search(text, max(0, match.start() - 11), match.start())
        rule = "full" if year else "day-month"
        yield Moment(left.start() if left else match.start(), match.end(), normalized, rule)


def _numeric(text: str) -> Iterator[Moment]:
    for match in _NUMERIC.finditer(text):
        if match["iso"]:
            normalized = match["iso"] if almanac.day_of(match["iso"]) else None
        else:
            year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
            normalized = almanac.day(int(match["day"]), int(match["month"]), year, None)
        if normalized:
            yield Moment(match.start(), match.end(), normalized, "numeric")


def _months(text: str, meeting: date | None) -> Iterator[Moment]:
    for match in _MONTH_ALONE.finditer(text):
        if text[match.start() - 1 : match.start()] in "-'’" and match.start() or text[match.end() : match.end() + 1] == "-":
            continue
        normalized = almanac.month(MONTHS[match["month"].lower()], _year_of(match), meeting, _direction(match["towards"]))
        before = _BEFORE_MONTH.search(text, max(0, match.start() - 30), match.start())
        if before and before["unit"] and before["unit"].lower() in WEEKDAYS:
            which = _ORDINALS[before["which"].lower()]
            normalized = almanac.nth_weekday(which, WEEKDAYS[before["unit"].lower()], normalized) or normalized
        yield Moment(before.start() if before else match.start(), match.end(), normalized, "month")


def _quarters(text: str, meeting: date | None) -> Iterator[Moment]:
    for match in _QUARTER.finditer(text):
        year = _year_of(match)
        if match["relative"] and meeting:
            year = meeting.year + _STEPS[match["relative"]]
        if match["unit"] in ("helft", "halfjaar"):
            if year:
                yield Moment(match.start(), match.end(), str(year), "quarter")
            continue
        number = int(match["q"]) if match["q"] else _ORDINALS[match["which"].lower()] % 5
        yield Moment(match.start(), match.end(), almanac.quarter(number, year, meeting), "quarter")


def _weeks(text: str, meeting: date | None) -> Iterator[Moment]:
    for match in _WEEK.finditer(text):
        normalized = almanac.week(int(match["week"]), int(match["year"]) if match["year"] else None, meeting)
        yield Moment(match.start(), match.end(), normalized, "week")


def _relative(text: str, meeting: date | None) -> Iterator[Moment]:
    for match in _RELATIVE.finditer(text):
        which, unit = match["which"].lower(), match["unit"]
        if which == "het" and not (match["part"] and unit == "jaar") or _vague(text, match, which, unit):
            continue
        yield Moment(match.start(), match.end(), meeting and _relative_to(meeting, which, unit), "relative")
    for match in _SEASON.finditer(text):
        yield Moment(match.start(), match.end(), almanac.season(match["season"], int(match["year"]), meeting), "season")
    for match in _WEEKDAY_TOWARDS.finditer(text):
        number = WEEKDAYS[(match["weekday"] or match["due"]).lower()]
        direction = _direction(match["towards"]) if match["towards"] else 1
        yield Moment(match.start(), match.end(), meeting and almanac.weekday(number, meeting, direction), "weekday")
    for match in _DEICTIC.finditer(text):
        shifted = meeting and (meeting + timedelta(days=_DEICTIC_DAYS[match[0].lower()])).isoformat()
        yield Moment(match.start(), match.end(), shifted, "today")


def _vague(text: str, match: re.Match[str], which: str, unit: str) -> bool:
    """`Deze week` after `van` points to a week named before, `aanpak van deze zomer` does not; a number follows years."""
    if which == "deze" and unit in ("week", "weekend"):
        return text[max(0, match.start() - 4) : match.start()].lower() == "van "
    return bool(match["after"]) and unit not in almanac.SEASONS


def _relative_to(meeting: date, which: str, unit: str) -> str | None:
    step = _STEPS.get(which, 0)
    if unit == "jaar":
        return str(meeting.year + step)
    if unit == "maand":
        return almanac.shifted_month(meeting, step)
    if unit in ("week", "weekend"):
        return almanac.shifted_week(meeting, step)
    if unit == "kwartaal":
        return almanac.shifted_quarter(meeting, step)
    if unit in WEEKDAYS:
        return almanac.weekday(WEEKDAYS[unit], meeting, step or 1)
    year = meeting.year if which in ("dit", "deze") else None
    if step < 0:
        year = meeting.year - (almanac.SEASONS[unit] - 20) * 3 // (meeting.month + 1)
    return almanac.season(unit, year, meeting)


def _years(text: str) -> Iterator[Moment]:
    for match in _YEARS.finditer(text):
        if _COUNTED.match(text, match.end()):
            continue
        first, last = match["from"], match["to"]
        normalized = first if last is None else f"{first}/{last if len(last) == 4 else first[:2] + last}"
        yield Moment(match.start(), match.end(), normalized, "year")
