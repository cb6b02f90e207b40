"""Sentences and tokens of Dutch minutes, as spans: an abbreviation or initial does not end a sentence, a block does.

Both run in time linear in the text, whatever stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dvo_tui.minutes.model import Block, Span
from dvo_tui.minutes.regex import regex

_END = regex(r"(?P<sign>[.!?…][\"'”’»)\]]{0,3}|\])\s+(?=[^\sa-zà-öø-ÿ])")
_JOINED = (
    r"\u200c\u200d\ufe00-\ufe0f\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
    r"\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"
)
"""What is one sign with the character before it: marks on letters, joiners, and what changes the look of an emoji."""

WORD = rf"\w+(?:[{_JOINED}]+\w*)*"
"""Letters, figures and the marks on them."""

_TOKEN = regex(
    rf"\d+(?:[.,:/-]\d+)+(?![\w{_JOINED}])|['’][stnmkr](?![\w{_JOINED}])|{WORD}(?:['’‑-]{WORD})*"
    rf"|[\U0001f1e6-\U0001f1ff]{{2}}|\S(?:\u200d[^\w\s]|[{_JOINED}])*"
)
_ADDRESS = ("Mw.", "Mw ", "Mevr.", "Mevrouw ", "Dhr.", "Dhr ")
"""How a sentence begins that a single letter before it ends: `… hecht aan C. Mw. Bos vreest …`."""

_WORD_BEFORE = 24
_LONGEST_ASIDE = 1_000


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_NEVER_LAST = _words(
    """
    dhr dhrn mevr mw hr drs dr mr ing ir prof bgm burg weth wnd plv gem art artt nr nrs p pag blz tel jo cf vgl resp
    c.q cq ca circa incl excl max bijv bv o.a oa m.n mn d.d dd t.a.v tav m.b.t mbt i.v.m ivm i.p.v ipv t.b.v tbv
    d.m.v dmv n.a.v nav i.h.k.v ihkv t.g.v tgv m.u.v muv a.d.h.v v.w.b vwb i.c i.o i.o.m iom i.s.m ism o.l.v olv
    o.b.v obv t.o.v tov t.n.v tnv m.i.v miv m.a.w maw d.w.z dwz a.h.w j.l z.g.n zgn afd dir secr vz vrz voorz
    w.o n.o z.o t.w.v
    """
)
"""Abbreviations after which a sentence goes on, whatever the next word begins with."""

_SOMETIMES_LAST = _words(
    """
    a.s as e.d ed e.a ea etc enz jl z.s.m zsm e.v ev m.m n.v.t nvt e.e.a i.d ct
    jan feb febr mrt apr jun jul aug sep sept okt nov dec
    """
)
"""Abbreviations that may close a sentence: they do before a capital, not before a figure or bracket."""


_LONGEST_ABBREVIATION = max(len(word) for word in (*_NEVER_LAST, *_SOMETIMES_LAST))


def sentences(text: str, blocks: Iterable[Block]) -> tuple[Span, ...]:
    """The sentences of each block in order, never across blocks; column titles are none."""
    found: list[Span] = []
    for block in blocks:
        if block.kind == "column":
            continue
        start = block.start
        for match in _END.finditer(text, block.start, block.end):
            if _ends_sentence(text, start, match):
                found.append(Span(start, match.end("sign")))
                start = match.end()
        if start < block.end:
            found.append(Span(start, block.end))
    return tuple(found)


def tokens(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Words (with inner apostrophes and hyphens), numbers, and single signs in `text[start:end]`.

    A letter stays with the marks above it, and an emoji is one sign however many characters it is made of.
    """
    return tuple(Span(*match.span()) for match in _TOKEN.finditer(text, start, end))


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether this full stop, question or exclamation mark, or closing bracket, ends the sentence from `start`."""
    at = match.start()
    if text[at] == "]":  # an aside like `[A4 Postma: lijst rondsturen]` stands by itself
        return text[start] == "[" and at - start < _LONGEST_ASIDE and text.find("]", start) == at
    if text[at] != ".":
        return True
    if text[at - 1].isupper() and (at - 1 == start or text[at - 2].isspace()):  # an initial by itself
        return text.startswith(_ADDRESS, match.end())
    space = text.rfind(" ", max(start, at - _WORD_BEFORE), at)
    last = text[space + 1 : at] if space >= 0 else ""
    if len(last) > _LONGEST_ABBREVIATION and last.isalpha() and last.islower():
        return True
    before = text[max(start, at - _WORD_BEFORE) : at].rsplit(None, 1)
    if not before:
        return False
    word = before[-1].lstrip("([\"'“‘").lower()
    following = text[match.end()]
    if word in _NEVER_LAST:
        return False
    if word in _SOMETIMES_LAST:
        return following.isalpha()
    if (len(word) == 1 and before[-1][-1].isupper()) or _is_initials(before[-1]):
        return False
    return not (word.isdigit() and len(word) < 4 and at - start == len(word))


def _is_initials(word: str) -> bool:
    """`J.P`, `A.M.H`: capitals parted by full stops."""
    parts = word.lstrip("(").split(".")
    return len(parts) > 1 and all(len(part) == 1 and part.isupper() for part in parts)
