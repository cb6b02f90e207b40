"""Who does something in a clause: people, roles, bodies, groups and pronouns, and what owners follow from them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from dvo_tui.minutes.regex import regex
from dvo_tui.suggest.analysis import Analysis
from dvo_tui.suggest.candidates import Candidate, candidates
from dvo_tui.suggest.speakers import cast_of
from dvo_tui.suggest.turns import holder_of, turn_at
from dvo_tui.suggest.vocabulary import listed


class Agent(msgspec.Struct, frozen=True, gc=False):
    """Someone named at `start:end` of the text; `kind` is that of a speaker, or `group` or `pronoun`."""

    start: int
    end: int
    kind: str
    name: int


_GROUP = regex(
    r"(?:(?:[Dd]e|[Hh]et|[Ee]en|[Aa]lle|[Ii]edere|[Ee]lke|[Dd]iverse|[Bb]eide) )?"
    r"(?:(?!geen |niet )[a-zà-ÿ-]{3,20} ){0,2}?"
    r"(?:\w*groep|gemeenten?|burgemeesters|wethouders|leden|secretariaat|colleges?|driehoek(?:en)?|districten|regio|"
    r"ambtenaren|adviseurs|collega['’]?s|teamchefs|portefeuillehouders|partners|corporaties|organisator(?:en)?|"
    r"coördinator(?:en)?|bestuurders|werkorganisatie|meldkamer|waterschap(?:pen)?|ministerie|organisatie|vereniging|"
    r"stichting|bureau|parket|boa['’]s|wijkagent(?:en)?|coördinator boa['’]s|accountmanager|procesregisseurs?|"
    r"communicatieadviseurs?|districtsleiding|korps|schrijfploeg|bestuur|raad|commissie|notulist)\b"
    r"|(?:[Dd]e )?[Aa]mbtena(?:ar|ren)(?: [A-Z]{2,5})?\b|(?:[Dd]e )?(?:[Bb]eleids)?[Aa]dviseur [A-Z]{2,5}\b"
    r"|(?:burgemeester|teamchef|officier(?: van justitie)?|voorzitter|secretaris|wethouder|politiechef|projectleider|"
    r"programmamanager|portefeuillehouder|ambtelijk secretaris|griffier)\b"
    r"|(?:Gemeenten|[Mm]en|Platform|Secretariaat|Werkgroep|Burgemeesters|Allen|Iedereen|Eenieder)\b"
)
_OFFICE = regex(r" (?:OOV|AOV|APV|OM|VTH|IVZ|RIEC)\b")
_PRONOUN = regex(r"(?:[Hh]ij|[Zz]ij|[Zz]e|[Ii]k|[Ww]ij|[Ww]e)\b")
_WOMEN = frozenset(listed("mevr mevrouw mw"))
_SHORT = {"secr": "secretaris", "vz": "voorzitter", "voorz": "voorzitter", "not": "notulist"}
_ADDRESS = regex(r"(?:de )?(mevr|mevrouw|mw|dhr|heer)\b", re.IGNORECASE)
_ARTICLES = regex(r"^(?:de|het|een) ", re.IGNORECASE)
_SPLIT = regex(r",? (?:en|&|\+) |, ?| ?/ ?|; ?|\n| ?\(")


@lru_cache(maxsize=1)
def _by_start(analysis: Analysis) -> dict[int, Candidate]:
    return {candidate.outer: candidate for candidate in candidates(analysis)}


def agent_at(analysis: Analysis, offset: int) -> Agent | None:
    """The agent whose wording begins at an offset."""
    found = _by_start(analysis).get(offset)
    if found and found.kind == "role":
        office = _OFFICE.match(analysis.text, found.end)
        return Agent(found.outer, office.end() if office else found.end, found.kind, found.start)
    if found:
        return Agent(found.outer, found.end, found.kind, found.start)
    for kind, pattern in (("pronoun", _PRONOUN), ("group", _GROUP)):
        match = pattern.match(analysis.text, offset, offset + 80)
        if match:
            return Agent(match.start(), match.end(), kind, match.start())
    return None


def agents_from(analysis: Analysis, offset: int, end: int) -> list[Agent]:
    """The agents of a row (`A, B en C`) that begins at an offset."""
    found: list[Agent] = []
    agent = agent_at(analysis, offset)
    while agent is not None and agent.end <= end and len(found) < 8:
        found.append(agent)
        joint = _SPLIT.match(analysis.text, agent.end)
        agent = agent_at(analysis, joint.end()) if joint else None
    return found


def owners(analysis: Analysis, agents: Iterable[Agent]) -> tuple[tuple[str, ...], str | None]:
    """Owners (participant ids or plain names), and how the text names them."""
    listed = list(agents)
    if not listed:
        return (), None
    found: list[str] = []
    for agent in listed:
        found.extend(owner for owner in _owner(analysis, agent) if owner not in found)
    return tuple(found), analysis.text[listed[0].start : listed[-1].end]


def _owner(analysis: Analysis, agent: Agent) -> list[str]:
    text = analysis.text
    surface = text[agent.start : agent.end]
    if agent.kind == "person":
        link = cast_of(analysis).resolve(text[agent.name : agent.end])
        return [link.id if link else text[agent.name : agent.end]]
    if agent.kind == "role":
        role = _ARTICLES.sub("", surface)
        return [holder_of(analysis, role.lower()) or role]
    if agent.kind == "pronoun":
        return _meant(analysis, agent.start, surface.lower())
    if agent.kind == "body":
        return [text[agent.name : agent.end]]
    return [] if surface.lower() in ("men", "allen", "iedereen", "eenieder") else [_ARTICLES.sub("", surface)]


def _meant(analysis: Analysis, at: int, pronoun: str) -> list[str]:
    """Whom a pronoun means: the one person of the sentence before whose form of address fits, or who is speaking."""
    if pronoun not in ("hij", "zij", "ze", "ik"):
        return []
    text, index = analysis.text, analysis.sentence_index(at)
    before = analysis.sentences[index - 1] if index > 0 else None
    block = analysis.block_at(at)
    if pronoun != "ik" and before and block and before.start >= block.start:
        people = [
            mention for mention in analysis.mentions_between(before.start, before.end) if mention.rule == "honorific"
        ]
        woman = pronoun in ("zij", "ze")
        if len(people) == 1 and (people[0].title.lower() in _WOMEN) == woman:
            surface = text[people[0].start : people[0].end]
            link = cast_of(analysis).resolve(surface)
            return [link.id if link else surface]
    turn = turn_at(analysis, at)
    if turn and pronoun != "ik":
        address = _ADDRESS.match(text, turn.opening.outer, turn.opening.name + 1)
        if address and (address[1].lower() in _WOMEN) == (pronoun == "hij"):
            return []
    return [turn.link or text[turn.opening.name : turn.opening.end]] if turn and not turn.opening.joint else []


def named(analysis: Analysis, wording: str) -> tuple[str, ...]:
    """Owners as a column or label gives them: names, initials, roles or bodies parted by commas, `en` or slashes."""
    found = [_resolved(analysis, part.strip(" .:-–@<>()")) for part in _SPLIT.split(wording)]
    if "(" in wording:  # `Coppens (secr.)`, `Woonpunt (Franssen)`: whom the list of people has is meant
        listed = {person.id for person in analysis.minutes.participants}
        found = [owner for owner in found if owner in listed] or found
    return tuple(dict.fromkeys(owner for owner in found if owner))


def _resolved(analysis: Analysis, part: str) -> str:
    bare = _ARTICLES.sub("", part)
    holder = holder_of(analysis, _SHORT.get(bare.lower(), bare.lower()))
    if holder:
        return holder
    link = cast_of(analysis).resolve(part) if part[:1].isalpha() or part[:1] in "'’" else None
    return link.id if link else bare
