"""How people are addressed before their name, which tells two of one surname apart."""

from __future__ import annotations

from dvo_tui.minutes.regex import regex
from dvo_tui.suggest.analysis import Analysis

_LONGEST_ADDRESS = 24
_ADDRESS = regex(
    r"(?i)\b(?:(?P<woman>mw|mevr|mevrouw)|dhr|hr|heer)\b\.?(?: (?:drs|dr|mr|ir|ing|prof|jhr)\b\.?){0,2}"
    r" ?(?:[A-Z]\.){0,5} ?$"
)


def women(analysis: Analysis) -> dict[str, bool]:
    """Of the people listed with `mw.` or `dhr.` before their name, by id, whether it is a woman."""
    found: dict[str, bool] = {}
    for person in analysis.minutes.participants:
        for span in person.spans:
            woman = is_woman(analysis.text[max(0, span.start - _LONGEST_ADDRESS) : span.start])
            if woman is not None:
                found[person.id] = woman
    return found


def is_woman(wording: str) -> bool | None:
    """Whether words before a name address a woman (True) or a man (False); None where they tell neither."""
    match = _ADDRESS.search(wording) if wording else None
    return (match["woman"] is not None) if match else None
