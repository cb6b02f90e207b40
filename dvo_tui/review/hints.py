"""What on the screen may be a name, number or date that nobody marked: spans to mark by one hint, with a guess of type.

Invariant: no hint overlaps another one or a mention that is not rejected.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dvo_tui import names
from dvo_tui.minutes.model import Span
from dvo_tui.minutes.segment import WORD
from dvo_tui.review.candidates import KnownName
from dvo_tui.review.records import Entity
from dvo_tui.review.session import ReviewSession
from dvo_tui.suggest import lexicon
from dvo_tui.suggest.cues import TAGS_OF
from dvo_tui.suggest.lexicon import Entry, Word
from dvo_tui.suggest.vocabulary import MONTHS, NO_SUBJECT, STOP_CAPITALS, WEEKDAYS

AROUND = 40
"""How many characters before a screen are read with it, for the title before a name."""

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_FIGURES = re.compile(
    rf"(?P<MONEY>(?:€|EUR) ?\d[\d.,]*(?: (?:miljoen|miljard|mln|mld|ton|duizend)\b\.?)?|"
    rf"\d[\d.,]*(?: (?:miljoen|miljard|mln|mld|ton|duizend)\b\.?)? euro\b)|"
    rf"(?P<DATE>(?:(?:{'|'.join(WEEKDAYS)}) )?(?<![\w,.-])\d{{1,2}} (?:{_MONTH})\b\.?(?: (?:19|20)\d\d)?|"
    rf"\b(?:{_MONTH})\b(?: (?:19|20)\d\d)?|(?<!\d)\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:19|20)?\d\d(?!\d)|"
    rf"(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?!\d)|(?<![\d.,])(?:19|20)\d\d(?![\d.,]*\d))|"
    r"(?P<number>(?<!\w)\d+(?:[.,:]\d+)*%?)",
    re.IGNORECASE,
)
_TOKEN = re.compile(rf"(?:[^\W\d_]\.-?){{1,6}}(?![^\W\d_])|['’][tns]\b|{WORD}(?:['’&-]{WORD})*\.?")
_OPENS = '.!?:;\n•*|(["“„‘–-'
_BODIES = frozenset(word for word, tags in TAGS_OF.items() if "BODY" in tags and word[0].isupper())
_JOINS = frozenset(("van", "de", "der", "den", "ter", "ten", "te", "'t", "’t", "'n", "von", "el", "la", "du"))
_PLACED = frozenset(("in", "te", "uit", "naar", "gemeente", "gemeenten", "wijk", "kern", "regio", "dorp", "stad"))
_CALLED = names.HONORIFICS | names.TITLES | names.ROLES
_KINDS = frozenset({"ORGANISATION", "LOCATION", "LAW", "PROGRAMME", "EVENT"})
_LONGEST = 8


class Hint(NamedTuple):
    """A span to mark, and the entity type that it seems to have; empty where nothing tells."""

    span: Span
    type: str


class _Token(NamedTuple):
    start: int
    end: int
    text: str
    opens: bool

    @property
    def bare(self) -> str:
        return self.text.casefold().rstrip(".")

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_initials(self) -> bool:
        return self.text.endswith(".") and self.is_capital and len(self.text) <= 2 * self.text.count(".") + 2


def unclaimed(
    session: ReviewSession, start: int, end: int, register: Sequence[str | KnownName] = ()
) -> tuple[Hint, ...]:
    """What nobody marked in a range of the text; `Hints` is for whoever asks more than once."""
    return Hints(session, register).unclaimed(start, end)


class Hints:
    """Finds what nobody marked. Making one reads every word of the text once.

    Args:
        session: The session; what is marked is asked of it each time.
        register: Names known in the workspace.
    """

    def __init__(self, session: ReviewSession, register: Sequence[str | KnownName] = ()) -> None:
        self._session = session
        self._everyday = frozenset(word for word in re.findall(r"\w+", session.text) if word.islower())
        self._known = lexicon.indexed(self._names(register))

    def _names(self, register: Sequence[str | KnownName]) -> Iterator[Entry]:
        """The names of this meeting, then those of the register; persons by surname too."""
        for person in self._session.participants():
            yield from _spellings(person.name)
            if person.organisation:
                yield Entry(person.organisation, "ORGANISATION", person.organisation)
        for entry in register:
            if isinstance(entry, KnownName) and entry.kind == "organisation":
                yield Entry(entry.name, "ORGANISATION", entry.name)
            elif isinstance(entry, KnownName):
                yield from _spellings(entry.name)
            else:
                yield Entry(entry, "", entry)

    def unclaimed(self, start: int, end: int) -> tuple[Hint, ...]:
        """The hints that begin in a range of the text, in order; of two that overlap the longer one.

        Args:
            start: First offset of the range.
            end: Offset behind it.
        """
        first = max(0, start - AROUND)
        taken = bytearray(max(0, end - first) + 2 * AROUND)
        for record in self._session.index.between(first, first + len(taken)):
            if isinstance(record, Entity) and record.status != "rejected":
                _take(taken, record.start - first, record.end - first)
        text = self._session.text
        tokens = [one for one in _tokens(text, first, end) if not any(taken[one.start - first : one.end - first])]
        listed = list(self._listed(tokens))
        found = [*listed, *_figures(text, start, end), *self._runs(tokens, listed)]
        kept: list[Hint] = []
        for hint in sorted(found, key=lambda hint: (-len(hint.span), hint.span.start, not hint.type)):
            at, to = hint.span.start - first, hint.span.end - first
            if start <= hint.span.start < end and not any(taken[at:to]):
                kept.append(hint)
                _take(taken, at, to)
        return tuple(sorted(kept))

    def _listed(self, tokens: list[_Token]) -> Iterator[Hint]:
        """Names that this meeting, the register or the gazetteers know."""
        words: list[Word] = [(token.start, token.text.rstrip(".")) for token in tokens]
        for hit in lexicon.scan(self._session.text, words, self._known):
            yield Hint(Span(hit.start, hit.end), hit.entry.type)
        for hit in lexicon.scan(self._session.text, words, lexicon.index()):
            if hit.entry.type in _KINDS and not hit.entry.doubtful:
                yield Hint(Span(hit.start, hit.end), hit.entry.type)

    # Capitalised runs

    def _runs(self, tokens: list[_Token], listed: Iterable[Hint]) -> Iterator[Hint]:
        known = {hint.span.start: hint for hint in listed}
        at = 0
        while at < len(tokens):
            last = _last_of_run(tokens, at)
            if last is None:
                at += 1
                continue
            first = self._first_of_name(tokens, at, last, known)
            if first is not None:
                span = Span(tokens[first].start, _end_of(tokens[last]))
                yield Hint(span, self._guess(tokens, first, last, known))
            at = last + 1

    def _first_of_name(self, tokens: list[_Token], at: int, last: int, known: dict[int, Hint]) -> int | None:
        """Where the name in a run begins: behind titles and what only opens a sentence; `None` where it is no name."""
        first = at
        while first <= last and (tokens[first].bare in _CALLED or self._only_opens(tokens, first, last, known)):
            first += 1
        if first > last or not any(token.is_capital for token in tokens[first : last + 1]):
            return None
        back = first
        while back and tokens[back - 1].text in _JOINS and _is_next(self._session.text, tokens, back - 1):
            back -= 1
        titled = back and (tokens[back - 1].bare in _CALLED or tokens[back - 1].is_initials)
        return back if back < first and titled else first

    def _only_opens(self, tokens: list[_Token], at: int, last: int, known: dict[int, Hint]) -> bool:
        """Whether a word is capitalised for where it stands, not for what it names."""
        token = tokens[at]
        if token.start in known:
            return False
        if token.opens and (len(token.text) == 1 or token.text[-1].isdigit()):
            return True
        if not token.opens:
            return token.text in NO_SUBJECT and at == last
        if token.text in ("Van", "De", "Den", "Ter", "Ten") and at < last:
            return not tokens[at + 1].text.islower()
        return token.text.rstrip(".") in STOP_CAPITALS | NO_SUBJECT or (
            token.text[1:].islower() and token.bare in self._everyday
        )

    def _guess(self, tokens: list[_Token], first: int, last: int, known: dict[int, Hint]) -> str:
        inside = [known[token.start].type for token in tokens[first : last + 1] if token.start in known]
        before = tokens[first - 1].bare if first and _is_next(self._session.text, tokens, first - 1) else ""
        head = tokens[first]
        if "PERSON" in inside or before in _CALLED or head.is_initials:
            return "PERSON"
        if head.text in _BODIES or (last == first and head.text.isupper() and 1 < len(head.text) < 7):
            return "ORGANISATION"
        if any(inside):
            return next(filter(None, inside))
        if before in _PLACED:
            return "LOCATION"
        return "PERSON" if head.text in lexicon.first_names() else ""


def _take(taken: bytearray, start: int, end: int) -> None:
    start, end = max(0, start), min(end, len(taken))
    taken[start:end] = b"\x01" * (end - start)


def _spellings(name: str) -> Iterator[Entry]:
    """A person's name as listed, and the surname with what stands before it, in small letters and with a capital."""
    parsed = names.parse(name)
    surname = f"{parsed.tussenvoegsel} {parsed.surname}".strip()
    for form in dict.fromkeys((name, surname, surname[:1].upper() + surname[1:], parsed.surname, parsed.first)):
        if len(form) > 2:
            yield Entry(form, "PERSON", name)


def _tokens(text: str, start: int, end: int) -> Iterator[_Token]:
    """Words; a full stop belongs to one where it does not end the sentence: after initials and titles."""
    opens = True
    at = start
    for match in _TOKEN.finditer(text, start, min(len(text), end + AROUND)):
        word = match[0]
        between = text[at : match.start()]
        opens = opens or at == start or any(mark in _OPENS for mark in between)
        stop = word.endswith(".") and word[:-1].casefold() not in _CALLED and not word[:-1].isupper()
        token = _Token(match.start(), match.end() - stop, word[:-1] if stop else word, opens)
        if token.text:
            yield token
        opens = stop
        at = match.end()


def _last_of_run(tokens: list[_Token], at: int) -> int | None:
    """The last token of the run of capitalised words that begins at a token; `None` where none does."""
    if not tokens[at].is_capital:
        return None
    last = at
    named = tokens[at].is_initials or tokens[at].text in lexicon.first_names() or tokens[at].bare in _CALLED
    while last - at < _LONGEST:
        following = last + 1
        while following < len(tokens) and tokens[following].text in _JOINS and following - last < 4:
            following += 1
        joins = following - last - 1
        if following >= len(tokens) or not tokens[following].is_capital or (joins == 1 and not named):
            break
        added = range(last + 1, following + 1)
        if any(tokens[one].opens or tokens[one].start - tokens[one - 1].end != 1 for one in added):
            break
        named = named and tokens[following].bare in _CALLED
        last = following
    return last


def _is_next(text: str, tokens: list[_Token], at: int) -> bool:
    """Whether only one space parts a token from the next one."""
    return text[tokens[at].end : tokens[at + 1].start] == " "


def _end_of(token: _Token) -> int:
    return token.end - (token.text.endswith(".") and not token.is_initials)


def _figures(text: str, start: int, end: int) -> Iterator[Hint]:
    for match in _FIGURES.finditer(text, start, min(len(text), end + AROUND)):
        kind = match.lastgroup or ""
        yield Hint(Span(match.start(), match.end()), "" if kind == "number" else kind)
