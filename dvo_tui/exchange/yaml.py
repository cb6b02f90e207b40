"""Datasets as YAML that people can read and git can compare: a record a line, or a field a line where it holds prose.

Every reader, YAML 1.1 or 1.2, gets back what was written: what could look like something else is quoted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from dvo_tui.errors import DatasetError
from dvo_tui.exchange.dataset import Dataset, plain

PROSE = {"decisions", "actions"}
"""Records with sentences in them: a field a line. The other layers are tables: a record a line."""

_PLAIN = re.compile(r"[^\W\d_](?:[\w./()+'-]| (?=[\w.(+]))*")
"""Begins with a letter, and holds nothing that means something in YAML; a single space never ends it."""

_AMBIGUOUS = re.compile(r"(?i:null|true|false|yes|no|on|off|y|n|nan|inf|infinity)|[0-9a-f]{6,}|[0-9a-f]+e[0-9]+")
"""Words of YAML 1.1 and 1.2, and hashes, some of which look like numbers."""

_UNSAFE = "\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff"
"""What YAML readers change or refuse, and what turns the order of letters round on a screen; JSON leaves it alone."""

_ESCAPED = re.compile(f"[{_UNSAFE}]")
_NOT_LITERAL = re.compile(f"[\x00-\x09\x0b-\x1f\ud800-\udfff{_UNSAFE}]")


def dump(dataset: Dataset) -> str:
    """One dataset as a YAML document."""
    return dump_plain(plain(dataset))


def dump_plain(content: Mapping[str, Any]) -> str:
    """A mapping of dicts, lists and scalars as a YAML document.

    Raises:
        DatasetError: if a string holds half of a character (a lone surrogate), which no file can hold.
    """
    text = "\n".join(_lines(content) if content else ["{}"]) + "\n"
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise DatasetError("the dataset holds half a character and cannot be written") from None
    return text


def _lines(content: Mapping[str, Any]) -> Iterator[str]:
    for key, value in content.items():
        if isinstance(value, Mapping) and value:
            yield f"{_scalar(key)}:"
            for inner, item in value.items():
                yield f"  {_scalar(inner)}: {_flow(item)}"
        elif isinstance(value, Sequence) and not isinstance(value, str) and value:
            yield f"{_scalar(key)}:"
            for record in value:
                yield from _record(record, key in PROSE)
        elif isinstance(value, str) and "\n" in value:
            yield f"{_scalar(key)}: {_text(value)}"
        else:
            yield f"{_scalar(key)}: {_flow(value)}"


def _record(record: Any, prose: bool) -> Iterator[str]:
    if not prose or not isinstance(record, Mapping) or not record:
        yield f"- {_flow(record)}"
        return
    for dash, (key, value) in zip(_dashes(), record.items(), strict=False):
        yield f"{dash} {_scalar(key)}: {_flow(value)}"


def _dashes() -> Iterator[str]:
    yield "-"
    while True:
        yield " "


def _flow(value: Any) -> str:
    """A value on one line."""
    kind = type(value)
    if kind is str:
        return _scalar(value)
    if kind is dict:
        return "{" + ", ".join([f"{_scalar(key)}: {_flow(item)}" for key, item in value.items()]) + "}"
    if kind is list or kind is tuple:
        return "[" + ", ".join([_flow(item) for item in value]) + "]"
    if kind is float:
        return _float(value)
    if kind is bool:
        return "true" if value else "false"
    return "null" if value is None else str(value)


def _float(value: float) -> str:
    written = repr(value)
    if "e" in written and "." not in written:  # YAML 1.1 wants a point in a number with an exponent
        written = written.replace("e", ".0e")
    return {"inf": ".inf", "-inf": "-.inf", "nan": ".nan"}.get(written, written)


@lru_cache(maxsize=4096)
def _scalar(value: str) -> str:
    if _PLAIN.fullmatch(value) and not _AMBIGUOUS.fullmatch(value):
        return value
    return escaped(json.dumps(value, ensure_ascii=False))


def escaped(written: str) -> str:
    """JSON, or what YAML shares with it, with the characters escaped that readers and terminals stumble over."""
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", written)


def _text(value: str) -> str:
    """A text of several lines, line by line as it is where that loses nothing."""
    body = value.rstrip("\n")
    if not body or body[0] in " \n" or _NOT_LITERAL.search(value):
        return _scalar(value)
    ends = len(value) - len(body)
    chomp = "-" if ends == 0 else "" if ends == 1 else "+"
    rest = "\n" * max(0, ends - 1)
    return f"|{chomp}\n" + "\n".join(f"  {line}" if line else "" for line in body.split("\n")) + rest
