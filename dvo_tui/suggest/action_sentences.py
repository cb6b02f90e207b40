"""Sentences in which somebody takes something on, is asked to, or something comes up again later.

Only main clauses count: what `dat …` or `of …` reports, what is asked, and what has happened is no action.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from dvo_tui.minutes.model import Span
from dvo_tui.suggest.agents import Agent, agents_from
from dvo_tui.suggest.analysis import Analysis
from dvo_tui.suggest.dues import MEETING, Due, due_in

Strength = Literal["explicit", "implicit", "weak"]


class Draft(NamedTuple):
    """An action found in a sentence, with those who own it."""

    span: Span
    kind: str
    rule: str
    agents: tuple[Agent, ...]
    due: Due
    strength: Strength = "implicit"


_DOING = (
    "neemt|nemen|neem|past|passen|zoekt|zoeken|zoek|pakt|pakken|pak|stuurt|sturen|stuur|levert|leveren|lever|verspreidt|verspreiden|verspreid|stemt|stemmen|zet|zetten|"
    "plant|plannen|plan|organiseert|organiseren|organiseer|inventariseert|inventariseren|stelt|stellen|stel|koppelt|koppelen|koppel|bereidt|bereiden|maakt|maken|maak|"
    "werkt|werken|werk|legt|leggen|leg|zorgt|zorgen|zorg|regelt|regelen|regel|bericht|berichten|mailt|mailen|mail|belt|bellen|bel|verstuurt|versturen|verstuur|draagt|"
    "brengt|brengen|breng|gaat|onderzoekt|onderzoeken|bespreekt|bespreken|bespreek|deelt|delen|deel|agendeert|agenderen|agendeer|vraagt|checkt|check|informeert|"
    "informeren|nodigt|nodig|houdt|evalueert|evalueren|actualiseert|schrijft|schrijven|schrijf|komt|komen|kom|laat|laten|kijkt|kijken|kijk|begint|beginnen|toetst|voert|betrekt|rondt|"
    "belegt|benadert|bezoekt|verkent|verkennen|verzamelt|coördineert|vult|formuleert|attendeert"
)
_COMPLETION = re.compile(
    r"\b(?:neem(?:t)?|nemen)\b[^.]{0,80}\b(?:contact|op zich|mee\b|op\b|initiatief|voortouw)|\b(?:pas(?:t|sen)?)\b[^.]{1,80}\baan\b|\b(?:zoek(?:t|en)?)\b[^.]{1,80}\b(?:uit|op)\b|"
    r"\bpak(?:t|ken)?\b[^.]{1,80}\bop\b|\b(?:stu(?:urt|ren|ur)|verstu(?:urt|ren|ur)|verspreid(?:t|en)?|mail(?:t|en)?|bel(?:t|len)?|bericht(?:en)?|organise(?:ert|ren|er)|inventarise(?:ert|ren)|"
    r"agende(?:ert|ren|er)|onderzoek(?:t|en)|evalue(?:ert|ren)|actualise(?:ert|ren)|regel(?:t|en)?|inform(?:eert|eren)|coördineert|benadert|verzamelt|belegt|verkent|verkennen)\b|"
    r"\blever(?:t|en)?\b[^.]{0,80}\b(?:aan|een|het|de)\b|\bstem(?:t|men)\b[^.]{1,80}\baf\b|\bzet(?:ten)?\b[^.]{1,80}\b(?:op|uit|door)\b|\bplan(?:t|nen)?\b[^.]{1,80}\b(?:in|een|het|de)\b|"
    r"\bstel(?:t|len)?\b(?! voor)[^.]{1,80}\b(?:op|samen|beschikbaar)(?=[ ;,.]|$)(?! te\b)|\bkoppel(?:t|en)?\b[^.]{0,80}\bterug\b|\bbereid(?:t|en)\b[^.]{1,80}\bvoor\b|\bma(?:akt|ken|ak)\b[^.]{0,20}\b(?:een|het|de|afspraken|hiervan|hierover|daarvan|daarvoor)\b|"
    r"\bwerk(?:t|en)?\b[^.]{1,80}\buit\b|\bleg(?:t|gen)?\b[^.]{1,100}\bvoor\b|\bzorg(?:t|en)?\b[^.]{0,30}\b(?:voor|dat|ervoor)\b|\bdraagt\b[^.]{0,30}\bzorg\b|\bbreng(?:t|en)?\b[^.]{1,80}\b(?:in kaart|in beeld|onder de aandacht|op)\b|"
    r"\b(?:gaat|kijk(?:t|en)?)\b[^.]{0,60}\b(?:na|naar|of)\b|\bbespre(?:ekt|ken|ek)\b (?:dit|het)\b|\bde(?:elt|len|el)\b(?! mee)[^.]{0,10}\b(?:het|de|dit|deze|een)\b(?! (?:zorg|mening))|\bnodig(?:t)?\b[^.]{1,80}\buit\b|"
    r"\bhoudt\b[^.]{0,20}\bcontact\b|\bschrij(?:ft|ven|f)\b[^.]{0,30}\b(?:een|het|de)\b|\bko(?:mt|men|m)\b[^.]{0,80}\bmet (?:een|het|de)\b|\bla(?:at|ten)\b[^.]{0,30}\bweten\b|\bbegin(?:t|nen)\b[^.]{0,60}\bmet\b|\bvraagt\b[^.]{1,40}\b(?:na|op)\b|"
    r"\bbetrekt\b|\bvult\b[^.]{1,60}\baan\b(?! dat)|\bformuleert\b|\bvoert\b[^.]{0,30}\bgesprek|\bcheck(?:t)?\b|\btoetst\b|\bbezoekt\b"
)
_SUBORDINATE = re.compile(
    r"(?:^|[ ,(])(?:dat|of|die|wat|hoe|omdat|zodat|als|wanneer|waar\w*|welke|indien|mits|hoewel|om|nu|terwijl|wie|tenzij|totdat)\b[^,;:]*$"
)
_QUESTION = re.compile(r"\?[”’\"')]*\s*$")
_PAST = re.compile(r"^\W*(?:is|zijn|werd|werden|was|waren|heeft|hebben|had|hadden)\b")

_WILL = re.compile(r"(?<!uit )(?<!te )(?<!mee )(?<!door )\b(?P<verb>zal|zullen|gaat|gaan|ga)\b")
_GOES = re.compile(
    r"\b(?:aan de slag|na\b|verder (?:met|op)|(?<!te )(?<!met )(?<!de )(?<!van )(?<!naar )(?<!alle )(?<!in )(?<!op )(?!over|uit|boven|tegen|samen|open|eigen|mogen|geen|zeven|een\b)\w{3,}en(?: te \w+en)?(?=[.;,:)]|$| (?:wat|of|hoe|welke|om|met|naar|in|op|voor|over|bij)\b))"
)
_NOT_GOING = re.compile(
    r"\bgaa[tn]\b (?:(?:niet|vooral|uit|hier|daarbij|dus|er|het|echter|ook|om|over|akkoord|mee|in|goed|slecht) )*(?:over|uit|om|akkoord|mee akkoord|gepaard|goed|slecht|het om|uit van|daarbij uit)\b|\bgaat (?:daarbij |hierbij )?uit\b"
)
_TASKS = re.compile(
    r"\b(?:besproken|geagendeerd|opgepakt|uitgewerkt|toegezonden|toegestuurd|verspreid|geïnventariseerd|geëvalueerd|voorbereid|opgesteld|georganiseerd|uitgenodigd|gedeeld|"
    r"rondgestuurd|teruggekoppeld|onderzocht|uitgezocht|meegenomen|nagegaan|voorgelegd|aangepast|aangeleverd|ingepland|afgestemd|opgenomen|toegevoegd|gecommuniceerd|gemaakt|"
    r"verzameld|benaderd|verstuurd|verzonden|geactualiseerd)\b"
)
_COMMITS = re.compile(
    r"\b(?:zeg(?:t|gen)|zegde)\b[^.]{0,120}\btoe\b(?! te)|\btoegezegd\b|\bbelooft\b|\bbied(?:t|en)\b (?:\w+ )?aan\b|\bzeg ik toe\b|\bzegt toe\b|\btoezegging\b[^.]{0,40}\b(?:dat|om)\b"
)
_ASKED = re.compile(
    r"\b(?:wordt|worden|werd)\b[^.?]{0,60}\b(?:gevraagd|verzocht|opgeroepen)\b(?! (?:naar|of|hoe|wanneer|waarom|wat|wie|waar)\b)"
)
_ASKS = re.compile(
    r"(?<!te )\b(?P<verb>vraagt|vragen|verzoekt|verzoeken|roept|roepen|vroeg|verzocht)\b(?! (?:aandacht|zich|of|wanneer|wat|hoe|waarom|wie|waar|naar|welke|hoeveel|dan|nog of|terughoudend|ook of|om aandacht)\b)"
)
_TO_DO = re.compile(
    r"\b(?:te|aan te|op te|uit te|in te|mee te|terug te|voor te|af te|door te) (?!zijn\b|hebben\b|blijven\b|kunnen\b|worden\b|willen\b|houden met)\w+en\b"
)
_REQUEST = re.compile(
    r"\b(?:[Hh]et|een|met het|[Dd]e)? ?verzoek (?:aan\b|om\b|is\b)[^.]{0,200}\bte \w+en\b|\bte verzoeken\b[^.]{0,200}\bte \w+en\b|^[Vv]erzoek\b"
)
_PLEASE = re.compile(r"^Graag\b[^.?]{3,200}\b\w+en\b")
_CAN_YOU = re.compile(r"^(?:Kan|Kunnen|Wil|Willen|Kun) ")
_ARRANGED = re.compile(
    r"\b[Aa]fgesproken (?:wordt|is|werd|om|dat)\b|\b(?:wordt|is|worden|zijn|werd)\b[^.]{0,80}\bafgesproken\b(?:,? (?:dat|om)\b|:)|\b[Aa]fspraak:|\b[Aa]fgesproken\b[^.]{0,40}\bdat\b|\b(?:wij|we|partijen) spreken af\b"
)
_ASSIGNED = re.compile(
    r"\b(?:krijg(?:t|en)|geeft|geven|kregen|gaf)\b(?! aan)[^.,]{0,40}\bopdracht\b(?: om| aan| tot|,)|\bopdracht (?:aan|om)\b[^.]{0,120}\bte \w+en\b|\bwordt belast met\b|\bwordt gemandateerd\b"
)
_AGAIN = re.compile(
    r"\b(?:te agenderen|agendeert|agenderen|geagendeerd|(?:op|voor) de agenda (?:van|voor)\b[^.]{0,30}|op de agenda\b|\bko(?:mt|men)\b[^.]{0,80}\bterug\b|terugkomen|teruggekomen|komt terug)\b"
)
_LATER = re.compile(
    r"\b(?:komt|komen|terug\w*|besproken|bespreken|bespreekt|geagendeerd|agenderen|toegelicht|toelichting|presentatie|presenteren|voorgelegd|leggen|legt|behandeld|behandelen|gereed|hebben over|gedeeld|"
    r"vastgesteld|aandacht|stilgestaan|gepresenteerd|terugkoppeling|geëvalueerd)\b"
)
_TREATED = re.compile(
    rf"\b(?:zal|zullen|wordt|worden|komt|komen)\b[^.]{{0,120}}\b(?:in|op|tijdens|bij) (?:de|het|een) (?:\w+ ){{0,2}}?(?:{MEETING}|Stuurgroep|stuurgroep|Bestuurdersdag)"
)
_NO_MORE = re.compile(r"\b(?:stond|heeft|hadden|was|waren) \b|\bniet meer\b|\bhoeft niet\b|\bvan de agenda\b")
_FOLLOWS = re.compile(r"\b(?:er|hierover|hierop) volg(?:t|en)\b (?:nog )?(?:een|de|het)\b")
_READY = re.compile(
    r"\b(?:is|zijn|komt|komen|wordt|worden)\b[^.,;:()]{0,80}\b(?:gereed|klaar|opgeleverd|rondgestuurd|nagestuurd|verspreid|verstuurd|toegestuurd|aangeleverd)\b"
    r"|\b(?:dat|of) [^.,;:()]{0,80}\b(?:gereed|klaar) (?:is|zijn)\b"
)
_PASSIVE = re.compile(
    r"\b(?:wordt|worden)\b[^.;:?]{0,120}\b(?:opgepakt|uitgewerkt|toegezonden|toegestuurd|nagestuurd|nagezonden|geïnventariseerd|geëvalueerd|voorbereid|opgesteld|"
    r"georganiseerd|uitgenodigd|rondgestuurd|teruggekoppeld|onderzocht|uitgezocht|nagegaan|voorgelegd|aangepast|aangeleverd|ingepland|gepland|afgestemd|aangevuld|"
    r"geagendeerd|verzameld|benaderd|verstuurd|verzonden|geactualiseerd|verspreid|besproken)\b"
)
_SUBJECT_START = re.compile(r"(?:(?:Ook|Maar|En|Verder|Daarnaast|Vervolgens|Tevens|Aansluitend) )?")
_VERB_NEXT = re.compile(
    rf"(?: \([^()\n]{{1,60}}\))?(?:,[^,.;]{{2,60}},)? (?:ook |zelf |dan |vervolgens )?(?P<verb>{_DOING}|zal|zullen|gaan|ga)\b"
)


def drafts(analysis: Analysis) -> Iterator[Draft]:
    """Every sentence of the running text with a cue, looked at once, in order."""
    tags: dict[int, set[str]] = {}
    for tag in (*(tag for tag, _ in _RULES), "CAN"):
        for at in analysis.cues(tag):
            tags.setdefault(analysis.sentence_index(at), set()).add(tag)
    for index in sorted(tags.keys() - {-1}):
        span = analysis.sentences[index]
        if analysis.zone_at(span.start) == "text":
            draft = classified(analysis, analysis.sentence_at(span.start), tags[index])
            if draft:
                yield draft


def classified(analysis: Analysis, span: Span, tags: set[str]) -> Draft | None:
    """What kind of action a sentence with cues of some tags holds, by the surest of its rules."""
    sentence = analysis.text[span.start : span.end]
    if _QUESTION.search(sentence, max(0, len(sentence) - 6)):
        return _can_you(analysis, span, sentence) if "CAN" in tags else None
    for tag, rule in _RULES:
        draft = rule(analysis, span, sentence) if tag in tags else None
        if draft:
            return draft
    return None


def _draft(
    analysis: Analysis, span: Span, kind: str, rule: str, agents: list[Agent], strength: Strength = "implicit"
) -> Draft:
    return Draft(span, kind, rule, tuple(agents), due_in(analysis, span), strength)


def _subject(analysis: Analysis, span: Span, verb: int) -> list[Agent]:
    """The agents before a verb at the sentence's start, or right behind it."""
    lead = _SUBJECT_START.match(analysis.text, span.start)
    first = lead.end() if lead else span.start
    for start in (span.start, first):
        found = agents_from(analysis, start, span.end)
        if found and found[-1].end <= verb:
            return found
    behind = re.compile(r"\w+ ").match(analysis.text, verb)
    return agents_from(analysis, behind.end(), span.end) if behind else []


def _is_main(sentence: str, at: int) -> bool:
    """Whether a verb stands in a main clause: nothing before it in its clause subordinates."""
    return not _SUBORDINATE.search(sentence[max(0, at - 160) : at])


def _arranged(analysis: Analysis, span: Span, sentence: str) -> Draft | None:
    match = _ARRANGED.search(sentence)
    if match is None or not _is_main(sentence, match.start()):
        return None
    conjunction = re.search(r"\b(?:dat|om) ", sentence[match.end() - 4 :])
    at = span.start + match.end() - 4 + conjunction.end() if conjunction else span.end
    return _draft(analysis, span, "arrangement", "arrangement", agents_from(analysis, at, span.end), "explicit")


def _committed(analysis: Analysis, span: Span, sentence: str) -> Draft | None:
    match = _COMMITS.search(sentence)
    if match is None:
        return None
    return _draft(
        analysis, span, "commitment", "commitment", _subject(analysis, span, span.start + match.start()), "explicit"
    )


def _assigned(analysis: Analysis, span: Span, sentence: str) -> Draft | None:
    match = _ASSIGNED.search(sentence)
    if match is None or not _is_main(sentence, match.start()):
        return None
    return _draft(
        analysis, span, "assignment", "assignment", _subject(analysis, span, span.start + match.start()), "explicit"
    )


def _requested(analysis: Analysis, span: Span, sentence: str) -> Draft | None:
    asked = _ASKED.search(sentence)
    if (
        asked
        and _is_main(sentence, asked.start())
        and (_TO_DO.search(sentence, asked.end()) or " om " in sentence[asked.end() :])
    ):
        return _draft(analysis, span, "request", "request", _addressed(analysis, span, sentence))
    if _REQUEST.search(sentence) or _PLEASE.search(sentence):
        return _draft(analysis, span, "request", "request", _addressed(analysis, span, sentence))
    asks = _ASKS.search(sentence)
    if asks is None or not _is_main(sentence, asks.start()) or not _TO_DO.search(sentence, asks.end()):
        return None
    if re.search(r"\bniet te \w+en\b", sentence[asks.end() :]):
        return None
    behind = re.compile(r"(?: (?:om|ook|wel|daarom|alle|de|het))? ?").match(analysis.text, span.start + asks.end())
    at = behind.end() if behind else span.start + asks.end()
    agents = agents_from(analysis, span.start + asks.end() + 1, span.end) or agents_from(analysis, at, span.end)
    return _draft(analysis, span, "request", "request", agents)


def _addressed(analysis: Analysis, span: Span, sentence: str) -> list[Agent]:
    """Those whom a request is put to: behind `aan` or at the sentence's start."""
    for match in re.finditer(r"\b[Aa]an |\bverzoek(?:t|en)? ", sentence):
        found = agents_from(analysis, span.start + match.end(), span.end)
        if found:
            return found
    return agents_from(analysis, span.start, span.end)


def _can_you(analysis: Analysis, span: Span, sentence: str) -> Draft | None:
    match = _CAN_YOU.match(sentence)
    agents = agents_from(analysis, span.start + match.end(), span.end) if match else []
    if (
        not agents
        or agents[0].kind == "pronoun"
        or not re.search(r"\b\w{4,}en\b", sentence[match.end() if match else 0 :])
    ):
        return None
    return _draft(analysis, span, "request", "request", agents, "weak") if _TO_FIND.search(sentence) else None


_TO_FIND = re.compile(
    r"\b(?:uitzoeken|nagaan|aanleveren|toesturen|delen|onderzoeken|oppakken|organiseren|inventariseren|voorbereiden|rondsturen|agenderen|opstellen|navragen|toelichten)\b"
)


def _again(analysis: Analysis, span: Span, sentence: str) -> Draft | None:
    """What comes up again: in the next meeting, or on an agenda with a date."""
    if _NO_MORE.search(sentence[:80]) or re.match(
        r"(?i)(?:de )?(?:datum )?volgende? (?:\w+ )?(?:vergadering|overleg|bijeenkomst)\w*(?: DVO)?(?: is| op|:| vindt)",
        sentence,
    ):
        return None
    due = due_in(analysis, span)
    again = _AGAIN.search(sentence)
    later = due.anchor and _LATER.search(sentence)
    treated = _TREATED.search(sentence)
    if not (again or later or (treated and (due.due or _LATER.search(sentence)))):
        return None
    verb = again or treated
    agents = _subject(analysis, span, span.start + verb.start()) if verb else []
    return _draft(analysis, span, "agenda", "agenda", [agent for agent in agents if agent.kind in ("person", "role")])


def _future(analysis: Analysis, span: Span, sentence: str) -> Draft | None:
    for match in _WILL.finditer(sentence):
        at = match.start()
        if not _is_main(sentence, at):
            continue
        going = match["verb"].startswith("ga")
        if going and (_NOT_GOING.match(sentence, at) or not _GOES.search(sentence, match.end())):
            continue
        agents = _subject(analysis, span, span.start + at)
        plural_we = bool(agents) and analysis.text[agents[0].start : agents[0].end].lower() in ("we", "wij")
        if agents and not (plural_we and not due_in(analysis, span).due):
            return _draft(analysis, span, "action", "future", agents)
        if not going and not plural_we and _TASKS.search(sentence, match.end()):
            return _draft(analysis, span, "action", "future", [])
    return None


def _announced(analysis: Analysis, span: Span, sentence: str) -> Draft | None:
    due = due_in(analysis, span)
    ready = (due.due or due.anchor) and _READY.search(sentence)
    if ready and not (due.text and due.text in ready[0]):
        ready = None
    passive = _PASSIVE.search(sentence)
    if passive and _is_main(sentence, passive.start()):
        by = re.search(r"\bdoor ", passive[0])
        agents = agents_from(analysis, span.start + passive.start() + by.end(), span.end) if by else []
        if agents or due.due or due.anchor:
            return _draft(analysis, span, "commitment", "announced", agents)
    if not ready and not _FOLLOWS.search(sentence):
        return None
    return _draft(analysis, span, "commitment", "announced", [])


def _present(analysis: Analysis, span: Span, sentence: str) -> Draft | None:
    """`Teamchef Bos levert uiterlijk donderdag een plan`; of a body or `we` only with a time or a product."""
    agents: list[Agent] = []
    start = span.start
    for start in _clause_starts(analysis, span):
        agents = agents_from(analysis, start, span.end)
        if agents:
            break
    verb = _VERB_NEXT.match(analysis.text, agents[-1].end, span.end) if agents else None
    if verb is None:
        return None
    clause = analysis.text[verb.start("verb") : span.end]
    if not _COMPLETION.match(clause) or re.search(
        r"\b(?:al|reeds|niet|voortaan|altijd|vaak|soms|regelmatig)\b", clause[:40]
    ):
        return None
    kind = agents[0].kind
    together = kind == "pronoun" and analysis.text[agents[0].start : agents[0].end].lower() in ("we", "wij")
    if together or kind == "body":
        due = due_in(analysis, span)
        if not (due.due or due.anchor or re.match(r"ko(?:mt|men)\b", clause)):
            return None
    return _draft(analysis, span, "action", "present", agents)


def _clause_starts(analysis: Analysis, span: Span) -> list[int]:
    """Where a main clause may begin: the sentence, and behind a semicolon or colon."""
    starts = [span.start]
    for match in re.finditer(r"[;:] ", analysis.text[span.start : span.end]):
        starts.append(span.start + match.end())
    lead = _SUBJECT_START.match(analysis.text, span.start)
    if lead and lead.end() > span.start:
        starts.append(lead.end())
    return starts[:6]


_RULES = (
    ("ARRANGED", _arranged),
    ("COMMITS", _committed),
    ("ASSIGNED", _assigned),
    ("ASKS", _requested),
    ("AGAIN", _again),
    ("WILL", _future),
    ("READY", _announced),
    ("DOES", _present),
)
"""Which rule a cue's tag calls for, the surest first."""
