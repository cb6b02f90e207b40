"""The JSON Schema of `dvo-minutes/1`, made from the types, for programs that are not written in Python.

`python -m dvo_tui.exchange.schema` prints it; a copy is shipped beside this module.
"""

from __future__ import annotations

import sys
from importlib.resources import files
from typing import Any

import msgspec

from dvo_tui.exchange.dataset import SCHEMA, Dataset

FILE = "dvo-minutes-1.schema.json"


def json_schema() -> dict[str, Any]:
    """The schema, in one piece."""
    (found,), parts = msgspec.json.schema_components([Dataset], ref_template="#/$defs/{name}")
    for part in parts.values():
        part["description"] = " ".join(part.get("description", "").split())
    dataset = parts.pop(found["$ref"].rpartition("/")[2])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{SCHEMA.replace('/', ':')}",
        **dataset,
        "title": SCHEMA,
        "$defs": dict(sorted(parts.items())),
    }


def written() -> str:
    """The schema as its file holds it."""
    return msgspec.json.format(msgspec.json.encode(json_schema()), indent=2).decode() + "\n"


def shipped() -> str:
    """The file that comes with the program."""
    return (files("dvo_tui.exchange") / FILE).read_text(encoding="utf-8")


if __name__ == "__main__":
    sys.stdout.write(written())
