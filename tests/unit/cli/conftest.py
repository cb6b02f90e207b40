"""The command line, run in this process: what it prints and the exit code it ends with."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from dvo_tui import cli, language

EXAMPLES = Path(__file__).parents[3] / "examples"
SHORT = EXAMPLES / "driehoek-terbrugge-2022-02-07.txt"


class Done(NamedTuple):
    code: int
    out: str
    err: str


Dvo = Callable[..., Done]


@pytest.fixture
def dvo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Dvo]:
    """`dvo-tui` with these arguments, in an empty folder, in English."""
    for name in ("DVO_TUI_WORKSPACE", "DVO_TUI_REVIEWER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object, stdin: str | bytes = b"") -> Done:
        language.choose("en")
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "argv", ["dvo-tui", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        code = cli.run()
        out, err = capsys.readouterr()
        return Done(code, out, err)

    before = language.current()
    yield run
    language.choose(before)
