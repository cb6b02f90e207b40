"""The peer of `test_suggest.py`, run by a Python that has spaCy: `blank("nl")` with an EntityRuler, nothing of ours.

Reads `{"patterns": [[label, form], …], "texts": {name: path}, "times": {name: n}}` on standard input and prints the
least CPU seconds of so many runs for each text. What comes before, importing and learning the patterns, is not counted.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import spacy  # type: ignore[import-not-found,unused-ignore]  # lives in an environment of its own

asked = json.load(sys.stdin)
nlp = spacy.blank("nl")
nlp.max_length = 10**9
nlp.add_pipe("entity_ruler").add_patterns([{"label": label, "pattern": form} for label, form in asked["patterns"]])
found: dict[str, float] = {}
for name, path in asked["texts"].items():
    text = Path(path).read_text(encoding="utf-8")
    best = float("inf")
    for _ in range(asked["times"][name]):
        began = time.process_time()
        document = nlp(text)
        best = min(best, time.process_time() - began)
        assert document.ents
        del document
    found[name] = best
json.dump(found, sys.stdout)
