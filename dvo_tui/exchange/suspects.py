"""What looks like a name or a number of somebody in any text, whether or not anybody marked it.

A wrong hit costs a glance, a missed one somebody's privacy; so what is doubtful is found. Only a word of every day with
a capital where a line, cell or sentence opens is none: too many of those, and nobody reads the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from dvo_tui import names
from dvo_tui.exchange.variants import WORDS
from dvo_tui.minutes.model import Span
from dvo_tui.review.hints import Hint
from dvo_tui.suggest import lexicon, vocabulary

_LONG_NUMBER = re.compile(r"(?<![\w.,])\d[\d .-]{4,}\d(?!\w)")
_EVERYDAY_NUMBER = re.compile(
    r"\d{1,3}(?:\.\d{3})+|(?:19|20)\d\d ?- ?(?:19|20)\d\d|\d?\d\.\d\d ?- ?\d?\d\.\d\d|(?:19|20)\d\d-(?:0\d|1[0-2])"
)
_DAY = re.compile(
    r"(?<![\w.-])(?:\d{1,2}[-/.]\d{1,2}[-/.](?P<year>\d{4}|\d\d)|(?P<first>(?:19|20)\d\d)-\d\d-\d\d"
    rf"|\d{{1,2}} (?:{'|'.join(sorted(vocabulary.MONTHS, reverse=True))})\.? (?P<last>(?:19|20)\d\d))(?![\w-])",
    re.IGNORECASE,
)
_BORN = re.compile(r"(?:\bgeb(?:oren)?\b|geboorte\w*)[^\w\n]{0,3}(?:\w+[^\w\n]{1,2}){0,2}$", re.IGNORECASE)
_GROWN = 12
"""A day so many years before the meeting is likely that of a birth."""

_CALLED = re.compile(
    r"(?i:\b(?:dhr|mevr|mw|drs|ir|mr|ing|dr|heer|heren|mevrouw|meneer|dames?|familie|fam|gezin|echtpaar|broers?|"
    r"zus(?:sen)?|vader|moeder|zoon|dochter|bewoner|bewoonster|slachtoffer|verdachte|getuige|melder|cliënt|buurman|"
    r"buurvrouw|genaamd|heet|casus|dossier))[. -]{1,2}(?!persoon-)((?:[A-Za-zÀ-ÿ']{1,4} ){0,3}[A-ZÀ-Þ][\w'’-]+)"
)
_CALLED_SMALL = re.compile(r"(?i:\b(?:dhr|mevr|mw)\.) (?!persoon-|en |of |de heer )([a-zà-ÿ][\w'’-]{2,})")
_JOINED = re.compile(r"(?<![\w-])[a-zà-ÿ]+-([A-ZÀ-Þ][a-zà-ÿ]{2,})(?!\w)")
_HANDLE = re.compile(r"(?<![\w.@])@[A-Za-z_]\w{2,30}")
_LINK = re.compile(r"(?<!\w)(?:(?:https?://|www\.)[\w.-]{1,80}|linkedin\.com)/[^\s<>\"')\]]{2,300}")
_FILE = re.compile(r"(?<![\w-])[\w-]{1,120}\.(?:docx?|pdf|xlsx?|pptx?|msg|eml|jpe?g|png)(?!\w)", re.IGNORECASE)
_HOUSE = re.compile(
    r"(?i:\b(?:huisnummers?|huisnr\.?|(?:woning|pand|perceel|woont|bewoner) (?:op|met) (?:nummer|nr\.?))) "
    r"(\d{1,5}[a-z]?)\b"
)
_LIVES = re.compile(
    r"(?i:\b(?:adres|locatie|\w*woning|woon\w*|woont|wonend|pand|perceel|verblijft|gevestigd))(?: \w+){0,3}?:? "
    r"((?:[A-ZÀ-Þ'][\w'’-]* ){1,4}(?:\d{4} )?(?:nr\.? )?\d{1,4}[a-z]?)(?![\w.])"
)
_PLATE = re.compile(r"(?<![\w-])(?:[A-Z]{1,3}|\d{1,3})(?: (?:[A-Z]{1,3}|\d{1,3})){2}(?![\w-])")
"""A licence plate with spaces for dashes, where it has six signs, letters and digits."""


class Found(NamedTuple):
    """Where something stands, and whether it looks like a `name`, a `number` or an `address`."""

    span: Span
    kind: str


def numbers(text: str, year: int | None) -> Iterator[Found]:
    """Long numbers, dates that may be of a birth, house numbers, plates with spaces.

    Args:
        text: The text.
        year: That of the meeting, where it is known.
    """
    for match in _DAY.finditer(text):
        said = match["year"] or match["first"] or match["last"]
        then = int(said) + (0 if len(said) == 4 else 1900 if year is None or int(said) > year % 100 else 2000)
        if (year is not None and then <= year - _GROWN) or _BORN.search(
            text, max(0, match.start() - 40), match.start()
        ):
            yield Found(Span(*match.span()), "number")
    for match in _LONG_NUMBER.finditer(text):
        if sum(map(str.isdigit, match[0])) > 5 and not (_EVERYDAY_NUMBER.fullmatch(match[0]) or _DAY.search(match[0])):
            yield Found(Span(*match.span()), "number")
    for match in _PLATE.finditer(text):
        if len(match[0]) == 8 and re.search(r"\d", match[0]) and re.search("[A-Z]", match[0]):
            yield Found(Span(*match.span()), "number")
    for pattern in (_HOUSE, _LIVES):
        for match in pattern.finditer(text):
            yield Found(Span(*match.span(1)), "address")


def names_in(text: str) -> Iterator[Found]:
    """What somebody is called by, what a word with a capital is joined to, and names in addresses of the internet."""
    for pattern in (_CALLED, _CALLED_SMALL, _JOINED):
        for match in pattern.finditer(text):
            yield Found(Span(*match.span(1)), "name")
    for pattern in (_HANDLE, _LINK, _FILE):
        for match in pattern.finditer(text):
            yield Found(Span(*match.span()), "name")


def is_name(text: str, hint: Hint) -> bool:
    """Whether what nobody marked may be a name of somebody: a capital in it that does not just open something."""
    written = text[hint.span.start : hint.span.end]
    if not any(character.isupper() for character in written):
        return False
    words = written.split()
    if len(words) > 1 and _SENTENCE_END.fullmatch(words[0]):  # an abbreviation, and what opens the next sentence
        words.pop(0)
        return not all(map(_is_everyday, words))
    first = words[0] in lexicon.first_names()
    if hint.type == "DATE":  # Jan, and no January
        return first and written.isalpha()
    if hint.type not in ("", "PERSON"):
        code = written.isalpha() and written.isupper() and written not in listed()
        return (first and len(words) > 1) or (code and _SAYS_SO.match(text, hint.span.end) is not None)
    if all(map(_is_everyday, words)) and not (words[0] in _ARTICLES and len(words) > 1):
        opens = _OPENS.search(text, max(0, hint.span.start - 60), hint.span.start) is not None
        return not ((opens or written.isupper()) and not (len(words) == 1 and _is_acting(text, hint.span.end)))
    return True


_ARTICLES = names.listed("De Den Van Ter Ten")
"""With a capital, and another one behind it, it is rather that of a name than that of a sentence."""

_SAYS_SO = re.compile(rf":|[ \xa0]{{2}}|[ \xa0](?:{'|'.join(sorted(vocabulary.SPEECH))})(?!\w)")

_OPENS = re.compile(
    r"(?:(?:^|[^\w\s,&%)'’”]|[ \t\xa0]{2}|[\t\n])[ \t\xa0]*(?:\[[ x]\] )?"
    r"(?:(?:\d[\d.:-]*|[A-Z]\d+|[IVX]+|[A-Z])?[a-z]?[.):]?[ \t\xa0]+)?)$"
)
"""What stands before a word that has its capital for where it stands; the number of an item may be between."""

_SENTENCE_END = re.compile(r"[A-Z][A-Z\d&]+\.")
_LABEL = re.compile(r"[A-Z]?\d+(?:[./-][A-Z\d]+)*[a-z]?[.:)]?|[A-Z](?:/[A-Z])*|[IVX]{2,}\.|[A-Z]\.(?:[a-z]\.?){2,}")
_ENDINGS = tuple(
    sorted(
        names.listed(
            """
            atie aties heid heden iteit iteiten ische elijk elijke schap lijst lijsten punt punten verslag verslagen
            overleg voorstel voorstellen aanvraag aanvragen verzoek verzoeken programma incidenten beeld controle
            controles afspraak afspraken regeling regelingen stelling melding meldingen oplichting bespreking
            handhaving begroting rekening nota plan plannen agenda kalender zaal beleid beleids notitie rapportage
            rapportages evaluatie voorziening
            """
        )
    )
)
"""How compounds end that nobody is called."""


@cache
def _everyday() -> frozenset[str]:
    listed = lexicon.everyday() | lexicon.name_words() | {word.casefold() for word in vocabulary.STOP_CAPITALS}
    listed |= {word.casefold() for word in vocabulary.NO_SUBJECT} | set(vocabulary.MONTHS) | set(vocabulary.WEEKDAYS)
    return listed - WORDS - {name.casefold() for name in lexicon.first_names()} | _NOBODY


_NOBODY = names.listed(
    "aan ad al achter de eind er goed groot het in ja jong klein kort lang meer nee nieuw op oud ten ter van wil"
)
"""Words that open something far more often than they are the name of somebody."""


def _is_everyday(word: str) -> bool:
    bare = word.casefold().strip(".,:;()'’\"")
    parts = [part for part in re.split(r"[-/]", bare) if part]
    return bool(_LABEL.fullmatch(word)) or all(
        part in _everyday()
        or part in names.HONORIFICS
        or (len(part) > 7 and part.removesuffix("'s").endswith(_ENDINGS))
        for part in parts
    )


_NEXT = re.compile(r"[ \xa0]([a-zà-ÿ]+)")


def _is_acting(text: str, end: int) -> bool:
    """Whether the word behind it says what somebody does."""
    match = _NEXT.match(text, end)
    return match is not None and match[1] in vocabulary.REPORTING | vocabulary.NOT_SAYING


@cache
def listed() -> frozenset[str]:
    """Every name that the gazetteers know, as it is written and in full, but the first names of people."""
    entries = [entry for found in lexicon.index().values() for entry in found if entry.type != "FIRST_NAME"]
    return frozenset(form for entry in entries for form in (entry.form, entry.canonical, entry.expansion) if form)
