"""Normal forms of Dutch names and how alike two are; a name is never changed here, only compared.

Normalisation decides, not the scorer: titles, initials, accents, punctuation and leading tussenvoegsels are dropped and
what is left, the core, is compared by `fuzz.ratio`. A name can be read in more than one way (`Klein Haneveld` is one
surname, `Annemieke Bos` a first name and one), so every reading of both is tried.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

PROPOSES = 86.0
"""From this score on, two names are proposed as one (25 hand-made pairs part at 80.0 and 90.9)."""

WEAK = 80.0
"""From here up to `PROPOSES` a name is a weak candidate: listed, never applied."""

SHORT = 5
"""Cores of at most this many letters must be equal: one letter makes another name of them."""


def listed(words: str) -> frozenset[str]:
    """Words that are written one after the other."""
    return frozenset(words.split())


HONORIFICS = listed("dhr dhrn heer heren mevr mevrn mw mevrouw mevrouwen meneer dame dames hr fam")
TITLES = listed("drs dr mr ir ing prof bc bsc msc ma ba llm llb mba mpa mpm rc ra phd em jhr jkvr mgr ds")
ROLES = listed(
    """
    bgm burgemeester burgemeesters locoburgemeester loco-burgemeester wethouder wethouders gedeputeerde gedeputeerden
    portefeuillehouder portefeuillehouders voorzitter vicevoorzitter secretaris gemeentesecretaris griffier minister
    staatssecretaris commissaris commandant districtschef districtscommandant teamchef eenheidschef sectorhoofd
    politiechef korpschef officier hoofdofficier hovj ovj advocaat-generaal procureur raadslid raadsleden wijkagent
    projectleider programmamanager programmaleider manager directeur adviseur beleidsadviseur coördinator notulist
    dijkgraaf rechercheur inspecteur lid collega
    """
)
TUSSENVOEGSELS = listed(
    """
    aan af al ben bij bin d da dal dalla de del della den der des di do dos du e el en het in l la las le les lo los 'n
    onder op over 's 't t te ten ter tho thoe thor to toe tot uijt uit van ver vom von voor vor zu zum zur auf
    """
)

_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.-?){1,8}|[A-ZÀ-Þ]{1,4}\.")
_WORDS = re.compile(r"[^\s,()]+|,|\([^)]*\)?")
_FOLD = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "ł": "l", "đ": "d", "ı": "i", "’": "'", "‘": "'", "`": "'"})


class Name(NamedTuple):
    """The parts of a name as written; `titles` holds honorifics, titles and roles."""

    titles: tuple[str, ...]
    initials: str
    first: str
    tussenvoegsel: str
    surname: str


def fold(text: str) -> str:
    """Lower case, accents gone; `ij` and `y` are one letter, as in `Meijer` and `Meyer`."""
    lowered = text.casefold().translate(_FOLD)
    if not lowered.isascii():
        lowered = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    return lowered.replace("ij", "y")


@lru_cache(maxsize=1 << 14)
def parse(text: str) -> Name:
    """The parts of a name in any usual order: `dhr. J.P. van der Berg`, `Annemieke Bos`, `Berg, J.P. van der`."""
    words = [word for word in _WORDS.findall(text) if not word.startswith("(")]
    titles, rest = _without_titles(words)
    if "," in rest:
        comma = rest.index(",")
        rest = [*(word for word in rest[comma + 1 :] if word != ","), *rest[:comma]]
    initials = ""
    first: list[str] = []
    while len(rest) > 1 and _INITIALS.fullmatch(rest[0]) and rest[0].casefold() not in TUSSENVOEGSELS:
        initials += "".join(character for character in rest.pop(0) if character.isupper()) or ""
    if not initials and len(rest) > 1 and not _is_tussenvoegsel(rest[0]) and not titles:
        first.append(rest.pop(0))
        while len(rest) > 2 and not any(map(_is_tussenvoegsel, rest[:2])):
            first.append(rest.pop(0))
    between = []
    while len(rest) > 1 and _is_tussenvoegsel(rest[0]):
        between.append(rest.pop(0))
    return Name(titles, initials, " ".join(first), " ".join(between), " ".join(rest))


def _is_tussenvoegsel(word: str) -> bool:
    return word.casefold().replace("’", "'").rstrip(".") in TUSSENVOEGSELS


def _without_titles(words: list[str]) -> tuple[tuple[str, ...], list[str]]:
    """Honorifics, titles and roles before the name and degrees behind it, and what is left."""
    titles: list[str] = []
    start, end = 0, len(words)
    while start < end - 1:
        bare = words[start].casefold().rstrip(".")
        following = words[start + 1].casefold().rstrip(".")
        article = bare in ("de", "het") and following in HONORIFICS | ROLES
        if not (
            article or bare in HONORIFICS or bare in ROLES or (bare in TITLES and words[start] != words[start].upper())
        ):
            break
        titles.append(words[start])
        start += 1
    while end - 1 > start and words[end - 1].casefold().replace(".", "") in TITLES and end - start > 1:
        titles.append(words[end - 1])
        end -= 1
    kept = words[start:end]
    while kept and kept[-1] == ",":
        kept.pop()
    return tuple(titles), kept


class _Reading(NamedTuple):
    """One way to read a name: what is compared, initials where known, the first name where there may be one.

    `begins` is the first word of a name read as one surname that could be a first name and another.
    """

    core: str
    initials: str
    first: str
    begins: str = ""


def _letters(words: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9 ]", "", fold(words).replace("-", " ")).split())


@lru_cache(maxsize=1 << 16)
def _readings(text: str) -> tuple[_Reading, ...]:
    name = parse(text)
    surname = _letters(name.surname)
    readings = []
    if name.first:
        given = _letters(name.first)
        whole = _letters(f"{name.first} {name.tussenvoegsel} {name.surname}")
        readings.append(_Reading(whole, "", "", given))
        readings.append(_Reading(surname, given[:1], given))
    elif surname:
        readings.append(_Reading(surname, fold(name.initials), ""))
    first, _, last = name.surname.rpartition(" ")
    if name.first and first and last:
        readings.append(_Reading(_letters(last), readings[-1].initials, readings[-1].first))
    half = name.surname.partition("-")[0]
    if len(half) > SHORT - 2 and half != name.surname and surname:
        readings.append(_Reading(_letters(half), readings[-1].initials, readings[-1].first))
    return tuple(dict.fromkeys(readings))


def core(name: str) -> str:
    """What is compared: titles, initials, accents, punctuation and leading tussenvoegsels gone, lower case."""
    readings = _readings(name)
    return readings[0].core if readings else ""


def surname(name: str) -> str:
    """The core of the surname: like `core`, without a first name."""
    return _letters(parse(name).surname)


def first_name(name: str) -> str:
    """The first name, folded; empty where the name has none."""
    return _letters(parse(name).first)


def initials(name: str) -> str:
    """Known initials in lower case: those written, or the first letter of the first name; empty where unknown."""
    parsed = parse(name)
    return fold(parsed.initials) or _letters(parsed.first)[:1]


def codes(name: str) -> tuple[str, ...]:
    """The letters a person may be noted by: `JD` or `JVD` for J. van Dam."""
    parsed = parse(name)
    first = (parsed.initials or parsed.first)[:1].upper()
    words = re.findall(r"[^\W\d_]+", parsed.surname)
    if not first or not words:
        return ()
    short, all_words = first + words[0][0], first + "".join(word[0] for word in words)
    between = "".join(word[0] for word in parsed.tussenvoegsel.split())
    return tuple(dict.fromkeys(form.upper() for form in (short, all_words, first + between + words[0][0])))


def score(a: str, b: str) -> float:
    """How alike two names are, 0 to 100. Initials that are known and differ make it 0.

    From `PROPOSES` on they may be one person; from `WEAK` on they are worth listing. Cores of five letters or fewer
    that are not equal stay below `WEAK`.
    """
    pairs = [(left, right) for left in _readings(a) for right in _readings(b)]
    if any(left.core == right.core and _compatible(left, right) for left, right in pairs):
        return 100.0
    return max((_alike(left.core, right.core) for left, right in pairs if _compatible(left, right)), default=0.0)


def _compatible(left: _Reading, right: _Reading) -> bool:
    if any(x != y for x, y in zip(left.initials, right.initials, strict=False)):
        return False
    if left.begins and right.begins:
        return _alike(left.begins, right.begins) >= PROPOSES
    return not (left.first and right.first) or left.first == right.first


def _alike(left: str, right: str) -> float:
    """How alike two cores are, 0 to 100; short ones only where they are equal."""
    if left == right:
        return 100.0
    from rapidfuzz import fuzz

    ratio = fuzz.ratio(left, right)
    return min(ratio, WEAK - 1) if min(len(left), len(right)) <= SHORT else ratio


def rank(name: str, candidates: Sequence[str], limit: int = 9, least: float = 0.0) -> list[tuple[int, float]]:
    """The best candidates for a name as (index, score), best first, ties in the order given; scores from `least` on.

    A name of which only the beginning is typed, or only the first name, finds its people too, as weak candidates.
    """
    forms, owners = _forms(tuple(candidates))
    if least > WEAK and "rapidfuzz" not in sys.modules and not _any_near(name, forms, least):
        return []
    from rapidfuzz import fuzz, process

    found: dict[int, float] = {}
    for reading in _readings(name):
        near = process.extract(reading.core, forms, scorer=fuzz.ratio, limit=4 * limit, score_cutoff=max(30, least))
        found |= {owners[at]: score(name, candidates[owners[at]]) for _, _, at in near}
        if reading.core and least <= WEAK:
            begun = (at for at, form in enumerate(forms) if form.startswith(reading.core))
            found |= {owners[at]: max(found.get(owners[at], 0.0), WEAK) for at in islice(begun, 4 * limit)}
    wanted = ((value, index) for index, value in found.items() if value > 0 and value >= least)
    ranked = sorted(wanted, key=lambda it: (-it[0], it[1]))
    return [(index, value) for value, index in ranked[:limit]]


def _any_near(name: str, forms: Sequence[str], least: float) -> bool:
    """Whether any form can score so high: it cannot with too few letters in common, and that needs no import to tell.

    Importing the scorer takes longer than reading a short document.
    """
    for core in {reading.core for reading in _readings(name)}:
        letters = [(letter, core.count(letter)) for letter in set(core)]
        for form in forms:
            common = sum(min(count, form.count(letter)) for letter, count in letters)
            if 200 * common + 1 >= least * (len(core) + len(form)):
                return True
    return False


@lru_cache(maxsize=8)
def _forms(candidates: tuple[str, ...]) -> tuple[list[str], list[int]]:
    """Every core and first name of the candidates, and whose it is: normalised once, then a query is cheap."""
    pairs = [
        (form, index)
        for index, text in enumerate(candidates)
        for reading in _readings(text)
        for form in (reading.core, reading.first)
        if form
    ]
    return [form for form, _ in pairs], [index for _, index in pairs]
