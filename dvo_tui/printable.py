"""The one gate between outside text and the screen: what a terminal could obey or hide becomes visible.

Invariant: one character in, one character out, so that offsets hold; afterwards no control, C1, bidi or other format
character, no lone surrogate and no line separator is left.
"""

from __future__ import annotations

import re

_FORMAT = (
    "\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff0-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
"""Unicode's Cf, Zl and Zp; the tags and variation supplements of plane 14 are hidden text, so they go as a whole."""

_ONE_LINE = re.compile(f"[\x00-\x1f\x7f-\x9f\ud800-\udfff{_FORMAT}]")
_LINES = re.compile(f"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff{_FORMAT}]")

_SHOWN = {chr(code): chr(0x2400 + code) for code in range(0x20)} | {
    "\x7f": "\u2421",
    "\t": " ",
    "\n": " ",
    "\u00ad": "\u2010",
}


def printable(text: str, *, lines: bool = False) -> str:
    """The text as the screen may show it, character for character.

    Controls become control pictures, a tab and a line feed a space, a soft hyphen a hyphen, everything else that is
    invisible or steers the terminal U+FFFD.

    Args:
        text: Any text from outside: minutes, names, file names, labels, errors.
        lines: Keep line feeds, for what is shown on several lines.
    """
    return (_LINES if lines else _ONE_LINE).sub(_visible, text)


def _visible(match: re.Match[str]) -> str:
    return _SHOWN.get(match[0], "\ufffd")
