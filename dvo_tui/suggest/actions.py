"""x"""
from __future__ import annotations
from dvo_tui.suggest.base import Known, Suggestion
from dvo_tui.minutes.model import Minutes, Span
from collections.abc import Iterator
def suggest(minutes: Minutes, known: Known) -> Iterator[Suggestion]:
    return iter(())
