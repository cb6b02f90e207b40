"""Numbers and addresses that say who somebody is: telephone, e-mail, BSN, IBAN, licence plate, street and postcode.

Every pattern is linear. A check digit decides where there is one: the eleven test for a BSN, modulo 97 for an IBAN.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from dvo_tui.minutes.model import Span
from dvo_tui.suggest import lexicon


class Identifier(NamedTuple):
    """Where one stands, and of what kind it is (a key of `KINDS`)."""

    span: Span
    kind: str


KINDS: dict[str, tuple[str, str]] = {
    "email": ("[e-mailadres]", "5.1.2e"),
    "bsn": ("[BSN]", "5.1.1e"),
    "iban": ("[IBAN]", "5.1.2e"),
    "phone": ("[telefoonnummer]", "5.1.2e"),
    "plate": ("[kenteken]", "5.1.2e"),
    "postcode": ("[postcode]", "5.1.2e"),
    "address": ("[adres]", "5.1.2e"),
}
"""What stands in the place of each kind, and the ground of the Woo that it is usually left out for."""

_SPACE = r"[ \xa0]?"
_GAP = r"[ ./–‑\xa0()-]{0,3}"

_AT = re.compile(
    r"(?<=[\w.!#$%&'*+/=?^`{|}~ \xa0-])@|(?<=[ \xa0])(?:apenstaart(?:je)?|at)(?=[ \xa0])"
    r"|[(\[{<][ ]?(?:at|apenstaart(?:je)?|@)[ ]?[)\]}>]",
    re.IGNORECASE,
)
_LOCAL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}[ \xa0]?$")
_LOCAL_SAID = re.compile(
    r"(?:[\w.+-]{1,64}(?: punt |[ ]?[(\[{](?:punt|dot)[)\]}][ ]?)){0,4}[\w.+-]{1,64}[ \xa0]?$", re.IGNORECASE
)
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})"
_DOMAIN = re.compile(rf"[ \xa0]?{_LABEL}(?:\.{_LABEL}){{0,7}}\.[A-Za-z]{{2,24}}")
_DOT = r"(?:\.|[ ]?[(\[{](?:punt|dot|\.)[)\]}][ ]?|[ ]punt[ ])"
_DOMAIN_SAID = re.compile(rf"[ \xa0]?{_LABEL}(?:{_DOT}{_LABEL}){{0,7}}?{_DOT}[A-Za-z]{{2,24}}(?!\w)", re.IGNORECASE)

_DIGITS = re.compile(r"(?<![\w.,€])\d(?:[ .\xa0-]?\d){7,8}(?![\w]|[.,]\d)")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_DAY = re.compile(
    r"(?<!\d)(?:\d{1,2}[-./ ]\d{1,2}[-./ ](?:19|20)\d\d|(?:19|20)\d\d[-. ]\d\d[-. ]\d\d"
    r"|(?:19|20)\d\d ?[-/ ] ?(?:19|20)\d\d)(?!\d)"
)
"""A date or two years: what has as many digits as a number of somebody."""

_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:[ \xa0-]?[A-Z0-9]{2,4}){3,8}(?!\w)", re.IGNORECASE)
_PHONE = re.compile(
    rf"(?<![\w.,])(?:\(?(?:\+|00){_SPACE}31\)?{_GAP}(?:\(0\){_GAP})?|\(?0)[1-9](?:{_GAP}\d){{8}}(?!\w)"
    rf"|(?<![\w.,])0(?:800|900|90[69]|88|85)(?:{_GAP}\d){{4,8}}(?!\w)"
    rf"|(?<![\w.,])\(?(?:\+[1-9]|00[1-9])\d{{0,2}}\)?(?:{_GAP}\d){{7,12}}(?!\w)"
)
_EXTENSION = re.compile(
    r"(?<!\w)(?:toestel|tst|doorkies|telefoon|tel|mobiel|mob|fax)(?:nr|nummer)?\b[.:]{0,2}[ \xa0]?"
    r"(\d(?:[ .\xa0-]?\d){3,9})(?!\w)",
    re.IGNORECASE,
)
"""The part of a telephone number that is given to colleagues, behind the word for it."""

_PLATES = (
    *("LL-NN-NN", "NN-NN-LL", "NN-LL-NN", "LL-NN-LL", "LL-LL-NN", "NN-LL-LL", "NN-LLL-N", "N-LLL-NN", "LL-NNN-L"),
    *("L-NNN-LL", "LLL-NN-L", "L-NN-LLL", "N-LL-NNN", "NNN-LL-N"),
)
"""Every series of Dutch licence plates: L is a letter, N a digit."""


def _shapes(between: str, plates: Iterable[str]) -> str:
    return "|".join("".join({"L": "[A-Z]", "N": r"\d"}.get(one, between) for one in plate) for plate in plates)


_CLEAR = tuple(plate for plate in _PLATES if plate not in ("LL-NN-NN", "NN-NN-LL", "LL-LL-NN", "NN-LL-LL"))
"""What is a plate without its dashes too; the others may be a year behind two letters, or a postcode."""

_MONTHS = "jan|feb|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec"
_PLATE = re.compile(rf"(?<![\w-])(?!\d{{1,2}}-(?:{_MONTHS})-)(?:{_shapes('-', _PLATES)})(?![\w-])", re.IGNORECASE)
_BARE_PLATE = re.compile(rf"(?<![\w-])(?:{_shapes('', _CLEAR)})(?![\w-])")
_FOREIGN = r"(?=[A-Z0-9 -]{0,9}\d)(?=[0-9 -]{0,9}[A-Z])[A-Z0-9]{1,4}(?:[ -]?[A-Z0-9]{1,4}){1,3}"
_CALLED_PLATE = re.compile(
    r"(?<!\w)(?:[Kk]enteken(?:plaat)?|KENTEKEN|[Nn]ummer(?:bord|plaat))(?:en|s)?(?:nummer)?[^\w\n]{1,3}"
    rf"((?i:{_shapes('[ -]?', _PLATES)})|{_FOREIGN})(?![\w-])"
)
_UNITS = "km|kg|mm|cm|ml|cc|pk|kw|kv|gb|mb|mw|hz|st|ha|th|nd"
_AFTER_YEAR = "OM|EN|IN|DE|OP|TE|ER|IS|AB|DB|VR|MT|RO|EU|OV|WO|DT|MJ|BV|NV|UU|PM"
_POSTCODE = re.compile(
    rf"(?<!\w)(?!(?:19|20)\d\d[ \xa0](?:{_AFTER_YEAR})(?!\w))[1-9]\d{{3}}[ \xa0]?(?!SA|SD|SS)[A-Z]{{2}}(?!\w)"
    rf"|(?<!\w)[1-9]\d{{3}}(?!{_UNITS})[A-Za-z]{{2}}(?!\w)|(?i:(?<=postcode )[1-9]\d{{3}} [a-z]{{2}}(?!\w))"
)
_STREET = r"straat|straatje|plein|pleintje|gracht|singel|plantsoen|steeg|str\."
_CAPITAL_STREET = (
    "laan|laantje|weg|weggetje|kade|dijk|dreef|hof|hofje|pad|markt|park|wal|haven|boulevard|allee|burg|baan|brink|erf|"
    r"veld|kamp|zoom|dam|poort|kwartier|(?<!e)ring|(?<![wkm])oord|(?<!pa)rade"
)
"""How streets end that other words end in too; so these are streets only with a capital."""

_ALONE = (
    "Straat|Laan|Weg|Plein|Kade|Gracht|Singel|Dijk|Dreef|Hof|Pad|Steeg|Plantsoen|Markt|Park|Wal|Haven|Brink|Erf|Dam"
)
_NUMBER = (
    rf"(?!(?:19|20)\d\d(?!\w)|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d|\d{{1,2}}[ \xa0](?:{_MONTHS}|maart|augustus))"
    r"(?:(?:nr|nummer|no)\.?[ \xa0]?)?\d{1,5}"
    r"(?:[ \xa0]?[-/]?[ \xa0]?(?:[a-zA-Z](?!\w)|(?:bis|hs|I{1,3})(?!\w)|\d{1,4}(?!\w)))?(?!\w)"
)
_BEFORE = r"(?<!\w)(?:[A-Z'][\w'’.-]{0,30}[ \xa0](?:(?:van|der|den|de|het|ter|ten)[ \xa0]){0,2}){0,4}"
_ADDRESS = re.compile(
    rf"{_BEFORE}(?:[A-Za-z'][\w'’-]{{0,40}}(?:{_STREET})|[A-Z'][\w'’-]{{0,40}}(?:{_CAPITAL_STREET}))[ \xa0]{_NUMBER}"
    r"|(?<!\w)(?:Laan|Plein|Weg|Kade|Straat|Hof) (?:van|der|den|de|het|[A-Z]\w+)(?: [\w'-]+){0,4} \d{1,5}[a-z]?(?!\w)"
    rf"|(?<!\w)(?:(?:[A-Z][\w'’.-]{{0,30}}|['’]t)[ \xa0]){{0,3}}(?:{_ALONE})[ \xa0]{_NUMBER}"
    r"|(?<!\w)(?i:postbus)[ \xa0]\d{1,5}(?!\w)"
)


def identifiers(text: str) -> list[Identifier]:
    """Every identifier in a text, in order; where two overlap, the one of the surer kind stays."""
    found: list[Identifier] = []
    taken = bytearray(len(text))
    for kind, finder in _FINDERS.items():
        for span in finder(text):
            if not any(taken[span.start : span.end]):
                taken[span.start : span.end] = b"\1" * len(span)
                found.append(Identifier(span, kind))
    return sorted(found)


def passes_eleven_test(digits: str) -> bool:
    """Whether nine digits (or eight, with the leading zero left out) can be a BSN."""
    padded = digits.rjust(9, "0")
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(int(digit) * weight for digit, weight in zip(padded, weights, strict=True))
    return total % 11 == 0 and int(padded) > 0


def is_iban(written: str) -> bool:
    """Whether it is an IBAN by its check digits, spaces and dashes left out."""
    bare = "".join(written.split()).replace("-", "").upper()
    if not 15 <= len(bare) <= 34:
        return False
    turned = bare[4:] + bare[:4]
    return int("".join(str(int(character, 36)) for character in turned)) % 97 == 1


def _spans(pattern: re.Pattern[str]) -> Callable[[str], Iterator[Span]]:
    def find(text: str) -> Iterator[Span]:
        for match in pattern.finditer(text):
            yield Span(*match.span())

    return find


def _emails(text: str) -> Iterator[Span]:
    """What stands around an at-sign, also where it is written as a word so that no machine should read it."""
    for match in _AT.finditer(text):
        plain = match[0] == "@"
        before = text[max(0, match.start() - 100) : match.start()]
        local = (_LOCAL if plain else _LOCAL_SAID).search(before)
        domain = (_DOMAIN if plain else _DOMAIN_SAID).match(text, match.end())
        if local and domain:
            yield Span(match.start() - len(local[0]), domain.end())


def _phones(text: str) -> Iterator[Span]:
    for match in _PHONE.finditer(text):
        if not _DAY.search(match[0]):
            yield Span(*match.span())
    for match in _EXTENSION.finditer(text):
        yield Span(*match.span(1))


def _plates(text: str) -> Iterator[Span]:
    for pattern in (_PLATE, _BARE_PLATE):
        yield from _spans(pattern)(text)
    for match in _CALLED_PLATE.finditer(text):
        yield Span(*match.span(1))


def _addresses(text: str) -> Iterator[Span]:
    for match in _ADDRESS.finditer(text):
        street = re.split(r"[ \xa0](?:\D{2,8}[ \xa0]?)?(?=\d)", match[0])[0]
        if not {street, street.split()[-1]} & _places():
            yield Span(*match.span())


@cache
def _places() -> frozenset[str]:
    """Towns and villages, which end as streets do: `Tilburg 12`."""
    listed = (line for name in ("municipalities", "villages") for line in lexicon.load(name)["names"].splitlines())
    return frozenset(form.strip(" ?") for line in listed for form in line.split("|"))


def _bsns(text: str) -> Iterator[Span]:
    for match in _DIGITS.finditer(text):
        if _THOUSANDS.fullmatch(match[0]) or _DAY.search(match[0]):
            continue
        if passes_eleven_test(re.sub(r"\D", "", match[0])):
            yield Span(*match.span())


def _ibans(text: str) -> Iterator[Span]:
    for match in _IBAN.finditer(text):
        written = match[0]
        while len(written) >= 15:  # a word in capitals behind it may have been taken along
            if is_iban(written):
                yield Span(match.start(), match.start() + len(written))
                break
            shorter = written.rstrip()
            cut = max(shorter.rfind(" "), shorter.rfind("\xa0"), shorter.rfind("-"))
            if cut < 0:
                break
            written = written[:cut]


_FINDERS: dict[str, Callable[[str], Iterator[Span]]] = {
    "email": _emails,
    "iban": _ibans,
    "phone": _phones,
    "bsn": _bsns,
    "plate": _plates,
    "address": _addresses,
    "postcode": _spans(_POSTCODE),
}
