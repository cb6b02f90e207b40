"""Which English messages the code holds, for `make catalogues` (through babel.cfg) and for the test of the catalogue.

Babel's own extractor reads tokens: before Python 3.12 it sees nothing inside f-strings, and no docstrings of commands.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Collection, Iterator, Mapping
from typing import IO

PLACES: dict[str, int | None] = {
    "_": 0,
    "N_": 0,
    "DvoError": 0,
    "InputError": 0,
    "Refused": 0,
    "StoreError": 0,
    "DatasetError": 0,
    "NotDurable": 0,
    "Overtaken": 0,
    "Damaged": 0,
    "Finding": 2,
    "Loss": 3,
    "_error": 1,
    "_advice": 1,
    "_refused": 0,
    "refused": 1,
    "_back": 2,
    "option": None,
}
"""Where each function or class takes its message; `None`: as `help`."""

COMMANDS = frozenset({"command", "group"})
"""Decorators of functions whose docstring click shows as help."""

Message = tuple[int, str | None, str, list[str]]
"""Line, function, message and comments, as Babel takes them."""


def extract(
    fileobj: IO[bytes], keywords: Mapping[str, object], comment_tags: Collection[str], options: Mapping[str, str]
) -> Iterator[Message]:
    """Babel's extraction method: every message of a module, in the order in which they stand there."""
    del keywords, comment_tags, options
    for line, message in sorted(_messages(ast.parse(fileobj.read()))):
        yield line, None, message, []


def _messages(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node) in PLACES:
            yield from _literals(_argument(node, PLACES[_name(node)]))
        elif isinstance(node, ast.FunctionDef) and any(
            _name(decorator) in COMMANDS for decorator in node.decorator_list
        ):
            yield node.lineno, inspect.cleandoc(ast.get_docstring(node) or "")


def _name(node: ast.expr) -> str:
    function = node.func if isinstance(node, ast.Call) else node
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _argument(call: ast.Call, place: int | None) -> ast.expr | None:
    if place is None:
        return next((keyword.value for keyword in call.keywords if keyword.arg == "help"), None)
    return call.args[place] if place < len(call.args) else None


def _literals(node: ast.expr | None) -> Iterator[tuple[int, str]]:
    """The strings that an expression can be: a literal, or one of two."""
    if isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.lineno, node.value
