"""What reviewers settled elsewhere in the workspace, made ready for one document: names to find, and whom they mean.

Nobody and nothing is merged silently: a link that follows from here is a suggestion, and where two people or bodies
were meant by one surface it stays open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property, lru_cache

from dvo_tui import names
from dvo_tui.minutes.model import Participant
from dvo_tui.minutes.regex import regex
from dvo_tui.suggest import lexicon
from dvo_tui.suggest.base import Known, KnownSurface
from dvo_tui.suggest.cast import Cast
from dvo_tui.suggest.lexicon import Entry, Hit

SPEAKER = "SPEAKER"
"""The type under which it is kept how somebody was called when speaking: `de voorzitter`, `Marleen`."""

SHORTEST = 3
"""Surfaces of fewer characters mean too many things."""

_AHEAD = 3
"""A surface with several links means the one that was settled this many times as often as the next."""

_SETTLED = 2
"""A role without a name means its holder once it was settled this often."""

_INITIALS = 6
"""A word of fewer letters is a short name only in capitals."""

_ARTICLE = regex(r"(?:de|het|een|’t|'t) ")
_CAPITAL = regex(r"[A-ZÀ-Þ]")
_LEGAL = regex(r"(?:Stichting|Vereniging|Coöperatie|Coöperatieve|Woningcorporatie|Wooncorporatie|Firma) (?=\S{4})")
_HONORIFIC = regex(r"(?:\b[Hh]eer|\b[Mm]evrouw|\b[Dd]hr\.?|\b[Mm]evr\.?|\b[Mm]w\.?|\b[Bb]urgemeester) $")


class Familiar:
    """The known facts of a workspace, by surface."""

    def __init__(self, known: Known) -> None:
        self._known = known

    @cached_property
    def surfaces(self) -> dict[str, KnownSurface]:
        """Surfaces accepted more often than rejected, by what they are; of several types the one accepted most."""
        best: dict[str, KnownSurface] = {}
        for it in sorted(self._known.surfaces, key=lambda it: (it.accepted, it.type)):
            if it.accepted > it.rejected and len(it.surface) >= SHORTEST and it.type != SPEAKER:
                best[it.surface] = it
        return best

    def settled(self, surface: str, kind: str) -> KnownSurface | None:
        """How often a surface was settled as a type, whatever it was linked to; `documents` is a lower bound then."""
        return self._settled.get((surface.casefold(), kind))

    @cached_property
    def _settled(self) -> dict[tuple[str, str], KnownSurface]:
        found: dict[tuple[str, str], KnownSurface] = {}
        for it in self._known.surfaces:
            sofar = found.get((it.surface, it.type), KnownSurface(it.surface, it.type, None, 0, 0, 0))
            accepted, rejected = sofar.accepted + it.accepted, sofar.rejected + it.rejected
            documents = max(sofar.documents, it.documents)
            found[it.surface, it.type] = KnownSurface(it.surface, it.type, None, accepted, rejected, documents)
        return found

    @cached_property
    def _short(self) -> dict[str, str]:
        """Short names of bodies, case folded, that mean one known body: without its legal form, or its capitals."""
        found: dict[str, set[str]] = defaultdict(set)
        for name in self._known.organisations:
            found[_LEGAL.sub("", name, count=1)].add(name)
            capitals = "".join(_CAPITAL.findall(name))
            if len(capitals) >= SHORTEST and " " in name:
                found[capitals].add(name)
        full = {name.casefold() for name in self._known.organisations}
        return {
            short.casefold(): next(iter(meant))
            for short, meant in found.items()
            if len(meant) == 1 and short.casefold() not in full and len(short) >= SHORTEST
        }

    @cached_property
    def _index(self) -> lexicon.Index:
        listed = [Entry(form, it.type, form) for form, it in sorted(self.surfaces.items())]
        short = [Entry(form, "ORGANISATION", form) for form in sorted(self._short) if form not in self.surfaces]
        return lexicon.indexed([*listed, *short])

    def hits(self, text: str) -> tuple[Hit, ...]:
        """Where known surfaces and short names stand, however capitalised; in small letters only what was so before."""
        if not self._known.surfaces and not self._known.organisations:
            return ()
        folded = _folded(text)
        found = lexicon.scan(folded, lexicon.words_of(folded), self._index)
        return tuple(hit for hit in found if self._stands(text, hit))

    def _stands(self, text: str, hit: Hit) -> bool:
        written, form = text[hit.start : hit.end], hit.entry.form
        if form in self._short and form not in self.surfaces:
            return _may_be_short(written)
        if written.islower() and not self.surfaces[form].small:
            return False
        named = hit.entry.type in ("ORGANISATION", "LOCATION") and " " not in written
        return not (named and _HONORIFIC.search(text, max(0, hit.start - 14), hit.start))

    @cached_property
    def _links(self) -> dict[tuple[str, str], str | None]:
        """Whom or what each surface meant; nothing where it meant several."""
        votes: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
        for it in self._known.surfaces:
            if it.link is not None and it.accepted > it.rejected:
                votes[it.surface, it.type][it.link] = it.accepted
        return {key: _ahead(counts) for key, counts in votes.items()}

    @cached_property
    def _people(self) -> Cast:
        people = (
            Participant(id=name, name=name, attendance="not_listed", role=None, organisation=None, spans=())
            for name in self._known.people
        )
        return Cast(tuple(people), "")

    def person(self, surface: str) -> str | None:
        """The one known person a surface means: as it was settled before, or by the rules for names."""
        key = (surface.casefold(), "PERSON")
        if key in self._links:
            return self._links[key]
        if not self._known.people:
            return None
        link = self._people.resolve(surface)
        return link.id if link else None

    def body(self, surface: str) -> str | None:
        """The full name of the known body that a surface is a short name or other spelling of."""
        folded = surface.casefold()
        link = self._links.get((folded, "ORGANISATION"))
        return link or (self._short.get(folded) if _may_be_short(surface) else None)

    def speaker(self, role: str) -> str | None:
        """Who spoke as a role, where that was nearly always one person."""
        return self._roles.get(_ARTICLE.sub("", role.casefold(), count=1))

    @cached_property
    def _roles(self) -> dict[str, str]:
        votes: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for it in self._known.surfaces:
            if it.type == SPEAKER and it.link is not None:
                votes[_ARTICLE.sub("", it.surface, count=1)][it.link] += it.accepted
        ahead = {role: _ahead(counts) for role, counts in votes.items() if max(counts.values()) >= _SETTLED}
        return {role: name for role, name in ahead.items() if name is not None}

    def first_names(self) -> Iterator[str]:
        """First names of known people."""
        for name in self._known.people:
            first = names.parse(name).first
            if len(first) >= SHORTEST and " " not in first and first[0].isupper():
                yield first

    @property
    def people(self) -> tuple[str, ...]:
        """Everyone known, by full name."""
        return self._known.people


def _may_be_short(written: str) -> bool:
    """Whether a short name is written as one: initials in capitals, a longer name not in small letters."""
    return written.isupper() if " " not in written and len(written) < _INITIALS else not written.islower()


def _ahead(counts: dict[str, int]) -> str | None:
    """The name far ahead of the others."""
    ranked = sorted(counts.items(), key=lambda it: (-it[1], it[0]))
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= _AHEAD * ranked[1][1] else None


def _folded(text: str) -> str:
    """Case folded letter by letter where a letter stays one letter, so that offsets hold."""
    folded = text.casefold()
    if len(folded) == len(text):
        return folded
    return "".join(letter if len(letter.casefold()) != 1 else letter.casefold() for letter in text)


class _ByIdentity:
    """A cache key that is the object itself: the rules of known facts cannot be hashed."""

    def __init__(self, known: Known) -> None:
        self.known = known

    def __hash__(self) -> int:
        return id(self.known)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and other.known is self.known


@lru_cache(maxsize=2)
def _familiar(key: _ByIdentity) -> Familiar:
    return Familiar(key.known)


def familiar(known: Known) -> Familiar:
    """The known facts made ready; asked again for the same object, the same one."""
    return _familiar(_ByIdentity(known))
