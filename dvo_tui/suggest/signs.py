"""What stands behind a sign that minutes set before outcomes: `» Nota gewijzigd vastgesteld`, `=> Bos nodigt LTO uit`.

A sign says nothing by itself: behind it stands an action where somebody does something, and otherwise a decision, if
the minutes use the sign to close what was said, and not as the bullet of any list.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from dvo_tui.minutes.model import Block
from dvo_tui.minutes.regex import regex
from dvo_tui.suggest.analysis import WINDOW, Analysis
from dvo_tui.suggest.candidates import Candidate, candidates
from dvo_tui.suggest.decision_words import spoken
from dvo_tui.suggest.verbs import is_finite


class Signed(NamedTuple):
    """What stands at `start:end` behind a sign."""

    start: int
    end: int
    kind: Literal["decision", "action"]


_SIGN = regex(r"(?P<sign>»|>>|=+>|[-–]>|[⇒➔➜►▶→])[ \n]*(?=\S)")
_SIGNS = ("»", ">", "⇒", "➔", "➜", "►", "▶", "→")
_OPENS = frozenset("»>=-–⇒➔➜►▶→")
_AGAIN = regex(r"(?<=\s)(?:»|>>|=+>|[-–]>|[⇒➔➜►▶→])\s")
_NOTED_ELSEWHERE = regex(r"(?i)(?:acties?|actiepunt|afspraak|toezegging|besluit|besluiten|voorstel|zie|vraag)\b|@|\[")
_ALL = regex(
    r"(?:[Aa]lle(?:n| \w+)|[Ii]edereen|[Ii]eder|[Mm]en|[Ww]e|[Ww]ij|[Ii]k|[Dd]e (?:gemeenten|leden|burgemeesters)|"
    r"[Gg]emeenten|[Ll]eden|[Ee]lke gemeente|[Ss]ecretaris(?:sen)?|[Dd]e werkgroep|[Ww]erkgroep)\b"
)
_JOINT = regex(r",? (?:en|&|\+) |, | ?/ ?")
_VERB = regex(r" (?:\([^()\n]{1,40}\) )?(?P<verb>[a-zà-ÿ]{3,})\b")
_BY = regex(r"\b(?:wordt|worden)\b[^.;]{0,40}\bdoor (?:de |het )?(?=[A-Z]|secretaris|voorzitter|werkgroep|politie)")
_MANY = frozenset({"gaan", "zullen", "zijn", "hebben", "worden", "kunnen", "willen", "moeten"})
_LONGEST_RUN = 3.0


@lru_cache(maxsize=1)
def signed(analysis: Analysis) -> tuple[Signed, ...]:
    """Everything behind a sign that is an action or a decision, in order."""
    if not any(sign in analysis.text for sign in _SIGNS):
        return ()
    blocks = analysis.minutes.blocks
    marked = [place for place, block in enumerate(blocks) if _is_marked(analysis, place, block)]
    return tuple(_read(analysis, marked, closing=_close(analysis, marked))) if marked else ()


def _is_marked(analysis: Analysis, place: int, block: Block) -> bool:
    if analysis.text[block.start : block.start + 1] not in _OPENS or analysis.zones[place] != "text":
        return False
    return bool(_SIGN.match(analysis.text, block.start, block.end))


def _close(analysis: Analysis, marked: list[int]) -> bool:
    """Whether the signs stand behind what was said, a few at a time, and do not open lists."""
    blocks, text, places = analysis.minutes.blocks, analysis.text, frozenset(marked)
    firsts = [place for place in marked if place - 1 not in places]
    led = sum(
        place > 0 and analysis.zones[place - 1] == "text" and text[blocks[place - 1].end - 1] != ":" for place in firsts
    )
    return led * 3 >= len(firsts) * 2 and len(marked) <= _LONGEST_RUN * len(firsts)


def _read(analysis: Analysis, marked: list[int], *, closing: bool) -> Iterator[Signed]:
    starts = {candidate.outer: candidate for candidate in candidates(analysis)}
    seats = {person.organisation for person in analysis.minutes.participants if person.organisation}
    for place in marked:
        block = analysis.minutes.blocks[place]
        sign = _SIGN.match(analysis.text, block.start, block.end)
        while sign:
            following = _AGAIN.search(analysis.text, sign.end(), block.end)
            span = analysis.trimmed(sign.end(), following.start() if following else block.end)
            sentence = analysis.text[span.start : min(span.end, span.start + WINDOW)]
            kind = None if _NOTED_ELSEWHERE.match(sentence) else _kind(sentence, span.start, starts, seats, closing)
            if kind and len(sentence) > 2:
                yield Signed(span.start, span.end, kind)
            sign = _SIGN.match(analysis.text, following.start(), block.end) if following else None


def _kind(
    sentence: str, at: int, starts: dict[int, Candidate], seats: set[str], closing: bool
) -> Literal["decision", "action"] | None:
    decided = spoken(sentence)
    if decided and decided[0] != "reported":
        return "decision"
    if sentence.endswith(("?", ":")):
        return None
    end = _subject_end(sentence, at, starts, seats)
    verb = _VERB.match(sentence, end) if end else None
    if verb and (is_finite(verb["verb"]) or verb["verb"] in _MANY or verb["verb"].endswith("en")):
        return "action"
    if _BY.search(sentence):
        return "action"
    return "decision" if closing and not verb and not sentence.endswith((")", ").")) else None


def _subject_end(sentence: str, at: int, starts: dict[int, Candidate], seats: set[str]) -> int:
    """Where the row of people, bodies or groups ends that a sentence begins with; 0 where it begins otherwise."""
    end = begin = 0
    while begin < len(sentence) and begin < WINDOW:
        found = starts.get(at + begin)
        if found:
            end = found.end - at
        elif group := _ALL.match(sentence, begin):
            end = group.end()
        elif seat := next((seat for seat in seats if sentence.startswith(seat, begin)), None):
            end = begin + len(seat)
        else:
            return end
        joint = _JOINT.match(sentence, end)
        if joint is None:
            return end
        begin = joint.end()
    return end
