"""The YAML that we write ourselves, read at the speed of JSON; whatever else a file holds is left to the strict reader.

Our lines are JSON but for words without quotes. They get their quotes by one substitution, and the JSON reader is the
judge: what it does not take, or what the two languages read differently, is not read here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

_WORD = r"[^\W\d_](?:[\w./()+'-]| (?=[\w.(+]))*"

_SKIPPED = r'(?:[\s\d\[\]{},:.+-]++|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"|(?:null|true|false)(?=[\s,\]}]))*+'
"""Strings, numbers, punctuation and constants: what is JSON already."""

_PLAIN = re.compile(rf"({_SKIPPED})({_WORD})(?=: |[,\]}}\n])")

_UNLIKE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]|[0-9]{19}")
"""What YAML refuses, or breaks lines at, and JSON takes."""

_ESCAPES = re.compile(r"\\(?:u[dD][89a-fA-F]|/)")
_CONSTANTS = re.compile(r"(?<!\w)(?:Null|NULL|True|TRUE|False|FALSE)(?!\w)")

_BLOCK_LINE = re.compile(rf"({_WORD}): ?(.*)")
_MOST_BRACKETS = 24
_MOST_COMMAS = 2_000_000


class _Otherwise(Exception):
    """It is not written the way we write it."""


def read_quickly(data: bytes) -> dict[str, Any] | None:
    """The content of a file that we wrote; `None` where it might be anything else, or wrong."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if not text.endswith("\n") or _is_unlike(text) or text.count(",") > _MOST_COMMAS:
        return None
    try:
        return _document(text)
    except (_Otherwise, ValueError, RecursionError):
        return None


def _is_unlike(text: str) -> bool:
    """Whether it holds what YAML and JSON read differently, or what only one of them refuses."""
    constants = any(word in text for word in ("Null", "NULL", "True", "TRUE", "False", "FALSE"))
    return bool(
        _UNLIKE.search(text) or ("\\" in text and _ESCAPES.search(text)) or (constants and _CONSTANTS.search(text))
    )


def _document(text: str) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for key, rest, lines in _sections(text):
        if key in content:
            raise _Otherwise
        if rest in ("|", "|-", "|+"):
            content[key] = _literal(lines, rest[1:])
        elif rest:
            if lines:
                raise _Otherwise
            content[key] = _values([rest])[0]
        elif lines and lines[0].startswith("- {"):
            content[key] = _table(lines)
        elif lines and lines[0].startswith("- "):
            content[key] = _records(lines)
        else:
            content[key] = _pairs(_unindented(lines))
    return content


def _sections(text: str) -> Iterator[tuple[str, str, list[str]]]:
    """Key, what stands behind it, and the lines below it, of each key at the margin."""
    lines = text[:-1].split("\n")
    starts = [number for number, line in enumerate(lines) if line and line[0] not in " -"]
    if not starts or starts[0] != 0:
        raise _Otherwise
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        key, rest = _key(lines[start])
        yield key, rest, lines[start + 1 : end]


def _key(line: str) -> tuple[str, str]:
    match = _BLOCK_LINE.fullmatch(line)
    if match is None or (match[2] and not line.startswith(": ", match.end(1))):
        raise _Otherwise
    return match[1], match[2]


def _literal(lines: list[str], chomp: str) -> str:
    """A text of several lines, indented by two."""
    if not lines or not lines[0].startswith("  ") or lines[0][2:3] in ("", " ", "\t"):
        raise _Otherwise
    body = "\n".join(_unindented(lines, empty=True))
    ends = len(body) - len(body.rstrip("\n"))
    if chomp == "+":
        return body + "\n"
    return body[: len(body) - ends] + ("" if chomp == "-" else "\n")


def _unindented(lines: list[str], empty: bool = False) -> list[str]:
    if not lines or not all(line.startswith("  ") or (empty and not line) for line in lines):
        raise _Otherwise
    return [line[2:] for line in lines]


def _table(lines: list[str]) -> list[Any]:
    """Records of one line each."""
    if not all(line.startswith("- {") and line.endswith("}") for line in lines):
        raise _Otherwise
    return _values([line[2:] for line in lines])


def _records(lines: list[str]) -> list[Any]:
    """Records of one field a line."""
    starts = [number for number, line in enumerate(lines) if line.startswith("- ")]
    ends = [*starts[1:], len(lines)]
    return [
        _pairs([lines[start][2:], *_unindented(lines[start + 1 : end])] if end > start + 1 else [lines[start][2:]])
        for start, end in zip(starts, ends, strict=True)
    ]


def _pairs(lines: list[str]) -> dict[str, Any]:
    """One field a line, each with a value behind it."""
    keyed = [_key(line) for line in lines]
    values = _values([rest for _key, rest in keyed])
    return _unique([(key, value) for (key, _rest), value in zip(keyed, values, strict=True)])


def _values(written: list[str]) -> list[Any]:
    """The value of each piece, none of which holds more than one."""
    for piece in written:
        if not piece or (piece.count("[") + piece.count("{") > _MOST_BRACKETS and _depth(piece) > _MOST_BRACKETS):
            raise _Otherwise
    # The word at the end has every match begin where the one before ended, and so never inside a string.
    parts = _PLAIN.split("[[" + "\n],[".join(written) + "\n],[end]]")
    if any(parts[0::3][:-1]):
        raise _Otherwise
    del parts[0:-1:3]
    quoted = '"'.join(parts)
    found = json.loads(quoted, object_pairs_hook=_unique, parse_constant=_refuse)
    if len(found) != len(written) + 1 or not all(len(one) == 1 for one in found):
        raise _Otherwise
    return [one[0] for one in found[:-1]]


def _depth(piece: str) -> int:
    deepest = depth = 0
    for character in piece:
        depth += (character in "[{") - (character in "]}")
        deepest = max(deepest, depth)
    return deepest


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Otherwise
    return found


def _refuse(word: str) -> Any:
    raise _Otherwise
