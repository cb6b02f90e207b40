"""Sentences in which somebody takes something on, is asked to, or something comes up again later.

Only main clauses count: what `dat …` or `of …` reports, what is asked, and what has happened is no action.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from dvo_tui.minutes.model import Span
from dvo_tui.minutes.regex import regex
from dvo_tui.suggest.agents import Agent, agents_from
from dvo_tui.suggest.analysis import Analysis
from dvo_tui.suggest.dues import MEETING, NEXT_MEETING, Due, due_in
from dvo_tui.suggest.matching import Guarded
from dvo_tui.suggest.vocabulary import DOES

Strength = Literal["explicit", "implicit", "weak"]


class Draft(NamedTuple):
    """An action found in a sentence, with those who own it."""

    span: Span
    kind: str
    rule: str
    agents: tuple[Agent, ...]
    due: Due
    strength: Strength = "implicit"


_SUBORDINATE = regex(
    r"(?:^|[ ,(])(?:dat|of|die|wat|hoe|omdat|zodat|als|wanneer|waar\w*|welke|indien|mits|hoewel|om|nu|terwijl|wie|"
    r"tenzij|totdat)\b[^,;:]*$"
)
_QUESTION = Guarded(regex(r"\?[”’\"')]*\s*$"), "?")
_WORD_SPACE = regex(r"\w+ ")

_WILL = regex(r"(?<!uit )(?<!te )(?<!mee )(?<!door )\b(?P<verb>zal|zullen|zou|zouden|gaat|gaan|ga)\b")
_INFINITIVE = (
    r"(?<!met )(?<!de )(?<!van )(?<!naar )(?<!alle )(?<!in )(?<!op )"
    r"(?!over|uit|boven|tegen|samen|open|eigen|mogen|geen|zeven|een\b)\w{3,}en(?: te \w+en)?"
    r"(?=[.;,:)]|$| (?:wat|of|hoe|welke|om|met|naar|in|op|voor|over|bij)\b)"
)
_GOES_TO_DO = regex(rf"\b(?:aan de slag|in (?:gesprek|overleg) met|na\b|verder (?:met|op)|{_INFINITIVE})")
_GOES_OTHERWISE = regex(
    r"\bgaa[tn]\b(?: (?:niet|vooral|uit|hier|daarbij|hierbij|dus|er|het|echter|ook|om|over|mee|in))*"
    r" (?:over|uit|om|akkoord|gepaard|goed|slecht)\b"
)
_WOULD_DO = regex(
    r" (?:dit|dat|het|deze|hierover|daarover|de|een|contact|nog|elders|zelf|daarvoor)\b(?! liever| graag)[^.;,]{0,80}"
    r"\b(?:navragen|nagaan|uitzoeken|aankaarten|rondsturen|toesturen|nasturen|aanleveren|oppakken|agenderen|opnemen|"
    r"uitwerken|opvragen|voorleggen|terugkoppelen|bespreken|organiseren|regelen|aanpassen|opstellen|inventariseren)\b"
    r"(?=[.;,]|$| bij| met)"
)
_TASKS = regex(
    r"\b(?:besproken|geagendeerd|opgepakt|uitgewerkt|toegezonden|toegestuurd|verspreid|geïnventariseerd|geëvalueerd|"
    r"voorbereid|opgesteld|georganiseerd|uitgenodigd|gedeeld|rondgestuurd|teruggekoppeld|onderzocht|uitgezocht|"
    r"meegenomen|nagegaan|voorgelegd|aangepast|aangeleverd|ingepland|afgestemd|opgenomen|toegevoegd|gecommuniceerd|"
    r"gemaakt|verzameld|benaderd|verstuurd|verzonden|geactualiseerd)\b"
)
_COMMITS = regex(
    r"\b(?:zegt?|zeggen|zegde)\b.{0,120}\btoe\b(?! te)|\btoegezegd\b|\bbelooft\b|\bbied(?:t|en)\b (?:\w+ )?aan\b|"
    r"\btoezegging\b.{0,40}\b(?:dat|om)\b|\bkan (?:\w+ ){0,3}toezeggen\b|"
    r"\bzegt?,? dat (?:hij|zij|ze) [^.;,]{0,100}\bzal \w+en\b|"
    r"\b(?:verklaar(?:t|de)|verklaarden|toont|toonde) zich bereid\b|"
    r"\b(?:nam|namen|neemt|nemen)\b(?! .{0,40}\bkennis).{0,60}\bop zich\b"
)
_NOT_PROMISED = regex(r"\bniet\b|\b(?:dat|die|of)\b[^,;:]*$")
_ASKED = Guarded(
    regex(
        r"\b(?:wordt|worden|werd)\b.{0,60}\b(?:gevraagd|verzocht|opgeroepen)\b"
        r"(?! (?:naar|of|hoe|wanneer|waarom|wat|wie|waar)\b)"
    ),
    *("gevraagd", "verzocht", "opgeroepen"),
)
_ASKS = Guarded(
    regex(
        r"(?<!te )\b(?:vraagt|vragen|verzoekt|verzoeken|roept|roepen|vroeg|verzocht)\b"
        r"(?! (?:aandacht|zich|of|wanneer|wat|hoe|waarom|wie|waar|naar|welke|hoeveel|dan|nog of|ook of|om aandacht|"
        r"terughoudend)\b)"
    ),
    *("vraagt", "vragen", "verzoek", "roep", "vroeg", "verzocht"),
)
_TO_DO = regex(r"\bte (?!mogen\b|horen\b|zijn\b|hebben\b|blijven\b|kunnen\b|worden\b|willen\b)\w+en\b")
_NOT_TO_DO = regex(r"\bniet te \w+en\b")
_REQUEST = Guarded(
    regex(
        r"\bverzoek (?:aan\b|om\b|is\b).{0,200}\bte \w+en\b|\bverzoek aan [^:.]{2,40}: |"
        r"\bte verzoeken\b.{0,200}\bte \w+en\b|^[Vv]erzoek\b(?! van\b).{8}|"
        r"\b(?:ontvang|verneem|hoor|ontvangen|vernemen) (?:ik|wij|we) (?:\w+ )?graag\b|"
        r"^(?:[Aa]llen|[Ii]edereen): [^?]{3,200}?\b\w{3,}en(?=[,.;)]|$)"
    ),
    *("erzoek", "llen: ", "edereen: ", "graag"),
)
_PLEASE = regex(r"^(?:[^:.]{1,40}: )?Graag\b.{3,200}\b\w+en\b")
_ADDRESSED = regex(r"\b[Aa]an |\bverzoek(?:t|en)? ")
_BEHIND_ASKING = regex(r" (?:(?:om|ook|wel|daarom|alle|de|het) )?")
_CAN_YOU = regex(r"^(?:[^:.]{1,40}: )?(?:Kan|Kunnen|Wil|Willen|Kun) ")
_FIND_OUT = regex(
    r"\b(?:uitzoeken|nagaan|aanleveren|toesturen|delen|onderzoeken|oppakken|organiseren|inventariseren|voorbereiden|"
    r"rondsturen|agenderen|opstellen|navragen|toelichten)\b"
)
_ARRANGED = regex(
    r"\b[Aa]fgesproken (?:wordt|is|werd|om|dat)\b|"
    r"\b(?:wordt|is|worden|zijn|werd)\b.{0,80}\bafgesproken\b(?:,? (?:dat|om)\b|:)|"
    r"\b[Aa]fspraak:|\b[Aa]fgesproken\b.{0,40}\bdat\b|\bspre(?:ekt|ken)\b.{0,30}\baf\b"
)
_CONJUNCTION = regex(r"\b(?:dat|om) ")
_ASSIGNED = regex(
    r"\b(?:krijg(?:t|en)|geeft|geven|kregen|gaf)\b(?! aan)[^.,]{0,40}\bopdracht\b(?: om| aan| tot|,)|"
    r"\bopdracht (?:aan|om)\b.{0,120}\bte \w+en\b|\bwordt (?:belast met|gemandateerd)\b|"
    r"\b(?:wordt|worden|werd|werden) (?:.{0,80} )?opgedragen\b.{0,240}\b(?:te|om) \w+|"
    r"\bdra(?:agt|gen|oeg)\b.{1,60}\bop,? (?:om )?(?:.{1,120} )?te \w+en\b"
)
_AGAIN = Guarded(
    regex(
        r"\b(?:te agenderen|agendeert|agenderen|geagendeerd|op de agenda|voor de agenda van|"
        r"(?:ko(?:mt|men)|keer(?:t|en))\b(?!.{0,40}\bniet\b).{0,80}\bterug|terugkomen|teruggekomen)\b"
    ),
    *("agend", "terug"),
)
_LATER = regex(
    r"\b(?:komt|komen|terug\w*|besproken|bespreken|bespreekt|geagendeerd|agenderen|toegelicht|toelichting|presentatie|"
    r"presenteren|voorgelegd|leggen|legt|behandeld|behandelen|gereed|hebben over|gedeeld|vastgesteld|aandacht|"
    r"stilgestaan|gepresenteerd|terugkoppeling|geëvalueerd)\b"
)
_TREATED = regex(
    r"\b(?:zal|zullen|wordt|worden|komt|komen)\b.{0,120}\b(?:in|op|tijdens|bij) (?:de|het|een) (?:\w+ ){0,2}?"
    rf"{MEETING}"
)
_OVER = regex(r"\b(?:stond|heeft|hadden|was|waren) |\bniet meer\b|\bhoeft niet\b|\bvan de agenda\b")
_NEXT_DATE = regex(
    r"(?:de )?(?:datum )?(?:eerst)?volgende? (?:(?:\w+ )?(?:vergadering|overleg|bijeenkomst)\w*(?: DVO)?"
    r"(?: is| op|:| vindt)|(?:keer|overleg|vergadering|platform|driehoek):? (?:op |is )?(?:de \w+ )?"
    r"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag|\d))",
    re.IGNORECASE,
)
_FOLLOWS = Guarded(regex(r"\b(?:er|hierover|hierop) volg(?:t|en)\b (?:nog )?(?:een|de|het)\b"), *(" volgt", " volgen"))
_READY = Guarded(
    regex(
        r"\b(?:is|zijn|komt|komen|wordt|worden)\b[^.,;:()]{0,80}"
        r"\b(?:gereed|klaar|opgeleverd|rondgestuurd|nagestuurd|verspreid|verstuurd|toegestuurd|aangeleverd)\b"
        r"|\b(?:dat|of) [^.,;:()]{0,80}\b(?:gereed|klaar) (?:is|zijn)\b"
    ),
    *("gereed", "klaar", "geleverd", "stuurd", "verspreid"),
)
PASSIVE = Guarded(
    regex(
        r"\b(?:[Ww]ordt|[Ww]orden)\b(?:[^.;:?]|(?<=mevr)\.|(?<=dhr)\.|(?<=mw)\.){0,120}\b(?:opgepakt|uitgewerkt|toegezonden|toegestuurd|nagestuurd|nagezonden|"
        r"geïnventariseerd|geëvalueerd|voorbereid|opgesteld|georganiseerd|uitgenodigd|rondgestuurd|teruggekoppeld|"
        r"onderzocht|uitgezocht|nagegaan|voorgelegd|aangepast|aangeleverd|ingepland|gepland|afgestemd|aangevuld|"
        r"geagendeerd|verzameld|benaderd|verstuurd|verzonden|geactualiseerd|verspreid|besproken|aangevraagd|"
        r"opgevraagd|beantwoord|uitgezet|geregeld|ingediend|nagezocht|nagevraagd|bijgewerkt|verwerkt)\b"
    ),
    *("ordt", "orden"),
)
_BY = regex(r"\bdoor ")
_LEAD = regex(r"(?:(?:Ja,|Goed,|Prima,|Ook|Maar|En|Verder|Daarnaast|Vervolgens|Tevens|Aansluitend) )?")
_VERB_NEXT = regex(r"(?: \([^()\n]{1,60}\))?:?(?:,[^,.;]{2,60},)? (?:ook |zelf |dan |vervolgens )?(?P<verb>\w+)\b")
_NEAR = regex(r"(?: \([^()\n]{1,60}\))?(?:,[^,.;]{2,60},)? (?:\w+ ){0,2}|[^,;:]* en ")
_THAT_DOES = regex(r"(?:Dat|Dit|Die|Deze) (?P<verb>\w+) ")
_AND_DOES = regex(r" en (?P<verb>[a-zà-ÿ]{3,})(?= )")
_USUAL = regex(r"\b(?:al|reeds|niet|voortaan|altijd|vaak|soms|regelmatig)\b")
_CLAUSE_END = regex(r"[;:] ")


def drafts(analysis: Analysis) -> Iterator[Draft]:
    """Every sentence of the running text with a cue, looked at once, in order."""
    tags: dict[int, set[str]] = {}
    for tag in (*(tag for tag, _ in _RULES), "CAN"):
        for index in analysis.sentence_indexes(analysis.cues(tag)):
            tags.setdefault(index, set()).add(tag)
    for index in sorted(tags.keys() - {-1}):
        start = analysis.sentences[index].start
        zone = analysis.zone_at(start)
        if zone in ("text", "decision"):
            draft = classified(analysis, analysis.sentence_at(start), tags[index])
            if draft and (zone == "text" or _is_given(draft)):
                yield draft


def _is_given(draft: Draft) -> bool:
    """Whether an action in the column of decisions is surely one too: somebody is told to, or does it by a time."""
    if draft.rule == "assignment":
        return bool(draft.agents)
    known = draft.agents and draft.agents[0].kind in ("person", "role")
    return bool(known) and draft.rule in ("present", "commitment", "future") and draft.due.text is not None


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
    clause = analysis.text.rfind("; ", span.start, verb)
    for start in (span.start, _behind_lead(analysis, span), *([clause + 2] if clause > 0 else [])):
        found = agents_from(analysis, start, span.end)
        if found and found[-1].end <= verb:
            return found
    behind = _WORD_SPACE.match(analysis.text, verb)
    return agents_from(analysis, behind.end(), span.end) if behind else []


def _behind_lead(analysis: Analysis, span: Span) -> int:
    lead = _LEAD.match(analysis.text, span.start)
    return lead.end() if lead else span.start


def _is_main(sentence: str, at: int) -> bool:
    """Whether a verb stands in a main clause: nothing before it in its clause subordinates."""
    return not _SUBORDINATE.search(sentence[max(0, at - 160) : at])


def _arranged(analysis: Analysis, span: Span, sentence: str) -> Draft | None:
    match = None if sentence.endswith(":") else _ARRANGED.search(sentence)
    if match is None or not _is_main(sentence, match.start()):
        return None
    conjunction = _CONJUNCTION.search(sentence, match.end() - 4)
    if _TO_DO.search(sentence, match.end()) and not conjunction and "spre" not in match[0]:
        return None  # `Afgesproken is … te …` gives nobody anything to do: a decision
    agents = agents_from(analysis, span.start + conjunction.end(), span.end) if conjunction else []
    return _draft(analysis, span, "arrangement", "arrangement", agents, "explicit")


def _committed(analysis: Analysis, span: Span, sentence: str) -> Draft | None:
    match = _COMMITS.search(sentence)
    if match is None or (match[0] == "toegezegd" and _NOT_PROMISED.search(sentence, 0, match.start())):
        return None
    agents = _subject(analysis, span, span.start + match.start())
    return _draft(analysis, span, "commitment", "commitment", agents, "explicit")


def _assigned(analysis: Analysis, span: Span, sentence: str) -> Draft | None:
    match = _ASSIGNED.search(sentence)
    if match is None or not _is_main(sentence, match.start()):
        return None
    agents = _subject(analysis, span, span.start + match.start())
    if not agents and sentence.startswith("Aan "):
        agents = agents_from(analysis, span.start + 4, span.end)
    return _draft(analysis, span, "assignment", "assignment", agents, "explicit")


def _requested(analysis: Analysis, span: Span, sentence: str) -> Draft | None:
    """`Aan de burgemeesters wordt gevraagd …`, `Zij vraagt de secretaris … te …`, `Graag … aanleveren`."""
    asked = _ASKED.search(sentence)
    asks = None if asked else _ASKS.search(sentence)
    put = asked and (_TO_DO.search(sentence, asked.end()) or " om " in sentence)
    if put or _REQUEST.search(sentence) or _PLEASE.match(sentence):
        agents = _addressed(analysis, span, sentence)
    elif asks and _is_main(sentence, asks.start()) and _TO_DO.search(sentence, asks.end()):
        if _NOT_TO_DO.search(sentence, asks.end()):
            return None
        at = span.start + asks.end()
        behind = _BEHIND_ASKING.match(analysis.text, at)
        agents = agents_from(analysis, at + 1, span.end)
        agents = agents or (agents_from(analysis, behind.end(), span.end) if behind else [])
    else:
        return None
    return _draft(analysis, span, "request", "request", agents)


def _addressed(analysis: Analysis, span: Span, sentence: str) -> list[Agent]:
    """Those whom a request is put to: behind `aan` or at the sentence's start."""
    asked = _ASKED.search(sentence)
    verb = span.start + asked.start() if asked else span.start
    before = analysis.mentions_between(span.start, verb)
    if before and before[-1].end + 1 == verb:
        return agents_from(analysis, before[-1].outer, span.end)
    for match in _ADDRESSED.finditer(sentence):
        found = agents_from(analysis, span.start + match.end(), span.end)
        if found:
            return found
    return agents_from(analysis, span.start, span.end)


def _can_you(analysis: Analysis, span: Span, sentence: str) -> Draft | None:
    """A question that asks somebody to do something: `Kan de politie uitzoeken …?`."""
    match = _CAN_YOU.match(sentence)
    agents = agents_from(analysis, span.start + match.end(), span.end) if match else []
    if not agents or agents[0].kind == "pronoun" or not _FIND_OUT.search(sentence):
        return None
    return _draft(analysis, span, "request", "request", agents, "weak")


def _again(analysis: Analysis, span: Span, sentence: str) -> Draft | None:
    """What comes up again: in the next meeting, or on an agenda with a date."""
    if sentence.startswith("Aldus ") or _OVER.search(sentence, 0, 80) or _NEXT_DATE.match(sentence):
        return None
    again, treated = _AGAIN.search(sentence), _TREATED.search(sentence)
    if not (again or treated or NEXT_MEETING.search(sentence)):
        return None
    due = due_in(analysis, span)
    if again and "terugk" in again[0] and not _is_main(sentence, again.start()) and not (due.anchor or due.due):
        again = None
    later = (due.anchor or (treated and due.due is None)) and _LATER.search(sentence)
    if not (again or later or (treated and due.due)):
        return None
    verb = again or treated
    agents = _subject(analysis, span, span.start + verb.start()) if verb else []
    return _draft(analysis, span, "agenda", "agenda", [agent for agent in agents if agent.kind in ("person", "role")])


def _future(analysis: Analysis, span: Span, sentence: str) -> Draft | None:
    for match in _WILL.finditer(sentence):
        at, going = match.start(), match["verb"].startswith("ga")
        if match["verb"].startswith("zou") and not _WOULD_DO.match(sentence, match.end()):
            continue
        if not _is_main(sentence, at):
            continue
        if going and (_GOES_OTHERWISE.match(sentence, at) or not _GOES_TO_DO.search(sentence, match.end())):
            continue
        agents = _subject(analysis, span, span.start + at)
        if agents and not _reaches(analysis.text[agents[-1].end : span.start + at]):
            continue
        vague = bool(agents) and _is_we(analysis, agents[0]) and not due_in(analysis, span).due
        planned = not agents and not going and _TASKS.search(sentence, match.end())
        if (agents and not vague) or planned:
            return _draft(analysis, span, "action", "future", agents)
    return None


def _reaches(between: str) -> bool:
    """Whether only an aside, an adverb or another verb stands between a subject and its verb, or it is inverted."""
    return not between or bool(_NEAR.fullmatch(between))


def _is_we(analysis: Analysis, agent: Agent) -> bool:
    return analysis.text[agent.start : agent.end].lower() in ("we", "wij")


def _announced(analysis: Analysis, span: Span, sentence: str) -> Draft | None:
    """What is said to come: by somebody, or at a time."""
    due = due_in(analysis, span)
    passive, ready = PASSIVE.search(sentence), _READY.search(sentence)
    if passive and _is_main(sentence, passive.start()):
        by = _BY.search(passive[0])
        agents = agents_from(analysis, span.start + passive.start() + by.end(), span.end) if by else []
        if agents or due.due or due.anchor:
            return _draft(analysis, span, "commitment", "announced", agents)
    timed = (due.due or due.anchor) and ready and (due.text or "") in ready[0]
    return _draft(analysis, span, "commitment", "announced", []) if timed or _FOLLOWS.search(sentence) else None


def _present(analysis: Analysis, span: Span, sentence: str) -> Draft | None:
    """`Teamchef Bos levert uiterlijk donderdag een plan`; of a body or `we` only with a time or a product."""
    for start in _clause_starts(analysis, span, sentence):
        agents = agents_from(analysis, start, span.end)
        if agents and _takes_on(analysis, agents, span):
            return _draft(analysis, span, "action", "present", agents)
    return _inverted(analysis, span, sentence) or _second(analysis, span, sentence)


def _inverted(analysis: Analysis, span: Span, sentence: str) -> Draft | None:
    """`Dat zoekt Bos maandag uit`: what is done before who does it."""
    match = _THAT_DOES.match(sentence)
    if match is None or match["verb"] not in DOES or not DOES[match["verb"]]:
        return None
    agents = agents_from(analysis, span.start + match.end(), span.end)
    if not agents or agents[0].kind not in ("person", "role", "pronoun"):
        return None
    clause = analysis.text[agents[-1].end : min(span.end, agents[-1].end + 110)]
    done = _completes(match["verb"], clause) and not _USUAL.search(clause, 0, 30)
    return _draft(analysis, span, "action", "present", agents) if done else None


def _second(analysis: Analysis, span: Span, sentence: str) -> Draft | None:
    """`Bos noemt dat zorgelijk en kaart het aan bij de provincie`: what the second verb of a sentence says."""
    doing = next((match for match in _AND_DOES.finditer(sentence) if DOES.get(match["verb"])), None)
    agents = agents_from(analysis, span.start, span.end) if doing else []
    if not doing or not agents or agents[0].kind not in ("person", "role", "pronoun") or _is_we(analysis, agents[0]):
        return None
    clause = sentence[doing.end("verb") : doing.end("verb") + 110]
    if agents[-1].end > span.start + doing.start() or not _completes(doing["verb"], clause):
        return None
    if _USUAL.search(clause, 0, 30) or not _is_main(sentence, doing.start()):
        return None
    return _draft(analysis, span, "action", "present", agents)


def _takes_on(analysis: Analysis, agents: list[Agent], span: Span) -> bool:
    """Whether the clause that begins with some agents says that they take something on."""
    verb = _VERB_NEXT.match(analysis.text, agents[-1].end, span.end)
    if verb is None or verb["verb"] not in DOES:
        return False
    clause = analysis.text[verb.end() : min(span.end, verb.end() + 110)]
    if not _completes(verb["verb"], clause) or _USUAL.search(clause, 0, 30):
        return False
    if agents[0].kind != "body" and not _is_we(analysis, agents[0]):
        return True
    due = due_in(analysis, span)
    return bool(due.due or due.anchor or verb["verb"].startswith("ko"))


def _completes(verb: str, clause: str) -> bool:
    """Whether a clause holds what makes a verb one of doing: `past … aan`, `neemt … contact op`."""
    needed = DOES[verb]
    return not needed or bool(_pattern(needed).match(clause))


@lru_cache(maxsize=256)
def _pattern(needed: str) -> re.Pattern[str]:
    return regex(rf"(?:{needed})(?!\w)")


def _clause_starts(analysis: Analysis, span: Span, sentence: str) -> list[int]:
    """Where a main clause may begin: the sentence, and behind a semicolon or colon; `Ook` or the like left out."""
    starts = [span.start, *(span.start + match.end() for match in _CLAUSE_END.finditer(sentence))][:5]
    behind = [lead.end() for start in starts if (lead := _LEAD.match(analysis.text, start))]
    return list(dict.fromkeys([*starts, *behind]))


Finder = Callable[[Analysis, Span, str], Draft | None]

_RULES: tuple[tuple[str, Finder], ...] = (
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
