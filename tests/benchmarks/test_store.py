"""What an edit, an opening and a list cost, each beside the least that this disk and this Python could do."""

from __future__ import annotations

import gc
import json
import os
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from statistics import median

import msgspec
import pytest
from tinydb import TinyDB

from dvo_tui import files
from dvo_tui.minutes.model import Minutes, Span
from dvo_tui.review.commands import Accept, SetField
from dvo_tui.store.opening import OpenReview, open_minutes, open_review
from dvo_tui.store.status import statuses
from dvo_tui.store.workspace import Workspace
from dvo_tui.suggest.base import Suggestion
from tests import invented
from tests.benchmarks.conftest import Report

pytestmark = pytest.mark.benchmarks

EDITS = 60
HISTORY = 200


def minutes_for(annotations: int) -> Minutes:
    """The invented text as often as it takes to hold so many mentions."""
    text = invented.TEXT * (annotations * 12 // len(invented.TEXT) + 1)
    sha = sha256(text.encode()).hexdigest()
    base = invented.minutes()
    document = msgspec.structs.replace(base.document, id=f"groot-{sha[:8]}", text_sha256=sha)
    return msgspec.structs.replace(base, text=text, document=document)


def made(workspace: Workspace, annotations: int, history: int) -> OpenReview:
    """An open review of so many mentions, with so many Changes saved."""
    minutes = minutes_for(annotations)
    mentions = [
        Suggestion(
            layer="entity", type="PERSON", spans=(Span(n * 12, n * 12 + 10),), by="test", rule="made", confidence=0.9
        )
        for n in range(annotations)
    ]
    review = open_minutes(workspace, minutes, "jdv", suggest=lambda minutes, known: mentions)
    ids = [record.id for record in review.session.annotations()]
    changes = [
        review.session.apply(SetField(id=ids[n % annotations], field="note", value=f"n{n}")) for n in range(history)
    ]
    review.save([change for change in changes if change is not None])
    return review


def seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def edits_and_floors(review: OpenReview, count: int) -> tuple[list[float], list[float]]:
    """Times of so many saved edits, each beside a bare atomic write of the same bytes in the same folder."""
    floor = review.path.parent / "floor"
    ids = [record.id for record in review.session.pending()][: count + 3]
    ours, bare = [], []
    for identifier in ids:
        ours.append(seconds(lambda this=identifier: review.apply(Accept(id=this))))  # type: ignore[misc]
        data = review.path.read_bytes()
        bare.append(seconds(lambda content=data: files.close(files.write(floor, content).held)))  # type: ignore[misc]
    floor.unlink()
    return ours[3:], bare[3:]


def test_an_edit_beside_a_bare_atomic_write(report: Report, tmp_path: Path) -> None:
    review = made(Workspace(tmp_path), 150, HISTORY)
    ours, bare = edits_and_floors(review, EDITS)
    stock_path = tmp_path / "stock.json"
    stock_path.write_bytes(review.path.read_bytes())
    with TinyDB(stock_path) as stock:
        table = stock.table("entities")
        first = next(iter(table)).doc_id
        stocks = [
            seconds(lambda n=n: table.update({"note": f"n{n}"}, doc_ids=[first]))  # type: ignore[misc]
            for n in range(20)
        ]
    review.close()

    report("edit, 150 annotations, bare atomic write", median(ours) * 1e3, "ms", floor=median(bare) * 1e3, target=1.5)
    report("(stock TinyDB's edit there, not durable)", median(stocks) * 1e3, "ms", floor=median(bare) * 1e3, target=99)


def many(root: Path, documents: int) -> Workspace:
    """A workspace of so many documents of 100 annotations: one made, the others copied, all long settled."""
    workspace = Workspace(root)
    review = made(workspace, 100, 5)
    review.close()
    content = review.path.read_bytes()
    name = review.path.stem.encode()
    then = time.time_ns() - 60 * 10**9
    for number in range(documents - 1):
        path = review.path.with_name(f"kopie-{number:05}.json")
        path.write_bytes(content.replace(name, f"kopie-{number:05}".encode()))
        os.utime(path, ns=(then, then))
    return workspace


def test_an_edit_in_a_workspace_of_a_million_annotations(report: Report, tmp_path: Path) -> None:
    small, large = many(tmp_path / "small", 10), many(tmp_path / "large", 10_000)
    reviews = [open_review(workspace, minutes_for(100).document.id, "jdv") for workspace in (small, large)]
    times: list[list[float]] = [[], []]
    ids = [record.id for record in reviews[0].session.pending()][:EDITS]
    for identifier in ids:
        for review, found in zip(reviews, times, strict=True):
            found.append(seconds(lambda one=review, this=identifier: one.apply(Accept(id=this))))  # type: ignore[misc]
    few, lots = (median(found[3:]) * 1e3 for found in times)
    for review in reviews:
        review.close()

    report("edit in 1,000,000 annotations, in 1,000", lots, "ms", floor=few, target=1.5)
    begun = time.perf_counter()
    cold = list(statuses(large))
    report("documents list, 10,000, no index", time.perf_counter() - begun, "s", floor=3.0, target=99)
    assert len(cold) == 10_000
    first, complete = [], []
    for _ in range(5):
        begun = time.perf_counter()
        rows = statuses(large)
        for _ in range(40):
            next(rows)
        first.append(time.perf_counter() - begun)
        assert sum(1 for _ in rows) == 9_960
        complete.append(time.perf_counter() - begun)
    report("documents list, 10,000, index: first rows", median(first), "s", floor=0.5, target=1)
    report("documents list, 10,000, index: complete", median(complete), "s", floor=3.0, target=1)


def test_a_large_document_opens_and_saves(report: Report, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    review = made(workspace, 10_000, 5_000)
    review.close()
    document = review.session.minutes.document.id
    content = review.path.read_bytes()
    opening, plain = [], []
    for _ in range(7):
        gc.collect()
        begun = time.perf_counter()
        again = open_review(workspace, document, "jdv")
        opening.append(time.perf_counter() - begun)
        again.close()
        plain.append(seconds(lambda: json.loads(content)))
    report("open 10,000 annotations, 5,000 changes", median(opening), "s", floor=0.5, target=1)
    report("(json.loads of that file)", median(plain), "s", floor=0.5, target=99)

    again = open_review(workspace, document, "jdv")
    ours, bare = edits_and_floors(again, 20)
    again.close()
    report("edit, 10,000 annotations, bare atomic write", median(ours) * 1e3, "ms", floor=median(bare) * 1e3, target=2)
