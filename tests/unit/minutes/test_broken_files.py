"""Minutes of every format, broken: read soundly, or refused in one line; the long form is in `tests/faults`."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise

import pytest

from dvo_tui.errors import InputError
from dvo_tui.minutes.reading import read_bytes
from tests.breaking import broken
from tests.unit.minutes import same_meeting


def _docx_broken(chance: random.Random) -> bytes:
    """A Word file of which one part is broken and packed again, or whose bytes are."""
    data = same_meeting.as_docx() if not _DOCX else _DOCX[0]
    _DOCX[:] = [data]
    if chance.random() < 0.2:
        return broken(data, chance)
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        names = [name for name in old.namelist() if name.endswith((".xml", ".rels"))]
        victim = chance.choice([*names, *["word/document.xml"] * len(names)])
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, broken(content, chance) if name == victim else content)
    return stream.getvalue()


_DOCX: list[bytes] = []
_MARKDOWN, _HTML, _PDF = same_meeting.as_markdown(), same_meeting.as_html(), same_meeting.as_pdf()
_PLAIN = _MARKDOWN.replace(b"|", b"  ").replace(b"---", b"")
SOURCES: dict[str, Callable[[random.Random], bytes]] = {
    "verslag.txt": lambda chance: broken(_PLAIN, chance),
    "verslag.md": lambda chance: broken(_MARKDOWN, chance),
    "verslag.html": lambda chance: broken(_HTML, chance),
    "verslag.docx": _docx_broken,
    "verslag.pdf": lambda chance: broken(_PDF, chance),
}


@pytest.mark.parametrize("name", SOURCES)
def test_broken_minutes_are_read_soundly_or_refused(name: str) -> None:
    break_minutes(name, 12 if name.endswith(("pdf", "docx")) else 60)


def break_minutes(name: str, count: int) -> None:
    """Read `count` broken files of a name."""
    taken = sum(is_read(SOURCES[name](random.Random(f"{name} {number}")), name, number) for number in range(count))
    assert taken > 0, "some must be read, or the test looks at nothing"


def is_read(data: bytes, name: str, seed: int) -> bool:
    """Whether minutes are read; blocks and people must then lie in the text, and else there is one line about it."""
    try:
        minutes = read_bytes(data, name)
    except InputError as error:
        refusal = str(error)
    except Exception as error:
        raise AssertionError(f"{name}, seed {seed}") from error
    else:
        assert all(before.end <= after.start for before, after in pairwise(minutes.blocks)), seed
        spans = [item.span for item in minutes.agenda] + [span for one in minutes.participants for span in one.spans]
        assert all(0 <= span.start < span.end <= len(minutes.text) for span in spans), seed
        return True
    assert "\n" not in refusal, seed
    return False
