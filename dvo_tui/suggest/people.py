"""Where people are named in a text: honorifics, titles, initials, first names, and names already met.

A mention covers the name only; its `outer` start takes the honorific or role in. Who it is, is the cast's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from dvo_tui import names
from dvo_tui.minutes.regex import regex
from dvo_tui.suggest import lexicon
from dvo_tui.suggest.lexicon import Hit, Word, Words
from dvo_tui.suggest.vocabulary import (
    ACADEMIC,
    HONORIFICS,
    PLURALS,
    REPORTING,
    SHORT_ROLES,
    STOP_CAPITALS,
    TUSSENVOEGSEL,
    listed,
)

UPPER = "A-ZÀ-ÖØ-ÞĀ-Ž"
"""Capitals, as part of a character class; beyond Latin-1 small letters too, which hardly ever begin a Dutch word."""

WORD = rf"(?:[{UPPER}]\w+(?:['’-]\w+){{0,3}}|[A-Z]['’]\w+)"
_SEVERAL_LETTERS = listed("Th Chr Ph IJ Tj Sj Joh Jac Fr")
INITIALS = rf"(?:(?:[{UPPER}]|{'|'.join(_SEVERAL_LETTERS)})\.[ -]?){{1,6}}"

_MISREAD = r"[0158][a-zà-ÿ]\w{2,}"
"""A name whose capital a scanner took for a figure: `0uwerkerk`."""

_NAME = regex(rf"(?i:{ACADEMIC})(?P<name>(?P<initials>{INITIALS})?(?:{TUSSENVOEGSEL} ){{0,3}}(?:{WORD}|{_MISREAD}))")
_SURNAME_INITIAL = regex(
    rf" (?:(?:v\.?d\.?|vdr|v/d|v\.?|van|van de[rn]?|de[rn]?|te[rn]?|d\.?) ?)?"
    rf"[{UPPER}](?:\.(?![\w{UPPER}])|(?= [a-z])|(?=[:,;)]))"
)
"""What tells two people of one first name apart: `Joost H.`, `Joost vW`."""

_MORE = regex(rf" (?P<between>(?:{TUSSENVOEGSEL} ){{0,3}})(?P<word>{WORD})")
_INITIALS_NAME = regex(rf"{INITIALS}(?:{TUSSENVOEGSEL} ){{0,3}}(?P<word>{WORD})")
_AFTER_TITLE = regex(r"\.?[ \xa0]|\.?\n(?!\n)|\.(?=\w)")
_SEPARATOR = regex(r"(?: \([^()\n]{1,40}\))?(?:,? (?:en|&) |, | ?/ ?)")
_POSSESSIVE = regex(r"['’]s$")
_ARTICLE = regex(r"(?:^|(?<=\W))(?:[Dd]e|[Hh]et|[Ee]en|[Oo]nze) $")
_ENDS_ARTICLE = ("e ", "t ", "n ", "e \n", "t \n", "n \n")
_FOLLOWING = regex(r" (\w+)")
_OF_PLACE = regex(rf" (?:van|uit) (?:[Dd]e |[Dd]en )?[{UPPER}][\w’'-]+")
_FIELD = regex(
    r" (?:milieu|financiën|zorg en veiligheid|zorg|jeugd|(?:integrale |openbare orde en )?veiligheid"
    r"|openbare orde|handhaving|toezicht|communicatie|ondermijning|crisisbeheersing|brandweer|politie|bevolkingszorg"
    r"|vergunningen|evenementen|mensenhandel|cybercrime|sociaal domein|boa[’']s|OOV|OV|IV|AVV|VTH|RO)\b(?![’'-]\w)"
)
"""What a function is for, as part of it: `de officier milieu`, `ambtenaar OOV`."""
_SEATED = ("burgemeester", "bgm", "wethouder", "gedeputeerde", "minister", "staatssecretaris")
_TITLED = ("TITLE", "TITLES")
_LONGEST_SHORTENED = 5
"""Titles of more letters are words in full, which no full stop belongs to: `mevr.`, `dhrn.`, but not `voorzitter.`."""
_LOOSE = regex(r"(?i:van|uit|te|in|op|bij|voor|aan|over|onder|af|tot|toe|het) ")


class Mention(msgspec.Struct, frozen=True, gc=False):
    """One person named at `start:end`; from `outer` on stand honorific and role, if any."""

    start: int
    end: int
    outer: int
    rule: str
    title: str = ""


class Role(msgspec.Struct, frozen=True, gc=False):
    """A role that stands for a person without a name: `de voorzitter`."""

    start: int
    end: int
    role: str


class Found(NamedTuple):
    """Every person named and every bare role, each in order."""

    mentions: tuple[Mention, ...]
    roles: tuple[Role, ...]


class NameReader:
    """Reads the extent of names in one text, with what is known not to be a name and who is expected."""

    def __init__(
        self,
        text: str,
        hits: Iterable[Hit],
        expected: Sequence[str],
        seats: Iterable[str] = (),
        breaks: Iterable[int] = (),
    ) -> None:
        """`expected` are the names of people listed, `seats` the municipalities and bodies they come from.

        `breaks` are where blocks begin, which no name goes on over.
        """
        self.breaks = frozenset(breaks)
        self.text = text
        self._seats = frozenset(seats)
        self._listed = {hit.start: hit for hit in hits if _is_taken(hit)}
        self._expected = {form for name in expected for form in spellings(name)}
        self._first_names = lexicon.first_names()

    def read(
        self, at: int, *, behind_role: bool = False, seated: bool = False, addressed: bool = False
    ) -> tuple[int, int] | None:
        """Start and end of the name that begins at `at`, academic titles left out.

        Behind a role `van` and its like in small letters begin no name: `burgemeester van Almelo`. Of someone `seated`
        they may go on with it: `burgemeester Bos van Dorp`, where Dorp is no municipality.
        """
        match = _NAME.match(self.text, at)
        if match is None:
            return None
        start, end = match.span("name")
        first = match["name"]
        if first in self._seats or (behind_role and first[0].islower() and first not in self._expected):
            return None
        if match["initials"] is None:
            if first in STOP_CAPITALS or (self._is_else(start, addressed) and first not in self._expected):
                return None
            if first.isupper() and len(first) < 4 and first not in self._expected:
                return None
        has_first = bool(match["initials"]) or first.partition("-")[0] in self._first_names or seated
        for _ in range(3):
            more = _MORE.match(self.text, end)
            if more is None or not self._belongs(start, more, has_first):
                break
            end = more.end()
        return start, end - self._possessive(start, end)

    def _belongs(self, start: int, more: re.Match[str], has_first: bool) -> bool:
        if self.text[start : more.end()] in self._expected:
            return True
        at, word = more.start("word"), more["word"]
        if at in self._listed or more.start("between") in self._listed or word in STOP_CAPITALS:
            return False
        if word.isupper() and len(word) < 4:
            return False
        between = more["between"]
        return not between or has_first or not _LOOSE.fullmatch(between)

    def _is_else(self, start: int, addressed: bool) -> bool:
        """Whether a listed name begins here; behind `mevrouw` it may be a place: nobody addresses one."""
        hit = self._listed.get(start)
        return hit is not None and not (addressed and hit.entry.type == "LOCATION")

    def _possessive(self, start: int, end: int) -> int:
        possessive = _POSSESSIVE.search(self.text, max(start, end - 2), end)
        return 2 if possessive else 0

    def read_list(self, at: int, *, behind_role: bool = False) -> list[tuple[int, int]]:
        """The names of `De Roos, Bos (politie) en Van Dam`."""
        found: list[tuple[int, int]] = []
        name = self.read(at, behind_role=behind_role)
        while name is not None and len(found) < 30:
            found.append(name)
            separator = _SEPARATOR.match(self.text, name[1])
            name = self.read(separator.end(), behind_role=behind_role) if separator else None
        return found


@lru_cache(maxsize=1 << 12)
def spellings(name: str) -> tuple[str, ...]:
    """How a person may be named in running text: in full, by surname with its tussenvoegsels, or half a double name."""
    parsed = names.parse(name)
    if not re.match(r"[^\W\d_]|['’]", parsed.surname):
        return ()
    surname = f"{parsed.tussenvoegsel} {parsed.surname}".strip()
    capital = surname[0].upper() + surname[1:]
    forms = [surname, capital]
    if parsed.first:
        forms += [f"{parsed.first} {surname}"]
    last = parsed.surname.rpartition(" ")[2]
    if last != parsed.surname and not parsed.initials and last[0].isupper():
        forms.append(last)
    half, hyphen, _ = capital.partition("-")
    if hyphen and len(half) > 3:
        forms.append(half)
    if parsed.initials:
        stem = name[name.find(parsed.initials[0]) :]
        forms.append(stem)
    return tuple(dict.fromkeys(form for form in forms if form[0].isupper() or form[0] in "'’" or " " in form))


def find(text: str, hits: Sequence[Hit], reader: NameReader, words: Words) -> Found:
    """Mentions by title, initials and full name; and roles without a name."""
    mentions: list[Mention] = []
    roles: list[Role] = []
    outer: int | None = None
    for place, hit in enumerate(hits):
        if hit.entry.type == "FIRST_NAME":
            mentions.extend(_full_name(reader, hit))
        if hit.entry.type not in _TITLED:
            continue
        begin = _outer(text, hit) if outer is None else outer
        after = None if _ends_sentence(text, hit) else _AFTER_TITLE.match(text, hit.end)
        after = None if after and after.end() in reader.breaks else after
        following = hits[place + 1] if place + 1 < len(hits) else None
        stacked = after and following and following.start == after.end() and following.entry.type in _TITLED
        outer = begin if stacked else None
        if stacked:
            continue
        named = list(_titled(reader, hit, begin, after.end(), words.vocabulary)) if after else []
        role = None if named else _role(text, hit)
        mentions.extend(named)
        roles.extend([role] if role else ())
    mentions.extend(_initials(text, reader, words.capitals_where(_begins_initials)))
    return Found(settled(mentions), tuple(roles))


def _ends_sentence(text: str, hit: Hit) -> bool:
    """Whether a title written in full is a sentence's last word: `… aan de burgemeesters. Het Veiligheidsberaad …`."""
    return text.startswith(". ", hit.end) and len(hit.entry.form) > _LONGEST_SHORTENED


def _titled(reader: NameReader, hit: Hit, begin: int, at: int, vocabulary: frozenset[str]) -> Iterator[Mention]:
    """Who is named behind a title."""
    if hit.entry.type == "TITLES":
        for place, (start, end) in enumerate(reader.read_list(at, behind_role=hit.entry.form.lower() not in PLURALS)):
            yield Mention(start, end, start if place else begin, "plural-honorific", hit.entry.form)
        return
    honorific = _is_honorific(hit)
    seated = hit.entry.form.lower().endswith(_SEATED)
    name = (
        None
        if _is_seat(reader.text, begin, hit)
        else reader.read(at, behind_role=not honorific, seated=seated, addressed=honorific)
    )
    if name and (honorific or not _is_topic(reader.text, name, vocabulary)):
        yield Mention(name[0], name[1], begin, "honorific" if honorific else "title", hit.entry.form)


def _role(text: str, hit: Hit) -> Role | None:
    """A role that stands for its holder: behind an article, or as the first word."""
    if hit.entry.type == "TITLES" or _is_honorific(hit):
        return None
    article, role = _article(text, hit.start), hit.entry.form.lower()
    if role in SHORT_ROLES:
        end = hit.end + (text[hit.end : hit.end + 1] == ".")
        return Role(hit.start if article is None else article, end, SHORT_ROLES[role])
    if article is None and hit.entry.form[0].islower():
        return None
    place = (_OF_PLACE.match(text, hit.end) if role.endswith(_SEATED) else None) or _FIELD.match(text, hit.end)
    return Role(hit.start if article is None else article, place.end() if place else hit.end, role)


def _is_honorific(hit: Hit) -> bool:
    return hit.entry.form.lower() in HONORIFICS


def _is_seat(text: str, begin: int, hit: Hit) -> bool:
    """Whether a role in brackets says where someone comes from: `A. Bos (burgemeester Meerdijk)`."""
    return text[begin - 1 : begin] == "(" and hit.entry.form.lower().endswith(_SEATED)


def _is_topic(text: str, name: tuple[int, int], vocabulary: frozenset[str]) -> bool:
    """Whether what follows a role is its field (`portefeuillehouder Ondermijning`) and no name."""
    word = text[name[0] : name[1]]
    if word.lower() not in vocabulary:
        return False
    following = _FOLLOWING.match(text, name[1])
    return following is None or following[1] not in REPORTING


def _outer(text: str, hit: Hit) -> int:
    if hit.entry.form.lower() in ("heer", "heren", "dames"):
        article = _article(text, hit.start)
        return hit.start if article is None else article
    return hit.start


def _article(text: str, at: int) -> int | None:
    match = _ARTICLE.search(text, max(0, at - 6), at) if text.endswith(_ENDS_ARTICLE, 0, at) else None
    return match.start() if match else None


def _full_name(reader: NameReader, hit: Hit) -> Iterator[Mention]:
    if reader.text[hit.start - 1 : hit.start] in ("-", ".", "'", "’"):
        return
    name = reader.read(hit.start)
    if name and name[1] > hit.end and " " in reader.text[hit.end : name[1]]:
        yield Mention(name[0], name[1], name[0], "full-name")


def _begins_initials(word: str) -> bool:
    return len(word) == 1 or word in _SEVERAL_LETTERS


def _initials(text: str, reader: NameReader, capitals: Iterable[Word]) -> Iterator[Mention]:
    free = 0
    for start, word in capitals:
        if start < free or not text.startswith(".", start + len(word)) or text[start - 1 : start] == ".":
            continue
        match = _INITIALS_NAME.match(text, start)
        name = reader.read(start) if match else None
        if match and name and match["word"] not in STOP_CAPITALS:
            yield Mention(name[0], name[1], name[0], "initials")
            free = name[1]


def _is_taken(hit: Hit) -> bool:
    """Whether a listed name is surely a body, a place or a programme of several words, and so no surname."""
    taken = hit.entry.type in ("ORGANISATION", "LOCATION") or (hit.entry.type == "PROGRAMME" and " " in hit.entry.form)
    return taken and not hit.entry.doubtful


_SUREST_FIRST = listed(
    """
    attendance honorific title plural-honorific initials full-name label listed known subject first-name propagated code
    """
)
_PRIORITY = {rule: place for place, rule in enumerate(_SUREST_FIRST)}


def with_initials(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """First names with the letter of a surname that stands behind them: `Joost H.`, `Joost vW`."""
    found: list[Mention] = []
    for mention in mentions:
        end = mention.end
        if mention.rule != "attendance" and text[end : end + 1] == " " and " " not in text[mention.start : end]:
            letter = _SURNAME_INITIAL.match(text, end)
            end = letter.end() if letter else end
        elif mention.rule != "attendance" and text[end : end + 1] == "." and text[end - 2 : end - 1] == " ":
            end += text[end - 1].isupper()
        found.append(msgspec.structs.replace(mention, end=end) if end != mention.end else mention)
    return tuple(found)


def settled(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """One mention a place: of two that overlap the longer stays, then the surer rule."""
    ordered = sorted(mentions, key=lambda it: (it.start, -it.end, _PRIORITY[it.rule]))
    kept: list[Mention] = []
    for mention in ordered:
        if kept and mention.start < kept[-1].end:
            if mention.end - mention.start > kept[-1].end - kept[-1].start:
                kept[-1] = mention
            continue
        kept.append(mention)
    return tuple(kept)
