"""Who is who in one document: surfaces resolved to participants, and speakers whom the attendance list does not name.

Linking is by the name rules of `names`; what fits two people equally stays open. Nobody is matched to someone present
because their names look a little alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from dvo_tui import names
from dvo_tui.minutes.model import Participant, participant_id
from dvo_tui.minutes.regex import regex


class Link(NamedTuple):
    """Who a surface means: a participant's id and how surely, 0 to 1."""

    id: str
    certainty: float


class Stranger(NamedTuple):
    """A speaker who is not listed."""

    id: str
    name: str


_LETTERED = regex(r"(?P<first>\w[\w-]+) (?P<between>(?:v|d|t)[\w./]{0,5}?(?: de[rn]?)?)? ?(?P<letter>[A-ZÀ-Þ])\.?")


class _Keys(NamedTuple):
    """What a name is found by: core and surname, half of a double surname, letters that stand for it, first name."""

    cores: frozenset[str]
    half: str
    codes: tuple[str, ...]
    first: str


@lru_cache(maxsize=1 << 12)
def _keys(name: str) -> _Keys:
    surname = names.surname(name)
    half, hyphen, _ = name.partition("-")
    part = names.surname(half) if hyphen else ""
    cores = frozenset({names.core(name), surname} - {""})
    return _Keys(cores, part if part != surname else "", names.codes(name), names.first_name(name))


MOST_COMPARED = 500
"""How many people names are compared with letter by letter; more are never at one meeting."""

MOST_MISSPELT = 2000
"""How many different surfaces of one document are looked for among misspellings."""


class Cast:
    """The participants of one meeting and the strangers who speak in it."""

    def __init__(
        self,
        participants: Sequence[Participant],
        text_sha256: str,
        elsewhere: Callable[[str], str | None] = lambda surface: None,
        women: Mapping[str, bool] | None = None,
    ) -> None:
        """`elsewhere` gives the full name of somebody known outside of this meeting.

        `women` tells of people by id whether they are addressed as a woman or as a man, where the text says so.
        """
        self._women = women or {}
        self._sha = text_sha256
        self._elsewhere = elsewhere
        self._people: list[tuple[str, str]] = []
        self._names: dict[str, str] = {}
        self._cores: dict[str, list[int]] = {}
        self._halves: dict[str, list[int]] = {}
        self._first: dict[str, list[int]] = {}
        self._codes: dict[str, list[int]] = {}
        self._cache: dict[tuple[str, bool | None], Link | None] = {}
        self._compared = 0
        self.strangers: list[Stranger] = []
        for person in participants:
            self._take_in(person.id, person.name)

    def _take_in(self, identifier: str, name: str) -> None:
        at = len(self._people)
        self._people.append((identifier, name))
        self._names[identifier] = name
        keys = _keys(name)
        for core in keys.cores:
            self._cores.setdefault(core, []).append(at)
        if keys.half:
            self._halves.setdefault(keys.half, []).append(at)
        for code in keys.codes:
            self._codes.setdefault(code, []).append(at)
        if keys.first:
            self._first.setdefault(keys.first, []).append(at)

    def name_of(self, identifier: str) -> str | None:
        return self._names.get(identifier)

    def resolve(self, surface: str, *, woman: bool | None = None) -> Link | None:
        """The one person a surface means, or None if it is nobody here or could be several.

        `woman` says how the text addresses the person there, which tells people of one surname apart.
        """
        key = (surface, woman)
        if key not in self._cache:
            self._cache[key] = self._resolve(surface, woman)
        return self._cache[key]

    def _resolve(self, surface: str, woman: bool | None) -> Link | None:
        core = names.core(surface)
        if not core:
            return None
        equal = self._compatible(surface, self._cores.get(core, []))
        if woman is not None and self._women:
            equal = self._addressed([*equal, *self._halves.get(core, [])], equal, woman=woman)
        if equal:
            return Link(self._people[equal[0]][0], 1.0) if len(equal) == 1 else None
        given = self._by_letter(surface) or self._first.get(core, []) or self._codes.get(surface, [])
        if given:
            return Link(self._people[given[0]][0], 0.9) if len(given) == 1 else None
        return self._nearest(surface) or self._by_full_name(self._elsewhere(surface))

    def _addressed(self, near: list[int], equal: list[int], *, woman: bool) -> list[int]:
        """Who of the people of one surname, or half of it, is addressed as a woman or as a man."""
        told = {at: self._women.get(self._people[at][0]) for at in near}
        sure = [at for at in told if told[at] is woman]
        fitting = [at for at in equal if told[at] is not (not woman)]
        return sure if len(sure) == 1 else fitting or equal

    def _by_letter(self, surface: str) -> list[int]:
        """The people whom a first name with the letter of a surname means: `Joost H.`, `Joost vW`."""
        match = _LETTERED.fullmatch(surface)
        if match is None:
            return []
        found: list[int] = []
        for at in self._first.get(names.fold(match["first"]), []):
            name = names.parse(self._people[at][1])
            between = names.fold(name.tussenvoegsel)[:1]
            if name.surname[:1] == match["letter"] and (
                not match["between"] or between == match["between"][:1].lower()
            ):
                found.append(at)
        return found

    def named_as(self, name: str | None) -> str | None:
        """The id of the person of a full name, or the name itself where nobody here has it."""
        link = self._by_full_name(name)
        return link.id if link else name

    def _by_full_name(self, name: str | None) -> Link | None:
        """The person in this cast whom a name known elsewhere belongs to."""
        if name is None:
            return None
        return next((Link(person, 0.9) for person, other in self._people if other == name), None)

    def named(self, surface: str, *, woman: bool | None = None) -> str | None:
        """The id of the one person a surface means, or the full name of one who is known elsewhere only."""
        link = self.resolve(surface, woman=woman)
        if link is not None:
            return link.id
        return None if self._is_ambiguous(surface) else self._elsewhere(surface)

    def _compatible(self, surface: str, candidates: Sequence[int]) -> list[int]:
        near = candidates[:MOST_COMPARED]
        return [at for at in near if names.score(surface, self._people[at][1]) >= names.PROPOSES]

    def _nearest(self, surface: str) -> Link | None:
        """The best of the scores from `names.PROPOSES` on, unless a second person is as near."""
        self._compared += 1
        if not self._people or self._compared > MOST_MISSPELT:
            return None
        listed = tuple(name for _, name in self._people[:MOST_COMPARED])
        ranked = names.rank(surface, listed, 2, names.PROPOSES)
        if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < 1):
            return None
        at, value = ranked[0]
        return Link(self._people[at][0], value / 100)

    def admit(self, surfaces: Iterable[str], others: Iterable[str]) -> None:
        """Take in the speakers that nobody in the cast is, each under the fullest name the text gives.

        `surfaces` are the speakers' names in order of speaking, `others` everyone else the text names.
        """
        fuller: dict[str, list[str]] = {}
        for other in dict.fromkeys(others):
            fuller.setdefault(names.surname(other), []).append(other)
        for surface in dict.fromkeys(surfaces):
            if self.resolve(surface) is not None or self._is_ambiguous(surface):
                continue
            name = self._elsewhere(surface) or _fullest(surface, fuller.get(names.surname(surface), []))
            stranger = Stranger(participant_id(self._sha, name), name)
            self.strangers.append(stranger)
            self._take_in(*stranger)
            self._cache = {key: link for key, link in self._cache.items() if link is not None}

    def _is_ambiguous(self, surface: str) -> bool:
        """Whether several listed people answer to a surface; a new person would only hide that."""
        core = names.core(surface)
        return len(self._compatible(surface, self._cores.get(core, []))) > 1 or len(self._first.get(core, [])) > 1


def _fullest(surface: str, same: Sequence[str]) -> str:
    """The longest of the names with one surname that is certainly this person's: they agree on the first initial."""
    if names.initials(surface) or len({names.initials(other)[:1] for other in same} - {""}) > 1:
        return surface
    return max(
        [surface, *same], key=lambda other: (bool(names.initials(other)), not other.isupper(), len(other), other)
    )
