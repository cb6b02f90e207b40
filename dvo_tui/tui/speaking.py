"""Who speaks in a sentence that becomes a turn by hand: the words for it, and whom they mean if a mention says so.

Invariant: the words stand in the sentence as they are given.
"""

from __future__ import annotations

import re

from dvo_tui import names
from dvo_tui.minutes.model import Span
from dvo_tui.review.records import Entity
from dvo_tui.review.session import ReviewSession
from dvo_tui.suggest.vocabulary import DOES, NO_SUBJECT, PARTICLES, SPEECH, STOP_CAPITALS

LEADING = 20
"""Characters before a name that belong to it: article, title, role."""

LONGEST = 6
"""Words that a subject without any mention may have."""

_VERBS = frozenset(
    (*SPEECH, *PARTICLES, *DOES, "is", "heeft", "had", "vindt", "ziet", "zal", "wil", "kan", "hoopt", "denkt", "dankt")
)
_NOBODY = (STOP_CAPITALS | NO_SUBJECT) - {"De", "Het", "Een"}
"""Words with which a sentence begins before its verb, and that are nobody."""

_TITLES = names.HONORIFICS | names.TITLES

_WORD = re.compile(r"\w+")


def speaker_of(session: ReviewSession, span: Span) -> tuple[str | None, str]:
    """The link and the words of who speaks: the subject before the verb, else the first person or body of the sentence.

    Of mentions in the subject a person goes before a body. Both are empty where nobody is named.
    """
    text = session.text
    said = [one for one in session.index.between(span.start, span.end) if isinstance(one, Entity)]
    said = [one for one in said if span.contains(one.spans[0]) and one.status != "rejected"]
    verb = _verb(text, span)
    before = [one for one in said if verb is not None and one.end <= verb]
    for named in (before, None if before or _subject(text, span, verb) else said):
        for type_ in ("PERSON", "ORGANISATION"):
            found = next((one for one in named or () if one.type == type_), None)
            if found is not None:
                return found.link, _with_title(text, span.start if found in before else None, found)
    return None, _subject(text, span, verb)


def _verb(text: str, span: Span) -> int | None:
    """Where the first verb that tells of speaking or doing begins, if the sentence does not begin with it."""
    words = _WORD.finditer(text, span.start, span.end)
    return next((word.start() for word in words if word.start() > span.start and word[0] in _VERBS), None)


def _subject(text: str, span: Span, verb: int | None) -> str:
    """The words up to the verb, where they can be somebody."""
    found = text[span.start : verb].strip(" ,") if verb is not None else ""
    words = found.split()
    return found if words and len(words) <= LONGEST and words[0] not in _NOBODY and "\n" not in found else ""


def _with_title(text: str, begin: int | None, name: Entity) -> str:
    """The name with all that leads in to it from the beginning of its sentence or line; inside one with its title."""
    line = text.rfind("\n", 0, name.start) + 1
    start = max(line, begin) if begin is not None else line
    if name.start - start <= LEADING and (begin is not None or start == name.start):
        return text[start : name.end]
    start = name.start
    for word in reversed(list(_WORD.finditer(text, max(line, name.start - LEADING), name.start))):
        if word[0].casefold() not in _TITLES and (word[0] != "de" or start == name.start):
            break
        start = word.start()
    return text[start : name.end]
