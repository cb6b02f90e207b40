"""Where somebody begins to speak: every opening the minutes of this domain know, and the cast that follows from them.

Openings: subject and verb of saying, inversion (`meldt de heer X`), passive (`Door de voorzitter wordt`), `Vanuit de
politie wordt`, `aldus X`, a role or an organisation as speaker, `Naam: tekst`.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from dvo_tui.minutes.model import Span
from dvo_tui.suggest.address import women
from dvo_tui.suggest.analysis import Analysis
from dvo_tui.suggest.candidates import Candidate, Kind, candidates, header_end
from dvo_tui.suggest.cast import Cast
from dvo_tui.suggest.decision_words import BODY_DECIDES
from dvo_tui.suggest.notes import remarks
from dvo_tui.suggest.people import Mention
from dvo_tui.suggest.posts import seats
from dvo_tui.suggest.ranges import Ranges
from dvo_tui.suggest.verbs import WITH, does, inquit, is_complete, is_finite, is_said, reports, states, tells, wishes
from dvo_tui.suggest.vocabulary import (
    AUXILIARY,
    BODY_PARTICLES,
    NOT_SAID,
    NOT_SAYING,
    PARTICLES,
    REPORTING,
    SPEECH,
)
from dvo_tui.suggest.wording import (
    ABSENT,
    ACCORDING,
    AHEAD,
    ALDUS,
    ALSO,
    ARROW,
    ASIDE_SIGNS,
    ASIDES,
    ASKED,
    BROUGHT,
    CLAUSE,
    CLAUSE_BEFORE,
    CLAUSE_END,
    COORDINATED,
    DIRECT,
    ENTRY_END,
    ENTRY_OF,
    FEWEST_LABELS,
    FEWEST_SAID,
    FINITE,
    FIRST_PERSON,
    FRONTED,
    GOES_ON,
    HAS,
    HELD,
    JOINED,
    JOINTS,
    JUDGED,
    KEYED,
    LABEL_END,
    LASTING,
    LONGEST_AHEAD,
    LONGEST_ASKED,
    LONGEST_CLAUSE,
    LONGEST_JOINT,
    NADAT,
    NEAR,
    ON_BEHALF,
    PASSIVE_AFTER,
    PASSIVE_BEFORE,
    PASSIVE_CLAUSE,
    PASSIVE_VERB,
    PREPOSITION,
    PREPOSITIONS,
    PRONOUNS,
    QUOTED,
    SAID,
    STAMP,
    TAKEN_ON,
    TASK,
    THEN,
    TOPIC,
    VIA,
    WHO,
    WORDS,
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


_BY_KIND = {
    ("person", True): "honorific-verb",
    ("person", False): "name-verb",
    ("role", True): "role-verb",
}


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
        joint = text[end : other.outer] if other.outer - end <= LONGEST_JOINT + 1 else ""
        both = joint == " als " and text[max(0, first.outer - 6) : first.outer].lower() == "zowel "
        if other.kind != first.kind or not (both or joint in JOINTS):
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
        self._starts = _begins(analysis)
        labelled = [
            it
            for it in possible
            if it.outer in self._starts and (it.kind != "body" or it.titled) and self._is_label(it)
        ]
        self._has_labels = len(labelled) >= FEWEST_LABELS
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
        if len(begun) < FEWEST_SAID or len(begun) * 2 < texts:
            return False
        said = sum(bool(FIRST_PERSON.search(self._text, blocks[at].start, blocks[at].end)) for at in begun)
        return said * 4 >= len(begun)

    def find(self, candidate: Candidate, row_end: int, index: int) -> Opening | None:
        """The first way in which a candidate, or the row it begins, speaks in its sentence.

        `index` is that of the block it stands in.
        """
        sentence = self._analysis.sentence_at(candidate.outer)
        if sentence.start == sentence.end:
            return None
        left = self._text[sentence.start : candidate.outer]
        if candidate.outer in self._starts:
            left = ""
        if (not left or left in TASK) and self._text.endswith(TASK, 0, candidate.outer):
            return None
        if index in self._said or index in self._speaking:
            return self._opened(candidate, sentence, "label") if index in self._speaking and not left else None
        if not left and (candidate.kind != "body" or self._has_labels) and self._is_label(candidate):
            self._labelled.add(index)
            return self._opened(candidate, sentence, "label")
        if self._verbatim and index in self._labelled:
            return None
        if left and candidate.kind != "body" and self._is_entry_of(candidate, sentence, left):
            return self._opened(candidate, sentence, "label")
        if left == "Nadat " and candidate.kind != "body" and NADAT.match(self._text, candidate.end, sentence.end):
            return self._opened(candidate, sentence, "inversion")
        if left == "Wat " and candidate.kind != "body" and self._text.startswith(" betreft", candidate.end):
            return self._opened(candidate, sentence, "according")
        ahead = self._by_words_ahead(candidate, sentence, left)
        if ahead:
            start = candidate.outer if left.endswith(THEN) else sentence.start
            return self._opened(candidate, sentence, ahead, start)
        topic = candidate.kind != "body" and self._behind_topic(sentence, left)
        begins = not left or left in ALSO or topic or (left.endswith("; ") and candidate.kind != "body")
        if begins or (candidate.kind != "body" and CLAUSE_BEFORE.search(left[-12:])):
            rule = self._subject_first(candidate, row_end, sentence, begins=begins)
            if rule:
                whole = begins and not left.endswith("; ")
                start = sentence.start if whole else candidate.outer
                return self._opened(candidate, sentence, rule, start, row_end)
        if not left or not self._is_inverted(candidate, sentence):
            if candidate.kind != "body" and self._text.startswith(" van ", candidate.end):
                held = HELD.match(self._text, candidate.end, sentence.end)
                return self._opened(candidate, sentence, "name-verb", candidate.outer) if held else None
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
        if not _last_word(left).endswith(AHEAD):
            return self._then(candidate, sentence, left)
        if ALDUS.search(left[-12:]):
            return "aldus"
        if self._is_passive(candidate, sentence, left):
            return "passive"
        if candidate.kind == "body":
            return "according" if left == "Volgens " and candidate.titled else None
        if (
            ACCORDING.search(left[-20:])
            or JUDGED.search(left[-40:])
            or (len(left) < LONGEST_ASKED and ASKED.search(left))
        ):
            return "according"
        return self._then(candidate, sentence, left)

    def _then(self, candidate: Candidate, sentence: Span, left: str) -> str | None:
        """`…, waarna X meldt …`."""
        if candidate.kind == "body" or not left.endswith(THEN):
            return None
        rest = self._text[candidate.end : min(sentence.end, candidate.end + NEAR)]
        joined = any(word in JOINED for word in rest.split(" ")[:8])
        return "inversion" if joined or reports(WORDS, rest) else None

    def _is_entry_of(self, candidate: Candidate, sentence: Span, left: str) -> bool:
        """`Oordeel Bos: …`, `Uitslag via Bos: …`, `Politie - Bos vertelt`, and behind a quotation: `"Nee" (Bos)`."""
        sign = self._text[candidate.end : candidate.end + 1]
        if sign == ")":
            return left.endswith(QUOTED) and candidate.kind == "person"
        if sign != ":" and not left.endswith(_DASHES):
            return False
        stamped = STAMP.match(left)
        words = left[stamped.end() :] if stamped else left
        if candidate.kind == "person" and sentence.start in self._starts and words.endswith(_DASHES):
            hit = self._analysis.hit_starts.get(sentence.start)
            listed_body = hit is not None and hit.entry.type == "ORGANISATION" and hit.end == candidate.outer - 3
            return listed_body or words[:-3].casefold() in seats(self._analysis)
        if not self._text.startswith(": ", candidate.end):
            return False
        return bool(ENTRY_OF.fullmatch(words) or VIA.fullmatch(words))

    def _behind_topic(self, sentence: Span, left: str) -> bool:
        """Whether a topic and a colon begin the paragraph before a speaker: `Kermis: Bos wil eerder sluiten`."""
        return left.endswith(": ") and sentence.start in self._starts and TOPIC.fullmatch(left) is not None

    def _clause(self, candidate: Candidate, sentence: Span, left: str) -> int:
        """Where what an inverted subject says begins: its sentence, or its part of one in which others spoke before."""
        if sentence.start not in self._opened_at:
            return sentence.start
        return sentence.start + left.rfind("; ") + 2 if "; " in left else candidate.outer

    def _related(self, candidate: Candidate, sentence: Span) -> Opening | None:
        """`… door mevrouw Bos, die vraagt of …`: the turn begins with the name."""
        who = WHO.match(self._text, candidate.end, sentence.end) if candidate.kind == "person" else None
        if who is None or who["verb"] not in SPEECH:
            return None
        return Opening(candidate.outer, candidate.outer, candidate.end, candidate.start, "person", "inversion")

    def _is_label(self, candidate: Candidate) -> bool:
        """Whether what someone says follows a colon, or at the beginning of a block a dash."""
        if candidate.kind != "body" and LABEL_END.match(self._text, candidate.end):
            return True
        if candidate.outer not in self._starts:
            return False
        if candidate.kind == "body":
            return self._text.startswith(": ", candidate.end)
        if ARROW.match(self._text, candidate.end):
            return True
        return bool(ENTRY_END.match(self._text, candidate.end))

    def _is_passive(self, candidate: Candidate, sentence: Span, left: str) -> bool:
        """`Door X wordt …`, `Ook vanuit X is …`, and `er wordt door X gevraagd`."""
        before = PASSIVE_BEFORE.search(left[-30:])
        if before is None:
            return False
        lead = left[: len(left) - len(before[0])]
        if before["by"][0].isupper() or (lead in ALSO and before["by"] != "door"):
            after = PASSIVE_AFTER.match(self._text, candidate.end)
            return len(lead) < 8 and after is not None and after.end() + 1 not in self._people
        brought = candidate.kind != "body" and BROUGHT.match(self._text, candidate.end)
        if before["by"] == "door" and (brought or PASSIVE_CLAUSE.match(self._text, candidate.end)):
            return True
        if before["by"] != "door" or not PASSIVE_VERB.search(left[-80:]):
            return False
        if SAID.match(left.lower()):
            return True
        return bool(SAID.search(self._text, candidate.end, min(sentence.end, candidate.end + 80)))

    def _subject_first(self, candidate: Candidate, end: int, sentence: Span, *, begins: bool) -> str | None:
        """The rule by which a candidate is the subject before its verb; `begins` where it opens the sentence."""
        verb = DIRECT.match(self._text, end)
        if verb is None or verb["verb"] not in REPORTING:
            verb = self._verb_behind_aside(end, sentence, begins=begins) or verb
        if verb is None:
            return None
        word, rest = verb["verb"], self._text[verb.end() : min(sentence.end, verb.end() + LONGEST_CLAUSE)]
        if candidate.kind == "body":
            decides = BODY_DECIDES.match(self._text, candidate.outer)
            told = tells(word, rest[:90], BODY_PARTICLES) or (candidate.titled and begins and self._brings(word, rest))
            rule = "organisation-verb" if not decides and told else None
        elif word in TAKEN_ON and does(word, rest):
            rule = None
        elif word in REPORTING and is_complete(word, rest):
            parallel = sentence.start in self._opened_at
            sure = (
                begins
                or parallel
                or tells(word, rest, BODY_PARTICLES)
                or (word in PARTICLES and tells(word, rest, PARTICLES))
            )
            rule = _BY_KIND[candidate.kind, candidate.titled] if sure else None
        elif begins:
            opens = self._opens(candidate, word, rest, sentence) or self._states(candidate, word, rest)
            rule = "honorific-opening" if opens else None
        else:
            rule = None
        if rule:
            self._verbs.add(verb.start("verb"))
        return rule

    @staticmethod
    def _brings(word: str, rest: str) -> bool:
        """Whether a verb behind a body that sits at the table tells what it brings in."""
        return HAS.match(rest) is not None if word in ("heeft", "had") else is_said(word, rest)

    def _verb_behind_aside(self, end: int, sentence: Span, *, begins: bool) -> re.Match[str] | None:
        """The verb of saying behind what is said about the speaker; any finite verb behind a bracket."""
        for aside in ASIDES if self._text.startswith(ASIDE_SIGNS, end) else ASIDES[:1]:
            match = aside.match(self._text, end, min(sentence.end, end + 220))
            if match and match["verb"] in REPORTING:
                return match
        match = ASIDES[0].match(self._text, end, sentence.end) if begins and self._text.startswith(" (", end) else None
        return match if match and is_finite(match["verb"]) else None

    def _opens(self, candidate: Candidate, word: str, rest: str, sentence: Span) -> bool:
        """Whether a person before a verb that tells little speaks: in opening a paragraph, or by a verb behind it."""
        clause = CLAUSE_END.split(rest, 1)[0]
        if (word not in REPORTING and does(word, clause)) or (word in ("is", "was") and ABSENT.search(rest)):
            return False
        told = candidate.kind == "person" and word in AUXILIARY and SAID.search(clause)
        if told or reports(COORDINATED, clause):
            return word not in NOT_SAID or reports(COORDINATED, clause)
        if word in NOT_SAID or word == "zal" or ABSENT.search(rest):
            return False
        block = self._analysis.block_at(sentence.start)
        at_block = block is not None and block.start == sentence.start
        if at_block and block and reports(GOES_ON, self._text[sentence.end : min(block.end, sentence.end + 400)]):
            return True
        if not candidate.titled or candidate.kind != "person" or word in NOT_SAYING:
            return False
        if word == "zou" and not wishes(rest):
            return False
        return word in LASTING or (at_block and (word in AUXILIARY or bool(FINITE.match(word))))

    def _states(self, candidate: Candidate, word: str, rest: str) -> bool:
        """Whether a person or role at the beginning of a sentence brings something in, by whatever verb."""
        if candidate.kind == "body" or self._analysis.block_index(candidate.outer) in self._labelled:
            return False
        return states(word, rest) and not ABSENT.search(rest)

    def _is_inverted(self, candidate: Candidate, sentence: Span) -> bool:
        """Whether the word before a candidate is its verb of saying: `Over de kermis meldt de heer X`."""
        left = self._text[max(sentence.start, candidate.outer - 160) : candidate.outer]
        before, _, verb = left.removesuffix(" ").rpartition(" ")
        word, at = verb.lower(), candidate.outer - len(verb) - 1
        may_say = (
            word in REPORTING
            or word in ("heeft", "had")
            or (candidate.kind != "body" and (word in WITH or is_finite(word)))
        )
        if not may_say or not left.endswith(" ") or at in self._verbs:
            return False
        rest = self._text[candidate.end : min(sentence.end, candidate.end + 160)]
        if candidate.kind != "body" and before.endswith((",", "”", '"', ", zo", "?", "!")) and inquit(word, rest):
            return True
        if candidate.kind != "body" and ON_BEHALF.fullmatch(before) and inquit(word, "."):
            return True
        light = WITH.get(word) if candidate.kind != "body" else None
        told = word in REPORTING and is_complete(word, rest)
        if word in ("heeft", "had"):
            body = candidate.kind == "body" and not self._verbatim
            told = body or (candidate.kind == "person" and HAS.match(rest) is not None)
        if not told and (light is None or not light.match(rest)):
            return False
        if candidate.kind == "body" and not tells(word, rest, BODY_PARTICLES):
            return False
        previous = before.rpartition(" ")[2]
        if at == sentence.start or previous.endswith((",", "”", '"')):
            return at != sentence.start or candidate.kind == "person"
        if before in ("Dat", "Dit") and candidate.kind == "person":
            return True
        if previous in PRONOUNS or (at - 1) in self._subject_ends:
            return False
        return CLAUSE.split(before)[-1].split(" ", 1)[0] not in FRONTED


_LONGEST_KEY = 70
_DASHES = (" - ", " – ", " — ")


def _begins(analysis: Analysis) -> set[int]:
    """Where blocks begin, a time before an entry left out."""
    starts = {block.start for block in analysis.minutes.blocks}
    for block in analysis.minutes.blocks:
        if "   " in analysis.text[block.start : block.start + _LONGEST_KEY] and (
            keyed := KEYED.match(analysis.text, block.start, block.end)
        ):
            starts.add(keyed.end())
        if analysis.text[block.start : block.start + 1].isdecimal() and (
            stamp := STAMP.match(analysis.text, block.start, block.end)
        ):
            starts.add(stamp.end())
    return starts


def _is_object(before: str) -> bool:
    """Whether a preposition stands at the end of what is before a name; most words there are told without a search."""
    if not before.endswith((" ", " \n")):
        return False
    word = before[:-1].rpartition(" ")[2]
    if word.isalpha() and word.isascii():
        return word.lower() in PREPOSITIONS
    return PREPOSITION.search(before) is not None


def _last_word(left: str) -> str:
    """The last word of what stands before a speaker, an article left out."""
    words = left[-LONGEST_AHEAD:].split()
    return words[-2] if len(words) > 1 and words[-1] in ("de", "het") else words[-1] if words else ""


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
    cast = Cast(analysis.named, minutes.document.text_sha256, analysis.familiar.person, women(analysis))
    speaking: list[str] = []
    for opening in openings(analysis):
        if opening.kind == "person" and not opening.joint:
            speaking.append(text[opening.name : opening.end])
        holder = apposition(analysis, opening)
        if holder:
            speaking.append(text[holder.start : holder.end])
    cast.admit(speaking, [text[mention.start : mention.end] for mention in analysis.found.mentions])
    return cast
