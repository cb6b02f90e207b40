"""People named without a form of address: met before in the text, listed as present, or doing the talking."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dvo_tui import names
from dvo_tui.suggest import lexicon
from dvo_tui.suggest.lexicon import Entry
from dvo_tui.suggest.people import UPPER, WORD, Mention, spellings
from dvo_tui.suggest.vocabulary import NO_SUBJECT, PARTICLES, REPORTING, STOP_CAPITALS, TUSSENVOEGSEL

if TYPE_CHECKING:
    from dvo_tui.suggest.analysis import Analysis

_NEXT = re.compile(r"(?:['’]s)? ?(?P<sign>[:,;.)]?)(?: (?P<word>[\w’'-]+))?")
_SURNAME = rf"(?:(?:Van|De|Den|Ter|Ten) (?:de[rn]? )?)?{WORD}"
_BEFORE = re.compile(rf"(?<![\w'’-])(?P<name>{_SURNAME}) $")
_BEHIND = re.compile(rf"(?P<verb>\w+)(?: (?P<name>{_SURNAME})(?![\w-]))?")
_LABEL = re.compile(rf"(?:(?:{TUSSENVOEGSEL} ){{0,3}}{WORD}|[{UPPER}]{{2,4}})(?= ?(?:\([^()\n]{{1,40}}\))? ?:(?!\d))")
_BEFORE_CAPITAL = re.compile(rf"(?:[{UPPER}][\w’'-]*|\b(?:van|de|der|den|ter|ten)|[\w][-'’.]) ?$|[-'’.@]$")
_AFTER_CAPITAL = re.compile(rf"[-'’]\w| (?:(?:van|de|der|den|ter|ten|in|op|het|'t|’t) )*[{UPPER}]")


def mentions(analysis: Analysis) -> Iterator[Mention]:
    """Everyone named in passing; overlaps with surer mentions are settled by the caller."""
    met = {analysis.text[mention.start : mention.end] for mention in analysis.marked.mentions}
    listed = [person.name for person in analysis.minutes.participants]
    yield from _attendance(analysis)
    yield from _labels(analysis)
    subjects = (*_subjects(analysis), *_first_names(analysis))
    yield from subjects
    forms = {form: "propagated" for name in met for form in (*spellings(name), *_first(name))}
    forms |= {analysis.text[mention.start : mention.end]: "propagated" for mention in subjects}
    forms |= {form: "listed" for name in listed for form in (*spellings(name), *_first(name))}
    yield from _again(analysis, forms)


def _first(name: str) -> tuple[str, ...]:
    first = names.parse(name).first
    return (first,) if first and " " not in first and first[0].isupper() and first in lexicon.first_names() else ()


def _attendance(analysis: Analysis) -> Iterator[Mention]:
    for person in analysis.minutes.participants:
        for span in person.spans:
            yield Mention(span.start, span.end, span.start, "attendance")


def _labels(analysis: Analysis) -> Iterator[Mention]:
    """Names before a colon at the start of a block, where they are someone's or come back."""
    found = []
    for block, zone in zip(analysis.minutes.blocks, analysis.zones, strict=True):
        limit = min(block.end, block.start + 80)
        colon = zone == "text" and analysis.text.find(":", block.start, limit) > 0
        match = _LABEL.match(analysis.text, block.start, limit) if colon else None
        if match and match[0] not in STOP_CAPITALS and match[0] not in NO_SUBJECT:
            found.append(match)
    counts = Counter(match[0] for match in found)
    expected = {
        form for person in analysis.minutes.participants for form in (*spellings(person.name), *_first(person.name))
    }
    for match in found:
        surface, hit = match[0], analysis.hit_starts.get(match.start())
        if hit and hit.end == match.end() and hit.entry.type != "FIRST_NAME" and surface not in expected:
            continue
        if surface in expected or (counts[surface] > 1 and not surface.isupper()):
            yield Mention(match.start(), match.end(), match.start(), "label")


def _again(analysis: Analysis, forms: dict[str, str]) -> Iterator[Mention]:
    """Every later mention of a name already met."""
    named = (Entry(form, rule, form) for form, rule in sorted(forms.items()) if len(form) > 1)
    for hit in lexicon.scan(analysis.text, analysis.words.capitals, lexicon.indexed(named, capital=True)):
        if _is_name(analysis, hit.start, hit.end):
            yield Mention(hit.start, hit.end, hit.start, hit.entry.type)


def _is_name(analysis: Analysis, start: int, end: int) -> bool:
    """Whether a known name stands for the person here, and not for a place, a firm or an everyday word."""
    text = analysis.text
    if (
        text[start - 1 : start] in ("-", "'", "’", ".")
        and start
        or re.match(rf"-\w| [{UPPER}][a-z]", text[end : end + 3])
    ):
        return False
    following = _NEXT.match(text, end)
    telling = bool(
        following and ((not following["sign"] and following["word"] in REPORTING) or following["sign"] == ":")
    )
    listed = analysis.hit_starts.get(start)
    if listed and listed.end >= end and listed.entry.type not in ("FIRST_NAME", "TITLE"):
        return telling
    if " " in text[start:end] or telling or analysis.sentence_at(start).start != start:
        return True
    return text[start:end].lower() not in analysis.vocabulary


def _subjects(analysis: Analysis) -> Iterator[Mention]:
    """Capitalised words that do the talking: first names, and surnames that do so more than once."""
    found = [speaker for at in analysis.cues("SAY") for speaker in _beside(analysis, at)]
    counts = Counter(name for name, _, _ in found)
    for name, start, behind in found:
        if behind or name in lexicon.first_names() or (counts[name] > 1 and name.lower() not in analysis.vocabulary):
            yield Mention(start, start + len(name), start, "subject")


def _beside(analysis: Analysis, at: int) -> Iterator[tuple[str, int, bool]]:
    """The capitalised words before and behind a verb of saying that can be its subject; whether it stands behind."""
    text = analysis.text
    behind = _BEHIND.match(text, at)
    if behind is None:
        return
    before = _BEFORE.search(text, max(0, at - 40), at) if text[at - 2 : at - 1].isalpha() else None
    for match, is_behind in ((before, False), (behind, True)):
        if match and match["name"] and _can_speak(analysis, behind["verb"], match["name"], match.start("name")):
            yield match["name"], match.start("name"), is_behind


def _first_names(analysis: Analysis) -> Iterator[Mention]:
    """First names that stand alone inside a sentence."""
    text = analysis.text
    for hit in analysis.hits:
        if hit.entry.type != "FIRST_NAME" or analysis.sentence_at(hit.start).start == hit.start:
            continue
        if not _BEFORE_CAPITAL.search(text, max(0, hit.start - 14), hit.start) and not _AFTER_CAPITAL.match(
            text, hit.end
        ):
            yield Mention(hit.start, hit.end, hit.start, "first-name")


def _can_speak(analysis: Analysis, verb: str, name: str, start: int) -> bool:
    hit = analysis.hit_starts.get(start)
    if (
        (hit and hit.entry.type != "FIRST_NAME")
        or name.isupper()
        or name.split(" ")[0] in STOP_CAPITALS
        and " " not in name
    ):
        return False
    if any(word in NO_SUBJECT for word in name.split(" ")):
        return False
    needed = PARTICLES.get(verb)
    rest = analysis.text[start : min(start + 160, analysis.sentence_at(start).end)]
    return needed is None or bool(re.search(rf"\b(?:{needed})\b", rest))
