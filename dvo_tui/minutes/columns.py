"""What a table column is for, told from its printed title."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Role = Literal["label", "title", "text", "action", "decision", "owner", "due", "state", "name", "function", "organisation"]

_ROLES: tuple[tuple[Role, str], ...] = (
    ("label", r"nr|no|nummer|#|agp|ap|punt|volgnr|agendanr|agendapuntnr"),
    ("title", r"onderwerp(?:en)?|agendapunt(?:en)?|titel|agenda|thema"),
    ("text", r"toelichting|bespreking|besproken(?:e)?|verslag|notulen|inhoud|behandeling|opmerking(?:en)?|tekst|samenvatting"),
    ("owner", r"wie|door|actiehouder|eigenaar|trekker|verantwoordelijke?|actie door|door wie|uitvoerder|portefeuillehouder"),
    ("due", r"wanneer|datum(?: gereed)?|gereed|termijn|deadline|planning|voor|uiterlijk|datum afgehandeld|einddatum"),
    ("state", r"status|stand van zaken|stand|voortgang|afgehandeld"),
    ("action", r"acties?|actiepunt(?:en)?|afspra(?:ak|ken)|actie/afspraak|actie en afspraak|toezegging(?:en)?"),
    ("decision", r"besluit(?:en)?|conclusies?|besluit/actie"),
    ("name", r"naam|namen|deelnemers?|aanwezigen|naam deelnemer|genodigden"),
    ("function", r"functie|rol|hoedanigheid"),
    ("organisation", r"organisaties?|gemeenten?|namens|instantie|partner|dienst|vertegenwoordigt"),
)
_MATCHERS = tuple((role, re.compile(rf"(?:{pattern})[.:]?$")) for role, pattern in _ROLES)


@lru_cache(maxsize=256)
def column_role(header: str | None) -> Role | None:
    """The role of a column, or None where its title says nothing known."""
    if not header:
        return None
    folded = " ".join(header.lower().split())
    return next((role for role, matcher in _MATCHERS if matcher.match(folded)), None)


def is_agenda(headers: tuple[str | None, ...]) -> bool:
    """Whether a table with these column titles holds agenda items rather than actions, people or anything else."""
    roles = {column_role(header) for header in headers}
    if "title" not in roles:
        return "label" in roles and "text" in roles
    return "text" in roles or not roles & {"owner", "due", "state"}
