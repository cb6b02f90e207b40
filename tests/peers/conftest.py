"""Peers run in environments of their own, and what they read becomes a table at the end of the session."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

READERS = Path(__file__).parent / "readers"
PATIENCE = 300
"""Seconds that a peer may take."""

UIMA_JAR = "/usr/share/java/uimaj-core.jar"
"""Where Debian puts it; `DVO_TUI_UIMA_JAR` names another place."""

Read = list[tuple[str, str, str | None]]


@dataclass
class Row:
    """What is known of one peer and format."""

    name: str
    form: str
    versions: str = ""
    written: str = ""
    read: str = ""
    outcome: str = ""
    broken: str = ""


@dataclass(frozen=True)
class Answer:
    """What a peer read of a folder, and what it refused it with."""

    versions: dict[str, str]
    read: Read
    error: str


@dataclass
class Table:
    """One row a peer and format."""

    rows: dict[str, Row] = field(default_factory=dict)

    def row(self, name: str, form: str) -> Row:
        return self.rows.setdefault(f"{name}/{form}", Row(name, form))


KEPT = pytest.StashKey[Table]()


@pytest.fixture(scope="session")
def table(pytestconfig: pytest.Config) -> Table:
    """The rows so far."""
    return pytestconfig.stash.setdefault(KEPT, Table())


@pytest.fixture(scope="session")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str, Path], Answer]:
    """Has a reader read a folder in its environment; skips where that is not there."""
    home = tmp_path_factory.mktemp("home")

    def asked(environment: str, reader: str, folder: Path) -> Answer:
        command = command_of(environment, reader)
        offline = {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "HF_HOME": str(home), "PYTHONUTF8": "1"}
        done = subprocess.run(
            [*command, str(folder)],
            env={**os.environ, **offline, "DOCCANO_HOME": str(home)},
            cwd=home,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        if done.returncode:
            raise AssertionError(f"{reader} ended with {done.returncode}: {done.stderr[-2000:]}")
        said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return Answer(said["versions"], sorted(map(_mention, said["read"]), key=str), said["error"])

    return asked


def command_of(environment: str, reader: str) -> list[str]:
    """How a reader is run; skips where what it runs in is not installed."""
    if environment != "java":
        return [str(python_of(environment)), str(READERS / f"{reader}.py")]
    java, jar = shutil.which("java"), Path(os.environ.get("DVO_TUI_UIMA_JAR") or UIMA_JAR)
    if java is None or not jar.is_file():
        pytest.skip("Java or uimaj-core.jar is not here; Debian has them as default-jdk-headless and libuima-core-java")
    return [java, "-cp", str(jar), str(READERS / f"{reader}.java")]


def python_of(environment: str) -> Path:
    """The interpreter of an environment; skips where it is not installed."""
    python = Path(os.environ.get("DVO_TUI_PEERS", "build/peers")).absolute() / environment / "bin" / "python"
    if not python.exists():
        pytest.skip(f"its environment {environment} is not installed; make peers does that")
    return python


def _mention(said: list[Any]) -> tuple[str, str, str | None]:
    label, quote, link = said
    return str(label), str(quote), link


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """The table, into the file that DVO_TUI_PEERS_TABLE names."""
    kept = config.stash.get(KEPT, Table()).rows
    target = os.environ.get("DVO_TUI_PEERS_TABLE")
    if target and kept:
        Path(target).write_text(_page(list(kept.values())), encoding="utf-8")
        terminalreporter.write_line(f"{target}: {len(kept)} peers")


def _page(rows: list[Row]) -> str:
    lines = [
        "# What other programs read of our exports",
        "",
        "Written by `make peers`. One invented document with emoji, a decomposed ë, a no-break space, mentions inside",
        "mentions and links is exported, read with the peer's own code, and what it read is compared with what we",
        "wrote: type and words of every mention, and whom it links to where the format has links. Then the same with a",
        "mention that is off by one: our `check` must find it before anything is exported.",
        "",
        "| peer | format | we wrote | it read | outcome | a mention off by one |",
        "|---|---|---|---|---|---|",
    ]
    for row in rows:
        cells = (
            f"{row.name} ({row.versions})" if row.versions else row.name,
            row.form,
            row.written,
            row.read,
            row.outcome,
            row.broken,
        )
        lines.append("| " + " | ".join(cell.replace("|", r"\|").replace("\n", " ") or "—" for cell in cells) + " |")
    return "\n".join(lines) + "\n"
