"""An action as minutes note it, and whether a wording names nothing but those who could own one."""

from __future__ import annotations

from typing import Literal, NamedTuple

from dvo_tui.minutes.model import Span
from dvo_tui.minutes.regex import regex
from dvo_tui.suggest.analysis import Analysis
from dvo_tui.suggest.dues import Due
from dvo_tui.suggest.speakers import cast_of
from dvo_tui.suggest.vocabulary import listed

State = Literal["open", "done", "dropped"]


class Noted(NamedTuple):
    """An action noted as such. Without a `span` of its own (`ACTIE: Bos`) it is about the sentence before `at`."""

    at: int
    span: Span | None
    rule: str
    owner_text: str | None
    owners: tuple[str, ...]
    due: Due
    state: State = "open"


PARTS = regex(r",? (?:en|&|\+) |, ?| ?/ ?|\n| ?\(|\) ?")
_GROUPS = regex(
    r"[A-Z]{2,5}(?:/[A-Z]{2,5})*|(?i:allen|alle gemeenten|secretaris|voorzitter|gemeenten|notulist|secretariaat)"
)
_FUNCTION = regex(
    r"(?:de |het )?(?:coördinator|ambtenaar|adviseur|teamchef|burgemeester|wethouder|projectleider|programmamanager|"
    r"officier|griffier|procesregisseur|wijkagent|beleidsmedewerker)(?: (?:[A-Z]{2,5}|boa['’]s|van justitie))?"
)
_SMALL_PARTS = frozenset(listed("van de der den het 't ter dhr. mevr. mw."))


def only_names(analysis: Analysis, wording: str) -> bool:
    """Whether a short wording only names people, roles or bodies."""
    parts = [part for part in PARTS.split(wording.strip(" .:()")) if part]
    if not parts or len(wording) > 80 or len(parts) > 8:
        return False
    return all(is_owner(analysis, part) for part in parts)


def is_owner(analysis: Analysis, part: str) -> bool:
    """Whether a wording is a participant, a group or abbreviation, or up to three capitalised words."""
    words = part.split()
    if _GROUPS.fullmatch(part) or _FUNCTION.fullmatch(part) or (len(words) <= 5 and cast_of(analysis).resolve(part)):
        return True
    capitals = [word for word in words if word[:1].isupper()]
    return bool(capitals) and len(words) <= 3 and all(word in capitals or word in _SMALL_PARTS for word in words)


def names_somebody(analysis: Analysis, wording: str) -> bool:
    """Whether a wording only names people or groups, and one of them is surely somebody here."""
    return only_names(analysis, wording) and any(cast_of(analysis).resolve(part) for part in PARTS.split(wording))
