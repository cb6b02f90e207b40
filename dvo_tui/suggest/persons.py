"""Persons: every mention of someone by name, linked to the participant it means."""

from __future__ import annotations

from collections.abc import Iterator

from dvo_tui.minutes.model import Minutes, Span
from dvo_tui.suggest.address import is_woman
from dvo_tui.suggest.analysis import analyse
from dvo_tui.suggest.base import Known, Suggestion
from dvo_tui.suggest.rules import entity
from dvo_tui.suggest.speakers import cast_of


def suggest(minutes: Minutes, known: Known) -> Iterator[Suggestion]:
    """Everyone named, letters that stand for a name left out; what could be two people stays without a link."""
    analysis = analyse(minutes, known)
    cast = cast_of(analysis)
    for mention in analysis.found.mentions:
        if mention.rule == "code":
            continue
        woman = is_woman(analysis.text[mention.outer : mention.start])
        link = cast.named(analysis.text[mention.start : mention.end], woman=woman)
        span = Span(mention.start, mention.end)
        yield entity("persons", mention.rule, "PERSON", span, known, link=link)
