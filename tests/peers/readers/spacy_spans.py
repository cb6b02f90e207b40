"""JSONL with spans, put on the tokens of spaCy's Dutch tokenizer; and a DocBin, loaded by spaCy."""

from __future__ import annotations

import json
import sys
from importlib.metadata import version
from pathlib import Path

import spacy
from spacy.tokens import DocBin

TYPES = ("PERSON", "ORGANISATION", "LOCATION", "DATE", "MONEY")
path = Path(sys.argv[1])
nlp = spacy.blank("nl")
read = []
errors = []
for file in sorted(path.glob("*.spacy")):
    for doc in DocBin().from_disk(file).get_docs(nlp.vocab):
        read += [[span.label_, span.text, None] for span in doc.spans["dvo"] if span.label_ in TYPES]
for file in sorted(path.glob("verslag.jsonl")):
    for line in file.read_text(encoding="utf-8").splitlines():
        task = json.loads(line)
        doc = nlp(task["text"])
        for span in task["spans"]:
            if span["label"] not in TYPES:
                continue
            found = doc.char_span(span["start"], span["end"], label=span["label"])
            if found is None:
                errors.append(f"no tokens end at {span['start']}-{span['end']}")
            else:
                read.append([found.label_, found.text, None])
json.dump({"versions": {"spacy": version("spacy")}, "read": read, "error": "; ".join(errors)}, sys.stdout)
