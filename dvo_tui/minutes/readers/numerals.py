"""Numbers as lists print them: decimal, letters, roman."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LARGEST_ROMAN = 4_999


def numeral(number: int, style: str) -> str:
    """A number in a style of Word's `ST_NumberFormat`; a style not known here prints as decimal.

    After `z` letters double, as Word and browsers have it up to there: `y`, `z`, `aa`, `bb`.
    """
    if style == "none":
        return ""
    if style == "decimalZero":
        return f"{number:02d}"
    if style == "ordinal":
        return f"{number}e"
    folded = style.lower()
    if folded.endswith("letter") and 0 < number <= 26 * 26:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if style.startswith("upper") else letters
    if folded.endswith("roman") and 0 < number <= _LARGEST_ROMAN:
        letters = ""
        for value, letter in _ROMAN:
            letters += letter * (number // value)
            number %= value
        return letters.upper() if style.startswith("upper") else letters
    return str(number)
