"""UIMA XMI, read by dkpro-cassis."""

from __future__ import annotations

import json
import sys
from importlib.metadata import version
from pathlib import Path

import cassis

folder = Path(sys.argv[1])
with open(folder / "TypeSystem.xml", "rb") as file:
    types = cassis.load_typesystem(file)
read = []
error = ""
try:
    with open(next(folder.glob("*.xmi")), "rb") as file:
        cas = cassis.load_cas_from_xmi(file, typesystem=types)
    for entity in cas.select("dvo.Entity"):
        read.append([entity.label, entity.get_covered_text(), entity.link])
except Exception as refusal:
    error = f"{type(refusal).__name__}: {refusal}"
json.dump({"versions": {"dkpro-cassis": version("dkpro-cassis")}, "read": read, "error": error}, sys.stdout)
