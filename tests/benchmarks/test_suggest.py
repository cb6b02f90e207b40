"""Reading and suggesting beside spaCy, on growing text; and `extract` from the start of the process.

Both sides get the same text in one piece, in one thread, warm, and the least CPU time of some runs counts. Ours is all
of `read_bytes` and `suggest_all`: decoding, blocks, header, agenda, people, turns, decisions, actions and every kind of
entity. spaCy's is tokens and names: `blank("nl")` with an EntityRuler that holds every listed name and the people of
the text. It lives in `build/spacy-venv`, which `make bench` makes; without it the comparison is skipped, and says so.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from statistics import median

import pytest

from dvo_tui.minutes.reading import read_bytes
from dvo_tui.suggest import lexicon
from dvo_tui.suggest.base import Known
from dvo_tui.suggest.people import spellings
from dvo_tui.suggest.pipeline import suggest_all
from tests.benchmarks.conftest import Report
from tests.benchmarks.corpus import ROOT, Corpus, corpus

pytestmark = pytest.mark.benchmarks

SPACY = ROOT / "build" / "spacy-venv" / "bin" / "python"
RUNS = {"10 kB": 25, "100 kB": 9, "1 MB": 4, "10 MB": 1}
SIZES = {"10 kB": 10_000, "100 kB": 100_000, "1 MB": 1_000_000, "10 MB": 10_000_000}
TIMES_SPACY = 3
"""How many times as fast as spaCy reading and suggesting should be."""

FLAT = 1.3
"""How much more a megabyte may cost at any size than the cheapest one costs."""

LISTS = 0.05
"""CPU seconds to load every list of names, which each start pays."""

START = 0.35
"""Seconds from the start of `dvo-tui extract ONE.txt` to its output."""


@cache
def text_of(size: str) -> Corpus:
    return corpus(SIZES[size])


@cache
def ours(size: str) -> float:
    """CPU seconds for each megabyte of UTF-8 to read a text and suggest on it."""
    data = text_of(size).text.encode()
    best = float("inf")
    for _ in range(RUNS[size]):
        began = time.process_time()
        suggestions = suggest_all(read_bytes(data, "corpus.txt"), Known())
        best = min(best, time.process_time() - began)
        assert suggestions
        del suggestions
    return best / len(data) * 1e6


def spacys(folder: Path) -> dict[str, float]:
    """The same for spaCy, by size."""
    if not SPACY.exists():
        pytest.skip(f"no spaCy in {SPACY.relative_to(ROOT)}: make bench installs it where it can")
    listed = {(entry.type, entry.form) for entries in lexicon.index().values() for entry in entries}
    people = {form for size in SIZES for name in text_of(size).people for form in (name, *spellings(name))}
    texts = {size: folder / f"{length}.txt" for size, length in SIZES.items()}
    for size, path in texts.items():
        path.write_text(text_of(size).text, encoding="utf-8")
    asked = {
        "patterns": sorted(listed | {("PERSON", form) for form in people}),
        "texts": {size: str(path) for size, path in texts.items()},
        "times": RUNS,
    }
    script = Path(__file__).with_name("spacy_ruler.py")
    done = subprocess.run([SPACY, script], input=json.dumps(asked), capture_output=True, text=True, check=True)
    seconds: dict[str, float] = json.loads(done.stdout)
    return {size: spent / len(text_of(size).text.encode()) * 1e6 for size, spent in seconds.items()}


def test_reading_and_suggesting_beside_spacy(report: Report, tmp_path: Path) -> None:
    for size, floor in spacys(tmp_path).items():
        report(f"read and suggest, {size}, a MB, spaCy", ours(size), "s", floor=floor, target=round(1 / TIMES_SPACY, 3))


def test_a_megabyte_costs_the_same_at_any_size(report: Report) -> None:
    least = min(ours(size) for size in SIZES)
    for size in SIZES:
        report(f"read and suggest, {size}, a MB, cheapest", ours(size), "s", floor=least, target=FLAT)


def test_loading_every_list_of_names(report: Report) -> None:
    times = []
    for _ in range(5):
        lexicon.index.cache_clear()
        lexicon.first_names.cache_clear()
        began = time.process_time()
        lexicon.index()
        times.append(time.process_time() - began)
    report("every list of names, loaded", min(times), "s", floor=LISTS, target=1.0)


def test_extract_from_the_start_of_the_process(report: Report) -> None:
    source = ROOT / "examples" / "terugkoppeling-dvo-lindestreek-2022-11-16.txt"
    command = [str(Path(sys.executable).parent / "dvo-tui"), "extract", str(source)]
    times = []
    for _ in range(9):
        began = time.perf_counter()
        done = subprocess.run(command, capture_output=True, check=True)
        times.append(time.perf_counter() - began)
        assert done.stdout
    report("extract one file, from start to output", median(times[1:]), "s", floor=START, target=1.0)
