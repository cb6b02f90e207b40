"""When something is due: a date to come, the next meeting, or words such as `binnenkort`."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from dvo_tui.minutes.model import Span
from dvo_tui.minutes.regex import regex
from dvo_tui.suggest import almanac
from dvo_tui.suggest.analysis import Analysis
from dvo_tui.suggest.dates import Moment, moments
from dvo_tui.suggest.matching import Guarded


class Due(NamedTuple):
    """`due` is EDTF-like, `text` what the minutes say, `anchor` is `next_meeting` where it hangs on one."""

    due: str | None = None
    text: str | None = None
    anchor: str | None = None


MEETING = (
    r"(?:DVO(?:-overleg)?|[A-Z]{2,5}O|overleg|vergadering|bijeenkomst|driehoek\w*|[Bb]estuurdersdag|[Ss]tuurgroep\w*|"
    r"college|districtscollege|keer|\w*beraad|veiligheidsoverleg|portefeuillehoudersoverleg|raadsvergadering)"
)
NEXT_MEETING = Guarded(
    regex(rf"\b(?:[Vv]olgende?|[Ee]erstvolgende?|[Kk]omende?) (?:\w+ )?{MEETING}(?!\w)|\b(?:de|een) volgende keer\b"),
    *("olgende ", "olgend ", "mende "),
)
_LEAD = regex(
    r"(?:\b(?:uiterlijk|vóór|voor|per|op|in|tot|rond|vanaf|eind|begin|medio|half|tijdens|met ingang van|niet later dan|"
    r"de loop van)(?: (?:de|het|een|van|op|in))? )+$",
    re.IGNORECASE,
)
_VAGUE = Guarded(
    regex(
        r"\b(?:[Bb]innenkort|zo (?:spoedig|snel) mogelijk|z\.?s\.?m\.?|op korte termijn|[Kk]omende tijd|"
        r"(?:vóór|voor|na|tot) (?:de|het) (?:zomer|winter|kerst|herfst|jaarwisseling)\w*|doorlopend|continu|per direct|"
        r"direct|n\.t\.b\.)(?!\w)"
    ),
    *("innenkort", "mogelijk", "z.s.m", "zsm", "termijn", "mende tijd", "zomer", "winter", "kerst", "jaarwisseling"),
    *("reces", "vakantie", "doorlopend", "continu", "direct", "n.t.b"),
)
_WITHIN = Guarded(
    regex(
        r"\b(?:[Bb]innen|[Oo]ver) (?P<count>een|één|twee|drie|vier|vijf|zes|acht|tien|twaalf|\d{1,2}) "
        r"(?P<unit>dag(?:en)?|we(?:ek|ken)|maand(?:en)?)\b"
    ),
    *("innen ", "ver "),
)
_COUNTS = {
    "een": 1,
    "één": 1,
    "twee": 2,
    "drie": 3,
    "vier": 4,
    "vijf": 5,
    "zes": 6,
    "acht": 8,
    "tien": 10,
    "twaalf": 12,
}


def due_in(analysis: Analysis, span: Span, *, past: bool = False) -> Due:
    """When what is said in a span is due: of several dates the one with `vóór` or the like, and the most exact.

    With `past` a date before the meeting counts too, as in the column of a list of actions.
    """
    text, meeting = analysis.text, almanac.day_of(analysis.minutes.meeting.date)
    best: tuple[bool, int, Due] | None = None
    for moment in _moments_in(analysis, span):
        due = almanac.due(moment.normalized, None if past else meeting) if moment.normalized else None
        if due:
            lead = _LEAD.search(text, max(span.start, moment.start - 30), moment.start)
            worth = (bool(lead), len(due))
            if best is None or worth > best[:2]:
                best = (*worth, Due(due, text[lead.start() if lead else moment.start : moment.end]))
    if best:
        return best[2]
    sentence = text[span.start : span.end]
    following = NEXT_MEETING.search(sentence)
    if following:
        return Due(None, following[0], "next_meeting")
    within = _WITHIN.search(sentence)
    if within:
        return Due(_within(within, meeting), within[0])
    vague = _VAGUE.search(sentence)
    return Due(None, vague[0]) if vague else Due()


def _moments_in(analysis: Analysis, span: Span) -> tuple[Moment, ...]:
    starts = _moment_starts(analysis)
    at = bisect_left(starts, span.start)
    return moments(analysis)[at : bisect_left(starts, span.end, lo=at)]


@lru_cache(maxsize=1)
def _moment_starts(analysis: Analysis) -> list[int]:
    return [moment.start for moment in moments(analysis)]


def _within(match: re.Match[str], meeting: date | None) -> str | None:
    if meeting is None:
        return None
    count = _COUNTS.get(match["count"]) or int(match["count"])
    if match["unit"].startswith("maand"):
        return almanac.shifted_month(meeting, count)
    return (meeting + timedelta(days=count * (7 if match["unit"].startswith("we") else 1))).isoformat()
