"""Who and what may be speaking or acting in a document: persons, roles, bodies and municipalities, where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

import msgspec

from dvo_tui.minutes.regex import regex
from dvo_tui.suggest import lexicon
from dvo_tui.suggest.analysis import Analysis
from dvo_tui.suggest.organisations import bodies
from dvo_tui.suggest.places import places
from dvo_tui.suggest.posts import codes, seats
from dvo_tui.suggest.vocabulary import NO_SUBJECT, STOP_CAPITALS

Kind = Literal["person", "role", "body"]


class Candidate(msgspec.Struct, frozen=True, order=True, gc=False):
    """Someone or something that may be speaking: `outer` takes article, honorific and role in.

    `titled` says of a person that a title is there, of a body that somebody on the attendance list speaks for it.
    """

    outer: int
    end: int
    kind: Kind
    titled: bool
    start: int


_LETS_KNOW = regex(
    r"(?:(?:De|Het) )?(?P<name>[A-Z][\w&’'-]+(?: [A-Z][\w&’'-]+){0,3}) (?:heeft (?:\w+ ){0,2}?"
    r"(?:laten weten|gemeld|ingebracht|aangegeven|meegedeeld|medegedeeld|bekendgemaakt)"
    r"|(?:meldt|bericht|benadrukt) (?:\w+ ){0,4}?dat|laat (?:\w+ ){0,2}?weten|geeft (?:\w+ ){0,2}?aan)\b"
)
_INSIDE = (" in ", " te ", " bij ", " uit ", " van ", " naar ", "In ", " rond ", " en ", ", ", "-")
"""What stands before a municipality that is a place there, or one of several."""

_ARTICLES = ("De ", "Het ", "de ", "het ")


@lru_cache(maxsize=1)
def candidates(analysis: Analysis) -> list[Candidate]:
    """Persons, roles, bodies and municipalities behind the attendance list, in order."""
    text = analysis.text
    begin = header_end(analysis)
    found = [
        Candidate(m.outer, m.end, "person", m.rule in ("honorific", "title", "plural-honorific"), m.start)
        for m in analysis.found.mentions
        if m.rule != "attendance"
    ]
    found += [Candidate(role.start, role.end, "role", True, role.start) for role in analysis.found.roles]
    coded = {start: start + len(code) for start, code in codes(analysis)}
    found = [candidate for candidate in found if candidate.start not in coded]
    found += [Candidate(_with_article(text, start), end, "role", True, start) for start, end in coded.items()]
    seated = seats(analysis)
    for body in bodies(analysis):
        if body.start not in coded:
            sits = bool(seated) and text[body.start : body.end].casefold() in seated
            found.append(Candidate(_with_article(text, body.start), body.end, "body", sits, body.start))
    for place in places(analysis):
        if text[max(0, place.start - 9) : place.start].lower() == "gemeente ":
            found.append(Candidate(_with_article(text, place.start - 9), place.end, "body", False, place.start - 9))
        elif (
            seated and text[place.start : place.end].casefold() in seated and not text.endswith(_INSIDE, 0, place.start)
        ):
            found.append(Candidate(place.start, place.end, "body", True, place.start))
        elif text.endswith(("Vanuit ", "Namens "), 0, place.start):
            found.append(Candidate(place.start, place.end, "body", False, place.start))
    taken = {candidate.outer for candidate in found} | {candidate.start for candidate in found}
    found += (candidate for candidate in _unknown(analysis) if taken.isdisjoint((candidate.outer, candidate.start)))
    return sorted(candidate for candidate in found if candidate.outer >= begin)


def _unknown(analysis: Analysis) -> Iterator[Candidate]:
    """Names that no list has and that let something know as bodies do: `TLN heeft schriftelijk laten weten dat …`."""
    no_body = STOP_CAPITALS | NO_SUBJECT | lexicon.first_names()
    for sentence in analysis.sentences:
        match = _LETS_KNOW.match(analysis.text, sentence.start, sentence.end)
        if match is None:
            continue
        first, _, more = match["name"].partition(" ")
        if first in no_body or not (more or first.isupper()):
            continue
        if not analysis.is_named(match.start("name")):
            yield Candidate(match.start(), match.end("name"), "body", False, match.start("name"))


def header_end(analysis: Analysis) -> int:
    """Where the meeting's header and attendance end and the minutes begin."""
    if analysis.minutes.agenda:
        return analysis.minutes.agenda[0].span.start
    listed = [span.start for person in analysis.minutes.participants for span in person.spans]
    early = [start for start in listed if start < len(analysis.text) / 2]
    block = analysis.block_at(max(early)) if early else None
    return block.end if block else 0


def _with_article(text: str, at: int) -> int:
    if not text.endswith(_ARTICLES, 0, at):
        return at
    return at - (4 if text[at - 2] == "t" else 3)
