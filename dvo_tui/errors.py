"""What went wrong in one line: what, where, what to do. Never a word of the minutes themselves.

Messages are English templates, so that the edge (`cli`, `tui`) can translate them before it fills in the values.
"""

from __future__ import annotations


class DvoError(Exception):
    """A refusal that a person can act on; the command line turns it into one line and exit code 1.

    Args:
        message: An English template in `str.format` syntax, also the key of its translation.
        **values: What the template names; shown to the user, so never text of the minutes. Words from a file come
            to stand on one line.
    """

    def __init__(self, message: str, **values: object) -> None:
        self.message = message
        self.values = {
            name: " ".join(value.splitlines()) if isinstance(value, str) else value for name, value in values.items()
        }
        super().__init__(message.format(**self.values))


class InputError(DvoError):
    """A file that cannot be read as minutes."""


class Refused(DvoError):
    """A command that the review session does not carry out; nothing has changed."""


class StoreError(DvoError):
    """The workspace cannot be read or written."""


class DatasetError(DvoError):
    """A dataset or scheme file that breaks its own format."""
