"""Whose name may be read in a copy that is published, and on what ground of the Woo another name is left out.

What the reviewer settled about somebody goes before what was settled in another document, and that before the role.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

import msgspec

from dvo_tui.minutes.model import Participant
from dvo_tui.review.history import Change
from dvo_tui.suggest.base import KnownPublicity

PUBLIC_ROLES = frozenset({
    "burgemeester", "commissaris", "dijkgraaf", "gedeputeerde", "kamerlid", "loco-burgemeester", "locoburgemeester",
    "minister", "minister-president", "raadslid", "regioburgemeester", "staatssecretaris", "statenlid", "wethouder",
})  # fmt: skip
"""Who holds one of these acts in public by function; a deputy (`wnd.`) does so too."""

_BEFORE_ROLE = frozenset({"de", "het", "plaatsvervangend", "plaatsvervangende", "plv", "waarnemend", "wnd"})
_ROLE_PARTS = re.compile(r"[,;/()]|\sen\s|\stevens\s")

GROUNDS: dict[str, str] = {
    "5.1.1a": "de eenheid van de Kroon",
    "5.1.1b": "de veiligheid van de Staat",
    "5.1.1c": "vertrouwelijk verstrekte bedrijfs- en fabricagegegevens",
    "5.1.1d": "bijzondere of strafrechtelijke persoonsgegevens",
    "5.1.1e": "identificatienummers",
    "5.1.2a": "internationale betrekkingen",
    "5.1.2b": "economische of financiële belangen",
    "5.1.2c": "opsporing en vervolging van strafbare feiten",
    "5.1.2d": "inspectie, controle en toezicht",
    "5.1.2e": "de eerbiediging van de persoonlijke levenssfeer",
    "5.1.2f": "concurrentiegevoelige bedrijfsgegevens",
    "5.1.2g": "de bescherming van het milieu",
    "5.1.2h": "de beveiliging van personen en bedrijven, het voorkomen van sabotage",
    "5.1.2i": "het goed functioneren van de Staat en andere bestuursorganen",
    "5.1.5": "onevenredige benadeling",
    "5.2.1": "persoonlijke beleidsopvattingen voor intern beraad",
}
"""The grounds of the Woo on which something is left out, as the law words them in short."""

PRIVACY = "5.1.2e"
"""The ground for a name where nobody chose another one."""


class Withheld(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a reviewer leaves out of the copies of one document besides people and identifiers.

    `hidden` are words that are left out wherever they stand, `grounds` the grounds of the Woo that were chosen, by the
    words that are left out or the name of who is.
    """

    hidden: tuple[str, ...] = ()
    grounds: dict[str, str] = {}

    def with_more(self, other: Withheld) -> Withheld:
        """What either leaves out; of two grounds for the same words the other's."""
        return Withheld(tuple(dict.fromkeys((*self.hidden, *other.hidden))), self.grounds | other.grounds)


def withheld_from(kept: Mapping[str, Withheld], document: str) -> Withheld:
    """What is left out of the copies of a document, of all that is kept by id.

    Where nothing was said of this text, all that was of texts of a file with this name: the id of a document is the
    name of its file and eight digits that follow from the text, and what was withheld must not come back with an edit.
    """
    if document in kept or not _TEXT.search(document):
        return kept.get(document, Withheld())
    named = _TEXT.sub("", document)
    found = Withheld()
    for other in sorted(kept):
        if _TEXT.search(other) and _TEXT.sub("", other) == named:
            found = found.with_more(kept[other])
    return found


_TEXT = re.compile(r"-[0-9a-f]{8}$")


Why = Literal["here", "elsewhere", "role", "none"]


class Standing(NamedTuple):
    """Whether somebody's name stays readable, why, and on what ground it is left out where it does not.

    `why` is `here` for what the reviewer settled in this document, `elsewhere` for another one of the workspace, `role`
    for a role that is public by function, or a function in the name's place (`role` is its word), and `none` where
    nothing makes the name public.
    """

    public: bool
    why: Why
    ground: str
    role: str = ""


def standing(person: Participant, elsewhere: Mapping[str, KnownPublicity] | None = None) -> Standing:
    """How somebody stands.

    Args:
        person: The participant.
        elsewhere: What was settled in other documents, by `key_of` a name; a bare surname makes nobody public.
    """
    known = elsewhere.get(key_of(person.name), KnownPublicity()) if elsewhere else KnownPublicity()
    ground = person.ground or known.ground or PRIVACY
    if person.public is not None:
        return Standing(person.public, "here", ground)
    if known.public is False or (known.public and _has_first(person.name)):
        return Standing(known.public, "elsewhere", ground)
    role = person.name if _is_function(person) else public_role(person.role)
    return Standing(True, "role", ground, role) if role else Standing(False, "none", ground)


def _is_function(person: Participant) -> bool:
    from dvo_tui.minutes.attendants import is_function  # reading is no part of the first picture

    return is_function(person)


def public_role(role: str | None) -> str:
    """The word that makes a role public by function, empty where none does: the adviser of a mayor is no mayor."""
    for part in _ROLE_PARTS.split((role or "").casefold()):
        words = [word for word in (one.strip(".:") for one in part.split()) if word not in _BEFORE_ROLE]
        if words and words[0] in PUBLIC_ROLES:
            return words[0]
    return ""


def key_of(name: str) -> str:
    """What two ways to write one name have in common: initials and core."""
    from dvo_tui import names  # not before somebody is looked up: the first picture needs none of it

    return " ".join(filter(None, (names.parse(name).initials.casefold(), names.core(name)))) or names.fold(name)


def _has_first(name: str) -> bool:
    from dvo_tui import names

    return bool(names.initials(name))


def settled(people: Iterable[Participant], history: Iterable[Change]) -> dict[str, KnownPublicity]:
    """What was settled about people of a document, by the key of the name, with when that was done last."""
    people = [person for person in people if person.public is not None or person.ground is not None]
    times = _times(history, {person.id for person in people}) if people else {}
    return {
        key_of(person.name): KnownPublicity(person.public, person.ground, times.get(person.id, "")) for person in people
    }


def _times(history: Iterable[Change], wanted: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for change in history:
        for delta in change.deltas:
            if delta.id in wanted and _of(delta.before) != _of(delta.after):
                found[delta.id] = change.time
    return found


def _of(record: object) -> tuple[bool | None, str | None]:
    return (record.public, record.ground) if isinstance(record, Participant) else (None, None)
