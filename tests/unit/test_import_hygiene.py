"""No headless module pulls in Textual, not even by an import inside a function that runs at import time.

A static graph (import-linter) cannot see what happens at run time, so each group is really imported, alone, in a
fresh interpreter.
"""

from __future__ import annotations

import pkgutil
import subprocess
import sys
from collections import defaultdict

import pytest

import dvo_tui

FORBIDDEN = ("textual", "dvo_tui.tui")

PROBE = """
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
print(*sorted(sys.modules))
"""


def headless_modules() -> dict[str, list[str]]:
    """Every module of the package outside `tui`, by its part: `minutes`, `store`, `cli`, …"""
    groups: dict[str, list[str]] = defaultdict(list)
    pending = [(dvo_tui.__path__, "dvo_tui.")]
    while pending:
        path, prefix = pending.pop()
        for module in pkgutil.iter_modules(path, prefix):
            part = module.name.split(".")[1]
            if part in ("tui", "__main__"):  # __main__ runs the app, by design
                continue
            groups[part].append(module.name)
            if module.ispkg:
                pending.append(([f"{entry}/{module.name.rpartition('.')[2]}" for entry in path], f"{module.name}."))
    return dict(groups)


def modules_after_importing(*names: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", PROBE, *names], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize("part", sorted(headless_modules()))
def test_a_headless_part_imports_without_textual(part: str) -> None:
    loaded = modules_after_importing(*headless_modules()[part])

    assert {name for name in loaded if name.startswith(FORBIDDEN)} == set()


def test_the_walk_finds_nested_modules() -> None:
    assert "dvo_tui.minutes.readers" in headless_modules()["minutes"]


def test_the_probe_would_notice_textual() -> None:
    assert "textual" in modules_after_importing("textual")
