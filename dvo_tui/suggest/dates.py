"""Dates: full, partial and relative ones, made EDTF-like against the day of the meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

import msgspec

from dvo_tui.minutes.model import Minutes, Span
from dvo_tui.minutes.regex import regex
from dvo_tui.suggest import almanac
from dvo_tui.suggest.analysis import Analysis, analyse
from dvo_tui.suggest.base import Known, Suggestion
from dvo_tui.suggest.lexicon import occurrences
from dvo_tui.suggest.rules import entity
from dvo_tui.suggest.vocabulary import MONTHS, WEEKDAYS


class Moment(msgspec.Struct, frozen=True, gc=False):
    """A date said at `start:end`."""

    start: int
    end: int
    normalized: str | None
    rule: str


_S = r"[ \xa0\n]"
_YEAR = rf"(?:\.?,?{_S}(?P<year>(?:19|20)\d\d)(?!\d|[.,]\d)|\.?{_S}?['’](?P<short>\d\d)\b)?"
_TOWARDS = rf"(?P<towards>\.?{_S}(?:a\.s\.|aanstaande\b|as\.)|\.?{_S}(?:j\.?l\.|jl\b|jongstleden\b|l\.l\.))?"
_WEEKDAY = "|".join(WEEKDAYS)
_PART = "(?:begin|half|medio|eind|einde|halverwege|ultimo|primo)"

_AFTER_DAY = regex(rf"\w+{_YEAR}{_TOWARDS}")
_DAY_BEFORE = regex(
    rf"(?:(?:{_WEEKDAY}){_S})?(?<![\w.,/€-])(?P<day>\d{{1,2}})(?:e|de|ste)?"
    rf"(?:{_S}?(?P<link>,|en|t/m|tot{_S}en{_S}met|tot|of|[-–]){_S}?(?P<last>\d{{1,2}})(?:e|de|ste)?)?{_S}$",
    re.IGNORECASE,
)
_AFTER_MONTH = regex(rf"\w+(?:{_S}van)?{_YEAR}{_TOWARDS}")
_BEFORE_MONTH = regex(
    rf"(?:(?P<part>{_PART})(?:{_S}van)?|(?P<which>eerste|tweede|derde|vierde|laatste|1e|2e|3e|4e)"
    rf"{_S}(?P<unit>week|helft|{_WEEKDAY}){_S}van){_S}$",
    re.IGNORECASE,
)
_LETTERS = regex(r"[^\W\d_]+")
_LEADS_MONTH = regex(r"\b(?:in|vanaf|tot|t/m|per|sinds|uiterlijk|vóór|voor|van|eind|en|tot en met)[ \xa0\n]$")
_SHORT_YEAR = regex(rf"\.?{_S}(?:20\d\d|['’]\d\d)\b")
_NUMERIC = regex(
    r"(?P<iso>(?:19|20)\d\d-\d\d-\d\d)|(?P<day>\d{1,2})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)"
    r"(?P<year>(?:19|20)\d\d|['’]?\d\d)"
)
_PARTIAL = regex(r"(?<![\w.,/€-])(?!24/7)(?P<day>\d\d?)(?P<mark>[-/])(?P<month>\d{1,2})(?![\w/%-]|[.,]\d)")
_IN_FIGURES = ("-", "/", ".")
_NO_DATE_BEHIND = (".", ",", "/", "-", "€", "+", "_")
_LEADS_PARTIAL = regex(
    r"(?:\b(?:[Vv]óór|[Vv]oor|[Uu]iterlijk|[Pp]er|[Vv]anaf|[Tt]ot|[Oo]p|[Ss]inds|t/m|d\.d\.|dd\.?)"
    rf"(?: (?:{_WEEKDAY}|ma|di|wo|do|vr|za|zo)\.?)?"
    r"|\b(?:ma|di|wo|do|vr|za|zo)\.?|[Vv]erslag|[Ll]ijst) $"
)
_LEADS_SLASH = regex(r"(?:[,(] ?| van | en )$")
_COUNTED_PARTIAL = regex(r" (?:van|deel|fte|pagina|leden|stemmen|gemeenten|uur)\b")
_FIGURES = regex(r"\d[\d./-]{3,9}(?:(?<=[-/.])['’]\d\d)?(?!\d)")
_YEARS = regex(rf"(?P<from>(?:19[5-9]|20[0-4])\d)(?:{_S}?[-–/]{_S}?(?P<to>(?:20)?[0-4]\d))?(?![\w%‰°/]|[.,]\d|[-–]\w)")
_COUNTED = regex(
    rf"{_S}(?:euro|personen|inwoners|meldingen|mensen|keer|uur|meter|km|stuks|leden|woningen|EUR|gevallen)\b"
)
_SINCE = regex(r"\b(?:in|sinds|vanaf|uit|van|tot|eind|begin) $")
_OF_YEAR = (
    rf"(?:(?:\.?{_S}|[-/](?=20))(?:van{_S})?(?:(?:het{_S}jaar{_S})?(?P<year>(?:19|20)\d\d)\b|(?P<relative>dit|volgend|vorig|komend){_S}jaar\b"
    r"|['’](?P<short>\d\d)\b))?"
)
_QUARTER = regex(rf"(?:[QqKk](?P<q>[1-4])|kwartaal|kwart|kw|helft|halfjaar)\b{_OF_YEAR}")
_BEFORE_QUARTER = regex(rf"\b(?P<which>eerste|tweede|derde|vierde|laatste|1e|2e|3e|4e){_S}$", re.IGNORECASE)
_WEEK = regex(
    rf"(?:[Ww]eek(?:nummer)?|[Ww]k\.?){_S}(?P<week>\d{{1,2}})\b(?!{_S}?(?:uur|dagen|%))(?:{_S}?(?:van{_S}|/|,{_S})?(?P<year>20\d\d)\b)?"
)
_RUNNING = regex(rf"\w+{_S}van{_S}(?:de|het){_S}(?P<unit>maand|jaar|week|kwartaal)\b(?!{_S}(?:van|waarin))")
_SHORT_YEARS = regex(r"(?<=[ \xa0\n])['’](?P<year>[0-4]\d)\b")
_LEADS_SHORT_YEAR = regex(
    rf"\b(?:(?P<part>{_PART})|sinds|in|vanaf|tot|per|uit){_S}$",
    re.IGNORECASE,
)
_BEFORE_PART = regex(rf"\b(?P<part>{_PART}){_S}(?:van{_S})?$", re.IGNORECASE)
_RELATIVE = regex(
    rf"(?P<which>\w+){_S}(?P<unit>jaar|jr|maand|mnd|weekend|week|wk|kwartaal|voorjaar|najaar|zomer|winter|herfst|lente|{_WEEKDAY})\b"
    rf"(?P<after>{_S}?\d{{4}}\b)?"
)
_SEASON = regex(rf"(?P<season>\w+){_S}(?:van{_S})?(?P<year>20\d\d)\b")
_WEEKDAY_TOWARDS = regex(rf"(?P<weekday>\w+)(?P<towards>{_S}(?:a\.s\.|aanstaande\b|jl\.?|j\.l\.|jongstleden\b))?")
_DAY_AFTER = regex(" de dag")

_ORDINALS = {"eerste": 1, "1e": 1, "tweede": 2, "2e": 2, "derde": 3, "3e": 3, "vierde": 4, "4e": 4, "laatste": -1}
_STEPS = {"volgend": 1, "volgende": 1, "komend": 1, "komende": 1, "aanstaande": 1, "vorig": -1, "vorige": -1}
_STEPS |= {"afgelopen": -1, "dit": 0, "deze": 0}
_UNITS = {"jr": "jaar", "mnd": "maand", "wk": "week"}
_DEICTIC_DAYS = {"gisteren": -1, "eergisteren": -2, "morgen": 1, "overmorgen": 2}


def suggest(minutes: Minutes, known: Known) -> Iterator[Suggestion]:
    """Every date in the text, `normalized` where it can be placed in time; of a season only its year."""
    analysis = analyse(minutes, known)
    for moment in moments(analysis):
        if moment.rule != "season":
            span = Span(moment.start, moment.end)
            yield entity("dates", moment.rule, "DATE", span, known, normalized=moment.normalized)
        elif analysis.text[moment.end - 4 : moment.end].isdigit():
            year = Span(moment.end - 4, moment.end)
            yield entity("dates", "year", "DATE", year, known, normalized=analysis.text[year.start : year.end])


@lru_cache(maxsize=1)
def moments(analysis: Analysis) -> tuple[Moment, ...]:
    """Every date in order; of two that overlap the longer one."""
    meeting = almanac.day_of(analysis.minutes.meeting.date)
    found = [
        *_days(analysis, meeting),
        *_figures(analysis, meeting),
        *_quarters(analysis, meeting),
        *_weeks(analysis, meeting),
        *_relative(analysis, meeting),
        *_running(analysis, meeting),
        *_short_years(analysis.text),
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


def _days(analysis: Analysis, meeting: date | None) -> Iterator[Moment]:
    """Months with and without a day before them."""
    text = analysis.text
    for at in analysis.cues("MONTH"):
        before = _DAY_BEFORE.search(text, max(0, at - 36), at)
        found = _day(text, at, before, meeting) if before else _month(text, at, meeting)
        if found:
            yield found


def _day(text: str, at: int, before: re.Match[str], meeting: date | None) -> Moment | None:
    match = _AFTER_DAY.match(text, at)
    assert match is not None
    month, year = _month_number(match), _year_of(match)
    normalized = almanac.day(int(before["day"]), month, year, meeting, _direction(match["towards"]))
    if normalized is None:
        return None
    if before["last"]:
        last = almanac.day(int(before["last"]), month, int(normalized[:4]) if "X" not in normalized else None, meeting)
        normalized = f"{normalized}/{last}" if last else normalized
    return Moment(before.start(), match.end(), normalized, "full" if year else "day-month")


def _month(text: str, at: int, meeting: date | None) -> Moment | None:
    """A month without a day: only its full name, by itself."""
    match = _AFTER_MONTH.match(text, at)
    assert match is not None
    letters = _LETTERS.match(match[0])
    word = letters[0].lower() if letters else ""
    before = _BEFORE_MONTH.search(text, max(0, at - 30), at)
    if (
        len(word) < 5
        and word not in ("mei", "juni", "juli")
        and not _stands_for_month(text, at, at + len(word), before)
    ):
        return None
    if text[at - 1 : at] in ("-", "'", "’") or text.startswith("-", at + len(word)):
        return None
    end = match.end() if _year_of(match) or match["towards"] else at + len(word)
    normalized = almanac.month(_month_number(match), _year_of(match), meeting, _direction(match["towards"]))
    if before and before["unit"] and before["unit"].lower() in WEEKDAYS:
        which = _ORDINALS[before["which"].lower()]
        normalized = almanac.nth_weekday(which, WEEKDAYS[before["unit"].lower()], normalized) or normalized
    return Moment(before.start() if before else at, end, normalized, "month")


def _stands_for_month(text: str, at: int, end: int, before: re.Match[str] | None) -> bool:
    """Whether a short form such as `okt` is a month: behind `begin` or `in`, before a year, or alone in its line."""
    if text[at].isupper():
        return False
    alone = (text[at - 1 : at] in ("", "\n") or text.endswith("  ", 0, at)) and (
        text[end : end + 1] in ("", "\n") or text.startswith("  ", end)
    )
    return bool(before or alone or _LEADS_MONTH.search(text, max(0, at - 12), at) or _SHORT_YEAR.match(text, end))


def _month_number(match: re.Match[str]) -> int:
    word = re.match(r"[^\W\d_]+", match[0])
    return MONTHS[word[0].lower()] if word else 0


def _figures(analysis: Analysis, meeting: date | None) -> Iterator[Moment]:
    """Dates in figures, and years."""
    text, free = analysis.text, 0
    for start, end in analysis.figures:
        partial = _PARTIAL.match(text, start) if end - start < 3 and text.startswith(("-", "/"), end) else None
        if partial and _leads_partial(text, partial):
            normalized = almanac.day(int(partial["day"]), int(partial["month"]), None, meeting)
            if normalized:
                yield Moment(start, partial.end(), normalized, "numeric")
    for start, end in analysis.figures:
        figures = _FIGURES.match(text, start) if end - start > 3 or text.startswith(_IN_FIGURES, end) else None
        if figures is None or start < free or text.startswith(_NO_DATE_BEHIND, start - 1, start):
            continue
        free = figures.end()
        if text[start - 1 : start].isalnum():
            continue
        numeric = _NUMERIC.fullmatch(figures[0].rstrip(".-/"))
        if numeric:
            normalized = _numeric(numeric)
            if normalized:
                yield Moment(start, start + numeric.end(), normalized, "numeric")
            continue
        years = _YEARS.match(text, start)
        counted = years and _COUNTED.match(text, years.end()) and not _SINCE.search(text, max(0, start - 8), start)
        if years and not counted and _is_period(years):
            first, last = years["from"], years["to"]
            whole = first if last is None else f"{first}/{last if len(last) == 4 else first[:2] + last}"
            yield Moment(_part(text, start), years.end(), whole, "year")


def _is_period(years: re.Match[str]) -> bool:
    """Whether a second year comes behind the first: `2025-01` is a code."""
    last = years["to"]
    return last is None or int(last[-2:]) > int(years["from"][-2:])


def _leads_partial(text: str, partial: re.Match[str]) -> bool:
    """Whether what stands before `24-11` or `26/05` makes it a day: part of a count, a page or a code it is none."""
    start, end = partial.span()
    if _COUNTED_PARTIAL.match(text, end):
        return False
    if _LEADS_PARTIAL.search(text, max(0, start - 20), start):
        return True
    two_figures = len(partial["month"]) == 2 or len(partial["day"]) == 2
    return partial["mark"] == "/" and two_figures and bool(_LEADS_SLASH.search(text, max(0, start - 5), start))


def _numeric(match: re.Match[str]) -> str | None:
    if match["iso"]:
        return match["iso"] if almanac.day_of(match["iso"]) else None
    short = match["year"].lstrip("'’")
    year = int(short) + (2000 if len(short) == 2 else 0)
    return almanac.day(int(match["day"]), int(match["month"]), year, None)


def _quarters(analysis: Analysis, meeting: date | None) -> Iterator[Moment]:
    text = analysis.text
    for at in analysis.cues("QUARTER"):
        match = _QUARTER.match(text, at)
        before = None if match is None or match["q"] else _BEFORE_QUARTER.search(text, max(0, at - 10), at)
        if match is None or not (match["q"] or before):
            continue
        start = before.start() if before else at
        year = _year_of(match)
        if match["relative"] and meeting:
            year = meeting.year + _STEPS[match["relative"]]
        if match["q"] or match[0].startswith("kw"):
            number = int(match["q"]) if before is None else _ORDINALS[before["which"].lower()] % 5
            yield Moment(start, match.end(), almanac.quarter(number, year, meeting), "quarter")
        elif year:
            yield Moment(start, match.end(), str(year), "quarter")


def _weeks(analysis: Analysis, meeting: date | None) -> Iterator[Moment]:
    for at in analysis.cues("WEEK"):
        match = _WEEK.match(analysis.text, at)
        if match:
            normalized = almanac.week(int(match["week"]), int(match["year"]) if match["year"] else None, meeting)
            yield Moment(at, match.end(), normalized, "week")


def _relative(analysis: Analysis, meeting: date | None) -> Iterator[Moment]:
    """`Volgende maand`, `eind dit jaar`, `zomer 2023`, `maandag a.s.`, `morgen`."""
    text = analysis.text
    for at in analysis.cues("RELATIVE"):
        match = _RELATIVE.match(text, at)
        if match and not _is_vague(text, match):
            normalized = _relative_to(meeting, match["which"].lower(), match["unit"]) if meeting else None
            rule = "season" if match["unit"] in almanac.SEASONS else "relative"
            yield Moment(_part(text, at), match.end(), normalized, rule)
    for at in analysis.cues("SEASON"):
        match = _SEASON.match(text, at)
        if match:
            season = almanac.season(match["season"].lower(), int(match["year"]), meeting)
            yield Moment(_part(text, at), match.end(), season, "season")
    for at in analysis.cues("WEEKDAY"):
        match = _WEEKDAY_TOWARDS.match(text, at)
        if match and (match["towards"] or text.endswith("uiterlijk ", max(0, at - 10), at)):
            direction = _direction(match["towards"]) if match["towards"] else 1
            weekday = WEEKDAYS[match["weekday"].lower()]
            yield Moment(at, match.end(), almanac.weekday(weekday, meeting, direction) if meeting else None, "weekday")
    for at in analysis.cues("TODAY"):
        word = re.compile(r"\w+").match(text, at)
        if word and not _DAY_AFTER.match(text, word.end()):
            shifted = (meeting + timedelta(days=_DEICTIC_DAYS[word[0].lower()])).isoformat() if meeting else None
            yield Moment(at, word.end(), shifted, "today")


def _running(analysis: Analysis, meeting: date | None) -> Iterator[Moment]:
    """`Eind van de maand`: a part of the period the meeting is in."""
    for at in analysis.cues("PART"):
        match = _RUNNING.match(analysis.text, at)
        if match:
            normalized = _relative_to(meeting, "deze", match["unit"]) if meeting else None
            yield Moment(at, match.end(), normalized, "relative")


def _short_years(text: str) -> Iterator[Moment]:
    """`Eind '24`, `sinds '22`."""
    for match in (_SHORT_YEARS.match(text, at) for sign in "'’" for at in occurrences(text, sign)):
        if match is None:
            continue
        before = _LEADS_SHORT_YEAR.search(text, max(0, match.start() - 12), match.start())
        if before:
            start = before.start() if before["part"] else match.start()
            yield Moment(start, match.end(), f"20{match['year']}", "year")


def _part(text: str, at: int) -> int:
    """Where `eind van` or the like before a period begins, or the period itself."""
    before = _BEFORE_PART.search(text, max(0, at - 18), at)
    return before.start() if before else at


def _is_vague(text: str, match: re.Match[str]) -> bool:
    """`Van deze week` points to a week named before; behind a number of years no season is meant."""
    which, unit = match["which"].lower(), match["unit"]
    if which == "deze" and unit in ("week", "weekend"):
        return text[max(0, match.start() - 4) : match.start()].lower() == "van "
    return bool(match["after"]) and unit not in almanac.SEASONS


def _relative_to(meeting: date, which: str, unit: str) -> str | None:
    step, unit = _STEPS[which], _UNITS.get(unit, unit)
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
    return almanac.shifted_season(unit, meeting, step)
