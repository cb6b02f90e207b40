"""The interface's language: Dutch where the locale is Dutch or `--lang nl` asks for it, English elsewhere.

Messages are English in the code and the key of their translation; catalogues are gettext's, under `locale/`.
"""

from __future__ import annotations

import gettext as _gettext
import os
from pathlib import Path

from dvo_tui.errors import DvoError

LANGUAGES = ("nl", "en")

_catalogue: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"


def choose(language: str | None = None) -> str:
    """Set the language from `language`, else from the locale's environment; returns the one that holds."""
    global _catalogue, _language
    _language = language if language in LANGUAGES else _from_environment()
    folder = Path(__file__).parent / "locale"
    _catalogue = _gettext.translation("dvo_tui", folder, languages=[_language], fallback=True)
    return _language


def current() -> str:
    """The language that holds, `nl` or `en`."""
    return _language


def _(message: str) -> str:
    """The translation of an English message."""
    return _catalogue.gettext(message) if message else ""


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for a message that is translated where it is shown
    """Mark a message for the catalogue."""
    return message


def explain(error: DvoError) -> str:
    """An error's one line in the language that holds."""
    return _(error.message).format(**error.values)


def _from_environment() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "nl" if value.lower().startswith("nl") else "en"
    return "en"
