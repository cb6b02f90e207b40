"""JSONL and CoNLL, taken by the parsers with which doccano imports, its own classes of spans and relations included."""

from __future__ import annotations

import json
import os
import sys
import sysconfig
import uuid
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(sysconfig.get_paths()["purelib"]) / "backend"))
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.development"
import_module("django").setup()
labels = import_module("data_import.pipeline.label")
parsers = import_module("data_import.pipeline.parsers")

TYPES = ("PERSON", "ORGANISATION", "LOCATION", "DATE", "MONEY")
folder = Path(sys.argv[1])
read = []
errors = []
for path in folder.glob("verslag.jsonl"):
    parser = parsers.JSONLParser(encoding="utf_8")
    for record in parser.parse(str(path)):
        example = uuid.uuid4()
        try:
            spans = [labels.SpanLabel.parse(example, one) for one in record["entities"]]
            links = [labels.RelationLabel.parse(example, one) for one in record["relations"]]
        except ValueError as refusal:
            errors.append(str(refusal).replace("\n", " "))
            continue
        if any(link.from_id not in {span.id for span in spans} for link in links):
            errors.append("a relation leads to nothing")
        for span in spans:
            if span.label in TYPES:
                read.append([span.label, record["text"][span.start_offset : span.end_offset], None])
    errors += [str(error) for error in parser.errors]
for path in folder.glob("verslag.conll"):
    parser = parsers.CoNLLParser(encoding="utf_8")
    try:
        for record in parser.parse(str(path)):
            for start, end, label in record["label"]:
                read.append([label, record["text"][start:end], None])
    except KeyError as refusal:
        errors.append(f"KeyError: {refusal}")
    errors += [str(error) for error in parser.errors]
json.dump({"versions": {"doccano": version("doccano")}, "read": read, "error": "; ".join(errors)}, sys.stdout)
