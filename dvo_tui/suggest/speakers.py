"""Where somebody begins to speak: every opening the minutes of this domain know, and the cast that follows from them.

Openings: subject and verb of saying, inversion (`meldt de heer X`), passive (`Door de voorzitter wordt`), `Vanuit de
politie wordt`, `aldus X`, a role or an organisation as speaker, `Naam: tekst`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from dvo_tui.minutes.model import Block, Span
from dvo_tui.suggest.analysis import Analysis
from dvo_tui.suggest.cast import Cast
from dvo_tui.suggest.decisions import BODY_DECIDES
from dvo_tui.suggest.notes import remarks
from dvo_tui.suggest.organisations import bodies
from dvo_tui.suggest.places import places
from dvo_tui.suggest.ranges import Ranges
from dvo_tui.suggest.vocabulary import (
    AUXILIARY,
    BODY_PARTICLES,
    DOING,
    NOT_SAID,
    PARTICLES,
    PASSIVE_PARTICIPLES,
    REPORTING,
    SPEECH,
)

Kind = Literal["person", "role", "body"]


class Candidate(NamedTuple):
    """Someone or something that may be speaking: `outer` takes article, honorific and role in."""

    outer: int
    end: int
    kind: Kind
    titled: bool
    start: int


class Opening(NamedTuple):
    """A turn begins at `start`; its speaker is written at `outer:end`, the name alone from `name` on."""

    start: int
    outer: int
    end: int
    name: int
    kind: Kind
    rule: str
    joint: bool = False


_DIRECT = re.compile(r" (?P<verb>[\w’'-]+)")
_ASIDE = re.compile(
    r"(?: \((?P<aside>[^()\n]{1,80})\))?(?:, [^,.;:\n]{2,60},)?(?: (?:van|namens|vanuit|bij) (?P<of>(?:de |het )?[\w&'’-]+(?: [\w&'’-]+){0,3}?))??"
    r"(?: (?:ook|vervolgens|hierop|daarop|tevens|verder|zelf|daarnaast|nog|dan))? (?P<verb>[\w’'-]+)"
)
_PASSIVE_BEFORE = re.compile(
    r"\b(?P<by>[Dd]oor|[Vv]anuit|[Nn]amens|[Vv]an de (?:kant|zijde) van|[Bb]ij monde van) (?:de |het )?$"
)
_PASSIVE_AFTER = re.compile(r"(?: \([^()\n]{1,80}\))? (?:wordt|worden|werd|werden|is|zijn|meldt|geeft)\b")
_PASSIVE_VERB = re.compile(r"\b(?:wordt|worden|werd|werden|is)\b")
_SAID = re.compile(rf"\b{PASSIVE_PARTICIPLES}\b")
_ALDUS = re.compile(r"\b[Aa]ldus (?:de |het )?$")
_ALSO = re.compile(r"(?:[Oo]ok|[Mm]aar|[Ee]n|[Tt]evens|[Zz]owel) $")
_COORDINATED = re.compile(r"\b(?:en|maar) (\w+)")
_GOES_ON = re.compile(r"(\w+) (?:hij|zij|ze)\b|\b(?:Hij|Zij|Ze) (\w+)")
_CLAUSE_BEFORE = re.compile(r"(?:\b(?:en|maar|waarna|waarop|terwijl)|[;,:–-]) $")
_LABEL_END = re.compile(r" ?(?:\([^()\n]{1,40}\))? ?:(?!\d)")
_ABSENT = re.compile(
    r"\b(?:afwezig|verhinderd|ziek|aanwezig|benoemd|aangesteld|geopereerd|overleden|met (?:vakantie|pensioen|verlof)|vertrokken|opvolg\w+|welkom geheten)\b"
)
_FINITE = re.compile(r"[a-zà-ÿ]{3,}(?:t|de|te|den|ten)$")
_CLAUSE = re.compile(r"[;:,] ")
_FRONTED = frozenset("De Het Een Deze Dit Die Dat Alle Onze Zijn Haar Hun Hij Zij Ze Men Wij We Ik Iedereen Er".split())
_PRONOUNS = frozenset("hij zij ze men wij we ik u er die dat wie iedereen en of maar te om".split())


@lru_cache(maxsize=1)
def openings(analysis: Analysis) -> tuple[Opening, ...]:
    """Every place where a turn may begin, in order, at most one for each candidate."""
    noted = Ranges((remark.start, remark.end) for remark in remarks(analysis))
    possible = candidates(analysis)
    ends = {candidate.end for candidate in possible}
    found: list[Opening] = []
    verbs: set[int] = set()
    joined: set[int] = set()
    for place, candidate in enumerate(possible):
        if candidate.outer in joined or noted.holds(candidate.outer):
            continue
        zone = analysis.zone_at(candidate.outer)
        sentence = analysis.sentence_at(candidate.outer)
        if not sentence or zone not in ("text", "title"):
            continue
        end, partners = _joint(analysis, possible, place)
        opening = _opening(analysis, candidate, sentence, end, bool(partners), verbs, ends)
        if opening and (zone == "text" or opening.rule == "passive"):
            found.append(opening)
            joined.update(partners)
    return tuple(sorted(found))


@lru_cache(maxsize=1)
def candidates(analysis: Analysis) -> list[Candidate]:
    """Persons, roles, bodies and municipalities behind the attendance list, in order."""
    text = analysis.text
    begin = analysis.minutes.agenda[0].span.start if analysis.minutes.agenda else 0
    found = [
        Candidate(m.outer, m.end, "person", m.rule in ("honorific", "title", "plural-honorific"), m.start)
        for m in analysis.found.mentions
        if m.rule != "attendance"
    ]
    found += [Candidate(role.start, role.end, "role", True, role.start) for role in analysis.found.roles]
    for body in bodies(analysis):
        found.append(Candidate(_with_article(text, body.start), body.end, "body", False, body.start))
    for place in places(analysis):
        if text[max(0, place.start - 9) : place.start].lower() == "gemeente ":
            found.append(Candidate(_with_article(text, place.start - 9), place.end, "body", False, place.start - 9))
    return sorted(candidate for candidate in found if candidate.outer >= begin)


def _with_article(text: str, at: int) -> int:
    for article in ("De ", "Het ", "de ", "het "):
        if text.startswith(article, at - len(article)) and at >= len(article):
            return at - len(article)
    return at


def _joint(analysis: Analysis, possible: list[Candidate], place: int) -> tuple[int, set[int]]:
    """Where a row of speakers (`A, B en C`) ends, and the partners of its first one."""
    first, end, partners = possible[place], possible[place].end, set()
    for other in possible[place + 1 : place + 8]:
        if other.kind != first.kind or analysis.text[end : other.outer] not in (" en ", ", ", " & "):
            break
        end = other.end
        partners.add(other.outer)
    return end, partners


def _opening(
    analysis: Analysis, candidate: Candidate, sentence: Span, end: int, joint: bool, verbs: set[int], ends: set[int]
) -> Opening | None:
    """The first way in which a candidate is a speaker here."""
    text = analysis.text
    left = text[sentence.start : candidate.outer]
    block = analysis.block_at(sentence.start)
    at_block = block is not None and block.start == sentence.start

    def opened(rule: str, start: int, to: int = candidate.end) -> Opening:
        return Opening(start, candidate.outer, to, candidate.start, candidate.kind, rule, joint and to == end)

    if at_block and not left and candidate.kind != "body" and _LABEL_END.match(text, candidate.end):
        return opened("label", sentence.start)
    if _ALDUS.search(left[-12:]):
        return opened("aldus", sentence.start)
    if _is_passive(text, candidate, sentence, left):
        return opened("passive", sentence.start)
    if not left or _ALSO.fullmatch(left) or _CLAUSE_BEFORE.search(left[-12:]):
        begins = not left or bool(_ALSO.fullmatch(left))
        found = _subject_first(
            text, candidate, sentence, end, begins=begins, block=block if at_block and begins else None
        )
        if found:
            rule, verb = found
            verbs.add(verb)
            return opened(rule, sentence.start if begins else candidate.outer, end if joint else candidate.end)
    if left and _is_inverted(text, candidate, sentence, verbs, ends):
        return opened("inversion", sentence.start)
    return None


def _is_passive(text: str, candidate: Candidate, sentence: Span, left: str) -> bool:
    """`Door X wordt …` and `er wordt door X gevraagd`."""
    before = _PASSIVE_BEFORE.search(left[-30:])
    if before is None:
        return False
    if before["by"][0].isupper() and len(before[0]) == len(left):
        return bool(_PASSIVE_AFTER.match(text, candidate.end))
    if before["by"] != "door":
        return False
    return bool(
        _PASSIVE_VERB.search(left[-80:]) and _SAID.search(text, candidate.end, min(sentence.end, candidate.end + 80))
    )


def _subject_first(
    text: str, candidate: Candidate, sentence: Span, end: int, *, begins: bool, block: Block | None
) -> tuple[str, int] | None:
    """The rule and the verb's place where a candidate is the subject before its verb.

    `block` is given where the sentence opens it.
    """
    direct = _DIRECT.match(text, end)
    verb = direct or _aside_verb(text, end, sentence)
    if verb is None:
        return None
    word = verb["verb"]
    rest = text[verb.end() : sentence.end]
    if candidate.kind == "body":
        decides = BODY_DECIDES.match(text, candidate.outer)
        return ("organisation-verb", verb.start("verb")) if begins and not decides and _speaks(word, rest) else None
    if direct is not None and word not in REPORTING:
        aside = _aside_verb(text, end, sentence)
        if aside is not None:
            verb, word, rest = aside, aside["verb"], text[aside.end() : sentence.end]
    at = verb.start("verb")
    if (
        word in REPORTING
        and not begins
        and not _speaks(word, rest)
        and not (word in PARTICLES and _said_with(word, rest))
    ):
        return None
    if word in REPORTING:
        return ("role-verb" if candidate.kind == "role" else "honorific-verb" if candidate.titled else "name-verb"), at
    if candidate.kind == "role" or not begins or word in NOT_SAID and not _reports(_COORDINATED, rest):
        return None
    goes_on = block is not None and _reports(_GOES_ON, text[sentence.end : min(block.end, sentence.end + 400)])
    said = _reports(_COORDINATED, rest) or (word in AUXILIARY and bool(_SAID.search(rest))) or goes_on
    likely = (
        block is not None
        and candidate.titled
        and word not in DOING
        and (word in AUXILIARY or bool(_FINITE.match(word)))
    )
    if word in ("zal", "gaat") and not said or _ABSENT.search(rest) and not said:
        return None
    return ("honorific-opening", at) if said or likely else None


def _reports(pattern: re.Pattern[str], text: str) -> bool:
    """Whether one of the words a pattern captures is a verb of saying."""
    return any(word in REPORTING for match in pattern.finditer(text) for word in match.groups() if word)


def _aside_verb(text: str, end: int, sentence: Span) -> re.Match[str] | None:
    """The verb of saying behind what is said about the speaker: `(politie)`, `, voorzitter,`, `van het OM`."""
    match = _ASIDE.match(text, end, min(sentence.end, end + 220))
    while match is not None and match["verb"] not in REPORTING:
        match = None
    return match


def _speaks(verb: str, rest: str) -> bool:
    """Whether a verb tells of speaking even with a body as its subject."""
    if verb in BODY_PARTICLES:
        return bool(re.search(rf"\b(?:{BODY_PARTICLES[verb]})\b", rest[:160]))
    return verb in SPEECH


def _said_with(verb: str, rest: str) -> bool:
    return bool(re.search(rf"\b(?:{PARTICLES[verb]})\b", rest[:160]))


def _is_inverted(text: str, candidate: Candidate, sentence: Span, verbs: set[int], ends: set[int]) -> bool:
    """Whether the word before a candidate is its verb of saying: `Over de kermis meldt de heer X`."""
    left = text[max(sentence.start, candidate.outer - 160) : candidate.outer]
    before, _, verb = left.removesuffix(" ").rpartition(" ")
    word, at = verb.lower(), candidate.outer - len(verb) - 1
    if not left.endswith(" ") or not verb.isalpha() or at in verbs:
        return False
    if word in ("laat", "liet") and _said_with("laat", text[candidate.end : sentence.end]):
        return True
    if word not in REPORTING or (candidate.kind != "person" and word not in SPEECH and word not in PARTICLES):
        return False
    rest = text[candidate.end : min(sentence.end, candidate.end + 160)]
    if word in PARTICLES and candidate.kind == "body" and not _speaks(word, rest):
        return False
    previous = before.rpartition(" ")[2]
    if at == sentence.start or previous.endswith((",", "”", '"')):
        return at != sentence.start or candidate.kind == "person"
    if previous.lower() in _PRONOUNS or (at - 1) in ends:
        return False
    return _CLAUSE.split(before)[-1].split(" ", 1)[0] not in _FRONTED


@lru_cache(maxsize=1)
def cast_of(analysis: Analysis) -> Cast:
    """The participants, and everyone who speaks without being listed."""
    minutes, text = analysis.minutes, analysis.text
    cast = Cast(minutes.participants, minutes.document.text_sha256)
    speaking = [
        text[opening.name : opening.end]
        for opening in openings(analysis)
        if opening.kind == "person" and not opening.joint
    ]
    cast.admit(speaking, [text[mention.start : mention.end] for mention in analysis.found.mentions])
    return cast
