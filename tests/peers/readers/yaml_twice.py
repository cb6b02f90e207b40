"""Our YAML, read by PyYAML as 1.1 and by ruamel as 1.2: both must come to the same."""

from __future__ import annotations

import json
import sys
from importlib.metadata import version
from pathlib import Path

import yaml
from ruamel.yaml import YAML

path = next(Path(sys.argv[1]).glob("*.yaml"))
new = YAML(typ="safe", pure=True).load(path)
old = yaml.safe_load(path.read_text(encoding="utf-8"))
people = {person["id"]: person["name"] for person in new["participants"]}
read = [
    [entity["type"], new["text"][entity["start"] : entity["end"]], people.get(entity["link"])]
    for entity in new["entities"]
]
error = "" if new == old else "YAML 1.1 and 1.2 differ"
versions = {name: version(name) for name in ("ruamel.yaml", "PyYAML")}
json.dump({"versions": versions, "read": read, "error": error}, sys.stdout)
