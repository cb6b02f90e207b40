"""FoLiA, checked by foliavalidator and read by its library."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from folia import main as folia

path = next(Path(sys.argv[1]).glob("*.folia.xml"))
validator = Path(sys.executable).with_name("foliavalidator")
checked = subprocess.run([sys.executable, str(validator), str(path)], capture_output=True, text=True, check=False)
read = []
error = "" if checked.returncode == 0 else (checked.stderr or checked.stdout).strip().splitlines()[-1]
if not error:
    for entity in folia.Document(file=str(path)).select(folia.Entity):
        words = list(entity.wrefs())
        quote = "".join(word.text() + ("" if word is words[-1] or not word.space else " ") for word in words)
        links = [feature.cls for feature in entity.select(folia.Feature) if feature.subset == "link"]
        read.append([entity.cls, quote, links[0] if links else None])
versions = {name: version(name) for name in ("FoLiA", "FoLiA-tools")}
json.dump({"versions": versions, "read": read, "error": error}, sys.stdout)
