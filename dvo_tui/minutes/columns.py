"""What a table column is for, told from its printed title."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

Role = Literal[
    "label",
    "title",
    "text",
    "action",
    "decision",
    "owner",
    "due",
    "state",
    "name",
    "surname",
    "first_name",
    "function",
    "organisation",
]

_TITLES: tuple[tuple[Role, str], ...] = (
    ("label", "nr|no|nummer|#|agp|ap|punt|volgnr|agendanr|agendapuntnr"),
    ("title", "onderwerp|onderwerpen|agendapunt|agendapunten|titel|agenda|thema"),
    (
        "text",
        "toelichting|bespreking|besproken|verslag|notulen|inhoud|behandeling|opmerking|opmerkingen|tekst|samenvatting",
    ),
    (
        "owner",
        "wie|door|actiehouder|eigenaar|trekker|verantwoordelijk|verantwoordelijke|actie door|door wie|uitvoerder",
    ),
    ("owner", "portefeuillehouder|houder|actienemer|uit te voeren door|oppakken door"),
    ("due", "wanneer|datum|datum gereed|gereed|termijn|deadline|planning|voor|uiterlijk|datum afgehandeld|einddatum"),
    ("state", "status|stand van zaken|stand|voortgang|afgehandeld"),
    ("action", "actie|acties|actiepunt|actiepunten|afspraak|afspraken|actie/afspraak|actie en afspraak"),
    ("action", "toezegging|toezeggingen"),
    ("decision", "besluit|besluiten|conclusie|conclusies|besluit/actie|afdoening|wijze van afdoening|beslissing"),
    ("name", "naam|namen|deelnemer|deelnemers|aanwezigen|naam deelnemer|genodigden"),
    ("surname", "achternaam|familienaam"),
    ("first_name", "voornaam|roepnaam|voorletters|initialen"),
    ("function", "functie|rol|hoedanigheid"),
    ("organisation", "organisatie|organisaties|gemeente|gemeenten|namens|instantie|partner|dienst|vertegenwoordigt"),
)
_ROLES = {title: role for role, titles in _TITLES for title in titles.split("|")}


@lru_cache(maxsize=1024)
def column_role(header: str | None) -> Role | None:
    """The role of a column, or None where its title says nothing known."""
    return _ROLES.get(" ".join(header.lower().split()).rstrip(".: ")) if header else None


def is_agenda(headers: tuple[str | None, ...]) -> bool:
    """Whether a table with these column titles holds agenda items rather than actions, people or anything else."""
    roles = {column_role(header) for header in headers}
    if "title" not in roles:
        return "label" in roles and "text" in roles
    return "text" in roles or not roles & {"owner", "due", "state"}
