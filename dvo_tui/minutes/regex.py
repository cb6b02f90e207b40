"""Regular expressions that are compiled when they are first asked something.

Compiling the hundreds of patterns of the readers and rules takes longer than reading a short document with them, and
no document asks all of them.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Late:
    """A pattern by its source; with the first thing asked of it, it takes on the methods of the compiled one."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, compiled at its first use.

    Raises:
        re.error: at the first use, if the source is no regular expression.
    """
    return cast(re.Pattern[str], _Late(source, flags))
