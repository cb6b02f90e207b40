"""What the attendance says of who speaks without a name: letters that stand for a function, and whom people speak for.

`OL  Operationeel leider  A. Bos` makes `OL` a speaker, `B. Vis (Meerdijk)` makes Meerdijk one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from dvo_tui.minutes.regex import regex
from dvo_tui.suggest.analysis import Analysis
from dvo_tui.suggest.vocabulary import ROLE_CODES

_CODED = regex(r"(?P<code>[A-Z]{2}[A-Za-z]{0,4})\s{2,}\S")
_NO_SPEAKER = regex(r" (?:[A-Z][a-z'’-]|(?:van|de) [A-Z])")
"""What stands behind letters that belong to a name: `OvJ Bos`."""


@lru_cache(maxsize=1)
def holders(analysis: Analysis) -> dict[str, str]:
    """The participant that each code of the attendance list means, by its code."""
    found: dict[str, str] = {}
    for person in analysis.minutes.participants:
        for span in person.spans:
            block = analysis.block_at(span.start)
            match = _CODED.match(analysis.text, block.start, block.end) if block else None
            if match and match.end("code") < span.start:
                found.setdefault(match["code"], person.id)
    return found


def codes(analysis: Analysis) -> Iterator[tuple[int, str]]:
    """Where letters stand for a function that speaks or acts, and those letters."""
    listed = holders(analysis)
    known = {*listed, *ROLE_CODES}
    for start, code in analysis.words.capitals_where(known.__contains__):
        if code in listed or not _NO_SPEAKER.match(analysis.text, start + len(code)):
            yield start, code


@lru_cache(maxsize=1)
def seats(analysis: Analysis) -> frozenset[str]:
    """The bodies and municipalities that the people listed speak for, in small letters."""
    told = (person.organisation.casefold() for person in analysis.minutes.participants if person.organisation)
    plain = [words.removeprefix("gem. ").removeprefix("gemeente ") for words in told]
    return frozenset(plain) | {"veiligheidsregio" for words in plain if words.startswith("veiligheidsregio ")}
