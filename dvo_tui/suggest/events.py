"""Events: listed days and festivities, with their years, and compounds of what is held (`havenfestival`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dvo_tui.minutes.model import Minutes, Span
from dvo_tui.suggest import lexicon
from dvo_tui.suggest.analysis import analyse
from dvo_tui.suggest.base import Known, Suggestion
from dvo_tui.suggest.people import UPPER
from dvo_tui.suggest.rules import entity
from dvo_tui.suggest.vocabulary import listed

_YEARS = re.compile(r" (?:van )?20\d\d(?: ?[-/–] ?(?:20)?\d\d)?(?![\w-])")
_NAMED = re.compile(rf"\w+(?: (?:aan|op|in|bij) (?:de |het )?)? ?[{UPPER}]\w+(?: (?:aan |op |in )?[{UPPER}]\w+){{0,3}}")
_SUFFIXES = listed(
    "festival intocht kermis wielerronde marathon vierdaagse feesten herdenking tractorpulling demonstratie"
)


def suggest(minutes: Minutes, known: Known) -> Iterator[Suggestion]:
    """Listed events, and what is built like one."""
    analysis = analyse(minutes, known)
    for hit in analysis.hits:
        if hit.entry.type == "EVENT":
            years = _YEARS.match(analysis.text, hit.end)
            span = Span(hit.start, years.end() if years else hit.end)
            yield entity("events", "listed", "EVENT", span, known, normalized=hit.entry.canonical)
    for at in analysis.cues("FESTIVAL"):
        named = _NAMED.match(analysis.text, at)
        if named:
            yield entity("events", "named", "EVENT", Span(*named.span()), known)
    for start, end in lexicon.ending_in(analysis.text, _SUFFIXES):
        yield entity("events", "compound", "EVENT", Span(start, end), known)
