"""The app in a browser: a server that speaks to this machine only, and the driver of the app behind each tab."""

from __future__ import annotations

import os

_SERVED = "textual.drivers.web_driver:WebDriver"
"""What textual-serve sets `TEXTUAL_DRIVER` to."""


def is_served() -> bool:
    """Whether this process is the app behind a tab."""
    return os.environ.get("TEXTUAL_DRIVER") == _SERVED
