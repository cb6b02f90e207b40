"""Numbers and addresses that say who somebody is: telephone, e-mail, BSN, IBAN, licence plate, street and postcode.

Every pattern is linear. A check digit decides where there is one: the eleven test for a BSN, modulo 97 for an IBAN.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from dvo_tui.minutes.model import Span


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

_SPACE = r"[  ]?"
_GAP = r"[ .–‑\xa0-]{0,3}"
_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.){1,8}[A-Za-z]{2,24}")
_DIGITS = re.compile(r"(?<![\w.,€])\d(?:[ .\xa0-]?\d){7,8}(?![\w]|[.,]\d)")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:[ \xa0]?[A-Z0-9]{2,4}){3,8}(?!\w)", re.IGNORECASE)
_PHONE = re.compile(
    rf"(?<![\w.,])(?:(?:\+|00){_SPACE}31{_GAP}(?:\(0\){_GAP})?|\(?0)[1-9]\)?(?:{_GAP}\d){{8}}(?!\w)"
    rf"|(?<![\w.,])0(?:800|900|90[69]|88|85)(?:{_GAP}\d){{4,8}}(?!\w)"
    rf"|(?<![\w.,])\+[1-9]\d{{0,2}}(?:{_GAP}\d){{7,12}}(?!\w)"
)
_SIDES = "BCDEFGHJKLMNOPRSTVWXYZ"
_PLATE = re.compile(
    r"(?<![\w-])(?:"
    r"[A-Z]{2}-\d{2}-\d{2}|\d{2}-\d{2}-[A-Z]{2}|\d{2}-[A-Z]{2}-\d{2}|[A-Z]{2}-\d{2}-[A-Z]{2}|[A-Z]{2}-[A-Z]{2}-\d{2}"
    r"|\d{2}-[A-Z]{2}-[A-Z]{2}|\d{2}-[A-Z]{3}-\d|\d-[A-Z]{3}-\d{2}|[A-Z]{2}-\d{3}-[A-Z]|[A-Z]-\d{3}-[A-Z]{2}"
    r"|[A-Z]{3}-\d{2}-[A-Z]|[A-Z]-\d{2}-[A-Z]{3}|\d-[A-Z]{2}-\d{3}|\d{3}-[A-Z]{2}-\d"
    r")(?![\w-])",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"(?<!\w)[1-9]\d{3}[ \xa0]?(?!SA|SD|SS)[A-Z]{2}(?!\w)")
_STREET = (
    "straat|straatje|laan|laantje|weg|weggetje|plein|pleintje|kade|gracht|singel|dijk|dreef|hof|hofje|pad|steeg|plantsoen|"
    "markt|park|wal|haven|boulevard|allee|burg|ring|baan|brink|erf|oord|rade|veld|kamp|zoom|dam|poort|kwartier"
)
_ADDRESS = re.compile(
    rf"(?<!\w)(?:[A-Z'][\w'’.-]{{0,30}}[ \xa0](?:(?:van|der|den|de|het|ter|ten)[ \xa0]){{0,2}}){{0,4}}"
    rf"[A-Za-z'][\w'’-]{{0,40}}(?:{_STREET})[ \xa0]"
    rf"\d{{1,5}}(?:[ \xa0]?[-/]?[ \xa0]?(?:[a-zA-Z](?!\w)|(?:bis|hs|I{{1,3}})(?!\w)|\d{{1,4}}(?!\w)))?(?!\w)"
    r"|(?<!\w)(?:Laan|Plein|Weg|Kade|Straat|Hof) (?:van|der|den|de|het|[A-Z]\w+)(?: [\w'-]+){0,4} \d{1,5}[a-z]?(?!\w)"
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
    """Whether it is an IBAN by its check digits, spaces left out."""
    bare = "".join(written.split()).upper()
    if not 15 <= len(bare) <= 34:
        return False
    turned = bare[4:] + bare[:4]
    return int("".join(str(int(character, 36)) for character in turned)) % 97 == 1


def _spans(pattern: re.Pattern[str]) -> Callable[[str], Iterator[Span]]:
    def find(text: str) -> Iterator[Span]:
        for match in pattern.finditer(text):
            yield Span(*match.span())

    return find


def _bsns(text: str) -> Iterator[Span]:
    for match in _DIGITS.finditer(text):
        if not _THOUSANDS.fullmatch(match[0]) and passes_eleven_test(re.sub(r"\D", "", match[0])):
            yield Span(*match.span())


def _ibans(text: str) -> Iterator[Span]:
    for match in _IBAN.finditer(text):
        written = match[0]
        while len(written) >= 15:  # a word in capitals behind it may have been taken along
            if is_iban(written):
                yield Span(match.start(), match.start() + len(written))
                break
            shorter = written.rstrip()
            cut = max(shorter.rfind(" "), shorter.rfind("\xa0"))
            if cut < 0:
                break
            written = written[:cut]


_FINDERS: dict[str, Callable[[str], Iterator[Span]]] = {
    "email": _spans(_EMAIL),
    "iban": _ibans,
    "phone": _spans(_PHONE),
    "bsn": _bsns,
    "plate": _spans(_PLATE),
    "address": _spans(_ADDRESS),
    "postcode": _spans(_POSTCODE),
}
