"""Surfaces that reviewers accepted in other documents, proposed wherever they stand again."""

from __future__ import annotations

from collections.abc import Iterator

from dvo_tui.minutes.model import Minutes, Span
from dvo_tui.suggest import lexicon
from dvo_tui.suggest.analysis import analyse
from dvo_tui.suggest.base import Known, KnownSurface, Suggestion
from dvo_tui.suggest.lexicon import Entry
from dvo_tui.suggest.speakers import cast_of

SHORTEST = 3
"""Surfaces of fewer characters mean too many things."""

SUGGESTERS = {
    "PERSON": "persons",
    "ORGANISATION": "organisations",
    "LOCATION": "places",
    "DATE": "dates",
    "LAW": "laws",
    "PROGRAMME": "programmes",
    "MONEY": "money",
    "EVENT": "events",
}
"""Under whose name a remembered surface of each type is proposed."""

_CAPITALISED = frozenset({"PERSON", "LOCATION"})


def suggest(minutes: Minutes, known: Known) -> Iterator[Suggestion]:
    """Every mention of a surface accepted more often than rejected, however it is capitalised."""
    trusted = {it.surface: it for it in sorted(known.surfaces, key=_trust) if _is_trusted(it)}
    if not trusted:
        return
    cast = cast_of(analyse(minutes))
    entries = lexicon.indexed(Entry(form, it.type, form) for form, it in sorted(trusted.items()))
    folded = _folded(minutes.text)
    for hit in lexicon.scan(folded, lexicon.words_of(folded), entries):
        surface, written = trusted[hit.entry.form], minutes.text[hit.start : hit.end]
        if surface.type in _CAPITALISED and written.islower():
            continue
        here = cast.resolve(written) if surface.type == "PERSON" else None
        yield Suggestion(
            layer="entity",
            type=surface.type,
            spans=(Span(hit.start, hit.end),),
            by=SUGGESTERS[surface.type],
            rule="known",
            confidence=(surface.accepted + 1) / (surface.accepted + surface.rejected + 2),
            link=here.id if here else surface.link,
        )


def _is_trusted(surface: KnownSurface) -> bool:
    return surface.accepted > surface.rejected and len(surface.surface) >= SHORTEST and surface.type in SUGGESTERS


def _trust(surface: KnownSurface) -> tuple[int, str]:
    """Sorts the more often accepted type of a surface last, so that it is the one that stays."""
    return surface.accepted, surface.type


def _folded(text: str) -> str:
    """Case folded letter by letter where a letter stays one letter, so that offsets hold."""
    folded = text.casefold()
    if len(folded) == len(text):
        return folded
    return "".join(letter if len(letter.casefold()) != 1 else letter.casefold() for letter in text)
