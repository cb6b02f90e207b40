"""A dataset folder, loaded by Hugging Face datasets."""

from __future__ import annotations

import json
import sys
from importlib.metadata import version

from datasets import load_dataset

read = []
error = ""
try:
    for row in load_dataset(sys.argv[1], split="train"):
        people = {person["id"]: person["name"] for person in row["participants"]}
        for entity in row["entities"]:
            quote = row["text"][entity["start"] : entity["end"]]
            read.append([entity["type"], quote, people.get(entity["link"])])
except Exception as refusal:
    error = f"{type(refusal).__name__}: {refusal}"
versions = {name: version(name) for name in ("datasets", "pyarrow")}
json.dump({"versions": versions, "read": read, "error": error}, sys.stdout)
