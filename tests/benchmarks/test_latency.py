from __future__ import annotations

import sys
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from statistics import median, quantiles

import msgspec
import pytest

from dvo_tui.minutes.model import Block, Minutes, SourceMap, Span
from dvo_tui.minutes.segment import tokens
from dvo_tui.review.commands import SetField
from dvo_tui.store.opening import open_minutes
from dvo_tui.store.workspace import Workspace
from dvo_tui.suggest.base import Suggestion
from tests import invented
from tests.benchmarks.conftest import Report
from tests.benchmarks.terminal import Terminal

pytestmark = pytest.mark.benchmarks

DOWN, UP = b"\x1b[B", b"\x1b[A"

KEYS = {
    "next": (b"j",),
    "accept and next": (b"a",),
    "relabel": (b"2", b"3"),
    "edge": (b"L", b"l"),
    "undo": (b"u",),
    "search next": (b".",),
}
"""What is pressed for each act, in turns where there is more than one."""

ROUNDS = 40
WORD = "Zonneveldskade"
PARAGRAPH = (
    "Dhr. Van Terwolde benoemt de memo en vraagt hoe de voorbereiding in Meerdonk verloopt; de politie "
    f"antwoordt dat {WORD} in april klaar is. Mevr. Tigelaar vraagt wanneer de scenario's er zijn.\n"
)
READY = b"1/"
"""The place among all annotations, in the inspector of a document that is open."""


def minutes_of(size: int) -> Minutes:
    """Minutes of about so many characters, a paragraph a line."""
    count = size // len(PARAGRAPH)
    text = PARAGRAPH * count
    starts = tuple(range(0, len(text), len(PARAGRAPH)))
    sha = sha256(text.encode()).hexdigest()
    base = invented.minutes()
    document = msgspec.structs.replace(base.document, id=f"lang-{sha[:8]}", text_sha256=sha)
    blocks = tuple(Block("paragraph", start, start + len(PARAGRAPH) - 1) for start in starts)
    source = SourceMap((0,), (0,), (len(text) + 1,), starts)
    return msgspec.structs.replace(base, text=text, blocks=blocks, source=source, document=document, agenda=())


def laid_out(root: Path, size: int) -> list[str]:
    """A workspace with one document of that size, a mention in every hundred characters; the command that opens it."""
    minutes = minutes_of(size)
    words = tokens(PARAGRAPH, 0, len(PARAGRAPH))
    two = (words[1], words[14])
    mentions = [
        Suggestion(
            layer="entity",
            type="PERSON",
            spans=(Span(start + word.start, start + word.end),),
            by="test",
            rule="made",
            confidence=0.9,
        )
        for start in range(0, len(minutes.text), len(PARAGRAPH))
        for word in two
    ]
    review = open_minutes(Workspace(root), minutes, "bench", suggest=lambda minutes, known: mentions)
    review.apply(SetField(id=review.session.annotations()[-1].id, field="note", value="now there is a work file"))
    review.close()
    program = str(Path(sys.executable).parent / "dvo-tui")
    return [program, "review", "--workspace", str(root), "--reviewer", "bench"]


@dataclass
class Times:
    """Seconds from key to first byte, and processor seconds of all of them."""

    first: list[float] = field(default_factory=list)
    cpu: float = 0.0

    @property
    def p50(self) -> float:
        return median(self.first) * 1e3

    @property
    def p95(self) -> float:
        return quantiles(self.first, n=20)[-1] * 1e3

    @property
    def cpu_each(self) -> float:
        return self.cpu / len(self.first) * 1e3


def pressed(running: Terminal, keys: tuple[bytes, ...], rounds: int, times: Times) -> None:
    """Press keys in turns, each once the screen is done with the one before."""
    before = running.cpu
    for number in range(rounds):
        times.first.append(running.press(keys[number % len(keys)]))
        running.settle()
    times.cpu += running.cpu - before


def opened(command: list[str]) -> Terminal:
    running = Terminal(command)
    running.until(READY)
    running.settle(0.5)
    running.type(b"/" + WORD[:6].encode() + b"\r")
    return running


def test_key_to_first_byte(report: Report, tmp_path: Path) -> None:
    large, small = (laid_out(tmp_path / str(size), size) for size in (1_000_000, 10_000))
    floor_app = [sys.executable, str(Path(__file__).parent / "floor_app.py")]
    found = {(name, size): Times() for name in KEYS for size in ("1 MB", "10 kB")}
    floor = Times()
    with opened(large) as long, opened(small) as short, Terminal(floor_app) as bare:
        bare.until(b"READY")
        bare.settle(0.5)
        bare.type(b"\t" + DOWN * 3)
        for _ in range(ROUNDS // 10):
            pressed(bare, (DOWN, UP), 10, floor)
            for name, keys in KEYS.items():
                pressed(long, keys, 10, found[name, "1 MB"])
                pressed(short, keys, 10, found[name, "10 kB"])
    report("key to first byte, bare app: p50", floor.p50, "ms", floor=floor.p50, target=99)
    report("key to first byte, bare app: p95", floor.p95, "ms", floor=floor.p95, target=99)
    for name in KEYS:
        times, few = found[name, "1 MB"], found[name, "10 kB"]
        report(f"key, 1 MB, {name}: p50 above the bare app's", times.p50 - floor.p50, "ms", floor=10, target=1)
        report(f"key, 1 MB, {name}: p95", times.p95, "ms", floor=25, target=1)
        report(f"key, 1 MB beside 10 kB, {name}: p50", times.p50, "ms", floor=few.p50, target=1.5)
        report(f"key, 1 MB beside 10 kB, {name}: CPU", times.cpu_each, "ms", floor=few.cpu_each, target=1.5)
