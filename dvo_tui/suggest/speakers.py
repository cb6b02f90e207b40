"""Where somebody begins to speak: every opening the minutes of this domain know, and the cast that follows from them.

Openings: subject and verb of saying, inversion (`meldt de heer X`), passive (`Door de voorzitter wordt`), `Vanuit de
politie wordt`, `aldus X`, a role or an organisation as speaker, `Naam: tekst`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

import msgspec

from dvo_tui.minutes.model import Span
from dvo_tui.minutes.regex import regex
from dvo_tui.suggest.address import women
from dvo_tui.suggest.analysis import Analysis
from dvo_tui.suggest.candidates import Candidate, Kind, candidates, header_end
from dvo_tui.suggest.cast import Cast
from dvo_tui.suggest.decisions import BODY_DECIDES
from dvo_tui.suggest.matching import Guarded
from dvo_tui.suggest.notes import remarks
from dvo_tui.suggest.people import Mention
from dvo_tui.suggest.ranges import Ranges
from dvo_tui.suggest.verbs import WITH, does, inquit, is_finite, states, wishes
from dvo_tui.suggest.vocabulary import (
    AUXILIARY,
    BODY_PARTICLES,
    NOT_SAID,
    NOT_SAYING,
    ONLY_WITH,
    PARTICLES,
    PASSIVE_PARTICIPLES,
    REPORTING,
    SPEECH,
    listed,
)


class Opening(msgspec.Struct, frozen=True, order=True, gc=False):
    """A turn begins at `start`; its speaker is written at `outer:end`, the name alone from `name` on."""

    start: int
    outer: int
    end: int
    name: int
    kind: Kind
    rule: str
    joint: bool = False


_DIRECT = regex(r" (?P<verb>[\w’'-]+)")
_ORIGINS = tuple(rf" (?:van|namens|vanuit|bij) (?:de |het )?[\w&'’-]+(?: [\w&'’-]+){{{words}}}" for words in range(3))
_ASIDES = tuple(
    regex(
        rf"(?: \([^()\n]{{1,80}}\))?{before}(?:, [^,.;:\n]{{2,60}},)?"
        rf"{origin}(?: (?:ook|vervolgens|hierop|daarop|tevens|verder|zelf|daarnaast|nog|dan))? (?P<verb>[\w’'-]+)"
    )
    for origin, before in (
        ("", ""),
        *((origin, "") for origin in _ORIGINS),
        *(("", origin) for origin in _ORIGINS),
    )
)
"""What may stand between a speaker and the verb: `(politie)`, `, voorzitter,`, `van het OM`, with ever more words."""

_ASIDE_SIGNS = (" (", ",", " van ", " namens ", " vanuit ", " bij ")
_LONGEST_CLAUSE = 400
"""How far behind its verb a sentence is looked at for what makes the verb one of speaking, in characters."""

_PASSIVE_BEFORE = Guarded(
    regex(r"\b(?P<by>[Dd]oor|[Vv]anuit|[Nn]amens|[Vv]an de (?:kant|zijde) van|[Bb]ij monde van) (?:de |het )?$"),
    *("oor ", "anuit ", "amens ", " van "),
)
_PASSIVE_AFTER = regex(r"(?: \([^()\n]{1,80}\))? (?:wordt|worden|werd|werden|is|zijn|meldt|geeft)\b")
_PASSIVE_VERB = regex(r"\b(?:wordt|worden|werd|werden|is)\b")
_SAID = regex(rf"\b{PASSIVE_PARTICIPLES}\b")
_ALDUS = Guarded(regex(r"\b[Aa]ldus (?:de |het )?$"), "ldus ")
_ACCORDING = Guarded(
    regex(r"\b[Vv]olgens (?:(?:mr|drs?|ir|ing|prof)\. )?$"), "olgens ", "mr. ", "dr. ", "drs. ", "ir. "
)
_ASKED = Guarded(
    regex(
        r"^(?:(?:Op|Na|Naar aanleiding van|In antwoord op|Uit) )?(?:(?:[Dd]e|[Hh]et|[Ee]en) )?(?:[Vv]raag|[Oo]pmerking"
        r"|[Ss]uggestie|[Ii]dee|[Pp]leidooi|[Bb]ijdrage|[Ii]nbreng|[Mm]ail|[Aa]ntwoord|[Oo]proep|[Rr]eactie"
        r"|[Mm]ening) van $"
    ),
    " van ",
)
_ON_BEHALF = regex(r"(?:Mede namens|Namens|Vanuit) [^,.;:]{2,70}")
_WHO = regex(r", die (?P<verb>\w+)")
_JOINTS = (" en ", ", ", " & ")
_LONGEST_JOINT = 4
_LONGEST_ASKED = 40
_LONGEST_AHEAD = 24
_NEAR = 90
_THEN = ("waarna ", "waarop ")
_ALSO = frozenset({"Ook ", "ook ", "Maar ", "maar ", "En ", "en ", "Tevens ", "tevens ", "Zowel ", "zowel "})
_WORDS = regex(r"(\w+)")
_COORDINATED = regex(r"\b(?:en|maar) (\w+)")
_GOES_ON = regex(r"(\w+) (?:hij|zij|ze)\b|\b(?:Hij|Zij|Ze) (\w+)")
_CLAUSE_BEFORE = Guarded(
    regex(r"(?:\b(?:en|maar|waarna|waarop|terwijl)|[;,:–-]) $"),
    *(", ", "en ", "maar ", "waarna ", "waarop ", "terwijl ", "; ", ": ", "– ", "- "),
)
_LABEL_END = regex(r" ?(?:\([^()\n]{1,40}\))?(?: ?:(?!\d)| [–—] (?=\S))")
_FEWEST_LABELS = 2
"""So many people before a colon make it a document of `Naam: tekst`, in which bodies speak that way too."""
_FEWEST_SAID = 5
_FIRST_PERSON = regex(r"\b(?:[Ii]k|[Ww]e|[Ww]ij|ons|onze|mij|jij|jullie|je|u)\b")
_ENTRY_END = regex(r"(?: \([^()\n]{1,40}\))? [–—-] (?=\S)|(?:,| over| namens| van) [^:.;\n]{2,60}:(?= )")
_ABSENT = regex(
    r"\b(?:afwezig|verhinderd|ziek|aanwezig|(?:zich|is) (?:\w+ )?afgemeld|(?:her)?benoemd|vanaf"
    r"|zich laten vervangen|(?:laat|laten) zich|griep|aangesteld"
    r"|geopereerd|overleden|met (?:vakantie|pensioen|verlof)|"
    r"vertrokken|opvolg\w+|welkom geheten)\b"
)
_FINITE = regex(r"[a-zà-ÿ]{3,}(?:t|de|te|den|ten)$")
_PREPOSITIONS = listed(
    "namens over van bij met aan volgens door in op voor na naar tegen vanuit tot onder uit rond tijdens sinds per"
)
_PREPOSITION = regex(rf"\b(?:{'|'.join(_PREPOSITIONS)}) $", re.IGNORECASE)
_AHEAD = ("ldus", "oor", "anuit", "amens", "van", "olgens", "mr.", "dr.", "drs.", "ir.", "ing.", "prof.")
"""How the last word before a speaker ends, an article left out, that can make the speaker one."""

_CLAUSE = regex(r"[;:,] ")
_CLAUSE_END = regex(r"[;:] ")
_LASTING = frozenset(listed("heeft had kan kon wil wilde zou is was"))
_FRONTED = frozenset(listed("De Het Een Deze Dit Die Dat Alle Onze Zijn Haar Hun Hij Zij Ze Men Wij We Ik Iedereen Er"))
_PRONOUNS = frozenset(listed("hij zij ze men wij we ik u er die dat wie iedereen en of maar te om"))


@lru_cache(maxsize=1)
def openings(analysis: Analysis) -> tuple[Opening, ...]:
    """Every place where a turn may begin, in order, at most one for each candidate."""
    noted = Ranges((remark.start, remark.end) for remark in remarks(analysis))
    possible = candidates(analysis)
    finder = _Finder(analysis, possible)
    found: list[Opening] = []
    joined: set[int] = set()
    begun = analysis.minutes.agenda[0].span.start if analysis.minutes.agenda else len(analysis.text)
    zones, speaking = analysis.zones, analysis.talk.speakers
    indexes = analysis.block_indexes([candidate.outer for candidate in possible])
    for place, (candidate, index) in enumerate(zip(possible, indexes, strict=True)):
        outer = candidate.outer
        if outer in joined or noted.holds(outer) or (outer > begun and analysis.item_at(outer) is None):
            continue
        zone = "text" if index < 0 or index in speaking else zones[index]
        if zone not in ("text", "title"):
            continue
        row_end, partners = _row(analysis.text, possible, place)
        opening = finder.find(candidate, row_end, index)
        if opening and (zone == "text" or opening.rule == "passive"):
            found.append(opening)
            joined.update(partners)
    return tuple(sorted(found))


def _row(text: str, possible: list[Candidate], place: int) -> tuple[int, list[int]]:
    """Where a row of speakers (`A, B en C`) ends, and the partners of its first one."""
    first, end, partners = possible[place], possible[place].end, []
    for at in range(place + 1, min(place + 8, len(possible))):
        other = possible[at]
        if other.outer - end > _LONGEST_JOINT or other.kind != first.kind or text[end : other.outer] not in _JOINTS:
            break
        end = other.end
        partners.append(other.outer)
    return end, partners


class _Finder:
    """Tells how a candidate speaks, if it does; remembers which verbs already have their subject."""

    def __init__(self, analysis: Analysis, possible: list[Candidate]) -> None:
        self._analysis = analysis
        self._text = analysis.text
        self._said, self._speaking = analysis.talk.said, analysis.talk.speakers
        self._verbs: set[int] = set()
        self._opened_at: set[int] = set()
        self._labelled: set[int] = set()
        self._starts = {block.start for block in analysis.minutes.blocks}
        labelled = [it for it in possible if it.outer in self._starts and it.kind != "body" and self._is_label(it)]
        self._has_labels = len(labelled) >= _FEWEST_LABELS
        self._verbatim = self._is_verbatim(labelled)
        self._people = {candidate.outer for candidate in possible if candidate.kind == "person"}
        self._subject_ends = {
            candidate.end
            for candidate in possible
            if not _is_object(self._text[max(0, candidate.outer - 12) : candidate.outer])
        }

    def _is_verbatim(self, labelled: list[Candidate]) -> bool:
        """Whether most blocks are what people said word for word: `Naam:`, and they say `ik` and `we`."""
        blocks, zones = self._analysis.minutes.blocks, self._analysis.zones
        begun = {self._analysis.block_index(candidate.outer) for candidate in labelled}
        first = self._analysis.block_index(header_end(self._analysis))
        texts = sum(zone == "text" for zone in zones[max(0, first) :])
        if len(begun) < _FEWEST_SAID or len(begun) * 2 < texts:
            return False
        said = sum(bool(_FIRST_PERSON.search(self._text, blocks[at].start, blocks[at].end)) for at in begun)
        return said * 4 >= len(begun)

    def find(self, candidate: Candidate, row_end: int, index: int) -> Opening | None:
        """The first way in which a candidate, or the row it begins, speaks in its sentence.

        `index` is that of the block it stands in.
        """
        sentence = self._analysis.sentence_at(candidate.outer)
        if sentence.start == sentence.end:
            return None
        left = self._text[sentence.start : candidate.outer]
        if index in self._said or index in self._speaking:
            return self._opened(candidate, sentence, "label") if index in self._speaking and not left else None
        if not left and (candidate.kind != "body" or self._has_labels) and self._is_label(candidate):
            self._labelled.add(index)
            return self._opened(candidate, sentence, "label")
        if self._verbatim and index in self._labelled:
            return None
        ahead = self._by_words_ahead(candidate, sentence, left)
        if ahead:
            start = candidate.outer if left.endswith(_THEN) else sentence.start
            return self._opened(candidate, sentence, ahead, start)
        begins = not left or left in _ALSO or (left.endswith("; ") and candidate.kind != "body")
        if begins or (candidate.kind != "body" and _CLAUSE_BEFORE.search(left[-12:])):
            rule = self._subject_first(candidate, row_end, sentence, begins=begins)
            if rule:
                whole = begins and not left.endswith("; ")
                start = sentence.start if whole else candidate.outer
                return self._opened(candidate, sentence, rule, start, row_end)
        if not left or not self._is_inverted(candidate, sentence):
            return self._related(candidate, sentence)
        return self._opened(candidate, sentence, "inversion", self._clause(candidate, sentence, left))

    def _opened(
        self, candidate: Candidate, sentence: Span, rule: str, start: int | None = None, end: int | None = None
    ) -> Opening:
        """An opening from the sentence's start on, or from `start`; `end` is that of the row a candidate begins."""
        self._opened_at.add(sentence.start)
        start, end = sentence.start if start is None else start, candidate.end if end is None else end
        return Opening(start, candidate.outer, end, candidate.start, candidate.kind, rule, end != candidate.end)

    def _by_words_ahead(self, candidate: Candidate, sentence: Span, left: str) -> str | None:
        """The rule by which the words before a candidate make it the speaker: `aldus X`, `Op de vraag van X`."""
        if not _last_word(left).endswith(_AHEAD):
            return self._then(candidate, sentence, left)
        if _ALDUS.search(left[-12:]):
            return "aldus"
        if self._is_passive(candidate, sentence, left):
            return "passive"
        if candidate.kind == "body":
            return None
        if _ACCORDING.search(left[-20:]) or (len(left) < _LONGEST_ASKED and _ASKED.search(left)):
            return "according"
        return self._then(candidate, sentence, left)

    def _then(self, candidate: Candidate, sentence: Span, left: str) -> str | None:
        """`…, waarna X meldt …`."""
        if candidate.kind == "body" or not left.endswith(_THEN):
            return None
        rest = self._text[candidate.end : min(sentence.end, candidate.end + _NEAR)]
        return "inversion" if _reports(_WORDS, rest) else None

    def _clause(self, candidate: Candidate, sentence: Span, left: str) -> int:
        """Where what an inverted subject says begins: its sentence, or its part of one in which others spoke before."""
        if sentence.start not in self._opened_at:
            return sentence.start
        return sentence.start + left.rfind("; ") + 2 if "; " in left else candidate.outer

    def _related(self, candidate: Candidate, sentence: Span) -> Opening | None:
        """`… door mevrouw Bos, die vraagt of …`: the turn begins with the name."""
        who = _WHO.match(self._text, candidate.end, sentence.end) if candidate.kind == "person" else None
        if who is None or who["verb"] not in SPEECH:
            return None
        return Opening(candidate.outer, candidate.outer, candidate.end, candidate.start, "person", "inversion")

    def _is_label(self, candidate: Candidate) -> bool:
        """Whether what someone says follows a colon, or at the beginning of a block a dash."""
        if candidate.kind != "body" and _LABEL_END.match(self._text, candidate.end):
            return True
        if candidate.outer not in self._starts:
            return False
        if candidate.kind == "body":
            return self._text.startswith(": ", candidate.end)
        return bool(_ENTRY_END.match(self._text, candidate.end))

    def _is_passive(self, candidate: Candidate, sentence: Span, left: str) -> bool:
        """`Door X wordt …`, `Ook vanuit X is …`, and `er wordt door X gevraagd`."""
        before = _PASSIVE_BEFORE.search(left[-30:])
        if before is None:
            return False
        lead = left[: len(left) - len(before[0])]
        if before["by"][0].isupper() or (lead in _ALSO and before["by"] != "door"):
            after = _PASSIVE_AFTER.match(self._text, candidate.end)
            return len(lead) < 8 and after is not None and after.end() + 1 not in self._people
        if before["by"] != "door" or not _PASSIVE_VERB.search(left[-80:]):
            return False
        return bool(_SAID.search(self._text, candidate.end, min(sentence.end, candidate.end + 80)))

    def _subject_first(self, candidate: Candidate, end: int, sentence: Span, *, begins: bool) -> str | None:
        """The rule by which a candidate is the subject before its verb; `begins` where it opens the sentence."""
        verb = _DIRECT.match(self._text, end)
        if verb is None or verb["verb"] not in REPORTING:
            verb = self._verb_behind_aside(end, sentence, begins=begins) or verb
        if verb is None:
            return None
        word, rest = verb["verb"], self._text[verb.end() : min(sentence.end, verb.end() + _LONGEST_CLAUSE)]
        if candidate.kind == "body":
            decides = BODY_DECIDES.match(self._text, candidate.outer)
            rule = "organisation-verb" if not decides and _tells(word, rest[:90], BODY_PARTICLES) else None
        elif word in REPORTING and _is_complete(word, rest):
            sure = begins or _tells(word, rest, BODY_PARTICLES) or (word in PARTICLES and _tells(word, rest, PARTICLES))
            rule = _BY_KIND[candidate.kind, candidate.titled] if sure else None
        elif begins:
            opens = self._opens(candidate, word, rest, sentence) or self._states(candidate, word, rest)
            rule = "honorific-opening" if opens else None
        else:
            rule = None
        if rule:
            self._verbs.add(verb.start("verb"))
        return rule

    def _verb_behind_aside(self, end: int, sentence: Span, *, begins: bool) -> re.Match[str] | None:
        """The verb of saying behind what is said about the speaker; any finite verb behind a bracket."""
        for aside in _ASIDES if self._text.startswith(_ASIDE_SIGNS, end) else _ASIDES[:1]:
            match = aside.match(self._text, end, min(sentence.end, end + 220))
            if match and match["verb"] in REPORTING:
                return match
        match = _ASIDES[0].match(self._text, end, sentence.end) if begins and self._text.startswith(" (", end) else None
        return match if match and is_finite(match["verb"]) else None

    def _opens(self, candidate: Candidate, word: str, rest: str, sentence: Span) -> bool:
        """Whether a person before a verb that tells little speaks: in opening a paragraph, or by a verb behind it."""
        clause = _CLAUSE_END.split(rest, 1)[0]
        if (word not in REPORTING and does(word, clause)) or (word in ("is", "was") and _ABSENT.search(rest)):
            return False
        told = candidate.kind == "person" and word in AUXILIARY and _SAID.search(clause)
        if told or _reports(_COORDINATED, clause):
            return word not in NOT_SAID or _reports(_COORDINATED, clause)
        if word in NOT_SAID or word == "zal" or _ABSENT.search(rest):
            return False
        block = self._analysis.block_at(sentence.start)
        at_block = block is not None and block.start == sentence.start
        if at_block and block and _reports(_GOES_ON, self._text[sentence.end : min(block.end, sentence.end + 400)]):
            return True
        if not candidate.titled or candidate.kind != "person" or word in NOT_SAYING:
            return False
        if word == "zou" and not wishes(rest):
            return False
        return word in _LASTING or (at_block and (word in AUXILIARY or bool(_FINITE.match(word))))

    def _states(self, candidate: Candidate, word: str, rest: str) -> bool:
        """Whether a person or role at the beginning of a sentence brings something in, by whatever verb."""
        if candidate.kind == "body" or self._analysis.block_index(candidate.outer) in self._labelled:
            return False
        return states(word, rest) and not _ABSENT.search(rest)

    def _is_inverted(self, candidate: Candidate, sentence: Span) -> bool:
        """Whether the word before a candidate is its verb of saying: `Over de kermis meldt de heer X`."""
        left = self._text[max(sentence.start, candidate.outer - 160) : candidate.outer]
        before, _, verb = left.removesuffix(" ").rpartition(" ")
        word, at = verb.lower(), candidate.outer - len(verb) - 1
        may_say = word in REPORTING or (candidate.kind != "body" and (word in WITH or is_finite(word)))
        if not may_say or not left.endswith(" ") or at in self._verbs:
            return False
        rest = self._text[candidate.end : min(sentence.end, candidate.end + 160)]
        if candidate.kind != "body" and before.endswith((",", "”", '"', ", zo", "?", "!")) and inquit(word, rest):
            return True
        if candidate.kind != "body" and _ON_BEHALF.fullmatch(before) and inquit(word, "."):
            return True
        light = WITH.get(word) if candidate.kind != "body" else None
        told = word in REPORTING and _is_complete(word, rest)
        if not told and (light is None or not light.match(rest)):
            return False
        if candidate.kind == "body" and not _tells(word, rest, BODY_PARTICLES):
            return False
        previous = before.rpartition(" ")[2]
        if at == sentence.start or previous.endswith((",", "”", '"')):
            return at != sentence.start or candidate.kind == "person"
        if before in ("Dat", "Dit") and candidate.kind == "person":
            return True
        if previous in _PRONOUNS or (at - 1) in self._subject_ends:
            return False
        return _CLAUSE.split(before)[-1].split(" ", 1)[0] not in _FRONTED


def _is_object(before: str) -> bool:
    """Whether a preposition stands at the end of what is before a name; most words there are told without a search."""
    if not before.endswith((" ", " \n")):
        return False
    word = before[:-1].rpartition(" ")[2]
    if word.isalpha() and word.isascii():
        return word.lower() in _PREPOSITIONS
    return _PREPOSITION.search(before) is not None


def _last_word(left: str) -> str:
    """The last word of what stands before a speaker, an article left out."""
    words = left[-_LONGEST_AHEAD:].split()
    return words[-2] if len(words) > 1 and words[-1] in ("de", "het") else words[-1] if words else ""


_BY_KIND = {
    ("person", True): "honorific-verb",
    ("person", False): "name-verb",
    ("role", True): "role-verb",
}


def _is_complete(verb: str, rest: str) -> bool:
    """Whether a verb that also tells of other things is followed by what makes it one of saying."""
    needed = ONLY_WITH.get(verb)
    return needed is None or bool(re.match(needed, rest))


def _tells(verb: str, rest: str, particles: Mapping[str, str]) -> bool:
    """Whether a verb tells of speaking, by itself or with the particle it needs later in its clause."""
    needed = particles.get(verb)
    if needed is None:
        return verb in SPEECH
    return bool(re.search(rf"\b(?:{needed})\b", rest[:160]))


def _reports(pattern: re.Pattern[str], text: str) -> bool:
    """Whether one of the words a pattern captures is a verb of saying."""
    return any(word in REPORTING for match in pattern.finditer(text) for word in match.groups() if word)


def apposition(analysis: Analysis, opening: Opening) -> Mention | None:
    """The person whom a role is explained by: `De voorzitter, de heer Bos, …`."""
    if opening.kind != "role":
        return None
    behind = analysis.mentions_between(opening.end, opening.end + 24)
    return behind[0] if behind and analysis.text[opening.end : behind[0].outer] in (", ", " (") else None


@lru_cache(maxsize=1)
def cast_of(analysis: Analysis) -> Cast:
    """The participants, and everyone who speaks without being listed."""
    minutes, text = analysis.minutes, analysis.text
    cast = Cast(minutes.participants, minutes.document.text_sha256, analysis.familiar.person, women(analysis))
    speaking: list[str] = []
    for opening in openings(analysis):
        if opening.kind == "person" and not opening.joint:
            speaking.append(text[opening.name : opening.end])
        holder = apposition(analysis, opening)
        if holder:
            speaking.append(text[holder.start : holder.end])
    cast.admit(speaking, [text[mention.start : mention.end] for mention in analysis.found.mentions])
    return cast
