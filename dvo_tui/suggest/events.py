"""Events: listed days and festivities, with their years, and compounds of what is held (`havenfestival`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dvo_tui.minutes.model import Minutes, Span
from dvo_tui.suggest import lexicon
from dvo_tui.suggest.analysis import analyse
from dvo_tui.suggest.base import Known, Suggestion
from dvo_tui.suggest.rules import entity

_YEARS = re.compile(r" (?:van )?20\d\d(?: ?[-/–] ?(?:20)?\d\d)?(?![\w-])")
_SUFFIXES = (
    "festival intocht kermis wielerronde marathon vierdaagse feesten herdenking tractorpulling demonstratie".split()
)


def suggest(minutes: Minutes, known: Known) -> Iterator[Suggestion]:
    """Listed events, and what is built like one."""
    analysis = analyse(minutes)
    for hit in analysis.hits:
        if hit.entry.type == "EVENT":
            years = _YEARS.match(analysis.text, hit.end)
            span = Span(hit.start, years.end() if years else hit.end)
            yield entity("events", "listed", "EVENT", span, known, normalized=hit.entry.canonical)
    for start, end in lexicon.ending_in(analysis.text, _SUFFIXES):
        yield entity("events", "compound", "EVENT", Span(start, end), known)
