"""CoNLL-2003, converted by spaCy."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

import spacy
from spacy.tokens import DocBin

path = next(Path(sys.argv[1]).glob("*.conll"))
read = []
with tempfile.TemporaryDirectory() as folder:
    command = [sys.executable, "-m", "spacy", "convert", str(path), folder, "-c", "ner", "-l", "nl", "-n", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    error = "" if done.returncode == 0 else (done.stderr or done.stdout).strip().splitlines()[-1]
    for file in Path(folder).glob("*.spacy"):
        for doc in DocBin().from_disk(file).get_docs(spacy.blank("nl").vocab):
            read += [[ent.label_, " ".join(token.text for token in ent), None] for ent in doc.ents]
json.dump({"versions": {"spacy": version("spacy")}, "read": read, "error": error}, sys.stdout)
