"""What still looks like a name, number or address in a copy that is about to be published: for a person to look at.

It lists what nobody marked. A wrong hit costs a glance; so what is doubtful is listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dvo_tui.exchange.dataset import Dataset
from dvo_tui.exchange.identifiers import identifiers
from dvo_tui.exchange.variants import Person, Variants
from dvo_tui.minutes.model import Minutes, SourceMap, Span
from dvo_tui.review.hints import Hints
from dvo_tui.review.session import ReviewSession
from dvo_tui.scheme.scheme import Scheme

_PSEUDONYM = re.compile(r"persoon-\d+")
_LONG_NUMBER = re.compile(r"(?<![\w.,])\d[\d .-]{4,}\d(?!\w)")
_EVERYDAY_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+|(?:19|20)\d\d ?- ?(?:19|20)\d\d|\d\d\.\d\d ?- ?\d\d\.\d\d")
_CALLED = re.compile(
    r"(?i:\b(?:dhr|mevr|mw|drs|ir|mr|ing|dr|heer|heren|mevrouw|meneer|dames?|familie|fam|broer|zus|vader|moeder|zoon|"
    r"dochter|bewoner|bewoonster|slachtoffer|verdachte|buurman|buurvrouw|genaamd|heet))\.? "
    r"(?!persoon-)((?:[a-z']{1,4} ){0,3}[A-ZÀ-Þ][\w'’-]+)"
)


class Suspect(NamedTuple):
    """Something to look at: where it stands, its line from 1, and `name`, `number` or the identifier's kind."""

    span: Span
    line: int
    kind: str


def second_look(dataset: Dataset) -> list[Suspect]:
    """Everything in a copy that still looks like a name, number or address, in order."""
    text = dataset.text
    taken = bytearray(len(text))
    for mention in Variants(_readable(dataset)).find(text):
        taken[mention.span.start : mention.span.end] = b"\1" * len(mention.span)
    found: list[Suspect] = []
    for span, kind in _looks(dataset):
        if not any(taken[span.start : span.end]) and not _PSEUDONYM.fullmatch(text[span.start : span.end]):
            taken[span.start : span.end] = b"\1" * len(span)
            found.append(Suspect(span, text.count("\n", 0, span.start) + 1, kind))
    return sorted(found)


def _readable(dataset: Dataset) -> Iterator[Person]:
    """Those whose names were left as they are, because they act in public."""
    for person in dataset.participants:
        if not _PSEUDONYM.fullmatch(person.name):
            yield Person(person.id, frozenset({person.name}))


def _looks(dataset: Dataset) -> Iterator[tuple[Span, str]]:
    text = dataset.text
    for identifier in identifiers(text):
        yield identifier.span, identifier.kind
    for match in _CALLED.finditer(text):
        yield Span(*match.span(1)), "name"
    for match in _LONG_NUMBER.finditer(text):
        if sum(map(str.isdigit, match[0])) > 5 and not _EVERYDAY_NUMBER.fullmatch(match[0]):
            yield Span(*match.span()), "number"
    nothing = SourceMap((), (), (), ())
    minutes = Minutes(dataset.document, text, (), nothing, dataset.meeting, dataset.participants, dataset.agenda)
    session = ReviewSession(minutes, dataset.records, "", Scheme("", (), (), (), (), {}))
    for hint in Hints(session).unclaimed(0, len(text)):
        if hint.type in ("", "PERSON") and any(
            character.isupper() for character in text[hint.span.start : hint.span.end]
        ):
            yield hint.span, "name"
