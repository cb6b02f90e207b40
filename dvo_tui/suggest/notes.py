"""Notes: what stands in the minutes but was not said in the meeting, a naschrift or an editor's remark."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from dvo_tui.minutes.model import Minutes, Span
from dvo_tui.minutes.regex import regex
from dvo_tui.suggest.analysis import Analysis, analyse
from dvo_tui.suggest.base import Known, Suggestion
from dvo_tui.suggest.rules import confidence

_NASCHRIFT = r"(?i:naschrift|noot (?:van de )?(?:notulist|secretaris)|na de vergadering)"
_EDITORIAL = r"(?i:red\.|redactie|noot (?:van de )?redactie|redactionele? (?:noot|opmerking))"
_MARK = regex(
    rf"(?P<open>[(\[])(?:(?P<after>{_NASCHRIFT})|(?P<editorial>{_EDITORIAL}))[ :;.,]"
    rf"|(?<![^\n])(?:(?P<bare>{_NASCHRIFT})|(?P<bare_editorial>{_EDITORIAL})) ?:"
)
_TAIL = regex(r"\((?:[^()]{1,80}[,;–-] ?)?[Rr]ed\.?\)$")
_CLOSING = {"(": ")", "[": "]"}
_LONGEST = 2000


class Remark(NamedTuple):
    """A note at `start:end`, brackets taken in; `kind` is `naschrift` or `editorial`."""

    start: int
    end: int
    kind: str
    rule: str


def suggest(minutes: Minutes, known: Known) -> Iterator[Suggestion]:
    """Naschriften and editorial remarks, in brackets or as a paragraph of their own."""
    for remark in remarks(analyse(minutes, known)):
        yield Suggestion(
            layer="note",
            type=remark.kind,
            spans=(Span(remark.start, remark.end),),
            by="notes",
            rule=remark.rule,
            confidence=confidence("notes", remark.rule, known),
        )


@lru_cache(maxsize=1)
def remarks(analysis: Analysis) -> tuple[Remark, ...]:
    """Every remark in order; turns stop where one begins."""
    text, found, free = analysis.text, [], 0
    for at in analysis.cues("NOTE"):
        match = _MARK.match(text, at - 1 if text[at - 1 : at] in ("(", "[") else at)
        if match is None or match.start() < free:
            continue
        kind = "naschrift" if match["after"] or match["bare"] else "editorial"
        if match["open"]:
            end = _closing(text, match.start(), match["open"])
            rule = "brackets"
        else:
            block = analysis.block_at(match.start())
            end = block.end if block else analysis.sentence_at(match.start()).end
            rule = "paragraph"
        span = analysis.trimmed(match.start(), end)
        found.append(Remark(span.start, span.end, kind, rule))
        free = end
    inside = {remark.start for remark in found}
    ends = (text.find(")", at, at + 6) + 1 for at in analysis.cues("NOTE"))
    tails = (
        match.span()
        for end in ends
        if (match := _TAIL.search(text, max(0, end - 100), end)) and match.start() not in inside
    )
    found += [Remark(start, end, "editorial", "brackets") for start, end in tails]
    return tuple(sorted(found))


def _closing(text: str, start: int, opening: str) -> int:
    """Behind the bracket that closes the one at `start`; inner pairs are skipped."""
    depth, closing = 0, _CLOSING[opening]
    for at in range(start, min(len(text), start + _LONGEST)):
        if text[at] == opening:
            depth += 1
        elif text[at] == closing:
            depth -= 1
            if depth == 0:
                return at + 1
    line = text.find("\n", start, start + _LONGEST)
    return line if line > 0 else min(len(text), start + _LONGEST)
