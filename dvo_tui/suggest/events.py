"""Events: listed days and festivities, with their years, and compounds of what is held (`havenfestival`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dvo_tui.minutes.model import Minutes, Span
from dvo_tui.minutes.regex import regex
from dvo_tui.suggest.analysis import Analysis, analyse
from dvo_tui.suggest.base import Known, Suggestion
from dvo_tui.suggest.people import UPPER
from dvo_tui.suggest.rules import entity
from dvo_tui.suggest.vocabulary import STOP_CAPITALS, listed

_YEARS = regex(r" (?:van )?20\d\d ?[-/–] ?(?:20)?\d\d(?![\w-])")
_NAMED = regex(rf"\w+(?: (?:aan|op|in|bij|van) (?:de |het )?)? ?[{UPPER}]\w+(?: (?:aan |op |in )?[{UPPER}]\w+){{0,3}}")
_NO_EVENT = frozenset(listed("overschieten tekortschieten opschieten voorschieten vuren sluitingsvuren"))
_CAPITAL_SUFFIXES = listed("dagen pop cross loop run markt ronde toernooi concert spelen fest feest week quiz")
"""What ends an event only in a name of its own: `Zandpop` and `Havendagen`, but not `werkdagen`."""

_FEASTS = frozenset(
    listed("Rally Marathon Corso Festival Feesten Run Cross Ronde Parade Kermis Vierdaagse Braderie Fair")
)
_TIMES = frozenset(listed("Week Dag Nacht Avond Maand"))
_OF_THEME = regex(rf" (?:van (?:de |het )|(?:tegen|zonder) (?:de |het )?)[{UPPER}]\w+")
_NAME_BEFORE = regex(rf"(?<![\w-])(?P<name>[{UPPER}]\w+) $")
_STANDS = regex(r"\b(?:het|'t|tijdens|rond|na|voor|op|van|naar|komend|aankomende?|of) (?:de |het )?$", re.IGNORECASE)
_OF_PLACE = regex(rf" van (?:de |het )?[{UPPER}]\w+(?!\w)| (?=[{UPPER}])(?:[{UPPER}][a-z]\w+)(?!\w)")


def suggest(minutes: Minutes, known: Known) -> Iterator[Suggestion]:
    """Listed events, and what is built like one."""
    analysis = analyse(minutes, known)
    for hit in analysis.hits:
        if hit.entry.type == "EVENT" and not (hit.entry.doubtful and not _is_placed(analysis, hit.start)):
            years = _YEARS.match(analysis.text, hit.end)
            span = Span(hit.start, years.end() if years else hit.end)
            yield entity("events", "listed", "EVENT", span, known, normalized=hit.entry.canonical)
    for at in analysis.cues("FESTIVAL"):
        named = _NAMED.match(analysis.text, at)
        if named:
            yield entity("events", "named", "EVENT", Span(*named.span()), known)
    for start, end in analysis.words.ending("EVENT"):
        if analysis.text[start:end].lower() not in _NO_EVENT:
            yield entity("events", "compound", "EVENT", Span(start, _with_place(analysis, start, end)), known)
    for start, end in _titled(analysis):
        yield entity("events", "named", "EVENT", Span(start, end), known)
    yield from _named_by_capital(analysis, known)


def _is_placed(analysis: Analysis, at: int) -> bool:
    """Whether capitals that are also somebody's initials stand where an event stands: `tijdens het EK`."""
    return bool(_STANDS.search(analysis.text, max(0, at - 16), at))


def _with_place(analysis: Analysis, start: int, end: int) -> int:
    """Where a kermis or the like ends, its place taken in: `wielerronde [van de Langstraat]`, `kermis [Hapert]`."""
    place = _OF_PLACE.match(analysis.text, end)
    if place is None or analysis.is_named(place.end() - 1):
        return end
    hit = analysis.hit_starts.get(place.start() + 1)
    bare = not place[0].startswith(" van ")
    return place.end() if not bare or (hit and hit.entry.type == "LOCATION" and hit.end == place.end()) else end


def _titled(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """`Zandse Rally`, `Week van de Zorg`: a word for a feast or a time, in capitals with its name."""
    text = analysis.text
    for start, word in analysis.words.capitals_where((_FEASTS | _TIMES).__contains__):
        end = start + len(word)
        if word in _TIMES:
            named = _OF_THEME.match(text, end)
            if named:
                yield start, named.end()
            continue
        before = _NAME_BEFORE.search(text, max(0, start - 30), start)
        if before and before["name"] not in STOP_CAPITALS:
            yield before.start(), end


def _named_by_capital(analysis: Analysis, known: Known) -> Iterator[Suggestion]:
    """`Zandpop`: a capital inside a sentence, and an end that many feasts have; then wherever the word stands."""
    words = analysis.words.capitals_where(
        lambda word: len(word) > 6 and word.endswith(_CAPITAL_SUFFIXES) and word.lower() not in analysis.vocabulary
    )
    inside = {word for start, word in words if analysis.sentence_at(start).start != start}
    for start, word in words:
        if word in inside and start not in analysis.hit_starts and not analysis.is_named(start):
            yield entity("events", "capital", "EVENT", Span(start, start + len(word)), known)
