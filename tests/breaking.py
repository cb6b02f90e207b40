"""Files broken in ways that a seed tells: pieces cut, doubled, moved and swapped, and values that are others."""

from __future__ import annotations

import json
import random
from typing import Any

import msgspec

PIECES = (
    *(b"", b"\n", b"\t", b" ", b'"', b"{", b"}", b"[", b"]", b",", b":", b"-1", b"0", b"9" * 20, b"1e999", b"null"),
    *(b"true", b"NaN", b"\xff", b"\x00", b"\\ud800", b"\xf0\x9f\x91\x8d", b"T1", b"start", b"dvo", b"O", b"B-", b"*"),
    *(b"{" * 2000, b"[" * 2000, b"\r\n", b"R1\tx Arg1:T1 Arg2:T2", b"A9", b"#1\tdvo T1\t[1", b"entities", b"span"),
    *(
        b"|",
        b"<",
        b">",
        b"&",
        b"</w:p>",
        b"<td>",
        b"<!--",
        b"- ",
        b"  ",
        b"'",
        b"&a",
        b"!!x",
        b"? ",
        b"---\n",
        b"=",
        b"\f",
    ),
)
VALUES = (
    *("null", "true", "-1", "0", str(2**63), "1.5", '""', '"x"', "[]", "{}", "[[]]", '{"1": {}}', "1e300"),
    *('"2100-01-01T00:00:00Z"', '"\\u202e\\u0000"', '"e\\u0308\\ud83d\\ude00"', "[0, 99999999]", "[3, 1]"),
)


def broken(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to six pieces replaced: by one of `PIECES`, by another piece of them, or by any byte."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(found) + 1)
        end = min(len(found), start + chance.choice((0, 1, 1, 2, 5, 40)))
        there = chance.randrange(len(found) + 1)
        other = found[there : there + chance.randint(0, 30)]
        found[start:end] = chance.choice((chance.choice(PIECES), other, bytes([chance.randrange(256)])))
    return bytes(found)


def revalued(data: bytes, chance: random.Random) -> bytes:
    """Sound JSON in which a few values are others, nearly the same, gone, or doubled under another key."""
    content = json.loads(data)
    for _ in range(chance.randrange(1, 4)):
        at: Any = content
        while isinstance(at, dict | list) and at:
            key = chance.choice(list(at)) if isinstance(at, dict) else chance.randrange(len(at))
            if chance.random() < 0.35 or not isinstance(at[key], dict | list) or not at[key]:
                if chance.random() < 0.25:
                    del at[key]
                elif isinstance(at, dict) and chance.random() < 0.2:
                    at[str(chance.randrange(10**18))] = at[key]
                else:
                    at[key] = _other(at[key], chance)
                break
            at = at[key]
    return msgspec.json.encode(content)


def _other(value: Any, chance: random.Random) -> Any:
    if chance.random() < 0.4:
        if isinstance(value, bool):
            return not value
        if isinstance(value, int):
            return value + chance.choice((-1, 1, 7))
        if isinstance(value, str):
            return chance.choice((value + " x", value[:-1], value.upper(), "e\u0308" + value))
    return json.loads(chance.choice(VALUES))
