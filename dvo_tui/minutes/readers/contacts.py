"""Whether a line is a letterhead's contact detail: an address, telephone, e-mail, account, nobody's minutes."""

from __future__ import annotations

from dvo_tui.minutes.regex import regex

_CONTACT = regex(
    r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,64}"
    r"|\bwww\.[\w-]{1,64}\.|https?://"
    r"|(?i:\b(?:postbus|postadres|bezoekadres|correspondentieadres)\b)"
    r"|(?i:\b(?:t|tel|telefoon|f|fax|m|mobiel|e|e-mail|doorkiesnummer|doorkiesnr)\b)[.:]?\s{0,4}\+?[(\d][\d ()-]{6,}"
    r"|(?i:\b(?:kvk|iban|btw|k\.v\.k\.)\b)|\bNL\d\d ?[A-Z]{4}"
    r"|\b[1-9]\d{3} ?[A-Z]{2}\b(?:\s|$)"
    r"|(?<!\d)0\d{1,3}[ -]\d{6,8}(?!\d)|(?<!\d)\(0\d{1,3}\) ?\d"
)
_LONGEST = 120


def is_contact(text: str) -> bool:
    """Whether a short line from a margin or text box is there to reach someone."""
    return len(text) <= _LONGEST and _CONTACT.search(text) is not None
