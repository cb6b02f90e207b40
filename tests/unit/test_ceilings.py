"""Nothing grows too large to read: modules, classes and functions stay under the ceilings of the design."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

import dvo_tui

MODULE_LINES = 500
CLASS_LINES = 350
FUNCTION_LINES = 45
FUNCTION_QUANTILE = 0.95

ROOT = Path(dvo_tui.__file__).parent
MODULES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py"))


@cache
def tree(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"))


def length(node: ast.stmt) -> int:
    assert node.end_lineno is not None
    return node.end_lineno - node.lineno + 1


@pytest.mark.parametrize("module", MODULES)
def test_a_module_stays_readable_in_one_sitting(module: str) -> None:
    lines = len((ROOT / module).read_text(encoding="utf-8").splitlines())

    assert lines <= MODULE_LINES


@pytest.mark.parametrize("module", MODULES)
def test_no_class_becomes_a_god_class(module: str) -> None:
    too_long = {
        node.name: length(node)
        for node in ast.walk(tree(module))
        if isinstance(node, ast.ClassDef) and length(node) > CLASS_LINES
    }

    assert too_long == {}


def test_nearly_every_function_fits_on_a_screen() -> None:
    lengths = sorted(
        (length(node), f"{module}:{node.lineno} {node.name}")
        for module in MODULES
        for node in ast.walk(tree(module))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    at_quantile = lengths[int(FUNCTION_QUANTILE * (len(lengths) - 1))][0] if lengths else 0

    longest = [f"{size} {where}" for size, where in reversed(lengths) if size > FUNCTION_LINES]
    assert at_quantile <= FUNCTION_LINES, "\n".join(longest)
