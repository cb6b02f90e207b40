"""People named without a form of address: met before in the text, listed as present, or doing the talking."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from dvo_tui import names
from dvo_tui.minutes.regex import regex
from dvo_tui.suggest import lexicon
from dvo_tui.suggest.lexicon import Entry
from dvo_tui.suggest.people import UPPER, WORD, Mention, spellings
from dvo_tui.suggest.vocabulary import (
    AUXILIARY,
    DOES,
    NO_ABBREVIATIONS,
    NO_SUBJECT,
    PARTICLES,
    PERSONAL,
    REPORTING,
    ROLE_CODES,
    STOP_CAPITALS,
    TUSSENVOEGSEL,
)

if TYPE_CHECKING:
    from dvo_tui.suggest.analysis import Analysis

_SHORTEST_FIRST = 4
_NEXT = regex(r"(?:['’]s)? ?(?P<sign>[:,;.)]?)(?: (?P<word>[\w’'-]+))?")
_GOES_ON = regex(rf"-\w| [{UPPER}][a-z]")
_ACTING = REPORTING | AUXILIARY | DOES.keys()
_SURNAME = rf"(?:(?:Van|De|Den|Ter|Ten) (?:de[rn]? )?)?{WORD}"
_BEFORE = regex(rf"(?<![\w'’-])(?P<name>{_SURNAME}) (?:\([^()\n]{{2,40}}\) )?$")
_BEHIND = regex(rf"(?P<verb>\w+)(?: (?P<name>{_SURNAME})(?![\w-]))?")
_LABEL = regex(
    rf"(?:(?:{TUSSENVOEGSEL} ){{0,3}}{WORD}(?: (?:{TUSSENVOEGSEL} ){{0,3}}{WORD}){{0,2}}|"
    rf"[{UPPER}]{{2,4}}|(?:[{UPPER}'’][{UPPER}'’-]{{0,30}} ){{0,4}}[{UPPER}][{UPPER}-]{{1,30}})"
    r"(?= ?(?:\([^()\n]{1,40}\))? ?:(?!\d))"
)
_TALKER = regex(
    rf"(?:(?:{TUSSENVOEGSEL} ){{0,3}}{WORD}(?: (?:{TUSSENVOEGSEL} ){{0,3}}{WORD}){{0,3}})(?= ?(?:[(:,.]|$)| [A-Z]\.| v)"
)
_BEFORE_CAPITAL = regex(
    rf"(?:[{UPPER}][\w’'-]*(?: (?:van|de|der|den|ter|ten)){{0,3}}|\b(?:de|der|den|ter|ten)|\w[-'’.]) ?$|[-'’.@]$"
)
_AFTER_CAPITAL = regex(rf"[-'’]\w| (?:(?:van|de|der|den|ter|ten|in|op|het|'t|’t) ){{0,4}}[{UPPER}]")


def mentions(analysis: Analysis) -> Iterator[Mention]:
    """Everyone named in passing; overlaps with surer mentions are settled by the caller."""
    met = {analysis.text[mention.start : mention.end] for mention in analysis.marked.mentions}
    listed = [person.name for person in analysis.named]
    yield from _attendance(analysis)
    yield from _labels(analysis)
    yield from _talkers(analysis)
    subjects = (*_subjects(analysis), *_first_names(analysis))
    yield from subjects
    yield from _remembered(analysis)
    forms = dict.fromkeys(_acquaintances(analysis), "known")
    forms |= {form: "propagated" for name in met for form in (*spellings(name), *_first(name))}
    forms |= {analysis.text[mention.start : mention.end]: "propagated" for mention in subjects}
    forms |= {form: "listed" for name in listed for form in (*spellings(name), *_called(analysis, name))}
    forms |= {code: "code" for name in listed for code in names.codes(name) if _is_code(analysis, code)}
    yield from _again(analysis, forms)


def _is_code(analysis: Analysis, code: str) -> bool:
    """Whether capitals that could be somebody's are nothing else: no abbreviation in use, no listed name."""
    return code in analysis.vocabulary and code not in NO_ABBREVIATIONS and code not in lexicon.index()


def _first(name: str) -> tuple[str, ...]:
    first = names.parse(name).first
    return (first,) if first and " " not in first and first[0].isupper() and first in lexicon.first_names() else ()


def _called(analysis: Analysis, name: str) -> tuple[str, ...]:
    """The first name of someone listed: one in use, or a word that the text has for nothing else."""
    first = names.parse(name).first
    if len(first) < _SHORTEST_FIRST or " " in first or not first[0].isupper() or first in STOP_CAPITALS:
        return _first(name)
    return (first,) if first.lower() not in analysis.vocabulary else _first(name)


def _attendance(analysis: Analysis) -> Iterator[Mention]:
    for person in analysis.minutes.participants:
        for span in person.spans:
            yield Mention(span.start, span.end, span.start, "attendance")


_NO_LABEL = STOP_CAPITALS | NO_SUBJECT


def _labels(analysis: Analysis) -> Iterator[Mention]:
    """Names before a colon at the start of a block, where they are someone's or come back."""
    found = []
    for block, zone in zip(analysis.minutes.blocks, analysis.zones, strict=True):
        limit = min(block.end, block.start + 80)
        colon = zone == "text" and analysis.text.find(":", block.start, limit) > 0
        match = _LABEL.match(analysis.text, block.start, limit) if colon else None
        if match and not _NO_LABEL & {match[0], match[0].capitalize(), match[0].split(" ", 1)[0]}:
            found.append(match)
    counts = Counter(match[0] for match in found)
    listed = [person.name for person in analysis.named]
    expected = {form.casefold() for name in listed for form in (*spellings(name), *_called(analysis, name))}
    for match in found:
        surface, hit = match[0], analysis.hit_starts.get(match.start())
        known = surface.casefold() in expected
        if hit and hit.end == match.end() and hit.entry.type != "FIRST_NAME" and not known:
            continue
        if known or (counts[surface] > 1 and len(surface) > 4 and not _is_everyday(analysis, surface)):
            yield Mention(match.start(), match.end(), match.start(), "label")


def _is_everyday(analysis: Analysis, surface: str) -> bool:
    """Whether a word before a colon is one of the language, such as `Termijn`."""
    small = surface.lower()
    return small in analysis.vocabulary or small in lexicon.everyday()


def _talkers(analysis: Analysis) -> Iterator[Mention]:
    """Names in the first column of a table of talk, unless they are a role's or a body's."""
    for index in sorted(analysis.talk.speakers):
        block = analysis.minutes.blocks[index]
        hit = analysis.hit_starts.get(block.start)
        if hit is not None and hit.entry.type != "FIRST_NAME" and not hit.entry.doubtful:
            continue
        match = _TALKER.match(analysis.text, block.start, block.end)
        if match and match[0] not in NO_SUBJECT and match[0] not in NO_ABBREVIATIONS:
            yield Mention(match.start(), match.end(), match.start(), "label")


def _again(analysis: Analysis, forms: dict[str, str]) -> Iterator[Mention]:
    """Every later mention of a name already met."""
    named = (Entry(form, rule, form) for form, rule in sorted(forms.items()) if len(form) > 1)
    entries = lexicon.indexed(named, capital=True)
    for hit in lexicon.scan(analysis.text, analysis.words.capitals_where(entries.__contains__), entries):
        if _is_name(analysis, hit.start, hit.end):
            yield Mention(hit.start, hit.end, hit.start, hit.entry.type)


def _remembered(analysis: Analysis) -> Iterator[Mention]:
    """Names that reviewers accepted in other documents."""
    for hit in analysis.remembered:
        if hit.entry.type == "PERSON" and _is_name(analysis, hit.start, hit.end):
            yield Mention(hit.start, hit.end, hit.start, "known")


def _acquaintances(analysis: Analysis) -> Iterator[str]:
    """How people known in the workspace may be named; only forms whose words occur at all."""
    for name in analysis.familiar.people:
        if names.parse(name).surname.rpartition(" ")[2] in analysis.vocabulary:
            yield from spellings(name)
    yield from (first for first in analysis.familiar.first_names() if first in analysis.vocabulary)


def _is_name(analysis: Analysis, start: int, end: int) -> bool:
    """Whether a known name stands for the person here, and not for a place, a firm or an everyday word."""
    text = analysis.text
    if text[start - 1 : start] in ("-", "'", "’", ".") or _GOES_ON.match(text, end):
        return False
    following = _NEXT.match(text, end)
    sign, word = following.group("sign", "word") if following else ("", "")
    said = text[max(0, start - 16) : start].split(" ")
    telling = sign == ":" or (not sign and word in REPORTING) or (len(said) > 1 and said[-2] in REPORTING)
    listed = analysis.hit_starts.get(start)
    if listed and listed.end >= end and listed.entry.type not in ("FIRST_NAME", "TITLE"):
        return telling
    if " " in text[start:end] or telling or analysis.sentence_at(start).start != start:
        return True
    return text[start:end].lower() not in analysis.vocabulary


def _subjects(analysis: Analysis) -> Iterator[Mention]:
    """Capitalised words that do the talking: first names, and surnames that do so more than once."""
    found = [speaker for at in analysis.cues("SAY") for speaker in _beside(analysis, at)]
    counts = Counter(speaker.name for speaker in found)
    first_names = lexicon.first_names()
    for name, start, verb, behind in found:
        telling = verb in PERSONAL or counts[name] > 1 or _asks(analysis.text, start + len(name))
        if behind or name in first_names or (telling and name.lower() not in analysis.vocabulary):
            yield Mention(start, start + len(name), start, "subject")


def _asks(text: str, end: int) -> bool:
    return text.startswith((" vraagt of ", " vraagt wanneer ", " vraagt hoe ", " vraagt wie ", " vraagt waarom "), end)


class _Speaker(NamedTuple):
    """A capitalised word next to a verb of saying; `behind` says on which side."""

    name: str
    start: int
    verb: str
    behind: bool


def _beside(analysis: Analysis, at: int) -> Iterator[_Speaker]:
    """The capitalised words before and behind a verb of saying that can be its subject."""
    text = analysis.text
    behind = _BEHIND.match(text, at)
    if behind is None:
        return
    before = _BEFORE.search(text, max(0, at - 70), at) if _may_end_name(text, at) else None
    for match in (before, behind):
        if match and match["name"] and _can_speak(analysis, behind["verb"], match["name"], match.start("name")):
            yield _Speaker(match["name"], match.start("name"), behind["verb"], match is behind)


def _may_end_name(text: str, at: int) -> bool:
    """Whether a name can stand before an offset: no plain word in small letters does."""
    if text[at - 2 : at] == ") ":
        return True
    word = text[max(0, at - 70) : at - 1].rpartition(" ")[2]
    small = word.isascii() and word.isalpha() and word[0].islower()
    return text[at - 2 : at - 1].isalpha() and not small


def _first_names(analysis: Analysis) -> Iterator[Mention]:
    """First names that stand alone inside a sentence, or before a verb that opens it."""
    text = analysis.text
    for hit in analysis.hits:
        if hit.entry.type != "FIRST_NAME":
            continue
        following = _NEXT.match(text, hit.end)
        acts = following is not None and not following["sign"] and following["word"] in _ACTING
        if not acts and analysis.sentence_at(hit.start).start == hit.start:
            continue
        before = _BEFORE_CAPITAL.search(text, max(0, hit.start - 14), hit.start)
        if before is None and not _AFTER_CAPITAL.match(text, hit.end):
            yield Mention(hit.start, hit.end, hit.start, "first-name")


def _can_speak(analysis: Analysis, verb: str, name: str, start: int) -> bool:
    if (
        name[:2].isupper()
        or name in ROLE_CODES
        or name in STOP_CAPITALS
        or any(word in NO_SUBJECT for word in name.split(" "))
    ):
        return False
    if any(hit.entry.type != "FIRST_NAME" for hit in analysis.hits_between(start, start + len(name))):
        return False
    needed = PARTICLES.get(verb)
    rest = analysis.text[start : min(start + 160, analysis.sentence_at(start).end)]
    return needed is None or bool(re.search(rf"\b(?:{needed})\b", rest))
