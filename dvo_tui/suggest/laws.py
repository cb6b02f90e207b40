"""Laws and policy: listed short names, `Wet …` with its subject, articles, and compounds such as `vuurwerkbeleid`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dvo_tui.minutes.model import Minutes, Span
from dvo_tui.suggest import lexicon
from dvo_tui.suggest.analysis import Analysis, analyse
from dvo_tui.suggest.base import Known, Suggestion
from dvo_tui.suggest.people import UPPER
from dvo_tui.suggest.rules import entity
from dvo_tui.suggest.vocabulary import listed

_SUFFIXES = listed("beleid verordening beleidsregel beleidsregels veldnorm")
_DASHED = re.compile(
    r"(?:[Bb]ibob|[Dd]amocles|APV|AVG|Woo|[Oo]pium)-?(?:beleid|procedure|toets|onderzoek|lijn|verordening|wet)s?(?!\w)"
)
_WET = re.compile(r"(?:Wet|wetsvoorstel|Wetsvoorstel) (?=[\w'])")
_PLAN = re.compile(
    r"(?:Regionaal|Integraal|Lokaal|Gemeentelijk|Landelijk|Districtelijk) (?:\w*[Bb]eleidsplan|\w*[Vv]eiligheidsplan|"
    r"\w*[Cc]risisplan|[Bb]eleidskader|kader) ?(?:[a-z]{8,30})?(?!\w)"
)
_YEAR = re.compile(r" (?:19|20)\d\d(?!\w)")
_NAMED = re.compile(
    rf"(?:(?:op|op de|op het|tot|ter|van|inzake|houdende|tijdelijke?|bijzondere|aanvullende) )*"
    rf"(?:[{UPPER}]\w+|\w{{5,30}})(?: (?:en|de|het|van|op|door|voor) (?:\w{{3,30}} )?\w{{5,30}}){{0,2}}"
)
_ARTICLE = re.compile(
    r"\b[Aa]rt(?:ikel(?:en)?|\.) ?\d{1,4}[a-z]{0,2}(?::\d{1,3}[a-z]?)?"
    r"(?:,? (?:eerste|tweede|derde|vierde|lid \d|onder \w)(?: lid)?)?"
)
_OF_LAW = re.compile(r",? (?:van )?(?:de |het )?$")
_ENDS = frozenset(
    listed("is zijn wordt worden kan kunnen zal zullen moet moeten heeft hebben gaat dat die met voor als om")
)


def suggest(minutes: Minutes, known: Known) -> Iterator[Suggestion]:
    """Listed laws first, then what is built like one."""
    analysis = analyse(minutes, known)
    text = analysis.text
    for hit in analysis.hits:
        if hit.entry.type == "LAW":
            start = _from_article(text, hit.start)
            entry = hit.entry
            span = Span(start, hit.end)
            yield entity("laws", "listed", "LAW", span, known, normalized=entry.canonical, expansion=entry.expansion)
    for start, end in lexicon.ending_in(text, _SUFFIXES):
        if end - start > 9 and start not in analysis.hit_starts and not text.startswith(("nood", "Nood"), start):
            yield entity("laws", "compound", "LAW", Span(start, end), known)
    for start, end in lexicon.ending_in(text, ("wet", "wetboek")):
        if end - start > 6 and start not in analysis.hit_starts:
            year = _YEAR.match(text, end)
            span = Span(_from_article(text, start), year.end() if year else end)
            yield entity("laws", "coined", "LAW", span, known)
    for rule, tag, pattern in (("compound", "DASHED", _DASHED), ("plan", "PLAN", _PLAN)):
        for at in analysis.cues(tag):
            built = pattern.match(text, at)
            if built:
                yield entity("laws", rule, "LAW", analysis.trimmed(*built.span()), known)
    for at in analysis.cues("WET"):
        opening = None if at in analysis.hit_starts else _WET.match(text, at)
        named_end = _named_end(analysis, at, opening.end()) if opening else None
        if named_end:
            yield entity("laws", "named", "LAW", Span(_from_article(text, at), named_end), known)


def _from_article(text: str, start: int) -> int:
    """Where `artikel 172 van de` before a law begins, or the law's own start."""
    left = text[max(0, start - 60) : start]
    joint = _OF_LAW.search(left)
    articles = list(_ARTICLE.finditer(left, 0, joint.start() if joint else len(left)))
    if joint and articles and articles[-1].end() == joint.start():
        return start - len(left) + articles[-1].start()
    return start


def _named_end(analysis: Analysis, start: int, at: int) -> int | None:
    """Where the name of a law ends: with the brackets it stands in, else after the words that name its subject."""
    text = analysis.text
    if text[start - 1 : start] == "(":
        closing = text.find(")", at, at + 120)
        if closing > 0:
            return closing
    match = _NAMED.match(text, at, min(len(text), at + 120))
    if match is None:
        return None
    words = match[0].split(" ")
    for place, word in enumerate(words):
        if word in _ENDS:
            words = words[:place]
            break
    name = " ".join(words[:6]).rstrip()
    return at + len(name) if len(name) > 2 and name.split(" ")[0] not in _ENDS else None
